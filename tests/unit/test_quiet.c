/* Which themes are silent, as the pane and the detail say it. */
#include "nichiei/store/build.h"

#include "nichiei/model/app.h"

#include "fixture.h"
#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct arena mem;

static int finish(void **state)
{
    (void)state;
    arena_finish(&mem);
    return 0;
}

static void assert_days(int32_t days, const char *ja, const char *en)
{
    struct text said = quiet_days(&mem, days, DISPLAY_JA);

    assert_memory_equal(said.p, ja, strlen(ja));
    assert_int_equal(said.n_bytes, strlen(ja));
    said = quiet_days(&mem, days, DISPLAY_EN);
    assert_memory_equal(said.p, en, strlen(en));
    assert_int_equal(said.n_bytes, strlen(en));
}

static void days_are_months_from_two_on(void **state)
{
    (void)state;
    assert_days(1, "1日", "1 day");
    assert_days(59, "59日", "59 days");
    assert_days(60, "2か月", "2 months");
    assert_days(297, "10か月", "10 months");
    assert_days(426, "14か月", "14 months");
    assert_days(3652, "120か月", "120 months");
}

/* As of 2025-01-31: a theme with an event each month of 2023, and one with an event each year up to
 * then. */
static void write_themes(struct package *p)
{
    char fields[96];

    package_add(p, "themes", "id=theme:quick");
    package_add(p, "themes", "id=theme:slow");
    for (int month = 1; month <= 12; month++) {
        snprintf(fields, sizeof fields,
                 "id=event:quick-%d|date=2023-%02d-10|theme=theme:quick|status=happened", month,
                 month);
        package_add(p, "events", fields);
        snprintf(fields, sizeof fields,
                 "id=event:slow-%d|date=%d-07-10|theme=theme:slow|status=happened", month,
                 2011 + month);
        package_add(p, "events", fields);
    }
    package_add(p, "events", "id=event:plan|date=2024-06|theme=theme:quick|status=planned");
}

static const struct list_row *row_of(struct fixture *fx, const char *id)
{
    const struct list *l = &fx->app->list[PANE_THEMES];

    for (size_t i = 0; i < l->n_shown; i++)
        if (l->shown[i].n == fixture_n(fx, id))
            return &l->shown[i];
    fail_msg("%s is not shown", id);
    return NULL;
}

static bool says(const struct detail *d, const char *text)
{
    for (size_t i = 0; i < d->n_lines; i++)
        if (d->lines[i].left.n_bytes == strlen(text) &&
            memcmp(d->lines[i].left.p, text, strlen(text)) == 0)
            return true;
    return false;
}

static void what_is_late_for_its_own_pace_is_silent(void **state)
{
    const struct detail_shape shape = {.cols = 70, .display = DISPLAY_EN};
    struct package *p = package_new();
    struct heard h = {0};
    struct report r = heard_report(&h);
    struct detail d = {0};
    struct fixture *fx;
    struct err e = {0};

    (void)state;
    write_themes(p);
    package_write(p);
    if (!build_dossier(package_dir(p), package_path(p, "quiet.dossier"), &r, &e))
        fail_msg("%s", e.text);
    fx = fixture_open(package_path(p, "quiet.dossier"), DISPLAY_EN);
    fixture_keys(fx, "3");
    assert_true(row_of(fx, "theme:quick")->silence->silent);
    assert_int_equal(row_of(fx, "theme:quick")->silence->usual_days, 31);
    assert_false(row_of(fx, "theme:slow")->silence->silent);
    assert_int_equal(row_of(fx, "theme:slow")->silence->days,
                     row_of(fx, "theme:quick")->silence->days + (31 + 30 + 31 + 30 + 31));
    fixture_keys(fx, "/ i s : p l a n n e d Enter"); /* it is the theme's, not the filter's */
    assert_true(row_of(fx, "theme:quick")->silence->silent);
    assert_true(detail_show(&d, fx->st, fixture_n(fx, "theme:quick"), shape, &e));
    assert_true(says(&d, "silent 14 months; usual 31 days"));
    assert_true(says(&d, "median 31 days, 9 in 10 up to 31 (11 gaps)"));
    detail_finish(&d);
    fixture_close(fx);
    package_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(days_are_months_from_two_on, finish),
        cmocka_unit_test(what_is_late_for_its_own_pace_is_silent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
