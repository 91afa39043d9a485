/* Keys: whatever bytes arrive, no later key is lost. */
#include "nichiei/model/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* Decodes all bytes; codes go to out, which has room. */
static int decode(const char *bytes, size_t n_bytes, uint32_t *out)
{
    struct key_decoder d = {0};
    int n_out = 0;

    for (size_t i = 0; i < n_bytes; i++) {
        struct key keys[2];
        int n = key_decode(&d, (unsigned char)bytes[i], keys);

        assert_in_range(n, 0, 2);
        for (int k = 0; k < n; k++)
            out[n_out++] = keys[k].code;
    }
    return n_out;
}

static void assert_codes(const char *bytes, const char *expected)
{
    uint32_t codes[64];
    char text[512] = "";
    int n = decode(bytes, strlen(bytes), codes);

    for (int i = 0; i < n; i++) {
        char one[16];

        snprintf(one, sizeof one, "%s%X", i ? " " : "", codes[i]);
        strcat(text, one);
    }
    assert_string_equal(text, expected);
}

static void characters_of_every_length_are_one_key(void **state)
{
    (void)state;
    assert_codes("j", "6A");
    assert_codes("é", "E9");
    assert_codes("警j察", "8B66 6A 5BDF");
    assert_codes("\U00020B9F", "20B9F");
    assert_codes("\xF4\x8F\xBF\xBF", "10FFFF");
    assert_codes("\x1B\x0D\x7F", "1B D 7F");
}

static void a_character_may_come_in_pieces(void **state)
{
    struct key_decoder d = {0};
    struct key keys[2];

    (void)state;
    assert_int_equal(key_decode(&d, 0xE8, keys), 0);
    assert_int_equal(key_decode(&d, 0xAD, keys), 0);
    assert_int_equal(key_decode(&d, 0xA6, keys), 1);
    assert_int_equal(keys[0].code, 0x8B66);
    assert_int_equal(key_decode(&d, 'j', keys), 1);
    assert_int_equal(keys[0].code, 'j');
}

static void stray_bytes_are_each_replaced(void **state)
{
    (void)state;
    assert_codes("\xFF", "FFFD");
    assert_codes("\x80j", "FFFD 6A");
    assert_codes("\xFF\xFEq", "FFFD FFFD 71");
    assert_codes("\xC0\xAF", "FFFD FFFD"); /* an overlong slash */
    assert_codes("\xC1q", "FFFD 71");
    assert_codes("\xF5q", "FFFD 71");
}

static void a_character_cut_short_loses_no_later_key(void **state)
{
    (void)state;
    assert_codes("\xE8q", "FFFD 71");
    assert_codes("\xE8\xADq", "FFFD 71");
    assert_codes("\xE8\xAD警", "FFFD 8B66");
    assert_codes("\xE8\xFFq", "FFFD FFFD 71");
    assert_codes("\xF0\x9F\x98\x1B", "FFFD 1B");
    assert_codes("\xC3\xC3\xA9", "FFFD E9");
}

static void forms_that_unicode_forbids_are_replaced(void **state)
{
    (void)state;
    assert_codes("\xE0\x80\xAFq", "FFFD 71"); /* overlong */
    assert_codes("\xF0\x80\x80\xAFq", "FFFD 71");
    assert_codes("\xED\xA0\x80q", "FFFD 71");     /* a surrogate */
    assert_codes("\xF4\x90\x80\x80q", "FFFD 71"); /* beyond Unicode */
}

static void random_bytes_never_swallow_the_key_behind_them(void **state)
{
    uint32_t seed = 2024;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char bytes[8];
        uint32_t codes[16];
        int n;

        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        bytes[7] = 'q';
        n = decode(bytes, sizeof bytes, codes);
        assert_in_range(n, 1, 15);
        assert_int_equal(codes[n - 1], 'q');
        for (int i = 0; i < n; i++)
            assert_true(codes[i] <= 0x10FFFF && (codes[i] < 0xD800 || codes[i] > 0xDFFF));
    }
}

static void full_width_keys_of_an_ime_are_narrowed(void **state)
{
    (void)state;
    assert_int_equal(key_narrow((struct key){0xFF4A}).code, 'j'); /* ｊ */
    assert_int_equal(key_narrow((struct key){0xFF0F}).code, '/');
    assert_int_equal(key_narrow((struct key){0xFF1F}).code, '?');
    assert_int_equal(key_narrow((struct key){0xFF01}).code, '!');
    assert_int_equal(key_narrow((struct key){0xFF5E}).code, '~');
    assert_int_equal(key_narrow((struct key){0x3000}).code, ' ');
    assert_int_equal(key_narrow((struct key){0xFF5F}).code, 0xFF5F);
    assert_int_equal(key_narrow((struct key){'j'}).code, 'j');
    assert_int_equal(key_narrow((struct key){KEY_UP_CODE}).code, KEY_UP_CODE);
}

static void kana_and_kanji_betray_an_ime(void **state)
{
    (void)state;
    assert_true(key_is_ime_text((struct key){0x3042}));  /* あ */
    assert_true(key_is_ime_text((struct key){0x30A2}));  /* ア */
    assert_true(key_is_ime_text((struct key){0x8B66}));  /* 警 */
    assert_true(key_is_ime_text((struct key){0xFF71}));  /* ｱ */
    assert_false(key_is_ime_text((struct key){'j'}));    /* a command */
    assert_false(key_is_ime_text((struct key){0xFF4A})); /* narrowed to a command */
    assert_false(key_is_ime_text((struct key){0xE9}));
    assert_false(key_is_ime_text((struct key){KEY_UP_CODE}));
}

static void a_character_goes_back_into_its_bytes(void **state)
{
    static const char *const characters[] = {"j", "é", "警", "\U00020B9F", "\u07FF", "\u0800"};
    char bytes[4];

    (void)state;
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        uint32_t code;
        size_t n_bytes;

        assert_int_equal(decode(characters[i], strlen(characters[i]), &code), 1);
        n_bytes = key_utf8((struct key){code}, bytes);
        assert_int_equal(n_bytes, strlen(characters[i]));
        assert_memory_equal(bytes, characters[i], n_bytes);
    }
    assert_int_equal(key_utf8((struct key){KEY_UP_CODE}, bytes), 0);
    assert_int_equal(key_utf8((struct key){KEY_UNKNOWN_CODE}, bytes), 0);
}

static bool named(uint32_t code, const char *name)
{
    return key_has_name((struct key){code}, name, strlen(name));
}

static void keys_have_the_names_that_readers_know(void **state)
{
    (void)state;
    assert_true(named('j', "j") && named('G', "G") && named('<', "<"));
    assert_false(named('j', "J"));
    assert_true(named(4, "C-d") && named(7, "C-g"));
    assert_true(named(27, "Esc") && named(' ', "Space") && named('\t', "Tab"));
    assert_true(named('\r', "Enter") && named('\n', "Enter"));
    assert_true(named(127, "Backspace") && named(8, "Backspace") && named(8, "C-h"));
    assert_true(named(KEY_BACKTAB_CODE, "S-Tab") && named(KEY_PGDN_CODE, "PgDn"));
    assert_false(named(KEY_UP_CODE, "Down") || named(KEY_UNKNOWN_CODE, "F1"));
    assert_false(key_has_name((struct key){'E'}, "Enter", 5));
    assert_true(key_has_name((struct key){27}, "Escape", 3)); /* only so many bytes count */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_every_length_are_one_key),
        cmocka_unit_test(a_character_may_come_in_pieces),
        cmocka_unit_test(stray_bytes_are_each_replaced),
        cmocka_unit_test(a_character_cut_short_loses_no_later_key),
        cmocka_unit_test(forms_that_unicode_forbids_are_replaced),
        cmocka_unit_test(random_bytes_never_swallow_the_key_behind_them),
        cmocka_unit_test(full_width_keys_of_an_ime_are_narrowed),
        cmocka_unit_test(kana_and_kanji_betray_an_ime),
        cmocka_unit_test(a_character_goes_back_into_its_bytes),
        cmocka_unit_test(keys_have_the_names_that_readers_know),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
