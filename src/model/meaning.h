/* False friends in what is read, and what those on the cursor's line mean; private to the model. */
#ifndef MODEL_MEANING_H
#define MODEL_MEANING_H

#include "nichiei/model/app.h"

/* Loads them if that is yet to be done; what is shown is to be made again. False with app->error.
 */
bool meaning_load(struct app *app);

/* A text of the dossier as it is read: safe, with the marks (nichiei/engine/terms.h). */
struct text meaning_mark(const struct app *app, struct arena *a, const char *s);

/* What the line under the cursor holds, and all terms; APP_* flags, 0 if the action is neither. */
unsigned meaning_act(struct app *app, enum action_id action);

#endif
