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
    struct search_text text; /* loaded when a text is first looked for */
    uint8_t *found;          /* by n: where a text was found, while one is looked for */

    uint32_t *word_at, *word; /* the words of each record, loaded when one is first asked for */

    uint32_t *could; /* by n: bit i = term i may hold (dates), else as in holds */
    uint32_t *holds; /* by n: bit i = term i holds for the record itself */
    enum query_field field[QUERY_MAX_TERMS];
    uint32_t n_by_sound[QUERY_MAX_TERMS]; /* records that only sound like term i */
    uint32_t all;                         /* the bits of all terms */
    uint32_t dates;                       /* the bits of terms that ask for dates */
    uint32_t own[QUERY_FIELD_COUNT];      /* the bits of the terms of a field */
    uint32_t ticked[QUERY_FIELD_COUNT];   /* those of them that choose, not exclude */
};

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
    c->found = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->found);
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

/* Where a text was found: in a record's own words, and how they sound. */
enum { IN_NAMES = 1, IN_PROSE = 2, SOUNDS_IN_NAMES = 4, SOUNDS_IN_PROSE = 8 };

static const char *piece(const struct corpus *c, uint32_t n, enum text_part part)
{
    return c->text.part[part].bytes + c->text.part[part].at[n - 1];
}

/* Whose names a record is found by as well: its actors', its theme's, and so on. */
static bool lends_name(enum relation relation)
{
    return relation == REL_ACTOR || relation == REL_THEME || relation == REL_TYPE ||
           relation == REL_ADDRESSED || relation == REL_NAMED || relation == REL_FROM ||
           relation == REL_TO || relation == REL_SOURCE;
}

/* What the records around n add: names, and to a recommendation what its items say. */
static uint8_t found_around(const struct corpus *c, uint32_t n)
{
    uint8_t found = 0;

    for (uint32_t i = c->ix.from_at[n - 1]; i < c->ix.from_at[n]; i++) {
        uint8_t there = c->found[c->ix.to[i]];

        if (lends_name((enum relation)c->ix.relation[i]))
            found |= there & (IN_NAMES | SOUNDS_IN_NAMES);
        else if (c->ix.relation[i] == REL_ITEM)
            found |= there & (IN_NAMES | IN_PROSE);
    }
    return found;
}

static bool load_text(struct corpus *c, struct err *e)
{
    if (!c->text.whole && !store_text_start(c->st, &c->mem, &c->text, e))
        return false;
    while (!c->text.whole)
        if (!store_text_more(c->st, &c->text, e))
            return false;
    return true;
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

    if (!load_text(c, e))
        return false;
    fold_key(&key, text, strlen(text));
    by_sound = !literal && romaji_key_of_typed(&sound, text, strlen(text));
    for (uint32_t n = 1; n <= c->n_records; n++) {
        c->found[n] = is_found(piece(c, n, TEXT_NAMES), buf_cstr(&key), literal) ? IN_NAMES : 0;
        if (is_found(piece(c, n, TEXT_PROSE), buf_cstr(&key), literal))
            c->found[n] |= IN_PROSE;
        if (by_sound && strstr(piece(c, n, TEXT_NAMES_SOUND), buf_cstr(&sound)))
            c->found[n] |= SOUNDS_IN_NAMES;
        if (by_sound && strstr(piece(c, n, TEXT_PROSE_SOUND), buf_cstr(&sound)))
            c->found[n] |= SOUNDS_IN_PROSE;
    }
    for (uint32_t n = 1; n <= c->n_records; n++) {
        uint8_t found = c->found[n] | found_around(c, n);

        c->holds[n] |= found ? bit : 0;
        c->n_by_sound[term] += found && !(found & (IN_NAMES | IN_PROSE));
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
    for (uint32_t i = c->ix.into_at[value - 1]; i < c->ix.into_at[value]; i++)
        if (speaks_of(field, (enum relation)c->ix.into_relation[i]))
            c->holds[c->ix.into_from[i]] |= bit;
    if (field != QUERY_REC)
        return;
    /* A recommendation also speaks of its theme, its actors, its items and milestones. */
    for (uint32_t i = c->ix.from_at[value - 1]; i < c->ix.from_at[value]; i++)
        if (c->ix.relation[i] != REL_CITES)
            c->holds[c->ix.to[i]] |= bit;
}

/* Who bears which words, once. */
static bool load_words(struct corpus *c, struct err *e)
{
    return c->word || store_load_words(c->st, &c->mem, &c->word_at, &c->word, e);
}

/* Sets a term's bit for all records that bear one of its words. */
static bool ask_words(struct corpus *c, const struct query_term *t, uint32_t bit, struct err *e)
{
    if (!load_words(c, e))
        return false;
    for (uint32_t n = 1; n <= c->n_records; n++)
        for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
            for (int k = 0; k < t->n_values; k++)
                if (c->word[i] == t->value[k])
                    c->holds[n] |= bit;
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
    for (uint32_t i = c->ix.into_at[n - 1]; i < c->ix.into_at[n]; i++) {
        uint32_t from = c->ix.into_from[i];

        if (c->ix.into_relation[i] != REL_CITES && is_fact(c, from) &&
            (c->holds[from] & bits) == bits)
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

    for (uint32_t i = c->ix.into_at[n - 1]; i < c->ix.into_at[n]; i++) {
        uint32_t from = c->ix.into_from[i];

        if (c->ix.into_relation[i] == REL_CITES || from == last || !is_fact(c, from) ||
            (c->holds[from] & bits) != bits)
            continue;
        last = from;
        if (corpus_kind(c, from) == KIND_ACTIVITY)
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
    for (uint32_t i = c->ix.from_at[n - 1]; i < c->ix.from_at[n]; i++) {
        uint32_t to = c->ix.to[i];

        if (!speaks_of(field, (enum relation)c->ix.relation[i]) || seen[to] == n ||
            query_field_of(corpus_kind(c, to)) != field)
            continue;
        seen[to] = n;
        count[to]++;
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
    for (uint32_t n = 1; words && n <= c->n_records; n++)
        for (uint32_t i = c->word_at[n - 1]; in[n] && i < c->word_at[n]; i++)
            if (c->word[i] <= n_words &&
                strcmp(word[c->word[i] - 1].field, query_field_name(field)) == 0)
                count[c->word[i]]++;
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
    const uint32_t *at = into ? c->ix.into_at : c->ix.from_at;
    const uint8_t *relations = into ? c->ix.into_relation : c->ix.relation;
    const uint32_t *others = into ? c->ix.into_from : c->ix.to;
    size_t count = 0;

    *rows = arena_zeroed(a, at[n] - at[n - 1], sizeof **rows);
    for (uint32_t i = at[n - 1]; i < at[n]; i++)
        if (relations[i] == relation)
            (*rows)[count++] = others[i];
    return count;
}
