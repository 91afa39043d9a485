/* What a single field may hold. */
#include "nichiei/text/edtf.h"
#include "nichiei/text/text.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a value stands, for the report. */
struct place {
    struct report *rep;
    const struct resource *r;
    const struct field *f;
    uint32_t line;
};

static void file_name(const struct resource *r, char out[64])
{
    snprintf(out, 64, "%s.csv", r->name);
}

static void complain(const struct place *at, enum severity severity, const char *mend,
                     const char *what, const char *value)
{
    char file[64];

    file_name(at->r, file);
    report_add(at->rep, severity, file, at->line, at->f->name, mend, "%s \"%.80s\"", what, value);
}

static bool is_slug(const char *s)
{
    return *s && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.:-") == strlen(s);
}

static bool is_id_of(const char *prefix, const char *id)
{
    size_t n_bytes = strlen(prefix);

    return strncmp(id, prefix, n_bytes) == 0 && id[n_bytes] == ':' && is_slug(id + n_bytes + 1);
}

static bool is_int(const char *s)
{
    return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) < 10;
}

static bool is_number(const char *s)
{
    size_t whole = strspn(s, "0123456789");

    if (!whole)
        return false;
    if (s[whole] == '.')
        return s[whole + 1] && strspn(s + whole + 1, "0123456789") == strlen(s + whole + 1);
    return !s[whole];
}

static bool is_date(const struct csv_value *v, bool whole_day)
{
    struct edtf date;

    return edtf_parse(v->bytes, v->n_bytes, &date) &&
           (!whole_day || (date.precision == EDTF_DAY && v->n_bytes == 10));
}

/* Hiragana, the long vowel mark, the middle dot, a blank, and lower-case ASCII. */
static bool is_kana(const char *s)
{
    for (; *s; s++) {
        const unsigned char *c = (const unsigned char *)s;

        if (*c < 0x80) {
            if (*c >= 'A' && *c <= 'Z')
                return false;
            continue;
        }
        if (c[0] != 0xE3 || !c[1] || !c[2])
            return false;
        if (!(c[1] == 0x81 || (c[1] == 0x82 && c[2] <= 0x96) ||
              (c[1] == 0x83 && (c[2] == 0xBB || c[2] == 0xBC))))
            return false;
        s += 2;
    }
    return true;
}

static bool is_url(const char *s)
{
    return (strncmp(s, "https://", 8) == 0 || strncmp(s, "http://", 7) == 0) &&
           !strpbrk(s, " <>\"");
}

/* key=value pairs joined by ';', each key one that a reader of the source can follow. */
static bool is_locator(const char *s)
{
    static const char keys[] = "sec par tab row note page abbr art item list entry";

    while (*s) {
        size_t key_bytes = strcspn(s, "=;");
        size_t value_bytes;

        if (s[key_bytes] != '=' || !schema_has_word(keys, s, key_bytes))
            return false;
        s += key_bytes + 1;
        value_bytes = strcspn(s, "=;");
        if (!value_bytes || s[value_bytes] == '=')
            return false;
        s += value_bytes;
        if (*s == ';' && !*++s)
            return false;
    }
    return true;
}

/* Why a value of this type is no good, with the mend; NULL if it is good. */
static const char *fault(const struct field *f, const struct csv_value *v, const char **mend)
{
    switch (f->type) {
    case FIELD_ID:
        *mend = "write the kind, a colon and a slug of a-z 0-9 . : -";
        return is_id_of(f->arg, v->bytes) ? NULL : "not an id of this kind:";
    case FIELD_REF: {
        const struct resource *target = schema_resource(f->arg);

        *mend = "write the id of a record of the other file";
        return is_id_of(kind_prefix(target->kind), v->bytes) ? NULL : "not an id of that kind:";
    }
    case FIELD_ANY:
        *mend = "write the id of a record";
        return kind_of_id(v->bytes) != KIND_NONE ? NULL : "not the id of a record:";
    case FIELD_DATE:
        *mend = "write an EDTF date such as 2024-03-25, 2024-03, 2024, 2024-02~ or 2023/2024";
        return is_date(v, false) ? NULL : "not a date:";
    case FIELD_DAY:
        *mend = "write a day as YYYY-MM-DD";
        return is_date(v, true) ? NULL : "not a day:";
    case FIELD_INT:
        *mend = "write digits only";
        return is_int(v->bytes) ? NULL : "not a whole number:";
    case FIELD_NUMBER:
        *mend = "write digits, with a point before decimals";
        return is_number(v->bytes) ? NULL : "not a number:";
    case FIELD_WORD:
        *mend = f->arg;
        return schema_has_word(f->arg, v->bytes, v->n_bytes) ? NULL : "not one of the words:";
    case FIELD_URL:
        *mend = "write the whole address, with http:// or https:// and no blanks";
        return is_url(v->bytes) ? NULL : "not an address:";
    case FIELD_LOCATOR:
        *mend = "write pairs such as sec=2.4;par=2 or note=38";
        return is_locator(v->bytes) ? NULL : "not a locator:";
    case FIELD_TEXT:
    case FIELD_KANA:
    case FIELD_CODE:
        break;
    }
    return NULL;
}

/* Half-width kana, or full-width Latin letters and digits: the same word in two spellings. */
static bool is_odd_width(const char *s)
{
    for (const unsigned char *c = (const unsigned char *)s; *c; c++) {
        if (c[0] != 0xEF || !c[1] || !c[2])
            continue;
        if (c[1] == 0xBC && ((c[2] >= 0x90 && c[2] <= 0x99) || (c[2] >= 0xA1 && c[2] <= 0xBA)))
            return true;
        if (c[1] == 0xBD && ((c[2] >= 0x81 && c[2] <= 0x9A) || c[2] >= 0xA1))
            return true;
        if (c[1] == 0xBE && c[2] <= 0x9F)
            return true;
    }
    return false;
}

/* Words as a source prints them keep its spelling. */
static bool is_verbatim(const char *field)
{
    static const char fields[] = "alias title printed author container query";

    return schema_has_word(fields, field, strlen(field));
}

/* One value; false if it cannot be stored. */
static bool check_value(const struct place *at, const struct csv_value *v)
{
    const char *mend = NULL;
    const char *what;
    char why[64];

    if (!v->n_bytes) {
        if (at->f->required)
            complain(at, SEVERITY_ERROR, "fill it in", "is empty:", at->f->name);
        return !at->f->required;
    }
    if (memchr(v->bytes, 0, v->n_bytes)) {
        complain(at, SEVERITY_ERROR, "remove it", "holds a NUL byte after", v->bytes);
        return false;
    }
    what = fault(at->f, v, &mend);
    if (what) {
        complain(at, SEVERITY_ERROR, mend, what, v->bytes);
        return false;
    }
    if (!text_is_clean(v->bytes, v->n_bytes, why)) {
        char file[64];

        /* Shown harmlessly wherever it appears, but nobody typed it on purpose. */
        file_name(at->r, file);
        report_add(at->rep, SEVERITY_WARNING, file, at->line, at->f->name,
                   "remove it unless it is meant", "holds %s", why);
    }
    if (at->f->type == FIELD_KANA && !is_kana(v->bytes))
        complain(at, SEVERITY_WARNING, "write the reading in hiragana",
                 "not a kana reading:", v->bytes);
    if (at->f->type == FIELD_TEXT && !is_verbatim(at->f->name) && is_odd_width(v->bytes))
        complain(at, SEVERITY_WARNING, "write kana full-width, Latin letters and digits half-width",
                 "odd width in", v->bytes);
    if (v->bytes[0] == ' ' || v->bytes[v->n_bytes - 1] == ' ')
        complain(at, SEVERITY_WARNING, "remove it", "blank at an end of", v->bytes);
    return true;
}

/* x_ja without x_en, or the other way round. */
static void check_languages(const struct place *at, const struct csv_row *row)
{
    struct place here = *at;

    for (int i = 0; i + 1 < at->r->n_fields; i++) {
        const char *ja = at->r->fields[i].name, *en = at->r->fields[i + 1].name;
        size_t n_bytes = strlen(ja);

        if (n_bytes < 4 || strcmp(ja + n_bytes - 3, "_ja") != 0 || strlen(en) != n_bytes ||
            strncmp(ja, en, n_bytes - 3) != 0 || strcmp(en + n_bytes - 3, "_en") != 0)
            continue;
        if (!row->fields[i].n_bytes == !row->fields[i + 1].n_bytes)
            continue;
        here.f = &at->r->fields[row->fields[i].n_bytes ? i + 1 : i];
        if (!here.f->required) /* an empty required field was told already */
            complain(&here, SEVERITY_ERROR, "say it in this language as well", "missing beside",
                     row->fields[i].n_bytes ? ja : en);
    }
}

bool check_row(const struct resource *r, const struct csv_row *row, struct report *rep)
{
    struct place at = {rep, r, NULL, row->line};
    bool good = true;
    char file[64];

    file_name(r, file);
    if (row->n_fields != r->n_fields) {
        report_add(rep, SEVERITY_ERROR, file, row->line, NULL,
                   row->n_fields ? "check the commas and quotes" : "remove the blank line",
                   "%d fields instead of %d", row->n_fields, r->n_fields);
        return false;
    }
    for (int i = 0; i < r->n_fields; i++) {
        at.f = &r->fields[i];
        good = check_value(&at, &row->fields[i]) && good;
    }
    check_languages(&at, row);
    return good;
}
