/* Line breaking: kinsoku at both ends of a line, and nothing lost between lines. */
#include "nichiei/base/buf.h"

#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* The lines with a bar between them. */
static void assert_lines(const char *s, int cols, const char *expected)
{
    struct arena a = {0};
    struct buf joined = {0};
    struct text *lines;
    size_t n_lines = text_wrap(&a, text_safe_str(&a, s), cols, &lines);

    for (size_t i = 0; i < n_lines; i++) {
        if (i)
            buf_char(&joined, '|');
        buf_add(&joined, lines[i].p, lines[i].n_bytes);
    }
    assert_string_equal(buf_cstr(&joined), expected);
    buf_finish(&joined);
    arena_finish(&a);
}

static void no_text_is_one_empty_line(void **state)
{
    (void)state;
    assert_lines("", 10, "");
    assert_lines("   ", 10, "");
    assert_lines("　　　", 2, "");
}

static void what_fits_is_one_line(void **state)
{
    (void)state;
    assert_lines("日英サイバー", 12, "日英サイバー");
    assert_lines("two words", 9, "two words");
    assert_lines("trailing  　", 8, "trailing");
}

static void words_break_at_blanks_and_kanji_anywhere(void **state)
{
    (void)state;
    assert_lines("two words", 8, "two|words");
    assert_lines("日英協力", 4, "日英|協力");
    assert_lines("日英協力", 5, "日英|協力");
    assert_lines("日英のNCSC協力", 6, "日英の|NCSC協|力");
    assert_lines("state-of-the-art", 9, "state-of-|the-art");
}

static void blanks_at_a_break_are_dropped(void **state)
{
    (void)state;
    assert_lines("one   two", 3, "one|two");
    assert_lines("one   two", 5, "one|two");
    assert_lines("日英　協力", 4, "日英|協力");
    assert_lines("日英　協力", 6, "日英|協力");
    assert_lines("one two ", 3, "one|two");
}

static void an_indent_stays(void **state)
{
    (void)state;
    assert_lines("　日英協力", 8, "　日英協|力");
    assert_lines("  a b", 4, "  a|b");
    assert_lines("  abcdef", 4, "  ab|cdef");
    assert_lines("　abcdef", 4, "　ab|cdef");
}

static const char *after_char(const char *p)
{
    do
        p++;
    while (((unsigned char)*p & 0xC0) == 0x80);
    return p;
}

static void a_closing_sign_does_not_start_a_line(void **state)
{
    static const char closing[] =
        "、。，．・：；？！）」』】〉》］｝ーっゃゅょァィゥェォッャュョ々ゝ%％｡､ﾞﾟｰ｣’”…";

    (void)state;
    for (const char *p = closing, *end; *p; p = end) {
        char s[32], expected[32];

        end = after_char(p);
        snprintf(s, sizeof s, "日英協%.*s力", (int)(end - p), p);
        snprintf(expected, sizeof expected, "日英|協%.*s力", (int)(end - p), p);
        assert_lines(s, 6, expected);
    }
}

static void a_wave_dash_or_slash_does_not_start_a_line(void **state)
{
    (void)state;
    assert_lines("日英協～力", 6, "日英|協～力");
    assert_lines("日英協／力", 6, "日英|協／力");
    assert_lines("日英協〜力", 6, "日英|協〜力");
}

static void an_opening_sign_does_not_end_a_line(void **state)
{
    static const char opening[] = "（「『【〈《［｛〔￥｢";

    (void)state;
    for (const char *p = opening, *end; *p; p = end) {
        char s[32], expected[32];

        end = after_char(p);
        snprintf(s, sizeof s, "日英%.*s協力", (int)(end - p), p);
        snprintf(expected, sizeof expected, "日英|%.*s協力", (int)(end - p), p);
        assert_lines(s, 6, expected);
    }
    /* These quotation marks look the same on both sides of a quotation: they cling to both. */
    assert_lines("日英“協力", 6, "日|英“協|力");
}

static void dashes_and_leaders_stay_whole(void **state)
{
    (void)state;
    assert_lines("日英協――力", 7, "日英協|――力");
    assert_lines("日英協——力", 7, "日英協|——力");
    assert_lines("日英協……力", 7, "日英|協……力");
    assert_lines("日英協‥‥力", 7, "日英|協‥‥力");
}

static void a_number_keeps_its_counter(void **state)
{
    (void)state;
    assert_lines("施行から10年が", 10, "施行から|10年が");
    assert_lines("平成７月", 6, "平成|７月");
    assert_lines("全部で８条", 8, "全部で|８条");
    assert_lines("参加国は25か国", 12, "参加国は|25か国");
    assert_lines("参加国は25か国", 10, "参加国は|25か国");
    assert_lines("総額５万円", 8, "総額|５万円");
    assert_lines("前年比3回", 7, "前年比|3回");
}

static void a_number_keeps_what_introduces_it(void **state)
{
    (void)state;
    assert_lines("日英第5回", 6, "日英|第5回");
    assert_lines("日英第三回", 6, "日英|第三回");
    assert_lines("日英（注1）", 8, "日英|（注1）");
    assert_lines("日英の図3", 8, "日英の|図3");
}

static void a_plain_break_beside_a_number_is_still_allowed(void **state)
{
    (void)state;
    assert_lines("日本2023", 4, "日本|2023");
    assert_lines("2023英国", 4, "2023|英国");
    assert_lines("次第に", 4, "次第|に");
}

static void an_abbreviation_stays_whole(void **state)
{
    (void)state;
    assert_lines("see GOV.UK", 8, "see|GOV.UK");
    assert_lines("in the U.S. now", 9, "in the|U.S. now");
    assert_lines("see actor:ncsc", 10, "see|actor:ncsc");
}

static void a_word_longer_than_a_line_is_cut(void **state)
{
    (void)state;
    assert_lines("abcdefghij", 4, "abcd|efgh|ij");
    assert_lines("to abcdefghij", 4, "to|abcd|efgh|ij");
    assert_lines("ｶﾞｷﾞｸﾞ", 3, "ｶﾞ|ｷﾞ|ｸﾞ");
}

static void a_cut_steps_back_to_a_better_place(void **state)
{
    (void)state;
    assert_lines("abcdef.xyz", 6, "abcde|f.xyz");
    assert_lines("abc(xyz", 4, "abc|(xyz");
    assert_lines("ab(——c", 4, "ab|(——c");
    assert_lines("ab......", 7, "a|b......"); /* six steps */
    /* Nothing better within six steps. */
    assert_lines("ab.......", 8, "ab......|.");
    assert_lines("。。。。。。。。。。", 8, "。。。。|。。。。|。。");
}

static void an_address_is_cut_where_it_may(void **state)
{
    (void)state;
    assert_lines("詳細はhttps://www.example.jp/policy/cyberを", 20,
                 "詳細はhttps://|www.example.jp/|policy/cyberを");
}

static void clusters_stay_whole(void **state)
{
    (void)state;
    assert_lines("日🇯🇵英🇬🇧", 4, "日🇯🇵|英🇬🇧");
    assert_lines("日🇯🇵🇬🇧", 3, "日|🇯🇵|🇬🇧");
    assert_lines("か\u309Aき\u309A", 2, "か\u309A|き\u309A");
    assert_lines("aax\u0301a", 3, "aax\u0301|a");
}

static void a_cluster_wider_than_the_line_is_cut(void **state)
{
    (void)state;
    assert_lines("👍🏽a", 3, "👍|🏽a");
    assert_lines("ｶﾞﾞﾞ\u0301ﾞ", 2, "ｶﾞ|ﾞ|ﾞ\u0301ﾞ");
}

static void a_line_of_one_column_or_less_has_one_character(void **state)
{
    (void)state;
    assert_lines("日英", 1, "日|英");
    assert_lines("ab 日\u0301", 1, "a|b|日\u0301");
    assert_lines("ab", 0, "a|b");
    assert_lines("ab", -3, "a|b");
    assert_lines("", 0, "");
}

static void the_ambiguous_setting_counts(void **state)
{
    (void)state;
    assert_lines("①②③④", 4, "①②③④");
    width_set_ambiguous(2);
    assert_lines("①②③④", 4, "①②|③④");
    width_set_ambiguous(1);
}

static struct text without_blank(struct text t)
{
    if (t.n_bytes >= 3 && memcmp(t.p, "　", 3) == 0)
        return text_skip(t, 3);
    assert_true(t.n_bytes >= 1 && t.p[0] == ' ');
    return text_skip(t, 1);
}

/* Between the lines, and after the last, there is nothing but blanks. */
static void assert_nothing_is_lost(struct text t, const struct text *lines, size_t n_lines)
{
    for (size_t i = 0; i < n_lines; i++) {
        while (t.p != lines[i].p)
            t = without_blank(t);
        t = text_skip(t, lines[i].n_bytes);
    }
    while (!text_is_empty(t))
        t = without_blank(t);
}

static void assert_no_cluster_is_split(struct text t, const struct text *lines, size_t n_lines,
                                       int cols)
{
    size_t i = 0;

    while (!text_is_empty(t)) {
        struct text cluster = {t.p, text_cluster(t)};

        t = text_skip(t, cluster.n_bytes);
        if (text_cols(cluster) > cols)
            return; /* it had to be split, and what follows is seen in another way */
        for (; i < n_lines && lines[i].p < t.p; i++)
            assert_true(lines[i].p <= cluster.p || lines[i].n_bytes == 0);
    }
}

static bool starts_with_one_of(struct text t, const char *set)
{
    struct text head = {t.p, text_cluster(t)};

    for (struct text s = text_lit(set); !text_is_empty(s); s = text_skip(s, text_cluster(s)))
        if (text_cluster(s) == head.n_bytes && memcmp(s.p, head.p, head.n_bytes) == 0)
            return true;
    return false;
}

static void assert_wraps_well(struct arena *a, struct text t, int cols)
{
    struct text *lines;
    size_t n_lines = text_wrap(a, t, cols, &lines);

    assert_in_range(n_lines, 1, t.n_bytes + 1);
    for (size_t i = 0; i < n_lines; i++) {
        assert_in_range(text_cols(lines[i]), 0, cols);
        if (i) /* only the first line may be empty or indented */
            assert_false(starts_with_one_of(lines[i], " 　"));
        if (lines[i].n_bytes >= 1)
            assert_int_not_equal(lines[i].p[lines[i].n_bytes - 1], ' ');
    }
    assert_nothing_is_lost(t, lines, n_lines);
    assert_no_cluster_is_split(t, lines, n_lines, cols);
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
        "a",        "bc",
        " ",        "  ",
        "漢",       "の",
        "ー",       "、",
        "。",       "「",
        "」",       "（",
        "）",       "　",
        "10",       "年",
        "第",       "——",
        "……",       "／",
        "～",       "https://a.b/c",
        "ｶﾞ",       "ﾞ",
        "か\u309A", "\u0301",
        "🇯",        "👍",
        "🏽",     "①",
        "\033",     "\u202E",
        "\uA960",   "\u1161",
        "\xFF",     "-",
        ".",        "\u0E01",
        "\u0903",   "\"",
    };
    char bytes[512];
    size_t n_bytes = 0;

    for (uint32_t n = next_random(seed) % 30; n; n--) {
        const char *s = piece[next_random(seed) % (sizeof piece / sizeof *piece)];

        memcpy(bytes + n_bytes, s, strlen(s));
        n_bytes += strlen(s);
    }
    return text_safe(a, bytes, n_bytes);
}

static void random_text_wraps_well_at_every_width(void **state)
{
    uint32_t seed = 20240918;
    struct arena a = {0};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct text t = random_text(&a, &seed);

        for (int cols = 2; cols <= 40; cols += cols < 10 ? 1 : 6)
            assert_wraps_well(&a, t, cols);
        arena_reset(&a);
    }
    arena_finish(&a);
}

static struct text last_cluster(struct text t)
{
    while (text_cluster(t) < t.n_bytes)
        t = text_skip(t, text_cluster(t));
    return t;
}

static void running_japanese_keeps_kinsoku_at_every_width(void **state)
{
    static const char prose[] =
        "政府は「サイバー対処能力の強化」（令和7年法律第42号）を進め、英国の国家サイバーセキュリテ"
        "ィセンター"
        "（ＮＣＳＣ）と第５回の協議を開いた――議題は、①情報共有、②演習、③人材育成である……。"
        "“Secure by "
        "Design”の原則／手引き～改訂版～は、12か国の機関が署名し（注3）、総額約1,234万円の"
        "ファイアウォール・ゼロトラストの導入率は67％、前年比＋3."
        "2％となった。『何を、いつまでに？』"
        "と問われ、ッヤャ、ｻｲﾊﾞｰｾｷｭﾘﾃｨ｡｢半角ｶﾅ｣も我々は日々、守っている！";
    static const char bad_head[] =
        "、。，．・：；？！）」』】ーっゃゅょァィゥェォッャュョヵヶ々％%～／…”｡､｣ﾞﾟｰ)]";
    static const char bad_tail[] = "（「『【“￥([｢";
    struct arena a = {0};

    (void)state;
    for (int cols = 12; cols <= 80; cols++) {
        struct text *lines;
        size_t n_lines = text_wrap(&a, text_lit(prose), cols, &lines);

        for (size_t i = 0; i < n_lines; i++) {
            assert_in_range(text_cols(lines[i]), 1, cols);
            if (starts_with_one_of(lines[i], bad_head))
                fail_msg("%d columns: line \"%.*s\"", cols, (int)lines[i].n_bytes, lines[i].p);
            if (starts_with_one_of(last_cluster(lines[i]), bad_tail))
                fail_msg("%d columns: line \"%.*s\"", cols, (int)lines[i].n_bytes, lines[i].p);
            if (i + 1 < n_lines) /* no line is shorter than it must be */
                assert_true(text_cols(lines[i]) >= cols - 18 || text_cols(lines[i]) > cols / 2);
        }
        assert_nothing_is_lost(text_lit(prose), lines, n_lines);
        arena_reset(&a);
    }
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
        cmocka_unit_test(no_text_is_one_empty_line),
        cmocka_unit_test(what_fits_is_one_line),
        cmocka_unit_test(words_break_at_blanks_and_kanji_anywhere),
        cmocka_unit_test(blanks_at_a_break_are_dropped),
        cmocka_unit_test(an_indent_stays),
        cmocka_unit_test(a_closing_sign_does_not_start_a_line),
        cmocka_unit_test(a_wave_dash_or_slash_does_not_start_a_line),
        cmocka_unit_test(an_opening_sign_does_not_end_a_line),
        cmocka_unit_test(dashes_and_leaders_stay_whole),
        cmocka_unit_test(a_number_keeps_its_counter),
        cmocka_unit_test(a_number_keeps_what_introduces_it),
        cmocka_unit_test(a_plain_break_beside_a_number_is_still_allowed),
        cmocka_unit_test(an_abbreviation_stays_whole),
        cmocka_unit_test(a_word_longer_than_a_line_is_cut),
        cmocka_unit_test(a_cut_steps_back_to_a_better_place),
        cmocka_unit_test(an_address_is_cut_where_it_may),
        cmocka_unit_test(clusters_stay_whole),
        cmocka_unit_test(a_cluster_wider_than_the_line_is_cut),
        cmocka_unit_test(a_line_of_one_column_or_less_has_one_character),
        cmocka_unit_test_teardown(the_ambiguous_setting_counts, reset_ambiguous),
        cmocka_unit_test(random_text_wraps_well_at_every_width),
        cmocka_unit_test(running_japanese_keeps_kinsoku_at_every_width),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
