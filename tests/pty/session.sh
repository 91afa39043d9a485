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

# shellcheck disable=SC2317  # called by within
has_code() { [ "$(cat "$work/code")" = "$1" ]; } # it is written after the last word on the screen

# One question from start to end.
start_session 80x24
press / 警 察 庁
expect_text '警察庁'
press Enter
expect_text 警察庁
press 2 Space
expect_text '*'
press E
expect_text '年表'
expect_no_text 'Timeline'
press E
expect_text 'Timeline'
expect_no_text '年表'
press E
expect_text '年表 Timeline'
press '?'
expect_text 'Keys here'
press q
expect_no_text 'Keys here'
press - -
expect_no_text '*'
press q
expect_clean_end 0

# Into a link, and back: the first line of a record that opens another one. A word below the panes
# is no other screen.
panes() { sed -n '1,22p' "$work/frames/$1"; }
for lines in {1..30}; do
    typed="Enter $(printf 'j %.0s' $(seq "$lines")) Enter"
    dump 80x24 "$typed"
    [ "$(panes $((lines + 1)))" = "$(panes $((lines + 2)))" ] || break
done
start_session 80x24
follow 80x24 "$typed q q"
cmp -s "$work/frames/0" "$work/frames/$((lines + 4))" || fail "q goes back to the list"
press q
expect_clean_end 0

# Esc and one Ctrl-C do not leave; two do. Q leaves from anywhere.
start_session 80x24
press Esc Esc C-c
expect_text 'Ctrl-C'
press j C-c
expect_text 'Ctrl-C'
press C-c
expect_clean_end 0
start_session 80x24 actor:npa
expect_text 警察庁
press Enter '?' Q
expect_clean_end 0

# What is no terminal for it, or no query, leaves the screen alone.
start 80x24 "'$nichiei' actor:nobody; echo \$? >'$work/code'; cat"
expect_text 'nichiei: column 7: no actor "nobody"'
within "$deadline" has_code 2 || fail "exit code 2"
for term in xterm-kitty no-such-terminal; do
    TERM_INSIDE=$term
    start_nichiei 80x24
    press q
    expect_end 0
done
TERM_INSIDE=

# Any size, and back.
start_session 80x24
for size in 160x45 60x20 40x10 81x15 200x60 79x14 80x24; do
    tmux resize-window -x "${size%x*}" -y "${size#*x}"
    dump $size ''
    expect_frame "$work/frames/0"
done
for size in 20x5 1x1 39x10 40x9 2x50; do
    tmux resize-window -x "${size%x*}" -y "${size#*x}"
    press j k
done
tmux resize-window -x 80 -y 24
dump 80x24 ''
expect_frame "$work/frames/0"
press q
expect_clean_end 0

# An active IME, and bytes that are no character.
start_session 80x24
dump 80x24 'j j'
press ｊ
expect_frame "$work/frames/1"
tmux send-keys -H ff
press j
expect_frame "$work/frames/2"
tmux send-keys -H e3 81
press k
expect_frame "$work/frames/1"
# Shift-F2 and Ctrl-Up where the terminal's description does not know them: no Q, no 1.
press 2
dump 80x24 'j 2'
expect_frame "$work/frames/2"
tmux send-keys -H 1b 5b 31 3b 32 51
tmux send-keys -H 1b 5b 31 3b 35 41
tmux send-keys -H 1b 4f 51
press Esc
expect_frame "$work/frames/2"
press q
expect_clean_end 0

# A paste is text: into the prompt with its line breaks as blanks, nowhere else.
for term in '' tmux-256color linux; do
    TERM_INSIDE=$term
    start_nichiei 80x24
    tmux set-buffer $'q\nQ\r2G\x03\x1bE'
    tmux paste-buffer -p
    press j
    dump 80x24 j
    expect_frame "$work/frames/1"
    tmux set-buffer $'警察\n協力 q'
    press /
    expect_text '/'
    tmux paste-buffer -p
    expect_text '警察 協力 q'
    press Esc
    expect_frame "$work/frames/1"
    press q
    expect_end 0
done
TERM_INSIDE=

# Told to end, or crashing: the terminal is given back.
for signal in TERM HUP INT QUIT; do
    start_session 80x24
    kill -"$signal" "$(cat "$work/pid")"
    within 1 ended || fail "SIG$signal ends it within a second"
    expect_clean_end 0
done
for signal in SEGV ABRT BUS FPE; do
    start_session 80x24
    kill -"$signal" "$(cat "$work/pid")"
    expect_clean_end $((128 + $(kill -l $signal)))
done

# The terminal goes away.
start_session 80x24
pid=$(cat "$work/pid")
tmux kill-server
within 1 gone "$pid" || fail "it ends within a second when its terminal does"

# Ctrl-Z and fg, with another size in between, and a paste is still no command afterwards.
start 80x24 "PS1='ready> ' exec bash --norc --noprofile -i"
expect_text 'ready>'
printf '#!/bin/sh\necho $$ >"%s/pid"\nexec "%s"\n' "$work" "$nichiei" >"$work/run"
tmux send-keys -l "sh '$work/run'"
press Enter
expect_text '[1]'
dump 80x24 j
press j
expect_frame "$work/frames/1"
press C-z
expect_text 'Stopped'
within "$deadline" is_restored || fail "the terminal is given back when it stops"
tmux send-keys -l "stty -a | grep -o ' [-]*echo ' | tr -d ' '; echo seen"
press Enter
expect_text 'seen'
shows -echo && fail "echo is on while it is stopped"
press f g Enter
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
kill -STOP "$(cat "$work/pid")"
expect_text 'ready>'
press f g Enter
expect_frame "$work/frames/0"
press q
expect_text 'ready>'
finish
