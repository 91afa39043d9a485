/* Undo and redo of the filter; private to the model. */
#ifndef MODEL_UNDO_H
#define MODEL_UNDO_H

#include "nichiei/model/app.h"

/* Remembers the filter as it was, if it has changed since; whoever changed it. */
void undo_notice(struct app *app);

/* The filter as it is now is where undoing ends. */
void undo_forget(struct app *app);
void undo_finish(struct app *app);

/* Takes the last change back, or makes it again; places and cursors stay. APP_* flags. */
unsigned undo_undo(struct app *app);
unsigned undo_redo(struct app *app);

#endif
