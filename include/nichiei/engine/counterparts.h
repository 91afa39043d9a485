/*
 * Who faces whom in the other country: on which matter, in which role, how surely, on which day.
 * Three things tie two bodies: a source says that they are counterparts, an editor infers it (links
 * of the relation counterpart), or they took part in the same activities and events.
 *
 * A day changes what holds. A link holds from its `since`, or, without one, for certain from the
 * date of the first source that it cites: before that it may hold. A body holds nothing before it
 * was founded and after it was dissolved; whoever came after it in full (links of the relation
 * predecessor) inherits what it held, as an inference. Without a day what is current holds: what
 * has no end.
 */
#ifndef NICHIEI_ENGINE_COUNTERPARTS_H
#define NICHIEI_ENGINE_COUNTERPARTS_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/say.h"

#include <stdint.h>

enum side { SIDE_JP, SIDE_GB, SIDE_COUNT };

/* Matters are words of the schema, numbered from 0 in its order. */
int matter_count(void);
int matter_find(const char *word); /* -1 if it is none; "" is none */
struct text matter_name(struct arena *a, int matter, enum display d);
/* The matter that is called so in either language, "attribution" or "警察"; or -1. */
int matter_named(const char *typed);
/* Is the search key part of what a matter is called? */
bool matter_has(int matter, const char *key);

enum tie_strength { TIE_STATED, TIE_IN_COMMON, TIE_INFERRED, TIE_STRENGTHS };

struct tie {
    uint32_t link;             /* 0: nothing but what they did together */
    uint32_t body[SIDE_COUNT]; /* 0: a recorded gap */
    /* The body that the link names, where another one inherited its part; else 0. */
    uint32_t named[SIDE_COUNT];
    const char *name[LANG_COUNT], *role[SIDE_COUNT][LANG_COUNT], *limits[LANG_COUNT]; /* "" */
    int matter;                                                                       /* -1: none */
    enum tie_strength strength;
    bool may_hold;       /* whether it holds on that day is not known for certain */
    bool ended;          /* it is past; only if asked for */
    bool abroad;         /* not between the two countries: body[0] and [1] as the link has them */
    struct tally common; /* what both took part in, of what matches the filter, to that day */
};

/* A body, and what it took part in. */
struct body_load {
    uint32_t body;
    enum side side;
    struct tally took_part;
    uint32_t gap; /* the link that records that it is left out, or 0 */
};

/* A body above the countries, and who belongs to it of each. */
struct forum {
    uint32_t body;
    uint32_t member[SIDE_COUNT], n_members[SIDE_COUNT]; /* the first of them, and how many */
};

struct counterparts;

/* Reads the links. The corpus must outlive it. NULL with e. */
struct counterparts *counterparts_new(struct store *st, struct corpus *c, struct err *e);
void counterparts_free(struct counterparts *cp); /* fine on NULL */

/* No day: what is current. */
#define COUNTERPARTS_NOW INT32_MAX

/* Counts what was done together, of what matches the corpus's filter and is known to lie at or
 * before the day. To be called before the functions below, and anew with each answer and day. */
bool counterparts_count(struct counterparts *cp, int32_t day, struct err *e);

/* What to look for among the ties. */
struct counterparts_asked {
    uint32_t body[2]; /* 0: any; two are two sides */
    int matter;       /* -1: any */
    int32_t day;
    bool unfiltered; /* whatever the filter leaves */
    bool with_ended; /* what is past as well, and all as authored; only with COUNTERPARTS_NOW */
};

/* The ties of links that match the filter, or whose bodies did something together that does; by
 * matter, then in the order authored; into the arena, their strings as long as cp. */
size_t counterparts_ties(struct counterparts *cp, struct arena *a,
                         const struct counterparts_asked *asked, struct tie **ties);

/* The pairs that no such tie joins, but what they did together; most first, at most max of them;
 * *n_all is how many there are. Without matter. */
size_t counterparts_common(struct counterparts *cp, struct arena *a,
                           const struct counterparts_asked *asked, size_t max, struct tie **ties,
                           size_t *n_all);

/* Bodies of both countries that take part in one activity at most: recorded gaps first, then who
 * takes part in least. */
size_t counterparts_idle(struct counterparts *cp, struct arena *a, int32_t day,
                         struct body_load **bodies);

/* Where both countries belong. */
size_t counterparts_forums(struct counterparts *cp, struct arena *a, int32_t day,
                           struct forum **forums);

/* The last days before something changed, ascending: for a body and those before and after it, or
 * for all (0). */
size_t counterparts_days(struct counterparts *cp, struct arena *a, uint32_t body, int32_t **days);

/* What begins or ends on the day after: links, and bodies that ties are of. */
struct change {
    uint32_t record;
    bool begins;
    const char *date; /* as written: it may be less exact than that day */
};
size_t counterparts_changes(struct counterparts *cp, struct arena *a, uint32_t body, int32_t day,
                            struct change **changes);

/* What is known of a body in time. Numbers of records, 0 if none; dates as written, or "". */
struct body_history {
    uint32_t parent, before, after; /* whom it came after in full, and who came after it */
    const char *founded, *dissolved;
};
bool counterparts_history(struct counterparts *cp, uint32_t body, struct body_history *out,
                          struct err *e);

/* Who was on that day what the body is, or was: itself, or one it came after or that came after
 * it; itself where that is not recorded. */
uint32_t counterparts_body_on(struct counterparts *cp, uint32_t body, int32_t day);
int counterparts_side(const struct counterparts *cp, uint32_t body); /* -1: neither country's */

#endif
