#!/usr/bin/env bash
# Each example of the card in the prompt is a query that the default dossier answers, and each of
# its fields is in the manual. syntax.sh PROGRAM JSONQ MANUAL
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
manual=$3
page=$(dirname "$0")/../../man/nichiei-query.7

examples=0
while IFS= read -r example; do
    case $example in
    *' +'*'?') # a count, not a query: certain and possible rows
        grep -qF -- "$example" "$page" || fail "the manual shows $example"
        continue
        ;;
    esac
    run "$nichiei" list timeline --format ndjson -- "$example"
    [ "$code" -le 1 ] || fail "$example is a query" # 1: none of the timeline's rows
    examples=$((examples + 1))
done < <("$manual" examples)
[ "$examples" -gt 25 ] || fail "more than 25 examples, not $examples"

fields=0
while IFS= read -r field; do
    grep -qE "^\\.(It )?Cm (.* )?$field:" "$page" || fail "nichiei-query(7) explains $field:"
    fields=$((fields + 1))
done < <("$manual" fields)
[ "$fields" -gt 20 ] || fail "more than 20 fields, not $fields"
finish
