/* What the sheets of coverage share: the matrix, a place in it that is empty, what is there twice.
 */
#ifndef MODEL_MATRIX_SHEET_H
#define MODEL_MATRIX_SHEET_H

#include "nichiei/engine/matrix.h"

#include "sheet_in.h"

/* What the matrix keeps in its place; fields by their number in matrix_fields. */
enum { CHOICE_ROW, CHOICE_COL, CHOICE_KIND, CHOICE_ORDER, CHOICE_PAIR, CHOICE_FIRST };

/* The field of a choice. */
enum query_field matrix_sheet_field(const struct sheet *s, int choice);

/* What is counted: MATRIX_ACTIVITIES, MATRIX_EVENTS; choice: activities, events, both, unless the
 * filters ask for a kind. */
unsigned matrix_sheet_kinds(struct app *app, int choice);

/* The term that says so where these values meet (MATRIX_NONE as well for a sum), "" if the rows of
 * the timeline are of that kind without it: the term would leave the other panes empty. */
const char *matrix_sheet_kind_term(struct app *app, int choice, const enum query_field field[2],
                                   const uint32_t value[2]);

/* Counts the next of them, by the choice of this number in the sheet; APP_* flags. */
unsigned matrix_sheet_next_kind(struct app *app, int choice);

/* --- the matrix itself ----------------------------------------------------------------------- */

enum { MATRIX_SHADES = 3, MATRIX_GAP_COLS = 2 /* between columns */, MATRIX_MAX_VISIBLE = 256 };

/* What is kept between two makings. */
struct matrix_view {
    struct arena mem; /* of the sets */
    struct matrix m;
    uint32_t answer; /* what it was counted for: */
    struct sheet_at made_for;
    bool made;

    /* How it is laid out, until the next making; texts in the sheet's arena. */
    bool words; /* above the columns, not numbers */
    bool wide;  /* of two selections both counts are seen */
    int label_cols, cell_cols, sum_cols;
    size_t first, n_visible; /* columns */
    uint32_t most;           /* the greatest weight of a place */
    int head;                /* of the sheet's, where the name of the cursor's column stands */
    struct text
        said[MATRIX_MAX_VISIBLE + 1]; /* the names of the columns that are seen, and of all */
};

/* A row and a column, or the sum over all of them: m.row.n, m.col.n. */
struct matrix_spot {
    size_t i, j;
};
bool matrix_is_sum(const struct matrix_view *v, struct matrix_spot at);
uint32_t matrix_count_at(const struct matrix_view *v, struct matrix_spot at, int layer);

/* What is seen of a place: its count, or a mark; of two selections their difference, and where
 * there is room both. All of it ASCII: as many columns as it returns. */
enum { MATRIX_NUMBER_BYTES = 64 };
int matrix_print_number(const struct matrix_view *v, struct matrix_spot at,
                        char number[MATRIX_NUMBER_BYTES]);
enum sheet_style matrix_style(const struct matrix_view *v, struct matrix_spot at);
uint32_t matrix_shade_from(const struct matrix_view *v, int shade); /* its lowest weight; from 1 */

/* The name of a row or column, or of all of them (axis->n); *label: as a query takes it,
 * where it does. */
struct text matrix_name_at(struct app *app, struct sheet *s, const struct matrix_axis *axis,
                           size_t i, struct text *label);

/* The pair of selections that is compared, or NULL. */
const struct matrix_pair *matrix_pair_of(const struct sheet *s);

/* Fills in how it is laid out, and which columns are seen. */
void matrix_lay_out(struct app *app, struct sheet *s, struct matrix_view *v);
int matrix_col(const struct matrix_view *v, size_t visible); /* where a seen column starts */

/* Makes lines, and the cells of those that come in sight. */
void matrix_add_pair(struct sheet *s, const struct matrix_view *v);
void matrix_add_heads(struct app *app, struct sheet *s, struct matrix_view *v);
void matrix_add_legend(struct app *app, struct sheet *s, const struct matrix_view *v);
bool matrix_fill(struct app *app, struct sheet *s, struct sheet_line *line);
struct text matrix_title(struct sheet *s, const struct matrix_view *v);
struct text matrix_right(struct app *app, struct sheet *s, const struct matrix_view *v);

#endif
