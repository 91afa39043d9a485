/* A date as a list shows it: the year apart, the rest in few columns, doubt kept. */
#ifndef NICHIEI_ENGINE_DATELINE_H
#define NICHIEI_ENGINE_DATELINE_H

#include "nichiei/engine/calendar.h"

enum { DATELINE_YEAR_BYTES = CALENDAR_NAME_BYTES, DATELINE_REST_BYTES = 12 };

struct dateline {
    char year[DATELINE_YEAR_BYTES]; /* "2024", "20XX", ".." if open; "" for an undated record */
    char rest[DATELINE_REST_BYTES]; /* "03-25", "06-19/20", "02~"; at most 8 columns, ASCII */
};

/* edtf: a valid EDTF string or "". An end beyond the month is shown short: "11/24-02"; what is too
 * long with its doubt ends in "..": "06-19~..". */
struct dateline dateline_of(const char *edtf);

/* The same with the year of another calendar: the one in which the date starts. What may lie in two
 * of its years is written out behind it: in JFY2023, "2024" is somewhere from January 2024 on. */
struct dateline dateline_in(const char *edtf, enum calendar c, enum lang lang);

#endif
