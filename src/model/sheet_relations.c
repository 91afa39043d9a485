/*
 * A record's relations as a tree: below each record its groups, below a group its records, which
 * unfold in their turn. A record that stands above itself is shown and not followed again. A large
 * group is cut; its last line opens the rows, or unfolds the rest where no query says them.
 */
#include "nichiei/engine/group_query.h"

#include "nichiei/model/ties.h"

#include "meaning.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

/* Of a group, how many are shown at first, and unfolded; records above each other, at most. */
enum { MAX_SHOWN = 8, MAX_UNFOLDED = 1000, MAX_DEPTH = 12, STEP_COLS = 3 };

enum branch { BRANCH_LEAF, BRANCH_FOLDED, BRANCH_OPEN, BRANCH_ABOVE };

/* A line of the tree: a record, the heading of a group, or the rest of one. */
struct node {
    uint64_t path; /* tells it from all others, also in the next making; of a group's rest: of it */
    uint32_t n;    /* the record, or 0 */
    enum branch branch;
    size_t parent; /* the line of the record above it */
    int steps;     /* from the root */
};

struct tree {
    struct app *app;
    struct sheet *s;
    struct node *nodes; /* by line */
    size_t cap_nodes;
    uint32_t above[MAX_DEPTH + 1]; /* the records from the root to the one at hand */
    int depth;
};

/* FNV-1a over what leads to a node. */
static uint64_t path_on(uint64_t path, uint32_t step)
{
    for (int i = 0; i < 4; i++)
        path = (path ^ (step >> 8 * i & 0xFF)) * 1099511628211U;
    return path;
}

static bool is_open(const struct app *app, uint64_t path)
{
    for (int i = 0; i < app->unfolded.n_paths; i++)
        if (app->unfolded.path[i] == path)
            return true;
    return false;
}

static void set_open(struct app *app, uint64_t path, bool open)
{
    struct unfolded *u = &app->unfolded;
    int at = 0;

    while (at < u->n_paths && u->path[at] != path)
        at++;
    if (at < u->n_paths || u->n_paths == UNFOLDED_MAX) { /* what is there, or the oldest */
        at = at < u->n_paths ? at : 0;
        memmove(&u->path[at], &u->path[at + 1], (size_t)(u->n_paths - at - 1) * sizeof path);
        u->n_paths--;
    }
    if (open)
        u->path[u->n_paths++] = path;
    sheet_change(app);
}

/* --- lines ---------------------------------------------------------------------------------- */

static struct sheet_line *add_node(struct tree *t, struct node node)
{
    struct sheet *s = t->s;

    t->nodes = arena_grow(&s->mem, t->nodes, s->n_lines, &t->cap_nodes, sizeof *t->nodes);
    t->nodes[s->n_lines] = node;
    return sheet_line(s);
}

enum { MAX_STEPS = 2 * MAX_DEPTH + 2 };

static const char marks[] = {
    [BRANCH_LEAF] = ' ', [BRANCH_FOLDED] = '+', [BRANCH_OPEN] = '-', [BRANCH_ABOVE] = '^'};

/* Room for the lines of the tree before a node, and for the mark of a record. */
static int stem_cols(const struct node *node)
{
    return node->steps * STEP_COLS + (node->steps && node->n ? 2 : 0);
}

/* The lines of the tree: from the last one up, since each depends on what follows it. */
static void add_stems(struct tree *t)
{
    bool more[MAX_STEPS + 2] = {false}; /* by steps: does one follow, in the same branch? */

    for (size_t i = t->s->n_lines; i-- > 1;) {
        const struct node *node = &t->nodes[i];
        char stem[MAX_STEPS * STEP_COLS + 4];
        int at = 0;

        for (int k = 1; k < node->steps; k++)
            at += sprintf(stem + at, "%c  ", more[k] ? '|' : ' ');
        at += sprintf(stem + at, "%s ", more[node->steps] ? "|-" : "`-");
        if (node->n)
            sprintf(stem + at, "%c ", marks[node->branch]);
        sheet_cell(t->s, &t->s->lines[i], 0, stem_cols(node), text_safe_str(&t->s->mem, stem),
                   SHEET_FAINT);
        more[node->steps] = true;
        for (int k = node->steps + 1; k <= MAX_STEPS; k++)
            more[k] = false;
    }
}

static struct sheet_cell *add_cell(struct tree *t, struct sheet_line *line, int col,
                                   struct text text, enum sheet_style style)
{
    int cols = t->s->cols - col;

    return sheet_cell(t->s, line, col, cols > 2 ? cols : 2, text, style);
}

/* In narrow trees one language: the detail beside it has both. */
static enum display display_of(const struct tree *t)
{
    return t->app->display == DISPLAY_BOTH && t->s->cols < 60 ? DISPLAY_JA : t->app->display;
}

static struct text name_of(struct tree *t, const struct record *r)
{
    struct arena *a = &t->s->mem;
    struct text name = say_pair(a, meaning_mark(t->app, a, r->name[LANG_JA]),
                                meaning_mark(t->app, a, r->name[LANG_EN]), display_of(t));

    /* A source's label is its reliability. */
    return r->kind == KIND_SOURCE
               ? name
               : say_pair(a, text_safe_str(a, *r->label ? r->label : r->date), name, DISPLAY_BOTH);
}

static bool is_above(const struct tree *t, uint32_t n)
{
    for (int i = 0; i < t->depth; i++)
        if (t->above[i] == n)
            return true;
    return false;
}

/* --- the walk ------------------------------------------------------------------------------- */

static bool add_groups(struct tree *t, uint32_t n, uint64_t path, size_t parent);

/* "counterpart, yearly dialogue:": before the name, which may leave no room behind it. */
static struct text link_lead(struct tree *t, const struct tie_end *end)
{
    struct buf all = {0};
    struct text lead;

    buf_add(&all, end->relation.p, end->relation.n_bytes);
    if (!text_is_empty(end->about)) {
        buf_str(&all, ", ");
        buf_add(&all, end->about.p, end->about.n_bytes);
    }
    buf_char(&all, ':');
    lead = text_safe(&t->s->mem, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return lead;
}

/* A record in its group: name, role, and what is below it if it is unfolded. */
static bool add_record(struct tree *t, const struct tie *tie, struct text before, int steps,
                       uint64_t path, size_t parent)
{
    struct arena *a = &t->s->mem;
    uint32_t from = t->above[t->depth - 1];
    struct node node = {path, 0, BRANCH_FOLDED, parent, steps};
    struct sheet_cell *cell;
    struct sheet_line *line;
    struct tie_end end;
    struct record r;
    struct text name;
    int col;

    if (!tie_end(t->app->st, a, from, tie, display_of(t), &end, &t->app->error) ||
        !store_record(t->app->st, a, end.n, &r, &t->app->error))
        return false;
    node.n = end.n;
    if (is_above(t, end.n))
        node.branch = BRANCH_ABOVE;
    else if (t->depth == MAX_DEPTH)
        node.branch = BRANCH_LEAF;
    else if (is_open(t->app, path))
        node.branch = BRANCH_OPEN;
    line = add_node(t, node);
    parent = t->s->n_lines - 1;
    col = stem_cols(&node);
    if (!text_is_empty(end.relation))
        before = say_pair(a, before, link_lead(t, &end), DISPLAY_BOTH);
    name = say_pair(a, before, name_of(t, &r), DISPLAY_BOTH);
    if (!text_is_empty(end.words))
        name = say_pair(a, name, say_pair(a, text_lit("-"), end.words, DISPLAY_BOTH), DISPLAY_BOTH);
    cell = add_cell(t, line, col, name, node.branch == BRANCH_ABOVE ? SHEET_FAINT : SHEET_LINK);
    cell->opens = end.n;
    cell->says = node.branch == BRANCH_ABOVE
                     ? say_pair(a, name, say(a, SAY_ROOT_ABOVE, t->app->display), DISPLAY_BOTH)
                     : name;
    return node.branch != BRANCH_OPEN || add_groups(t, end.n, path, parent);
}

/* Enter on the cell opens the group's rows, if a query says them. */
static void open_rows(struct tree *t, struct sheet_cell *cell, const struct tie *tie)
{
    struct buf query = {0};
    struct record r;

    if (store_record(t->app->st, &t->s->mem, t->above[t->depth - 1], &r, &t->app->error) &&
        group_query(&r, tie->relation, tie->into, tie->kind, &query)) {
        cell->rows = arena_copy(&t->s->mem, buf_cstr(&query), query.n_bytes);
        cell->rows_kind = tie->kind;
        cell->rows_alone = true;
        cell->says = text_safe_str(&t->s->mem, cell->rows);
    }
    buf_finish(&query);
}

static struct text group_name(struct tree *t, const struct tie *tie)
{
    return say_relation(&t->s->mem, tie->relation, tie->into, tie->kind, display_of(t));
}

/* "actors:", before the one record of a group. */
static struct text lead_in(struct tree *t, const struct tie *tie)
{
    struct text name = group_name(t, tie), lead;
    struct buf all = {0};

    buf_add(&all, name.p, name.n_bytes);
    buf_char(&all, ':');
    lead = text_safe(&t->s->mem, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return lead;
}

/* A group's name and how many are in it. */
static void add_heading(struct tree *t, const struct tie *tie, size_t count, struct node node)
{
    struct arena *a = &t->s->mem;
    struct sheet_line *line = add_node(t, node);
    char number[24];
    struct text name;

    snprintf(number, sizeof number, "%zu", count);
    name = say_pair(a, group_name(t, tie), text_safe_str(a, number), DISPLAY_BOTH);
    line->begins = t->depth == 1;
    open_rows(t, add_cell(t, line, stem_cols(&node), name, SHEET_HEADING), tie);
}

/* What of a group is not shown. */
static void add_rest(struct tree *t, const struct tie *tie, size_t count, struct node node)
{
    struct arena *a = &t->s->mem;
    struct sheet_line *line = add_node(t, node);
    char number[24];
    struct text more;

    snprintf(number, sizeof number, "%zu", count);
    more = say_fill(a, say(a, SAY_MORE_ROWS, display_of(t)), "n", text_safe_str(a, number));
    open_rows(t, add_cell(t, line, stem_cols(&node), more, SHEET_FAINT), tie);
}

/* Ties that stand in one group; one alone needs no heading. */
static bool add_group(struct tree *t, const struct tie *ties, size_t n_ties, uint64_t path,
                      size_t parent)
{
    int steps = 2 * (t->depth - 1) + 1;
    uint64_t here = path_on(path, (uint32_t)ties[0].relation << 16 | (uint32_t)ties[0].into << 8 |
                                      (uint32_t)ties[0].kind);
    size_t most = is_open(t->app, here) ? MAX_UNFOLDED : MAX_SHOWN;
    size_t shown = n_ties > most + 1 ? most : n_ties;

    if (n_ties == 1)
        return add_record(t, ties, lead_in(t, ties), steps, path_on(here, ties[0].n), parent);
    add_heading(t, ties, n_ties, (struct node){here, 0, BRANCH_LEAF, parent, steps});
    for (size_t i = 0; i < shown; i++)
        if (!add_record(t, &ties[i], text_lit(""), steps + 1, path_on(here, ties[i].n), parent))
            return false;
    if (shown < n_ties)
        add_rest(t, ties, n_ties - shown, (struct node){here, 0, BRANCH_FOLDED, parent, steps + 1});
    return true;
}

static bool add_groups(struct tree *t, uint32_t n, uint64_t path, size_t parent)
{
    struct tie *ties;
    size_t n_ties;
    bool ok = ties_of(t->app->st, &t->s->mem, n, &ties, &n_ties, &t->app->error);

    t->above[t->depth++] = n;
    for (size_t i = 0, end; ok && i < n_ties; i = end) {
        for (end = i + 1; end < n_ties && ties_alike(&ties[end], &ties[i]);)
            end++;
        ok = add_group(t, &ties[i], end - i, path, parent);
    }
    t->depth--;
    return ok;
}

static bool make(struct app *app, struct sheet *s)
{
    struct tree t = {.app = app, .s = s};
    struct sheet_cell *cell;
    struct record r;
    bool ok;

    if (!s->at.n) { /* a place that was kept, in another dossier */
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_NOTHING, app->display), SHEET_FAINT);
        return true;
    }
    if (!store_record(app->st, &s->mem, s->at.n, &r, &app->error))
        return false;
    s->title =
        say_pair(&s->mem, say(&s->mem, SAY_RELATIONS, app->display), name_of(&t, &r), DISPLAY_BOTH);
    cell = add_cell(&t, add_node(&t, (struct node){s->at.n, s->at.n, BRANCH_OPEN, 0, 0}), 0,
                    name_of(&t, &r), SHEET_NAME);
    cell->opens = s->at.n;
    ok = add_groups(&t, s->at.n, path_on(14695981039346656037U, s->at.n), 0);
    if (ok)
        add_stems(&t);
    s->own = t.nodes;
    return ok;
}

/* --- keys ----------------------------------------------------------------------------------- */

static const struct node *node_here(const struct app *app)
{
    const struct sheet *s = &app->sheet;

    return s->made && s->own && s->at.line < s->n_lines ? (const struct node *)s->own + s->at.line
                                                        : NULL;
}

static unsigned unfold(struct app *app)
{
    const struct node *node = node_here(app);

    if (!node || node->branch == BRANCH_ABOVE)
        return APP_BELL;
    if (node->branch == BRANCH_FOLDED)
        set_open(app, node->path, true);
    else
        sheet_move(app, 1);
    return APP_REDRAW;
}

static unsigned fold(struct app *app)
{
    struct sheet *s = &app->sheet;
    const struct node *node = node_here(app);

    if (!node || s->at.line == 0)
        return APP_BELL;
    if (node->n && node->branch == BRANCH_OPEN)
        set_open(app, node->path, false);
    else if (!node->n && node->branch == BRANCH_LEAF && is_open(app, node->path))
        set_open(app, node->path, false); /* a group that was unfolded whole */
    else
        s->at.line = node->parent;
    return APP_REDRAW;
}

/* On a heading, the record that the group is of. */
static uint32_t subject(const struct app *app)
{
    const struct node *node = node_here(app);

    return !node ? 0 : node->n ? node->n : node[(long)node->parent - (long)app->sheet.at.line].n;
}

/* On the rest of a group that no query says: Enter unfolds it. */
static bool leads_on(const struct app *app)
{
    const struct node *node = node_here(app);

    return node && !node->n && !sheet_here(&app->sheet) && node->branch == BRANCH_FOLDED;
}

static unsigned act(struct app *app, enum action_id action)
{
    if (action == ACTION_SHEET_RIGHT)
        return unfold(app);
    if (action == ACTION_SHEET_LEFT)
        return fold(app);
    if (action == ACTION_SHEET_OPEN && leads_on(app))
        return unfold(app);
    return 0;
}

const struct sheet_ops relations_sheet = {.has_detail = true,
                                          .kept = {.is = true, .of = SHEET_OF_RECORD},
                                          .make = make,
                                          .act = act,
                                          .leads_on = leads_on,
                                          .subject = subject};
