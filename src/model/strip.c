/* The strip above the timeline. */
#include "nichiei/text/edtf.h"

#include "list.h"
#include "strip_in.h"

#include <stdio.h>
#include <string.h>

/* Of so many rows at most it is looked up whether their days are sure. */
enum { MOST_LOOKED_UP = 2048, MOST_EACH = 3 };

void strip_finish(struct app *app)
{
    arena_finish(&app->strip.mem);
}

void strip_take(struct app *app)
{
    const struct list *l = &app->list[PANE_TIMELINE];
    struct strip *s = &app->strip;
    const struct store_index *ix;

    arena_reset(&s->mem);
    s->counted = 0;
    s->density = (struct density){0};
    if (!store_index(app->st, &ix, &app->error) || !store_days(app->st, &app->error))
        return;
    density_begin(&s->density, &s->mem, l->rows, l->n_rows, ix->first_day, ix->last_day);
}

int strip_label_cols(enum density_unit unit, enum calendar c, enum lang lang, bool brief)
{
    switch (unit) {
    case DENSITY_DECADE:
        return 5;
    case DENSITY_YEAR:
        return calendar_name_cols(c, lang);
    case DENSITY_QUARTER:
        return calendar_is_fiscal(c) ? 8 : 6;
    case DENSITY_MONTH:
        return 7;
    default:
        return brief ? 5 : 10;
    }
}

void strip_label(enum density_unit unit, enum calendar c, enum lang lang, int32_t day, bool brief,
                 char out[STRIP_LABEL_BYTES])
{
    const int fiscal = calendar_is_fiscal(c);
    const int32_t start = fiscal ? calendar_year_of(c, day).first : day;
    int year, month, dom, fiscal_year;

    edtf_civil(start, &fiscal_year, &month, &dom);
    edtf_civil(day, &year, &month, &dom);
    if (unit == DENSITY_DECADE)
        snprintf(out, STRIP_LABEL_BYTES, "%04ds", fiscal_year / 10 * 10);
    else if (unit == DENSITY_YEAR)
        calendar_name(c, day, lang, out, STRIP_LABEL_BYTES);
    else if (unit == DENSITY_QUARTER && fiscal)
        snprintf(out, STRIP_LABEL_BYTES, "FY%04dQ%d", fiscal_year, (month + 8) % 12 / 3 + 1);
    else if (unit == DENSITY_QUARTER)
        snprintf(out, STRIP_LABEL_BYTES, "%04dQ%d", year, (month + 2) / 3);
    else if (unit == DENSITY_MONTH)
        snprintf(out, STRIP_LABEL_BYTES, "%04d-%02d", year, month);
    else if (brief)
        snprintf(out, STRIP_LABEL_BYTES, "%02d-%02d", month, dom);
    else
        snprintf(out, STRIP_LABEL_BYTES, "%04d-%02d-%02d", year, month, dom);
}

/* The columns that are left for the axis beside the labels and the count of undated rows. */
static int columns_for(const struct app *app, enum density_unit unit, int cols, int rows)
{
    const struct strip *s = &app->strip;
    const enum lang lang = strip_lang(app);

    for (size_t n = s->density.n_rows - s->density.n_dated, digits = 0; n; n /= 10)
        cols -= digits++ ? 1 : 3; /* " ?30" */
    if (rows == 1)
        cols -= strip_label_cols(unit, app->calendar, lang, false) + 1 +
                strip_label_cols(unit, app->calendar, lang, true) + 1;
    return cols < DENSITY_MAX_COLUMNS ? cols : DENSITY_MAX_COLUMNS;
}

/* How many units all that is dated takes. */
static int units_of(const struct strip *s, enum density_unit unit, bool fiscal)
{
    return density_unit_of(unit, fiscal, s->density.max_day) -
           density_unit_of(unit, fiscal, s->density.min_day) + 1;
}

static enum density_unit whole_unit(const struct app *app, int cols, int rows)
{
    const bool fiscal = calendar_is_fiscal(app->calendar);
    int unit = DENSITY_DAY;

    while (unit > DENSITY_DECADE && units_of(&app->strip, (enum density_unit)unit, fiscal) >
                                        columns_for(app, (enum density_unit)unit, cols, rows))
        unit--;
    return (enum density_unit)unit;
}

/* The days of the row at the cursor; false if it has none. */
static bool cursor_days(const struct app *app, int32_t *first_day, int32_t *last_day)
{
    const struct strip *s = &app->strip;
    const size_t row = app->list[PANE_TIMELINE].cursor;
    uint32_t n;

    if (row >= s->density.n_dated)
        return false;
    n = s->density.rows[row];
    *first_day = s->density.first_day[n - 1];
    *last_day = s->density.last_day[n - 1];
    return true;
}

/* Where a window of so many columns begins: it moves by half of them, so that steps of the cursor
 * seldom move it, and it is the same wherever the cursor came from. */
static int32_t window_first(const struct strip *s, enum density_unit unit, bool fiscal,
                            int32_t cursor_day, int n_columns)
{
    const int32_t first = density_unit_of(unit, fiscal, s->density.min_day);
    const int32_t last = density_unit_of(unit, fiscal, s->density.max_day) - n_columns + 1;
    const int32_t ahead = density_unit_of(unit, fiscal, cursor_day) - first - n_columns / 4;
    int32_t at = first + (ahead < 0 ? 0 : ahead / (n_columns / 2) * (n_columns / 2));

    return at > last ? last : at;
}

static int32_t clamp(int32_t day, int32_t least, int32_t most)
{
    return day < least ? least : day > most ? most : day;
}

static void set_axis(struct app *app, int cols, int rows)
{
    struct strip *s = &app->strip;
    int32_t first_day = s->density.max_day, last_day = s->density.max_day;
    int n_units, n_columns;

    cursor_days(app, &first_day, &last_day);
    s->rows = rows;
    s->calendar = app->calendar;
    s->whole = whole_unit(app, cols, rows);
    s->axis.unit = s->zoom == STRIP_WHOLE ? s->whole : (enum density_unit)s->zoom;
    s->axis.fiscal = calendar_is_fiscal(app->calendar);
    n_columns = columns_for(app, s->axis.unit, cols, rows);
    n_units = units_of(s, s->axis.unit, s->axis.fiscal);
    s->axis.n_columns = n_units < n_columns ? n_units : n_columns;
    s->each = n_columns / s->axis.n_columns < MOST_EACH ? n_columns / s->axis.n_columns : MOST_EACH;
    s->axis.first = window_first(s, s->axis.unit, s->axis.fiscal,
                                 clamp(first_day == EDTF_DAY_MIN ? last_day : first_day,
                                       s->density.min_day, s->density.max_day),
                                 s->axis.n_columns < 2 ? 2 : s->axis.n_columns);
    if (n_units <= n_columns)
        s->axis.first = density_unit_of(s->axis.unit, s->axis.fiscal, s->density.min_day);
}

/* Is the date of a record in doubt? */
static bool is_doubtful(struct app *app, uint32_t n)
{
    struct record r;

    return store_record(app->st, &app->frame_mem, n, &r, &app->error) && strpbrk(r.date, "?~%");
}

/* A day that is in doubt is no day: where columns are days, it does not count as one. */
static void doubt_days(struct app *app)
{
    struct strip *s = &app->strip;
    const struct density *d = &s->density;
    size_t n_rows = 0;

    for (int i = 0; i < s->axis.n_columns; i++)
        n_rows += s->columns[i].within;
    for (size_t i = 0; i < d->n_dated && n_rows <= MOST_LOOKED_UP; i++) {
        int32_t day = d->first_day[d->rows[i] - 1], at = day - s->axis.first;

        if (at < 0 || at >= s->axis.n_columns || d->last_day[d->rows[i] - 1] != day ||
            !is_doubtful(app, d->rows[i]))
            continue;
        s->columns[at].within--;
        s->columns[at].vague = true;
    }
}

static bool same_axis(const struct density_axis *a, const struct density_axis *b)
{
    return a->unit == b->unit && a->fiscal == b->fiscal && a->first == b->first &&
           a->n_columns == b->n_columns;
}

static void count(struct app *app)
{
    struct strip *s = &app->strip;

    if (s->counted == app->answer && same_axis(&s->axis, &s->as_of))
        return;
    density_count(&s->density, &s->axis, s->columns);
    if (s->axis.unit == DENSITY_DAY)
        doubt_days(app);
    s->counted = app->answer;
    s->as_of = s->axis;
    s->most = 0;
    for (int i = 0; i < s->axis.n_columns; i++)
        s->most = s->columns[i].within > s->most ? s->columns[i].within : s->most;
}

/* The column of a day, cut to the axis at either end. */
static int column_of(const struct density_axis *axis, int32_t day)
{
    if (day < density_first_day(axis->unit, axis->fiscal, axis->first))
        return 0;
    if (day >= density_first_day(axis->unit, axis->fiscal, axis->first + axis->n_columns))
        return axis->n_columns - 1;
    return density_unit_of(axis->unit, axis->fiscal, day) - axis->first;
}

static void mark_cursor(struct app *app)
{
    struct strip *s = &app->strip;
    const struct list *l = &app->list[PANE_TIMELINE];
    int32_t first_day, last_day;

    s->from = 0;
    s->to = -1;
    s->undated = l->cursor < l->n_rows && l->cursor >= s->density.n_dated;
    if (!cursor_days(app, &first_day, &last_day))
        return;
    s->from = column_of(&s->axis, first_day);
    s->to = column_of(&s->axis, last_day);
    s->vague = is_doubtful(app, list_at_cursor(l)) ||
               (s->from < s->to && density_is_vague(first_day, last_day));
}

/* The days of a unit as a query writes them. */
static void put_days(const struct density_axis *axis, enum calendar c, int column, struct buf *out)
{
    const int32_t first = density_first_day(axis->unit, axis->fiscal, axis->first + column);
    const int32_t last = density_first_day(axis->unit, axis->fiscal, axis->first + column + 1) - 1;
    char label[STRIP_LABEL_BYTES];
    int year, month, dom;

    if (axis->unit == DENSITY_DECADE || axis->unit == DENSITY_WEEK) {
        strip_label(axis->fiscal ? DENSITY_MONTH : DENSITY_DAY, c, LANG_EN, first, false, label);
        buf_printf(out, "%s..", label);
        strip_label(axis->fiscal ? DENSITY_MONTH : DENSITY_DAY, c, LANG_EN, last, false, label);
    } else if (axis->unit == DENSITY_YEAR && axis->fiscal) {
        edtf_civil(first, &year, &month, &dom);
        snprintf(label, sizeof label, c == CALENDAR_JAPAN ? "JFY%04d" : "FY%04d", year);
    } else if (axis->unit == DENSITY_YEAR) {
        strip_label(axis->unit, CALENDAR_CIVIL, LANG_EN, first, false, label);
    } else {
        strip_label(axis->unit, c, LANG_EN, first, false, label);
    }
    buf_str(out, label);
}

/* What the number behind the cursor's column is, as a query. Days in doubt do not count as days,
 * but no query leaves them out. */
static struct text says(struct app *app)
{
    const struct strip *s = &app->strip;
    struct buf query = {0};
    struct text t = text_lit("");

    if (s->from > s->to || s->axis.unit == DENSITY_DAY || !s->columns[s->from].within)
        return t;
    query_print(corpus_query(app->corpus), app->st, &query);
    buf_str(&query, query.n_bytes ? " date:" : "date:");
    put_days(&s->axis, s->calendar, s->from, &query);
    buf_printf(&query, "  %u", s->columns[s->from].within);
    t = text_safe(&app->frame_mem, buf_cstr(&query), query.n_bytes);
    buf_finish(&query);
    return t;
}

bool strip_fit(struct app *app, int cols, int rows)
{
    struct strip *s = &app->strip;

    s->lang = strip_lang(app);
    s->rows = 0;
    s->says = text_lit("");
    if (!rows || s->density.n_dated < 2 || s->density.min_day > s->density.max_day ||
        cols < STRIP_MIN_COLS)
        return true;
    set_axis(app, cols, rows);
    count(app);
    mark_cursor(app);
    s->says = app->focus == PANE_TIMELINE ? says(app) : text_lit("");
    return !app->error.code;
}

static unsigned zoom(struct app *app, int step)
{
    struct strip *s = &app->strip;
    int unit = (int)s->axis.unit + step;

    if (!s->rows)
        return app_note(app, SAY_NO_STRIP);
    if (unit < 0 || unit >= DENSITY_UNITS)
        return APP_BELL;
    s->zoom = unit == (int)s->whole ? STRIP_WHOLE : unit;
    return APP_REDRAW;
}

/* Counts years in the next calendar, and says in which. */
static unsigned next_calendar(struct app *app)
{
    app->calendar = (enum calendar)((app->calendar + 1) % CALENDAR_COUNT);
    app->note = (enum message)(SAY_CALENDAR_CIVIL + (int)app->calendar);
    return APP_REDRAW;
}

unsigned strip_act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_STRIP:
        app->strip.off = !app->strip.off;
        return APP_REDRAW;
    case ACTION_ZOOM_IN:
        return zoom(app, 1);
    case ACTION_ZOOM_OUT:
        return zoom(app, -1);
    case ACTION_CALENDAR:
        return next_calendar(app);
    default:
        return 0;
    }
}
