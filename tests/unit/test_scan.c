/* Finding a key in a block of bytes, against looking at every place. */
#include "../../src/model/scan.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { TEXT_BYTES = 700, N_ROUNDS = 4000 };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static size_t expected(const char *key, size_t n_bytes, bool at_word, const char *text, size_t from,
                       size_t to)
{
    for (size_t at = from; at + n_bytes <= to; at++)
        if (memcmp(text + at, key, n_bytes) == 0 &&
            !(at_word && at > 0 && is_word_byte(key[0]) && is_word_byte(text[at - 1])))
            return at;
    return to;
}

/* Few different bytes, so that keys are found, nearly found, and found across what was cut off. */
static void draw_text(struct dice *d, char text[TEXT_BYTES])
{
    static const char bytes[] = "ab\xE3\x81\x82\0 e";
    uint32_t n_bytes = 2 + dice_below(d, sizeof bytes - 3);

    for (size_t i = 0; i < TEXT_BYTES; i++)
        text[i] = bytes[dice_below(d, n_bytes)];
}

static void it_finds_what_looking_everywhere_finds(void **state)
{
    struct dice d = {20240917};
    char text[TEXT_BYTES];
    int n_found = 0, n_none = 0;

    (void)state;
    for (int round = 0; round < N_ROUNDS; round++) {
        struct scan_sample sample;
        size_t from = dice_below(&d, TEXT_BYTES), to = from + dice_below(&d, TEXT_BYTES - from + 1);
        size_t n_bytes = 1 + dice_below(&d, 9), at = dice_below(&d, TEXT_BYTES - 10);
        bool at_word = dice_below(&d, 2) == 0;
        struct scan_key key;
        char bytes[16];

        draw_text(&d, text);
        memcpy(bytes, text + at, n_bytes); /* what is looked for is often there */
        scan_sample_of(&sample, text, dice_below(&d, TEXT_BYTES));
        key = scan_key_of(bytes, n_bytes, at_word, &sample);
        for (size_t place = from; place < to;) {
            size_t wanted = expected(bytes, n_bytes, at_word, text, place, to);

            assert_int_equal(scan_next(&key, text, place, to), wanted);
            n_found += wanted < to;
            n_none += wanted == to;
            place = wanted + 1;
        }
    }
    assert_true(n_found > N_ROUNDS && n_none > N_ROUNDS / 2);
}

static void a_latin_word_is_found_where_a_word_starts(void **state)
{
    static const char text[] = "unconfirmed nco, \xE3\x81\x82nco";
    struct scan_sample sample;
    struct scan_key word, anywhere;

    (void)state;
    scan_sample_of(&sample, text, sizeof text - 1);
    word = scan_key_of("nco", 3, true, &sample);
    anywhere = scan_key_of("nco", 3, false, &sample);
    assert_int_equal(scan_next(&anywhere, text, 0, sizeof text - 1), 1);
    assert_int_equal(scan_next(&word, text, 0, sizeof text - 1), 12);
    assert_int_equal(scan_next(&word, text, 13, sizeof text - 1), 20);
    assert_int_equal(scan_next(&word, text, 21, sizeof text - 1), sizeof text - 1);
}

static void the_rarest_bytes_are_looked_for_first(void **state)
{
    struct scan_sample sample;
    struct scan_key key;

    (void)state;
    scan_sample_of(&sample, "aaabbc", 6);
    key = scan_key_of("abca", 4, false, &sample);
    assert_int_equal(key.probe[0], 2);
    assert_int_equal(key.probe[1], 1);
    key = scan_key_of("a", 1, false, &sample);
    assert_int_equal(key.probe[0], 0);
    assert_int_equal(key.probe[1], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_finds_what_looking_everywhere_finds),
        cmocka_unit_test(a_latin_word_is_found_where_a_word_starts),
        cmocka_unit_test(the_rarest_bytes_are_looked_for_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
