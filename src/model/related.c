/* What a record is linked with: a heading for each relation and kind, a line for each record. */
#include "detail_in.h"

#include <stdio.h>
#include <string.h>

/* What stands before a linked record's name: its role, or a link's other end. */
static bool edge_words(const struct maker *m, const struct edge *edge, bool into,
                       struct text *before, struct text *after)
{
    struct arena *a = &m->d->mem;
    enum display display = m->d->shape.display;
    struct edge *ends;
    size_t n_ends;

    *before = *after = text_lit("");
    if (edge->relation == REL_ACTOR)
        *after = *edge->role
                     ? say_pair(a, text_lit("-"), say_word(a, edge->role, display), DISPLAY_BOTH)
                     : text_lit("");
    if (edge->relation == REL_BEARS) { /* "supports part joint": three words of the schema */
        char words[64], *at = words, *word;
        struct text said = text_lit("");

        snprintf(words, sizeof words, "%s", edge->role);
        while ((word = strtok_r(at, " ", &at)))
            said = say_pair(a, said, say_word(a, word, display), DISPLAY_BOTH);
        *after = say_pair(a, text_lit("-"), said, DISPLAY_BOTH);
    }
    if ((edge->relation == REL_FROM || edge->relation == REL_TO) && into) {
        enum relation other = edge->relation == REL_FROM ? REL_TO : REL_FROM;
        struct text end = say(a, SAY_LINK_GAP, display);

        if (!store_edges(m->st, a, edge->from, false, &ends, &n_ends, m->e))
            return false;
        for (size_t i = 0; i < n_ends; i++)
            if (ends[i].relation == other) {
                struct record r;

                if (!store_record(m->st, a, ends[i].to, &r, m->e))
                    return false;
                end = detail_link_text(m, &r, text_lit(""));
            }
        *before = say_pair(a, say_word(a, edge->role, display), end, DISPLAY_BOTH);
        *before = say_pair(a, *before, text_lit("-"), DISPLAY_BOTH);
    }
    return true;
}

/* Relations whose far end is a field of this record, or belongs to the evidence. */
static bool is_shown_elsewhere(enum relation relation, bool into)
{
    if (into)
        return relation == REL_ITEM || relation == REL_MILESTONE;
    return relation == REL_THEME || relation == REL_TYPE || relation == REL_PARENT ||
           relation == REL_DATES || relation == REL_FROM || relation == REL_TO ||
           relation == REL_DOCUMENT || relation == REL_STRATEGY || relation == REL_ABOUT ||
           relation == REL_CITES;
}

/* Does an earlier edge lead to the same record, in another role? */
static bool is_again(const struct edge *edges, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (edges[k].to == edges[i].to)
            return true;
    return false;
}

static bool add_edge(const struct maker *m, const struct edge *edge, bool into)
{
    struct text before, after;

    return edge_words(m, edge, into, &before, &after) &&
           detail_link(m, into ? edge->from : edge->to, before, after);
}

/* One group: the edges of one relation that lead to one kind, under a heading. */
static bool add_group(const struct maker *m, const struct edge *edges, const uint8_t *kinds,
                      size_t n_edges, enum kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < n_edges; i++)
        count += kinds[i] == kind && !is_again(edges, i);
    if (!count)
        return true;
    detail_heading(
        m->d, say_relation(&m->d->mem, edges[0].relation, false, kind, m->d->shape.display), count);
    for (size_t i = 0; i < n_edges; i++)
        if (kinds[i] == kind && !add_edge(m, &edges[i], false))
            return false;
    return true;
}

/* What the record leads to. */
static bool add_out(const struct maker *m, const struct store_index *ix)
{
    struct edge *edges;
    size_t n_edges;

    if (!store_edges(m->st, &m->d->mem, m->record.n, false, &edges, &n_edges, m->e))
        return false;
    for (size_t i = 0, end; i < n_edges; i = end) {
        uint8_t *kinds = arena_zeroed(&m->d->mem, n_edges - i, sizeof *kinds);

        for (end = i; end < n_edges && edges[end].relation == edges[i].relation; end++)
            kinds[end - i] = ix->kind[edges[end].to - 1];
        for (int k = 0; k < KIND_COUNT && !is_shown_elsewhere(edges[i].relation, false); k++)
            if (!add_group(m, edges + i, kinds, end - i, (enum kind)k))
                return false;
    }
    return true;
}

/* Is the edge the first from its record in this relation? Edges into a record are by where they
 * come from, then by relation. */
static bool is_first(const struct edges_into *in, uint32_t i)
{
    return i == 0 || in->from[i] != in->from[i - 1] || in->relation[i] != in->relation[i - 1];
}

/* All edges, with their roles, from one record in one relation. */
static bool add_from(const struct maker *m, uint32_t from, enum relation relation)
{
    struct edge *edges;
    size_t n_edges;

    if (!store_edges_between(m->st, &m->d->mem, from, relation, m->record.n, &edges, &n_edges,
                             m->e))
        return false;
    for (size_t i = 0; i < n_edges; i++)
        if (!add_edge(m, &edges[i], true))
            return false;
    return true;
}

/* One group of records that lead here: how many there are, and as many of them as fit the limit. */
static bool add_group_into(const struct maker *m, const struct store_index *ix,
                           const struct edges_into *in, enum relation relation, enum kind kind,
                           uint32_t count)
{
    const struct detail_shape *shape = &m->d->shape;
    const uint32_t limit =
        shape->max_links && count > shape->whole_links ? shape->max_links : count;
    struct arena *a = &m->d->mem;
    enum display display = m->d->shape.display;
    uint32_t shown = 0;
    char rest[16];

    detail_heading(m->d, say_relation(a, relation, true, kind, display), count);
    for (uint32_t i = 0; i < in->n_edges && shown < limit && shown < count; i++) {
        if (in->relation[i] != relation || ix->kind[in->from[i] - 1] != kind || !is_first(in, i))
            continue;
        shown++;
        if (!add_from(m, in->from[i], relation))
            return false;
    }
    if (shown < count) {
        snprintf(rest, sizeof rest, "+%u", count - shown);
        detail_wrapped(
            m->d, DETAIL_FAINT,
            say_pair(a, text_safe_str(a, rest), say(a, SAY_MORE_LINKS, display), DISPLAY_BOTH));
    }
    return true;
}

/* What leads to the record: that may be half of all there is. */
static bool add_into(const struct maker *m, const struct store_index *ix)
{
    uint32_t count[REL_COUNT][KIND_COUNT] = {{0}};
    struct edges_into in;

    if (!store_edges_into(m->st, m->record.n, &in, m->e))
        return false;
    for (uint32_t i = 0; i < in.n_edges; i++)
        count[in.relation[i]][ix->kind[in.from[i] - 1]] += is_first(&in, i);
    for (int r = 0; r < REL_COUNT; r++)
        for (int k = 0; k < KIND_COUNT && !is_shown_elsewhere((enum relation)r, true); k++)
            if (count[r][k] &&
                !add_group_into(m, ix, &in, (enum relation)r, (enum kind)k, count[r][k]))
                return false;
    return true;
}

bool detail_related(const struct maker *m)
{
    const struct store_index *ix;

    return store_index(m->st, &ix, m->e) && add_out(m, ix) && add_into(m, ix);
}
