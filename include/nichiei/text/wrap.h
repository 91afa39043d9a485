/*
 * Lines of a given width, with Japanese line breaking (kinsoku, JIS X 4051; UAX #14 through
 * libunistring, and a short table for what it leaves open).
 */
#ifndef NICHIEI_TEXT_WRAP_H
#define NICHIEI_TEXT_WRAP_H

#include "nichiei/base/arena.h"

#include "nichiei/text/text.h"

#include <stddef.h>

/*
 * Breaks t into lines of at most cols columns (cols >= 2) and returns how many; *lines is an array
 * in the arena, each line borrowed from t without trailing blanks (ASCII or ideographic). What lies
 * between two lines is nothing but blanks. An empty text is one empty line.
 * No line starts with a closing bracket, 、。 ー small kana and the like, or ends with an opening
 * bracket; —— and …… stay whole; a number keeps its counter (10年), 第 its number. A word longer
 * than a line (an address) is cut at a cluster, up to six back if that spares the rules above; a
 * cluster wider than a line is cut between characters. With cols < 2 each line has at least one
 * character, which may be too wide. A newline in the source became a blank at the gate.
 */
size_t text_wrap(struct arena *a, struct text t, int cols, struct text **lines);

#endif
