/*
 * Coverage: two fields against each other, counts with shading, and why a place is empty. Lines are
 * rows; the columns scroll between the names at the left and the sums at the right.
 */
#include "matrix_sheet.h"

#include <stdlib.h>
#include <string.h>

enum query_field matrix_sheet_field(const struct sheet *s, int choice)
{
    int at = s->at.choice[choice];

    return matrix_fields[at >= 0 && at < MATRIX_FIELDS ? at : 0];
}

/* What the filters count, if they ask for a kind, else what was chosen. */
unsigned matrix_sheet_kinds(struct app *app, int choice)
{
    static const unsigned chosen[] = {MATRIX_ACTIVITIES, MATRIX_EVENTS,
                                      MATRIX_ACTIVITIES | MATRIX_EVENTS};
    unsigned asked = matrix_kinds(&app->query, app->st);

    return asked ? asked : chosen[choice % 3];
}

/* Is it a type? Of activities and events, only activities have one. */
static bool says_activity(enum query_field field, uint32_t value)
{
    return field == QUERY_TYPE && value != MATRIX_NONE;
}

const char *matrix_sheet_kind_term(struct app *app, int choice, const enum query_field field[2],
                                   const uint32_t value[2])
{
    static const char *const terms[] = {"kind:activity", "kind:event"};

    choice %= 3;
    if (matrix_kinds(&app->query, app->st) || choice == 2)
        return "";
    if (choice == 0 && (says_activity(field[0], value[0]) || says_activity(field[1], value[1])))
        return "";
    return terms[choice];
}

/* The pair that is compared, or NULL. */
const struct matrix_pair *matrix_pair_of(const struct sheet *s)
{
    int at = s->at.choice[CHOICE_PAIR];

    return at > 0 && at <= MATRIX_PAIRS ? &matrix_pairs[at - 1] : NULL;
}

/* --- counting -------------------------------------------------------------------------------- */

static bool select_layers(struct app *app, struct sheet *s, struct matrix_view *v,
                          struct matrix_set set[MATRIX_LAYERS], int *n_layers)
{
    const struct matrix_pair *pair = matrix_pair_of(s);
    unsigned kinds = matrix_sheet_kinds(app, s->at.choice[CHOICE_KIND]);

    *n_layers = pair ? 2 : 1;
    for (int l = 0; l < *n_layers; l++) {
        struct query also = {0};
        bool ok = !pair ||
                  query_parse(&also, pair->query[l], strlen(pair->query[l]), app->st, &app->error);

        ok = ok && matrix_select(app->corpus, &v->mem, kinds, &also, &set[l], &app->error);
        query_finish(&also);
        if (!ok)
            return false;
    }
    return true;
}

/* Does it show what was counted, but for the columns that are seen? */
static bool is_counted(const struct app *app, const struct sheet *s, const struct matrix_view *v)
{
    return v->made && v->answer == app->answer &&
           memcmp(v->made_for.choice, s->at.choice, CHOICE_FIRST * sizeof s->at.choice[0]) == 0;
}

static struct matrix_view *count(struct app *app, struct sheet *s)
{
    struct matrix_view *v = s->own ? s->own : calloc(1, sizeof *v);
    struct matrix_set set[MATRIX_LAYERS];
    int n_layers;

    s->own = v;
    if (!v) {
        err_set(&app->error, ERR_DATA, "out of memory");
        return NULL;
    }
    if (is_counted(app, s, v))
        return v;
    arena_reset(&v->mem);
    v->made = select_layers(app, s, v, set, &n_layers) &&
              matrix_make(&v->m, app->corpus, matrix_sheet_field(s, CHOICE_ROW),
                          matrix_sheet_field(s, CHOICE_COL),
                          matrix_sheet_kinds(app, s->at.choice[CHOICE_KIND]),
                          s->at.choice[CHOICE_ORDER] ? MATRIX_BY_SUM : MATRIX_AS_LISTED, set,
                          n_layers, &app->error);
    v->answer = app->answer;
    v->made_for = s->at;
    return v->made ? v : NULL;
}

static void finish(struct sheet *s)
{
    struct matrix_view *v = s->own;

    if (v) {
        matrix_finish(&v->m);
        arena_finish(&v->mem);
    }
    free(v);
    s->own = NULL;
}

static bool make(struct app *app, struct sheet *s)
{
    struct matrix_view *v = count(app, s);

    if (!v)
        return false;
    matrix_lay_out(app, s, v);
    s->title = matrix_title(s, v);
    s->right = matrix_right(app, s, v);
    matrix_add_pair(s, v);
    v->head = s->n_heads;
    matrix_add_heads(app, s, v);
    for (size_t i = 0; i <= v->m.row.n; i++) {
        struct sheet_line *line = sheet_line(s);

        line->about = (uint32_t)i + 1;
        line->begins = i == v->m.row.n;
    }
    matrix_add_legend(app, s, v);
    return app->error.code == 0;
}

/* The column of the cursor: its name above all, and its head marked. */
static void place(struct sheet *s)
{
    const struct matrix_view *v = s->own;
    struct sheet_line *head = v && s->n_heads ? &s->heads[v->head + 1] : NULL;
    bool in_rows = v && s->at.line <= v->m.row.n;
    size_t here = s->at.stop < 0 ? 0 : (size_t)s->at.stop;
    int skipped;

    if (!head)
        return;
    here = here > v->n_visible ? v->n_visible : here;
    skipped = head->n_cells - (int)v->n_visible - 1; /* what columns are seen */
    s->heads[v->head].cells[0].text = in_rows ? v->said[here] : text_lit("");
    for (int i = 0; i <= (int)v->n_visible; i++)
        head->cells[skipped + i].style = in_rows && i == (int)here ? SHEET_HEADING : SHEET_LABEL;
}

/* --- keys ------------------------------------------------------------------------------------ */

/* The next field for one side that is not the other's. */
static unsigned next_field(struct sheet *s, int choice)
{
    int other = choice == CHOICE_ROW ? CHOICE_COL : CHOICE_ROW;

    do
        s->at.choice[choice] = (s->at.choice[choice] + 1) % MATRIX_FIELDS;
    while (s->at.choice[choice] == s->at.choice[other]);
    s->at.choice[CHOICE_FIRST] = 0;
    s->at.line = s->at.top = 0;
    s->at.stop = 0;
    return APP_REDRAW;
}

static unsigned swap(struct sheet *s)
{
    int32_t row = s->at.choice[CHOICE_ROW];

    s->at.choice[CHOICE_ROW] = s->at.choice[CHOICE_COL];
    s->at.choice[CHOICE_COL] = row;
    s->at.choice[CHOICE_FIRST] = 0;
    s->at.line = s->at.top = 0;
    s->at.stop = 0;
    return APP_REDRAW;
}

/* Are the words of the pair known to the dossier, so that it can be asked for? */
static bool is_known(struct app *app, const struct matrix_pair *pair)
{
    bool known = true;

    for (int l = 0; l < MATRIX_LAYERS; l++) {
        struct query q = {0};
        struct err e = {0};

        known = known && query_parse(&q, pair->query[l], strlen(pair->query[l]), app->st, &e);
        query_finish(&q);
    }
    return known;
}

static unsigned next_pair(struct app *app, struct sheet *s)
{
    int32_t *at = &s->at.choice[CHOICE_PAIR];

    do
        *at = (*at + 1) % (MATRIX_PAIRS + 1);
    while (*at && !is_known(app, &matrix_pairs[*at - 1]));
    return APP_REDRAW;
}

unsigned matrix_sheet_next_kind(struct app *app, int choice)
{
    if (matrix_kinds(&app->query, app->st))
        return app_note(app, SAY_MATRIX_KIND_ASKED);
    app->sheet.at.choice[choice] = (app->sheet.at.choice[choice] + 1) % 3;
    app->sheet.at.line = app->sheet.at.top = 0;
    return APP_REDRAW;
}

/* Columns that are not seen come in sight where the cursor leaves those that are; 0: they all are.
 */
static unsigned scroll(struct sheet *s, int by)
{
    const struct matrix_view *v = s->own;

    if (!v || s->at.line > v->m.row.n)
        return 0;
    if (by > 0 && s->at.stop == (int)v->n_visible - 1 && v->first + v->n_visible < v->m.col.n)
        s->at.choice[CHOICE_FIRST]++;
    else if (by < 0 && s->at.stop == 0 && v->first)
        s->at.choice[CHOICE_FIRST]--;
    else
        return 0;
    return APP_REDRAW;
}

static unsigned act(struct app *app, enum action_id action)
{
    struct sheet *s = &app->sheet;

    switch (action) {
    case ACTION_SHEET_RIGHT:
        return scroll(s, 1);
    case ACTION_SHEET_LEFT:
        return scroll(s, -1);
    case ACTION_MATRIX_ROWS:
        return next_field(s, CHOICE_ROW);
    case ACTION_MATRIX_COLUMNS:
        return next_field(s, CHOICE_COL);
    case ACTION_MATRIX_SWAP:
        return swap(s);
    case ACTION_MATRIX_COUNT:
        return matrix_sheet_next_kind(app, CHOICE_KIND);
    case ACTION_MATRIX_SORT:
        s->at.choice[CHOICE_ORDER] = !s->at.choice[CHOICE_ORDER];
        return APP_REDRAW;
    case ACTION_MATRIX_COMPARE:
        return next_pair(app, s);
    case ACTION_MATRIX_TWICE:
        return sheet_open(
            app, (struct sheet_at){.id = SHEET_TWICE, .choice = {s->at.choice[CHOICE_KIND]}});
    default:
        return 0;
    }
}

const struct sheet_ops matrix_sheet = {
    .is_list = true,
    .where = IN_MATRIX,
    .kept = {true, SHEET_OF_NOTHING, {MATRIX_FIELDS, MATRIX_FIELDS, 3, 2, MATRIX_PAIRS + 1}},
    .make = make,
    .fill = matrix_fill,
    .act = act,
    .place = place,
    .finish = finish,
};
