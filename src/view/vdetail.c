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

/* A section's heading: its name, how many, and a rule to the edge. */
static void heading(const struct detail_line *line, int row, int col, int cols, enum style style,
                    struct frame *f)
{
    int used = frame_put(f, row, col, cols, line->left, style);

    if (!text_is_empty(line->right))
        used += 1 + frame_put(f, row, col + used + 1, cols - used - 1, line->right, style);
    if (used + 2 < cols)
        frame_fill(f, row, col + used + 1, cols - used - 1, '-', style);
}

static void detail_line(const struct detail *d, const struct detail_line *line, int row, int col,
                        int cols, bool here, struct frame *f)
{
    enum style style = here ? STYLE_CURSOR : style_of(line->style);
    int indent = 0;

    if (here)
        frame_fill(f, row, col, cols, ' ', style);
    if (line->style == DETAIL_HEADING) {
        heading(line, row, col, cols, style, f);
        return;
    }
    if (line->style == DETAIL_FIELD ||
        (line->style == DETAIL_LINK && !here && line->label.n_bytes > 1))
        frame_put(f, row, col, cols, line->label, here ? style : STYLE_LABEL);
    else
        frame_put(f, row, col, cols, line->label, style);
    if (line->style == DETAIL_FIELD)
        indent = d->label_cols;
    else if (line->style == DETAIL_LINK)
        indent = line->hang_cols;
    if (line->marked)
        frame_puts(f, row, col + indent - 2, 1, ">", style);
    frame_put(f, row, col + indent, cols - indent, line->left, style);
    if (!text_is_empty(line->right))
        frame_put(f, row, col + d->half_cols + 2, d->half_cols, line->right, style);
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
    view_title(f, at, focused, view_format(a, "[%.*s]", (int)name.n_bytes, name.p),
               position(app, at.rows - 1, a));
    for (int i = 0; i < at.rows - 1 && app->detail_top + (size_t)i < d->n_lines; i++) {
        size_t line = app->detail_top + (size_t)i;

        detail_line(d, &d->lines[line], at.row + 1 + i, at.col + 1, at.cols - 2,
                    focused && line == app->detail_cursor, f);
    }
}
