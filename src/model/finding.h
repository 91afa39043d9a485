/* Searching in a text: the record in the detail area, or help; private to the model. Those that
 * return something return APP_* flags. */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "nichiei/model/app.h"

/* The actions of a search, and in its prompt; 0 if the action is none of them. */
unsigned finding_act(struct app *app, enum action_id action);

/* The prompt's text has changed: to the first hit from where the search was begun. */
unsigned finding_changed(struct app *app);

/* Closes the prompt and goes back to where the search was begun. */
unsigned finding_give_up(struct app *app);

/* The marks of a search are no longer shown; `n` shows them again. */
void finding_hide(struct app *app);

/* Marks the hits in the lines as they now are. */
void finding_fit(struct app *app);
void finding_finish(struct app *app);

#endif
