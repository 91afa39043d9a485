/*
 * Every count that was on the screen, each with the query that makes it, as it can be typed, and
 * the number of all such records where it is a share. Enter opens the rows.
 */
#include "nichiei/text/wrap.h"

#include "nichiei/engine/group_query.h"

#include "nichiei/model/ties.h"

#include "explain.h"
#include "facet_pane.h"
#include "meaning.h"
#include "pins.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

/* Below NARROW_COLS a query has a line of its own. */
enum { COUNT_COLS = 12, NARROW_COLS = 60 };

/* A count to be explained; without a query it says so. */
struct counted {
    struct text label;
    size_t count, total; /* total 0: it is no share of anything */
    const char *query;   /* or NULL */
    enum kind kind;      /* of the rows: of activities and events the timeline */
};

struct page {
    struct app *app;
    struct sheet *s;
};

static struct text count_text(struct page *p, const struct counted *c)
{
    char number[48];

    snprintf(number, sizeof number, c->total ? "%zu/%zu" : "%zu", c->count, c->total);
    return text_safe_str(&p->s->mem, number);
}

/* Label and count, then the query in as many lines as it takes. */
static void add_count(struct page *p, const struct counted *c)
{
    struct sheet *s = p->s;
    bool narrow = s->cols < NARROW_COLS;
    int label_cols = narrow ? s->cols - COUNT_COLS : s->cols / 2 - COUNT_COLS;
    int col = narrow ? 2 : label_cols + COUNT_COLS + 2;
    struct text said = !c->query   ? say(&s->mem, SAY_NO_QUERY, p->app->display)
                       : *c->query ? text_safe_str(&s->mem, c->query)
                                   : say(&s->mem, SAY_NO_FILTER, p->app->display);
    struct sheet_line *line = sheet_line(s);
    struct text *lines;
    size_t n_lines = text_wrap(&s->mem, said, s->cols - col, &lines);

    sheet_cell(s, line, 1, label_cols - 1, c->label, SHEET_PLAIN);
    sheet_cell(s, line, label_cols, COUNT_COLS, count_text(p, c), SHEET_NAME)->to_right = true;
    for (size_t i = 0; i < n_lines; i++) {
        struct sheet_cell *cell;

        if (i || narrow)
            line = sheet_line(s);
        for (int k = 0; i && !narrow && k < 2; k++) /* beside it, as in the line it goes on from */
            sheet_cell(s, line, 0, 1, text_lit(""), SHEET_PLAIN);
        cell =
            sheet_cell(s, line, col, s->cols - col, lines[i], c->query ? SHEET_LINK : SHEET_FAINT);
        cell->goes_on = i > 0;
        if (i || !c->query)
            continue;
        cell->rows = c->query;
        cell->rows_kind = c->kind;
        cell->rows_alone = true;
        cell->says = said;
    }
}

/* --- queries -------------------------------------------------------------------------------- */

/* The filters without those that choose in a field, and more behind them; into the arena. */
static const char *query_with(struct page *p, enum query_field but, int but_term, const char *more)
{
    const struct query *now = corpus_query(p->app->corpus);
    struct buf all = {0};
    const char *kept;

    for (int i = 0; i < now->n_terms; i++) {
        const struct query_term *t = &now->term[i];

        if (i == but_term || (t->field == but && !t->excludes))
            continue;
        buf_str(&all, all.n_bytes ? " " : "");
        query_print_term(t, p->app->st, &all);
    }
    if (*more)
        buf_printf(&all, "%s%s", all.n_bytes ? " " : "", more);
    kept = arena_copy(&p->s->mem, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return kept;
}

static const char *of_kind(struct page *p, const char *before, enum kind kind)
{
    char text[300];

    snprintf(text, sizeof text, "%s%skind:%s", before, *before ? " " : "", kind_prefix(kind));
    return arena_copy(&p->s->mem, text, strlen(text));
}

/* --- what is on the screen ------------------------------------------------------------------ */

static void add_facts(struct page *p)
{
    struct app *app = p->app;
    struct arena *a = &p->s->mem;
    static const enum kind kinds[] = {KIND_ACTIVITY, KIND_EVENT};
    const size_t count[] = {app->n_activities, app->n_events};

    for (int i = 0; i < 2; i++)
        add_count(p, &(struct counted){
                         say_kind(a, kinds[i], app->display), count[i],
                         corpus_count(app->corpus, kinds[i]),
                         query_with(p, QUERY_FIELD_COUNT, -1, of_kind(p, "", kinds[i])), kinds[i]});
    add_count(p, &(struct counted){say(a, SAY_PANE_TIMELINE, app->display),
                                   app->list[PANE_TIMELINE].n_rows, app->list[PANE_TIMELINE].total,
                                   query_with(p, QUERY_FIELD_COUNT, -1, ""), KIND_ACTIVITY});
    if (app->n_possible)
        add_count(p, &(struct counted){say(a, SAY_POSSIBLE, app->display), app->n_possible, 0, NULL,
                                       KIND_ACTIVITY});
}

static void add_panes(struct page *p)
{
    static const enum message names[PANE_LISTS] = {SAY_PANE_TIMELINE, SAY_PANE_ACTORS,
                                                   SAY_PANE_THEMES, SAY_PANE_RECOMMENDATIONS};
    struct app *app = p->app;

    for (int i = PANE_ACTORS; i < PANE_LISTS; i++) {
        enum kind kind = pane_kind((enum pane)i);

        add_count(p, &(struct counted){
                         say(&p->s->mem, names[i], app->display), app->list[i].n_rows,
                         app->list[i].total,
                         query_with(p, query_field_of(kind), -1, of_kind(p, "", kind)), kind});
    }
}

/* "n without X", where nothing matched. */
static void add_coach(struct page *p)
{
    const struct coach *coach = &p->app->coach;
    bool timeline = coach->pane == PANE_TIMELINE;
    struct arena *a = &p->s->mem;

    for (int i = 0; coach->made && coach->pane < PANE_LISTS && i < coach->n_best; i++) {
        struct buf term = {0};
        enum kind kind = pane_kind(coach->pane);
        struct text label;

        query_print_term(&corpus_query(p->app->corpus)->term[coach->best[i].term], p->app->st,
                         &term);
        label = say_fill(a, say(a, SAY_WITHOUT, p->app->display), "about",
                         text_safe(a, buf_cstr(&term), term.n_bytes));
        add_count(p, &(struct counted){
                         label, coach->best[i].gain, 0,
                         query_with(p, timeline ? QUERY_FIELD_COUNT : query_field_of(kind),
                                    coach->best[i].term, timeline ? "" : of_kind(p, "", kind)),
                         kind});
        buf_finish(&term);
    }
}

/* --- the line of the cursor ----------------------------------------------------------------- */

/* act and ev of a row: the filters but those that choose such rows, and it. */
static void add_tally(struct page *p, const struct record *r)
{
    static const enum kind kinds[] = {KIND_ACTIVITY, KIND_EVENT};
    enum query_field field = query_field_of(r->kind);
    struct tally tally = corpus_tally(p->app->corpus, r->n);
    const size_t count[] = {tally.n_activities, tally.n_events};
    char value[300];

    if (field == QUERY_FIELD_COUNT)
        return;
    snprintf(value, sizeof value, "%s:%s", query_field_name(field), strchr(r->id, ':') + 1);
    for (int i = 0; i < 2; i++)
        add_count(p, &(struct counted){say_kind(&p->s->mem, kinds[i], p->app->display), count[i], 0,
                                       query_with(p, field, -1, of_kind(p, value, kinds[i])),
                                       kinds[i]});
}

/* The sections of the record in the detail, which no filter changes. */
static bool add_groups(struct page *p, const struct record *r)
{
    struct app *app = p->app;
    struct arena *a = &p->s->mem;
    struct tie *ties;
    size_t n_ties;

    if (!ties_of(app->st, a, r->n, &ties, &n_ties, &app->error))
        return false;
    if (n_ties)
        sheet_heading(p->s, say(a, SAY_IN_DETAIL, app->display), 0);
    for (size_t i = 0, end; i < n_ties; i = end) {
        struct counted c = {.kind = ties[i].kind};
        struct buf query = {0};

        for (end = i + 1; end < n_ties && ties_alike(&ties[end], &ties[i]);)
            end++;
        c.count = end - i;
        c.label = say_relation(a, ties[i].relation, ties[i].into, ties[i].kind, app->display);
        if (group_query(r, ties[i].relation, ties[i].into, ties[i].kind, &query))
            c.query = arena_copy(a, buf_cstr(&query), query.n_bytes);
        add_count(p, &c);
        buf_finish(&query);
    }
    return true;
}

/* What was noted when the sheet was opened: the facet's line, the numbers of a sheet's line. */
static void add_noted(struct page *p)
{
    const struct explained *e = &p->app->explained;

    for (int i = 0; i < e->n_counts; i++)
        add_count(p, &(struct counted){text_safe_str(&p->s->mem, e->count[i].label),
                                       e->count[i].count, 0, e->count[i].query, e->count[i].kind});
}

static bool make(struct app *app, struct sheet *s)
{
    struct page p = {app, s};
    struct record r;

    s->title = say(&s->mem, SAY_EXPLAIN, app->display);
    if (s->at.n || app->explained.n_counts)
        sheet_heading(s,
                      say_pair(&s->mem, say(&s->mem, SAY_THIS_LINE, app->display),
                               sheet_name(app, &s->mem, s->at.n), DISPLAY_BOTH),
                      0);
    add_noted(&p);
    if (s->at.n) {
        if (!store_record(app->st, &s->mem, s->at.n, &r, &app->error))
            return false;
        add_tally(&p, &r);
    }
    sheet_heading(s, say(&s->mem, SAY_THIS_SCREEN, app->display), 0);
    add_facts(&p);
    add_panes(&p);
    add_coach(&p);
    return !s->at.n || add_groups(&p, &r);
}

/* --- opening it ----------------------------------------------------------------------------- */

static void note(struct explained *e, const char *label, size_t label_bytes, size_t count,
                 const char *query, size_t query_bytes, enum kind kind)
{
    if (e->n_counts == EXPLAINED_MAX)
        return;
    e->count[e->n_counts++] = (struct explained_count){
        .label = arena_copy(&e->mem, label, label_bytes),
        .query = arena_copy(&e->mem, query, query_bytes),
        .count = count,
        .kind = kind,
    };
}

static void note_facet(struct app *app)
{
    const struct facet_line *line = facet_pane_line(app);
    struct text query = app->facets.query;

    if (line && line->is_value && line->is_counted && !text_is_empty(query))
        note(&app->explained, query.p, query.n_bytes, line->count, query.p, query.n_bytes,
             KIND_ACTIVITY);
}

/* The numbers of the line that the cursor is in; of the others the sheet says the same. */
static void note_cells(struct app *app)
{
    const struct sheet *s = &app->sheet;
    const struct sheet_line *line = s->at.line < s->n_lines ? &s->lines[s->at.line] : NULL;

    for (int i = 0; line && i < line->n_cells; i++) {
        const struct sheet_cell *cell = &line->cells[i];
        unsigned long count = 0;

        if (!cell->rows || cell->text.n_bytes > 12)
            continue;
        for (size_t k = 0; k < cell->text.n_bytes; k++)
            if (cell->text.p[k] < '0' || cell->text.p[k] > '9') {
                count = 0;
                break;
            } else {
                count = count * 10 + (unsigned long)(cell->text.p[k] - '0');
            }
        if (count)
            note(&app->explained, cell->rows, strlen(cell->rows), count, cell->rows,
                 strlen(cell->rows), cell->rows_kind);
    }
}

unsigned explain_open(struct app *app)
{
    uint32_t n = pins_under_cursor(app);

    arena_reset(&app->explained.mem);
    app->explained.n_counts = 0;
    if (app->focus == PANE_FACETS)
        note_facet(app);
    if (app->focus == PANE_SHEET)
        note_cells(app);
    return sheet_open(app, (struct sheet_at){.id = SHEET_EXPLAIN, .n = n, .line = 1});
}

const struct sheet_ops explain_sheet = {.make = make};
