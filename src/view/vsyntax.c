/* Over the panes while one types: what completes the line, and the card of how to ask. */
#include "nichiei/text/width.h"

#include "nichiei/model/syntax.h"

#include "views.h"

enum {
    MAX_CHOICES = 8, /* rows of the list: the panes are still seen below it */
    INSERT_COLS = 20,
    COUNT_GAP = 6,
    CELL_COLS = 39, /* of a line of the card: two fit beside each other at 80 */
    EXAMPLE_COLS = 17,
    SAYS_COLS = 11
};

size_t view_choice_rows(const struct app *app, struct rect chips, int rows)
{
    int room = rows - chips.row - 4; /* its rule, and three rows of what lies below */

    room = room > MAX_CHOICES ? MAX_CHOICES : room;
    return room < 1                                ? 1
           : (size_t)room < app->choices.n_choices ? (size_t)room
                                                   : app->choices.n_choices;
}

/* The columns of the list: what is inserted, and what that is called. */
struct columns {
    int insert, name, count;
};

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static struct columns columns_of(const struct choices *c, int cols)
{
    struct columns w = {0, 0, c->counted ? COUNT_GAP : 0};

    for (size_t i = 0; i < c->n_choices; i++) {
        w.insert = most(w.insert, text_cols(text_lit(c->choice[i].insert)));
        w.name = most(w.name, text_cols(c->choice[i].name)); /* of those that were shown */
    }
    if (c->field != QUERY_TEXT && c->n_choices > c->page_rows &&
        w.name) /* the same wherever the list is scrolled to */
        w.name = cols;
    w.insert = least(w.insert, most(INSERT_COLS, cols / 6));
    w.name = least(least(w.name, cols / 2), cols - 5 - w.insert - 1 - w.count);
    return w;
}

static void put_choice(const struct choices *c, size_t i, struct columns w, struct rect at, int row,
                       struct frame *f, struct arena *a)
{
    bool here = i == c->cursor;
    enum style style = here ? STYLE_CURSOR : STYLE_NORMAL;
    int col = at.col + 2;

    frame_fill(f, row, at.col, at.cols, ' ', style);
    frame_fill(f, row, at.col, 1, '|', STYLE_RULE);
    frame_fill(f, row, at.col + at.cols - 1, 1, '|', STYLE_RULE);
    if (here)
        frame_puts(f, row, at.col + 1, 1, ">", style);
    frame_put(f, row, col, w.insert,
              text_ellipsis(a, text_safe_str(a, c->choice[i].insert), w.insert),
              here ? style : STYLE_KEY);
    frame_put(f, row, col + w.insert + 1, w.name, text_ellipsis(a, c->choice[i].name, w.name),
              style);
    if (w.count)
        view_count(f, row, at.col + at.cols - 2, "", c->choice[i].count,
                   here ? style : STYLE_FAINT);
}

void view_choices(const struct app *app, struct rect chips, struct frame *f, struct arena *a)
{
    const struct choices *c = &app->choices;
    const char *line = buf_cstr(&app->prompt.text);
    size_t last = least((int)(c->top + c->page_rows), (int)c->n_choices);
    struct columns w = columns_of(c, chips.cols);
    struct rect at = {chips.row + 1, 0, (int)(last - c->top) + 1, 5 + w.insert + w.name + w.count};
    struct text typed = text_safe(a, line + c->from_byte, app->prompt.caret_at_byte - c->from_byte);
    struct text right = view_format(a, "%zu/%zu", c->cursor + 1, c->n_choices);

    /* What is inserted stands below what is typed of it. */
    at.col = most(0, least(f->cursor_col - text_cols(typed) - 2, chips.col + chips.cols - at.cols));
    for (size_t i = c->top; i < last; i++)
        put_choice(c, i, w, at, at.row + (int)(i - c->top), f, a);
    view_title(f, (struct rect){at.row + at.rows - 1, at.col, 1, at.cols}, false, right,
               text_lit(""));
}

static int card_columns(struct rect at)
{
    return most(1, at.cols / CELL_COLS);
}

size_t view_card_rows(struct rect at)
{
    return (size_t)((SYNTAX_LINES + card_columns(at) - 1) / card_columns(at));
}

static void put_line(const struct app *app, const struct syntax_line *line, int row, int col,
                     int cols, struct frame *f)
{
    int says_col = col + EXAMPLE_COLS;

    frame_puts(f, row, col, EXAMPLE_COLS, line->example, STYLE_KEY);
    cols -= EXAMPLE_COLS;
    if (app->display != DISPLAY_EN)
        frame_puts(f, row, says_col, least(cols, SAYS_COLS), line->says[LANG_JA], STYLE_NORMAL);
    if (app->display == DISPLAY_BOTH)
        says_col += SAYS_COLS;
    if (app->display != DISPLAY_JA)
        frame_puts(f, row, says_col, col + cols + EXAMPLE_COLS - says_col, line->says[LANG_EN],
                   STYLE_NORMAL);
}

void view_card(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    size_t n_rows = view_card_rows(at), page = app->card_page_rows;
    size_t last = app->card_top + page < n_rows ? app->card_top + page : n_rows;
    int cell_cols = at.cols / card_columns(at);
    struct text right = text_lit("");

    for (int i = 0; i < at.rows; i++)
        frame_fill(f, at.row + i, at.col, at.cols, ' ', STYLE_NORMAL);
    if (n_rows > page)
        right = view_format(a, "%zu-%zu/%zu", app->card_top + 1, last, n_rows);
    view_title(f, at, true, say(a, SAY_HOW_TO_ASK, app->display), right);
    for (size_t i = 0; i < SYNTAX_LINES; i++) {
        size_t row = i % n_rows;

        if (row >= app->card_top && row < last)
            put_line(app, &syntax_lines[i], at.row + 1 + (int)(row - app->card_top),
                     at.col + (int)(i / n_rows) * cell_cols + 1, cell_cols - 1, f);
    }
}
