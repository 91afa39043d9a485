/* Finding a search key in a block of texts, as fast as memory comes; private to the engine. */
#ifndef ENGINE_SCAN_H
#define ENGINE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How often each byte stands in a text, from a sample: what is rare is looked for first. */
struct scan_sample {
    uint32_t count[256];
};
void scan_sample_of(struct scan_sample *s, const char *text, size_t n_bytes);

/* What is looked for; the bytes are borrowed. */
struct scan_key {
    const char *bytes;
    size_t n_bytes;  /* 1 or more */
    bool at_word;    /* a Latin word or number: only where one starts */
    size_t probe[2]; /* the places of its two rarest bytes */
};
struct scan_key scan_key_of(const char *bytes, size_t n_bytes, bool at_word,
                            const struct scan_sample *s);

/* Pieces of text, one behind the other: piece i, from 1 to n_pieces, is text[at[i - 1]..at[i]). No
 * key reaches across pieces, because each ends with a byte that stands in no key. */
struct scan_text {
    const char *bytes;
    const uint32_t *at;
    uint32_t n_pieces;
};

/* Where keys stand, by piece: bits of a hit, and the place of the first one in the text. */
struct scan_hits {
    uint8_t *hit;
    uint8_t bit;  /* to be set */
    uint8_t done; /* pieces with one of these bits are of no interest */
    uint32_t *place;
};

/* Notes each piece of first..last in which the key stands, unless it is done. */
void scan_pieces(const struct scan_key *k, const struct scan_text *t, uint32_t first, uint32_t last,
                 const struct scan_hits *hits);

/* The same for one piece, if a shorter key, with which this one begins, stands first at `place`. */
void scan_piece_on(const struct scan_key *k, const struct scan_text *t, uint32_t piece,
                   uint32_t place, const struct scan_hits *hits);

/* Which letters and digits Latin words start with in a piece: one bit for each. */
uint64_t scan_initials(const struct scan_text *t, uint32_t piece);

/* The bit of a key that is one such letter, 0 for any other key. */
uint64_t scan_initial_of(const struct scan_key *k);

#endif
