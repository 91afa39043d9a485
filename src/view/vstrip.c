/* The strip above the timeline: densities, and the scale below them or at their ends. */
#include "nichiei/text/edtf.h"
#include "nichiei/text/width.h"

#include "views.h"

#include <stdio.h>
#include <string.h>

/* From few to most; all of one column in every terminal. */
static const char levels[] = " .:|#";
enum { LEVELS = sizeof levels - 2, LEFT_COLS = 1, RIGHT_COLS = 1 };

int view_strip_cols(struct rect pane)
{
    return pane.cols - LEFT_COLS - RIGHT_COLS;
}

static char level_of(const struct strip *s, const struct density_column *c)
{
    uint32_t most = s->most;

    if (!c->within)
        return c->range ? '=' : c->vague ? '~' : ' ';
    return levels[most <= LEVELS ? c->within : (c->within * (uint64_t)LEVELS + most - 1) / most];
}

/* The label of a column of the axis, into `out`. */
static struct text label(const struct app *app, int column, bool brief, struct arena *a)
{
    const struct strip *s = &app->strip;
    char text[STRIP_LABEL_BYTES];

    strip_label(s->axis.unit, s->calendar, s->lang,
                density_first_day(s->axis.unit, s->axis.fiscal, s->axis.first + column), brief,
                text);
    return text_safe_str(a, text);
}

/* What marks the columns of the row at the cursor. */
static char mark_of(const struct strip *s, bool beside)
{
    return s->vague ? '~' : s->from < s->to ? '=' : beside ? '^' : '\0';
}

/* The columns from a column of the screen on; the row at the cursor is marked in them, by its
 * extent too if there is no scale to mark it in. */
static void put_columns(const struct strip *s, int row, int col, enum style here, struct frame *f)
{
    for (int i = 0; i < s->axis.n_columns; i++) {
        bool is_here = i >= s->from && i <= s->to;
        char mark = is_here && s->rows == 1 ? mark_of(s, false) : '\0';

        frame_fill(f, row, col + i * s->each, s->each, mark ? mark : level_of(s, &s->columns[i]),
                   is_here ? here : STYLE_NORMAL);
    }
}

/* How many rows have no date, at the right end. */
static void put_undated(const struct strip *s, struct rect at, enum style here, struct frame *f)
{
    size_t n_undated = s->density.n_rows - s->density.n_dated;
    char text[24];
    int cols = snprintf(text, sizeof text, "?%zu", n_undated);

    if (n_undated)
        frame_puts(f, at.row, at.col + at.cols - RIGHT_COLS - cols, cols, text,
                   s->undated ? here : STYLE_FAINT);
}

/* Is there a round date in the column: where a scale has its labels? */
static bool is_round(const struct strip *s, int column)
{
    const struct density_axis *axis = &s->axis;
    int32_t first = density_first_day(axis->unit, axis->fiscal, axis->first + column);
    int32_t last = density_first_day(axis->unit, axis->fiscal, axis->first + column + 1) - 1;
    int year, month, dom;

    edtf_civil(last, &year, &month, &dom);
    switch (axis->unit) {
    case DENSITY_DECADE:
        return true;
    case DENSITY_YEAR:
        edtf_civil(first, &year, &month, &dom);
        return year % 5 == 0;
    case DENSITY_QUARTER:
    case DENSITY_MONTH:
        return calendar_year_of(s->calendar, first).first == first;
    default: /* weeks and days: where a month begins */
        return dom <= last - first + 1;
    }
}

/* At a year's beginning its name is enough. */
static struct text round_label(const struct app *app, int column, struct arena *a)
{
    const struct strip *s = &app->strip;
    int32_t day = density_first_day(s->axis.unit, s->axis.fiscal, s->axis.first + column);
    char text[STRIP_LABEL_BYTES];

    if (s->axis.unit == DENSITY_QUARTER || s->axis.unit == DENSITY_MONTH)
        strip_label(DENSITY_YEAR, s->calendar, s->lang, day, false, text);
    else if (s->axis.unit == DENSITY_WEEK || s->axis.unit == DENSITY_DAY)
        strip_label(DENSITY_MONTH, s->calendar, s->lang,
                    density_first_day(s->axis.unit, s->axis.fiscal, s->axis.first + column + 1) - 1,
                    false, text);
    else
        return label(app, column, false, a);
    return text_safe_str(a, text);
}

/* Where a label of so many columns stands, at its column or right behind the mark there; -1 if it
 * would touch the mark of the cursor's row. */
static int label_col(const struct strip *s, int column, int col, int cols)
{
    const int at = col + column * s->each;
    const int mark = col + s->from * s->each, mark_end = col + (s->to + 1) * s->each;

    if (s->from > s->to || at >= mark_end || at + cols <= mark)
        return at;
    return s->from == s->to && s->from == column ? mark_end : -1;
}

/* Labels from left to right, as far as they do not touch; and the extent of the cursor's row. */
static void put_scale(const struct app *app, int row, int col, int right, enum style here,
                      struct frame *f, struct arena *a)
{
    const struct strip *s = &app->strip;
    int free_col = col;

    for (int i = 0; i < s->axis.n_columns; i++) {
        struct text t = is_round(s, i) ? round_label(app, i, a)
                        : i == 0       ? label(app, 0, false, a)
                                       : text_lit("");
        const int cols = text_cols(t), at = label_col(s, i, col, cols);

        if (!cols || at < free_col || at + cols > right)
            continue;
        free_col = at + frame_put(f, row, at, cols, t, STYLE_FAINT) + 1;
    }
    if (s->from <= s->to)
        frame_fill(f, row, col + s->from * s->each, (s->to - s->from + 1) * s->each,
                   mark_of(s, true), here);
}

struct text view_strip_head(const struct app *app, struct arena *a)
{
    const struct strip *s = &app->strip;
    enum message unit = (enum message)(SAY_UNIT_DECADE + (int)s->axis.unit);
    struct text name = say(a, unit, app->display);

    if (!s->most)
        return name;
    return view_format(a, "%.*s #=%u", (int)name.n_bytes, name.p, s->most);
}

void view_strip(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    const struct strip *s = &app->strip;
    const enum style here = STYLE_STRIP_HERE;
    int col = at.col + LEFT_COLS, right = at.col + at.cols - RIGHT_COLS;

    if (s->rows == 1) {
        struct text left = label(app, 0, false, a);
        int end;

        col += frame_put(f, at.row, col, right - col, left, STYLE_FAINT) + 1;
        end = col + s->axis.n_columns * s->each;
        frame_put(f, at.row, end + 1, right - end, label(app, s->axis.n_columns - 1, true, a),
                  STYLE_FAINT);
    } else {
        put_scale(app, at.row + 1, col, right, here, f, a);
    }
    put_columns(s, at.row, col, here, f);
    put_undated(s, at, here, f);
}

/* The columns of a gauge: of a name so much must be left, in both languages or one. */
enum { GAUGE_COLS = 24, NAME_COLS = 36, BOTH_NAMES_COLS = 72 };

int view_gauge_cols(const struct app *app, int name_cols)
{
    const int names = app->display == DISPLAY_BOTH ? BOTH_NAMES_COLS : NAME_COLS;

    return app->strip.rows == 2 && name_cols >= names + 1 + GAUGE_COLS ? GAUGE_COLS : 0;
}

/* The column of a gauge in which a day lies; -1 before the time that the strip shows, GAUGE_COLS
 * behind it. */
static int gauge_col(const struct density_axis *axis, int32_t day)
{
    const int64_t start = density_first_day(axis->unit, axis->fiscal, axis->first);
    const int64_t end = density_first_day(axis->unit, axis->fiscal, axis->first + axis->n_columns);

    return day < start  ? -1
           : day >= end ? GAUGE_COLS
                        : (int)((day - start) * GAUGE_COLS / (end - start));
}

void view_gauge(const struct app *app, const struct list_row *r, int row, int col, enum style style,
                struct frame *f)
{
    const struct density *d = &app->strip.density;
    const int32_t first = d->first_day[r->n - 1], last = d->last_day[r->n - 1];
    int from = gauge_col(&app->strip.axis, first), to = gauge_col(&app->strip.axis, last);
    const bool vague = strpbrk(r->date.rest, "?~%") || density_is_vague(first, last);
    const char bar = vague ? '~' : from < to ? '=' : '|';

    if (!r->date.year[0])
        return;
    if (to < 0 || from >= GAUGE_COLS) { /* it lies before all this, or after */
        frame_puts(f, row, to < 0 ? col : col + GAUGE_COLS - 1, 1, to < 0 ? "<" : ">", style);
        return;
    }
    from = from < 0 ? 0 : from;
    to = to < GAUGE_COLS ? to : GAUGE_COLS - 1;
    frame_fill(f, row, col + from, to - from + 1, bar, style);
}
