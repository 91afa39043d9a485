/* Typed dates to days. */
#include "nichiei/engine/when.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"

#include "nichiei/engine/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct span {
    int32_t first, last;
};

/* Takes a literal; false and nothing taken if it is not there. */
static bool take(const char **at, const char *literal)
{
    size_t n_bytes = strlen(literal);

    if (strncmp(*at, literal, n_bytes) != 0)
        return false;
    *at += n_bytes;
    return true;
}

/* A number of at most max_digits. */
static bool take_number(const char **at, int max_digits, int *value)
{
    int digits = 0;

    *value = 0;
    while (digits < max_digits && **at >= '0' && **at <= '9') {
        *value = *value * 10 + (*(*at)++ - '0');
        digits++;
    }
    return digits > 0;
}

static int32_t month_end(int year, int month)
{
    return month == 12 ? edtf_day(year + 1, 1, 1) - 1 : edtf_day(year, month + 1, 1) - 1;
}

/* The span of a year, a month (0: none) and a day (0: none); false for an impossible one. */
static bool civil_span(int year, int month, int day, struct span *out)
{
    if (month < 0 || month > 12 || day < 0)
        return false;
    if (!month) {
        *out = (struct span){edtf_day(year, 1, 1), month_end(year, 12)};
        return true;
    }
    *out = (struct span){edtf_day(year, month, 1), month_end(year, month)};
    if (!day)
        return true;
    if (edtf_day(year, month, day) > out->last)
        return false;
    out->first = out->last = edtf_day(year, month, day);
    return true;
}

/* From 1 April to 31 March, or one of its quarters. */
static struct span fiscal_span(int year, int quarter)
{
    int month = CALENDAR_FISCAL_MONTH + 3 * (quarter ? quarter - 1 : 0);
    int end = quarter ? month + 2 : 15;

    return (struct span){edtf_day(month > 12 ? year + 1 : year, month > 12 ? month - 12 : month, 1),
                         month_end(end > 12 ? year + 1 : year, end > 12 ? end - 12 : end)};
}

/* The second year that a British fiscal year names: "/24" behind 2023. */
static bool take_next_year(const char **at, int year)
{
    int next;

    if (!take(at, "/"))
        return true;
    return take_number(at, 2, &next) && next == (year + 1) % 100;
}

/* "fy2023", "fy2023/24", "jfy2023", with "q1" if wanted; "2024q1". */
static bool parse_fiscal(const char *at, struct span *out)
{
    bool japanese = take(&at, "jfy"), fiscal = japanese || take(&at, "fy");
    int year, quarter = 0;

    if (!take_number(&at, 4, &year) || year < 1000)
        return false;
    if (fiscal && !japanese && !take_next_year(&at, year))
        return false;
    if (take(&at, "q") && (!take_number(&at, 1, &quarter) || quarter < 1 || quarter > 4))
        return false;
    if (*at || (!fiscal && !quarter))
        return false;
    if (fiscal) {
        *out = fiscal_span(year, quarter);
        return true;
    }
    *out = (struct span){edtf_day(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)};
    return true;
}

/* What follows the year: 年度, 年3月1日, or .3.1 */
static bool parse_rest(const char *at, int year, bool dotted, struct span *out)
{
    int month = 0, day = 0;

    if (take(&at, "年度")) {
        *out = fiscal_span(year, 0);
        return !*at;
    }
    if (take(&at, "年")) {
        if (*at && (!take_number(&at, 2, &month) || !take(&at, "月") || !month))
            return false;
        if (*at && (!take_number(&at, 2, &day) || !take(&at, "日") || !day))
            return false;
        return !*at && civil_span(year, month, day, out);
    }
    if (!dotted)
        return false;
    if (*at && ((*at != '.' && *at != '-') || !*++at || !take_number(&at, 2, &month) || !month))
        return false;
    if (*at && ((*at != '.' && *at != '-') || !*++at || !take_number(&at, 2, &day) || !day))
        return false;
    return !*at && civil_span(year, month, day, out);
}

/* An era's date never leaves the era: R1 begins on 1 May 2019, H31 ends on the day before. */
static bool within(int i, struct span *span)
{
    struct calendar_days era = calendar_era_days(i);

    if (span->last < era.first || span->first > era.last)
        return false;
    if (span->first < era.first)
        span->first = era.first;
    if (span->last > era.last)
        span->last = era.last;
    return true;
}

static bool parse_era(const char *s, struct span *out)
{
    for (int i = 0; i < CALENDAR_ERAS; i++) {
        const char *at = s;
        bool by_letter = take(&at, calendar_eras[i].letter);
        bool fiscal;
        int year;

        if (!by_letter && !take(&at, calendar_eras[i].name))
            continue;
        if (take(&at, "元"))
            year = 1;
        else if (!take_number(&at, 2, &year) || !year)
            return false;
        fiscal = strncmp(at, "年度", strlen("年度")) == 0;
        if (!*at && !by_letter)
            at = "年";
        /* A fiscal year may begin in the era before (平成31年度 ends in Reiwa): it stays whole. */
        return parse_rest(at, calendar_eras[i].first_year + year - 1, true, out) &&
               (fiscal || within(i, out));
    }
    return false;
}

/* "2024年3月25日", "2023年度" */
static bool parse_japanese(const char *at, struct span *out)
{
    int year;

    return take_number(&at, 4, &year) && year >= 1000 && parse_rest(at, year, false, out);
}

static bool parse_edtf(const char *s, struct span *out)
{
    struct edtf date;
    char upper[64];
    size_t n_bytes = strlen(s);

    if (!n_bytes || n_bytes >= sizeof upper)
        return false;
    for (size_t i = 0; i <= n_bytes; i++)
        upper[i] = s[i] == 'x' ? 'X' : s[i];
    if (!edtf_parse(upper, n_bytes, &date))
        return false;
    *out = (struct span){date.first_day, date.last_day};
    return true;
}

static bool parse_one(const char *s, struct span *out)
{
    return parse_edtf(s, out) || parse_fiscal(s, out) || parse_era(s, out) ||
           parse_japanese(s, out);
}

/* One end of a range; empty is open. */
static bool parse_end(const char *s, struct span *out)
{
    if (*s)
        return parse_one(s, out);
    *out = (struct span){EDTF_DAY_MIN, EDTF_DAY_MAX};
    return true;
}

static bool parse_range(char *s, struct span *out)
{
    struct span from, to;
    char *dots = strstr(s, "..");

    if (!dots || strchr(s, '/'))
        return parse_one(s, out);
    *dots = '\0';
    if ((!*s && !dots[2]) || !parse_end(s, &from) || !parse_end(dots + 2, &to))
        return false;
    *out = (struct span){from.first, to.last};
    return out->first <= out->last;
}

static void put_day(char *out, size_t out_bytes, int32_t day)
{
    int year, month, dom;

    if (day == EDTF_DAY_MIN || day == EDTF_DAY_MAX) {
        snprintf(out, out_bytes, "..");
        return;
    }
    edtf_civil(day, &year, &month, &dom);
    snprintf(out, out_bytes, "%04d-%02d-%02d", year, month, dom);
}

static void put_understood(struct when *w)
{
    char from[16], to[16];

    put_day(from, sizeof from, w->first_day);
    put_day(to, sizeof to, w->last_day);
    if (w->first_day == w->last_day)
        snprintf(w->understood, sizeof w->understood, "%s", from);
    else
        snprintf(w->understood, sizeof w->understood, "%s/%s", from, to);
}

bool when_parse(const char *s, size_t n_bytes, struct when *out)
{
    struct buf key = {0};
    struct span span;
    bool ok = false;

    fold_key(&key, s, n_bytes);
    if (key.n_bytes && key.n_bytes < 64 && !key.failed)
        ok = parse_range(key.bytes, &span);
    buf_finish(&key);
    if (!ok)
        return false;
    *out = (struct when){.first_day = span.first, .last_day = span.last};
    put_understood(out);
    return true;
}
