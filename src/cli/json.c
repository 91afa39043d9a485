/* Records as JSON: the fields of the schema, and the joins of each kind. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Bytes of the well-formed UTF-8 character at s, or 0; *code is its code point. */
static size_t utf8_at(const unsigned char *s, uint32_t *code)
{
    size_t n_bytes = *s < 0x80                 ? 1
                     : *s >= 0xC2 && *s < 0xE0 ? 2
                     : *s >= 0xE0 && *s < 0xF0 ? 3
                     : *s >= 0xF0 && *s < 0xF5 ? 4
                                               : 0;

    if (!n_bytes)
        return 0;
    *code = n_bytes == 1 ? *s : *s & (0xFFU >> (n_bytes + 1));
    for (size_t i = 1; i < n_bytes; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (s[i] & 0x3FU);
    }
    if ((n_bytes == 3 && *code < 0x800) || (n_bytes == 4 && *code < 0x10000) ||
        (*code >= 0xD800 && *code < 0xE000) || *code > 0x10FFFF)
        return 0;
    return n_bytes;
}

/* What must not reach a terminal even if someone prints the answer there. */
static bool needs_escape(uint32_t code)
{
    return code < 0x20 || code == '"' || code == '\\' || (code >= 0x7F && code < 0xA0) ||
           code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2028 && code <= 0x2029) ||
           (code >= 0x2066 && code <= 0x2069);
}

void json_string(struct buf *out, const char *s)
{
    const unsigned char *at = (const unsigned char *)s;

    buf_char(out, '"');
    while (*at) {
        uint32_t code = 0;
        size_t n_bytes = utf8_at(at, &code);

        if (!n_bytes) {
            buf_str(out, "\xEF\xBF\xBD");
            at++;
            continue;
        }
        if (code == '"' || code == '\\')
            buf_printf(out, "\\%c", (int)code);
        else if (needs_escape(code))
            buf_printf(out, "\\u%04x", code);
        else
            buf_add(out, at, n_bytes);
        at += n_bytes;
    }
    buf_char(out, '"');
}

static void member(struct buf *out, const char *name)
{
    buf_str(out, ", ");
    json_string(out, name);
    buf_str(out, ": ");
}

static void string_or_null(struct buf *out, const char *s)
{
    if (*s)
        json_string(out, s);
    else
        buf_str(out, "null");
}

static void pair(struct buf *out, const char *ja, const char *en)
{
    buf_str(out, "{\"ja\": ");
    string_or_null(out, ja);
    buf_str(out, ", \"en\": ");
    string_or_null(out, en);
    buf_char(out, '}');
}

/* The fields of the record itself; x_ja and x_en become one member x. */
static void fields(const struct resource *r, const char *const *values, struct buf *out)
{
    for (int i = 0; i < r->n_fields; i++) {
        const char *name = r->fields[i].name;
        size_t n_bytes = strlen(name);
        char stem[64];

        if (strcmp(name, "id") == 0 || strncmp(name, "name_", 5) == 0)
            continue;
        if (n_bytes > 3 && strcmp(name + n_bytes - 3, "_ja") == 0) {
            snprintf(stem, sizeof stem, "%.*s", (int)n_bytes - 3, name);
            member(out, stem);
            pair(out, values[i], values[i + 1]);
            i++;
            continue;
        }
        member(out, name);
        if (r->fields[i].type == FIELD_INT && *values[i])
            buf_str(out, values[i]);
        else
            string_or_null(out, values[i]);
    }
}

/* One object of an array: the named record, and members of the join's row. */
static bool element(struct store *st, const char *id, const struct resource *join,
                    const char *const *values, const char *const *members, const char *id_name,
                    struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    uint32_t n = store_find(st, id, e);
    bool ok = n && store_record(st, &mem, n, &r, e);

    buf_printf(out, "{\"%s\": ", id_name);
    json_string(out, id);
    if (ok) {
        buf_str(out, ", \"name\": ");
        pair(out, r.name[LANG_JA], r.name[LANG_EN]);
        if (r.kind == KIND_SOURCE) { /* a source's aspect is its form */
            member(out, "form");
            json_string(out, r.aspect);
        }
    }
    for (int i = 0; ok && members && members[i]; i++) {
        member(out, members[i]);
        string_or_null(out, values[schema_field(join, members[i])]);
    }
    buf_char(out, '}');
    arena_finish(&mem);
    return ok || !e->code;
}

static bool put_array(struct store *st, const struct array *a, const char *id, struct buf *out,
                      struct err *e)
{
    const struct resource *r = schema_resource(a->resource);
    struct arena mem = {0};
    struct row *rows;
    size_t n_rows;
    const char *comma = "";
    bool ok = store_rows(st, &mem, r, a->own, id, &rows, &n_rows, e);

    member(out, a->name);
    buf_char(out, '[');
    for (size_t i = 0; ok && i < n_rows; i++) {
        if (!array_holds(a, r, rows[i].values))
            continue;
        buf_str(out, comma);
        comma = ", ";
        ok = element(st, rows[i].values[schema_field(r, a->other)], r, rows[i].values, a->members,
                     a->id_name, out, e);
    }
    buf_char(out, ']');
    arena_finish(&mem);
    return ok;
}

/* Aliases, and each source's form in a reference, are plain values of a row. */
static bool put_aliases(struct store *st, const char *id, struct buf *out, struct err *e)
{
    const struct resource *r = schema_resource("aliases");
    struct arena mem = {0};
    struct row *rows;
    size_t n_rows;
    bool ok = store_rows(st, &mem, r, "record", id, &rows, &n_rows, e);

    member(out, "aliases");
    buf_char(out, '[');
    for (size_t i = 0; ok && i < n_rows; i++) {
        buf_str(out, i ? ", " : "");
        json_string(out, rows[i].values[schema_field(r, "alias")]);
    }
    buf_char(out, ']');
    arena_finish(&mem);
    return ok;
}

bool json_citations(struct store *st, const char *id, struct buf *out, struct err *e)
{
    static const char *const members[] = {"source", "reference", "locator"};
    const struct resource *r = schema_resource("citations");
    struct arena mem = {0};
    struct row *rows;
    size_t n_rows;
    bool ok = store_rows(st, &mem, r, "record", id, &rows, &n_rows, e);

    member(out, "citations");
    buf_char(out, '[');
    for (size_t i = 0; ok && i < n_rows; i++) {
        buf_str(out, i ? ", {" : "{");
        for (int k = 0; k < 3; k++) {
            buf_printf(out, "%s\"%s\": ", k ? ", " : "", members[k]);
            string_or_null(out, rows[i].values[schema_field(r, members[k])]);
        }
        buf_char(out, '}');
    }
    buf_char(out, ']');
    arena_finish(&mem);
    return ok;
}

void json_head(const struct record *r, struct buf *out)
{
    buf_str(out, "{\"id\": ");
    json_string(out, r->id);
    buf_printf(out, ", \"kind\": \"%s\", \"name\": ", kind_prefix(r->kind));
    pair(out, r->name[LANG_JA], r->name[LANG_EN]);
}

bool json_record(struct store *st, uint32_t n, struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    const char *const *values;
    bool ok = store_record(st, &mem, n, &r, e) && store_fields(st, &mem, n, &values, e);

    if (ok) {
        json_head(&r, out);
        fields(schema_of_kind(r.kind), values, out);
        for (size_t i = 0; ok && i < n_arrays; i++)
            if (arrays[i].kind == r.kind)
                ok = put_array(st, &arrays[i], r.id, out, e);
        ok = ok && (r.kind != KIND_ACTOR || put_aliases(st, r.id, out, e)) &&
             json_citations(st, r.id, out, e);
        if (r.kind == KIND_ACTIVITY) { /* what the paper itself says of its list */
            member(out, "caveat");
            pair(out, say_in(SAY_CAVEAT, LANG_JA).p, say_in(SAY_CAVEAT, LANG_EN).p);
        }
        buf_char(out, '}');
    }
    arena_finish(&mem);
    return ok;
}
