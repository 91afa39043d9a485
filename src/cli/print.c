/* Records in every form: aligned table, JSON, lines of JSON, CSV, TSV, Markdown. */
#include "nichiei/text/width.h"

#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLUMNS = 96 };

/* What is printed: columns by name, and every value. */
struct sheet {
    struct arena mem;
    const char *names[MAX_COLUMNS];
    int n_cols;
    size_t n_rows;
    const char **values; /* row by row */
};

struct marks print_marks(const struct options *o)
{
    const char *term = getenv("TERM");

    if (!terminal_cols() || !term || !*term || strcmp(term, "dumb") == 0)
        return (struct marks){"", ""};
    return (struct marks){o->colour ? "\033[1;31m" : "\033[1m", "\033[m"};
}

void print_padded(struct buf *out, struct text t, int cols)
{
    int used = text_cols(t);

    buf_add(out, t.p, t.n_bytes);
    if (used < cols)
        buf_printf(out, "%*s", cols - used, "");
}

void print_grid(const struct grid *g, struct buf *out)
{
    struct arena mem = {0};
    int *width = arena_zeroed(&mem, (size_t)g->n_cols, sizeof *width);

    for (size_t i = 0; i < g->n_rows * (size_t)g->n_cols; i++) {
        int cols = text_cols(g->cells[i]);

        if (cols > width[i % (size_t)g->n_cols])
            width[i % (size_t)g->n_cols] = cols;
    }
    for (size_t row = 0; row < g->n_rows; row++) {
        int pad = 0;

        for (int k = 0; k < g->n_cols; k++) {
            struct text t = g->cells[row * (size_t)g->n_cols + (size_t)k];

            if (!width[k])
                continue;
            if (!text_is_empty(t)) {
                buf_printf(out, "%*s", pad, "");
                buf_add(out, t.p, t.n_bytes);
                pad = 0;
            }
            pad += width[k] - text_cols(t) + 2;
        }
        buf_char(out, '\n');
    }
    arena_finish(&mem);
}

/* Splits a comma-separated list into the sheet's column names. */
static bool take_columns(struct sheet *s, const char *list, struct err *e)
{
    while (*list) {
        size_t n_bytes = strcspn(list, ",");

        if (s->n_cols == MAX_COLUMNS)
            return err_set(e, ERR_USAGE, "--columns: more than %d columns; name fewer",
                           MAX_COLUMNS);
        if (n_bytes)
            s->names[s->n_cols++] = arena_copy(&s->mem, list, n_bytes);
        list += n_bytes + (list[n_bytes] == ',');
    }
    return s->n_cols || err_set(e, ERR_USAGE, "--columns: name at least one column");
}

/* The columns when none were asked for: all for exports, a few for reading. */
static bool default_columns(struct sheet *s, const struct options *o, enum kind kind, struct err *e)
{
    static const char *const reading[DISPLAY_COUNT] = {"name_ja,name_en", "name_ja", "name_en"};
    const struct resource *r = schema_of_kind(kind);
    struct buf list = {0};
    bool ok;

    if (o->format == FORMAT_CSV || o->format == FORMAT_TSV)
        column_names(kind, &list);
    else
        buf_printf(&list, "id%s%s%s,label,%s", schema_field(r, "date") >= 0 ? ",date" : "",
                   schema_field(r, "due") >= 0 ? ",due" : "",
                   schema_field(r, "number") >= 0 && kind == KIND_NONE ? ",number" : "",
                   reading[o->display]);
    ok = take_columns(s, buf_cstr(&list), e);
    buf_finish(&list);
    return ok;
}

/* Where lists mix kinds, the columns are those that every kind has; those of the timeline have
 * dates as well. */
static bool mixed_columns(struct sheet *s, const struct options *o, bool dated, struct err *e)
{
    static const char *const names[DISPLAY_COUNT] = {"name_ja,name_en", "name_ja", "name_en"};
    struct buf list = {0};
    bool ok;

    buf_printf(&list, "id,kind,%s%s", dated ? "date," : "", names[o->display]);
    ok = take_columns(s, buf_cstr(&list), e);
    buf_finish(&list);
    return ok;
}

/* A value of one row, computed or as it is stored. NULL with e. */
static const char *cell_value(struct sheet *s, struct store *st, const struct rows *rows, size_t i,
                              const struct record *r, const char *column, struct err *e)
{
    const char *value = rows->computed ? rows->computed(rows->ctx, i, column, &s->mem, e) : NULL;

    return value || e->code ? value : column_value(st, r, column, &s->mem, e);
}

static bool fill_sheet(struct sheet *s, struct store *st, const struct rows *rows,
                       const struct options *o, struct err *e)
{
    size_t n_rows = rows->n_rows;
    bool mixed = false, dated = true;
    struct record r;

    for (size_t i = 0; i < n_rows; i++) {
        enum kind first = i ? r.kind : KIND_NONE;

        if (!store_record(st, &s->mem, rows->n[i], &r, e))
            return false;
        mixed = mixed || (i && r.kind != first);
        dated = dated && schema_field(schema_of_kind(r.kind), "date") >= 0;
    }
    if (!n_rows)
        return true;
    if (o->columns ? !take_columns(s, o->columns, e)
        : mixed    ? !mixed_columns(s, o, dated, e)
                   : !default_columns(s, o, r.kind, e))
        return false;
    s->n_rows = n_rows;
    s->values = arena_zeroed(&s->mem, n_rows * (size_t)s->n_cols, sizeof *s->values);
    for (size_t i = 0; i < n_rows; i++) {
        if (!store_record(st, &s->mem, rows->n[i], &r, e))
            return false;
        for (int k = 0; k < s->n_cols; k++) {
            const char *value = cell_value(s, st, rows, i, &r, s->names[k], e);

            if (!value)
                return false;
            s->values[i * (size_t)s->n_cols + (size_t)k] = value;
        }
    }
    return true;
}

/* The value as it is stored, but what a terminal would obey as text that is fit to be shown. One
 * that a spreadsheet would run as a formula gets an apostrophe before it. */
static void put_csv(struct buf *out, const char *value)
{
    struct arena mem = {0};
    struct text t = {value, strlen(value)};
    bool guard, quote = false;

    if (!text_is_clean(t.p, t.n_bytes, NULL))
        t = text_safe(&mem, t.p, t.n_bytes);
    guard = t.n_bytes && strchr("=+-@", *t.p);
    for (size_t i = 0; i < t.n_bytes; i++)
        quote = quote || t.p[i] == ',' || t.p[i] == '"';
    buf_str(out, quote ? "\"" : "");
    buf_str(out, guard ? "'" : "");
    for (size_t i = 0; i < t.n_bytes; i++) {
        if (t.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, t.p[i]);
    }
    buf_str(out, quote ? "\"" : "");
    arena_finish(&mem);
}

/* Safe text on one line; Markdown also minds its bars. */
static void put_line(struct buf *out, const char *value, bool markdown)
{
    struct arena mem = {0};
    struct text t = text_safe_str(&mem, value);

    for (size_t i = 0; i < t.n_bytes; i++) {
        if (markdown && t.p[i] == '|')
            buf_char(out, '\\');
        buf_char(out, t.p[i]);
    }
    arena_finish(&mem);
}

static void put_cell(struct buf *out, const char *value, enum format format)
{
    if (format == FORMAT_CSV)
        put_csv(out, value);
    else
        put_line(out, value, format == FORMAT_MD);
}

static void put_row(struct buf *out, const char *const *values, int n_cols, enum format format)
{
    const char *between = format == FORMAT_CSV ? "," : format == FORMAT_TSV ? "\t" : " | ";

    buf_str(out, format == FORMAT_MD ? "| " : "");
    for (int k = 0; k < n_cols; k++) {
        buf_str(out, k ? between : "");
        put_cell(out, values[k], format);
    }
    buf_str(out, format == FORMAT_MD ? " |\n" : "\n");
}

void print_caveat(struct buf *out, const struct rows *rows, const struct options *o,
                  const char *before)
{
    struct arena mem = {0};
    struct text caveat = say(&mem, SAY_CAVEAT, o->display);

    buf_printf(out, "%s%zu", before, rows->n_rows);
    if (rows->n_more)
        buf_printf(out, "/%zu", rows->n_rows + rows->n_more);
    if (rows->n_possible)
        buf_printf(out, " +%zu?", rows->n_possible);
    buf_printf(out, "; %.*s\n", (int)caveat.n_bytes, caveat.p);
    arena_finish(&mem);
}

/* A head of names, then the rows: CSV, TSV, Markdown. */
static void put_sheet(const struct values *v, enum format format, struct buf *out)
{
    put_row(out, v->names, v->n_cols, format);
    if (format == FORMAT_MD) {
        for (int k = 0; k < v->n_cols; k++)
            buf_str(out, "| --- ");
        buf_str(out, "|\n");
    }
    for (size_t i = 0; i < v->n_rows; i++)
        put_row(out, v->values + i * (size_t)v->n_cols, v->n_cols, format);
}

/* Aligned columns, without their names. */
static void put_table(const struct values *v, struct buf *out)
{
    struct arena mem = {0};
    size_t n_cells = v->n_rows * (size_t)v->n_cols;
    struct text *cells = arena_zeroed(&mem, n_cells, sizeof *cells);
    struct grid g = {v->n_cols, v->n_rows, cells};

    for (size_t i = 0; i < n_cells; i++)
        cells[i] = text_safe_str(&mem, v->values[i]);
    print_grid(&g, out);
    arena_finish(&mem);
}

static void put_object(const struct values *v, size_t row, struct buf *out)
{
    for (int k = 0; k < v->n_cols; k++) {
        const char *value = v->values[row * (size_t)v->n_cols + (size_t)k];

        buf_str(out, k ? ", " : "{");
        json_string(out, v->names[k]);
        buf_str(out, ": ");
        if (v->is_number[k])
            buf_str(out, *value ? value : "null");
        else
            json_string(out, value);
    }
    buf_char(out, '}');
}

void print_values(const struct values *v, enum format format, struct buf *out)
{
    bool lines = format == FORMAT_NDJSON;

    if (format == FORMAT_TABLE) {
        put_table(v, out);
    } else if (format == FORMAT_JSON || lines) {
        buf_str(out, lines ? "" : "[");
        for (size_t i = 0; i < v->n_rows; i++) {
            buf_str(out, lines ? "" : i ? ",\n " : "\n ");
            put_object(v, i, out);
            buf_str(out, lines ? "\n" : "");
        }
        buf_str(out, lines ? "" : v->n_rows ? "\n]\n" : "]\n");
    } else {
        put_sheet(v, format, out);
    }
}

/* The column of that name, or -1 with e. */
static int column_of(const struct values *v, const char *name, struct err *e)
{
    struct buf known = {0};

    for (int k = 0; k < v->n_cols; k++)
        if (strcmp(v->names[k], name) == 0)
            return k;
    for (int k = 0; k < v->n_cols; k++)
        buf_printf(&known, " %s", v->names[k]);
    err_set(e, ERR_USAGE, "--columns: no column \"%s\" here; there are%s", name, buf_cstr(&known));
    buf_finish(&known);
    return -1;
}

bool print_chosen(const struct values *v, const struct options *o, struct buf *out, struct err *e)
{
    struct sheet s = {.n_rows = v->n_rows};
    bool ok = true;

    if (!o->columns || o->format == FORMAT_JSON || o->format == FORMAT_NDJSON) {
        print_values(v, o->format, out);
        return true;
    }
    ok = take_columns(&s, o->columns, e);
    s.values = arena_zeroed(&s.mem, s.n_rows * (size_t)s.n_cols + 1, sizeof *s.values);
    for (int k = 0; ok && k < s.n_cols; k++) {
        int from = column_of(v, s.names[k], e);

        ok = from >= 0;
        for (size_t i = 0; ok && i < s.n_rows; i++)
            s.values[i * (size_t)s.n_cols + (size_t)k] =
                v->values[i * (size_t)v->n_cols + (size_t)from];
    }
    if (ok)
        print_values(&(struct values){s.n_cols, s.names, NULL, s.n_rows, s.values}, o->format, out);
    arena_finish(&s.mem);
    return ok;
}

static void print_sheet(const struct sheet *s, const struct rows *rows, const struct options *o,
                        struct buf *out)
{
    const struct values v = {s->n_cols, s->names, NULL, s->n_rows, s->values};

    print_values(&v, o->format, out);
    if (o->format == FORMAT_TABLE || o->format == FORMAT_MD)
        print_caveat(out, rows, o, o->format == FORMAT_TABLE ? "-- " : "\n");
}

static bool print_json(struct store *st, const uint32_t *rows, size_t n_rows, bool lines,
                       struct buf *out, struct err *e)
{
    buf_str(out, lines ? "" : "[");
    for (size_t i = 0; i < n_rows; i++) {
        buf_str(out, lines ? "" : i ? ",\n " : "\n ");
        if (!json_record(st, rows[i], out, e))
            return false;
        buf_str(out, lines ? "\n" : "");
    }
    buf_str(out, lines ? "" : n_rows ? "\n]\n" : "]\n");
    return true;
}

bool print_records(struct store *st, const struct rows *rows, const struct options *o,
                   struct buf *out, struct err *e)
{
    struct sheet s = {.n_cols = 0};
    bool ok;

    if (o->format == FORMAT_JSON || o->format == FORMAT_NDJSON)
        return print_json(st, rows->n, rows->n_rows, o->format == FORMAT_NDJSON, out, e);
    ok = fill_sheet(&s, st, rows, o, e);
    if (ok && (s.n_cols || o->format == FORMAT_TABLE))
        print_sheet(&s, rows, o, out);
    arena_finish(&s.mem);
    return ok;
}
