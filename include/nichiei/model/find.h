/*
 * Looking for words in wrapped text: where a search key stands in the lines of a screen, also where
 * it goes over the end of a line. What fold_key folds is found: width, case, kana, variants. Marks
 * of false friends (`!`) do not part words, unless what is looked for holds one.
 */
#ifndef NICHIEI_MODEL_FIND_H
#define NICHIEI_MODEL_FIND_H

#include "nichiei/base/arena.h"

#include "nichiei/text/text.h"

/* The texts of one line, from left to right. */
enum find_part { FIND_LABEL, FIND_LEFT, FIND_RIGHT, FIND_PARTS = 8 };

/* One of them. If it goes on, it and the text of this part in the line above are pieces of one
 * text, as text_wrap() cuts it: with nothing but blanks between them. */
struct find_piece {
    struct text text;
    size_t line;
    enum find_part part;
    bool goes_on;
};

/* A part of a hit that lies in one line: n_bytes at `at` of the text there. */
struct find_mark {
    size_t line, hit;
    enum find_part part;
    size_t at, n_bytes;
};

/* All-zero: nothing found. */
struct found {
    struct arena mem;
    struct find_mark *marks; /* by line, part and place; hits are numbered from 0 in this order */
    size_t n_marks, n_hits;
};

void found_finish(struct found *f);

/* Looks for what is typed in the pieces, which are in the order of their lines. What folds to
 * nothing is nowhere. */
void find_in(struct found *f, const struct find_piece *pieces, size_t n_pieces, const char *typed);

/* The marks of a line; returns how many. */
size_t find_on_line(const struct found *f, size_t line, const struct find_mark **marks);

/* The line where a hit starts. */
size_t find_line(const struct found *f, size_t hit);

/* The first hit that starts on the line or below, or n_hits. */
size_t find_from(const struct found *f, size_t line);

#endif
