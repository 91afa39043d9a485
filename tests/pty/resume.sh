#!/usr/bin/env bash
# The explorer is found again as it was left, however it was left. resume.sh PROGRAM FRAMEDUMP PTYRUN
# DOSSIER
[ -w /dev/shm ] && export TMPDIR=/dev/shm # a second is a second, whatever else the disk has to do
# shellcheck source=tests/pty/lib.sh
. "$(dirname "$0")/lib.sh"

overlay() { echo "$XDG_DATA_HOME/nichiei/overlay.db"; }
# shellcheck disable=SC2317  # called by within
kept() { [ -s "$(overlay)" ] && [ ! -e "$(overlay)-journal" ]; }
sum() { sha256sum <"$(overlay)"; }

# What is looked at without a change leaves nothing behind.
start_nichiei 80x24
press q
expect_end 0
[ ! -e "$XDG_DATA_HOME" ] || fail "no folder is made for nothing"

# Panes, cursor, filters, language; what was switched off stays off.
start_nichiei 80x24
press / 警 察 Enter
expect_text '["警察"]'
press F h Space Esc
expect_text '("警察")'
press 2 Space E 3 j
expect_text '[actor:'
expect_no_text Actors
screen >"$work/left"
press q
expect_end 0
[ "$(stat -c %a "$(overlay)" "$XDG_DATA_HOME/nichiei" | paste -sd ' ')" = '600 700' ] ||
    fail "the file and its folder are private"
same_as_left() { diff "$work/left" <(screen) >"$work/diff"; }
restart_nichiei 80x24
within "$deadline" same_as_left || fail "the screen is as it was left: $(cat "$work/diff")"
before=$(sum)
press q
expect_end 0
[ "$(sum)" = "$before" ] || fail "nothing is written where nothing changed"

# Apart from it: a record, a query, another language, a fresh start.
restart_nichiei 80x24 actor:npa
press E Q
expect_end 0
restart_nichiei 80x24 'theme:ppp'
press 2 j Space Q
expect_end 0
[ "$(sum)" = "$before" ] || fail "a start on a record or query leaves the session alone"
restart_nichiei 80x24 --lang en
expect_text 'Actors'
expect_text '("警察")'
press Q
expect_end 0
restart_nichiei 80x24 --fresh
dump 80x24 ''
expect_frame "$work/frames/0"
press Q
expect_end 0
[ "$(sum)" = "$before" ] || fail "a fresh start that does nothing leaves the session alone"

# Left in haste: told to go, cut off, its terminal gone; each within a second, and all is kept.
for end in TERM HUP INT gone; do
    afresh
    # shellcheck disable=SC2016  # for the shell on the terminal
    restart 80x24 "sh -c 'echo \$\$ >\"$work/pid\"; exec \"\$0\"' '$nichiei'; echo \$? >'$work/code'; cat"
    expect_text '[1]'
    press 4 j E
    expect_no_text Timeline
    if [ $end = gone ]; then tmux kill-server; else kill -$end "$(cat "$work/pid")"; fi
    within 1 kept || fail "the session is kept within a second: $end"
    restart_nichiei 80x24
    expect_no_text Timeline
    expect_text '=[4]'
    press Q
    expect_end 0
done

# What cannot be read is told at once and at the end, and everything else goes on.
start_nichiei 160x45
press 2 j Space q
expect_end 0
printf 'no database' >"$(overlay)"
restart_nichiei 80x24
expect_text 'session not read: overlay.db: cannot be read: it is damaged; '
press j
expect_no_text 'session not read'
press q
expect_end 0
expect_text "nichiei: $XDG_DATA_HOME/"
[ "$(cat "$(overlay)")" = 'no database' ] || fail "a damaged file stays as it is"

# What cannot be kept is told at the end.
start_nichiei 160x45
: >"$XDG_DATA_HOME"
press 2 j q
expect_end 0
expect_text "nichiei: $XDG_DATA_HOME: no folder, as it must be for what is your own; "
finish
