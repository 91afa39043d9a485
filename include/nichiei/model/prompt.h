/* One line being typed: text and caret, edited by grapheme clusters as readline does. */
#ifndef NICHIEI_MODEL_PROMPT_H
#define NICHIEI_MODEL_PROMPT_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROMPT_MAX_BYTES = 4096 }; /* a pasted book does not become a query */

/* All-zero is an empty line. */
struct prompt {
    struct buf text;      /* valid UTF-8, as long as what is inserted is */
    size_t caret_at_byte; /* between clusters */
    struct buf killed;    /* what was erased by the word or the line last, to be put back */
    bool killing;         /* the last edit erased so: what the next one erases joins it */
};

void prompt_finish(struct prompt *p);
void prompt_reset(struct prompt *p); /* empties the line; what was killed stays */

/* Inserts bytes (whole UTF-8 characters) at the caret, as many clusters of them as
 * PROMPT_MAX_BYTES leaves room for, and returns how many bytes that were. */
size_t prompt_insert(struct prompt *p, const char *bytes, size_t n_bytes);

/* Puts other bytes in the place of from..to, the caret behind them. False, and nothing done, if
 * there is no room. */
bool prompt_replace(struct prompt *p, size_t from, size_t to, const char *bytes, size_t n_bytes);

/* Puts another line in the place of this one, the caret at its end. */
void prompt_set(struct prompt *p, const char *line);

void prompt_left(struct prompt *p);
void prompt_right(struct prompt *p);
void prompt_home(struct prompt *p);
void prompt_end(struct prompt *p);
/* A word is a run of one script: kanji, hiragana, katakana, or other letters and digits. */
void prompt_word_left(struct prompt *p);  /* to the start of a word */
void prompt_word_right(struct prompt *p); /* to the end of one */

void prompt_erase(struct prompt *p);  /* the cluster before the caret */
void prompt_delete(struct prompt *p); /* the cluster after it */
/* Killed: */
void prompt_erase_word(struct prompt *p);      /* blanks, then what is no blank, before the caret */
void prompt_erase_next_word(struct prompt *p); /* to where prompt_word_right() goes */
void prompt_erase_line(struct prompt *p);      /* all before the caret */
void prompt_erase_rest(struct prompt *p);      /* all after the caret */
void prompt_yank(struct prompt *p);            /* inserts what was killed */

#endif
