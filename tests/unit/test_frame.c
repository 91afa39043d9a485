/* The grid of cells: half of a wide character is never kept. */
#include "nichiei/view/frame.h"

#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct frame f;
static struct arena mem;

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static int finish(void **state)
{
    (void)state;
    frame_finish(&f);
    arena_finish(&mem);
    return 0;
}

static int put(int row, int col, int max_cols, const char *s)
{
    return frame_put(&f, row, col, max_cols, text_safe_str(&mem, s), STYLE_NORMAL);
}

static void assert_dump(const char *expected)
{
    struct buf out = {0};

    frame_dump(&f, false, &out);
    assert_string_equal(buf_cstr(&out), expected);
    buf_finish(&out);
    assert_whole(&f, expected);
}

static void a_new_frame_is_blank(void **state)
{
    (void)state;
    assert_true(frame_reset(&f, 3, 2));
    assert_dump("|   |\n|   |\n");
    assert_int_equal(f.cursor_row, -1);
    frame_puts(&f, 0, 0, 3, "abc", STYLE_HEAD);
    assert_true(frame_reset(&f, 2, 2));
    assert_dump("|  |\n|  |\n");
    assert_int_equal(frame_cell(&f, 0, 0)->style, STYLE_NORMAL);
    assert_true(frame_reset(&f, 5, 4));
    assert_dump("|     |\n|     |\n|     |\n|     |\n");
}

static void a_frame_of_nothing_is_fine(void **state)
{
    (void)state;
    assert_true(frame_reset(&f, 0, 0));
    assert_true(frame_reset(&f, -3, 5));
    assert_int_equal(f.cols, 0);
    assert_int_equal(put(0, 0, 5, "a"), 0);
    assert_null(frame_cell(&f, 0, 0));
    frame_finish(&f);
    frame_finish(&f);
}

static void text_takes_the_columns_it_says(void **state)
{
    (void)state;
    frame_reset(&f, 10, 1);
    assert_int_equal(put(0, 0, 10, "ab"), 2);
    assert_int_equal(put(0, 2, 10, "警察"), 4);
    assert_dump("|ab警察    |\n");
    assert_int_equal(frame_cell(&f, 0, 2)->cols, 2);
    assert_int_equal(frame_cell(&f, 0, 3)->cols, 0);
    assert_null(frame_cell(&f, 0, 10));
    assert_null(frame_cell(&f, -1, 0));
}

static void what_does_not_fit_is_cut_by_whole_characters(void **state)
{
    (void)state;
    frame_reset(&f, 5, 1);
    assert_int_equal(put(0, 0, 3, "警察庁"), 2);
    assert_dump("|警   |\n");
    assert_int_equal(put(0, 2, 9, "察庁"), 2); /* the frame's edge leaves half of it */
    assert_dump("|警察 |\n");
    assert_int_equal(put(0, 4, 9, "ab"), 1);
    assert_dump("|警察a|\n");
    assert_int_equal(put(0, 0, 0, "x"), 0);
    assert_int_equal(put(0, 0, -1, "x"), 0);
}

static void outside_the_frame_nothing_happens(void **state)
{
    (void)state;
    frame_reset(&f, 3, 1);
    assert_int_equal(put(-1, 0, 3, "x"), 0);
    assert_int_equal(put(1, 0, 3, "x"), 0);
    assert_int_equal(put(0, -1, 3, "x"), 0);
    assert_int_equal(put(0, 3, 3, "x"), 0);
    frame_fill(&f, 0, -5, 20, '-', STYLE_RULE);
    frame_fill(&f, 7, 0, 3, '-', STYLE_RULE);
    frame_restyle(&f, 0, -2, 20, STYLE_HEAD);
    assert_dump("|---|\n");
}

static void half_of_a_wide_character_is_never_kept(void **state)
{
    (void)state;
    frame_reset(&f, 6, 1);
    put(0, 0, 6, "警察庁");
    put(0, 3, 1, "x"); /* on the tail of 察 */
    assert_dump("|警 x庁|\n");
    put(0, 0, 1, "y"); /* on the head of 警 */
    assert_dump("|y  x庁|\n");
    put(0, 0, 6, "警察庁");
    put(0, 1, 2, "英"); /* over a tail and a head */
    assert_dump("| 英 庁|\n");
    frame_fill(&f, 0, 2, 3, '-', STYLE_RULE);
    assert_dump("|  --- |\n");
}

static void marks_stay_in_the_cell_of_their_base(void **state)
{
    (void)state;
    frame_reset(&f, 6, 1);
    assert_int_equal(put(0, 0, 6, "e\u0301\u0323x"), 2);
    assert_int_equal(put(0, 2, 6, "か\u3099"), 2);
    assert_int_equal(frame_cell(&f, 0, 2)->n_bytes, 3); /* composed: が */
    assert_int_equal(put(0, 4, 6, "ｶﾞ"), 2);
    assert_whole(&f, "marks");
}

/* The half-width mark of ﾊﾞ has a column of its own: no terminal takes both as one cell. */
static void a_half_width_mark_has_its_own_cell(void **state)
{
    (void)state;
    frame_reset(&f, 4, 1);
    assert_int_equal(put(0, 0, 4, "ｶﾞx"), 3);
    assert_int_equal(frame_cell(&f, 0, 0)->cols, 1);
    assert_int_equal(frame_cell(&f, 0, 0)->n_bytes, 3);
    assert_int_equal(frame_cell(&f, 0, 1)->n_bytes, 3);
    assert_dump("|ｶﾞx |\n");
    assert_int_equal(put(0, 3, 1, "ﾊﾞ"), 0); /* but half of it is not shown */
    assert_dump("|ｶﾞx |\n");
    assert_whole(&f, "half-width marks");
}

static void a_cluster_of_three_columns_is_shown_in_parts(void **state)
{
    (void)state;
    frame_reset(&f, 6, 1);
    assert_int_equal(put(0, 0, 6, "葛ﾞx"), 4);
    assert_int_equal(frame_cell(&f, 0, 0)->cols, 2);
    assert_int_equal(frame_cell(&f, 0, 2)->cols, 1);
    assert_dump("|葛ﾞx  |\n");
    assert_int_equal(put(0, 3, 2, "葛ﾞ"), 2);
    assert_dump("|葛ﾞ葛 |\n");
}

static void styles_change_without_the_text(void **state)
{
    struct buf out = {0};

    (void)state;
    frame_reset(&f, 4, 1);
    put(0, 0, 4, "警ab");
    frame_restyle(&f, 0, 0, 3, STYLE_CURSOR);
    frame_dump(&f, true, &out);
    assert_string_equal(buf_cstr(&out), "|警ab|\n|CCC.|\n");
    buf_finish(&out);
}

static void every_style_has_a_letter_of_its_own(void **state)
{
    static const char letters[] = {
#define X(id, letter) letter,
        STYLES(X)
#undef X
    };

    (void)state;
    assert_true(STYLE_COUNT <= 64);
    for (int i = 0; i < STYLE_COUNT; i++)
        for (int k = 0; k < i; k++)
            assert_int_not_equal(letters[i], letters[k]);
}

/* Anything put anywhere, over anything. */
static void random_puts_leave_whole_rows(void **state)
{
    static const char *const texts[] = {"a",
                                        "ab ",
                                        "警",
                                        "警察庁",
                                        "ｶﾞ",
                                        "葛ﾞ",
                                        "か\u3099",
                                        "e\u0301\u0323",
                                        "각",
                                        "\u1100",
                                        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                        "\U0001F1EF\U0001F1F5",
                                        "\u0E33",
                                        "\u202E",
                                        "\x1B[2J",
                                        "\xFF\xFE",
                                        "葛\U000E0100",
                                        "　",
                                        "①",
                                        "\u0301",
                                        "\uFDFD"};
    struct dice d = {77};

    (void)state;
    for (int round = 0; round < 300; round++) {
        frame_reset(&f, 1 + (int)dice_below(&d, 20), 1 + (int)dice_below(&d, 3));
        for (int i = 0; i < 20; i++) {
            int row = (int)dice_below(&d, 4), col = (int)dice_below(&d, 22) - 1;
            int max_cols = (int)dice_below(&d, 9);
            const char *s = texts[dice_below(&d, sizeof texts / sizeof texts[0])];

            if (dice_below(&d, 5) == 0)
                frame_fill(&f, row, col, max_cols, '-', STYLE_RULE);
            else
                assert_in_range(put(row, col, max_cols, s), 0, max_cols);
        }
        assert_whole(&f, "random puts");
    }
}

#define FRAME_TEST(name) cmocka_unit_test_teardown(name, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRAME_TEST(a_new_frame_is_blank),
        FRAME_TEST(a_frame_of_nothing_is_fine),
        FRAME_TEST(text_takes_the_columns_it_says),
        FRAME_TEST(what_does_not_fit_is_cut_by_whole_characters),
        FRAME_TEST(outside_the_frame_nothing_happens),
        FRAME_TEST(half_of_a_wide_character_is_never_kept),
        FRAME_TEST(marks_stay_in_the_cell_of_their_base),
        FRAME_TEST(a_half_width_mark_has_its_own_cell),
        FRAME_TEST(a_cluster_of_three_columns_is_shown_in_parts),
        FRAME_TEST(styles_change_without_the_text),
        FRAME_TEST(every_style_has_a_letter_of_its_own),
        FRAME_TEST(random_puts_leave_whole_rows),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
