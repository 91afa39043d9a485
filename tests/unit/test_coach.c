/* An empty list names the filter to drop and what that gives; a lone word, one that is near it. */
#include "nichiei/engine/nearest.h"

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
static struct arena mem;

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
    arena_finish(&mem);
    return 0;
}

static const struct coach *coach(void)
{
    return &fx->app->coach;
}

static void assert_advice(int i, int chip, size_t gain)
{
    assert_true(i < coach()->n_best);
    assert_int_equal(app_coach_chip(fx->app, i), chip);
    assert_int_equal(coach()->best[i].gain, gain);
}

static void assert_nearest(const char *wanted)
{
    struct text near = coach()->nearest;

    assert_int_equal(near.n_bytes, strlen(wanted));
    assert_memory_equal(near.p, wanted, near.n_bytes);
}

static void where_something_matches_there_is_no_advice(void **state)
{
    (void)state;
    assert_int_equal(coach()->pane, PANE_COUNT);
    fixture_keys(fx, "2 Space / 演 習 Enter");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    fixture_keys(fx, "1");
    assert_int_equal(coach()->n_best, 0);
}

static void the_chip_that_gives_most_comes_first(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space 1 / 演 習 Enter / z z z Enter");
    assert_int_equal(coach()->pane, PANE_TIMELINE);
    assert_int_equal(coach()->n_best, 1); /* without one of the others there is still zzz */
    assert_advice(0, 2, 2);
    fixture_keys(fx, "- / - 演 習 Enter");
    assert_int_equal(coach()->n_best, 2);
    assert_advice(0, 2, 2); /* of two as good the later one */
    assert_advice(1, 1, 2);
}

static void what_is_being_typed_can_be_what_is_too_much(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Space 1 / z z z");
    assert_advice(0, -1, 4);
    fixture_keys(fx, "Esc");
    assert_int_equal(coach()->n_best, 0);
}

static void the_advice_is_for_the_list_with_the_keys(void **state)
{
    (void)state;
    fixture_keys(fx, "2 / z z z Enter");
    assert_int_equal(coach()->pane, PANE_ACTORS);
    assert_advice(0, 0, fx->app->list[PANE_ACTORS].total);
    fixture_keys(fx, "1");
    assert_int_equal(coach()->pane, PANE_TIMELINE);
    assert_advice(0, 0, 13);
}

static void a_chip_that_is_off_is_not_to_be_dropped(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Enter / - 演 習 Enter F h Space");
    assert_int_equal(coach()->n_best, 0);
    fixture_keys(fx, "Esc / z z z Enter");
    assert_advice(0, 2, 10);
}

static void the_line_of_chips_opens_at_the_one_to_drop(void **state)
{
    (void)state;
    fixture_keys(fx, "1 / z z z Enter / 演 習 Enter F");
    assert_int_equal(fx->app->chip, 0);
    fixture_keys(fx, "-");
    assert_string_equal(fixture_query(fx), "演習");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 3);
}

/* The promised rows are those that come. */
static void dropping_gives_what_was_promised(void **state)
{
    static const char *const words[] = {
        "演習",       "-演習",         "actor:npa",   "actor:ncsc",  "is:undated", "theme:other",
        "zzz",        "country:JP",    "date:2024",   "-country:JP", "サイバー",   "-サイバー",
        "kind:event", "kind:activity", "-is:undated", "has:bearing"};
    static const enum kind kinds[] = {KIND_NONE, KIND_ACTOR, KIND_THEME, KIND_RECOMMENDATION};
    struct dice d = {11};

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct query q = {0};
        struct err e = {0};
        enum kind kind = kinds[dice_below(&d, 4)];
        int n_terms = 1 + (int)dice_below(&d, 4), term;
        uint32_t *rows;
        size_t gain;

        for (int i = 0; i < n_terms; i++) {
            const char *word = words[dice_below(&d, sizeof words / sizeof words[0])];

            query_parse(&q, word, strlen(word), fx->st, NULL);
        }
        if (!q.n_terms)
            continue;
        term = (int)dice_below(&d, (uint32_t)q.n_terms);
        assert_true(corpus_ask(fx->corpus, &q, &e));
        gain = corpus_without(fx->corpus, kind, term);
        query_remove(&q, term);
        assert_true(corpus_ask(fx->corpus, &q, &e));
        assert_int_equal(gain, kind == KIND_NONE
                                   ? corpus_timeline(fx->corpus, &mem, &rows)
                                   : corpus_rows(fx->corpus, &mem, kind, true, &rows));
        query_finish(&q);
    }
}

static void a_lone_word_that_is_nowhere_has_a_neighbour(void **state)
{
    (void)state;
    fixture_keys(fx, "/ n c x c");
    assert_nearest("NCSC");
    fixture_keys(fx, "Esc / 警 察 丁 Enter");
    assert_nearest("警察庁");
    fixture_keys(fx, "/ x Enter"); /* two words: dropping one comes first */
    assert_nearest("");
}

static void assert_near(const char *typed, const char *wanted)
{
    struct text near = nearest_word(fx->st, &mem, KIND_ACTOR, typed);

    if (near.n_bytes != strlen(wanted) || memcmp(near.p, wanted, near.n_bytes) != 0)
        fail_msg("near %s is \"%.*s\", not \"%s\"", typed, (int)near.n_bytes, near.p, wanted);
}

static void one_slip_is_near_and_two_are_not(void **state)
{
    (void)state;
    assert_near("polise", "Police");
    assert_near("polce", "Police");
    assert_near("pollice", "Police");
    assert_near("ploice", "Police");
    assert_near("olice", "Police");
    assert_near("ＰＯＬＩＳＥ", "Police");
    assert_near("polixx", "");
    assert_near("policing", "");
    assert_near("外務症", "外務省");
    assert_near("外務", ""); /* too short to tell */
    assert_near("nca", "");
    assert_near("", "");
    assert_near("　", "");
    assert_near("これはとても長くて名前ではありえない文字列ですからなにもありません", "");
    assert_near("\xFF\xFE\xFD\xFC", "");
}

#define COACH_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COACH_TEST(where_something_matches_there_is_no_advice),
        COACH_TEST(the_chip_that_gives_most_comes_first),
        COACH_TEST(what_is_being_typed_can_be_what_is_too_much),
        COACH_TEST(the_advice_is_for_the_list_with_the_keys),
        COACH_TEST(a_chip_that_is_off_is_not_to_be_dropped),
        COACH_TEST(the_line_of_chips_opens_at_the_one_to_drop),
        COACH_TEST(dropping_gives_what_was_promised),
        COACH_TEST(a_lone_word_that_is_nowhere_has_a_neighbour),
        COACH_TEST(one_slip_is_near_and_two_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
