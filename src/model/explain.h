/* Every count on the screen, with the query that makes it; private to the model. */
#ifndef MODEL_EXPLAIN_H
#define MODEL_EXPLAIN_H

#include "nichiei/model/app.h"

/* Opens the sheet about the counts that are seen now; APP_* flags. */
unsigned explain_open(struct app *app);

#endif
