/* The error slot: the first error wins, and its sentence stays whole UTF-8. */
#include "nichiei/base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void the_first_error_wins(void **state)
{
    struct err e = {0};

    (void)state;
    assert_false(err_set(&e, ERR_DATA, "%s:%d: no such theme", "activities.csv", 12));
    assert_false(err_set(&e, ERR_USAGE, "later"));
    assert_int_equal(e.code, ERR_DATA);
    assert_string_equal(e.text, "activities.csv:12: no such theme");
}

static void a_missing_slot_is_no_crash(void **state)
{
    (void)state;
    assert_false(err_set(NULL, ERR_DATA, "nobody listens"));
}

static void a_cleared_slot_takes_the_next_error(void **state)
{
    struct err e = {0};

    (void)state;
    err_set(&e, ERR_DATA, "one");
    err_clear(&e);
    assert_int_equal(e.code, ERR_NONE);
    assert_string_equal(e.text, "");
    err_set(&e, ERR_TERMINAL, "two");
    assert_int_equal(e.code, ERR_TERMINAL);
    assert_string_equal(e.text, "two");
}

/* A sentence of `before` ASCII letters and then many あ, as the slot holds it. */
static size_t cut_bytes(size_t before)
{
    struct err e = {0};
    char text[4096];

    memset(text, 'a', before);
    for (size_t i = 0; i < 1000; i++)
        memcpy(text + before + 3 * i, "あ", 3);
    text[before + 3000] = '\0';
    err_set(&e, ERR_DATA, "%s", text);
    assert_memory_equal(e.text, text, strlen(e.text));
    return strlen(e.text);
}

static void a_long_sentence_is_not_cut_inside_a_character(void **state)
{
    const size_t room = sizeof((struct err *)0)->text - 1;

    (void)state;
    for (size_t before = 0; before < 6; before++) {
        size_t n_bytes = cut_bytes(before);

        assert_int_equal((n_bytes - before) % 3, 0);
        assert_in_range(n_bytes, room - 3, room);
    }
}

static void a_sentence_that_just_fits_is_whole(void **state)
{
    struct err e = {0};
    char text[sizeof e.text];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    memcpy(text + sizeof text - 4, "あ", 4);
    err_set(&e, ERR_DATA, "%s", text);
    assert_string_equal(e.text, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_error_wins),
        cmocka_unit_test(a_missing_slot_is_no_crash),
        cmocka_unit_test(a_cleared_slot_takes_the_next_error),
        cmocka_unit_test(a_long_sentence_is_not_cut_inside_a_character),
        cmocka_unit_test(a_sentence_that_just_fits_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
