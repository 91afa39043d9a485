/* A user's copy of a source, and the file that it was made of. */
#ifndef NICHIEI_ENGINE_COPY_H
#define NICHIEI_ENGINE_COPY_H

#include "nichiei/store/overlay.h"

enum copy_state {
    COPY_SAME,
    COPY_CHANGED,
    COPY_GONE,
    COPY_UNREADABLE, /* there, but it cannot be read, or has grown too large for a copy */
    COPY_FILELESS,   /* it came from standard input */
};

/* Whether the file still holds what was attached: it is read, and compared by its hash. */
enum copy_state copy_state(const struct attachment *at);

/* The word for it, which say_word() says in both languages; "" for COPY_FILELESS. */
const char *copy_state_word(enum copy_state state);

#endif
