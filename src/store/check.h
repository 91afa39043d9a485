/* The checks of a data package, field by field and across records; private to the store. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "nichiei/store/report.h"

#include "csv_in.h"

#include <sqlite3.h>

/* Checks one row of a resource against its fields; false if it cannot be stored. */
bool check_row(const struct resource *r, const struct csv_row *row, struct report *rep);

/* Lines of the rows of a resource, to tell where a faulty row stands: a mark where a row does not
 * stand in the line behind the row before it. */
struct row_lines {
    struct line_mark {
        uint32_t row, line; /* both from 1 */
    } * mark;               /* owned */
    size_t n_marks, cap_marks;
    uint32_t n_rows;
    bool whole; /* the file was read to its end */
};

/* A temporary table of the rows that check_row() refused, by file and first field: the record they
 * hold or cite is there, so one fault is not told twice. */
#define CHECK_REFUSED_SQL "CREATE TEMP TABLE \"refused\" (\"file\" TEXT, \"id\" TEXT)"
#define CHECK_REFUSED_INDEX_SQL "CREATE INDEX temp.\"refused_id\" ON \"refused\"(\"id\")"

/* Checks keys, citations and repeats over the filled tables; false if the database failed (e).
 * What may stand in a file that could not be read is not missed. */
bool check_records(sqlite3 *db, const struct row_lines *lines, struct report *rep, struct err *e);

/* What is said of each row that a query finds. */
struct verdict {
    enum severity severity;
    const char *field; /* NULL for the whole row */
    const char *what;  /* the row's value follows in quotes */
    const char *mend;
};

/* Runs a query that yields (row, value) of faulty rows of a resource and tells each one. */
bool check_tell(sqlite3 *db, const struct row_lines *lines, const struct resource *r,
                const struct verdict *v, const char *sql, struct report *rep, struct err *e);

/* What a careful reviewer would ask of a dossier whose keys hold; warnings. After check_records. */
bool check_review(sqlite3 *db, const struct row_lines *lines, struct report *rep, struct err *e);

#endif
