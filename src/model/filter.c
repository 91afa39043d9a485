/* The lists and counts follow the query. */
#include "filter.h"

#include "list.h"

/* While a prompt is open, what is typed counts as well, as far as it is a query already. */
void filter_apply(struct app *app)
{
    struct query asked = {0};

    query_copy(&asked, &app->query);
    err_clear(&app->prompt_error);
    if (app->prompt_open)
        query_parse(&asked, buf_cstr(&app->prompt.text), app->prompt.text.n_bytes, app->st,
                    &app->prompt_error);
    if (corpus_ask(app->corpus, &asked, &app->error))
        for (int i = 0; i < PANE_LISTS; i++) {
            list_refill(&app->list[i], (enum pane)i, app->corpus);
            if (app->prompt_open) /* what half a word left out comes back to its cursor */
                list_to_record(&app->list[i], app->before_prompt[i]);
        }
    app->n_activities = app->n_events = 0;
    app->n_possible = corpus_possible(app->corpus, KIND_NONE);
    for (size_t i = 0; i < app->list[PANE_TIMELINE].n_rows; i++) {
        if (corpus_kind(app->corpus, app->list[PANE_TIMELINE].rows[i]) == KIND_ACTIVITY)
            app->n_activities++;
        else
            app->n_events++;
    }
    query_finish(&asked);
}
