/* Writing a dossier back as the data package it was built from. */
#include "nichiei/store/build.h"

#include "csv_in.h"
#include "db.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A file being written: what waits goes out now and then. */
struct output {
    struct buf path, text;
    FILE *file;
};

static bool fail(const struct output *o, struct err *e)
{
    return err_set(e, ERR_DATA, "%s: cannot be written: %s", buf_cstr(&o->path), strerror(errno));
}

static bool begin(struct output *o, const char *dir, const char *name, struct err *e)
{
    *o = (struct output){0};
    buf_printf(&o->path, "%s/%s", dir, name);
    o->file = fopen(buf_cstr(&o->path), "wbx");
    return o->file || fail(o, e);
}

static bool write_out(struct output *o, struct err *e)
{
    bool ok = !o->text.failed &&
              fwrite(buf_cstr(&o->text), 1, o->text.n_bytes, o->file) == o->text.n_bytes;

    buf_reset(&o->text);
    return ok || fail(o, e);
}

/* Writes what waits, if all is well, and closes the file. */
static bool end(struct output *o, bool ok, struct err *e)
{
    if (ok)
        ok = write_out(o, e);
    if (o->file && fclose(o->file) != 0 && ok)
        ok = fail(o, e);
    buf_finish(&o->path);
    buf_finish(&o->text);
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

/* The row that q stands on, as a line. */
static void put_row(struct buf *csv, sqlite3_stmt *q, int n_fields)
{
    for (int i = 0; i < n_fields; i++) {
        const char *value = (const char *)sqlite3_column_text(q, i);

        if (i)
            buf_char(csv, ',');
        csv_put(csv, value ? value : "");
    }
    buf_char(csv, '\n');
}

static bool unpack_resource(struct store *st, const char *dir, const struct resource *r,
                            struct err *e)
{
    enum { OFTEN_BYTES = 64 * 1024 };
    struct buf sql = {0};
    struct err bad = {0};
    struct output o;
    sqlite3_stmt *q = NULL;
    char name[64];
    bool ok;

    snprintf(name, sizeof name, "%s.csv", r->name);
    ok = begin(&o, dir, name, e);
    for (int i = 0; i < r->n_fields; i++) {
        buf_printf(&sql, "%s\"%s\"", i ? ", " : "SELECT ", r->fields[i].name);
        buf_printf(&o.text, "%s%s", i ? "," : "", r->fields[i].name);
    }
    buf_printf(&sql, " FROM \"%s\" ORDER BY \"row\"", r->name);
    buf_char(&o.text, '\n');
    ok = ok && (q = stmt_prepare(st, buf_cstr(&sql), e));
    while (ok && stmt_row(st, q, &bad)) {
        put_row(&o.text, q, r->n_fields);
        ok = o.text.n_bytes < OFTEN_BYTES || write_out(&o, e);
    }
    if (bad.code)
        ok = err_set(e, bad.code, "%s", bad.text);
    sqlite3_finalize(q);
    buf_finish(&sql);
    return end(&o, ok, e);
}

/* The stored head of the descriptor, and the resources as the schema has them. */
static bool unpack_descriptor(struct store *st, const char *dir, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_PACKAGE_KEYS, e);
    struct err bad = {0};
    struct output o;
    bool ok;

    if (!q)
        return false;
    ok = begin(&o, dir, "datapackage.json", e);
    buf_str(&o.text, "{\n");
    while (ok && stmt_row(st, q, &bad))
        buf_printf(&o.text, "  %s: %s,\n", (const char *)sqlite3_column_text(q, 0),
                   (const char *)sqlite3_column_text(q, 1));
    buf_str(&o.text, "  \"resources\": [\n");
    for (int i = 0; i < schema_n_resources; i++) {
        schema_describe(&schema_resources[i], &o.text);
        buf_str(&o.text, i + 1 < schema_n_resources ? ",\n" : "\n");
    }
    buf_str(&o.text, "  ]\n}\n");
    if (bad.code)
        ok = err_set(e, bad.code, "%s", bad.text);
    return end(&o, ok, e);
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
