/*
 * Copied sentences: runs of Japanese characters or English words that a text shares with documents.
 * Compared is what NFKC and case folding leave, without blanks, punctuation and marks of notes.
 */
#ifndef TESTS_PROSE_H
#define TESTS_PROSE_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum language { JAPANESE, ENGLISH, LANGUAGE_COUNT };

/* From how many on a run counts. A Japanese run is more than half Japanese; figures and Latin
 * letters in it count as well. An English one has no Japanese between its words. */
enum { PROSE_RUN_CHARACTERS = 25, PROSE_RUN_WORDS = 12 };

struct prose_shelf;

struct prose_shelf *prose_new(void);
void prose_free(struct prose_shelf *shelf); /* fine on NULL */

/* Puts a document onto the shelf. Numbered notes that part its sentences do not hide them. */
void prose_add(struct prose_shelf *shelf, const char *text, size_t n_bytes);

/* Appends to run, folded, the first run that text shares with the shelf, as far as it goes; false
 * if there is none. */
bool prose_shared(struct prose_shelf *shelf, enum language l, const char *text, struct buf *run);

#endif
