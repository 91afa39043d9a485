/*
 * The same partners in the same field twice: activities or events of one theme and one type that
 * share a body of each country, or a third partner. Whether that is duplication or good rhythm is
 * for the reader to say; here it is found.
 */
#ifndef NICHIEI_ENGINE_TWICE_H
#define NICHIEI_ENGINE_TWICE_H

#include "nichiei/engine/matrix.h"

/* Records of one field, two at least, and the partners that all of them share: bodies of both
 * countries, or (third) of neither. */
struct twice {
    uint32_t theme, type; /* 0: none */
    bool third;
    const uint32_t *n, *body; /* ascending */
    size_t n_records, n_bodies;
};

/* Finds them in a set, those with most records first, then by field; into the arena. False with e
 * if the dossier fails. */
bool twice_find(struct corpus *c, struct arena *a, const struct matrix_set *set,
                struct twice **found, size_t *n_found, struct err *e);

/* Appends the query that shows the records of one: its field, a body of each side. */
bool twice_query(struct corpus *c, struct store *st, const struct twice *t, struct query *q);

#endif
