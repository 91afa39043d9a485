/* Some false friends at a time, as those of one line: each with what goes wrong, the term in full
 * beside them. */
#include "meaning.h"
#include "sheet_in.h"

enum { PITFALL_COL = 2 };

static const char *field(const struct record *r, const char *const *values, const char *name)
{
    return values[schema_field(schema_of_kind(r->kind), name)];
}

static bool add_term(struct app *app, struct sheet *s, uint32_t n)
{
    int cols = s->cols - PITFALL_COL;
    const char *const *values;
    struct record r;

    if (!store_record(app->st, &s->mem, n, &r, &app->error) ||
        !store_fields(app->st, &s->mem, n, &values, &app->error))
        return false;
    if (r.kind != KIND_TERM) /* a place that was kept, in another dossier */
        return true;
    sheet_gap(s);
    sheet_line(s)->begins = true;
    sheet_cell(s, &s->lines[s->n_lines - 1], 0, s->cols, sheet_name(app, &s->mem, n), SHEET_NAME)
        ->opens = n;
    if (app->display != DISPLAY_EN)
        sheet_prose(s, PITFALL_COL, cols,
                    meaning_mark(app, &s->mem, field(&r, values, "pitfall_ja")), SHEET_PLAIN);
    if (app->display != DISPLAY_JA)
        sheet_prose(s, PITFALL_COL, cols,
                    meaning_mark(app, &s->mem, field(&r, values, "pitfall_en")), SHEET_PLAIN);
    return true;
}

static bool make(struct app *app, struct sheet *s)
{
    for (int i = 0; i < SHEET_MAX_CHOICES && s->at.choice[i] > 0; i++)
        if ((uint32_t)s->at.choice[i] <= store_n_records(app->st) &&
            !add_term(app, s, (uint32_t)s->at.choice[i]))
            return false;
    return true;
}

const struct sheet_ops meanings_sheet = {
    .has_detail = true,
    .kept = {true,
             SHEET_OF_NOTHING,
             {SHEET_CHOICE_RECORD, SHEET_CHOICE_RECORD, SHEET_CHOICE_RECORD, SHEET_CHOICE_RECORD,
              SHEET_CHOICE_RECORD, SHEET_CHOICE_RECORD}},
    .make = make,
};
