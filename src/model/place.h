/* Back and forward: places with their filters; private to the model. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "nichiei/model/app.h"

/* Remembers where the reader is, before going somewhere else; what lay forward is forgotten. */
void place_leave(struct app *app);

/* One step; false if there is nowhere to go. */
bool place_back(struct app *app);
bool place_forward(struct app *app);

/* Sees to it that lists and counts follow the query. */
void app_refill(struct app *app);

#endif
