/* What every file that is opened goes through, be it anyone's; private to the store. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* Nothing in a file is code: no triggers, no views, no extensions, no odd sizes. */
void guard_raise(sqlite3 *db);

/* The one number that a statement gives, such as those that SQLite keeps in the file's header.
 * SQLITE_ROW, or the code of the failure. */
int guard_number(sqlite3 *db, const char *sql, int64_t *value);

/* The statements that made what is in the file, in that order; NULL with SQLite's error. The caller
 * finalizes, and asks for each in turn. */
sqlite3_stmt *guard_schema(sqlite3 *db);
bool guard_next_is(sqlite3_stmt *schema, const char *sql);
bool guard_no_more(sqlite3_stmt *schema);

#endif
