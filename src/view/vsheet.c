/* A sheet: title, the heads that stay, and its lines. */
#include "nichiei/text/width.h"

#include "views.h"

static enum style style_of(enum sheet_style style)
{
    static const enum style styles[SHEET_STYLES] = {
        [SHEET_PLAIN] = STYLE_NORMAL,    [SHEET_NAME] = STYLE_NAME,
        [SHEET_HEADING] = STYLE_HEADING, [SHEET_LABEL] = STYLE_LABEL,
        [SHEET_FAINT] = STYLE_FAINT,     [SHEET_LINK] = STYLE_LINK,
        [SHEET_MARKED] = STYLE_FOUND,    [SHEET_SHADE_1] = STYLE_SHADE_1,
        [SHEET_SHADE_2] = STYLE_SHADE_2, [SHEET_SHADE_3] = STYLE_SHADE_3,
    };

    return styles[style];
}

/* Where a line goes. */
struct line_place {
    const struct app *app;
    size_t line; /* SIZE_MAX for a head */
    int row, col;
    struct frame *f;
};

static void put_cell(const struct line_place *at, const struct sheet_cell *cell, int part,
                     enum style style, struct arena *a)
{
    struct text t = text_ellipsis(a, cell->text, cell->cols);
    int col = at->col + cell->col;

    if (cell->to_right)
        col += cell->cols - text_cols(t);
    frame_put(at->f, at->row, col, cell->cols, t, style);
    view_terms(t, at->row, col, style, at->f);
    if (at->line != SIZE_MAX && part < FIND_PARTS && !cell->quiet &&
        at->app->find.text == FIND_IN_SHEET)
        view_marks(at->app, at->line, (enum find_part)part, at->row, col, t, at->f);
}

/* The line of the cursor is dim where one of its cells has the cursor. */
static void put_line(const struct line_place *at, const struct sheet_line *line, bool here,
                     bool focused, struct arena *a)
{
    const struct sheet *s = &at->app->sheet;
    const struct sheet_cell *stop = here ? sheet_here(s) : NULL;
    enum style bar = !here ? STYLE_NORMAL : focused && !stop ? STYLE_CURSOR : STYLE_CURSOR_DIM;

    if (here)
        frame_fill(at->f, at->row, at->col, s->cols, ' ', bar);
    for (int i = 0; i < line->n_cells; i++) {
        const struct sheet_cell *cell = &line->cells[i];

        if (cell->opens && s->at.id != SHEET_COMPARE && app_is_pinned(at->app, cell->opens))
            frame_puts(at->f, at->row, at->col - 1, 1, "p", STYLE_KEY);
    }
    for (int i = 0; i < line->n_cells; i++) {
        const struct sheet_cell *cell = &line->cells[i];
        bool is_stop = cell == stop && focused;

        if (is_stop)
            frame_fill(at->f, at->row, at->col + cell->col, cell->cols, ' ', STYLE_CURSOR);
        put_cell(at, cell, i,
                 is_stop                               ? STYLE_CURSOR
                 : here && cell->style < SHEET_SHADE_1 ? bar
                                                       : style_of(cell->style),
                 a);
    }
}

/* "1-19/104" where not all of it is seen. */
static struct text position(const struct sheet *s, struct arena *a)
{
    size_t last = s->at.top + s->page_rows;

    if (s->n_lines <= s->page_rows)
        return s->right;
    return say_pair(a, s->right,
                    view_format(a, "%zu-%zu/%zu", s->at.top + 1,
                                last < s->n_lines ? last : s->n_lines, s->n_lines),
                    DISPLAY_BOTH);
}

void view_sheet(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    static const struct text titles[SHEET_COUNT][LANG_COUNT] = {
#define X(id, ja, en) {{ja, sizeof ja - 1}, {en, sizeof en - 1}},
        SHEETS(X)
#undef X
    };
    const struct sheet *s = &app->sheet;
    bool focused = view_has_keys(app, PANE_SHEET);
    struct text title = s->title;
    struct line_place place = {app, SIZE_MAX, at.row + 1, at.col + 1, f};

    if (at.rows <= 0)
        return;
    if (text_is_empty(title))
        title = say_pair(a, titles[s->at.id][LANG_JA], titles[s->at.id][LANG_EN], app->display);
    view_title(f, at, focused, text_ellipsis(a, title, at.cols - 3), position(s, a));
    for (int i = 0; i < s->n_heads && place.row < at.row + at.rows; i++, place.row++)
        put_line(&place, &s->heads[i], false, false, a);
    for (size_t i = s->at.top; i < s->n_lines && place.row < at.row + at.rows; i++, place.row++) {
        place.line = i;
        put_line(&place, &s->lines[i], i == s->at.line, focused, a);
    }
}
