#!/bin/sh
# Questions that the documents answer, asked on the command line: the answers must be exact.
# Usage: questions.sh NICHIEI
set -u
nichiei=$1
failed=0
unset NICHIEI_DB

# same QUESTION WANTED FOUND
same() {
    [ -n "$2" ] && [ "$2" = "$3" ] && return
    printf '%s\n-- wanted\n%s\n-- found\n%s\n' "$1" "$2" "$3"
    failed=1
}

# ask COLUMNS LIST...: rows of a list as CSV without the header.
ask() {
    columns=$1
    shift
    "$nichiei" "$@" --format csv --columns "$columns" | sed 1d
}

# The steps of the essay, in order; its own publication is a date of the source.
same 'The steps of the essay?' 'essay,2011,event:2011-arms-export-easing
essay,2011-10-31,event:2011-10-31-gemba-hammond
essay,2011-11,event:2011-11-london-conference
essay,2012-03,event:2012-03-f35-report
essay,2012-04-10,event:2012-04-10-joint-statement
essay,2012-05-02,event:2012-05-02-internet-statement
essay,2012-06-03,event:2012-06-03-defence-memorandum
essay,2012-06-19/2012-06-20,event:2012-06-19-cyber-talks' \
    "$(ask phase,date,id list events | grep '^essay,')"
same 'Its publication?' 2012-06-29 "$(ask date show source:shield2012)"
same 'Where were they?' '2011-10-31,東京
2011-11,ロンドン
2012-06-03,シンガポール
2012-06-19/2012-06-20,東京' \
    "$(ask phase,date,place_ja list events | sed -n 's/^essay,\(.*,.\)/\1/p' |
        grep -E '^(2011-1|2012-06)')"

# Public attribution: no single counterpart, and one gap.
same 'Who does what in public attribution?' \
    'actor:nss-jp,Coordinates,actor:fcdo,Political responsibility
actor:npa,Technical information,actor:ncsc,Technical advice
actor:mofa-jp,Diplomatic advice,actor:fcdo,Political responsibility
actor:nss-jp,Coordinates,,' \
    "$(ask from,role_from_en,to,role_to_en counterparts 公的アトリビューション
    ask from,role_from_en,to,role_to_en counterparts アトリビューションの調整役)"
# by_side MATTER DAY: the bodies of the pairs, in English.
by_side() {
    "$nichiei" counterparts "$1" --on "$2" --lang en | grep -A2 '^[A-Z]' | grep '^  [A-Z]' |
        cut -d ' ' -f 3
}
same 'Who takes part on either side?' 'FCDO MOFA NCSC NPA NSS' \
    "$(by_side attribution 2026-11-22 | sort -u | paste -sd ' ')"
same 'By its name in Japanese?' "$("$nichiei" counterparts attribution)" \
    "$("$nichiei" counterparts アトリビューション)"

# NISC until June 2025, the National Cybersecurity Office from July on; what NISC held passes to it
# as an inference.
same 'Who faced the NCSC on governance?' 'NISC NCSC' \
    "$("$nichiei" counterparts NCSC Central cyber governance --lang en --on 2025-06-30 |
        sed -n 's/^  \(N[A-Z]*\) .*/\1/p' | paste -sd ' ')"
same 'And since?' 'NCO NCSC' \
    "$("$nichiei" counterparts NCSC Central cyber governance --lang en --on 2025-07-01 |
        sed -n 's/^  \(N[A-Z]*\) .*/\1/p' | paste -sd ' ')"
same 'And on ISACs?' 'NCO National Cybersecurity Office (inferred: after NISC)' \
    "$("$nichiei" counterparts NISC ISAC --lang en --on 2026 | grep -o 'NCO .*NISC)')"
same 'Was the NCSC there in 2015?' 1 \
    "$("$nichiei" counterparts NCSC --on 2015 >/dev/null 2>&1; echo $?)"
same 'Who is on record as left out?' 'actor:ipa,Part in the partnership' \
    "$(ask from,name_en,extent counterparts IPA | sed -n 's/,none$//p')"

# An empty place of the coverage is said to be searched only by a search as wide as the place.
same 'Is any empty place searched?' 0 \
    "$("$nichiei" matrix theme type --format csv | grep -c ',searched,')"
same 'Where were training contracts looked for?' 'theme:capability,type:awareness-skills' \
    "$(ask theme,type show search:training-contracts)"

same 'Which of the links are about it?' 4 \
    "$("$nichiei" list links is:アトリビューション --format csv --columns id | sed 1d | wc -l)"
same 'Other intelligence bodies too?' '警察庁その他のインテリジェンス機関が技術面を支え' \
    "$(ask meaning_jp_ja show term:public-attribution | grep -o '警察庁その他.*支え')"

# Ranks, with the notes that give them.
same 'Ranks in the GCI?' 'figure:gci-2020-gb,2,2020,ref:rusi2024:5
figure:gci-2020-jp,7,2020,ref:rusi2024:5' \
    "$(ask id,value,date,citations list figures GCI |
        sed 's/"[^"]*\(ref:[^ ]*\) [^"]*"/\1/')"
same 'Ranks in the NCSI?' 'figure:ncsi-gb,9,2016/2023,ref:rusi2024:6
figure:ncsi-jp,52,2016/2023,ref:rusi2024:6' \
    "$(ask id,value,date,citations list figures NCSI |
        sed 's/"[^"]*\(ref:[^ ]*\) [^"]*"/\1/')"

# 同上: which notes, and that they hold what the note they mean holds.
same 'Which notes say ibid?' '3 4 17 67' \
    "$(ask number,form list references | sed -n 's/,ibid$//p' | paste -sd ' ' -)"
for pair in 3:2 4:2 17:15 67:66; do
    same "What does note ${pair%:*} mean?" "$(ask sources show "ref:rusi2024:${pair#*:}")" \
        "$(ask sources show "ref:rusi2024:${pair%:*}")"
done

# The roundtable, and the notes that rest on it.
same 'When and where was the roundtable?' '2024-01-18,ロンドン,London' \
    "$(ask date,place_ja,place_en show source:roundtable-2024-01-18-london)"
same 'How many took part?' '15,over,people' \
    "$(ask id,value,qualifier,unit_en list figures ラウンドテーブル |
        sed -n 's/^figure:roundtable-participants,//p')"
same 'Which notes rest on it?' '48 53 63' \
    "$(ask number,sources list references | grep 'source:roundtable-2024-01-18-london' |
        cut -d, -f1 | paste -sd ' ' -)"

# Candidates for trilateral capacity building.
same 'Which candidates, under which recommendation?' 'item:3.1.6,rec:3.1' \
    "$(ask id,recommendation list items '"モンゴルと台湾"')"
same 'Who is named there?' 'actor:mongolia
actor:taiwan' "$(ask id,country list actors rec:3.1 | sed -nE 's/,(MN|TW)$//p')"
same 'At which talks?' 'event:2024-cyber-dialogue,2024' "$(ask id,date list events モンゴル)"

# A term is found by its other names as well, each as a word.
same 'Who speaks of the whole of society?' "$(ask id list timeline 社会全体)" \
    "$(ask id list timeline 'term:whole-of-society 社会全体')"

exit "$failed"
