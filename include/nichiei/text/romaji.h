/*
 * The reading key: Japanese by its sound, in ASCII, so that what is typed without an input method
 * meets the readings of the dossier, in whatever romanisation and however far it is typed.
 *
 * One key have: Hepburn, Kunrei and the spellings of input methods (shi si, chi ti, ja zya jya,
 * fu hu, ti thi ティ, va ba); vowels long and short (ou oo o ō, ー left out); consonants single and
 * doubled; n, nn, n' and m before b, m, p; じ ぢ ディ, ず づ, を お. Capitals in the key mark where
 * a mora may start: がいむしょう is GaIMuSyo, げんいん and げにん are GeNIN.
 *
 * How a matcher uses it: beside the folded text of a record it keeps the keys of the record's
 * readings (romaji_key_of_kana, a blank or newline between two) and of the katakana words in its
 * text (romaji_key_of_text). A typed word is looked for in the folded text by its fold_key; if
 * romaji_key_of_typed makes a key of it, this is looked for in the reading keys too, as bytes
 * (strstr). A hit starts with a mora and may end within one, so "gaimush" is found and "ukai" is
 * not found in きゅうかい. What only the second way finds was found "by reading".
 */
#ifndef NICHIEI_TEXT_ROMAJI_H
#define NICHIEI_TEXT_ROMAJI_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the key of each run of kana (hiragana, katakana, half-width; small kana as they are, so
 * not of a fold_key) in the bytes, a blank between two. Blanks and middle dots do not end a run,
 * anything else does. Where a vowel repeats the one before, which may be a long vowel or the start
 * of a word, what starts there gets a key of its own behind: ひろしまあこーど is "HiRoSiMaKoDo
 * AKoDo". (う behind お or う is a long vowel, unless ん follows.) Nothing if there is no kana. Out
 * of memory shows as out->failed. The bytes may be NULL if n_bytes is 0.
 */
void romaji_key_of_kana(struct buf *out, const char *kana, size_t n_bytes);

/* The same for running text: of katakana alone, since the hiragana there is mostly grammar. */
void romaji_key_of_text(struct buf *out, const char *text, size_t n_bytes);

/*
 * Appends the key of a typed word. False, and nothing appended, if it is no romaji (a letter or
 * cluster that starts no syllable, a ん at the start), or less than two morae long, which would be
 * found nearly everywhere. Width, case, accents, hyphens, apostrophes and blanks are ignored. Of a
 * half-typed last syllable stays what all its ends have in common: "sekyur" is SeKyuR, "tetsud"
 * (da or づ) is TeTu. Out of memory shows as out->failed, with false.
 */
bool romaji_key_of_typed(struct buf *out, const char *typed, size_t n_bytes);

#endif
