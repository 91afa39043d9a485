/* Counterparts by what they did together: pairs counted, bodies that do little, common forums. */
#include "nichiei/text/edtf.h"

#include "counterparts_in.h"

#include <stdlib.h>
#include <string.h>

static size_t slot_of(const struct counterparts *cp, uint32_t jp, uint32_t gb)
{
    uint64_t h = (((uint64_t)jp << 32) | gb) * 0x9E3779B97F4A7C15U;
    size_t at = (size_t)(h >> 20) & (cp->cap_pairs - 1);

    while (cp->pair[at].body[SIDE_JP] &&
           (cp->pair[at].body[SIDE_JP] != jp || cp->pair[at].body[SIDE_GB] != gb))
        at = (at + 1) & (cp->cap_pairs - 1);
    return at;
}

/* Keeps a third of the slots free. */
static bool make_room(struct counterparts *cp, struct err *e)
{
    struct pair_count *old = cp->pair;
    size_t old_cap = cp->cap_pairs;

    if (3 * (cp->n_pairs + 1) <= 2 * cp->cap_pairs)
        return true;
    cp->cap_pairs = old_cap ? 2 * old_cap : 256;
    cp->pair = calloc(cp->cap_pairs, sizeof *cp->pair);
    if (!cp->pair) {
        cp->pair = old;
        cp->cap_pairs = old_cap;
        return err_set(e, ERR_DATA, "out of memory");
    }
    for (size_t i = 0; i < old_cap; i++)
        if (old[i].body[SIDE_JP])
            cp->pair[slot_of(cp, old[i].body[SIDE_JP], old[i].body[SIDE_GB])] = old[i];
    free(old);
    return true;
}

static void add_to(struct tally *t, bool is_activity)
{
    if (is_activity)
        t->n_activities++;
    else
        t->n_events++;
}

static bool add_pair(struct counterparts *cp, uint32_t jp, uint32_t gb, bool is_activity,
                     struct err *e)
{
    struct pair_count *p;

    if (!make_room(cp, e))
        return false;
    p = &cp->pair[slot_of(cp, jp, gb)];
    if (!p->body[SIDE_JP]) {
        p->body[SIDE_JP] = jp;
        p->body[SIDE_GB] = gb;
        cp->n_pairs++;
    }
    add_to(&p->n, is_activity);
    return true;
}

/* Those who took part in one activity or event, by their side. */
struct company {
    uint32_t *of[SIDE_COUNT]; /* room for all who take part in anything */
    uint32_t n[SIDE_COUNT];
    uint32_t *seen; /* by actor: the last one it was seen in; a second role is no second time */
};

static void gather(struct counterparts *cp, uint32_t n, struct company *with)
{
    const struct corpus *c = cp->c;
    uint32_t at;

    with->n[SIDE_JP] = with->n[SIDE_GB] = 0;
    for (uint32_t i = c->ix->from_at[n - 1]; i < c->ix->from_at[n]; i++) {
        uint32_t actor = c->ix->to[i];
        int side;

        if (c->ix->relation[i] != REL_ACTOR || !counterparts_actor(cp, actor, &at) ||
            with->seen[at] == n || (side = cp->sort[at].side) < 0)
            continue;
        with->seen[at] = n;
        with->of[side][with->n[side]++] = actor;
        add_to(&cp->took_part[at], corpus_kind(c, n) == KIND_ACTIVITY);
    }
}

static bool is_counted(const struct corpus *c, uint32_t n, int32_t day)
{
    return corpus_is_fact(c, n) && corpus_matches(c, n, corpus_now(c)->all) &&
           (day == COUNTERPARTS_NOW || c->ix->last_day[n - 1] <= day);
}

bool counterparts_count(struct counterparts *cp, int32_t day, struct err *e)
{
    const struct corpus *c = cp->c;
    struct arena mem = {0};
    struct company with;
    bool ok = true;

    for (int side = 0; side < SIDE_COUNT; side++)
        with.of[side] = arena_zeroed(&mem, cp->n_actors, sizeof *with.of[side]);
    with.seen = arena_zeroed(&mem, cp->n_actors, sizeof *with.seen);
    memset(cp->took_part, 0, cp->n_actors * sizeof *cp->took_part);
    if (cp->pair)
        memset(cp->pair, 0, cp->cap_pairs * sizeof *cp->pair);
    cp->n_pairs = 0;
    for (uint32_t n = 1; ok && n <= c->n_records; n++) {
        if (!is_counted(c, n, day))
            continue;
        gather(cp, n, &with);
        for (uint32_t i = 0; ok && i < with.n[SIDE_JP]; i++)
            for (uint32_t k = 0; ok && k < with.n[SIDE_GB]; k++)
                ok = add_pair(cp, with.of[SIDE_JP][i], with.of[SIDE_GB][k],
                              corpus_kind(c, n) == KIND_ACTIVITY, e);
    }
    arena_finish(&mem);
    return ok;
}

struct tally counterparts_tally(const struct counterparts *cp, uint32_t jp, uint32_t gb)
{
    if (!jp || !gb || !cp->cap_pairs)
        return (struct tally){0};
    return cp->pair[slot_of(cp, jp, gb)].n;
}

static uint32_t total(struct tally t)
{
    return t.n_activities + t.n_events;
}

/* Most first, then as the bodies stand in their list. */
static bool stands_before(const struct tie *a, const struct tie *b)
{
    if (total(a->common) != total(b->common))
        return total(a->common) > total(b->common);
    if (a->body[SIDE_JP] != b->body[SIDE_JP])
        return a->body[SIDE_JP] < b->body[SIDE_JP];
    return a->body[SIDE_GB] < b->body[SIDE_GB];
}

/* Puts one more in its place among the first `max`. */
static void keep_best(struct tie *ties, size_t *n, size_t max, const struct tie *t)
{
    size_t at = *n;

    if (*n == max && (!max || !stands_before(t, &ties[max - 1])))
        return;
    if (*n == max)
        at = max - 1;
    else
        ++*n;
    for (; at > 0 && stands_before(t, &ties[at - 1]); at--)
        ties[at] = ties[at - 1];
    ties[at] = *t;
}

/* Which pairs a link joins on that day, by their slot. */
static bool *find_tied(struct counterparts *cp, struct arena *a, int32_t day)
{
    const struct counterparts_asked any = {.matter = -1, .day = day};
    bool *tied = arena_zeroed(a, cp->cap_pairs, sizeof *tied);
    struct tie *ties;
    size_t n_ties = counterparts_ties(cp, a, &any, &ties);

    for (size_t i = 0; i < n_ties && cp->cap_pairs; i++)
        if (!ties[i].abroad && ties[i].body[SIDE_JP] && ties[i].body[SIDE_GB])
            tied[slot_of(cp, ties[i].body[SIDE_JP], ties[i].body[SIDE_GB])] = true;
    return tied;
}

static bool can_face(struct counterparts *cp, uint32_t body, int32_t day)
{
    return cp->sort[body - cp->first].is_body && counterparts_exists(cp, body, day) != HOLDS_NOT;
}

static bool is_asked(const struct counterparts_asked *asked, const uint32_t body[SIDE_COUNT])
{
    for (int k = 0; k < 2; k++)
        if (asked->body[k] && asked->body[k] != body[SIDE_JP] && asked->body[k] != body[SIDE_GB])
            return false;
    return true;
}

size_t counterparts_common(struct counterparts *cp, struct arena *a,
                           const struct counterparts_asked *asked, size_t max, struct tie **ties,
                           size_t *n_all)
{
    struct arena mem = {0};
    bool *tied = find_tied(cp, &mem, asked->day);
    size_t n = 0;

    *n_all = 0;
    *ties = arena_zeroed(a, max, sizeof **ties);
    for (size_t i = 0; i < cp->cap_pairs; i++) {
        const struct pair_count *p = &cp->pair[i];
        struct tie t = {.matter = -1, .strength = TIE_IN_COMMON, .common = p->n};

        if (!p->body[SIDE_JP] || tied[i] || !is_asked(asked, p->body) ||
            !can_face(cp, p->body[SIDE_JP], asked->day) ||
            !can_face(cp, p->body[SIDE_GB], asked->day))
            continue;
        memcpy(t.body, p->body, sizeof t.body);
        ++*n_all;
        keep_best(*ties, &n, max, &t);
    }
    arena_finish(&mem);
    return n;
}

/* The link that records that nobody faces a body, or that it is left out. */
static uint32_t gap_of(const struct counterparts *cp, uint32_t body)
{
    for (size_t i = 0; i < cp->n_held; i++) {
        const struct tie *t = &cp->held[i].tie;

        if ((t->body[0] == body && !t->body[1]) || (t->body[1] == body && !t->body[0]))
            return t->link;
    }
    return 0;
}

static int by_load(const void *x, const void *y)
{
    const struct body_load *a = x, *b = y;

    if (!a->gap != !b->gap)
        return a->gap ? -1 : 1;
    if (a->took_part.n_activities != b->took_part.n_activities)
        return a->took_part.n_activities < b->took_part.n_activities ? -1 : 1;
    if (a->took_part.n_events != b->took_part.n_events)
        return a->took_part.n_events < b->took_part.n_events ? -1 : 1;
    return a->body < b->body ? -1 : 1;
}

size_t counterparts_idle(struct counterparts *cp, struct arena *a, int32_t day,
                         struct body_load **bodies)
{
    enum { FEW = 1 };
    size_t n = 0;

    *bodies = arena_zeroed(a, cp->n_actors, sizeof **bodies);
    for (uint32_t i = 0; i < cp->n_actors; i++) {
        uint32_t body = cp->first + i;

        if (cp->sort[i].side < 0 || cp->took_part[i].n_activities > FEW || !can_face(cp, body, day))
            continue;
        (*bodies)[n++] = (struct body_load){body, (enum side)cp->sort[i].side, cp->took_part[i],
                                            gap_of(cp, body)};
    }
    if (n)
        qsort(*bodies, n, sizeof **bodies, by_load);
    return n;
}

/* The forum's place in the list, which may be a new one at its end. */
static struct forum *forum_of(struct forum *forums, size_t *n, uint32_t body)
{
    for (size_t i = 0; i < *n; i++)
        if (forums[i].body == body)
            return &forums[i];
    forums[*n].body = body;
    return &forums[(*n)++];
}

size_t counterparts_forums(struct counterparts *cp, struct arena *a, int32_t day,
                           struct forum **forums)
{
    size_t n = 0, n_common = 0;

    *forums = arena_zeroed(a, cp->n_memberships, sizeof **forums);
    for (size_t i = 0; i < cp->n_memberships; i++) {
        const struct membership *m = &cp->membership[i];
        int side = counterparts_side(cp, m->member);
        struct forum *f;

        if (side < 0 || counterparts_side(cp, m->of) >= 0 || m->since > day)
            continue;
        f = forum_of(*forums, &n, m->of);
        if (!f->n_members[side]++)
            f->member[side] = m->member;
    }
    for (size_t i = 0; i < n; i++)
        if ((*forums)[i].n_members[SIDE_JP] && (*forums)[i].n_members[SIDE_GB])
            (*forums)[n_common++] = (*forums)[i];
    return n_common;
}
