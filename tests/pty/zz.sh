#!/usr/bin/env bash
# Sessions as people have them: asking, moving, leaving, resizing, pasting, stopping, being cut off.
# session.sh PROGRAM FRAMEDUMP PTYRUN DOSSIER
# shellcheck source=tests/pty/lib.sh
. "$(dirname "$0")/lib.sh"

# start_session COLSxROWS [ARGUMENT]: the program between two looks at the terminal's settings, its
# process id and its exit code.
start_session() {
    rm -f "$work"/{pid,code,before,after}
    start "$1" "stty -a >'$work/before'
        sh -c 'echo \$\$ >\"$work/pid\"; exec \"\$0\" ${2:-}' '$nichiei'
        code=\$?; stty -a >'$work/after'; echo \$code >'$work/code'; cat"
    expect_text '[1]'
}
expect_clean_end() {
    expect_end "$1"
    diff "$work/before" "$work/after" || fail "the settings of the terminal are as before"
    expect_no_text '[1]'
}
# shellcheck disable=SC2317  # called by within
gone() { [ ! -e "/proc/$1" ] || grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null; }

# Ctrl-Z and fg, with another size in between, and a paste is still no command afterwards.
start 80x24 "PS1='ready> ' exec bash --norc --noprofile -i"
expect_text 'ready>'
tmux send-keys -l "'$nichiei'"
press Enter
expect_text '[1]'
press j
press C-z
expect_text 'Stopped'
within "$deadline" is_restored || fail "the terminal is given back when it stops"
tmux send-keys -l "stty -a | grep -o ' [-]*echo ' | tr -d ' '; echo seen"
press Enter
expect_text 'seen'
shows -echo && fail "echo is on while it is stopped"
press f g Enter
dump 80x24 j
expect_frame "$work/frames/1"
press C-z
expect_text 'ready>'
tmux resize-window -x 100 -y 30
press f g Enter
dump 100x30 j
expect_frame "$work/frames/1"
tmux set-buffer $'q\nQ'
tmux paste-buffer -p
press k
dump 100x30 ''
expect_frame "$work/frames/0"
# Stopped by force, and resumed: nothing is lost either.
pid=$(pgrep -P "$(pane pane_pid)")
kill -STOP "$pid"
expect_text 'ready>'
press f g Enter
expect_frame "$work/frames/0"
press q
expect_text 'ready>'
finish
