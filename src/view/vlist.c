/* The lists: timeline, actors, themes, recommendations. */
#include "nichiei/text/width.h"

#include "views.h"

#include <stdio.h>
#include <string.h>

/* Columns of a row, from its left edge. */
enum {
    YEAR_COL = 1,
    REST_COL = 2,  /* month and day, behind the year */
    MARK_COL = 11, /* where the record comes from, behind the year as well */
    TIMELINE_NAME_COL = 13,
    TICK_COL = 1,
    COUNTRY_COL = 2,
    ACTOR_NAME_COL = 6,
    NUMBER_COL = 2,
    REC_NAME_COL = 6,
    THEME_NAME_COL = 2,
    SILENCE_COLS = 12, /* how long a theme is silent, and a blank before it */
    BOTH_JA_COLS = 31, /* Japanese names, where English ones stand beside them */
};

/* One letter for where an entry of the timeline comes from; `?` help explains them. */
static char mark_of(const struct list_row *row)
{
    static const struct {
        const char *aspect;
        char mark;
    } marks[] = {{"table", 'A'}, {"essay", 'E'},   {"paper", 'P'},    {"background", 'B'},
                 {"after", 'L'}, {"planned", '+'}, {"cancelled", 'x'}};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (row->aspect.n_bytes == strlen(marks[i].aspect) &&
            memcmp(row->aspect.p, marks[i].aspect, row->aspect.n_bytes) == 0)
            return marks[i].mark;
    return '?';
}

static void put_clipped(const struct name_place *at, struct arena *a, int col, int cols,
                        struct text t)
{
    t = text_ellipsis(a, t, cols);
    frame_put(at->f, at->row, at->col + col, cols, t, at->style);
    view_terms(t, at->row, at->col + col, at->style, at->f);
}

struct name_place view_row(struct frame *f, struct rect pane, int i, bool wide, bool here,
                           bool focused)
{
    struct name_place place = {.f = f,
                               .row = pane.row + 1 + i,
                               .col = pane.col,
                               .cols = pane.cols - 1,
                               .wide = wide,
                               .style = !here     ? STYLE_NORMAL
                                        : focused ? STYLE_CURSOR
                                                  : STYLE_CURSOR_DIM};

    frame_fill(f, place.row, pane.col, pane.cols, ' ', place.style);
    if (here)
        frame_puts(f, place.row, pane.col, 1, ">", place.style);
    return place;
}

void view_name(const struct name_place *at, struct arena *a, struct text label,
               const struct text *name, enum display display)
{
    struct text first = name[display == DISPLAY_EN ? LANG_EN : LANG_JA];

    if (text_is_empty(first))
        first = name[display == DISPLAY_EN ? LANG_JA : LANG_EN];
    first = say_pair(a, label, first, DISPLAY_BOTH);
    if (display != DISPLAY_BOTH || !at->wide || at->cols < BOTH_JA_COLS + 12) {
        put_clipped(at, a, 0, at->cols, first);
        return;
    }
    put_clipped(at, a, 0, BOTH_JA_COLS - 1, first);
    put_clipped(at, a, BOTH_JA_COLS, at->cols - BOTH_JA_COLS, name[LANG_EN]);
}

int view_count_cols(const struct app *app)
{
    int cols = 2;

    for (size_t most = app->list[PANE_TIMELINE].total; most; most /= 10)
        cols++;
    return cols > 5 ? cols : 5;
}

void view_count(struct frame *f, int row, int right_col, const char *sign, uint32_t count,
                enum style style)
{
    char digits[16];
    int cols = snprintf(digits, sizeof digits, "%s%u", sign, count);

    frame_puts(f, row, right_col - cols, cols, digits, style);
}

static void timeline_row(const struct app *app, const struct list_row *r, struct name_place at,
                         struct arena *a)
{
    const bool undated = !r->date.year[0];
    const int year_cols = calendar_name_cols(app->calendar, app->strip.lang);
    char mark[2] = {mark_of(r), '\0'};
    int gauge_cols;
    enum style faint = at.style == STYLE_NORMAL ? STYLE_FAINT : at.style;

    if (r->shows_year && undated)
        frame_put(at.f, at.row, at.col + YEAR_COL, year_cols + MARK_COL - YEAR_COL - 1,
                  say_in(SAY_UNDATED, app->display == DISPLAY_EN ? LANG_EN : LANG_JA), faint);
    else if (r->shows_year)
        frame_puts(at.f, at.row, at.col + YEAR_COL, year_cols, r->date.year, faint);
    at.col += year_cols;
    at.cols -= year_cols;
    frame_puts(at.f, at.row, at.col + REST_COL, 8, r->date.rest, at.style);
    frame_puts(at.f, at.row, at.col + MARK_COL, 1, mark, faint);
    at.col += TIMELINE_NAME_COL;
    at.cols -= TIMELINE_NAME_COL;
    gauge_cols = view_gauge_cols(app, at.cols);
    if (gauge_cols) {
        at.cols -= gauge_cols + 1;
        view_gauge(app, r, at.row, at.col + at.cols + 1, faint, at.f);
    }
    view_name(&at, a, text_lit(""), r->name, app->display);
}

/* The heading of the undated rows, with how many they are. */
static void undated_heading(const struct app *app, struct rect at, int row, struct frame *f,
                            struct arena *a)
{
    const struct density *d = &app->strip.density;
    struct text name = say(a, SAY_UNDATED, app->display);
    struct text all = view_format(a, "%.*s %zu", (int)name.n_bytes, name.p, d->n_rows - d->n_dated);
    int used =
        YEAR_COL + frame_put(f, row, at.col + YEAR_COL, at.cols - YEAR_COL, all, STYLE_HEADING);

    frame_fill(f, row, at.col + used + 1, at.cols - used - 2, '-', STYLE_HEADING);
}

/* How a silent theme is marked, behind its name: how long where there is room, and a mark anywhere;
 * and the columns that this takes. */
static int silence_cols(const struct app *app, const struct list_row *r, struct name_place at,
                        struct arena *a)
{
    struct text t = text_lit("_");

    if (!r->silence || !r->silence->silent)
        return 0;
    if (at.wide)
        t = say_pair(
            a, t,
            quiet_days(a, r->silence->days, app->display == DISPLAY_EN ? DISPLAY_EN : DISPLAY_JA),
            DISPLAY_BOTH);
    t = text_ellipsis(a, t, SILENCE_COLS - 1);
    frame_put(at.f, at.row, at.col + at.cols - text_cols(t), text_cols(t), t,
              at.style == STYLE_NORMAL ? STYLE_FAINT : at.style);
    return at.wide ? SILENCE_COLS : 2;
}

static void counted_row(const struct app *app, enum pane pane, const struct list_row *r,
                        struct name_place at, struct arena *a)
{
    int n_counts = pane == PANE_THEMES ? 1 : 2, name_col = THEME_NAME_COL;
    int right = at.col + at.cols, count_cols = view_count_cols(app);
    struct text label = text_lit("");

    if (r->chosen)
        frame_puts(at.f, at.row, at.col + TICK_COL, 1, "*", at.style);
    view_count(at.f, at.row, right - (n_counts - 1) * count_cols, "", r->tally.n_activities,
               at.style);
    if (n_counts == 2)
        view_count(at.f, at.row, right, "", r->tally.n_events, at.style);
    if (pane == PANE_ACTORS) {
        name_col = ACTOR_NAME_COL;
        frame_put(at.f, at.row, at.col + COUNTRY_COL, 3, r->aspect,
                  at.style == STYLE_NORMAL ? STYLE_FAINT : at.style);
        label = r->label;
    } else if (pane == PANE_RECOMMENDATIONS) {
        name_col = REC_NAME_COL;
        frame_put(at.f, at.row, at.col + NUMBER_COL, 3, r->label, at.style);
    }
    at.col += name_col;
    at.cols -= name_col + n_counts * count_cols + 1;
    if (pane == PANE_THEMES)
        at.cols -= silence_cols(app, r, at, a);
    view_name(&at, a, label, r->name, app->display);
}

void view_title(struct frame *f, struct rect at, bool focused, struct text name, struct text right)
{
    enum style style = focused ? STYLE_RULE_FOCUS : STYLE_RULE;
    char rule = focused ? '=' : '-';
    int right_cols = text_cols(right);
    int used;

    frame_fill(f, at.row, at.col, at.cols, rule, style);
    used = 1 + frame_put(f, at.row, at.col + 1, at.cols - 2, name, style);
    frame_fill(f, at.row, at.col + used, used < at.cols ? 1 : 0, ' ', style);
    if (right_cols && used + right_cols + 4 <= at.cols) {
        int col = at.col + at.cols - right_cols - 1;

        frame_fill(f, at.row, col - 1, 1, ' ', style);
        frame_put(f, at.row, col, right_cols, right, style);
        frame_fill(f, at.row, at.col + at.cols - 1, 1, ' ', style);
    }
}

/* "[2] 主体 Actors 12/158", and the name under the cursor if the pane is folded. */
static struct text title_text(const struct app *app, enum pane pane, bool folded, struct arena *a)
{
    static const enum message names[PANE_LISTS] = {SAY_PANE_TIMELINE, SAY_PANE_ACTORS,
                                                   SAY_PANE_THEMES, SAY_PANE_RECOMMENDATIONS};
    const struct list *l = &app->list[pane];
    struct text name = say(a, names[pane], app->display);
    struct text title;

    if (l->n_rows == l->total)
        title = view_format(a, "[%d] %.*s %zu", pane + 1, (int)name.n_bytes, name.p, l->total);
    else
        title = view_format(a, "[%d] %.*s %zu/%zu", pane + 1, (int)name.n_bytes, name.p, l->n_rows,
                            l->total);
    if (pane == PANE_TIMELINE && app->n_possible)
        title = view_format(a, "%.*s +%zu?", (int)title.n_bytes, title.p, app->n_possible);
    if (folded && l->n_shown)
        title = say_pair(a, title, l->shown[0].name[app->display == DISPLAY_EN ? LANG_EN : LANG_JA],
                         DISPLAY_BOTH);
    return title;
}

struct text view_count_heads(const struct app *app, enum message first, enum message second,
                             struct arena *a)
{
    enum lang lang = app->display == DISPLAY_JA ? LANG_JA : LANG_EN;
    struct text left = say_in(first, lang), right = say_in(second, lang);

    return view_format(a, "%.*s%*s%.*s", (int)left.n_bytes, left.p,
                       view_count_cols(app) - text_cols(right), "", (int)right.n_bytes, right.p);
}

static struct text count_heads(const struct app *app, enum pane pane, struct arena *a)
{
    if (pane == PANE_TIMELINE)
        return app->strip.rows ? view_strip_head(app, a) : text_lit("");
    if (pane == PANE_THEMES)
        return say_in(SAY_COLUMN_ACTIVITIES, app->display == DISPLAY_JA ? LANG_JA : LANG_EN);
    return view_count_heads(app, SAY_COLUMN_ACTIVITIES, SAY_COLUMN_EVENTS, a);
}

/* The rows under the title, below the strip if there is one; a heading takes a line of its own. */
static void visible_rows(const struct app *app, enum pane pane, struct rect at, bool wide,
                         struct frame *f, struct arena *a)
{
    const struct list *l = &app->list[pane];
    const bool focused = view_has_keys(app, pane);
    int line = pane == PANE_TIMELINE ? app->strip.rows : 0;

    if (line)
        view_strip(app, (struct rect){at.row + 1, at.col, line, at.cols}, f, a);
    for (size_t i = 0; line < at.rows - 1 && i < l->n_shown; i++, line++) {
        bool here = l->top + i == l->cursor;
        struct name_place place;

        if (l->shown[i].heads)
            undated_heading(app, at, at.row + 1 + line++, f, a);
        place = view_row(f, at, line, wide, here, focused);
        if (app_is_pinned(app, l->shown[i].n))
            frame_puts(f, place.row, at.col, 1, "p", here ? place.style : STYLE_KEY);
        if (pane == PANE_TIMELINE)
            timeline_row(app, &l->shown[i], place, a);
        else
            counted_row(app, pane, &l->shown[i], place, a);
    }
    if (l->heading_last && line < at.rows - 1)
        undated_heading(app, at, at.row + 1 + line, f, a);
}

void view_list(const struct app *app, enum pane pane, struct rect at, bool wide, struct frame *f,
               struct arena *a)
{
    const struct list *l = &app->list[pane];
    bool focused = view_has_keys(app, pane);
    bool folded = at.rows == 1;

    if (at.rows <= 0)
        return;
    view_title(f, at, focused, text_ellipsis(a, title_text(app, pane, folded, a), at.cols - 3),
               folded ? text_lit("") : count_heads(app, pane, a));
    if (!folded)
        visible_rows(app, pane, at, wide, f, a);
    if (folded || l->n_rows)
        return;
    frame_put(f, at.row + 1, at.col + 2, at.cols - 2, say(a, SAY_NOTHING, app->display),
              STYLE_FAINT);
    if (app->coach.pane == pane)
        view_coach(app, (struct rect){at.row + 2, at.col + 2, at.rows - 2, at.cols - 3}, f, a);
}
