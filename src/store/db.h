/* The connection and its statements; private to the store. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "nichiei/store/store.h"

#include <sqlite3.h>

/* Every fixed statement of the reading side; the text stands in stmt.c. */
enum stmt_id {
    STMT_COUNT_RECORDS,
    STMT_FIND,
    STMT_RECORD,
    STMT_EDGES_FROM,
    STMT_EDGES_INTO,
    STMT_EDGES_BETWEEN,
    STMT_PACKED_BYTES,
    STMT_PACKED_ROW,
    STMT_COUNT_WORDS,
    STMT_WORDS,
    STMT_DESCRIPTOR,
    STMT_PACKAGE_TEXT,
    STMT_PACKAGE_KEYS,
    STMT_TERM_WORDS,
    STMT_HOLD,
    STMT_RELEASE,
    STMT_ID_COUNT
};

struct store {
    sqlite3 *db;
    char *name; /* for messages: the path as given; owned */
    sqlite3_stmt *stmt[STMT_ID_COUNT];
    sqlite3_stmt *fields[KIND_COUNT]; /* one row of a kind's resource, by its row number */
    uint32_t n_records;
    int64_t size_bytes; /* of the file */

    struct arena kept; /* what is loaded once and lent until the store is closed: */
    struct word *words;
    size_t n_words;
    struct store_index index;
    struct arena lent; /* until the next store_edges_into() */
    uint32_t *names_at;
    struct name_list names[KIND_COUNT];
};

/* The statement, prepared on first use and reset; NULL with e. */
sqlite3_stmt *stmt_use(struct store *st, enum stmt_id id, struct err *e);

/* Prepares a generated statement; NULL with e. The caller finalizes. */
sqlite3_stmt *stmt_prepare(struct store *st, const char *sql, struct err *e);

/* Steps: true for a row. At the end or on failure (e) it resets q and gives false. */
bool stmt_row(struct store *st, sqlite3_stmt *q, struct err *e);

/* A text column as a C string in the arena; "" for NULL. */
const char *stmt_text(sqlite3_stmt *q, int column, struct arena *a);

#endif
