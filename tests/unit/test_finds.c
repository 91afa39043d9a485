/*
 * What readers type for one body, in every way they may, and for two bodies at once: on the small,
 * the default and the big dossier.
 * Usage: test_finds DOSSIER BODY OTHER TYPED: the ids of the Japanese foreign ministry and of
 * another body, how that one is typed, and, if it is a foreign office too, "office".
 */
#include "nichiei/engine/corpus.h"

#include "fixture.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *dossier, *body_id, *other_id, *other_typed;
static bool is_office;

static struct fixture *fx;
static struct oracle *oracle;
static struct arena mem;
static uint32_t body, other;

static int open_all(void **state)
{
    (void)state;
    fx = fixture_open(dossier, DISPLAY_BOTH);
    oracle = oracle_open(dossier);
    body = fixture_n(fx, body_id);
    other = fixture_n(fx, other_id);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    arena_finish(&mem);
    oracle_close(oracle);
    fixture_close(fx);
    return 0;
}

/* Which records a query finds, by number: of the timeline and of the actors. */
static bool *found_by(const char *typed)
{
    bool *found = arena_zeroed(&mem, oracle_n_records(oracle) + 1, sizeof *found);
    struct query q = {0};
    uint32_t *rows;
    size_t n_rows;

    if (!query_parse(&q, typed, strlen(typed), fx->st, &fx->error))
        fail_msg("%s: %s", typed, fx->error.text);
    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    n_rows = corpus_timeline(fx->corpus, &mem, &rows);
    for (size_t i = 0; i < n_rows; i++)
        found[rows[i]] = true;
    n_rows = corpus_rows(fx->corpus, &mem, KIND_ACTOR, false, &rows);
    for (size_t i = 0; i < n_rows; i++)
        found[rows[i]] = true;
    query_finish(&q);
    return found;
}

/* The activities and events that an actor takes part in, as authored. */
static bool takes_part(uint32_t actor, uint32_t n)
{
    const struct oracle_record *r = oracle_record(oracle, n);

    for (size_t i = 0; i < r->n_pairs && oracle_is_fact(oracle, n); i++)
        if (r->pairs[i].field == QUERY_ACTOR && r->pairs[i].value == actor)
            return true;
    return false;
}

/* Finds the actor and all that it takes part in. */
static void assert_finds(const char *typed, uint32_t actor)
{
    const bool *found = found_by(typed);

    if (!found[actor])
        fail_msg("%s does not find %s", typed, oracle_record(oracle, actor)->id);
    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++)
        if (takes_part(actor, n) && !found[n])
            fail_msg("%s does not find %s", typed, oracle_record(oracle, n)->id);
}

/* And nothing that is not found by these words, each of which was typed for itself. */
static void assert_finds_no_more(const char *typed, const char *const *words, int n_words)
{
    struct oracle_query q = {.n_terms = n_words};
    const bool *found = found_by(typed);

    for (int i = 0; i < n_words; i++) {
        q.term[i] = (struct oracle_term){.field = QUERY_TEXT};
        snprintf(q.term[i].text, sizeof q.term[i].text, "%s", words[i]);
    }
    oracle_ask(oracle, &q);
    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++)
        if (found[n] && !oracle_matches(oracle, n, false))
            fail_msg("%s finds %s", typed, oracle_record(oracle, n)->id);
}

/* Whatever one finds, the other finds too. */
static void assert_within(const char *narrow, const char *wide)
{
    const bool *few = found_by(narrow), *many = found_by(wide);

    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++)
        if (few[n] && !many[n])
            fail_msg("%s finds %s, %s does not", narrow, oracle_record(oracle, n)->id, wide);
}

static void the_ministry_is_found_however_it_is_typed(void **state)
{
    static const char *const typed[] = {"gaimu", "がいむ", "ｶﾞｲﾑ", "外務", "外"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        assert_finds(typed[i], body);
        assert_finds_no_more(typed[i], &typed[i], 1);
    }
    assert_within("がいむ", "ｶﾞｲﾑ");
    assert_within("ｶﾞｲﾑ", "がいむ");
    assert_within("がいむ", "gaimu");
    assert_within("外務", "外");
    assert_within("外務省", "外務");
}

static void romaji_is_found_by_its_sound_alone(void **state)
{
    const bool *found = found_by("gaimu");
    struct query q = {0};

    (void)state;
    assert_true(found[body]);
    assert_true(corpus_by_sound(fx->corpus, 0) > 0);
    assert_true(query_parse(&q, "外務", strlen("外務"), fx->st, &fx->error));
    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    assert_int_equal(corpus_by_sound(fx->corpus, 0), 0);
    query_finish(&q);
}

static void two_words_are_both_there(void **state)
{
    static const char *const words[] = {"foreign", "office"};

    (void)state;
    assert_finds("foreign", body);
    assert_finds_no_more("foreign office", words, 2);
    assert_within("foreign office", "foreign");
    assert_within("foreign office", "office");
    assert_within("\"foreign office\"", "foreign office");
    if (is_office) {
        assert_finds("foreign office", other);
        assert_finds("\"foreign office\"", other);
        assert_finds("Ｆｏｒｅｉｇｎ　ＯＦＦＩＣＥ", other);
    }
}

/* Compares the timeline with what is authored. */
static void assert_takes_part(const char *typed, bool both)
{
    const bool *found = found_by(typed);
    size_t n_found = 0;

    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++) {
        bool one = takes_part(body, n), two = takes_part(other, n);

        if (!oracle_is_fact(oracle, n))
            continue;
        if (found[n] != (both ? one && two : one || two))
            fail_msg("%s: %s is %s", typed, oracle_record(oracle, n)->id,
                     found[n] ? "extra" : "missing");
        n_found += found[n];
    }
    assert_true(n_found > 0);
}

static void a_field_twice_is_both_and_a_comma_is_either(void **state)
{
    struct buf typed = {0};

    (void)state;
    buf_printf(&typed, "actor:%s actor:外務省", other_typed);
    assert_takes_part(buf_cstr(&typed), true);
    buf_reset(&typed);
    buf_printf(&typed, "actor:%s,外務省", other_typed);
    assert_takes_part(buf_cstr(&typed), false);
    buf_reset(&typed);
    buf_printf(&typed, "actor：外務省，%s", other_typed);
    assert_takes_part(buf_cstr(&typed), false);
    buf_finish(&typed);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ministry_is_found_however_it_is_typed),
        cmocka_unit_test(romaji_is_found_by_its_sound_alone),
        cmocka_unit_test(two_words_are_both_there),
        cmocka_unit_test(a_field_twice_is_both_and_a_comma_is_either),
    };

    if (argc < 5) {
        fprintf(stderr, "usage: test_finds DOSSIER BODY OTHER TYPED [office]\n");
        return 2;
    }
    dossier = argv[1];
    body_id = argv[2];
    other_id = argv[3];
    other_typed = argv[4];
    is_office = argc > 5;
    return cmocka_run_group_tests(tests, open_all, close_all);
}
