#!/usr/bin/env bash
# Questions that the documents answer, each put to the program in one command.
# questions.sh PROGRAM JSONQ
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Which activities with the National Police Agency? However it is called.
for name in 警察庁 NPA npa actor:npa ＮＰＡ; do
    expect_same "$(values label "$nichiei" list activities "actor:$name")" 'A20 A21 A26 A27 A32 A37'
done
# Who leads? A body in the role of lead, by its country.
expect_same "$(values label "$nichiei" list activities lead:GB,JP)" 'A27 A39 A41'
# With NISC?
expect_same "$(values label "$nichiei" list activities actor:NISC)" \
    'A20 A23 A26 A27 A29 A31 A33 A37'
# With JPCERT/CC?
expect_same "$(values label "$nichiei" list activities actor:JPCERT/CC)" 'A31 A32'

# How many under each theme, in the order of the table?
run "$nichiei" list activities --format tsv --columns number,theme
expect_same "$(tail -n +2 "$work/out" | sort -n | cut -f 2 | uniq -c | awk '{ print $1 }' |
    paste -sd ' ')" '7 7 14 7 6'

# How many other countries, as printed?
run "$nichiei" list activities --format tsv --columns label,partners
expect_same "$(tail -n +2 "$work/out" | awk '$2 { print $1 "=" $2 }' | sort | paste -sd ' ')" \
    'A20=50+ A21=11 A22=3 A23=20+ A29=18 A31=10+ A32=3'
expect_same "$(values label,partner_countries "$nichiei" list activities theme:common-interests |
    grep -o 'A22.[A-Z]. .. ..' | tr '\t' ' ')" 'A22 AU US CA'

# Which recommendations name METI, and how?
run "$nichiei" list recommendations actor:METI --format json
expect_ok
expect_same "$("$jsonq" <"$work/out" "
    SELECT r.value ->> 'number', 'addressed' FROM json_each(?1) AS r,
        json_each(r.value, '$.addressees') AS a WHERE a.value ->> 'id' = 'actor:meti'
    UNION SELECT r.value ->> 'number', 'named' FROM json_each(?1) AS r,
        json_each(r.value, '$.named') AS a WHERE a.value ->> 'id' = 'actor:meti'
    ORDER BY 1" | paste -sd ' ')" '1.1|named 2.3|addressed 4.3|addressed 4.4|addressed'

# Who faces whom on a matter, by its name in either language; as of a day with the bodies of then.
expect_same "$(values from "$nichiei" counterparts attribution)" \
    'actor:mofa-jp actor:npa actor:nss-jp actor:nss-jp'
expect_same "$(values from "$nichiei" counterparts 警察庁 アトリビューション)" actor:npa
run "$nichiei" counterparts NISC --lang en
expect_ok
expect_out 'until: 2025-06' '  Past' 'in common: activities 4 events 2'
run "$nichiei" counterparts NISC --on 2025-07-01 --lang en
expect_ok
expect_out 'NCO National Cybersecurity Office (inferred: after NISC)'
run "$nichiei" counterparts attribution --on 2012 --lang en
expect_ok
expect_out 'Whether it held on that day is not on record'
run "$nichiei" counterparts --on soon
expect_error 2 '--on soon'
run "$nichiei" counterparts NCSC --on 2015
expect_error 1 'no pair on record'

# Nothing matched is exit code 1, and no error.
run "$nichiei" list activities actor:npa theme:ppp
[ "$code" = 1 ] || fail "exit code 1"
[ -s "$work/err" ] && fail "nothing on standard error"
finish
