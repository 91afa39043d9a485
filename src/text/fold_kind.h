/* What the search key does with a character: shared by the table and the generator of the table. */
#ifndef NICHIEI_TEXT_FOLD_KIND_H
#define NICHIEI_TEXT_FOLD_KIND_H

/*
 * The entry of a character in the table: one of these, then the character stands in the key as it
 * is, or FOLD_TEXTS and the number of the text that stands for it.
 */
enum fold_kind {
    FOLD_OTHER,
    FOLD_LETTER, /* Latin, Greek, Cyrillic: loses its marks */
    FOLD_CJK,    /* written without blanks: kanji and their punctuation */
    FOLD_KANA,
    FOLD_BLANK,
    FOLD_LONG, /* the long vowel mark of katakana */
    FOLD_DOT,  /* the middle dot */
    FOLD_MARK, /* attaches to what stands before it; dropped after a letter */
    FOLD_JOIN, /* attaches too, never dropped: voiced marks of kana, Hangul vowels and finals */
    FOLD_NONE, /* not in the key */
    FOLD_MANY, /* (of a text only) several characters, none of them a mark at the start */
    FOLD_TEXTS,
};

#endif
