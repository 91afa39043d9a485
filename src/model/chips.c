/* The chips: filters chosen from a row, and dropped. */
#include "chips.h"

#include "filter.h"
#include "list.h"
#include "place.h"

/* Space on an actor, theme or recommendation: the other panes show what belongs to it. */
unsigned chips_choose(struct app *app)
{
    enum query_field field = query_field_of(pane_kind(app->focus));
    uint32_t n = list_at_cursor(&app->list[app->focus]);

    if (field == QUERY_FIELD_COUNT || !n)
        return APP_BELL;
    place_leave(app);
    query_toggle(&app->query, field, n);
    filter_apply(app);
    return APP_REDRAW;
}

unsigned chips_drop(struct app *app)
{
    if (!app->query.n_terms)
        return app_note(app, SAY_NO_CHIP);
    place_leave(app);
    query_drop_last(&app->query);
    filter_apply(app);
    return APP_REDRAW;
}
