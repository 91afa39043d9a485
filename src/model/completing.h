/* Completion in the prompt; private to the model. */
#ifndef MODEL_COMPLETING_H
#define MODEL_COMPLETING_H

#include "nichiei/model/app.h"

/* Completes at once if there is one possibility, else opens the list; rings if there is none. */
unsigned completing_start(struct app *app);

/* The actions while the list is open; 0 if the action is none of them. */
unsigned completing_act(struct app *app, enum action_id action);

/* Before a character is typed into the open list: takes the choice it stands on, if the character
 * says so. True if there is nothing left to be typed. */
bool completing_before(struct app *app, struct key key);

/* After the line has changed under the open list: what is possible now; closed if nothing is. */
void completing_follow(struct app *app);

/* Scrolls to the cursor, with so many rows for the list. */
void completing_fit(struct app *app, size_t page_rows);

#endif
