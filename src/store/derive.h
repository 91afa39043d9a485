/* The tables that the explorer reads, made from the authored ones; private to the store. */
#ifndef STORE_DERIVE_H
#define STORE_DERIVE_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include <sqlite3.h>
#include <stdbool.h>

/* Appends the CREATE statement of the i-th derived table or index; false when there is none. */
bool derive_schema_sql(int i, struct buf *out);

/* Makes the functions fold(), edtf_first() and edtf_last() known to db. */
bool derive_functions(sqlite3 *db, struct err *e);

/* Numbers all records in display order into "record" (without their search text). */
bool derive_records(sqlite3 *db, struct err *e);

/* Fills "edge" and the search text; every key must hold. */
bool derive_edges(sqlite3 *db, struct err *e);

/* Fills "word" and its packed bearers; called by derive_edges(). */
bool derive_words(sqlite3 *db, struct err *e);

/* Runs one statement. */
bool derive_run(sqlite3 *db, const char *sql, struct err *e);

/*
 * Keeps one column of a query as packed little-endian numbers of `width` bytes: what the explorer
 * needs at its start it then reads in one piece, not row by row.
 */
bool derive_pack(sqlite3 *db, const char *name, const char *sql, int width, struct err *e);

#endif
