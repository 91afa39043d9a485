/* What may stand where the caret is: the names of fields, or the values of one with their counts.
 */
#ifndef NICHIEI_MODEL_CHOICES_H
#define NICHIEI_MODEL_CHOICES_H

#include "nichiei/text/text.h"

#include "nichiei/engine/query.h"
#include "nichiei/engine/say.h"

struct choice {
    const char *insert; /* as a query takes it: "actor:", "npa", "\"two words\"" */
    struct text name;   /* as readers say it; there for those that are shown */
    uint32_t value;     /* a record or word; of a field nothing */
    uint32_t count;     /* rows of the timeline now that bear the value */
    int rank;           /* how surely it was meant: enum names_hit */
};

/* All-zero is closed. */
struct choices {
    struct arena mem;
    struct choice *choice; /* the surest first, then by count */
    size_t n_choices;
    enum query_field field;    /* of the values; QUERY_TEXT: they are fields */
    enum query_field named_as; /* the facet that says what they are called */
    bool counted;              /* their counts are known */
    size_t from_byte, to_byte; /* what one takes the place of */
    bool open;
    bool walked; /* the reader has moved to the one at the cursor */
    size_t cursor, top, page_rows;
};

void choices_finish(struct choices *c); /* fine on a zeroed one, fine twice */

#endif
