/*
 * A search across all kinds: the records that a query lets through, best first, and for each one
 * how it was found: the field, the passage, and the way there.
 *
 * Points, for each word or phrase of the query that must be found, at its best place:
 *   6  a name, abbreviation or alias is the word
 *   5  one of them starts with it
 *   4  one of them holds it
 *   3  a name's reading holds it, or it sounds like a name (gaimu, がいむ)
 *   2  the record's other words hold it, or sound like it
 *   1  a name of a linked record, words of an item of it, or of an activity or event of a theme
 * They add up; several words in a row count once more, as one phrase, if a name holds them so. A
 * record that the query names itself (actor:npa) gets 7 for that. The other terms only filter. What
 * has as many points stands in display order.
 */
#ifndef NICHIEI_ENGINE_SEARCH_H
#define NICHIEI_ENGINE_SEARCH_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/text/passage.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/query.h"

/* How a record was found. */
enum search_route {
    SEARCH_FILTER, /* the query has nothing to look for in it */
    SEARCH_ID,
    SEARCH_NAME,
    SEARCH_ABBREVIATION,
    SEARCH_ALIAS,
    SEARCH_READING, /* in its reading, or by its sound */
    SEARCH_TEXT,
    SEARCH_LINKED, /* in the words of another record */
    SEARCH_ROUTE_COUNT
};

/* "name", as JSON says it. */
const char *search_route_name(enum search_route route);

struct search;

/*
 * Asks the corpus and ranks what matches. The store and the corpus are borrowed until search_free;
 * the corpus must not be asked anything else in between. `first` is the language whose fields are
 * shown where both hold what is looked for. NULL with e if the dossier fails.
 */
struct search *search_new(struct store *st, struct corpus *c, const struct query *q,
                          enum lang first, struct err *e);
void search_free(struct search *s); /* fine on NULL */

size_t search_count(const struct search *s);

/* The record at a place from 0, and its points. */
uint32_t search_record(const struct search *s, size_t place);
int search_points(const struct search *s, size_t place);

/* How it was found, by the word that found it best. */
struct search_hit {
    enum search_route route;
    const char *field;      /* of the record or of `via`; "alias" for an alias; "" without one */
    uint32_t via;           /* SEARCH_LINKED: the other record; else 0 */
    struct passage passage; /* of that field, with the hits of all words in it; empty without one */
};

/* Fills hit for the record at a place; passages have at most max_cols columns. Strings are in the
 * arena. False with e if the dossier fails. */
bool search_hit(struct search *s, size_t place, int max_cols, struct arena *a,
                struct search_hit *hit, struct err *e);

#endif
