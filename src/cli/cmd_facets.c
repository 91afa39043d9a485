/* facets: for each field the values among the records that match, with counts. */
#include "nichiei/engine/facets.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

/* A value's name for readers, and as a query takes it. */
struct value_words {
    struct text name, query;
};

static bool words_of(struct store *st, struct arena *a, enum query_field field, uint32_t value,
                     enum display d, struct value_words *out, struct err *e)
{
    struct facet_name name;
    struct query q = {0};
    struct buf typed = {0};

    query_toggle(&q, field, value);
    query_print(&q, st, &typed);
    out->query = text_safe(a, buf_cstr(&typed), typed.n_bytes);
    buf_finish(&typed);
    query_finish(&q);
    if (!facet_name(st, a, field, value, d, &name, e))
        return false;
    out->name = name.said;
    return true;
}

static void put_string(struct buf *out, struct text t)
{
    struct buf s = {0};

    buf_add(&s, t.p, t.n_bytes);
    json_string(out, buf_cstr(&s));
    buf_finish(&s);
}

/* One line or object for a value. */
static void put_value(struct buf *out, enum query_field field, const struct value_words *w,
                      const struct facet_value *v, enum facet_mark mark, const struct options *o)
{
    if (o->format == FORMAT_TABLE) {
        buf_printf(out, "%6u %c %.*s", v->count, " *-"[mark], (int)w -> query.n_bytes, w->query.p);
        buf_printf(out, "  %.*s\n", (int)w->name.n_bytes, w->name.p);
        return;
    }
    buf_printf(out, "{\"field\": \"%s\", \"name\": ", query_field_name(field));
    put_string(out, w->name);
    buf_printf(out, ", \"count\": %u, \"chosen\": %s, \"excluded\": %s, \"query\": ", v->count,
               mark == FACET_TICKED ? "true" : "false", mark == FACET_EXCLUDED ? "true" : "false");
    put_string(out, w->query);
    buf_str(out, "}");
}

static bool put_facet(struct store *st, struct request *r, enum query_field field,
                      const struct options *o, const char **comma, struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct facet_value *values;
    size_t n_values;
    bool ok = corpus_facet(r->corpus, &mem, r->kind, field, &values, &n_values, e);

    if (ok && n_values && o->format == FORMAT_TABLE)
        buf_printf(out, "%s\n", query_field_name(field));
    for (size_t i = 0; ok && i < n_values; i++) {
        struct value_words w;

        ok = words_of(st, &mem, field, values[i].value, o->display, &w, e);
        if (!ok)
            break;
        buf_str(out, o->format == FORMAT_JSON ? *comma : "");
        *comma = ",\n ";
        put_value(out, field, &w, &values[i], facet_mark(&r->query, field, values[i].value), o);
        buf_str(out, o->format == FORMAT_NDJSON ? "\n" : "");
    }
    arena_finish(&mem);
    return ok;
}

int cmd_facets(const struct options *o, struct err *e)
{
    struct store *st = cli_open(o, e);
    struct request r = {0};
    struct buf out = {0};
    const char *comma = "\n ";
    bool ok = st && request_read(&r, st, o, e);

    if (ok && o->format > FORMAT_NDJSON)
        ok = err_set(e, ERR_USAGE, "facets: --format is table, json or ndjson here");
    buf_str(&out, o->format == FORMAT_JSON ? "[" : "");
    for (size_t i = 0; ok && i < FACET_COUNT; i++)
        ok = put_facet(st, &r, facets[i].field, o, &comma, &out, e);
    buf_str(&out, o->format == FORMAT_JSON ? "\n]\n" : "");
    ok = ok && cli_write(&out, e);
    request_finish(&r);
    store_close(st);
    buf_finish(&out);
    return ok ? 0 : e->code;
}
