/* The gate: what comes out is fit to be shown, whatever came in. */
#include "nichiei/text/text.h"
#include "nichiei/text/width.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

/* It relies on the headers above. */
#include <cmocka.h>

#define BYTES(literal) (literal), sizeof(literal) - 1

static void assert_becomes(const char *bytes, size_t n_bytes, const char *expected)
{
    struct arena a = {0};
    struct text t = text_safe(&a, bytes, n_bytes);

    if (t.n_bytes != strlen(expected) || (t.n_bytes && memcmp(t.p, expected, t.n_bytes) != 0))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)t.n_bytes, t.p ? t.p : "", expected);
    arena_finish(&a);
}

/* Both answers of the check: clean is why == NULL. */
static void assert_clean(const char *bytes, size_t n_bytes, const char *why)
{
    char reason[64] = "";

    assert_int_equal(text_is_clean(bytes, n_bytes, reason), why == NULL);
    assert_int_equal(text_is_clean(bytes, n_bytes, NULL), why == NULL);
    assert_string_equal(reason, why ? why : "");
}

static void safe_text_is_copied_as_it_stands(void **state)
{
    static const char *const safe[] = {
        "plain ASCII ~!", "防衛省サイバー",   "ｶﾞとﾎﾟ",        "全角　空白",
        "①—…“”",          "カフェ café €100", "とした。¹²⁰⁴⁹",
    };

    (void)state;
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++) {
        assert_becomes(safe[i], strlen(safe[i]), safe[i]);
        assert_clean(safe[i], strlen(safe[i]), NULL);
    }
}

static void a_copy_does_not_depend_on_its_source(void **state)
{
    struct arena a = {0};
    char source[] = "abc";
    struct text t = text_safe(&a, source, 3);

    (void)state;
    source[0] = 'x';
    assert_memory_equal(t.p, "abc", 3);
    arena_finish(&a);
}

static void nothing_becomes_the_empty_text(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_true(text_is_empty(text_safe(&a, NULL, 0)));
    assert_true(text_is_empty(text_safe(&a, "", 0)));
    assert_true(text_is_empty(text_safe_str(&a, NULL)));
    assert_true(text_is_empty(text_safe_str(&a, "")));
    assert_true(text_is_empty(text_safe_str(&a, "\u200B\uFEFF")));
    assert_true(text_is_empty(text_lit("")));
    assert_false(text_is_empty(text_safe_str(&a, "x")));
    assert_clean(NULL, 0, NULL);
    arena_finish(&a);
}

static void controls_become_their_pictures(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\033[31mb\177"), "a␛[31mb␡");
    assert_becomes(BYTES("a\0b\r"), "a␀b␍");
    assert_becomes(BYTES("\a\b\v\f\x1F"), "␇␈␋␌␟");
    assert_clean(BYTES("a\033[31m"), "U+001B control character");
    assert_clean(BYTES("\177"), "U+007F control character");
    assert_clean(BYTES("a\0b"), "U+0000 control character");
}

static void tab_and_newline_become_blanks(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\tb\nc\n"), "a b c ");
    assert_clean(BYTES("a\tb"), "U+0009 control character");
    assert_clean(BYTES("a\n"), "U+000A control character");
}

static void c1_controls_are_replaced_encoded_or_raw(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\xC2\x9B[m"), "a\uFFFD[m");
    assert_becomes(BYTES("a\x9B[m"), "a\uFFFD[m");
    assert_becomes(BYTES("\xC2\x85"), "\uFFFD");
    assert_clean(BYTES("\xC2\x9B"), "U+009B control character");
    assert_clean(BYTES("\x9B"), "broken UTF-8 at byte 1");
}

static void separators_and_non_characters_are_replaced(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\u2028b\u2029"), "a\uFFFDb\uFFFD");
    assert_becomes(BYTES("\uFDD0\uFFFE\U0010FFFF"), "\uFFFD\uFFFD\uFFFD");
    assert_becomes(BYTES("\u0378"), "\uFFFD");
    assert_clean(BYTES("\u2028"), "U+2028 line separator");
    assert_clean(BYTES("\uFDD0"), "U+FDD0 non-character");
    assert_clean(BYTES("\U0010FFFE"), "U+10FFFE non-character");
    assert_clean(BYTES("\u0378"), "U+0378 unassigned character");
}

static void bidi_controls_and_tags_are_shown_by_number(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\u202Eb"), "a<U+202E>b");
    assert_becomes(BYTES("\u200E\u200F\u061C"), "<U+200E><U+200F><U+061C>");
    assert_becomes(BYTES("\u2066x\u2069"), "<U+2066>x<U+2069>");
    assert_becomes(BYTES("\U000E0001\U000E0041"), "<U+E0001><U+E0041>");
    assert_becomes(BYTES("\U000E0020\U000E007F"), "<U+E0020><U+E007F>");
    assert_clean(BYTES("a\u202E"), "U+202E bidi control");
    assert_clean(BYTES("\U000E0041"), "U+E0041 tag character");
}

static void invisible_characters_are_left_out(void **state)
{
    (void)state;
    assert_becomes(BYTES("a\u00ADb\u200Bc\u2060d\uFEFFe"), "abcde");
    assert_becomes(BYTES("葛\U000E0100城"), "葛城");
    assert_becomes(BYTES("☎\uFE0F ☎\uFE0E"), "☎ ☎");
    assert_becomes(BYTES("\u115F\u1160\u3164\uFFA0"), "");
    assert_becomes(BYTES("a\uFFF9b\uFFFAc\uFFFB"), "abc");
    /* In name a format character, but a sign to be seen. */
    assert_becomes(BYTES("\u0600\u0661"), "\u0600\u0661");
    assert_clean(BYTES("葛\U000E0100"), "U+E0100 invisible character");
    assert_clean(BYTES("a\u200Bb"), "U+200B invisible character");
}

static void emoji_lose_their_joiners_and_stay_apart(void **state)
{
    (void)state;
    assert_becomes(BYTES("👨\u200D👩\u200D👧"), "👨👩👧");
    assert_becomes(BYTES("🇯🇵🇬🇧"), "🇯🇵🇬🇧");
    assert_becomes(BYTES("1\uFE0F\u20E3"), "1\u20E3");
    assert_becomes(BYTES("👍🏽"), "👍🏽");
    assert_clean(BYTES("👨\u200D👩"), "U+200D invisible character");
    assert_clean(BYTES("🇯🇵👍🏽"), NULL);
}

static void text_is_composed(void **state)
{
    (void)state;
    assert_becomes(BYTES("か\u3099ハ\u309A"), "がパ");
    assert_becomes(BYTES("cafe\u0301"), "café");
    assert_becomes(BYTES("\u212B\u2126\uFA19"), "\u00C5\u03A9\u795E");
    assert_becomes(BYTES("\u1112\u1161\u11AB"), "한");
    assert_clean(BYTES("か\u3099"), NULL);
    assert_clean(BYTES("\uFA19"), NULL);
}

static void half_width_voicing_stays_as_it_is(void **state)
{
    (void)state;
    assert_becomes(BYTES("ｶﾞﾊﾟ"), "ｶﾞﾊﾟ");
    assert_becomes(BYTES("ﾞ"), "ﾞ");
}

static void a_base_keeps_two_marks(void **state)
{
    (void)state;
    assert_becomes(BYTES("x\u0301\u0302\u0303\u0304y\u0301"), "x\u0301\u0302ý");
    assert_becomes(BYTES("漢\u3099\u3099\u3099"), "漢\u3099\u3099");
    /* The first mark is composed, so it is none any more. */
    assert_becomes(BYTES("a\u0301\u0302\u0303\u0304"), "á\u0302\u0303");
    assert_clean(BYTES("a\u0301\u0302\u0303"), NULL);
    assert_clean(BYTES("a\u0301\u0302\u0303\u0304"), "U+0304 third mark on a base");
    /* A dropped mark (U+0CBC) had kept two vowel signs apart; now they compose. */
    assert_becomes(BYTES("\u0C95\u0CCD\u0CC6\u0CBC\u0CC2"), "\u0C95\u0CCD\u0CCA");
}

static void a_mark_without_a_base_stands_on_a_circle(void **state)
{
    (void)state;
    assert_becomes(BYTES("\u3099"), "◌\u3099");
    assert_becomes(BYTES("a \u0301\u0302"), "a ◌\u0301\u0302");
    assert_becomes(BYTES("　\u3099か"), "　◌\u3099か");
    assert_becomes(BYTES("\t\u0301"), " ◌\u0301");
    assert_becomes(BYTES("\u302E"), "◌\u302E");
    /* On the > of a mark of ours it would make another character. */
    assert_becomes(BYTES("\u202E\u0338"), "<U+202E>◌\u0338");
    assert_becomes(BYTES("\xFF\u0301"), "\uFFFD\u0301");
    assert_clean(BYTES("\u3099"), "U+3099 mark without a base");
    assert_clean(BYTES("a \u0301"), "U+0301 mark without a base");
}

static void a_hangul_vowel_without_its_consonant_is_replaced(void **state)
{
    (void)state;
    assert_becomes(BYTES("\u1161"), "\uFFFD");
    assert_becomes(BYTES("漢\u1161\u11AB"), "漢\uFFFD\uFFFD");
    assert_becomes(BYTES("가\u11A8"), "각");
    assert_becomes(BYTES("\uA960\u1161"), "\uA960\u1161");
    assert_clean(BYTES("漢\u1161"), "U+1161 mark without a base");
}

/* The examples of Unicode 15, tables 3-8 to 3-11. */
static void each_maximal_broken_part_is_replaced_once(void **state)
{
    (void)state;
    assert_becomes(BYTES("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"),
                   "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
    assert_becomes(BYTES("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
                   "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
    assert_becomes(BYTES("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
                   "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
    assert_becomes(BYTES("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
                   "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB");
    assert_becomes(BYTES("\xE0\xA0|\xED\x9F|\xF0\x90\x80|\xF4\x8F\xBF|"),
                   "\uFFFD|\uFFFD|\uFFFD|\uFFFD|");
    assert_becomes(BYTES("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), "\uFFFD\uFFFD\uFFFD\uFFFDA");
}

static void text_cut_inside_a_character_ends_in_a_replacement(void **state)
{
    (void)state;
    assert_becomes("防衛", 5, "防\uFFFD");
    assert_becomes("防衛", 4, "防\uFFFD");
    assert_becomes("😀", 3, "\uFFFD");
    assert_becomes("é", 1, "\uFFFD");
    assert_clean("防衛", 5, "broken UTF-8 at byte 4");
}

/* A character is shown, with its picture or number or not at all; by the Unicode data alone. */
static bool is_safe_character(ucs4_t c)
{
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !uc_is_general_category(c, UC_CATEGORY_Cn) &&
           !uc_is_general_category(c, UC_CATEGORY_Zl) &&
           !uc_is_general_category(c, UC_CATEGORY_Zp) &&
           !uc_is_property_default_ignorable_code_point(c) && !uc_is_property_bidi_control(c) &&
           !uc_is_property_not_a_character(c);
}

static void assert_is_nfc(struct text t)
{
    size_t n_bytes;
    uint8_t *nfc;

    if (!t.n_bytes)
        return;
    nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)t.p, t.n_bytes, NULL, &n_bytes);
    assert_int_equal(n_bytes, t.n_bytes);
    assert_memory_equal(nfc, t.p, n_bytes);
    free(nfc);
}

/* What holds for all safe text. */
static void assert_fit_to_be_shown(struct text t)
{
    struct arena a = {0};
    struct text again = text_safe(&a, t.p, t.n_bytes);

    assert_int_equal(again.n_bytes, t.n_bytes);
    assert_memory_equal(again.p ? again.p : "", t.p ? t.p : "", t.n_bytes);
    assert_null(u8_check((const uint8_t *)t.p, t.n_bytes));
    assert_is_nfc(t);
    assert_clean(t.p, t.n_bytes, NULL);
    for (size_t at = 0; at < t.n_bytes;) {
        ucs4_t c;

        at += (size_t)u8_mbtouc(&c, (const uint8_t *)t.p + at, t.n_bytes - at);
        if (!is_safe_character(c))
            fail_msg("U+%04X got through", (unsigned)c);
    }
    for (struct text rest = t; rest.n_bytes; rest = text_skip(rest, text_cluster(rest)))
        assert_in_range(text_cols((struct text){rest.p, text_cluster(rest)}), 1, t.n_bytes);
    arena_finish(&a);
}

/* The character after c, passing over most of the planes 4 to 13, 15 and 16: all alike. */
static ucs4_t next_character(ucs4_t c)
{
    if (c == 0x3FFFF)
        return 0xDFFF0;
    return c == 0xE1FFF ? 0x10FFF0 : c + 1;
}

static void every_character_comes_out_fit_to_be_shown(void **state)
{
    struct arena a = {0};

    (void)state;
    for (ucs4_t c = 0; c < 0x110000; c = next_character(c)) {
        uint8_t bytes[8] = {'x'};
        int n_bytes = u8_uctomb(bytes + 1, c, 6);

        if (n_bytes < 0)
            continue;
        assert_fit_to_be_shown(text_safe(&a, (const char *)bytes, (size_t)n_bytes + 1));
        assert_fit_to_be_shown(text_safe(&a, (const char *)bytes + 1, (size_t)n_bytes));
        arena_reset(&a);
    }
    arena_finish(&a);
}

/* A control character in front or behind rules out the fast path, and changes nothing else. */
static void the_fast_path_gives_the_same_as_the_slow_one(void **state)
{
    struct arena a = {0};

    (void)state;
    for (ucs4_t c = 0x20; c < 0x20000; c++) {
        uint8_t bytes[8];
        int n_bytes = u8_uctomb(bytes, c, 6);
        struct text fast, slow;

        if (n_bytes < 0)
            continue;
        fast = text_safe(&a, (const char *)bytes, (size_t)n_bytes);
        bytes[n_bytes] = '\177';
        slow = text_safe(&a, (const char *)bytes, (size_t)n_bytes + 1);
        assert_int_equal(slow.n_bytes, fast.n_bytes + strlen("␡"));
        assert_memory_equal(slow.p, fast.p ? fast.p : "", fast.n_bytes);
        arena_reset(&a);
    }
    arena_finish(&a);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* What the rules are about. */
static const char *const corner[] = {
    "か\u3099",
    "\u3099",
    "ｶﾞ",
    "ﾞ",
    "\u0301",
    "\u0302",
    "\u0323",
    "\u0338",
    "　",
    " ",
    "①",
    "漢",
    "\033",
    "\177",
    "\xC2\x9B",
    "\u202E",
    "\U000E0041",
    "\u200D",
    "\uFE0F",
    "👨",
    "🇯",
    "🏽",
    "葛\U000E0100",
    "\u1112",
    "\u1161",
    "\u11AB",
    "가",
    "\u0CC6",
    "\u0CC2",
    "\u0CBC",
    "\u0600",
    "\xE3\x81",
    "\xC0\xAF",
    "\xED\xA0\x80",
    "\xFF",
    "x",
    ">",
    "\n",
};

/* Bytes of all sorts: stray ones, characters and corners. */
static size_t random_bytes(uint32_t *seed, char *bytes, size_t cap_bytes)
{
    size_t n_bytes = 0;

    for (uint32_t n = next_random(seed) % 24; n; n--) {
        uint32_t r = next_random(seed);
        char piece[8] = {(char)(r >> 8)};
        size_t piece_bytes = 1;

        if (r % 4 == 0) {
            ucs4_t c = (r >> 8) % (r % 8 == 0 ? 0x110000 : 0x3100);
            int c_bytes = u8_uctomb((uint8_t *)piece, c, 6);

            piece_bytes = c_bytes > 0 ? (size_t)c_bytes : 0;
        } else if (r % 4 < 3) {
            const char *s = corner[(r >> 8) % (sizeof corner / sizeof *corner)];

            piece_bytes = strlen(s);
            memcpy(piece, s, piece_bytes);
        }
        if (n_bytes + piece_bytes > cap_bytes)
            break;
        memcpy(bytes + n_bytes, piece, piece_bytes);
        n_bytes += piece_bytes;
    }
    return n_bytes;
}

/* NFC of valid UTF-8 is what the gate gives exactly when the check finds nothing. */
static void assert_check_agrees_with_gate(const char *bytes, size_t n_bytes, struct text safe)
{
    bool is_unchanged = false;

    if (n_bytes && !u8_check((const uint8_t *)bytes, n_bytes)) {
        size_t nfc_bytes;
        uint8_t *nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)bytes, n_bytes, NULL, &nfc_bytes);

        is_unchanged =
            safe.n_bytes == nfc_bytes && memcmp(safe.p ? safe.p : "", nfc, nfc_bytes) == 0;
        free(nfc);
    }
    assert_int_equal(text_is_clean(bytes, n_bytes, NULL), n_bytes == 0 || is_unchanged);
}

static void random_bytes_come_out_fit_to_be_shown(void **state)
{
    uint32_t seed = 20240229;
    struct arena a = {0};

    (void)state;
    for (int i = 0; i < 30000; i++) {
        char bytes[256];
        size_t n_bytes = random_bytes(&seed, bytes, sizeof bytes);
        struct text t = text_safe(&a, bytes, n_bytes);

        assert_fit_to_be_shown(t);
        assert_check_agrees_with_gate(bytes, n_bytes, t);
        arena_reset(&a);
    }
    arena_finish(&a);
}

static void assert_clusters(const char *s, const char *expected)
{
    char walked[256] = "";
    size_t at = 0;

    for (struct text t = text_lit(s); !text_is_empty(t); t = text_skip(t, text_cluster(t)))
        at +=
            (size_t)snprintf(walked + at, sizeof walked - at, "[%.*s]", (int)text_cluster(t), t.p);
    assert_string_equal(walked, expected);
}

static void clusters_are_what_a_reader_calls_characters(void **state)
{
    (void)state;
    assert_int_equal(text_cluster(text_lit("")), 0);
    assert_clusters("ab", "[a][b]");
    assert_clusters("防a衛", "[防][a][衛]");
    assert_clusters("ｶﾞｷ", "[ｶﾞ][ｷ]");
    assert_clusters("か\u309Aき", "[か\u309A][き]");
    assert_clusters("x\u0301\u0302y", "[x\u0301\u0302][y]");
    assert_clusters("🇯🇵🇬🇧🇺", "[🇯🇵][🇬🇧][🇺]");
    assert_clusters("👍🏽👨👩", "[👍🏽][👨][👩]");
    assert_clusters("\uA960\u1161가", "[\uA960\u1161][가]");
    assert_clusters("1\u20E32", "[1\u20E3][2]");
}

static void clusters_are_the_same_wherever_the_walk_is(void **state)
{
    uint32_t seed = 4711;
    struct arena a = {0};

    (void)state;
    for (int i = 0; i < 10000; i++) {
        char bytes[200], is_start[2000];
        struct text t = text_safe(&a, bytes, random_bytes(&seed, bytes, sizeof bytes));
        size_t at = 0;

        assert_in_range(t.n_bytes, 0, sizeof is_start);
        u8_grapheme_breaks((const uint8_t *)t.p, t.n_bytes, is_start);
        while (at < t.n_bytes) {
            size_t end = at + text_cluster(text_skip(t, at));

            assert_true(is_start[at]);
            while (++at < end)
                assert_false(is_start[at]);
        }
        arena_reset(&a);
    }
    arena_finish(&a);
}

static void an_endless_cluster_is_cut_between_characters(void **state)
{
    static const char *const base[] = {"x", "é", "ｶ", "𠮷"};
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < sizeof base / sizeof *base; i++) {
        char bytes[4 + 200 * 9];
        size_t n_bytes = strlen(base[i]);
        struct text t;

        memcpy(bytes, base[i], n_bytes);
        for (; n_bytes + 9 <= sizeof bytes; n_bytes += 9)
            memcpy(bytes + n_bytes, "ﾞ\u3099\u309A", 9);
        t = text_safe(&a, bytes, n_bytes);
        assert_int_equal(t.n_bytes, n_bytes);
        n_bytes = text_cluster(t);
        assert_in_range(n_bytes, 247, 256);
        assert_memory_equal(t.p + n_bytes, "ﾞ", 3); /* and not one of its marks */
        assert_fit_to_be_shown(t);
    }
    arena_finish(&a);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe_text_is_copied_as_it_stands),
        cmocka_unit_test(a_copy_does_not_depend_on_its_source),
        cmocka_unit_test(nothing_becomes_the_empty_text),
        cmocka_unit_test(controls_become_their_pictures),
        cmocka_unit_test(tab_and_newline_become_blanks),
        cmocka_unit_test(c1_controls_are_replaced_encoded_or_raw),
        cmocka_unit_test(separators_and_non_characters_are_replaced),
        cmocka_unit_test(bidi_controls_and_tags_are_shown_by_number),
        cmocka_unit_test(invisible_characters_are_left_out),
        cmocka_unit_test(emoji_lose_their_joiners_and_stay_apart),
        cmocka_unit_test(text_is_composed),
        cmocka_unit_test(half_width_voicing_stays_as_it_is),
        cmocka_unit_test(a_base_keeps_two_marks),
        cmocka_unit_test(a_mark_without_a_base_stands_on_a_circle),
        cmocka_unit_test(a_hangul_vowel_without_its_consonant_is_replaced),
        cmocka_unit_test(each_maximal_broken_part_is_replaced_once),
        cmocka_unit_test(text_cut_inside_a_character_ends_in_a_replacement),
        cmocka_unit_test(every_character_comes_out_fit_to_be_shown),
        cmocka_unit_test(the_fast_path_gives_the_same_as_the_slow_one),
        cmocka_unit_test(random_bytes_come_out_fit_to_be_shown),
        cmocka_unit_test(clusters_are_what_a_reader_calls_characters),
        cmocka_unit_test(clusters_are_the_same_wherever_the_walk_is),
        cmocka_unit_test(an_endless_cluster_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
