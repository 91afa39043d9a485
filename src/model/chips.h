/* What a key does to the chips; private to the model. Each returns APP_* flags. */
#ifndef MODEL_CHIPS_H
#define MODEL_CHIPS_H

#include "nichiei/model/app.h"

/* Chooses the actor, theme or recommendation at the cursor as a filter, or drops it. */
unsigned chips_choose(struct app *app);
/* Drops the last chip. */
unsigned chips_drop(struct app *app);

#endif
