/* Growable bytes with sticky failure. */
#include "nichiei/base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for n_bytes more and a closing NUL. */
static bool reserve(struct buf *b, size_t n_bytes)
{
    size_t cap = b->cap_bytes ? b->cap_bytes : 64;
    char *grown;

    if (b->failed)
        return false;
    if (n_bytes > SIZE_MAX / 4 - b->n_bytes) {
        b->failed = true;
        return false;
    }
    while (cap < b->n_bytes + n_bytes + 1)
        cap *= 2;
    if (cap == b->cap_bytes)
        return true;
    grown = realloc(b->bytes, cap);
    if (!grown) {
        b->failed = true;
        return false;
    }
    b->bytes = grown;
    b->cap_bytes = cap;
    return true;
}

void buf_finish(struct buf *b)
{
    free(b->bytes);
    *b = (struct buf){0};
}

void buf_reset(struct buf *b)
{
    b->n_bytes = 0;
    if (b->bytes)
        b->bytes[0] = '\0';
}

void buf_add(struct buf *b, const void *bytes, size_t n_bytes)
{
    if (!n_bytes || !reserve(b, n_bytes))
        return;
    memcpy(b->bytes + b->n_bytes, bytes, n_bytes);
    b->n_bytes += n_bytes;
    b->bytes[b->n_bytes] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    if (s)
        buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list ap, again;
    int wanted;

    va_start(ap, format);
    va_copy(again, ap);
    wanted = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (wanted > 0 && reserve(b, (size_t)wanted)) {
        vsnprintf(b->bytes + b->n_bytes, (size_t)wanted + 1, format, again);
        b->n_bytes += (size_t)wanted;
    }
    va_end(again);
}

const char *buf_cstr(const struct buf *b)
{
    return b->bytes && b->n_bytes ? b->bytes : "";
}
