# What the tests of the command line share: run a command, then say what must have come of it.
# Sourced with the program and jsonq as arguments.
# shellcheck shell=bash
set -uo pipefail
export LC_ALL=C.UTF-8
unset NICHIEI_DB NO_COLOR

# shellcheck disable=SC2034  # used where this is sourced
nichiei=$1 jsonq=$2
# shellcheck source=tests/cli/rows.sh
. "$(dirname "${BASH_SOURCE[0]}")/rows.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
export XDG_DATA_HOME=$work/own # for what would be the user's own
failures=0 said='' code=0 # before the first run

# run COMMAND...: keeps what it prints and its exit code.
run() {
    said="$*"
    "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
}

fail() {
    printf 'FAILED: %s\n  after: %s\n  exit code %s, on standard error: %s\n' "$1" "$said" "$code" \
        "$(cat -v "$work/err")"
    failures=$((failures + 1))
}

# It went well: nothing on standard error, and no byte that steers a terminal on standard output.
expect_ok() {
    [ "$code" = 0 ] || fail "exit code 0"
    [ -s "$work/err" ] && fail "nothing on standard error"
    expect_no_control "$work/out"
}

# expect_error CODE WORDS...: one line on standard error that holds the words and a mend, nothing
# on standard output.
expect_error() {
    [ "$code" = "$1" ] || fail "exit code $1"
    shift
    [ -s "$work/out" ] && fail "nothing on standard output"
    [ "$(wc -l <"$work/err")" = 1 ] || fail "exactly one line on standard error"
    grep -q '^nichiei: .*\(;\|name a\|name the\).*' "$work/err" || fail "a line 'nichiei: what; mend'"
    for words; do
        grep -qF -- "$words" "$work/err" || fail "the words: $words"
    done
    expect_no_control "$work/err"
}

# Control characters but the newline, and bidi controls, never come out.
expect_no_control() {
    if LC_ALL=C tr -d '\n\t' <"$1" | LC_ALL=C grep -q '[[:cntrl:]]'; then
        fail "no control characters: $(LC_ALL=C tr -d '\n\t' <"$1" | LC_ALL=C grep -ao '.\{0,20\}[[:cntrl:]].\{0,20\}' | head -n 1 | cat -v)"
    fi
    LC_ALL=C grep -q $'\xE2\x80[\xAA-\xAE]\|\xE2\x81[\xA6-\xA9]' "$1" && fail "no bidi controls"
    return 0
}

expect_out() {
    for words; do
        grep -qF -- "$words" "$work/out" || fail "on standard output: $words"
    done
}

# expect_same TEXT WANTED
expect_same() {
    [ "$1" = "$2" ] || fail "'$2', not '$1'"
}

# values COLUMN COMMAND...: the values of a column, sorted, on one line.
values() {
    local column=$1
    shift
    run "$@" --format tsv --columns "$column"
    tail -n +2 "$work/out" | sort | paste -sd ' '
}

finish() {
    [ "$failures" = 0 ] && echo "all as expected"
    exit $((failures > 0))
}
