/* The query: its fields, ticking, printing. */
#include "nichiei/engine/query.h"

#include "nichiei/engine/query_words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    enum query_values values;
    enum kind kind; /* of records */
} fields[QUERY_FIELD_COUNT] = {
    [QUERY_TEXT] = {"text", VALUES_TEXT, KIND_NONE},
    [QUERY_ACTOR] = {"actor", VALUES_RECORDS, KIND_ACTOR},
    [QUERY_THEME] = {"theme", VALUES_RECORDS, KIND_THEME},
    [QUERY_TYPE] = {"type", VALUES_RECORDS, KIND_TYPE},
    [QUERY_REC] = {"rec", VALUES_RECORDS, KIND_RECOMMENDATION},
    [QUERY_ADDRESSEE] = {"addressee", VALUES_RECORDS, KIND_ACTOR},
    [QUERY_TERM] = {"term", VALUES_RECORDS, KIND_TERM},
    [QUERY_ID] = {"id", VALUES_RECORDS, KIND_NONE},
    [QUERY_KIND] = {"kind", VALUES_WORDS, KIND_NONE},
    [QUERY_CATEGORY] = {"category", VALUES_WORDS, KIND_NONE},
    [QUERY_COUNTRY] = {"country", VALUES_WORDS, KIND_NONE},
    [QUERY_LEAD] = {"lead", VALUES_WORDS, KIND_NONE},
    [QUERY_PRECISION] = {"precision", VALUES_WORDS, KIND_NONE},
    [QUERY_BEARING] = {"bearing", VALUES_WORDS, KIND_NONE},
    [QUERY_SOURCE] = {"source", VALUES_WORDS, KIND_NONE},
    [QUERY_READING] = {"reading", VALUES_WORDS, KIND_NONE},
    [QUERY_CERTAINTY] = {"certainty", VALUES_WORDS, KIND_NONE},
    [QUERY_RELIABILITY] = {"reliability", VALUES_WORDS, KIND_NONE},
    [QUERY_IS] = {"is", VALUES_WORDS, KIND_NONE},
    [QUERY_HAS] = {"has", VALUES_WORDS, KIND_NONE},
    [QUERY_DATE] = {"date", VALUES_DATES, KIND_NONE},
    [QUERY_AFTER] = {"after", VALUES_DATES, KIND_NONE},
    [QUERY_BEFORE] = {"before", VALUES_DATES, KIND_NONE},
    [QUERY_YEAR] = {"year", VALUES_DATES, KIND_NONE},
};

enum query_values query_values_of(enum query_field field)
{
    return fields[field].values;
}

enum kind query_kind_of(enum query_field field)
{
    return fields[field].kind;
}

enum query_field query_field_of(enum kind kind)
{
    switch (kind) {
    case KIND_ACTOR:
        return QUERY_ACTOR;
    case KIND_THEME:
        return QUERY_THEME;
    case KIND_TYPE:
        return QUERY_TYPE;
    case KIND_RECOMMENDATION:
        return QUERY_REC;
    default:
        return QUERY_FIELD_COUNT;
    }
}

const char *query_field_name(enum query_field field)
{
    return fields[field].name;
}

void query_finish(struct query *q)
{
    for (int i = 0; i < q->n_terms; i++)
        free(q->term[i].text);
    *q = (struct query){0};
}

static struct query_term copy_of(const struct query_term *t)
{
    struct query_term copy = *t;

    if (t->text) {
        copy.text = strdup(t->text);
        if (!copy.text)
            abort(); /* a filter that silently forgets a word would show wrong counts */
    }
    return copy;
}

void query_copy(struct query *to, const struct query *from)
{
    to->n_terms = from->n_terms;
    for (int i = 0; i < from->n_terms; i++)
        to->term[i] = copy_of(&from->term[i]);
}

bool query_term_same(const struct query_term *a, const struct query_term *b)
{
    return a->field == b->field && a->excludes == b->excludes && a->literal == b->literal &&
           (a->text ? b->text && strcmp(a->text, b->text) == 0 : !b->text) &&
           a->n_values == b->n_values &&
           memcmp(a->value, b->value, (size_t)a->n_values * sizeof a->value[0]) == 0;
}

int query_find(const struct query *q, const struct query_term *t)
{
    for (int i = 0; i < q->n_terms; i++)
        if (query_term_same(&q->term[i], t))
            return i;
    return -1;
}

void query_remove(struct query *q, int term)
{
    free(q->term[term].text);
    memmove(&q->term[term], &q->term[term + 1],
            (size_t)(q->n_terms - term - 1) * sizeof q->term[0]);
    q->n_terms--;
}

bool query_drop_last(struct query *q)
{
    if (!q->n_terms)
        return false;
    query_remove(q, q->n_terms - 1);
    return true;
}

bool query_add(struct query *q, const struct query_term *t)
{
    if (q->n_terms == QUERY_MAX_TERMS)
        return false;
    q->term[q->n_terms++] = copy_of(t);
    return true;
}

bool query_same(const struct query *a, const struct query *b)
{
    for (int i = 0; i < a->n_terms && i < b->n_terms; i++)
        if (!query_term_same(&a->term[i], &b->term[i]) || a->term[i].off != b->term[i].off)
            return false;
    return a->n_terms == b->n_terms;
}

/* Would the word be taken apart, or for something else, without quotes? With them it would no
 * longer be looked for by its sound, nor at the start of words alone. */
static bool needs_quotes(const struct query_term *t)
{
    size_t n_bytes = strlen(t->text), used;

    for (size_t at = 0; at < n_bytes; at += used) {
        char c = query_syntax_at(t->text + at, n_bytes - at, &used);

        if (c == ' ' || c == '"' || (c == ':' && at) || (c == '-' && !at && !t->excludes))
            return true;
    }
    return false;
}

void query_print_value(const char *value, struct buf *out)
{
    size_t n_bytes = strlen(value), used;
    bool apart = false;

    for (size_t at = 0; at < n_bytes; at += used) {
        char c = query_syntax_at(value + at, n_bytes - at, &used);

        apart = apart || (c && strchr(" ,\"", c));
    }
    buf_printf(out, apart ? "\"%s\"" : "%s", value);
}

/* Values as they can be typed again: slugs and words. */
static void print_values(const struct query_term *t, struct store *st, struct arena *mem,
                         struct buf *out)
{
    const struct word *words = NULL;
    size_t n_words = 0;

    if (fields[t->field].values == VALUES_WORDS)
        store_words(st, &words, &n_words, NULL);
    for (int k = 0; k < t->n_values; k++) {
        struct record r;
        const char *value = "", *colon;

        if (words && t->value[k] <= n_words)
            value = words[t->value[k] - 1].word;
        else if (!words && store_record(st, mem, t->value[k], &r, NULL))
            value = r.id;
        colon = t->field == QUERY_ID ? NULL : strchr(value, ':');
        buf_printf(out, "%s%s", k ? "," : "", colon ? colon + 1 : value);
    }
}

/* An id alone says the same as behind "id:", unless its prefix is a field of its own: actor:npa. */
static bool can_stand_alone(const struct query_term *t, struct store *st, struct arena *mem)
{
    struct record r;

    return t->field == QUERY_ID && store_record(st, mem, t->value[0], &r, NULL) &&
           query_field_named(kind_prefix(r.kind)) == QUERY_FIELD_COUNT;
}

void query_print_term(const struct query_term *t, struct store *st, struct buf *out)
{
    struct arena mem = {0};

    buf_str(out, t->excludes ? "-" : "");
    if (t->field == QUERY_TEXT) {
        buf_printf(out, t->literal || needs_quotes(t) ? "\"%s\"" : "%s", t->text);
        return;
    }
    if (!can_stand_alone(t, st, &mem))
        buf_printf(out, "%s:", fields[t->field].name);
    if (fields[t->field].values == VALUES_DATES)
        buf_str(out, t->text);
    else
        print_values(t, st, &mem, out);
    arena_finish(&mem);
}

void query_print(const struct query *q, struct store *st, struct buf *out)
{
    bool first = true;

    for (int i = 0; i < q->n_terms; i++) {
        if (q->term[i].off)
            continue;
        buf_str(out, first ? "" : " ");
        query_print_term(&q->term[i], st, out);
        first = false;
    }
}
