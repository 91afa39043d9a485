/* Reading CSV row by row with line numbers (RFC 4180, strict, UTF-8); private to the store. */
#ifndef STORE_CSV_IN_H
#define STORE_CSV_IN_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include <stdint.h>

struct csv_in;

/* One row; everything is borrowed until the next csv_next(). */
struct csv_row {
    int n_fields;
    uint32_t line; /* of its first byte, from 1 */
    const struct csv_value {
        const char *bytes; /* NUL-terminated as well */
        size_t n_bytes;
    } * fields;
};

enum got { GOT_ROW, GOT_END, GOT_BAD };

/* NULL with e set if the file cannot be read. Close with csv_close (fine on NULL). */
struct csv_in *csv_open(const char *path, struct err *e);
void csv_close(struct csv_in *in);

/* The next row; a blank line is a row of no fields. GOT_BAD: e says what is wrong in row->line. */
enum got csv_next(struct csv_in *in, struct csv_row *row, struct err *e);

/* Appends one field as CSV: quoted only where it must be. */
void csv_put(struct buf *out, const char *field);

#endif
