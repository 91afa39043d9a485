#!/usr/bin/env bash
# Coverage: every number is that of the query beside it, the sums are the lists', empty places say
# why; what is there twice is found. matrix.sh PROGRAM JSONQ FIXTURE
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
fixture=$3

# Themes by types: all activities once, as the lists have them.
run "$nichiei" matrix theme type --format json
expect_ok
cp "$work/out" "$work/cells"
of() { "$jsonq" <"$work/cells" "$1"; }
cells="json_each(?1) AS c WHERE c.value ->> 'row' <> 'all' AND c.value ->> 'column' <> 'all'"
expect_same "$(of "SELECT sum(c.value ->> 'count') FROM $cells")" 41
expect_same "$(of "SELECT count(*) FROM $cells")" 60
expect_same "$(of "SELECT count(*) FROM $cells AND (c.value ->> 'count' > 0) =
    (c.value ->> 'gap' = '')")" 60
n_sums=0
while IFS='|' read -r theme count; do
    run "$nichiei" list activities "theme:$theme" --format tsv
    expect_same "$(tail -n +2 "$work/out" | wc -l)" "$count"
    n_sums=$((n_sums + 1))
done < <(of "SELECT c.value ->> 'row', c.value ->> 'count' FROM json_each(?1) AS c
    WHERE c.value ->> 'row' <> 'all' AND c.value ->> 'column' = 'all'")
expect_same "$n_sums" 5

# check AXES QUERY...: each query that is printed gives as many rows, sums included.
check() {
    local axes=$1 n=0 count query
    shift
    # shellcheck disable=SC2086  # two words
    run "$nichiei" matrix $axes "$*" --format json
    expect_ok
    cp "$work/out" "$work/cells"
    while IFS='|' read -r count query; do
        run "$nichiei" list timeline "$query" --format tsv
        expect_same "$(tail -n +2 "$work/out" | wc -l) of $query" "$count of $query"
        n=$((n + 1))
    done < <(of "SELECT c.value ->> 'count', c.value ->> 'query' FROM json_each(?1) AS c
        WHERE c.key % 7 = 0 OR c.value ->> 'row' IN ('none', 'all') LIMIT 40")
    [ "$n" -gt 10 ] || fail "places of $axes"
}
check 'theme type'
check 'theme year' kind:event
check 'actor year' actor:NPA kind:activity,event
check 'country theme' kind:event サイバー
check 'actor actor' theme:ppp

# Two selections, and the difference.
run "$nichiei" matrix theme country kind:event lead:JP --versus 'kind:event lead:GB' --format json
expect_ok
cp "$work/out" "$work/cells"
run "$nichiei" list events lead:GB --format tsv
expect_same "$(tail -n +2 "$work/out" | wc -l)" "$(of "SELECT c.value ->> 'versus' FROM json_each(?1)
    AS c WHERE c.value ->> 'row' = 'all' AND c.value ->> 'column' = 'all'")"
[ "$(of "SELECT count(*) FROM json_each(?1) AS c WHERE
    c.value ->> 'difference' <> (c.value ->> 'versus') - (c.value ->> 'count')")" = 0 ] ||
    fail "right minus left"
run "$nichiei" matrix theme country kind:event lead:JP --versus 'kind:event lead:GB' --lang en
expect_ok
expect_out 'left n=' 'right n=' ':'

# For people: marks with a legend, the query, the caveat.
run "$nichiei" matrix theme type
expect_ok
expect_out 'never searched' 'n=41  kind:activity' 'may be incomplete' '  12  type:g2g'
run "$nichiei" --db "$fixture" matrix theme type
expect_ok
expect_out 'searched, none' 'never searched'
run "$nichiei" matrix kind type kind:activity,event --lang en
expect_ok
expect_out '- not applicable'
run "$nichiei" matrix theme type --format md --lang en
expect_ok
expect_out '| theme \ type |' '| Other | ? |'

run "$nichiei" matrix theme type --format csv --columns row,column,count
expect_ok
expect_same "$(head -n 2 "$work/out" | paste -sd ' ')" 'row,column,count ppp,whole-of-society,3'
run "$nichiei" matrix theme type --columns count,query
expect_ok
expect_out '41  kind:activity'
run "$nichiei" matrix theme type --columns number
expect_error 2 'no column "number" here' 'row_name_ja'

# Nothing counted, nothing known.
run "$nichiei" matrix theme type date:1999
[ "$code" = 1 ] || fail "exit code 1"
run "$nichiei" matrix theme typo
expect_error 2 'near it: type'
run "$nichiei" matrix theme
expect_error 2 'nichiei matrix theme type'
run "$nichiei" matrix theme type --versus colour:red
expect_error 2 'no field "colour"'

# The same partners in the same field twice: each query gives as many rows as are listed.
run "$nichiei" matrix --twice --format json
expect_ok
cp "$work/out" "$work/cells"
n=0
while IFS='|' read -r count query; do
    run "$nichiei" list timeline "$query" --format tsv
    expect_same "$(tail -n +2 "$work/out" | wc -l) of $query" "$count of $query"
    n=$((n + 1))
done < <(of "SELECT c.value ->> 'n', c.value ->> 'query' FROM json_each(?1) AS c")
[ "$n" -gt 5 ] || fail "what is there twice"
run "$nichiei" matrix --twice theme:common-interests type:deterrence
expect_ok
expect_out 'activity:apt31-attribution' 'activity:apt40-advisory' '-- 2'
run "$nichiei" matrix --twice theme:other
[ "$code" = 1 ] || fail "exit code 1"
finish
