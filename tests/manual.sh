#!/bin/sh
# manual.sh PROGRAM: the tables in the manual must be those of the program; REGEN=1 rewrites them.
set -eu

program=$1
page=$(dirname "$0")/../man/nichiei.1
wanted=$(mktemp)
trap 'rm -f "$wanted" "$wanted".*' EXIT

"$program" options >"$wanted.options"
"$program" keys >"$wanted.keys"
awk -v base="$wanted" '
    /^\.\\" generated: / { print; file = base "." $3; while ((getline line < file) > 0) print line; skip = 1; next }
    /^\.\\" end$/ { skip = 0 }
    !skip { print }' "$page" >"$wanted"
if [ -n "${REGEN:-}" ]; then
    cat "$wanted" >"$page"
fi
diff -u "$page" "$wanted"
