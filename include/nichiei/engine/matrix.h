/*
 * Coverage: how many of some activities and events stand where a value of one field meets a value
 * of another, such as theme and type; and why nothing stands in an empty place.
 *
 * What is counted are records, never mentions: one with two actors counts once in the row of each,
 * and once in the sum over them. So the sum of a row is what has its value, whatever its columns
 * say, and only where each record has one value (theme, type, year) do the cells add up to it. A
 * record without a value counts in a row or column of its own, MATRIX_NONE; so does, of years, one
 * that does not lie in one year for certain.
 */
#ifndef NICHIEI_ENGINE_MATRIX_H
#define NICHIEI_ENGINE_MATRIX_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/facets.h"
#include "nichiei/engine/query.h"

/* What rows and columns can be, in the order that the explorer steps through them. */
enum { MATRIX_FIELDS = 12 };
extern const enum query_field matrix_fields[MATRIX_FIELDS];

enum { MATRIX_NONE = 0, MATRIX_LAYERS = 2 };

/* Which kinds of record are counted, or-ed. */
enum { MATRIX_ACTIVITIES = 1 << 0, MATRIX_EVENTS = 1 << 1 };

/* Records to be counted, ascending. */
struct matrix_set {
    const uint32_t *n;
    size_t n_records;
};

struct matrix_axis {
    enum query_field field;
    size_t n;        /* values */
    uint32_t *value; /* as facets number them; MATRIX_NONE last, if any record has none */
    uint32_t *sum[MATRIX_LAYERS];
};

enum matrix_order { MATRIX_AS_LISTED, MATRIX_BY_SUM };

/* All-zero is ready. */
struct matrix {
    struct arena mem; /* all of it */
    struct matrix_axis row, col;
    int n_layers;
    uint32_t *count[MATRIX_LAYERS]; /* row * col.n + col */
    uint32_t total[MATRIX_LAYERS];
    uint32_t *searches; /* records of searches that cover the place: of its theme, type or actor */
    bool *elsewhere;    /* something of these kinds stands there, be it left out by the query */
    bool *cannot;       /* nothing can stand there */
};

/* What the answer of now leaves of some kinds, and of that what a query of words and records (no
 * text, no dates; may be empty) leaves. Into the arena. False with e if the dossier fails. */
bool matrix_select(struct corpus *c, struct arena *a, unsigned kinds, const struct query *also,
                   struct matrix_set *out, struct err *e);

/*
 * Counts one set, or two that are compared, into m, which is emptied first. Themes and types are
 * all there, with or without records; years from the first to the last. False with e if the dossier
 * fails, or (ERR_USAGE) if that would be more than some million places.
 */
bool matrix_make(struct matrix *m, struct corpus *c, enum query_field rows, enum query_field cols,
                 unsigned kinds, enum matrix_order order, const struct matrix_set *sets, int n_sets,
                 struct err *e);
void matrix_finish(struct matrix *m); /* fine on a zeroed one, fine twice */

/*
 * Why a place is empty. Only of what is empty in the whole dossier can be told whether it was
 * searched; and only by theme, type and actor, which a search names: of other fields nobody knows.
 */
enum matrix_gap {
    MATRIX_GAP_PLAIN,      /* the query leaves nothing there, or no search would say so */
    MATRIX_GAP_SEARCHED,   /* looked for, and not found */
    MATRIX_GAP_UNSEARCHED, /* no search of it is on record */
    MATRIX_GAP_CANNOT,     /* nothing can stand there */
    MATRIX_GAPS
};
enum matrix_gap matrix_gap(const struct matrix *m, size_t row, size_t col);

/* How a gap is shown, in one column, and what that means; its name for programs. */
struct matrix_gap_words {
    const char *mark, *name;
    enum message says;
};
extern const struct matrix_gap_words matrix_gap_words[MATRIX_GAPS];

/* Searches that cover a place (MATRIX_NONE is covered by none), into the arena. */
size_t matrix_searches(const struct corpus *c, struct arena *a, const enum query_field field[2],
                       const uint32_t value[2], uint32_t **rows);

/* Appends the term that asks for a value, or for records without one, to a query: none, if all are
 * without. False if there is no room. */
bool matrix_term(struct query *q, struct store *st, enum query_field field, uint32_t value);

/* What a row or column is called: in both languages, and (out->label) as a query takes it, "none"
 * for those without. False with e if the dossier fails. */
bool matrix_name(struct store *st, struct arena *a, enum query_field field, uint32_t value,
                 enum display d, struct facet_name *out, struct err *e);

/* "theme" in the reader's languages. */
struct text matrix_field_name(struct arena *a, enum query_field field, enum display d);

/* The field that a word names, QUERY_FIELD_COUNT with e (ERR_USAGE) if it names none. */
enum query_field matrix_field(const char *word, struct err *e);

/* Which kinds a query leaves, by its terms of that field: MATRIX_ACTIVITIES or MATRIX_EVENTS, or
 * both; 0 if it does not ask for a kind. */
unsigned matrix_kinds(const struct query *q, struct store *st);

/* Two selections to be compared, each a query of words. */
struct matrix_pair {
    const char *name[LANG_COUNT];
    const char *query[MATRIX_LAYERS];
    const char *said[MATRIX_LAYERS][LANG_COUNT];
};
enum { MATRIX_PAIRS = 3 };
extern const struct matrix_pair matrix_pairs[MATRIX_PAIRS];

#endif
