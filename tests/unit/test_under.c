/* `=` and `!`: the value under the cursor, in every pane. */
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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static void assert_filter(const char *query)
{
    assert_string_equal(fixture_query(fx), query);
}

/* Puts the detail's cursor on the first line that shows a field, or a link that opens a record. */
static void to_line(const char *field, uint32_t opens)
{
    const struct detail *d = &fx->app->detail;

    for (size_t i = 0; i < d->n_lines; i++)
        if (opens ? d->lines[i].opens == opens
                  : d->lines[i].field && strcmp(d->lines[i].field, field) == 0) {
            fx->app->detail_cursor = i;
            return;
        }
    fail_msg("no line shows %s", field);
}

static void in_the_lists_it_is_the_row(void **state)
{
    (void)state;
    fixture_keys(fx, "2 g g =");
    assert_filter("actor:npa");
    fixture_keys(fx, "j =");
    assert_filter("actor:ncsc");
    fixture_keys(fx, "!");
    assert_filter("-actor:ncsc");
    assert_string_equal(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_ACTORS])), "actor:mofa");
    fixture_keys(fx, "-");
    fixture_keys(fx, "4 g g =");
    assert_int_equal(fx->app->query.term[0].field, QUERY_REC);
    fixture_keys(fx, "- 1 g g =");
    assert_filter("event:2012-04-10-statement");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 1);
    fixture_keys(fx, "( !");
    assert_filter("-event:2012-04-10-statement");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 12);
}

static void in_the_facets_it_is_the_value_and_the_keys_stay_there(void **state)
{
    (void)state;
    fixture_keys(fx, "5 j Space j =");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    assert_int_equal(fx->app->query.n_terms, 1);
    assert_int_equal(fx->app->query.term[0].n_values, 1);
    fixture_keys(fx, "{ !");
    assert_int_equal(fx->app->note, SAY_NO_VALUE);
}

static void in_the_detail_it_is_the_link_or_the_word_of_the_line(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter"); /* event:2012-04-10-statement */
    to_line("", fixture_n(fx, "actor:mofa"));
    fixture_keys(fx, "=");
    assert_filter("actor:mofa");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    to_line("date", 0);
    fixture_keys(fx, "=");
    assert_filter("actor:mofa year:2012");
    to_line("phase", 0);
    fixture_keys(fx, "- - !");
    assert_filter("-is:essay");
    fixture_keys(fx, "-");
    fixture_keys(fx, "g g =");
    assert_int_equal(fx->app->note, SAY_NO_VALUE);
    assert_filter("");
}

static void an_actor_line_bears_country_and_category(void **state)
{
    (void)state;
    fixture_keys(fx, "2 g g Enter");
    to_line("country", 0);
    fixture_keys(fx, "=");
    assert_filter("country:JP");
    to_line("category", 0);
    fixture_keys(fx, "!");
    assert_filter("country:JP -category:police");
}

static void sources_and_terms_are_asked_for_by_their_fields(void **state)
{
    (void)state;
    assert_true(app_start_at(fx->app, "activity:joint-advisory", &fx->error));
    fixture_keys(fx, "Enter");
    to_line("", fixture_n(fx, "source:paper2024"));
    fixture_keys(fx, "=");
    assert_filter("source:paper2024");
}

static void in_an_empty_list_there_is_no_value(void **state)
{
    (void)state;
    fixture_keys(fx, "/ z z z Enter =");
    assert_int_equal(fx->app->note, SAY_NO_VALUE);
    assert_filter("zzz");
}

#define UNDER_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNDER_TEST(in_the_lists_it_is_the_row),
        UNDER_TEST(in_the_facets_it_is_the_value_and_the_keys_stay_there),
        UNDER_TEST(in_the_detail_it_is_the_link_or_the_word_of_the_line),
        UNDER_TEST(an_actor_line_bears_country_and_category),
        UNDER_TEST(sources_and_terms_are_asked_for_by_their_fields),
        UNDER_TEST(in_an_empty_list_there_is_no_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
