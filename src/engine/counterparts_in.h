/* What the parts of the counterparts share. Private to them. */
#ifndef ENGINE_COUNTERPARTS_IN_H
#define ENGINE_COUNTERPARTS_IN_H

#include "nichiei/engine/counterparts.h"

#include "corpus_in.h"

/* A link of the relation counterpart, as authored, its sides put in order. */
struct held {
    struct tie tie;
    int32_t since_first, since_last; /* EDTF_DAY_MIN: not recorded */
    int32_t until_last;              /* EDTF_DAY_MAX: still */
    const char *since, *until;       /* as written */
    int32_t known;                   /* last day of the date of the first source cited */
};

/* What of an actor the words of the corpus tell. */
struct actor_sort {
    int8_t side; /* -1: neither */
    bool is_body;
};

/* What two bodies did together: an open-addressing table by both numbers. */
struct pair_count {
    uint32_t body[SIDE_COUNT];
    struct tally n;
};

/* One body comes after another, in full. */
struct succession {
    uint32_t before, after;
};

struct membership {
    uint32_t member, of;
    int32_t since; /* EDTF_DAY_MIN: not recorded */
};

/* A body in time; read when first asked for. */
struct life {
    bool is_read;
    struct body_history history;
    int32_t founded_first, founded_last;     /* EDTF_DAY_MIN: not recorded */
    int32_t dissolved_first, dissolved_last; /* EDTF_DAY_MAX: not */
};

struct counterparts {
    struct store *st;
    struct corpus *c;
    struct arena mem;
    struct held *held;
    size_t n_held;
    struct succession *succession;
    size_t n_successions;
    struct membership *membership;
    size_t n_memberships;
    struct actor_sort *sort; /* by n - first actor, as are life and took_part */
    struct life *life;
    uint32_t first, n_actors;

    struct pair_count *pair; /* n_pairs of cap_pairs are filled; cap is a power of two, or 0 */
    size_t n_pairs, cap_pairs;
    struct tally *took_part;
};

/* Is n an actor? Then its place in the tables. */
static inline bool counterparts_actor(const struct counterparts *cp, uint32_t n, uint32_t *at)
{
    *at = n - cp->first;
    return n >= cp->first && *at < cp->n_actors;
}

struct tally counterparts_tally(const struct counterparts *cp, uint32_t jp, uint32_t gb);

/* How a body, or a tie, stands on a day. */
enum holding { HOLDS_NOT, HOLDS_MAYBE, HOLDS };
enum holding counterparts_exists(struct counterparts *cp, uint32_t body, int32_t day);

/* NULL if the record is no actor, or the dossier fails. */
const struct life *counterparts_life(struct counterparts *cp, uint32_t body, struct err *e);

#endif
