/* gd: what the words on the cursor's line mean; gw: all terms. */
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

static int detail_cols;

static void fit(struct fixture *f)
{
    struct app_fit page = {.list_rows = {10, 10, 10, 10},
                           .facet_rows = 10,
                           .detail_rows = 40,
                           .help_page_rows = 10,
                           .help_cols = 60,
                           .sheet_rows = 10,
                           .sheet_cols = 40,
                           .detail = {.cols = detail_cols, .display = f->app->display}};

    app_fit(f->app, &page);
}

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    fx->fit = fit;
    detail_cols = 40;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const char *shown(void)
{
    return fixture_id(fx, fx->app->shown);
}

/* The cursor of a list to the record. */
static void to_record(const char *keys, const char *id)
{
    fixture_keys(fx, keys);
    for (int i = 0; i < 20 && strcmp(shown(), id) != 0; i++)
        fixture_keys(fx, "j");
    assert_string_equal(shown(), id);
}

static void a_list_opens_the_one_word_of_its_line(void **state)
{
    (void)state;
    to_record("2", "actor:cabinet-office-gb");
    fixture_keys(fx, "g d");
    assert_string_equal(shown(), "term:cabinet-office");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    fixture_keys(fx, "q");
    assert_string_equal(shown(), "actor:cabinet-office-gb");
}

static void the_hint_stands_where_there_is_one(void **state)
{
    (void)state;
    to_record("2", "actor:cabinet-office-gb");
    assert_true(app_misleads(fx->app));
    to_record("2 g g", "actor:mofa");
    assert_false(app_misleads(fx->app));
    fixture_keys(fx, "g w");
    assert_false(app_misleads(fx->app)); /* Enter opens them there */
}

static void a_line_without_one_says_so(void **state)
{
    (void)state;
    to_record("2", "actor:mofa");
    assert_int_equal(fixture_keys(fx, "g d") & APP_BELL, APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_MEANING);
    assert_int_equal(fx->app->focus, PANE_ACTORS);
}

/* The Japanese name of this body says which country; the English one does as well. */
static void what_is_not_shown_does_not_count(void **state)
{
    (void)state;
    to_record("2", "actor:cao-jp");
    fixture_keys(fx, "E E"); /* English alone */
    fixture_keys(fx, "g d");
    assert_int_equal(fx->app->note, SAY_NO_MEANING);
}

/* The line before one that begins with "Office!", the end of a marked word, in some width; or
 * SIZE_MAX. */
static size_t broken_line(void)
{
    const struct detail *d = &fx->app->detail;

    for (detail_cols = 14; detail_cols < 60; detail_cols++) {
        fixture_keys(fx, "");
        for (size_t i = 1; i < d->n_lines; i++)
            if (d->lines[i].left.n_bytes >= 7 && memcmp(d->lines[i].left.p, "Office!", 7) == 0)
                return i - 1;
    }
    return SIZE_MAX;
}

static void the_detail_knows_words_broken_over_its_lines(void **state)
{
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        size_t line;

        assert_true(app_start_at(fx->app, "link:cabinet-offices", &fx->error));
        line = broken_line();
        assert_true(line != SIZE_MAX);
        fx->app->detail_cursor = line + k;
        fixture_keys(fx, "g d");
        assert_string_equal(shown(), "term:cabinet-office");
    }
}

static void the_term_that_is_read_is_no_news(void **state)
{
    (void)state;
    assert_true(app_start_at(fx->app, "term:active-defence", &fx->error));
    fixture_keys(fx, "");
    assert_false(app_misleads(fx->app));
    fixture_keys(fx, "g d");
    assert_int_equal(fx->app->note, SAY_NO_MEANING);
}

/* Two terms on a line of a text are a list, with the detail beside it. */
static void of_several_words_one_is_chosen(void **state)
{
    struct sheet *sheet = &fx->app->sheet;

    (void)state;
    detail_cols = 60;
    assert_true(app_start_at(fx->app, "finding:offices-and-acd", &fx->error));
    fixture_keys(fx, "j g d");
    assert_int_equal(sheet->at.id, SHEET_MEANINGS);
    assert_string_equal(shown(), "term:active-defence");
    fixture_keys(fx, "}");
    assert_string_equal(shown(), "term:cabinet-office");
    fixture_keys(fx, "q");
    assert_string_equal(shown(), "finding:offices-and-acd");
}

static void all_terms_are_listed(void **state)
{
    (void)state;
    fixture_keys(fx, "g w");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.at.id, SHEET_RECORDS);
    assert_int_equal(fx->app->sheet.at.n, KIND_TERM);
}

static void marks_come_after_the_first_screen(void **state)
{
    struct app *app = fx->app;

    (void)state;
    terms_free(app->terms); /* as it is before anything was done between two keys */
    app->terms = NULL;
    fit(fx);
    assert_true(app_busy(app));
    assert_int_equal(app_work(app) & APP_REDRAW, APP_REDRAW);
    assert_non_null(app->terms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_list_opens_the_one_word_of_its_line, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(the_hint_stands_where_there_is_one, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_line_without_one_says_so, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_is_not_shown_does_not_count, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(the_detail_knows_words_broken_over_its_lines, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(the_term_that_is_read_is_no_news, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(of_several_words_one_is_chosen, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(all_terms_are_listed, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(marks_come_after_the_first_screen, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
