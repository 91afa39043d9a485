/*
 * Dates with their doubt: Extended Date/Time Format (ISO 8601-2:2019 annex A; EDTF levels 0 and 1,
 * dates and intervals, without times), as the span of days that may be meant.
 */
#ifndef NICHIEI_TEXT_EDTF_H
#define NICHIEI_TEXT_EDTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum edtf_precision {
    EDTF_UNDATED, /* the empty string */
    EDTF_DAY,
    EDTF_MONTH,
    EDTF_SEASON, /* 21..24 as the month: spring, summer, autumn, winter */
    EDTF_YEAR,
    EDTF_DECADE,   /* 201X */
    EDTF_CENTURY,  /* 20XX */
    EDTF_INTERVAL, /* a/b, also open: ../b, a/.. */
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

/* Parses n_bytes of s. False on anything else than the forms above: s is then no EDTF date,
 * impossible days (2023-02-29) and reversed intervals included. The empty string is undated. */
bool edtf_parse(const char *s, size_t n_bytes, struct edtf *out);

/* Day number of a civil date, and back. month 1..12, day 1..31, not checked. */
int32_t edtf_day(int year, int month, int day);
void edtf_civil(int32_t day_number, int *year, int *month, int *day);

#endif
