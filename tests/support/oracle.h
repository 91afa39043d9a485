/*
 * The filter once more, naively: from the tables as authored, read by plain SQL, each record judged
 * for itself by the rules of nichiei-query(7). It shares with the product the schema, the search
 * key, the reading key and EDTF, which have tests of their own; nothing that is packed, indexed or
 * derived.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "nichiei/store/schema.h"

#include "nichiei/engine/query.h"

#include <stdbool.h>
#include <stdint.h>

enum { ORACLE_TERMS = 8, ORACLE_VALUES = 4 };

/* One term, with its values as they mean: records by number, words by themselves, days. */
struct oracle_term {
    enum query_field field;
    bool excludes, literal;
    char text[160]; /* of VALUES_TEXT: as typed */
    int n_values;
    uint32_t record[ORACLE_VALUES];
    uint32_t word[ORACLE_VALUES]; /* places among the words of the field */
    int32_t first_day[ORACLE_VALUES], last_day[ORACLE_VALUES];
};

struct oracle_query {
    struct oracle_term term[ORACLE_TERMS];
    int n_terms;
};

/* A word that a record bears. */
struct oracle_word {
    enum query_field field;
    uint32_t place; /* among the words of the field */
};

/* What a record speaks of: another one, by its number. */
struct oracle_pair {
    enum query_field field;
    uint32_t value;
};

/* Numbered from 1 in display order, like the product's; strings last as long as the oracle. */
struct oracle_record {
    enum kind kind;
    const char *id;
    uint32_t row; /* in the table of its kind, from 0 */
    bool dated;
    int32_t first_day, last_day;
    struct oracle_pair *pairs;
    size_t n_pairs;
    struct oracle_word *words;
    size_t n_words;
    uint32_t *facts; /* activities and events that speak of it */
    size_t n_facts;
    const char *name_keys;     /* what it is called: search keys, a line each */
    const char *keys, *sounds; /* what it is found by: search keys and reading keys, a line each */
};

struct oracle;

/* Reads a dossier. What a test cannot go on without is asserted. */
struct oracle *oracle_open(const char *path);
void oracle_close(struct oracle *o); /* fine on NULL */

uint32_t oracle_n_records(const struct oracle *o);
const struct oracle_record *oracle_record(const struct oracle *o, uint32_t n);

/* A field of a record as authored, "" if it is empty or the kind has none of that name. */
const char *oracle_field(const struct oracle *o, uint32_t n, const char *field);

/* Judges every record by every term; what follows speaks of that query. */
void oracle_ask(struct oracle *o, const struct oracle_query *q);

/* From here on the query counts without its i-th term; -1: with all of them. */
void oracle_leave_out(struct oracle *o, int term);

/* but_own: without the terms that choose records of n's kind. */
bool oracle_matches(const struct oracle *o, uint32_t n, bool but_own);
bool oracle_may_match(const struct oracle *o, uint32_t n); /* and does not surely */
bool oracle_holds_by_sound(const struct oracle *o, uint32_t n, int term);

/* Activities and events that match, own terms of n's kind left out, and speak of n. */
void oracle_tally(const struct oracle *o, uint32_t n, uint32_t *n_activities, uint32_t *n_events);

/* The words of a field that any record bears, in the order of strcmp. Returns how many. */
size_t oracle_words(const struct oracle *o, enum query_field field, const char *const **words);

/*
 * The facet of a field among activities and events: for each value how many rows there are if it is
 * the only one chosen in its field, and how many come to those of now if it is chosen as well, or,
 * if it is what a term excludes, no longer excluded. By number of the record, place of the word, or
 * year: oracle_facet_size() of them. `added` is for queries with one choosing term of the field.
 */
struct oracle_count {
    uint32_t count, added;
    bool excluded; /* to be listed even if nothing has it */
};
size_t oracle_facet_size(const struct oracle *o, enum query_field field);
void oracle_facet(const struct oracle *o, enum query_field field, struct oracle_count *counts);

bool oracle_is_fact(const struct oracle *o, uint32_t n);

#endif
