/* The search key: equal for what is the same word in another width or case. */
#include "nichiei/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_key(const char *s, const char *expected)
{
    struct buf key = {0};

    fold_key(&key, s, strlen(s));
    assert_false(key.failed);
    assert_string_equal(buf_cstr(&key), expected);
    buf_finish(&key);
}

static void case_is_folded(void **state)
{
    (void)state;
    assert_key("NCSC azAZ @[`{", "ncsc azaz @[`{");
    assert_key("ÉÀ Σς", "éà σσ");
    assert_key("Straße", "strasse");
    assert_key("I", "i"); /* whatever the locale */
}

static void width_is_folded(void **state)
{
    (void)state;
    assert_key("ＮＣＳＣ", "ncsc");
    assert_key("ｻｲﾊﾞｰ", "サイバー");
    assert_key("｢ｶﾞ･ﾊﾟ｣", "「ガ・パ」");
    assert_key("１２３", "123");
    assert_key("（）", "()");
}

static void compatibility_forms_are_folded(void **state)
{
    (void)state;
    assert_key("か\u3099", "が");
    assert_key("①Ⅳ", "1iv");
    assert_key("㈱㍻㋿", "(株)平成令和");
    assert_key("№℡ﬁ", "notelfi"); /* capitals that only NFKC brings out */
    assert_key("\uFA19⼈", "神人");
}

static void readings_and_kana_are_not_folded_yet(void **state)
{
    (void)state;
    assert_key("防衛省", "防衛省");
    assert_key("ひらカタ", "ひらカタ");
}

static void runs_of_blanks_become_one(void **state)
{
    (void)state;
    assert_key("a  b\t\n\r\fc ", "a b c ");
    assert_key("防　 衛\u00A0\u2003省", "防 衛 省");
    assert_key("　", " ");
    assert_key("  ", " ");
    assert_key("", "");
}

static void broken_utf8_is_replaced(void **state)
{
    (void)state;
    assert_key("A\xFF"
               "B",
               "a\uFFFDb");
    assert_key("防\xE8\xA1", "防\uFFFD");
    assert_key("\xED\xA0\x80", "\uFFFD");
}

static void a_key_is_appended(void **state)
{
    struct buf key = {0};

    (void)state;
    fold_key(&key, "Ａ", 3);
    fold_key(&key, "B", 1);
    fold_key(&key, NULL, 0);
    assert_string_equal(buf_cstr(&key), "ab");
    buf_finish(&key);
}

static void zero_bytes_are_kept(void **state)
{
    struct buf key = {0};

    (void)state;
    fold_key(&key, "A\0B", 3);
    fold_key(&key, "Ｃ\0Ｄ", 7);
    assert_int_equal(key.n_bytes, 6);
    assert_memory_equal(key.bytes, "a\0bc\0d", 6);
    buf_finish(&key);
}

static void a_failed_buffer_stays_failed(void **state)
{
    struct buf key = {.failed = true};

    (void)state;
    fold_key(&key, "abc", 3);
    fold_key(&key, "防衛", 6);
    assert_true(key.failed);
    assert_int_equal(key.n_bytes, 0);
    buf_finish(&key);
}

static void assert_key_is_its_own_key(const char *bytes, size_t n_bytes)
{
    struct buf key = {0}, again = {0};

    fold_key(&key, bytes, n_bytes);
    fold_key(&again, buf_cstr(&key), key.n_bytes);
    if (again.n_bytes != key.n_bytes || strcmp(buf_cstr(&again), buf_cstr(&key)) != 0)
        fail_msg("\"%.*s\": \"%s\", then \"%s\"", (int)n_bytes, bytes, buf_cstr(&key),
                 buf_cstr(&again));
    assert_null(u8_check((const uint8_t *)buf_cstr(&key), key.n_bytes));
    buf_finish(&key);
    buf_finish(&again);
}

static void the_key_of_a_key_is_the_key(void **state)
{
    (void)state;
    for (ucs4_t c = 1; c < 0x110000; c++) {
        uint8_t bytes[6];
        int n_bytes = u8_uctomb(bytes, c, sizeof bytes);

        if (n_bytes > 0)
            assert_key_is_its_own_key((const char *)bytes, (size_t)n_bytes);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void random_bytes_have_valid_keys(void **state)
{
    uint32_t seed = 19690720;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[16];
        size_t n_bytes = 1 + next_random(&seed) % sizeof bytes;

        for (size_t at = 0; at < n_bytes; at++)
            bytes[at] = (char)(next_random(&seed) % 255 + 1);
        if (i % 2) /* often enough whole characters */
            memcpy(bytes, "\xE3\x82", n_bytes < 2 ? n_bytes : 2);
        assert_key_is_its_own_key(bytes, n_bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_is_folded),
        cmocka_unit_test(width_is_folded),
        cmocka_unit_test(compatibility_forms_are_folded),
        cmocka_unit_test(readings_and_kana_are_not_folded_yet),
        cmocka_unit_test(runs_of_blanks_become_one),
        cmocka_unit_test(broken_utf8_is_replaced),
        cmocka_unit_test(a_key_is_appended),
        cmocka_unit_test(zero_bytes_are_kept),
        cmocka_unit_test(a_failed_buffer_stays_failed),
        cmocka_unit_test(the_key_of_a_key_is_the_key),
        cmocka_unit_test(random_bytes_have_valid_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
