#!/usr/bin/env bash
# conf.sh NICHIEI JSONQ NICHIEI-CONF CONF FIXTURE: which dossier is read, when the second program's
# configuration is the file CONF.
. "$(dirname "$0")/lib.sh"
program=$3 conf=$4 fixture=$5
trap 'rm -rf "$work" "$conf"' EXIT

# How many activities the dossier has that is read.
count() {
    run "$@" list activities --format ndjson
    wc -l <"$work/out"
}

rm -f "$conf"
built_in=$(count "$nichiei")
of_fixture=$(count "$nichiei" --db "$fixture")
[ "$built_in" != "$of_fixture" ] || fail "two dossiers that differ"

# --db, NICHIEI_DB, the file, the built-in one, in that order.
expect_same "$(count "$program")" "$built_in"
printf '# the dossier of this machine\n\n\t db=%s \r\n' "$fixture" >"$conf"
expect_same "$(count "$program")" "$of_fixture"
expect_same "$(count "$nichiei")" "$built_in"
echo "db = $work/none" >"$conf"
run "$program" list activities
expect_error 3 "$work/none: cannot be opened" nichiei.conf
expect_same "$(NICHIEI_DB=$fixture count "$program")" "$of_fixture"
expect_same "$(count "$program" --db "$fixture")" "$of_fixture"
expect_same "$(NICHIEI_DB=$work/other count "$program" --db "$fixture")" "$of_fixture"
echo '# none' >"$conf"
expect_same "$(count "$program")" "$built_in"
: >"$conf"
expect_same "$(count "$program")" "$built_in"

# Bad lines: one message, with the line. They do not matter where the file is not asked.
expect_bad() {
    printf "$1" >"$conf"
    run "$program" list activities
    expect_error 3 "$conf:$2: $3" 'db = /path/of/a/dossier'
    run "$program" --db "$fixture" list activities
    expect_ok
    run "$program" validate "$(dirname "$0")/../data/fixture"
    expect_ok
}
expect_bad 'here' 1 'not a setting'
expect_bad '#\n\ndbs = /x\n' 3 'no such setting'
expect_bad 'db = x\n' 1 'not the whole path'
expect_bad 'db =\n' 1 'not the whole path'
expect_bad 'db = "/x"\n' 1 'not the whole path'
expect_bad 'db = /x\ndb = /y\n' 2 'a second dossier'
expect_bad '\xEF\xBB\xBFdb = /x\n' 1 'no such setting'
printf 'db = /%05000d\n' 1 >"$conf"
run "$program" list activities
expect_error 3 "$conf:1: too long"
rm -f "$conf"
mkdir "$conf"
run "$program" list activities
expect_error 3 "$conf: cannot be read"
rmdir "$conf"
finish
