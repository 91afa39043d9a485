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
 * - bad UTF-8 becomes U+FFFD (one for each maximal broken part, Unicode 15 section 3.9, so that an
 *   encoded surrogate becomes three);
 * - C0 controls and DEL become their pictures U+2400+c and U+2421; C1, unassigned characters, line
 *   separators U+2028/2029 and non-characters become U+FFFD; tab and newline become a blank;
 * - bidi controls and tag characters become a visible mark: <U+202E>;
 * - variation selectors, joiners, zero-width spaces, soft hyphens, BOMs, Hangul fillers and other
 *   default-ignorable or format characters are left out (the data keeps them);
 * - the rest is normalised to NFC, with at most two marks kept on a base; a mark without a base
 *   (at the start, after a blank) stands on U+25CC, a Hangul vowel or final without its
 *   consonant becomes U+FFFD.
 * So every cluster of the result takes at least one column. Doing it twice changes nothing. Text
 * of ASCII, Japanese and Latin letters that is safe already is copied without further work.
 * bytes may be NULL if n_bytes is 0.
 */
struct text text_safe(struct arena *a, const char *bytes, size_t n_bytes);

/* The same for a C string; NULL is the empty text. */
struct text text_safe_str(struct arena *a, const char *s);

/* A literal of this program, which is safe by authorship; borrowed as long as s is. */
struct text text_lit(const char *s);

/* False if text_safe would change more than the normal form: for `validate`. why (may be NULL) then
 * gets a short English reason, e.g. "U+202E bidi control" or "broken UTF-8 at byte 3" (counted
 * from 1), and is left alone otherwise. Tab and newline count as control characters. */
bool text_is_clean(const char *bytes, size_t n_bytes, char why[64]);

/* Bytes of the grapheme cluster at the head of t (0 if t is empty), by u8_grapheme_breaks; one of
 * more than 256 bytes, which no script has, is cut between characters. */
size_t text_cluster(struct text t);

/* The same for bytes that are valid UTF-8 but need not be safe: what is being typed. */
size_t text_cluster_bytes(const char *bytes, size_t n_bytes);

/* t without its first n_bytes (which must end a cluster). */
struct text text_skip(struct text t, size_t n_bytes);

bool text_is_empty(struct text t);

#endif
