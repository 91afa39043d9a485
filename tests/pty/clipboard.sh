#!/usr/bin/env bash
# An address to the clipboard: it arrives in tmux where that is allowed, and a terminal is sent
# nothing that it cannot take. clipboard.sh PROGRAM FRAMEDUMP PTYRUN DOSSIER
# shellcheck source=tests/pty/lib.sh
. "$(dirname "$0")/lib.sh"

address=$("$nichiei" list sources --format tsv --columns url | sed -n 2p)
case $address in
https://*) ;;
*) fail "the first source has an address: $address" ;;
esac
encoded=$(printf %s "$address" | base64 -w 0)

arrived() { [ "$(tmux show-buffer 2>/dev/null)" = "$address" ]; }

# Allowed, tmux keeps it and hands it on.
start_nichiei 80x24
tmux set-option -g set-clipboard on
press g s o
expect_text 'OSC 52'
press y
expect_text "${address:0:30}"
within "$deadline" arrived || fail "the buffer of tmux: $(tmux show-buffer 2>&1)"
press q q q
expect_end 0

# Not allowed, nothing arrives, and nothing is drawn that should not be.
start_nichiei 80x24
tmux set-option -g set-clipboard off
press g s o y
expect_text "${address:0:30}"
expect_no_text "${encoded:0:12}"
! tmux show-buffer 2>/dev/null || fail "nothing is in the buffer"
press q q q
expect_end 0

# sent TERM WHAT: what is written to a terminal of that name, until it shows WHAT.
sent() {
    afresh
    TERM=$1 "$ptyrun" 'wait=[1]' send=gs send=o 'wait=OSC 52' send=y "wait=$2" send=Q end=5000 \
        -- "$nichiei" --lang en >"$work/raw" 2>"$work/said" || fail "$1: $2 ($(cat "$work/said"))"
}
sent xterm-256color ']52;c;'
grep -qaF "$(printf '\033]52;c;%s\a' "$encoded")" "$work/raw" || fail "the address is sent whole"
sent linux 'no clipboard'
! grep -qaF "$(printf '\033]52')" "$work/raw" || fail "a console is sent nothing"

finish
