/* Who answers whom: cells stated, inferred, silent, and those on which nothing is recorded. */
#include "nichiei/engine/alignment.h"

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
static struct err failure;

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

static struct alignment block(enum alignment_block which)
{
    struct alignment t;

    assert_true(alignment_read(fx->st, &mem, which, &t, &failure));
    return t;
}

static void silence_is_told_from_nothing_recorded(void **state)
{
    static const enum aligned wanted[] = {ALIGNED_STATED, ALIGNED_SILENT, ALIGNED_INFERRED,
                                          ALIGNED_UNKNOWN};
    struct alignment t = block(ALIGNMENT_ACCORD);

    (void)state;
    assert_int_equal(t.n_rows, 2);
    assert_int_equal(t.n_cols, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t.cells[i].is, wanted[i]);
        assert_int_equal(t.n_of[wanted[i]], 1);
        assert_int_equal(t.cells[i].link != 0, wanted[i] != ALIGNED_UNKNOWN);
    }
    assert_string_equal(t.rows[0].record.id, "pillar:partnership-1");
    assert_string_equal(t.cols[1].record.id, "pillar:accord-2");
}

static void a_cell_says_where_and_with_what_limits(void **state)
{
    struct alignment t = block(ALIGNMENT_ACCORD);

    (void)state;
    assert_int_equal(t.cells[0].link, fixture_n(fx, "link:align-1-1"));
    assert_string_equal(t.cells[0].locator, "sec=1.2;par=5");
    assert_int_equal(t.cells[0].n_citations, 1);
    assert_string_equal(t.cells[0].extent, "full");
    assert_string_equal(t.cells[2].limits[LANG_EN], "By one example only.");
}

static void strategies_stand_against_each_other(void **state)
{
    struct alignment t = block(ALIGNMENT_STRATEGIES);

    (void)state;
    assert_int_equal(t.n_rows, 1);
    assert_int_equal(t.n_cols, 1);
    assert_string_equal(t.rows[0].record.id, "pillar:gb-1");
    assert_string_equal(t.cols[0].record.id, "pillar:jp-1");
    assert_int_equal(t.cells[0].is, ALIGNED_INFERRED);
    assert_string_equal(t.cols[0].note[LANG_EN], "The text calls it a direction.");
    assert_int_equal(t.whole.link, 0); /* nothing is said of them as wholes */
}

static void what_answers_nothing_is_a_gap(void **state)
{
    uint32_t *links;
    size_t n;

    (void)state;
    assert_true(alignment_gaps(fx->st, &mem, &links, &n, &failure));
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_is_told_from_nothing_recorded),
        cmocka_unit_test(a_cell_says_where_and_with_what_limits),
        cmocka_unit_test(strategies_stand_against_each_other),
        cmocka_unit_test(what_answers_nothing_is_a_gap),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
