/* Growable bytes. A failed allocation sticks: write on, check once at the end. */
#ifndef NICHIEI_BASE_BUF_H
#define NICHIEI_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

/* All-zero is a valid empty buffer. `bytes` is owned, NUL-terminated once something was written. */
struct buf {
    char *bytes;
    size_t n_bytes;   /* without the closing NUL */
    size_t cap_bytes; /* allocated */
    bool failed;      /* out of memory happened; later writes are ignored */
};

void buf_finish(struct buf *b); /* fine on a zeroed buffer, fine twice */
void buf_reset(struct buf *b);  /* empty it, keep the memory */

void buf_add(struct buf *b, const void *bytes, size_t n_bytes);
void buf_str(struct buf *b, const char *s); /* NULL adds nothing */
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The content as a C string; "" while empty. Borrowed until the next write. */
const char *buf_cstr(const struct buf *b);

#endif
