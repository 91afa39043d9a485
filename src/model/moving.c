/* Moving: the cursor of a list, the line of the detail, the page of help. */
#include "moving.h"

#include "facet_pane.h"
#include "list.h"
#include "sheet_in.h"

/* The lines that a cursor can stand on: links and text, not the blanks after the end. */
static void detail_move(struct app *app, long lines)
{
    size_t n_lines = app->detail.n_lines;
    size_t at = app->detail_cursor;

    if (lines < 0)
        at = (size_t)-lines > at ? 0 : at - (size_t)-lines;
    else
        at += (size_t)lines;
    app->detail_cursor = n_lines == 0 ? 0 : at >= n_lines ? n_lines - 1 : at;
}

/* To the next or previous section of the detail. */
static bool detail_section(struct app *app, bool forward)
{
    size_t at = app->detail_cursor;

    for (;;) {
        if (forward ? at + 1 >= app->detail.n_lines : at == 0)
            return false;
        at = forward ? at + 1 : at - 1;
        if (app->detail.lines[at].style == DETAIL_HEADING || (!forward && at == 0)) {
            app->detail_cursor = at;
            return true;
        }
    }
}

void moving_help(struct app *app, long lines)
{
    size_t n_lines = app->help.n_lines;
    size_t last = n_lines > app->help_page_rows ? n_lines - app->help_page_rows : 0;

    if (lines < 0)
        app->help_top = (size_t)-lines > app->help_top ? 0 : app->help_top - (size_t)-lines;
    else
        app->help_top += (size_t)lines;
    if (app->help_top > last)
        app->help_top = last;
}

size_t moving_top(size_t top, size_t cursor, size_t n_lines, size_t page_rows)
{
    if (cursor < top)
        top = cursor;
    if (page_rows && cursor >= top + page_rows)
        top = cursor - page_rows + 1;
    if (top && n_lines < top + page_rows)
        top = n_lines > page_rows ? n_lines - page_rows : 0;
    return top;
}

/* Moves whatever has the keys by lines; a large number goes to the end. */
static void move(struct app *app, long lines)
{
    if (app->help_open)
        moving_help(app, lines);
    else if (app->focus == PANE_DETAIL)
        detail_move(app, lines);
    else if (app->focus == PANE_FACETS)
        facet_pane_move(app, lines);
    else if (app->focus == PANE_SHEET)
        sheet_move(app, lines);
    else
        list_move(&app->list[app->focus], lines);
}

static long page_lines(const struct app *app)
{
    size_t rows = app->help_open              ? app->help_page_rows
                  : app->focus == PANE_DETAIL ? app->detail_page_rows
                  : app->focus == PANE_FACETS ? app->facets.page_rows
                  : app->focus == PANE_SHEET  ? app->sheet.page_rows
                                              : app->list[app->focus].page_rows;

    return rows > 1 ? (long)rows - 1 : 1;
}

static unsigned next_group(struct app *app, bool forward)
{
    bool moved = app->focus == PANE_DETAIL  ? detail_section(app, forward)
                 : app->focus == PANE_SHEET ? sheet_next_section(app, forward)
                 : app->focus == PANE_FACETS
                     ? facet_pane_next(app, forward)
                     : app->focus == PANE_TIMELINE && list_next_group(app, forward);

    return moved ? APP_REDRAW : APP_BELL;
}

unsigned moving_act(struct app *app, enum action_id action)
{
    const long everything = 1L << 30;

    switch (action) {
    case ACTION_DOWN:
        move(app, 1);
        return APP_REDRAW;
    case ACTION_UP:
        move(app, -1);
        return APP_REDRAW;
    case ACTION_PAGE_DOWN:
    case ACTION_SCROLL:
        move(app, page_lines(app));
        return APP_REDRAW;
    case ACTION_PAGE_UP:
        move(app, -page_lines(app));
        return APP_REDRAW;
    case ACTION_HALF_DOWN:
        move(app, (page_lines(app) + 1) / 2);
        return APP_REDRAW;
    case ACTION_HALF_UP:
        move(app, -(page_lines(app) + 1) / 2);
        return APP_REDRAW;
    case ACTION_FIRST:
        move(app, -everything);
        return APP_REDRAW;
    case ACTION_LAST:
        move(app, everything);
        return APP_REDRAW;
    case ACTION_NEXT_GROUP:
        return next_group(app, true);
    case ACTION_PREVIOUS_GROUP:
        return next_group(app, false);
    default:
        return 0;
    }
}
