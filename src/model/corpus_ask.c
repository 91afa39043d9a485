/*
 * Evaluating a query, a slice at a time: each term of it for every record. The answer that stands
 * stays readable meanwhile; terms that it has already are taken from it.
 */
#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "corpus_in.h"

#include <string.h>

/* What corpus_work() does before it returns: bytes of text to look through, about 1 ms. */
enum { SLICE_BYTES = 8 * 1024 * 1024, BYTES_PER_EDGE = 16 };

/* In asking.hit: bit p, a key stands in part p of the record's text; and two more: */
enum {
    SEEN_LITERAL = 1 << TEXT_NAMES | 1 << TEXT_PROSE,
    SEEN_SOUND = 1 << TEXT_NAMES_SOUND | 1 << TEXT_PROSE_SOUND,
    VIA_LITERAL = 1 << TEXT_PARTS, /* in the text of a record that it is found by */
    VIA_SOUND = 2 << TEXT_PARTS,
};

bool corpus_speaks_of(enum query_field field, enum relation relation)
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
static void ask_value(struct corpus *c, uint32_t *holds, enum query_field field, uint32_t value,
                      uint32_t bit)
{
    holds[value] |= bit;
    for (uint32_t i = c->ix.into_at[value - 1]; i < c->ix.into_at[value]; i++)
        if (corpus_speaks_of(field, (enum relation)c->ix.into_relation[i]))
            holds[c->ix.into_from[i]] |= bit;
    if (field != QUERY_REC)
        return;
    /* A recommendation also speaks of its theme, its actors, its items and milestones. */
    for (uint32_t i = c->ix.from_at[value - 1]; i < c->ix.from_at[value]; i++)
        if (c->ix.relation[i] != REL_CITES)
            holds[c->ix.to[i]] |= bit;
}

/* Sets a term's bit for all records that bear one of its words. */
static bool ask_words(struct corpus *c, uint32_t *holds, const struct query_term *t, uint32_t bit,
                      struct err *e)
{
    if (!corpus_load_words(c, e))
        return false;
    for (uint32_t n = 1; n <= c->n_records; n++)
        for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
            for (int k = 0; k < t->n_values; k++)
                if (c->word_v[i] == t->value[k])
                    holds[n] |= bit;
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
static void ask_dates(struct corpus *c, struct answer *a, const struct query_term *t, uint32_t bit)
{
    for (uint32_t n = 1; n <= c->n_records; n++) {
        bool certain = false, possible = false;

        if (!corpus_is_fact(c, n) && c->ix.first_day[n - 1] == EDTF_DAY_MIN &&
            c->ix.last_day[n - 1] == EDTF_DAY_MAX)
            continue;
        for (int k = 0; k + 1 < t->n_values; k += 2)
            ask_days(c, n, t->field, (int32_t)t->value[k], (int32_t)t->value[k + 1], &certain,
                     &possible);
        a->holds[n] |= certain ? bit : 0;
        a->could[n] |= possible ? bit : 0;
    }
}

/* Looks for the key, the last one in w->keys from key_at on, in a part of the text. */
static void add_seek(struct asking *w, enum text_part part, size_t key_at, bool literal)
{
    if (w->n_seeks < MAX_SEEKS && w->keys.n_bytes > key_at)
        w->seek[w->n_seeks++] = (struct seek){.part = part,
                                              .key_at = key_at,
                                              .n_bytes = w->keys.n_bytes - key_at,
                                              .at_word = !literal};
}

/* What is looked for as it is written: in names and in prose. */
static void seek_literal(struct asking *w, const char *text, bool literal)
{
    size_t at = w->keys.n_bytes;

    fold_key(&w->keys, text, strlen(text));
    add_seek(w, TEXT_NAMES, at, literal);
    add_seek(w, TEXT_PROSE, at, literal);
}

static void seek_sound(struct asking *w, const char *text)
{
    size_t at = w->keys.n_bytes;

    if (!romaji_key_of_typed(&w->keys, text, strlen(text)))
        return;
    add_seek(w, TEXT_NAMES_SOUND, at, true);
    add_seek(w, TEXT_PROSE_SOUND, at, true);
}

/* A term of the glossary is found by its names in any record's words. */
static bool seek_names(struct corpus *c, uint32_t value, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    bool ok = store_record(c->st, &mem, value, &r, e);

    for (int lang = 0; ok && lang < LANG_COUNT; lang++)
        seek_literal(&c->asking, r.name[lang], true);
    arena_finish(&mem);
    return ok;
}

/* The keys that the term is looked for by, if it is by text; else its bits at once. */
static bool start_term(struct corpus *c, struct answer *a, const struct query_term *t, uint32_t bit,
                       struct err *e)
{
    struct asking *w = &c->asking;

    w->n_seeks = w->seek_i = 0;
    w->n = 1;
    buf_reset(&w->keys);
    switch (query_values_of(t->field)) {
    case VALUES_TEXT:
        seek_literal(w, t->text, t->literal);
        if (!t->literal)
            seek_sound(w, t->text);
        break;
    case VALUES_WORDS:
        return ask_words(c, a->holds, t, bit, e);
    case VALUES_DATES:
        ask_dates(c, a, t, bit);
        return true;
    case VALUES_RECORDS:
        for (int k = 0; k < t->n_values; k++) {
            ask_value(c, a->holds, t->field, t->value[k], bit);
            if (t->field == QUERY_TERM && !seek_names(c, t->value[k], e))
                return false;
        }
    }
    if (w->n_seeks)
        memset(w->hit, 0, c->n_records + 1);
    return !w->keys.failed || err_set(e, ERR_DATA, "out of memory");
}

/* The record at whose piece, or the one behind the last, the bytes from n's piece on are spent. */
static uint32_t slice_end(const uint32_t *at, uint32_t n, uint32_t n_records, size_t n_bytes)
{
    uint32_t low = n, high = n_records + 1; /* at least one record */

    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;

        if (at[middle - 1] - at[n - 1] <= n_bytes)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Looks through one slice of a part; the seek is over when it has come to the last record. */
static void seek_on(struct corpus *c, long *budget)
{
    struct asking *w = &c->asking;
    const struct seek *s = &w->seek[w->seek_i];
    const char *bytes = c->text.part[s->part].bytes;
    const uint32_t *at = c->text.part[s->part].at;
    struct scan_key key =
        scan_key_of(buf_cstr(&w->keys) + s->key_at, s->n_bytes, s->at_word, &c->sample[s->part]);
    uint32_t n = w->n, end = slice_end(at, n, c->n_records, (size_t)*budget);
    size_t place = at[n - 1], to = at[end - 1];

    *budget -= (long)(to - place);
    while ((place = scan_next(&key, bytes, place, to)) < to) {
        while (at[n] <= place)
            n++;
        w->hit[n] |= (uint8_t)(1 << s->part);
        place = at[n]; /* once is enough: on to the next record */
    }
    w->n = end;
    if (end > c->n_records) {
        w->n = 1;
        w->seek_i++;
    }
}

/* Is a record found by the names of what its edge leads to? */
static bool is_found_by(enum relation relation)
{
    return relation == REL_ACTOR || relation == REL_THEME || relation == REL_TYPE ||
           relation == REL_ADDRESSED || relation == REL_NAMED || relation == REL_FROM ||
           relation == REL_TO || relation == REL_SOURCE;
}

/* Names of actors, themes and so on find what is linked with them, and the words of an item its
 * recommendation. */
static void link_on(struct corpus *c, long *budget)
{
    struct asking *w = &c->asking;

    for (; w->n <= c->n_records && *budget > 0; w->n++) {
        unsigned all = w->hit[w->n], names;

        *budget -= 1;
        if (!(all & (SEEN_LITERAL | SEEN_SOUND)))
            continue;
        names = all & (1 << TEXT_NAMES | 1 << TEXT_NAMES_SOUND);
        for (uint32_t i = c->ix.into_at[w->n - 1]; i < c->ix.into_at[w->n]; i++) {
            enum relation relation = (enum relation)c->ix.into_relation[i];
            unsigned seen = relation == REL_ITEM ? all : is_found_by(relation) ? names : 0;

            *budget -= BYTES_PER_EDGE;
            if (seen & SEEN_LITERAL)
                w->hit[c->ix.into_from[i]] |= VIA_LITERAL;
            if (seen & SEEN_SOUND)
                w->hit[c->ix.into_from[i]] |= VIA_SOUND;
        }
    }
}

/* Takes the hits as the term's bits. How many records only sound so is kept: a hit says which way
 * it matched. */
static void settle_text(struct corpus *c, struct answer *a, int term)
{
    const uint32_t bit = UINT32_C(1) << term;
    const uint8_t *hit = c->asking.hit;

    for (uint32_t n = 1; n <= c->n_records; n++) {
        a->holds[n] |= hit[n] ? bit : 0;
        a->n_by_sound[term] += hit[n] && !(hit[n] & (SEEN_LITERAL | VIA_LITERAL));
    }
}

/* The bits of the term are there: without a date they are sure, and excluded they turn round. */
static void close_term(struct corpus *c, struct answer *a, int term)
{
    const uint32_t bit = UINT32_C(1) << term;
    bool excludes = a->query.term[term].excludes, dated = a->dates & bit;

    for (uint32_t n = 1; n <= c->n_records; n++) {
        uint32_t holds = a->holds[n] & bit, could = dated ? a->could[n] & bit : holds;

        a->holds[n] = (a->holds[n] & ~bit) | (excludes ? ~could & bit : holds);
        a->could[n] = (a->could[n] & ~bit) | (excludes ? ~holds & bit : could);
    }
}

/* Takes over a term that stands in the last answer. */
static bool take_over(struct corpus *c, struct answer *a, int term)
{
    const struct answer *old = corpus_now(c);
    int from = query_find(&old->query, &a->query.term[term]);

    if (from < 0)
        return false;
    for (uint32_t n = 1; n <= c->n_records; n++) {
        a->holds[n] |= (old->holds[n] >> from & 1) << term;
        a->could[n] |= (old->could[n] >> from & 1) << term;
    }
    a->n_by_sound[term] = old->n_by_sound[from];
    return true;
}

/* One step of the term at hand; true when it is done. */
static bool work_on_term(struct corpus *c, struct answer *a, bool *done, long *budget,
                         struct err *e)
{
    struct asking *w = &c->asking;
    const struct query_term *t = &a->query.term[w->term];

    *done = false;
    if (!w->started) {
        if (take_over(c, a, w->term)) {
            *done = true;
            return true;
        }
        w->started = true;
        *budget -= (long)c->n_records * (long)sizeof *a->holds;
        return start_term(c, a, t, UINT32_C(1) << w->term, e);
    }
    if (w->seek_i < w->n_seeks) {
        if (c->text.whole) {
            seek_on(c, budget);
            return true;
        }
        *budget -= SLICE_BYTES / 4; /* a chunk read costs as much as a few scanned */
        return corpus_load_text(c, e);
    }
    if (w->n_seeks && w->n <= c->n_records) {
        link_on(c, budget);
        return true;
    }
    if (w->n_seeks)
        settle_text(c, a, w->term);
    close_term(c, a, w->term);
    *done = true;
    return true;
}

void corpus_begin(struct corpus *c, const struct query *q)
{
    struct answer *a = &c->answer[!c->now];

    query_finish(&a->query);
    query_copy(&a->query, q);
    memset(a->holds, 0, (c->n_records + 1) * sizeof *a->holds);
    memset(a->could, 0, (c->n_records + 1) * sizeof *a->could);
    memset(a->own, 0, sizeof a->own);
    memset(a->ticked, 0, sizeof a->ticked);
    memset(a->n_by_sound, 0, sizeof a->n_by_sound);
    a->all = a->dates = 0;
    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        uint32_t bit = UINT32_C(1) << i;

        a->own[t->field] |= bit;
        a->ticked[t->field] |= t->excludes ? 0 : bit;
        a->all |= bit;
        a->dates |= query_values_of(t->field) == VALUES_DATES ? bit : 0;
    }
    c->asking.open = true;
    c->asking.started = false;
    c->asking.term = 0;
}

bool corpus_work(struct corpus *c, bool *done, struct err *e)
{
    struct answer *a = &c->answer[!c->now];
    struct asking *w = &c->asking;
    long budget = SLICE_BYTES;

    while (w->open && w->term < a->query.n_terms && budget > 0) {
        bool term_done;

        if (!work_on_term(c, a, &term_done, &budget, e)) {
            w->open = false;
            return false;
        }
        if (term_done) {
            w->term++;
            w->started = false;
        }
    }
    *done = w->open && w->term == a->query.n_terms;
    if (*done) {
        w->open = false;
        c->now = !c->now;
        c->round++;
        c->counts.made = false;
    }
    return true;
}

bool corpus_ask(struct corpus *c, const struct query *q, struct err *e)
{
    bool done = false;

    corpus_begin(c, q);
    while (!done)
        if (!corpus_work(c, &done, e))
            return false;
    return true;
}
