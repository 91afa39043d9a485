/* Nothing matches: which term to leave out, and what that would give. */
#include "coach.h"

#include "nichiei/engine/nearest.h"

/* The list that the advice is about. */
static enum pane empty_pane(const struct app *app)
{
    if (app->focus != PANE_FACETS && !app->list[app->list_focus].n_rows)
        return app->list_focus;
    return app->list[PANE_TIMELINE].n_rows ? PANE_COUNT : PANE_TIMELINE;
}

/* Keeps the best, in their order; of two as good the later, which is easier to take back. */
static void offer(struct coach *coach, int term, size_t gain)
{
    int at = coach->n_best;

    while (at > 0 && coach->best[at - 1].gain <= gain)
        at--;
    if (at == COACH_MAX)
        return;
    if (coach->n_best < COACH_MAX)
        coach->n_best++;
    for (int i = coach->n_best - 1; i > at; i--)
        coach->best[i] = coach->best[i - 1];
    coach->best[at].term = term;
    coach->best[at].gain = gain;
}

/* Where a near word is looked for, in this order. */
static const enum kind named[] = {KIND_ACTOR, KIND_TERM, KIND_THEME, KIND_TYPE,
                                  KIND_RECOMMENDATION};

enum { N_NAMED = sizeof named / sizeof named[0] };

static void advise(struct app *app, struct coach *coach)
{
    const struct query *asked = corpus_query(app->corpus);
    enum kind kind = coach->pane == PANE_TIMELINE ? KIND_NONE : pane_kind(coach->pane);

    for (int i = 0; i < asked->n_terms; i++) {
        size_t gain = corpus_without(app->corpus, kind, i);

        if (gain)
            offer(coach, i, gain);
    }
    if (asked->n_terms == 1 && asked->term[0].field == QUERY_TEXT && !asked->term[0].excludes &&
        !app->list[PANE_TIMELINE].n_rows)
        coach->n_to_look_in = N_NAMED;
}

void coach_fit(struct app *app)
{
    struct coach *coach = &app->coach;
    enum pane pane = empty_pane(app);

    if (coach->made && coach->pane == pane)
        return;
    arena_reset(&coach->mem);
    *coach = (struct coach){.mem = coach->mem, .made = true, .pane = pane};
    if (pane != PANE_COUNT)
        advise(app, coach);
}

bool coach_busy(const struct app *app)
{
    return app->coach.made && app->coach.n_to_look_in > 0;
}

unsigned coach_work(struct app *app)
{
    struct coach *coach = &app->coach;
    enum kind kind = named[N_NAMED - coach->n_to_look_in--];

    coach->nearest =
        nearest_word(app->st, &coach->mem, kind, corpus_query(app->corpus)->term[0].text);
    if (text_is_empty(coach->nearest))
        return 0;
    coach->n_to_look_in = 0;
    return APP_REDRAW;
}

void coach_forget(struct app *app)
{
    app->coach.made = false;
}

void coach_finish(struct app *app)
{
    arena_finish(&app->coach.mem);
}

int app_coach_chip(const struct app *app, int i)
{
    const struct query_term *t = &corpus_query(app->corpus)->term[app->coach.best[i].term];

    for (int chip = 0; chip < app->query.n_terms; chip++)
        if (!app->query.term[chip].off && query_term_same(&app->query.term[chip], t))
            return chip;
    return -1;
}
