/*
 * Evaluating a query, a slice at a time: each term of it for every record. The answer that stands
 * stays readable meanwhile; terms that it has already are taken from it.
 */
#include "nichiei/text/edtf.h"

#include "corpus_in.h"

#include <string.h>

/* What corpus_work() does before it returns: bytes of text to look through, about 1 ms. */
enum { SLICE_BYTES = 8 * 1024 * 1024 };

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
    for (uint32_t i = c->ix->into_at[value - 1]; i < c->ix->into_at[value]; i++)
        if (corpus_speaks_of(field, (enum relation)c->ix->into_relation[i]))
            holds[c->ix->into_from[i]] |= bit;
    if (field != QUERY_REC)
        return;
    /* A recommendation also speaks of its theme, its actors, its items and milestones. */
    for (uint32_t i = c->ix->from_at[value - 1]; i < c->ix->from_at[value]; i++)
        if (c->ix->relation[i] != REL_CITES)
            holds[c->ix->to[i]] |= bit;
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
    int32_t from = c->ix->first_day[n - 1], to = c->ix->last_day[n - 1];

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

        if (!corpus_is_fact(c, n) && c->ix->first_day[n - 1] == EDTF_DAY_MIN &&
            c->ix->last_day[n - 1] == EDTF_DAY_MAX)
            continue;
        for (int k = 0; k + 1 < t->n_values; k += 2)
            ask_days(c, n, t->field, (int32_t)t->value[k], (int32_t)t->value[k + 1], &certain,
                     &possible);
        a->holds[n] |= certain ? bit : 0;
        a->could[n] |= possible ? bit : 0;
    }
}

/* Sets the bits of a term at once, or starts looking for its text. */
static bool start_term(struct corpus *c, struct answer *a, const struct query_term *t, uint32_t bit,
                       struct err *e)
{
    c->finder.n_seeks = 0;
    switch (query_values_of(t->field)) {
    case VALUES_TEXT:
        return finder_start(c, t->text, t->literal, e);
    case VALUES_WORDS:
        return ask_words(c, a->holds, t, bit, e);
    case VALUES_DATES:
        ask_dates(c, a, t, bit);
        return true;
    case VALUES_RECORDS:
        break;
    }
    for (int k = 0; k < t->n_values; k++)
        ask_value(c, a->holds, t->field, t->value[k], bit);
    return t->field != QUERY_TERM || finder_start_names(c, t->value, t->n_values, e);
}

/* Takes the hits as the term's bits. How many records only sound so is kept: a hit says which way
 * it matched. */
static void settle_text(struct corpus *c, struct answer *a, int term)
{
    const uint8_t *hit = c->finder.out->hit;
    uint32_t by_sound = 0;

    for (uint32_t n = 1; n <= c->n_records; n++) {
        a->holds[n] |= (uint32_t)(hit[n] != 0) << term;
        by_sound += (hit[n] != 0) & !(hit[n] & FOUND_LITERAL);
    }
    a->n_by_sound[term] = by_sound;
}

/* The bits of the term are there; excluded, they turn round: what could hold must not. */
static void close_term(struct corpus *c, struct answer *a, int term)
{
    const uint32_t bit = UINT32_C(1) << term;
    bool excludes = a->query.term[term].excludes, dated = a->dates & bit;

    for (uint32_t n = 1; n <= c->n_records && (excludes || a->dates); n++) {
        uint32_t holds = a->holds[n] & bit, could = dated ? a->could[n] & bit : holds;

        a->holds[n] = (a->holds[n] & ~bit) | (excludes ? ~could & bit : holds);
        a->could[n] = (a->could[n] & ~bit) | (excludes ? ~holds & bit : could);
    }
}

/* Takes over a term that stands in the last answer. */
static bool take_over(struct corpus *c, struct answer *a, int term)
{
    const struct answer *old = corpus_now(c);
    const uint32_t *could = old->dates ? old->could : old->holds;
    int from = query_find(&old->query, &a->query.term[term]);

    if (from < 0)
        return false;
    for (uint32_t n = 1; n <= c->n_records; n++)
        a->holds[n] |= (old->holds[n] >> from & 1) << term;
    for (uint32_t n = 1; n <= c->n_records && a->dates; n++)
        a->could[n] |= (could[n] >> from & 1) << term;
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
    if (!store_index_more(c->st, e))
        return false;
    if (!w->started) {
        if (take_over(c, a, w->term)) {
            *done = true;
            return true;
        }
        w->started = true;
        *budget -= (long)c->n_records * (long)sizeof *a->holds;
        return start_term(c, a, t, UINT32_C(1) << w->term, e);
    }
    if (c->finder.n_seeks) {
        bool found;

        if (!finder_work(c, budget, &found, e))
            return false;
        if (!found)
            return true;
        settle_text(c, a, w->term);
    }
    close_term(c, a, w->term);
    *done = true;
    return true;
}

/* Does it ask for nothing but activities or events, by their kind? */
static bool asks_for_facts(struct corpus *c, const struct query_term *t)
{
    uint32_t activity, event;
    bool facts = t->field == QUERY_KIND && !t->excludes;

    if (!facts)
        return false;
    activity = corpus_word(c, QUERY_KIND, "activity");
    event = corpus_word(c, QUERY_KIND, "event");
    for (int i = 0; i < t->n_values; i++)
        facts = facts && (t->value[i] == activity || t->value[i] == event);
    return facts;
}

void corpus_begin(struct corpus *c, const struct query *q)
{
    struct answer *a = &c->answer[!c->now];

    query_finish(&a->query);
    query_copy(&a->query, q);
    memset(a->holds, 0, (c->n_records + 1) * sizeof *a->holds);
    memset(a->own, 0, sizeof a->own);
    memset(a->ticked, 0, sizeof a->ticked);
    memset(a->n_by_sound, 0, sizeof a->n_by_sound);
    a->all = a->dates = a->of_facts = 0;
    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        uint32_t bit = UINT32_C(1) << i;

        a->own[t->field] |= bit;
        a->ticked[t->field] |= t->excludes ? 0 : bit;
        a->all |= bit;
        a->of_facts |= asks_for_facts(c, t) ? bit : 0;
        a->dates |= query_values_of(t->field) == VALUES_DATES ? bit : 0;
    }
    if (a->dates)
        memset(a->could, 0, (c->n_records + 1) * sizeof *a->could);
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

    if (!store_index_more(c->st, e))
        return false;
    corpus_begin(c, q);
    while (!done)
        if (!corpus_work(c, &done, e))
            return false;
    return true;
}
