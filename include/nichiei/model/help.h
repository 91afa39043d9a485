/* Help as lines of a given width: the keys of a pane, the marks, and how narrowing works. */
#ifndef NICHIEI_MODEL_HELP_H
#define NICHIEI_MODEL_HELP_H

#include "nichiei/base/arena.h"

#include "nichiei/model/action.h"

#include <stdint.h>

enum { HELP_KEY_COLS = 22 };

enum help_style { HELP_PLAIN, HELP_HEADING, HELP_KEY /* with its keys in HELP_KEY_COLS columns */ };

/* One line of the screen. Texts are borrowed from the help's arena. */
struct help_line {
    enum help_style style;
    struct text keys, text;
    bool goes_on; /* its text continues that of the line above */
};

/* All-zero holds nothing. */
struct help {
    struct arena mem;
    unsigned where; /* the context that is explained */
    int cols;
    enum display display;
    struct help_line *lines;
    size_t n_lines;
    uint32_t version; /* goes up whenever the lines change */
};

void help_finish(struct help *h);

/* Fills h with the help for a context, unless it holds just that already. */
void help_show(struct help *h, unsigned where, int cols, enum display display);

/* A key's name as readers know it: C-d becomes Ctrl-D. */
struct text help_key_name(struct arena *a, const char *name, size_t n_bytes);

#endif
