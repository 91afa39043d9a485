/* The line of chips, and the prompt behind them. */
#include "nichiei/text/width.h"

#include "nichiei/engine/chip_text.h"

#include "views.h"

/* Is the chip's word, as asked now, found in readings alone? */
static bool is_by_sound(const struct app *app, const struct query_term *t)
{
    int term = t->off ? -1 : query_find(corpus_query(app->corpus), t);

    return term >= 0 && corpus_by_sound(app->corpus, term) > 0;
}

static struct text chip_of(const struct app *app, int i, struct arena *a)
{
    const struct query_term *t = &app->query.term[i];

    return chip_text(t, is_by_sound(app, t), app->st, a, app->display);
}

/* The chips that stand in the line: all but those whose text is in the prompt instead. */
static int list_chips(const struct app *app, int chips[QUERY_MAX_TERMS])
{
    int n_chips = 0;

    for (int i = 0; i < app->query.n_terms; i++)
        if (!app_chip_in_prompt(app, i))
            chips[n_chips++] = i;
    return n_chips;
}

/* One chip; ">" in the blank before it marks the one that the keys act on. */
static int put_chip(const struct app *app, int chip, int row, int col, int cols, struct frame *f,
                    struct arena *a)
{
    bool here = app->chips_open && !app->prompt_open && chip == app->chip;
    enum style style = here ? STYLE_CURSOR : app->query.term[chip].off ? STYLE_FAINT : STYLE_CHIP;

    if (here)
        frame_puts(f, row, col - 1, 1, ">", STYLE_KEY);
    return frame_put(f, row, col, cols, text_ellipsis(a, chip_of(app, chip, a), cols), style);
}

/* How many chips stand outside what is shown: "+2". */
static int put_more(int n_chips, int row, int col, struct frame *f, struct arena *a)
{
    if (n_chips <= 0)
        return 0;
    return 1 + frame_put(f, row, col, 3, view_format(a, "+%d", n_chips), STYLE_FAINT);
}

/* The chips around the one that the keys act on (without a cursor the last: `-` drops it), as many
 * as fit beside the prompt; the others are counted at both ends. Returns the columns used. */
static int put_chips(const struct app *app, struct rect at, int col, struct frame *f,
                     struct arena *a)
{
    int end = at.cols - (app->prompt_open ? at.cols / 3 : 0), room = end - col - 4;
    int chips[QUERY_MAX_TERMS], n_chips = list_chips(app, chips);
    int here = app->chips_open && !app->prompt_open ? app->chip : n_chips - 1;
    int first = here, last = here, used;

    if (!n_chips)
        return 0;
    room -= text_cols(chip_of(app, chips[here], a)) + 1;
    for (int cols; first > 0; first--, room -= cols)
        if ((cols = text_cols(chip_of(app, chips[first - 1], a)) + 1) > room)
            break;
    for (int cols; last + 1 < n_chips; last++, room -= cols)
        if ((cols = text_cols(chip_of(app, chips[last + 1], a)) + 1) > room - 3)
            break;
    used = put_more(first, at.row, at.col + col, f, a);
    for (int i = first; i <= last; i++)
        used += 1 + put_chip(app, chips[i], at.row, at.col + col + used, end - col - used, f, a);
    return used + put_more(n_chips - 1 - last, at.row, at.col + col + used, f, a);
}

void view_chips(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    int used = 0;

    if (at.rows <= 0)
        return;
    if (!app->query.n_terms && !app->prompt_open) {
        const char *title_ja = "", *title_en = "";

        store_package_text(app->st, a, "title_ja", &title_ja, NULL);
        store_package_text(app->st, a, "title", &title_en, NULL);
        frame_put(f, at.row, at.col, at.cols,
                  text_ellipsis(a,
                                say_pair(a, text_safe_str(a, title_ja), text_safe_str(a, title_en),
                                         app->display),
                                at.cols),
                  STYLE_FAINT);
        return;
    }
    used = 1 + frame_put(f, at.row, at.col, at.cols, say(a, SAY_FILTER, app->display), STYLE_FAINT);
    used += put_chips(app, at, used, f, a);
    if (app->prompt_open) {
        used += 1 + frame_puts(f, at.row, at.col + used, 1, "/", STYLE_KEY);
        view_prompt(app, at, used, f, a);
    }
}
