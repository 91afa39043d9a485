/* All fixed SQL of the reading side in one table; prepared once, values bound. */
#include "db.h"

#include <stdio.h>

/* What terms are called: record, form, word. */
#define TERM_WORDS(field)                                                                          \
    "SELECT r.\"n\", r.\"aspect\", t.\"" field "\" FROM \"terms\" AS t "                           \
    "CROSS JOIN \"record\" AS r ON r.\"id\" = t.\"id\" WHERE t.\"" field "\" IS NOT NULL"

static const char *const sql_text[STMT_ID_COUNT] = {
    [STMT_COUNT_RECORDS] = "SELECT coalesce(max(\"n\"), 0), "
                           "(SELECT coalesce(sum(length(\"bytes\")), 0) FROM \"packed\" "
                           "WHERE \"name\" = 'kind') FROM \"record\"",
    [STMT_FIND] = "SELECT \"n\" FROM \"record\" WHERE \"id\" = ?1",
    [STMT_RECORD] = "SELECT \"kind\", \"id\", \"name_ja\", \"name_en\", \"label\", \"aspect\", "
                    "\"date\", \"first_day\", \"last_day\", \"row\" FROM \"record\" "
                    "WHERE \"n\" = ?1",
    [STMT_EDGES_FROM] = "SELECT \"from_n\", \"to_n\", \"relation\", \"role\" FROM \"edge\" "
                        "WHERE \"from_n\" = ?1 ORDER BY \"relation\", \"position\"",
    [STMT_EDGES_INTO] = "SELECT \"from_n\", \"to_n\", \"relation\", \"role\" FROM \"edge\" "
                        "WHERE \"to_n\" = ?1 ORDER BY \"relation\", \"from_n\", \"position\"",
    [STMT_EDGES_BETWEEN] = "SELECT \"from_n\", \"to_n\", \"relation\", \"role\" FROM \"edge\" "
                           "WHERE \"from_n\" = ?1 AND \"relation\" = ?2 AND \"to_n\" = ?3 "
                           "ORDER BY \"position\"",
    [STMT_PACKED_BYTES] = "SELECT coalesce(sum(length(\"bytes\")), 0) FROM \"packed\" "
                          "WHERE \"name\" = ?1",
    [STMT_PACKED_ROW] = "SELECT rowid FROM \"packed\" WHERE \"name\" = ?1 AND \"chunk\" = ?2",
    [STMT_COUNT_WORDS] = "SELECT coalesce(max(\"v\"), 0) FROM \"word\"",
    [STMT_WORDS] = "SELECT \"v\", \"field\", \"word\" FROM \"word\" ORDER BY \"v\"",
    [STMT_DESCRIPTOR] = "SELECT \"descriptor\" FROM \"package\"",
    [STMT_PACKAGE_TEXT] = "SELECT \"descriptor\" ->> ('$.' || ?1) FROM \"package\"",
    [STMT_HOLD] = "BEGIN",
    [STMT_RELEASE] = "END",
    [STMT_PACKAGE_KEYS] = "SELECT json_quote(k.key), \"descriptor\" -> k.fullkey "
                          "FROM \"package\", json_each(\"descriptor\") AS k",
    [STMT_TERM_WORDS] =
        TERM_WORDS("name_ja") " UNION ALL " TERM_WORDS("name_en") " UNION ALL " TERM_WORDS(
            "abbreviation") " UNION ALL SELECT r.\"n\", r.\"aspect\", a.\"alias\" FROM \"terms\" "
                            "AS t "
                            "CROSS JOIN \"record\" AS r ON r.\"id\" = t.\"id\" "
                            "CROSS JOIN \"aliases\" AS a ON a.\"record\" = t.\"id\"",
};

static void fail(const struct store *st, struct err *e)
{
    err_set(e, ERR_DATA, "%s: damaged dossier (%s); take a fresh copy", st->name,
            sqlite3_errmsg(st->db));
}

sqlite3_stmt *stmt_prepare(struct store *st, const char *sql, struct err *e)
{
    sqlite3_stmt *q = NULL;

    if (sqlite3_prepare_v3(st->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) == SQLITE_OK)
        return q;
    fail(st, e);
    return NULL;
}

sqlite3_stmt *stmt_use(struct store *st, enum stmt_id id, struct err *e)
{
    if (!st->stmt[id])
        st->stmt[id] = stmt_prepare(st, sql_text[id], e);
    else
        sqlite3_reset(st->stmt[id]);
    return st->stmt[id];
}

bool stmt_row(struct store *st, sqlite3_stmt *q, struct err *e)
{
    int rc = sqlite3_step(q);

    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE)
        fail(st, e);
    sqlite3_reset(q);
    return false;
}

const char *stmt_text(sqlite3_stmt *q, int column, struct arena *a)
{
    const char *bytes = (const char *)sqlite3_column_text(q, column);

    return bytes ? arena_copy(a, bytes, (size_t)sqlite3_column_bytes(q, column)) : "";
}
