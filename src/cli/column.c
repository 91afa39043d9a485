/* A record's values by column name, for tables and exports. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define BEARING_MEMBERS                                                                            \
    {                                                                                              \
        "item", "direction", "extent", "nature", "basis", "certainty"                              \
    }

const struct array arrays[] = {
    {KIND_ACTIVITY, "actors", "activity_actors", "activity", "actor", NULL, "id", {"role"}},
    {KIND_ACTIVITY, "bearings", "bearings", "record", "recommendation", NULL, "id",
     BEARING_MEMBERS},
    {KIND_EVENT, "actors", "event_actors", "event", "actor", NULL, "id", {"role"}},
    {KIND_EVENT, "bearings", "bearings", "record", "recommendation", NULL, "id", BEARING_MEMBERS},
    {KIND_RECOMMENDATION,
     "addressees",
     "recommendation_actors",
     "recommendation",
     "actor",
     "addressed",
     "id",
     {"item"}},
    {KIND_RECOMMENDATION,
     "named",
     "recommendation_actors",
     "recommendation",
     "actor",
     "named",
     "id",
     {"item"}},
    {KIND_RECOMMENDATION,
     "items",
     "items",
     "recommendation",
     "id",
     NULL,
     "id",
     {"number", "form", "rhythm"}},
    {KIND_RECOMMENDATION,
     "activities",
     "bearings",
     "recommendation",
     "record",
     "activity:",
     "id",
     {"direction", "extent", "nature"}},
    {KIND_RECOMMENDATION,
     "events",
     "bearings",
     "recommendation",
     "record",
     "event:",
     "id",
     {"direction", "extent", "nature"}},
    {KIND_REFERENCE,
     "sources",
     "reference_sources",
     "reference",
     "source",
     NULL,
     "source",
     {"relation", "locator"}},
};
const size_t n_arrays = sizeof arrays / sizeof arrays[0];

bool array_holds(const struct array *a, const struct resource *r, const char *const *values)
{
    size_t n_bytes;

    if (!a->only)
        return true;
    n_bytes = strlen(a->only);
    if (a->only[n_bytes - 1] == ':')
        return strncmp(values[schema_field(r, a->other)], a->only, n_bytes) == 0;
    return strcmp(values[schema_field(r, "role")], a->only) == 0;
}

/* Splits "theme_name_ja" into "theme" and a language; false if it does not end so. */
static bool name_suffix(const char *column, char stem[64], enum lang *lang)
{
    size_t n_bytes = strlen(column);

    if (n_bytes <= 8 || n_bytes >= 64 || strncmp(column + n_bytes - 8, "_name_", 6) != 0)
        return false;
    *lang = strcmp(column + n_bytes - 2, "ja") == 0 ? LANG_JA : LANG_EN;
    memcpy(stem, column, n_bytes - 8);
    stem[n_bytes - 8] = '\0';
    return true;
}

static const char *name_of(struct store *st, const char *id, enum lang lang, struct arena *a,
                           struct err *e)
{
    struct record r;
    uint32_t n = *id ? store_find(st, id, e) : 0;

    return n && store_record(st, a, n, &r, e) ? r.name[lang] : "";
}

/* Values of a join's rows, "; " between them: one field, or the names of what it refers to. */
static const char *join_rows(struct store *st, const struct record *r, const struct array *join,
                             bool names, enum lang lang, struct arena *a, struct err *e)
{
    const struct resource *resource = schema_resource(join->resource);
    struct buf all = {0};
    struct row *rows;
    const char *text;
    size_t n_rows;

    if (!store_rows(st, a, resource, join->own, r->id, &rows, &n_rows, e))
        return NULL;
    for (size_t i = 0; i < n_rows; i++) {
        const char *value = rows[i].values[schema_field(resource, join->other)];

        if (!array_holds(join, resource, rows[i].values))
            continue;
        buf_str(&all, all.n_bytes ? "; " : "");
        buf_str(&all, names ? name_of(st, value, lang, a, e) : value);
    }
    text = arena_copy(a, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return text;
}

/* "source:rusi2024 tab=1;row=A20; ref:rusi2024:38 note=38". */
static const char *citations_text(struct store *st, const struct record *r, struct arena *a,
                                  struct err *e)
{
    const struct resource *citations = schema_resource("citations");
    struct buf all = {0};
    struct row *rows;
    const char *text;
    size_t n_rows;

    if (!store_rows(st, a, citations, "record", r->id, &rows, &n_rows, e))
        return NULL;
    for (size_t i = 0; i < n_rows; i++) {
        const char *source = rows[i].values[schema_field(citations, "source")];
        const char *reference = rows[i].values[schema_field(citations, "reference")];

        buf_printf(&all, "%s%s %s", i ? ", " : "", *source ? source : reference,
                   rows[i].values[schema_field(citations, "locator")]);
    }
    text = arena_copy(a, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return text;
}

const char *column_value(struct store *st, const struct record *r, const char *column,
                         struct arena *a, struct err *e)
{
    static const struct array aliases = {KIND_NONE, "aliases", "aliases", "record",
                                         "alias",   NULL,      NULL,      {NULL}};
    const struct resource *resource = schema_of_kind(r->kind);
    const char *const *values;
    struct buf known = {0};
    enum lang lang = LANG_JA;
    char stem[64];
    bool names = name_suffix(column, stem, &lang);
    int field = schema_field(resource, names ? stem : column);

    if (strcmp(column, "kind") == 0)
        return kind_prefix(r->kind);
    if (strcmp(column, "label") == 0)
        return r->label;
    if (field >= 0) {
        if (!store_fields(st, a, r->n, &values, e))
            return NULL;
        return names ? name_of(st, values[field], lang, a, e) : values[field];
    }
    for (size_t i = 0; i < n_arrays; i++)
        if (arrays[i].kind == r->kind && strcmp(arrays[i].name, names ? stem : column) == 0)
            return join_rows(st, r, &arrays[i], names, lang, a, e);
    if (strcmp(column, "aliases") == 0)
        return join_rows(st, r, &aliases, false, lang, a, e);
    if (strcmp(column, "citations") == 0)
        return citations_text(st, r, a, e);
    if (strcmp(column, "caveat") == 0)
        return r->kind == KIND_ACTIVITY ? say_in(SAY_CAVEAT, LANG_EN).p : "";
    column_names(r->kind, &known);
    err_set(e, ERR_USAGE, "--columns: no column \"%.60s\"; %s has %s", column, resource->name,
            buf_cstr(&known));
    buf_finish(&known);
    return NULL;
}

void column_names(enum kind kind, struct buf *out)
{
    const struct resource *r = schema_of_kind(kind);

    for (int i = 0; i < r->n_fields; i++) {
        buf_printf(out, "%s%s", i ? "," : "", r->fields[i].name);
        if (r->fields[i].type == FIELD_REF || r->fields[i].type == FIELD_ANY)
            buf_printf(out, ",%s_name_ja,%s_name_en", r->fields[i].name, r->fields[i].name);
    }
    for (size_t i = 0; i < n_arrays; i++)
        if (arrays[i].kind == kind)
            buf_printf(out, ",%s,%s_name_ja,%s_name_en", arrays[i].name, arrays[i].name,
                       arrays[i].name);
    buf_str(out, ",aliases,citations");
    if (kind == KIND_ACTIVITY)
        buf_str(out, ",caveat");
}
