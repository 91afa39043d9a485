/* The pane of facets. Only unfolded facets are counted, and only where they can be seen. */
#include "facet_pane.h"

#include "nichiei/text/fold.h"

#include "nichiei/engine/chip_text.h"

#include "chips.h"
#include "filter.h"
#include "list.h"
#include "moving.h"
#include "place.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 20000 }; /* records that are counted in less than a millisecond or two */

void facet_pane_init(struct facet_pane *p)
{
    p->at_once = AT_ONCE;
    p->unfolded[0] = true;
    p->stale = true;
}

void facet_pane_finish(struct facet_pane *p)
{
    arena_finish(&p->mem);
    arena_finish(&p->kept);
}

void facet_pane_to(struct facet_pane *p, const struct facet_line *line)
{
    p->keep = *line;
    p->stale = true;
}

void facet_pane_stale(struct facet_pane *p)
{
    if (!p->stale && p->cursor < p->n_lines)
        p->keep = p->lines[p->cursor];
    p->stale = true;
}

/* What a record's name is sorted by: its reading in kana where Japanese is read. */
static const char *sort_name(struct app *app, struct arena *a, enum query_field field,
                             uint32_t value)
{
    enum lang lang = app->display == DISPLAY_EN ? LANG_EN : LANG_JA;
    const char *const *values;
    struct facet_name name;
    struct text t;
    struct record r;
    int reading;

    if (!facet_name(app->st, a, field, value, app->display, &name, &app->error))
        return "";
    t = name.name[text_is_empty(name.name[lang]) ? 1 - lang : lang];
    if (lang == LANG_EN || query_values_of(field) != VALUES_RECORDS ||
        !store_record(app->st, a, value, &r, &app->error) ||
        (reading = schema_field(schema_of_kind(r.kind), "reading_kana")) < 0 ||
        !store_fields(app->st, a, value, &values, &app->error) || !*values[reading])
        return arena_copy(a, t.p, t.n_bytes);
    return values[reading];
}

/* One more than the largest number of a field's values. */
static size_t values_end(struct app *app, enum query_field field)
{
    const struct word *words;
    size_t n_words;

    if (query_values_of(field) == VALUES_DATES)
        return 10000; /* years */
    if (query_values_of(field) == VALUES_RECORDS)
        return store_n_records(app->st) + 1;
    return store_words(app->st, &words, &n_words, &app->error) ? n_words + 1 : 0;
}

/* The key that a value is sorted by, by name; made once. */
static const char *sort_key(struct app *app, int facet, uint32_t value)
{
    struct facet_pane *p = &app->facets;
    size_t end = values_end(app, facets[facet].field);
    const char **key = p->key[facet];

    if (value >= end)
        return "";
    if (!key)
        key = p->key[facet] = arena_zeroed(&p->kept, end, sizeof *key);
    if (!key[value]) {
        struct arena mem = {0};
        struct buf folded = {0};
        const char *name = sort_name(app, &mem, facets[facet].field, value);

        fold_key(&folded, name, strlen(name));
        key[value] = arena_copy(&p->kept, buf_cstr(&folded), folded.n_bytes);
        buf_finish(&folded);
        arena_finish(&mem);
    }
    return key[value];
}

struct sortable {
    struct facet_line line;
    const char *key;
};

static int by_key(const void *left, const void *right)
{
    const struct sortable *l = left, *r = right;
    int order = strcmp(l->key, r->key);

    if (order)
        return order;
    return l->line.value < r->line.value ? -1 : l->line.value > r->line.value;
}

static void sort_by_name(struct app *app, struct facet_line *lines, size_t n_lines)
{
    struct arena mem = {0};
    struct sortable *s = arena_zeroed(&mem, n_lines, sizeof *s);

    for (size_t i = 0; i < n_lines; i++)
        s[i] = (struct sortable){lines[i], sort_key(app, lines[i].facet, lines[i].value)};
    qsort(s, n_lines, sizeof *s, by_key);
    for (size_t i = 0; i < n_lines; i++)
        lines[i] = s[i].line;
    arena_finish(&mem);
}

/* The lines of an unfolded facet, behind those there are. */
static bool add_values(struct app *app, int facet)
{
    enum { MAX_CHOSEN = QUERY_MAX_TERMS * QUERY_MAX_VALUES };
    enum query_field field = facets[facet].field;
    struct facet_pane *p = &app->facets;
    uint32_t chosen[MAX_CHOSEN];
    const struct query *q = corpus_query(app->corpus); /* what is being typed counts as well */
    size_t n_chosen = query_chosen(q, field, chosen, MAX_CHOSEN), n_values, first;
    struct facet_value *values;
    struct arena mem = {0};
    bool ok = corpus_facet(app->corpus, &mem, KIND_NONE, field, &values, &n_values, &app->error);
    struct facet_line *grown;

    if (!ok)
        goto out;
    grown = arena_zeroed(&p->mem, p->n_lines + n_values + n_chosen + FACET_COUNT, sizeof *grown);
    memcpy(grown, p->lines, p->n_lines * sizeof *grown);
    p->lines = grown;
    first = p->n_lines;
    for (size_t i = 0; i < n_values; i++)
        p->lines[p->n_lines++] = (struct facet_line){.value = values[i].value,
                                                     .is_counted = true,
                                                     .count = values[i].count,
                                                     .added = values[i].added};
    for (size_t i = 0; i < n_chosen; i++) { /* what is chosen stays, even at 0 */
        size_t k = first;

        while (k < p->n_lines && p->lines[k].value != chosen[i])
            k++;
        if (k == p->n_lines)
            p->lines[p->n_lines++] = (struct facet_line){
                .value = chosen[i], .is_counted = !query_excludes(q, field, chosen[i])};
    }
    for (size_t i = first; i < p->n_lines; i++) {
        struct facet_line *line = &p->lines[i];

        line->facet = facet;
        line->is_value = true;
        line->mark = facet_mark(q, field, line->value);
        line->adds = (line->mark == FACET_EXCLUDED && line->is_counted) ||
                     (line->mark == FACET_PLAIN && query_ticks(q, field) == 1);
    }
    if (p->by_name || field == QUERY_YEAR) /* years are read in their order */
        sort_by_name(app, p->lines + first, p->n_lines - first);
out:
    arena_finish(&mem);
    return ok;
}

static bool is_same(const struct facet_line *a, const struct facet_line *b)
{
    return a->facet == b->facet && a->is_value == b->is_value &&
           (!a->is_value || a->value == b->value);
}

/* The cursor goes to its value, or to the heading of its facet. */
static void settle(struct facet_pane *p)
{
    size_t heading = 0;

    for (size_t i = 0; i < p->n_lines; i++) {
        if (is_same(&p->lines[i], &p->keep)) {
            p->cursor = i;
            return;
        }
        if (p->lines[i].facet == p->keep.facet && !p->lines[i].is_value)
            heading = i;
    }
    p->cursor = heading;
}

/* Makes the lines anew if something changed. */
static bool refresh(struct app *app)
{
    struct facet_pane *p = &app->facets;

    if (!p->stale)
        return true;
    if (p->kept_for != app->display) { /* names are those of one display */
        p->kept_for = app->display;
        arena_reset(&p->kept);
        memset(p->key, 0, sizeof p->key);
    }
    arena_reset(&p->mem);
    p->n_lines = 0;
    p->lines = arena_zeroed(&p->mem, FACET_COUNT, sizeof *p->lines);
    for (int i = 0; i < FACET_COUNT; i++) {
        p->lines[p->n_lines++] = (struct facet_line){.facet = i};
        if (p->unfolded[i] && !add_values(app, i))
            return false;
    }
    p->stale = p->waiting = false;
    settle(p);
    return true;
}

bool facet_pane_waits(const struct app *app)
{
    return app->facets.stale && app->facets.page_rows;
}

void facet_pane_work(struct app *app)
{
    refresh(app);
}

const struct facet_line *facet_pane_line(struct app *app)
{
    struct facet_pane *p = &app->facets;

    return refresh(app) && p->cursor < p->n_lines ? &p->lines[p->cursor] : NULL;
}

void facet_pane_move(struct app *app, long lines)
{
    struct facet_pane *p = &app->facets;
    size_t at;

    if (!facet_pane_line(app))
        return;
    at = p->cursor;
    at = lines < 0 ? ((size_t)-lines > at ? 0 : at - (size_t)-lines) : at + (size_t)lines;
    p->cursor = at < p->n_lines ? at : p->n_lines - 1;
}

bool facet_pane_next(struct app *app, bool forward)
{
    struct facet_pane *p = &app->facets;

    if (!facet_pane_line(app))
        return false;
    for (size_t i = p->cursor; forward ? ++i < p->n_lines : i-- > 0;)
        if (!p->lines[i].is_value) {
            p->cursor = i;
            return true;
        }
    return false;
}

/* "日本, 英国, -米国": what is chosen of a facet, as chips say it. */
static struct text chosen_text(struct app *app, int facet)
{
    enum { MAX_SHOWN = 12 };
    const struct query *q = corpus_query(app->corpus);
    enum query_field field = facets[facet].field;
    uint32_t value[MAX_SHOWN];
    size_t n_values = query_chosen(q, field, value, MAX_SHOWN);
    struct buf all = {0};
    struct text t;

    for (size_t i = 0; i < n_values; i++) {
        buf_str(&all, i ? ", " : "");
        buf_str(&all, query_excludes(q, field, value[i]) ? "-" : "");
        chip_value(&all, field, value[i], app->st, app->display);
    }
    t = text_safe(&app->frame_mem, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return t;
}

/* The folded pane's line: each facet that is chosen from, or what facets there are. */
static struct text summary(struct app *app)
{
    enum lang lang = app->display == DISPLAY_EN ? LANG_EN : LANG_JA;
    struct arena *a = &app->frame_mem;
    struct text all = text_lit(""), names = text_lit("");

    for (int i = 0; i < FACET_COUNT; i++) {
        struct text name = text_lit(facets[i].name[lang]), chosen = chosen_text(app, i);

        names = say_pair(a, names, name, DISPLAY_BOTH);
        if (!text_is_empty(chosen))
            all = say_pair(a, all, say_pair(a, name, chosen, DISPLAY_BOTH), DISPLAY_BOTH);
    }
    return text_is_empty(all) ? names : all;
}

/* The query that opens the count of a value. */
static struct text query_of(struct app *app, const struct facet_line *line)
{
    struct query only = {0};
    struct buf typed = {0};
    struct text t = text_lit("");

    query_copy(&only, &app->query);
    if (query_only(&only, facets[line->facet].field, line->value)) {
        query_print(&only, app->st, &typed);
        t = text_safe(&app->frame_mem, buf_cstr(&typed), typed.n_bytes);
    }
    buf_finish(&typed);
    query_finish(&only);
    return t;
}

static bool fill_row(struct app *app, const struct facet_line *line, struct facet_row *row)
{
    struct facet_pane *p = &app->facets;

    row->line = *line;
    row->unfolded = p->unfolded[line->facet];
    if (line->is_value) {
        if (!facet_name(app->st, &app->frame_mem, facets[line->facet].field, line->value,
                        app->display, &row->name, &app->error))
            return false;
        for (int lang = 0; lang < LANG_COUNT; lang++)
            row->name.name[lang] = terms_mark(app->terms, &app->frame_mem, row->name.name[lang]);
        return true;
    }
    row->chosen = chosen_text(app, line->facet);
    return true;
}

void facet_pane_fit(struct app *app, size_t page_rows)
{
    struct facet_pane *p = &app->facets;

    p->page_rows = page_rows;
    p->n_shown = 0;
    p->chosen = p->query = text_lit("");
    if (!page_rows) {
        p->chosen = summary(app);
        return;
    }
    if (p->kept_for != app->display)
        facet_pane_stale(p);
    p->waiting = p->stale && store_n_records(app->st) > p->at_once;
    if (!p->waiting && !refresh(app))
        return;
    p->top = moving_top(p->top, p->cursor, p->n_lines, page_rows);
    p->n_shown = p->n_lines - p->top < page_rows ? p->n_lines - p->top : page_rows;
    p->shown = arena_zeroed(&app->frame_mem, p->n_shown, sizeof *p->shown);
    for (size_t i = 0; i < p->n_shown; i++)
        if (!fill_row(app, &p->lines[p->top + i], &p->shown[i])) {
            p->n_shown = i;
            return;
        }
    if (app->focus == PANE_FACETS && !p->waiting && p->lines[p->cursor].is_value)
        p->query = query_of(app, &p->lines[p->cursor]);
}

static unsigned fold(struct app *app, const struct facet_line *line, bool unfold)
{
    struct facet_line heading = {.facet = line->facet};

    app->facets.unfolded[line->facet] = unfold;
    facet_pane_to(&app->facets, &heading);
    refresh(app); /* what was counted is known */
    return APP_REDRAW;
}

/* The rows behind a count: the timeline with this value alone, and a place to come back to. */
static unsigned show_rows(struct app *app, const struct facet_line *line)
{
    struct facet_line at = *line;

    place_leave(app);
    if (!query_only(&app->query, facets[at.facet].field, at.value))
        return app_note(app, SAY_NO_ROOM);
    filter_apply(app);
    list_enter(app, PANE_TIMELINE);
    return APP_REDRAW;
}

unsigned facet_pane_act(struct app *app, enum action_id action)
{
    const struct facet_line *line = NULL;

    if (action != ACTION_TICK && action != ACTION_ROWS && action != ACTION_FOLD &&
        action != ACTION_SORT)
        return 0;
    line = facet_pane_line(app);
    if (!line)
        return APP_BELL;
    if (action == ACTION_SORT) {
        facet_pane_stale(&app->facets);
        app->facets.by_name = !app->facets.by_name;
        refresh(app);
        return app_note(app, app->facets.by_name ? SAY_SORTED_BY_NAME : SAY_SORTED_BY_COUNT) &
               ~(unsigned)APP_BELL;
    }
    if (action == ACTION_FOLD)
        return app->facets.unfolded[line->facet] ? fold(app, line, false) : APP_BELL;
    if (!line->is_value)
        return fold(app, line, !app->facets.unfolded[line->facet]);
    if (action == ACTION_ROWS)
        return show_rows(app, line);
    app->again = ACTION_CHOOSE;
    return chips_toggle(app, facets[line->facet].field, line->value);
}
