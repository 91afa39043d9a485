/* Filtering by the value under the cursor, in any pane; private to the model. */
#ifndef MODEL_UNDER_H
#define MODEL_UNDER_H

#include "nichiei/model/app.h"

/* The actor under the cursor, or that is read; 0 if there is none. */
uint32_t under_actor(struct app *app);

/* Only or never the value under the cursor; APP_* flags, 0 if the action is neither. */
unsigned under_act(struct app *app, enum action_id action);

#endif
