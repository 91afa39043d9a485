#!/bin/sh
# big.sh MAKE-DOSSIER NICHIEI FILE: a dossier of 10,000 invented activities, made unless it is newer
# than the programs that make it.
set -eu

make_dossier=$1 nichiei=$2 file=$3

if [ "$file" -nt "$make_dossier" ] && [ "$file" -nt "$nichiei" ]; then
    exit 0
fi
"$make_dossier" 10000 "$file.package" >/dev/null
"$nichiei" build "$file.package" -o "$file.new"
mv "$file.new" "$file"
