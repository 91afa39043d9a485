#!/usr/bin/env bash
# The README's table of needs: every command that it names runs and says something, every key that it
# names is one, and a need that nothing meets says so.
# needs.sh PROGRAM JSONQ README
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

readme=$3
export HOME=$work XDG_DATA_HOME=$work/data
# What a person would put for the words in capitals.
printf '両国の内閣府が協議した。Both sides spoke of active cyber defence.\n' >"$work/DRAFT"
printf '# Introduction\n\nA copy of a source.\n' >"$work/FILE"
"$nichiei" keys --lang en | awk '{ sub(/^[a-z]+ +/, ""); sub(/  .*/, ""); print }' |
    tr ' ' '\n' | sort -u >"$work/keys"

# expect_command COMMAND...: a check such as lint that finds something says so by 1.
expect_command() {
    run "$nichiei" "$@"
    [ "$code" = 0 ] || { [ "$code" = 1 ] && [ "$1" = lint ]; } || fail "it runs"
    [ -s "$work/out" ] || fail "it says something"
}

rows=0
while IFS='|' read -r _ need answer _; do
    rows=$((rows + 1))
    said="README: $need"
    mapfile -t named < <(grep -o '`[^`]*`' <<<"$answer" | tr -d '`')
    if [ ${#named[@]} = 0 ]; then
        grep -q 'not yet' <<<"$answer" || fail "a command, a key, or 'not yet'"
    fi
    for thing in "${named[@]}"; do
        if [[ $thing == nichiei\ * ]]; then
            thing=${thing//DRAFT/$work/DRAFT}
            thing=${thing//FILE/$work/FILE}
            eval "set -- ${thing#nichiei }"
            expect_command "$@"
        else
            grep -qxF -- "$thing" "$work/keys" || fail "a key that does something: $thing"
        fi
    done
done < <(sed -n '/^<!-- needs -->/,/^<!-- \/needs -->/p' "$readme" | grep '^|' | tail -n +3)
[ "$rows" -ge 12 ] || fail "twelve needs at least, found $rows"

finish
