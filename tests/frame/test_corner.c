/*
 * Hostile data on every screen: nothing of it reaches the terminal as control, and every row keeps
 * its columns.
 */
#include "nichiei/text/width.h"

#include "corner.h"
#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const int sizes[][2] = {{80, 24}, {160, 45}, {40, 10}};

enum { N_SIZES = sizeof sizes / sizeof sizes[0] };

static int build(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    corner_build(CORNER, CORNER ".dossier");
    return 0;
}

static void every_record_is_drawn_whole(void **state)
{
    (void)state;
    for (int i = 0; i < N_SIZES; i++) {
        struct screen *s = screen_open(CORNER ".dossier", DISPLAY_BOTH, sizes[i][0], sizes[i][1]);

        assert_true(store_n_records(s->fx->st) == KIND_COUNT * CORNER_ROWS);
        for (uint32_t n = 1; n <= store_n_records(s->fx->st); n++) {
            char when[160];

            strcpy(when, fixture_id(s->fx, n));
            assert_true(app_start_at(s->fx->app, when, &s->fx->error));
            fixture_keys(s->fx, "Enter");
            assert_whole(&s->frame, when);
            for (size_t page = 0;
                 page < 40 && s->fx->app->detail_cursor + 1 < s->fx->app->detail.n_lines; page++) {
                fixture_keys(s->fx, "PgDn");
                assert_whole(&s->frame, when);
            }
            fixture_keys(s->fx, "E");
            assert_whole(&s->frame, when);
        }
        screen_close(s);
    }
}

static void every_sheet_is_drawn_whole(void **state)
{
    static const char *const sheets[] = {
        "g s",     "g n",   "g w", "g c",           "g c m",     "g c [",
        "2 c",     "g p",   "2 r", "1 r l j l j l", "2 p j p P", "1 p 2 p 4 p P",
        "g s s s", "g s o", "1 o", "2 ;",           "g s j ;"};

    (void)state;
    for (int i = 0; i < N_SIZES; i++)
        for (size_t k = 0; k < sizeof sheets / sizeof sheets[0]; k++) {
            struct screen *s =
                screen_open(CORNER ".dossier", DISPLAY_BOTH, sizes[i][0], sizes[i][1]);
            const struct sheet *sheet = &s->fx->app->sheet;

            fixture_keys(s->fx, sheets[k]);
            assert_int_not_equal(sheet->at.id, SHEET_NONE);
            for (int page = 0; page < 40; page++) {
                assert_whole(&s->frame, sheets[k]);
                fixture_keys(s->fx, sheet->at.line + 1 < sheet->n_lines ? "PgDn l" : "g g E");
            }
            assert_int_equal(s->fx->app->error.code, ERR_NONE);
            screen_close(s);
        }
}

static void every_hostile_text_can_be_typed_and_kept_as_a_filter(void **state)
{
    (void)state;
    for (int i = 0; i < N_SIZES; i++) {
        struct screen *s = screen_open(CORNER ".dossier", DISPLAY_BOTH, sizes[i][0], sizes[i][1]);

        for (size_t t = 0; t < corner_n_texts; t++) {
            struct key_decoder decoder = {0};

            fixture_keys(s->fx, "/ PasteStart");
            for (const char *at = corner_texts[t]; *at; at++) {
                struct key keys[2];

                for (int k = 0, n = key_decode(&decoder, (unsigned char)*at, keys); k < n; k++)
                    app_step(s->fx->app, keys[k]);
            }
            fixture_keys(s->fx, "PasteEnd");
            assert_whole(&s->frame, corner_texts[t]);
            fixture_keys(s->fx, "Left Left C-w");
            assert_whole(&s->frame, corner_texts[t]);
            fixture_keys(s->fx, "Enter Esc");
            assert_whole(&s->frame, corner_texts[t]);
        }
        screen_close(s);
    }
}

/* Of whatever stands in the place of an address, only one of the web is sent to the terminal. */
static void only_addresses_are_copied(void **state)
{
    struct screen *s = screen_open(CORNER ".dossier", DISPLAY_BOTH, 80, 24);
    size_t n_sources;

    (void)state;
    fixture_keys(s->fx, "g s");
    n_sources = s->fx->app->sheet.n_lines;
    for (size_t i = 0; i < n_sources; i++) {
        fixture_keys(s->fx, "o");
        if (fixture_keys(s->fx, "y") & APP_COPY) {
            const char *copied = buf_cstr(&s->fx->app->copied);

            assert_memory_equal(copied, "http", 4);
            for (; *copied; copied++)
                assert_true((unsigned char)*copied > ' ' && *copied != 127);
        }
        fixture_keys(s->fx, "q j");
    }
    screen_close(s);
}

/* Anything a reader may press, short of leaving. */
static void random_keys_draw_whole_screens(void **state)
{
    static const char *const keys[] = {"j",
                                       "k",
                                       "G",
                                       "g g",
                                       "PgDn",
                                       "PgUp",
                                       "}",
                                       "{",
                                       "Tab",
                                       "M",
                                       "M ] l l Enter",
                                       "M a x d t",
                                       "p",
                                       "P",
                                       "r",
                                       "o",
                                       "y",
                                       ";",
                                       "g s s",
                                       "g n j",
                                       "S-Tab",
                                       "1",
                                       "2",
                                       "3",
                                       "4",
                                       "Enter",
                                       "l",
                                       "h",
                                       "Space",
                                       "/ の Enter",
                                       "/ - z Enter",
                                       "-",
                                       "E",
                                       "(",
                                       ")",
                                       "Esc",
                                       "?",
                                       "C-d",
                                       "/ a Left Del Esc",
                                       "Enter Enter",
                                       "C-l",
                                       "ｊ",
                                       "か",
                                       "/ a c t o r : x Enter Esc"};
    struct dice d = {100};

    (void)state;
    for (int i = 0; i < N_SIZES; i++)
        for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
            struct screen *s;

            width_set_ambiguous(ambiguous);
            s = screen_open(CORNER ".dossier", (enum display)dice_below(&d, DISPLAY_COUNT),
                            sizes[i][0], sizes[i][1]);
            for (int k = 0; k < 100; k++) {
                const char *key = keys[dice_below(&d, sizeof keys / sizeof keys[0])];

                assert_false(fixture_keys(s->fx, key) & APP_QUIT);
                assert_whole(&s->frame, key);
                assert_int_equal(s->fx->app->error.code, ERR_NONE);
            }
            screen_close(s);
        }
    width_set_ambiguous(1);
}

/* What the gate makes of it is what a reader sees: the data is named, not obeyed. */
static void controls_are_shown_as_marks(void **state)
{
    struct screen *s = screen_open(CORNER ".dossier", DISPLAY_BOTH, 160, 45);
    bool has_picture = false, has_mark = false, has_replacement = false;

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(s->fx->st); n++) {
        char id[160];

        strcpy(id, fixture_id(s->fx, n));
        assert_true(app_start_at(s->fx->app, id, &s->fx->error));
        fixture_keys(s->fx, "");
        has_picture = has_picture || screen_find(s, "␛[2J") >= 0;
        has_mark = has_mark || screen_find(s, "<U+202E>") >= 0;
        has_replacement = has_replacement || screen_find(s, "\uFFFD") >= 0;
    }
    assert_true(has_picture && has_mark && has_replacement);
    screen_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_is_drawn_whole),
        cmocka_unit_test(every_hostile_text_can_be_typed_and_kept_as_a_filter),
        cmocka_unit_test(every_sheet_is_drawn_whole),
        cmocka_unit_test(only_addresses_are_copied),
        cmocka_unit_test(random_keys_draw_whole_screens),
        cmocka_unit_test(controls_are_shown_as_marks),
    };

    return cmocka_run_group_tests(tests, build, NULL);
}
