/* Rows by columns of time, against counting them one by one. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/density.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void units_follow_each_other(void **state)
{
    (void)state;
    for (int unit = 0; unit < DENSITY_UNITS; unit++)
        for (int fiscal = 0; fiscal < 2; fiscal++)
            for (int32_t day = edtf_day(1899, 11, 1); day < edtf_day(2061, 2, 1); day++) {
                int32_t number = density_unit_of((enum density_unit)unit, fiscal, day);

                assert_true(density_first_day((enum density_unit)unit, fiscal, number) <= day);
                assert_true(density_first_day((enum density_unit)unit, fiscal, number + 1) > day);
            }
}

static void assert_starts(enum density_unit unit, bool fiscal, int32_t day, int32_t start)
{
    assert_int_equal(density_first_day(unit, fiscal, density_unit_of(unit, fiscal, day)), start);
}

static void units_start_where_calendars_say(void **state)
{
    int32_t day = edtf_day(2024, 2, 15); /* a Thursday */

    (void)state;
    assert_starts(DENSITY_DECADE, false, day, edtf_day(2020, 1, 1));
    assert_starts(DENSITY_DECADE, true, edtf_day(2020, 3, 31), edtf_day(2010, 4, 1));
    assert_starts(DENSITY_YEAR, false, day, edtf_day(2024, 1, 1));
    assert_starts(DENSITY_YEAR, true, day, edtf_day(2023, 4, 1));
    assert_starts(DENSITY_QUARTER, false, day, edtf_day(2024, 1, 1));
    assert_starts(DENSITY_QUARTER, true, day, edtf_day(2024, 1, 1));
    assert_starts(DENSITY_MONTH, true, day, edtf_day(2024, 2, 1));
    assert_starts(DENSITY_WEEK, false, day, edtf_day(2024, 2, 12));
    assert_starts(DENSITY_WEEK, false, edtf_day(1969, 12, 30), edtf_day(1969, 12, 29));
    assert_starts(DENSITY_DAY, false, day, day);
}

static void only_a_whole_month_or_year_is_vague(void **state)
{
    (void)state;
    assert_true(density_is_vague(edtf_day(2024, 2, 1), edtf_day(2024, 2, 29)));
    assert_true(density_is_vague(edtf_day(2023, 12, 1), edtf_day(2024, 2, 29))); /* winter */
    assert_true(density_is_vague(edtf_day(2024, 1, 1), edtf_day(2024, 12, 31)));
    assert_true(density_is_vague(edtf_day(2010, 1, 1), edtf_day(2019, 12, 31)));
    assert_false(density_is_vague(edtf_day(2024, 4, 1), edtf_day(2025, 3, 31))); /* fiscal */
    assert_false(density_is_vague(edtf_day(2024, 2, 1), edtf_day(2024, 2, 28)));
    assert_false(density_is_vague(edtf_day(2012, 6, 19), edtf_day(2012, 6, 20)));
    assert_false(density_is_vague(edtf_day(2012, 6, 19), EDTF_DAY_MAX));
    assert_false(density_is_vague(EDTF_DAY_MIN, edtf_day(2012, 6, 30)));
}

/* Dates as a dossier has them, in its order. */
enum { ROWS = 400 };
static uint32_t rows[ROWS];
static int32_t first_day[ROWS], last_day[ROWS];

static void draw_date(struct dice *dice, int32_t *first, int32_t *last)
{
    int year = 2000 + (int)dice_below(dice, 30), month = 1 + (int)dice_below(dice, 12);

    *first = *last = edtf_day(year, month, 1 + (int)dice_below(dice, 28));
    switch (dice_below(dice, 8)) {
    case 0:
        *first = edtf_day(year, 1, 1);
        *last = edtf_day(year, 12, 31);
        break;
    case 1:
        *first = edtf_day(year, month, 1);
        *last = edtf_day(year + month / 12, month % 12 + 1, 1) - 1;
        break;
    case 2:
        *last += (int32_t)dice_below(dice, 700);
        break;
    case 3:
        *last = dice_below(dice, 4) ? *last : EDTF_DAY_MAX;
        *first = dice_below(dice, 4) ? *first : EDTF_DAY_MIN;
        break;
    case 4:
        *first = EDTF_DAY_MIN;
        *last = EDTF_DAY_MAX;
        break;
    default:
        break;
    }
}

static int in_order(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    bool left_undated = left[0] == EDTF_DAY_MIN && left[1] == EDTF_DAY_MAX;
    bool right_undated = right[0] == EDTF_DAY_MIN && right[1] == EDTF_DAY_MAX;

    if (left_undated != right_undated)
        return left_undated - right_undated;
    return (left[0] > right[0]) - (left[0] < right[0]);
}

/* Draws a timeline; how many of it have a date. */
static size_t draw_timeline(struct dice *dice, size_t n_rows)
{
    int32_t dates[ROWS][2];
    size_t n_dated = 0;

    for (size_t i = 0; i < n_rows; i++)
        draw_date(dice, &dates[i][0], &dates[i][1]);
    qsort(dates, n_rows, sizeof dates[0], in_order);
    for (size_t i = 0; i < n_rows; i++) {
        rows[i] = (uint32_t)i + 1;
        first_day[i] = dates[i][0];
        last_day[i] = dates[i][1];
        n_dated += dates[i][0] != EDTF_DAY_MIN || dates[i][1] != EDTF_DAY_MAX;
    }
    return n_dated;
}

/* One column, by looking at every row. */
static struct density_column brute(size_t n_dated, int32_t start, int32_t end)
{
    struct density_column c = {0};

    for (size_t i = 0; i < n_dated; i++) {
        int32_t first = first_day[i], last = last_day[i];

        if (last < start || first > end)
            continue;
        if (first >= start && last <= end)
            c.within++;
        else if (density_is_vague(first, last))
            c.vague = true;
        else
            c.range = true;
    }
    return c;
}

static void assert_axis(const struct density *d, const struct density_axis *axis)
{
    struct density_column columns[60];

    density_count(d, axis, columns);
    for (int i = 0; i < axis->n_columns; i++) {
        struct density_column wanted =
            brute(d->n_dated, density_first_day(axis->unit, axis->fiscal, axis->first + i),
                  density_first_day(axis->unit, axis->fiscal, axis->first + i + 1) - 1);

        assert_int_equal(columns[i].within, wanted.within);
        assert_int_equal(columns[i].range, wanted.range);
        assert_int_equal(columns[i].vague, wanted.vague);
    }
}

static void counts_are_those_of_looking_at_every_row(void **state)
{
    struct dice dice = {7};

    (void)state;
    for (int round = 0; round < 300; round++) {
        size_t n_rows = dice_below(&dice, ROWS + 1), n_dated = draw_timeline(&dice, n_rows);
        struct arena mem = {0};
        struct density d;

        density_begin(&d, &mem, rows, n_rows, first_day, last_day);
        assert_int_equal(d.n_dated, n_dated);
        for (int unit = 0; unit < DENSITY_UNITS; unit++) {
            struct density_axis axis = {.unit = (enum density_unit)unit,
                                        .fiscal = dice_below(&dice, 2),
                                        .n_columns = 1 + (int)dice_below(&dice, 60)};
            int32_t day = edtf_day(1998 + (int)dice_below(&dice, 34), 5, 5);

            axis.first = density_unit_of(axis.unit, axis.fiscal, day);
            assert_axis(&d, &axis);
        }
        arena_finish(&mem);
    }
}

static void the_extent_leaves_open_ends_out(void **state)
{
    static const uint32_t n[] = {1, 2, 3, 4};
    const int32_t day = edtf_day(2012, 4, 10);
    const int32_t firsts[] = {EDTF_DAY_MIN, day, day + 5, EDTF_DAY_MIN};
    const int32_t lasts[] = {day + 2, day, EDTF_DAY_MAX, EDTF_DAY_MAX};
    struct arena mem = {0};
    struct density d;

    (void)state;
    density_begin(&d, &mem, n, 4, firsts, lasts);
    assert_int_equal(d.n_dated, 3);
    assert_int_equal(d.min_day, day);
    assert_int_equal(d.max_day, day + 5);
    density_begin(&d, &mem, n + 3, 1, firsts, lasts);
    assert_int_equal(d.n_dated, 0);
    assert_true(d.min_day > d.max_day);
    arena_finish(&mem);
}

/* Days that no dossier should have, in no order: what is counted is nonsense, but stays inside. */
static void a_damaged_order_harms_nothing(void **state)
{
    struct dice dice = {11};
    struct density_column columns[8];
    struct arena mem = {0};
    struct density d;

    (void)state;
    for (int round = 0; round < 300; round++) {
        for (int i = 0; i < ROWS; i++) {
            rows[i] = (uint32_t)i + 1;
            first_day[i] = (int32_t)(dice_below(&dice, 1U << 16) << 16) + i;
            last_day[i] = (int32_t)(dice_below(&dice, 1U << 16) << 16) + ROWS - i;
        }
        for (int i = 1; round % 2 && i < ROWS; i++) { /* the first alone is far behind the rest */
            first_day[i] = i / 100;
            last_day[i] = first_day[i] + 1;
        }
        first_day[0] = 4000000;
        last_day[0] = first_day[0] + 1;
        density_begin(&d, &mem, rows, ROWS, first_day, last_day);
        for (int unit = 0; unit < DENSITY_UNITS; unit++) {
            struct density_axis axis = {.unit = (enum density_unit)unit, .n_columns = 6};

            memset(columns, 0, sizeof columns);
            axis.first = round % 2 ? density_unit_of(axis.unit, false, 0)
                                   : density_unit_of(axis.unit, false, d.max_day / 2);
            density_count(&d, &axis, columns);
            assert_int_equal(columns[6].within | columns[7].within, 0);
            assert_false(columns[6].range || columns[6].vague);
        }
    }
    arena_finish(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_follow_each_other),
        cmocka_unit_test(units_start_where_calendars_say),
        cmocka_unit_test(only_a_whole_month_or_year_is_vague),
        cmocka_unit_test(counts_are_those_of_looking_at_every_row),
        cmocka_unit_test(the_extent_leaves_open_ends_out),
        cmocka_unit_test(a_damaged_order_harms_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
