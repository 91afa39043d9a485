/*
 * The search key: what is compared and looked for instead of the text. Equal keys are what a reader
 * calls the same word, however it was typed.
 *
 * Folded are: width, case and compatibility forms (NFKC and full case folding, Unicode 15 section
 * 3.13); the marks of Latin, Greek and Cyrillic letters; katakana to hiragana, small kana to large
 * ones; dashes, wave dashes, middle dots, quotes, 、 and ， 。 and ．; old and variant kanji and
 * radicals (fold_signs.txt, fold_kanji.txt). Left out are invisible characters (variation
 * selectors, zero-width blanks, joiners, soft hyphens, BOMs, bidi controls), and, by what stands
 * beside them:
 * - blanks between two characters of Japanese (防　衛 is 防衛); other runs of blanks (tab, newline
 *   and U+3000 among them) become one blank;
 * - a middle dot between two kana (サイバー・セキュリティ is サイバーセキュリティ);
 * - long vowel marks that end a word of kana (サーバー室 is サーバ室).
 *
 * So a piece of a text that starts and ends with none of these three, and not inside a character
 * with its marks, has a key that stands in the text's key: whatever is looked for literally is
 * found. The price is that some short words are found too often: キー is looked for as き.
 *
 * Not folded, because it would break that: ヶ月 and か月 (ヶ is read か, が or け by what stands
 * around it; it has the key of ケ). Nor ヴァ and バ, which are spellings and not characters.
 * Control characters but blanks stand for themselves, so that U+001F can separate fields.
 */
#ifndef NICHIEI_TEXT_FOLD_H
#define NICHIEI_TEXT_FOLD_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the key of the bytes to out; broken UTF-8 is replaced by U+FFFD first. The key of a key
 * is the key itself, and texts that are canonically equivalent have one key. At most 11 times the
 * bytes. Out of memory shows as out->failed. bytes may be NULL if n_bytes is 0. */
void fold_key(struct buf *out, const char *bytes, size_t n_bytes);

/* Is this byte of a key a Latin letter or a digit? A Latin word is found where one starts: where no
 * such byte stands before it (NCO is not in "unconfirmed"). */
static inline bool fold_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A piece of a text: its first byte and how many. */
struct fold_span {
    size_t at, n_bytes;
};

/*
 * A key of which is known where in the text it comes from: for looking for many words in one pass.
 * All-zero is empty; one that is made again keeps its memory.
 */
struct fold_trace {
    struct buf key; /* owned, as fold_key makes it; bytes may be changed in place, not moved */
    struct buf pieces;
    const char *original; /* borrowed */
    size_t n_bytes;
};

/* False if out of memory. bytes as for fold_key; they must outlive the trace. */
bool fold_trace_make(struct fold_trace *t, const char *original, size_t n_bytes);
void fold_trace_finish(struct fold_trace *t); /* fine on a zeroed trace, fine twice */

/* What n_bytes (1 at least, whole characters) of the key stand for in the text, covered as
 * fold_match does. *piece remembers the place for the next one behind it; 0 before the first. */
struct fold_span fold_trace_span(const struct fold_trace *t, size_t at, size_t n_bytes,
                                 size_t *piece);

/*
 * Where the key (a C string, made by fold_key) is found in the original text, to be marked there:
 * fills spans, in order and apart from each other, and returns how many, at most max. A character
 * of which the key holds only a part (株 in ㈱) is covered whole, with its marks and the invisible
 * characters and long vowel marks that follow it. An empty key is nowhere; 0 also when out of
 * memory. Costs a fold of the text: for what is on the screen.
 */
size_t fold_match(const char *original, size_t n_bytes, const char *key, struct fold_span *spans,
                  size_t max);

#endif
