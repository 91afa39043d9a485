/* What a key does to the chips; private to the model. Each returns APP_* flags. */
#ifndef MODEL_CHIPS_H
#define MODEL_CHIPS_H

#include "nichiei/model/app.h"

/* Chooses the actor, theme or recommendation at the cursor as a filter, or drops it. */
unsigned chips_choose(struct app *app);
/* Ticks a value or unticks it. */
unsigned chips_toggle(struct app *app, enum query_field field, uint32_t value);
/* Drops the chip at the chips' cursor while they have the keys, else the last one. */
unsigned chips_drop(struct app *app);

/* The actions on the line of chips; 0 if the action is none of them. */
unsigned chips_act(struct app *app, enum action_id action);

/* The chips have changed: their cursor stays on one, and without any they give the keys back. */
void chips_settle(struct app *app);

/* Adds again what was last typed, as far as it was dropped since. */
unsigned chips_again(struct app *app);

#endif
