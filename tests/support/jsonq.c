/* Asks JSON a question in SQL: jsonq "SELECT json_array_length(?1)" <answer.json. Prints the rows,
 * columns with a bar between; fails if standard input is no valid JSON. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(FILE *f)
{
    char *text = NULL;
    size_t n_bytes = 0, cap = 0, got;

    do {
        if (n_bytes + 1 >= cap)
            text = realloc(text, cap = 2 * cap + 65536);
        if (!text)
            abort();
        got = fread(text + n_bytes, 1, cap - n_bytes - 1, f);
        n_bytes += got;
    } while (got);
    text[n_bytes] = '\0';
    return text;
}

/* Runs one query on the text; false with a message if it fails. */
static int ask(sqlite3 *db, const char *sql, const char *text)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);

    if (rc == SQLITE_OK && sqlite3_bind_parameter_count(q))
        rc = sqlite3_bind_text(q, 1, text, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(q); i++) {
            const char *value = (const char *)sqlite3_column_text(q, i);

            printf("%s%s", i ? "|" : "", value ? value : "");
        }
        putchar('\n');
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        fprintf(stderr, "jsonq: %s\n", sqlite3_errmsg(db));
    sqlite3_finalize(q);
    return rc == SQLITE_DONE;
}

int main(int argc, char **argv)
{
    char *text = read_all(stdin);
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    int ok = argc == 2 && sqlite3_open(":memory:", &db) == SQLITE_OK &&
             sqlite3_prepare_v2(db, "SELECT json_valid(?1)", -1, &q, NULL) == SQLITE_OK &&
             sqlite3_bind_text(q, 1, text, -1, SQLITE_STATIC) == SQLITE_OK &&
             sqlite3_step(q) == SQLITE_ROW && sqlite3_column_int(q, 0) == 1;

    sqlite3_finalize(q);
    if (!ok)
        fprintf(stderr, "jsonq: no valid JSON\n");
    ok = ok && ask(db, argv[1], text);
    sqlite3_close(db);
    free(text);
    return ok ? 0 : 1;
}
