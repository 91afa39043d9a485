/* What the lists hold; private to the model. */
#ifndef MODEL_FILTER_H
#define MODEL_FILTER_H

#include "nichiei/model/app.h"

/* Fills lists and counts by the chips and, while a prompt is open, by what is typed. */
void filter_apply(struct app *app);

/* The same for what is being typed: starts, and leaves what takes longer than a key may to
 * filter_work(), a slice a call. The lists stay as they were until the last. */
void filter_start(struct app *app);
void filter_work(struct app *app);
void filter_finish(struct app *app); /* all that is left of it */

#endif
