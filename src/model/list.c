/* Lists: rows, cursor, scrolling. */
#include "list.h"

#include "nichiei/text/edtf.h"

#include "meaning.h"
#include "moving.h"

#include <limits.h>
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

/* The year in which a row starts: rows are in its order, the undated ones last. */
static int year_of(const struct list *l, size_t row, struct store *st)
{
    int year = INT_MIN, month, day;
    struct arena mem = {0};
    struct record r;

    if (!store_record(st, &mem, l->rows[row], &r, NULL) || !*r.date)
        year = INT_MAX;
    else if (r.first_day != EDTF_DAY_MIN)
        edtf_civil(r.first_day, &year, &month, &day);
    arena_finish(&mem);
    return year;
}

/* The first row of a year, or of one behind it. */
static size_t first_of_year(const struct list *l, struct store *st, int year)
{
    size_t low = 0, high = l->n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (year_of(l, middle, st) < year)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool list_next_group(struct list *l, struct store *st, bool forward)
{
    size_t row = l->cursor;
    int year;

    if (!l->n_rows)
        return false;
    if (!forward && row > 0)
        row--; /* from the first row of a year to the year before */
    year = year_of(l, row, st);
    if (forward && year == INT_MAX)
        return false;
    row = first_of_year(l, st, forward ? year + 1 : year);
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
        .date = dateline_of(r.date),
        .chosen = field != QUERY_FIELD_COUNT && query_has(&app->query, field, n),
    };
    if (r.kind != KIND_ACTIVITY && r.kind != KIND_EVENT)
        row->tally = corpus_tally(app->corpus, n);
    return true;
}

bool list_fit(struct list *l, size_t page_rows, struct app *app, enum pane pane)
{
    l->page_rows = page_rows;
    l->top = moving_top(l->top, l->cursor, l->n_rows, page_rows);
    l->n_shown = l->n_rows - l->top < page_rows ? l->n_rows - l->top : page_rows;
    l->shown = arena_zeroed(&app->frame_mem, l->n_shown, sizeof *l->shown);
    for (size_t i = 0; i < l->n_shown; i++) {
        if (!fill_row(&l->shown[i], l->rows[l->top + i], app)) {
            l->n_shown = i;
            return false;
        }
        l->shown[i].shows_year =
            pane == PANE_TIMELINE &&
            (i == 0 || strcmp(l->shown[i].date.year, l->shown[i - 1].date.year) != 0);
    }
    return true;
}
