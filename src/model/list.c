/* Lists: rows, cursor, scrolling. */
#include "list.h"

#include "nichiei/text/edtf.h"

#include "meaning.h"
#include "moving.h"
#include "quiet_in.h"
#include "strip_in.h"

#include <stdint.h>
#include <string.h>

enum kind pane_kind(enum pane pane)
{
    static const enum kind kinds[PANE_LISTS] = {KIND_ACTIVITY, KIND_ACTOR, KIND_THEME,
                                                KIND_RECOMMENDATION};

    return kinds[pane];
}

uint32_t list_at_cursor(const struct list *l)
{
    return l->cursor < l->n_rows ? l->rows[l->cursor] : 0;
}

void list_to(struct list *l, size_t row)
{
    l->cursor = l->n_rows == 0 ? 0 : row >= l->n_rows ? l->n_rows - 1 : row;
}

void list_move(struct list *l, long rows)
{
    if (rows < 0 && (size_t)-rows > l->cursor)
        list_to(l, 0);
    else
        list_to(l, l->cursor + (size_t)rows);
}

bool list_to_record(struct list *l, uint32_t n)
{
    for (size_t i = 0; i < l->n_rows; i++)
        if (l->rows[i] == n) {
            l->cursor = i;
            return true;
        }
    return false;
}

void list_enter(struct app *app, enum pane pane)
{
    app->focus = app->list_focus = pane;
    app->followed = false;
}

void list_refill(struct list *l, enum pane pane, const struct corpus *c)
{
    uint32_t kept = list_at_cursor(l);

    arena_reset(&l->mem);
    if (pane == PANE_TIMELINE) {
        l->n_rows = corpus_timeline(c, &l->mem, &l->rows);
        l->total = corpus_count(c, KIND_ACTIVITY) + corpus_count(c, KIND_EVENT);
    } else {
        l->n_rows = corpus_rows(c, &l->mem, pane_kind(pane), true, &l->rows);
        l->total = corpus_count(c, pane_kind(pane));
    }
    if (!kept || !list_to_record(l, kept))
        list_to(l, 0);
}

/* The first day of the year in which a row starts: rows are in its order, the undated ones last. */
static int64_t group_of(const struct app *app, size_t row)
{
    const struct density *d = &app->strip.density;
    int32_t day;

    if (row >= d->n_dated)
        return INT64_MAX;
    day = d->first_day[d->rows[row] - 1];
    return day == EDTF_DAY_MIN ? INT64_MIN : calendar_year_of(app->calendar, day).first;
}

/* The first row of a group, or of one behind it. */
static size_t first_of_group(const struct app *app, int64_t group)
{
    size_t low = 0, high = app->list[PANE_TIMELINE].n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (group_of(app, middle) < group)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool list_next_group(struct app *app, bool forward)
{
    struct list *l = &app->list[PANE_TIMELINE];
    size_t row = l->cursor;
    int64_t group;

    if (!l->n_rows)
        return false;
    if (!forward && row > 0)
        row--; /* from the first row of a year to the year before */
    group = group_of(app, row);
    if (forward && group == INT64_MAX)
        return false;
    row = first_of_group(app, forward ? group + 1 : group);
    if (row == l->n_rows || row == l->cursor)
        return false;
    l->cursor = row;
    return true;
}

static bool fill_row(struct list_row *row, uint32_t n, struct app *app)
{
    struct arena *a = &app->frame_mem;
    enum query_field field;
    struct record r;

    if (!store_record(app->st, a, n, &r, &app->error))
        return false;
    field = query_field_of(r.kind);
    *row = (struct list_row){
        .n = n,
        .kind = r.kind,
        .name = {meaning_mark(app, a, r.name[LANG_JA]), meaning_mark(app, a, r.name[LANG_EN])},
        .label = text_safe_str(a, r.label),
        .aspect = text_safe_str(a, r.aspect),
        .date = dateline_in(r.date, app->calendar, strip_lang(app)),
        .chosen = field != QUERY_FIELD_COUNT && query_has(&app->query, field, n),
    };
    row->silence = quiet_of(app, n);
    if (r.kind != KIND_ACTIVITY && r.kind != KIND_EVENT)
        row->tally = corpus_tally(app->corpus, n);
    return true;
}

/* The row above which the heading of the undated rows stands; n_rows if there is none, or no room.
 */
static size_t heading_row(const struct list *l, const struct app *app, enum pane pane)
{
    return pane == PANE_TIMELINE && l->page_rows > 1 ? app->strip.density.n_dated : l->n_rows;
}

/* Scrolls by lines: the heading is one, and is seen when the cursor comes to its first row. */
static void scroll(struct list *l, size_t heading)
{
    const bool has_heading = heading < l->n_rows;
    const size_t line = l->cursor + (l->cursor >= heading);
    size_t top =
        l->top + (has_heading && (l->top > heading || (l->top == heading && l->past_heading)));
    size_t n_shown = l->page_rows;

    top = moving_top(top, line, l->n_rows + has_heading, l->page_rows);
    if (has_heading && l->cursor == heading && top == line)
        top--;
    l->past_heading = has_heading && top == heading + 1;
    l->top = top - (has_heading && top > heading);
    if (has_heading && top <= heading && heading < top + l->page_rows)
        n_shown--;
    l->heading_last = has_heading && heading + 1 == top + l->page_rows;
    l->n_shown = l->n_rows - l->top < n_shown ? l->n_rows - l->top : n_shown;
}

bool list_fit(struct list *l, size_t page_rows, struct app *app, enum pane pane)
{
    size_t heading;

    l->page_rows = page_rows;
    heading = heading_row(l, app, pane);
    scroll(l, heading);
    l->shown = arena_zeroed(&app->frame_mem, l->n_shown, sizeof *l->shown);
    for (size_t i = 0; i < l->n_shown; i++) {
        struct list_row *row = &l->shown[i];

        if (!fill_row(row, l->rows[l->top + i], app)) {
            l->n_shown = i;
            return false;
        }
        row->heads = l->top + i == heading && !(i == 0 && l->past_heading);
        row->shows_year = pane == PANE_TIMELINE && !row->heads &&
                          (i == 0 || strcmp(row->date.year, l->shown[i - 1].date.year) != 0);
    }
    return true;
}
