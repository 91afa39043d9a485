/*
 * Two bytes of the key are compared at 64 places at once, in a loop of a fixed count that compilers
 * turn into vector instructions; only where both agree is the key compared whole. Choosing the two
 * rarest bytes matters: nearly every kanji starts with one of six bytes.
 */
#include "scan.h"

#include "nichiei/text/fold.h"

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
    struct scan_key k = {
        .bytes = bytes, .n_bytes = n_bytes, .at_word = at_word && fold_is_word(bytes[0])};

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

static void note(const struct scan_hits *hits, uint32_t piece, size_t place)
{
    hits->hit[piece] |= hits->bit;
    hits->place[piece] = (uint32_t)place;
}

/* One piece, place by place: where the text begins or ends there may be no 64 places, or nothing
 * before them. */
static void scan_slowly(const struct scan_key *k, const struct scan_text *t, uint32_t piece,
                        const struct scan_hits *hits)
{
    size_t to = t->at[piece];

    for (size_t at = t->at[piece - 1]; at + k->n_bytes <= to; at++)
        if (memcmp(t->bytes + at, k->bytes, k->n_bytes) == 0 &&
            !(k->at_word && at > 0 && fold_is_word(t->bytes[at - 1]))) {
            note(hits, piece, at);
            return;
        }
}

/* Compiled once for every processor of the kind, and once for those that compare 32 bytes at a
 * time; the system's linker chooses. (Not under the sanitizers, which are not yet awake then.) */
#if defined __x86_64__ && defined __GNUC__ && !defined __SANITIZE_ADDRESS__
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

/* Where the lanes are that agree in both bytes and, of a word, are not within one; 0 if nowhere. No
 * branches: these are the loops that must become vector instructions. */
static inline unsigned mark_lanes(const struct scan_key *k, const char *text,
                                  unsigned char lane[LANES])
{
    const char a = k->bytes[k->probe[0]], b = k->bytes[k->probe[1]];
    const char *p = text + k->probe[0], *q = text + k->probe[1];
    unsigned char found = 0;

    if (k->at_word) {
        for (int i = 0; i < LANES; i++) {
            unsigned char before = (unsigned char)text[i - 1];

            lane[i] =
                (unsigned char)((p[i] == a) & (q[i] == b) & ((unsigned char)(before - 'a') > 25) &
                                ((unsigned char)(before - '0') > 9));
            found |= lane[i];
        }
        return found;
    }
    for (int i = 0; i < LANES; i++) {
        lane[i] = (unsigned char)((p[i] == a) & (q[i] == b));
        found |= lane[i];
    }
    return found;
}

/* Notes the pieces whose marked lanes hold the key; *piece moves on to the last of them, and what
 * is returned is where the next place may be. */
static size_t take_lanes(const struct scan_key *k, const struct scan_text *t, size_t from,
                         const unsigned char lane[LANES], uint32_t *piece,
                         const struct scan_hits *hits)
{
    size_t next = from;

    for (size_t i = 0; i < LANES; i += 8) {
        uint64_t eight;

        memcpy(&eight, lane + i, sizeof eight);
        for (size_t j = i; eight && j < i + 8; j++) {
            if (!lane[j] || from + j < next ||
                memcmp(t->bytes + from + j, k->bytes, k->n_bytes) != 0)
                continue;
            while (t->at[*piece] <= from + j)
                ++*piece;
            note(hits, *piece, from + j);
            next = t->at[*piece]; /* once is enough: on to the next piece */
        }
    }
    return next > from + LANES ? next : from + LANES;
}

/* From a place in the first piece on. */
FOR_EACH_PROCESSOR
static void scan_from(const struct scan_key *k, const struct scan_text *t, size_t from,
                      uint32_t first, uint32_t last, const struct scan_hits *hits)
{
    const size_t end = t->at[t->n_pieces], reach = LANES - 1 + k->n_bytes;
    uint32_t piece = first;
    unsigned char lane[LANES];

    for (; piece <= last; piece++) {
        uint32_t holder = piece;

        if (hits->hit[piece] & hits->done)
            continue;
        if (from < t->at[piece - 1])
            from = t->at[piece - 1];
        if (from == 0) { /* nothing stands before it */
            scan_slowly(k, t, piece, hits);
            continue;
        }
        while (from < t->at[piece] && end - from >= reach)
            from = mark_lanes(k, t->bytes + from, lane)
                       ? take_lanes(k, t, from, lane, &holder, hits)
                       : from + LANES;
        if (from < t->at[piece])
            break;
    }
    for (; piece <= last; piece++)
        if (!(hits->hit[piece] & (hits->done | hits->bit)))
            scan_slowly(k, t, piece, hits);
}

/* A single letter stands in most pieces, near their start: there the lanes only cost. */
static void scan_letter(const struct scan_key *k, const struct scan_text *t, size_t from,
                        uint32_t first, uint32_t last, const struct scan_hits *hits)
{
    for (uint32_t piece = first; piece <= last; piece++) {
        const char *p = t->bytes + t->at[piece - 1], *end = t->bytes + t->at[piece];

        if (hits->hit[piece] & hits->done)
            continue;
        if (p < t->bytes + from)
            p = t->bytes + from;
        while ((p = memchr(p, *k->bytes, (size_t)(end - p))) != NULL) {
            if (!k->at_word || p == t->bytes || !fold_is_word(p[-1])) {
                note(hits, piece, (size_t)(p - t->bytes));
                break;
            }
            p++;
        }
    }
}

static void scan_on(const struct scan_key *k, const struct scan_text *t, size_t from,
                    uint32_t first, uint32_t last, const struct scan_hits *hits)
{
    if (k->n_bytes == 1)
        scan_letter(k, t, from, first, last, hits);
    else
        scan_from(k, t, from, first, last, hits);
}

void scan_pieces(const struct scan_key *k, const struct scan_text *t, uint32_t first, uint32_t last,
                 const struct scan_hits *hits)
{
    scan_on(k, t, t->at[first - 1], first, last, hits);
}

void scan_piece_on(const struct scan_key *k, const struct scan_text *t, uint32_t piece,
                   uint32_t place, const struct scan_hits *hits)
{
    if (place + k->n_bytes <= t->at[piece] && memcmp(t->bytes + place, k->bytes, k->n_bytes) == 0)
        note(hits, piece, place);
    else
        scan_on(k, t, place, piece, piece, hits);
}

static uint64_t initial_bit(char c)
{
    return UINT64_C(1) << (c >= 'a' ? c - 'a' : 26 + c - '0');
}

uint64_t scan_initials(const struct scan_text *t, uint32_t piece)
{
    uint64_t initials = 0;
    bool within = false;

    for (size_t at = t->at[piece - 1]; at < t->at[piece]; at++) {
        bool is_word = fold_is_word(t->bytes[at]);

        if (is_word && !within)
            initials |= initial_bit(t->bytes[at]);
        within = is_word;
    }
    return initials;
}

uint64_t scan_initial_of(const struct scan_key *k)
{
    return k->n_bytes == 1 && k->at_word ? initial_bit(*k->bytes) : 0;
}
