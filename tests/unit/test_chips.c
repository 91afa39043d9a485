/* The line of chips: each can be switched off, turned round, edited in its place and dropped. */
#include "nichiei/engine/chip_text.h"

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

static size_t rows_now(void)
{
    return fx->app->list[PANE_TIMELINE].n_rows;
}

/* The chips as they stand on the screen, a blank between two. */
static const char *chips(void)
{
    static char line[512];
    struct arena mem = {0};

    line[0] = '\0';
    for (int i = 0; i < fx->app->query.n_terms; i++) {
        struct text chip =
            chip_text(&fx->app->query.term[i], false, fx->st, &mem, fx->app->display);

        snprintf(line + strlen(line), sizeof line - strlen(line), "%s%.*s", i ? " " : "",
                 (int)chip.n_bytes, chip.p);
    }
    arena_finish(&mem);
    return line;
}

static void without_a_chip_there_is_no_line_to_go_to(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "F") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_CHIPS);
    assert_int_equal(app_context(fx->app), IN_LIST);
}

static void a_chip_that_is_off_stays_and_does_not_filter(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space 1 / 演 習 Enter");
    assert_string_equal(chips(), "[actor:NPA] [\"演習\"]");
    assert_int_equal(rows_now(), 2);
    fixture_keys(fx, "F h Space");
    assert_string_equal(chips(), "(actor:NPA) [\"演習\"]");
    assert_string_equal(fixture_query(fx), "演習");
    assert_int_equal(rows_now(), 3);
    fixture_keys(fx, "Space");
    assert_string_equal(chips(), "[actor:NPA] [\"演習\"]");
    assert_int_equal(rows_now(), 2);
}

static void all_chips_off_is_everything(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space 1 / 演 習 Enter F Space h Space");
    assert_string_equal(chips(), "(actor:NPA) (\"演習\")");
    assert_string_equal(fixture_query(fx), "");
    assert_int_equal(rows_now(), 13);
}

/* What is off is no choice of now: the row is not marked, and chosen anew beside it. */
static void a_row_whose_chip_is_off_can_be_chosen_anew(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space");
    assert_true(fx->app->list[PANE_ACTORS].shown[0].chosen);
    fixture_keys(fx, "F Space Esc");
    assert_false(fx->app->list[PANE_ACTORS].shown[0].chosen);
    fixture_keys(fx, "Space");
    assert_string_equal(chips(), "(actor:NPA) [actor:NPA]");
    fixture_keys(fx, "Space");
    assert_string_equal(chips(), "(actor:NPA)");
}

static void what_is_off_stays_off_through_places(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h Space Esc 1 Enter q");
    fixture_keys(fx, "-");
    assert_string_equal(chips(), "(actor:NPA)");
    fixture_keys(fx, "(");
    assert_string_equal(chips(), "(actor:NPA) [\"演習\"]");
    fixture_keys(fx, "( ( ) )");
    assert_string_equal(chips(), "(actor:NPA) [\"演習\"]");
}

static void the_cursor_of_the_chips_stops_at_both_ends(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F");
    assert_int_equal(app_context(fx->app), IN_CHIPS);
    assert_int_equal(fx->app->chip, 1);
    assert_int_equal(fixture_keys(fx, "l"), APP_BELL);
    assert_int_equal(fixture_keys(fx, "Left"), APP_REDRAW);
    assert_int_equal(fx->app->chip, 0);
    assert_int_equal(fixture_keys(fx, "h"), APP_BELL);
    fixture_keys(fx, "End");
    assert_int_equal(fx->app->chip, 1);
    fixture_keys(fx, "Home");
    assert_int_equal(fx->app->chip, 0);
}

static void any_chip_can_be_dropped(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h -");
    assert_string_equal(chips(), "[\"演習\"]");
    assert_int_equal(app_context(fx->app), IN_CHIPS);
    fixture_keys(fx, "-"); /* the last one gives the keys back */
    assert_string_equal(chips(), "");
    assert_int_equal(app_context(fx->app), IN_LIST);
    assert_int_equal(rows_now(), 13);
}

static void a_chip_can_be_turned_round(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Enter F !");
    assert_string_equal(fixture_query(fx), "-演習");
    assert_int_equal(rows_now(), 10);
    fixture_keys(fx, "!");
    assert_string_equal(fixture_query(fx), "演習");
}

static void esc_and_q_leave_the_chips_as_they_are(void **state)
{
    static const char *const leave[] = {"Esc", "q", "C-g"};

    (void)state;
    fixture_keys(fx, "/ 演 習 Enter");
    for (int i = 0; i < 3; i++) {
        fixture_keys(fx, "F");
        assert_int_equal(app_context(fx->app), IN_CHIPS);
        assert_int_equal(fixture_keys(fx, leave[i]), APP_REDRAW);
        assert_int_equal(app_context(fx->app), IN_LIST);
        assert_string_equal(fixture_query(fx), "演習");
    }
}

static void a_chip_is_edited_in_its_place(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h Enter");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "actor:npa");
    assert_int_equal(rows_now(), 2);
    fixture_keys(fx, "C-w a c t o r : n c s c");
    assert_string_equal(fixture_query(fx), "actor:npa 演習"); /* not yet kept */
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_query(fx), "actor:ncsc 演習");
    assert_int_equal(app_context(fx->app), IN_LIST);
}

static void editing_given_up_changes_nothing(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h e C-u z z");
    assert_int_equal(rows_now(), 0);
    fixture_keys(fx, "Esc");
    assert_string_equal(chips(), "[actor:NPA] [\"演習\"]");
    assert_int_equal(rows_now(), 2);
    assert_int_equal(app_context(fx->app), IN_CHIPS);
    assert_int_equal(fx->app->chip, 0);
}

static void a_chip_edited_to_nothing_is_dropped(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h e C-u Enter");
    assert_string_equal(fixture_query(fx), "演習");
}

/* While it is no query, the chips hold as they are. */
static void what_is_half_edited_leaves_the_rows_alone(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space F e Backspace Backspace"); /* actor:n */
    assert_int_equal(fx->app->prompt_error.code, ERR_USAGE);
    assert_int_equal(rows_now(), 4);
    assert_true(fixture_keys(fx, "Enter") & APP_BELL);
    assert_int_equal(app_context(fx->app), IN_PROMPT);
}

static void the_whole_filter_is_edited_as_one_line(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F F");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "actor:npa 演習");
    fixture_keys(fx, "C-w サ イ バ ー Enter");
    assert_string_equal(fixture_query(fx), "actor:npa サイバー");
}

/* What is off is not in the line, and not lost by it. */
static void what_is_off_outlives_the_editing_of_the_whole(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space / 演 習 Enter F h Space F");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "演習");
    fixture_keys(fx, "C-u 声 明 Enter");
    assert_string_equal(chips(), "(actor:NPA) [\"声明\"]");
}

static void a_chip_too_many_is_refused_and_explained(void **state)
{
    (void)state;
    for (int i = 0; i < QUERY_MAX_TERMS; i++)
        fixture_keys(fx, "/ 演 Enter");
    assert_int_equal(fx->app->query.n_terms, QUERY_MAX_TERMS);
    fixture_keys(fx, "/ 習");
    assert_int_equal(fx->app->prompt_error.code, ERR_USAGE);
    assert_true(fixture_keys(fx, "Enter") & APP_BELL);
    fixture_keys(fx, "Esc F e 習 Space 習");
    assert_int_equal(fx->app->prompt_error.code, ERR_USAGE);
    assert_int_equal(fx->app->query.n_terms, QUERY_MAX_TERMS);
}

static void a_dot_chooses_the_row_at_the_cursor_as_before(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space j .");
    assert_string_equal(fixture_query(fx), "actor:npa,ncsc");
    fixture_keys(fx, "3 .");
    assert_int_equal(fx->app->query.n_terms, 2);
    fixture_keys(fx, "2 ."); /* as Space would: the row is chosen already */
    assert_string_equal(fixture_query(fx) + strlen("actor:npa"), " theme:capability");
}

static void a_dot_adds_what_was_typed_and_dropped(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, ".") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_AGAIN);
    fixture_keys(fx, "/ 演 習 Space a c t o r : n p a Enter");
    assert_true(fixture_keys(fx, ".") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_STILL_THERE);
    fixture_keys(fx, "- .");
    assert_string_equal(fixture_query(fx), "演習 actor:npa");
    fixture_keys(fx, "- - .");
    assert_string_equal(fixture_query(fx), "演習 actor:npa");
}

#define CHIPS_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHIPS_TEST(without_a_chip_there_is_no_line_to_go_to),
        CHIPS_TEST(a_chip_that_is_off_stays_and_does_not_filter),
        CHIPS_TEST(all_chips_off_is_everything),
        CHIPS_TEST(a_row_whose_chip_is_off_can_be_chosen_anew),
        CHIPS_TEST(what_is_off_stays_off_through_places),
        CHIPS_TEST(the_cursor_of_the_chips_stops_at_both_ends),
        CHIPS_TEST(any_chip_can_be_dropped),
        CHIPS_TEST(a_chip_can_be_turned_round),
        CHIPS_TEST(esc_and_q_leave_the_chips_as_they_are),
        CHIPS_TEST(a_chip_is_edited_in_its_place),
        CHIPS_TEST(editing_given_up_changes_nothing),
        CHIPS_TEST(a_chip_edited_to_nothing_is_dropped),
        CHIPS_TEST(what_is_half_edited_leaves_the_rows_alone),
        CHIPS_TEST(the_whole_filter_is_edited_as_one_line),
        CHIPS_TEST(what_is_off_outlives_the_editing_of_the_whole),
        CHIPS_TEST(a_chip_too_many_is_refused_and_explained),
        CHIPS_TEST(a_dot_chooses_the_row_at_the_cursor_as_before),
        CHIPS_TEST(a_dot_adds_what_was_typed_and_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
