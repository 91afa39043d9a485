/*
 * Packed columns, being written: what the explorer reads in one piece, as bytes in the table
 * "packed", in chunks of PACK_CHUNK_BYTES (the last one shorter). Numbers are little-endian.
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#define PACK_CHUNK_BYTES ((size_t)1 << 20)

/* Failures stick: write on, pack_end() tells. */
struct pack {
    sqlite3 *db;
    const char *table, *name; /* borrowed */
    struct buf chunk;
    uint32_t n_chunks;
    uint64_t n_bytes; /* of all chunks and what waits */
    sqlite3_stmt *insert;
    bool failed;
};

/* The table is PACK_TABLE, or one of the same columns. */
#define PACK_TABLE "\"packed\""
void pack_begin(struct pack *p, sqlite3 *db, const char *table, const char *name);
void pack_bytes(struct pack *p, const void *bytes, size_t n_bytes);
void pack_number(struct pack *p, uint32_t value, int width);

/* Writes what waits and lets go of everything; fine on a zeroed pack. False with e if any write
 * failed. */
bool pack_end(struct pack *p, struct err *e);

#endif
