/*
 * How thick the timeline is: time cut into equal columns, and how many rows lie in each. A row
 * counts in a column only if all of its days lie there; what spans several columns marks them, as a
 * range (it lasts so long) or as vague (a year or a month: it is somewhere in it).
 */
#ifndef NICHIEI_ENGINE_DENSITY_H
#define NICHIEI_ENGINE_DENSITY_H

#include "nichiei/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a column may be, the coarsest first. Decades, years and quarters may be fiscal. */
enum density_unit {
    DENSITY_DECADE,
    DENSITY_YEAR,
    DENSITY_QUARTER,
    DENSITY_MONTH,
    DENSITY_WEEK, /* from Monday */
    DENSITY_DAY,
    DENSITY_UNITS
};

enum { DENSITY_MAX_COLUMNS = 512 };

/* n_columns units from the one numbered `first`; at most DENSITY_MAX_COLUMNS. */
struct density_axis {
    enum density_unit unit;
    bool fiscal;
    int32_t first;
    int n_columns;
};

/* The number of the unit that a day lies in (neighbours differ by one), and a unit's first day. */
int32_t density_unit_of(enum density_unit unit, bool fiscal, int32_t day);
int32_t density_first_day(enum density_unit unit, bool fiscal, int32_t number);

/* Rows of the timeline in its order; the days are borrowed from the store's index, by n - 1. Those
 * that have a start or an end come first. */
struct density {
    const uint32_t *rows;
    size_t n_rows, n_dated;
    const int32_t *first_day, *last_day;
    int32_t min_day, max_day; /* of all that is known; min_day > max_day: nothing is dated */
    size_t *longer;           /* positions of the dated rows of more than a day, in order */
    size_t n_longer;
};

/* Notes which rows are dated, and which are longer; `rows` is borrowed. */
void density_begin(struct density *d, struct arena *a, const uint32_t *rows, size_t n_rows,
                   const int32_t *first_day, const int32_t *last_day);

/* Does a span say only about when, not how long: is it just one month, season, year, decade …? */
bool density_is_vague(int32_t first_day, int32_t last_day);

struct density_column {
    uint32_t within;   /* rows of which all days lie in it */
    bool range, vague; /* a longer row passes through */
};

/* Fills axis->n_columns columns. */
void density_count(const struct density *d, const struct density_axis *axis,
                   struct density_column *columns);

#endif
