/* Coverage as a sheet: places are walked, opened, explained, and come back to. */
#include "nichiei/engine/matrix.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 20;
    fx->page.sheet_cols = 78;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const struct sheet_cell *here(void)
{
    const struct sheet_cell *cell = sheet_here(&fx->app->sheet);

    assert_non_null(cell);
    return cell;
}

/* The number at the cursor, 0 for a mark. */
static int number(void)
{
    char s[32];

    snprintf(s, sizeof s, "%.*s", (int)here()->text.n_bytes, here()->text.p);
    return atoi(s);
}

static void assert_text(struct text t, const char *wanted)
{
    char s[256];

    snprintf(s, sizeof s, "%.*s", (int)t.n_bytes, t.p);
    assert_string_equal(s, wanted);
}

/* Opens the number at the cursor, and goes back: as many rows, and the same place. */
static void assert_opens(void)
{
    size_t line = fx->app->sheet.at.line;
    int stop = fx->app->sheet.at.stop, n = number();

    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, n);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.at.id, SHEET_MATRIX);
    assert_int_equal(fx->app->sheet.at.line, line);
    assert_int_equal(fx->app->sheet.at.stop, stop);
    assert_string_equal(fixture_query(fx), "");
}

/* Every number of the first three rows and of the sums. */
static void every_number_opens_its_rows(void **state)
{
    static const char *const keys[] = {"M", "M x", "M a", "M a a ] ]", "M [ [ a a"};

    (void)state;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        fixture_keys(fx, keys[k]);
        for (int line = 0; line < 3; line++) {
            fixture_keys(fx, line ? "j" : "}");
            if (!line)
                fixture_keys(fx, "k k");
            for (int i = 0; i < 3; i++) {
                if (here()->rows)
                    assert_opens();
                fixture_keys(fx, "l");
            }
            fixture_keys(fx, "h h h");
        }
        fixture_keys(fx, "q");
    }
}

static void what_has_no_year_is_told_in_the_language_shown(void **state)
{
    const struct sheet_line *head;
    struct text last;

    (void)state;
    fixture_keys(fx, "M ] ] ]");
    for (int display = 0; display < DISPLAY_COUNT; display++, fixture_keys(fx, "E")) {
        head = &fx->app->sheet.heads[1];
        last = head->cells[head->n_cells - 2].text; /* before the sums */
        assert_text(last, fx->app->display == DISPLAY_JA ? "値なし" : "none");
    }
}

static void an_empty_place_says_why(void **state)
{
    (void)state;
    fixture_keys(fx, "M j l l l"); /* capability and sharing, which was searched */
    assert_text(here()->text, ".");
    assert_text(here()->says, "0/6 theme:capability type:sharing searched, none");
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->sheet.at.id, SHEET_GAP);
    fixture_keys(fx, "G Enter");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_string_equal(fixture_id(fx, fx->app->shown), "search:exercise-results");
    fixture_keys(fx, "q q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_MATRIX);
    assert_int_equal(fx->app->sheet.at.stop, 3);
    fixture_keys(fx, "h h");
    assert_text(here()->text, "?");
    fixture_keys(fx, "a"); /* events have no type */
    assert_text(here()->text, "-");
}

static void it_follows_the_filters(void **state)
{
    (void)state;
    fixture_keys(fx, "M");
    assert_text(fx->app->sheet.right, "activities 6");
    fixture_keys(fx, "/ t h e m e : p p p Enter");
    assert_text(fx->app->sheet.right, "activities 1");
    fixture_keys(fx, "j j");
    assert_text(here()->text, "?"); /* no other activity either */
    fixture_keys(fx, "k l l");
    assert_text(here()->text, "0"); /* there is one, but it is left out */
    fixture_keys(fx, "-");
    assert_text(fx->app->sheet.right, "activities 6");
}

static void a_kind_that_is_filtered_is_counted(void **state)
{
    (void)state;
    fixture_keys(fx, "/ k i n d : e v e n t Enter M");
    assert_text(fx->app->sheet.right, "events 7");
    fixture_keys(fx, "a");
    assert_int_equal(fx->app->note, SAY_MATRIX_KIND_ASKED);
    assert_text(fx->app->sheet.right, "events 7");
}

static void columns_scroll_where_there_is_no_room(void **state)
{
    int seen = 1;

    (void)state;
    fx->page.sheet_cols = 30;
    fixture_keys(fx, "M ] a a"); /* themes by actors, of all */
    assert_int_equal(fx->app->sheet.at.choice[5], 0);
    while (seen < 40 && !(fixture_keys(fx, "l") & APP_BELL))
        seen++;
    assert_int_equal(seen, 7 + 1); /* seven bodies take part; all */
    assert_true(fx->app->sheet.at.choice[5] > 0);
    assert_int_equal(number(), 2);
    while (!(fixture_keys(fx, "h") & APP_BELL))
        seen--;
    assert_int_equal(seen, 1);
    assert_int_equal(fx->app->sheet.at.choice[5], 0);
}

static void two_selections_are_compared(void **state)
{
    (void)state;
    fixture_keys(fx, "M a d"); /* events before and after the paper */
    assert_int_equal(fx->app->sheet.at.choice[4], 1);
    fixture_keys(fx, "] ] } h"); /* themes by countries */
    assert_string_equal(here()->rows, "country:JP kind:event is:after");
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    fixture_keys(fx, "q d");
    assert_int_equal(fx->app->sheet.at.choice[4], 3); /* nobody leads for the UK */
    fixture_keys(fx, "d");
    assert_int_equal(fx->app->sheet.at.choice[4], 0);
}

static void sums_can_order_it(void **state)
{
    (void)state;
    fixture_keys(fx, "M j s g g");
    assert_int_equal(here()->rows != NULL, true);
    assert_text(fx->app->sheet.lines[0].cells[0].text, "Capability development");
    fixture_keys(fx, "s");
    assert_text(fx->app->sheet.lines[0].cells[0].text, "Public–private partnership");
}

static void what_is_there_twice_is_shown(void **state)
{
    (void)state;
    fixture_keys(fx, "M t");
    assert_int_equal(fx->app->sheet.at.id, SHEET_TWICE);
    assert_int_equal(fx->app->sheet.n_lines, 1); /* no activities */
    fixture_keys(fx, "a");
    assert_int_equal(number(), 2); /* the talks and the summit */
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    fixture_keys(fx, "q j j");
    assert_string_equal(fixture_id(fx, here()->opens), "actor:mofa");
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_MATRIX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_number_opens_its_rows, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_has_no_year_is_told_in_the_language_shown,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(an_empty_place_says_why, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(it_follows_the_filters, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_kind_that_is_filtered_is_counted, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(columns_scroll_where_there_is_no_room, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(two_selections_are_compared, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(sums_can_order_it, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_is_there_twice_is_shown, open_fixture, close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
