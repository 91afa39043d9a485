/*
 * The calendars in which people in Tokyo and London count years: the civil one, Japanese eras, and
 * the fiscal years of both governments (1 April to 31 March in both, under different names). The
 * inverse of when.h: from days to the names of years and dates.
 */
#ifndef NICHIEI_ENGINE_CALENDAR_H
#define NICHIEI_ENGINE_CALENDAR_H

#include "nichiei/base/buf.h"

#include "nichiei/engine/say.h"

#include <stdbool.h>
#include <stdint.h>

enum calendar {
    CALENDAR_CIVIL, /* 2024 */
    CALENDAR_ERA,   /* 令和6, R6 */
    CALENDAR_JAPAN, /* JFY2023: fiscal */
    CALENDAR_UK,    /* FY23/24: fiscal */
    CALENDAR_COUNT
};

enum { CALENDAR_FISCAL_MONTH = 4, CALENDAR_ERAS = 5, CALENDAR_NAME_BYTES = 16 };

/* The eras since 1868, the latest first, with their first day; letter and name as the search key
 * has them. */
struct era {
    const char *letter, *name;
    int first_year, month, day;
};
extern const struct era calendar_eras[CALENDAR_ERAS];

/* Days, both inclusive; an era that has not ended ends with EDTF_DAY_MAX. */
struct calendar_days {
    int32_t first, last;
};
struct calendar_days calendar_era_days(int era);

static inline bool calendar_is_fiscal(enum calendar c)
{
    return c == CALENDAR_JAPAN || c == CALENDAR_UK;
}

/* The year that a day lies in. A year in which an era begins is two years of that calendar; before
 * the eras it counts as the civil one does. */
struct calendar_days calendar_year_of(enum calendar c, int32_t day);

/* The name of that year in few columns, as a query understands it but for the UK's: "2024", "令和6"
 * or "R6", "JFY2023", "FY23/24". Fits CALENDAR_NAME_BYTES. */
void calendar_name(enum calendar c, int32_t day, enum lang lang, char *out, size_t out_bytes);

/* The most columns that a name takes. */
int calendar_name_cols(enum calendar c, enum lang lang);

/* Appends what a span of days is called in the other calendars, as far as all of it lies in one
 * year of them: "令和6年7月9日 2024年度", "R6.7.9 FY2024/25"; nothing if it lies in none. */
void calendar_others(struct buf *out, int32_t first_day, int32_t last_day, enum display d);

#endif
