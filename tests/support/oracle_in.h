/* What reading and judging share. Private to the oracle. */
#ifndef TESTS_ORACLE_IN_H
#define TESTS_ORACLE_IN_H

#include "nichiei/base/arena.h"

#include "oracle.h"

enum { ORACLE_MAX_TABLES = 32 };

/* A table as authored: n_rows times the fields of its resource, "" where empty. */
struct oracle_table {
    const struct resource *r;
    size_t n_rows;
    const char **cell;
};

struct oracle_entry {
    const char *id;
    uint32_t n;
};

/* The words of a field. */
struct oracle_vocabulary {
    const char **word;
    size_t n_words;
};

/* The terms of a query as they stand to records of one kind; bit i is term i. */
struct oracle_terms {
    uint32_t all, own, direct, texts, of_facts;
};

struct oracle {
    struct arena mem; /* all of it */
    struct oracle_table table[ORACLE_MAX_TABLES];
    uint32_t n_records;
    struct oracle_record *record; /* from 1 */
    struct oracle_entry *by_id;   /* n_records of them, sorted */
    struct oracle_vocabulary vocabulary[QUERY_FIELD_COUNT];

    const struct oracle_query *query; /* the one judged last; bit i of what follows is its term i */
    uint32_t *surely, *maybe;         /* by n: holds, may hold */
    uint32_t *only_sounds;            /* by n: found, and by the sound alone */
    struct oracle_terms terms[KIND_COUNT];
};

/* The table of a resource, and one of its fields. */
const struct oracle_table *oracle_table(const struct oracle *o, const char *resource);
const char *oracle_cell(const struct oracle_table *t, size_t row, const char *field);

/* The number of the record with this id, or 0. */
uint32_t oracle_find(const struct oracle *o, const char *id);

/* Fills in what records are found by, when all else is there. */
void oracle_settle_text(struct oracle *o);

#endif
