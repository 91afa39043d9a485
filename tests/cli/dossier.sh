#!/usr/bin/env bash
# The dossier that comes with the program: it validates, it is what the program holds, and taking it
# apart gives data/ back, byte for byte. dossier.sh PROGRAM JSONQ DATA
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
data=$3

run "$nichiei" validate "$data"
expect_ok
expect_out '0 errors'
run "$nichiei" unpack "$work/data"
expect_ok
for file in "$work"/data/*; do
    cmp "$file" "$data/${file##*/}" || fail "data/${file##*/} as nichiei unpack writes it"
done
for file in "$data"/*.csv "$data"/*.json; do
    [ -e "$work/data/${file##*/}" ] || fail "no file that the dossier does not have: $file"
done
run "$nichiei" build "$data" -o "$work/one"
expect_ok
run "$nichiei" build "$work/data" -o "$work/two"
expect_ok
cmp "$work/one" "$work/two" || fail "the same dossier from the unpacked data"
run "$nichiei" --db "$work/one" unpack "$work/again"
expect_ok
diff -r "$work/data" "$work/again" || fail "the same data again"
finish
