/* The facets: headings, and values with what they count. */
#include "nichiei/text/width.h"

#include "views.h"

/* Columns of a line, from its left edge. */
enum { FOLD_COL = 1, HEADING_COL = 3, TICK_COL = 2, VALUE_COL = 6 };

static void heading(const struct app *app, const struct facet_row *r, struct name_place at,
                    struct arena *a)
{
    const struct facet *facet = &facets[r->line.facet];
    struct text name =
        say_pair(a, text_lit(facet->name[LANG_JA]), text_lit(facet->name[LANG_EN]), app->display);
    int used;

    frame_puts(at.f, at.row, at.col + FOLD_COL, 1, r->unfolded ? "-" : "+", at.style);
    used = HEADING_COL + frame_put(at.f, at.row, at.col + HEADING_COL, at.cols - HEADING_COL, name,
                                   at.style == STYLE_NORMAL ? STYLE_HEADING : at.style);
    frame_put(at.f, at.row, at.col + used + 2, at.cols - used - 2,
              text_ellipsis(a, r->chosen, at.cols - used - 2),
              at.style == STYLE_NORMAL ? STYLE_CHIP : at.style);
}

static void value(const struct app *app, const struct facet_row *r, struct name_place at,
                  struct arena *a)
{
    static const char *const marks[] = {"[ ]", "[x]", "[-]"};
    int right = at.col + at.cols, count_cols = view_count_cols(app);

    frame_puts(at.f, at.row, at.col + TICK_COL, 3, marks[r->line.mark], at.style);
    if (r->line.is_counted && !app->facets.waiting)
        view_count(at.f, at.row, right - count_cols, "", r->line.count, at.style);
    if (r->line.adds && !app->facets.waiting)
        view_count(at.f, at.row, right, "+", r->line.added, at.style);
    at.col += VALUE_COL;
    at.cols -= VALUE_COL + 2 * count_cols + 1;
    view_name(&at, a, r->name.label, r->name.name, app->display);
}

void view_facets(const struct app *app, struct rect at, bool wide, struct frame *f, struct arena *a)
{
    const struct facet_pane *p = &app->facets;
    bool focused = view_has_keys(app, PANE_FACETS), folded = at.rows == 1;
    struct text name = say(a, SAY_PANE_FACETS, app->display);
    struct text title = view_format(a, "[%d] %.*s", PANE_FACETS + 1, (int)name.n_bytes, name.p);

    if (at.rows <= 0)
        return;
    if (folded)
        title = say_pair(a, title, p->chosen, DISPLAY_BOTH);
    view_title(f, at, focused, text_ellipsis(a, title, at.cols - 3),
               folded ? text_lit("") : view_count_heads(app, SAY_COLUMN_ROWS, SAY_COLUMN_ADDS, a));
    for (int i = 0; !folded && i < at.rows - 1 && (size_t)i < p->n_shown; i++) {
        bool here = p->top + (size_t)i == p->cursor;
        struct name_place place = view_row(f, at, i, wide, here, focused);

        if (p->shown[i].line.is_value)
            value(app, &p->shown[i], place, a);
        else
            heading(app, &p->shown[i], place, a);
    }
}
