/* Counting the rows of the timeline by columns of time. */
#include "nichiei/engine/density.h"

#include "nichiei/text/edtf.h"

#include "nichiei/engine/calendar.h"

static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

enum { MONDAY = 3 }; /* 1970-01-01 was three days after a Monday */

static int months_of(enum density_unit unit)
{
    static const int months[DENSITY_UNITS] = {
        [DENSITY_DECADE] = 120, [DENSITY_YEAR] = 12, [DENSITY_QUARTER] = 3, [DENSITY_MONTH] = 1};

    return months[unit];
}

int32_t density_unit_of(enum density_unit unit, bool fiscal, int32_t day)
{
    int year, month, dom;

    if (unit == DENSITY_DAY)
        return day;
    if (unit == DENSITY_WEEK)
        return floor_div(day + MONDAY, 7);
    edtf_civil(day, &year, &month, &dom);
    month -= fiscal && unit != DENSITY_MONTH ? CALENDAR_FISCAL_MONTH : 1;
    return floor_div(12 * year + month, months_of(unit));
}

int32_t density_first_day(enum density_unit unit, bool fiscal, int32_t number)
{
    int32_t month;

    if (unit == DENSITY_DAY)
        return number;
    if (unit == DENSITY_WEEK)
        return 7 * number - MONDAY;
    month = number * months_of(unit);
    month += fiscal && unit != DENSITY_MONTH ? CALENDAR_FISCAL_MONTH - 1 : 0;
    return edtf_day(floor_div(month, 12), month - 12 * floor_div(month, 12) + 1, 1);
}

static bool is_undated(const struct density *d, size_t i)
{
    uint32_t n = d->rows[i];

    return d->first_day[n - 1] == EDTF_DAY_MIN && d->last_day[n - 1] == EDTF_DAY_MAX;
}

/* Undated rows end the timeline. */
static size_t count_dated(const struct density *d)
{
    size_t low = 0, high = d->n_rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (is_undated(d, middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A date has years of four digits; a damaged dossier may have any. */
static int32_t within_reason(int32_t day)
{
    const int32_t most = 10000 * 366;

    return day < -most ? -most : day > most ? most : day;
}

void density_begin(struct density *d, struct arena *a, const uint32_t *rows, size_t n_rows,
                   const int32_t *first_day, const int32_t *last_day)
{
    *d = (struct density){
        .rows = rows, .n_rows = n_rows, .first_day = first_day, .last_day = last_day};
    d->n_dated = count_dated(d);
    d->longer = arena_zeroed(a, d->n_dated + 1, sizeof *d->longer);
    d->min_day = EDTF_DAY_MAX;
    d->max_day = EDTF_DAY_MIN;
    for (size_t i = 0; i < d->n_dated; i++) { /* written in any case: no branch to guess */
        int32_t first = first_day[rows[i] - 1], last = last_day[rows[i] - 1];

        d->longer[d->n_longer] = i;
        d->n_longer += first != last;
        first = within_reason(first == EDTF_DAY_MIN ? last : first);
        last = within_reason(last == EDTF_DAY_MAX ? first : last);
        d->min_day = first < d->min_day ? first : d->min_day;
        d->max_day = last > d->max_day ? last : d->max_day;
    }
}

bool density_is_vague(int32_t first_day, int32_t last_day)
{
    int year, month, dom, end_year, end_month, end_dom, months;

    if (first_day == EDTF_DAY_MIN || last_day == EDTF_DAY_MAX)
        return false;
    edtf_civil(first_day, &year, &month, &dom);
    edtf_civil(last_day + 1, &end_year, &end_month, &end_dom);
    months = 12 * (end_year - year) + end_month - month;
    if (dom != 1 || end_dom != 1)
        return false;
    return months == 1 || (months == 3 && month % 3 == 0) ||
           (month == 1 && (months == 12 || (months == 120 && year % 10 == 0) ||
                           (months == 1200 && year % 100 == 0)));
}

/* The first dated row that starts on the day, or after it. */
static size_t first_from(const struct density *d, int32_t day)
{
    size_t low = 0, high = d->n_dated;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (d->first_day[d->rows[middle] - 1] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first days of the columns, and the day behind the last one. */
struct ruler {
    int n_columns;
    int32_t start[DENSITY_MAX_COLUMNS + 1];
};

/* The column of a day; before the axis -1, behind it n_columns. */
static int column_of(const struct ruler *r, int32_t day)
{
    int low = 0, high = r->n_columns + 1;

    while (low < high) { /* the first column that starts later */
        int middle = low + (high - low) / 2;

        if (r->start[middle] > day)
            high = middle;
        else
            low = middle + 1;
    }
    return low - 1;
}

/* A row of several columns: it counts in none of them, and marks each. */
static void spread(const struct ruler *r, struct density_column *columns, int32_t first,
                   int32_t last)
{
    const int from = column_of(r, first), to = column_of(r, last);
    bool vague;

    if (from == to)
        return;
    vague = density_is_vague(first, last);
    if (from >= 0 && from < r->n_columns) /* a damaged dossier may be out of order */
        columns[from].within--;
    for (int i = from < 0 ? 0 : from; i <= to && i < r->n_columns; i++) {
        columns[i].vague = columns[i].vague || vague;
        columns[i].range = columns[i].range || !vague;
    }
}

void density_count(const struct density *d, const struct density_axis *axis,
                   struct density_column *columns)
{
    struct ruler r = {.n_columns = axis->n_columns};
    size_t from;

    for (int i = 0; i <= r.n_columns; i++)
        r.start[i] = density_first_day(axis->unit, axis->fiscal, axis->first + i);
    from = first_from(d, r.start[0]);
    for (int i = 0; i < r.n_columns; i++) {
        size_t to = first_from(d, r.start[i + 1]);

        columns[i] = (struct density_column){.within = (uint32_t)(to - from)};
        from = to;
    }
    for (size_t i = 0; i < d->n_longer && d->longer[i] < from; i++) {
        uint32_t n = d->rows[d->longer[i]];

        if (d->last_day[n - 1] >= r.start[0])
            spread(&r, columns, d->first_day[n - 1], d->last_day[n - 1]);
    }
}
