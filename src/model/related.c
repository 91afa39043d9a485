/* What a record is linked with: a heading for each relation and kind, a line for each record. */
#include "nichiei/base/buf.h"

#include "nichiei/engine/group_query.h"

#include "nichiei/model/chain.h"

#include "detail_in.h"

#include <stdio.h>
#include <stdlib.h>
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
    if (edge->relation == REL_SOURCE && *edge->role && strcmp(edge->role, "cites") != 0)
        *after = say_pair(a, text_lit("-"), say_word(a, edge->role, display), DISPLAY_BOTH);
    if (edge->relation == REL_CITES && *edge->role)
        *after = say_pair(a, text_lit("-"), say_locator(a, edge->role, display), DISPLAY_BOTH);
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

bool detail_is_field(enum relation relation, bool into)
{
    if (into)
        return relation == REL_ITEM || relation == REL_MILESTONE;
    return relation == REL_THEME || relation == REL_TYPE || relation == REL_PARENT ||
           relation == REL_DATES || relation == REL_FROM || relation == REL_TO ||
           relation == REL_DOCUMENT || relation == REL_STRATEGY || relation == REL_ABOUT;
}

/* Relations that are a field, or the evidence. */
static bool is_shown_elsewhere(enum relation relation, bool into)
{
    return detail_is_field(relation, into) || (relation == REL_CITES && !into);
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

/* How many more there are than are shown. */
static void add_rest(const struct maker *m, size_t count)
{
    struct arena *a = &m->d->mem;
    char rest[32];

    snprintf(rest, sizeof rest, "+%zu", count);
    detail_wrapped(m->d, DETAIL_FAINT,
                   say_pair(a, text_safe_str(a, rest), say(a, SAY_MORE_LINKS, m->d->shape.display),
                            DISPLAY_BOTH));
}

/* The query behind a group's number stands with the lines from `from` on. */
static void set_rows(const struct maker *m, size_t from, enum relation relation, enum kind kind)
{
    struct buf query = {0};
    const char *rows = NULL;

    if (group_query(&m->record, relation, true, kind, &query))
        rows = arena_copy(&m->d->mem, buf_cstr(&query), query.n_bytes);
    buf_finish(&query);
    for (; rows && from < m->d->n_lines; from++)
        if (m->d->lines[from].style != DETAIL_BLANK) {
            m->d->lines[from].rows = rows;
            m->d->lines[from].rows_kind = kind;
        }
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
    size_t from = m->d->n_lines;
    uint32_t shown = 0;

    detail_heading(m->d, say_relation(a, relation, true, kind, display), count);
    set_rows(m, from, relation, kind);
    for (uint32_t i = 0; i < in->n_edges && shown < limit && shown < count; i++) {
        if (in->relation[i] != relation || ix->kind[in->from[i] - 1] != kind || !is_first(in, i))
            continue;
        shown++;
        if (!add_from(m, in->from[i], relation))
            return false;
    }
    from = m->d->n_lines;
    if (shown < count)
        add_rest(m, count - shown);
    set_rows(m, from, relation, kind);
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

/* Where short citations lead, step by step. */
static bool add_chain(const struct maker *m)
{
    struct arena *a = &m->d->mem;
    enum display display = m->d->shape.display;
    struct chain_step *steps;
    size_t n_steps = 0;

    if (m->record.kind == KIND_REFERENCE &&
        !chain_of(m->st, a, m->record.n, &steps, &n_steps, m->e))
        return false;
    if (n_steps)
        detail_heading(m->d, say(a, SAY_CHAIN, display), 0);
    for (size_t i = 0; i < n_steps; i++) {
        struct text role = say_word(a, steps[i].role, display);

        if (!detail_link(m, steps[i].to, say_pair(a, role, text_lit("->"), DISPLAY_BOTH),
                         text_lit("")))
            return false;
    }
    return true;
}

/* A record that rests on a work through a note. */
struct resting {
    uint32_t n, note;
};

static int by_record(const void *left, const void *right)
{
    const struct resting *l = left, *r = right;

    if (l->n != r->n)
        return l->n < r->n ? -1 : 1;
    return l->note < r->note ? -1 : l->note > r->note;
}

/* The records that cite the note, but for works and notes, which are only printed there. */
static bool gather_resting(const struct maker *m, const struct store_index *ix, uint32_t note,
                           struct buf *out)
{
    uint32_t before = 0;
    struct edges_into in;

    if (!store_edges_into(m->st, note, &in, m->e))
        return false;
    for (uint32_t i = 0; i < in.n_edges; i++) {
        enum kind kind = (enum kind)ix->kind[in.from[i] - 1];
        struct resting found = {in.from[i], note};

        if (in.relation[i] != REL_CITES || kind == KIND_SOURCE || kind == KIND_REFERENCE ||
            found.n == before)
            continue;
        before = found.n;
        buf_add(out, &found, sizeof found);
    }
    return true;
}

/* All of them, over the notes that cite the work, or are its own if it is a document. */
static bool gather_all(const struct maker *m, const struct store_index *ix, struct buf *out)
{
    struct edges_into in;
    uint32_t *notes, n_notes = 0, before = 0;

    if (!store_edges_into(m->st, m->record.n, &in, m->e))
        return false;
    notes = arena_zeroed(&m->d->mem, in.n_edges + 1, sizeof *notes);
    for (uint32_t i = 0; i < in.n_edges; i++)
        if ((in.relation[i] == REL_SOURCE || in.relation[i] == REL_DOCUMENT) &&
            in.from[i] != before)
            notes[n_notes++] = before = in.from[i];
    for (uint32_t i = 0; i < n_notes; i++)
        if (!gather_resting(m, ix, notes[i], out))
            return false;
    return !out->failed;
}

static bool add_resting(const struct maker *m, const struct resting *r)
{
    struct arena *a = &m->d->mem;
    struct text place;
    struct record note;
    char locator[32];

    if (!store_record(m->st, a, r->note, &note, m->e))
        return false;
    snprintf(locator, sizeof locator, "note=%.16s", note.label);
    place = say_locator(a, locator, m->d->shape.display);
    return detail_link(m, r->n, text_lit(""), say_pair(a, text_lit("-"), place, DISPLAY_BOTH));
}

/* What rests on a work through a note, apart from what cites the work itself. */
static bool add_through_notes(const struct maker *m, const struct store_index *ix)
{
    const struct detail_shape *shape = &m->d->shape;
    struct buf found = {0};
    bool ok = m->record.kind != KIND_SOURCE || gather_all(m, ix, &found);
    struct resting *all = (struct resting *)found.bytes;
    size_t n_all = found.n_bytes / sizeof *all, count = 0, shown;

    if (n_all)
        qsort(all, n_all, sizeof *all, by_record);
    for (size_t i = 0; i < n_all; i++)
        count += i == 0 || all[i].n != all[i - 1].n;
    if (ok && count)
        detail_heading(m->d, say(&m->d->mem, SAY_THROUGH_NOTES, shape->display), count);
    shown = shape->max_links && n_all > shape->whole_links ? shape->max_links : n_all;
    for (size_t i = 0; ok && i < shown; i++)
        ok = add_resting(m, &all[i]);
    if (ok && shown < n_all)
        add_rest(m, n_all - shown);
    buf_finish(&found);
    return ok;
}

bool detail_related(const struct maker *m)
{
    const struct store_index *ix;

    return store_index(m->st, &ix, m->e) && add_chain(m) && add_out(m, ix) && add_into(m, ix) &&
           add_through_notes(m, ix);
}
