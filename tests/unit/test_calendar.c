/* Years of four calendars, and the way back through what people type. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/calendar.h"
#include "nichiei/engine/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_name(enum calendar c, int32_t day, const char *ja, const char *en)
{
    char name[CALENDAR_NAME_BYTES];

    calendar_name(c, day, LANG_JA, name, sizeof name);
    assert_string_equal(name, ja);
    calendar_name(c, day, LANG_EN, name, sizeof name);
    assert_string_equal(name, en);
}

static void a_day_has_a_year_in_each_calendar(void **state)
{
    int32_t day = edtf_day(2024, 3, 31);

    (void)state;
    assert_name(CALENDAR_CIVIL, day, "2024", "2024");
    assert_name(CALENDAR_ERA, day, "令和6", "R6");
    assert_name(CALENDAR_JAPAN, day, "JFY2023", "JFY2023");
    assert_name(CALENDAR_UK, day, "FY23/24", "FY23/24");
    assert_name(CALENDAR_JAPAN, day + 1, "JFY2024", "JFY2024");
    assert_name(CALENDAR_UK, edtf_day(1999, 4, 1), "FY99/00", "FY99/00");
}

static void an_era_begins_on_its_day(void **state)
{
    (void)state;
    assert_name(CALENDAR_ERA, edtf_day(2019, 4, 30), "平成31", "H31");
    assert_name(CALENDAR_ERA, edtf_day(2019, 5, 1), "令和元", "R1");
    assert_name(CALENDAR_ERA, edtf_day(1989, 1, 7), "昭和64", "S64");
    assert_name(CALENDAR_ERA, edtf_day(1867, 12, 31), "1867", "1867");
}

/* Whatever day: its year holds it, the years follow each other without a gap, and the name typed
 * into a query means those very days. */
static void every_year_is_found_again_by_its_name(void **state)
{
    (void)state;
    for (int c = 0; c < CALENDAR_UK; c++) { /* a query knows the UK's by its long name */
        struct calendar_days before = {0, edtf_day(1868, 1, 24)};

        for (int32_t day = before.last + 1; day < edtf_day(2040, 1, 1); day = before.last + 1) {
            struct calendar_days year = calendar_year_of((enum calendar)c, day);
            char name[CALENDAR_NAME_BYTES];
            struct when w;

            assert_true(year.first <= day && day <= year.last);
            assert_true(before.first == 0 || year.first == before.last + 1);
            for (int lang = 0; lang < LANG_COUNT; lang++) {
                calendar_name((enum calendar)c, day, (enum lang)lang, name, sizeof name);
                assert_true(when_parse(name, strlen(name), &w));
                assert_int_equal(w.first_day, year.first);
                assert_int_equal(w.last_day, year.last);
            }
            before = year;
        }
    }
}

static void assert_others(int32_t first, int32_t last, const char *ja, const char *en,
                          const char *both)
{
    const char *const wanted[DISPLAY_COUNT] = {
        [DISPLAY_BOTH] = both, [DISPLAY_JA] = ja, [DISPLAY_EN] = en};

    for (int d = 0; d < DISPLAY_COUNT; d++) {
        struct buf out = {0};

        calendar_others(&out, first, last, (enum display)d);
        assert_string_equal(buf_cstr(&out), wanted[d]);
        buf_finish(&out);
    }
}

static void a_date_is_named_as_far_as_it_is_known(void **state)
{
    int32_t day = edtf_day(2024, 7, 9);

    (void)state;
    assert_others(day, day, "令和6年7月9日 2024年度", "R6.7.9 FY2024/25",
                  "令和6年7月9日 FY2024/25");
    assert_others(edtf_day(2024, 3, 1), edtf_day(2024, 3, 31), "令和6年3月 2023年度",
                  "R6.3 FY2023/24", "令和6年3月 FY2023/24");
    assert_others(edtf_day(2024, 1, 1), edtf_day(2024, 12, 31), "令和6年", "R6", "令和6年");
    assert_others(edtf_day(2023, 11, 1), edtf_day(2024, 2, 29), "2023年度", "FY2023/24",
                  "FY2023/24");
    assert_others(edtf_day(2019, 1, 1), edtf_day(2019, 12, 31), "", "", "");
    assert_others(edtf_day(2019, 6, 1), EDTF_DAY_MAX, "", "", "");
    assert_others(EDTF_DAY_MIN, edtf_day(2019, 6, 1), "", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_a_year_in_each_calendar),
        cmocka_unit_test(an_era_begins_on_its_day),
        cmocka_unit_test(every_year_is_found_again_by_its_name),
        cmocka_unit_test(a_date_is_named_as_far_as_it_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
