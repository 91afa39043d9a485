/* The silence of every theme, looked up once for a dossier: it does not follow the filters. */
#ifndef NICHIEI_MODEL_QUIET_H
#define NICHIEI_MODEL_QUIET_H

#include "nichiei/base/arena.h"

#include "nichiei/engine/say.h"
#include "nichiei/engine/silence.h"

struct quiet {
    struct arena mem;
    bool begun;
    int32_t as_of;
    uint32_t first_n;  /* the first theme, in the numbering of records */
    uint32_t n_themes; /* of them, in a row */
    uint32_t n_known;  /* looked up until now */
    struct silence *of;
};

/* What a silence says in short, "7か月なし、通常45日": one language, or both. Empty while the theme
 * is not silent. */
struct text quiet_text(struct arena *a, const struct silence *s, enum display d);

/* Days as readers count them: "45日", "7 months" (from two months on, rounded). */
struct text quiet_days(struct arena *a, int32_t days, enum display d);

#endif
