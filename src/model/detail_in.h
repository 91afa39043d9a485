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

/* A text of the record, as it is read: its false friends are marked. */
struct text detail_readable(struct detail *d, const char *s);

/* Two texts, each broken into its half of the lines. */
void detail_beside(struct detail *d, enum detail_style style, struct text left, struct text right);

/* Both languages of a text: beside each other, below each other, or the one wanted. */
void detail_pair(struct detail *d, enum detail_style style, const char *ja, const char *en);

/* A blank line between sections, never two. */
void detail_gap(struct detail *d);

/* A heading with a count on its right, unless that is 0. */
void detail_heading(struct detail *d, struct text name, size_t count);

/* "label  value", the value wrapped under itself; `opens` is the record of a link, or 0. */
void detail_field(struct detail *d, struct text label, struct text value, uint32_t opens);

/* An interval with room to be broken between its dates, never inside one. */
struct text detail_spaced_date(struct arena *a, const char *edtf);

/* A field with a date as EDTF, and what it is called in the other calendars if it is sure; of what
 * was published or looked up then, the date alone. */
void detail_date(const struct maker *m, struct text label, const char *edtf);

/* Of a theme: how often something happens in it, and since when nothing has. */
bool detail_rhythm(const struct maker *m);

/* A record's name as links write it, and a line that opens it, with words before and after. */
struct text detail_link_text(const struct maker *m, const struct record *r, struct text before);
bool detail_link(const struct maker *m, uint32_t n, struct text before, struct text after);

/* What a term means in each country, and what goes wrong; is the i-th field one of these? */
void detail_meanings(const struct maker *m);
bool detail_is_meaning(const struct maker *m, int i);
/* A field that says nothing to a reader beside what is shown elsewhere. */
bool detail_hides(const char *field);
/* Is it a reading in a language that is off? */
bool detail_is_foreign(const struct field *f, enum display display);

/* A short field's value as readers say it. */
struct text detail_value(struct arena *a, const struct field *f, const char *value,
                         enum display display);

/* Is the far end of such an edge a field of the record itself, or of those below it? */
bool detail_is_field(enum relation relation, bool into);

/* All that the record is linked with, either way. */
bool detail_related(const struct maker *m);

#endif
