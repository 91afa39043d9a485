/* What a chip says. */
#include "nichiei/engine/chip_text.h"

#include "nichiei/engine/when.h"

#include <string.h>

/* What a record is called on a chip: its abbreviation or number, or its name. */
static void add_record(struct buf *out, uint32_t n, struct store *st, enum display display)
{
    struct arena mem = {0};
    struct record r;

    if (!store_record(st, &mem, n, &r, NULL))
        buf_char(out, '?');
    else
        buf_str(out, *r.label ? r.label : r.name[display == DISPLAY_EN ? LANG_EN : LANG_JA]);
    arena_finish(&mem);
}

static void add_word(struct buf *out, uint32_t v, struct store *st, enum display display)
{
    struct arena mem = {0};
    const struct word *words;
    struct text said = text_lit("?");
    size_t n_words;

    if (store_words(st, &words, &n_words, NULL) && v <= n_words)
        said = say_word(&mem, words[v - 1].word, display == DISPLAY_EN ? DISPLAY_EN : DISPLAY_JA);
    buf_add(out, said.p, said.n_bytes);
    arena_finish(&mem);
}

/* A source is a word to the query, and a record to readers; its label is only its reliability, but
 * that of a note its number. */
static bool add_source(struct buf *out, uint32_t v, struct store *st, enum display display)
{
    struct arena mem = {0};
    const struct word *words;
    struct err e = {0};
    struct record r;
    size_t n_words;
    uint32_t n = 0;

    if (store_words(st, &words, &n_words, &e) && v <= n_words)
        n = store_find(st, words[v - 1].word, &e);
    if (n && store_record(st, &mem, n, &r, &e) && r.kind == KIND_REFERENCE)
        buf_printf(out, "%s ", r.label);
    if (n && !e.code)
        buf_str(out, r.name[display == DISPLAY_EN ? LANG_EN : LANG_JA]);
    arena_finish(&mem);
    return n && !e.code;
}

void chip_value(struct buf *out, enum query_field field, uint32_t value, struct store *st,
                enum display display)
{
    if (field == QUERY_YEAR)
        buf_printf(out, "%u", value);
    else if (query_values_of(field) == VALUES_RECORDS)
        add_record(out, value, st, display);
    else if (field != QUERY_SOURCE || !add_source(out, value, st, display))
        add_word(out, value, st, display);
}

/* A date as typed, and the days that were understood. */
static void add_date(struct buf *out, const struct query_term *t)
{
    struct when when;

    buf_str(out, t->text);
    if (t->n_values == 2 && strspn(t->text, "0123456789") != 4 && /* a year says itself */
        when_parse(t->text, strlen(t->text), &when) && strcmp(when.understood, t->text) != 0)
        buf_printf(out, " = %s", when.understood);
}

/* "gaimu" finds 外務省 by its reading; a chip says so. */
static void add_typed(struct buf *out, const struct query_term *t, bool by_sound, struct arena *a,
                      enum display display)
{
    struct text route = say(a, SAY_BY_READING, display);

    buf_printf(out, "\"%s\"", t->text);
    if (by_sound)
        buf_printf(out, " %.*s", (int)route.n_bytes, route.p);
}

struct text chip_text(const struct query_term *t, bool by_sound, struct store *st, struct arena *a,
                      enum display display)
{
    enum query_values values = query_values_of(t->field);
    struct buf out = {0};
    struct text chip;

    buf_printf(&out, "%s%s", t->off ? "(" : "[", t->excludes ? "-" : "");
    if (values == VALUES_TEXT)
        add_typed(&out, t, by_sound, a, display);
    else
        buf_printf(&out, "%s:", query_field_name(t->field));
    if (values == VALUES_DATES)
        add_date(&out, t);
    for (int k = 0; (values == VALUES_RECORDS || values == VALUES_WORDS) && k < t->n_values; k++) {
        buf_str(&out, k ? "," : "");
        chip_value(&out, t->field, t->value[k], st, display);
    }
    buf_str(&out, t->off ? ")" : "]");
    chip = text_safe(a, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    return chip;
}
