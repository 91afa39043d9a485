/* Writing a dossier back as the data package it was built from. */
#include "nichiei/store/build.h"

#include "csv_in.h"
#include "db.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool write_file(const char *dir, const char *name, const struct buf *content, struct err *e)
{
    struct buf path = {0};
    FILE *f;
    bool ok;

    buf_printf(&path, "%s/%s", dir, name);
    f = fopen(buf_cstr(&path), "wbx");
    ok = f && !content->failed &&
         fwrite(buf_cstr(content), 1, content->n_bytes, f) == content->n_bytes;
    if (f)
        ok = fclose(f) == 0 && ok;
    if (!ok)
        err_set(e, ERR_DATA, "%s: cannot be written: %s", buf_cstr(&path), strerror(errno));
    buf_finish(&path);
    return ok;
}

/* Makes dir, or finds it empty: nothing of the user's is overwritten. */
static bool empty_folder(const char *dir, struct err *e)
{
    const struct dirent *entry;
    DIR *d;
    bool empty = true;

    if (mkdir(dir, 0777) == 0)
        return true;
    if (errno != EEXIST || !(d = opendir(dir)))
        return err_set(e, ERR_DATA, "%s: cannot be used: %s; name a new or empty folder", dir,
                       strerror(errno));
    while ((entry = readdir(d)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            empty = false;
    closedir(d);
    return empty || err_set(e, ERR_DATA, "%s: not empty; name a new or empty folder", dir);
}

static bool unpack_resource(struct store *st, const char *dir, const struct resource *r,
                            struct err *e)
{
    struct buf sql = {0}, csv = {0};
    struct err bad = {0};
    sqlite3_stmt *q;
    char name[64];
    bool ok;

    snprintf(name, sizeof name, "%s.csv", r->name);
    for (int i = 0; i < r->n_fields; i++) {
        buf_printf(&sql, "%s\"%s\"", i ? ", " : "SELECT ", r->fields[i].name);
        buf_printf(&csv, "%s%s", i ? "," : "", r->fields[i].name);
    }
    buf_printf(&sql, " FROM \"%s\" ORDER BY \"row\"", r->name);
    buf_char(&csv, '\n');
    q = stmt_prepare(st, buf_cstr(&sql), e);
    while (q && stmt_row(st, q, &bad)) {
        for (int i = 0; i < r->n_fields; i++) {
            const char *value = (const char *)sqlite3_column_text(q, i);

            if (i)
                buf_char(&csv, ',');
            csv_put(&csv, value ? value : "");
        }
        buf_char(&csv, '\n');
    }
    if (bad.code)
        err_set(e, bad.code, "%s", bad.text);
    ok = q && !bad.code && write_file(dir, name, &csv, e);
    sqlite3_finalize(q);
    buf_finish(&sql);
    buf_finish(&csv);
    return ok;
}

/* The stored head of the descriptor, and the resources as the schema has them. */
static bool unpack_descriptor(struct store *st, const char *dir, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_PACKAGE_KEYS, e);
    struct buf json = {0};
    struct err bad = {0};
    bool ok;

    if (!q)
        return false;
    buf_str(&json, "{\n");
    while (stmt_row(st, q, &bad))
        buf_printf(&json, "  %s: %s,\n", (const char *)sqlite3_column_text(q, 0),
                   (const char *)sqlite3_column_text(q, 1));
    buf_str(&json, "  \"resources\": [\n");
    for (int i = 0; i < schema_n_resources; i++) {
        schema_describe(&schema_resources[i], &json);
        buf_str(&json, i + 1 < schema_n_resources ? ",\n" : "\n");
    }
    buf_str(&json, "  ]\n}\n");
    ok = bad.code ? err_set(e, bad.code, "%s", bad.text)
                  : write_file(dir, "datapackage.json", &json, e);
    buf_finish(&json);
    return ok;
}

bool build_unpack(struct store *st, const char *dir, struct err *e)
{
    if (!empty_folder(dir, e) || !unpack_descriptor(st, dir, e))
        return false;
    for (int i = 0; i < schema_n_resources; i++)
        if (!unpack_resource(st, dir, &schema_resources[i], e))
            return false;
    return true;
}
