#!/usr/bin/env bash
# The forms of an answer, and that nothing in a dossier steers the terminal that shows it.
# output.sh PROGRAM JSONQ
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

kinds='activities events timeline actors themes types recommendations items milestones terms sources
    references figures findings pillars links searches'

# Every kind, in every form; JSON has the members that scripts rely on.
for kind in $kinds; do
    for form in table ndjson csv tsv md; do
        run "$nichiei" list "$kind" --format $form
        expect_ok
        [ -s "$work/out" ] || fail "an answer"
    done
    run "$nichiei" list "$kind" --format json
    expect_ok
    expect_same "$("$jsonq" <"$work/out" "SELECT count(*) > 0 AND min(
        r.value ->> 'id' GLOB '[a-z]*:*' AND r.value ->> 'kind' GLOB '[a-z]*' AND
        json_type(r.value, '\$.name.ja') = 'text' AND json_type(r.value, '\$.name.en') = 'text' AND
        json_array_length(r.value, '\$.citations') > 0 AND
        json_type(r.value, '\$.citations[0].locator') = 'text' AND
        (r.value ->> '\$.citations[0].source' IS NULL) <>
        (r.value ->> '\$.citations[0].reference' IS NULL)) FROM json_each(?1) AS r")" 1
done

# members KIND SQL: true for every object of a list. SQL's j is the object.
members() {
    run "$nichiei" list "$1" --format json
    expect_ok
    expect_same "$("$jsonq" <"$work/out" "SELECT min($2) FROM (SELECT value AS j FROM
        json_each(?1))")" 1
}
run "$nichiei" list activities --format json
expect_same "$("$jsonq" <"$work/out" 'SELECT json_array_length(?1)')" 41
expect_same "$("$jsonq" <"$work/out" "SELECT count(*) FROM json_each(?1) AS r WHERE
    r.value ->> 'date' IS NULL")" 30
members activities "j ->> 'theme' GLOB 'theme:*' AND j ->> 'type' GLOB 'type:*' AND
    j ->> '\$.actors[0].id' GLOB 'actor:*' AND j ->> '\$.actors[0].role' GLOB '[a-z]*' AND
    json_type(j, '\$.partners') IN ('text', 'null') AND json_type(j, '\$.date') IN ('text', 'null')
    AND j ->> 'reading' IN ('certain', 'high', 'medium', 'low') AND j ->> 'certainty' IN
    ('1', '2', '3', '4', '5', '6')"
members events "json_type(j, '\$.date') IN ('text', 'null') AND json_type(j, '\$.actors') = 'array'
    AND json_type(j, '\$.bearings') = 'array'"
members actors "json_type(j, '\$.abbreviation') IN ('text', 'null') AND j ->> 'category' > '' AND
    j ->> 'country' > '' AND json_type(j, '\$.aliases') = 'array' AND
    json_type(j, '\$.reading_kana') IN ('text', 'null') AND
    json_type(j, '\$.parent') IN ('text', 'null')"
members recommendations "j ->> 'theme' GLOB 'theme:*' AND j ->> 'number' > '' AND
    json_type(j, '\$.addressees') = 'array' AND json_type(j, '\$.named') = 'array' AND
    json_array_length(j, '\$.items') > 0 AND json_type(j, '\$.activities') = 'array' AND
    json_type(j, '\$.events') = 'array'"
members references "json_type(j, '\$.sources') = 'array' AND (json_array_length(j, '\$.sources') = 0
    OR (j ->> '\$.sources[0].source' GLOB 'source:*' AND j ->> '\$.sources[0].form' > '' AND
    j ->> '\$.sources[0].relation' > '' AND json_type(j, '\$.sources[0].locator') > ''))"
members sources "j ->> 'form' > '' AND json_type(j, '\$.author') > '' AND
    json_type(j, '\$.title') > '' AND json_type(j, '\$.publisher') > '' AND
    json_type(j, '\$.date') > '' AND json_type(j, '\$.url') > '' AND
    json_type(j, '\$.accessed') > '' AND j ->> 'reliability' IN ('A', 'B', 'C', 'D', 'E', 'F')"

# Each object of ndjson is a line of its own; keys and show speak JSON too.
run "$nichiei" list activities --format ndjson
expect_same "$(wc -l <"$work/out")" 41
while read -r line; do
    "$jsonq" <<<"$line" 'SELECT 1' >/dev/null || fail "valid JSON in each line"
done <"$work/out"
run "$nichiei" list activities zzzz --format json
expect_same "$code $("$jsonq" <"$work/out" 'SELECT json_array_length(?1)')" '1 0'
run "$nichiei" keys --format json
expect_ok
expect_same "$("$jsonq" <"$work/out" "SELECT json_array_length(?1) > 30")" 1
run "$nichiei" show actor:npa rec:1.1 --format json
expect_ok
expect_same "$("$jsonq" <"$work/out" "SELECT ?1 ->> '\$[0].id', ?1 ->> '\$[1].id'")" \
    'actor:npa|rec:1.1'

# The caveat stands under every list that is read, in the language that was asked for.
for lang in both ja en; do
    run "$nichiei" list activities --lang $lang
    expect_ok
    expect_out '-- 41; '
    case $lang in
    ja) grep -q 'Not confirmed' "$work/out" && fail "Japanese alone" ;;
    en) grep -q 両政府 "$work/out" && fail "English alone" ;;
    esac
done
# The same bytes whatever the locale says.
run "$nichiei" list timeline
cp "$work/out" "$work/as-utf8"
run env LC_ALL=C LANG= "$nichiei" list timeline
cmp -s "$work/out" "$work/as-utf8" || fail "the same in the locale C"

# A dossier with names that would steer a terminal.
esc=$'\033' rlo=$'\xE2\x80\xAE' broken=$'\xE3\x81' bell=$'\a' c1=$'\xC2\x9B'
"$nichiei" unpack "$work/data"
for bad in "esc:${esc}[31mred${esc}]0;title$bell" "rlo:left${rlo}right" "broken:cut$broken" \
    "c1:${c1}2J" "del:"$'\x7F' "tag:"$'\xF3\xA0\x81\x81'x; do
    add_row "$work/data/actors.csv" "id=actor:bad-${bad%%:*}" "name_ja=日${bad#*:}" \
        "name_en=en${bad#*:}" "abbreviation=ab${bad#*:}" country=GB category=ministry \
        checked=2025-01-31
    add_row "$work/data/citations.csv" "record=actor:bad-${bad%%:*}" source=source:rusi2024 \
        locator=sec=1
    add_row "$work/data/aliases.csv" "record=actor:bad-${bad%%:*}" "alias=al${bad#*:}" language=en \
        form=variant
    add_row "$work/data/activity_actors.csv" activity=activity:apt40-advisory \
        "actor=actor:bad-${bad%%:*}" role=participant position=90
done
run "$nichiei" validate "$work/data"
expect_ok
expect_out 'warning actors.csv:' 'U+001B' 'U+202E' 'broken UTF-8'
run "$nichiei" build "$work/data" -o "$work/db"
expect_ok
for form in table json ndjson csv tsv md; do
    run "$nichiei" --db "$work/db" list actors --format $form
    expect_ok
    expect_out actor:bad-esc actor:bad-c1
    run "$nichiei" --db "$work/db" list activities --format $form
    expect_ok
    for word in '"en"' '"日"' '"ab"' '"al" kind:actor' '"red"' kind:activity; do
        run "$nichiei" --db "$work/db" search "$word" --format $form --lang en
        expect_no_control "$work/out"
        [ "$code" = 0 ] || fail "exit code 0"
    done
    run "$nichiei" --db "$work/db" show actor:bad-esc actor:bad-rlo actor:bad-broken actor:bad-c1 \
        actor:bad-del actor:bad-tag activity:apt40-advisory --format $form
    expect_ok
done
run "$nichiei" --db "$work/db" list actors bad
run "$nichiei" --db "$work/db" list actors --format json
expect_same "$("$jsonq" <"$work/out" "SELECT unicode(substr(r.value ->> '\$.name.ja', 2)) FROM
    json_each(?1) AS r WHERE r.value ->> 'id' = 'actor:bad-esc'")" 27
run "$nichiei" --db "$work/db" show actor:bad-rlo
expect_out '<U+202E>'
run "$nichiei" --db "$work/db" list activities "actor:ab${esc}[31mred${esc}]0;title$bell"
[ "$code" = 0 ] || [ "$code" = 2 ] || fail "found, or an error"
expect_no_control "$work/err"
run "$nichiei" --db "$work/db" list activities "actor:${esc}[2J"
expect_error 2 'no actor'
run "$nichiei" --db "$work/no${esc}[2J" list activities
expect_error 3 'No such file'
# Faults are told without control characters, too.
add_row "$work/data/actors.csv" "id=actor:${esc}[2J$rlo" checked=never
run "$nichiei" validate "$work/data"
[ "$code" = 3 ] || fail "exit code 3"
expect_no_control "$work/out"
run "$nichiei" build "$work/data" -o "$work/db"
expect_error 3 actors.csv
finish
