/*
 * What the reader asks for, as one list of terms that must all hold: the same for the prompt, the
 * command line and the chips.
 *
 *   query  = term*            blank-separated
 *   term   = ["-"] (word | '"' phrase '"' | field ":" value ("," value)* | id)
 *   field  = a record: actor addressee theme type rec term
 *          | a word:   kind category country lead precision bearing source reading certainty
 *                      reliability is has
 *          | a date:   date after before year        (forms in nichiei/engine/when.h)
 *          | id
 *   value  = of a record: its id, slug, name, abbreviation, alias or reading, in either language;
 *            of a word: the word, in English or Japanese; quoted if it has blanks
 *
 * A Latin word is found where a word starts, Japanese anywhere; a word is also found by its sound
 * (gaimu in the reading of 外務省). A phrase is found to the letter, anywhere. A text that leaves
 * nothing to look for (・, a lone minus) is an error.
 * A comma is "or", a repeated field is "and", a minus excludes. Full-width ：，－”, 、 and U+3000
 * are taken as their half-width forms. Of a date, what certainly holds (the whole span inside) is
 * told from what possibly does (an overlap, or no date at all).
 */
#ifndef NICHIEI_ENGINE_QUERY_H
#define NICHIEI_ENGINE_QUERY_H

#include "nichiei/base/arena.h"
#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/say.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum query_field {
    QUERY_TEXT, /* words in the search text */
    QUERY_ACTOR,
    QUERY_THEME,
    QUERY_TYPE,
    QUERY_REC,
    QUERY_ADDRESSEE,
    QUERY_TERM,
    QUERY_ID,
    QUERY_KIND,
    QUERY_CATEGORY,
    QUERY_COUNTRY,
    QUERY_LEAD, /* the country of an actor that leads */
    QUERY_PRECISION,
    QUERY_BEARING,
    QUERY_SOURCE,
    QUERY_READING,
    QUERY_CERTAINTY,
    QUERY_RELIABILITY,
    QUERY_IS,
    QUERY_HAS,
    QUERY_DATE,
    QUERY_AFTER,
    QUERY_BEFORE,
    QUERY_YEAR,
    QUERY_FIELD_COUNT
};

/* What the values of a field are. */
enum query_values { VALUES_TEXT, VALUES_RECORDS, VALUES_WORDS, VALUES_DATES };
enum query_values query_values_of(enum query_field field);

enum { QUERY_MAX_TERMS = 32, QUERY_MAX_VALUES = 32 };

struct query_term {
    enum query_field field;
    bool excludes;
    bool off;     /* kept to be switched on again, but not asked */
    bool literal; /* VALUES_TEXT: quoted, to be found to the letter and not by its sound */
    char *text;   /* VALUES_TEXT and VALUES_DATES: as typed, values apart by ","; owned */
    /* Any of them: numbers of records, or of words; of dates the first and last day of each, in
     * turn, as int32_t. */
    uint32_t value[QUERY_MAX_VALUES];
    int n_values;
};

/* All-zero is the empty query, which everything matches. */
struct query {
    struct query_term term[QUERY_MAX_TERMS];
    int n_terms;
};

void query_finish(struct query *q); /* fine on a zeroed query, fine twice */
void query_copy(struct query *to, const struct query *from); /* `to` is zeroed or finished */

/*
 * Appends the terms of n_bytes at s to q. On failure e (ERR_USAGE) names the column and what is
 * wrong, with the nearest names or, for a homonym, the choices; q is unchanged.
 */
bool query_parse(struct query *q, const char *s, size_t n_bytes, struct store *st, struct err *e);

/* What is wrong with a query, and where, for a prompt to say it in the reader's language. */
struct query_fault {
    enum message what;       /* SAY_FAULT_…; SAY_COUNT if there is none, or none for it */
    size_t at_byte, n_bytes; /* the part of the text: its {word} */
    char near[128];          /* its {near}: known words as they can be typed, "a, b", or "" */
};

/*
 * The same for a line that is still being typed: the first term that is wrong is left out, told in
 * fault and e (false), and the others count; nothing is read behind a second one.
 */
bool query_parse_typed(struct query *q, const char *s, size_t n_bytes, struct store *st,
                       struct query_fault *fault, struct err *e);

/* Where the caret stands in a line that is being typed. */
struct query_part {
    enum query_field field;    /* QUERY_TEXT: in a word, which may become the name of a field */
    size_t from_byte, to_byte; /* the word or value around it, with its quotes, and, of a field's
                                * name, the colon */
    size_t values_at_byte;     /* of a value: where the field's first one starts */
    bool quoted, closed;       /* a phrase or value in quotes, from from_byte on; closed by one */
};
struct query_part query_part_at(const char *s, size_t n_bytes, size_t caret_at_byte);

/* Appends a value as a query takes it, in quotes if it would be taken apart without. */
void query_print_value(const char *value, struct buf *out);

/*
 * Choosing values of a field, as facets do: a record, a word's number, or of QUERY_YEAR a year from
 * 1 to 9999. A term that is emptied goes away. What changes the query returns false, and changes
 * nothing, if there is no room for one more.
 */
bool query_has(const struct query *q, enum query_field field, uint32_t value); /* is ticked */
bool query_excludes(const struct query *q, enum query_field field, uint32_t value);
int query_ticks(const struct query *q, enum query_field field); /* terms that tick, not values */
/* The values of a field that are ticked or excluded, at most max; how many there are. */
size_t query_chosen(const struct query *q, enum query_field field, uint32_t *values, size_t max);
/* Ticks a value as one more alternative, or unticks it. */
bool query_toggle(struct query *q, enum query_field field, uint32_t value);
/* Ticks a value instead of all others of its field. */
bool query_only(struct query *q, enum query_field field, uint32_t value);
/* Excludes a value, in a term of its own, or takes that back. */
bool query_exclude(struct query *q, enum query_field field, uint32_t value);

/* The place of a term that asks the same, or -1. */
int query_find(const struct query *q, const struct query_term *t);

/* Removes the last term; false if there is none. */
bool query_drop_last(struct query *q);
void query_remove(struct query *q, int term);

/* Appends a copy of a term; false, and nothing added, if there is no room for it. */
bool query_add(struct query *q, const struct query_term *t);

/* Do they ask for the same, written the same? Whether one is off does not count. */
bool query_term_same(const struct query_term *a, const struct query_term *b);
/* The same terms in the same order, off and on alike. */
bool query_same(const struct query *a, const struct query *b);

/* The query field that a kind's records are values of, or QUERY_FIELD_COUNT. */
enum query_field query_field_of(enum kind kind);
const char *query_field_name(enum query_field field);

/* The record of a kind that a word means where no query is asked: as a value of its field does, or
 * as an id. 0 with e (ERR_USAGE) if there is none, or if it may mean several. */
uint32_t query_record(struct store *st, enum kind kind, const char *word, struct err *e);

/* As it can be typed again: the query, without the terms that are off, or any one term. */
void query_print(const struct query *q, struct store *st, struct buf *out);
void query_print_term(const struct query_term *t, struct store *st, struct buf *out);

#endif
