/* Short citations, followed to the work. */
#include "nichiei/model/chain.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 64 };

struct walk {
    struct store *st;
    struct arena *a;
    struct err *e;
    struct chain_step *steps;
    size_t n_steps;
};

static bool is_short(const char *role)
{
    return strcmp(role, "ibid") == 0 || strcmp(role, "short") == 0;
}

static void step(struct walk *w, const char *role, uint32_t to)
{
    if (w->n_steps < MAX_STEPS)
        w->steps[w->n_steps++] = (struct chain_step){role, to};
}

/* How a note holds a work: "ibid", "cites" …, or NULL if it does not. */
static const char *role_in(const struct walk *w, uint32_t note, uint32_t work)
{
    struct edge *edges;
    size_t n_edges;

    if (!store_edges_between(w->st, w->a, note, REL_SOURCE, work, &edges, &n_edges, w->e) ||
        !n_edges)
        return NULL;
    return edges[0].role;
}

/* The note that a short citation of a work points back to, or 0. */
static uint32_t earlier(const struct walk *w, const struct record *note, const char *role,
                        uint32_t work)
{
    long number = strtol(note->label, NULL, 10), best[2] = {0, 0};
    bool wants_full = strcmp(role, "short") == 0;
    uint32_t found[2] = {0, 0}; /* in full, in any form */
    struct edge *edges;
    size_t n_edges;

    if (!store_edges(w->st, w->a, work, true, &edges, &n_edges, w->e))
        return 0;
    for (size_t i = 0; i < n_edges; i++) {
        struct record r;
        int any = is_short(edges[i].role);
        long at;

        if (edges[i].relation != REL_SOURCE ||
            !store_record(w->st, w->a, edges[i].from, &r, w->e) ||
            strcmp(r.aspect, note->aspect) != 0)
            continue;
        at = strtol(r.label, NULL, 10);
        for (int k = any; k < 2 && at < number; k++) /* what is in full is of any form, too */
            if (at > best[k]) {
                best[k] = at;
                found[k] = r.n;
            }
    }
    return wants_full && found[0] ? found[0] : found[1];
}

/* Follows the works that `note` holds in short; the others are where the walk ends. */
static bool follow(struct walk *w, uint32_t note, const uint32_t *works, size_t n_works)
{
    bool *done = arena_zeroed(w->a, n_works + 1, sizeof *done);
    struct record r;

    if (!store_record(w->st, w->a, note, &r, w->e))
        return false;
    for (size_t i = 0; i < n_works; i++) {
        const char *role = done[i] ? NULL : role_in(w, note, works[i]);
        uint32_t *same = arena_zeroed(w->a, n_works, sizeof *same), to = 0;
        size_t n_same = 0;

        if (!role)
            continue;
        if (is_short(role))
            to = earlier(w, &r, role, works[i]);
        if (!to) {
            step(w, role, works[i]);
            continue;
        }
        for (size_t k = i; k < n_works; k++) { /* all that goes over the same note */
            const char *other = done[k] ? NULL : role_in(w, note, works[k]);

            if (other && is_short(other) && earlier(w, &r, other, works[k]) == to) {
                done[k] = true;
                same[n_same++] = works[k];
            }
        }
        step(w, role, to);
        if (!follow(w, to, same, n_same))
            return false;
    }
    return !w->e->code;
}

bool chain_of(struct store *st, struct arena *a, uint32_t note, struct chain_step **steps,
              size_t *n_steps, struct err *e)
{
    struct walk w = {st, a, e, NULL, 0};
    struct edge *edges;
    size_t n_edges, n_works = 0;
    uint32_t *works;
    bool ok;

    *n_steps = 0;
    if (!store_edges(st, a, note, false, &edges, &n_edges, e))
        return false;
    works = arena_zeroed(a, n_edges + 1, sizeof *works);
    for (size_t i = 0; i < n_edges; i++)
        if (edges[i].relation == REL_SOURCE && is_short(edges[i].role))
            works[n_works++] = edges[i].to;
    if (!n_works)
        return true;
    w.steps = arena_zeroed(a, MAX_STEPS, sizeof *w.steps);
    ok = follow(&w, note, works, n_works);
    *steps = w.steps;
    *n_steps = w.n_steps;
    return ok;
}
