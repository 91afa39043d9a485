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

/* By halves: the last mark that is not behind the row. */
static uint32_t line_of(const struct row_lines *lines, sqlite3_int64 row)
{
    size_t low = 0, high = lines->n_marks;

    if (row < 1 || row > lines->n_rows)
        return 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (lines->mark[middle].row <= row)
            low = middle;
        else
            high = middle;
    }
    return lines->mark[low].line + (uint32_t)row - lines->mark[low].row;
}

bool check_tell(sqlite3 *db, const struct row_lines *lines, const struct resource *r,
                const struct verdict *v, const char *sql, struct report *rep, struct err *e)
{
    sqlite3_stmt *q = NULL;
    char file[64];
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);

    snprintf(file, sizeof file, "%s.csv", r->name);
    report_stage(rep, STAGE_CHECKING, file);
    while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(q, 1);

        report_add(rep, v->severity, file, line_of(lines, sqlite3_column_int64(q, 0)), v->field,
                   v->mend, "%s \"%.80s\"", v->what, value ? value : "");
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        err_set(e, ERR_DATA, "%s: cannot be checked: %s", file, sqlite3_errmsg(db));
    sqlite3_finalize(q);
    report_stage(rep, STAGE_CHECKING, NULL);
    return rc == SQLITE_DONE;
}

/* The same for an error of this check. */
static bool tell_rows(const struct check *c, const struct resource *r, const char *field,
                      const char *sql, const char *what, const char *mend)
{
    const struct verdict v = {SEVERITY_ERROR, field, what, mend};

    return check_tell(c->db, &c->lines[r - schema_resources], r, &v, sql, c->rep, c->e);
}

static bool is_whole(const struct check *c, const struct resource *r)
{
    return c->lines[r - schema_resources].whole;
}

/* A field that names a record which is not there. */
static bool check_keys(const struct check *c, const struct resource *r, const struct field *f)
{
    const bool any = f->type == FIELD_ANY;
    struct buf sql = {0};
    char mend[128];
    bool ok;

    if (!any && (f->type != FIELD_REF || !is_whole(c, schema_resource(f->arg))))
        return true;
    buf_printf(&sql,
               "SELECT \"row\", \"%s\" FROM \"%s\" AS a WHERE a.\"%s\" IS NOT NULL AND NOT EXISTS "
               "(SELECT 1 FROM \"%s\" WHERE \"id\" = a.\"%s\") AND NOT EXISTS (SELECT 1 FROM "
               "temp.\"refused\" AS b WHERE b.\"file\" <> 'citations' AND b.\"id\" = a.\"%s\")",
               f->name, r->name, f->name, any ? "record" : f->arg, f->name, f->name);
    for (int i = 0; any && i < schema_n_resources; i++)
        if (schema_resources[i].kind != KIND_NONE && !is_whole(c, &schema_resources[i]))
            buf_printf(&sql, " AND a.\"%s\" NOT LIKE '%s:%%'", f->name,
                       kind_prefix(schema_resources[i].kind));
    buf_str(&sql, " ORDER BY \"row\"");
    snprintf(mend, sizeof mend, "correct the id or add the record to %s%s",
             any ? "its file" : f->arg, any ? "" : ".csv");
    ok = tell_rows(c, r, f->name, buf_cstr(&sql), "no such record:", mend);
    buf_finish(&sql);
    return ok;
}

/* Does any row seem to repeat another? Numbers are quickly sorted; texts are not. */
static bool may_repeat(const struct check *c, const struct resource *r, bool *may)
{
    sqlite3_stmt *q = NULL;
    char sql[256];
    int rc;

    snprintf(sql, sizeof sql,
             "SELECT 1 FROM \"%s\" GROUP BY row_hash(%s) HAVING count(*) > 1 LIMIT 1", r->name,
             r->unique);
    rc = sqlite3_prepare_v2(c->db, sql, -1, &q, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(q);
    *may = rc == SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        err_set(c->e, ERR_DATA, "%s.csv: cannot be checked: %s", r->name, sqlite3_errmsg(c->db));
    sqlite3_finalize(q);
    return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static bool check_repeats(const struct check *c, const struct resource *r)
{
    bool may = false;
    char sql[512];

    if (!r->unique)
        return true;
    if (!may_repeat(c, r, &may))
        return false;
    if (!may)
        return true;
    snprintf(
        sql, sizeof sql,
        "SELECT \"row\", v FROM (SELECT \"row\", %.*s AS v, row_number() OVER "
        "(PARTITION BY %s ORDER BY \"row\") AS nth FROM \"%s\") WHERE nth > 1 ORDER BY \"row\"",
        (int)strcspn(r->unique, ","), r->unique, r->unique, r->name);
    return tell_rows(c, r, NULL, sql, "repeats an earlier row of", "remove one of the two");
}

static bool check_cited(const struct check *c, const struct resource *r)
{
    char sql[512];

    if (r->kind == KIND_NONE || !is_whole(c, schema_resource("citations")))
        return true;
    snprintf(sql, sizeof sql,
             "SELECT \"row\", \"id\" FROM \"%s\" AS a WHERE NOT EXISTS "
             "(SELECT 1 FROM \"citations\" WHERE \"record\" = a.\"id\") AND NOT EXISTS "
             "(SELECT 1 FROM temp.\"refused\" AS b WHERE b.\"file\" = 'citations' AND "
             "b.\"id\" = a.\"id\") ORDER BY \"row\"",
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
