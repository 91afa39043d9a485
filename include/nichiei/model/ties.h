/* What ties a record to others, whichever end it is: the branches of the tree of relations. */
#ifndef NICHIEI_MODEL_TIES_H
#define NICHIEI_MODEL_TIES_H

#include "nichiei/engine/say.h"

struct tie {
    enum relation relation;
    bool into; /* leads to the record, not out of it */
    enum kind kind;
    uint32_t n; /* the record at the other end of the edge, once for each relation */
};

/* All ties of record n, those of one relation and kind together: first what leads out of it.
 * Into the arena; false with e. */
bool ties_of(struct store *st, struct arena *a, uint32_t n, struct tie **ties, size_t *n_ties,
             struct err *e);

/* Do two ties stand in one group? */
bool ties_alike(const struct tie *a, const struct tie *b);

/* Where a tie leads in the end, and in what role: of a link, which is a record of its own, its
 * other end, or itself if that is a recorded gap. */
struct tie_end {
    uint32_t n;
    struct text relation, about; /* of a link: many may lead to one record */
    struct text words;           /* role, certainty, place; empty if there is nothing to say */
};
bool tie_end(struct store *st, struct arena *a, uint32_t n, const struct tie *tie,
             enum display display, struct tie_end *end, struct err *e);

#endif
