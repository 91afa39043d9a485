/* The lists and counts follow the query. */
#include "filter.h"

#include "asking.h"
#include "coach.h"
#include "facet_pane.h"
#include "list.h"
#include "strip_in.h"
#include "undo.h"

/* The chips that are on; while a prompt is open, what is typed as well, as far as it is a query
 * already. */
static void begin(struct app *app)
{
    struct query asked = {0};

    err_clear(&app->prompt_error);
    if (app->prompt_open)
        asking_compose(app, &asked, &app->fault, &app->prompt_error);
    else
        query_copy(&asked, &app->query);
    for (int i = asked.n_terms; i--;)
        if (asked.term[i].off)
            query_remove(&asked, i);
    corpus_begin(app->corpus, &asked);
    query_finish(&asked);
    app->asking = true;
}

/* The rows of the answer that has come. */
static void take(struct app *app)
{
    const struct list *timeline = &app->list[PANE_TIMELINE];

    for (int i = 0; i < PANE_LISTS; i++) {
        list_refill(&app->list[i], (enum pane)i, app->corpus);
        /* What half a word left out comes back to its cursor; else the best place is the first. */
        if (app->prompt_open && !list_to_record(&app->list[i], app->before_prompt[i]))
            list_to(&app->list[i], 0);
    }
    coach_forget(app);
    facet_pane_stale(&app->facets);
    app->answer++;
    strip_take(app);
    app->n_possible = corpus_possible(app->corpus, KIND_NONE);
    app->n_activities = app->n_events = 0;
    for (size_t i = 0; i < timeline->n_rows; i++) {
        if (corpus_kind(app->corpus, timeline->rows[i]) == KIND_ACTIVITY)
            app->n_activities++;
        else
            app->n_events++;
    }
}

void filter_work(struct app *app)
{
    bool done = false, ok = corpus_work(app->corpus, &done, &app->error);

    app->asking = ok && !done;
    if (done)
        take(app);
}

void filter_finish(struct app *app)
{
    while (app->asking)
        filter_work(app);
}

void filter_start(struct app *app)
{
    begin(app);
    filter_work(app);
}

void filter_apply(struct app *app)
{
    undo_notice(app);
    begin(app);
    filter_finish(app);
}
