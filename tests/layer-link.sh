#!/bin/sh
# Fails when the library of a layer uses a symbol that only a layer above it defines.
# layer-link.sh NM LAYER ARCHIVE [LAYER ARCHIVE]...: lowest layer first.
set -eu

nm=$1
shift
symbols=$(mktemp)
trap 'rm -f "$symbols"' EXIT
order=0
while [ $# -ge 2 ]; do
    [ -f "$2" ] || { echo "layer-link: layer $1 has no library: '$2'" >&2; exit 1; }
    order=$((order + 1))
    # POSIX form: NAME TYPE [VALUE SIZE], with a heading NAME[MEMBER]: before each member.
    "$nm" -P -g "$2" | awk -v order="$order" -v layer="$1" '
        /:$/ { gsub(/.*\[|\]?:$/, ""); member = $0; next }
        { print order, layer, member, $1, $2 }' >>"$symbols"
    shift 2
done
if [ $# -ne 0 ] || [ "$order" -lt 2 ]; then
    echo "layer-link: two layers at least, each with its library" >&2
    exit 2
fi

awk -v layers="$order" '
    NR == FNR {
        if ($5 !~ /[UvwN]/) {
            if (!($1 in defines)) { defines[$1] = 1; full++ }
            if (!($4 in home) || $1 < home[$4]) { home[$4] = $1; name[$4] = $2 }
        }
        next
    }
    $5 ~ /[Uvw]/ && ($4 in home) && home[$4] > $1 {
        print "layer " $2 ", " $3 ": uses " $4 " of layer " name[$4]
        wrong++
    }
    END {
        if (full != layers) print "a library defines no symbol"
        exit wrong || full != layers
    }' "$symbols" "$symbols" >&2
echo "$order libraries use nothing above them"
