#!/usr/bin/env bash
# What goes wrong gives one line and the right exit code. errors.sh PROGRAM JSONQ PTYRUN
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
ptyrun=$3

# The command line.
run "$nichiei" list --nonsense activities
expect_error 2 '--nonsense' 'nichiei --help'
run "$nichiei" list activities -actor:NPA
expect_error 2 '-actor:NPA' 'write --'
run "$nichiei" list activities -- -actor:NPA
expect_ok
run "$nichiei" list activities --format
expect_error 2 '--format' 'needs a value'
run "$nichiei" list activities --format xml
expect_error 2 '--format xml'
run "$nichiei" list activities --lang fr
expect_error 2 '--lang fr'
run "$nichiei" list activities --columns id,nothing
expect_error 2 nothing
run "$nichiei" list
expect_error 2 'nichiei list activities'
run "$nichiei" list bananas
expect_error 2 bananas '--help'
run "$nichiei" serch gaimu
expect_error 2 'did you mean search' 'nichiei search serch'
run "$nichiei" atach rusi2024 paper.txt
expect_error 2 'did you mean attach'
run "$nichiei" show
expect_error 2 'nichiei show'
run "$nichiei" show actor:nobody
expect_error 1 actor:nobody
run "$nichiei" build "$work"
expect_error 2 '-o FILE'
run "$nichiei" validate
expect_error 2 validate
run "$nichiei" unpack
expect_error 2 unpack

# The query: a name that nobody bears, one that two bear, an unknown field, an open quote.
run "$nichiei" list activities actor:nobody
expect_error 2 nobody
run "$nichiei" list activities actor:内閣府
expect_error 2 actor:co-gb actor:cao-jp
run "$nichiei" list activities colour:red
expect_error 2 colour actor
run "$nichiei" list activities 'actor:"NPA'
expect_error 2 quote
run "$nichiei" list activities 演習 ・
expect_error 2 'column 4' 'nothing to look for in "・"'

# Garbage: one line that says where, or no match; never more.
repeat() { head -c "$2" < <(yes "$1" | tr -d '\n'); }
for garbage in '"' '-"' 'actor:' 'actor:npa,' 'date:' ':::' '-(((-(((-(((' '，：－”' $'\xff\xfe' $'\e[31m' \
    $'a\nb\tc' "$(repeat 'a ' 10000)" "$(repeat 'is:x ' 10000)" "actor:npa$(repeat ,npa 40000)" \
    "$(repeat 警 100000)" "$(repeat '"' 9999)" "actor:$(repeat a 100000)" "$(repeat - 9999)"; do
    run timeout 20 "$nichiei" list timeline -- "$garbage"
    said=${said:0:80}
    case $code in
    0) expect_ok ;;
    1) [ "$(wc -l <"$work/err")" -le 1 ] || fail "at most one line" ;;
    2) expect_error 2 'column' ;;
    *) fail "exit code 0, 1 or 2" ;;
    esac
    expect_no_control "$work/err"
done

# The dossier: --db, and NICHIEI_DB.
run "$nichiei" --db "$work/none" list activities
expect_error 3 "$work/none" 'No such file' '--db'
run "$nichiei" --db "$work" list activities
expect_error 3 "$work" folder 'nichiei build'
echo 'id,name' >"$work/text"
run "$nichiei" --db "$work/text" list activities
expect_error 3 "$work/text" 'not a nichiei dossier' 'nichiei build'
run env NICHIEI_DB="$work/text" "$nichiei" list activities
expect_error 3 "$work/text"
run env NICHIEI_DB="$work/text" "$nichiei" show actor:npa
expect_error 3 "$work/text"
run env NICHIEI_DB="$work/text" "$nichiei" unpack "$work/new"
expect_error 3 "$work/text"

run "$nichiei" unpack "$work/data"
expect_ok
run "$nichiei" build "$work/data" -o "$work/db"
expect_ok
run env NICHIEI_DB="$work/text" "$nichiei" --db "$work/db" list activities
expect_ok
run env NICHIEI_DB="$work/db" "$nichiei" list activities
expect_ok
run env NICHIEI_DB= "$nichiei" list activities
expect_ok

# A newer and an older dossier: SQLite keeps the number in the four bytes from 60.
for version in 377 000; do
    cp "$work/db" "$work/other"
    # shellcheck disable=SC2059
    printf "\\$version" | dd of="$work/other" bs=1 seek=63 conv=notrunc status=none
    run "$nichiei" --db "$work/other" list activities
    expect_error 3 "$work/other" "$([ $version = 377 ] && echo newer || echo older)"
done
head -c 100000 "$work/db" >"$work/cut"
run "$nichiei" --db "$work/cut" list activities
expect_error 3 "$work/cut" 'take a fresh copy'

# As an ordinary user; root may read everything.
cp "$nichiei" "$work/nichiei" # where that user may run it
user=()
[ "$(id -u)" = 0 ] && user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
chmod 0 "$work/db"
run "${user[@]}" "$work/nichiei" --db "$work/db" list activities
expect_error 3 "$work/db" 'Permission denied'
chmod 444 "$work/db"
run "${user[@]}" "$work/nichiei" --db "$work/db" list activities
expect_ok
mkdir -m 555 "$work/sealed"
run "${user[@]}" "$work/nichiei" build "$work/data" -o "$work/sealed/db"
expect_error 3 "$work/sealed/db" 'Permission denied'
run "${user[@]}" "$work/nichiei" unpack "$work/sealed/data"
expect_error 3 "$work/sealed/data" 'Permission denied'

# A data package with faults: the first one, how many more, and where they are told.
cp -r "$work/data" "$work/bad"
sed -i '3s/^/x/' "$work/bad/terms.csv"
sed -i '2s/^/x/' "$work/bad/findings.csv"
run "$nichiei" build "$work/bad" -o "$work/written"
expect_error 3 'terms.csv:3: id:' 'more' "nichiei validate $work/bad"
run "$nichiei" build "$work/none" -o "$work/written"
expect_error 3 "$work/none" datapackage.json
[ -e "$work/written" ] && fail "nothing written"
run "$nichiei" unpack "$work/data"
expect_error 3 "$work/data" 'not empty'

# No terminal: the command line serves. TERM=dumb is none either.
run "$nichiei"
expect_error 4 'no terminal' 'nichiei list'
run "$nichiei" open actor:npa
expect_error 4 'no terminal'
run "$nichiei" attack # no slip for attach
expect_error 4 'no terminal'
for term in dumb unknown ''; do
    run env TERM="$term" "$ptyrun" end=1000 -- "$nichiei"
    [ "$code" = 4 ] || fail "exit code 4 for TERM='$term'"
    expect_out 'nichiei list'
    [ "$(wc -l <"$work/out")" = 1 ] || fail "one line"
    grep -q $'\033' "$work/out" && fail "no control"
done
run env -u TERM "$ptyrun" end=1000 -- "$nichiei"
[ "$code" = 4 ] || fail "exit code 4 without TERM"
run env TERM=xterm-256color "$ptyrun" end=1000 -- sh -c "'$nichiei' </dev/null"
[ "$code" = 4 ] || fail "exit code 4 without a keyboard"
run env TERM=xterm-256color "$ptyrun" end=1000 -- sh -c "'$nichiei' | cat; exit \${PIPESTATUS:-4}"
expect_out 'no terminal'

# Standard output that takes nothing.
run sh -c "'$nichiei' list timeline --format json >/dev/full"
expect_error 3 'standard output' 'No space left'
run sh -c "'$nichiei' list timeline >&-"
expect_error 3 'standard output'
# A reader that has enough is no error.
run bash -c "set -o pipefail; '$nichiei' list timeline --format json | head -c 1"
expect_ok

# The character set: UTF-8 or plain ASCII.
for locale in C POSIX C.UTF-8 xx_XX.UTF-8; do
    run env LC_ALL=$locale "$nichiei" show actor:npa
    expect_ok
    expect_out 警察庁
done
run env -u LC_ALL -u LANG -u LC_CTYPE "$nichiei" show actor:npa
expect_ok
# Only where the sources of locales are installed, which this project does not need.
if [ -f /usr/share/i18n/locales/ja_JP ] && command -v localedef >/dev/null; then
    mkdir "$work/locale"
    localedef -i ja_JP -f EUC-JP "$work/locale/ja_JP.eucjp" 2>/dev/null
    for command in 'list activities' 'show actor:npa' ''; do
        # shellcheck disable=SC2086
        run env LOCPATH="$work/locale" LC_ALL=ja_JP.eucjp "$nichiei" $command
        expect_error 4 EUC-JP LC_ALL=C.UTF-8
    done
fi
finish
