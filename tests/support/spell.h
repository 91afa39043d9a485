/* How people type kana without an input method: one word, in the spellings that they were taught.
 */
#ifndef TESTS_SPELL_H
#define TESTS_SPELL_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum spelling {
    SPELL_HEPBURN, /* shimbun, kōshō, sābisu */
    SPELL_PLAIN,   /* shinbun, kosho, sabisu: Hepburn without the long vowels */
    SPELL_KUNREI,  /* sinbun, kousyou, sabisu */
    SPELL_IME,     /* sinnbunn, kousyou, sa-bisu */
    SPELL_COUNT
};

/* Appends the spelling of n_bytes of kana, hiragana or katakana. False, and nothing appended, at
 * anything that is none, and for a っ or ー at the start. */
bool spell(struct buf *out, const char *kana, size_t n_bytes, enum spelling how);

/* The longest run of kana in a text: where it starts, and its bytes; 0 if there is none. Middle
 * dots between kana are part of it. */
size_t spell_run(const char *text, const char **start);

#endif
