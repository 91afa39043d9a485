/*
 * The strip above the timeline: how thick the rows of the answer lie, over time from left to right,
 * always in step with the cursor. It shows all of it, or as much around the cursor as fits at a
 * finer zoom.
 */
#ifndef NICHIEI_MODEL_STRIP_H
#define NICHIEI_MODEL_STRIP_H

#include "nichiei/engine/calendar.h"
#include "nichiei/engine/density.h"

enum {
    STRIP_WHOLE = -1, /* no unit: the finest at which all fits */
    STRIP_MIN_COLS = 36,
    STRIP_LABEL_BYTES = 16
};

struct strip {
    bool off;
    int zoom; /* an enum density_unit, or STRIP_WHOLE */

    struct arena mem; /* of the answer: */
    struct density density;

    int rows;                  /* 0: not shown, 1: with its ends named, 2: with a scale below */
    struct density_axis axis;  /* what is shown */
    enum density_unit whole;   /* the unit that STRIP_WHOLE stands for here */
    enum calendar calendar;    /* that the labels are in */
    enum lang lang;            /* of names in few columns: one, though both are shown */
    int each;                  /* columns of the screen for one of the axis */
    uint32_t most;             /* rows in the fullest column */
    int from, to;              /* the columns of the row at the cursor; from > to: in none */
    bool vague;                /* it is somewhere in them, not all through */
    bool undated;              /* or it has no date */
    struct text says;          /* the rows in its first column, and the query that gives them; until
                                  the next app_fit() */
    uint32_t counted;          /* the answer that the columns are of */
    struct density_axis as_of; /* and the axis */
    struct density_column columns[DENSITY_MAX_COLUMNS];
};

/* The label of a unit that begins on a day: "2024", "FY2023Q4", "2024-03-05"; brief: "03-05". */
void strip_label(enum density_unit unit, enum calendar c, enum lang lang, int32_t day, bool brief,
                 char out[STRIP_LABEL_BYTES]);

/* The most columns of such a label. */
int strip_label_cols(enum density_unit unit, enum calendar c, enum lang lang, bool brief);

#endif
