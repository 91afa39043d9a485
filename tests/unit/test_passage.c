/* Passages: where they are cut, and where the hits are in them. */
#include "nichiei/text/locale.h"
#include "nichiei/text/passage.h"
#include "nichiei/text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct arena mem;

/* Columns are those of a UTF-8 locale. */
static int speak_utf8(void **state)
{
    (void)state;
    assert_true(locale_use_utf8(NULL));
    return 0;
}

static int forget(void **state)
{
    (void)state;
    arena_finish(&mem);
    return 0;
}

/* The passage as people see it: dots where it was cut, the hits in brackets. */
static const char *shown(const struct passage *p)
{
    static char text[4096];
    size_t at = 0, n = 0;

    n += (size_t)sprintf(text, "%s", p->starts_late ? ".." : "");
    for (size_t i = 0; i < p->n_spans; i++) {
        struct fold_span s = p->spans[i];

        n += (size_t)sprintf(text + n, "%.*s[%.*s]", (int)(s.at - at), p->text.p + at,
                             (int)s.n_bytes, p->text.p + s.at);
        at = s.at + s.n_bytes;
    }
    sprintf(text + n, "%.*s%s", (int)(p->text.n_bytes - at), p->text.p + at,
            p->ends_early ? ".." : "");
    return text;
}

/* The passage of a text round what has this key. */
static const char *found(const char *text, const char *word, int max_cols)
{
    struct fold_span hits[16];
    struct buf key = {0};
    struct passage p;
    size_t n_hits;

    fold_key(&key, word, strlen(word));
    n_hits = fold_match(text, strlen(text), buf_cstr(&key), hits, 16);
    buf_finish(&key);
    p = passage_make(&mem, text, strlen(text), hits, n_hits, max_cols);
    assert_true(text_cols(p.text) <= max_cols - 2 * (int)p.starts_late - 2 * (int)p.ends_early);
    return shown(&p);
}

static void a_short_text_stays_whole(void **state)
{
    (void)state;
    assert_string_equal(found("警察庁が場を提供した。", "警察", 40), "[警察]庁が場を提供した。");
    assert_string_equal(found("The NPA hosted it.", "npa", 40), "The [NPA] hosted it.");
    assert_string_equal(found("exactly twelve", "twelve", 14), "exactly [twelve]");
    assert_string_equal(found("", "x", 40), "");
}

static void a_long_text_is_cut_on_both_sides_of_the_hit(void **state)
{
    (void)state;
    assert_string_equal(found("一二三四五六七八九十外務省一二三四五六七八九十", "外務省", 24),
                        "..八九十[外務省]一二三四..");
    assert_string_equal(
        found("one two three four five six ministry seven eight nine ten", "ministry", 28),
        "..six [ministry] seven eight..");
}

static void a_hit_at_the_start_or_the_end_takes_all_the_room(void **state)
{
    (void)state;
    assert_string_equal(found("外務省一二三四五六七八九十", "外務省", 18), "[外務省]一二三四..");
    assert_string_equal(found("一二三四五六七八九十外務省", "外務省", 18), "..七八九十[外務省]");
    assert_string_equal(found("alpha beta gamma delta ministry", "ministry", 20),
                        "..delta [ministry]");
}

static void of_a_hit_longer_than_the_passage_the_head_is_shown(void **state)
{
    (void)state;
    assert_string_equal(found("序一二三四五六七八九十", "一二三四五六七八九十", 12),
                        "序[一二三]..");
    assert_string_equal(found("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz", 12),
                        "[abcdefgh]..");
    /* One so long that its end is not even looked at. */
    {
        char text[8192];
        struct fold_span all = {0, 8000};
        struct passage p;

        memset(text, 'a', sizeof text);
        p = passage_make(&mem, text, sizeof text, &all, 1, 20);
        assert_string_equal(shown(&p), "[aaaaaaaaaaaaaaaa]..");
    }
}

static void every_hit_within_is_marked(void **state)
{
    (void)state;
    assert_string_equal(found("防衛と防衛省、防衛装備庁", "防衛", 40),
                        "[防衛]と[防衛]省、[防衛]装備庁");
    assert_string_equal(found("防衛と防衛省、防衛装備庁と防衛大学校", "防衛", 20),
                        "[防衛]と[防衛]省、[防]..");
}

static void hits_may_come_in_any_order_and_overlap(void **state)
{
    static const char text[] = "abcdefghij";
    static const struct fold_span hits[] = {{4, 2}, {0, 2}, {5, 3}, {9, 5}, {20, 1}, {3, 0}};
    struct passage p = passage_make(&mem, text, 10, hits, 6, 40);

    (void)state;
    assert_string_equal(shown(&p), "[ab]cd[efgh]ij");
}

static void words_of_an_alphabet_are_not_halved(void **state)
{
    (void)state;
    assert_string_equal(
        found("international cooperation on cyber capability development", "cyber", 26),
        "..on [cyber] capability..");
    assert_string_equal(found("Обмен данными о киберугрозах между странами", "о", 22),
                        "[О]бмен данными [о]..");
    /* A word that alone is too long is cut all the same. */
    assert_string_equal(found("xhttps0example0org0a0long0address0of0a0page", "0org", 20),
                        "..ample[0org]0a0long..");
}

static void a_cluster_is_never_cut(void **state)
{
    static const char ga[] = "か\u3099"; /* が in two characters */
    char text[256] = "";
    const char *piece;

    (void)state;
    for (int i = 0; i < 20; i++)
        strcat(text, i == 10 ? "省" : ga);
    assert_string_equal(found(text, "省", 16), "..がが[省]ががが..");
    /* Marks belong to the hit, whatever was asked for. */
    {
        static const char e_acute[] = "xe\u0301y";
        struct fold_span bare = {1, 1};
        struct passage p = passage_make(&mem, e_acute, strlen(e_acute), &bare, 1, 20);

        assert_string_equal(shown(&p), "x[\u00E9]y");
    }
    /* A flag is two characters, a family of emoji one. */
    piece = found("aaaaaaaaaaaa🇯🇵🇬🇧省🇯🇵🇬🇧aaaaaaaaaa", "省", 16);
    assert_null(strstr(piece, "..🇵"));
    assert_null(strstr(piece, "🇯.."));
}

static void what_steers_a_terminal_is_shown_as_marks(void **state)
{
    (void)state;
    assert_string_equal(found("a\033[2J hit \u202E", "hit", 40), "a␛[2J [hit] <U+202E>");
    assert_string_equal(found("一\n二\t外務", "外務", 40), "一 二 [外務]");
}

static void broken_bytes_do_no_harm(void **state)
{
    (void)state;
    assert_string_equal(found("\xE3\x81 hit \xFF", "hit", 40), "\uFFFD [hit] \uFFFD");
    assert_string_equal(found("\x80\x80\x80\x80hit\xE5\xA4", "hit", 40),
                        "\uFFFD\uFFFD\uFFFD\uFFFD[hit]\uFFFD");
}

/* Invisible characters between the letters, left out where it is shown. */
static void the_hit_is_where_it_is_seen(void **state)
{
    (void)state;
    assert_string_equal(found("x\u200Bサイ\u00ADバー局", "サイバー", 40), "x[サイバー]局");
    assert_string_equal(found("会ｻｲﾊﾞｰ議", "サイバー", 40), "会[ｻｲﾊﾞｰ]議");
    assert_string_equal(found("㈱見本", "株", 40), "[㈱]見本");
}

static void without_a_hit_it_is_the_head(void **state)
{
    (void)state;
    assert_string_equal(found("一二三四五六七八九十", "無", 12), "一二三四..");
    assert_string_equal(found("  blank", "zz", 12), "blank");
}

/* Whatever the bytes and spans: valid text of no more than its columns, the spans whole clusters in
 * it. */
static void any_bytes_give_a_passage_that_fits(void **state)
{
    static const char *const parts[] = {"a",      "b ",   "外",      "か\u3099",
                                        "\u0301", "\xFF", "\xE3",    "\x81\x82",
                                        "\u200D", "🇯🇵",   "e\u0301", "\033"};
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        char text[512] = "";
        struct fold_span hits[4];
        struct passage p;
        size_t n_bytes;
        int cols = 12 + round % 40;

        for (int i = 0; i < round % 90; i++) {
            seed = seed * 1664525 + 1013904223;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof parts[0])]);
        }
        n_bytes = strlen(text);
        for (int i = 0; i < 4; i++) {
            seed = seed * 1664525 + 1013904223;
            hits[i] = (struct fold_span){(seed >> 8) % (n_bytes + 2), (seed >> 24) % 9};
        }
        p = passage_make(&mem, text, n_bytes, hits, (size_t)round % 5, cols);
        assert_true(text_is_clean(p.text.p, p.text.n_bytes, NULL) || p.n_spans ||
                    strstr(text, "\u0301"));
        assert_true(text_cols(p.text) <= cols);
        for (size_t i = 0, end = 0; i < p.n_spans; i++) {
            assert_true(p.spans[i].n_bytes > 0 && p.spans[i].at >= end);
            end = p.spans[i].at + p.spans[i].n_bytes;
            assert_true(end <= p.text.n_bytes);
        }
        for (size_t i = 0; i < p.n_spans; i++) { /* its ends are ends of clusters */
            size_t at = 0, wanted = p.spans[i].at + p.spans[i].n_bytes;
            bool starts = false;

            while (at < wanted) {
                starts = starts || at == p.spans[i].at;
                at += text_cluster(text_skip(p.text, at));
            }
            assert_true(starts && at == wanted);
        }
        arena_reset(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_stays_whole),
        cmocka_unit_test(a_long_text_is_cut_on_both_sides_of_the_hit),
        cmocka_unit_test(a_hit_at_the_start_or_the_end_takes_all_the_room),
        cmocka_unit_test(of_a_hit_longer_than_the_passage_the_head_is_shown),
        cmocka_unit_test(every_hit_within_is_marked),
        cmocka_unit_test(hits_may_come_in_any_order_and_overlap),
        cmocka_unit_test(words_of_an_alphabet_are_not_halved),
        cmocka_unit_test(a_cluster_is_never_cut),
        cmocka_unit_test(what_steers_a_terminal_is_shown_as_marks),
        cmocka_unit_test(broken_bytes_do_no_harm),
        cmocka_unit_test(the_hit_is_where_it_is_seen),
        cmocka_unit_test(without_a_hit_it_is_the_head),
        cmocka_unit_test(any_bytes_give_a_passage_that_fits),
    };

    return cmocka_run_group_tests(tests, speak_utf8, forget);
}
