/* The parts of the screen; private to the view layer. Each draws a const app into a rectangle. */
#ifndef VIEW_VIEWS_H
#define VIEW_VIEWS_H

#include "nichiei/view/frame.h"
#include "nichiei/view/layout.h"

/* The title line of a pane: "[1] name 3/41 ---- right -". Returns nothing; never cuts `right`. */
void view_title(struct frame *f, struct rect at, bool focused, struct text name, struct text right);

/* Does the pane have the keys: no prompt, and not the chips? */
bool view_has_keys(const struct app *app, enum pane pane);

/* Where a row's name is drawn. */
struct name_place {
    struct frame *f;
    int row, col, cols;
    bool wide; /* room for both languages */
    enum style style;
};

/* The i-th row of a pane under its title, as far as its name's place; the bar and mark of the
 * cursor are drawn, if it is there. */
struct name_place view_row(struct frame *f, struct rect pane, int i, bool wide, bool here,
                           bool focused);

/* The name in the reader's language; both where there is room. `label` stands before either. */
void view_name(const struct name_place *at, struct arena *a, struct text label,
               const struct text *name, enum display display);

/* Columns of one count with a blank, and a sign, before it: at least 5, more in a big dossier. */
int view_count_cols(const struct app *app);

/* A number that ends before right_col, with a sign before it or not ("+" or ""). */
void view_count(struct frame *f, int row, int right_col, const char *sign, uint32_t count,
                enum style style);

/* The heads of two counts, each right-aligned over its column. */
struct text view_count_heads(const struct app *app, enum message first, enum message second,
                             struct arena *a);

/* The strip above the timeline in its rows, as app_fit() filled it; the columns that it has in a
 * pane; and what a column is and how many rows the fullest one has, for the title. */
void view_strip(const struct app *app, struct rect at, struct frame *f, struct arena *a);
int view_strip_cols(struct rect pane);
struct text view_strip_head(const struct app *app, struct arena *a);

/* Where a row of the timeline lies in the time that the strip shows, as a bar or a smear; and the
 * columns it takes from those of a name, 0 if there is no room. */
int view_gauge_cols(const struct app *app, int name_cols);
void view_gauge(const struct app *app, const struct list_row *r, int row, int col, enum style style,
                struct frame *f);

void view_list(const struct app *app, enum pane pane, struct rect at, bool wide, struct frame *f,
               struct arena *a);
void view_facets(const struct app *app, struct rect at, bool wide, struct frame *f,
                 struct arena *a);
/* What to do about an empty list, in the rows below "nothing matches". */
void view_coach(const struct app *app, struct rect at, struct frame *f, struct arena *a);
/* The open sheet. */
void view_sheet(const struct app *app, struct rect at, struct frame *f, struct arena *a);
void view_detail(const struct app *app, struct rect at, struct frame *f, struct arena *a);

void view_head(const struct app *app, struct rect at, struct frame *f, struct arena *a);
void view_chips(const struct app *app, struct rect at, struct frame *f, struct arena *a);
void view_status(const struct app *app, struct rect at, struct frame *f, struct arena *a);
void view_hints(const struct app *app, struct rect at, struct frame *f, struct arena *a);

/* The line being typed, from a column of the chips' line on, scrolled so that the caret is seen;
 * the terminal's cursor stands on it. What is wrong with it is marked. */
void view_prompt(const struct app *app, struct rect at, int col, struct frame *f, struct arena *a);

/* Is there something wrong with it to be told? Not while one chooses what completes it or
 * reads how to ask. */
bool view_is_wrong(const struct app *app);

/* What is wrong with it, in the reader's language and so many columns; near words are left out
 * before anything is cut. */
struct text view_fault(const struct app *app, int cols, struct arena *a);

/* The prompt of the search in a text, with the number of the hit at the right. */
void view_find(const struct app *app, struct rect at, struct frame *f, struct arena *a);
/* Gives the marks of false friends in a text that has been put their style, unless the cursor's bar
 * goes through it. */
void view_terms(struct text t, int row, int col, enum style style, struct frame *f);
/* Marks the hits in a text of a line that has been put at row and col. */
void view_marks(const struct app *app, size_t line, enum find_part part, int row, int col,
                struct text t, struct frame *f);

/* Over the panes, below the chips' line: what completes the line, and how many rows of it there are
 * room for on a screen of so many. */
size_t view_choice_rows(const struct app *app, struct rect chips, int rows);
void view_choices(const struct app *app, struct rect chips, struct frame *f, struct arena *a);

/* How to ask, in a rectangle whose first row is its title, and the rows it takes below that. */
size_t view_card_rows(struct rect at);
void view_card(const struct app *app, struct rect at, struct frame *f, struct arena *a);

void view_help(const struct app *app, struct rect at, struct frame *f, struct arena *a);

/* Formats into the arena as safe text. */
struct text view_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
