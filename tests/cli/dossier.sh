#!/usr/bin/env bash
# The dossier that comes with the program: it validates, and taken apart and built again it is the
# same, byte for byte. dossier.sh PROGRAM JSONQ DATA
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
data=$3

run "$nichiei" validate "$data"
expect_ok
expect_out '0 errors'
run "$nichiei" unpack "$work/data"
expect_ok
run "$nichiei" build "$data" -o "$work/one"
expect_ok
run "$nichiei" build "$work/data" -o "$work/two"
expect_ok
cmp "$work/one" "$work/two" || fail "the same dossier from the unpacked data"
run "$nichiei" --db "$work/one" unpack "$work/again"
expect_ok
diff -r "$work/data" "$work/again" || fail "the same data again"
finish
