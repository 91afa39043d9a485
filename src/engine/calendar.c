/* Years of several calendars, and their names. */
#include "nichiei/engine/calendar.h"

#include "nichiei/text/edtf.h"

#include <stdio.h>

const struct era calendar_eras[CALENDAR_ERAS] = {
    {"r", "令和", 2019, 5, 1},  {"h", "平成", 1989, 1, 8},  {"s", "昭和", 1926, 12, 25},
    {"t", "大正", 1912, 7, 30}, {"m", "明治", 1868, 1, 25},
};

struct calendar_days calendar_era_days(int era)
{
    const struct era *e = &calendar_eras[era], *next = e - 1;

    return (struct calendar_days){edtf_day(e->first_year, e->month, e->day),
                                  era ? edtf_day(next->first_year, next->month, next->day) - 1
                                      : EDTF_DAY_MAX};
}

/* The era of a day, or -1 before them. */
static int era_of(int32_t day)
{
    for (int i = 0; i < CALENDAR_ERAS; i++)
        if (day >= calendar_era_days(i).first)
            return i;
    return -1;
}

/* The year in which the fiscal year of a day begins. */
static int fiscal_year_of(int32_t day)
{
    int year, month, dom;

    edtf_civil(day, &year, &month, &dom);
    return year - (month < CALENDAR_FISCAL_MONTH);
}

struct calendar_days calendar_year_of(enum calendar c, int32_t day)
{
    int year, month, dom, era = era_of(day);
    struct calendar_days days;

    if (calendar_is_fiscal(c)) {
        year = fiscal_year_of(day);
        return (struct calendar_days){edtf_day(year, CALENDAR_FISCAL_MONTH, 1),
                                      edtf_day(year + 1, CALENDAR_FISCAL_MONTH, 1) - 1};
    }
    edtf_civil(day, &year, &month, &dom);
    days = (struct calendar_days){edtf_day(year, 1, 1), edtf_day(year + 1, 1, 1) - 1};
    if (c == CALENDAR_ERA && era >= 0) {
        struct calendar_days all = calendar_era_days(era);

        days.first = days.first < all.first ? all.first : days.first;
        days.last = days.last > all.last ? all.last : days.last;
    }
    return days;
}

/* "令和6", "令和元", "R6" */
static void era_name(int32_t day, enum lang lang, char *out, size_t out_bytes)
{
    int year, month, dom, era = era_of(day);

    edtf_civil(day, &year, &month, &dom);
    if (era < 0) {
        snprintf(out, out_bytes, "%04d", year);
        return;
    }
    year -= calendar_eras[era].first_year - 1;
    if (lang == LANG_EN)
        snprintf(out, out_bytes, "%c%d", calendar_eras[era].letter[0] - 'a' + 'A', year);
    else if (year == 1)
        snprintf(out, out_bytes, "%s元", calendar_eras[era].name);
    else
        snprintf(out, out_bytes, "%s%d", calendar_eras[era].name, year);
}

void calendar_name(enum calendar c, int32_t day, enum lang lang, char *out, size_t out_bytes)
{
    int year = fiscal_year_of(day), month, dom;

    switch (c) {
    case CALENDAR_ERA:
        era_name(day, lang, out, out_bytes);
        return;
    case CALENDAR_JAPAN:
        snprintf(out, out_bytes, "JFY%04d", year);
        return;
    case CALENDAR_UK:
        snprintf(out, out_bytes, "FY%02d/%02d", (year % 100 + 100) % 100,
                 ((year + 1) % 100 + 100) % 100);
        return;
    default:
        edtf_civil(day, &year, &month, &dom);
        snprintf(out, out_bytes, "%04d", year);
    }
}

int calendar_name_cols(enum calendar c, enum lang lang)
{
    return calendar_is_fiscal(c) ? 7 : c == CALENDAR_ERA && lang == LANG_JA ? 6 : 4;
}

/* As much of the era's date as the span certainly has: the year, the month, the day. */
static void add_era(struct buf *out, struct calendar_days days, enum lang lang)
{
    int year, month, dom, last_year, last_month, last_dom;
    char name[CALENDAR_NAME_BYTES];

    edtf_civil(days.first, &year, &month, &dom);
    edtf_civil(days.last, &last_year, &last_month, &last_dom);
    era_name(days.first, lang, name, sizeof name);
    buf_str(out, name);
    buf_str(out, lang == LANG_JA ? "年" : "");
    if (month != last_month)
        return;
    buf_printf(out, lang == LANG_JA ? "%d月" : ".%d", month);
    if (dom == last_dom)
        buf_printf(out, lang == LANG_JA ? "%d日" : ".%d", dom);
}

static bool is_one_year(enum calendar c, struct calendar_days days)
{
    struct calendar_days year = calendar_year_of(c, days.first);

    return days.last <= year.last;
}

void calendar_others(struct buf *out, int32_t first_day, int32_t last_day, enum display d)
{
    struct calendar_days days = {first_day, last_day};
    int year;

    if (first_day == EDTF_DAY_MIN || last_day == EDTF_DAY_MAX)
        return;
    if (era_of(first_day) >= 0 && is_one_year(CALENDAR_ERA, days))
        add_era(out, days, d == DISPLAY_EN ? LANG_EN : LANG_JA);
    if (!is_one_year(CALENDAR_JAPAN, days))
        return;
    year = fiscal_year_of(first_day);
    buf_str(out, out->n_bytes ? " " : "");
    if (d == DISPLAY_JA)
        buf_printf(out, "%d年度", year);
    else /* the same days in both countries: once is enough */
        buf_printf(out, "FY%d/%02d", year, (year + 1) % 100);
}
