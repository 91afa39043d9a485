#!/bin/sh
# Fails when a manual page has a warning, or, with CI set, when mandoc is not installed.
set -eu

cd "$(dirname "$0")/../man"
if ! command -v mandoc >/dev/null; then
    echo "mandoc is not installed"
    [ -n "${CI:-}" ] && exit 1
    exit 77
fi
[ -f nichiei.1 ] || { echo "man/nichiei.1 is missing"; exit 1; }
set -- *.[157]
mandoc -T lint -W warning "$@"
echo "$# pages without a warning"
