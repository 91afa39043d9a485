/* Moving in whatever has the keys; private to the model. */
#ifndef MODEL_MOVING_H
#define MODEL_MOVING_H

#include "nichiei/model/app.h"

/* The actions that move; APP_* flags, 0 if the action is none of them. */
unsigned moving_act(struct app *app, enum action_id action);

/* Scrolls help by lines, and never past its end; 0 lines only mends that. */
void moving_help(struct app *app, long lines);

/* Where a page of lines begins so that the cursor is on it, moved as little as can be; no empty
 * rows below while some lines are above. */
size_t moving_top(size_t top, size_t cursor, size_t n_lines, size_t page_rows);

#endif
