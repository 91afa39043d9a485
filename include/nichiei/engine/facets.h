/*
 * Facets: the fields whose values are counted, and the words for a value. The command line and the
 * explorer read the same table.
 */
#ifndef NICHIEI_ENGINE_FACETS_H
#define NICHIEI_ENGINE_FACETS_H

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/say.h"

enum { FACET_COUNT = 16 };

struct facet {
    enum query_field field;
    const char *name[LANG_COUNT];
};

extern const struct facet facets[FACET_COUNT]; /* in the order shown */

/* What a value is called. */
struct facet_name {
    struct text label; /* an abbreviation or number, or empty */
    struct text name[LANG_COUNT];
    struct text said; /* all of that, in the reader's languages */
};
bool facet_name(struct store *st, struct arena *a, enum query_field field, uint32_t value,
                enum display d, struct facet_name *out, struct err *e);

enum facet_mark { FACET_PLAIN, FACET_TICKED, FACET_EXCLUDED };

enum facet_mark facet_mark(const struct query *q, enum query_field field, uint32_t value);

#endif
