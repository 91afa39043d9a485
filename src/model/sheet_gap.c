/* A place of the matrix where nothing stands: why, and who looked for what there. */
#include "matrix_sheet.h"

#include <string.h>

/* What it is about: two fields and their values, and what is counted. */
enum { GAP_ROW, GAP_COL, GAP_ROW_VALUE, GAP_COL_VALUE, GAP_KIND };

enum { LABEL_COLS = 12, DATE_COLS = 11, RESULT_COLS = 10 };

struct gap_place {
    enum query_field field[2];
    uint32_t value[2];
};

static struct gap_place place_of(const struct sheet *s)
{
    return (struct gap_place){
        {matrix_sheet_field(s, GAP_ROW), matrix_sheet_field(s, GAP_COL)},
        {(uint32_t)s->at.choice[GAP_ROW_VALUE], (uint32_t)s->at.choice[GAP_COL_VALUE]}};
}

/* Why, by counting once more: the dossier may be another one than when the place was left. */
static bool find_gap(struct app *app, struct sheet *s, const struct gap_place *p,
                     enum matrix_gap *gap, bool *elsewhere)
{
    unsigned kinds = matrix_sheet_kinds(app, s->at.choice[GAP_KIND]);
    struct matrix m = {.n_layers = 0};
    struct matrix_set set;
    bool ok = matrix_select(app->corpus, &s->mem, kinds, NULL, &set, &app->error) &&
              matrix_make(&m, app->corpus, p->field[0], p->field[1], kinds, MATRIX_AS_LISTED, &set,
                          1, &app->error);

    *gap = MATRIX_GAP_PLAIN;
    *elsewhere = false;
    for (size_t i = 0; ok && i < m.row.n; i++)
        for (size_t j = 0; j < m.col.n; j++)
            if (m.row.value[i] == p->value[0] && m.col.value[j] == p->value[1]) {
                *gap = matrix_gap(&m, i, j);
                *elsewhere = m.elsewhere[i * m.col.n + j];
            }
    matrix_finish(&m);
    return ok;
}

static bool add_value(struct app *app, struct sheet *s, enum query_field field, uint32_t value)
{
    struct sheet_line *line = sheet_line(s);
    struct facet_name name;
    struct sheet_cell *cell;

    if (!matrix_name(app->st, &s->mem, field, value, app->display, &name, &app->error))
        return false;
    sheet_cell(s, line, 0, LABEL_COLS, matrix_field_name(&s->mem, field, app->display),
               SHEET_LABEL);
    cell = sheet_cell(s, line, LABEL_COLS + 1, s->cols - LABEL_COLS - 1,
                      terms_mark(app->terms, &s->mem, name.said), SHEET_NAME);
    if (value != MATRIX_NONE && query_values_of(field) == VALUES_RECORDS)
        cell->opens = value;
    return true;
}

/* The query that finds nothing, which can be opened like any other. */
static void add_query(struct app *app, struct sheet *s, const struct gap_place *p)
{
    const char *kind = matrix_sheet_kind_term(app, s->at.choice[GAP_KIND], p->field, p->value),
               *query;
    struct sheet_line *line = sheet_line(s);
    struct query q = {0};
    struct buf out = {0};

    matrix_term(&q, app->st, p->field[0], p->value[0]);
    matrix_term(&q, app->st, p->field[1], p->value[1]);
    query_print(&q, app->st, &out);
    if (*kind)
        buf_printf(&out, " %s", kind);
    query = arena_copy(&s->mem, buf_cstr(&out), out.n_bytes);
    sheet_cell(s, line, 0, LABEL_COLS, say(&s->mem, SAY_MATRIX_QUERY, app->display), SHEET_LABEL);
    sheet_cell(s, line, LABEL_COLS + 1, s->cols - LABEL_COLS - 1, text_safe_str(&s->mem, query),
               SHEET_LINK)
        ->rows = query;
    buf_finish(&out);
    query_finish(&q);
}

/* One search: its day, what came of it, what was looked for. */
static bool add_search(struct app *app, struct sheet *s, uint32_t n)
{
    struct sheet_line *line = sheet_line(s);
    struct record r;

    if (!store_record(app->st, &s->mem, n, &r, &app->error))
        return false;
    sheet_cell(s, line, 0, DATE_COLS, text_safe_str(&s->mem, r.date), SHEET_FAINT);
    sheet_cell(s, line, DATE_COLS, RESULT_COLS, say_word(&s->mem, r.aspect, app->display),
               SHEET_FAINT);
    sheet_cell(s, line, DATE_COLS + RESULT_COLS + 1, s->cols - DATE_COLS - RESULT_COLS - 1,
               sheet_name(app, &s->mem, n), SHEET_LINK)
        ->opens = n;
    return true;
}

/* Searches that name both values; or, where none does, those that name one. */
static bool add_searches(struct app *app, struct sheet *s, const struct gap_place *p, bool both,
                         int side)
{
    const struct gap_place one = {{p->field[side], p->field[side]},
                                  {p->value[side], p->value[side]}};
    const struct gap_place *asked = both ? p : &one;
    struct facet_name name;
    uint32_t *rows;
    size_t n = matrix_searches(app->corpus, &s->mem, asked->field, asked->value, &rows);

    if (!n)
        return true;
    if (both)
        sheet_heading(s, say(&s->mem, SAY_MATRIX_SEARCHES, app->display), n);
    else if (matrix_name(app->st, &s->mem, p->field[side], p->value[side], app->display, &name,
                         &app->error))
        sheet_heading(s,
                      say_pair(&s->mem, say(&s->mem, SAY_MATRIX_SEARCHES_OF_ONE, app->display),
                               terms_mark(app->terms, &s->mem, name.said), DISPLAY_BOTH),
                      n);
    for (size_t i = 0; i < n; i++)
        if (!add_search(app, s, rows[i]))
            return false;
    return app->error.code == 0;
}

static enum message reason(const struct gap_place *p, enum matrix_gap gap, bool elsewhere)
{
    static const enum message why[MATRIX_GAPS] = {SAY_MATRIX_WHY_UNKNOWN, SAY_MATRIX_WHY_SEARCHED,
                                                  SAY_MATRIX_WHY_UNSEARCHED,
                                                  SAY_MATRIX_WHY_NO_FIELD};

    if (elsewhere)
        return SAY_MATRIX_WHY_LEFT_OUT;
    if (gap == MATRIX_GAP_CANNOT && p->field[0] == p->field[1])
        return SAY_MATRIX_WHY_ONE_VALUE;
    if (gap == MATRIX_GAP_CANNOT && (p->field[0] == QUERY_YEAR || p->field[1] == QUERY_YEAR))
        return SAY_MATRIX_WHY_NO_BODY;
    return why[gap];
}

static bool make(struct app *app, struct sheet *s)
{
    struct gap_place p = place_of(s);
    enum matrix_gap gap;
    bool elsewhere;

    if (!find_gap(app, s, &p, &gap, &elsewhere))
        return false;
    if (!add_value(app, s, p.field[0], p.value[0]) || !add_value(app, s, p.field[1], p.value[1]))
        return false;
    add_query(app, s, &p);
    sheet_gap(s);
    sheet_prose(s, 0, s->cols, say(&s->mem, reason(&p, gap, elsewhere), app->display), SHEET_PLAIN);
    if (gap == MATRIX_GAP_CANNOT)
        return true;
    return add_searches(app, s, &p, true, 0) &&
           (gap == MATRIX_GAP_SEARCHED ||
            (add_searches(app, s, &p, false, 0) && add_searches(app, s, &p, false, 1)));
}

const struct sheet_ops gap_sheet = {.make = make};
