/* Undo and redo: the filters there were. */
#include "undo.h"

#include "nichiei/engine/chip_text.h"

#include "chips.h"
#include "filter.h"

#include <string.h>

static void forget(struct query *stack, int *n)
{
    while (*n)
        query_finish(&stack[--*n]);
}

/* Takes over the query; the oldest makes room. */
static void push(struct query *stack, int *n, struct query q)
{
    if (*n == UNDO_MAX) {
        query_finish(&stack[0]);
        memmove(&stack[0], &stack[1], (UNDO_MAX - 1) * sizeof stack[0]);
        --*n;
    }
    stack[(*n)++] = q;
}

static void settle(struct app *app)
{
    query_copy(&app->undo.settled, &app->query);
}

void undo_notice(struct app *app)
{
    struct undo *u = &app->undo;

    if (query_same(&u->settled, &app->query))
        return;
    push(u->done, &u->n_done, u->settled);
    forget(u->undone, &u->n_undone);
    settle(app);
}

void undo_forget(struct app *app)
{
    undo_finish(app);
    settle(app);
}

void undo_finish(struct app *app)
{
    forget(app->undo.done, &app->undo.n_done);
    forget(app->undo.undone, &app->undo.n_undone);
    query_finish(&app->undo.settled);
}

/* The chips of `one` that `other` has not, or has in the other state. */
static void add_difference(struct app *app, const struct query *one, const struct query *other,
                           struct buf *out)
{
    for (int i = 0; i < one->n_terms; i++) {
        const struct query_term *t = &one->term[i];
        struct arena mem = {0};
        struct text chip;
        bool there = false;

        for (int k = 0; k < other->n_terms; k++)
            there = there || (query_term_same(t, &other->term[k]) && t->off == other->term[k].off);
        chip = chip_text(t, false, app->st, &mem, app->display);
        if (!there)
            buf_printf(out, " %.*s", (int)chip.n_bytes, chip.p);
        arena_finish(&mem);
    }
}

/* What comes back, and what goes: "+ [actor:NPA]". */
static unsigned tell(struct app *app, enum message note, const struct query *before)
{
    struct buf back = {0}, gone = {0}, all = {0};

    add_difference(app, &app->query, before, &back);
    add_difference(app, before, &app->query, &gone);
    buf_printf(&all, "%s%s%s%s%s", back.n_bytes ? "+" : "", buf_cstr(&back),
               back.n_bytes && gone.n_bytes ? "  " : "", gone.n_bytes ? "-" : "", buf_cstr(&gone));
    app_note_about(app, note, buf_cstr(&all), all.n_bytes);
    buf_finish(&back);
    buf_finish(&gone);
    buf_finish(&all);
    return APP_REDRAW;
}

/* One step from one stack to the other. */
static unsigned step(struct app *app, struct query *from, int *n_from, struct query *to, int *n_to,
                     enum message note, enum message none)
{
    struct query before = app->query;

    if (!*n_from)
        return app_note(app, none);
    push(to, n_to, app->undo.settled);
    app->query = from[--*n_from];
    settle(app);
    filter_apply(app);
    chips_settle(app);
    tell(app, note, &before);
    query_finish(&before);
    return APP_REDRAW;
}

unsigned undo_undo(struct app *app)
{
    struct undo *u = &app->undo;

    return step(app, u->done, &u->n_done, u->undone, &u->n_undone, SAY_UNDONE, SAY_NO_UNDO);
}

unsigned undo_redo(struct app *app)
{
    struct undo *u = &app->undo;

    return step(app, u->undone, &u->n_undone, u->done, &u->n_done, SAY_REDONE, SAY_NO_REDO);
}
