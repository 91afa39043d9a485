/* When a theme counts as silent. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/silence.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_SPANS = 300 };

/* One-day moments with these gaps between them, the last one so many days before day 10000. */
static struct silence judge(const int32_t *gaps, size_t n_gaps, int32_t days)
{
    struct calendar_days spans[MAX_SPANS];
    int32_t day = 10000 - days;
    struct silence s;

    for (size_t i = n_gaps + 1; i--;) {
        spans[i] = (struct calendar_days){day, day};
        day -= i ? gaps[i - 1] : 0;
    }
    silence_judge(spans, n_gaps + 1, 10000, &s);
    assert_int_equal(s.days, days);
    assert_int_equal(s.n_gaps, n_gaps);
    return s;
}

static void a_theme_is_silent_when_all_three_hold(void **state)
{
    static const int32_t gaps[] = {30, 90, 60, 100, 60, 50, 70, 60, 80, 400};

    (void)state;
    assert_int_equal(judge(gaps, 10, 300).usual_days, 65);
    assert_int_equal(judge(gaps, 10, 300).long_days, 100); /* nine of the ten */
    assert_true(judge(gaps, 10, 184).silent);
    assert_true(judge(gaps, 10, SILENCE_DAYS).silent);
    assert_false(judge(gaps, 10, SILENCE_DAYS - 1).silent);
}

static void what_has_often_been_longer_is_no_silence(void **state)
{
    static const int32_t gaps[] = {30, 90, 400, 100, 60, 50, 500, 60, 80, 70};
    static const int32_t even[] = {150, 150, 150, 150, 150};

    (void)state;
    assert_false(judge(gaps, 10, 400).silent);
    assert_true(judge(gaps, 10, 401).silent);
    assert_false(judge(even, 5, 300).silent); /* twice, but not more */
    assert_true(judge(even, 5, 301).silent);
}

static void of_few_gaps_none_is_usual(void **state)
{
    static const int32_t gaps[] = {10, 10, 10, 10};
    struct silence s = judge(gaps, 4, 3000);

    (void)state;
    assert_false(s.silent);
    assert_int_equal(s.usual_days, 0);
    assert_int_equal(s.days, 3000);
}

static void nothing_at_all_is_no_silence(void **state)
{
    struct silence s;

    (void)state;
    silence_judge(NULL, 0, 10000, &s);
    assert_false(s.silent);
    assert_int_equal(s.last_day, EDTF_DAY_MIN);
    assert_int_equal(s.days, 0);
}

static void dates_that_overlap_are_one_moment(void **state)
{
    struct calendar_days spans[] = {{100, 130}, {110, 110}, {130, 135}, {200, 200}, {200, 200}};
    struct silence s;

    (void)state;
    silence_judge(spans, 5, 300, &s);
    assert_int_equal(s.n_gaps, 1);
    assert_int_equal(s.last_day, 200);
    assert_int_equal(s.days, 100);
}

static void the_dossier_speaks_as_of_its_own_day(void **state)
{
    struct fixture *fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    struct silence s;
    int32_t day;

    (void)state;
    assert_true(silence_as_of(fx->st, &day, &fx->error));
    assert_int_equal(day, edtf_day(2024, 10, 1)); /* no day of the package: when last checked */
    assert_true(silence_of(fx->st, fixture_n(fx, "theme:interests"), day, &s, &fx->error));
    assert_int_equal(s.last_day, edtf_day(2024, 7, 9));
    assert_string_equal(fixture_id(fx, s.last_n), "activity:joint-advisory");
    assert_int_equal(s.days, 84);
    assert_int_equal(s.n_gaps, 2); /* 2012-04-10, 2012-06-19/20, 2024-07-09 */
    assert_false(s.silent);
    fixture_close(fx);
}

static void what_is_planned_or_doubtful_does_not_count(void **state)
{
    struct fixture *fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    uint32_t theme = fixture_n(fx, "theme:capability");
    int32_t day = edtf_day(2030, 1, 1);
    struct silence s;

    (void)state;
    assert_true(silence_of(fx->st, theme, day, &s, &fx->error));
    assert_string_equal(fixture_id(fx, s.last_n), "event:2024-10-exercise-report");
    assert_int_equal(s.n_gaps, 0); /* neither 2022/2023 nor 2024-02~ */
    fixture_close(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_theme_is_silent_when_all_three_hold),
        cmocka_unit_test(what_has_often_been_longer_is_no_silence),
        cmocka_unit_test(of_few_gaps_none_is_usual),
        cmocka_unit_test(nothing_at_all_is_no_silence),
        cmocka_unit_test(dates_that_overlap_are_one_moment),
        cmocka_unit_test(the_dossier_speaks_as_of_its_own_day),
        cmocka_unit_test(what_is_planned_or_doubtful_does_not_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
