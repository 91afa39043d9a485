/* SQLite's guards, and looking at a file before it is believed. */
#include "guard.h"

#include <string.h>

enum { MAX_VALUE_BYTES = 64 * 1024 * 1024 };

void guard_raise(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 64);
}

int guard_number(sqlite3 *db, const char *sql, int64_t *value)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);

    if (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
        *value = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return rc;
}

sqlite3_stmt *guard_schema(sqlite3 *db)
{
    sqlite3_stmt *q = NULL;

    sqlite3_prepare_v2(db,
                       "SELECT \"sql\" FROM sqlite_schema WHERE \"sql\" IS NOT NULL ORDER BY rowid",
                       -1, &q, NULL);
    return q;
}

bool guard_next_is(sqlite3_stmt *schema, const char *sql)
{
    return sqlite3_step(schema) == SQLITE_ROW && sqlite3_column_text(schema, 0) &&
           strcmp((const char *)sqlite3_column_text(schema, 0), sql) == 0;
}

bool guard_no_more(sqlite3_stmt *schema)
{
    return sqlite3_step(schema) == SQLITE_DONE;
}
