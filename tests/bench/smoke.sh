#!/bin/sh
# smoke.sh MAKE-DOSSIER NICHIEI: a small invented dossier is the same each time, has no errors, and
# builds and lists.
set -eu

make_dossier=$1 nichiei=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$make_dossier" 200 a >made
"$make_dossier" 200 b >/dev/null
"$make_dossier" 200 c 7 >/dev/null
diff -r a b
if diff -rq a c >/dev/null; then
    echo "another seed gave the same dossier"
    exit 1
fi
"$nichiei" validate a >report || { cat report; exit 1; }
grep -q '^activities  *200$' report
"$nichiei" build a -o a.dossier
"$nichiei" --db a.dossier --format ndjson list activities >listed
[ "$(wc -l <listed)" -eq 200 ]
"$nichiei" --db a.dossier --format ndjson list activities actor:mofa-jp >half
[ "$(wc -l <half)" -gt 50 ]
"$nichiei" --db a.dossier unpack again
"$nichiei" build again -o again.dossier
cmp a.dossier again.dossier
# The descriptor is the project's own, so unpacking gives the package back, byte for byte.
diff -r a again
