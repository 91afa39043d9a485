/* Values ticked, made the only one, and excluded; of records, words and years. */
#include "nichiei/engine/query.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static struct query q;
static struct buf printed;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    query_finish(&q);
    buf_finish(&printed);
    fixture_close(fx);
    return 0;
}

static void parse(const char *typed)
{
    query_finish(&q);
    if (!query_parse(&q, typed, strlen(typed), fx->st, &fx->error))
        fail_msg("%s: %s", typed, fx->error.text);
}

/* The query as it is printed, which must parse to the same again. */
static void assert_query(const char *wanted)
{
    struct query again = {0};
    struct buf second = {0};

    buf_reset(&printed);
    query_print(&q, fx->st, &printed);
    assert_string_equal(buf_cstr(&printed), wanted);
    assert_true(query_parse(&again, wanted, strlen(wanted), fx->st, &fx->error));
    query_print(&again, fx->st, &second);
    assert_string_equal(buf_cstr(&second), wanted);
    query_finish(&again);
    buf_finish(&second);
}

static void a_tick_is_one_more_alternative_and_comes_off_again(void **state)
{
    uint32_t npa = fixture_n(fx, "actor:npa"), mofa = fixture_n(fx, "actor:mofa");

    (void)state;
    assert_true(query_toggle(&q, QUERY_ACTOR, npa));
    assert_true(query_toggle(&q, QUERY_ACTOR, mofa));
    assert_query("actor:npa,mofa");
    assert_true(query_has(&q, QUERY_ACTOR, mofa));
    assert_true(query_toggle(&q, QUERY_ACTOR, npa));
    assert_query("actor:mofa");
    assert_true(query_toggle(&q, QUERY_ACTOR, mofa));
    assert_query("");
}

static void a_value_comes_off_whichever_term_holds_it(void **state)
{
    (void)state;
    parse("actor:npa actor:mofa");
    assert_int_equal(query_ticks(&q, QUERY_ACTOR), 2);
    assert_true(query_toggle(&q, QUERY_ACTOR, fixture_n(fx, "actor:mofa")));
    assert_query("actor:npa");
}

static void years_are_ticked_as_they_are_typed(void **state)
{
    (void)state;
    assert_true(query_toggle(&q, QUERY_YEAR, 2024));
    assert_true(query_toggle(&q, QUERY_YEAR, 2012));
    assert_true(query_toggle(&q, QUERY_YEAR, 2023));
    assert_query("year:2024,2012,2023");
    assert_true(query_toggle(&q, QUERY_YEAR, 2012));
    assert_query("year:2024,2023");
    assert_true(query_toggle(&q, QUERY_YEAR, 2023));
    assert_query("year:2024");
    assert_false(query_has(&q, QUERY_YEAR, 2023));
    parse("year:FY2023，R6、\"2012\"");
    assert_query("year:FY2023,R6,\"2012\"");
    assert_true(query_has(&q, QUERY_YEAR, 2024)); /* R6 is 2024 */
    assert_false(query_has(&q, QUERY_YEAR, 2023));
    assert_true(query_toggle(&q, QUERY_YEAR, 2024));
    assert_true(query_toggle(&q, QUERY_YEAR, 2012));
    assert_query("year:FY2023");
}

static void what_is_chosen_is_listed_and_a_fiscal_year_is_no_year(void **state)
{
    uint32_t values[4];

    (void)state;
    parse("year:2012,FY2023 -year:2013 country:JP,GB");
    assert_int_equal(query_chosen(&q, QUERY_YEAR, values, 4), 2);
    assert_int_equal(values[0], 2012);
    assert_int_equal(values[1], 2013);
    assert_int_equal(query_chosen(&q, QUERY_COUNTRY, values, 4), 2);
    assert_int_equal(query_chosen(&q, QUERY_COUNTRY, values, 1), 1);
    assert_int_equal(query_chosen(&q, QUERY_ACTOR, values, 4), 0);
}

static void only_takes_the_place_of_all_others(void **state)
{
    (void)state;
    parse("声明 actor:npa,ncsc country:JP actor:mofa -actor:ncsc");
    assert_true(query_only(&q, QUERY_ACTOR, fixture_n(fx, "actor:mofa")));
    assert_query("声明 actor:mofa country:JP -actor:ncsc");
    assert_true(query_only(&q, QUERY_ACTOR, fixture_n(fx, "actor:ncsc"))); /* excluded before */
    assert_query("声明 actor:ncsc country:JP");
    assert_true(query_only(&q, QUERY_YEAR, 2024));
    assert_query("声明 actor:ncsc country:JP year:2024");
}

static void an_exclusion_comes_off_again_and_replaces_a_tick(void **state)
{
    uint32_t npa = fixture_n(fx, "actor:npa");

    (void)state;
    parse("actor:npa,mofa");
    assert_true(query_exclude(&q, QUERY_ACTOR, npa));
    assert_query("actor:mofa -actor:npa");
    assert_true(query_excludes(&q, QUERY_ACTOR, npa));
    assert_true(query_exclude(&q, QUERY_ACTOR, npa));
    assert_query("actor:mofa");
    parse("-year:2012,2013");
    assert_true(query_exclude(&q, QUERY_YEAR, 2012));
    assert_query("-year:2013");
    assert_true(query_toggle(&q, QUERY_YEAR, 2013)); /* ticked, so not excluded */
    assert_query("year:2013");
}

static void without_room_nothing_changes(void **state)
{
    char before[4096];

    (void)state;
    for (int i = 0; i < QUERY_MAX_TERMS; i++) {
        const char *term = i % 2 ? "-声明" : "日本";

        assert_true(query_parse(&q, term, strlen(term), fx->st, &fx->error));
    }
    query_print(&q, fx->st, &printed);
    strcpy(before, buf_cstr(&printed));
    assert_false(query_toggle(&q, QUERY_YEAR, 2012));
    assert_false(query_only(&q, QUERY_YEAR, 2012));
    assert_false(query_exclude(&q, QUERY_YEAR, 2012));
    assert_query(before);
    parse("");
    for (int i = 0; i < QUERY_MAX_VALUES / 2; i++)
        assert_true(query_toggle(&q, QUERY_YEAR, 2000 + (uint32_t)i));
    assert_false(query_toggle(&q, QUERY_YEAR, 1999));
    assert_false(query_has(&q, QUERY_YEAR, 1999));
}

#define TICKS_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TICKS_TEST(a_tick_is_one_more_alternative_and_comes_off_again),
        TICKS_TEST(a_value_comes_off_whichever_term_holds_it),
        TICKS_TEST(years_are_ticked_as_they_are_typed),
        TICKS_TEST(what_is_chosen_is_listed_and_a_fiscal_year_is_no_year),
        TICKS_TEST(only_takes_the_place_of_all_others),
        TICKS_TEST(an_exclusion_comes_off_again_and_replaces_a_tick),
        TICKS_TEST(without_room_nothing_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
