/* What a chip says: a term of the query in the reader's words. */
#ifndef NICHIEI_ENGINE_CHIP_TEXT_H
#define NICHIEI_ENGINE_CHIP_TEXT_H

#include "nichiei/engine/query.h"
#include "nichiei/engine/say.h"

/*
 * "[actor:NPA]", and of what is typed the route and the days that were understood:
 * "[\"gaimu\" by reading]", "[date:R5 = 2023-01-01/2023-12-31]". One that is off stands in round
 * brackets. Into the arena.
 */
struct text chip_text(const struct query_term *t, bool by_sound, struct store *st, struct arena *a,
                      enum display display);

/* Appends what a chip calls one value, as facets number it, in one language; not made safe. */
void chip_value(struct buf *out, enum query_field field, uint32_t value, struct store *st,
                enum display display);

#endif
