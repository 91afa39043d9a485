/* The filter's engine. */
#include "nichiei/model/corpus.h"

#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include <stdlib.h>
#include <string.h>

struct corpus {
    struct store *st;
    struct arena mem; /* everything below that does not change */
    struct store_index ix;
    uint32_t n_records;
    uint32_t n_of_kind[KIND_COUNT];
    size_t *from_at; /* edges of record n: ix.edges[from_at[n] .. from_at[n + 1]) */
    size_t *into_at; /* edges into record n: ix.edges[into[into_at[n] .. into_at[n + 1])] */
    uint32_t *into;  /* positions in ix.edges, by `to` */
    struct search_text *texts; /* loaded when a text is first looked for */

    uint32_t *bearer, *borne; /* pairs of record and word, loaded when one is first asked for */
    size_t n_pairs;

    uint32_t *could; /* by n: bit i = term i may hold (dates), else as in holds */
    uint32_t *holds; /* by n: bit i = term i holds for the record itself */
    enum query_field field[QUERY_MAX_TERMS];
    uint32_t n_by_sound[QUERY_MAX_TERMS]; /* records that only sound like term i */
    uint32_t all;                         /* the bits of all terms */
    uint32_t dates;                       /* the bits of terms that ask for dates */
    uint32_t own[QUERY_FIELD_COUNT];      /* the bits of the terms of a field */
    uint32_t ticked[QUERY_FIELD_COUNT];   /* those of them that choose, not exclude */
};

/* Counts by end, then offsets: the classic two passes of a counting sort. */
static void index_edges(struct corpus *c)
{
    size_t *next;

    c->from_at = arena_zeroed(&c->mem, c->n_records + 2, sizeof *c->from_at);
    c->into_at = arena_zeroed(&c->mem, c->n_records + 2, sizeof *c->into_at);
    c->into = arena_zeroed(&c->mem, c->ix.n_edges + 1, sizeof *c->into);
    for (size_t i = 0; i < c->ix.n_edges; i++) {
        c->from_at[c->ix.edges[i].from + 1]++;
        c->into_at[c->ix.edges[i].to + 1]++;
    }
    for (uint32_t n = 1; n <= c->n_records + 1; n++) {
        c->from_at[n] += c->from_at[n - 1];
        c->into_at[n] += c->into_at[n - 1];
    }
    next = arena_zeroed(&c->mem, c->n_records + 2, sizeof *next);
    memcpy(next, c->into_at, (c->n_records + 2) * sizeof *next);
    for (size_t i = 0; i < c->ix.n_edges; i++)
        c->into[next[c->ix.edges[i].to]++] = (uint32_t)i;
}

struct corpus *corpus_new(struct store *st, struct err *e)
{
    struct corpus *c = calloc(1, sizeof *c);

    if (!c) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    c->st = st;
    c->n_records = store_n_records(st);
    if (!store_load_index(st, &c->mem, &c->ix, e)) {
        corpus_free(c);
        return NULL;
    }
    for (uint32_t i = 0; i < c->n_records; i++)
        c->n_of_kind[c->ix.kind[i]]++;
    index_edges(c);
    c->could = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->could);
    c->holds = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->holds);
    return c;
}

void corpus_free(struct corpus *c)
{
    if (!c)
        return;
    arena_finish(&c->mem);
    free(c);
}

uint32_t corpus_count(const struct corpus *c, enum kind kind)
{
    return c->n_of_kind[kind];
}

enum kind corpus_kind(const struct corpus *c, uint32_t n)
{
    return (enum kind)c->ix.kind[n - 1];
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Is the key in the text? A Latin word is found where a word starts (NCO is not in "unconfirmed");
 * Japanese, and what is quoted, anywhere. */
static bool is_found(const char *text, const char *key, bool literal)
{
    const char *at = text;

    while ((at = strstr(at, key)) != NULL) {
        if (literal || !is_word_byte(*key) || at == text || !is_word_byte(at[-1]))
            return true;
        at++;
    }
    return false;
}

/*
 * Sets a term's bit for all records whose text holds the key, or, unless the text is meant to the
 * letter, in which it sounds so. How many only sound so is kept: a hit says which way it matched.
 */
static bool ask_text(struct corpus *c, const char *text, bool literal, int term, struct err *e)
{
    const uint32_t bit = UINT32_C(1) << term;
    struct buf key = {0}, sound = {0};
    bool by_sound;

    if (!c->texts && !store_load_text(c->st, &c->mem, &c->texts, e))
        return false;
    fold_key(&key, text, strlen(text));
    by_sound = !literal && romaji_key_of_typed(&sound, text, strlen(text));
    for (uint32_t n = 1; n <= c->n_records; n++) {
        if (is_found(c->texts[n - 1].folded, buf_cstr(&key), literal)) {
            c->holds[n] |= bit;
        } else if (by_sound && strstr(c->texts[n - 1].sound, buf_cstr(&sound))) {
            c->holds[n] |= bit;
            c->n_by_sound[term]++;
        }
    }
    buf_finish(&key);
    buf_finish(&sound);
    return true;
}

static bool is_fact(const struct corpus *c, uint32_t n)
{
    enum kind kind = corpus_kind(c, n);

    return kind == KIND_ACTIVITY || kind == KIND_EVENT;
}

/*
 * Does an edge tie a record to the value it leads to, when asked by field? Links between actors
 * and citations do not make a record "of" an actor or a theme.
 */
static bool speaks_of(enum query_field field, enum relation relation)
{
    switch (field) {
    case QUERY_ACTOR:
        return relation == REL_ACTOR || relation == REL_ADDRESSED || relation == REL_NAMED ||
               relation == REL_FROM || relation == REL_TO || relation == REL_ABOUT;
    case QUERY_THEME:
        return relation == REL_THEME;
    case QUERY_TYPE:
        return relation == REL_TYPE;
    case QUERY_REC:
        return relation == REL_BEARS;
    case QUERY_ADDRESSEE:
        return relation == REL_ADDRESSED;
    case QUERY_TERM:
        return relation == REL_ABOUT || relation == REL_FROM || relation == REL_TO;
    default:
        return false;
    }
}

/* Sets a term's bit for the value itself and for what is linked to it. */
static void ask_value(struct corpus *c, enum query_field field, uint32_t value, uint32_t bit)
{
    c->holds[value] |= bit;
    for (size_t i = c->into_at[value]; i < c->into_at[value + 1]; i++) {
        const struct edge *edge = &c->ix.edges[c->into[i]];

        if (speaks_of(field, edge->relation))
            c->holds[edge->from] |= bit;
    }
    if (field != QUERY_REC)
        return;
    /* A recommendation also speaks of its theme, its actors, its items and milestones. */
    for (size_t i = c->from_at[value]; i < c->from_at[value + 1]; i++)
        if (c->ix.edges[i].relation != REL_CITES)
            c->holds[c->ix.edges[i].to] |= bit;
}

/* The pairs of record and word, once. */
static bool load_words(struct corpus *c, struct err *e)
{
    return c->bearer || store_load_words(c->st, &c->mem, &c->bearer, &c->borne, &c->n_pairs, e);
}

/* Sets a term's bit for all records that bear one of its words. */
static bool ask_words(struct corpus *c, const struct query_term *t, uint32_t bit, struct err *e)
{
    if (!load_words(c, e))
        return false;
    for (size_t i = 0; i < c->n_pairs; i++)
        for (int k = 0; k < t->n_values; k++)
            if (c->borne[i] == t->value[k])
                c->holds[c->bearer[i]] |= bit;
    return true;
}

/* How a span of days stands to what is asked: inside it, touching it, or outside. */
static void ask_days(const struct corpus *c, uint32_t n, enum query_field field, int32_t first,
                     int32_t last, bool *certain, bool *possible)
{
    int32_t from = c->ix.first_day[n - 1], to = c->ix.last_day[n - 1];

    if (field == QUERY_AFTER) { /* after the whole of it */
        *certain = *certain || from > last;
        *possible = *possible || to > last;
    } else if (field == QUERY_BEFORE) {
        *certain = *certain || to < first;
        *possible = *possible || from < first;
    } else {
        *certain = *certain || (from >= first && to <= last);
        *possible = *possible || (from <= last && to >= first);
    }
}

/* Dates belong to activities, events and what else has one; the others are neither in nor out. */
static void ask_dates(struct corpus *c, const struct query_term *t, uint32_t bit)
{
    for (uint32_t n = 1; n <= c->n_records; n++) {
        bool certain = false, possible = false;

        if (!is_fact(c, n) && c->ix.first_day[n - 1] == EDTF_DAY_MIN &&
            c->ix.last_day[n - 1] == EDTF_DAY_MAX)
            continue;
        for (int k = 0; k + 1 < t->n_values; k += 2)
            ask_days(c, n, t->field, (int32_t)t->value[k], (int32_t)t->value[k + 1], &certain,
                     &possible);
        c->holds[n] |= certain ? bit : 0;
        c->could[n] |= possible ? bit : 0;
    }
}

/* A term is found by its names and aliases in any record's words. */
static bool ask_term(struct corpus *c, uint32_t value, int term, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    bool ok = store_record(c->st, &mem, value, &r, e);

    for (int lang = 0; ok && lang < LANG_COUNT; lang++)
        ok = ask_text(c, r.name[lang], true, term, e);
    arena_finish(&mem);
    return ok;
}

static bool ask_term_of_query(struct corpus *c, const struct query_term *t, int term, struct err *e)
{
    const uint32_t bit = UINT32_C(1) << term;

    switch (query_values_of(t->field)) {
    case VALUES_TEXT:
        return ask_text(c, t->text, t->literal, term, e);
    case VALUES_WORDS:
        return ask_words(c, t, bit, e);
    case VALUES_DATES:
        ask_dates(c, t, bit);
        return true;
    case VALUES_RECORDS:
        break;
    }
    for (int k = 0; k < t->n_values; k++) {
        ask_value(c, t->field, t->value[k], bit);
        if (t->field == QUERY_TERM && !ask_term(c, t->value[k], term, e))
            return false;
    }
    return true;
}

bool corpus_ask(struct corpus *c, const struct query *q, struct err *e)
{
    memset(c->holds, 0, (c->n_records + 1) * sizeof *c->holds);
    memset(c->could, 0, (c->n_records + 1) * sizeof *c->could);
    memset(c->own, 0, sizeof c->own);
    memset(c->ticked, 0, sizeof c->ticked);
    memset(c->n_by_sound, 0, sizeof c->n_by_sound);
    c->all = c->dates = 0;
    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        uint32_t bit = UINT32_C(1) << i;

        c->field[i] = t->field;
        c->own[t->field] |= bit;
        c->ticked[t->field] |= t->excludes ? 0 : bit;
        c->all |= bit;
        if (query_values_of(t->field) == VALUES_DATES)
            c->dates |= bit;
        if (!ask_term_of_query(c, t, i, e))
            return false;
        for (uint32_t n = 1; n <= c->n_records; n++) {
            if (!(c->dates & bit))
                c->could[n] |= c->holds[n] & bit;
            if (t->excludes) { /* surely not in is what could not be in */
                uint32_t could = c->could[n] & bit;

                c->could[n] = (c->could[n] & ~bit) | (~c->holds[n] & bit);
                c->holds[n] = (c->holds[n] & ~bit) | (~could & bit);
            }
        }
    }
    return true;
}

/* The bits that a record of this kind answers for by itself; the others need an activity or event.
 */
static uint32_t direct_bits(const struct corpus *c, enum kind kind)
{
    const uint32_t everywhere = c->own[QUERY_TEXT] | c->own[QUERY_ID] | c->own[QUERY_KIND] |
                                c->own[QUERY_SOURCE] | c->own[QUERY_RELIABILITY] |
                                c->own[QUERY_HAS] | c->own[QUERY_TERM];

    switch (kind) {
    case KIND_ACTOR:
        return everywhere | c->own[QUERY_ACTOR] | c->own[QUERY_REC] | c->own[QUERY_ADDRESSEE] |
               c->own[QUERY_COUNTRY] | c->own[QUERY_CATEGORY];
    case KIND_THEME:
        return everywhere | c->own[QUERY_THEME] | c->own[QUERY_REC];
    case KIND_TYPE:
        return everywhere | c->own[QUERY_TYPE];
    case KIND_RECOMMENDATION:
        return everywhere | c->own[QUERY_ACTOR] | c->own[QUERY_THEME] | c->own[QUERY_REC] |
               c->own[QUERY_ADDRESSEE] | c->own[QUERY_BEARING];
    default:
        return c->all;
    }
}

/* Is an activity or event that all the bits hold for linked to n? */
static bool has_fact(const struct corpus *c, uint32_t n, uint32_t bits)
{
    for (size_t i = c->into_at[n]; i < c->into_at[n + 1]; i++) {
        const struct edge *edge = &c->ix.edges[c->into[i]];

        if (edge->relation != REL_CITES && is_fact(c, edge->from) &&
            (c->holds[edge->from] & bits) == bits)
            return true;
    }
    return false;
}

static bool matches(const struct corpus *c, uint32_t n, uint32_t bits)
{
    enum kind kind = corpus_kind(c, n);
    uint32_t direct = direct_bits(c, kind) & bits;
    uint32_t rest = bits & ~direct;

    if ((c->holds[n] & direct) == direct && (!rest || has_fact(c, n, rest)))
        return true;
    if (kind != KIND_THEME && kind != KIND_TYPE)
        return false;
    direct &= ~c->own[QUERY_TEXT];
    return (c->holds[n] & direct) == direct && has_fact(c, n, bits & ~direct);
}

static uint32_t bits_but_own(const struct corpus *c, enum kind kind)
{
    enum query_field own = query_field_of(kind);

    return own == QUERY_FIELD_COUNT ? c->all : c->all & ~c->ticked[own];
}

size_t corpus_rows(const struct corpus *c, struct arena *a, enum kind kind, bool but_own,
                   uint32_t **rows)
{
    uint32_t bits = but_own ? bits_but_own(c, kind) : c->all;
    size_t count = 0;

    *rows = arena_zeroed(a, c->n_of_kind[kind], sizeof **rows);
    for (uint32_t n = 1; n <= c->n_records; n++)
        if (corpus_kind(c, n) == kind && matches(c, n, bits))
            (*rows)[count++] = n;
    return count;
}

uint32_t corpus_by_sound(const struct corpus *c, int term)
{
    return c->n_by_sound[term];
}

size_t corpus_possible(const struct corpus *c, enum kind kind)
{
    size_t count = 0;

    for (uint32_t n = 1; c->dates && n <= c->n_records; n++)
        if ((kind == KIND_NONE ? is_fact(c, n) : corpus_kind(c, n) == kind) &&
            (c->could[n] & c->all) == c->all && (c->holds[n] & c->all) != c->all)
            count++;
    return count;
}

size_t corpus_timeline(const struct corpus *c, struct arena *a, uint32_t **rows)
{
    size_t count = 0;

    *rows = arena_zeroed(a, c->n_of_kind[KIND_ACTIVITY] + c->n_of_kind[KIND_EVENT], sizeof **rows);
    for (uint32_t n = 1; n <= c->n_records; n++)
        if (is_fact(c, n) && (c->holds[n] & c->all) == c->all)
            (*rows)[count++] = n;
    return count;
}

struct tally corpus_tally(const struct corpus *c, uint32_t n)
{
    uint32_t bits = bits_but_own(c, corpus_kind(c, n));
    struct tally t = {0, 0};
    uint32_t last =
        0; /* edges into n are in the order of their start: a second role is no second fact */

    for (size_t i = c->into_at[n]; i < c->into_at[n + 1]; i++) {
        const struct edge *edge = &c->ix.edges[c->into[i]];

        if (edge->relation == REL_CITES || edge->from == last || !is_fact(c, edge->from) ||
            (c->holds[edge->from] & bits) != bits)
            continue;
        last = edge->from;
        if (corpus_kind(c, edge->from) == KIND_ACTIVITY)
            t.n_activities++;
        else
            t.n_events++;
    }
    return t;
}

/* Is n among the rows that a facet counts? */
static bool counts_for(const struct corpus *c, uint32_t n, enum kind kind, uint32_t bits)
{
    if (kind == KIND_NONE)
        return is_fact(c, n) && (c->holds[n] & bits) == bits;
    return corpus_kind(c, n) == kind && matches(c, n, bits);
}

/* Adds one for each value that record n is linked with; a second role is no second value. */
static void count_links(const struct corpus *c, uint32_t n, enum query_field field, uint32_t *count,
                        uint32_t *seen)
{
    for (size_t i = c->from_at[n]; i < c->from_at[n + 1]; i++) {
        const struct edge *edge = &c->ix.edges[i];

        if (!speaks_of(field, edge->relation) || seen[edge->to] == n ||
            query_field_of(corpus_kind(c, edge->to)) != field)
            continue;
        seen[edge->to] = n;
        count[edge->to]++;
    }
}

static int by_count(const void *left, const void *right)
{
    const struct facet_value *l = left, *r = right;

    if (l->count != r->count)
        return l->count < r->count ? 1 : -1;
    return l->value < r->value ? -1 : l->value > r->value;
}

bool corpus_facet(struct corpus *c, struct arena *a, enum kind kind, enum query_field field,
                  struct facet_value **values, size_t *n_values, struct err *e)
{
    bool words = query_values_of(field) == VALUES_WORDS;
    uint32_t bits = c->all & ~c->ticked[field];
    size_t n_counts = c->n_records + 1, n_words = 0;
    uint8_t *in = arena_zeroed(a, c->n_records + 1, sizeof *in);
    struct word *word = NULL;
    uint32_t *count, *seen;

    if (words && (!store_words(c->st, a, &word, &n_words, e) || !load_words(c, e)))
        return false;
    if (words)
        n_counts = n_words + 1;
    count = arena_zeroed(a, n_counts, sizeof *count);
    seen = arena_zeroed(a, n_counts, sizeof *seen);
    for (uint32_t n = 1; n <= c->n_records; n++) {
        in[n] = counts_for(c, n, kind, bits);
        if (in[n] && !words)
            count_links(c, n, field, count, seen);
    }
    for (size_t i = 0; words && i < c->n_pairs; i++)
        if (in[c->bearer[i]] && c->borne[i] <= n_words &&
            strcmp(word[c->borne[i] - 1].field, query_field_name(field)) == 0)
            count[c->borne[i]]++;
    *values = arena_zeroed(a, n_counts, sizeof **values);
    *n_values = 0;
    for (size_t i = 0; i < n_counts; i++)
        if (count[i])
            (*values)[(*n_values)++] = (struct facet_value){(uint32_t)i, count[i]};
    qsort(*values, *n_values, sizeof **values, by_count);
    return true;
}

size_t corpus_linked(const struct corpus *c, struct arena *a, uint32_t n, enum relation relation,
                     bool into, uint32_t **rows)
{
    const size_t *at = into ? c->into_at : c->from_at;
    size_t count = 0;

    *rows = arena_zeroed(a, at[n + 1] - at[n], sizeof **rows);
    for (size_t i = at[n]; i < at[n + 1]; i++) {
        const struct edge *edge = &c->ix.edges[into ? c->into[i] : i];

        if (edge->relation == relation)
            (*rows)[count++] = into ? edge->from : edge->to;
    }
    return count;
}
