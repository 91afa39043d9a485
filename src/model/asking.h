/* The prompt in the explorer; private to the model. Each returns APP_* flags. */
#ifndef MODEL_ASKING_H
#define MODEL_ASKING_H

#include "nichiei/model/app.h"

unsigned asking_open(struct app *app);
/* Opens it with the chip at the cursor, or with all that are on, to be replaced by what is kept. */
unsigned asking_edit(struct app *app, enum editing editing);

/* The chips with what is typed in its place, into a zeroed query. A term that is wrong, or what
 * there is no room for, is left out and told in fault and e; with what is to be replaced as it was.
 */
bool asking_compose(const struct app *app, struct query *out, struct query_fault *fault,
                    struct err *e);

/* Forgets what was typed. */
unsigned asking_abandon(struct app *app);

/* Opens the card that explains how to ask, or closes it. */
unsigned asking_card(struct app *app);

/* Scrolls the card and the list of completions to the room there is. */
void asking_fit(struct app *app, const struct app_fit *fit);

/* The actions inside the prompt; 0 if the action is none of them. */
unsigned asking_act(struct app *app, enum action_id action);

/* A character goes into the prompt; what a paste holds is text, whatever it is. */
unsigned asking_type(struct app *app, struct key key);

/* Bracketed paste starts or ends: only a prompt takes it. */
unsigned asking_paste(struct app *app, bool start);

#endif
