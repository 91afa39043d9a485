#!/bin/sh
# The files of data/ are what `unpack` writes of the built-in dossier, byte for byte: authored in the
# program's own form, head and schema of the descriptor included.
# Usage: unpack.sh NICHIEI DATA
set -eu
nichiei=$1
data=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset NICHIEI_DB

"$nichiei" unpack "$work/d"
for file in "$work"/d/*; do
    cmp "$file" "$data/${file##*/}"
done
for file in "$data"/*.csv; do
    [ -e "$work/d/${file##*/}" ] || { echo "$file: no resource of this name" >&2 && exit 1; }
done
