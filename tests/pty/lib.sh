# What the tests in tmux share: a server of their own, keys by name, waiting for what must come.
# Sourced with the program, framedump, ptyrun and the default dossier as arguments.
# shellcheck shell=bash
set -uo pipefail
export LC_ALL=C.UTF-8
unset NICHIEI_DB NO_COLOR TMUX

if ! command -v tmux >/dev/null; then
    echo "tmux is not installed"
    [ -n "${CI:-}" ] && exit 1
    exit 77
fi
# shellcheck disable=SC2034  # used where this is sourced
nichiei=$1 framedump=$2 ptyrun=$3 dossier=$4
work=$(mktemp -d)
trap 'tmux kill-server 2>/dev/null; rm -rf "$work"' EXIT
nth_server=0
failures=0
TERM_INSIDE=${TERM_INSIDE:-} # the program's TERM, if it is not what tmux says
deadline=10 # seconds for what takes milliseconds

tmux() { TMUX_TMPDIR=$work command tmux -L "nichiei-$nth_server" -f /dev/null "$@"; }
pane() { tmux display-message -p "#{$1}"; }
screen() { tmux capture-pane -p; }

fail() {
    printf 'FAILED: %s\n' "$1"
    failures=$((failures + 1))
}

finish() {
    [ "$failures" = 0 ] && echo "all as expected"
    exit $((failures > 0))
}

# within SECONDS COMMAND...: tries until it succeeds.
within() {
    local end=$((${EPOCHREALTIME/./} + $1 * 1000000))
    shift
    until "$@"; do
        [ "${EPOCHREALTIME/./}" -lt "$end" ] || return 1
        sleep 0.01
    done
}

# Nothing is left of another session: a folder of its own for what is a user's own.
nth_user=0
afresh() {
    nth_user=$((nth_user + 1))
    export XDG_DATA_HOME=$work/user$nth_user
}
afresh

# start COLSxROWS COMMAND: a new user, and a fresh server with one pane in which sh runs the command.
# The server, and so the pane, has the environment of the call.
start() {
    afresh
    restart "$@"
}
# restart COLSxROWS COMMAND: the same for the user of before.
restart() {
    tmux kill-server 2>/dev/null
    nth_server=$((nth_server + 1))
    tmux start-server \; set-option -g status off \; set-option -g remain-on-exit on \; \
        set-option -g escape-time 0 \; set-option -g default-terminal screen \; new-session -d -x "${1%x*}" -y "${1#*x}" sh -c "$2"
}

# start_nichiei COLSxROWS [OPTION...]: and its exit code goes to a file. The pane lives on.
start_nichiei() {
    afresh
    restart_nichiei "$@"
}
restart_nichiei() {
    local size=$1
    shift
    rm -f "$work/code"
    restart "$size" "${TERM_INSIDE:+TERM=$TERM_INSIDE }'$nichiei' $*; echo \$? >'$work/code'; cat"
    expect_text '[1]'
}

shows() { screen | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
ended() { [ -s "$work/code" ]; }

expect_text() {
    within "$deadline" shows "$1" || {
        fail "on the screen: $1"
        screen | sed 's/^/  |/'
    }
}

expect_no_text() {
    within "$deadline" shows_not "$1" || fail "not on the screen: $1"
}

# expect_end CODE: the program has ended so, and the terminal is as it was.
expect_end() {
    if ! within "$deadline" ended; then
        fail "it ends"
        screen | sed 's/^/  |/'
        return
    fi
    [ "$(cat "$work/code")" = "$1" ] || fail "exit code $1, not $(cat "$work/code")"
    within "$deadline" is_restored || fail "the terminal is given back"
}
is_restored() { [ "$(pane alternate_on)" = 0 ] && [ "$(pane cursor_flag)" = 1 ]; }

# key_name KEY: as tmux calls it, in $named; $literal is -l for a single character.
key_name() {
    named=$1 literal=
    case $1 in
    Esc) named=Escape ;;
    S-Tab) named=BTab ;;
    PgDn) named=NPage ;;
    PgUp) named=PPage ;;
    Backspace) named=BSpace ;;
    Del) named=DC ;;
    A-?) named=M-${1#A-} ;;
    Enter | Tab | Space | Up | Down | Left | Right | Home | End | F1 | C-? | C-Left | C-Right) ;;
    *) literal=-l ;;
    esac
}

# press KEY...: by the names of `nichiei keys`, or single characters.
press() {
    local key
    for key; do
        key_name "$key"
        tmux send-keys $literal -- "$named"
    done
}

# press_at_once KEY...: the same in one go, as typed ahead on a slow line.
press_at_once() {
    local key all=()
    for key; do
        key_name "$key"
        all+=(\; send-keys ${literal:+"$literal"} -- "$named")
    done
    tmux "${all[@]:1}"
}

# expect_frame FILE: tmux shows the frame in this file, cell by cell, and the cursor where it is.
expect_frame() {
    wanted=$1
    if ! within "$deadline" is_frame; then
        fail "the frame $1"
        screen | diff "$1" - | head -n 20
        echo "cursor: $(cat "$1.cursor"), not $(cursor)"
        return 1
    fi
}
is_frame() {
    [ "$(screen)" = "$(cat "$wanted")" ] && [ "$(cursor)" = "$(cat "$wanted.cursor")" ]
}
cursor() {
    local at
    at=$(pane 'cursor_flag} #{cursor_y} #{cursor_x')
    case $TERM_INSIDE-$at in
    *-0\ * | 'vt100-1 0 0') echo off ;; # a VT100 cannot hide it: then it waits in the corner
    *) echo "${at#* }" ;;
    esac
}

# dump COLSxROWS "KEYS": the frames after each key, as files of $work/frames.
dump() {
    rm -rf "$work/frames"
    mkdir "$work/frames"
    "$framedump" "$dossier" "${1%x*}" "${1#*x}" "$work/frames" "$2" || fail "framedump"
}

# follow COLSxROWS "KEYS": presses them, and tmux shows the frame after each.
follow() {
    local nth=0 key keys
    read -ra keys <<<"$2"
    dump "$1" "$2"
    expect_frame "$work/frames/0" || return
    for key in "${keys[@]}"; do
        nth=$((nth + 1))
        press "$key"
        expect_frame "$work/frames/$nth" || {
            echo "after key $nth, $key, of: $2"
            return
        }
    done
}

# burst COLSxROWS "KEYS": all at once; in the end tmux shows what it would after one by one.
burst() {
    local keys
    read -ra keys <<<"$2"
    dump "$1" "$2"
    expect_frame "$work/frames/0" || return
    press_at_once "${keys[@]}"
    expect_frame "$work/frames/${#keys[@]}" || echo "after all of: $2"
}
