/* How long nothing has happened in a theme, against what is usual there. */
#include "nichiei/engine/silence.h"

#include "nichiei/text/edtf.h"

#include <stdlib.h>
#include <string.h>

enum { MONTH_DAYS = 31 };

static int by_days(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

    return (left > right) - (left < right);
}

/* Spans that overlap become one; how many are left. */
static size_t merge(struct calendar_days *spans, size_t n_spans)
{
    size_t n = 0;

    for (size_t i = 0; i < n_spans; i++) {
        if (n && spans[i].first <= spans[n - 1].last) {
            if (spans[i].last > spans[n - 1].last)
                spans[n - 1].last = spans[i].last;
        } else {
            spans[n++] = spans[i];
        }
    }
    return n;
}

void silence_judge(struct calendar_days *spans, size_t n_spans, int32_t as_of, struct silence *out)
{
    int32_t gaps[SILENCE_ROWS];
    size_t n = merge(spans, n_spans < SILENCE_ROWS ? n_spans : SILENCE_ROWS);

    *out = (struct silence){.as_of = as_of, .last_day = EDTF_DAY_MIN};
    if (!n)
        return;
    out->last_day = spans[n - 1].last;
    out->days = as_of > out->last_day ? as_of - out->last_day : 0;
    out->n_gaps = n - 1;
    if (out->n_gaps < SILENCE_GAPS)
        return;
    for (size_t i = 0; i + 1 < n; i++)
        gaps[i] = spans[i + 1].first - spans[i].last;
    qsort(gaps, out->n_gaps, sizeof gaps[0], by_days);
    out->usual_days = (gaps[(out->n_gaps - 1) / 2] + gaps[out->n_gaps / 2]) / 2;
    out->long_days = gaps[(9 * out->n_gaps + 9) / 10 - 1];
    out->silent =
        out->days >= SILENCE_DAYS && out->days > 2 * out->usual_days && out->days > out->long_days;
}

/* Planned, cancelled, or not known to have happened: a record's aspect says so. */
static bool has_happened(const struct record *r)
{
    return strcmp(r->aspect, "planned") != 0 && strcmp(r->aspect, "cancelled") != 0 &&
           strcmp(r->aspect, "unknown") != 0;
}

/* The span of a record that counts; false if it does not. */
static bool counts(struct store *st, struct arena *a, uint32_t n, int32_t as_of,
                   struct calendar_days *span, bool *ok, struct err *e)
{
    struct record r;
    struct edtf date;

    *ok = store_record(st, a, n, &r, e);
    if (!*ok || (r.kind != KIND_ACTIVITY && r.kind != KIND_EVENT) || !has_happened(&r))
        return false;
    if (!edtf_parse(r.date, strlen(r.date), &date) || date.approximate || date.uncertain)
        return false;
    *span = (struct calendar_days){date.first_day, date.last_day};
    return date.first_day != EDTF_DAY_MIN && date.last_day <= as_of;
}

/* From the index alone: does it certainly not count? */
static bool is_out(const struct store_index *ix, uint32_t n, int32_t as_of)
{
    int64_t first = ix->first_day[n - 1], last = ix->last_day[n - 1];

    return (ix->kind[n - 1] != KIND_ACTIVITY && ix->kind[n - 1] != KIND_EVENT) || last > as_of ||
           last - first >= MONTH_DAYS;
}

bool silence_of(struct store *st, uint32_t theme, int32_t as_of, struct silence *out, struct err *e)
{
    struct calendar_days spans[SILENCE_ROWS];
    const struct store_index *ix;
    struct edges_into in;
    struct arena a = {0};
    int32_t last_day = EDTF_DAY_MIN;
    uint32_t last_n = 0;
    size_t n = SILENCE_ROWS; /* filled from the end: the latest are looked at first */
    bool ok = store_index(st, &ix, e) && store_days(st, e) && store_edges_into(st, theme, &in, e);

    *out = (struct silence){.as_of = as_of};
    for (uint32_t i = ok ? in.n_edges : 0; ok && n && i--;) {
        uint32_t from = in.from[i];

        if (in.relation[i] != REL_THEME || is_out(ix, from, as_of) ||
            !counts(st, &a, from, as_of, &spans[n - 1], &ok, e))
            continue;
        if (spans[--n].last > last_day) {
            last_day = spans[n].last;
            last_n = from;
        }
    }
    arena_finish(&a);
    if (!ok)
        return false;
    silence_judge(spans + n, SILENCE_ROWS - n, as_of, out);
    out->last_n = last_n;
    return true;
}

static int32_t day_of(const char *text)
{
    struct edtf date;

    return strlen(text) >= 10 && edtf_parse(text, 10, &date) && date.precision == EDTF_DAY
               ? date.last_day
               : EDTF_DAY_MIN;
}

bool silence_as_of(struct store *st, int32_t *day, struct err *e)
{
    const struct resource *themes = schema_of_kind(KIND_THEME);
    const int checked = schema_field(themes, "checked");
    const struct store_index *ix;
    struct arena a = {0};
    int32_t latest = EDTF_DAY_MIN;
    const char *made;
    bool ok = store_package_text(st, &a, "created", &made, e) && store_index(st, &ix, e);

    *day = ok ? day_of(made) : EDTF_DAY_MIN;
    for (uint32_t n = 1; ok && *day == EDTF_DAY_MIN && n <= store_n_records(st); n++) {
        const char *const *values;

        if (ix->kind[n - 1] != KIND_THEME)
            continue;
        ok = store_fields(st, &a, n, &values, e);
        if (ok && day_of(values[checked]) > latest)
            latest = day_of(values[checked]);
    }
    *day = *day == EDTF_DAY_MIN ? latest : *day;
    arena_finish(&a);
    return ok;
}
