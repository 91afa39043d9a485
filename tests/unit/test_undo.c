/* Undo and redo of the filter: whoever changed it, step by step, and apart from places. */
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

static void assert_note(enum message note, const char *about)
{
    char text[512];

    assert_int_equal(fx->app->note, note);
    snprintf(text, sizeof text, "%.*s", (int)fx->app->about.n_bytes, fx->app->about.p);
    assert_string_equal(text, about);
}

static void undo_takes_each_change_back_and_redo_makes_it_again(void **state)
{
    static const char *const filters[] = {"", "actor:npa", "actor:npa,ncsc", "actor:npa,ncsc 演習",
                                          "actor:npa,ncsc"};

    (void)state;
    fixture_keys(fx, "2 Space j Space / 演 習 Enter -");
    for (int i = 3; i >= 0; i--) {
        assert_int_equal(fixture_keys(fx, "u"), APP_REDRAW);
        assert_string_equal(fixture_query(fx), filters[i]);
    }
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 13);
    assert_true(fixture_keys(fx, "u") & APP_BELL);
    assert_note(SAY_NO_UNDO, "");
    for (int i = 1; i < 5; i++) {
        fixture_keys(fx, "C-r");
        assert_string_equal(fixture_query(fx), filters[i]);
    }
    assert_true(fixture_keys(fx, "C-r") & APP_BELL);
    assert_note(SAY_NO_REDO, "");
}

static void a_note_names_the_chip(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space u");
    assert_note(SAY_UNDONE, "- [actor:NPA]");
    fixture_keys(fx, "C-r");
    assert_note(SAY_REDONE, "+ [actor:NPA]");
    fixture_keys(fx, "F Space u");
    assert_note(SAY_UNDONE, "+ [actor:NPA]  - (actor:NPA)");
    fixture_keys(fx, "j"); /* not in the chips' line, and still the note goes */
    assert_note(SAY_COUNT, "");
}

static void a_new_change_forgets_what_was_undone(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space u / 演 習 Enter");
    assert_true(fixture_keys(fx, "C-r") & APP_BELL);
    fixture_keys(fx, "u");
    assert_string_equal(fixture_query(fx), "");
}

static void undo_changes_the_filter_and_not_the_place(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space 1 j Enter");
    fixture_keys(fx, "u");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_string_equal(fixture_query(fx), "");
    fixture_keys(fx, "(");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_string_equal(fixture_query(fx), "actor:npa"); /* the place's own filter */
    fixture_keys(fx, "u");                               /* which was a change like any other */
    assert_string_equal(fixture_query(fx), "");
}

static void what_is_being_typed_is_no_change_yet(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Esc");
    assert_true(fixture_keys(fx, "u") & APP_BELL);
    fixture_keys(fx, "/ 演 習 Enter u");
    assert_string_equal(fixture_query(fx), "");
}

static void the_query_it_starts_with_is_not_undone(void **state)
{
    struct err e = {0};

    (void)state;
    assert_true(app_start_at(fx->app, "actor:npa", &e) || e.code);
    assert_true(app_start_at(fx->app, "演習", &e));
    assert_true(fixture_keys(fx, "u") & APP_BELL);
    assert_string_equal(fixture_query(fx), "演習");
}

static void the_last_chip_undone_gives_the_keys_back(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space F u");
    assert_int_equal(app_context(fx->app), IN_LIST);
}

static void the_oldest_filter_makes_room(void **state)
{
    (void)state;
    fixture_keys(fx, "2");
    for (int i = 0; i < UNDO_MAX + 3; i++)
        fixture_keys(fx, "Space");
    for (int i = 0; i < UNDO_MAX; i++)
        assert_int_equal(fixture_keys(fx, "u"), APP_REDRAW);
    assert_true(fixture_keys(fx, "u") & APP_BELL);
    assert_string_equal(fixture_query(fx), "actor:npa");
}

/* However one filters, all the way back is the start, and forward again what there was. */
static void all_undone_and_redone_is_what_was(void **state)
{
    static const char *const keys[] = {"2 Space", "j",          "3 Space",     "G",       ".",
                                       "-",       "/ 演 Enter", "F Space",     "F h Esc", "(",
                                       ")",       "F h -",      "Enter q",     "F ! Esc", "Esc",
                                       "u",       "C-r",        "F e 習 Enter"};
    struct dice d = {7};

    (void)state;
    for (int round = 0; round < 30; round++) {
        char before[512];
        int n_done = 0;

        for (int i = 0; i < 8; i++)
            fixture_keys(fx, keys[dice_below(&d, sizeof keys / sizeof keys[0])]);
        fixture_keys(fx, "Esc Esc");
        strcpy(before, fixture_query(fx));
        for (; fx->app->undo.n_done; n_done++)
            fixture_keys(fx, "u");
        for (; n_done; n_done--)
            fixture_keys(fx, "C-r");
        assert_string_equal(fixture_query(fx), before);
    }
}

#define UNDO_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNDO_TEST(undo_takes_each_change_back_and_redo_makes_it_again),
        UNDO_TEST(a_note_names_the_chip),
        UNDO_TEST(a_new_change_forgets_what_was_undone),
        UNDO_TEST(undo_changes_the_filter_and_not_the_place),
        UNDO_TEST(what_is_being_typed_is_no_change_yet),
        UNDO_TEST(the_query_it_starts_with_is_not_undone),
        UNDO_TEST(the_last_chip_undone_gives_the_keys_back),
        UNDO_TEST(the_oldest_filter_makes_room),
        UNDO_TEST(all_undone_and_redone_is_what_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
