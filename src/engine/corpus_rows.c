/* Which rows an answer leaves, and what they lead to. */
#include "corpus_in.h"

/* The bits that a record of this kind answers for by itself; the others need an activity or event.
 */
static uint32_t direct_bits(const struct answer *a, enum kind kind)
{
    const uint32_t everywhere = a->own[QUERY_TEXT] | a->own[QUERY_ID] | a->own[QUERY_KIND] |
                                a->own[QUERY_SOURCE] | a->own[QUERY_RELIABILITY] |
                                a->own[QUERY_HAS] | a->own[QUERY_TERM];

    switch (kind) {
    case KIND_ACTOR:
        return everywhere | a->own[QUERY_ACTOR] | a->own[QUERY_REC] | a->own[QUERY_ADDRESSEE] |
               a->own[QUERY_COUNTRY] | a->own[QUERY_CATEGORY];
    case KIND_THEME:
        return everywhere | a->own[QUERY_THEME] | a->own[QUERY_REC];
    case KIND_TYPE:
        return everywhere | a->own[QUERY_TYPE];
    case KIND_RECOMMENDATION:
        return everywhere | a->own[QUERY_ACTOR] | a->own[QUERY_THEME] | a->own[QUERY_REC] |
               a->own[QUERY_ADDRESSEE] | a->own[QUERY_BEARING];
    default:
        return a->all;
    }
}

/* Is an activity or event that all the bits hold for linked to n? */
static bool has_fact(const struct corpus *c, uint32_t n, uint32_t bits)
{
    const uint32_t *holds = corpus_now(c)->holds;

    for (uint32_t i = c->ix->into_at[n - 1]; i < c->ix->into_at[n]; i++) {
        uint32_t from = c->ix->into_from[i];

        if ((holds[from] & bits) == bits && c->ix->into_relation[i] != REL_CITES &&
            corpus_is_fact(c, from))
            return true;
    }
    return false;
}

/* The same, with some of the bits asked of the activities and events in any case. */
static bool matches(const struct corpus *c, uint32_t n, uint32_t bits, uint32_t of_facts)
{
    const struct answer *a = corpus_now(c);
    enum kind kind = corpus_kind(c, n);
    uint32_t direct = direct_bits(a, kind) & bits & ~of_facts, rest = bits & ~direct;

    if ((a->holds[n] & direct) == direct && (!rest || has_fact(c, n, rest)))
        return true;
    if (kind != KIND_THEME && kind != KIND_TYPE)
        return false;
    direct &= ~a->own[QUERY_TEXT];
    return (a->holds[n] & direct) == direct && has_fact(c, n, bits & ~direct);
}

bool corpus_matches(const struct corpus *c, uint32_t n, uint32_t bits)
{
    return matches(c, n, bits, 0);
}

/* In a pane of these, kind:activity can only mean what they are linked with. */
static uint32_t bits_of_facts(const struct answer *a, enum kind kind)
{
    return kind == KIND_ACTOR || kind == KIND_THEME || kind == KIND_TYPE ||
                   kind == KIND_RECOMMENDATION
               ? a->of_facts
               : 0;
}

static uint32_t bits_but_own(const struct answer *a, enum kind kind)
{
    enum query_field own = query_field_of(kind);

    return own == QUERY_FIELD_COUNT ? a->all : a->all & ~a->ticked[own];
}

size_t corpus_rows(const struct corpus *c, struct arena *arena, enum kind kind, bool but_own,
                   uint32_t **rows)
{
    const struct answer *a = corpus_now(c);
    uint32_t bits = but_own ? bits_but_own(a, kind) : a->all;
    uint32_t of_facts = but_own ? bits_of_facts(a, kind) : 0;
    size_t count = 0;

    *rows = arena_zeroed(arena, c->n_of_kind[kind], sizeof **rows);
    for (uint32_t n = c->first[kind]; n && n <= c->last[kind]; n++)
        if (corpus_kind(c, n) == kind && matches(c, n, bits, of_facts))
            (*rows)[count++] = n;
    return count;
}

size_t corpus_timeline(const struct corpus *c, struct arena *arena, uint32_t **rows)
{
    const struct answer *a = corpus_now(c);
    size_t n_facts = c->n_of_kind[KIND_ACTIVITY] + c->n_of_kind[KIND_EVENT], count = 0;

    *rows = arena_zeroed(arena, n_facts + 1, sizeof **rows);
    for (uint32_t n = 1; n <= c->n_records; n++) { /* written in any case: no branch to guess */
        (*rows)[count] = n;
        count += ((a->holds[n] & a->all) == a->all) & corpus_is_fact(c, n);
    }
    return count;
}

size_t corpus_without(const struct corpus *c, enum kind kind, int term)
{
    const struct answer *a = corpus_now(c);
    uint32_t bits = (kind == KIND_NONE ? a->all : bits_but_own(a, kind)) & ~(UINT32_C(1) << term);
    size_t count = 0;

    for (uint32_t n = 1; n <= c->n_records; n++)
        count += kind == KIND_NONE
                     ? (a->holds[n] & bits) == bits && corpus_is_fact(c, n)
                     : corpus_kind(c, n) == kind && matches(c, n, bits, bits_of_facts(a, kind));
    return count;
}

const struct query *corpus_query(const struct corpus *c)
{
    return &corpus_now(c)->query;
}

uint32_t corpus_by_sound(const struct corpus *c, int term)
{
    return corpus_now(c)->n_by_sound[term];
}

size_t corpus_possible(const struct corpus *c, enum kind kind)
{
    const struct answer *a = corpus_now(c);
    size_t count = 0;

    for (uint32_t n = 1; a->dates && n <= c->n_records; n++)
        if ((kind == KIND_NONE ? corpus_is_fact(c, n) : corpus_kind(c, n) == kind) &&
            (a->could[n] & a->all) == a->all && (a->holds[n] & a->all) != a->all)
            count++;
    return count;
}

static struct tally tally_of(const struct corpus *c, uint32_t n)
{
    const struct answer *a = corpus_now(c);
    uint32_t bits = bits_but_own(a, corpus_kind(c, n)), last = 0;
    struct tally t = {0, 0};
    struct edges_into in;

    if (!store_edges_into(c->st, n, &in, NULL))
        return t;
    /* Edges into n are in the order of their start: a second role is no second fact. */
    for (uint32_t i = 0; i < in.n_edges; i++) {
        uint32_t from = in.from[i];

        if (from == last || (a->holds[from] & bits) != bits || in.relation[i] == REL_CITES ||
            !corpus_is_fact(c, from))
            continue;
        last = from;
        if (corpus_kind(c, from) == KIND_ACTIVITY)
            t.n_activities++;
        else
            t.n_events++;
    }
    return t;
}

struct tally corpus_tally(struct corpus *c, uint32_t n)
{
    if (c->tallied[n] != c->round) {
        c->tally[n] = tally_of(c, n);
        c->tallied[n] = c->round;
    }
    return c->tally[n];
}
