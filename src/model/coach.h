/* What to do about an empty list; private to the model. */
#ifndef MODEL_COACH_H
#define MODEL_COACH_H

#include "nichiei/model/app.h"

/* Works out for the list with the keys, or else the timeline, which term to leave out if it is
 * empty; nothing if that is known already. */
void coach_fit(struct app *app);

/* Is there a word to look for one near it? Then coach_work() does so among the names of one more
 * kind: their first loading may take longer than a key may. APP_* flags. */
bool coach_busy(const struct app *app);
unsigned coach_work(struct app *app);

/* There is a new answer. */
void coach_forget(struct app *app);
void coach_finish(struct app *app);

#endif
