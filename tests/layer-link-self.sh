#!/bin/sh
# Proves that layer-link.sh finds an upward use, and accepts a downward one.
# layer-link-self.sh CC AR NM
set -eu

cc=$1 ar=$2 nm=$3
check=$(cd "$(dirname "$0")" && pwd)/layer-link.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

library() { # NAME CODE
    echo "$2" >"$1.c"
    "$cc" -c -o "$1.o" "$1.c"
    rm -f "lib$1.a"
    "$ar" rcs "lib$1.a" "$1.o"
}
rejects() { # WORDS COMMAND...
    words=$1
    shift
    if "$@" 2>said; then
        echo "wrongly accepted: $*" >&2
        exit 1
    fi
    grep -qF "$words" said || { cat said >&2; exit 1; }
}

library low 'int getpid(void); int low_get(void) { return getpid(); }'
library mid 'int low_get(void); int mid_get(void) { return low_get(); }'
library top 'int mid_get(void), low_get(void); int top_get(void) { return mid_get() + low_get(); }'
sh "$check" "$nm" low liblow.a mid libmid.a top libtop.a >/dev/null

rejects 'layer low, mid.o: uses low_get of layer mid' sh "$check" "$nm" low libmid.a mid liblow.a
library low 'int top_get(void); int low_get(void) { return top_get(); }'
rejects 'layer low, low.o: uses top_get of layer top' \
    sh "$check" "$nm" low liblow.a mid libmid.a top libtop.a
library low 'extern int top_get(void) __attribute__((weak)); int low_get(void) { return top_get != 0; }'
rejects 'layer low, low.o: uses top_get of layer top' sh "$check" "$nm" low liblow.a top libtop.a
rejects 'layer mid has no library' sh "$check" "$nm" low liblow.a mid ''
library low 'static int none;'
rejects 'a library defines no symbol' sh "$check" "$nm" low liblow.a mid libmid.a
rejects 'two layers at least' sh "$check" "$nm" low liblow.a
echo "upward uses are found"
