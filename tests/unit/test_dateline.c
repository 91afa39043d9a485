/* Dates in few columns: short, sortable by eye, and never surer than they are. */
#include "nichiei/engine/dateline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_line(const char *edtf, const char *year, const char *rest)
{
    struct dateline d = dateline_of(edtf);

    assert_string_equal(d.year, year);
    assert_string_equal(d.rest, rest);
}

static void no_date_is_an_empty_line(void **state)
{
    (void)state;
    assert_line("", "", "");
}

static void a_date_shows_what_is_known(void **state)
{
    (void)state;
    assert_line("2024-03-25", "2024", "03-25");
    assert_line("2024-03", "2024", "03");
    assert_line("2024", "2024", "");
    assert_line("20XX", "20XX", "");
    assert_line("2024-07-XX", "2024", "07-XX");
    assert_line("2024-XX-XX", "2024", "XX-XX");
    assert_line("-0480-03", "-0480", "03");
}

static void doubt_stands_behind_the_date(void **state)
{
    (void)state;
    assert_line("2024-02~", "2024", "02~");
    assert_line("2022?", "2022", "?");
    assert_line("2024-02-07?", "2024", "02-07?");
    assert_line("2019%", "2019", "%");
}

static void an_interval_shows_what_its_ends_do_not_share(void **state)
{
    (void)state;
    assert_line("2012-06-19/2012-06-20", "2012", "06-19/20");
    assert_line("2023-04/2023-10", "2023", "04/10");
    assert_line("2023-11/2024-02", "2023", "11/24-02");
    assert_line("2022/2023", "2022", "/2023");
    assert_line("2022/2023-05", "2022", "/23-05");
}

static void days_give_way_where_an_interval_is_too_long(void **state)
{
    (void)state;
    assert_line("2024-11-27/2024-12-06", "2024", "11/12-06");
    assert_line("2023-04-01/2024-03-31", "2023", "04/24-03");
}

static void open_and_unknown_ends_are_dots(void **state)
{
    (void)state;
    assert_line("2024-03/..", "2024", "03/..");
    assert_line("2024/", "2024", "/..");
    assert_line("../2024-03", "..", "/24-03");
    assert_line("/2024", "..", "/2024"); /* not undated: it has an end */
}

static void an_interval_never_loses_its_doubt(void **state)
{
    (void)state;
    assert_line("2022/2023~", "2022", "/2023~");
    assert_line("2024-02~/2024-03", "2024", "02~/03");
    assert_line("2024-02/2024-03?", "2024", "02/03?");
    assert_line("2012-06-19/2012-06-20~", "2012", "06-19~..");
    assert_line("2012-06-19~/2012-06-20", "2012", "06-19~..");
    assert_line("2023-11?/2024-02", "2023", "11?..");
    assert_line("2024-11-27/2024-12-06~", "2024", "11-27~..");
}

/* All pairs of ends that EDTF allows here. */
static void a_line_always_fits_its_columns(void **state)
{
    static const char *const ends[] = {"",        "..",       "2012",       "2012~",
                                       "2013-06", "2013-06?", "2013-06-19", "2013-06-28%",
                                       "2014-XX", "201X",     "2014-07-XX", "2014-22"};
    enum { N_ENDS = sizeof ends / sizeof ends[0] };

    (void)state;
    for (int i = 0; i < N_ENDS; i++)
        for (int k = 0; k < N_ENDS; k++) {
            char edtf[64];
            struct dateline d;

            snprintf(edtf, sizeof edtf, "%s/%s", ends[i], ends[k]);
            d = dateline_of(edtf);
            assert_in_range(strlen(d.rest), 1, 8);
            assert_in_range(strlen(d.year), 1, 5);
            if (strpbrk(edtf, "?~%"))
                assert_non_null(strpbrk(d.rest, "?~%"));
            else
                assert_null(strpbrk(d.rest, "?~%"));
        }
}

static void assert_in(enum calendar c, enum lang lang, const char *edtf, const char *year,
                      const char *rest)
{
    struct dateline d = dateline_in(edtf, c, lang);

    assert_string_equal(d.year, year);
    assert_string_equal(d.rest, rest);
}

static void a_date_stands_in_the_year_of_another_calendar(void **state)
{
    (void)state;
    assert_in(CALENDAR_CIVIL, LANG_JA, "2024-03-25", "2024", "03-25");
    assert_in(CALENDAR_ERA, LANG_JA, "2024-03-25", "令和6", "03-25");
    assert_in(CALENDAR_ERA, LANG_EN, "2024", "R6", "");
    assert_in(CALENDAR_JAPAN, LANG_JA, "2024-03-25", "JFY2023", "03-25");
    assert_in(CALENDAR_UK, LANG_EN, "2024-04", "FY24/25", "04");
    assert_in(CALENDAR_UK, LANG_EN, "2023-11/2024-02", "FY23/24", "11/24-02");
    assert_in(CALENDAR_UK, LANG_EN, "", "", "");
    assert_in(CALENDAR_ERA, LANG_JA, "../2024", "..", "/2024");
}

static void what_may_lie_in_two_of_its_years_is_written_out(void **state)
{
    (void)state;
    assert_in(CALENDAR_JAPAN, LANG_JA, "2024", "JFY2023", "2024");
    assert_in(CALENDAR_JAPAN, LANG_JA, "2019~", "JFY2018", "2019~");
    assert_in(CALENDAR_UK, LANG_EN, "2022/2023", "FY21/22", "2022/23");
    assert_in(CALENDAR_UK, LANG_EN, "2022/2023-05", "FY21/22", "2022/2..");
    assert_in(CALENDAR_UK, LANG_EN, "2024-XX-XX", "FY23/24", "2024-X..");
    assert_in(CALENDAR_ERA, LANG_JA, "2019", "平成31", "2019");
    assert_in(CALENDAR_ERA, LANG_EN, "1989-01", "S64", "1989-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_date_is_an_empty_line),
        cmocka_unit_test(a_date_stands_in_the_year_of_another_calendar),
        cmocka_unit_test(what_may_lie_in_two_of_its_years_is_written_out),
        cmocka_unit_test(a_date_shows_what_is_known),
        cmocka_unit_test(doubt_stands_behind_the_date),
        cmocka_unit_test(an_interval_shows_what_its_ends_do_not_share),
        cmocka_unit_test(days_give_way_where_an_interval_is_too_long),
        cmocka_unit_test(open_and_unknown_ends_are_dots),
        cmocka_unit_test(an_interval_never_loses_its_doubt),
        cmocka_unit_test(a_line_always_fits_its_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
