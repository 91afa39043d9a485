/*
 * Dates with their doubt: Extended Date/Time Format (ISO 8601-2:2019 annex A; EDTF levels 0 and 1,
 * dates and intervals, without times and without years of more than four digits), as the span of
 * days that may be meant.
 */
#ifndef NICHIEI_TEXT_EDTF_H
#define NICHIEI_TEXT_EDTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much is known, not how much is written: 2004-07-XX is a month, 2004-XX-XX a year. */
enum edtf_precision {
    EDTF_UNDATED, /* the empty string */
    EDTF_DAY,
    EDTF_MONTH,    /* also with the day unspecified: 2004-07-XX */
    EDTF_SEASON,   /* 21..24 as the month: spring (March to May), summer, autumn, and winter,
                      which ends with the next year's February */
    EDTF_YEAR,     /* also -0480, 2004-XX and 2004-XX-XX */
    EDTF_DECADE,   /* 201X */
    EDTF_CENTURY,  /* 20XX */
    EDTF_INTERVAL, /* a/b, also open (../b, a/..) or with an unknown end (/b, a/) */
};

/* Days are counted from 1970-01-01 (proleptic Gregorian). */
#define EDTF_DAY_MIN INT32_MIN /* an open start, and the start of an undated record */
#define EDTF_DAY_MAX INT32_MAX /* an open end, and the end of an undated record */

struct edtf {
    int32_t first_day, last_day; /* inclusive */
    enum edtf_precision precision;
    bool approximate; /* ~ or % somewhere */
    bool uncertain;   /* ? or % somewhere */
};

/*
 * Parses n_bytes of s: one of the forms above, each date with ?, ~ or % behind it or not. False on
 * anything else, impossible days (2023-02-29) and intervals that end before they start included;
 * *out is then left alone. The empty string is undated.
 */
bool edtf_parse(const char *s, size_t n_bytes, struct edtf *out);

/* Day number of a civil date, and back. month 1..12, day 1..31, not checked. */
int32_t edtf_day(int year, int month, int day);
void edtf_civil(int32_t day_number, int *year, int *month, int *day);

#endif
