/*
 * A screen as a grid of cells, before any terminal: what the views draw, what the tests compare and
 * what the terminal shows are this one thing. A wide character takes two cells, head and tail; half
 * of one is never kept.
 */
#ifndef NICHIEI_VIEW_FRAME_H
#define NICHIEI_VIEW_FRAME_H

#include "nichiei/base/buf.h"

#include "nichiei/text/text.h"

#include <stdbool.h>
#include <stdint.h>

/* What a cell means; the terminal decides how that looks. The letter stands in frame dumps. */
#define STYLES(X)                                                                                  \
    X(NORMAL, '.')                                                                                 \
    X(HEAD, 'H')       /* the program's line at the top */                                         \
    X(RULE, '-')       /* title line of a pane */                                                  \
    X(RULE_FOCUS, '=') /* title line of the pane with the keys */                                  \
    X(CURSOR, 'C')     /* the row that the keys act on */                                          \
    X(CURSOR_DIM, 'c') /* the cursor's row in a pane without the keys */                           \
    X(STRIP_HERE, 'S') /* the columns of the cursor's row in the strip above the timeline */       \
    X(FAINT, 'f')      /* years, counts, ids, caveats */                                           \
    X(NAME, 'N')       /* a record's name in the detail */                                         \
    X(LABEL, 'l')      /* label of a field */                                                      \
    X(HEADING, 'h')    /* heading of a section */                                                  \
    X(LINK, 'k')       /* opens a record */                                                        \
    X(CHIP, 'P')       /* an active filter */                                                      \
    X(KEY, 'K')        /* a key in the hints and in help */                                        \
    X(PROMPT, 'p')     /* what is being typed */                                                   \
    X(TERM, '!')       /* the mark of a false friend */                                            \
    X(SHADE_1, '1')    /* a number that weighs little, */                                          \
    X(SHADE_2, '2')    /* more, */                                                                 \
    X(SHADE_3, '3')    /* and most */                                                              \
    X(FOUND, 'm')      /* a hit of the search in a text */                                         \
    X(FOUND_NOW, 'M')  /* the one that the reader was taken to */                                  \
    X(ERROR, 'E')      /* what went wrong */

enum style {
#define X(id, letter) STYLE_##id,
    STYLES(X)
#undef X
        STYLE_COUNT
};

enum { CELL_MAX_BYTES = 14 }; /* a base and two marks of at most four bytes each, with room */

struct cell {
    char bytes[CELL_MAX_BYTES]; /* one cluster in UTF-8, not NUL-terminated; none in a tail */
    uint8_t n_bytes;            /* 0: a tail, or a blank if cols is 1 */
    uint8_t cols : 2;           /* 1, 2 (head), or 0 (tail) */
    uint8_t style : 6;
};

struct frame {
    int cols, rows;
    struct cell *cells;         /* rows * cols, row by row; owned */
    int cursor_row, cursor_col; /* where the terminal's cursor goes: the caret; -1 hides it */
};

void frame_finish(struct frame *f); /* fine on a zeroed frame */

/* Sets the size and blanks everything. False if out of memory (the frame is then empty). */
bool frame_reset(struct frame *f, int cols, int rows);

/*
 * Puts text at a row and column, cut at max_cols and at the frame's edge, and returns the columns
 * used. A wide character that fits only by half is left out, its cell blank. Half of a wide
 * character that is overwritten becomes a blank.
 */
int frame_put(struct frame *f, int row, int col, int max_cols, struct text t, enum style style);

/* The same for a literal. */
int frame_puts(struct frame *f, int row, int col, int max_cols, const char *s, enum style style);

/* Fills n_cols cells of a row with one ASCII character. */
void frame_fill(struct frame *f, int row, int col, int n_cols, char c, enum style style);

/* Gives n_cols cells of a row another style and keeps their text. */
void frame_restyle(struct frame *f, int row, int col, int n_cols, enum style style);

/* The cell, or NULL outside the frame. */
const struct cell *frame_cell(const struct frame *f, int row, int col);

/* As text: each row between bars, then a row of style letters; for golden screens. */
void frame_dump(const struct frame *f, bool with_styles, struct buf *out);

#endif
