/* Filling the strip above the timeline, and its keys; private to the model. */
#ifndef MODEL_STRIP_IN_H
#define MODEL_STRIP_IN_H

#include "nichiei/model/app.h"

/* There is a new answer: which of its rows are dated. */
void strip_take(struct app *app);

/* Counts what is seen in so many columns; rows as in struct strip. False with app->error. */
bool strip_fit(struct app *app, int cols, int rows);

/* The actions on it; APP_* flags, 0 if the action is none of them. */
unsigned strip_act(struct app *app, enum action_id action);

void strip_finish(struct app *app);

/* The language of names in few columns: one, though both are shown. */
static inline enum lang strip_lang(const struct app *app)
{
    return app->display == DISPLAY_JA ? LANG_JA : LANG_EN;
}

#endif
