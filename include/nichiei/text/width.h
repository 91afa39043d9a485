/*
 * The only measure of columns. The layout's width is what ncurses will do: ncursesw asks
 * wcwidth(), and this program defines wcwidth() itself, so both always agree.
 */
#ifndef NICHIEI_TEXT_WIDTH_H
#define NICHIEI_TEXT_WIDTH_H

#include "nichiei/base/arena.h"

#include "nichiei/text/text.h"

#include <wchar.h>

/* Columns of East Asian Ambiguous characters (UAX #11): 2, or 1 for anything else. Starts as 1. */
void width_set_ambiguous(int cols);
int width_ambiguous(void);

/* Replaces the C library's for the whole process, ncursesw included: its answer, but where that is
 * 1 for an ambiguous character, width_ambiguous(). Needs a UTF-8 locale. */
int wcwidth(wchar_t c);

/* How often wcwidth above was called: the self-test that ncurses uses it. Functions of this header
 * do not count. */
unsigned long width_calls(void);

/* Columns of a whole text: the sum over its characters, so ｶﾞ is 2 and 葛 with a mark is 2. A
 * character that the C library does not know counts 1: ncursesw draws a blank for it. */
int text_cols(struct text t);

/* Longest prefix of t, in bytes, that fits max_cols; never splits a cluster. 0 if nothing fits, or
 * max_cols is not positive. *used_cols (may be NULL) is its width. */
size_t text_clip(struct text t, int max_cols, int *used_cols);

/* t if it fits max_cols, else its longest head and ".." in exactly or just under max_cols columns;
 * below 4 columns the head alone. Borrowed until the arena is reset. */
struct text text_ellipsis(struct arena *a, struct text t, int max_cols);

#endif
