/* Sheets: opened, walked, left. What they show is in sheet_*.c. */
#include "nichiei/model/sheet.h"

#include "filter.h"
#include "list.h"
#include "moving.h"
#include "place.h"
#include "sheet_in.h"

#include <string.h>

static const struct sheet_ops *const kinds[SHEET_COUNT] = {
    [SHEET_RECORDS] = &records_sheet,
    [SHEET_MEANINGS] = &meanings_sheet,
    [SHEET_COUNTERPARTS] = &counterparts_sheet,
    [SHEET_COMPARE] = &compare_sheet,
    [SHEET_MATRIX] = &matrix_sheet,
    [SHEET_GAP] = &gap_sheet,
    [SHEET_TWICE] = &twice_sheet,
    [SHEET_RELATIONS] = &relations_sheet,
    [SHEET_ALIGNMENT] = &alignment_sheet,
    [SHEET_READER] = &reader_sheet,
    [SHEET_CITING] = &citing_sheet,
    [SHEET_ADDRESS] = &address_sheet,
    [SHEET_EXPLAIN] = &explain_sheet,
};

const struct sheet_ops *sheet_ops_of(enum sheet_id id)
{
    return kinds[id];
}

static const struct sheet_ops *ops(const struct sheet *s)
{
    return kinds[s->at.id];
}

bool sheet_has_detail(const struct sheet *s)
{
    return s->at.id && ops(s)->has_detail;
}

bool sheet_is_list(const struct sheet *s)
{
    return s->at.id && ops(s)->is_list;
}

static bool is_stop(const struct sheet_cell *cell)
{
    return cell->opens || cell->rows || cell->to_sheet.id;
}

static int stops_in(const struct sheet_line *line)
{
    int n = 0;

    for (int i = 0; i < line->n_cells; i++)
        n += is_stop(&line->cells[i]);
    return n;
}

static const struct sheet_line *line_here(const struct sheet *s)
{
    return s->at.line < s->n_lines ? &s->lines[s->at.line] : NULL;
}

const struct sheet_cell *sheet_here(const struct sheet *s)
{
    const struct sheet_line *line = line_here(s);
    int stop = line ? stops_in(line) : 0, at = s->at.stop < stop ? s->at.stop : stop - 1;

    for (int i = 0; line && i < line->n_cells; i++)
        if (is_stop(&line->cells[i]) && at-- == 0)
            return &line->cells[i];
    return NULL;
}

/* Is it the same sheet, showing the same? */
static bool shows_same(const struct sheet_at *a, const struct sheet_at *b)
{
    return a->id == b->id && a->n == b->n && memcmp(a->choice, b->choice, sizeof a->choice) == 0;
}

/* What a sheet kept is of no use to another. */
static void set(struct app *app, const struct sheet_at *at)
{
    struct sheet *s = &app->sheet;

    if (s->at.id != at->id || s->at.n != at->n) {
        if (s->at.id && ops(s)->finish)
            ops(s)->finish(s);
        s->own = NULL;
    }
    if (!shows_same(&s->at, at))
        s->made = false;
    s->at = *at;
}

unsigned sheet_open(struct app *app, struct sheet_at at)
{
    place_leave(app);
    set(app, &at);
    app->focus = PANE_SHEET;
    app->followed = false;
    return APP_REDRAW;
}

void sheet_leave(struct app *app)
{
    set(app, &(struct sheet_at){.id = SHEET_NONE});
}

void sheet_restore(struct app *app, const struct sheet_at *at)
{
    set(app, at);
}

void sheet_change(struct app *app)
{
    app->sheet.made = false;
}

void sheet_finish(struct app *app)
{
    sheet_leave(app);
    arena_finish(&app->sheet.mem);
}

bool sheet_leads_on(const struct app *app)
{
    const struct sheet_ops *o = ops(&app->sheet);

    return sheet_here(&app->sheet) || (o->leads_on && o->leads_on(app));
}

unsigned sheet_context(const struct app *app)
{
    const struct sheet_ops *o = ops(&app->sheet);

    return IN_SHEET | o->where | (o->is_list ? IN_ROWS : IN_READING);
}

uint32_t sheet_record(const struct app *app)
{
    const struct sheet_cell *here = sheet_here(&app->sheet);
    const struct sheet_line *line = line_here(&app->sheet);

    if (here && here->opens)
        return here->opens;
    if (sheet_has_detail(&app->sheet) && ops(&app->sheet)->subject)
        return ops(&app->sheet)->subject(app);
    for (int i = 0; sheet_has_detail(&app->sheet) && line && i < line->n_cells; i++)
        if (line->cells[i].opens)
            return line->cells[i].opens;
    return 0;
}

uint32_t sheet_subject(const struct app *app)
{
    const struct sheet_ops *o = ops(&app->sheet);
    const struct sheet_cell *here = sheet_here(&app->sheet);

    if (o->subject)
        return o->subject(app);
    return here && here->opens ? here->opens : sheet_record(app);
}

void sheet_move(struct app *app, long lines)
{
    struct sheet *s = &app->sheet;
    size_t at = s->at.line;

    if (lines < 0)
        at = (size_t)-lines > at ? 0 : at - (size_t)-lines;
    else
        at += (size_t)lines;
    s->at.line = s->n_lines == 0 ? 0 : at >= s->n_lines ? s->n_lines - 1 : at;
}

bool sheet_next_section(struct app *app, bool forward)
{
    struct sheet *s = &app->sheet;
    size_t at = s->at.line;

    while (forward ? at + 1 < s->n_lines : at > 0) {
        at = forward ? at + 1 : at - 1;
        if (s->lines[at].begins || (!forward && at == 0)) {
            s->at.line = at;
            return true;
        }
    }
    return false;
}

/* Shows what a number counts, in the filters that were just set. */
static void show_rows(struct app *app, enum kind kind)
{
    struct sheet_at records = sheet_of_kind(kind);

    if (kind == KIND_ACTIVITY || kind == KIND_EVENT) {
        sheet_leave(app);
        list_enter(app, PANE_TIMELINE);
        return;
    }
    set(app, &records);
    app->focus = PANE_SHEET;
    app->followed = false;
}

static unsigned open_rows(struct app *app, const char *query, enum kind kind, bool alone)
{
    struct query more = {0};
    bool ok = query_parse(&more, query, strlen(query), app->st, &app->error), room = true;

    if (ok) {
        place_leave(app);
        app->back[app->n_back - 1].comes_back = true;
    }
    for (int i = 0; ok && alone && i < app->query.n_terms; i++)
        app->query.term[i].off = true;
    for (int i = 0; ok && room && i < more.n_terms; i++) {
        int at = query_find(&app->query, &more.term[i]);

        if (at >= 0)
            app->query.term[at].off = false;
        else
            room = query_add(&app->query, &more.term[i]);
    }
    query_finish(&more);
    if (!ok)
        return APP_REDRAW;
    show_rows(app, kind);
    filter_apply(app);
    return room ? APP_REDRAW : app_note(app, SAY_NO_ROOM);
}

unsigned sheet_rows(struct app *app, const char *query, enum kind kind)
{
    return open_rows(app, query, kind, false);
}

unsigned sheet_rows_alone(struct app *app, const char *query, enum kind kind)
{
    return open_rows(app, query, kind, true);
}

static unsigned follow_cell(struct app *app)
{
    const struct sheet_cell *here = sheet_here(&app->sheet);

    if (!here)
        return APP_BELL;
    if (here->rows)
        return open_rows(app, here->rows, here->rows_kind, here->rows_alone);
    if (here->to_sheet.id) {
        unsigned did = sheet_open(app, here->to_sheet);

        app->back[app->n_back - 1].entered = true;
        return did;
    }
    app_show_record(app, here->opens);
    return APP_REDRAW;
}

/* To the stop beside the cursor's; from the last one on into the detail beside it. */
static unsigned step(struct app *app, int by)
{
    struct sheet *s = &app->sheet;
    const struct sheet_line *line = line_here(s);
    int n_stops = line ? stops_in(line) : 0;
    int at = s->at.stop < n_stops ? s->at.stop : n_stops - 1;

    if (by > 0 && at + 1 >= n_stops && sheet_record(app) && sheet_has_detail(s)) {
        app_show_record(app, sheet_record(app));
        return APP_REDRAW;
    }
    if (at + by < 0 || at + by >= n_stops)
        return APP_BELL;
    s->at.stop = at + by;
    return APP_REDRAW;
}

unsigned sheet_act(struct app *app, enum action_id action)
{
    unsigned did = 0;

    if (app->focus != PANE_SHEET)
        return 0;
    if (ops(&app->sheet)->act)
        did = ops(&app->sheet)->act(app, action);
    if (did)
        return did;
    switch (action) {
    case ACTION_SHEET_OPEN:
        return follow_cell(app);
    case ACTION_SHEET_RIGHT:
        return step(app, 1);
    case ACTION_SHEET_LEFT:
        return step(app, -1);
    default:
        return 0;
    }
}

static bool is_fresh(const struct app *app, int cols)
{
    const struct sheet *s = &app->sheet;

    return s->made && s->cols == cols && s->display == app->display && s->answer == app->answer &&
           shows_same(&s->made_at, &s->at);
}

static bool make(struct app *app, int cols)
{
    struct sheet *s = &app->sheet;

    arena_reset(&s->mem);
    s->title = s->right = text_lit("");
    memset(s->heads, 0, sizeof s->heads);
    s->lines = NULL;
    s->n_heads = 0;
    s->n_lines = s->cap_lines = 0;
    s->cols = cols;
    s->display = app->display;
    s->answer = app->answer;
    s->version++;
    s->made = ops(s)->make(app, s);
    s->made_at = s->at; /* the sheet may have set what it was opened without */
    return s->made;
}

/* Makes the cells of the lines that come in sight. */
static bool fill(struct app *app)
{
    struct sheet *s = &app->sheet;

    for (size_t i = s->at.top; ops(s)->fill && i < s->n_lines && i < s->at.top + s->page_rows; i++)
        if (s->lines[i].about && !s->lines[i].filled) {
            s->lines[i].filled = true;
            if (!ops(s)->fill(app, s, &s->lines[i]))
                return false;
        }
    return true;
}

bool sheet_fit(struct app *app, int cols, size_t rows)
{
    struct sheet *s = &app->sheet;

    if (!s->at.id)
        return true;
    if (!is_fresh(app, cols) && !make(app, cols))
        return false;
    s->page_rows = rows > (size_t)s->n_heads ? rows - (size_t)s->n_heads : 1;
    if (s->at.line >= s->n_lines)
        s->at.line = s->n_lines ? s->n_lines - 1 : 0;
    s->at.top = moving_top(s->at.top, s->at.line, s->n_lines, s->page_rows);
    if (ops(s)->place)
        ops(s)->place(s);
    return fill(app);
}
