#!/usr/bin/env bash
# Terminals of many manners, as the program meets them on a pseudo-terminal: what they answer, when
# they go, what they cannot do. terminal.sh PROGRAM FRAMEDUMP PTYRUN DOSSIER
# shellcheck source=tests/pty/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/rows.sh
. "$(dirname "$0")/../cli/rows.sh"
export TERM=xterm-256color

# with STEP... [-- OPTION...]: runs the program; what it draws goes to a file.
with() {
    local steps=()
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        steps+=("$1")
        shift
    done
    shift
    afresh
    "$ptyrun" "${steps[@]}" -- "$nichiei" "$@" >"$work/raw" 2>"$work/said"
    code=$?
}
expect_code() {
    [ "$code" = "$1" ] || {
        fail "exit code $1, not $code: $2"
        cat "$work/said"
    }
}
drawn() { grep -qaF -- "$1" "$work/raw" || fail "drawn: $1"; }
not_drawn() { ! grep -qaF -- "$1" "$work/raw" || fail "not drawn: $1"; }

# A dossier that begins with a name of characters whose width is ambiguous.
name=①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳①②③④⑤⑥⑦⑧⑨⑩①②③④⑤⑥⑦⑧⑨⑩①②③④⑤⑥⑦⑧⑨⑩
"$nichiei" unpack "$work/data"
add_row "$work/data/events.csv" id=event:wide date=1999 "name_ja=$name" "name_en=$name" \
    phase=background status=happened nature=joint "summary_ja=$name" "summary_en=$name" \
    certainty=2 checked=2025-01-31
add_row "$work/data/citations.csv" record=event:wide source=source:rusi2024 locator=sec=1
"$nichiei" build "$work/data" -o "$work/db" || fail "the dossier is built"
for cols in 1 2; do
    mkdir "$work/wide$cols"
    "$framedump" "$work/db" 80 24 "$work/wide$cols" '' $cols
done
# How the list cuts it at either width.
narrow=$(grep -m 1 -o '①②③[^ .]*\.\.' "$work/wide1/0")
wide=$(grep -m 1 -o '①②③[^ .]*\.\.' "$work/wide2/0")
if [ -z "$narrow" ] || [ -z "$wide" ] || [ "$narrow" = "$wide" ]; then
    fail "two widths to tell apart: '$narrow' '$wide'"
fi

with answer=2 "wait=$wide" send=q end=1000 -- --db "$work/db"
expect_code 0 "a terminal that draws ambiguous characters two columns wide"
drawn "$narrow" # at once, before the answer
with answer=1 'wait=[6n' send=j send=q end=1000 -- --db "$work/db"
expect_code 0 "a terminal that draws them one column wide"
not_drawn "$wide"
with answer=junk 'wait=[6n' send=j send=q end=1000 -- --db "$work/db"
expect_code 0 "a terminal that answers nonsense"
not_drawn "$wide"
with 'wait=[6n' send=j send=q end=1000 -- --db "$work/db"
expect_code 0 "a terminal that does not answer"
not_drawn "$wide"
with answer=2 slow "wait=$wide" send=q end=1000 -- --db "$work/db"
expect_code 0 "an answer in two pieces"
for cols in 1 2; do
    with 'wait=[4]' send=q end=1000 -- --db "$work/db" --ambiguous $cols
    expect_code 0 "told how wide they are"
    not_drawn '[6n'
    if [ $cols = 1 ]; then drawn "$narrow"; else drawn "$wide"; fi
done

# Left before the answer has come: it does not reach the shell as typed text.
# shellcheck disable=SC2016  # for the shell on the terminal
"$ptyrun" answer=1 send=q end=3000 -- sh -c '"$0"; stty -icanon -echo min 0 time 2
    printf "left:%s:" "$(dd bs=64 count=1 2>/dev/null)"' "$nichiei" >"$work/raw"
drawn 'left::'

# The terminal goes, or the program is told to: out within a second, whatever is open.
for keys in '' / '/a' '?' '\r' 'g'; do
    with 'wait=[4]' "send=$keys" close end=1000 --
    expect_code 0 "the terminal closes after '$keys'"
done
for signal in 1 2 3 15; do
    with 'wait=[4]' send=/ "signal=$signal" end=1000 --
    expect_code 0 "signal $signal"
    drawn $'\033[?1049l'
    drawn $'\033[?2004l'
done
with 'wait=[4]' signal=11 end=1000 --
expect_code 139 "a crash"
drawn $'\033[?1049l'
drawn $'\033[?2004l'

# Colours only where they are wanted. 31 to 37, and 39 for none.
colour=$'\033\\[[0-9;]*3[1-7][;m]'
with 'wait=[4]' send=q --
grep -qa "$colour" "$work/raw" || fail "colours"
with 'wait=[4]' send=q -- --no-color
grep -qa "$colour" "$work/raw" && fail "no colours with --no-color"
NO_COLOR=1 with 'wait=[4]' send=q --
grep -qa "$colour" "$work/raw" && fail "no colours with NO_COLOR"
NO_COLOR='' with 'wait=[4]' send=q --
grep -qa "$colour" "$work/raw" || fail "colours with an empty NO_COLOR"

# Sizes that terminals say they have before they know.
for size in 0x0 1x1 500x200; do
    "$ptyrun" size=$size end=200 -- "$nichiei" >"$work/raw" 2>&1
    [ $? = 125 ] || fail "it runs at $size"
done
# No screen is begun where the dossier cannot be opened.
with end=1000 -- --db "$work/none"
expect_code 3 "no dossier"
not_drawn $'\033'

# Nothing in a dossier steers the terminal.
bad=$'\033]0;title\a\033[2J\xE2\x80\xAE\xC2\x9B31m\xE3\x81'
add_row "$work/data/events.csv" id=event:bad date=1998 "name_ja=日$bad" "name_en=en$bad" \
    phase=background status=happened nature=joint "summary_ja=日$bad" "summary_en=en$bad" \
    certainty=2 checked=2025-01-31
add_row "$work/data/citations.csv" record=event:bad source=source:rusi2024 locator=sec=1
"$nichiei" build "$work/data" -o "$work/db" || fail "the dossier is built"
with 'wait=[4]' 'send=\r' send=E send=E send=q send=q end=1000 -- --db "$work/db"
expect_code 0 "a hostile dossier"
not_drawn $'\033]0;title'
not_drawn $'\xE2\x80\xAE'
not_drawn $'\xC2\x9B'
grep -qaP '\xE3\x81(?![\x80-\xBF])' "$work/raw" && fail "no broken characters"
drawn ␛
finish
