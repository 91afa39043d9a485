/* The lines of the sheet of counterparts; private to it. */
#ifndef MODEL_COUNTERPARTS_LINES_H
#define MODEL_COUNTERPARTS_LINES_H

#include "nichiei/engine/counterparts.h"

#include "sheet_in.h"

/* What lines are made with. */
struct lines {
    struct app *app;
    struct sheet *s;
    struct counterparts *cp;
    int32_t day;
    bool tells_roles;        /* below each pair who does what, and where it ends */
    int side_cols, tie_cols; /* of a body, and of what joins two */
};

struct lines lines_begin(struct app *app, struct sheet *s, struct counterparts *cp, int32_t day);

/* What stays in sight: what the marks mean, whose side is which; of one body what is known of it in
 * time. */
void lines_heads(struct lines *l, uint32_t body);

/* "NISC", or the whole name where there is no abbreviation. */
struct text lines_short_name(struct lines *l, uint32_t n);

/* "3 : 2": how many bodies of either side. */
struct text lines_sides(struct lines *l, const struct tie *ties, size_t n_ties);

void lines_tie(struct lines *l, const struct tie *t);
void lines_forum(struct lines *l, const struct forum *f);
void lines_idle(struct lines *l, const struct body_load *bodies, size_t n);

#endif
