/* Pillars and priorities as tables of who answers whom. */
#include "nichiei/engine/alignment.h"

#include <string.h>

/* Whose aims stand in the rows and columns of a block. */
static const struct {
    const char *form, *owner; /* NULL: any */
} sides[ALIGNMENT_BLOCKS][2] = {
    [ALIGNMENT_ACCORD] = {{"partnership", NULL}, {"accord", NULL}},
    [ALIGNMENT_STRATEGIES] = {{"strategy", "GB"}, {"strategy", "JP"}},
};

static const char *value(enum kind kind, const char *const *values, const char *field)
{
    return values[schema_field(schema_of_kind(kind), field)];
}

/* The pillars of one form and owner, in the order authored. */
static bool read_side(struct store *st, struct arena *a, const char *form, const char *owner,
                      struct pillar **pillars, size_t *n, struct err *e)
{
    const struct resource *r = schema_of_kind(KIND_PILLAR);
    struct row *rows;
    size_t n_rows;

    *n = 0;
    if (!store_rows(st, a, r, "form", form, &rows, &n_rows, e))
        return false;
    *pillars = arena_zeroed(a, n_rows, sizeof **pillars);
    for (size_t i = 0; i < n_rows; i++) {
        const char *const *v = rows[i].values, *strategy = value(KIND_PILLAR, v, "strategy");
        struct pillar *p = &(*pillars)[*n];
        uint32_t record = store_find(st, v[schema_field(r, "id")], e);

        if (owner && strcmp(value(KIND_PILLAR, v, "owner"), owner) != 0)
            continue;
        if (!record || !store_record(st, a, record, &p->record, e))
            return false;
        p->note[LANG_JA] = value(KIND_PILLAR, v, "note_ja");
        p->note[LANG_EN] = value(KIND_PILLAR, v, "note_en");
        p->strategy = *strategy ? store_find(st, strategy, e) : 0;
        ++*n;
    }
    return e->code == 0;
}

static bool cite(struct store *st, struct arena *a, const char *id, struct alignment_cell *cell,
                 struct err *e)
{
    const struct resource *r = schema_resource("citations");
    struct row *rows;

    if (!store_rows(st, a, r, "record", id, &rows, &cell->n_citations, e))
        return false;
    cell->locator = cell->n_citations ? rows[0].values[schema_field(r, "locator")] : "";
    return true;
}

static bool fill_cell(struct store *st, struct arena *a, const char *const *v,
                      struct alignment_cell *cell, struct err *e)
{
    const char *id = value(KIND_LINK, v, "id");

    cell->link = store_find(st, id, e);
    cell->extent = value(KIND_LINK, v, "extent");
    cell->is = strcmp(cell->extent, "silent") == 0                   ? ALIGNED_SILENT
               : strcmp(value(KIND_LINK, v, "basis"), "stated") == 0 ? ALIGNED_STATED
                                                                     : ALIGNED_INFERRED;
    cell->limits[LANG_JA] = value(KIND_LINK, v, "limits_ja");
    cell->limits[LANG_EN] = value(KIND_LINK, v, "limits_en");
    cell->note[LANG_JA] = value(KIND_LINK, v, "note_ja");
    cell->note[LANG_EN] = value(KIND_LINK, v, "note_en");
    return cell->link && cite(st, a, id, cell, e);
}

static size_t place(const struct pillar *pillars, size_t n, const char *id)
{
    size_t at = 0;

    while (at < n && strcmp(pillars[at].record.id, id) != 0)
        at++;
    return at;
}

/* The cell that a link fills, either way round; NULL if it is none of the block's. */
static struct alignment_cell *cell_of(struct alignment *t, const char *from, const char *to)
{
    size_t row = place(t->rows, t->n_rows, from), col = place(t->cols, t->n_cols, to);

    if (row == t->n_rows || col == t->n_cols) {
        row = place(t->rows, t->n_rows, to);
        col = place(t->cols, t->n_cols, from);
    }
    return row < t->n_rows && col < t->n_cols ? &t->cells[row * t->n_cols + col] : NULL;
}

/* Does the link join the two works whose pillars these are? */
static bool joins_strategies(struct store *st, const struct alignment *t, const char *from,
                             const char *to)
{
    struct err ignored = {0};
    uint32_t ends[2] = {*from ? store_find(st, from, &ignored) : 0,
                        *to ? store_find(st, to, &ignored) : 0};

    for (int k = 0; t->n_rows && t->n_cols && k < 2; k++)
        if (ends[k] && ends[1 - k] && ends[k] == t->rows[0].strategy &&
            ends[1 - k] == t->cols[0].strategy)
            return true;
    return false;
}

static bool add_links(struct store *st, struct arena *a, struct alignment *t, struct err *e)
{
    struct row *rows;
    size_t n_rows;

    if (!store_rows(st, a, schema_resource("links"), "relation", "aligned-with", &rows, &n_rows, e))
        return false;
    for (size_t i = 0; i < n_rows; i++) {
        const char *const *v = rows[i].values;
        const char *from = value(KIND_LINK, v, "from"), *to = value(KIND_LINK, v, "to");
        struct alignment_cell *cell = cell_of(t, from, to);

        if (!cell && joins_strategies(st, t, from, to)) {
            cell = &t->whole;
            t->whole_name[LANG_JA] = value(KIND_LINK, v, "name_ja");
            t->whole_name[LANG_EN] = value(KIND_LINK, v, "name_en");
        }
        if (cell && !fill_cell(st, a, v, cell, e))
            return false;
    }
    return true;
}

bool alignment_read(struct store *st, struct arena *a, enum alignment_block block,
                    struct alignment *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    if (!read_side(st, a, sides[block][0].form, sides[block][0].owner, &out->rows, &out->n_rows,
                   e) ||
        !read_side(st, a, sides[block][1].form, sides[block][1].owner, &out->cols, &out->n_cols, e))
        return false;
    out->cells = arena_zeroed(a, out->n_rows * out->n_cols, sizeof *out->cells);
    if (!add_links(st, a, out, e))
        return false;
    for (size_t i = 0; i < out->n_rows * out->n_cols; i++)
        out->n_of[out->cells[i].is]++;
    return true;
}

bool alignment_gaps(struct store *st, struct arena *a, uint32_t **links, size_t *n_links,
                    struct err *e)
{
    struct row *rows;
    size_t n_rows;

    *n_links = 0;
    if (!store_rows(st, a, schema_resource("links"), "relation", "aligned-with", &rows, &n_rows, e))
        return false;
    *links = arena_zeroed(a, n_rows, sizeof **links);
    for (size_t i = 0; i < n_rows; i++)
        if (!*value(KIND_LINK, rows[i].values, "to"))
            (*links)[(*n_links)++] = store_find(st, value(KIND_LINK, rows[i].values, "id"), e);
    return e->code == 0;
}
