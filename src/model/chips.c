/* The chips: filters chosen from a row, and the line where each can be switched, edited, dropped.
 */
#include "chips.h"

#include "asking.h"
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
    return chips_toggle(app, field, n);
}

unsigned chips_toggle(struct app *app, enum query_field field, uint32_t value)
{
    place_leave(app);
    if (!query_toggle(&app->query, field, value))
        return app_note(app, SAY_NO_ROOM);
    filter_apply(app);
    return APP_REDRAW;
}

void chips_settle(struct app *app)
{
    if (app->chip >= app->query.n_terms)
        app->chip = app->query.n_terms - 1;
    if (app->chip < 0)
        app->chip = 0;
    app->chips_open = app->chips_open && app->query.n_terms;
}

unsigned chips_drop(struct app *app)
{
    if (!app->query.n_terms)
        return app_note(app, SAY_NO_CHIP);
    place_leave(app);
    query_remove(&app->query, app->chips_open ? app->chip : app->query.n_terms - 1);
    chips_settle(app);
    filter_apply(app);
    return APP_REDRAW;
}

static unsigned open_chips(struct app *app)
{
    if (!app->query.n_terms)
        return app_note(app, SAY_NO_CHIPS);
    app->chips_open = true;
    app->editing = EDIT_NEW;
    app->chip = app->query.n_terms - 1;
    if (app->coach.n_best && app_coach_chip(app, 0) >= 0)
        app->chip = app_coach_chip(app, 0); /* the one to drop */
    return APP_REDRAW;
}

static unsigned go_to(struct app *app, int chip)
{
    if (chip < 0 || chip >= app->query.n_terms)
        return APP_BELL;
    app->chip = chip;
    return APP_REDRAW;
}

/* Turns one of the chip's switches. */
static unsigned turn(struct app *app, bool *on)
{
    place_leave(app);
    *on = !*on;
    filter_apply(app);
    return APP_REDRAW;
}

unsigned chips_act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_CHIPS:
        return open_chips(app);
    case ACTION_CHIP_NEXT:
        return go_to(app, app->chip + 1);
    case ACTION_CHIP_PREVIOUS:
        return go_to(app, app->chip - 1);
    case ACTION_CHIP_FIRST:
        return go_to(app, 0);
    case ACTION_CHIP_LAST:
        return go_to(app, app->query.n_terms - 1);
    case ACTION_CHIP_SWITCH:
        return turn(app, &app->query.term[app->chip].off);
    case ACTION_CHIP_NEGATE:
        return turn(app, &app->query.term[app->chip].excludes);
    case ACTION_CHIP_EDIT:
        return asking_edit(app, EDIT_CHIP);
    case ACTION_CHIP_EDIT_ALL:
        return asking_edit(app, EDIT_ALL);
    case ACTION_CHIP_LEAVE:
        app->chips_open = false;
        return APP_REDRAW;
    default:
        return 0;
    }
}

unsigned chips_again(struct app *app)
{
    struct query before = {0};
    bool added = false;

    query_copy(&before, &app->query);
    for (int i = 0; i < app->typed.n_terms; i++)
        if (query_find(&before, &app->typed.term[i]) < 0) {
            if (!added)
                place_leave(app);
            added = query_add(&app->query, &app->typed.term[i]) || added;
        }
    query_finish(&before);
    if (!added)
        return app_note(app, SAY_STILL_THERE);
    filter_apply(app);
    return APP_REDRAW;
}
