/* Sheets as places: opened over the panes, walked, left by q, found again by ( and ). */
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

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    fx->page.sheet_rows = 3;
    fx->page.sheet_cols = 60;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static uint32_t under_cursor(void)
{
    return sheet_here(&fx->app->sheet)->opens;
}

static void it_lists_the_records_of_a_kind(void **state)
{
    (void)state;
    fixture_keys(fx, "g s");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.n_lines, corpus_count(fx->corpus, KIND_SOURCE));
    fixture_keys(fx, "g n");
    assert_int_equal(fx->app->sheet.n_lines, corpus_count(fx->corpus, KIND_REFERENCE) + 1);
}

static void the_detail_follows_its_cursor(void **state)
{
    uint32_t first;

    (void)state;
    fixture_keys(fx, "g s");
    first = under_cursor();
    assert_int_equal(fx->app->shown, first);
    fixture_keys(fx, "j");
    assert_int_not_equal(under_cursor(), first);
    assert_int_equal(fx->app->shown, under_cursor());
}

static void it_scrolls_with_the_cursor(void **state)
{
    (void)state;
    fixture_keys(fx, "g s G");
    assert_int_equal(fx->app->sheet.at.line, fx->app->sheet.n_lines - 1);
    assert_int_equal(fx->app->sheet.at.top, fx->app->sheet.n_lines - 2);
    fixture_keys(fx, "g g");
    assert_int_equal(fx->app->sheet.at.top, 0);
}

static void q_leads_back_through_the_sheet(void **state)
{
    uint32_t n;

    (void)state;
    fixture_keys(fx, "2 j g s j");
    n = under_cursor();
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_int_equal(fx->app->shown, n);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(under_cursor(), n);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
    assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
    assert_int_equal(fixture_keys(fx, "q") & APP_QUIT, APP_QUIT);
}

static void back_and_forward_know_sheets(void **state)
{
    (void)state;
    fixture_keys(fx, "g s j 2");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
    assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
    fixture_keys(fx, "(");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.at.line, 1);
    fixture_keys(fx, ")");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
}

static void a_slash_narrows_it(void **state)
{
    size_t all;

    (void)state;
    fixture_keys(fx, "g s");
    all = fx->app->sheet.n_lines;
    fixture_keys(fx, "/ 論 文 Enter");
    assert_true(fx->app->sheet.n_lines > 0);
    assert_true(fx->app->sheet.n_lines < all);
    assert_int_equal(fx->app->focus, PANE_SHEET);
    fixture_keys(fx, "-");
    assert_int_equal(fx->app->sheet.n_lines, all);
}

static void tab_crosses_to_the_detail_and_back(void **state)
{
    (void)state;
    fixture_keys(fx, "g s Tab");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    fixture_keys(fx, "Tab");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    fixture_keys(fx, "l l l");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    fixture_keys(fx, "h");
    assert_int_equal(fx->app->focus, PANE_SHEET);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_lists_the_records_of_a_kind, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(the_detail_follows_its_cursor, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(it_scrolls_with_the_cursor, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(q_leads_back_through_the_sheet, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(back_and_forward_know_sheets, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_slash_narrows_it, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(tab_crosses_to_the_detail_and_back, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
