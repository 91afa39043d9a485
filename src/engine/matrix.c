/* Coverage: the counts of two fields' values against each other. */
#include "nichiei/engine/matrix.h"

#include "nichiei/text/edtf.h"

#include "corpus_in.h"
#include "matrix_in.h"

#include <stdlib.h>
#include <string.h>

const enum query_field matrix_fields[MATRIX_FIELDS] = {
    QUERY_THEME, QUERY_TYPE, QUERY_ACTOR,   QUERY_COUNTRY,   QUERY_YEAR,      QUERY_CATEGORY,
    QUERY_KIND,  QUERY_REC,  QUERY_BEARING, QUERY_PRECISION, QUERY_CERTAINTY, QUERY_IS};

const struct matrix_pair matrix_pairs[MATRIX_PAIRS] = {
    {{"論文の前後", "before and after the paper"},
     {"-is:after", "is:after"},
     {{"論文まで", "to the paper"}, {"論文より後", "after the paper"}}},
    {{"日本主導と英国主導", "Japan-led and UK-led"},
     {"lead:JP", "lead:GB"},
     {{"日本主導", "Japan-led"}, {"英国主導", "UK-led"}}},
    {{"日本だけと英国だけ", "Japan alone and UK alone"},
     {"country:JP -country:GB", "country:GB -country:JP"},
     {{"日本だけ", "Japan alone"}, {"英国だけ", "UK alone"}}},
};

enum { MAX_PLACES = 4000000, MAX_YEARS = 400 };

/* Where each value stands on its axis, while it is being counted. */
struct places {
    uint32_t *at; /* by value: its place + 1, or 0 */
    size_t n_values;
};

/* Which values each activity, event and search has on one axis, MATRIX_NONE if it has none: read
 * once, and needed several times. */
struct borne {
    uint32_t *at; /* of record n: v[at[n - 1]] .. v[at[n]] */
    struct buf v;
};

struct counting {
    struct matrix *m;
    struct corpus *c;
    struct places row, col;
    struct borne borne[2]; /* by rows, by columns */
    uint32_t *values;      /* of one record */
    uint32_t *places[2];
};

static bool all_bear(const struct corpus *c, uint32_t n, const struct query *q)
{
    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        bool bears = false;

        for (int k = 0; k < t->n_values && !bears; k++)
            bears = corpus_bears(c, n, t->field, t->value[k]);
        if (bears == t->excludes)
            return false;
    }
    return true;
}

bool matrix_select(struct corpus *c, struct arena *a, unsigned kinds, const struct query *also,
                   struct matrix_set *out, struct err *e)
{
    uint32_t *rows;
    size_t n_rows, count = 0;

    *out = (struct matrix_set){NULL, 0};
    if (!store_index_more(c->st, e) || !corpus_load_words(c, e))
        return false;
    n_rows = corpus_timeline(c, a, &rows);
    for (size_t i = 0; i < n_rows; i++) {
        unsigned kind =
            corpus_kind(c, rows[i]) == KIND_ACTIVITY ? MATRIX_ACTIVITIES : MATRIX_EVENTS;

        if ((kinds & kind) && (!also || all_bear(c, rows[i], also)))
            rows[count++] = rows[i];
    }
    *out = (struct matrix_set){rows, count};
    return true;
}

/* Numbers of values end here. */
static size_t end_of_values(const struct corpus *c, enum query_field field)
{
    if (field == QUERY_YEAR)
        return MAX_YEAR + 1;
    return 1 + (query_values_of(field) == VALUES_WORDS ? c->n_words : c->n_records);
}

/* Values that are shown even where nothing has them: an empty theme is a finding, an actor with
 * nothing to show is only a long list. */
static void add_known(const struct corpus *c, enum query_field field, uint32_t *sum)
{
    enum kind kind = field == QUERY_THEME  ? KIND_THEME
                     : field == QUERY_TYPE ? KIND_TYPE
                                           : KIND_NONE;
    size_t first = 0, last = 0;

    for (uint32_t n = 1; kind != KIND_NONE && n <= c->n_records; n++)
        if (corpus_kind(c, n) == kind)
            sum[n]++;
    for (size_t y = 1; field == QUERY_YEAR && y <= MAX_YEAR; y++)
        if (sum[y]) {
            first = first ? first : y;
            last = y;
        }
    for (size_t y = first; first && last - first < MAX_YEARS && y <= last; y++)
        sum[y]++;
}

/* The values that an axis has: `seen` is not 0 for each; [0] for records without one. */
static void set_values(struct matrix *m, struct matrix_axis *axis, const uint32_t *seen,
                       size_t n_seen)
{
    for (size_t i = 0; i < n_seen; i++)
        axis->n += seen[i] != 0;
    axis->value = arena_zeroed(&m->mem, axis->n + 1, sizeof *axis->value);
    axis->n = 0;
    for (size_t i = 1; i < n_seen; i++)
        if (seen[i])
            axis->value[axis->n++] = (uint32_t)i;
    if (seen[MATRIX_NONE])
        axis->value[axis->n++] = MATRIX_NONE;
}

static bool read_values(struct counting *k, struct borne *b, enum query_field field)
{
    const struct corpus *c = k->c;
    uint32_t count = 0;

    b->at = calloc((size_t)c->n_records + 1, sizeof *b->at);
    for (uint32_t n = 1; b->at && n <= c->n_records; n++) {
        if (corpus_is_fact(c, n) || corpus_kind(c, n) == KIND_SEARCH) {
            size_t n_values = corpus_values(c, n, field, k->values);

            if (!n_values)
                k->values[n_values++] = MATRIX_NONE;
            buf_add(&b->v, k->values, n_values * sizeof *k->values);
            count += (uint32_t)n_values;
        }
        b->at[n] = count;
    }
    return b->at && !b->v.failed;
}

static const uint32_t *values_of(const struct counting *k, int which, uint32_t n, size_t *n_values)
{
    const struct borne *b = &k->borne[which];

    *n_values = b->at[n] - b->at[n - 1];
    return (const uint32_t *)(const void *)b->v.bytes + b->at[n - 1];
}

/* Which values the records have, and how many each. */
static bool count_axis(struct counting *k, int which, const struct matrix_set *sets, int n_sets,
                       struct err *e)
{
    struct matrix_axis *axis = which ? &k->m->col : &k->m->row;
    size_t end = end_of_values(k->c, axis->field), n_values;
    uint32_t *by_value[MATRIX_LAYERS] = {0}, *seen = calloc(end, sizeof *seen);
    bool ok = seen != NULL;

    for (int l = 0; l < n_sets; l++) {
        by_value[l] = calloc(end, sizeof *by_value[l]);
        ok = ok && by_value[l];
        for (size_t i = 0; ok && i < sets[l].n_records; i++) {
            const uint32_t *values = values_of(k, which, sets[l].n[i], &n_values);

            for (size_t v = 0; v < n_values; v++)
                by_value[l][values[v]]++, seen[values[v]]++;
        }
    }
    if (ok) {
        add_known(k->c, axis->field, seen);
        set_values(k->m, axis, seen, end);
    }
    for (int l = 0; l < n_sets; l++) {
        axis->sum[l] = arena_zeroed(&k->m->mem, axis->n + 1, sizeof *axis->sum[l]);
        for (size_t i = 0; ok && i < axis->n; i++)
            axis->sum[l][i] = by_value[l][axis->value[i]];
        free(by_value[l]);
    }
    free(seen);
    return ok || err_set(e, ERR_DATA, "out of memory");
}

/* One value of an axis, to be sorted. */
struct ranked {
    uint32_t value, sum[MATRIX_LAYERS];
    size_t place;
};

static int by_sum(const void *left, const void *right)
{
    const struct ranked *l = left, *r = right;
    uint64_t l_sum = (uint64_t)l->sum[0] + l->sum[1], r_sum = (uint64_t)r->sum[0] + r->sum[1];

    if (!l->value != !r->value)
        return l->value ? -1 : 1; /* what has none stands last */
    if (l_sum != r_sum)
        return l_sum < r_sum ? 1 : -1;
    return l->place < r->place ? -1 : l->place > r->place;
}

/* Years stay in their order; the words of a field have none that says anything. */
static bool sorts(const struct matrix_axis *axis, enum matrix_order order)
{
    if (axis->field == QUERY_YEAR)
        return false;
    return order == MATRIX_BY_SUM || axis->field == QUERY_COUNTRY || axis->field == QUERY_CATEGORY;
}

static void sort_axis(struct matrix *m, struct matrix_axis *axis)
{
    struct ranked *ranked = arena_zeroed(&m->mem, axis->n + 1, sizeof *ranked);

    for (size_t i = 0; i < axis->n; i++) {
        ranked[i] = (struct ranked){.value = axis->value[i], .place = i};
        for (int l = 0; l < m->n_layers; l++)
            ranked[i].sum[l] = axis->sum[l][i];
    }
    qsort(ranked, axis->n, sizeof *ranked, by_sum);
    for (size_t i = 0; i < axis->n; i++) {
        axis->value[i] = ranked[i].value;
        for (int l = 0; l < m->n_layers; l++)
            axis->sum[l][i] = ranked[i].sum[l];
    }
}

static bool set_places(struct counting *k, const struct matrix_axis *axis, struct places *p)
{
    p->n_values = end_of_values(k->c, axis->field);
    p->at = calloc(p->n_values, sizeof *p->at);
    for (size_t i = 0; p->at && i < axis->n; i++)
        p->at[axis->value[i]] = (uint32_t)i + 1;
    return p->at != NULL;
}

/* The places of a record's values that stand on the axis. */
static size_t places_of(struct counting *k, int which, uint32_t n)
{
    const struct places *p = which ? &k->col : &k->row;
    size_t n_values, count = 0;
    const uint32_t *values = values_of(k, which, n, &n_values);

    for (size_t v = 0; v < n_values; v++)
        if (p->at[values[v]])
            k->places[which][count++] = p->at[values[v]] - 1;
    return count;
}

/* One more in each place where the values of record n meet. */
static void count_record(struct counting *k, uint32_t n, uint32_t *count)
{
    size_t n_rows = places_of(k, 0, n), n_cols = places_of(k, 1, n);

    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_cols; j++)
            count[k->places[0][i] * k->m->col.n + k->places[1][j]]++;
}

/* What a search says that it looked for: only these. */
static bool is_searched(enum query_field field)
{
    return field == QUERY_THEME || field == QUERY_TYPE || field == QUERY_ACTOR;
}

/* A search that found something, in part or whole, leaves no place empty. */
static void count_searches(struct counting *k)
{
    struct corpus *c = k->c;
    struct matrix *m = k->m;
    const uint32_t nothing = corpus_word(c, QUERY_IS, "none");

    if (!is_searched(m->row.field) || !is_searched(m->col.field))
        return;
    for (uint32_t n = c->first[KIND_SEARCH]; n && n <= c->last[KIND_SEARCH]; n++) {
        size_t n_values;

        if (corpus_kind(c, n) == KIND_SEARCH && corpus_bears(c, n, QUERY_IS, nothing) &&
            *values_of(k, 0, n, &n_values) != MATRIX_NONE &&
            *values_of(k, 1, n, &n_values) != MATRIX_NONE)
            count_record(k, n, m->searches);
    }
}

enum matrix_gap matrix_gap(const struct matrix *m, size_t row, size_t col)
{
    size_t at = row * m->col.n + col;

    if (m->cannot[at])
        return MATRIX_GAP_CANNOT;
    if (m->elsewhere[at] || !is_searched(m->row.field) || !is_searched(m->col.field) ||
        m->row.value[row] == MATRIX_NONE || m->col.value[col] == MATRIX_NONE)
        return MATRIX_GAP_PLAIN;
    return m->searches[at] ? MATRIX_GAP_SEARCHED : MATRIX_GAP_UNSEARCHED;
}

size_t matrix_searches(const struct corpus *c, struct arena *a, const enum query_field field[2],
                       const uint32_t value[2], uint32_t **rows)
{
    size_t count = 0;

    *rows = arena_zeroed(a, c->n_of_kind[KIND_SEARCH] + 1, sizeof **rows);
    if (!is_searched(field[0]) || !is_searched(field[1]))
        return 0;
    for (uint32_t n = c->first[KIND_SEARCH]; n && n <= c->last[KIND_SEARCH]; n++)
        if (corpus_kind(c, n) == KIND_SEARCH && corpus_bears(c, n, field[0], value[0]) &&
            corpus_bears(c, n, field[1], value[1]))
            (*rows)[count++] = n;
    return count;
}

/* What stands where in the whole dossier. */
static void look_elsewhere(struct counting *k, unsigned kinds)
{
    const struct corpus *c = k->c;
    struct matrix *m = k->m;
    uint32_t *count = arena_zeroed(&m->mem, m->row.n * m->col.n + 1, sizeof *count);

    for (uint32_t n = 1; n <= c->n_records; n++)
        if (corpus_is_fact(c, n) &&
            (kinds & (corpus_kind(c, n) == KIND_ACTIVITY ? MATRIX_ACTIVITIES : MATRIX_EVENTS)))
            count_record(k, n, count);
    for (size_t i = 0; i < m->row.n * m->col.n; i++)
        m->elsewhere[i] = count[i] != 0;
}

/* Room for the values of the record that has most. */
static bool make_room(struct counting *k)
{
    size_t most = 1;
    bool ok = true;

    for (uint32_t n = 1; n <= k->c->n_records; n++)
        if (corpus_max_values(k->c, n) > most)
            most = corpus_max_values(k->c, n);
    k->values = calloc(most, sizeof *k->values);
    for (int i = 0; i < 2; i++) {
        k->places[i] = calloc(most, sizeof *k->places[i]);
        ok = ok && k->places[i];
    }
    return ok && k->values;
}

static void finish_counting(struct counting *k)
{
    for (int i = 0; i < 2; i++) {
        free(k->places[i]);
        free(k->borne[i].at);
        buf_finish(&k->borne[i].v);
    }
    free(k->values);
    free(k->row.at);
    free(k->col.at);
}

/* The axes: their values, in their order, with their sums. */
static bool make_axes(struct counting *k, enum matrix_order order, const struct matrix_set *sets,
                      int n_sets, struct err *e)
{
    struct matrix *m = k->m;

    if (!read_values(k, &k->borne[0], m->row.field) || !read_values(k, &k->borne[1], m->col.field))
        return err_set(e, ERR_DATA, "out of memory");
    if (!count_axis(k, 0, sets, n_sets, e) || !count_axis(k, 1, sets, n_sets, e))
        return false;
    if (m->row.n && m->col.n > MAX_PLACES / m->row.n)
        return err_set(e, ERR_USAGE,
                       "matrix: %zu rows and %zu columns are too many; narrow the query, or name "
                       "another field",
                       m->row.n, m->col.n);
    if (sorts(&m->row, order))
        sort_axis(m, &m->row);
    if (sorts(&m->col, order))
        sort_axis(m, &m->col);
    if (!set_places(k, &m->row, &k->row) || !set_places(k, &m->col, &k->col))
        return err_set(e, ERR_DATA, "out of memory");
    return true;
}

bool matrix_make(struct matrix *m, struct corpus *c, enum query_field rows, enum query_field cols,
                 unsigned kinds, enum matrix_order order, const struct matrix_set *sets, int n_sets,
                 struct err *e)
{
    struct counting k = {.m = m, .c = c};
    bool ok;

    matrix_finish(m);
    m->row.field = rows;
    m->col.field = cols;
    m->n_layers = n_sets;
    if (!store_index_more(c->st, e) || !corpus_load_words(c, e))
        return false;
    ok = make_room(&k) || err_set(e, ERR_DATA, "out of memory");
    ok = ok && make_axes(&k, order, sets, n_sets, e);
    for (int l = 0; ok && l < n_sets; l++) {
        m->count[l] = arena_zeroed(&m->mem, m->row.n * m->col.n + 1, sizeof *m->count[l]);
        m->total[l] = (uint32_t)sets[l].n_records;
        for (size_t i = 0; i < sets[l].n_records; i++)
            count_record(&k, sets[l].n[i], m->count[l]);
    }
    if (ok) {
        m->searches = arena_zeroed(&m->mem, m->row.n * m->col.n + 1, sizeof *m->searches);
        m->elsewhere = arena_zeroed(&m->mem, m->row.n * m->col.n + 1, sizeof *m->elsewhere);
        count_searches(&k);
        if (is_searched(rows) && is_searched(cols))
            look_elsewhere(&k, kinds);
        ok = matrix_mark_cannot(m, c, kinds, e);
    }
    finish_counting(&k);
    return ok;
}

void matrix_finish(struct matrix *m)
{
    arena_finish(&m->mem);
    *m = (struct matrix){0};
}
