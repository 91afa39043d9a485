/* Opening a dossier, as a file that may come from anyone: read-only, with SQLite's guards up. */
#include "db.h"
#include "derive.h"
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One number that SQLite keeps in the file's header. */
static bool header_number(struct store *st, const char *pragma, int64_t *value, struct err *e)
{
    int rc = guard_number(st->db, pragma, value);

    if (rc == SQLITE_ROW)
        return true;
    if (rc == SQLITE_NOTADB)
        return err_set(e, ERR_DATA, "%s: not a nichiei dossier; make one with `nichiei build`",
                       st->name);
    if (rc == SQLITE_CORRUPT)
        return err_set(e, ERR_DATA, "%s: damaged dossier (%s); take a fresh copy", st->name,
                       sqlite3_errstr(rc));
    return err_set(e, ERR_DATA, "%s: cannot be read (%s); check the file", st->name,
                   sqlite3_errstr(rc));
}

/* The tables must be word for word, and in the order, that this version writes; and no more. */
static bool check_tables(struct store *st, struct err *e)
{
    sqlite3_stmt *q = guard_schema(st->db);
    bool ok = q != NULL;
    struct buf sql = {0};

    for (int i = 0; ok && i < schema_n_resources; i++) {
        buf_reset(&sql);
        schema_create_sql(&schema_resources[i], &sql);
        ok = guard_next_is(q, buf_cstr(&sql));
    }
    for (int i = 0; ok; i++) {
        enum derive_phase phase;

        buf_reset(&sql);
        if (!derive_schema_sql(i, &phase, &sql))
            break;
        ok = guard_next_is(q, buf_cstr(&sql));
    }
    ok = ok && guard_no_more(q);
    buf_finish(&sql);
    sqlite3_finalize(q);
    return ok || err_set(e, ERR_DATA,
                         "%s: damaged dossier (its tables are not as they should be); "
                         "take a fresh copy",
                         st->name);
}

/* A copy that broke off inside a page: SQLite would take what is missing for zeros. */
static bool check_size(struct store *st, int64_t size_bytes, struct err *e)
{
    int64_t n_pages = 0, page_bytes = 0;

    if (!header_number(st, "PRAGMA page_count", &n_pages, e) ||
        !header_number(st, "PRAGMA page_size", &page_bytes, e))
        return false;
    return n_pages * page_bytes == size_bytes ||
           err_set(e, ERR_DATA,
                   "%s: damaged dossier (%lld bytes instead of %lld); "
                   "take a fresh copy",
                   st->name, (long long)size_bytes, (long long)(n_pages * page_bytes));
}

/* Is it a dossier, and one that we understand? */
static bool check_header(struct store *st, int64_t size_bytes, struct err *e)
{
    int64_t application = 0, version = 0;

    if (!header_number(st, "PRAGMA application_id", &application, e) ||
        !header_number(st, "PRAGMA user_version", &version, e))
        return false;
    if (application != SCHEMA_APPLICATION_ID)
        return err_set(e, ERR_DATA, "%s: not a nichiei dossier; make one with `nichiei build`",
                       st->name);
    if (version > SCHEMA_VERSION)
        return err_set(e, ERR_DATA,
                       "%s: written by a newer nichiei (dossier version %lld, this one reads %d); "
                       "update nichiei",
                       st->name, (long long)version, SCHEMA_VERSION);
    if (version < SCHEMA_VERSION)
        return err_set(e, ERR_DATA,
                       "%s: written by an older nichiei (dossier version %lld, this one reads %d); "
                       "build it again from its data package",
                       st->name, (long long)version, SCHEMA_VERSION);
    return check_size(st, size_bytes, e) && check_tables(st, e);
}

/* Counts the records, which are numbered without gaps: one byte for each says so, without a look at
 * them all. */
static bool count_records(struct store *st, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_COUNT_RECORDS, e);

    if (!q || !stmt_row(st, q, e))
        return false;
    if (sqlite3_column_int64(q, 0) != sqlite3_column_int64(q, 1) ||
        sqlite3_column_int64(q, 0) > 100 * 1000 * 1000)
        return err_set(e, ERR_DATA, "%s: damaged dossier (record numbers); take a fresh copy",
                       st->name);
    st->n_records = (uint32_t)sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return true;
}

static struct store *store_new(const char *name, struct err *e)
{
    struct store *st = calloc(1, sizeof *st);

    if (st)
        st->name = strdup(name);
    if (!st || !st->name) {
        free(st);
        err_set(e, ERR_DATA, "%s: out of memory", name);
        return NULL;
    }
    return st;
}

/* Common end of both ways to open: guards, header, size. Closes st on failure. */
static struct store *store_ready(struct store *st, int64_t size_bytes, struct err *e)
{
    st->size_bytes = size_bytes;
    guard_raise(st->db);
    if (check_header(st, size_bytes, e) && count_records(st, e))
        return st;
    store_close(st);
    return NULL;
}

/* What SQLite would only call "unable to open": said in the system's own words. */
static bool can_read(const char *path, int64_t *size_bytes, struct err *e)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = fd >= 0 && fstat(fd, &status) == 0;

    if (fd >= 0)
        close(fd);
    if (!ok)
        return err_set(e, ERR_DATA,
                       "%s: cannot be opened: %s; check the path given by --db, "
                       "NICHIEI_DB or nichiei.conf",
                       path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return err_set(e, ERR_DATA,
                       "%s: %s, not a dossier file; name the file that `nichiei build` "
                       "wrote",
                       path, S_ISDIR(status.st_mode) ? "a folder" : "not a plain file");
    *size_bytes = status.st_size;
    return true;
}

struct store *store_open(const char *path, struct err *e)
{
    struct store *st;
    int64_t size_bytes = 0;

    if (!can_read(path, &size_bytes, e) || !(st = store_new(path, e)))
        return NULL;
    if (sqlite3_open_v2(path, &st->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        err_set(e, ERR_DATA, "%s: cannot be opened: %s; check the file", path,
                sqlite3_errmsg(st->db));
        store_close(st);
        return NULL;
    }
    return store_ready(st, size_bytes, e);
}

struct store *store_open_memory(const unsigned char *bytes, size_t n_bytes, struct err *e)
{
    struct store *st = store_new("the built-in dossier", e);

    if (!st)
        return NULL;
    /* SQLite takes a writable pointer but, told READONLY, never writes through it. */
    if (sqlite3_open_v2(":memory:", &st->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
            SQLITE_OK ||
        sqlite3_deserialize(st->db, "main", (unsigned char *)(uintptr_t)bytes,
                            (sqlite3_int64)n_bytes, (sqlite3_int64)n_bytes,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) {
        err_set(e, ERR_DATA, "%s: cannot be opened: %s", st->name, sqlite3_errmsg(st->db));
        store_close(st);
        return NULL;
    }
    return store_ready(st, (int64_t)n_bytes, e);
}

void store_close(struct store *st)
{
    if (!st)
        return;
    for (int i = 0; i < STMT_ID_COUNT; i++)
        sqlite3_finalize(st->stmt[i]);
    for (int k = 0; k < KIND_COUNT; k++)
        sqlite3_finalize(st->fields[k]);
    sqlite3_close(st->db);
    arena_finish(&st->kept);
    arena_finish(&st->lent);
    free(st->name);
    free(st);
}

bool store_hold(struct store *st, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_HOLD, e);

    return q && (sqlite3_step(q) == SQLITE_DONE ||
                 err_set(e, ERR_DATA, "%s: cannot be read (%s); check the file", st->name,
                         sqlite3_errmsg(st->db)));
}

void store_release(struct store *st)
{
    sqlite3_stmt *q = sqlite3_get_autocommit(st->db) ? NULL : stmt_use(st, STMT_RELEASE, NULL);

    if (q)
        sqlite3_step(q);
    sqlite3_reset(q);
}

uint32_t store_n_records(const struct store *st)
{
    return st->n_records;
}
