/* The tables that the explorer reads, made from the authored ones; private to the store. */
#ifndef STORE_DERIVE_H
#define STORE_DERIVE_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include "nichiei/store/report.h"
#include "nichiei/store/store.h"

#include <sqlite3.h>
#include <stdbool.h>

/* Appends the CREATE statement of the i-th derived table or index; false when there is none. Those
 * of a phase are made before the rows are read, after that, or by derive_edges(). */
enum derive_phase { DERIVE_TABLE, DERIVE_INDEX, DERIVE_LATE };
bool derive_schema_sql(int i, enum derive_phase *phase, struct buf *out);

/* Makes the functions fold(), edtf_first(), edtf_last(), edtf_precision() and row_hash() known to
 * db.
 */
bool derive_functions(sqlite3 *db, struct err *e);

/* Numbers all records in display order into "record". */
bool derive_records(sqlite3 *db, struct err *e);

/* Fills "edge", the search text, "word" and what is packed; every key must hold. */
bool derive_edges(sqlite3 *db, struct report *rep, struct err *e);

/* Packs the search text, and fills "word" and packs who bears which; called by derive_edges(). */
bool derive_text(sqlite3 *db, struct report *rep, struct err *e);
bool derive_words(sqlite3 *db, uint32_t n_records, struct report *rep, struct err *e);

/* The packed column of a part's pieces, or of where they start. */
const char *derive_text_column(enum text_part part, bool offsets);

/* Runs one statement. */
bool derive_run(sqlite3 *db, const char *sql, struct err *e);

/*
 * Keeps columns of a query as packed numbers: what the explorer needs at its start it then reads in
 * one piece, not row by row. The query yields a record's number, ascending, and then the columns.
 * With `at`, a column of that name tells where the rows of record n start and end: at[n - 1],
 * at[n].
 */
#define PACKING_COLUMNS 3
struct packing {
    const char *sql, *at;
    struct {
        const char *name; /* NULL: no more columns */
        int width;        /* in bytes */
    } column[PACKING_COLUMNS];
    uint32_t n_records;
};
bool derive_pack(sqlite3 *db, const struct packing *what, struct err *e);

#endif
