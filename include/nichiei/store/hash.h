/* By what a file is known again: its SHA-256. */
#ifndef NICHIEI_STORE_HASH_H
#define NICHIEI_STORE_HASH_H

#include <stddef.h>

enum { HASH_HEX_BYTES = 64 + 1 };

/* The hash of the bytes as lower-case hexadecimal digits and a NUL. bytes may be NULL if n_bytes is
 * 0. */
void hash_hex(const void *bytes, size_t n_bytes, char hex[HASH_HEX_BYTES]);

#endif
