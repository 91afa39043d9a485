/* Seeded invention: numbers, skewed choices, bodies, dates, sentences. The same everywhere. */
#ifndef BENCH_INVENT_H
#define BENCH_INVENT_H

#include "nichiei/base/buf.h"

#include "vocabulary.h"

#include <stdbool.h>

/* What a number is drawn for: each record draws from a stream of its own, so that any record can
 * be invented again without those before it. */
enum stream {
    STREAM_ACTIVITY,
    STREAM_ACTIVITY_REST,
    STREAM_EVENT,
    STREAM_EVENT_REST,
    STREAM_ACTOR,
    STREAM_SOURCE,
    STREAM_REFERENCE,
    STREAM_RECOMMENDATION,
    STREAM_OTHER,
};

struct rng {
    uint64_t state;
};

struct rng rng_at(uint64_t seed, enum stream stream, uint32_t index);
uint32_t rng_below(struct rng *r, uint32_t n); /* 0 <= result < n; n > 0 */
bool rng_percent(struct rng *r, uint32_t percent);

/* 1 at least, each further one with this chance, cap at most: a long tail. */
uint32_t rng_tail(struct rng *r, uint32_t percent, uint32_t cap);

/* Zipf's law in whole numbers: position k of n is drawn with a weight of 1 / (k + 1). */
enum { ZIPF_MAX = 1024 };
struct zipf {
    uint32_t n;
    uint64_t upto[ZIPF_MAX];
};

void zipf_init(struct zipf *z, uint32_t n); /* n <= ZIPF_MAX */
uint32_t zipf_pick(const struct zipf *z, struct rng *r);

struct actor {
    char id[80], ja[160], kana[240], en[120], abbreviation[16];
    const char *country, *category, *alias_ja, *alias_en; /* aliases may be NULL */
};

/* The index-th of a dossier's actors: the real bodies first, then invented ones, all different. */
void invent_actor(uint64_t seed, uint32_t index, struct actor *out);

/* Who, where and about what: what a record says follows from it. */
struct scene {
    const struct actor *a, *b;
    const struct word *place, *topic, *other_topic, *qualifier;
    const struct form *form;
    uint32_t number, year;
};

enum language { JA, EN };

/* Appends one sentence; an English one after a blank if something stands before it. */
void invent_sentence(struct buf *out, const struct sentence *s, enum language lang,
                     const struct scene *scene);

/* "threat-intelligence": lower-case letters and digits of `en`, dashes between. */
void invent_slug(struct buf *out, const char *en);

/* Appends an EDTF date of any form: mostly days and months, seldom seasons, decades, open ends. */
void invent_date(struct buf *out, struct rng *r, uint32_t year);

/* A year up to 2026, the later the likelier. */
uint32_t invent_year(struct rng *r);

#endif
