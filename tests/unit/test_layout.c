/* Rectangles: every cell of the screen belongs to exactly one part, whatever the size. */
#include "nichiei/view/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_COLS = 200, MAX_ROWS = 60 };

enum { MAX_PARTS = 5 + PANE_COUNT };

static bool overlap(struct rect a, struct rect b)
{
    return a.row < b.row + b.rows && b.row < a.row + a.rows && a.col < b.col + b.cols &&
           b.col < a.col + a.cols;
}

/* Nothing outside, nothing twice, and nothing left over. */
static void assert_covered_once(const struct layout *l)
{
    struct rect part[MAX_PARTS] = {l->head, l->chips, l->status, l->hints, l->divider};
    int n_cells = 0;

    memcpy(part + 5, l->pane, sizeof l->pane);
    for (int i = 0; i < MAX_PARTS; i++) {
        struct rect r = part[i];

        if (r.rows <= 0 || r.cols <= 0)
            continue;
        if (r.row < 0 || r.col < 0 || r.row + r.rows > l->rows || r.col + r.cols > l->cols)
            fail_msg("%dx%d: part %d reaches outside", l->cols, l->rows, i);
        for (int k = 0; k < i; k++)
            if (part[k].rows > 0 && part[k].cols > 0 && overlap(r, part[k]))
                fail_msg("%dx%d: parts %d and %d overlap", l->cols, l->rows, i, k);
        n_cells += r.rows * r.cols;
    }
    if (n_cells != l->rows * l->cols)
        fail_msg("%dx%d: %d cells belong to no part", l->cols, l->rows,
                 l->rows * l->cols - n_cells);
}

/* A wish with as many rows for each pane as it can get, or so many. */
static struct layout_wish wish_for(enum pane focus, enum pane list_focus, bool has_chips,
                                   size_t rows)
{
    struct layout_wish wish = {.focus = focus, .list_focus = list_focus, .has_chips = has_chips};

    for (int i = 0; i < PANE_STACKED; i++)
        wish.rows[i] = rows;
    return wish;
}

static struct layout layout_at(int cols, int rows, enum pane focus, bool has_chips)
{
    struct layout_wish wish = wish_for(focus, focus, has_chips, SIZE_MAX);

    return layout_of(cols, rows, &wish);
}

/* What must hold at every size from 40x10. */
static void assert_sound(const struct layout *l, const struct layout_wish *wish)
{
    enum pane large = wish->focus == PANE_DETAIL ? wish->list_focus : wish->focus;

    assert_false(l->too_small);
    assert_covered_once(l);
    assert_int_equal(l->head.row, 0);
    assert_int_equal(l->hints.row, l->rows - 1);
    if (l->single && wish->focus == PANE_DETAIL) {
        assert_true(l->pane[PANE_DETAIL].rows >= 3);
        return;
    }
    assert_true(l->pane[large].rows >= 3); /* its title and some rows */
    for (int i = 0; i < PANE_STACKED; i++) {
        assert_true(l->pane[i].rows >= 1);
        if ((size_t)l->pane[large].rows < wish->rows[large] + 1)
            assert_true(l->pane[i].rows <= l->pane[large].rows);
    }
    assert_int_equal(l->pane[PANE_DETAIL].rows > 0, !l->single);
}

static void every_cell_belongs_to_one_part_at_every_size(void **state)
{
    static const size_t contents[] = {0, 1, 7, SIZE_MAX};

    (void)state;
    for (int cols = LAYOUT_MIN_COLS; cols <= MAX_COLS; cols += 3)
        for (int rows = LAYOUT_MIN_ROWS; rows <= MAX_ROWS; rows++)
            for (int focus = 0; focus < PANE_COUNT; focus++)
                for (int i = 0; i < 8; i++) {
                    enum pane list = focus < PANE_LISTS ? (enum pane)focus : PANE_THEMES;
                    struct layout_wish wish =
                        wish_for((enum pane)focus, list, i % 2, contents[i / 2]);
                    struct layout l = layout_of(cols, rows, &wish);

                    assert_sound(&l, &wish);
                }
}

static void below_the_minimum_there_is_only_a_message(void **state)
{
    (void)state;
    assert_true(layout_at(39, 10, PANE_TIMELINE, false).too_small);
    assert_true(layout_at(40, 9, PANE_TIMELINE, false).too_small);
    assert_true(layout_at(0, 0, PANE_TIMELINE, true).too_small);
    assert_false(layout_at(40, 10, PANE_TIMELINE, true).too_small);
}

static void the_width_decides_what_stands_beside_what(void **state)
{
    struct layout l = layout_at(79, 24, PANE_TIMELINE, false);

    (void)state;
    assert_true(l.single && !l.side_by_side);
    l = layout_at(80, 24, PANE_TIMELINE, false);
    assert_true(!l.single && !l.side_by_side);
    assert_true(l.pane[PANE_DETAIL].cols >= 32);
    l = layout_at(139, 24, PANE_TIMELINE, false);
    assert_false(l.side_by_side);
    l = layout_at(140, 24, PANE_TIMELINE, false);
    assert_true(l.side_by_side);
    assert_int_equal(layout_at(79, 16, PANE_TIMELINE, false).status.rows, 1);
    assert_int_equal(layout_at(79, 15, PANE_TIMELINE, false).status.rows, 0);
    l = layout_at(160, 13, PANE_TIMELINE, false);
    assert_true(l.single);
}

static void the_pane_with_the_keys_is_the_largest(void **state)
{
    (void)state;
    for (int focus = 0; focus < PANE_STACKED; focus++) {
        struct layout l = layout_at(80, 24, (enum pane)focus, false);

        for (int i = 0; i < PANE_STACKED; i++)
            assert_true(i == focus || l.pane[i].rows < l.pane[focus].rows);
    }
}

static void rows_that_the_pane_with_the_keys_cannot_fill_go_to_the_others(void **state)
{
    struct layout_wish wish = wish_for(PANE_THEMES, PANE_THEMES, false, SIZE_MAX);
    struct layout l;

    (void)state;
    wish.rows[PANE_THEMES] = 5;
    l = layout_of(80, 24, &wish);
    assert_int_equal(l.pane[PANE_THEMES].rows, 6);
    assert_true(l.pane[PANE_TIMELINE].rows > 3);
    assert_int_equal(l.pane[PANE_FACETS].rows, 1);
    wish.rows[PANE_TIMELINE] = 2; /* these are full as they are */
    wish.rows[PANE_ACTORS] = 1;
    l = layout_of(80, 24, &wish);
    assert_int_equal(l.pane[PANE_TIMELINE].rows, 3);
    assert_int_equal(l.pane[PANE_ACTORS].rows, 2);
    assert_true(l.pane[PANE_RECOMMENDATIONS].rows > 3);
    wish.rows[PANE_RECOMMENDATIONS] = 0; /* "nothing matches" takes a row */
    l = layout_of(80, 24, &wish);
    assert_int_equal(l.pane[PANE_RECOMMENDATIONS].rows, 2);
    assert_int_equal(l.pane[PANE_FACETS].rows, 20 - 3 - 2 - 6 - 2);
}

static void facets_without_the_keys_are_one_line_where_rows_are_few(void **state)
{
    (void)state;
    assert_int_equal(layout_at(80, 24, PANE_TIMELINE, false).pane[PANE_FACETS].rows, 1);
    assert_int_equal(layout_at(80, 39, PANE_TIMELINE, false).pane[PANE_FACETS].rows, 1);
    assert_int_equal(layout_at(80, 40, PANE_TIMELINE, false).pane[PANE_FACETS].rows, 6);
    assert_int_equal(layout_at(40, 10, PANE_TIMELINE, false).pane[PANE_FACETS].rows, 1);
}

static void filters_take_a_line_of_the_small_layout_only_if_there_are_any(void **state)
{
    (void)state;
    assert_int_equal(layout_at(40, 10, PANE_TIMELINE, false).chips.rows, 0);
    assert_int_equal(layout_at(40, 10, PANE_TIMELINE, true).chips.rows, 1);
    assert_int_equal(layout_at(80, 24, PANE_TIMELINE, false).chips.rows, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_belongs_to_one_part_at_every_size),
        cmocka_unit_test(below_the_minimum_there_is_only_a_message),
        cmocka_unit_test(the_width_decides_what_stands_beside_what),
        cmocka_unit_test(the_pane_with_the_keys_is_the_largest),
        cmocka_unit_test(rows_that_the_pane_with_the_keys_cannot_fill_go_to_the_others),
        cmocka_unit_test(facets_without_the_keys_are_one_line_where_rows_are_few),
        cmocka_unit_test(filters_take_a_line_of_the_small_layout_only_if_there_are_any),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
