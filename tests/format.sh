#!/bin/sh
# Fails when a C file is not as clang-format writes it, or, with CI set, when that is not installed.
set -eu

cd "$(dirname "$0")/.."
if ! command -v clang-format >/dev/null; then
    echo "clang-format is not installed"
    [ -n "${CI:-}" ] && exit 1
    exit 77
fi
files=$(find src include tests -name '*.[ch]')
[ -n "$files" ] || { echo "no C files"; exit 1; }
# No name in this project holds a blank.
# shellcheck disable=SC2086
clang-format --dry-run -Werror $files
