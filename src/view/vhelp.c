/* The help overlay. */
#include "views.h"

static enum style style_of(enum help_style style)
{
    return style == HELP_HEADING ? STYLE_HEADING : STYLE_NORMAL;
}

/* How much of it is above and below. */
static struct text position(const struct app *app, size_t rows, struct arena *a)
{
    size_t n_lines = app->help.n_lines, last = app->help_top + rows;

    if (n_lines <= rows)
        return text_lit("");
    return view_format(a, "%zu-%zu/%zu", app->help_top + 1, last < n_lines ? last : n_lines,
                       n_lines);
}

void view_help(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    view_title(f, at, true, say(a, SAY_HELP, app->display), position(app, (size_t)at.rows - 1, a));
    for (int i = 0; i < at.rows - 1 && app->help_top + (size_t)i < app->help.n_lines; i++) {
        size_t n = app->help_top + (size_t)i;
        const struct help_line *line = &app->help.lines[n];
        int row = at.row + 1 + i, col = at.col + 1;

        frame_put(f, row, col, HELP_KEY_COLS - 1, line->keys, STYLE_KEY);
        view_marks(app, n, FIND_LABEL, row, col, line->keys, f);
        if (line->style == HELP_KEY)
            col += HELP_KEY_COLS;
        frame_put(f, row, col, at.col + at.cols - col, line->text, style_of(line->style));
        view_marks(app, n, FIND_LEFT, row, col, line->text, f);
    }
}
