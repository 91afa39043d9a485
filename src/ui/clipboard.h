/* Text to the clipboard of the reader's own machine, over the terminal (OSC 52). */
#ifndef UI_CLIPBOARD_H
#define UI_CLIPBOARD_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* What stands between the program and the terminal. */
enum clipboard_through { THROUGH_NOTHING, THROUGH_TMUX, THROUGH_SCREEN };

enum { CLIPBOARD_MAX_BYTES = 8192 }; /* of text: no terminal refuses that */

/*
 * Appends what makes the terminal take the text. tmux is told in its own words and asked to pass
 * it on as well, whichever it is allowed; screen passes it on in pieces that it has room for.
 * False, and nothing appended, for an empty text, a control character or too much.
 */
bool clipboard_sequence(const char *text, size_t n_bytes, enum clipboard_through through,
                        struct buf *out);

/* By the environment. */
enum clipboard_through clipboard_through(void);

/* Writes the sequence to standard output at once. False if it cannot, or for such a text, or if the
 * terminal is one that has no clipboard to be told of. */
bool clipboard_send(const char *text, size_t n_bytes);

#endif
