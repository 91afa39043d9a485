/* The same partners in the same field twice: each field with the partners, and what they did. */
#include "nichiei/engine/twice.h"

#include "matrix_sheet.h"

#include <stdio.h>

enum { TWICE_KIND };
enum { BODY_COL = 2, MOST = 100, MOST_RECORDS = 20 }; /* findings, of one; more are counted */

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

/* A partner or a record: its line has but its number until it comes in sight. */
static bool fill(struct app *app, struct sheet *s, struct sheet_line *line)
{
    bool is_body = corpus_kind(app->corpus, line->about) == KIND_ACTOR;
    int col = is_body ? BODY_COL : BODY_COL + 2;

    if (!is_body)
        sheet_cell(s, line, BODY_COL, 2, text_lit(">"), SHEET_LINK);
    sheet_cell(s, line, col, s->cols - col, sheet_name(app, &s->mem, line->about),
               is_body ? SHEET_NAME : SHEET_PLAIN)
        ->opens = line->about;
    return app->error.code == 0;
}

static void add_one(struct app *app, struct sheet *s, const struct twice *t)
{
    enum { NUMBER_COLS = 7 };
    const char *query = query_of(app, s, t);
    struct sheet_line *line;
    struct sheet_cell *cell;
    char number[24];

    if (s->n_lines)
        sheet_line(s); /* blank */
    line = sheet_line(s);
    line->begins = true;
    sheet_cell(s, line, 0, s->cols - NUMBER_COLS - 1, name_or_none(app, s, t->type), SHEET_HEADING);
    snprintf(number, sizeof number, "%zu", t->n_records);
    cell = sheet_cell(s, line, s->cols - NUMBER_COLS, NUMBER_COLS, text_safe_str(&s->mem, number),
                      SHEET_LINK);
    cell->to_right = true;
    cell->rows = query;
    cell->says = text_safe_str(&s->mem, cell->rows);
    sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL, name_or_none(app, s, t->theme),
               SHEET_LABEL)
        ->opens = t->theme;
    if (t->third)
        sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL,
                   say(&s->mem, SAY_TWICE_THIRD, app->display), SHEET_FAINT);
    for (size_t i = 0; i < t->n_bodies; i++)
        sheet_line(s)->about = t->body[i];
    for (size_t i = 0; i < t->n_records && i < MOST_RECORDS; i++)
        sheet_line(s)->about = t->n[i];
    if (t->n_records <= MOST_RECORDS)
        return;
    snprintf(number, sizeof number, "%zu", t->n_records - MOST_RECORDS);
    sheet_cell(s, sheet_line(s), BODY_COL, s->cols - BODY_COL,
               say_fill(&s->mem, say(&s->mem, SAY_TWICE_MORE, app->display), "n",
                        text_safe_str(&s->mem, number)),
               SHEET_LINK)
        ->rows = query;
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
        for (size_t i = 0; i < n_found && i < MOST; i++)
            add_one(app, s, &found[i]);
        if (!n_found)
            sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_TWICE_NONE, app->display), SHEET_FAINT);
    }
    arena_finish(&mem);
    return ok && !app->error.code;
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
    .fill = fill,
    .act = act,
};
