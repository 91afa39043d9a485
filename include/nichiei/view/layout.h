/* From the size of the terminal to rectangles: pure arithmetic. */
#ifndef NICHIEI_VIEW_LAYOUT_H
#define NICHIEI_VIEW_LAYOUT_H

#include "nichiei/model/app.h"

#include <stdbool.h>

enum { LAYOUT_MIN_COLS = 40, LAYOUT_MIN_ROWS = 10 };

/* A part of the screen; rows 0: not shown. The first row of a pane is its title. */
struct rect {
    int row, col, rows, cols;
};

struct layout {
    int cols, rows;
    bool too_small;    /* below 40x10: only a message */
    bool single;       /* one pane at a time (below 80 columns) */
    bool side_by_side; /* Japanese and English beside each other in the detail (140 and more) */
    struct rect head, chips, status, hints;
    struct rect pane[PANE_COUNT];
    struct rect divider; /* between lists and detail; cols 0 if there is none */
};

/* What the layout is for. */
struct layout_wish {
    enum pane focus, list_focus;
    bool has_chips;            /* a line for the filters is wanted where room is short */
    size_t rows[PANE_STACKED]; /* what each pane has to show, without its title */
};

/* The pane with the keys is the largest, unless it has less to show: the others then get its rows.
 */
struct layout layout_of(int cols, int rows, const struct layout_wish *wish);

#endif
