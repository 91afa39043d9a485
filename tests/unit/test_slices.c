/* Answers in the making: a slice at a time, and with what is known from before. */
#include "nichiei/engine/corpus.h"

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
    arena_finish(&mem);
    fixture_close(fx);
    return 0;
}

static struct query parsed(const char *typed)
{
    struct query q = {0};

    if (!query_parse(&q, typed, strlen(typed), fx->st, &fx->error))
        fail_msg("%s: %s", typed, fx->error.text);
    return q;
}

/* A key may come while an answer is in the making: what stands on the screen must not change by
 * halves, and what was begun must leave nothing behind. */
static void until_an_answer_is_whole_the_one_before_stands(void **state)
{
    struct query slow = parsed("サイバー"), other = parsed("演習 -actor:gchq");
    struct corpus *fresh = corpus_new(fx->st, &fx->error);
    struct err e = {0};
    uint32_t *rows;
    size_t n_rows;
    bool done = true;

    (void)state;
    assert_non_null(fresh);
    corpus_begin(fresh, &slow);
    assert_true(corpus_work(fresh, &done, &e)); /* its text is not even loaded */
    assert_false(done);
    assert_int_equal(corpus_timeline(fresh, &mem, &rows), 13);
    assert_int_equal(corpus_tally(fresh, fixture_n(fx, "actor:npa")).n_activities, 2);
    corpus_begin(fresh, &other);
    for (int i = 0; !done && i < 100; i++)
        assert_true(corpus_work(fresh, &done, &e));
    assert_true(done);
    assert_true(corpus_ask(fx->corpus, &other, &fx->error));
    n_rows = corpus_timeline(fx->corpus, &mem, &rows);
    assert_in_range(n_rows, 1, 12);
    assert_int_equal(corpus_timeline(fresh, &mem, &rows), n_rows);
    corpus_free(fresh);
    query_finish(&slow);
    query_finish(&other);
}

static void assert_answers_alike(struct corpus *left, struct corpus *right, const struct query *q)
{
    uint32_t *rows[2];
    size_t n_rows[2];

    assert_true(corpus_ask(left, q, &fx->error));
    assert_true(corpus_ask(right, q, &fx->error));
    for (int k = 0; k < KIND_COUNT; k++) {
        n_rows[0] = corpus_rows(left, &mem, (enum kind)k, false, &rows[0]);
        n_rows[1] = corpus_rows(right, &mem, (enum kind)k, false, &rows[1]);
        assert_int_equal(n_rows[0], n_rows[1]);
        assert_memory_equal(rows[0], rows[1], n_rows[0] * sizeof *rows[0]);
    }
    assert_int_equal(corpus_possible(left, KIND_NONE), corpus_possible(right, KIND_NONE));
    for (int i = 0; i < q->n_terms; i++)
        assert_int_equal(corpus_by_sound(left, i), corpus_by_sound(right, i));
}

/* An answer takes over terms from the one before, and texts are looked for where their beginning
 * was found, or not again: all as if nothing had been asked before. */
static void what_was_asked_before_changes_nothing(void **state)
{
    static const char *const typed[] = {
        "サイバー",
        "サイバー 演習",
        "演習 サイバー",
        "-演習 サイバー",
        "サイバー -演習",
        "date:2024 サイバー",
        "-date:2024 演習",
        "演習 -date:2024",
        "演習",
        "\"演習\"",
        /* typed on, erased, typed on otherwise */
        "s",
        "se",
        "sec",
        "secu",
        "sec",
        "se",
        "sek",
        "sei",
        "\"se\"",
        "\"sec\"",
        "g",
        "ga",
        "gai",
        "gaim",
        "gaimu",
        "gaimus",
        "gai",
        "gaiy",
        "ka",
        "kan",
        "kank",
        "kanko",
        "サ",
        "サイ",
        "サイバ",
        "サイ",
        "サ",
        "声",
        "声明",
        "声",
        "a",
        "an",
        "ann",
        "n",
        "nc",
        "ncs",
        "ncsc",
        "nc",
        "nco",
        "j",
        "jo",
        "joi",
        "joint",
        "joint e",
        "joint ex",
        "joint",
        /* the longer one's key has as many bytes as the shorter one's with its sound */
        "infor",
        "informatics",
        "information",
    };

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct corpus *fresh = corpus_new(fx->st, &fx->error);
        struct query q = parsed(typed[i]);

        assert_non_null(fresh);
        assert_answers_alike(fx->corpus, fresh, &q);
        corpus_free(fresh);
        query_finish(&q);
    }
}

/* What is gathered while nobody types answers as the search does. */
static void letters_gathered_before_answer_as_a_search_does(void **state)
{
    struct corpus *ready = corpus_new(fx->st, &fx->error);
    char typed[2] = "";
    size_t n_some = 0;

    (void)state;
    assert_non_null(ready);
    while (!corpus_has_text(ready))
        assert_true(corpus_load_text(ready, &fx->error));
    for (const char *at = "abcdefghijklmnopqrstuvwxyz0123456789"; *at; at++) {
        struct corpus *fresh = corpus_new(fx->st, &fx->error);
        struct query q;
        uint32_t *rows;

        assert_non_null(fresh);
        typed[0] = *at;
        q = parsed(typed);
        assert_answers_alike(ready, fresh, &q);
        n_some += corpus_timeline(ready, &mem, &rows) > 0;
        corpus_free(fresh);
        query_finish(&q);
    }
    assert_in_range(n_some, 10, 35);
    corpus_free(ready);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(until_an_answer_is_whole_the_one_before_stands),
        cmocka_unit_test(what_was_asked_before_changes_nothing),
        cmocka_unit_test(letters_gathered_before_answer_as_a_search_does),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
