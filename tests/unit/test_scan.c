/* Finding a key in pieces of text, against looking at every place. */
#include "../../src/engine/scan.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { TEXT_BYTES = 900, MAX_PIECES = 60, N_ROUNDS = 4000 };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Where the key stands first in text[from..to), or `to`. */
static size_t first_place(const char *key, size_t n_bytes, bool at_word, const char *text,
                          size_t from, size_t to)
{
    for (size_t at = from; at + n_bytes <= to; at++)
        if (memcmp(text + at, key, n_bytes) == 0 &&
            !(at_word && at > 0 && is_word_byte(key[0]) && is_word_byte(text[at - 1])))
            return at;
    return to;
}

/* Few different bytes, so that keys are found, nearly found, and found across what was cut off. */
static uint32_t draw_text(struct dice *d, char text[TEXT_BYTES], uint32_t at[MAX_PIECES + 1])
{
    static const char bytes[] = "ab\xE3\x81\x82 e";
    uint32_t n_bytes = 2 + dice_below(d, sizeof bytes - 3),
             n_pieces = 1 + dice_below(d, MAX_PIECES);

    at[0] = 0;
    for (uint32_t i = 1; i <= n_pieces; i++) {
        uint32_t end = at[i - 1] + dice_below(d, dice_below(d, 8) ? 12 : 300);

        end = end > TEXT_BYTES - 1 - (n_pieces - i) ? TEXT_BYTES - 1 - (n_pieces - i) : end;
        for (uint32_t k = at[i - 1]; k < end; k++)
            text[k] = bytes[dice_below(d, n_bytes)];
        text[end] = '\0';
        at[i] = end + 1;
    }
    return n_pieces;
}

static void it_finds_what_looking_everywhere_finds(void **state)
{
    struct dice d = {20240917};
    int n_found = 0, n_none = 0;

    (void)state;
    for (int round = 0; round < N_ROUNDS; round++) {
        char text[TEXT_BYTES], bytes[16];
        uint32_t at[MAX_PIECES + 1], n_pieces = draw_text(&d, text, at);
        uint32_t first = 1 + dice_below(&d, n_pieces);
        uint32_t last = first + dice_below(&d, n_pieces - first + 1);
        size_t n_bytes = 1 + dice_below(&d, 9), place = dice_below(&d, at[n_pieces]);
        const struct scan_text pieces = {text, at, n_pieces};
        bool at_word = dice_below(&d, 2) == 0;
        uint8_t hit[MAX_PIECES + 1] = {0};
        uint32_t at_first[MAX_PIECES + 1];
        const struct scan_hits hits = {hit, 4, 0, at_first};
        struct scan_sample sample;
        struct scan_key key;

        for (size_t i = 0; i < n_bytes; i++) /* what is looked for is often there */
            bytes[i] = place + i < at[n_pieces] && text[place + i] ? text[place + i] : 'a';
        scan_sample_of(&sample, text, dice_below(&d, at[n_pieces]));
        key = scan_key_of(bytes, n_bytes, at_word, &sample);
        scan_pieces(&key, &pieces, first, last, &hits);
        for (uint32_t i = 1; i <= n_pieces; i++) {
            size_t wanted = first_place(bytes, n_bytes, at_word, text, at[i - 1], at[i]);
            bool found = wanted < at[i];

            if (i >= first && i <= last)
                assert_int_equal(hit[i], found ? 4 : 0);
            else /* pieces nearby may be told, too, but never wrongly */
                assert_true(!hit[i] || found);
            assert_true(!hit[i] || at_first[i] == wanted);
            n_found += found;
            n_none += !found;
        }
    }
    assert_true(n_found > N_ROUNDS && n_none > N_ROUNDS);
}

/* A key that is typed on is looked for from where it stood. */
static void a_longer_key_is_found_where_a_shorter_one_was(void **state)
{
    struct dice d = {20240918};
    int n_on = 0, n_later = 0, n_gone = 0;

    (void)state;
    for (int round = 0; round < N_ROUNDS; round++) {
        char text[TEXT_BYTES], bytes[16];
        uint32_t at[MAX_PIECES + 1], n_pieces = draw_text(&d, text, at);
        size_t n_bytes = 2 + dice_below(&d, 4), place = dice_below(&d, at[n_pieces]);
        const struct scan_text pieces = {text, at, n_pieces};
        bool at_word = dice_below(&d, 2) == 0;
        uint8_t begun[MAX_PIECES + 1] = {0}, hit[MAX_PIECES + 1] = {0};
        uint32_t at_begun[MAX_PIECES + 1], at_hit[MAX_PIECES + 1];
        const struct scan_hits first = {begun, 1, 0, at_begun}, then = {hit, 1, 0, at_hit};
        struct scan_sample sample;
        struct scan_key shorter, longer;

        for (size_t i = 0; i < n_bytes; i++)
            bytes[i] = place + i < at[n_pieces] && text[place + i] ? text[place + i] : 'a';
        scan_sample_of(&sample, text, at[n_pieces]);
        shorter = scan_key_of(bytes, n_bytes - 1, at_word, &sample);
        longer = scan_key_of(bytes, n_bytes, at_word, &sample);
        scan_pieces(&shorter, &pieces, 1, n_pieces, &first);
        for (uint32_t i = 1; i <= n_pieces; i++) {
            size_t wanted = first_place(bytes, n_bytes, at_word, text, at[i - 1], at[i]);

            if (begun[i])
                scan_piece_on(&longer, &pieces, i, at_begun[i], &then);
            assert_int_equal(hit[i], wanted < at[i]);
            assert_true(!hit[i] || at_hit[i] == wanted);
            n_on += hit[i] && at_hit[i] == at_begun[i];
            n_later += hit[i] && at_hit[i] != at_begun[i];
            n_gone += begun[i] && !hit[i];
        }
    }
    assert_true(n_on > N_ROUNDS && n_later > 100 && n_gone > 100);
}

static void a_latin_word_is_found_where_a_word_starts(void **state)
{
    static const char text[] = "unconfirmed\0nco, \xE3\x81\x82\0\xE3\x81\x82nco\0(nco)\0"
                               "3nco";
    static const uint32_t at[] = {0, 12, 21, 28, 34, 39};
    static const uint8_t wanted[2][6] = {{0, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 1, 0}};
    const struct scan_text pieces = {text, at, 5};
    struct scan_sample sample;

    (void)state;
    assert_int_equal(at[5], sizeof text);
    scan_sample_of(&sample, text, sizeof text);
    for (int at_word = 0; at_word < 2; at_word++) {
        struct scan_key key = scan_key_of("nco", 3, at_word, &sample);
        uint8_t hit[6] = {0};
        uint32_t place[6];
        const struct scan_hits hits = {hit, 1, 0, place};

        scan_pieces(&key, &pieces, 1, 5, &hits);
        assert_memory_equal(hit, wanted[at_word], sizeof hit);
    }
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
        cmocka_unit_test(a_longer_key_is_found_where_a_shorter_one_was),
        cmocka_unit_test(a_latin_word_is_found_where_a_word_starts),
        cmocka_unit_test(the_rarest_bytes_are_looked_for_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
