/* The sheet of alignment: walked, opened, left, searched. */
#include "nichiei/model/app.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static void fit(struct fixture *f)
{
    struct app_fit page = {.list_rows = {10, 10, 10, 10},
                           .facet_rows = 10,
                           .detail_rows = 10,
                           .help_page_rows = 10,
                           .help_cols = 60,
                           .sheet_rows = 20,
                           .sheet_cols = 78,
                           .detail = {.cols = 60, .display = f->app->display}};

    app_fit(f->app, &page);
}

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->fit = fit;
    fixture_keys(fx, "g p j");
    while (!sheet_here(&fx->app->sheet) ||
           sheet_here(&fx->app->sheet)->opens != fixture_n(fx, "pillar:partnership-1"))
        fixture_keys(fx, "j");
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static void a_cell_opens_its_link(void **state)
{
    (void)state;
    fixture_keys(fx, "l l");
    assert_int_equal(sheet_here(&fx->app->sheet)->opens, fixture_n(fx, "link:align-1-2"));
    assert_memory_equal(sheet_here(&fx->app->sheet)->says.p, "The text says nothing", 21);
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->shown, fixture_n(fx, "link:align-1-2"));
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_ALIGNMENT);
    assert_int_equal(sheet_here(&fx->app->sheet)->opens, fixture_n(fx, "link:align-1-2"));
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
}

static void a_pillar_opens_itself(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->shown, fixture_n(fx, "pillar:partnership-1"));
}

static void what_is_not_recorded_opens_nothing(void **state)
{
    (void)state;
    fixture_keys(fx,
                 "j j l l"); /* two cells of the second row lead somewhere: its name, one link */
    assert_int_equal(sheet_here(&fx->app->sheet)->opens, fixture_n(fx, "link:align-2-1"));
}

static void a_slash_searches_it(void **state)
{
    (void)state;
    fixture_keys(fx, "/ I n t e r o p Enter");
    assert_int_equal(sheet_here(&fx->app->sheet)->opens,
                     fixture_n(fx, "finding:overlap-standards"));
    assert_int_equal(fx->app->query.n_terms, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cell_opens_its_link, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_pillar_opens_itself, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_is_not_recorded_opens_nothing, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_slash_searches_it, open_fixture, close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
