/* EDTF dates: what they mean in days, and what is none. */
#include "nichiei/text/edtf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* An expected date: its first and last day as year, month, day. */
struct expectation {
    const char *s;
    enum edtf_precision precision;
    int first[3], last[3];
};

static void assert_means(const struct expectation *want)
{
    int year, month, day;
    struct edtf d;

    if (!edtf_parse(want->s, strlen(want->s), &d))
        fail_msg("%s is not parsed", want->s);
    edtf_civil(d.first_day, &year, &month, &day);
    if (d.precision != want->precision || year != want->first[0] || month != want->first[1] ||
        day != want->first[2])
        fail_msg("%s: precision %d from %d-%d-%d", want->s, d.precision, year, month, day);
    edtf_civil(d.last_day, &year, &month, &day);
    if (year != want->last[0] || month != want->last[1] || day != want->last[2])
        fail_msg("%s: to %d-%d-%d", want->s, year, month, day);
}

static void assert_all_mean(const struct expectation *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_means(&want[i]);
}

static void a_date_means_all_days_of_its_precision(void **state)
{
    static const struct expectation want[] = {
        {"2012-04-10", EDTF_DAY, {2012, 4, 10}, {2012, 4, 10}},
        {"2024-02-29", EDTF_DAY, {2024, 2, 29}, {2024, 2, 29}},
        {"2000-02-29", EDTF_DAY, {2000, 2, 29}, {2000, 2, 29}},
        {"2024-02", EDTF_MONTH, {2024, 2, 1}, {2024, 2, 29}},
        {"1900-02", EDTF_MONTH, {1900, 2, 1}, {1900, 2, 28}},
        {"2023-12", EDTF_MONTH, {2023, 12, 1}, {2023, 12, 31}},
        {"2023", EDTF_YEAR, {2023, 1, 1}, {2023, 12, 31}},
        {"0000", EDTF_YEAR, {0, 1, 1}, {0, 12, 31}},
        {"9999-12-31", EDTF_DAY, {9999, 12, 31}, {9999, 12, 31}},
    };

    (void)state;
    assert_all_mean(want, sizeof want / sizeof *want);
}

static void a_season_is_three_months_and_winter_ends_next_year(void **state)
{
    static const struct expectation want[] = {
        {"2023-21", EDTF_SEASON, {2023, 3, 1}, {2023, 5, 31}},
        {"2023-22", EDTF_SEASON, {2023, 6, 1}, {2023, 8, 31}},
        {"2023-23", EDTF_SEASON, {2023, 9, 1}, {2023, 11, 30}},
        {"2023-24", EDTF_SEASON, {2023, 12, 1}, {2024, 2, 29}},
    };

    (void)state;
    assert_all_mean(want, sizeof want / sizeof *want);
}

static void unspecified_digits_widen_the_date(void **state)
{
    static const struct expectation want[] = {
        {"201X", EDTF_DECADE, {2010, 1, 1}, {2019, 12, 31}},
        {"20XX", EDTF_CENTURY, {2000, 1, 1}, {2099, 12, 31}},
        {"2004-XX", EDTF_YEAR, {2004, 1, 1}, {2004, 12, 31}},
        {"2004-XX-XX", EDTF_YEAR, {2004, 1, 1}, {2004, 12, 31}},
        {"2004-02-XX", EDTF_MONTH, {2004, 2, 1}, {2004, 2, 29}},
    };

    (void)state;
    assert_all_mean(want, sizeof want / sizeof *want);
}

static void years_before_the_year_0_count_backwards(void **state)
{
    static const struct expectation want[] = {
        {"-0001", EDTF_YEAR, {-1, 1, 1}, {-1, 12, 31}},
        {"-0480-08-20", EDTF_DAY, {-480, 8, 20}, {-480, 8, 20}},
        {"-0004-02", EDTF_MONTH, {-4, 2, 1}, {-4, 2, 29}},
        {"-0001-24", EDTF_SEASON, {-1, 12, 1}, {0, 2, 29}},
        {"-048X", EDTF_DECADE, {-489, 1, 1}, {-480, 12, 31}},
    };

    (void)state;
    assert_all_mean(want, sizeof want / sizeof *want);
}

static void an_interval_runs_from_the_first_day_to_the_last(void **state)
{
    static const struct expectation want[] = {
        {"2012-06-19/2012-06-20", EDTF_INTERVAL, {2012, 6, 19}, {2012, 6, 20}},
        {"2004-02-01/2005", EDTF_INTERVAL, {2004, 2, 1}, {2005, 12, 31}},
        {"2005/2006-02", EDTF_INTERVAL, {2005, 1, 1}, {2006, 2, 28}},
        {"2023-04/2023", EDTF_INTERVAL, {2023, 4, 1}, {2023, 12, 31}},
        {"2023/2023", EDTF_INTERVAL, {2023, 1, 1}, {2023, 12, 31}},
        {"2023-21/2023-24", EDTF_INTERVAL, {2023, 3, 1}, {2024, 2, 29}},
        {"-0001/0001", EDTF_INTERVAL, {-1, 1, 1}, {1, 12, 31}},
    };

    (void)state;
    assert_all_mean(want, sizeof want / sizeof *want);
}

static void an_interval_may_be_open_or_unknown_on_one_side(void **state)
{
    static const char *const to[] = {"../2023", "/2023"};
    static const char *const from[] = {"2023/..", "2023/"};
    struct edtf d;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_true(edtf_parse(to[i], strlen(to[i]), &d));
        assert_int_equal(d.first_day, EDTF_DAY_MIN);
        assert_int_equal(d.last_day, edtf_day(2023, 12, 31));
        assert_int_equal(d.precision, EDTF_INTERVAL);
        assert_true(edtf_parse(from[i], strlen(from[i]), &d));
        assert_int_equal(d.first_day, edtf_day(2023, 1, 1));
        assert_int_equal(d.last_day, EDTF_DAY_MAX);
        assert_int_equal(d.precision, EDTF_INTERVAL);
    }
}

static void the_empty_string_is_undated(void **state)
{
    struct edtf d;

    (void)state;
    assert_true(edtf_parse("", 0, &d));
    assert_int_equal(d.precision, EDTF_UNDATED);
    assert_int_equal(d.first_day, EDTF_DAY_MIN);
    assert_int_equal(d.last_day, EDTF_DAY_MAX);
    assert_false(d.approximate || d.uncertain);
    assert_true(edtf_parse(NULL, 0, &d));
}

static void doubt_is_read_and_does_not_move_the_date(void **state)
{
    static const struct {
        const char *s;
        bool approximate, uncertain;
    } want[] = {
        {"2024-02", false, false},
        {"2024-02~", true, false},
        {"2024-02?", false, true},
        {"2024-02%", true, true},
        {"2024-02-01~/2024-02", true, false},
        {"2024-02-01/2024-02?", false, true},
        {"2024-02-01?/2024-02~", true, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct edtf d;

        assert_true(edtf_parse(want[i].s, strlen(want[i].s), &d));
        assert_int_equal(d.approximate, want[i].approximate);
        assert_int_equal(d.uncertain, want[i].uncertain);
        assert_int_equal(d.first_day, edtf_day(2024, 2, 1));
        assert_int_equal(d.last_day, edtf_day(2024, 2, 29));
    }
}

static void doubt_may_follow_every_kind_of_date(void **state)
{
    static const char *const dates[] = {"2024",    "2024-02-29", "202X",       "20XX", "2024-XX",
                                        "2024-21", "2024-02-XX", "2024-XX-XX", "-0480"};

    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char doubted[16];
        struct edtf d, sure;

        snprintf(doubted, sizeof doubted, "%s%%", dates[i]);
        assert_true(edtf_parse(dates[i], strlen(dates[i]), &sure));
        assert_true(edtf_parse(doubted, strlen(doubted), &d));
        assert_true(d.approximate && d.uncertain);
        assert_int_equal(d.precision, sure.precision);
        assert_int_equal(d.last_day, sure.last_day);
    }
}

static const char *const wrong[] = {
    " ",
    "2",
    "20",
    "202",
    "20234",
    "2023-",
    "2023-1",
    "2023-001",
    "2023-00",
    "2023-13",
    "2023-20",
    "2023-25",
    "2023-02-29",
    "1900-02-29",
    "2023-04-31",
    "2023-01-00",
    "2023-01-32",
    "2023-1-1",
    "2023-01-1",
    "20230101",
    "2023/01/01",
    "2023.01.01",
    "2023-01.01",
    "2023.01",
    "2023.01-01",
    "2023-01-01 ",
    " 2023",
    "2023-21-01",
    "2023-24-XX",
    "2XXX",
    "XXXX",
    "20X1",
    "201X-05",
    "201X-XX",
    "2004-XX-05",
    "2004-0X",
    "2004-1X-01",
    "2004-05-1X",
    "201x",
    "2004-xx",
    "-0000",
    "--480",
    "+2023",
    "Y12023",
    "2023~~",
    "2023?~",
    "~",
    "?2023",
    "2023-~05",
    "2023~-05",
    "/",
    "../..",
    "..",
    "../",
    "/..",
    "2023/2022",
    "2023-06/2023-05",
    "2023-05-02/2023-05-01",
    "2023/..~",
    "2023/..x",
    "2023/2024/2025",
    "2023/x",
    "x/2023",
    "2023-02-29/2024",
    "2023T00",
    "令和5年",
    "２０２３",
    "2023\xFF",
    "unknown",
};

static void anything_else_is_no_date(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct edtf d = {1, 2, EDTF_SEASON, true, false};

        if (edtf_parse(wrong[i], strlen(wrong[i]), &d))
            fail_msg("\"%s\" is taken for a date", wrong[i]);
        assert_int_equal(d.first_day, 1); /* left alone */
        assert_int_equal(d.precision, EDTF_SEASON);
    }
}

static void a_zero_byte_is_no_end(void **state)
{
    struct edtf d;

    (void)state;
    assert_false(edtf_parse("2023\0", 5, &d));
    assert_false(edtf_parse("2023-05\0-01", 11, &d));
}

static void only_the_given_bytes_are_read(void **state)
{
    struct edtf d;

    (void)state;
    assert_true(edtf_parse("2023-05-17", 7, &d));
    assert_int_equal(d.precision, EDTF_MONTH);
    assert_true(edtf_parse("2023/2024", 4, &d));
    assert_int_equal(d.precision, EDTF_YEAR);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(edtf_day(1970, 1, 1), 0);
    assert_int_equal(edtf_day(1969, 12, 31), -1);
    assert_int_equal(edtf_day(2000, 3, 1), 11017);
    assert_int_equal(edtf_day(2024, 2, 29), 19782);
    assert_int_equal(edtf_day(1, 1, 1), -719162);
    assert_int_equal(edtf_day(0, 1, 1), -719528);
}

static void each_day_follows_the_day_before_it(void **state)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t number = edtf_day(-801, 1, 1);

    (void)state;
    for (int year = -801; year <= 2801; year++)
        for (int month = 1; month <= 12; month++) {
            bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            int n_days = days[month - 1] + (month == 2 && is_leap);

            for (int day = 1; day <= n_days; day++, number++) {
                int y, m, d;

                edtf_civil(number, &y, &m, &d);
                if (edtf_day(year, month, day) != number || y != year || m != month || d != day)
                    fail_msg("day %d is %d-%d-%d, not %d-%d-%d", number, y, m, d, year, month, day);
            }
        }
}

static void the_limits_are_days_too(void **state)
{
    int year, month, day;

    (void)state;
    edtf_civil(EDTF_DAY_MIN, &year, &month, &day);
    assert_int_equal(edtf_day(year, month, day), EDTF_DAY_MIN);
    edtf_civil(EDTF_DAY_MAX, &year, &month, &day);
    assert_int_equal(edtf_day(year, month, day), EDTF_DAY_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_means_all_days_of_its_precision),
        cmocka_unit_test(a_season_is_three_months_and_winter_ends_next_year),
        cmocka_unit_test(unspecified_digits_widen_the_date),
        cmocka_unit_test(years_before_the_year_0_count_backwards),
        cmocka_unit_test(an_interval_runs_from_the_first_day_to_the_last),
        cmocka_unit_test(an_interval_may_be_open_or_unknown_on_one_side),
        cmocka_unit_test(the_empty_string_is_undated),
        cmocka_unit_test(doubt_is_read_and_does_not_move_the_date),
        cmocka_unit_test(doubt_may_follow_every_kind_of_date),
        cmocka_unit_test(anything_else_is_no_date),
        cmocka_unit_test(a_zero_byte_is_no_end),
        cmocka_unit_test(only_the_given_bytes_are_read),
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(each_day_follows_the_day_before_it),
        cmocka_unit_test(the_limits_are_days_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
