/* What a place of the matrix means: the query that makes it, and whether anything can stand there.
 */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/closest.h"
#include "nichiei/engine/query_words.h"

#include "corpus_in.h"
#include "matrix_in.h"

#include <string.h>

const struct matrix_gap_words matrix_gap_words[MATRIX_GAPS] = {
    [MATRIX_GAP_PLAIN] = {"0", "none", SAY_MATRIX_PLAIN},
    [MATRIX_GAP_SEARCHED] = {".", "searched", SAY_MATRIX_SEARCHED},
    [MATRIX_GAP_UNSEARCHED] = {"?", "unsearched", SAY_MATRIX_UNSEARCHED},
    [MATRIX_GAP_CANNOT] = {"-", "impossible", SAY_MATRIX_CANNOT},
};

/* The word of `has` that says whether a record has a value of the field; a body has one country and
 * one category. NULL if each record has one. */
static const char *word_of_having(enum query_field field)
{
    switch (field) {
    case QUERY_THEME:
        return "theme";
    case QUERY_TYPE:
        return "type";
    case QUERY_ACTOR:
    case QUERY_COUNTRY:
    case QUERY_CATEGORY:
        return "actor";
    case QUERY_YEAR:
        return "year";
    case QUERY_REC:
    case QUERY_BEARING:
        return "bearing";
    default:
        return NULL;
    }
}

/* The number of a word of a field, or 0. */
static uint32_t number_of(struct store *st, const char *field, const char *word)
{
    const struct word *words;
    size_t n_words;

    if (!word || !store_words(st, &words, &n_words, NULL))
        return 0;
    for (size_t i = 0; i < n_words; i++)
        if (strcmp(words[i].field, field) == 0 && strcmp(words[i].word, word) == 0)
            return words[i].v;
    return 0;
}

bool matrix_term(struct query *q, struct store *st, enum query_field field, uint32_t value)
{
    struct query one = {0};
    bool ok = true;

    if (value != MATRIX_NONE)
        ok = query_toggle(&one, field, value);
    else if ((value = number_of(st, "has", word_of_having(field))) != 0)
        ok = query_exclude(&one, QUERY_HAS, value);
    if (ok && one.n_terms && query_find(q, &one.term[0]) < 0)
        ok = query_add(q, &one.term[0]);
    query_finish(&one);
    return ok;
}

static const char *word_of(struct store *st, uint32_t value)
{
    const struct word *words;
    size_t n_words;

    if (!store_words(st, &words, &n_words, NULL) || !value || value > n_words)
        return "?";
    return words[value - 1].word;
}

/* As a query takes it: a slug, a word, a year. */
static struct text typed_value(struct store *st, struct arena *a, enum query_field field,
                               uint32_t value)
{
    struct query one = {0};
    struct buf typed = {0};
    const char *colon;
    struct text t;

    if (value == MATRIX_NONE || !query_toggle(&one, field, value))
        return text_lit("none");
    query_print(&one, st, &typed);
    colon = strchr(buf_cstr(&typed), ':');
    t = text_safe_str(a, colon ? colon + 1 : "");
    buf_finish(&typed);
    query_finish(&one);
    return t;
}

bool matrix_name(struct store *st, struct arena *a, enum query_field field, uint32_t value,
                 enum display d, struct facet_name *out, struct err *e)
{
    enum message none = field == QUERY_YEAR ? SAY_MATRIX_NO_YEAR : SAY_MATRIX_NO_VALUE;

    if (value == MATRIX_NONE)
        *out = (struct facet_name){.name = {say_in(none, LANG_JA), say_in(none, LANG_EN)},
                                   .said = say(a, none, d)};
    else if (!facet_name(st, a, field, value, d, out, e))
        return false;
    out->label = typed_value(st, a, field, value);
    return true;
}

struct text matrix_field_name(struct arena *a, enum query_field field, enum display d)
{
    for (int i = 0; i < FACET_COUNT; i++)
        if (facets[i].field == field)
            return say_pair(a, text_lit(facets[i].name[LANG_JA]), text_lit(facets[i].name[LANG_EN]),
                            d);
    return text_lit("");
}

enum query_field matrix_field(const char *word, struct err *e)
{
    struct closest near = {.n_words = 0};
    struct buf known = {0};
    char shown[128];

    for (int i = 0; i < MATRIX_FIELDS; i++)
        if (query_field_named(word) == matrix_fields[i])
            return matrix_fields[i];
    for (int i = 0; i < MATRIX_FIELDS; i++) {
        const char *name = query_field_name(matrix_fields[i]);
        int steps = closest_steps(word, name, strlen(name));

        if (steps >= 0)
            closest_offer(&near, steps, name);
        buf_printf(&known, " %s", name);
    }
    closest_print(&near, shown, sizeof shown);
    if (*shown)
        err_set(e, ERR_USAGE, "matrix: no rows or columns \"%.*s\"; near it: %s",
                query_shown_bytes(word), word, shown);
    else
        err_set(e, ERR_USAGE, "matrix: no rows or columns \"%.*s\"; name two of%s",
                query_shown_bytes(word), word, buf_cstr(&known));
    buf_finish(&known);
    return QUERY_FIELD_COUNT;
}

unsigned matrix_kinds(const struct query *q, struct store *st)
{
    unsigned kinds = MATRIX_ACTIVITIES | MATRIX_EVENTS;
    bool asks = false;

    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        unsigned named = 0;

        if (t->field != QUERY_KIND || t->off)
            continue;
        for (int k = 0; k < t->n_values; k++) {
            const char *word = word_of(st, t->value[k]);

            named |= strcmp(word, kind_prefix(KIND_ACTIVITY)) == 0 ? MATRIX_ACTIVITIES
                     : strcmp(word, kind_prefix(KIND_EVENT)) == 0  ? MATRIX_EVENTS
                                                                   : 0;
        }
        kinds &= t->excludes ? ~named : named;
        asks = asks || !t->excludes;
    }
    return asks ? kinds : 0;
}

/* Has a record at most one value of the field? */
static bool is_single(enum query_field field)
{
    return field == QUERY_THEME || field == QUERY_TYPE || field == QUERY_YEAR ||
           field == QUERY_KIND || field == QUERY_PRECISION || field == QUERY_CERTAINTY;
}

/* Can a record of the kind have a value of the field, or be without one? By the schema. */
static bool can_have(enum kind kind, enum query_field field, bool value)
{
    const struct resource *r = schema_of_kind(kind);
    int at = schema_field(r, query_field_name(field));

    if (field != QUERY_THEME && field != QUERY_TYPE)
        return true;
    return value ? at >= 0 : at < 0 || !r->fields[at].required;
}

/* Is there one among the counted kinds that can stand in both, and is of the kind that a row or
 * column asks for? */
static bool some_kind_has(const struct matrix *m, const struct corpus *c, unsigned kinds,
                          uint32_t row, uint32_t col)
{
    static const enum kind counted[] = {KIND_ACTIVITY, KIND_EVENT};

    for (int i = 0; i < 2; i++) {
        const char *name = kind_prefix(counted[i]);
        bool is = (kinds >> i & 1) && can_have(counted[i], m->row.field, row != MATRIX_NONE) &&
                  can_have(counted[i], m->col.field, col != MATRIX_NONE);

        if (m->row.field == QUERY_KIND && row != MATRIX_NONE)
            is = is && strcmp(c->word[row - 1].word, name) == 0;
        if (m->col.field == QUERY_KIND && col != MATRIX_NONE)
            is = is && strcmp(c->word[col - 1].word, name) == 0;
        if (is)
            return true;
    }
    return false;
}

/* The days between which a body existed. */
struct life {
    int32_t first_day, last_day;
};

static bool life_of(const struct corpus *c, uint32_t actor, struct life *out, struct err *e)
{
    const struct resource *r = schema_of_kind(KIND_ACTOR);
    const char *const *values, *founded, *dissolved;
    struct arena mem = {0};
    struct edtf date;
    bool ok = store_fields(c->st, &mem, actor, &values, e);

    *out = (struct life){EDTF_DAY_MIN, EDTF_DAY_MAX};
    if (ok) {
        founded = values[schema_field(r, "founded")];
        dissolved = values[schema_field(r, "dissolved")];
        if (*founded && edtf_parse(founded, strlen(founded), &date))
            out->first_day = date.first_day;
        if (*dissolved && edtf_parse(dissolved, strlen(dissolved), &date))
            out->last_day = date.last_day;
    }
    arena_finish(&mem);
    return ok;
}

/* A body took no part in anything before it was founded, or after it ended. */
static bool mark_lives(struct matrix *m, const struct corpus *c, struct err *e)
{
    bool turned = m->row.field == QUERY_YEAR;
    const struct matrix_axis *actors = turned ? &m->col : &m->row,
                             *years = turned ? &m->row : &m->col;

    for (size_t i = 0; i < actors->n; i++) {
        struct life life;

        if (actors->value[i] == MATRIX_NONE)
            continue;
        if (!life_of(c, actors->value[i], &life, e))
            return false;
        for (size_t y = 0; y < years->n; y++)
            if (years->value[y] != MATRIX_NONE &&
                (edtf_day((int)years->value[y], 12, 31) < life.first_day ||
                 edtf_day((int)years->value[y], 1, 1) > life.last_day))
                m->cannot[turned ? y * m->col.n + i : i * m->col.n + y] = true;
    }
    return true;
}

bool matrix_mark_cannot(struct matrix *m, const struct corpus *c, unsigned kinds, struct err *e)
{
    bool same = m->row.field == m->col.field;

    m->cannot = arena_zeroed(&m->mem, m->row.n * m->col.n + 1, sizeof *m->cannot);
    for (size_t i = 0; i < m->row.n; i++)
        for (size_t j = 0; j < m->col.n; j++) {
            uint32_t row = m->row.value[i], col = m->col.value[j];

            m->cannot[i * m->col.n + j] =
                (same && row != col &&
                 (is_single(m->row.field) || row == MATRIX_NONE || col == MATRIX_NONE)) ||
                !some_kind_has(m, c, kinds, row, col);
        }
    if ((m->row.field == QUERY_ACTOR && m->col.field == QUERY_YEAR) ||
        (m->row.field == QUERY_YEAR && m->col.field == QUERY_ACTOR))
        return mark_lives(m, c, e);
    return true;
}
