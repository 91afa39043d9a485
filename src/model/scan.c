/*
 * Two bytes of the key are compared at 64 places at once, in a loop of a fixed count that compilers
 * turn into vector instructions; only where both agree is the key compared whole. Choosing the two
 * rarest bytes matters: nearly every kanji starts with one of six bytes.
 */
#include "scan.h"

#include <string.h>

enum { LANES = 64 };

void scan_sample_of(struct scan_sample *s, const char *text, size_t n_bytes)
{
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < n_bytes; i++)
        s->count[(unsigned char)text[i]]++;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct scan_key scan_key_of(const char *bytes, size_t n_bytes, bool at_word,
                            const struct scan_sample *s)
{
    struct scan_key k = {
        .bytes = bytes, .n_bytes = n_bytes, .at_word = at_word && is_word_byte(bytes[0])};

    for (int p = 0; p < 2; p++) {
        size_t best = p == 0 || n_bytes == 1 ? 0 : k.probe[0] == 0;

        for (size_t i = 0; i < n_bytes; i++)
            if ((p == 0 || i != k.probe[0]) &&
                s->count[(unsigned char)bytes[i]] < s->count[(unsigned char)bytes[best]])
                best = i;
        k.probe[p] = best;
    }
    return k;
}

/* Marks the lanes where both bytes agree and, for a word, no word goes on; false if there is none.
 * No branches: this is the loop that must become vector instructions. */
static bool mark_lanes(const struct scan_key *k, const char *text, unsigned char lane[LANES])
{
    const char a = k->bytes[k->probe[0]], b = k->bytes[k->probe[1]];
    const char *p = text + k->probe[0], *q = text + k->probe[1];
    unsigned char found = 0;

    for (int i = 0; i < LANES; i++) {
        lane[i] = (unsigned char)((p[i] == a) & (q[i] == b));
        found |= lane[i];
    }
    if (!found || !k->at_word)
        return found != 0;
    found = 0;
    for (int i = 0; i < LANES; i++) {
        unsigned char before = (unsigned char)text[i - 1];

        lane[i] &= (unsigned char)!(((unsigned char)(before - 'a') < 26) |
                                    ((unsigned char)(before - '0') < 10));
        found |= lane[i];
    }
    return found != 0;
}

/* The first place among the marked lanes, eight at a time, where the key stands; else LANES. */
static size_t first_lane(const struct scan_key *k, const char *text,
                         const unsigned char lane[LANES])
{
    for (size_t i = 0; i < LANES; i += 8) {
        uint64_t eight;

        memcpy(&eight, lane + i, sizeof eight);
        for (size_t j = i; eight && j < i + 8; j++)
            if (lane[j] && memcmp(text + j, k->bytes, k->n_bytes) == 0)
                return j;
    }
    return LANES;
}

/* Where the text begins or ends there may be no 64 places, or nothing before them. */
static bool stands_at(const struct scan_key *k, const char *text, size_t at)
{
    return memcmp(text + at, k->bytes, k->n_bytes) == 0 &&
           !(k->at_word && at > 0 && is_word_byte(text[at - 1]));
}

size_t scan_next(const struct scan_key *k, const char *text, size_t from, size_t to)
{
    unsigned char lane[LANES];

    while (to - from >= k->n_bytes) { /* from <= to */
        size_t places = to - from - k->n_bytes + 1, i = 0;

        if (places < LANES || from == 0) {
            if (stands_at(k, text, from))
                return from;
            from++;
            continue;
        }
        if (mark_lanes(k, text + from, lane) && (i = first_lane(k, text + from, lane)) < LANES)
            return from + i;
        from += LANES;
    }
    return to;
}
