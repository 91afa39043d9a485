/* The one error slot: what failed, in one sentence a user can act on. First error wins. */
#ifndef NICHIEI_BASE_ERR_H
#define NICHIEI_BASE_ERR_H

#include <stdbool.h>

/* The program's exit codes (README, nichiei(1)); ERR_NONE means the slot is empty. */
enum err_code {
    ERR_NONE = 0,
    ERR_NO_MATCH = 1, /* nothing matched, or a check failed */
    ERR_USAGE = 2,    /* the command line is wrong */
    ERR_DATA = 3,     /* a dossier or data package is unusable */
    ERR_TERMINAL = 4, /* this terminal cannot be used */
};

struct err {
    enum err_code code;
    char text[1024]; /* one line, NUL-terminated UTF-8, empty while code is ERR_NONE */
};

/*
 * Record a failure unless one is recorded already; always returns false, so that a caller may
 * write `return err_set(e, …)`. e may be NULL. The text is cut, never split inside a character.
 */
bool err_set(struct err *e, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Empty the slot for reuse. */
void err_clear(struct err *e);

#endif
