/* SHA-256, by libmd. */
#include "nichiei/store/hash.h"

/* libmd's header names types that only these declare. */
#include <sha2.h>
#include <stdint.h>
#include <sys/types.h>

void hash_hex(const void *bytes, size_t n_bytes, char hex[HASH_HEX_BYTES])
{
    SHA2_CTX ctx;

    SHA256Init(&ctx);
    SHA256Update(&ctx, n_bytes ? bytes : "", n_bytes);
    SHA256End(&ctx, hex);
}
