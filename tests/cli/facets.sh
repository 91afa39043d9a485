#!/usr/bin/env bash
# Every count of `facets` is the number of rows of the query that stands beside it.
# facets.sh PROGRAM JSONQ
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# check KIND FIELD QUERY...: of this field, which the query itself leaves alone.
check() {
    local kind=$1 field=$2 n_values=0 count value
    shift 2
    run "$nichiei" facets "$kind" "$*" --format json
    expect_ok
    cp "$work/out" "$work/facets"
    while IFS='|' read -r count value; do
        run "$nichiei" list "$kind" "$* $value" --format json
        expect_same "$("$jsonq" <"$work/out" 'SELECT json_array_length(?1)')" "$count"
        n_values=$((n_values + 1))
    done < <("$jsonq" <"$work/facets" "SELECT r.value ->> 'count', r.value ->> 'query'
        FROM json_each(?1) AS r WHERE r.value ->> 'field' = '$field' LIMIT 12")
    [ "$n_values" -gt 1 ] || fail "values of $field"
}

check timeline theme サイバー
check timeline year country:JP
check timeline actor date:R6
check activities type actor:NCSC
check events country "2024 -is:planned"
check timeline source theme:ppp
check events precision actor:MOFA
check recommendations actor has:bearing

# What is chosen and what is excluded is marked, and still told.
run "$nichiei" facets timeline 'theme:ppp -country:GB'
expect_ok
expect_out ' * theme:ppp ' ' - country:GB '
run "$nichiei" facets timeline 'theme:ppp -country:GB' --format ndjson
expect_ok
expect_same "$(grep -c '"chosen": true' "$work/out")$(grep -c '"excluded": true' "$work/out")" 11

finish
