/*
 * What the explorer is left with, to be found again: language, filters, panes, cursors, facets. As
 * readable items, and by ids and queries, so that another dossier of the same name can take up what
 * it still has.
 */
#ifndef NICHIEI_MODEL_SESSION_H
#define NICHIEI_MODEL_SESSION_H

#include "nichiei/store/overlay.h"

#include "nichiei/model/app.h"

struct session {
    struct session_item *items; /* borrowed from an arena */
    size_t n_items;
};

/* The app as it is; in the arena. */
struct session session_take(struct app *app, struct arena *a);

/* Brings a new app there. What there is no more, or what is not understood, is passed over. */
void session_restore(struct app *app, const struct session *s);

bool session_same(const struct session *a, const struct session *b);

#endif
