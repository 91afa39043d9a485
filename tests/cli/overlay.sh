#!/usr/bin/env bash
# The overlay through the program: what it says where that cannot be used, and that nothing is lost
# when it is killed. overlay.sh PROGRAM JSONQ COPYTEXT
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
copytext=$3
cd "$work" || exit 1
folder=$XDG_DATA_HOME/nichiei
overlay=$folder/overlay.db
mine=source:rusi2024

# A text of so many lines, and that it is what is kept.
text() { seq -f 'line %g' "$1"; }
kept() { "$copytext" $mine; }
attach() { "$nichiei" attach $mine "$1" >/dev/null 2>&1; }

text 200 >old.txt
text 30000 >new.txt
attach old.txt || fail "the first copy is kept"
cp "$overlay" good

# refused CODE WORDS...: to keep another copy; what was kept is still there.
refused() {
    run "$nichiei" attach $mine new.txt
    expect_error "$@"
    cmp -s good "$overlay" || fail "the file as it was"
}
chmod 644 "$overlay"
refused 3 "$overlay: open to other users (mode 0644)" "; chmod 600 $overlay"
chmod 600 "$overlay"
chmod 750 "$folder"
refused 3 "$folder: open to other users (mode 0750)" "; chmod 700 $folder"
chmod 700 "$folder"
(
    ulimit -f 40
    refused 3 "$overlay: nothing was kept: File too large; make room"
    exit $failures
) || failures=$((failures + 1))
mv "$overlay" elsewhere
ln -s "$work/elsewhere" "$overlay"
refused 3 "$overlay: a symbolic link"
rm "$overlay"
mkdir "$overlay"
run "$nichiei" attach $mine new.txt
expect_error 3 "$overlay: a folder"
rmdir "$overlay"
for damage in '1s/^/no overlay /' 's/CREATE TABLE/create table/' '$d'; do
    sed "$damage" good >"$overlay"
    chmod 600 "$overlay"
    cp "$overlay" damaged
    run "$nichiei" attach $mine new.txt
    expect_error 3 "$overlay: " damaged 'move it away'
    cmp -s damaged "$overlay" || fail "the damaged file as it was"
done
cp good "$overlay"
run env -u XDG_DATA_HOME -u HOME "$nichiei" attach $mine new.txt
expect_error 3 'neither HOME nor XDG_DATA_HOME names a folder; set HOME'
touch file
run env XDG_DATA_HOME="$work/file" "$nichiei" attach $mine new.txt
expect_error 3 "$work/file: no folder" 'move it away'

# A read-only home, for an ordinary user.
cp "$nichiei" nichiei
user=()
[ "$(id -u)" = 0 ] && user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
mkdir -m 555 home
run "${user[@]}" env -u XDG_DATA_HOME HOME="$work/home" "$work/nichiei" attach $mine new.txt
expect_error 3 "$work/home/.local: " 'cannot be made: Permission denied; '

# Killed at a hundred moments: what was acknowledged is there, or what came after it.
for n in 0 1; do
    text $((n * 20000 + 500)) >"text$n"
done
cp good "$overlay"
attach text0 || fail "the copy is kept"
acknowledged=0
killed=0
RANDOM=4711
for ((i = 1; i <= 100; i++)); do
    next=$((1 - acknowledged))
    "$nichiei" attach $mine text$next >/dev/null 2>said &
    sleep 0.0$(printf %03d $((RANDOM % 200)))
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
    case $? in
    0) acknowledged=$next ;;
    137) killed=$((killed + 1)) ;;
    *) fail "it is kept, or it is killed: $(cat said)" ;;
    esac
    kept >now 2>said || fail "it can be read: $(cat said)"
    if ! cmp -s now text$acknowledged; then
        cmp -s now text$next || fail "round $i: neither the one copy nor the other"
        [ "$acknowledged" = "$next" ] && fail "round $i: an acknowledged act is lost"
        acknowledged=$next
    fi
done
echo "killed $killed times of 100"
[ "$killed" -gt 0 ] || fail "some were killed"
run "$nichiei" attach $mine old.txt
expect_ok
finish
