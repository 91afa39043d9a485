/* How the matrix is laid out: what its numbers say, and how wide its columns are. */
#include "nichiei/text/width.h"

#include "matrix_sheet.h"

#include <stdio.h>

enum {
    MIN_COLS = 4,       /* of a column */
    SHORT_COLS = 8,     /* of a word above a column; else it has a number */
    MAX_WORDS = 64,     /* columns: with more they have numbers */
    MAX_MEASURED = 200, /* rows, for the room that names need */
};

bool matrix_is_sum(const struct matrix_view *v, struct matrix_spot at)
{
    return at.i == v->m.row.n || at.j == v->m.col.n;
}

uint32_t matrix_count_at(const struct matrix_view *v, struct matrix_spot at, int layer)
{
    const struct matrix *m = &v->m;

    if (layer >= m->n_layers)
        return 0;
    if (at.i == m->row.n)
        return at.j == m->col.n ? m->total[layer] : m->col.sum[layer][at.j];
    return at.j == m->col.n ? m->row.sum[layer][at.i] : m->count[layer][at.i * m->col.n + at.j];
}

/* What is seen of a place: its count; of two their difference, and where there is room both. All of
 * it ASCII, a column a byte. */
int matrix_print_number(const struct matrix_view *v, struct matrix_spot at,
                        char number[MATRIX_NUMBER_BYTES])
{
    uint32_t left = matrix_count_at(v, at, 0), right = matrix_count_at(v, at, 1);

    if (!left && !right && !matrix_is_sum(v, at))
        return snprintf(number, MATRIX_NUMBER_BYTES, "%s",
                        matrix_gap_words[matrix_gap(&v->m, at.i, at.j)].mark);
    if (v->m.n_layers == 1)
        return snprintf(number, MATRIX_NUMBER_BYTES, "%u", left);
    if (v->wide)
        return snprintf(number, MATRIX_NUMBER_BYTES, left == right ? "%u:%u 0" : "%u:%u %+ld", left,
                        right, (long)right - (long)left);
    return snprintf(number, MATRIX_NUMBER_BYTES, left == right ? "=" : "%+ld",
                    (long)right - (long)left);
}

/* How much a place weighs: its count, or how far two are apart. */
static uint32_t weight_of(const struct matrix_view *v, struct matrix_spot at)
{
    uint32_t left = matrix_count_at(v, at, 0), right = matrix_count_at(v, at, 1);

    if (v->m.n_layers == 1)
        return left;
    return left > right ? left - right : right - left;
}

/* The lowest weight of a shade, 1 to MATRIX_SHADES. */
uint32_t matrix_shade_from(const struct matrix_view *v, int shade)
{
    return v->most * (uint32_t)(shade - 1) / MATRIX_SHADES + 1;
}

enum sheet_style matrix_style(const struct matrix_view *v, struct matrix_spot at)
{
    static const enum sheet_style shades[] = {SHEET_FAINT, SHEET_SHADE_1, SHEET_SHADE_2,
                                              SHEET_SHADE_3};
    int shade = 0;

    if (matrix_is_sum(v, at))
        return SHEET_PLAIN;
    while (shade < MATRIX_SHADES && weight_of(v, at) >= matrix_shade_from(v, shade + 1))
        shade++;
    return shades[shade];
}

struct text matrix_name_at(struct app *app, struct sheet *s, const struct matrix_axis *axis,
                           size_t i, struct text *label)
{
    struct facet_name name;

    if (i == axis->n) {
        *label = say(&s->mem, SAY_MATRIX_ALL, app->display);
        return *label;
    }
    if (!matrix_name(app->st, &s->mem, axis->field, axis->value[i], app->display, &name,
                     &app->error))
        return *label = text_lit("");
    *label = name.label;
    if (axis->value[i] == MATRIX_NONE) /* a word of the program, not of a query */
        *label = say_in(SAY_MATRIX_NO_VALUE, app->display == DISPLAY_JA ? LANG_JA : LANG_EN);
    return terms_mark(app->terms, &s->mem, name.said);
}

/* Are the words above the columns short? Of few enough columns. */
static bool has_words(struct app *app, struct sheet *s, const struct matrix_view *v)
{
    for (size_t j = 0; j < v->m.col.n; j++) {
        struct text label;

        matrix_name_at(app, s, &v->m.col, j, &label);
        if (text_cols(label) > SHORT_COLS)
            return false;
    }
    return v->m.col.n <= MAX_WORDS;
}

static int wider(int cols, struct text t)
{
    return text_cols(t) > cols ? text_cols(t) : cols;
}

/* The columns that numbers and the heads above them need. */
static int measure_cells(struct app *app, struct sheet *s, struct matrix_view *v)
{
    char number[MATRIX_NUMBER_BYTES];
    int cols = snprintf(number, sizeof number, "%zu", v->m.col.n);

    for (size_t j = 0; v->words && j < v->m.col.n; j++) {
        struct text label;

        matrix_name_at(app, s, &v->m.col, j, &label);
        cols = wider(cols, label);
    }
    for (size_t i = 0; i <= v->m.row.n; i++)
        for (size_t j = 0; j < v->m.col.n; j++)
            if (matrix_count_at(v, (struct matrix_spot){i, j}, 0) ||
                matrix_count_at(v, (struct matrix_spot){i, j}, 1)) {
                int used = matrix_print_number(v, (struct matrix_spot){i, j}, number);

                cols = used > cols ? used : cols;
            }
    return cols + MATRIX_GAP_COLS < MIN_COLS ? MIN_COLS : cols + MATRIX_GAP_COLS;
}

static int measure_sums(struct app *app, struct sheet *s, struct matrix_view *v)
{
    int cols = text_cols(say(&s->mem, SAY_MATRIX_ALL, app->display));
    char number[MATRIX_NUMBER_BYTES];

    for (size_t i = 0; i <= v->m.row.n; i++) {
        int used = matrix_print_number(v, (struct matrix_spot){i, v->m.col.n}, number);

        cols = used > cols ? used : cols;
    }
    return cols + MATRIX_GAP_COLS;
}

static int measure_labels(struct app *app, struct sheet *s, const struct matrix_view *v)
{
    int cols = 4;

    for (size_t i = 0; i <= v->m.row.n && i < MAX_MEASURED; i++) {
        struct text label;

        cols = wider(cols, matrix_name_at(app, s, &v->m.row, i, &label));
    }
    return cols;
}

/* The columns that names get in any case, if they need them. */
static int least_for_names(const struct sheet *s, int names)
{
    int least = s->cols / 4 > 14 ? s->cols / 4 : 14;

    return names < least ? names : least;
}

/* Names get what numbers leave. */
void matrix_lay_out(struct app *app, struct sheet *s, struct matrix_view *v)
{
    int n_cols = v->m.col.n < MATRIX_MAX_VISIBLE ? (int)v->m.col.n : MATRIX_MAX_VISIBLE;
    int names = measure_labels(app, s, v), least = least_for_names(s, names), room;

    v->words = has_words(app, s, v);
    for (int wide = 1; wide >= 0; wide--) {
        v->wide = wide;
        v->cell_cols = measure_cells(app, s, v);
        v->sum_cols = measure_sums(app, s, v);
        room = s->cols - v->sum_cols - n_cols * v->cell_cols;
        if (room >= least || v->m.n_layers == 1)
            break;
    }
    v->label_cols = room < least ? least : room < names ? room : names;
    room = (s->cols - v->sum_cols - v->label_cols) / v->cell_cols;
    v->n_visible = (size_t)(room < 1 ? 1 : room < n_cols ? room : n_cols);
    if (v->n_visible > v->m.col.n)
        v->n_visible = v->m.col.n;
    v->first = s->at.choice[CHOICE_FIRST] > 0 ? (size_t)s->at.choice[CHOICE_FIRST] : 0;
    if (v->first > v->m.col.n - v->n_visible)
        v->first = v->m.col.n - v->n_visible;
    s->at.choice[CHOICE_FIRST] = (int32_t)v->first;
    for (size_t i = 0; i < v->m.row.n * v->m.col.n; i++) {
        uint32_t weight = weight_of(v, (struct matrix_spot){i / v->m.col.n, i % v->m.col.n});

        v->most = !i || weight > v->most ? weight : v->most;
    }
}

int matrix_col(const struct matrix_view *v, size_t visible)
{
    return v->label_cols + (int)visible * v->cell_cols;
}
