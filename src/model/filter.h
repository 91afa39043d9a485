/* What the lists hold; private to the model. */
#ifndef MODEL_FILTER_H
#define MODEL_FILTER_H

#include "nichiei/model/app.h"

/* Fills lists and counts by the chips and, while a prompt is open, by what is typed. */
void filter_apply(struct app *app);

#endif
