/* Counterparts on a day: who exists, who inherits, which ties hold. */
#include "nichiei/text/edtf.h"

#include "counterparts_in.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 8 }; /* of one body coming after another: a circle in a dossier ends here */

/* Who came before a body, or after it; the first of several. */
static uint32_t beside(const struct counterparts *cp, uint32_t body, bool after)
{
    for (size_t i = 0; i < cp->n_successions; i++)
        if ((after ? cp->succession[i].before : cp->succession[i].after) == body)
            return after ? cp->succession[i].after : cp->succession[i].before;
    return 0;
}

static void read_span(const char *date, int32_t unknown, int32_t *first, int32_t *last)
{
    struct edtf d;

    *first = *last = unknown;
    if (*date && edtf_parse(date, strlen(date), &d)) {
        *first = d.first_day;
        *last = d.last_day;
    }
}

const struct life *counterparts_life(struct counterparts *cp, uint32_t body, struct err *e)
{
    const struct resource *r = schema_of_kind(KIND_ACTOR);
    const char *const *values;
    struct body_history *h;
    struct life *life;
    const char *parent;
    uint32_t at;

    if (!counterparts_actor(cp, body, &at))
        return NULL;
    life = &cp->life[at];
    if (life->is_read)
        return life;
    if (!store_fields(cp->st, &cp->mem, body, &values, e))
        return NULL;
    h = &life->history;
    h->founded = values[schema_field(r, "founded")];
    h->dissolved = values[schema_field(r, "dissolved")];
    parent = values[schema_field(r, "parent")];
    h->parent = *parent ? store_find(cp->st, parent, e) : 0;
    h->before = beside(cp, body, false);
    h->after = beside(cp, body, true);
    read_span(h->founded, EDTF_DAY_MIN, &life->founded_first, &life->founded_last);
    read_span(h->dissolved, EDTF_DAY_MAX, &life->dissolved_first, &life->dissolved_last);
    life->is_read = true;
    return life;
}

bool counterparts_history(struct counterparts *cp, uint32_t body, struct body_history *out,
                          struct err *e)
{
    const struct life *life = counterparts_life(cp, body, e);

    *out = life ? life->history : (struct body_history){.founded = "", .dissolved = ""};
    return life != NULL;
}

/* Has its end come on that day? On the day itself it is no more. */
static enum holding is_over(const struct life *life, int32_t day)
{
    if (life->dissolved_first == EDTF_DAY_MAX || day < life->dissolved_first)
        return HOLDS_NOT;
    return life->dissolved_first == life->dissolved_last || day > life->dissolved_last
               ? HOLDS
               : HOLDS_MAYBE;
}

enum holding counterparts_exists(struct counterparts *cp, uint32_t body, int32_t day)
{
    struct err ignored = {0};
    const struct life *life = counterparts_life(cp, body, &ignored);

    if (!life)
        return HOLDS;
    if (day < life->founded_first || is_over(life, day) == HOLDS)
        return HOLDS_NOT;
    return day < life->founded_last || is_over(life, day) == HOLDS_MAYBE ? HOLDS_MAYBE : HOLDS;
}

static bool has_ended(struct counterparts *cp, uint32_t body, int32_t day)
{
    struct err ignored = {0};
    const struct life *life = counterparts_life(cp, body, &ignored);

    return life && is_over(life, day) == HOLDS;
}

uint32_t counterparts_body_on(struct counterparts *cp, uint32_t body, int32_t day)
{
    uint32_t now = body;

    for (int i = 0; i < MAX_STEPS && now; i++) {
        if (counterparts_exists(cp, now, day) != HOLDS_NOT)
            return now;
        now = beside(cp, now, has_ended(cp, now, day));
    }
    return body;
}

/* The first of a line of bodies. */
static uint32_t origin(const struct counterparts *cp, uint32_t body)
{
    for (int i = 0; i < MAX_STEPS && beside(cp, body, false); i++)
        body = beside(cp, body, false);
    return body;
}

static bool same_line(const struct counterparts *cp, uint32_t a, uint32_t b)
{
    return a && b && origin(cp, a) == origin(cp, b);
}

/* Who holds a body's part on the day, into the tie; HOLDS_NOT if nobody does. */
static enum holding place_body(struct counterparts *cp, struct tie *t, int side, int32_t day)
{
    uint32_t body = t->body[side];
    enum holding there;

    if (!body)
        return HOLDS;
    there = counterparts_exists(cp, body, day);
    if (there != HOLDS_NOT || !has_ended(cp, body, day))
        return there;
    t->body[side] = counterparts_body_on(cp, body, day);
    if (t->body[side] == body)
        return HOLDS_NOT;
    t->named[side] = body;
    return counterparts_exists(cp, t->body[side], day);
}

/* What ended with a body did not end for who came after it. */
static bool ended_with(struct counterparts *cp, const struct held *h, const struct tie *t)
{
    struct err ignored = {0};

    for (int side = 0; side < SIDE_COUNT; side++) {
        const struct life *life =
            t->named[side] ? counterparts_life(cp, t->named[side], &ignored) : NULL;

        if (life && h->until_last >= life->dissolved_first - 1)
            return true;
    }
    return false;
}

static enum holding less(enum holding a, enum holding b)
{
    return a < b ? a : b;
}

/* How a link stands on a day, with the bodies of that day. */
static enum holding hold(struct counterparts *cp, const struct held *h, int32_t day, struct tie *t)
{
    enum holding is = HOLDS;

    *t = h->tie;
    for (int side = 0; side < SIDE_COUNT; side++)
        is = less(is, place_body(cp, t, side, day));
    if (day < h->since_first || (day > h->until_last && !ended_with(cp, h, t)))
        return HOLDS_NOT;
    if (day < h->since_last || (h->since_first == EDTF_DAY_MIN && day < h->known))
        return less(is, HOLDS_MAYBE);
    return is;
}

static bool is_inherited(const struct tie *t)
{
    return t->named[SIDE_JP] || t->named[SIDE_GB];
}

/* Does a link of the day say of these two what one of them would inherit? */
static bool is_said(struct counterparts *cp, const struct tie *t, int32_t day)
{
    for (size_t i = 0; i < cp->n_held; i++) {
        const struct tie *other = &cp->held[i].tie;
        struct tie now;

        if (memcmp(other->body, t->body, sizeof t->body) == 0 && other->matter == t->matter &&
            strcmp(other->name[LANG_EN], t->name[LANG_EN]) == 0 &&
            hold(cp, &cp->held[i], day, &now) != HOLDS_NOT)
            return true;
    }
    return false;
}

static bool speaks_of(const struct tie *t, uint32_t body)
{
    return !body || t->body[0] == body || t->body[1] == body || t->named[0] == body ||
           t->named[1] == body;
}

/* Fills in how strong it is, with what both took part in. */
static void weigh(const struct counterparts *cp, struct tie *t)
{
    if (!t->abroad)
        t->common = counterparts_tally(cp, t->body[SIDE_JP], t->body[SIDE_GB]);
    if (is_inherited(t))
        t->strength = TIE_INFERRED;
    if (t->strength == TIE_INFERRED && t->common.n_activities + t->common.n_events)
        t->strength = TIE_IN_COMMON;
}

static bool answers(struct counterparts *cp, const struct held *h,
                    const struct counterparts_asked *asked, struct tie *t)
{
    enum holding is;

    if (asked->matter >= 0 && h->tie.matter != asked->matter)
        return false;
    is = hold(cp, h, asked->day, t);
    if (asked->with_ended) {
        bool ended = is == HOLDS_NOT || is_inherited(t);

        *t = h->tie;
        t->ended = ended;
    } else if (is == HOLDS_NOT || (is_inherited(t) && is_said(cp, t, asked->day))) {
        return false;
    }
    t->may_hold = is == HOLDS_MAYBE && !t->ended;
    if (!speaks_of(t, asked->body[0]) || !speaks_of(t, asked->body[1]))
        return false;
    weigh(cp, t);
    return asked->unfiltered || t->common.n_activities + t->common.n_events ||
           corpus_matches(cp->c, t->link, corpus_now(cp->c)->all);
}

size_t counterparts_ties(struct counterparts *cp, struct arena *a,
                         const struct counterparts_asked *asked, struct tie **ties)
{
    const int n_matters = matter_count();
    size_t n = 0;

    *ties = arena_zeroed(a, cp->n_held, sizeof **ties);
    for (int matter = 0; matter <= n_matters; matter++) /* the last: without one */
        for (size_t i = 0; i < cp->n_held; i++)
            if (cp->held[i].tie.matter == (matter < n_matters ? matter : -1) &&
                answers(cp, &cp->held[i], asked, &(*ties)[n]))
                n++;
    return n;
}

/* Is the tie of a body, or of one that came before or after it? Of all bodies if it is 0. */
static bool is_of_line(const struct counterparts *cp, const struct held *h, uint32_t body)
{
    return !body || same_line(cp, body, h->tie.body[0]) || same_line(cp, body, h->tie.body[1]);
}

static int by_day(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

/* The eve of a change; days that are not recorded are none. */
static void add_eve(int32_t *days, size_t *n, int32_t changed)
{
    if (changed != EDTF_DAY_MIN && changed != EDTF_DAY_MAX)
        days[(*n)++] = changed - 1;
}

static void add_life(struct counterparts *cp, uint32_t body, int32_t *days, size_t *n)
{
    struct err ignored = {0};
    const struct life *life = counterparts_life(cp, body, &ignored);

    if (!life)
        return;
    add_eve(days, n, life->founded_first);
    add_eve(days, n, life->dissolved_first);
}

size_t counterparts_days(struct counterparts *cp, struct arena *a, uint32_t body, int32_t **days)
{
    enum { PER_LINK = 6 };
    size_t n = 0, n_once = 0;

    *days = arena_zeroed(a, PER_LINK * cp->n_held, sizeof **days);
    for (size_t i = 0; i < cp->n_held; i++) {
        const struct held *h = &cp->held[i];

        if (!is_of_line(cp, h, body))
            continue;
        add_eve(*days, &n, h->since_first);
        if (h->until_last != EDTF_DAY_MAX)
            add_eve(*days, &n, h->until_last + 1);
        for (int side = 0; side < SIDE_COUNT; side++)
            add_life(cp, h->tie.body[side], *days, &n);
    }
    if (n)
        qsort(*days, n, sizeof **days, by_day);
    for (size_t i = 0; i < n; i++)
        if (!i || (*days)[i] != (*days)[i - 1])
            (*days)[n_once++] = (*days)[i];
    return n_once;
}

/* Once, whatever it is the end of. */
static void add_change(struct change *changes, size_t *n, struct change c)
{
    for (size_t i = 0; i < *n; i++)
        if (changes[i].record == c.record)
            return;
    changes[(*n)++] = c;
}

/* A body that is founded or dissolved on the day. */
static void add_body_change(struct counterparts *cp, uint32_t body, int32_t day,
                            struct change *changes, size_t *n)
{
    struct err ignored = {0};
    const struct life *life = counterparts_life(cp, body, &ignored);

    if (life && life->founded_first == day)
        add_change(changes, n, (struct change){body, true, life->history.founded});
    else if (life && life->dissolved_first == day)
        add_change(changes, n, (struct change){body, false, life->history.dissolved});
}

size_t counterparts_changes(struct counterparts *cp, struct arena *a, uint32_t body, int32_t day,
                            struct change **changes)
{
    enum { PER_LINK = 3 };
    size_t n = 0;

    *changes = arena_zeroed(a, PER_LINK * cp->n_held, sizeof **changes);
    for (int links = 0; day != COUNTERPARTS_NOW && links < 2; links++) /* the bodies first */
        for (size_t i = 0; i < cp->n_held; i++) {
            const struct held *h = &cp->held[i];

            if (!is_of_line(cp, h, body))
                continue;
            for (int side = 0; !links && side < SIDE_COUNT; side++)
                add_body_change(cp, h->tie.body[side], day + 1, *changes, &n);
            if (links && h->since_first == day + 1)
                add_change(*changes, &n, (struct change){h->tie.link, true, h->since});
            else if (links && h->until_last == day)
                add_change(*changes, &n, (struct change){h->tie.link, false, h->until});
        }
    return n;
}
