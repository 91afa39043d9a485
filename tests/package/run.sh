#!/usr/bin/env bash
# The dossier in data/, read by a library made for Frictionless Data Packages (check.mjs), and the
# proof that this reading fails on faults. Needs node and npm; nothing is left in the tree.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
data=$(cd ../../data && pwd) || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp package.json package-lock.json check.mjs "$work" && cd "$work" || exit 1
npm ci --ignore-scripts --no-audit --no-fund || exit 1
echo "== data"
node check.mjs "$data" || exit 1

# fault NAME FILE SED WANTED: a copy of the data with one fault in it must be refused with the
# words WANTED.
failed=0
fault() {
    rm -rf copy && mkdir copy && cp "$data"/*.csv "$data"/datapackage.json copy
    sed -i -E "$3" "copy/$2"
    if cmp -s "copy/$2" "$data/$2"; then
        echo "not planted: $1"
    elif node check.mjs copy >out 2>&1; then
        echo "not noticed: $1"
    elif ! grep -qE "$4" out; then
        echo "not told: $1"
        cat out
    else
        echo "noticed: $1"
        return
    fi
    failed=1
}

echo "== faults"
fault 'a required field is empty' themes.csv '2s/^([^,]*),[^,]*,/\1,,/' '^themes.csv: row 2:'
fault 'a word is unknown' themes.csv '2s/,partnership,/,elsewhere,/' '^themes.csv: row 2:'
fault 'a number is none' themes.csv '2s/,partnership,1,/,partnership,one,/' '^themes.csv: row 2:'
fault 'an id repeats' themes.csv '3s/^[^,]*/theme:ppp/' '^themes.csv: row 3:.*unique'
fault 'an id is of another kind' types.csv '2s/^type:/theme:/' '^types.csv: row 2:'
fault 'an id has odd characters' types.csv '2s/^type:/type:A /' '^types.csv: row 2:'
fault 'a key of a row repeats' activity_actors.csv '2{p}' '^activity_actors.csv: row 3:.*unique'
fault 'no such record' activity_actors.csv '2s/actor:[^,]*/actor:nobody/' \
    '^activity_actors.csv: row 2:|Foreign key'
fault 'no such parent' actors.csv '2s/,police,,/,police,actor:nobody,/' 'Foreign key "parent"'
fault 'a date is none' milestones.csv '2s/,2026-01,/,soon,/' '^milestones.csv: row 2:'
fault 'a day is none' themes.csv '2s/[0-9-]+$/2026-13-22/' '^themes.csv: row 2:'
fault 'a locator is none' citations.csv '2s/tab=1/table 1/' '^citations.csv: row 2:'
fault 'an address is none' sources.csv '2s#https://#//#' '^sources.csv: row 2:'
fault 'a row is short' event_actors.csv '2s/,[^,]*$//' '^event_actors.csv: row 2:'
fault 'a field is missing' types.csv '1s/position/order/' '^types.csv: .*header'
fault 'the descriptor has no resources' datapackage.json 's/"resources": \[/"others": [/' \
    '^datapackage.json: '
[ "$failed" = 0 ]
