/* Finding a search key in a block of bytes, as fast as memory comes; private to the model. */
#ifndef MODEL_SCAN_H
#define MODEL_SCAN_H

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
    bool at_word;    /* only where a Latin word or number starts */
    size_t probe[2]; /* the places of its two rarest bytes */
};
struct scan_key scan_key_of(const char *bytes, size_t n_bytes, bool at_word,
                            const struct scan_sample *s);

/* The first place from `from` on where the key stands whole before `to`, or `to`. A word's start is
 * judged by the byte before it, which is read if from > 0. */
size_t scan_next(const struct scan_key *k, const char *text, size_t from, size_t to);

#endif
