/* Moving in a list and filling its visible rows; private to the model. */
#ifndef MODEL_LIST_H
#define MODEL_LIST_H

#include "nichiei/model/app.h"

/* Asks the corpus for the rows of a pane, keeping the cursor on its record where it can. */
void list_refill(struct list *l, enum pane pane, const struct corpus *c);

/* Gives the keys to a list; a followed link gives way to the list's own record. */
void list_enter(struct app *app, enum pane pane);

void list_move(struct list *l, long rows);
void list_to(struct list *l, size_t row);
/* Puts the cursor on record n if it is in the list. */
bool list_to_record(struct list *l, uint32_t n);
/* To the first row of the next (or this, then the previous) year of the timeline, or to the undated
 * rows. False if nothing changed. */
bool list_next_group(struct app *app, bool forward);

/* Scrolls so that the cursor is visible and loads the visible rows. */
bool list_fit(struct list *l, size_t page_rows, struct app *app, enum pane pane);

#endif
