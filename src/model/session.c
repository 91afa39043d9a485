/* The session: from the explorer to items, and back. */
#include "nichiei/model/session.h"

#include "facet_pane.h"
#include "filter.h"
#include "list.h"
#include "sheet_in.h"
#include "undo.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The items by name. A name is never used for anything else. */
#define LANGUAGE "language"
#define FILTER "filter"
#define FILTER_OFF "filter-off"
#define PANE "pane"
#define LIST "list"
#define READING "reading"
#define READING_LINE "reading-line"
#define SHEET "sheet"
#define UNFOLDED "unfolded"
#define FACET_ORDER "facet-order"
#define FACET "facet"
#define YEARS "years"
#define STRIP "strip"
#define ZOOM "zoom"

static const char *const pane_names[PANE_COUNT + 1] = {
    [PANE_TIMELINE] = "timeline", [PANE_ACTORS] = "actors",
    [PANE_THEMES] = "themes",     [PANE_RECOMMENDATIONS] = "recommendations",
    [PANE_FACETS] = "facets",     [PANE_DETAIL] = "detail",
    [PANE_SHEET] = "sheet",
};

static const char *const display_names[DISPLAY_COUNT] = {
    [DISPLAY_BOTH] = "both",
    [DISPLAY_JA] = "ja",
    [DISPLAY_EN] = "en",
};

/* What a list begins with on the screen, if that is not its first row. */
static const char *const top_names[PANE_LISTS] = {
    [PANE_TIMELINE] = "timeline-top",
    [PANE_ACTORS] = "actors-top",
    [PANE_THEMES] = "themes-top",
    [PANE_RECOMMENDATIONS] = "recommendations-top",
};

static const char *const calendar_names[CALENDAR_COUNT] = {
    [CALENDAR_CIVIL] = "civil",
    [CALENDAR_ERA] = "era",
    [CALENDAR_JAPAN] = "jfy",
    [CALENDAR_UK] = "fy",
};

static const char *const unit_names[DENSITY_UNITS] = {
    [DENSITY_DECADE] = "decade", [DENSITY_YEAR] = "year", [DENSITY_QUARTER] = "quarter",
    [DENSITY_MONTH] = "month",   [DENSITY_WEEK] = "week", [DENSITY_DAY] = "day",
};

enum { MAX_ITEMS = QUERY_MAX_TERMS + 2 * PANE_LISTS + 12 };

/* The place of a word among n_names, or -1. */
static int named(const char *const *names, int n_names, const char *name)
{
    for (int i = 0; i < n_names; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static void put(struct session *s, struct arena *a, const char *name, const char *value)
{
    s->items[s->n_items++] = (struct session_item){name, arena_copy(a, value, strlen(value))};
}

static void put_record(struct session *s, struct arena *a, struct app *app, const char *name,
                       uint32_t n)
{
    struct record r;

    if (n && store_record(app->st, a, n, &r, NULL))
        put(s, a, name, r.id);
}

static void put_filters(struct session *s, struct arena *a, struct app *app)
{
    struct buf text = {0};

    for (int i = 0; i < app->query.n_terms; i++) {
        buf_reset(&text);
        query_print_term(&app->query.term[i], app->st, &text);
        put(s, a, app->query.term[i].off ? FILTER_OFF : FILTER, buf_cstr(&text));
    }
    buf_finish(&text);
}

static void put_facets(struct session *s, struct arena *a, struct app *app)
{
    const struct facet_pane *p = &app->facets;
    const struct facet_line *at = p->stale ? &p->keep : &p->lines[p->cursor];
    struct buf text = {0};
    struct query q = {0};

    for (int i = 0; i < FACET_COUNT; i++)
        if (p->unfolded[i])
            buf_printf(&text, "%s%s", text.n_bytes ? " " : "", query_field_name(facets[i].field));
    put(s, a, UNFOLDED, buf_cstr(&text));
    put(s, a, FACET_ORDER, p->by_name ? "name" : "count");
    buf_reset(&text);
    if (at->is_value && query_toggle(&q, facets[at->facet].field, at->value))
        query_print(&q, app->st, &text);
    else
        buf_str(&text, query_field_name(facets[at->facet].field));
    put(s, a, FACET, buf_cstr(&text));
    query_finish(&q);
    buf_finish(&text);
}

/* How time is shown, where that was changed. */
static void put_time(struct session *s, struct arena *a, const struct app *app)
{
    if (app->calendar != CALENDAR_CIVIL)
        put(s, a, YEARS, calendar_names[app->calendar]);
    if (app->strip.off)
        put(s, a, STRIP, "off");
    if (app->strip.zoom != STRIP_WHOLE)
        put(s, a, ZOOM, unit_names[app->strip.zoom]);
}

/* While a prompt narrows the lists, the cursors count that were there before. */
static void put_list(struct session *s, struct arena *a, struct app *app, enum pane pane)
{
    const struct list *l = &app->list[pane];

    if (app->prompt_open) {
        put_record(s, a, app, pane_names[pane], app->before_prompt[pane]);
        return;
    }
    put_record(s, a, app, pane_names[pane], list_at_cursor(l));
    if (l->top && l->top < l->n_rows)
        put_record(s, a, app, top_names[pane], l->rows[l->top]);
}

/* The sheet that is open, the pane that has the keys, and what is read there. */
static void put_focus(struct session *s, struct arena *a, struct app *app)
{
    enum pane pane = app->focus;
    struct buf sheet = {0};
    char line[24];

    if (sheet_print_at(app, &app->sheet.at, &sheet))
        put(s, a, SHEET, buf_cstr(&sheet));
    else if (pane == PANE_SHEET)
        pane = app->list_focus;
    buf_finish(&sheet);
    put(s, a, PANE, pane_names[pane]);
    put(s, a, LIST, pane_names[app->list_focus]);
    if (pane == PANE_DETAIL) {
        put_record(s, a, app, READING, app->shown);
        snprintf(line, sizeof line, "%zu", app->detail_cursor + 1);
        put(s, a, READING_LINE, line);
    }
}

struct session session_take(struct app *app, struct arena *a)
{
    struct session s = {.items = arena_zeroed(a, MAX_ITEMS, sizeof *s.items)};

    put(&s, a, LANGUAGE, display_names[app->display]);
    put_filters(&s, a, app);
    put_focus(&s, a, app);
    for (int i = 0; i < PANE_LISTS; i++)
        put_list(&s, a, app, (enum pane)i);
    put_facets(&s, a, app);
    put_time(&s, a, app);
    return s;
}

/* Takes out of a filter the value that a fault names, with a comma beside it; false if there is no
 * other. */
static bool cut_value(struct buf *text, const struct query_fault *fault)
{
    size_t from = fault->at_byte, to = from + fault->n_bytes;

    if (!fault->n_bytes || to > text->n_bytes)
        return false;
    if (to < text->n_bytes && text->bytes[to] == ',')
        to++;
    else if (from && text->bytes[from - 1] == ',')
        from--;
    else
        return false;
    memmove(text->bytes + from, text->bytes + to, text->n_bytes - to + 1);
    text->n_bytes -= to - from;
    return true;
}

/* A filter without the values that are no more; without any, or where there is no room, none. */
static void add_filter(struct app *app, const char *value, bool off)
{
    struct query_fault fault;
    struct query q = {0};
    struct buf text = {0};
    bool ok;

    buf_str(&text, value);
    do {
        query_finish(&q);
        ok = query_parse_typed(&q, buf_cstr(&text), text.n_bytes, app->st, &fault, NULL);
    } while (!ok && cut_value(&text, &fault));
    for (int i = 0; ok && i < q.n_terms; i++) {
        q.term[i].off = off;
        query_add(&app->query, &q.term[i]);
    }
    query_finish(&q);
    buf_finish(&text);
}

static void unfold(struct facet_pane *p, const char *fields)
{
    for (int i = 0; i < FACET_COUNT; i++) {
        const char *name = query_field_name(facets[i].field), *at = strstr(fields, name);
        size_t n_bytes = strlen(name);

        while (at && ((at > fields && at[-1] != ' ') || (at[n_bytes] && at[n_bytes] != ' ')))
            at = strstr(at + 1, name);
        p->unfolded[i] = at != NULL;
    }
}

/* "actor:NPA", or a heading, "actor". */
static void to_facet(struct app *app, const char *value)
{
    size_t name_bytes = strcspn(value, ":");
    struct facet_line line = {0};
    struct query q = {0};
    uint32_t chosen;

    for (int i = 0; i < FACET_COUNT; i++) {
        const char *name = query_field_name(facets[i].field);

        if (strlen(name) != name_bytes || memcmp(name, value, name_bytes) != 0)
            continue;
        line.facet = i;
        if (query_parse(&q, value, strlen(value), app->st, NULL) && value[name_bytes] &&
            query_chosen(&q, facets[i].field, &chosen, 1) == 1) {
            line.is_value = true;
            line.value = chosen;
        }
        facet_pane_to(&app->facets, &line);
        query_finish(&q);
        return;
    }
}

static void restore_time(struct app *app, const struct session_item *item)
{
    int calendar = named(calendar_names, CALENDAR_COUNT, item->value);
    int unit = named(unit_names, DENSITY_UNITS, item->value);

    if (strcmp(item->name, YEARS) == 0 && calendar >= 0)
        app->calendar = (enum calendar)calendar;
    else if (strcmp(item->name, STRIP) == 0)
        app->strip.off = strcmp(item->value, "off") == 0;
    else if (strcmp(item->name, ZOOM) == 0 && unit >= 0)
        app->strip.zoom = unit;
}

/* What comes before the answer to the filters. */
static void restore_first(struct app *app, const struct session_item *item)
{
    int display;

    if (strcmp(item->name, LANGUAGE) == 0 &&
        (display = named(display_names, DISPLAY_COUNT, item->value)) >= 0)
        app->display = (enum display)display;
    else if (strcmp(item->name, FILTER) == 0 || strcmp(item->name, FILTER_OFF) == 0)
        add_filter(app, item->value, strcmp(item->name, FILTER_OFF) == 0);
    else if (strcmp(item->name, UNFOLDED) == 0)
        unfold(&app->facets, item->value);
    else if (strcmp(item->name, FACET_ORDER) == 0)
        app->facets.by_name = strcmp(item->value, "name") == 0;
    else if (strcmp(item->name, FACET) == 0)
        to_facet(app, item->value);
    else
        restore_time(app, item);
}

/* Cursors, and what the lists begin with. */
static void restore_list(struct app *app, const struct session_item *item)
{
    int pane = named(pane_names, PANE_LISTS, item->name);
    int top = named(top_names, PANE_LISTS, item->name);
    uint32_t n = pane < 0 && top < 0 ? 0 : store_find(app->st, item->value, NULL);

    if (n && pane >= 0)
        list_to_record(&app->list[pane], n);
    for (size_t i = 0; n && top >= 0 && i < app->list[top].n_rows; i++)
        if (app->list[top].rows[i] == n)
            app->list[top].top = i;
}

/* The value of a name's last item, or NULL. */
static const char *value_of(const struct session *s, const char *name)
{
    for (size_t i = s->n_items; i-- > 0;)
        if (strcmp(s->items[i].name, name) == 0)
            return s->items[i].value;
    return NULL;
}

/* The record that was being read; without it, what it was opened from has the keys. */
static void restore_reading(struct app *app, const struct session *s)
{
    const char *id = value_of(s, READING), *line = value_of(s, READING_LINE);
    uint32_t n = id ? store_find(app->st, id, NULL) : 0;
    long at = line ? strtol(line, NULL, 10) : 0;

    if (!n)
        return;
    app->shown = n;
    app->followed = app->sheet.at.id || n != list_at_cursor(&app->list[app->list_focus]);
    app->focus = PANE_DETAIL;
    app->detail_cursor = at > 1 && at < INT_MAX ? (size_t)at - 1 : 0;
}

/* What has the keys: a list, or a sheet, or what was opened from either. */
static void restore_focus(struct app *app, const struct session *s)
{
    const char *list = value_of(s, LIST), *pane = value_of(s, PANE), *sheet = value_of(s, SHEET);
    struct sheet_at sheet_at;
    int at;

    if (list && (at = named(pane_names, PANE_LISTS, list)) >= 0)
        list_enter(app, (enum pane)at);
    if (sheet && sheet_find_at(app, sheet, &sheet_at)) {
        sheet_restore(app, &sheet_at);
        app->focus = PANE_SHEET;
    }
    at = pane ? named(pane_names, PANE_COUNT, pane) : -1;
    if (at == PANE_DETAIL)
        restore_reading(app, s);
    else if (at >= 0 && app->focus != PANE_SHEET)
        app->focus = (enum pane)at;
}

void session_restore(struct app *app, const struct session *s)
{
    for (size_t i = 0; i < s->n_items; i++)
        restore_first(app, &s->items[i]);
    if (app->query.n_terms) {
        filter_apply(app);
        undo_forget(app);
    }
    for (size_t i = 0; i < s->n_items; i++)
        restore_list(app, &s->items[i]);
    restore_focus(app, s);
}

bool session_same(const struct session *a, const struct session *b)
{
    bool same = a->n_items == b->n_items;

    for (size_t i = 0; same && i < a->n_items; i++)
        same = strcmp(a->items[i].name, b->items[i].name) == 0 &&
               strcmp(a->items[i].value, b->items[i].value) == 0;
    return same;
}
