/* The arena: zeroed, aligned, reusable memory. */
#include "nichiei/base/arena.h"

#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_all_zero(const void *bytes, size_t n_bytes)
{
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n_bytes; i++)
        assert_int_equal(p[i], 0);
}

static void a_zeroed_arena_can_be_finished_and_reset(void **state)
{
    struct arena a = {0};

    (void)state;
    arena_reset(&a);
    arena_finish(&a);
    arena_finish(&a);
    assert_null(a.block);
}

static void memory_is_aligned_for_any_type(void **state)
{
    struct arena a = {0};

    (void)state;
    for (size_t n_bytes = 1; n_bytes < 100; n_bytes++)
        assert_int_equal((uintptr_t)arena_zeroed(&a, 1, n_bytes) % alignof(max_align_t), 0);
    arena_finish(&a);
}

static void pieces_do_not_overlap(void **state)
{
    struct arena a = {0};
    unsigned char *piece[300];

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        piece[i] = arena_zeroed(&a, i + 1, 3);
        memset(piece[i], (int)(i % 251 + 1), (i + 1) * 3);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t at = 0; at < (i + 1) * 3; at++)
            assert_int_equal(piece[i][at], i % 251 + 1);
    arena_finish(&a);
}

static void memory_is_zero_also_after_a_reset(void **state)
{
    struct arena a = {0};

    (void)state;
    memset(arena_zeroed(&a, 1000, 1), 0xAA, 1000);
    arena_reset(&a);
    assert_all_zero(arena_zeroed(&a, 1000, 1), 1000);
    memset(arena_zeroed(&a, 1000000, 1), 0xAA, 1000000); /* a block of its own */
    arena_reset(&a);
    assert_all_zero(arena_zeroed(&a, 1000000, 1), 1000000);
    arena_finish(&a);
}

static void a_reset_keeps_the_largest_block(void **state)
{
    struct arena a = {0};
    char *large;

    (void)state;
    arena_zeroed(&a, 1, 1);
    large = arena_zeroed(&a, 1, 1000000);
    arena_zeroed(&a, 1, 10000);
    arena_zeroed(&a, 1, 10000);
    arena_reset(&a);
    assert_ptr_equal(arena_zeroed(&a, 1, 1000000), large);
    arena_finish(&a);
}

static void a_copy_is_terminated_and_may_hold_zero_bytes(void **state)
{
    struct arena a = {0};
    char *copy = arena_copy(&a, "a\0b!", 3);

    (void)state;
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(arena_copy(&a, NULL, 0), "");
    arena_finish(&a);
}

static void an_array_grows_and_keeps_what_it_holds(void **state)
{
    struct arena a = {0};
    size_t cap = 0;
    int *items = NULL;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(&a, items, (size_t)i, &cap, sizeof *items);
        assert_true(cap > (size_t)i);
        assert_int_equal(items[i], 0);
        items[i] = i + 1;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i + 1);
    assert_ptr_equal(arena_grow(&a, items, 1000, &cap, sizeof *items), items);
    arena_finish(&a);
}

/* The child's fate when it asks for more than there can be. */
static int status_of_asking(size_t n_items, size_t item_bytes)
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        struct arena a = {0};

        fclose(stderr);
        arena_zeroed(&a, n_items, item_bytes);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void a_size_that_overflows_ends_the_program(void **state)
{
    int status = status_of_asking(SIZE_MAX / 2, 4);

    (void)state;
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_arena_can_be_finished_and_reset),
        cmocka_unit_test(memory_is_aligned_for_any_type),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(memory_is_zero_also_after_a_reset),
        cmocka_unit_test(a_reset_keeps_the_largest_block),
        cmocka_unit_test(a_copy_is_terminated_and_may_hold_zero_bytes),
        cmocka_unit_test(an_array_grows_and_keeps_what_it_holds),
        cmocka_unit_test(a_size_that_overflows_ends_the_program),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
