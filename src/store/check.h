/* The checks of a data package, field by field and across records; private to the store. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "nichiei/store/report.h"

#include "csv_in.h"

#include <sqlite3.h>

/* Checks one row of a resource against its fields; false if it cannot be stored. */
bool check_row(const struct resource *r, const struct csv_row *row, struct report *rep);

/* Lines of the rows of each resource, to tell where a faulty row stands. */
struct row_lines {
    uint32_t *line; /* of row i + 1; owned */
    size_t n_rows, cap_rows;
};

/* Checks keys, citations and repeats over the filled tables; false if the database failed (e). */
bool check_records(sqlite3 *db, const struct row_lines *lines, struct report *rep, struct err *e);

#endif
