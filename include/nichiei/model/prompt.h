/* One line being typed: text and caret, edited by whole characters. */
#ifndef NICHIEI_MODEL_PROMPT_H
#define NICHIEI_MODEL_PROMPT_H

#include "nichiei/base/buf.h"

#include <stddef.h>

enum { PROMPT_MAX_BYTES = 4096 }; /* a pasted book does not become a query */

/* All-zero is an empty line. */
struct prompt {
    struct buf text;      /* valid UTF-8, as long as what is inserted is */
    size_t caret_at_byte; /* between characters */
};

void prompt_finish(struct prompt *p);
void prompt_reset(struct prompt *p);

/* Inserts bytes (whole UTF-8 characters) at the caret; what exceeds PROMPT_MAX_BYTES is dropped. */
void prompt_insert(struct prompt *p, const char *bytes, size_t n_bytes);

void prompt_left(struct prompt *p);
void prompt_right(struct prompt *p);
void prompt_home(struct prompt *p);
void prompt_end(struct prompt *p);
void prompt_erase(struct prompt *p);      /* the character before the caret */
void prompt_delete(struct prompt *p);     /* the character after it */
void prompt_erase_word(struct prompt *p); /* blanks, then what is no blank, before the caret */
void prompt_erase_line(struct prompt *p); /* all before the caret */
void prompt_erase_rest(struct prompt *p); /* all after the caret */

#endif
