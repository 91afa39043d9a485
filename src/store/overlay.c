/* What a user keeps, and asks of what was kept. */
#include "nichiei/store/hash.h"

#include "db.h"
#include "overlay_in.h"

#include <string.h>

enum sql {
    SQL_ATTACH,
    SQL_DETACH,
    SQL_ATTACHMENT,
    SQL_ATTACHMENTS,
    SQL_COUNT_ATTACHMENTS,
    SQL_KEEP_PLACE,
    SQL_FORGET_PLACE,
    SQL_PLACE,
    SQL_SAVE_ITEM,
    SQL_FORGET_SESSION,
    SQL_FORGET_OLD_SESSIONS,
    SQL_SESSION,
    SQL_COUNT_ITEMS,
    SQL_COUNT
};

#define ATTACHMENT                                                                                 \
    "\"source\", \"file\", \"encoding\", \"hash\", \"attached\", \"text_hash\", length(\"text\")"

static const char *const sql_text[SQL_COUNT] = {
    [SQL_ATTACH] = "REPLACE INTO \"attachment\" VALUES (?1, ?2, ?3, ?4, ?5, ?7, ?6)",
    [SQL_DETACH] = "DELETE FROM \"attachment\" WHERE \"source\" = ?1",
    [SQL_ATTACHMENT] = "SELECT " ATTACHMENT ", CASE WHEN ?2 THEN \"text\" END "
                       "FROM \"attachment\" WHERE \"source\" = ?1",
    [SQL_ATTACHMENTS] = "SELECT " ATTACHMENT ", NULL FROM \"attachment\" ORDER BY \"source\"",
    [SQL_COUNT_ATTACHMENTS] = "SELECT count(*) FROM \"attachment\"",
    [SQL_KEEP_PLACE] = "REPLACE INTO \"place\" VALUES (?1, ?2, ?3)",
    [SQL_FORGET_PLACE] = "DELETE FROM \"place\" WHERE \"source\" = ?1",
    [SQL_PLACE] = "SELECT \"source\", \"hash\", \"at_byte\" FROM \"place\" WHERE \"source\" = ?1",
    [SQL_SAVE_ITEM] = "INSERT INTO \"session\" VALUES (?1, ?2, ?3, ?4)",
    [SQL_FORGET_SESSION] = "DELETE FROM \"session\" WHERE \"dossier\" = ?1",
    [SQL_FORGET_OLD_SESSIONS] = "DELETE FROM \"session\" WHERE \"dossier\" NOT IN "
                                "(SELECT \"dossier\" FROM \"session\" GROUP BY \"dossier\" "
                                "ORDER BY max(rowid) DESC LIMIT ?1)",
    [SQL_SESSION] = "SELECT \"name\", \"value\" FROM \"session\" WHERE \"dossier\" = ?1 "
                    "ORDER BY \"position\"",
    [SQL_COUNT_ITEMS] = "SELECT count(*) FROM \"session\" WHERE \"dossier\" = ?1",
};

/* A statement with its texts bound; the caller finalizes. NULL with e. */
static sqlite3_stmt *prepare(struct overlay *o, enum sql id, const char *const *texts, int n_texts,
                             struct err *e)
{
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(o->db, sql_text[id], -1, &q, NULL) == SQLITE_OK;

    for (int i = 0; ok && i < n_texts; i++)
        ok = sqlite3_bind_text(q, i + 1, texts[i], -1, SQLITE_STATIC) == SQLITE_OK;
    if (ok)
        return q;
    overlay_fail(o, e);
    sqlite3_finalize(q);
    return NULL;
}

/* Runs to its end a statement that gives no rows, and finalizes it. */
static bool done(struct overlay *o, sqlite3_stmt *q, struct err *e)
{
    bool ok = q && (sqlite3_step(q) == SQLITE_DONE || overlay_fail(o, e));

    sqlite3_finalize(q);
    return ok;
}

/* One step: *row tells if it gave a row. */
static bool step(struct overlay *o, sqlite3_stmt *q, bool *row, struct err *e)
{
    int rc = sqlite3_step(q);

    *row = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE || overlay_fail(o, e);
}

/* How many rows a question gives, asked by a statement of its own. */
static bool count(struct overlay *o, enum sql id, const char *const *texts, int n_texts, size_t *n,
                  struct err *e)
{
    sqlite3_stmt *q = prepare(o, id, texts, n_texts, e);
    bool row, ok = q && step(o, q, &row, e);

    *n = ok && row ? (size_t)sqlite3_column_int64(q, 0) : 0;
    sqlite3_finalize(q);
    return ok;
}

bool overlay_attach(struct overlay *o, const struct attachment *at, struct err *e)
{
    char text_hash[HASH_HEX_BYTES];
    const char *const texts[] = {at->source, at->file,     at->encoding,
                                 at->hash,   at->attached, text_hash};
    sqlite3_stmt *q = NULL;

    if (at->n_bytes > OVERLAY_MAX_TEXT_BYTES)
        return err_set(
            e, ERR_DATA,
            "%s: nothing was kept: its text is longer than %zu MiB; attach the part that "
            "is cited",
            at->file, OVERLAY_MAX_TEXT_BYTES >> 20);
    hash_hex(at->text, at->n_bytes, text_hash);
    if (overlay_reach_keep(o, e) != REACH_OPEN)
        return false;
    q = prepare(o, SQL_ATTACH, texts, 6, e);
    if (q && sqlite3_bind_blob64(q, 7, at->n_bytes ? at->text : "", at->n_bytes, SQLITE_STATIC) !=
                 SQLITE_OK) {
        overlay_fail(o, e);
        sqlite3_finalize(q);
        q = NULL;
    }
    return overlay_leave(o, done(o, q, e), e);
}

bool overlay_detach(struct overlay *o, const char *source, bool *found, struct err *e)
{
    enum reach reach = overlay_reach_change(o, e);
    bool ok;

    *found = false;
    if (reach != REACH_OPEN)
        return reach == REACH_NOTHING;
    ok = done(o, prepare(o, SQL_DETACH, &source, 1, e), e);
    *found = ok && sqlite3_changes(o->db) > 0;
    ok = ok && done(o, prepare(o, SQL_FORGET_PLACE, &source, 1, e), e);
    return overlay_leave(o, ok, e);
}

static void take_attachment(sqlite3_stmt *q, struct arena *a, struct attachment *out)
{
    const char *text = sqlite3_column_blob(q, 7);

    *out = (struct attachment){
        .source = stmt_text(q, 0, a),
        .file = stmt_text(q, 1, a),
        .encoding = stmt_text(q, 2, a),
        .hash = stmt_text(q, 3, a),
        .attached = stmt_text(q, 4, a),
        .text_hash = stmt_text(q, 5, a),
        .n_bytes = (size_t)sqlite3_column_int64(q, 6),
    };
    if (text || sqlite3_column_type(q, 7) != SQLITE_NULL)
        out->text = arena_copy(a, text, out->n_bytes);
}

/* What a database does not notice: a torn page in the midst of a text. */
static bool check_text(const struct overlay *o, const struct attachment *at, struct err *e)
{
    char hash[HASH_HEX_BYTES];

    hash_hex(at->text, at->n_bytes, hash);
    return strcmp(hash, at->text_hash) == 0 ||
           err_set(e, ERR_DATA,
                   "%s: damaged: the copy of %s is not as it was kept; attach it again, or put a "
                   "copy of the file in its place",
                   o->path, at->source);
}

bool overlay_attachment(struct overlay *o, struct arena *a, const char *source, bool with_text,
                        struct attachment *out, bool *found, struct err *e)
{
    enum reach reach = overlay_reach_answer(o, e);
    sqlite3_stmt *q;
    bool ok;

    *found = false;
    if (reach != REACH_OPEN)
        return reach == REACH_NOTHING;
    q = prepare(o, SQL_ATTACHMENT, &source, 1, e);
    ok = q && sqlite3_bind_int(q, 2, with_text) == SQLITE_OK && step(o, q, found, e);
    if (*found) {
        take_attachment(q, a, out);
        ok = !with_text || check_text(o, out, e);
    }
    sqlite3_finalize(q);
    return overlay_leave(o, ok, e);
}

bool overlay_attachments(struct overlay *o, struct arena *a, struct attachment **all, size_t *n,
                         struct err *e)
{
    enum reach reach = overlay_reach_answer(o, e);
    sqlite3_stmt *q = NULL;
    bool row = true, ok;
    size_t n_rows;

    *all = NULL, *n = 0;
    if (reach != REACH_OPEN)
        return reach == REACH_NOTHING;
    ok = count(o, SQL_COUNT_ATTACHMENTS, NULL, 0, &n_rows, e) &&
         (q = prepare(o, SQL_ATTACHMENTS, NULL, 0, e));
    *all = arena_zeroed(a, n_rows + 1, sizeof **all);
    while (ok && row && *n < n_rows) {
        ok = step(o, q, &row, e);
        if (row)
            take_attachment(q, a, &(*all)[(*n)++]);
    }
    sqlite3_finalize(q);
    return overlay_leave(o, ok, e);
}

bool overlay_keep_place(struct overlay *o, const struct reading_place *p, struct err *e)
{
    const char *const texts[] = {p->source, p->hash};
    sqlite3_stmt *q;

    if (overlay_reach_keep(o, e) != REACH_OPEN)
        return false;
    q = prepare(o, SQL_KEEP_PLACE, texts, 2, e);
    if (q)
        sqlite3_bind_int64(q, 3, (sqlite3_int64)p->at_byte); /* the statement has a third */
    return overlay_leave(o, done(o, q, e), e);
}

bool overlay_place(struct overlay *o, struct arena *a, const char *source,
                   struct reading_place *out, bool *found, struct err *e)
{
    enum reach reach = overlay_reach_answer(o, e);
    sqlite3_stmt *q;
    bool ok;

    *found = false;
    if (reach != REACH_OPEN)
        return reach == REACH_NOTHING;
    q = prepare(o, SQL_PLACE, &source, 1, e);
    ok = q && step(o, q, found, e);
    if (*found)
        *out = (struct reading_place){
            .source = stmt_text(q, 0, a),
            .hash = stmt_text(q, 1, a),
            .at_byte = (size_t)sqlite3_column_int64(q, 2),
        };
    sqlite3_finalize(q);
    return overlay_leave(o, ok, e);
}

static bool save_item(struct overlay *o, const char *dossier, const struct session_item *item,
                      size_t position, struct err *e)
{
    const char *const texts[] = {dossier, NULL, item->name, item->value};
    sqlite3_stmt *q = prepare(o, SQL_SAVE_ITEM, texts, 4, e);

    if (q)
        sqlite3_bind_int64(q, 2, (sqlite3_int64)position);
    return done(o, q, e);
}

static bool forget_old_sessions(struct overlay *o, struct err *e)
{
    sqlite3_stmt *q = prepare(o, SQL_FORGET_OLD_SESSIONS, NULL, 0, e);

    if (q)
        sqlite3_bind_int(q, 1, OVERLAY_MAX_SESSIONS);
    return done(o, q, e);
}

bool overlay_save_session(struct overlay *o, const char *dossier, const struct session_item *items,
                          size_t n_items, struct err *e)
{
    bool ok;

    if (overlay_reach_keep(o, e) != REACH_OPEN)
        return false;
    ok = done(o, prepare(o, SQL_FORGET_SESSION, &dossier, 1, e), e);
    for (size_t i = 0; ok && i < n_items; i++)
        ok = save_item(o, dossier, &items[i], i, e);
    ok = ok && forget_old_sessions(o, e);
    return overlay_leave(o, ok, e);
}

bool overlay_session(struct overlay *o, struct arena *a, const char *dossier,
                     struct session_item **items, size_t *n_items, struct err *e)
{
    enum reach reach = overlay_reach_answer(o, e);
    sqlite3_stmt *q = NULL;
    bool row = true, ok;
    size_t n_rows;

    *items = NULL, *n_items = 0;
    if (reach != REACH_OPEN)
        return reach == REACH_NOTHING;
    ok = count(o, SQL_COUNT_ITEMS, &dossier, 1, &n_rows, e) &&
         (q = prepare(o, SQL_SESSION, &dossier, 1, e));
    *items = arena_zeroed(a, n_rows + 1, sizeof **items);
    while (ok && row && *n_items < n_rows) {
        ok = step(o, q, &row, e);
        if (row)
            (*items)[(*n_items)++] = (struct session_item){stmt_text(q, 0, a), stmt_text(q, 1, a)};
    }
    sqlite3_finalize(q);
    return overlay_leave(o, ok, e);
}
