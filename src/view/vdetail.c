/* The detail area: one record in full. */
#include "nichiei/text/width.h"

#include "views.h"

#include <stdio.h>

static enum style style_of(enum detail_style style)
{
    switch (style) {
    case DETAIL_NAME:
        return STYLE_NAME;
    case DETAIL_HEADING:
    case DETAIL_HEADINGS:
    case DETAIL_HEADING_REST:
        return STYLE_HEADING;
    case DETAIL_LINK:
        return STYLE_LINK;
    case DETAIL_FAINT:
        return STYLE_FAINT;
    case DETAIL_BLANK:
    case DETAIL_FIELD:
    case DETAIL_PROSE:
        break;
    }
    return STYLE_NORMAL;
}

/* Where a line goes. */
struct line_place {
    const struct app *app;
    size_t line;
    int row, col, cols;
    struct frame *f;
};

/* Puts one of a line's texts, with the hits in it. */
static int put_part(const struct line_place *at, enum find_part part, int col, int cols,
                    struct text t, enum style style)
{
    int used = frame_put(at->f, at->row, at->col + col, cols, t, style);

    view_terms(t, at->row, at->col + col, style, at->f);
    view_marks(at->app, at->line, part, at->row, at->col + col, t, at->f);
    return used;
}

/* A section's heading: its name, how many, and a rule to the edge. */
static void heading(const struct line_place *at, const struct detail_line *line, enum style style)
{
    int used = put_part(at, FIND_LEFT, 0, at->cols, line->left, style);

    if (!text_is_empty(line->right))
        used += 1 + frame_put(at->f, at->row, at->col + used + 1, at->cols - used - 1, line->right,
                              style);
    if (used + 2 < at->cols)
        frame_fill(at->f, at->row, at->col + used + 1, at->cols - used - 1, '-', style);
}

/* The headings of two halves. */
static void headings(struct line_place at, const struct detail_line *line, enum style style)
{
    const struct detail *d = &at.app->detail;
    int right = d->half_cols + 2, used;

    used = put_part(&at, FIND_LEFT, 0, d->half_cols, line->left, style) + 1;
    if (used + 1 < d->half_cols)
        frame_fill(at.f, at.row, at.col + used, d->half_cols - used, '-', style);
    used = right + put_part(&at, FIND_RIGHT, right, at.cols - right, line->right, style) + 1;
    if (used + 1 < at.cols)
        frame_fill(at.f, at.row, at.col + used, at.cols - used, '-', style);
}

static void detail_line(const struct line_place *at, bool here)
{
    const struct detail *d = &at->app->detail;
    const struct detail_line *line = &d->lines[at->line];
    enum style style = here ? STYLE_CURSOR : style_of(line->style), label = style;
    int indent = 0;

    if (here)
        frame_fill(at->f, at->row, at->col, at->cols, ' ', style);
    if (line->style == DETAIL_HEADING) {
        heading(at, line, style);
        return;
    }
    if (line->style == DETAIL_HEADINGS) {
        headings(*at, line, style);
        return;
    }
    if (!here &&
        (line->style == DETAIL_FIELD || (line->style == DETAIL_LINK && line->label.n_bytes > 1)))
        label = STYLE_LABEL;
    put_part(at, FIND_LABEL, 0, at->cols, line->label, label);
    if (line->style == DETAIL_FIELD)
        indent = d->label_cols;
    else if (line->style == DETAIL_LINK)
        indent = line->hang_cols;
    if (line->marked)
        frame_puts(at->f, at->row, at->col + indent - 2, 1, ">", style);
    put_part(at, FIND_LEFT, indent, at->cols - indent, line->left, style);
    if (!text_is_empty(line->right))
        put_part(at, FIND_RIGHT, d->half_cols + 2, d->half_cols, line->right, style);
}

/* "activity:apt40-advisory" and how much of it is above and below. */
static struct text position(const struct app *app, int rows, struct arena *a)
{
    const struct detail *d = &app->detail;
    size_t last = app->detail_top + (size_t)rows;

    if (d->n_lines <= (size_t)rows)
        return text_lit("");
    return view_format(a, "%zu-%zu/%zu", app->detail_top + 1, last < d->n_lines ? last : d->n_lines,
                       d->n_lines);
}

void view_detail(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    const struct detail *d = &app->detail;
    bool focused = view_has_keys(app, PANE_DETAIL);
    struct text name = say(a, SAY_PANE_DETAIL, app->display);

    if (at.rows <= 0)
        return;
    view_title(f, at, focused,
               view_format(a, app_is_pinned(app, app->shown) ? "[%.*s] p" : "[%.*s]",
                           (int)name.n_bytes, name.p),
               position(app, at.rows - 1, a));
    for (int i = 0; i < at.rows - 1 && app->detail_top + (size_t)i < d->n_lines; i++) {
        size_t line = app->detail_top + (size_t)i;
        struct line_place place = {app, line, at.row + 1 + i, at.col + 1, at.cols - 2, f};

        detail_line(&place, focused && line == app->detail_cursor);
    }
}
