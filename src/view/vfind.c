/* The search in a text: its prompt, and the hits in the lines. */
#include "nichiei/text/width.h"

#include "views.h"

#include <string.h>

void view_find(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    const struct find *find = &app->find;
    size_t hit = find->now < find->found.n_hits ? find->now + 1 : 0;
    struct text right = text_lit("");
    int right_cols, used;

    if (app->prompt.text.n_bytes)
        right = view_format(a, "%zu/%zu", hit, find->found.n_hits);
    right_cols = text_cols(right);
    frame_fill(f, at.row, at.col, at.cols, ' ', STYLE_NORMAL);
    frame_put(f, at.row, at.col + at.cols - right_cols, right_cols, right,
              hit ? STYLE_FAINT : STYLE_ERROR);
    at.cols -= right_cols;
    used = 1 + frame_put(f, at.row, at.col, at.cols, say(a, SAY_FIND, app->display), STYLE_FAINT);
    used += 1 + frame_puts(f, at.row, at.col + used, 1, "/", STYLE_KEY);
    view_prompt(app, at, used, f, a);
}

void view_terms(struct text t, int row, int col, enum style style, struct frame *f)
{
    const char *at = t.p, *end = t.p + t.n_bytes;

    if (!t.n_bytes || style == STYLE_CURSOR || style == STYLE_CURSOR_DIM)
        return;
    for (; (at = memchr(at, '!', (size_t)(end - at))) != NULL; at++)
        if (at > t.p && at[-1] != ' ')
            frame_restyle(f, row, col + text_cols((struct text){t.p, (size_t)(at - t.p)}), 1,
                          STYLE_TERM);
}

void view_marks(const struct app *app, size_t line, enum find_part part, int row, int col,
                struct text t, struct frame *f)
{
    const struct find_mark *marks;
    size_t n_marks = find_on_line(&app->find.found, line, &marks);

    for (size_t i = 0; i < n_marks; i++) {
        const struct find_mark *m = &marks[i];

        if (m->part == part && m->at + m->n_bytes <= t.n_bytes)
            frame_restyle(f, row, col + text_cols((struct text){t.p, m->at}),
                          text_cols((struct text){t.p + m->at, m->n_bytes}),
                          m->hit == app->find.now ? STYLE_FOUND_NOW : STYLE_FOUND);
    }
}
