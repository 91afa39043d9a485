/* Lists, through the keys: the cursor, the rows that show, and what filtering does to both. */
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
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const struct list *timeline(void)
{
    return &fx->app->list[PANE_TIMELINE];
}

static void assert_at(const char *id)
{
    assert_string_equal(fixture_id(fx, list_at_cursor(&fx->app->list[fx->app->focus])), id);
}

static void the_cursor_moves_by_lines_and_stops_at_the_ends(void **state)
{
    (void)state;
    assert_at("event:2012-04-10-statement");
    fixture_keys(fx, "k");
    assert_at("event:2012-04-10-statement");
    fixture_keys(fx, "j Down C-n");
    assert_at("event:2019-forum");
    fixture_keys(fx, "k Up");
    assert_at("event:2012-06-talks");
    fixture_keys(fx, "G j");
    assert_at("event:undated-workshop");
    fixture_keys(fx, "g g");
    assert_at("event:2012-04-10-statement");
    fixture_keys(fx, "End Home");
    assert_at("event:2012-04-10-statement");
}

static void pages_keep_a_line_of_the_one_before(void **state)
{
    (void)state;
    fixture_keys(fx, "PgDn"); /* ten rows fit */
    assert_int_equal(timeline()->cursor, 9);
    fixture_keys(fx, "PgUp");
    assert_int_equal(timeline()->cursor, 0);
    fixture_keys(fx, "C-d");
    assert_int_equal(timeline()->cursor, 5);
    fixture_keys(fx, "C-u C-f C-b");
    assert_int_equal(timeline()->cursor, 0);
}

static void the_rows_follow_the_cursor(void **state)
{
    (void)state;
    assert_int_equal(timeline()->top, 0);
    assert_int_equal(timeline()->n_shown, 10);
    fixture_keys(fx, "G"); /* one of the ten lines is the heading of the undated rows */
    assert_int_equal(timeline()->top, 4);
    assert_int_equal(timeline()->n_shown, 9);
    assert_int_equal(timeline()->shown[8].n, list_at_cursor(timeline()));
    fixture_keys(fx, "k k");
    assert_int_equal(timeline()->top, 4);
    fixture_keys(fx, "g g");
    assert_int_equal(timeline()->top, 0);
}

static void the_timeline_is_in_order_and_undated_records_end_it(void **state)
{
    static const char *const ids[] = {"event:2012-04-10-statement", "event:2012-06-talks",
                                      "event:2013-strategy",        "event:2019-forum",
                                      "activity:fellowship",        "activity:garbled-entry",
                                      "activity:memorandum",        "activity:exercise",
                                      "activity:joint-advisory",    "event:2024-10-exercise-report",
                                      "event:2027-03-summit",       "activity:undated-visit",
                                      "event:undated-workshop"};

    (void)state;
    assert_int_equal(timeline()->n_rows, sizeof ids / sizeof ids[0]);
    for (size_t i = 0; i < timeline()->n_rows; i++)
        assert_string_equal(fixture_id(fx, timeline()->rows[i]), ids[i]);
}

static void a_year_is_shown_with_its_first_row(void **state)
{
    (void)state;
    assert_true(timeline()->shown[0].shows_year);
    assert_false(timeline()->shown[1].shows_year);
    assert_true(timeline()->shown[2].shows_year);
    assert_string_equal(timeline()->shown[2].date.year, "2013");
    fixture_keys(fx, "G g g j j j j j j j j j j"); /* scrolls by one: 2012 again at the top */
    assert_int_equal(timeline()->top, 1);
    assert_true(timeline()->shown[0].shows_year);
}

static void a_heading_parts_the_undated_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < timeline()->n_shown; i++)
        assert_false(timeline()->shown[i].heads);
    fixture_keys(fx, "} } } } } } }");
    assert_at("activity:undated-visit");
    assert_int_equal(timeline()->top, 3);
    assert_true(timeline()->shown[8].heads);
    assert_false(timeline()->shown[8].shows_year);
    fixture_keys(fx, "/ i s : u n d a t e d Enter"); /* nothing but them */
    assert_int_equal(timeline()->n_shown, 2);
    assert_true(timeline()->shown[0].heads);
    fixture_keys(fx, "/ - i s : u n d a t e d Enter -");
    assert_int_equal(timeline()->top, 0);
}

/* Four lines: the heading goes out at the top with the rows before it, and comes back. */
static void short_page(struct fixture *f)
{
    const struct app_fit page = {.list_rows = {4, 4, 4, 4}, .detail = {.cols = 60}};

    app_fit(f->app, &page);
}

static void a_heading_scrolls_like_a_row(void **state)
{
    (void)state;
    fx->fit = short_page;
    fixture_keys(fx, "G"); /* 2024-10-01, 2027-03, the heading, two rows: the last four lines */
    assert_int_equal(timeline()->top, 10);
    assert_int_equal(timeline()->n_shown, 3);
    assert_true(timeline()->shown[1].heads);
    fixture_keys(fx, "k k k");
    assert_int_equal(timeline()->top, 9);
    fixture_keys(fx, "G k");
    assert_at("activity:undated-visit");
    assert_int_equal(timeline()->top, 10);
}

static void groups_are_years(void **state)
{
    (void)state;
    fixture_keys(fx, "}");
    assert_at("event:2013-strategy");
    fixture_keys(fx, "} } }");
    assert_at("activity:garbled-entry");
    fixture_keys(fx, "} j j {"); /* from within a year to its first row */
    assert_at("activity:memorandum");
    fixture_keys(fx, "{");
    assert_at("activity:garbled-entry");
    fixture_keys(fx, "{ { { {");
    assert_at("event:2012-04-10-statement");
    assert_int_equal(fixture_keys(fx, "{"), APP_BELL);
    fixture_keys(fx, "} } } } } } }");
    assert_at("activity:undated-visit"); /* the undated ones are a group */
    assert_int_equal(fixture_keys(fx, "}"), APP_BELL);
    assert_int_equal(fixture_keys(fx, "g a }"), APP_BELL); /* actors have no groups */
}

static void the_cursor_stays_on_its_record_when_rows_go(void **state)
{
    (void)state;
    fixture_keys(fx, "j j j j j j j"); /* activity:exercise */
    fixture_keys(fx, "/ 演 習 Enter");
    assert_at("activity:exercise");
    assert_int_equal(timeline()->n_rows, 3);
    fixture_keys(fx, "-");
    assert_at("activity:exercise");
    fixture_keys(fx, "/ 声 明 Enter"); /* gone: the first that is left */
    assert_at("event:2012-04-10-statement");
}

static void no_row_is_left_empty_while_others_are_above(void **state)
{
    (void)state;
    fixture_keys(fx, "G k k k");
    assert_int_equal(timeline()->top, 4);
    fixture_keys(fx, "/ 演 習 Enter");
    assert_at("event:2024-10-exercise-report");
    assert_int_equal(timeline()->top, 0);
    assert_int_equal(timeline()->n_shown, 3);
}

static void an_empty_list_has_no_record_at_its_cursor(void **state)
{
    (void)state;
    fixture_keys(fx, "G / z z z Enter");
    for (int i = 0; i < PANE_LISTS; i++) {
        assert_int_equal(fx->app->list[i].n_rows, 0);
        assert_int_equal(list_at_cursor(&fx->app->list[i]), 0);
    }
    assert_int_equal(fx->app->shown, 0);
    assert_int_equal(fixture_keys(fx, "Enter"), APP_BELL);
    fixture_keys(fx, "j k G g g PgDn C-d");
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    assert_int_equal(timeline()->total, 13);
}

static void counts_stand_beside_actors_themes_and_recommendations(void **state)
{
    const struct list *actors = &fx->app->list[PANE_ACTORS];

    (void)state;
    assert_string_equal(fixture_id(fx, actors->shown[0].n), "actor:npa");
    assert_int_equal(actors->shown[0].tally.n_activities, 2);
    assert_int_equal(actors->shown[0].tally.n_events, 2);
    assert_string_equal(fixture_id(fx, actors->shown[7].n), "actor:quiet-forum");
    assert_int_equal(actors->shown[7].tally.n_activities, 0);
    fixture_keys(fx, "/ 報 告 Enter");
    assert_int_equal(fx->app->list[PANE_THEMES].shown[0].tally.n_events, 1);
    assert_int_equal(fx->app->list[PANE_THEMES].shown[0].tally.n_activities, 0);
}

static void a_chosen_row_is_marked(void **state)
{
    (void)state;
    fixture_keys(fx, "g m j Space");
    assert_true(fx->app->list[PANE_THEMES].shown[1].chosen);
    assert_false(fx->app->list[PANE_THEMES].shown[0].chosen);
    assert_int_equal(fx->app->list[PANE_THEMES].n_rows, 5); /* the alternatives stay */
    assert_int_equal(timeline()->n_rows, 4);
}

static void assert_list_whole(const struct list *l)
{
    assert_true(l->n_rows <= l->total);
    assert_true(l->n_rows == 0 ? l->cursor == 0 : l->cursor < l->n_rows);
    assert_true(l->cursor >= l->top && (l->n_rows == 0 || l->cursor < l->top + l->page_rows));
    assert_true(l->n_shown <= l->page_rows && l->top + l->n_shown <= l->n_rows);
    /* No empty rows below while some are above. */
    assert_true(l->top == 0 || l->n_shown == l->page_rows);
    for (size_t i = 0; i < l->n_shown; i++)
        assert_int_equal(l->shown[i].n, l->rows[l->top + i]);
}

static void random_keys_leave_every_list_whole(void **state)
{
    static const char *const keys[] = {"j",     "k",          "PgDn",    "PgUp", "G",   "g g",
                                       "}",     "{",          "g a",     "1",    "g m", "4",
                                       "Space", "Enter",      "q",       "-",    "Tab", "(",
                                       ")",     "/ 演 Enter", "/ z Esc", "E",    "C-d", "h"};
    struct dice d = {11};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        const char *key = keys[dice_below(&d, sizeof keys / sizeof keys[0])];

        if (*key == 'q' && fx->app->focus != PANE_DETAIL)
            continue; /* it would quit */
        fixture_keys(fx, key);
        for (int p = 0; p < PANE_LISTS; p++)
            assert_list_whole(&fx->app->list[p]);
        assert_int_equal(fx->app->n_activities + fx->app->n_events, timeline()->n_rows);
    }
}

#define LIST_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIST_TEST(the_cursor_moves_by_lines_and_stops_at_the_ends),
        LIST_TEST(pages_keep_a_line_of_the_one_before),
        LIST_TEST(the_rows_follow_the_cursor),
        LIST_TEST(the_timeline_is_in_order_and_undated_records_end_it),
        LIST_TEST(a_year_is_shown_with_its_first_row),
        LIST_TEST(a_heading_parts_the_undated_rows),
        LIST_TEST(a_heading_scrolls_like_a_row),
        LIST_TEST(groups_are_years),
        LIST_TEST(the_cursor_stays_on_its_record_when_rows_go),
        LIST_TEST(no_row_is_left_empty_while_others_are_above),
        LIST_TEST(an_empty_list_has_no_record_at_its_cursor),
        LIST_TEST(counts_stand_beside_actors_themes_and_recommendations),
        LIST_TEST(a_chosen_row_is_marked),
        LIST_TEST(random_keys_leave_every_list_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
