/* The pane of facets: its lines and what keys do to them; private to the model. */
#ifndef MODEL_FACET_PANE_H
#define MODEL_FACET_PANE_H

#include "nichiei/model/app.h"

void facet_pane_init(struct facet_pane *p);
void facet_pane_finish(struct facet_pane *p);

/* The filters changed: what is counted is counted anew when it is next shown. */
void facet_pane_stale(struct facet_pane *p);

/* Scrolls, counts what is stale and loads the visible lines; page_rows 0: the pane is folded and
 * nothing is counted. Fails into app->error. */
void facet_pane_fit(struct app *app, size_t page_rows);

/* Is there something to be counted for the screen, which was not worth making a key wait? Then
 * facet_pane_work() counts it. */
bool facet_pane_waits(const struct app *app);
void facet_pane_work(struct app *app);

/* The line under the cursor, of now; NULL if there is none. */
const struct facet_line *facet_pane_line(struct app *app);

/* Puts the cursor on that facet and value, or on the facet. */
void facet_pane_to(struct facet_pane *p, const struct facet_line *line);

void facet_pane_move(struct app *app, long lines);
bool facet_pane_next(struct app *app, bool forward); /* to a heading */

/* The actions of the pane; APP_* flags, 0 if the action is none of them. */
unsigned facet_pane_act(struct app *app, enum action_id action);

#endif
