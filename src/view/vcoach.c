/* In an empty list: which filter to drop, and what that gives. */
#include "nichiei/text/width.h"

#include "nichiei/engine/chip_text.h"

#include "views.h"

/* The key that drops it from here; none while it is still being typed. */
static const char *key_of(const struct app *app, int chip)
{
    if (app->prompt_open || chip < 0)
        return "";
    if (chip == (app->chips_open ? app->chip : app->query.n_terms - 1))
        return " (-)";
    return app->chips_open ? "" : " (F)";
}

static struct text filled(const struct app *app, int i, struct text chip, enum display display,
                          struct arena *a)
{
    struct text t = say(a, SAY_COACH, display);

    t = say_fill(a, t, "n", view_format(a, "%zu", app->coach.best[i].gain));
    t = say_fill(a, t, "key", text_lit(key_of(app, app_coach_chip(app, i))));
    return say_fill(a, t, "about", chip);
}

/* "12 without [actor:FCDO] (-)": where it does not fit, in one language, then a shorter chip. */
static struct text advice(const struct app *app, int i, int cols, struct arena *a)
{
    const struct query_term *term = &corpus_query(app->corpus)->term[app->coach.best[i].term];
    struct text chip = chip_text(term, false, app->st, a, app->display);
    enum display display = app->display;
    struct text t = filled(app, i, chip, display, a);

    if (text_cols(t) > cols && display == DISPLAY_BOTH) {
        display = DISPLAY_EN;
        t = filled(app, i, chip, display, a);
    }
    if (text_cols(t) > cols)
        t = filled(app, i, text_ellipsis(a, chip, cols - (text_cols(t) - text_cols(chip))), display,
                   a);
    return text_ellipsis(a, t, cols);
}

void view_coach(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    const struct coach *coach = &app->coach;
    int row = at.row;

    if (!text_is_empty(coach->nearest) && row < at.row + at.rows)
        frame_put(f, row++, at.col, at.cols,
                  text_ellipsis(
                      a, say_fill(a, say(a, SAY_NEAREST, app->display), "about", coach->nearest),
                      at.cols),
                  STYLE_FAINT);
    for (int i = 0; i < coach->n_best && row < at.row + at.rows; i++)
        frame_put(f, row++, at.col, at.cols, advice(app, i, at.cols, a), STYLE_FAINT);
    if (!coach->n_best && corpus_query(app->corpus)->n_terms > 1 && row < at.row + at.rows)
        frame_put(f, row, at.col, at.cols,
                  text_ellipsis(a, say(a, SAY_NO_GAIN, app->display), at.cols), STYLE_FAINT);
}
