/*
 * A piece of a text in which something was found, short enough to be read beside others, and where
 * in it the hits are.
 */
#ifndef NICHIEI_TEXT_PASSAGE_H
#define NICHIEI_TEXT_PASSAGE_H

#include "nichiei/base/arena.h"

#include "nichiei/text/fold.h"
#include "nichiei/text/text.h"

#include <stdbool.h>
#include <stddef.h>

struct passage {
    struct text text;        /* in the arena; without the dots that stand for what is left out */
    struct fold_span *spans; /* of the hits, in text: whole clusters, in order, apart */
    size_t n_spans;
    bool starts_late, ends_early; /* the source goes on before it, behind it */
};

/*
 * The passage round the first hit, of at most max_cols columns, two of them kept for the dots at
 * each end that is cut. bytes are as the data has them (fold_match gives hits in them, in any
 * order here); what is shown of them passes text_safe(). Cut is between clusters, and not inside a
 * word of an alphabet unless the word alone is too long; a third of what there is room for stands
 * before the hit, if there is as much. Of a hit longer than the passage its head is shown. Without
 * a hit, and for one outside the bytes, it is the head of the text. max_cols is taken as 12 at
 * least. bytes may be NULL if n_bytes is 0.
 */
struct passage passage_make(struct arena *a, const char *bytes, size_t n_bytes,
                            const struct fold_span *hits, size_t n_hits, int max_cols);

#endif
