/* matrix: how many activities or events stand where the values of two fields meet. */
#include "nichiei/text/width.h"

#include "nichiei/engine/matrix.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

/* A matrix that is being printed. */
struct table {
    const struct options *o;
    struct store *st;
    struct corpus *corpus;
    struct arena mem;
    struct query query[MATRIX_LAYERS]; /* with the kind that is counted */
    size_t n_possible;                 /* of the first */
    struct matrix m;
    struct facet_name *row, *col; /* of the values */
};

/* What is counted where nothing is said of it: activities. */
static bool add_kind(struct query *q, struct store *st, struct err *e)
{
    static const char activities[] = "kind:activity";

    return matrix_kinds(q, st) || query_parse(q, activities, sizeof activities - 1, st, e);
}

/* Asks both queries in turn, and counts what they leave. */
static bool count(struct table *t, enum query_field rows, enum query_field cols, struct err *e)
{
    int n_layers = t->o->versus ? 2 : 1;
    struct matrix_set set[MATRIX_LAYERS];
    unsigned kinds = 0;

    for (int l = 0; l < n_layers; l++) {
        unsigned asked;

        if (!add_kind(&t->query[l], t->st, e))
            return false;
        asked = matrix_kinds(&t->query[l], t->st);
        kinds |= asked;
        if (!corpus_ask(t->corpus, &t->query[l], e) ||
            !matrix_select(t->corpus, &t->mem, asked, NULL, &set[l], e))
            return false;
        if (!l)
            t->n_possible = corpus_possible(t->corpus, KIND_NONE);
    }
    return matrix_make(&t->m, t->corpus, rows, cols, kinds, MATRIX_AS_LISTED, set, n_layers, e);
}

static bool name_axis(struct table *t, const struct matrix_axis *axis, struct facet_name **names,
                      struct err *e)
{
    *names = arena_zeroed(&t->mem, axis->n + 1, sizeof **names);
    for (size_t i = 0; i < axis->n; i++)
        if (!matrix_name(t->st, &t->mem, axis->field, axis->value[i], t->o->display, &(*names)[i],
                         e))
            return false;
    return true;
}

/* A number, or of two that are compared "3:5 +2"; NULL where nothing is. */
static const char *number(struct table *t, const uint32_t *const count[MATRIX_LAYERS], size_t at)
{
    uint32_t left = count[0][at], right = t->m.n_layers == 2 ? count[1][at] : 0;
    char s[64];

    if (!left && !right)
        return NULL;
    if (t->m.n_layers == 1)
        snprintf(s, sizeof s, "%u", left);
    else
        snprintf(s, sizeof s, left == right ? "%u:%u 0" : "%u:%u %+ld", left, right,
                 (long)right - (long)left);
    return arena_copy(&t->mem, s, strlen(s));
}

static const char *place(struct table *t, size_t i, size_t j)
{
    const struct matrix *m = &t->m;
    size_t at = i * m->col.n + j;
    const char *shown = number(t, (const uint32_t *const *)m->count, at);

    return shown ? shown : matrix_gap_words[matrix_gap(m, i, j)].mark;
}

static const char *sum(struct table *t, const struct matrix_axis *axis, size_t i)
{
    const char *shown = number(t, (const uint32_t *const *)axis->sum, i);

    return shown ? shown : "0";
}

static const char *total(struct table *t)
{
    const uint32_t *const count[MATRIX_LAYERS] = {&t->m.total[0], &t->m.total[1]};
    const char *shown = number(t, count, 0);

    return shown ? shown : "0";
}

static const char *to_string(struct arena *a, struct text t)
{
    return arena_copy(a, t.p, t.n_bytes);
}

/* The matrix as a table of strings: rows, columns and a sum behind each; head[j] above them. */
static const char **fill(struct table *t, const char **head)
{
    size_t n_cols = t->m.col.n + 2, n_rows = t->m.row.n + 1;
    const char *all = to_string(&t->mem, say(&t->mem, SAY_MATRIX_ALL, t->o->display));
    const char **v = arena_zeroed(&t->mem, n_rows * n_cols, sizeof *v);

    head[n_cols - 1] = all;
    for (size_t i = 0; i < n_rows; i++) {
        bool is_sum = i == t->m.row.n;

        v[i * n_cols] = is_sum ? all : to_string(&t->mem, t->row[i].said);
        for (size_t j = 0; j < t->m.col.n; j++)
            v[i * n_cols + j + 1] = is_sum ? sum(t, &t->m.col, j) : place(t, i, j);
        v[i * n_cols + n_cols - 1] = is_sum ? total(t) : sum(t, &t->m.row, i);
    }
    return v;
}

/* Columns have their words as heads where all are short, else numbers, which a list explains. */
enum { SHORT_COLS = 8 };
static bool are_short(const struct table *t)
{
    for (size_t j = 0; j < t->m.col.n; j++)
        if (text_cols(t->col[j].label) > SHORT_COLS)
            return false;
    return true;
}

static void put_right(struct buf *out, const char *s, int cols)
{
    struct text t = {s, strlen(s)};

    buf_printf(out, "%*s%s", cols - text_cols(t), "", s);
}

/* First column as it is, the others to the right, two blanks between. */
static void put_table(struct buf *out, const char *const *v, const char *const *head, size_t n_rows,
                      size_t n_cols, struct arena *a)
{
    int *cols = arena_zeroed(a, n_cols, sizeof *cols);

    for (size_t i = 0; i <= n_rows; i++)
        for (size_t j = 0; j < n_cols; j++) {
            const char *s = i ? v[(i - 1) * n_cols + j] : head[j];
            int used = text_cols((struct text){s, strlen(s)});

            cols[j] = used > cols[j] ? used : cols[j];
        }
    for (size_t i = 0; i <= n_rows; i++) {
        const char *const *line = i ? v + (i - 1) * n_cols : head;

        print_padded(out, (struct text){line[0], strlen(line[0])}, cols[0]);
        for (size_t j = 1; j < n_cols; j++) {
            buf_str(out, "  ");
            put_right(out, line[j], cols[j]);
        }
        buf_char(out, '\n');
    }
}

/* What the numbers above the columns mean. */
static void put_columns(struct table *t, struct buf *out)
{
    for (size_t j = 0; j < t->m.col.n; j++)
        buf_printf(out, "%4zu  %s:%.*s  %.*s\n", j + 1, query_field_name(t->m.col.field),
                   (int)t->col[j].label.n_bytes, t->col[j].label.p, (int)t->col[j].said.n_bytes,
                   t->col[j].said.p);
    buf_char(out, '\n');
}

/* The marks that were used, and how it was counted. */
static void put_legend(struct table *t, struct buf *out)
{
    bool used[MATRIX_GAPS] = {false}, some = false;
    struct text rule = say(&t->mem, SAY_MATRIX_RULE, t->o->display);
    size_t n_cols = t->m.col.n;

    for (size_t i = 0; i < t->m.row.n * n_cols; i++)
        if (!t->m.count[0][i] && (t->m.n_layers == 1 || !t->m.count[1][i]))
            used[matrix_gap(&t->m, i / n_cols, i % n_cols)] = some = true;
    for (int g = 0; g < MATRIX_GAPS; g++) {
        struct text says = say(&t->mem, matrix_gap_words[g].says, t->o->display);

        if (used[g])
            buf_printf(out, "%s %.*s   ", matrix_gap_words[g].mark, (int)says.n_bytes, says.p);
    }
    while (some && out->bytes[out->n_bytes - 1] == ' ')
        out->bytes[--out->n_bytes] = '\0';
    buf_str(out, some ? "\n" : "");
    buf_printf(out, "%.*s\n", (int)rule.n_bytes, rule.p);
}

/* What was counted, as a query; of two, a line each. */
static void put_queries(const struct table *t, struct buf *out)
{
    for (int l = 0; l < t->m.n_layers; l++) {
        struct buf typed = {0};
        struct arena mem = {0};
        struct text safe;

        query_print(&t->query[l], t->st, &typed);
        safe = text_safe(&mem, buf_cstr(&typed), typed.n_bytes);
        buf_printf(out, "%s%u  %.*s\n",
                   t->m.n_layers == 1 ? "n="
                   : l                ? "right n="
                                      : "left n=",
                   t->m.total[l], (int)safe.n_bytes, safe.p);
        buf_finish(&typed);
        arena_finish(&mem);
    }
}

static void put_page(struct table *t, struct buf *out)
{
    size_t n_cols = t->m.col.n + 2;
    const char **head = arena_zeroed(&t->mem, n_cols, sizeof *head), **v;
    bool words = are_short(t), md = t->o->format == FORMAT_MD;
    char corner[64], numeral[24];
    const struct rows rows = {.n_rows = t->m.total[0], .n_possible = t->n_possible};

    snprintf(corner, sizeof corner, "%s \\ %s", query_field_name(t->m.row.field),
             query_field_name(t->m.col.field));
    head[0] = arena_copy(&t->mem, corner, strlen(corner));
    for (size_t j = 0; j < t->m.col.n; j++) {
        snprintf(numeral, sizeof numeral, "%zu", j + 1);
        head[j + 1] = md      ? to_string(&t->mem, t->col[j].said)
                      : words ? to_string(&t->mem, t->col[j].label)
                              : arena_copy(&t->mem, numeral, strlen(numeral));
    }
    v = fill(t, head);
    if (md)
        print_values(&(struct values){(int)n_cols, head, NULL, t->m.row.n + 1, v}, FORMAT_MD, out);
    else
        put_table(out, v, head, t->m.row.n + 1, n_cols, &t->mem);
    buf_char(out, '\n');
    if (!md && !words)
        put_columns(t, out);
    put_legend(t, out);
    put_queries(t, out);
    print_caveat(out, &rows, t->o, md ? "\n" : "-- ");
}

/* --- one line a place, for programs ---------------------------------------------------------- */

enum {
    ROW,
    ROW_JA,
    ROW_EN,
    COL,
    COL_JA,
    COL_EN,
    COUNT,
    GAP,
    SEARCHES,
    QUERY,
    PLAIN_FIELDS,
    VERSUS = PLAIN_FIELDS,
    DIFFERENCE,
    VERSUS_QUERY,
    FIELDS
};
static const char *const names[FIELDS] = {
    [ROW] = "row",
    [ROW_JA] = "row_name_ja",
    [ROW_EN] = "row_name_en",
    [COL] = "column",
    [COL_JA] = "column_name_ja",
    [COL_EN] = "column_name_en",
    [COUNT] = "count",
    [GAP] = "gap",
    [SEARCHES] = "searches",
    [QUERY] = "query",
    [VERSUS] = "versus",
    [DIFFERENCE] = "difference",
    [VERSUS_QUERY] = "versus_query",
};
static const bool is_number[FIELDS] = {
    [COUNT] = true, [SEARCHES] = true, [VERSUS] = true, [DIFFERENCE] = true};

static const char *print_number(struct arena *a, long n)
{
    char s[24];

    snprintf(s, sizeof s, "%ld", n);
    return arena_copy(a, s, strlen(s));
}

/* A row, column or the sum over all of them: m->row.n or m->col.n. */
struct spot {
    size_t i, j;
};

static const char *query_of(struct table *t, struct spot s, int layer)
{
    struct query q = {0};
    struct buf typed = {0};
    const char *query;

    query_copy(&q, &t->query[layer]);
    if (s.i < t->m.row.n)
        matrix_term(&q, t->st, t->m.row.field, t->m.row.value[s.i]);
    if (s.j < t->m.col.n)
        matrix_term(&q, t->st, t->m.col.field, t->m.col.value[s.j]);
    query_print(&q, t->st, &typed);
    query = arena_copy(&t->mem, buf_cstr(&typed), typed.n_bytes);
    buf_finish(&typed);
    query_finish(&q);
    return query;
}

static uint32_t count_at(const struct table *t, struct spot s, int layer)
{
    const struct matrix *m = &t->m;

    if (s.i == m->row.n)
        return s.j == m->col.n ? m->total[layer] : m->col.sum[layer][s.j];
    return s.j == m->col.n ? m->row.sum[layer][s.i] : m->count[layer][s.i * m->col.n + s.j];
}

static void name_side(struct table *t, const char **v, const struct matrix_axis *axis,
                      const struct facet_name *names_of, size_t i)
{
    static const struct facet_name all = {.label = {"all", 3},
                                          .name = {{"計", sizeof "計" - 1}, {"all", 3}}};
    const struct facet_name *n = i < axis->n ? &names_of[i] : &all;

    v[0] = to_string(&t->mem, n->label);
    v[1] = to_string(&t->mem, n->name[LANG_JA]);
    v[2] = to_string(&t->mem, n->name[LANG_EN]);
}

static void fill_line(struct table *t, struct spot s, const char **v)
{
    const struct matrix *m = &t->m;
    bool is_sum = s.i == m->row.n || s.j == m->col.n;
    uint32_t left = count_at(t, s, 0), right = m->n_layers == 2 ? count_at(t, s, 1) : 0;
    size_t at = s.i * m->col.n + s.j;

    name_side(t, v + ROW, &m->row, t->row, s.i);
    name_side(t, v + COL, &m->col, t->col, s.j);
    v[COUNT] = print_number(&t->mem, left);
    v[GAP] = is_sum || left || right ? "" : matrix_gap_words[matrix_gap(m, s.i, s.j)].name;
    v[SEARCHES] = is_sum ? "" : print_number(&t->mem, m->searches[at]);
    v[QUERY] = query_of(t, s, 0);
    if (m->n_layers < 2)
        return;
    v[VERSUS] = print_number(&t->mem, right);
    v[DIFFERENCE] = print_number(&t->mem, (long)right - (long)left);
    v[VERSUS_QUERY] = query_of(t, s, 1);
}

static bool put_lines(struct table *t, struct buf *out, struct err *e)
{
    size_t n_fields = t->m.n_layers == 2 ? FIELDS : PLAIN_FIELDS, line = 0;
    size_t n_lines = (t->m.row.n + 1) * (t->m.col.n + 1);
    const char **v = arena_zeroed(&t->mem, n_lines * n_fields, sizeof *v);

    for (size_t i = 0; i <= t->m.row.n; i++)
        for (size_t j = 0; j <= t->m.col.n; j++)
            fill_line(t, (struct spot){i, j}, v + line++ * n_fields);
    return print_chosen(&(struct values){(int)n_fields, names, is_number, n_lines, v}, t->o, out,
                        e);
}

/* ROWS COLS QUERY, and the query that it is compared with. */
static bool read_arguments(struct table *t, enum query_field field[2], struct err *e)
{
    const struct options *o = t->o;

    if (o->n_args < 2)
        return err_set(
            e, ERR_USAGE,
            "matrix: name the rows and the columns, such as `nichiei matrix theme type`");
    for (int i = 0; i < 2; i++) {
        field[i] = matrix_field(o->args[i], e);
        if (field[i] == QUERY_FIELD_COUNT)
            return false;
    }
    return request_parse(&t->query[0], t->st, o, 2, e) &&
           (!o->versus || query_parse(&t->query[1], o->versus, strlen(o->versus), t->st, e));
}

int cmd_matrix(const struct options *o, struct err *e)
{
    struct table t = {.o = o};
    struct buf out = {0};
    enum query_field field[2] = {QUERY_FIELD_COUNT, QUERY_FIELD_COUNT};
    bool ok, some;

    if (o->twice)
        return cmd_twice(o, e);
    t.st = cli_open(o, e);
    ok = t.st && read_arguments(&t, field, e) && (t.corpus = corpus_new(t.st, e)) != NULL &&
         count(&t, field[0], field[1], e) && name_axis(&t, &t.m.row, &t.row, e) &&
         name_axis(&t, &t.m.col, &t.col, e);
    if (ok && (o->format == FORMAT_TABLE || o->format == FORMAT_MD) && !o->columns)
        put_page(&t, &out);
    else if (ok)
        ok = put_lines(&t, &out, e);
    ok = ok && cli_write(&out, e);
    some = t.m.total[0] || t.m.total[1];
    for (int l = 0; l < MATRIX_LAYERS; l++)
        query_finish(&t.query[l]);
    matrix_finish(&t.m);
    corpus_free(t.corpus);
    store_close(t.st);
    arena_finish(&t.mem);
    buf_finish(&out);
    return ok ? some ? 0 : ERR_NO_MATCH : e->code;
}
