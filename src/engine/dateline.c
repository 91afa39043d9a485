/* Dates in few columns. */
#include "nichiei/engine/dateline.h"

#include "nichiei/text/edtf.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { REST_COLS = 8 };

static const char doubts[] = "?~%";

/* The end of an interval, without what it shares with the start. */
static void shorten_end(const char *start, const char *end, char *out, size_t out_bytes)
{
    if (strcmp(end, "..") == 0 || !*end)
        snprintf(out, out_bytes, "/..");
    else if (strlen(end) >= 10 && strncmp(start, end, 8) == 0)
        snprintf(out, out_bytes, "/%s", end + 8); /* same month: the day */
    else if (strlen(end) >= 7 && strncmp(start, end, 5) == 0)
        snprintf(out, out_bytes, "/%.5s", end + 5); /* same year: month and day */
    else if (strlen(end) >= 7)
        snprintf(out, out_bytes, "/%.5s", end + 2); /* the century goes without saying */
    else
        snprintf(out, out_bytes, "/%s", end);
}

/* True if the rest fits its columns and does not look surer than the date is. */
static bool is_fit(const char *edtf, const char *rest)
{
    return strlen(rest) <= REST_COLS && (!strpbrk(edtf, doubts) || strpbrk(rest, doubts));
}

/* What follows the year, in as many columns as it takes; the month alone if `by_month`. */
static void join(const char *start, const char *end, bool by_month, char *out, size_t out_bytes)
{
    if (by_month && strlen(start) >= 5)
        snprintf(out, out_bytes, "%.2s%s", start, end);
    else
        snprintf(out, out_bytes, "%s%s", start, end);
}

struct dateline dateline_of(const char *edtf)
{
    struct dateline d = {"", ""};
    const char *slash = strchr(edtf, '/'), *doubt = strpbrk(edtf, doubts);
    char start[32], end[16] = "", rest[64];
    int year_bytes = *edtf == '-' ? 5 : 4;
    const char *after_year = start;

    if (!*edtf)
        return d;
    snprintf(start, sizeof start, "%.*s", slash ? (int)(slash - edtf) : (int)strlen(edtf), edtf);
    if (slash)
        shorten_end(start, slash + 1, end, sizeof end);
    snprintf(d.year, sizeof d.year, "%.*s", year_bytes, *start ? start : "..");
    after_year += strlen(start) < (size_t)year_bytes ? strlen(start) : (size_t)year_bytes;
    after_year += *after_year == '-';
    join(after_year, end, strlen(end) > 5, rest, sizeof rest);
    if (!is_fit(edtf, rest) && doubt && strlen(rest) < REST_COLS)
        snprintf(rest + strlen(rest), 2, "%c", *doubt);
    if (!is_fit(edtf, rest)) /* the whole of it is in the detail */
        snprintf(rest, sizeof rest, "%.*s%.1s..", (int)strcspn(after_year, doubts), after_year,
                 doubt ? doubt : "");
    snprintf(d.rest, sizeof d.rest, "%.*s", REST_COLS, rest);
    return d;
}

/* The civil year and what follows it, together: "2024~", "1989-01", "2022/23". */
static void write_out(struct dateline *d)
{
    char whole[DATELINE_YEAR_BYTES + DATELINE_REST_BYTES + 1];
    const char *rest = d->rest;

    if (strlen(rest) == 5 && rest[0] == '/' && strncmp(rest + 1, d->year, 2) == 0)
        snprintf(whole, sizeof whole, "%s/%s", d->year, rest + 3);
    else
        snprintf(whole, sizeof whole, "%s%s%s", d->year, *rest && !strchr("/?~%", *rest) ? "-" : "",
                 rest);
    if (strlen(whole) > REST_COLS)
        memcpy(whole + REST_COLS - 2, "..", 3);
    snprintf(d->rest, sizeof d->rest, "%.*s", REST_COLS, whole);
}

struct dateline dateline_in(const char *edtf, enum calendar c, enum lang lang)
{
    struct dateline d = dateline_of(edtf);
    struct edtf start;

    if (c == CALENDAR_CIVIL || !edtf_parse(edtf, strcspn(edtf, "/"), &start) ||
        start.first_day == EDTF_DAY_MIN)
        return d;
    if (start.last_day > calendar_year_of(c, start.first_day).last)
        write_out(&d);
    calendar_name(c, start.first_day, lang, d.year, sizeof d.year);
    return d;
}
