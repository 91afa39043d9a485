/* What the parts of the detail share: detail.c lays out a record, related.c what it is linked with.
 * Private to them. */
#ifndef MODEL_DETAIL_IN_H
#define MODEL_DETAIL_IN_H

#include "nichiei/model/detail.h"

/* What the sections need in common. */
struct maker {
    struct detail *d;
    struct store *st;
    struct err *e;
    struct record record;
    const struct resource *resource;
    const char *const *values;
};

/* A text, broken into lines; nothing if it is empty. */
void detail_wrapped(struct detail *d, enum detail_style style, struct text t);

/* A heading with a count on its right, unless that is 0. */
void detail_heading(struct detail *d, struct text name, size_t count);

/* A record's name as links write it, and a line that opens it, with words before and after. */
struct text detail_link_text(const struct maker *m, const struct record *r, struct text before);
bool detail_link(const struct maker *m, uint32_t n, struct text before, struct text after);

/* All that the record is linked with, either way. */
bool detail_related(const struct maker *m);

#endif
