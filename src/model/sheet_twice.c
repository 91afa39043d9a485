/* The same partners in the same field twice: each field with the partners, and what they did. */
#include "nichiei/engine/twice.h"

#include "matrix_sheet.h"

#include <stdio.h>

enum { TWICE_KIND };
enum { BODY_COL = 2, MOST = 200 }; /* findings; more are counted */

static struct text name_or_none(struct app *app, struct sheet *s, uint32_t n)
{
    return n ? sheet_name(app, &s->mem, n) : say(&s->mem, SAY_MATRIX_NO_VALUE, app->display);
}

/* The query that shows the records of a finding. */
static const char *query_of(struct app *app, struct sheet *s, const struct twice *t)
{
    const enum query_field field[2] = {QUERY_THEME, QUERY_TYPE};
    const uint32_t value[2] = {t->theme, t->type};
    const char *kind = matrix_sheet_kind_term(app, s->at.choice[TWICE_KIND], field, value), *query;
    struct query q = {0};
    struct buf out = {0};

    twice_query(app->corpus, app->st, t, &q);
    query_print(&q, app->st, &out);
    if (*kind)
        buf_printf(&out, " %s", kind);
    query = arena_copy(&s->mem, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    query_finish(&q);
    return query;
}

static bool add_record(struct app *app, struct sheet *s, uint32_t n)
{
    struct sheet_line *line = sheet_line(s);
    struct record r;

    if (!store_record(app->st, &s->mem, n, &r, &app->error))
        return false;
    sheet_cell(s, line, BODY_COL, 2, text_lit(">"), SHEET_LINK);
    sheet_cell(s, line, BODY_COL + 2, s->cols - BODY_COL - 2, sheet_name(app, &s->mem, n),
               SHEET_PLAIN)
        ->opens = n;
    return true;
}

static bool add_one(struct app *app, struct sheet *s, const struct twice *t)
{
    enum { NUMBER_COLS = 5 };
    struct sheet_line *line;
    struct sheet_cell *cell;
    char number[24];

    sheet_gap(s);
    line = sheet_line(s);
    line->begins = true;
    sheet_cell(s, line, 0, s->cols - NUMBER_COLS - 1, name_or_none(app, s, t->type), SHEET_HEADING);
    snprintf(number, sizeof number, "%zu", t->n_records);
    cell = sheet_cell(s, line, s->cols - NUMBER_COLS, NUMBER_COLS, text_safe_str(&s->mem, number),
                      SHEET_LINK);
    cell->to_right = true;
    cell->rows = query_of(app, s, t);
    cell->says = text_safe_str(&s->mem, cell->rows);
    sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL, name_or_none(app, s, t->theme),
               SHEET_LABEL)
        ->opens = t->theme;
    if (t->third)
        sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL,
                   say(&s->mem, SAY_TWICE_THIRD, app->display), SHEET_FAINT);
    for (size_t i = 0; i < t->n_bodies; i++)
        sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL,
                   sheet_name(app, &s->mem, t->body[i]), SHEET_NAME)
            ->opens = t->body[i];
    for (size_t i = 0; i < t->n_records; i++)
        if (!add_record(app, s, t->n[i]))
            return false;
    return true;
}

static bool make(struct app *app, struct sheet *s)
{
    unsigned kinds = matrix_sheet_kinds(app, s->at.choice[TWICE_KIND]);
    struct arena mem = {0};
    struct matrix_set set;
    struct twice *found;
    size_t n_found;
    char number[48];
    bool ok = matrix_select(app->corpus, &mem, kinds, NULL, &set, &app->error) &&
              twice_find(app->corpus, &mem, &set, &found, &n_found, &app->error);

    if (ok) {
        if (n_found > MOST)
            snprintf(number, sizeof number, "%d/%zu", MOST, n_found);
        else
            snprintf(number, sizeof number, "%zu", n_found);
        s->right = text_safe_str(&s->mem, number);
        for (size_t i = 0; ok && i < n_found && i < MOST; i++)
            ok = add_one(app, s, &found[i]);
        if (!n_found)
            sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_TWICE_NONE, app->display), SHEET_FAINT);
    }
    arena_finish(&mem);
    return ok;
}

static unsigned act(struct app *app, enum action_id action)
{
    return action == ACTION_MATRIX_COUNT ? matrix_sheet_next_kind(app, TWICE_KIND) : 0;
}

const struct sheet_ops twice_sheet = {
    .has_detail = true,
    .is_list = true,
    .where = IN_TWICE,
    .kept = {true, SHEET_OF_NOTHING, {3}},
    .make = make,
    .act = act,
};
