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

/* has_chips: whether a line for the filters is wanted where room is short. */
struct layout layout_of(int cols, int rows, enum pane focus, enum pane list_focus, bool has_chips);

#endif
