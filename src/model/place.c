/* Where the reader was. */
#include "place.h"

#include "facet_pane.h"
#include "filter.h"
#include "list.h"
#include "sheet_in.h"

#include <string.h>

static void take(const struct app *app, struct place *p)
{
    *p = (struct place){
        .focus = app->focus,
        .list_focus = app->list_focus,
        .shown = app->shown,
        .detail_cursor = app->detail_cursor,
        .detail_top = app->detail_top,
        .followed = app->followed,
        .facet = app->facets.stale ? app->facets.keep : app->facets.lines[app->facets.cursor],
        .sheet = app->sheet.at,
    };
    for (int i = 0; i < PANE_LISTS; i++)
        p->cursor_n[i] = list_at_cursor(&app->list[i]);
    query_copy(&p->query, &app->query);
}

static void restore(struct app *app, const struct place *p, bool filters)
{
    if (filters) {
        query_finish(&app->query);
        query_copy(&app->query, &p->query);
        filter_apply(app);
    }
    for (int i = 0; i < PANE_LISTS; i++)
        list_to_record(&app->list[i], p->cursor_n[i]);
    facet_pane_to(&app->facets, &p->facet);
    sheet_restore(app, &p->sheet);
    app->focus = p->focus;
    app->list_focus = p->list_focus;
    app->shown = p->shown;
    app->followed = p->followed;
    app->detail_cursor = p->detail_cursor;
    app->detail_top = p->detail_top;
}

/* The oldest place makes room. */
static void push(struct place *stack, int *n, const struct app *app)
{
    if (*n == APP_MAX_PLACES) {
        query_finish(&stack[0].query);
        memmove(&stack[0], &stack[1], (APP_MAX_PLACES - 1) * sizeof stack[0]);
        --*n;
    }
    take(app, &stack[(*n)++]);
}

void place_leave(struct app *app)
{
    push(app->back, &app->n_back, app);
    while (app->n_forward)
        query_finish(&app->forward[--app->n_forward].query);
}

static bool step(struct app *app, struct place *from, int *n_from, struct place *to, int *n_to)
{
    if (!*n_from)
        return false;
    push(to, n_to, app);
    restore(app, &from[--*n_from], true);
    query_finish(&from[*n_from].query);
    return true;
}

bool place_back(struct app *app)
{
    return step(app, app->back, &app->n_back, app->forward, &app->n_forward);
}

bool place_forward(struct app *app)
{
    return step(app, app->forward, &app->n_forward, app->back, &app->n_back);
}

bool place_close(struct app *app)
{
    while (app->n_back) {
        struct place *p = &app->back[app->n_back - 1];
        bool elsewhere = p->comes_back || p->entered || p->focus != app->focus ||
                         p->shown != app->shown || p->sheet.id != app->sheet.at.id ||
                         p->sheet.n != app->sheet.at.n;

        if (elsewhere) {
            push(app->forward, &app->n_forward, app);
            restore(app, p, p->comes_back);
        }
        query_finish(&p->query);
        app->n_back--;
        if (elsewhere)
            return true;
    }
    return false;
}

bool place_come_back(struct app *app)
{
    int at = app->n_back;

    while (at > 0 && !app->back[at - 1].comes_back)
        at--;
    if (!at)
        return false;
    while (app->n_back > at)
        query_finish(&app->back[--app->n_back].query);
    return place_back(app);
}
