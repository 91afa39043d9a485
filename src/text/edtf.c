/* Reads EDTF dates and intervals into the span of days they may mean. */
#include "nichiei/text/edtf.h"

#include <string.h>

enum { YEAR_BYTES = 4, MONTH_BYTES = 7, DAY_BYTES = 10 }; /* of 2024, 2024-02 and 2024-02-29 */

int32_t edtf_day(int year, int month, int day)
{
    /* Counted from 1 March, so that the day a leap year adds is the last of its year. */
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400; /* of 146097 days */
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int64_t days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100;

    return (int32_t)(days + day_of_year - 719468); /* 0000-03-01 to 1970-01-01 */
}

void edtf_civil(int32_t day_number, int *year, int *month, int *day)
{
    int64_t days = (int64_t)day_number + 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;

    *day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(era * 400 + year_of_era + (*month <= 2));
}

static int days_in_month(int year, int month)
{
    return month == 12 ? 31 : edtf_day(year, month + 1, 1) - edtf_day(year, month, 1);
}

static bool read_digits(const char *s, size_t n_digits, int *value)
{
    *value = 0;
    for (size_t i = 0; i < n_digits; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *value = *value * 10 + s[i] - '0';
    }
    return true;
}

/* An unspecified month or day. */
static bool is_unspecified(const char *s)
{
    return memcmp(s, "XX", 2) == 0;
}

static void set_months(struct edtf *d, int year, int first_month, int n_months,
                       enum edtf_precision precision)
{
    int last = year * 12 + first_month - 1 + n_months - 1;
    int last_year = (last >= 0 ? last : last - 11) / 12;
    int last_month = last - last_year * 12 + 1;

    d->first_day = edtf_day(year, first_month, 1);
    d->last_day = edtf_day(last_year, last_month, days_in_month(last_year, last_month));
    d->precision = precision;
}

/* 2012, 201X or 20XX; before the year 0 the same behind a minus. */
static bool read_year(const char *s, bool is_negative, struct edtf *d, int *year)
{
    size_t n_digits = YEAR_BYTES;
    int span = 1;

    while (n_digits > 2 && s[n_digits - 1] == 'X') {
        n_digits--;
        span *= 10;
    }
    if (!read_digits(s, n_digits, year))
        return false;
    *year *= span;
    if (is_negative && *year == 0 && span == 1)
        return false;
    if (is_negative)
        *year = -*year - span + 1;
    set_months(d, *year, 1, 12 * span,
               span == 1    ? EDTF_YEAR
               : span == 10 ? EDTF_DECADE
                            : EDTF_CENTURY);
    return true;
}

static bool read_month(const char *s, int year, struct edtf *d, int *month)
{
    if (!read_digits(s, 2, month))
        return false;
    if (*month >= 21 && *month <= 24) {
        set_months(d, year, 3 * (*month - 20), 3, EDTF_SEASON);
        return true;
    }
    if (*month < 1 || *month > 12)
        return false;
    set_months(d, year, *month, 1, EDTF_MONTH);
    return true;
}

static bool read_day(const char *s, int year, int month, struct edtf *d)
{
    int day;

    if (!read_digits(s, 2, &day) || day < 1 || day > days_in_month(year, month))
        return false;
    d->first_day = d->last_day = edtf_day(year, month, day);
    d->precision = EDTF_DAY;
    return true;
}

/* The doubt at the end of a date; returns the bytes without it. */
static size_t read_qualifier(const char *s, size_t n_bytes, struct edtf *d)
{
    char last = n_bytes ? s[n_bytes - 1] : '\0';

    d->approximate = last == '~' || last == '%';
    d->uncertain = last == '?' || last == '%';
    return n_bytes - (d->approximate || d->uncertain);
}

static bool read_date(const char *s, size_t n_bytes, struct edtf *d)
{
    bool is_negative = n_bytes && s[0] == '-';
    int year, month;

    s += is_negative;
    n_bytes = read_qualifier(s, n_bytes - is_negative, d);
    if (n_bytes != YEAR_BYTES && n_bytes != MONTH_BYTES && n_bytes != DAY_BYTES)
        return false;
    if (!read_year(s, is_negative, d, &year))
        return false;
    if (n_bytes == YEAR_BYTES)
        return true;
    if (d->precision != EDTF_YEAR || s[4] != '-' || (n_bytes == DAY_BYTES && s[7] != '-'))
        return false;
    if (is_unspecified(s + 5))
        return n_bytes == MONTH_BYTES || is_unspecified(s + 8);
    if (!read_month(s + 5, year, d, &month))
        return false;
    if (n_bytes == MONTH_BYTES)
        return true;
    if (d->precision != EDTF_MONTH)
        return false;
    return is_unspecified(s + 8) || read_day(s + 8, year, month, d);
}

/* Unknown (nothing) or open (two dots): for the days the same. */
static bool is_boundless(const char *s, size_t n_bytes)
{
    return n_bytes == 0 || (n_bytes == 2 && memcmp(s, "..", 2) == 0);
}

static bool read_interval(const char *s, size_t n_bytes, size_t slash, struct edtf *d)
{
    struct edtf first = {.first_day = EDTF_DAY_MIN}, last = {.last_day = EDTF_DAY_MAX};
    const char *end = s + slash + 1;
    size_t end_bytes = n_bytes - slash - 1;
    bool has_first = !is_boundless(s, slash);
    bool has_last = !is_boundless(end, end_bytes);

    if (!has_first && !has_last)
        return false;
    if (has_first && !read_date(s, slash, &first))
        return false;
    if (has_last && !read_date(end, end_bytes, &last))
        return false;
    *d = (struct edtf){
        .first_day = first.first_day,
        .last_day = last.last_day,
        .precision = EDTF_INTERVAL,
        .approximate = first.approximate || last.approximate,
        .uncertain = first.uncertain || last.uncertain,
    };
    return d->first_day <= d->last_day;
}

bool edtf_parse(const char *s, size_t n_bytes, struct edtf *out)
{
    const char *slash = n_bytes ? memchr(s, '/', n_bytes) : NULL;
    struct edtf d = {EDTF_DAY_MIN, EDTF_DAY_MAX, EDTF_UNDATED, false, false};
    bool ok = true;

    if (slash)
        ok = read_interval(s, n_bytes, (size_t)(slash - s), &d);
    else if (n_bytes)
        ok = read_date(s, n_bytes, &d);
    if (ok)
        *out = d;
    return ok;
}
