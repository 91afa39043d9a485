/* The schema said to other tools: Data Package resources with Table Schemas. */
#include "nichiei/store/schema.h"

#include <string.h>

/*
 * Patterns are anchored, because some readers search with them and others match. None needs a
 * backslash. What they do not say (days of a month, order of an interval) `validate` checks.
 */
#define SLUG ":[a-z0-9.:-]+$"
#define EDTF_END "(-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?|[.][.])?"
#define EDTF "^" EDTF_END "(/" EDTF_END ")?$"
#define LOCATOR_PAIR "[a-z]+=[^=;]+"
#define LOCATOR "^" LOCATOR_PAIR "(;" LOCATOR_PAIR ")*$"

/* Other tools would take a blank behind a comma, and a line end of two bytes, for the default. */
#define DIALECT                                                                                    \
    "{\"delimiter\": \",\", \"lineTerminator\": \"\\n\", \"quoteChar\": \"\\\"\", "                \
    "\"doubleQuote\": true, \"skipInitialSpace\": false, \"header\": true}"

static const char *type_of(const struct field *f)
{
    switch (f->type) {
    case FIELD_INT:
        return "integer";
    case FIELD_NUMBER:
        return "number";
    case FIELD_DAY:
        return "date";
    default:
        return "string";
    }
}

/* The words of an enumeration as a JSON array. */
static void describe_words(const char *words, struct buf *out)
{
    buf_str(out, ", \"enum\": [");
    for (const char *at = words; *at;) {
        int word_bytes = (int)strcspn(at, " ");

        buf_printf(out, "%s\"%.*s\"", at == words ? "" : ", ", word_bytes, at);
        at += word_bytes + (at[word_bytes] == ' ');
    }
    buf_char(out, ']');
}

static void describe_any_id(struct buf *out)
{
    buf_str(out, ", \"pattern\": \"^(");
    for (int k = 0; k < KIND_COUNT; k++)
        buf_printf(out, "%s%s", k ? "|" : "", kind_prefix((enum kind)k));
    buf_str(out, ")" SLUG "\"");
}

static void describe_constraints(const struct field *f, struct buf *out)
{
    buf_printf(out, ", \"constraints\": {\"required\": %s", f->required ? "true" : "false");
    switch (f->type) {
    case FIELD_ID:
        buf_printf(out, ", \"unique\": true, \"pattern\": \"^%s" SLUG "\"", f->arg);
        break;
    case FIELD_REF:
        buf_printf(out, ", \"pattern\": \"^%s" SLUG "\"",
                   kind_prefix(schema_resource(f->arg)->kind));
        break;
    case FIELD_ANY:
        describe_any_id(out);
        break;
    case FIELD_WORD:
        describe_words(f->arg, out);
        break;
    case FIELD_DATE:
        buf_str(out, ", \"pattern\": \"" EDTF "\"");
        break;
    case FIELD_LOCATOR:
        buf_str(out, ", \"pattern\": \"" LOCATOR "\"");
        break;
    case FIELD_INT:
    case FIELD_NUMBER:
        buf_str(out, ", \"minimum\": 0");
        break;
    default:
        break;
    }
    buf_char(out, '}');
}

static void describe_fields(const struct resource *r, struct buf *out)
{
    for (int i = 0; i < r->n_fields; i++) {
        const struct field *f = &r->fields[i];

        buf_printf(out, "          {\"name\": \"%s\", \"type\": \"%s\"", f->name, type_of(f));
        if (f->type == FIELD_URL)
            buf_str(out, ", \"format\": \"uri\"");
        describe_constraints(f, out);
        buf_str(out, i + 1 < r->n_fields ? "},\n" : "}\n");
    }
}

/* No field of a primary key may be empty: a key with an optional field stays ours to check. */
static bool is_primary_key(const struct resource *r)
{
    if (!r->unique)
        return false;
    for (int i = 0; i < r->n_fields; i++) {
        struct buf quoted = {0};
        bool optional;

        buf_printf(&quoted, "\"%s\"", r->fields[i].name);
        optional = !r->fields[i].required && strstr(r->unique, buf_cstr(&quoted));
        buf_finish(&quoted);
        if (optional)
            return false;
    }
    return true;
}

static void describe_keys(const struct resource *r, struct buf *out)
{
    bool any = false;

    if (r->kind != KIND_NONE)
        buf_str(out, ",\n        \"primaryKey\": \"id\"");
    else if (is_primary_key(r))
        buf_printf(out, ",\n        \"primaryKey\": [%s]", r->unique);
    for (int i = 0; i < r->n_fields; i++) {
        const struct field *f = &r->fields[i];

        if (f->type != FIELD_REF)
            continue;
        buf_str(out, any ? ",\n" : ",\n        \"foreignKeys\": [\n");
        buf_printf(out,
                   "          {\"fields\": \"%s\", \"reference\": {\"resource\": \"%s\", "
                   "\"fields\": \"id\"}}",
                   f->name, strcmp(f->arg, r->name) == 0 ? "" : f->arg);
        any = true;
    }
    buf_str(out, any ? "\n        ]" : "");
}

void schema_describe(const struct resource *r, struct buf *out)
{
    buf_printf(out,
               "    {\n      \"name\": \"%s\",\n      \"path\": \"%s.csv\",\n"
               "      \"profile\": \"tabular-data-resource\",\n      \"format\": \"csv\",\n"
               "      \"mediatype\": \"text/csv\",\n      \"encoding\": \"utf-8\",\n"
               "      \"dialect\": " DIALECT ",\n      \"schema\": {\n        \"fields\": [\n",
               r->name, r->name);
    describe_fields(r, out);
    buf_str(out, "        ],\n        \"missingValues\": [\"\"]");
    describe_keys(r, out);
    buf_str(out, "\n      }\n    }");
}
