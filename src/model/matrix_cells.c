/* The cells of the matrix, what stands above them, and what explains them. */
#include "nichiei/text/width.h"

#include "matrix_sheet.h"

#include <stdio.h>
#include <string.h>

/* The columns' heads: words, or numbers that the list below explains. */
void matrix_add_heads(struct app *app, struct sheet *s, struct matrix_view *v)
{
    struct sheet_line *place = sheet_head(s), *head = sheet_head(s);

    sheet_cell(s, place, 0, s->cols, text_lit(""), SHEET_LABEL);
    if (v->first || v->first + v->n_visible < v->m.col.n) {
        char seen[64];

        snprintf(seen, sizeof seen, "%s%zu-%zu/%zu%s", v->first ? "< " : "", v->first + 1,
                 v->first + v->n_visible, v->m.col.n,
                 v->first + v->n_visible < v->m.col.n ? " >" : "");
        sheet_cell(s, head, 0, v->label_cols - 1, text_safe_str(&s->mem, seen), SHEET_FAINT);
    }
    for (size_t k = 0; k <= v->n_visible; k++) {
        size_t j = k < v->n_visible ? v->first + k : v->m.col.n;
        struct text label, said = matrix_name_at(app, s, &v->m.col, j, &label);
        char number[24];

        snprintf(number, sizeof number, "%zu", j + 1);
        v->said[k] = j == v->m.col.n || v->words
                         ? said
                         : say_pair(&s->mem, text_safe_str(&s->mem, number), said, DISPLAY_BOTH);
        sheet_cell(s, head, matrix_col(v, k), k < v->n_visible ? v->cell_cols : v->sum_cols,
                   j == v->m.col.n || v->words ? label : text_safe_str(&s->mem, number),
                   SHEET_LABEL)
            ->to_right = true;
    }
}

/* Adds the terms of a query that is given in words, each once. */
static void add_terms(struct app *app, struct query *q, const char *typed)
{
    struct query more = {0};
    struct err e = {0};

    query_parse(&more, typed, strlen(typed), app->st, &e); /* it has been asked before */
    for (int i = 0; i < more.n_terms; i++)
        if (query_find(q, &more.term[i]) < 0)
            query_add(q, &more.term[i]);
    query_finish(&more);
}

/* What makes a place, as terms that come to the filters; of two selections the one of a layer. */
static const char *query_of(struct app *app, struct sheet *s, const struct matrix_view *v,
                            struct matrix_spot at, int layer)
{
    const struct matrix *m = &v->m;
    const struct matrix_pair *pair = matrix_pair_of(s);
    const enum query_field field[2] = {m->row.field, m->col.field};
    const uint32_t value[2] = {at.i < m->row.n ? m->row.value[at.i] : MATRIX_NONE,
                               at.j < m->col.n ? m->col.value[at.j] : MATRIX_NONE};
    const char *kind = matrix_sheet_kind_term(app, s->at.choice[CHOICE_KIND], field, value), *query;
    struct query q = {0};
    struct buf out = {0};

    if (at.i < m->row.n)
        matrix_term(&q, app->st, field[0], value[0]);
    if (at.j < m->col.n)
        matrix_term(&q, app->st, field[1], value[1]);
    add_terms(app, &q, kind);
    if (pair)
        add_terms(app, &q, pair->query[layer]);
    query_print(&q, app->st, &out);
    query = arena_copy(&s->mem, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    query_finish(&q);
    return query;
}

/* "theme:ppp type:ccb kind:activity 1/41", of two "… 1/41 : 3/12"; of nothing, why. */
static struct text says_of(struct app *app, struct sheet *s, const struct matrix_view *v,
                           struct matrix_spot at, const char *query, int layer)
{
    const struct matrix *m = &v->m;
    struct text why = text_lit("");
    char numbers[96];

    if (m->n_layers == 1)
        snprintf(numbers, sizeof numbers, "%u/%u", matrix_count_at(v, at, 0), m->total[0]);
    else
        snprintf(numbers, sizeof numbers, layer ? "%u/%u : >%u/%u" : ">%u/%u : %u/%u",
                 matrix_count_at(v, at, 0), m->total[0], matrix_count_at(v, at, 1), m->total[1]);
    if (!matrix_is_sum(v, at) && !matrix_count_at(v, at, 0) && !matrix_count_at(v, at, 1))
        why = say(&s->mem, matrix_gap_words[matrix_gap(m, at.i, at.j)].says, app->display);
    return say_pair(&s->mem,
                    say_pair(&s->mem, text_safe_str(&s->mem, numbers),
                             text_safe_str(&s->mem, query), DISPLAY_BOTH),
                    why, DISPLAY_BOTH);
}

static void add_cell(struct app *app, struct sheet *s, const struct matrix_view *v,
                     struct sheet_line *line, size_t k, struct matrix_spot at)
{
    int layer = v->m.n_layers == 2 && matrix_count_at(v, at, 1) ? 1 : 0;
    const char *query = query_of(app, s, v, at, layer);
    char number[MATRIX_NUMBER_BYTES];
    struct sheet_cell *cell;

    matrix_print_number(v, at, number);
    cell = sheet_cell(s, line, matrix_col(v, k), k < v->n_visible ? v->cell_cols : v->sum_cols,
                      text_safe_str(&s->mem, number), matrix_style(v, at));
    cell->to_right = true;
    cell->says = says_of(app, s, v, at, query, layer);
    if (matrix_is_sum(v, at) || matrix_count_at(v, at, layer)) {
        cell->rows = query;
        return;
    }
    cell->to_sheet =
        (struct sheet_at){.id = SHEET_GAP,
                          .choice = {s->at.choice[CHOICE_ROW], s->at.choice[CHOICE_COL],
                                     (int32_t)v->m.row.value[at.i], (int32_t)v->m.col.value[at.j],
                                     s->at.choice[CHOICE_KIND]}};
}

/* A row, or the sums of all. */
static bool fill_row(struct app *app, struct sheet *s, const struct matrix_view *v,
                     struct sheet_line *line, size_t i)
{
    struct text label, name = matrix_name_at(app, s, &v->m.row, i, &label);

    sheet_cell(s, line, 0, v->label_cols, name, i < v->m.row.n ? SHEET_PLAIN : SHEET_LABEL);
    for (size_t k = 0; k <= v->n_visible; k++)
        add_cell(app, s, v, line, k,
                 (struct matrix_spot){i, k < v->n_visible ? v->first + k : v->m.col.n});
    return app->error.code == 0;
}

/* What a number above a column means. */
static bool fill_column(struct app *app, struct sheet *s, const struct matrix_view *v,
                        struct sheet_line *line, size_t j)
{
    enum { NUMBER_COLS = 4 };
    struct text label, name = matrix_name_at(app, s, &v->m.col, j, &label);
    uint32_t value = v->m.col.value[j];
    struct sheet_cell *cell;
    char number[24];

    snprintf(number, sizeof number, "%zu", j + 1);
    sheet_cell(s, line, 0, NUMBER_COLS, text_safe_str(&s->mem, number), SHEET_LABEL)->to_right =
        true;
    cell = sheet_cell(s, line, NUMBER_COLS + 1, s->cols - NUMBER_COLS - 1, name, SHEET_PLAIN);
    if (value != MATRIX_NONE && query_values_of(v->m.col.field) == VALUES_RECORDS)
        cell->opens = value;
    return app->error.code == 0;
}

bool matrix_fill(struct app *app, struct sheet *s, struct sheet_line *line)
{
    const struct matrix_view *v = s->own;
    size_t at = line->about - 1;

    if (at <= v->m.row.n)
        return fill_row(app, s, v, line, at);
    return fill_column(app, s, v, line, at - v->m.row.n - 1);
}

/* The marks that stand for nothing, as far as they are there. */
static struct text marks_text(struct app *app, struct sheet *s, const struct matrix_view *v)
{
    bool used[MATRIX_GAPS] = {false};
    struct text all = text_lit("");
    size_t n_cols = v->m.col.n;

    for (size_t i = 0; i < v->m.row.n * n_cols; i++)
        if (!matrix_count_at(v, (struct matrix_spot){i / n_cols, i % n_cols}, 0) &&
            !matrix_count_at(v, (struct matrix_spot){i / n_cols, i % n_cols}, 1))
            used[matrix_gap(&v->m, i / n_cols, i % n_cols)] = true;
    for (int g = 0; g < MATRIX_GAPS; g++) {
        struct text one =
            say_pair(&s->mem, text_safe_str(&s->mem, matrix_gap_words[g].mark),
                     say(&s->mem, matrix_gap_words[g].says, app->display), DISPLAY_BOTH);

        if (used[g])
            all = text_is_empty(all)
                      ? one
                      : say_pair(&s->mem, say_pair(&s->mem, all, text_lit(" "), DISPLAY_BOTH), one,
                                 DISPLAY_BOTH);
    }
    return all;
}

/* "1-2 3-4 5-6", each as it is shaded. */
static void add_shades(struct sheet *s, const struct matrix_view *v)
{
    static const enum sheet_style shades[] = {SHEET_SHADE_1, SHEET_SHADE_2, SHEET_SHADE_3};
    struct text name = say(&s->mem, SAY_MATRIX_SHADES, s->display);
    struct sheet_line *line;
    int col = text_cols(name) + 1;

    if (!v->most)
        return;
    line = sheet_line(s);
    sheet_cell(s, line, 0, col, name, SHEET_FAINT);
    for (int shade = 1; shade <= MATRIX_SHADES; shade++) {
        uint32_t from = matrix_shade_from(v, shade);
        uint32_t to = shade < MATRIX_SHADES ? matrix_shade_from(v, shade + 1) - 1 : v->most;
        char range[48];

        if (from > to)
            continue;
        snprintf(range, sizeof range, from == to ? "%u" : "%u-%u", from, to);
        sheet_cell(s, line, col, (int)strlen(range), text_safe_str(&s->mem, range),
                   shades[shade - 1]);
        col += (int)strlen(range) + MATRIX_GAP_COLS;
    }
}

static void add_columns(struct sheet *s, const struct matrix_view *v)
{
    if (v->words)
        return;
    sheet_gap(s);
    for (size_t j = 0; j < v->m.col.n; j++) {
        struct sheet_line *line = sheet_line(s);

        line->begins = !j;
        line->about = (uint32_t)(v->m.row.n + 2 + j);
    }
}

void matrix_add_legend(struct app *app, struct sheet *s, const struct matrix_view *v)
{
    sheet_line(s); /* blank */
    sheet_prose(s, 0, s->cols, marks_text(app, s, v), SHEET_FAINT);
    add_shades(s, v);
    if (v->m.n_layers == 2)
        sheet_prose(s, 0, s->cols, say(&s->mem, SAY_MATRIX_DIFFERENCE, s->display), SHEET_FAINT);
    sheet_prose(s, 0, s->cols, say(&s->mem, SAY_MATRIX_RULE, s->display), SHEET_FAINT);
    add_columns(s, v);
}

/* "分布：テーマ x 種類 Coverage: theme x type" */
struct text matrix_title(struct sheet *s, const struct matrix_view *v)
{
    struct text side[LANG_COUNT];

    for (int lang = 0; lang < LANG_COUNT; lang++) {
        enum display d = lang == LANG_JA ? DISPLAY_JA : DISPLAY_EN;
        struct buf out = {0};
        struct text row = matrix_field_name(&s->mem, v->m.row.field, d),
                    col = matrix_field_name(&s->mem, v->m.col.field, d),
                    what = say_in(SAY_MATRIX, (enum lang)lang);

        buf_printf(&out, lang == LANG_JA ? "%.*s：%.*s x %.*s" : "%.*s: %.*s x %.*s",
                   (int)what.n_bytes, what.p, (int)row.n_bytes, row.p, (int)col.n_bytes, col.p);
        side[lang] = text_safe(&s->mem, buf_cstr(&out), out.n_bytes);
        buf_finish(&out);
    }
    return say_pair(&s->mem, side[LANG_JA], side[LANG_EN], s->display);
}

static struct text with_number(struct sheet *s, struct text t, uint32_t n)
{
    char number[24];

    snprintf(number, sizeof number, "%u", n);
    return say_pair(&s->mem, t, text_safe_str(&s->mem, number), DISPLAY_BOTH);
}

/* "活動 activities 41"; of two selections they stand in a line of their own. */
struct text matrix_right(struct app *app, struct sheet *s, const struct matrix_view *v)
{
    unsigned kinds = matrix_sheet_kinds(app, s->at.choice[CHOICE_KIND]);
    struct text name = text_lit("");

    if (kinds & MATRIX_ACTIVITIES)
        name = say_kind(&s->mem, KIND_ACTIVITY, s->display);
    if (kinds & MATRIX_EVENTS)
        name = say_pair(&s->mem, name, say_kind(&s->mem, KIND_EVENT, s->display), DISPLAY_BOTH);
    return v->m.n_layers == 1 ? with_number(s, name, v->m.total[0]) : name;
}

/* "論文まで to the paper 41 : 論文より後 after the paper 12" */
void matrix_add_pair(struct sheet *s, const struct matrix_view *v)
{
    const struct matrix_pair *pair = matrix_pair_of(s);
    struct text said[MATRIX_LAYERS];

    if (!pair)
        return;
    for (int l = 0; l < MATRIX_LAYERS; l++)
        said[l] = with_number(s,
                              say_pair(&s->mem, text_lit(pair->said[l][LANG_JA]),
                                       text_lit(pair->said[l][LANG_EN]), s->display),
                              v->m.total[l]);
    sheet_cell(s, sheet_head(s), 0, s->cols,
               say_pair(&s->mem, said[0], say_pair(&s->mem, text_lit(":"), said[1], DISPLAY_BOTH),
                        DISPLAY_BOTH),
               SHEET_NAME);
}
