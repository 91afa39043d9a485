/* Looking up the silence of the themes, between two keys; private to the model. */
#ifndef MODEL_QUIET_IN_H
#define MODEL_QUIET_IN_H

#include "nichiei/model/app.h"

bool quiet_waits(const struct app *app);
unsigned quiet_work(struct app *app); /* one theme; APP_* flags */

/* Of a theme; NULL for other records, and until it is known. */
const struct silence *quiet_of(const struct app *app, uint32_t n);

void quiet_finish(struct app *app);

#endif
