/*
 * The reader: a user's copy of a source, laid out to be read. Beside the text stand, on its left,
 * what locators call each paragraph, and on its right who cites it; sentences go on over page ends.
 * The sheet's choices: the record and the number of its citation that it was opened by, and the
 * byte that the cursor is at, from 1.
 */
#include "nichiei/text/width.h"

#include "reader_lay.h"

#include <stdio.h>
#include <string.h>

enum { BY_RECORD, BY_CITATION, BY_BYTE };

static struct reader *reader_of(const struct sheet *s)
{
    return s->own;
}

/*
 * Titles and places.
 */
static enum display one_language(const struct sheet *s)
{
    return s->display != DISPLAY_BOTH ? s->display : DISPLAY_JA;
}

static void make_titles(struct layout *l)
{
    const struct document *d = &l->r->doc;
    enum display display = l->s->cols < NAMES_FROM ? one_language(l->s) : l->s->display;
    struct record record;
    struct text name = text_lit("");

    if (store_record(l->app->st, &l->s->mem, l->r->source, &record, &l->app->error))
        name = say_pair(&l->s->mem, text_safe_str(&l->s->mem, record.name[LANG_JA]),
                        text_safe_str(&l->s->mem, record.name[LANG_EN]), display);
    l->r->titles = arena_zeroed(&l->s->mem, d->n_sections + 1, sizeof *l->r->titles);
    for (size_t i = 0; i < d->n_sections; i++) {
        struct text section = text_lit("");

        if (d->sections[i].heading != DOCUMENT_NONE)
            section = reader_text(l->app, l->r, &l->s->mem, d->sections[i].heading, 0);
        if (text_is_empty(section))
            section = name;
        else if (l->s->cols >= LABELS_FROM)
            section = say_pair(&l->s->mem, say_pair(&l->s->mem, name, text_lit(">"), DISPLAY_BOTH),
                               section, DISPLAY_BOTH);
        l->r->titles[i] = text_ellipsis(&l->s->mem, section, l->s->cols - POSITION_COLS);
    }
    l->s->title = name;
}

/* On the right of the title: what is not as it was when the copy was made, and how surely the
 * passage was found. */
static void make_right(struct layout *l, const struct location *at, size_t n, bool wanted)
{
    enum display display = one_language(l->s);
    struct arena *a = &l->s->mem;
    enum message how = !wanted                        ? SAY_COUNT
                       : !n                           ? SAY_PASSAGE_NOWHERE
                       : at[0].how == LOCATED_SECTION ? SAY_PASSAGE_SECTION
                       : at[0].how == LOCATED_NEAR    ? SAY_PASSAGE_NEAR
                                                      : SAY_COUNT;

    if (l->r->state != COPY_SAME && l->r->state != COPY_FILELESS)
        l->s->right = say_pair(a, text_lit("!"), say_word(a, copy_state_word(l->r->state), display),
                               DISPLAY_BOTH);
    if (how != SAY_COUNT)
        l->s->right = say_pair(a, say(a, how, display), l->s->right, DISPLAY_BOTH);
}

/* The last line that begins at the byte or before it. */
static size_t line_of_byte(const struct reader *r, size_t byte)
{
    size_t block = document_block_at(&r->doc, byte), line;

    if (!r->n_lines)
        return 0;
    line = r->line_of[block];
    while (line + 1 < r->n_lines && r->lines[line + 1].block == block &&
           r->lines[line + 1].at <= byte)
        line++;
    return line;
}

/* To the passage, or to where the copy was left, or to where the cursor was before it was laid out
 * anew. */
static void place_cursor(struct sheet *s, struct reader *r, const struct location *at, size_t n,
                         size_t byte)
{
    bool begins = s->at.line == SIZE_MAX;
    size_t line, kept = r->kept_at;

    if (begins)
        line = n ? r->line_of[at[0].first] : kept != DOCUMENT_NONE ? line_of_byte(r, kept) : 0;
    else if (byte != DOCUMENT_NONE)
        line = line_of_byte(r, byte);
    else
        line = kept != DOCUMENT_NONE ? line_of_byte(r, kept) : s->at.line;
    if (begins || line != s->at.line)
        s->at.top = line > ABOVE ? line - ABOVE : 0;
    s->at.line = line;
}

/* Where the cursor is in the copy, before the lines are made anew: DOCUMENT_NONE if nowhere yet. */
static size_t byte_now(const struct sheet *s, const struct reader *r)
{
    size_t chosen = s->at.choice[BY_BYTE] > 0 ? (size_t)s->at.choice[BY_BYTE] - 1 : DOCUMENT_NONE;

    /* A place that was come back to says its byte; else the cursor has moved since. */
    if (chosen == r->byte && r->n_lines && s->at.line < r->n_lines)
        return r->lines[s->at.line].at;
    return chosen;
}

static void place(struct sheet *s)
{
    struct reader *r = reader_of(s);

    if (!r || !r->n_lines || s->at.line >= r->n_lines)
        return;
    r->byte = r->lines[s->at.line].at;
    s->at.choice[BY_BYTE] = (int32_t)r->byte + 1;
    s->made_at.choice[BY_BYTE] = s->at.choice[BY_BYTE];
    s->title = r->titles[r->doc.blocks[r->lines[s->at.line].block].section];
}

/*
 * The sheet.
 */
static bool make(struct app *app, struct sheet *s)
{
    struct layout l = {.app = app, .s = s};
    struct location *at = NULL;
    size_t n = 0, byte;

    if (!s->own)
        s->own = reader_open(app, s->at.n);
    l.r = s->own;
    if (!l.r)
        return false;
    if (!l.r->found)
        return reader_missing(app, s);
    if (s->at.choice[BY_RECORD] &&
        !reader_passages(app, l.r, &s->mem, (uint32_t)s->at.choice[BY_RECORD],
                         (size_t)s->at.choice[BY_CITATION], &at, &n))
        return false;
    l.marked = arena_zeroed(&s->mem, l.r->doc.n_blocks + 1, sizeof *l.marked);
    for (size_t i = 0; i < n; i++)
        for (size_t b = at[i].first; at[i].how >= LOCATED_NEAR && b <= at[i].last; b++)
            l.marked[b] = true;
    byte = byte_now(s, l.r);
    reader_measure(&l);
    reader_lay(&l);
    make_titles(&l);
    make_right(&l, at, n, s->at.choice[BY_RECORD] != 0);
    place_cursor(s, l.r, at, n, byte);
    return true;
}

/* The list of all that cite a block, behind a number. */
static void add_rest(struct layout *l, struct sheet_line *line, size_t block, const char *count)
{
    struct sheet_cell *cell =
        reader_quiet(l, line, l->side_col + l->side_cols - COUNT_COLS, COUNT_COLS,
                     text_safe_str(&l->s->mem, count), SHEET_LINK);

    cell->to_right = true;
    cell->to_sheet =
        (struct sheet_at){.id = SHEET_CITING, .n = l->r->source, .choice = {(int32_t)block + 1}};
    cell->says = say(&l->s->mem, SAY_CITING, l->app->display);
}

static void add_name(struct layout *l, struct sheet_line *line, int cols, uint32_t n)
{
    struct text name = sheet_name(l->app, &l->s->mem, n);
    struct sheet_cell *cell = reader_quiet(l, line, l->side_col, cols, name, SHEET_LINK);

    cell->opens = n;
    cell->says = name;
}

/* Who cites a block, beside its lines: as many names as it has lines, and how many more there are;
 * where names have no room, how many there are. */
static bool fill(struct app *app, struct sheet *s, struct sheet_line *line)
{
    struct reader *r = reader_of(s);
    struct layout l = {.app = app, .s = s, .r = r};
    size_t block = line->about - 1, first = r->line_of[block], n_rows = 1;
    size_t nth = (size_t)(line - s->lines) - first;
    size_t n = r->citing_at[block + 1] - r->citing_at[block];
    const uint32_t *citing = r->citing + r->citing_at[block];
    bool names, is_rest;
    char count[24];

    reader_measure(&l);
    names = l.side_cols > COUNT_COLS;
    while (names && first + n_rows < r->n_lines && r->lines[first + n_rows].block == block)
        n_rows++;
    if (nth >= n || nth >= n_rows)
        return true;
    is_rest = nth + 1 == n_rows && n > n_rows;
    snprintf(count, sizeof count, names ? "+%zu" : "%zu", names ? n - n_rows : n);
    if (names)
        add_name(&l, line, l.side_cols - (is_rest ? COUNT_COLS + 1 : 0), citing[nth]);
    if (!names || is_rest)
        add_rest(&l, line, block, count);
    return !app->error.code;
}

/* Jumps show what is around the place they lead to. */
static unsigned act(struct app *app, enum action_id action)
{
    struct sheet *s = &app->sheet;
    const struct sheet_cell *here = sheet_here(s);
    const struct reader *r = reader_of(s);

    if (action == ACTION_READER_SOURCE && r) {
        app_show_record(app, r->source);
        return APP_REDRAW;
    }
    if (action == ACTION_SHEET_OPEN && here && here->to_sheet.id == SHEET_READER) {
        struct sheet_at to = s->at;

        to.line = here->to_sheet.line;
        to.stop = 0;
        if (to.line < s->at.top || to.line >= s->at.top + s->page_rows)
            to.top = to.line > s->page_rows / 3 ? to.line - s->page_rows / 3 : 0;
        return sheet_open(app, to);
    }
    return 0;
}

const struct sheet_ops reader_sheet = {
    .where = IN_READER,
    .kept = {.is = true, .of = SHEET_OF_RECORD},
    .make = make,
    .fill = fill,
    .act = act,
    .place = place,
    .finish = reader_leave,
};
