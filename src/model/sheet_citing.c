/* Who cites a paragraph of a copy: n the source, choice[0] the block from 1. */
#include "reader.h"
#include "sheet_in.h"

#include <stdio.h>

/* How many, and how the paragraph begins. */
static void make_title(struct app *app, struct sheet *s, const struct reader *r, size_t block)
{
    struct arena *a = &s->mem;
    char number[24];

    snprintf(number, sizeof number, "%zu:", r->citing_at[block + 1] - r->citing_at[block]);
    s->title =
        say_pair(a, say(a, SAY_CITING, app->display), text_safe_str(a, number), DISPLAY_BOTH);
    s->title =
        say_pair(a, s->title, reader_text(app, r, a, block, reader_mark(r, block)), DISPLAY_BOTH);
}

static bool make(struct app *app, struct sheet *s)
{
    size_t block = (size_t)s->at.choice[0] - 1;
    struct reader *r;

    if (!s->own)
        s->own = reader_open(app, s->at.n);
    r = s->own;
    if (!r)
        return false;
    if (!r->found || block >= r->doc.n_blocks)
        return reader_missing(app, s);
    make_title(app, s, r, block);
    for (size_t i = r->citing_at[block]; i < r->citing_at[block + 1]; i++)
        sheet_cell(s, sheet_line(s), 0, s->cols, sheet_name(app, &s->mem, r->citing[i]),
                   SHEET_PLAIN)
            ->opens = r->citing[i];
    return !app->error.code;
}

const struct sheet_ops citing_sheet = {.has_detail = true, .make = make, .finish = reader_leave};
