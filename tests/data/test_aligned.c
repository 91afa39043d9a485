/* The alignment of the default dossier: each cell as the paper has it. */
#include "nichiei/engine/alignment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *dossier_path;
static struct store *dossier;
static struct arena arena;
static struct err failure;

/* Two are stated, three go by example or in part, of four the paper says nothing; none is open. */
static void the_priorities_against_the_accord(void **state)
{
    static const enum aligned cells[] = {
        ALIGNED_SILENT, ALIGNED_INFERRED, ALIGNED_SILENT, ALIGNED_STATED, ALIGNED_INFERRED,
        ALIGNED_SILENT, ALIGNED_INFERRED, ALIGNED_SILENT, ALIGNED_STATED,
    };
    struct alignment t;

    (void)state;
    assert_true(alignment_read(dossier, &arena, ALIGNMENT_ACCORD, &t, &failure));
    assert_int_equal(t.n_rows, 3);
    assert_int_equal(t.n_cols, 3);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(t.cells[i].is, cells[i]);
        assert_true(t.cells[i].n_citations > 0);
    }
}

/* Five British pillars and the four rows of table 2, of which the text calls three directions. The
 * paper compares the strategies as wholes; two pairs are read from the names. */
static void the_strategies_against_each_other(void **state)
{
    struct alignment t;

    (void)state;
    assert_true(alignment_read(dossier, &arena, ALIGNMENT_STRATEGIES, &t, &failure));
    assert_int_equal(t.n_rows, 5);
    assert_int_equal(t.n_cols, 4);
    assert_int_equal(t.n_of[ALIGNED_STATED], 0);
    assert_int_equal(t.n_of[ALIGNED_INFERRED], 2);
    assert_int_equal(t.n_of[ALIGNED_UNKNOWN], 18);
    assert_int_equal(t.cells[1 * 4 + 1].is, ALIGNED_INFERRED);
    assert_int_equal(t.cells[3 * 4 + 2].is, ALIGNED_INFERRED);
    assert_int_equal(t.whole.is, ALIGNED_STATED);
    assert_non_null(strstr(t.cols[3].note[LANG_EN], "three directions"));
}

static void two_themes_match_no_priority(void **state)
{
    uint32_t *links;
    size_t n;

    (void)state;
    assert_true(alignment_gaps(dossier, &arena, &links, &n, &failure));
    assert_int_equal(n, 2);
}

static int set_up(void **state)
{
    (void)state;
    dossier = store_open(dossier_path, &failure);
    if (!dossier)
        printf("%s\n", failure.text);
    return dossier ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    store_close(dossier);
    arena_finish(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_priorities_against_the_accord),
        cmocka_unit_test(the_strategies_against_each_other),
        cmocka_unit_test(two_themes_match_no_priority),
    };

    if (argc < 2) {
        printf("usage: test_aligned DOSSIER\n");
        return 2;
    }
    dossier_path = argv[1];
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
