/* The growable buffer and its sticky failure. */
#include "nichiei/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void an_empty_buffer_reads_as_the_empty_string(void **state)
{
    struct buf b = {0};

    (void)state;
    assert_string_equal(buf_cstr(&b), "");
    buf_add(&b, NULL, 0);
    buf_str(&b, NULL);
    buf_str(&b, "");
    assert_int_equal(b.n_bytes, 0);
    assert_string_equal(buf_cstr(&b), "");
    buf_finish(&b);
    buf_finish(&b);
}

static void writes_follow_each_other(void **state)
{
    struct buf b = {0};

    (void)state;
    buf_str(&b, "日英");
    buf_char(&b, ' ');
    buf_add(&b, "cyber!", 5);
    buf_printf(&b, " %d-%s", 2024, "02");
    assert_string_equal(buf_cstr(&b), "日英 cyber 2024-02");
    assert_int_equal(b.n_bytes, strlen("日英 cyber 2024-02"));
    buf_finish(&b);
}

static void zero_bytes_are_content(void **state)
{
    struct buf b = {0};

    (void)state;
    buf_add(&b, "a\0b", 3);
    assert_int_equal(b.n_bytes, 3);
    assert_memory_equal(b.bytes, "a\0b", 4);
    buf_finish(&b);
}

static void it_grows_past_every_size(void **state)
{
    struct buf b = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        buf_char(&b, (char)('a' + i % 26));
    buf_printf(&b, "%01000d", 7);
    assert_false(b.failed);
    assert_int_equal(b.n_bytes, 101000);
    assert_true(b.cap_bytes > b.n_bytes);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(b.bytes[i], 'a' + i % 26);
    assert_string_equal(buf_cstr(&b) + 100998, "07");
    buf_finish(&b);
}

static void a_reset_empties_it_and_keeps_the_memory(void **state)
{
    struct buf b = {0};
    size_t cap_bytes;

    (void)state;
    buf_printf(&b, "%01000d", 7);
    cap_bytes = b.cap_bytes;
    buf_reset(&b);
    assert_string_equal(buf_cstr(&b), "");
    buf_str(&b, "new");
    assert_string_equal(buf_cstr(&b), "new");
    assert_int_equal(b.cap_bytes, cap_bytes);
    buf_finish(&b);
}

static void a_failure_sticks_and_keeps_what_was_there(void **state)
{
    struct buf b = {0};
    volatile size_t too_many = SIZE_MAX / 2; /* volatile: the compiler would see through it */

    (void)state;
    buf_str(&b, "kept");
    buf_add(&b, "x", too_many);
    assert_true(b.failed);
    buf_str(&b, "lost");
    buf_printf(&b, "%s", "lost");
    assert_true(b.failed);
    assert_string_equal(buf_cstr(&b), "kept");
    buf_finish(&b);
    assert_false(b.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_reads_as_the_empty_string),
        cmocka_unit_test(writes_follow_each_other),
        cmocka_unit_test(zero_bytes_are_content),
        cmocka_unit_test(it_grows_past_every_size),
        cmocka_unit_test(a_reset_empties_it_and_keeps_the_memory),
        cmocka_unit_test(a_failure_sticks_and_keeps_what_was_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
