/*
 * A record in full, as lines of a given width: names, summary, fields, what it is linked with, and
 * its evidence. Lines that lead somewhere carry the record they open.
 */
#ifndef NICHIEI_MODEL_DETAIL_H
#define NICHIEI_MODEL_DETAIL_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/say.h"
#include "nichiei/engine/terms.h"

#include <stdint.h>

enum detail_style {
    DETAIL_BLANK,
    DETAIL_NAME,         /* the record's name */
    DETAIL_HEADING,      /* begins a section */
    DETAIL_HEADINGS,     /* the same of two halves */
    DETAIL_HEADING_REST, /* what of a heading did not fit its first line */
    DETAIL_FIELD,        /* label and value */
    DETAIL_PROSE,
    DETAIL_LINK, /* opens a record */
    DETAIL_FAINT /* id and day of the last check */
};

/* One line of the screen. Texts are borrowed from the detail's arena. */
struct detail_line {
    enum detail_style style;
    struct text label; /* shown before the value, in label_cols columns */
    struct text left;  /* the text, or the Japanese half */
    struct text right; /* the English half, where both stand side by side */
    int hang_cols;     /* columns that a link's text is indented by */
    bool goes_on;      /* its texts continue those of the line above */
    bool marked;       /* first line of a link in a field: ">" stands two columns before its text */
    uint32_t opens;    /* the record that Enter opens, or 0 */
    uint32_t citation; /* the record's citation that the line is of, from 1, or 0 */
    const char *rows;  /* of a heading's count, the query that makes it, or NULL */
    enum kind rows_kind;
    const char *field; /* the record's field that the line shows, with its stored value, or NULL */
    const char *word;
};

/* How wide the lines are. */
struct detail_shape {
    int cols;
    enum display display;
    bool side_by_side; /* Japanese and English prose beside each other */
    /* Records of one kind and relation that lead here: groups of more than whole_links are cut to
     * max_links; 0: never. */
    uint32_t max_links, whole_links;
    struct terms *terms; /* whose words are marked in what is read; borrowed; NULL: none are */
};

struct detail {
    struct arena mem;
    uint32_t n; /* the record, or 0 */
    enum kind kind;
    struct detail_shape shape;
    int label_cols; /* columns of a field's label, blank included */
    int half_cols;  /* columns of each half, when side by side */
    struct detail_line *lines;
    size_t n_lines, cap_lines;
    uint32_t version; /* goes up whenever the lines change */
};

void detail_finish(struct detail *d);

/* Fills d with record n, unless it holds just that already. False with e if the dossier fails. */
bool detail_show(struct detail *d, struct store *st, uint32_t n, struct detail_shape shape,
                 struct err *e);

#endif
