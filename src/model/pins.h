/* Pins: up to three records that are kept at hand to be compared. */
#ifndef MODEL_PINS_H
#define MODEL_PINS_H

#include "nichiei/model/app.h"

/* Pins, the comparison and the relations of the record at the cursor: APP_* flags, 0 if the action
 * is none of these. */
unsigned pins_act(struct app *app, enum action_id action);

/* The record that the cursor is on, wherever that is, or 0. */
uint32_t pins_under_cursor(const struct app *app);

#endif
