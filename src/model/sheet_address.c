/*
 * The addresses of the works that a record rests on, each whole: broken only at the edge, with
 * nothing before or behind, so that what the mouse selects is the address. They are copied over the
 * terminal; no program is started.
 */
#include "nichiei/text/width.h"

#include "meaning.h"
#include "sheet_in.h"

#include <string.h>

/* Lines of the sheet have a margin of one column at either edge; addresses use it. */
enum { MARGIN_COLS = 1 };

static bool is_address(const char *url)
{
    char why[64];

    return (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0) &&
           text_is_clean(url, strlen(url), why) && !strpbrk(url, " \t");
}

static const char *field_of(const char *const *values, const char *name)
{
    return values[schema_field(schema_of_kind(KIND_SOURCE), name)];
}

static void add_field(struct app *app, struct sheet *s, uint32_t work, const char *name,
                      const char *value)
{
    struct arena *a = &s->mem;
    size_t from = s->n_lines;

    if (!*value)
        return;
    sheet_prose(
        s, 2, s->cols - 2,
        say_pair(a, say_field(a, name, app->display), text_safe_str(a, value), DISPLAY_BOTH),
        SHEET_FAINT);
    for (; from < s->n_lines; from++)
        s->lines[from].about = work;
}

/* Cut at the edge alone. */
static void add_address(struct sheet *s, uint32_t work, const char *url)
{
    struct text rest = text_safe_str(&s->mem, url);
    int cols = s->cols + 2 * MARGIN_COLS;
    bool goes_on = false;

    while (!text_is_empty(rest)) {
        size_t n_bytes = text_clip(rest, cols, NULL);
        struct sheet_line *line = sheet_line(s);

        if (!n_bytes)
            break;
        line->about = work;
        sheet_cell(s, line, -MARGIN_COLS, cols, (struct text){rest.p, n_bytes}, SHEET_LINK)
            ->goes_on = goes_on;
        goes_on = true;
        rest = text_skip(rest, n_bytes);
    }
}

static bool add_work(struct app *app, struct sheet *s, uint32_t n)
{
    const char *const *values;
    struct sheet_line *line;
    struct sheet_cell *cell;
    const char *url;

    if (!store_fields(app->st, &s->mem, n, &values, &app->error))
        return false;
    url = field_of(values, "url");
    sheet_gap(s);
    line = sheet_line(s);
    line->begins = true;
    line->about = n;
    cell = sheet_cell(s, line, 0, s->cols, sheet_name(app, &s->mem, n), SHEET_NAME);
    cell->opens = n;
    cell->says = text_safe_str(&s->mem, url);
    add_field(app, s, n, "title", field_of(values, "title"));
    if (!*url) {
        line = sheet_line(s);
        line->about = n;
        sheet_cell(s, line, 2, s->cols - 2, say(&s->mem, SAY_NO_ADDRESS, app->display),
                   SHEET_FAINT);
    } else {
        add_address(s, n, url);
    }
    add_field(app, s, n, "accessed", field_of(values, "accessed"));
    return true;
}

/* --- which works ---------------------------------------------------------------------------- */

struct works {
    uint32_t n[64];
    int n_works;
};

static void add_one(struct works *w, uint32_t n)
{
    for (int i = 0; i < w->n_works; i++)
        if (w->n[i] == n)
            return;
    if (w->n_works < (int)(sizeof w->n / sizeof w->n[0]))
        w->n[w->n_works++] = n;
}

/* The works themselves, those that a note holds, or those that a record cites. */
static bool find_works(struct app *app, struct arena *a, uint32_t n, enum kind kind,
                       struct works *w)
{
    struct edge *edges;
    size_t n_edges;

    if (kind == KIND_SOURCE) {
        add_one(w, n);
        return true;
    }
    if (!store_edges(app->st, a, n, false, &edges, &n_edges, &app->error))
        return false;
    for (size_t i = 0; i < n_edges; i++) {
        enum kind to = corpus_kind(app->corpus, edges[i].to);

        if (edges[i].relation != (kind == KIND_REFERENCE ? REL_SOURCE : REL_CITES))
            continue;
        if (to == KIND_SOURCE)
            add_one(w, edges[i].to);
        else if (to == KIND_REFERENCE && !find_works(app, a, edges[i].to, to, w))
            return false;
    }
    return true;
}

/* What to do where nothing arrives. */
static void add_help(struct app *app, struct sheet *s)
{
    static const enum message lines[] = {SAY_COPY_HOW, SAY_COPY_TMUX, SAY_COPY_PASS,
                                         SAY_COPY_MOUSE};

    sheet_gap(s);
    for (int i = 0; i < 4; i++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            if (app->display == DISPLAY_BOTH || (app->display == DISPLAY_JA) == (lang == LANG_JA))
                sheet_prose(s, i ? 2 : 0, s->cols - 2, say_in(lines[i], (enum lang)lang),
                            SHEET_FAINT);
}

static bool make(struct app *app, struct sheet *s)
{
    struct works works = {.n_works = 0};

    if (s->at.n && !find_works(app, &s->mem, s->at.n, corpus_kind(app->corpus, s->at.n), &works))
        return false;
    s->title = say_pair(&s->mem, say(&s->mem, SAY_ADDRESS, app->display),
                        sheet_name(app, &s->mem, s->at.n), DISPLAY_BOTH);
    for (int i = 0; i < works.n_works; i++)
        if (!add_work(app, s, works.n[i]))
            return false;
    if (!works.n_works)
        sheet_prose(s, 0, s->cols, say(&s->mem, SAY_NO_ADDRESS, app->display), SHEET_FAINT);
    add_help(app, s);
    return true;
}

/* --- copying -------------------------------------------------------------------------------- */

static unsigned copy(struct app *app)
{
    const struct sheet *s = &app->sheet;
    uint32_t n = s->at.line < s->n_lines ? s->lines[s->at.line].about : 0;
    struct arena mem = {0};
    const char *const *values;
    unsigned did;

    if (!n && s->n_lines) /* below the last one, or between two: the first */
        n = s->lines[0].about;
    if (!n || !store_fields(app->st, &mem, n, &values, &app->error) ||
        !is_address(field_of(values, "url"))) {
        did = app_note(app, SAY_NOTHING_TO_COPY);
    } else {
        buf_reset(&app->copied);
        buf_str(&app->copied, field_of(values, "url"));
        did =
            APP_COPY | app_note_about(app, SAY_COPIED, buf_cstr(&app->copied), app->copied.n_bytes);
    }
    arena_finish(&mem);
    return did;
}

static unsigned act(struct app *app, enum action_id action)
{
    return action == ACTION_COPY || action == ACTION_ADDRESS ? copy(app) : 0;
}

/* The work in whose lines the cursor is. */
static uint32_t subject(const struct app *app)
{
    const struct sheet *s = &app->sheet;

    return s->at.line < s->n_lines && s->lines[s->at.line].about ? s->lines[s->at.line].about
                                                                 : s->at.n;
}

const struct sheet_ops address_sheet = {
    .where = IN_ADDRESS,
    .kept = {.is = true, .of = SHEET_OF_RECORD},
    .make = make,
    .act = act,
    .subject = subject,
};
