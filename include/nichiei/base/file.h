/* A whole file in memory. */
#ifndef NICHIEI_BASE_FILE_H
#define NICHIEI_BASE_FILE_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

/* Of a text that somebody wants to read: some 16,000 pages. */
enum { FILE_TEXT_BYTES = 32 * 1024 * 1024 };

/*
 * Appends a regular file of at most max_bytes to out; "-" is standard input, of any sort. False
 * with e (ERR_DATA) that names the file; one that is too large is refused by its size, before it is
 * read.
 */
bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *e);

/* What messages call it: the path, or "standard input". */
const char *file_shown(const char *path);

#endif
