/*
 * Two bytes of the key are compared at 64 places at once, in a loop of a fixed count that compilers
 * turn into vector instructions; only where both agree somewhere are the places looked at one by
 * one. Choosing the two rarest bytes matters: nearly every kanji starts with one of six bytes.
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

struct scan_key scan_key_of(const char *bytes, size_t n_bytes, bool at_word,
                            const struct scan_sample *s)
{
    struct scan_key k = {.bytes = bytes, .n_bytes = n_bytes, .at_word = at_word};

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

static bool any_lane(const char *p, const char *q, char a, char b)
{
    unsigned char found = 0;

    for (int i = 0; i < LANES; i++)
        found |= (unsigned char)((p[i] == a) & (q[i] == b));
    return found != 0;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool stands_at(const struct scan_key *k, const char *text, size_t at)
{
    if (memcmp(text + at, k->bytes, k->n_bytes) != 0)
        return false;
    return !k->at_word || at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(k->bytes[0]);
}

size_t scan_next(const struct scan_key *k, const char *text, size_t from, size_t to)
{
    const char a = k->bytes[k->probe[0]], b = k->bytes[k->probe[1]];

    while (to - from >= k->n_bytes) { /* from <= to */
        const char *p = text + from + k->probe[0], *q = text + from + k->probe[1];
        size_t places = to - from - k->n_bytes + 1;

        if (places >= LANES) {
            places = LANES;
            if (!any_lane(p, q, a, b)) {
                from += places;
                continue;
            }
        }
        for (size_t i = 0; i < places; i++)
            if (p[i] == a && q[i] == b && stands_at(k, text, from + i))
                return from + i;
        from += places;
    }
    return to;
}
