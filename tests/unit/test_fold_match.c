/* Where a key is found in the original text. */
#include "nichiei/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_SPANS = 8 };

/* The text with each span in square brackets (which the texts here do not hold). */
static void mark(const char *text, const struct fold_span *spans, size_t n_spans, struct buf *out)
{
    size_t at = 0;

    for (size_t i = 0; i < n_spans; i++) {
        buf_add(out, text + at, spans[i].at - at);
        buf_char(out, '[');
        buf_add(out, text + spans[i].at, spans[i].n_bytes);
        buf_char(out, ']');
        at = spans[i].at + spans[i].n_bytes;
    }
    buf_str(out, text + at);
}

/* Looks for the word in the expected text without its brackets. */
static void assert_marked(const char *word, const char *expected)
{
    struct fold_span spans[MAX_SPANS];
    struct buf text = {0}, key = {0}, marked = {0};
    size_t n_spans;

    for (const char *s = expected; *s; s++)
        if (*s != '[' && *s != ']')
            buf_char(&text, *s);
    fold_key(&key, word, strlen(word));
    n_spans = fold_match(buf_cstr(&text), text.n_bytes, buf_cstr(&key), spans, MAX_SPANS);
    mark(buf_cstr(&text), spans, n_spans, &marked);
    assert_string_equal(buf_cstr(&marked), expected);
    buf_finish(&text);
    buf_finish(&key);
    buf_finish(&marked);
}

static void words_are_found_as_they_stand(void **state)
{
    (void)state;
    assert_marked("防衛", "[防衛]省と[防衛]装備庁");
    assert_marked("防", "国[防]");
    assert_marked("cyber", "The [Cyber] Council, [CYBER]SPACE");
    assert_marked("外交", "外務省");
    assert_marked("aa", "[aa][aa]a");
    assert_marked("n c", "a[n  c]yber");
}

static void words_are_found_in_another_form(void **state)
{
    (void)state;
    assert_marked("ガイム", "[がいむ]しょう");
    assert_marked("がいむ", "[ｶﾞｲﾑ]ｼｮｳ");
    assert_marked("か", "[か]がが\u3099[か]");
    assert_marked("ncsc", "英国の[ＮＣＳＣ]は");
    assert_marked("経済", "旧[經濟]企画庁");
    assert_marked("cafe", "un [café], deux [cafe\u0301]s");
    assert_marked("五月～", "[五月〜]六月");
    assert_marked("人民", "[⼈⺠]日報");
}

static void a_character_is_covered_whole(void **state)
{
    (void)state;
    assert_marked("株", "[㈱]日立");
    assert_marked("(株)日", "[㈱日]立");
    assert_marked("式(", "株[式㈱]");
    assert_marked("ロメ", "百[㌖]");
    assert_marked(".", "え[…]と");
    assert_marked("..", "え[…]と");
    assert_marked("令", "[㋿]六年");
    assert_marked("う", "[う\u0302]ま");
    assert_marked("/", "[½]");
    assert_marked("\uFFFD", "防[\xE8\xA1]衛");
}

static void the_invisible_goes_with_what_it_follows(void **state)
{
    (void)state;
    assert_marked("葛", "[葛\U000E0100]飾");
    assert_marked("葛飾", "[葛\U000E0100飾]区");
    assert_marked("防衛", "\uFEFF[防\u200B衛\u200B]省");
    assert_marked("サーバ", "[サーバー]室");
    assert_marked("サーバー", "[サーバ]室");
    assert_marked("サイバー", "[サイバー]セキュリティ");
    assert_marked("サイバー", "[ｻｲﾊﾞｰ]空間");
    assert_marked("防", "[防]ー");
}

static void blanks_and_dots_between_are_covered(void **state)
{
    (void)state;
    assert_marked("防衛省", "旧[防　衛\n 省]の");
    assert_marked("衛省", "防 [衛 省] の");
    assert_marked("サイバーセキュリティ", "[サイバー・セキュリティ]戦略");
    assert_marked("セキュリティ", "サイバー・[セキュリティ]戦略");
    assert_marked("サイバー", "[サイバー]・セキュリティ");
    assert_marked("・セ", "情報[・セ]キュリティ");
}

static void nothing_is_found_for_nothing(void **state)
{
    struct fold_span spans[1];

    (void)state;
    assert_int_equal(fold_match("abc", 3, "", spans, 1), 0);
    assert_int_equal(fold_match(NULL, 0, "a", spans, 1), 0);
    assert_int_equal(fold_match("a", 1, "ab", spans, 1), 0);
    assert_int_equal(fold_match("a", 1, "a", spans, 0), 0);
}

static void no_more_are_found_than_asked_for(void **state)
{
    struct fold_span spans[3] = {{9, 9}, {9, 9}, {9, 9}};

    (void)state;
    assert_int_equal(fold_match("a a a", 5, "a", spans, 2), 2);
    assert_int_equal(spans[1].at, 2);
    assert_int_equal(spans[2].at, 9);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void random_text(uint32_t *seed, size_t max_parts, struct buf *out)
{
    static const char *const parts[] = {
        " ",
        "　",
        "・",
        "ー",
        "ｰ",
        "カ",
        "き",
        "ｶﾞ",
        "ﾞ",
        "漢",
        "國",
        "国",
        "、",
        "「",
        "」",
        "a",
        "A",
        "É",
        "e\u0301",
        "9",
        "—",
        "…",
        ".",
        "㈱",
        "(",
        "株",
        ")",
        "한",
        "\u0301",
        "\xFF",
        "葛\U000E0100",
        "\u200B",
        "㌔",
        "㌍",
        "ワ\u3099",
    };

    buf_reset(out);
    for (size_t n = 1 + next_random(seed) % max_parts; n; n--)
        buf_str(out, parts[next_random(seed) % (sizeof parts / sizeof parts[0])]);
}

/* Apart, in order, of whole characters, and with a key that holds the key looked for. */
static void assert_good_spans(const struct buf *text, const char *key,
                              const struct fold_span *spans, size_t n_spans)
{
    size_t at = 0;

    for (size_t i = 0; i < n_spans; i++) {
        const char *piece = text->bytes + spans[i].at;
        struct buf of_piece = {0};

        assert_true(spans[i].n_bytes > 0 && spans[i].at >= at);
        at = spans[i].at + spans[i].n_bytes;
        assert_true(at <= text->n_bytes);
        assert_int_not_equal(*piece & 0xC0, 0x80);
        assert_int_not_equal(text->bytes[at] & 0xC0, 0x80);
        fold_key(&of_piece, piece, spans[i].n_bytes);
        if (!strstr(buf_cstr(&of_piece), key))
            fail_msg("\"%s\": \"%.*s\" for \"%s\"", text->bytes, (int)spans[i].n_bytes, piece, key);
        buf_finish(&of_piece);
    }
}

static void something_is_found_where_the_key_stands_in_the_key(void **state)
{
    struct buf text = {0}, word = {0};
    uint32_t seed = 20231005;
    int n_found = 0;

    (void)state;
    for (int i = 0; i < 30000; i++) {
        struct fold_span spans[MAX_SPANS];
        struct buf of_text = {0}, key = {0};
        size_t n_spans;

        random_text(&seed, 12, &text);
        random_text(&seed, 2, &word);
        fold_key(&of_text, buf_cstr(&text), text.n_bytes);
        fold_key(&key, buf_cstr(&word), word.n_bytes);
        n_spans = fold_match(buf_cstr(&text), text.n_bytes, buf_cstr(&key), spans, MAX_SPANS);
        assert_int_equal(n_spans > 0,
                         key.n_bytes > 0 && strstr(buf_cstr(&of_text), buf_cstr(&key)) != NULL);
        n_found += n_spans > 0;
        if (strncmp(buf_cstr(&key), "ー", 3) != 0) /* which may end the span, and then is silent */
            assert_good_spans(&text, buf_cstr(&key), spans, n_spans);
        buf_finish(&of_text);
        buf_finish(&key);
    }
    assert_true(n_found > 3000);
    buf_finish(&text);
    buf_finish(&word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_as_they_stand),
        cmocka_unit_test(words_are_found_in_another_form),
        cmocka_unit_test(a_character_is_covered_whole),
        cmocka_unit_test(the_invisible_goes_with_what_it_follows),
        cmocka_unit_test(blanks_and_dots_between_are_covered),
        cmocka_unit_test(nothing_is_found_for_nothing),
        cmocka_unit_test(no_more_are_found_than_asked_for),
        cmocka_unit_test(something_is_found_where_the_key_stands_in_the_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
