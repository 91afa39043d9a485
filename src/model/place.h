/* Back and forward: places with their filters; private to the model. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "nichiei/model/app.h"

/* Remembers where the reader is, before going somewhere else; what lay forward is forgotten. */
void place_leave(struct app *app);

/* One step; false if there is nowhere to go. */
bool place_back(struct app *app);
bool place_forward(struct app *app);

/* Back to where another record or pane was in view, with the filters of now: `q`. */
bool place_close(struct app *app);

/* Back to the latest number whose rows were opened, with the filters there; false if there is none:
 * `q` in a list. */
bool place_come_back(struct app *app);

#endif
