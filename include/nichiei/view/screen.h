/* The whole screen: what the explorer shows in a given number of columns and rows. */
#ifndef NICHIEI_VIEW_SCREEN_H
#define NICHIEI_VIEW_SCREEN_H

#include "nichiei/model/app.h"

#include "nichiei/view/frame.h"

/* Fits the app to the size, and draws it into the frame. */
void screen_draw(struct app *app, int cols, int rows, struct frame *out);

#endif
