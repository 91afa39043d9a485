/* Coming to the overlay's file and leaving it: what it must be, one transaction, and what fails. */
#include "guard.h"
#include "overlay_in.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static const char *const tables[] = {
    "CREATE TABLE \"attachment\"(\"source\" TEXT NOT NULL PRIMARY KEY, \"file\" TEXT NOT NULL, "
    "\"encoding\" TEXT NOT NULL, \"hash\" TEXT NOT NULL, \"attached\" TEXT NOT NULL, "
    "\"text\" BLOB NOT NULL, \"text_hash\" TEXT NOT NULL) STRICT",
    "CREATE TABLE \"place\"(\"source\" TEXT NOT NULL PRIMARY KEY, \"hash\" TEXT NOT NULL, "
    "\"at_byte\" INTEGER NOT NULL) STRICT",
    "CREATE TABLE \"session\"(\"dossier\" TEXT NOT NULL, \"position\" INTEGER NOT NULL, "
    "\"name\" TEXT NOT NULL, \"value\" TEXT NOT NULL, "
    "PRIMARY KEY(\"dossier\", \"position\")) STRICT",
};
enum { N_TABLES = sizeof tables / sizeof tables[0] };

/* EXTRA: that the journal is gone is on the disk, too, before an act is called done. What is taken
 * out leaves nothing behind, and nothing of it goes to another folder. */
static const char manner[] = "PRAGMA synchronous = EXTRA; PRAGMA cell_size_check = ON; "
                             "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY";

/* What SQLite's codes mean to a user, and what helps. */
static const struct {
    int rc;
    const char *what, *mend;
} failures[] = {
    {SQLITE_FULL, "the disk is full", "make room, then do it again"},
    {SQLITE_READONLY, "it, its folder or the disk is read-only",
     "get leave to write there, or set XDG_DATA_HOME to another folder"},
    {SQLITE_BUSY, "another session is holding it", "try again, or end that session"},
    {SQLITE_CORRUPT, "it is damaged", "move it away to begin anew, or put a copy in its place"},
    {SQLITE_NOTADB, "it is damaged", "move it away to begin anew, or put a copy in its place"},
    {SQLITE_TOOBIG, "it is too long", "keep less of it"},
    {SQLITE_NOMEM, "out of memory", "end something else"},
    {SQLITE_PERM, "permission denied", "check who owns it"},
};

/* What the system said; 0 if that is not known. SQLite passes on what happens at a COMMIT only
 * through the file. */
static int system_failure(const struct overlay *o, int rc)
{
    int failure = sqlite3_system_errno(o->db);

    if (rc != SQLITE_IOERR && rc != SQLITE_CANTOPEN)
        return 0;
    if (!failure)
        sqlite3_file_control(o->db, NULL, SQLITE_FCNTL_LAST_ERRNO, &failure);
    return failure > 0 ? failure : 0;
}

/* To SQLite a page number that is nonsense looks like a full disk. */
static bool is_damaged(const struct overlay *o)
{
    sqlite3_stmt *q = NULL;
    bool damaged = sqlite3_prepare_v2(o->db, "PRAGMA quick_check(1)", -1, &q, NULL) == SQLITE_OK &&
                   sqlite3_step(q) == SQLITE_ROW &&
                   strcmp((const char *)sqlite3_column_text(q, 0), "ok") != 0;

    sqlite3_finalize(q);
    return damaged;
}

bool overlay_fail(const struct overlay *o, struct err *e)
{
    const char *kept = o->acting ? "nothing was kept" : "cannot be read";
    int rc = sqlite3_errcode(o->db) & 0xff, failure = system_failure(o, rc);

    if (rc == SQLITE_FULL && is_damaged(o))
        rc = SQLITE_CORRUPT;
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++)
        if (rc == failures[i].rc)
            return err_set(e, ERR_DATA, "%s: %s: %s; %s", o->path, kept, failures[i].what,
                           failures[i].mend);
    if (failure == EDQUOT || failure == EFBIG || failure == ENOSPC)
        return err_set(e, ERR_DATA, "%s: %s: %s; make room, then do it again", o->path, kept,
                       strerror(failure));
    return err_set(e, ERR_DATA, "%s: %s: %s; check the disk and the folder, then do it again",
                   o->path, kept, failure ? strerror(failure) : sqlite3_errmsg(o->db));
}

static bool exec(struct overlay *o, const char *sql, struct err *e)
{
    return sqlite3_exec(o->db, sql, NULL, NULL, NULL) == SQLITE_OK || overlay_fail(o, e);
}

static bool number(struct overlay *o, const char *sql, int64_t *value, struct err *e)
{
    return guard_number(o->db, sql, value) == SQLITE_ROW || overlay_fail(o, e);
}

static bool make_tables(struct overlay *o, struct err *e)
{
    char header[96];
    bool ok = true;

    sqlite3_snprintf(sizeof header, header, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                     OVERLAY_APPLICATION_ID, OVERLAY_VERSION);
    for (int i = 0; ok && i < N_TABLES; i++)
        ok = exec(o, tables[i], e);
    return ok && exec(o, header, e);
}

/* The tables must be word for word those that this version makes. */
static bool check_tables(struct overlay *o, struct err *e)
{
    sqlite3_stmt *schema = guard_schema(o->db);
    bool ok = schema != NULL;

    for (int i = 0; ok && i < N_TABLES; i++)
        ok = guard_next_is(schema, tables[i]);
    ok = ok && guard_no_more(schema);
    sqlite3_finalize(schema);
    return ok || err_set(e, ERR_DATA,
                         "%s: damaged: its tables are not as they should be; move it away to begin "
                         "anew, or put a copy in its place",
                         o->path);
}

/* A copy that broke off: SQLite would take what is missing of a page for zeros. */
static bool check_size(struct overlay *o, struct err *e)
{
    int64_t n_pages = 0, page_bytes = 0;
    struct stat status;

    if (!number(o, "PRAGMA page_count", &n_pages, e) ||
        !number(o, "PRAGMA page_size", &page_bytes, e))
        return false;
    return stat(o->path, &status) != 0 || status.st_size >= n_pages * page_bytes ||
           err_set(e, ERR_DATA,
                   "%s: damaged: %lld bytes instead of %lld; move it away to begin anew, or put a "
                   "copy in its place",
                   o->path, (long long)status.st_size, (long long)(n_pages * page_bytes));
}

/* What is in the file: an overlay that this version knows, or nothing yet. */
static enum reach check(struct overlay *o, struct err *e)
{
    int64_t application = 0, version = 0, n_tables = 0;

    if (!number(o, "PRAGMA application_id", &application, e) ||
        !number(o, "PRAGMA user_version", &version, e) ||
        !number(o, "SELECT count(*) FROM sqlite_schema", &n_tables, e))
        return REACH_FAILED;
    if (!application && !version && !n_tables)
        return REACH_NOTHING;
    if (application != OVERLAY_APPLICATION_ID)
        err_set(e, ERR_DATA, "%s: not a nichiei overlay; move it away to begin one", o->path);
    else if (version > OVERLAY_VERSION)
        err_set(e, ERR_DATA,
                "%s: written by a newer nichiei (overlay version %lld, this one knows %d); update "
                "nichiei",
                o->path, (long long)version, OVERLAY_VERSION);
    else if (check_size(o, e) && check_tables(o, e))
        return REACH_OPEN;
    return REACH_FAILED;
}

static int64_t now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * (int64_t)1000 + at.tv_nsec / 1000000;
}

/* SQLite's own waiting would begin anew with every statement of a call. */
static int wait_more(void *overlay, int n_times)
{
    const struct overlay *o = overlay;

    (void)n_times;
    if (now_ms() >= o->until_ms)
        return 0;
    nanosleep(&(struct timespec){0, 5 * 1000 * 1000}, NULL);
    return 1;
}

/* A file that is begun is told to give back the room of what is taken out; one that is there would
 * be written to. */
static bool set_manner(struct overlay *o, bool making, struct err *e)
{
    struct stat status;

    return exec(o, manner, e) && (!making || stat(o->path, &status) != 0 || status.st_size ||
                                  exec(o, "PRAGMA auto_vacuum = FULL", e));
}

/* Opens the file that is there and begins: an act so that no other can begin one. */
static enum reach begin(struct overlay *o, bool making, struct err *e)
{
    enum reach reach;

    if (sqlite3_open_v2(o->path, &o->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        overlay_fail(o, e);
        return REACH_FAILED;
    }
    guard_raise(o->db);
    o->until_ms = now_ms() + o->patience_ms;
    sqlite3_busy_handler(o->db, wait_more, o);
    if (!set_manner(o, making, e) || !exec(o, o->acting ? "BEGIN IMMEDIATE" : "BEGIN", e))
        return REACH_FAILED;
    reach = check(o, e);
    if (reach == REACH_NOTHING && making)
        reach = make_tables(o, e) ? REACH_OPEN : REACH_FAILED;
    return reach;
}

static enum reach reach_file(struct overlay *o, bool making, struct err *e)
{
    enum reach reach = overlay_file(o, making, e);

    if (reach == REACH_OPEN)
        reach = begin(o, making, e);
    if (reach != REACH_OPEN)
        overlay_leave(o, false, NULL);
    return reach;
}

enum reach overlay_reach_answer(struct overlay *o, struct err *e)
{
    o->acting = false;
    return reach_file(o, false, e);
}

enum reach overlay_reach_change(struct overlay *o, struct err *e)
{
    o->acting = true;
    return reach_file(o, false, e);
}

enum reach overlay_reach_keep(struct overlay *o, struct err *e)
{
    o->acting = true;
    return reach_file(o, true, e);
}

bool overlay_leave(struct overlay *o, bool ok, struct err *e)
{
    if (o->db && ok && o->acting)
        ok = exec(o, "COMMIT", e);
    sqlite3_close(o->db); /* which rolls back what was not committed */
    o->db = NULL;
    return ok;
}
