/* Pins, and the pinned records side by side. */
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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 200;
    fx->page.sheet_cols = 120;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static void p_pins_and_unpins(void **state)
{
    (void)state;
    fixture_keys(fx, "2 p");
    assert_int_equal(fx->app->n_pins, 1);
    assert_int_equal(fx->app->note, SAY_PINNED);
    assert_true(app_is_pinned(fx->app, list_at_cursor(&fx->app->list[PANE_ACTORS])));
    fixture_keys(fx, "p");
    assert_int_equal(fx->app->n_pins, 0);
    assert_int_equal(fx->app->note, SAY_UNPINNED);
}

static void a_fourth_is_refused(void **state)
{
    (void)state;
    fixture_keys(fx, "2 p j p j p j p");
    assert_int_equal(fx->app->n_pins, 3);
    assert_int_equal(fx->app->note, SAY_PINS_FULL);
}

static void pins_survive_filters_and_places(void **state)
{
    (void)state;
    fixture_keys(fx, "2 p / z z z Enter 1 g s ( (");
    assert_int_equal(fx->app->n_pins, 1);
}

static void one_pin_is_not_compared(void **state)
{
    (void)state;
    fixture_keys(fx, "2 p P");
    assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
    assert_int_equal(fx->app->note, SAY_PIN_FIRST);
}

static void the_record_in_the_detail_is_pinned(void **state)
{
    uint32_t n;

    (void)state;
    fixture_keys(fx, "2 Enter");
    n = fx->app->shown;
    fixture_keys(fx, "j p");
    assert_true(app_is_pinned(fx->app, n));
}

/* The sign of the line with this label, or of the first whose column holds the text. */
static char mark_of(const char *text)
{
    const struct sheet *s = &fx->app->sheet;

    for (size_t i = 0; i < s->n_lines; i++)
        for (int k = 1; k < s->lines[i].n_cells; k++) {
            struct text t = s->lines[i].cells[k].text;

            if (s->lines[i].cells[0].col == 0 && t.n_bytes >= strlen(text) &&
                memcmp(t.p, text, strlen(text)) == 0)
                return *s->lines[i].cells[0].text.p;
        }
    return '\0';
}

static void pin(const char *id)
{
    fx->app->pin[fx->app->n_pins++] = fixture_n(fx, id);
}

static void fields_say_whether_they_agree(void **state)
{
    (void)state;
    pin("activity:exercise");
    pin("activity:joint-advisory");
    fixture_keys(fx, "P");
    assert_int_equal(fx->app->sheet.at.id, SHEET_COMPARE);
    assert_int_equal(mark_of("kind"), '=');
    assert_int_equal(mark_of("summary"), '!');
    assert_int_equal(mark_of("resources"), '=');
    assert_int_equal(mark_of("theme"), '!');
}

static void a_search_reads_every_column(void **state)
{
    (void)state;
    pin("actor:npa");
    pin("actor:ncsc");
    pin("actor:mofa");
    fixture_keys(fx, "P / F o r e i g n Enter");
    assert_true(fx->app->find.found.n_hits > 0);
}

static void sets_tell_what_is_common_and_what_is_not(void **state)
{
    (void)state;
    pin("activity:exercise");
    pin("activity:joint-advisory");
    fixture_keys(fx, "P");
    assert_int_equal(mark_of("NPA National Police Agency"), '~'); /* in another role */
    assert_int_equal(mark_of("A. Sample"), '\0');
    pin("activity:memorandum");
    fixture_keys(fx, "q P");
    assert_int_equal(mark_of("Frozen paper, September 2024"), '~'); /* in other places */
}

static void records_of_several_kinds_stand_beside_each_other(void **state)
{
    (void)state;
    pin("activity:exercise");
    pin("actor:npa");
    fixture_keys(fx, "P");
    assert_int_equal(mark_of("kind"), '!');
    assert_int_equal(mark_of("category"), ' '); /* only one has such a field */
}

static void where_there_is_no_room_two_stand_at_a_time(void **state)
{
    (void)state;
    fx->page.sheet_cols = 38;
    pin("activity:exercise");
    pin("activity:joint-advisory");
    pin("activity:memorandum");
    fixture_keys(fx, "P");
    assert_int_equal(fx->app->sheet.heads[0].n_cells, 2);
    fixture_keys(fx, "j"); /* behind the label, to the names */
    fixture_keys(fx, "l");
    assert_int_equal(fx->app->sheet.at.choice[0], 0);
    fixture_keys(fx, "l");
    assert_int_equal(fx->app->sheet.at.choice[0], 1);
    fixture_keys(fx, "l");
    assert_int_equal(fx->app->sheet.at.choice[0], 1);
    fixture_keys(fx, "h h");
    assert_int_equal(fx->app->sheet.at.choice[0], 0);
}

static void p_takes_a_column_away(void **state)
{
    uint32_t first;

    (void)state;
    pin("activity:exercise");
    pin("activity:joint-advisory");
    first = fx->app->pin[0];
    fixture_keys(fx, "P l p");
    assert_int_equal(fx->app->n_pins, 1);
    assert_int_equal(fx->app->pin[0], first);
    fixture_keys(fx, "p");
    assert_int_equal(fx->app->n_pins, 0);
}

static void enter_opens_what_a_value_names(void **state)
{
    (void)state;
    pin("activity:exercise");
    pin("activity:joint-advisory");
    fixture_keys(fx, "P l Enter");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_string_equal(fixture_id(fx, fx->app->shown), "activity:joint-advisory");
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_COMPARE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(p_pins_and_unpins, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_fourth_is_refused, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(pins_survive_filters_and_places, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(one_pin_is_not_compared, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_record_in_the_detail_is_pinned, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(fields_say_whether_they_agree, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_search_reads_every_column, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(sets_tell_what_is_common_and_what_is_not, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(records_of_several_kinds_stand_beside_each_other,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(where_there_is_no_room_two_stand_at_a_time, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(p_takes_a_column_away, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(enter_opens_what_a_value_names, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
