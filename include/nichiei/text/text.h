/*
 * Text that is fit to be shown: valid UTF-8 in NFC, without control, bidi or format characters.
 *
 * Only text_safe() and text_lit() make one, so whatever takes a `struct text` need not ask again
 * where the bytes came from. Width, clipping, padding and wrapping work on it and nothing else.
 * Unicode: UAX #15 (NFC), UAX #29 (grapheme clusters) through libunistring.
 */
#ifndef NICHIEI_TEXT_TEXT_H
#define NICHIEI_TEXT_TEXT_H

#include "nichiei/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A borrowed piece of safe text; not NUL-terminated. All-zero is the empty text. */
struct text {
    const char *p;
    size_t n_bytes;
};

/*
 * The gate. Copies bytes into the arena as safe text, borrowed until the arena is reset:
 * - bad UTF-8 becomes U+FFFD (one for each maximal broken part, Unicode 15 section 3.9);
 * - C0 controls and DEL become their pictures U+2400+c and U+2421; C1, surrogates, unassigned
 *   line separators U+2028/2029 and non-characters become U+FFFD; tab and newline become a blank;
 * - bidi controls and tag characters become a visible mark: <U+202E>;
 * - variation selectors, joiners, zero-width spaces, soft hyphens, BOMs, Hangul fillers and other
 *   default-ignorable characters are left out (the data keeps them);
 * - the rest is normalised to NFC, with at most two marks kept on a base; a mark without a base
 *   stands on U+25CC.
 * Already safe ASCII is copied without further work.
 */
struct text text_safe(struct arena *a, const char *bytes, size_t n_bytes);

/* The same for a C string; NULL is the empty text. */
struct text text_safe_str(struct arena *a, const char *s);

/* A literal of this program, which is safe by authorship; borrowed as long as s is. */
struct text text_lit(const char *s);

/* True if text_safe would change more than the normal form: for `validate`. why gets a short
 * English reason with the code point, e.g. "U+202E bidi control"; static storage per call. */
bool text_is_clean(const char *bytes, size_t n_bytes, char why[64]);

/* Bytes of the grapheme cluster at the head of t (0 if t is empty), by u8_grapheme_breaks. */
size_t text_cluster(struct text t);

/* t without its first n_bytes (which must end a cluster). */
struct text text_skip(struct text t, size_t n_bytes);

bool text_is_empty(struct text t);

#endif
