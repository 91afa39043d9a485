/* Putting the parts together. */
#include "nichiei/view/screen.h"

#include "views.h"

static size_t content_rows(struct rect r)
{
    return r.rows > 1 ? (size_t)r.rows - 1 : 0;
}

/* All that lies between the chips and the lines at the bottom. */
static struct rect card_rect(const struct layout *l)
{
    int top = l->chips.row + 1, bottom = l->status.rows ? l->status.row : l->hints.row;

    return (struct rect){top, 0, bottom - top, l->cols};
}

/* Where the sheet stands: beside the detail if that follows it, else in the place of both. */
static struct rect sheet_rect(const struct app *app, const struct layout *l)
{
    struct rect all = card_rect(l);

    if (!app->sheet.at.id || (l->single && app->focus == PANE_DETAIL))
        return (struct rect){0};
    if (sheet_has_detail(&app->sheet) && !l->single)
        all.cols = l->divider.col;
    return all;
}

/* Is there time to be drawn, in columns that are enough? */
static bool has_strip(const struct app *app, int cols)
{
    return !app->strip.off && app->strip.density.n_dated >= 2 && cols >= STRIP_MIN_COLS;
}

/* Rows that the timeline must have for the strip, to have it when another list has the keys, and
 * for a scale below it. */
enum { ROWS_WITH_STRIP = 8, ROWS_TO_SPARE = 12, ROWS_WITH_SCALE = 14 };

static int strip_rows(const struct app *app, struct rect pane)
{
    int wanted = app->list_focus == PANE_TIMELINE ? ROWS_WITH_STRIP : ROWS_TO_SPARE;

    if (!has_strip(app, view_strip_cols(pane)) || pane.rows < wanted)
        return 0;
    return pane.rows < ROWS_WITH_SCALE ? 1 : 2;
}

static void fit(struct app *app, const struct layout *l, struct rect help)
{
    struct app_fit f = {
        .detail_rows = content_rows(l->pane[PANE_DETAIL]),
        .help_page_rows = content_rows(help),
        .help_cols = help.cols - 2,
        .card_page_rows = content_rows(card_rect(l)),
        .card_rows = view_card_rows(card_rect(l)),
        .choice_rows = view_choice_rows(app, l->chips, l->rows),
        .detail = {.cols = l->pane[PANE_DETAIL].cols - 2,
                   .display = app->display,
                   .side_by_side = l->side_by_side},
    };

    f.sheet_rows = content_rows(sheet_rect(app, l));
    f.sheet_cols = sheet_rect(app, l).cols - 2;
    f.strip_cols = view_strip_cols(l->pane[PANE_TIMELINE]);
    f.strip_rows = strip_rows(app, l->pane[PANE_TIMELINE]);
    f.facet_rows = content_rows(l->pane[PANE_FACETS]);
    for (int i = 0; i < PANE_LISTS; i++) {
        f.list_rows[i] = content_rows(l->pane[i]);
        if (!f.list_rows[i] && l->pane[i].rows)
            f.list_rows[i] = 1; /* a folded pane names its current row */
    }
    f.list_rows[PANE_TIMELINE] -= (size_t)f.strip_rows;
    app_fit(app, &f);
}

static void too_small(const struct app *app, struct frame *f, struct arena *a)
{
    frame_put(f, 0, 0, f->cols,
              say(a, SAY_TOO_SMALL, app->display == DISPLAY_BOTH ? DISPLAY_EN : app->display),
              STYLE_ERROR);
}

/* What went wrong, or a note: it must be seen even where there is no line for it. */
static bool has_message(const struct app *app)
{
    return app->error.code || view_is_wrong(app) || app->note != SAY_COUNT;
}

/* The lines of the timeline with the heading of the undated rows and, if there is room, the strip.
 */
static size_t timeline_wish(const struct app *app)
{
    const struct density *d = &app->strip.density;
    size_t lines = d->n_rows + (d->n_dated < d->n_rows);

    for (int rows = ROWS_WITH_STRIP; rows <= ROWS_WITH_SCALE;
         rows += ROWS_WITH_SCALE - ROWS_WITH_STRIP)
        lines += has_strip(app, STRIP_MIN_COLS) && lines + 2 >= (size_t)rows;
    return lines;
}

/* The rows that a list can use: its own, or what is said about an empty one. While something is
 * typed the panes stay where they are, however many rows each letter leaves. */
static size_t list_wish(const struct app *app, enum pane pane)
{
    if (app->prompt_open)
        return SIZE_MAX;
    if (pane == PANE_TIMELINE && app->list[pane].n_rows)
        return timeline_wish(app);
    if (app->list[pane].n_rows)
        return app->list[pane].n_rows;
    return pane == PANE_TIMELINE || pane == app->list_focus ? 1 + COACH_MAX + 1 : 0;
}

/* The panes, or the sheet in their place. */
static void main_part(const struct app *app, const struct layout *l, struct frame *f,
                      struct arena *a)
{
    bool sheet = app->sheet.at.id != SHEET_NONE;

    view_sheet(app, sheet_rect(app, l), f, a);
    for (int i = 0; i < PANE_LISTS && !sheet; i++)
        view_list(app, (enum pane)i, l->pane[i], l->side_by_side, f, a);
    if (!sheet)
        view_facets(app, l->pane[PANE_FACETS], l->side_by_side, f, a);
    if (sheet && !sheet_has_detail(&app->sheet))
        return;
    view_detail(app, l->pane[PANE_DETAIL], f, a);
    for (int i = 0; i < l->divider.rows && l->divider.cols; i++)
        frame_fill(f, l->divider.row + i, l->divider.col, 1, '|', STYLE_FAINT);
}

void screen_draw(struct app *app, int cols, int rows, struct frame *out)
{
    struct arena a = {0};
    struct layout_wish wish = {.focus = app->focus == PANE_SHEET ? app->list_focus : app->focus,
                               .list_focus = app->list_focus,
                               .has_chips = app->query.n_terms || app->prompt_open};
    struct layout l;
    struct rect help_at = {1, 0, rows - 2, cols};

    if (!frame_reset(out, cols, rows))
        return;
    for (int i = 0; i < PANE_LISTS; i++)
        wish.rows[i] = list_wish(app, (enum pane)i);
    wish.rows[PANE_FACETS] = SIZE_MAX; /* only what is seen is counted: it takes what it gets */
    l = layout_of(cols, rows, &wish);
    if (l.too_small) {
        too_small(app, out, &a);
        goto out;
    }
    fit(app, &l, help_at);
    view_head(app, l.head, out, &a);
    if (app->find.open && (app->help_open || !l.status.rows))
        view_find(app, l.hints, out, &a);
    else if (has_message(app) && (app->help_open || !l.status.rows))
        view_status(app, l.hints, out, &a);
    else
        view_hints(app, l.hints, out, &a);
    if (app->help_open) {
        view_help(app, help_at, out, &a);
        goto out;
    }
    view_chips(app, l.chips, out, &a);
    main_part(app, &l, out, &a);
    if (app->find.open && l.status.rows)
        view_find(app, l.status, out, &a);
    else
        view_status(app, l.status, out, &a);
    if (app->prompt_open && app->card_open)
        view_card(app, card_rect(&l), out, &a);
    else if (app->prompt_open && app->choices.open)
        view_choices(app, l.chips, out, &a);
out:
    arena_finish(&a);
}
