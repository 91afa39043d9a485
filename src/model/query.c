/* The query: parsing, printing, ticking. */
#include "nichiei/model/query.h"

#include "nichiei/text/fold.h"

#include "nichiei/model/when.h"

#include "resolve.h"

#include <assert.h>
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

/* Full-width syntax characters, as an active IME types them. */
static const struct {
    const char *wide;
    char narrow;
} syntax[] = {
    {"\xEF\xBC\x9A", ':'}, /* ： */
    {"\xEF\xBC\x8C", ','}, /* ， */
    {"\xE3\x80\x81", ','}, /* 、 */
    {"\xEF\xBC\x8D", '-'}, /* － */
    {"\xE2\x80\x9C", '"'}, /* “ */
    {"\xE2\x80\x9D", '"'}, /* ” */
    {"\xEF\xBC\x82", '"'}, /* ＂ */
    {"\xE3\x80\x80", ' '}, /* U+3000 */
};

/* One character of the input: its syntax meaning, or 0 for an ordinary one, and its length. */
static char syntax_at(const char *s, size_t n_bytes, size_t *used_bytes)
{
    for (size_t i = 0; i < sizeof syntax / sizeof syntax[0]; i++) {
        size_t wide_bytes = strlen(syntax[i].wide);

        if (n_bytes >= wide_bytes && memcmp(s, syntax[i].wide, wide_bytes) == 0) {
            *used_bytes = wide_bytes;
            return syntax[i].narrow;
        }
    }
    *used_bytes = 1;
    return *s && strchr(":,-\" \t\r\n", *s) ? (*s == '\t' || *s == '\r' || *s == '\n' ? ' ' : *s)
                                            : '\0';
}

/* The input being parsed; `at` is in bytes, `column` counts characters from 1 for messages. */
struct parser {
    const char *s;
    size_t n_bytes, at;
    struct store *st;
    struct err *e;
};

static int column(const struct parser *p, size_t at)
{
    int n = 1;

    for (size_t i = 0; i < at; i++)
        n += ((unsigned char)p->s[i] & 0xC0) != 0x80;
    return n;
}

static char peek(const struct parser *p, size_t *used_bytes)
{
    *used_bytes = 0;
    return p->at < p->n_bytes ? syntax_at(p->s + p->at, p->n_bytes - p->at, used_bytes) : '\0';
}

/* A word up to one of the stop characters, or a quoted phrase. False for an open quote. */
static bool take_word(struct parser *p, const char *stops, struct buf *out)
{
    size_t start = p->at, used;
    bool quoted = peek(p, &used) == '"';

    if (quoted)
        p->at += used;
    while (p->at < p->n_bytes) {
        char c = peek(p, &used);

        if (quoted ? c == '"' : c && strchr(stops, c))
            break;
        buf_add(out, p->s + p->at, used);
        p->at += used;
    }
    if (!quoted)
        return true;
    if (p->at >= p->n_bytes)
        return err_set(p->e, ERR_USAGE, "column %d: the quote is not closed; add \"",
                       column(p, start));
    p->at += used;
    return true;
}

static enum query_field field_named(const struct buf *word)
{
    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++)
        if (strcmp(fields[f].name, buf_cstr(word)) == 0)
            return (enum query_field)f;
    return QUERY_FIELD_COUNT;
}

static bool no_such_field(const struct parser *p, size_t start, const char *name)
{
    struct buf known = {0};

    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++)
        buf_printf(&known, " %s", fields[f].name);
    err_set(p->e, ERR_USAGE, "column %d: no field \"%.40s\"; fields are%s", column(p, start), name,
            buf_cstr(&known));
    buf_finish(&known);
    return false;
}

/* One value of a term: a record, a word, or the two days of a date. */
static bool take_value(struct parser *p, struct query_term *term, const char *word, size_t start)
{
    struct err why = {0};
    struct when when;
    uint32_t n = 0;

    if (term->n_values + 2 > QUERY_MAX_VALUES)
        return err_set(p->e, ERR_USAGE, "column %d: too many values; use fewer", column(p, start));
    if (fields[term->field].values == VALUES_DATES) {
        if (!when_parse(word, strlen(word), &when))
            return err_set(p->e, ERR_USAGE,
                           "column %d: no date \"%.40s\"; write 2024-03, 2023..2024, R5 or FY2023",
                           column(p, start), word);
        term->value[term->n_values++] = (uint32_t)when.first_day;
        term->value[term->n_values++] = (uint32_t)when.last_day;
        return true;
    }
    n = fields[term->field].values == VALUES_WORDS
            ? resolve_word(p->st, fields[term->field].name, word, &why)
            : resolve(p->st, term->field == QUERY_ID ? kind_of_id(word) : fields[term->field].kind,
                      word, &why);
    if (!n)
        return err_set(p->e, why.code ? why.code : ERR_USAGE, "column %d: %s", column(p, start),
                       why.code ? why.text : "no such record");
    term->value[term->n_values++] = n;
    return true;
}

/* The values after "field:". */
static bool take_values(struct parser *p, struct query_term *term)
{
    struct buf word = {0};
    bool ok = true;
    size_t used, start = p->at, from = p->at;

    do {
        buf_reset(&word);
        start = p->at;
        ok = take_word(p, " ,", &word) && take_value(p, term, buf_cstr(&word), start);
    } while (ok && peek(p, &used) == ',' && (p->at += used));
    buf_finish(&word);
    if (ok && fields[term->field].values == VALUES_DATES) {
        term->text = strndup(p->s + from, p->at - from);
        ok = term->text || err_set(p->e, ERR_USAGE, "out of memory");
    }
    return ok;
}

/* Does the search key say anything? Blanks, hyphens, middle dots and long vowel marks do not: they
 * stand nearly everywhere, or in no key at all. */
static bool says_something(const char *key)
{
    static const char *const silent[] = {" ", "-", "\u30FB", "\u30FC"};

    while (*key) {
        size_t n_bytes = 0;

        for (size_t i = 0; i < sizeof silent / sizeof silent[0] && !n_bytes; i++)
            if (strncmp(key, silent[i], strlen(silent[i])) == 0)
                n_bytes = strlen(silent[i]);
        if (!n_bytes)
            return true;
        key += n_bytes;
    }
    return false;
}

/* Keeps a word or phrase that stood at `start`; an empty phrase is no term at all. */
static bool take_text(struct parser *p, struct query_term *term, const struct buf *word,
                      size_t start)
{
    struct buf key = {0};
    bool ok = true;

    fold_key(&key, buf_cstr(word), word->n_bytes);
    if (word->n_bytes && !says_something(buf_cstr(&key)))
        ok = err_set(p->e, ERR_USAGE,
                     "column %d: nothing to look for in \"%.40s\"; add a letter or a number",
                     column(p, start), buf_cstr(word));
    if (ok)
        term->text = strdup(buf_cstr(word));
    ok = ok && ((term->text && !word->failed && !key.failed) ||
                err_set(p->e, ERR_USAGE, "out of memory"));
    buf_finish(&key);
    return ok;
}

/* Is it the prefix of an id whose kind has no field of its own? */
static bool is_prefix(const struct buf *word)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (strcmp(kind_prefix((enum kind)k), buf_cstr(word)) == 0)
            return true;
    return false;
}

/* One term; p stands on its first character, which is no blank. */
static bool take_term(struct parser *p, struct query_term *term)
{
    size_t start = p->at, id_at, used;
    struct buf word = {0};
    bool ok;

    *term = (struct query_term){.field = QUERY_TEXT};
    if (peek(p, &used) == '-' && p->at + used < p->n_bytes) {
        size_t after = p->at + used, next;

        if (syntax_at(p->s + after, p->n_bytes - after, &next) != ' ') {
            term->excludes = true;
            p->at = after;
        }
    }
    id_at = p->at;
    if (peek(p, &used) == '"') {
        term->literal = true;
        ok = take_word(p, "", &word);
    } else {
        ok = take_word(p, " :\"", &word);
        if (ok && peek(p, &used) == ':' && word.n_bytes) {
            term->field = field_named(&word);
            if (term->field == QUERY_FIELD_COUNT && is_prefix(&word)) {
                term->field = QUERY_ID; /* a bare id: event:2012-…, which no field takes */
                p->at = id_at;
                ok = take_values(p, term);
            } else if (term->field == QUERY_FIELD_COUNT) {
                ok = no_such_field(p, start, buf_cstr(&word));
            } else {
                p->at += used;
                ok = take_values(p, term);
            }
            buf_finish(&word);
            return ok;
        }
        while (ok && peek(p, &used) == ':') { /* a colon that follows no field is a letter */
            buf_char(&word, ':');
            p->at += used;
            ok = take_word(p, " :\"", &word);
        }
    }
    ok = ok && take_text(p, term, &word, id_at);
    buf_finish(&word);
    return ok;
}

bool query_parse(struct query *q, const char *s, size_t n_bytes, struct store *st, struct err *e)
{
    struct parser p = {s, n_bytes, 0, st, e};
    int n_before = q->n_terms;
    size_t used;

    for (;;) {
        struct query_term term;

        while (peek(&p, &used) == ' ')
            p.at += used;
        if (p.at >= p.n_bytes)
            return true;
        if (q->n_terms == QUERY_MAX_TERMS) {
            err_set(e, ERR_USAGE, "column %d: more than %d terms; use fewer", column(&p, p.at),
                    QUERY_MAX_TERMS);
            break;
        }
        if (!take_term(&p, &term)) {
            free(term.text);
            break;
        }
        if (term.field == QUERY_TEXT && !*term.text)
            free(term.text);
        else
            q->term[q->n_terms++] = term;
    }
    while (q->n_terms > n_before)
        query_drop_last(q);
    return false;
}

/* The term that ticks of this field go into. */
static struct query_term *ticks(struct query *q, enum query_field field)
{
    for (int i = 0; i < q->n_terms; i++)
        if (q->term[i].field == field && !q->term[i].excludes && !q->term[i].off)
            return &q->term[i];
    return NULL;
}

bool query_has(const struct query *q, enum query_field field, uint32_t value)
{
    for (int i = 0; i < q->n_terms; i++)
        if (q->term[i].field == field && !q->term[i].excludes && !q->term[i].off)
            for (int k = 0; k < q->term[i].n_values; k++)
                if (q->term[i].value[k] == value)
                    return true;
    return false;
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

void query_toggle(struct query *q, enum query_field field, uint32_t value)
{
    struct query_term *t = ticks(q, field);

    assert(field != QUERY_TEXT && field < QUERY_FIELD_COUNT);
    if (!t) {
        if (q->n_terms < QUERY_MAX_TERMS)
            q->term[q->n_terms++] =
                (struct query_term){.field = field, .value = {value}, .n_values = 1};
        return;
    }
    for (int k = 0; k < t->n_values; k++)
        if (t->value[k] == value) {
            memmove(&t->value[k], &t->value[k + 1],
                    (size_t)(t->n_values - k - 1) * sizeof t->value[0]);
            if (--t->n_values == 0)
                query_remove(q, (int)(t - q->term));
            return;
        }
    if (t->n_values < QUERY_MAX_VALUES)
        t->value[t->n_values++] = value;
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

/* Would the text be taken apart, or for something else, without quotes? */
static bool needs_quotes(const char *text)
{
    size_t n_bytes = strlen(text), used;

    for (size_t at = 0; at < n_bytes; at += used)
        if (syntax_at(text + at, n_bytes - at, &used))
            return true;
    return false;
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

void query_print_term(const struct query_term *t, struct store *st, struct buf *out)
{
    struct arena mem = {0};

    buf_str(out, t->excludes ? "-" : "");
    if (t->field == QUERY_TEXT) {
        buf_printf(out, t->literal || needs_quotes(t->text) ? "\"%s\"" : "%s", t->text);
        return;
    }
    if (t->field != QUERY_ID)
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
