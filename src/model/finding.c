/* The search in a text: `/`, `n`, `N`. */
#include "finding.h"

#include "moving.h"

#include <stdio.h>
#include <string.h>

static const char *pattern(const struct app *app)
{
    if (app->find.open)
        return buf_cstr(&app->prompt.text);
    return app->find.lit ? buf_cstr(&app->find.kept) : "";
}

static void add_piece(struct find_piece *pieces, size_t *n_pieces, struct text text, size_t line,
                      enum find_part part, bool goes_on)
{
    if (!text_is_empty(text))
        pieces[(*n_pieces)++] = (struct find_piece){text, line, part, goes_on};
}

/* What can be read of a record: not the marks of links, nor the number beside a heading. */
static size_t pieces_of_detail(const struct detail *d, struct find_piece *pieces)
{
    size_t n_pieces = 0;

    for (size_t i = 0; i < d->n_lines; i++) {
        const struct detail_line *line = &d->lines[i];

        if (line->label.n_bytes > 1)
            add_piece(pieces, &n_pieces, line->label, i, FIND_LABEL, false);
        add_piece(pieces, &n_pieces, line->left, i, FIND_LEFT, line->goes_on);
        if (line->style != DETAIL_HEADING)
            add_piece(pieces, &n_pieces, line->right, i, FIND_RIGHT, line->goes_on);
    }
    return n_pieces;
}

static size_t pieces_of_help(const struct help *h, struct find_piece *pieces)
{
    size_t n_pieces = 0;

    for (size_t i = 0; i < h->n_lines; i++) {
        add_piece(pieces, &n_pieces, h->lines[i].keys, i, FIND_LABEL, false);
        add_piece(pieces, &n_pieces, h->lines[i].text, i, FIND_LEFT, h->lines[i].goes_on);
    }
    return n_pieces;
}

/* A sheet's cells are its parts, but for those that only stand beside the text. */
static size_t pieces_of_sheet(const struct sheet *s, struct find_piece *pieces)
{
    size_t n_pieces = 0;

    for (size_t i = 0; i < s->n_lines; i++)
        for (int k = 0; k < s->lines[i].n_cells && k < FIND_PARTS; k++)
            if (!s->lines[i].cells[k].quiet)
                add_piece(pieces, &n_pieces, s->lines[i].cells[k].text, i, (enum find_part)k,
                          s->lines[i].cells[k].goes_on);
    return n_pieces;
}

/* The text that the reader is in: its lines, and where he stands in it. */
struct reading {
    enum find_text text;
    uint32_t version;
    size_t n_lines, rows;
    size_t *cursor; /* NULL: it has none */
    size_t *top;
};

static struct reading reading_of(struct app *app)
{
    if (app->help_open)
        return (struct reading){
            FIND_IN_HELP, app->help.version, app->help.n_lines, app->help_page_rows,
            NULL,         &app->help_top};
    if (app->focus == PANE_SHEET)
        return (struct reading){FIND_IN_SHEET,        app->sheet.version,  app->sheet.n_lines,
                                app->sheet.page_rows, &app->sheet.at.line, &app->sheet.at.top};
    return (struct reading){FIND_IN_DETAIL,        app->detail.version, app->detail.n_lines,
                            app->detail_page_rows, &app->detail_cursor, &app->detail_top};
}

static size_t pieces_of(const struct app *app, enum find_text text, struct find_piece *pieces)
{
    switch (text) {
    case FIND_IN_HELP:
        return pieces_of_help(&app->help, pieces);
    case FIND_IN_SHEET:
        return pieces_of_sheet(&app->sheet, pieces);
    case FIND_IN_DETAIL:
        break;
    }
    return pieces_of_detail(&app->detail, pieces);
}

void finding_fit(struct app *app)
{
    struct find *f = &app->find;
    struct reading r = reading_of(app);
    struct find_piece *pieces;
    struct arena mem = {0};

    if (f->text == r.text && f->version == r.version &&
        strcmp(buf_cstr(&f->looked_for), pattern(app)) == 0)
        return;
    f->text = r.text;
    f->version = r.version;
    f->now = SIZE_MAX;
    buf_reset(&f->looked_for);
    buf_str(&f->looked_for, pattern(app));
    pieces = arena_zeroed(&mem, FIND_PARTS * r.n_lines + 1, sizeof *pieces);
    find_in(&f->found, pieces, pieces_of(app, r.text, pieces), pattern(app));
    arena_finish(&mem);
}

/* The line that the reader is at. */
static size_t line_here(const struct reading *r)
{
    return r->cursor ? *r->cursor : *r->top;
}

/* Is the current hit where the reader is? */
static bool is_at_hit(struct app *app)
{
    const struct find *f = &app->find;
    struct reading r = reading_of(app);
    size_t line;

    if (f->now >= f->found.n_hits)
        return false;
    line = find_line(&f->found, f->now);
    return r.cursor ? line == *r.cursor : line >= *r.top && line < *r.top + r.rows;
}

/* To a hit; one that was not on the screen comes to its upper third, to be read in its place. */
static void go_to(struct app *app, size_t hit)
{
    size_t line = find_line(&app->find.found, hit);
    struct reading r = reading_of(app);

    app->find.now = hit;
    if (r.cursor)
        *r.cursor = line;
    if (line < *r.top || line + 1 >= *r.top + r.rows)
        *r.top = line > r.rows / 3 ? line - r.rows / 3 : 0;
    moving_help(app, 0);
}

/* Where the search was begun. */
static void to_origin(struct app *app)
{
    struct reading r = reading_of(app);

    if (r.cursor)
        *r.cursor = app->find.origin_cursor;
    *r.top = app->find.origin_top;
}

static unsigned open_find(struct app *app)
{
    struct find *f = &app->find;
    struct reading r = reading_of(app);

    f->open = true;
    f->was_lit = f->lit;
    f->origin_now = f->now;
    f->origin_cursor = line_here(&r);
    f->origin_top = *r.top;
    prompt_reset(&app->prompt);
    finding_fit(app);
    return APP_REDRAW;
}

unsigned finding_changed(struct app *app)
{
    struct find *f = &app->find;
    struct reading r = reading_of(app);

    to_origin(app);
    finding_fit(app);
    if (f->found.n_hits) {
        size_t hit = find_from(&f->found, line_here(&r));

        go_to(app, hit < f->found.n_hits ? hit : 0);
    }
    return APP_REDRAW;
}

static void close_find(struct app *app)
{
    app->find.open = false;
    prompt_reset(&app->prompt);
}

/* Closes it with what was searched for before, at the hit where the reader was. */
static void restore(struct app *app)
{
    app->find.lit = app->find.was_lit;
    close_find(app);
    finding_fit(app);
    app->find.now = app->find.origin_now;
}

unsigned finding_give_up(struct app *app)
{
    to_origin(app);
    restore(app);
    return APP_REDRAW;
}

void finding_hide(struct app *app)
{
    app->find.lit = false;
    finding_fit(app);
}

static unsigned nothing_found(struct app *app)
{
    const char *typed = buf_cstr(&app->find.kept);

    return app_note_about(app, SAY_NOT_FOUND, typed, strlen(typed)) | APP_BELL;
}

/* "3/7", and whether the walk went round an end. */
static unsigned tell(struct app *app, enum message note)
{
    char hit[48];
    int n_bytes = snprintf(hit, sizeof hit, "%zu/%zu", app->find.now + 1, app->find.found.n_hits);

    return app_note_about(app, note, hit, (size_t)n_bytes);
}

/* To the next or previous hit, round the ends. */
static unsigned walk(struct app *app, bool forward)
{
    struct find *f = &app->find;
    struct reading r = reading_of(app);
    size_t n_hits, from;
    bool round;

    if (!*buf_cstr(&f->kept))
        return app_note(app, SAY_NO_SEARCH);
    f->lit = true;
    finding_fit(app);
    n_hits = f->found.n_hits;
    if (!n_hits)
        return nothing_found(app);
    if (forward) {
        from = is_at_hit(app) ? f->now + 1 : find_from(&f->found, line_here(&r));
        round = from >= n_hits;
        go_to(app, round ? 0 : from);
    } else {
        from = is_at_hit(app) ? f->now : find_from(&f->found, line_here(&r) + (r.cursor != NULL));
        round = from == 0;
        go_to(app, (round ? n_hits : from) - 1);
    }
    return tell(app, !round ? SAY_HIT : forward ? SAY_HIT_FROM_START : SAY_HIT_FROM_END);
}

/* Keeps what was typed, or, if nothing was, goes on with what was kept before. */
static unsigned keep(struct app *app)
{
    struct find *f = &app->find;

    if (!app->prompt.text.n_bytes) {
        restore(app);
        return *buf_cstr(&f->kept) ? walk(app, true) : APP_REDRAW;
    }
    buf_reset(&f->kept);
    buf_add(&f->kept, buf_cstr(&app->prompt.text), app->prompt.text.n_bytes);
    f->lit = true;
    close_find(app);
    return f->found.n_hits ? tell(app, SAY_HIT) : nothing_found(app);
}

unsigned finding_act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_FIND:
        return open_find(app);
    case ACTION_NEXT_HIT:
        return walk(app, true);
    case ACTION_PREVIOUS_HIT:
        return walk(app, false);
    case ACTION_FIND_KEEP:
        return keep(app);
    case ACTION_FIND_GIVE_UP:
        return finding_give_up(app);
    default:
        return 0;
    }
}

void finding_finish(struct app *app)
{
    found_finish(&app->find.found);
    buf_finish(&app->find.kept);
    buf_finish(&app->find.looked_for);
}
