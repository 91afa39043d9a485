/* One CSV file of a data package, written row by row with the columns of the schema. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include "nichiei/base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct table;

/* Creates DIR/RESOURCE.csv with its header. NULL, with the reason in e, if it cannot be written. */
struct table *table_open(const char *dir, const char *resource, struct err *e);

/* Writes out what is left. False if anything written before got lost. Fine on NULL. */
bool table_close(struct table *t, struct err *e);

/*
 * Sets a field of the row being written, in the order of the schema: fields passed over are empty,
 * a name that does not follow is a bug of the caller. Row ends write the row.
 */
void table_set(struct table *t, const char *field, const char *value);
void table_setf(struct table *t, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void table_row(struct table *t);

uint32_t table_n_rows(const struct table *t);
bool table_holds_records(const struct table *t); /* rows with an id, not joins */

#endif
