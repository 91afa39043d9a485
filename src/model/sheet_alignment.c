/*
 * Alignment: the partnership's priorities against the pillars of the Accord, and the pillars of the
 * two national strategies against each other, cell by cell with the place where it is said.
 */
#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include "nichiei/engine/alignment.h"

#include "meaning.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

/* How a table stands in the columns of the sheet. */
struct table {
    struct app *app;
    struct sheet *s;
    const struct alignment *t;
    int label_cols, cell_cols;
};

enum { MAX_HEADING_ROWS = 4, BOTH_COLS = 34, LABEL_SHARE = 4, MAX_LABEL_COLS = 44 };

static const char *const marks[ALIGNED_COUNT] = {[ALIGNED_UNKNOWN] = "?",
                                                 [ALIGNED_STATED] = "=",
                                                 [ALIGNED_INFERRED] = ".",
                                                 [ALIGNED_SILENT] = "-"};

static enum display room_for(const struct sheet *s, int cols)
{
    return s->display == DISPLAY_BOTH && cols < BOTH_COLS ? DISPLAY_JA : s->display;
}

static struct text pair(struct app *app, const char *const of[LANG_COUNT], int cols)
{
    struct sheet *s = &app->sheet;

    return say_pair(&s->mem, meaning_mark(app, &s->mem, of[LANG_JA]),
                    meaning_mark(app, &s->mem, of[LANG_EN]), room_for(s, cols));
}

static struct text both(struct sheet *s, struct text a, struct text b)
{
    return say_pair(&s->mem, a, b, DISPLAY_BOTH);
}

/* "1 官民連携の強化" */
static struct text pillar_name(struct app *app, const struct pillar *p, int cols)
{
    struct sheet *s = &app->sheet;

    return both(s, text_safe_str(&s->mem, p->record.label), pair(app, p->record.name, cols));
}

static struct table table_of(struct app *app, struct sheet *s, const struct alignment *t)
{
    struct table table = {.app = app, .s = s, .t = t};

    table.label_cols = s->cols / LABEL_SHARE;
    if (table.label_cols > MAX_LABEL_COLS)
        table.label_cols = MAX_LABEL_COLS;
    table.cell_cols = t->n_cols ? (s->cols - table.label_cols) / (int)t->n_cols : s->cols;
    return table;
}

static int cell_col(const struct table *t, size_t col)
{
    return t->label_cols + (int)col * t->cell_cols;
}

/* The names of the columns, as many rows as the longest takes. */
static void put_heading(const struct table *t)
{
    struct sheet *s = t->s;
    struct text *lines[MAX_HEADING_ROWS * 4];
    size_t n_lines[MAX_HEADING_ROWS * 4], most = 0;
    const size_t n_cols = t->t->n_cols < MAX_HEADING_ROWS * 4 ? t->t->n_cols : MAX_HEADING_ROWS * 4;

    for (size_t c = 0; c < n_cols; c++) {
        n_lines[c] = text_wrap(&s->mem, pillar_name(t->app, &t->t->cols[c], t->cell_cols),
                               t->cell_cols - 1, &lines[c]);
        most = n_lines[c] > most ? n_lines[c] : most;
    }
    for (size_t i = 0; i < most && i < MAX_HEADING_ROWS; i++) {
        struct sheet_line *line = sheet_line(s);

        for (size_t c = 0; c < n_cols; c++) {
            struct sheet_cell *cell;

            if (i >= n_lines[c])
                continue;
            cell = sheet_cell(s, line, cell_col(t, c), t->cell_cols - 1, lines[c][i], SHEET_LABEL);
            cell->opens = t->t->cols[c].record.n;
            cell->says = pair(t->app, t->t->cols[c].note, BOTH_COLS);
        }
    }
}

/* Where it ends, and what a careful reader should know, for the status line. */
static struct text cell_says(const struct table *t, const struct alignment_cell *cell)
{
    struct sheet *s = t->s;
    struct text limits = pair(t->app, cell->limits, s->cols / 3),
                note = pair(t->app, cell->note, s->cols / 3);

    if (!text_is_empty(limits))
        limits = both(s, text_lit("!"), limits);
    return both(s, limits, note);
}

/* How far, and below it where that is said. */
static void put_cell(const struct table *t, struct sheet_line *line, size_t col, bool place,
                     const struct alignment_cell *cell)
{
    struct sheet *s = t->s;
    struct text said;
    struct sheet_cell *made;
    char more[24] = "";

    if (place && cell->n_citations > 1)
        snprintf(more, sizeof more, "+%zu", cell->n_citations - 1);
    if (place)
        said =
            both(s, say_locator(&s->mem, cell->locator, s->display), text_safe_str(&s->mem, more));
    else
        said = both(s, text_lit(marks[cell->is]),
                    cell->link ? say_word(&s->mem, cell->extent, room_for(s, t->cell_cols))
                               : say(&s->mem, SAY_NOT_RECORDED, room_for(s, t->cell_cols)));
    made = sheet_cell(s, line, cell_col(t, col), t->cell_cols - 1, said,
                      place || cell->is == ALIGNED_SILENT || cell->is == ALIGNED_UNKNOWN
                          ? SHEET_FAINT
                          : SHEET_PLAIN);
    made->quiet = place;
    if (place)
        return;
    made->opens = cell->link;
    made->says = cell_says(t, cell);
}

static void put_row(const struct table *t, size_t row)
{
    struct sheet *s = t->s;
    const struct pillar *p = &t->t->rows[row];
    const struct alignment_cell *cells = &t->t->cells[row * t->t->n_cols];
    struct text *names;
    size_t n_names =
        text_wrap(&s->mem, pillar_name(t->app, p, t->label_cols), t->label_cols - 1, &names);
    const size_t n_lines = n_names > 2 ? n_names : 2;

    for (size_t i = 0; i < n_lines; i++) {
        struct sheet_line *line = sheet_line(s);
        struct sheet_cell *name;

        if (i < n_names) {
            name = sheet_cell(s, line, 0, t->label_cols - 1, names[i], SHEET_LABEL);
            name->goes_on = i > 0;
            name->opens = i ? 0 : p->record.n;
            name->says = pair(t->app, p->note, BOTH_COLS);
        }
        for (size_t c = 0; i < 2 && c < t->t->n_cols; c++)
            if (!i || cells[c].n_citations)
                put_cell(t, line, c, i == 1, &cells[c]);
    }
}

/* "= 2  . 3  - 4  ? 0": how many cells of each sort. */
static struct text counts(struct sheet *s, const struct alignment *t)
{
    static const enum aligned order[] = {ALIGNED_STATED, ALIGNED_INFERRED, ALIGNED_SILENT,
                                         ALIGNED_UNKNOWN};
    struct text all = text_lit("");

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        char count[32];

        snprintf(count, sizeof count, "%s %zu/%zu ", marks[order[i]], t->n_of[order[i]],
                 t->n_rows * t->n_cols);
        if (t->n_of[order[i]])
            all = both(s, all, text_safe_str(&s->mem, count));
    }
    return all;
}

static void put_table(const struct table *t, enum message name)
{
    struct sheet *s = t->s;

    sheet_heading(s, both(s, say(&s->mem, name, room_for(s, s->cols / 4)), counts(s, t->t)), 0);
    put_heading(t);
    for (size_t row = 0; row < t->t->n_rows; row++)
        put_row(t, row);
}

static bool add_gaps(struct app *app, struct sheet *s)
{
    uint32_t *links;
    size_t n_links;

    if (!alignment_gaps(app->st, &s->mem, &links, &n_links, &app->error))
        return false;
    if (n_links)
        sheet_heading(s, say(&s->mem, SAY_NO_PRIORITY, s->display), n_links);
    for (size_t i = 0; i < n_links; i++) {
        struct record r;

        if (!store_record(app->st, &s->mem, links[i], &r, &app->error))
            return false;
        sheet_cell(s, sheet_line(s), 2, s->cols - 2,
                   both(s, text_lit("x"), pair(app, r.name, s->cols)), SHEET_PLAIN)
            ->opens = links[i];
    }
    return true;
}

/* What is said of the strategies as wholes. */
static void add_whole(struct app *app, struct sheet *s, const struct alignment *t)
{
    struct sheet_cell *cell;

    if (!t->whole.link)
        return;
    cell = sheet_cell(s, sheet_line(s), 0, s->cols,
                      both(s, text_lit(marks[t->whole.is]),
                           both(s, pair(app, t->whole_name, s->cols),
                                both(s, say_word(&s->mem, t->whole.extent, s->display),
                                     say_locator(&s->mem, t->whole.locator, s->display)))),
                      SHEET_PLAIN);
    cell->opens = t->whole.link;
    cell->says = pair(app, t->whole.note, s->cols / 2);
    sheet_prose(s, 2, s->cols - 2, pair(app, t->whole.note, s->cols), SHEET_FAINT);
}

static bool add_overlaps(struct app *app, struct sheet *s)
{
    const struct resource *r = schema_resource("findings");
    struct row *rows;
    size_t n_rows;

    if (!store_rows(app->st, &s->mem, r, "form", "overlap", &rows, &n_rows, &app->error))
        return false;
    if (n_rows)
        sheet_heading(s, say(&s->mem, SAY_OVERLAPS, s->display), n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        const char *const *v = rows[i].values;
        const char *const name[LANG_COUNT] = {v[schema_field(r, "name_ja")],
                                              v[schema_field(r, "name_en")]};
        const char *const summary[LANG_COUNT] = {v[schema_field(r, "summary_ja")],
                                                 v[schema_field(r, "summary_en")]};
        struct sheet_cell *cell =
            sheet_cell(s, sheet_line(s), 2, s->cols - 2, pair(app, name, s->cols), SHEET_PLAIN);

        cell->opens = store_find(app->st, v[schema_field(r, "id")], &app->error);
        cell->says = pair(app, summary, s->cols / 2);
    }
    return true;
}

/* A note that several pillars bear is said once, behind their numbers. */
static void add_notes(struct app *app, struct sheet *s, const struct pillar *pillars, size_t n,
                      struct text whose)
{
    for (size_t i = 0; i < n; i++) {
        struct text who = whose;
        bool said = !*pillars[i].note[LANG_JA];

        for (size_t k = 0; k < i && !said; k++)
            said = strcmp(pillars[k].note[LANG_JA], pillars[i].note[LANG_JA]) == 0;
        if (said)
            continue;
        for (size_t k = i; k < n; k++)
            if (strcmp(pillars[k].note[LANG_JA], pillars[i].note[LANG_JA]) == 0)
                who = both(s, who, text_safe_str(&s->mem, pillars[k].record.label));
        who = both(s, both(s, text_lit("!"), who), pair(app, pillars[i].note, s->cols));
        sheet_prose(s, 2, s->cols - 2, who, SHEET_FAINT);
    }
}

static struct text whose(struct sheet *s, enum alignment_block block, bool rows)
{
    const enum display d = room_for(s, s->cols / 4);

    if (block == ALIGNMENT_STRATEGIES)
        return say_word(&s->mem, rows ? "GB" : "JP", d);
    return say(&s->mem, rows ? SAY_PRIORITY : SAY_ACCORD, d);
}

static bool add_block(struct app *app, struct sheet *s, enum alignment_block block,
                      enum message name, bool (*add_more)(struct app *app, struct sheet *s))
{
    struct alignment t;
    struct table table;

    if (!alignment_read(app->st, &s->mem, block, &t, &app->error))
        return false;
    if (!t.n_rows || !t.n_cols)
        return add_more(app, s);
    table = table_of(app, s, &t);
    put_table(&table, name);
    add_whole(app, s, &t);
    if (!add_more(app, s))
        return false;
    sheet_gap(s);
    add_notes(app, s, t.rows, t.n_rows, whose(s, block, true));
    add_notes(app, s, t.cols, t.n_cols, whose(s, block, false));
    return true;
}

static bool make(struct app *app, struct sheet *s)
{
    s->title = say(&s->mem, SAY_ALIGNMENT, s->display);
    sheet_cell(s, sheet_head(s), 0, s->cols,
               say(&s->mem, SAY_ALIGNED_MARKS, room_for(s, s->cols / 4)), SHEET_FAINT);
    if (!add_block(app, s, ALIGNMENT_ACCORD, SAY_ALIGNED_ACCORD, add_gaps) ||
        !add_block(app, s, ALIGNMENT_STRATEGIES, SAY_ALIGNED_STRATEGIES, add_overlaps))
        return false;
    if (!s->n_lines)
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_NOTHING, s->display), SHEET_FAINT);
    return true;
}

const struct sheet_ops alignment_sheet = {.kept = {.is = true}, .make = make};
