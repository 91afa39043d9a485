#!/bin/sh
# tests/data/locators.csv: 100 places of the two documents, each once, of records that exist, drawn as
# draw-locators.sh says; and, where the documents lie beside the checkout, lines that they have and
# that hold what each passage begins with.
# Usage: locators.sh DATA DOCUMENTS
set -u
data=$1
documents=$2
here=$(dirname "$0")
places=$here/locators.csv
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# same WHAT WANTED FOUND
same() {
    [ "$2" = "$3" ] && return
    printf '%s\n-- wanted\n%s\n-- found\n%s\n' "$1" "$2" "$3"
    failed=1
}

# No field is quoted, so that a comma always parts two.
same 'No quotes' '' "$(grep -n '"' "$places")"
same 'The columns' record,source,reference,locator,document,line,last_line,begins,note \
    "$(head -n 1 "$places")"
sed 1d "$places" >"$work/rows"
same 'How many' 100 "$(($(wc -l <"$work/rows")))"
same 'Places that come twice' '' "$(cut -d, -f4,5 "$work/rows" | sort | uniq -d)"
same 'How many of the essay' 10 "$(cut -d, -f5 "$work/rows" | grep -cx shield2012)"
same 'Rows that are not in order' '' "$(LC_ALL=C awk -F, '
    {
        from = $2 == "" ? $3 : $2
        begins = $8
        gsub(/[\200-\277]/, "", begins) # one byte is left of each character
    }
    NF != 9 || ($2 == "") == ($3 == "") || from !~ "^(source:" $5 "|ref:" $5 ":[0-9]+)$" ||
        ($3 != "" && $4 != "note=" substr($3, length("ref:" $5 ":") + 1)) ||
        $6 !~ /^[1-9][0-9]*$/ || $7 !~ /^[1-9][0-9]*$/ || $7 + 0 < $6 + 0 ||
        begins == "" || length(begins) > 6
    ' "$work/rows")"

# Ids of all kinds, those withdrawn included, stand in the first column.
cat "$data"/*.csv | cut -d, -f1 | sort -u >"$work/ids"
same 'No such records' '' "$(cut -d, -f1-3 "$work/rows" | tr , '\n' | grep . | sort -u |
    comm -23 - "$work/ids")"

# What was drawn fills every kind exactly, so drawing from it again gives all of it, in an order that
# is the same for every awk.
sh "$here/draw-locators.sh" "$places" >"$work/again"
same 'Drawn again' "$(cut -d, -f1-4 "$work/rows" | sort)" "$(sort "$work/again")"
same 'The order drawn' 3031782086 "$(($(cksum <"$work/again" | cut -d' ' -f1)))"
# Places of today's citations are all foreseen.
same 'How many are drawn today' 100 "$(($(sh "$here/draw-locators.sh" "$data/citations.csv" | wc -l)))"

# The documents are known by what stands at their head.
for document in 'rusi2024 ISSN 2397-0286' 'shield2012 SHIELD Security Research Center'; do
    name=${document%% *}
    file=$(grep -lF -- "${document#* }" "$documents"/*.txt 2>/dev/null)
    if [ -z "$file" ]; then
        echo "$documents has no $name: its lines are not compared"
        continue
    fi
    same "Lines of $name that hold another passage, or none" '' "$(LC_ALL=C awk -F, -v name="$name" '
        NR == FNR {
            if ($5 == name)
                row[++n] = $0
            next
        }
        { line[FNR] = $0 }
        END {
            for (i = 1; i <= n; i++) {
                split(row[i], field)
                first = line[field[6]]
                key = field[4]
                # Notes and abbreviations show whose line it is.
                if (sub(/^note=/, "", key))
                    mine = first ~ "^ *" key "[.] "
                else if (sub(/^sec=abbr;abbr=/, "", key))
                    mine = index(first, key " ") == 1
                else
                    mine = 1
                if (!mine || index(first, field[8]) == 0 || line[field[7]] ~ /^[ \t]*$/)
                    print row[i]
            }
        }' "$work/rows" "$file")"
done

exit "$failed"
