/* The history of the prompt: the latest first, nothing twice, what was being typed at the end. */
#include "nichiei/model/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct history h;

static int empty(void **state)
{
    (void)state;
    history_finish(&h);
    return 0;
}

static void the_latest_comes_first_and_what_was_typed_at_the_end(void **state)
{
    (void)state;
    history_add(&h, "警察");
    history_add(&h, "actor:npa");
    assert_string_equal(history_back(&h, "ha"), "actor:npa");
    assert_string_equal(history_back(&h, "actor:npa"), "警察");
    assert_null(history_back(&h, "警察"));
    assert_string_equal(history_forth(&h), "actor:npa");
    assert_string_equal(history_forth(&h), "ha");
    assert_null(history_forth(&h));
}

static void an_empty_history_leads_nowhere(void **state)
{
    (void)state;
    assert_null(history_back(&h, "x"));
    assert_null(history_forth(&h));
    history_add(&h, "");
    assert_null(history_back(&h, "x"));
}

static void a_line_is_kept_once_where_it_was_last(void **state)
{
    (void)state;
    history_add(&h, "a");
    history_add(&h, "b");
    history_add(&h, "a");
    assert_int_equal(h.n_lines, 2);
    assert_string_equal(history_back(&h, ""), "a");
    assert_string_equal(history_back(&h, "a"), "b");
    assert_null(history_back(&h, "b"));
}

static void a_changed_line_is_the_one_being_typed(void **state)
{
    (void)state;
    history_add(&h, "a");
    history_add(&h, "b");
    history_back(&h, "");
    history_back(&h, "b");
    history_rewind(&h); /* "a" became "ax" */
    assert_null(history_forth(&h));
    assert_string_equal(history_back(&h, "ax"), "b");
    assert_string_equal(history_forth(&h), "ax");
}

static void the_oldest_lines_make_room(void **state)
{
    char line[16];

    (void)state;
    for (int i = 0; i < HISTORY_MAX_LINES + 3; i++) {
        snprintf(line, sizeof line, "%d", i);
        history_add(&h, line);
    }
    assert_int_equal(h.n_lines, HISTORY_MAX_LINES);
    assert_string_equal(h.line[0], "3");
    assert_string_equal(history_back(&h, ""), "102");
}

#define HISTORY_TEST(name) cmocka_unit_test_setup_teardown(name, empty, empty)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HISTORY_TEST(the_latest_comes_first_and_what_was_typed_at_the_end),
        HISTORY_TEST(an_empty_history_leads_nowhere),
        HISTORY_TEST(a_line_is_kept_once_where_it_was_last),
        HISTORY_TEST(a_changed_line_is_the_one_being_typed),
        HISTORY_TEST(the_oldest_lines_make_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
