#!/usr/bin/env bash
# interrupt.sh NICHIEI JSONQ MAKE-DOSSIER PTYRUN: a long build tells how far it is, stops when asked
# to, and leaves nothing behind, whether it is stopped or the disk is full.
. "$(dirname "$0")/lib.sh"
make_dossier=$3 ptyrun=$4

"$make_dossier" 10000 "$work/data" >/dev/null
mkdir "$work/to"
cp -r "$(dirname "$0")/../data/fixture" "$work/small"

# Only the dossier of before is there, byte for byte.
expect_untouched() {
    expect_same "$(ls -A "$work/to")" out
    cmp -s "$work/to/out" "$work/before" || fail "the old file as it was"
}

# What the part file holds, in KiB; 0 before it is there.
part_kib() {
    du -k "$work"/to/out.part-* 2>/dev/null | cut -f 1 | grep . || echo 0
}

run "$nichiei" build "$work/small" -o "$work/to/out"
expect_ok
cp "$work/to/out" "$work/before"

# stop SIGNAL CODE KIB COMMAND...: once the part file has grown so far.
stop() {
    local signal=$1 wanted=$2 kib=$3 from
    shift 3
    said="$* and SIG$signal at $kib KiB"
    # A shell without job control lets its children ignore SIGINT.
    env --default-signal=INT,HUP,TERM "$@" >"$work/out" 2>"$work/err" </dev/null &
    while [ "$(part_kib)" -lt "$kib" ] && kill -0 $! 2>/dev/null; do sleep 0.01; done
    [ "$kib" = 0 ] && sleep 0.2
    kill -s "$signal" $!
    from=${EPOCHREALTIME/./}
    { wait $!; } 2>/dev/null # the shell tells of signals too
    code=$?
    [ "$code" = "$wanted" ] || fail "ended by SIG$signal"
    # Half a second, and room for a busy machine.
    [ $((${EPOCHREALTIME/./} - from)) -lt 3000000 ] || fail "soon"
    [ -s "$work/out" ] && fail "nothing on standard output"
    [ "$(wc -l <"$work/err")" = 1 ] || fail "one line"
    grep -q '^nichiei: interrupted; ' "$work/err" || fail "interrupted"
}

stop INT 130 1 "$nichiei" build "$work/data" -o "$work/to/out"
grep -qF "$work/to/out is as it was" "$work/err" || fail "what became of the file"
expect_untouched
stop TERM 143 12000 "$nichiei" build "$work/data" -o "$work/to/out"
expect_untouched
stop HUP 129 24000 "$nichiei" build "$work/data" -o "$work/to/out"
expect_untouched
stop INT 130 0 "$nichiei" validate "$work/data"
expect_untouched

# What nohup asks for is respected.
said="build under nohup" code=0
nohup "$nichiei" build "$work/data" -o "$work/to/other" >"$work/out" 2>"$work/err" </dev/null &
while [ ! -e "$work/to/other.part-$!" ] && kill -0 $! 2>/dev/null; do sleep 0.01; done
kill -s HUP $!
wait $! || fail "built to its end"
[ -s "$work/to/other" ] || fail "the dossier"
rm -f "$work/to/other"

# The disk is full, early or late.
for kib in 100 8000 24000; do
    run bash -c "ulimit -f $kib; exec '$nichiei' build '$work/data' -o '$work/to/out'"
    expect_error 3 "$work/to/out: cannot be written" 'make room'
    expect_untouched
done

# Told on a terminal, in one line that goes again; a narrow one is not broken. In each line of
# "lines" stands what stood on the screen for a moment.
run "$ptyrun" size=80x24 end=60000 -- "$nichiei" build "$work/data" -o "$work/to/out"
[ "$code" = 0 ] || fail "built"
[ "$(wc -l <"$work/out")" = 0 ] || fail "one line only"
tr '\r' '\n' <"$work/out" >"$work/lines"
grep -q '^reading [a-z_]*\.csv: [0-9,]* rows' "$work/lines" || fail "the file and its rows"
[ -z "$(tail -n 1 "$work/lines" | tr -d ' ')" ] || fail "the line taken away"
run "$ptyrun" size=12x4 end=60000 -- sh -c "'$nichiei' validate '$work/data' >/dev/null"
tr '\r' '\n' <"$work/out" >"$work/lines"
grep -q '^reading' "$work/lines" || fail "told"
grep -q '.\{12\}' "$work/lines" && fail "within the terminal"
run "$nichiei" build "$work/data" -o "$work/to/out"
expect_ok
finish
