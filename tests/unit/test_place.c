/* Back and forward: to the same record, in the same pane, with the same filters. */
#include "nichiei/model/app.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* "focus record query" of where the reader is. */
static const char *place(void)
{
    static char text[512];
    const struct app *app = fx->app;

    snprintf(text, sizeof text, "%d %s [%s]", (int)app->focus, fixture_id(fx, app->shown),
             fixture_query(fx));
    return text;
}

static void assert_place(enum pane focus, const char *id, const char *query)
{
    char text[512];

    snprintf(text, sizeof text, "%d %s [%s]", (int)focus, id, query);
    assert_string_equal(place(), text);
}

static void q_goes_back_from_the_detail_to_the_list(void **state)
{
    (void)state;
    fixture_keys(fx, "j Enter");
    assert_place(PANE_DETAIL, "event:2012-06-talks", "");
    fixture_keys(fx, "q");
    assert_place(PANE_TIMELINE, "event:2012-06-talks", "");
}

static void a_followed_link_leads_back_step_by_step(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter } Enter"); /* to the section of actors */
    assert_place(PANE_DETAIL, "event:2012-04-10-statement", "");
    fixture_keys(fx, "j Enter");
    assert_place(PANE_DETAIL, "actor:mofa", "");
    fixture_keys(fx, "q");
    assert_place(PANE_DETAIL, "event:2012-04-10-statement", "");
    fixture_keys(fx, "q");
    assert_place(PANE_TIMELINE, "event:2012-04-10-statement", "");
    fixture_keys(fx, ") )");
    assert_place(PANE_DETAIL, "actor:mofa", "");
}

static void back_in_the_list_the_detail_follows_it_again(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter } j Enter");
    assert_place(PANE_DETAIL, "actor:mofa", "");
    fixture_keys(fx, "( ( j");
    assert_place(PANE_TIMELINE, "event:2012-06-talks", "");
}

static void back_returns_to_the_line_that_was_left(void **state)
{
    size_t cursor, top;

    (void)state;
    fixture_keys(fx, "Enter G { j Enter");
    fixture_keys(fx, "(");
    cursor = fx->app->detail_cursor;
    top = fx->app->detail_top;
    assert_true(cursor > 10);
    fixture_keys(fx, ") G (");
    assert_int_equal(fx->app->detail_cursor, cursor);
    assert_int_equal(fx->app->detail_top, top);
}

static void back_restores_the_filters(void **state)
{
    (void)state;
    fixture_keys(fx, "g a Space Enter"); /* actor:npa chosen, then opened */
    fixture_keys(fx, "F F C-u 声 明 Enter -");
    assert_place(PANE_DETAIL, "actor:npa", "");
    fixture_keys(fx, "("); /* each change of the filters is a place */
    assert_place(PANE_DETAIL, "actor:npa", "声明");
    fixture_keys(fx, "(");
    assert_place(PANE_DETAIL, "actor:npa", "actor:npa");
    fixture_keys(fx, "(");
    assert_place(PANE_ACTORS, "actor:npa", "actor:npa");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 4);
    fixture_keys(fx, ") )");
    assert_place(PANE_DETAIL, "actor:npa", "声明");
    fixture_keys(fx, "q");                 /* closes the record and keeps the filters */
    assert_place(PANE_ACTORS, "", "声明"); /* who is not in that list */
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
}

static void back_restores_the_cursors_of_all_lists(void **state)
{
    (void)state;
    fixture_keys(fx, "j j j g a j j Enter");
    fixture_keys(fx, "1 G 2 g g (");
    assert_place(PANE_ACTORS, "actor:mofa", "");
    assert_string_equal(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_TIMELINE])),
                        "event:2019-forum");
}

static void a_new_place_forgets_what_lay_forward(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter (");
    assert_int_equal(fx->app->n_forward, 1);
    fixture_keys(fx, "j Enter");
    assert_int_equal(fx->app->n_forward, 0);
    fixture_keys(fx, ")");
    assert_int_equal(fx->app->note, SAY_NO_FORWARD);
    assert_place(PANE_DETAIL, "event:2012-06-talks", "");
}

static void at_the_start_there_is_nothing_to_go_back_to(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "(") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_BACK);
    assert_place(PANE_TIMELINE, "event:2012-04-10-statement", "");
    fixture_keys(fx, "j");
    assert_int_equal(fx->app->note, SAY_COUNT);
}

static void the_oldest_place_makes_room(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Enter");
    for (int i = 0; i < APP_MAX_PLACES + 10; i++)
        fixture_keys(fx, "Enter h");
    assert_int_equal(fx->app->n_back, APP_MAX_PLACES);
    for (int i = 0; i < APP_MAX_PLACES; i++)
        assert_int_equal(fixture_keys(fx, "("), APP_REDRAW);
    assert_true(fixture_keys(fx, "(") & APP_BELL);
    assert_int_equal(fx->app->n_forward, APP_MAX_PLACES);
    assert_string_equal(fixture_query(fx), "演習");
}

/* However one wanders, going all the way back and forward again ends in the same place. */
static void all_the_way_back_and_forward_is_where_one_was(void **state)
{
    static const char *const keys[] = {"j",     "k", "Enter", "G",          "g a", "1",     "g m",
                                       "Space", "}", "Tab",   "/ 演 Enter", "-",   "Enter", "j"};
    struct dice d = {5};

    (void)state;
    for (int round = 0; round < 20; round++) {
        char before[512];
        int n_back;

        for (int i = 0; i < 15; i++)
            fixture_keys(fx, keys[dice_below(&d, sizeof keys / sizeof keys[0])]);
        strcpy(before, place());
        for (n_back = 0; fx->app->n_back; n_back++)
            fixture_keys(fx, "(");
        for (; n_back; n_back--)
            fixture_keys(fx, ")");
        assert_string_equal(place(), before);
    }
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(q_goes_back_from_the_detail_to_the_list),
        PLACE_TEST(a_followed_link_leads_back_step_by_step),
        PLACE_TEST(back_in_the_list_the_detail_follows_it_again),
        PLACE_TEST(back_returns_to_the_line_that_was_left),
        PLACE_TEST(back_restores_the_filters),
        PLACE_TEST(back_restores_the_cursors_of_all_lists),
        PLACE_TEST(a_new_place_forgets_what_lay_forward),
        PLACE_TEST(at_the_start_there_is_nothing_to_go_back_to),
        PLACE_TEST(the_oldest_place_makes_room),
        PLACE_TEST(all_the_way_back_and_forward_is_where_one_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
