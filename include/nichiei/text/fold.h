/*
 * The search key: equal keys are what a reader calls the same word, whatever the width or case it
 * was typed in. Today NFKC and full case folding (Unicode section 3.13); readings and kana come
 * with the query language.
 */
#ifndef NICHIEI_TEXT_FOLD_H
#define NICHIEI_TEXT_FOLD_H

#include "nichiei/base/buf.h"

#include <stddef.h>

/* Appends the key of the bytes to out; broken UTF-8 is replaced first. Runs of blanks (tab, newline
 * and U+3000 among them) become one blank. The key of a key is the key itself. Out of memory shows
 * as out->failed. bytes may be NULL if n_bytes is 0. */
void fold_key(struct buf *out, const char *bytes, size_t n_bytes);

#endif
