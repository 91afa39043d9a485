/* Writing packed columns, chunk by chunk. */
#include "pack.h"

#include <stdio.h>

void pack_begin(struct pack *p, sqlite3 *db, const char *table, const char *name)
{
    *p = (struct pack){.db = db, .table = table, .name = name};
}

static bool prepare(struct pack *p)
{
    char sql[64];

    snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?1, ?2, ?3)", p->table);
    return sqlite3_prepare_v2(p->db, sql, -1, &p->insert, NULL) == SQLITE_OK &&
           sqlite3_bind_text(p->insert, 1, p->name, -1, SQLITE_STATIC) == SQLITE_OK;
}

static void write_chunk(struct pack *p)
{
    bool ok = !p->failed && !p->chunk.failed && (p->insert || prepare(p));

    ok = ok && sqlite3_bind_int64(p->insert, 2, p->n_chunks) == SQLITE_OK &&
         sqlite3_bind_blob64(p->insert, 3, p->chunk.bytes, p->chunk.n_bytes, SQLITE_STATIC) ==
             SQLITE_OK &&
         sqlite3_step(p->insert) == SQLITE_DONE && sqlite3_reset(p->insert) == SQLITE_OK;
    p->failed = !ok;
    p->n_chunks++;
    buf_reset(&p->chunk);
}

void pack_bytes(struct pack *p, const void *bytes, size_t n_bytes)
{
    const char *at = bytes;

    p->n_bytes += n_bytes;
    while (n_bytes) {
        size_t room = PACK_CHUNK_BYTES - p->chunk.n_bytes;
        size_t part = n_bytes < room ? n_bytes : room;

        buf_add(&p->chunk, at, part);
        if (p->chunk.failed || p->chunk.n_bytes == PACK_CHUNK_BYTES)
            write_chunk(p);
        at += part;
        n_bytes -= part;
    }
}

void pack_number(struct pack *p, uint32_t value, int width)
{
    char bytes[4];

    for (int i = 0; i < width; i++)
        bytes[i] = (char)(value >> (8 * i) & 0xFF);
    pack_bytes(p, bytes, (size_t)width);
}

bool pack_end(struct pack *p, struct err *e)
{
    bool ok;

    if (p->chunk.n_bytes)
        write_chunk(p);
    ok = !p->failed;
    if (!ok)
        err_set(e, ERR_DATA, "the dossier cannot be made: %s", sqlite3_errmsg(p->db));
    sqlite3_finalize(p->insert);
    buf_finish(&p->chunk);
    *p = (struct pack){0};
    return ok;
}
