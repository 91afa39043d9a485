/* Columns, and what is clipped by them. */
#include "nichiei/text/text.h"
#include "nichiei/text/width.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static int cols(const char *s)
{
    return text_cols(text_lit(s));
}

static void each_character_takes_its_columns(void **state)
{
    (void)state;
    assert_int_equal(cols(""), 0);
    assert_int_equal(cols("abc ~"), 5);
    assert_int_equal(cols("防衛省"), 6);
    assert_int_equal(cols("　"), 2);
    assert_int_equal(cols("ｱｲ｡"), 3);
    assert_int_equal(cols("ＡＢ１"), 6);
    assert_int_equal(cols("𠮷"), 2);
    assert_int_equal(cols("café"), 4);
    assert_int_equal(cols("␛␡\uFFFD"), 3);
    assert_int_equal(cols("😀"), 2);
    assert_int_equal(cols("\u0378"), 1); /* unassigned: ncursesw draws a blank */
}

static void a_cluster_takes_the_sum_of_its_characters(void **state)
{
    (void)state;
    assert_int_equal(cols("ｶﾞ"), 2);
    assert_int_equal(cols("か\u309A"), 2);
    assert_int_equal(cols("x\u0301\u0302"), 1);
    assert_int_equal(cols("🇯🇵"), 2);
    assert_int_equal(cols("👍🏽"), 4);
}

static void ambiguous_characters_take_one_column_until_told_otherwise(void **state)
{
    static const char text[] = "①“α─—…※→×Ⅳ";

    (void)state;
    assert_int_equal(width_ambiguous(), 1);
    assert_int_equal(cols(text), 10);
    width_set_ambiguous(2);
    assert_int_equal(width_ambiguous(), 2);
    assert_int_equal(cols(text), 20);
    width_set_ambiguous(7); /* nonsense counts as 1 */
    assert_int_equal(width_ambiguous(), 1);
    assert_int_equal(cols(text), 10);
}

static void the_setting_leaves_all_other_characters_alone(void **state)
{
    /* Marks and private use are ambiguous in the Unicode data, and stay as they are all the same.
     */
    static const char *const fixed[] = {"a~", "漢", "ｶﾞ", "x\u0301", "\uE000", "\u3248", "␛"};

    (void)state;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        int narrow_cols = cols(fixed[i]);

        width_set_ambiguous(2);
        assert_int_equal(cols(fixed[i]), narrow_cols);
        width_set_ambiguous(1);
    }
}

/* wcswidth() of the C library does not ask wcwidth(), so that it is a second opinion. */
static int libc_cols(wchar_t c)
{
    return c ? wcswidth(&c, 1) : 0;
}

static void wcwidth_is_the_c_librarys_while_ambiguous_is_1(void **state)
{
    (void)state;
    for (wchar_t c = 0; c < 0x110000; c++)
        if (wcwidth(c) != libc_cols(c))
            fail_msg("U+%04X: %d, not %d", (unsigned)c, wcwidth(c), libc_cols(c));
}

static void wcwidth_widens_only_characters_of_one_column(void **state)
{
    int n_widened = 0;

    (void)state;
    width_set_ambiguous(2);
    for (wchar_t c = 0; c < 0x110000; c++) {
        int is = wcwidth(c), was = libc_cols(c);

        if (is != was) {
            assert_int_equal(was, 1);
            assert_int_equal(is, 2);
            n_widened++;
        }
    }
    width_set_ambiguous(1);
    assert_in_range(n_widened, 850, 1000); /* 894 in Unicode 14 */
}

static void wcwidth_tells_controls_from_text(void **state)
{
    (void)state;
    assert_int_equal(wcwidth(L'\0'), 0);
    assert_int_equal(wcwidth(L'\033'), -1);
    assert_int_equal(wcwidth(L'\177'), -1);
    assert_int_equal(wcwidth(0x9B), -1);
    assert_int_equal(wcwidth(L'a'), 1);
    assert_int_equal(wcwidth(0x6F22), 2);
    assert_int_equal(wcwidth(0x3099), 0);
}

static void calls_of_wcwidth_are_counted_and_nothing_else(void **state)
{
    unsigned long before = width_calls();

    (void)state;
    cols("漢字");
    assert_int_equal(width_calls(), before);
    wcwidth(0x6F22);
    wcwidth(L'a');
    assert_int_equal(width_calls(), before + 2);
}

static void assert_clip(const char *s, int max_cols, const char *head, int head_cols)
{
    int used_cols = -1;

    assert_int_equal(text_clip(text_lit(s), max_cols, &used_cols), strlen(head));
    assert_memory_equal(s, head, strlen(head));
    assert_int_equal(used_cols, head_cols);
    assert_int_equal(text_clip(text_lit(s), max_cols, NULL), strlen(head));
}

static void a_clip_does_not_split_a_wide_character(void **state)
{
    (void)state;
    assert_clip("防衛", 4, "防衛", 4);
    assert_clip("防衛", 3, "防", 2);
    assert_clip("防衛", 2, "防", 2);
    assert_clip("防衛", 1, "", 0);
    assert_clip("a防", 2, "a", 1);
}

static void a_clip_does_not_split_a_cluster(void **state)
{
    (void)state;
    assert_clip("ｶﾞｷﾞ", 3, "ｶﾞ", 2);
    assert_clip("ｶﾞ", 1, "", 0);
    assert_clip("🇯🇵", 1, "", 0);
    assert_clip("👍🏽x", 3, "", 0);
    assert_clip("ax\u0301b", 2, "ax\u0301", 2);
}

static void a_clip_to_nothing_is_empty(void **state)
{
    (void)state;
    assert_clip("abc", 0, "", 0);
    assert_clip("abc", -5, "", 0);
    assert_clip("", 5, "", 0);
    assert_clip("", 0, "", 0);
}

static void a_clip_follows_the_ambiguous_setting(void **state)
{
    (void)state;
    assert_clip("①②③", 2, "①②", 2);
    width_set_ambiguous(2);
    assert_clip("①②③", 2, "①", 2);
    width_set_ambiguous(1);
}

static void assert_ellipsis(const char *s, int max_cols, const char *expected)
{
    struct arena a = {0};
    struct text t = text_ellipsis(&a, text_lit(s), max_cols);

    assert_int_equal(t.n_bytes, strlen(expected));
    assert_memory_equal(t.p, expected, t.n_bytes);
    arena_finish(&a);
}

static void what_fits_has_no_ellipsis(void **state)
{
    (void)state;
    assert_ellipsis("防衛省", 6, "防衛省");
    assert_ellipsis("abc", 3, "abc");
    assert_ellipsis("", 0, "");
    assert_ellipsis("", 10, "");
}

static void what_does_not_fit_ends_in_two_dots(void **state)
{
    (void)state;
    assert_ellipsis("防衛省", 5, "防..");
    assert_ellipsis("防衛省", 4, "防..");
    assert_ellipsis("abcdef", 5, "abc..");
    assert_ellipsis("ｶﾞｷﾞｸﾞ", 5, "ｶﾞ..");
    assert_ellipsis("👍🏽xxx", 5, "..");
}

static void below_four_columns_the_head_stands_alone(void **state)
{
    (void)state;
    assert_ellipsis("防衛省", 3, "防");
    assert_ellipsis("abcdef", 3, "abc");
    assert_ellipsis("防衛省", 1, "");
    assert_ellipsis("abc", 0, "");
    assert_ellipsis("abc", -1, "");
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static struct text random_text(struct arena *a, uint32_t *seed)
{
    static const char *const piece[] = {
        "a",      " ",      "漢",     "ｶ",    "ﾞ",      "か\u3099", "\u309A", "\u0301",
        "　",     "①",      "—",      "🇯",    "👍",      "🏽",     "\033",   "\u202E",
        "\u200D", "\uA960", "\u1161", "\xFF", "\uE000", "\u0903",   "\u0600",
    };
    char bytes[256];
    size_t n_bytes = 0;

    for (uint32_t n = next_random(seed) % 30; n; n--) {
        const char *s = piece[next_random(seed) % (sizeof piece / sizeof *piece)];

        memcpy(bytes + n_bytes, s, strlen(s));
        n_bytes += strlen(s);
    }
    return text_safe(a, bytes, n_bytes);
}

static void assert_clips_add_up(struct text t, int max_cols)
{
    int used_cols;
    size_t head_bytes = text_clip(t, max_cols, &used_cols);
    struct text rest = text_skip(t, head_bytes);
    int next_cols = text_cols((struct text){rest.p, text_cluster(rest)});

    assert_in_range(used_cols, 0, max_cols);
    assert_int_equal(text_cols((struct text){t.p, head_bytes}), used_cols);
    if (!text_is_empty(rest)) /* it is the longest such head */
        assert_true(used_cols + next_cols > max_cols);
    assert_int_equal(used_cols + text_cols(rest), text_cols(t));
}

static void widths_of_random_text_add_up(void **state)
{
    uint32_t seed = 20120410;
    struct arena a = {0};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct text t = random_text(&a, &seed);
        int sum = 0;

        width_set_ambiguous(1 + i % 2);
        for (struct text rest = t; !text_is_empty(rest); rest = text_skip(rest, text_cluster(rest)))
            sum += text_cols((struct text){rest.p, text_cluster(rest)});
        assert_int_equal(sum, text_cols(t));
        for (int max_cols = 0; max_cols < 12; max_cols++) {
            assert_clips_add_up(t, max_cols);
            assert_in_range(text_cols(text_ellipsis(&a, t, max_cols)), 0, max_cols);
        }
        arena_reset(&a);
    }
    width_set_ambiguous(1);
    arena_finish(&a);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static int reset_ambiguous(void **state)
{
    (void)state;
    width_set_ambiguous(1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_character_takes_its_columns),
        cmocka_unit_test(a_cluster_takes_the_sum_of_its_characters),
        cmocka_unit_test_teardown(ambiguous_characters_take_one_column_until_told_otherwise,
                                  reset_ambiguous),
        cmocka_unit_test_teardown(the_setting_leaves_all_other_characters_alone, reset_ambiguous),
        cmocka_unit_test(wcwidth_is_the_c_librarys_while_ambiguous_is_1),
        cmocka_unit_test_teardown(wcwidth_widens_only_characters_of_one_column, reset_ambiguous),
        cmocka_unit_test(wcwidth_tells_controls_from_text),
        cmocka_unit_test(calls_of_wcwidth_are_counted_and_nothing_else),
        cmocka_unit_test(a_clip_does_not_split_a_wide_character),
        cmocka_unit_test(a_clip_does_not_split_a_cluster),
        cmocka_unit_test(a_clip_to_nothing_is_empty),
        cmocka_unit_test_teardown(a_clip_follows_the_ambiguous_setting, reset_ambiguous),
        cmocka_unit_test(what_fits_has_no_ellipsis),
        cmocka_unit_test(what_does_not_fit_ends_in_two_dots),
        cmocka_unit_test(below_four_columns_the_head_stands_alone),
        cmocka_unit_test_teardown(widths_of_random_text_add_up, reset_ambiguous),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
