/* A word or phrase as it is looked for in one field; private to the engine. The rules are those of
 * the filter (nichiei/engine/query.h), told for original text instead of the whole dossier's keys.
 */
#ifndef ENGINE_NEEDLE_H
#define ENGINE_NEEDLE_H

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include <stdbool.h>
#include <stddef.h>

struct needle {
    struct buf key, sound; /* search key, and reading key ("" if it has none) */
    bool literal;          /* found to the letter, not only where a word starts */
    struct buf scratch;    /* the key of what is looked at */
};

/* False if out of memory. */
bool needle_init(struct needle *n, const char *text, bool literal);
void needle_finish(struct needle *n); /* fine on a zeroed needle, fine twice */

/* Where it stands in a text, the best last; or at its best in several search keys (fold_key), with
 * U+001F between them. */
enum needle_place { NEEDLE_NOWHERE, NEEDLE_INSIDE, NEEDLE_START, NEEDLE_WHOLE };
enum needle_place needle_place(struct needle *n, const char *text);
enum needle_place needle_place_among(const struct needle *n, const char *keys);

/* Does a reading in kana sound like it, or with `kana` false the katakana in a text? */
bool needle_sounds(struct needle *n, const char *text, bool kana);
/* The same of reading keys. */
bool needle_sounds_among(const struct needle *n, const char *keys);

/* Where it is in the text, by its letters or else by its sound, in bytes; returns how many of at
 * most max. */
size_t needle_spans(struct needle *n, const char *text, bool kana, struct fold_span *spans,
                    size_t max);

#endif
