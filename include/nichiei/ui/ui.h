/* The terminal: frames out, keys in, and the one loop between them. The only layer with curses. */
#ifndef NICHIEI_UI_UI_H
#define NICHIEI_UI_UI_H

#include "nichiei/base/err.h"

#include "nichiei/model/app.h"

struct ui_options {
    bool colour;
    int ambiguous; /* columns of ambiguous characters: 1, 2, or 0 to ask the terminal */
};

/* Runs the explorer until it is left. False with e (ERR_TERMINAL) if the terminal cannot be used,
 * which is found out before anything is drawn. The terminal is restored on every way out. */
bool ui_run(struct app *app, const struct ui_options *options, struct err *e);

#endif
