/* Rows to CSV, as RFC 4180 with LF has it. */
#include "table.h"

#include "nichiei/store/schema.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
    FILE *file;
    const struct resource *resource;
    int next_field;
    uint32_t n_rows;
};

struct table *table_open(const char *dir, const char *resource, struct err *e)
{
    struct table *t = calloc(1, sizeof *t);
    struct buf path = {0};

    buf_printf(&path, "%s/%s.csv", dir, resource);
    if (t && !path.failed)
        t->file = fopen(buf_cstr(&path), "w");
    if (!t || !t->file) {
        err_set(e, ERR_DATA, "%s: %s", buf_cstr(&path), strerror(errno));
        free(t);
        t = NULL;
    } else {
        t->resource = schema_resource(resource);
        assert(t->resource);
        for (int i = 0; i < t->resource->n_fields; i++)
            fprintf(t->file, "%s%s", i ? "," : "", t->resource->fields[i].name);
        fputc('\n', t->file);
    }
    buf_finish(&path);
    return t;
}

bool table_close(struct table *t, struct err *e)
{
    bool ok;

    if (!t)
        return true;
    ok = !ferror(t->file);
    ok = fclose(t->file) == 0 && ok;
    if (!ok)
        err_set(e, ERR_DATA, "%s.csv: %s", t->resource->name, strerror(errno));
    free(t);
    return ok;
}

void table_set(struct table *t, const char *field, const char *value)
{
    const struct resource *r = t->resource;

    while (t->next_field < r->n_fields && strcmp(r->fields[t->next_field].name, field) != 0)
        if (t->next_field++)
            fputc(',', t->file);
    assert(t->next_field < r->n_fields);
    if (t->next_field++)
        fputc(',', t->file);
    if (!strpbrk(value, ",\"\r\n")) {
        fputs(value, t->file);
        return;
    }
    fputc('"', t->file);
    for (; *value; value++) {
        if (*value == '"')
            fputc('"', t->file);
        fputc(*value, t->file);
    }
    fputc('"', t->file);
}

void table_setf(struct table *t, const char *field, const char *format, ...)
{
    char value[512];
    va_list ap;
    int n_bytes;

    va_start(ap, format);
    n_bytes = vsnprintf(value, sizeof value, format, ap);
    va_end(ap);
    assert(n_bytes >= 0 && n_bytes < (int)sizeof value);
    (void)n_bytes;
    table_set(t, field, value);
}

void table_row(struct table *t)
{
    while (t->next_field < t->resource->n_fields)
        if (t->next_field++)
            fputc(',', t->file);
    fputc('\n', t->file);
    t->next_field = 0;
    t->n_rows++;
}

uint32_t table_n_rows(const struct table *t)
{
    return t->n_rows;
}

bool table_holds_records(const struct table *t)
{
    return t->resource->kind != KIND_NONE;
}
