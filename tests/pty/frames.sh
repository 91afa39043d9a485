#!/usr/bin/env bash
# What is drawn into frames is what a terminal shows, cell by cell, after every key.
# frames.sh PROGRAM FRAMEDUMP PTYRUN DOSSIER
# shellcheck source=tests/pty/lib.sh
. "$(dirname "$0")/lib.sh"

# Each layout, by the keys that show most of it.
start_nichiei 80x24
follow 80x24 'j j PgDn } G g g Tab PgDn Tab Tab Tab j j Enter ( 2 Space E E E ? PgDn q / 警 察 Enter l 5 j Space j ! } Enter j = . Enter ( u s E'
start_nichiei 160x45
follow 160x45 'PgDn PgDn 2 PgDn Enter PgDn } Enter ( 4 j Space 3 j Space E 1 Enter G E ? G q 5 Space j Space j ! s G Enter ( E h'
start_nichiei 60x20
follow 60x20 'j PgDn 2 j 3 4 Space Enter PgDn h / 協 力 Enter ? q E E 1 G 5 j Space j ! Enter'
start_nichiei 40x10
follow 40x10 'j G 2 Enter j j h 4 Space / サ イ バ ー Backspace Enter ? PgDn q E E 5 j Space j'
start_nichiei 80x24
follow 80x24 '/ ｻ ｲ ﾊ ﾞ ｰ Space a c t Tab g a i m u Tab Tab Enter A-b x C-Right A-d C-Left C-w C-y'
start_nichiei 80x24
follow 80x24 '/ ? Down F1 a c t e r : Esc / t h e m e : Tab S-Tab Enter Enter / Up C-a A-f Left Esc'
start_nichiei 80x24
follow 80x24 '2 j Space 1 / サ イ バ ー Enter F h Space ! e C-u z z Esc F Esc q u C-r Enter / ｻ ｲ ﾊ ﾞ ｰ Enter n N Esc ? / k e y Enter n Esc'
start_nichiei 40x10
follow 40x10 '2 j Space / z z z Enter F h Space - Esc . Enter / サ イ Enter n n E'
start_nichiei 80x24
follow 80x24 'M j l l l Enter q x d ] a } E t a j Enter q q E [ s G q'

# Each terminal that is likely, by its own description.
for term in xterm-256color tmux-256color screen-256color linux vt100; do
    TERM_INSIDE=$term
    start_nichiei 80x24
    follow 80x24 'j C-f 2 Space Enter } ? q E / N Esc G'
done

TERM_INSIDE=

# random_keys SEED: a hundred keys, always the same ones.
random_keys() {
    awk -v seed="$1" 'BEGIN {
        n = split("j k Down Up C-n C-p PgDn PgUp C-d C-u g G Home End < > } { Tab S-Tab 1 2 3 4 5 f s = ! . u F " \
            "Enter l Right h Left Space / - E ( ) C-o Esc C-g C-l ? F1 ｊ ／ あ a 警 察 \" : , " \
            "Backspace C-w Del C-a C-e C-k t e r Enter Enter Tab j j Space", key, " ")
        for (i = 0; i < 100; i++) {
            seed = (seed * 16807) % 2147483647
            printf "%s ", key[1 + seed % n]
        }
    }'
}
for locale in C.UTF-8 C; do
    for size in 80x24 160x45; do
        LC_ALL='' LANG=$locale start_nichiei $size
        follow $size "$(random_keys 2012)"
        LC_ALL='' LANG=$locale start_nichiei $size
        follow $size "$(random_keys 2024)"
    done
done
# Typed ahead, without Esc, which would make one key of itself and the next.
for seed in 1 2 3 4; do
    start_nichiei 80x24
    burst 80x24 "$(random_keys $seed | sed 's/ Esc / C-g /g')"
done
finish
