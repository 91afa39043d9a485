/* The facets and the words for their values. */
#include "nichiei/engine/facets.h"

#include <stdio.h>
#include <string.h>

const struct facet facets[FACET_COUNT] = {
    {QUERY_THEME, {"テーマ", "theme"}},
    {QUERY_TYPE, {"種類", "type"}},
    {QUERY_ACTOR, {"主体", "actor"}},
    {QUERY_COUNTRY, {"国", "country"}},
    {QUERY_CATEGORY, {"分類", "category"}},
    {QUERY_KIND, {"種別", "kind"}},
    {QUERY_YEAR, {"年", "year"}},
    {QUERY_PRECISION, {"日付の精度", "precision"}},
    {QUERY_SOURCE, {"典拠", "source"}},
    {QUERY_READING, {"判読", "reading"}},
    {QUERY_CERTAINTY, {"確度", "certainty"}},
    {QUERY_RELIABILITY, {"信頼性", "reliability"}},
    {QUERY_BEARING, {"提言との関わり", "bearing"}},
    {QUERY_REC, {"提言", "rec"}},
    {QUERY_IS, {"状態", "is"}},
    {QUERY_HAS, {"記載あり", "has"}},
};

static bool record_name(struct store *st, struct arena *a, uint32_t n, enum display d,
                        struct facet_name *out, struct err *e)
{
    struct record r;

    if (!store_record(st, a, n, &r, e))
        return false;
    /* A source's label is its reliability, which is a facet of its own. */
    out->label = text_safe_str(a, r.kind == KIND_SOURCE ? "" : r.label);
    out->name[LANG_JA] = text_safe_str(a, r.name[LANG_JA]);
    out->name[LANG_EN] = text_safe_str(a, r.name[LANG_EN]);
    out->said = say_pair(a, out->label, say_pair(a, out->name[LANG_JA], out->name[LANG_EN], d),
                         DISPLAY_BOTH);
    return true;
}

bool facet_name(struct store *st, struct arena *a, enum query_field field, uint32_t value,
                enum display d, struct facet_name *out, struct err *e)
{
    const struct word *words;
    const char *word;
    size_t n_words;
    uint32_t source = 0;
    char year[16];

    *out = (struct facet_name){0};
    if (field == QUERY_YEAR) {
        snprintf(year, sizeof year, "%u", value);
        out->said = out->name[LANG_JA] = out->name[LANG_EN] = text_safe_str(a, year);
        return true;
    }
    if (query_values_of(field) != VALUES_WORDS)
        return record_name(st, a, value, d, out, e);
    if (!store_words(st, &words, &n_words, e))
        return false;
    word = value && value <= n_words ? words[value - 1].word : "?";
    if (field == QUERY_SOURCE && (source = store_find(st, word, e)) != 0)
        return record_name(st, a, source, d, out, e);
    out->name[LANG_JA] = say_word(a, word, DISPLAY_JA);
    out->name[LANG_EN] = say_word(a, word, DISPLAY_EN);
    out->said = say_word(a, word, d);
    return !e->code;
}

enum facet_mark facet_mark(const struct query *q, enum query_field field, uint32_t value)
{
    if (query_has(q, field, value))
        return FACET_TICKED;
    return query_excludes(q, field, value) ? FACET_EXCLUDED : FACET_PLAIN;
}
