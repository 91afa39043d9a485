/* The explorer's pane of facets, as lines. */
#ifndef NICHIEI_MODEL_FACET_LINES_H
#define NICHIEI_MODEL_FACET_LINES_H

#include "nichiei/engine/facets.h"

/* A line of the pane: a facet's heading, or one of its values. */
struct facet_line {
    int facet; /* in facets */
    bool is_value;
    enum facet_mark mark;
    uint32_t value;
    bool is_counted; /* false of a year that is excluded together with other dates */
    uint32_t count;  /* rows of the timeline with it, after all other filters */
    uint32_t added;  /* rows that come to those of now with the next Space, if `adds` */
    bool adds;
};

/* A visible line; texts live until the next app_fit(). */
struct facet_row {
    struct facet_line line;
    struct facet_name name; /* of a value */
    struct text chosen;     /* of a heading: what is ticked and excluded, in short */
    bool unfolded;
};

struct facet_pane {
    struct arena mem;              /* lines */
    struct arena kept;             /* sort keys, for one display */
    const char **key[FACET_COUNT]; /* what values are sorted by; NULL where not asked yet */
    enum display kept_for;

    bool unfolded[FACET_COUNT];
    bool by_name;     /* else by count */
    bool stale;       /* to be counted anew: */
    uint32_t at_once; /* before it is shown if there are no more records, else between two keys */
    bool waiting; /* till then the lines are those of before, and their numbers not to be shown */
    struct facet_line keep; /* where the cursor goes then */

    struct facet_line *lines;
    size_t n_lines, cursor, top, page_rows;
    struct facet_row *shown;
    size_t n_shown;
    struct text chosen; /* all that is ticked and excluded, for the folded pane */
    struct text query;  /* what opens the count at the cursor; empty on a heading */
};

#endif
