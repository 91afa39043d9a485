/* The steps of decoding; private to the text layer. */
#ifndef TEXT_DECODE_IN_H
#define TEXT_DECODE_IN_H

#include "nichiei/text/decode.h"

#include <stdint.h>

/* Bytes turned into UTF-8, and no more: lines and signs are as they were. */
struct converted {
    struct buf text;     /* valid UTF-8, may hold NULs; U+FFFD for each run of wrong bytes */
    size_t n_bad_bytes;  /* of the source */
    size_t first_bad_at; /* where in the text the first U+FFFD for them stands */
    size_t bad_end;      /* behind the last of them */
    bool no_converter;   /* nothing was done */
};

/* encoding is a definite one: neither ENCODING_NONE nor ENCODING_UTF_16. */
void decode_convert(struct converted *out, const uint8_t *bytes, size_t n_bytes,
                    enum encoding encoding);
void converted_finish(struct converted *c);

/* How much a text looks like Japanese or English that somebody wrote. */
struct likeness {
    long points;
    size_t n_chars;
    size_t n_bad_bytes;
    size_t n_familiar; /* blanks, line ends, kana: what no prose is without */
};
struct likeness decode_likeness(const struct converted *c);

/* The definite encoding that the bytes fit best, or ENCODING_NONE; `among` restricts it: one of
 * the two UTF-16, or with ENCODING_NONE any. */
enum encoding decode_guess(const uint8_t *bytes, size_t n_bytes, enum encoding among);

#endif
