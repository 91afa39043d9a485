/* What must hold between the records of a dossier. */
#include "check.h"

#include <stdio.h>
#include <string.h>

struct check {
    sqlite3 *db;
    const struct row_lines *lines;
    struct report *rep;
    struct err *e;
};

static uint32_t line_of(const struct check *c, const struct resource *r, sqlite3_int64 row)
{
    const struct row_lines *lines = &c->lines[r - schema_resources];

    return row >= 1 && (size_t)row <= lines->n_rows ? lines->line[row - 1] : 0;
}

/*
 * Runs a query that yields (row, value) of faulty rows and tells each as an error at field.
 * `what` holds one %s for the value.
 */
static bool tell_rows(const struct check *c, const struct resource *r, const char *field,
                      const char *sql, const char *what, const char *mend)
{
    sqlite3_stmt *q = NULL;
    char file[64];
    int rc = sqlite3_prepare_v2(c->db, sql, -1, &q, NULL);

    snprintf(file, sizeof file, "%s.csv", r->name);
    while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(q, 1);

        report_add(c->rep, SEVERITY_ERROR, file, line_of(c, r, sqlite3_column_int64(q, 0)), field,
                   mend, "%s \"%.80s\"", what, value ? value : "");
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        err_set(c->e, ERR_DATA, "%s: cannot be checked: %s", file, sqlite3_errmsg(c->db));
    sqlite3_finalize(q);
    return rc == SQLITE_DONE;
}

/* A field that names a record which is not there. */
static bool check_keys(const struct check *c, const struct resource *r, const struct field *f)
{
    char sql[512], mend[128];

    if (f->type != FIELD_REF && f->type != FIELD_ANY)
        return true;
    snprintf(sql, sizeof sql,
             "SELECT \"row\", \"%s\" FROM \"%s\" AS a WHERE \"%s\" IS NOT NULL AND NOT EXISTS "
             "(SELECT 1 FROM \"%s\" WHERE \"id\" = a.\"%s\") ORDER BY \"row\"",
             f->name, r->name, f->name, f->type == FIELD_REF ? f->arg : "record", f->name);
    snprintf(mend, sizeof mend, "correct the id or add the record to %s%s",
             f->type == FIELD_REF ? f->arg : "its file", f->type == FIELD_REF ? ".csv" : "");
    return tell_rows(c, r, f->name, sql, "no such record:", mend);
}

static bool check_repeats(const struct check *c, const struct resource *r)
{
    char sql[512];

    if (!r->unique)
        return true;
    snprintf(sql, sizeof sql,
             "SELECT max(\"row\"), %.*s FROM \"%s\" GROUP BY %s HAVING count(*) > 1 ORDER BY 1",
             (int)strcspn(r->unique, ","), r->unique, r->name, r->unique);
    return tell_rows(c, r, NULL, sql, "repeats an earlier row of", "remove one of the two");
}

static bool check_cited(const struct check *c, const struct resource *r)
{
    char sql[512];

    if (r->kind == KIND_NONE)
        return true;
    snprintf(sql, sizeof sql,
             "SELECT \"row\", \"id\" FROM \"%s\" AS a WHERE NOT EXISTS "
             "(SELECT 1 FROM \"citations\" WHERE \"record\" = a.\"id\") ORDER BY \"row\"",
             r->name);
    return tell_rows(c, r, "id", sql, "no citation for", "add a row to citations.csv");
}

static bool check_citations(const struct check *c)
{
    return tell_rows(c, schema_resource("citations"), "source",
                     "SELECT \"row\", \"record\" FROM \"citations\" "
                     "WHERE (\"source\" IS NULL) = (\"reference\" IS NULL) ORDER BY \"row\"",
                     "not exactly one of source and reference for",
                     "fill in one of the two fields");
}

bool check_records(sqlite3 *db, const struct row_lines *lines, struct report *rep, struct err *e)
{
    const struct check c = {db, lines, rep, e};

    for (int i = 0; i < schema_n_resources; i++) {
        const struct resource *r = &schema_resources[i];

        for (int k = 0; k < r->n_fields; k++)
            if (!check_keys(&c, r, &r->fields[k]))
                return false;
        if (!check_repeats(&c, r) || !check_cited(&c, r))
            return false;
    }
    return check_citations(&c);
}
