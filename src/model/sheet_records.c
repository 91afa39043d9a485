/* All records of a kind, with the detail beside them: sources, references, terms … */
#include "sheet_in.h"

#include <stdio.h>

/* Columns of a line, from its left edge. */
enum { LABEL_COLS = 4, NAME_COL = LABEL_COLS + 1 };

static bool add_record(struct app *app, struct sheet *s, uint32_t n)
{
    struct sheet_line *line = sheet_line(s);
    struct record r;

    if (!store_record(app->st, &s->mem, n, &r, &app->error))
        return false;
    sheet_cell(s, line, 0, LABEL_COLS, text_safe_str(&s->mem, r.label), SHEET_FAINT);
    sheet_cell(s, line, NAME_COL, s->cols - NAME_COL,
               say_pair(&s->mem, text_safe_str(&s->mem, r.name[LANG_JA]),
                        text_safe_str(&s->mem, r.name[LANG_EN]), app->display),
               SHEET_PLAIN)
        ->opens = n;
    return true;
}

static bool make(struct app *app, struct sheet *s)
{
    enum kind kind = (enum kind)s->at.n;
    char count[48];
    uint32_t *rows;
    size_t n_rows = corpus_rows(app->corpus, &s->mem, kind, false, &rows);

    snprintf(count, sizeof count, n_rows == corpus_count(app->corpus, kind) ? "%zu" : "%zu/%u",
             n_rows, corpus_count(app->corpus, kind));
    s->title = say_pair(&s->mem, say_kind(&s->mem, kind, app->display),
                        text_safe_str(&s->mem, count), DISPLAY_BOTH);
    for (size_t i = 0; i < n_rows; i++)
        if (!add_record(app, s, rows[i]))
            return false;
    if (!n_rows)
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_NOTHING, app->display), SHEET_FAINT);
    return true;
}

const struct sheet_ops records_sheet = {.has_detail = true, .is_list = true, .make = make};
