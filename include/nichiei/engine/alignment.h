/*
 * How aims answer each other, cell by cell: the partnership's priorities against the pillars of the
 * Accord, and the pillars of the British strategy against those of the Japanese one. A cell is a
 * link of the relation aligned-with; that a document is silent on a pair is on record too, and is
 * not the same as a pair on which nothing is recorded.
 */
#ifndef NICHIEI_ENGINE_ALIGNMENT_H
#define NICHIEI_ENGINE_ALIGNMENT_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

enum alignment_block { ALIGNMENT_ACCORD, ALIGNMENT_STRATEGIES, ALIGNMENT_BLOCKS };

enum aligned {
    ALIGNED_UNKNOWN, /* nothing is recorded */
    ALIGNED_STATED,
    ALIGNED_INFERRED, /* by example or in part, as the editors read it */
    ALIGNED_SILENT,
    ALIGNED_COUNT
};

struct pillar {
    struct record record;
    const char *note[LANG_COUNT];
    uint32_t strategy; /* the work, or 0 */
};

struct alignment_cell {
    uint32_t link; /* 0: nothing is recorded */
    enum aligned is;
    const char *extent;                                /* a word, or "" */
    const char *limits[LANG_COUNT], *note[LANG_COUNT]; /* "" */
    const char *locator;                               /* of the first citation, or "" */
    size_t n_citations;
};

struct alignment {
    struct pillar *rows, *cols;
    size_t n_rows, n_cols;
    struct alignment_cell *cells; /* row by row */
    size_t n_of[ALIGNED_COUNT];
    /* What is said of the two strategies as wholes; .link is 0 if nothing is. */
    struct alignment_cell whole;
    const char *whole_name[LANG_COUNT];
};

/* Into the arena. False with e if the dossier fails. */
bool alignment_read(struct store *st, struct arena *a, enum alignment_block block,
                    struct alignment *out, struct err *e);

/* Links of the relation that lead nowhere: what answers to none of the priorities. */
bool alignment_gaps(struct store *st, struct arena *a, uint32_t **links, size_t *n_links,
                    struct err *e);

#endif
