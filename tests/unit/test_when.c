/* Dates as people type them. */
#include "nichiei/engine/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void means(const char *typed, const char *understood)
{
    struct when w;

    if (!when_parse(typed, strlen(typed), &w))
        fail_msg("\"%s\" is not understood", typed);
    assert_string_equal(w.understood, understood);
}

static void means_nothing(const char *typed)
{
    struct when w;

    if (when_parse(typed, strlen(typed), &w))
        fail_msg("\"%s\" is understood as %s", typed, w.understood);
}

static void edtf_dates_and_ranges(void **state)
{
    (void)state;
    means("2024", "2024-01-01/2024-12-31");
    means("2024-02", "2024-02-01/2024-02-29");
    means("2024-03-25", "2024-03-25");
    means("2024-02~", "2024-02-01/2024-02-29");
    means("201X", "2010-01-01/2019-12-31");
    means("2023-11/2024-02", "2023-11-01/2024-02-29");
    means("2023..2024", "2023-01-01/2024-12-31");
    means("2024-03..", "2024-03-01/..");
    means("..2019-04", "../2019-04-30");
    means("R5..R6", "2023-01-01/2024-12-31");
}

static void eras_stay_within_their_days(void **state)
{
    (void)state;
    means("R5", "2023-01-01/2023-12-31");
    means("r5.3", "2023-03-01/2023-03-31");
    means("R5.3.1", "2023-03-01");
    means("令和5年", "2023-01-01/2023-12-31");
    means("令和５年３月１日", "2023-03-01");
    means("令和元年", "2019-05-01/2019-12-31");
    means("R1", "2019-05-01/2019-12-31");
    means("平成31年", "2019-01-01/2019-04-30");
    means("H元", "1989-01-08/1989-12-31");
    means("昭和64年", "1989-01-01/1989-01-07");
    means_nothing("平成32年");
    means_nothing("R0");
    means_nothing("R5.2.30");
    means_nothing("令和1年4月30日");
}

static void fiscal_years_begin_in_april(void **state)
{
    (void)state;
    means("FY2023/24", "2023-04-01/2024-03-31");
    means("FY1999/00", "1999-04-01/2000-03-31");
    means_nothing("FY2023/25");
    means_nothing("JFY2023/24");
    means("FY2023", "2023-04-01/2024-03-31");
    means("JFY2027", "2027-04-01/2028-03-31");
    means("令和5年度", "2023-04-01/2024-03-31");
    means("平成31年度", "2019-04-01/2020-03-31");
    means("2023年度", "2023-04-01/2024-03-31");
    means("ＦＹ２０２３", "2023-04-01/2024-03-31");
    means("FY2024Q1", "2024-04-01/2024-06-30");
    means("FY2024Q4", "2025-01-01/2025-03-31");
    means("2024Q1", "2024-01-01/2024-03-31");
    means_nothing("FY2024Q5");
    means_nothing("FY");
}

static void japanese_dates(void **state)
{
    (void)state;
    means("2024年", "2024-01-01/2024-12-31");
    means("2024年3月", "2024-03-01/2024-03-31");
    means("2024年3月25日", "2024-03-25");
    means_nothing("2024年13月");
    means_nothing("2024年3月32日");
}

static void garbage_is_no_date(void **state)
{
    (void)state;
    means_nothing("");
    means_nothing("..");
    means_nothing("2024..2023");
    means_nothing("yesterday");
    means_nothing("2024-13");
    means_nothing("2023-02-29");
    means_nothing("\xFF\xFE");
    means_nothing("R5R5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edtf_dates_and_ranges),
        cmocka_unit_test(eras_stay_within_their_days),
        cmocka_unit_test(fiscal_years_begin_in_april),
        cmocka_unit_test(japanese_dates),
        cmocka_unit_test(garbage_is_no_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
