#!/usr/bin/env bash
# search: across kinds, best first, each hit with its passage and the way it was found; in every
# form, and without an escape where no terminal is. search.sh PROGRAM JSONQ PTYRUN FIXTURE
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
ptyrun=$3 fixture=$4

# first QUERY...: of the first hit id, route, field and passage.
first() {
    run "$nichiei" --db "$fixture" search "$@" --format tsv --columns id,route,field,passage
    expect_ok
    sed -n 2p "$work/out" | tr '\t' '|'
}

# Japanese with an input method and without; English; each says how it was found.
for typed in gaimu がいむ ｶﾞｲﾑ ガイム ＧＡＩＭＵ; do
    expect_same "$(first "$typed")" 'actor:mofa|reading|reading_kana|がいむしょう'
done
expect_same "$(first 外務)" 'actor:mofa|name|name_ja|外務省'
expect_same "$(first 外)" 'actor:mofa|name|name_ja|外務省'
expect_same "$(first 'foreign affairs')" 'actor:mofa|name|name_en|Ministry of Foreign Affairs'
expect_same "$(first '"foreign affairs"')" 'actor:mofa|name|name_en|Ministry of Foreign Affairs'
expect_same "$(first CESG)" 'actor:ncsc|alias|alias|CESG'
expect_same "$(first npa)" 'actor:npa|abbreviation|abbreviation|NPA'
expect_same "$(first actor:npa)" 'actor:npa|id|id|'

# The other terms filter, in any order; words that stand apart make one query.
expect_same "$(first kind:activity がいむ | cut -d '|' -f 1-3)" \
    'activity:fellowship|linked|reading_kana'
run "$nichiei" --db "$fixture" search kind:activity がいむ --format tsv --columns id,via
expect_ok
expect_same "$(tail -n +2 "$work/out" | tr '\t\n' '| ')" \
    'activity:fellowship|actor:mofa activity:joint-advisory|actor:mofa '
run "$nichiei" --db "$fixture" search 合同 演習 -- -kind:item
expect_ok
expect_out 'activity:exercise' 合同演習
grep -q item:1.1.2 "$work/out" && fail "what is excluded stays out"

# The table: two lines a hit in the language asked for, the caveat, no marks.
run "$nichiei" --db "$fixture" search gaimu kind:actor
expect_ok
expect_same "$(cat "$work/out")" "$(printf '%s\n' \
    'actor:mofa         外務省 Ministry of Foreign Affairs' \
    '  よみ by reading  がいむしょう' \
    '-- 1; 両政府未確認、網羅的でない Unconfirmed by governments; may be incomplete')"
run "$nichiei" --db "$fixture" search gaimu kind:actor --lang ja
expect_same "$(head -n 2 "$work/out")" "$(printf '%s\n' 'actor:mofa  外務省' \
    '  よみ      がいむしょう')"
run "$nichiei" --db "$fixture" search gaimu kind:actor --lang en
expect_same "$(head -n 2 "$work/out")" "$(printf '%s\n' \
    'actor:mofa    Ministry of Foreign Affairs' '  by reading  がいむしょう')"

# On a terminal the hits stand out, in colour or by weight; nowhere else does an escape come out.
on_terminal() {
    run env TERM=xterm-256color "$@" "$ptyrun" size=80x24 end=1000 -- "$nichiei" \
        --db "$fixture" search gaimu kind:actor
    grep -ao $'\033\\[[0-9;]*mがいむ\033\\[m' "$work/out" | cat -v | head -n 1 | cut -d m -f 1
}
expect_same "$(on_terminal NO_COLOR=)" '^[[1;31'
expect_same "$(on_terminal NO_COLOR=1)" '^[[1'
run env TERM=dumb "$ptyrun" end=1000 -- "$nichiei" --db "$fixture" search gaimu
grep -q $'\033' "$work/out" && fail "no escape on a dumb terminal"

# JSON: what every record has, and how it was found. Spans count characters of the passage.
run "$nichiei" --db "$fixture" search がいむ --format json
expect_ok
expect_same "$("$jsonq" <"$work/out" "SELECT count(*) > 5 AND min(
    r.value ->> 'id' GLOB r.value ->> 'kind' || ':*' AND json_type(r.value, '\$.name.ja') = 'text'
    AND json_type(r.value, '\$.name.en') = 'text' AND
    json_type(r.value, '\$.citations[0].locator') = 'text' AND
    r.value ->> 'rank' = r.key + 1 AND json_type(r.value, '\$.via') IN ('text', 'null') AND
    substr(r.value ->> 'passage', 1 + (r.value ->> '\$.spans[0][0]'),
        (r.value ->> '\$.spans[0][1]') - (r.value ->> '\$.spans[0][0]')) = 'がいむ')
    FROM json_each(?1) AS r")" 1
expect_same "$("$jsonq" <"$work/out" "SELECT r.value ->> 'id', r.value ->> 'route',
    r.value ->> 'field', r.value ->> 'via', r.value ->> 'spans' FROM json_each(?1) AS r
    WHERE r.key = 0")" 'actor:mofa|reading|reading_kana||[[0,3]]'
run "$nichiei" --db "$fixture" search actor:mofa --format ndjson
expect_ok
expect_same "$(head -n 1 "$work/out" | "$jsonq" "SELECT ?1 ->> 'route', ?1 -> 'passage',
    ?1 -> 'spans'")" 'id|null|[]'
while read -r line; do
    "$jsonq" <<<"$line" 'SELECT 1' >/dev/null || fail "valid JSON in each line"
done <"$work/out"

# Every form; columns of the records beside those of the search.
for form in table json ndjson csv tsv md; do
    run "$nichiei" --db "$fixture" search サイバー --format $form
    expect_ok
    expect_out actor:ncsc
done
run "$nichiei" --db "$fixture" search NCSC --format csv --columns rank,id,aliases,spans
expect_ok
expect_same "$(sed -n 2p "$work/out")" '1,actor:ncsc,英国NCSC; CESG; Centre,0-4'
run "$nichiei" --db "$fixture" search NCSC --columns rank,id,route
expect_ok
expect_same "$(head -n 2 "$work/out" | tr -s ' ')" "$(printf '%s\n' '1 actor:ncsc abbreviation' \
    '2 activity:exercise linked')"
run "$nichiei" --db "$fixture" search NCSC --columns nothing
expect_error 2 nothing

# Nothing matched; nothing asked.
run "$nichiei" --db "$fixture" search zzzz
[ "$code" = 1 ] || fail "exit code 1"
[ -s "$work/err" ] && fail "nothing on standard error"
run "$nichiei" --db "$fixture" search zzzz --format json
expect_same "$code $(cat "$work/out")" '1 []'
run "$nichiei" search
expect_error 2 'nichiei search gaimu'
run "$nichiei" search ''
expect_error 2 'nichiei search gaimu'
run "$nichiei" search ・
expect_error 2 'nothing to look for'
run "$nichiei" search actor:nobody
expect_error 2 'nobody'

# The real dossier: the foreign ministries first, and a table no longer than people read.
expect_same "$(values id "$nichiei" search gaimu kind:actor country:JP,GB | tr ' ' '\n' |
    grep -c '^actor:\(mofa-jp\|fcdo\)$')" 2
run "$nichiei" search '"foreign office"' --format tsv --columns id,route
expect_same "$(sed -n 2p "$work/out" | tr '\t' '|')" 'actor:fcdo|alias'
run "$nichiei" search 日
[ "$code" = 0 ] || fail "exit code 0"
all=$(sed -n 's/^-- 50\/\([0-9]*\);.*/\1/p' "$work/out")
expect_same "$(cat "$work/err")" \
    "nichiei: $((all - 50)) more; narrow the query, or --format tsv prints all $all"
run "$nichiei" search 日 --format tsv --columns id
expect_ok
expect_same "$(tail -n +2 "$work/out" | wc -l)" "$all"

# Its lines of passages fit a page, or the terminal; names are whole where no terminal is.
run "$nichiei" search 外務 kind:event --lang ja
[ "$(grep '^  ' "$work/out" | wc -L)" -le 80 ] || fail "passages within 80 columns"
grep -q '^  .*\.\.$' "$work/out" || fail "a passage that is cut"
run env TERM=xterm-256color NO_COLOR=1 "$ptyrun" size=60x24 end=2000 -- "$nichiei" search 外務 \
    kind:event --lang ja
[ "$(tr -d '\r' <"$work/out" | sed $'s/\033\\[[0-9]*m//g' | grep '^  ' | wc -L)" -le 60 ] ||
    fail "passages within 60 columns"

# Every row says where it was found, and its passage holds the hit.
for typed in 防衛 cyber saiba 訓練 of; do
    run "$nichiei" search "$typed" --format json
    expect_ok
    expect_same "$("$jsonq" <"$work/out" "SELECT min(json_array_length(r.value, '\$.spans') > 0 AND
        r.value ->> 'route' IN ('name', 'abbreviation', 'alias', 'reading', 'text', 'linked') AND
        r.value ->> 'field' > '' AND (r.value ->> 'route' = 'linked') = (r.value ->> 'via' > '') AND
        r.value ->> '\$.spans[#-1][1]' <= length(r.value ->> 'passage'))
        FROM json_each(?1) AS r")" 1
done
finish
