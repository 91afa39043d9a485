/* The search in a record and in help: while typing, from hit to hit, and back. */
#include "nichiei/model/app.h"

#include "fixture.h"

#include <locale.h>
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
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static size_t n_hits(void)
{
    return fx->app->find.found.n_hits;
}

static void assert_note(enum message note, const char *about)
{
    char text[128];

    assert_int_equal(fx->app->note, note);
    snprintf(text, sizeof text, "%.*s", (int)fx->app->about.n_bytes, fx->app->about.p);
    assert_string_equal(text, about);
}

static bool holds(struct text t, const char *s)
{
    size_t n_bytes = strlen(s);

    for (size_t i = 0; i + n_bytes <= t.n_bytes; i++)
        if (memcmp(t.p + i, s, n_bytes) == 0)
            return true;
    return false;
}

static struct text line_at_cursor(void)
{
    return fx->app->detail.lines[fx->app->detail_cursor].left;
}

static void in_lists_a_slash_narrows_and_in_texts_it_searches(void **state)
{
    (void)state;
    fixture_keys(fx, "/");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    fixture_keys(fx, "Esc Enter /");
    assert_int_equal(app_context(fx->app), IN_FIND);
    fixture_keys(fx, "Esc ? /");
    assert_int_equal(app_context(fx->app), IN_FIND);
    fixture_keys(fx, "Esc");
    assert_int_equal(app_context(fx->app), IN_HELP);
}

static void typing_goes_to_the_first_hit_and_filters_nothing(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter / 警 察");
    assert_true(n_hits() > 1);
    assert_int_equal(fx->app->find.now, 0);
    assert_int_equal(fx->app->detail_cursor, 0);
    assert_string_equal(fixture_query(fx), "");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 13);
    fixture_keys(fx, "庁 x"); /* nowhere: back to where it began */
    assert_int_equal(n_hits(), 0);
    assert_int_equal(fx->app->detail_cursor, 0);
    fixture_keys(fx, "Backspace");
    assert_true(n_hits() > 0);
}

static void it_searches_from_the_cursor_on_and_then_from_the_top(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter j j j / P o l i c e"); /* the name stands in line 2 */
    assert_true(fx->app->detail_cursor < 3 || fx->app->find.now > 0);
    fixture_keys(fx, "Esc");
    assert_int_equal(fx->app->detail_cursor, 3);
    fixture_keys(fx, "G / 警 察");
    assert_true(n_hits() > 0);
    assert_true(fx->app->detail_cursor < fx->app->detail.n_lines - 1);
}

static void esc_goes_back_and_forgets_what_was_typed(void **state)
{
    size_t cursor, top;

    (void)state;
    fixture_keys(fx, "2 Enter C-d C-d j");
    cursor = fx->app->detail_cursor;
    top = fx->app->detail_top;
    fixture_keys(fx, "/ 警 察 Esc");
    assert_int_equal(fx->app->detail_cursor, cursor);
    assert_int_equal(fx->app->detail_top, top);
    assert_int_equal(n_hits(), 0);
    assert_true(fixture_keys(fx, "n") & APP_BELL);
    assert_note(SAY_NO_SEARCH, "");
}

static void n_walks_the_hits_round_and_round(void **state)
{
    char wanted[64];
    size_t n;

    (void)state;
    fixture_keys(fx, "2 Enter / 警 察 Enter");
    n = n_hits();
    assert_in_range(n, 2, 99);
    for (size_t i = 1; i <= n; i++) {
        snprintf(wanted, sizeof wanted, "%zu/%zu", i, n);
        assert_note(SAY_HIT, wanted);
        assert_int_equal(find_line(&fx->app->find.found, i - 1), fx->app->detail_cursor);
        fixture_keys(fx, "n");
    }
    snprintf(wanted, sizeof wanted, "1/%zu", n);
    assert_note(SAY_HIT_FROM_START, wanted);
    fixture_keys(fx, "N");
    snprintf(wanted, sizeof wanted, "%zu/%zu", n, n);
    assert_note(SAY_HIT_FROM_END, wanted);
    for (size_t i = n; i-- > 1;)
        fixture_keys(fx, "N");
    snprintf(wanted, sizeof wanted, "1/%zu", n);
    assert_note(SAY_HIT, wanted);
}

static void n_goes_on_from_where_the_cursor_is(void **state)
{
    size_t last;

    (void)state;
    fixture_keys(fx, "2 Enter / 警 察 Enter");
    last = n_hits() - 1;
    fixture_keys(fx, "G N");
    assert_int_equal(fx->app->find.now, last);
    fixture_keys(fx, "g g j n"); /* below the first line, with the first hit */
    assert_true(fx->app->detail_cursor > 0);
    fixture_keys(fx, "k N");
    assert_true(fx->app->find.now < last);
}

static void the_word_stays_for_the_next_record(void **state)
{
    (void)state;
    fixture_keys(fx, "2 j Enter / サ イ バ ー Enter q j");
    fixture_keys(fx, "Enter");
    assert_true(n_hits() > 0); /* marked as soon as it is shown */
    assert_int_equal(fx->app->detail_cursor, 0);
    fixture_keys(fx, "g g n");
    assert_true(fx->app->find.now < n_hits());
}

static void nothing_found_is_said(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "2 Enter / z z z Enter") & APP_BELL);
    assert_note(SAY_NOT_FOUND, "zzz");
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    assert_true(fixture_keys(fx, "n") & APP_BELL);
    assert_note(SAY_NOT_FOUND, "zzz");
    assert_int_equal(fx->app->detail_cursor, 0);
}

static void esc_hides_the_marks_and_n_shows_them(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter / 警 察 Enter");
    assert_true(n_hits() > 0);
    fixture_keys(fx, "Esc");
    assert_int_equal(n_hits(), 0);
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    fixture_keys(fx, "n");
    assert_true(n_hits() > 0);
}

static void an_empty_search_goes_on_with_the_last_one(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter / Enter");
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    fixture_keys(fx, "/ 警 察 Enter / Enter");
    assert_int_equal(fx->app->find.now, 1);
    fixture_keys(fx, "/ 庁 Esc n");
    assert_int_equal(fx->app->find.now, 2 % n_hits());
}

static void another_width_or_language_marks_anew(void **state)
{
    size_t n;

    (void)state;
    fixture_keys(fx, "2 Enter / 警 察 Enter");
    n = n_hits();
    fixture_keys(fx, "E");
    assert_true(n_hits() > 0 && n_hits() <= n);
    fixture_keys(fx, "n");
    assert_true(holds(line_at_cursor(), "警") || holds(line_at_cursor(), "察"));
    fixture_keys(fx, "E");
    assert_int_equal(n_hits(), 0); /* English alone */
    fixture_keys(fx, "E");
    assert_int_equal(n_hits(), n);
}

static void help_is_searched_too(void **state)
{
    size_t line;

    (void)state;
    fixture_keys(fx, "? / q u i t Enter");
    assert_true(n_hits() > 1);
    fixture_keys(fx, "n");
    assert_int_equal(fx->app->find.now, 1);
    line = find_line(&fx->app->find.found, 1);
    assert_true(line >= fx->app->help_top && line < fx->app->help_top + 10);
    assert_true(holds(fx->app->help.lines[line].text, "uit"));
    fixture_keys(fx, "N N");
    assert_note(SAY_HIT_FROM_END, "3/3");
    fixture_keys(fx, "/ z z Esc");
    assert_int_equal(app_context(fx->app), IN_HELP);
    fixture_keys(fx, "Esc");
    assert_int_equal(app_context(fx->app), IN_LIST);
}

static void letters_that_are_commands_elsewhere_are_text(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter / q n N / ? Space - u");
    assert_int_equal(app_context(fx->app), IN_FIND);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "qnN/? -u");
    fixture_keys(fx, "C-w");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "qnN/? ");
    assert_true(fixture_keys(fx, "C-c") & APP_REDRAW);
    assert_int_equal(app_context(fx->app), IN_DETAIL);
}

static void a_paste_is_searched_for(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter / PasteStart 警 察 PasteEnd");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "警察");
    assert_true(n_hits() > 0);
    assert_string_equal(fixture_query(fx), "");
}

/* Keys come faster than screens: nothing is drawn between them. */
static void it_works_without_a_screen_between_the_keys(void **state)
{
    static const char keys[] = "/police\rn";

    (void)state;
    fixture_keys(fx, "2 Enter");
    for (size_t i = 0; keys[i]; i++)
        app_step(fx->app, (struct key){(unsigned char)keys[i]});
    assert_true(n_hits() > 1);
    assert_int_equal(fx->app->find.now, 1);
    fixture_keys(fx, "q");
    for (const char *at = "?/quit\rn"; *at; at++)
        app_step(fx->app, (struct key){(unsigned char)*at});
    assert_int_equal(fx->app->find.now, 1);
    assert_int_equal(fx->app->find.text, FIND_IN_HELP);
}

static int cols_now;

static void fit_cols(struct fixture *f)
{
    struct app_fit fit = {
        .list_rows = {3, 3, 3, 3},
        .detail_rows = 9,
        .help_page_rows = 9,
        .help_cols = cols_now,
        .detail = {.cols = cols_now, .display = f->app->display, .side_by_side = cols_now > 50}};

    app_fit(f->app, &fit);
}

/* Whatever is shown, and however it is wrapped: there are as many hits. */
static void every_record_has_its_hits_at_every_width(void **state)
{
    static const char *const typed[] = {"2 Enter / サ イ バ ー Enter", "/ す る Enter",
                                        "/ n Space t Enter", "/ s Space t Enter",
                                        "/ r Space t Enter"};
    size_t total = 0;

    (void)state;
    fx->fit = fit_cols;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        cols_now = 60;
        fixture_keys(fx, typed[i]);
        for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
            size_t wanted;

            fx->app->shown = n;
            fx->app->followed = true;
            cols_now = 400;
            fixture_keys(fx, "");
            wanted = n_hits();
            total += wanted;
            for (cols_now = 20; cols_now < 130; cols_now += 9) {
                fixture_keys(fx, "");
                if (n_hits() != wanted)
                    fail_msg("%s has %zu hits at %d columns, not %zu", fixture_id(fx, n), n_hits(),
                             cols_now, wanted);
            }
        }
    }
    assert_in_range(total, 30, 999);
}

#define FINDING_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FINDING_TEST(in_lists_a_slash_narrows_and_in_texts_it_searches),
        FINDING_TEST(typing_goes_to_the_first_hit_and_filters_nothing),
        FINDING_TEST(it_searches_from_the_cursor_on_and_then_from_the_top),
        FINDING_TEST(esc_goes_back_and_forgets_what_was_typed),
        FINDING_TEST(n_walks_the_hits_round_and_round),
        FINDING_TEST(n_goes_on_from_where_the_cursor_is),
        FINDING_TEST(the_word_stays_for_the_next_record),
        FINDING_TEST(nothing_found_is_said),
        FINDING_TEST(esc_hides_the_marks_and_n_shows_them),
        FINDING_TEST(an_empty_search_goes_on_with_the_last_one),
        FINDING_TEST(another_width_or_language_marks_anew),
        FINDING_TEST(help_is_searched_too),
        FINDING_TEST(letters_that_are_commands_elsewhere_are_text),
        FINDING_TEST(a_paste_is_searched_for),
        FINDING_TEST(it_works_without_a_screen_between_the_keys),
        FINDING_TEST(every_record_has_its_hits_at_every_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
