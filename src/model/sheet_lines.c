/* Sheets as lines of cells. */
#include "nichiei/text/wrap.h"

#include "meaning.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

struct sheet_line *sheet_line(struct sheet *s)
{
    s->lines = arena_grow(&s->mem, s->lines, s->n_lines, &s->cap_lines, sizeof *s->lines);
    return &s->lines[s->n_lines++];
}

struct sheet_line *sheet_head(struct sheet *s)
{
    enum { MAX_HEADS = sizeof s->heads / sizeof s->heads[0] };

    return &s->heads[s->n_heads < MAX_HEADS ? s->n_heads++ : MAX_HEADS - 1];
}

struct sheet_cell *sheet_cell(struct sheet *s, struct sheet_line *line, int col, int cols,
                              struct text t, enum sheet_style style)
{
    line->cells = arena_grow(&s->mem, line->cells, (size_t)line->n_cells, &line->cap_cells,
                             sizeof *line->cells);
    line->cells[line->n_cells] =
        (struct sheet_cell){.text = t, .col = col, .cols = cols, .style = style};
    return &line->cells[line->n_cells++];
}

void sheet_prose(struct sheet *s, int col, int cols, struct text t, enum sheet_style style)
{
    struct text *lines;
    size_t n_lines;

    if (text_is_empty(t))
        return;
    n_lines = text_wrap(&s->mem, t, cols, &lines);
    for (size_t i = 0; i < n_lines; i++)
        sheet_cell(s, sheet_line(s), col, cols, lines[i], style)->goes_on = i > 0;
}

void sheet_gap(struct sheet *s)
{
    if (s->n_lines && s->lines[s->n_lines - 1].n_cells)
        sheet_line(s);
}

void sheet_heading(struct sheet *s, struct text name, size_t count)
{
    struct sheet_line *line;
    char number[32];

    sheet_gap(s);
    line = sheet_line(s);
    line->begins = true;
    if (count) {
        snprintf(number, sizeof number, "%zu", count);
        name = say_pair(&s->mem, name, text_safe_str(&s->mem, number), DISPLAY_BOTH);
    }
    sheet_cell(s, line, 0, s->cols, name, SHEET_HEADING);
}

struct text sheet_name(struct app *app, struct arena *a, uint32_t n)
{
    struct record r;
    struct text name;

    if (!n || !store_record(app->st, a, n, &r, &app->error))
        return text_lit("");
    name = say_pair(a, meaning_mark(app, a, r.name[LANG_JA]), meaning_mark(app, a, r.name[LANG_EN]),
                    app->display);
    if (r.kind == KIND_SOURCE || !*r.label) /* a source's label is its reliability */
        return name;
    return say_pair(a, text_safe_str(a, r.label), name, DISPLAY_BOTH);
}
