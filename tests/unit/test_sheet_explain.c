/* Every count that is explained, asked again as the query that is shown. */
#include "nichiei/model/app.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 100;
    fx->page.detail_rows = 100;
    fx->page.sheet_cols = 140;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

/* How many rows a query has, in a corpus of its own: the app's answer stays. */
static size_t asked(const char *text, enum kind kind)
{
    struct corpus *corpus = corpus_new(fx->st, &fx->error);
    struct arena mem = {0};
    struct query q = {0};
    size_t count = 0;
    uint32_t *rows;

    assert_non_null(corpus);
    if (!query_parse(&q, text, strlen(text), fx->st, &fx->error))
        fail_msg("\"%s\": %s", text, fx->error.text);
    assert_true(corpus_ask(corpus, &q, &fx->error));
    if (kind == KIND_ACTIVITY || kind == KIND_EVENT)
        count = corpus_timeline(corpus, &mem, &rows);
    else
        for (int k = 0; k < KIND_COUNT; k++)
            if (kind == KIND_NONE || k == (int)kind)
                count += corpus_rows(corpus, &mem, (enum kind)k, false, &rows);
    query_finish(&q);
    corpus_free(corpus);
    arena_finish(&mem);
    return count;
}

/* Asks all queries of the sheet, and returns how many there were. */
static size_t assert_counts(void)
{
    const struct sheet *s = &fx->app->sheet;
    size_t n_counts = 0;

    assert_int_equal(s->at.id, SHEET_EXPLAIN);
    for (size_t i = 0; i < s->n_lines; i++)
        for (int k = 2; k < s->lines[i].n_cells; k++) {
            const struct sheet_cell *cell = &s->lines[i].cells[k];

            if (!cell->rows)
                continue;
            if (asked(cell->rows, cell->rows_kind) != strtoul(cell[-1].text.p, NULL, 10))
                fail_msg("\"%s\" has %zu rows, the sheet says %.*s", cell->rows,
                         asked(cell->rows, cell->rows_kind), (int)cell[-1].text.n_bytes,
                         cell[-1].text.p);
            n_counts++;
        }
    return n_counts;
}

static void without_filters_it_is_all(void **state)
{
    (void)state;
    fixture_keys(fx, ";");
    assert_true(assert_counts() >= 6);
}

static void the_numbers_of_each_row_are_its_queries(void **state)
{
    static const char *const panes[] = {"2", "3", "4"};

    (void)state;
    fixture_keys(fx, "/ サ イ バ ー Enter");
    for (int i = 0; i < 3; i++) {
        fixture_keys(fx, panes[i]);
        for (int row = 0; row < 4; row++) {
            fixture_keys(fx, ";");
            assert_true(assert_counts() >= 8);
            fixture_keys(fx, "q j");
        }
    }
}

static void choices_of_several_panes_are_explained(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space j Space 3 j Space 4 Space ;");
    assert_true(assert_counts() >= 6);
    fixture_keys(fx, "q 2 j j !");
    fixture_keys(fx, ";");
    assert_true(assert_counts() >= 8);
}

static void dates_leave_what_is_possible_without_a_query(void **state)
{
    const struct sheet *s = &fx->app->sheet;
    bool told = false;

    (void)state;
    fixture_keys(fx, "/ d a t e : 2 0 2 4 Enter 2 ;");
    assert_true(fx->app->n_possible > 0);
    assert_true(assert_counts() >= 8);
    for (size_t i = 0; i < s->n_lines; i++)
        told = told || (s->lines[i].n_cells == 3 && !s->lines[i].cells[2].rows &&
                        strtoul(s->lines[i].cells[1].text.p, NULL, 10) == fx->app->n_possible);
    assert_true(told);
}

static void what_the_coach_says_is_explained(void **state)
{
    size_t n_counts;

    (void)state;
    fixture_keys(fx, "2 Space / z z z Enter 1 ;");
    assert_true(fx->app->coach.n_best > 0);
    n_counts = assert_counts();
    fixture_keys(fx, "q - ;");
    assert_true(assert_counts() < n_counts);
}

static void a_facet_s_value_is_explained(void **state)
{
    (void)state;
    fixture_keys(fx, "5 j ;");
    assert_int_equal(fx->app->explained.n_counts, 1);
    assert_true(assert_counts() >= 7);
}

static void the_numbers_of_a_sheet_s_line_are_explained(void **state)
{
    (void)state;
    fixture_keys(fx, "g s j ;");
    assert_int_equal(fx->app->explained.n_counts, 2);
    assert_true(assert_counts() >= 8);
}

static void enter_shows_the_rows_and_q_comes_back(void **state)
{
    (void)state;
    fixture_keys(fx, "/ サ イ バ ー Enter 2 ; Enter");
    assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, asked(fixture_query(fx), KIND_ACTIVITY));
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_EXPLAIN);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
}

static void narrow_screens_give_a_query_its_own_line(void **state)
{
    const struct sheet *s = &fx->app->sheet;
    size_t n_rows = 0;

    (void)state;
    fx->page.sheet_cols = 38;
    fixture_keys(fx, "2 ;");
    for (size_t i = 0; i < s->n_lines; i++)
        n_rows += s->lines[i].n_cells == 1 && s->lines[i].cells[0].rows;
    assert_true(n_rows >= 8);
}

/* In the detail area, on the heading of a section. */
static void enter_on_a_heading_s_number_shows_its_rows(void **state)
{
    const struct detail *d = &fx->app->detail;
    size_t n_asked = 0, n_told = 0;

    (void)state;
    fixture_keys(fx, "2 Enter");
    for (size_t i = 0; i < d->n_lines; i++) {
        size_t count =
            strtoul(text_is_empty(d->lines[i].right) ? "" : d->lines[i].right.p, NULL, 10);

        if (d->lines[i].style != DETAIL_HEADING || !count)
            continue;
        fx->app->detail_cursor = i;
        if (!d->lines[i].rows) {
            assert_true(fixture_keys(fx, "Enter") & APP_BELL);
            assert_int_equal(fx->app->note, SAY_LISTED_BELOW);
            n_told++;
            continue;
        }
        assert_int_equal(asked(d->lines[i].rows, d->lines[i].rows_kind), count);
        fixture_keys(fx, "Enter");
        assert_int_not_equal(fx->app->focus, PANE_DETAIL);
        fixture_keys(fx, "q");
        assert_int_equal(fx->app->focus, PANE_DETAIL);
        assert_int_equal(fx->app->detail_cursor, i);
        n_asked++;
    }
    assert_true(n_asked >= 2);
    assert_true(n_told >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_filters_it_is_all, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_numbers_of_each_row_are_its_queries, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(choices_of_several_panes_are_explained, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(dates_leave_what_is_possible_without_a_query, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_the_coach_says_is_explained, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_facet_s_value_is_explained, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_numbers_of_a_sheet_s_line_are_explained, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(enter_shows_the_rows_and_q_comes_back, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(narrow_screens_give_a_query_its_own_line, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(enter_on_a_heading_s_number_shows_its_rows, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
