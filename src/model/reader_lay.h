/* A copy as lines of the screen: what reader_lay.c lays out for sheet_reader.c. Private to them. */
#ifndef MODEL_READER_LAY_H
#define MODEL_READER_LAY_H

#include "reader.h"
#include "sheet_in.h"

/* Columns: of the label, of the bar that marks a passage and its blank, of the longest lines that
 * are read with ease, of a count of records, and of their names where there is room for those. */
enum {
    LABEL_COLS = 8,
    BAR_COLS = 2,
    TEXT_COLS = 80,
    COUNT_COLS = 4,
    NAMES_COLS = 60,
    LABELS_FROM = 56, /* narrower ones have the text alone */
    NAMES_FROM = LABEL_COLS + BAR_COLS + TEXT_COLS + 26,
    POSITION_COLS = 20, /* of the right end of the title */
    ABOVE = 4           /* lines that are shown above the passage */
};

struct jump;

struct layout {
    struct app *app;
    struct sheet *s;
    struct reader *r;
    int label_col, bar_col, text_col, text_cols, side_col, side_cols;
    bool *marked; /* by block */

    /* While it is laid out: */
    struct jump *jumps;
    size_t n_jumps, cap_jumps;
    size_t paragraph; /* how many of the section there were */
    size_t row;       /* and of the rows of the table */
    int table;
    size_t *call_line; /* by note, the line of its first call plus 1 */
    int max_note;
};

/* The columns of its parts, for the sheet's. */
void reader_measure(struct layout *l);

/* All lines; l->marked says which blocks are the passage. */
void reader_lay(struct layout *l);

/* A cell that is no part of the text. */
struct sheet_cell *reader_quiet(struct layout *l, struct sheet_line *line, int col, int cols,
                                struct text t, enum sheet_style style);

#endif
