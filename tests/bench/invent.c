/* Numbers, choices, bodies, dates and sentences out of a seed. */
#include "invent.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* splitmix64: small, sound enough, and the same on every machine. */
static uint64_t mix(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

struct rng rng_at(uint64_t seed, enum stream stream, uint32_t index)
{
    struct rng r = {seed};

    r.state = mix(&r.state) ^ ((uint64_t)stream << 32 | index);
    r.state = mix(&r.state);
    return r;
}

uint32_t rng_below(struct rng *r, uint32_t n)
{
    return (uint32_t)((mix(&r->state) >> 32) * n >> 32);
}

bool rng_percent(struct rng *r, uint32_t percent)
{
    return rng_below(r, 100) < percent;
}

uint32_t rng_tail(struct rng *r, uint32_t percent, uint32_t cap)
{
    uint32_t n = 1;

    while (n < cap && rng_percent(r, percent))
        n++;
    return n;
}

void zipf_init(struct zipf *z, uint32_t n)
{
    uint64_t sum = 0;

    assert(n <= ZIPF_MAX);
    z->n = n;
    for (uint32_t k = 0; k < n; k++)
        z->upto[k] = sum += 1000000 / (k + 1);
}

uint32_t zipf_pick(const struct zipf *z, struct rng *r)
{
    uint64_t at = rng_below(r, (uint32_t)z->upto[z->n - 1]);
    uint32_t low = 0, high = z->n - 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (at < z->upto[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void invent_slug(struct buf *out, const char *en)
{
    bool dash = false;

    for (; *en; en++) {
        char c = *en >= 'A' && *en <= 'Z' ? (char)(*en - 'A' + 'a') : *en;

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (dash)
                buf_char(out, '-');
            buf_char(out, c);
            dash = false;
        } else {
            dash = true;
        }
    }
}

static void real_actor(const struct body *b, struct actor *out)
{
    *out = (struct actor){.country = b->country, .category = b->category};
    snprintf(out->id, sizeof out->id, "actor:%s", b->id);
    snprintf(out->ja, sizeof out->ja, "%s", b->ja);
    snprintf(out->kana, sizeof out->kana, "%s", b->kana);
    snprintf(out->en, sizeof out->en, "%s", b->en);
    snprintf(out->abbreviation, sizeof out->abbreviation, "%s", b->abbreviation);
    out->alias_ja = b->alias_ja;
    out->alias_en = b->alias_en;
}

void invent_actor(uint64_t seed, uint32_t index, struct actor *out)
{
    const uint32_t n_names = n_places * n_sectors * n_suffixes;
    const uint32_t step = 9973; /* prime, and no factor of n_names: each name comes once */
    uint32_t at = (uint32_t)(((uint64_t)(seed % n_names) + (uint64_t)index * step) % n_names);
    const struct place *place = &places[at % n_places];
    const struct word *sector = &sectors[at / n_places % n_sectors];
    const struct suffix *suffix = &suffixes[at / n_places / n_sectors];
    struct buf slug = {0};

    if (index < n_bodies) {
        real_actor(&bodies[index], out);
        return;
    }
    *out = (struct actor){.country = place->country, .category = suffix->category};
    snprintf(out->ja, sizeof out->ja, "%s%s%s", place->word.ja, sector->ja, suffix->word.ja);
    snprintf(out->kana, sizeof out->kana, "%s%s%s", place->word.kana, sector->kana,
             suffix->word.kana);
    snprintf(out->en, sizeof out->en, "%s %s %s", place->word.en, sector->en, suffix->word.en);
    invent_slug(&slug, out->en);
    snprintf(out->id, sizeof out->id, "actor:%.70s", buf_cstr(&slug));
    buf_finish(&slug);
    if (index % 3 == 0) /* letters of the name, and the number that keeps them apart */
        snprintf(out->abbreviation, sizeof out->abbreviation, "%c%c%c%u", place->word.en[0],
                 sector->en[0], suffix->word.en[0], index);
}

static void add_value(struct buf *out, char code, enum language lang, const struct scene *s)
{
    const struct word *w = code == 'p'   ? s->place
                           : code == 't' ? s->topic
                           : code == 'u' ? s->other_topic
                           : code == 'q' ? s->qualifier
                           : code == 'f' ? &s->form->word
                                         : NULL;

    if (w)
        buf_str(out, lang == JA ? w->ja : w->en);
    else if (code == 'a' || code == 'b')
        buf_str(out,
                lang == JA ? (code == 'a' ? s->a : s->b)->ja : (code == 'a' ? s->a : s->b)->en);
    else
        buf_printf(out, "%u", code == 'n' ? s->number : s->year);
}

void invent_sentence(struct buf *out, const struct sentence *s, enum language lang,
                     const struct scene *scene)
{
    if (lang == EN && out->n_bytes)
        buf_char(out, ' ');
    for (const char *at = lang == JA ? s->ja : s->en; *at; at++)
        if (*at == '%')
            add_value(out, *++at, lang, scene);
        else
            buf_char(out, *at);
}

uint32_t invent_year(struct rng *r)
{
    return 2026 - (rng_tail(r, 70, 22) - 1);
}

/* The commonest forms first; y m d are the start, Y M D an end after it. */
static const struct {
    uint32_t weight;
    const char *form;
} date_forms[] = {
    {380, "y-m-d"},   {180, "y-m"},     {90, "y"},      {80, "y-m-d/y-M-D"}, {40, "y-m/y-M"},
    {40, "y/Y"},      {35, "y-m~"},     {30, "y?"},     {15, "y-m-d?"},      {12, "y%"},
    {25, "y-S"},      {20, "y-m-d/.."}, {10, "../y-m"}, {8, "y/"},           {8, "/y-m-d"},
    {8, "cX"},        {5, "y-m-XX"},    {5, "y-XX"},    {4, "y-XX-XX"},      {2, "20XX"},
    {2, "y-m~/Y-M?"}, {1, "y-S/Y-S"},
};

void invent_date(struct buf *out, struct rng *r, uint32_t year)
{
    uint32_t total = 0, at, k = 0;
    uint32_t month = 1 + rng_below(r, 11), day = 1 + rng_below(r, 27); /* with room for an end */
    uint32_t season = 21 + rng_below(r, 4);

    for (uint32_t i = 0; i < sizeof date_forms / sizeof date_forms[0]; i++)
        total += date_forms[i].weight;
    at = rng_below(r, total);
    while (at >= date_forms[k].weight)
        at -= date_forms[k++].weight;
    for (const char *c = date_forms[k].form; *c; c++)
        switch (*c) {
        case 'y':
        case 'Y':
            buf_printf(out, "%u", *c == 'y' ? year : year + 1);
            break;
        case 'c':
            buf_printf(out, "%u", year / 10);
            break;
        case 'm':
        case 'M':
            buf_printf(out, "%02u", *c == 'm' ? month : month + 1);
            break;
        case 'd':
        case 'D':
            buf_printf(out, "%02u", *c == 'd' ? day : day + 1);
            break;
        case 'S':
            buf_printf(out, "%u", season);
            break;
        default:
            buf_char(out, *c);
        }
}
