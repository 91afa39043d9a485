/*
 * The matrix against a naive one: each record of the authored tables judged for itself, and put
 * where its values meet; and each number against the query that is printed for it. Usage:
 * test_matrix DOSSIER N_ROUNDS
 */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/matrix.h"
#include "nichiei/engine/twice.h"

#include "draw.h"
#include "fixture.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *dossier;
static int n_rounds;

static struct store *st;
static struct corpus *corpus;
static struct oracle *oracle;
static struct arena mem;
static struct err error;
static struct matrix matrix;

static int open_both(void **state)
{
    (void)state;
    st = store_open(dossier, &error);
    if (!st || !(corpus = corpus_new(st, &error)))
        fail_msg("%s", error.text);
    oracle = oracle_open(dossier);
    return 0;
}

static int close_both(void **state)
{
    (void)state;
    matrix_finish(&matrix);
    arena_finish(&mem);
    oracle_close(oracle);
    corpus_free(corpus);
    store_close(st);
    return 0;
}

/* --- what a record says, by the oracle ------------------------------------------------------- */

enum { MAX_VALUES = 64 };

static size_t add_once(uint32_t *values, size_t n, uint32_t value)
{
    for (size_t i = 0; i < n; i++)
        if (values[i] == value)
            return n;
    assert_true(n < MAX_VALUES);
    values[n] = value;
    return n + 1;
}

/* The product's number of a word. */
static uint32_t word_number(enum query_field field, uint32_t place)
{
    const char *const *wanted;
    const struct word *words;
    size_t n_words;

    oracle_words(oracle, field, &wanted);
    assert_true(store_words(st, &words, &n_words, &error));
    for (size_t i = 0; i < n_words; i++)
        if (strcmp(words[i].field, query_field_name(field)) == 0 &&
            strcmp(words[i].word, wanted[place]) == 0)
            return words[i].v;
    fail_msg("no word %s:%s", query_field_name(field), wanted[place]);
    return 0;
}

static size_t values_of(uint32_t n, enum query_field field, uint32_t *values)
{
    const struct oracle_record *r = oracle_record(oracle, n);
    size_t n_values = 0;

    if (field == QUERY_YEAR && r->dated && r->first_day != EDTF_DAY_MIN &&
        r->last_day != EDTF_DAY_MAX) {
        int first, last, month, day;

        edtf_civil(r->first_day, &first, &month, &day);
        edtf_civil(r->last_day, &last, &month, &day);
        if (first == last)
            n_values = add_once(values, n_values, (uint32_t)first);
    }
    for (size_t i = 0; i < r->n_pairs; i++)
        if (r->pairs[i].field == field)
            n_values = add_once(values, n_values, r->pairs[i].value);
    for (size_t i = 0; i < r->n_words; i++)
        if (r->words[i].field == field)
            n_values = add_once(values, n_values, word_number(field, r->words[i].place));
    return n_values ? n_values : add_once(values, 0, MATRIX_NONE);
}

/* --- comparing ------------------------------------------------------------------------------- */

/* What was asked: the fields, the kinds, and two queries of words or one. */
struct asked {
    enum query_field field[2];
    unsigned kinds;
    int n_layers;
    const char *typed;
};

static size_t place_of(const struct matrix_axis *axis, uint32_t value)
{
    for (size_t i = 0; i < axis->n; i++)
        if (axis->value[i] == value)
            return i;
    fail_msg("%s: value %u is missing", query_field_name(axis->field), value);
    return 0;
}

static bool is_counted(const struct asked *q, uint32_t n)
{
    unsigned kind =
        oracle_record(oracle, n)->kind == KIND_ACTIVITY ? MATRIX_ACTIVITIES : MATRIX_EVENTS;

    return oracle_is_fact(oracle, n) && oracle_matches(oracle, n, false) && (q->kinds & kind);
}

static void assert_same(const struct asked *q, const char *what, const uint32_t *is,
                        const uint32_t *should, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is[i] != should[i])
            fail_msg("%s: %s by %s: %s %zu is %u, by the oracle %u", q->typed,
                     query_field_name(q->field[0]), query_field_name(q->field[1]), what, i, is[i],
                     should[i]);
}

/* Every cell and every sum of the first layer. */
static void assert_counts(const struct asked *q)
{
    const struct matrix_axis *row = &matrix.row, *col = &matrix.col;
    uint32_t *cells = arena_zeroed(&mem, row->n * col->n + 1, sizeof *cells);
    uint32_t *rows = arena_zeroed(&mem, row->n + 1, sizeof *rows);
    uint32_t *cols = arena_zeroed(&mem, col->n + 1, sizeof *cols), total = 0;

    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++) {
        uint32_t of_row[MAX_VALUES], of_col[MAX_VALUES];
        size_t n_row, n_col;

        if (!is_counted(q, n))
            continue;
        n_row = values_of(n, q->field[0], of_row);
        n_col = values_of(n, q->field[1], of_col);
        for (size_t i = 0; i < n_row; i++)
            rows[place_of(row, of_row[i])]++;
        for (size_t j = 0; j < n_col; j++)
            cols[place_of(col, of_col[j])]++;
        for (size_t i = 0; i < n_row; i++)
            for (size_t j = 0; j < n_col; j++)
                cells[place_of(row, of_row[i]) * col->n + place_of(col, of_col[j])]++;
        total++;
    }
    assert_int_equal(matrix.total[0], total);
    assert_same(q, "sum of row", row->sum[0], rows, row->n);
    assert_same(q, "sum of column", col->sum[0], cols, col->n);
    assert_same(q, "place", matrix.count[0], cells, row->n * col->n);
}

/* Asks for what stands in a place, in words, and counts the answer. */
static uint32_t count_by_query(const struct asked *q, uint32_t row, uint32_t col)
{
    struct query asked = {0}, again = {0};
    struct matrix_set set;
    struct buf typed = {0};

    query_copy(&asked, corpus_query(corpus));
    assert_true(matrix_term(&asked, st, q->field[0], row));
    assert_true(matrix_term(&asked, st, q->field[1], col));
    query_print(&asked, st, &typed);
    if (!query_parse(&again, buf_cstr(&typed), typed.n_bytes, st, &error))
        fail_msg("%s: %s", buf_cstr(&typed), error.text);
    assert_true(corpus_ask(corpus, &again, &error));
    assert_true(matrix_select(corpus, &mem, q->kinds, NULL, &set, &error));
    query_finish(&again);
    query_finish(&asked);
    buf_finish(&typed);
    return (uint32_t)set.n_records;
}

/* Some places, drawn; and that nothing stands where nothing can. (Of the bodies of an invented
 * dossier some act before they are founded.) */
static void assert_queries(const struct asked *q, struct dice *d, size_t n_places)
{
    struct query before = {0};
    const struct matrix_axis *row = &matrix.row, *col = &matrix.col;

    query_copy(&before, corpus_query(corpus));
    for (size_t i = 0; i < row->n * col->n; i++)
        if (matrix.cannot[i])
            assert_true(!matrix.count[0][i] || oracle_n_records(oracle) > 1000);
    for (; row->n && col->n && n_places; n_places--) {
        size_t i = dice_below(d, (uint32_t)row->n), j = dice_below(d, (uint32_t)col->n);

        assert_int_equal(count_by_query(q, row->value[i], col->value[j]),
                         matrix.count[0][i * col->n + j]);
        assert_true(corpus_ask(corpus, &before, &error));
    }
    query_finish(&before);
}

static void make(const struct asked *q, enum matrix_order order)
{
    struct matrix_set set;

    assert_true(matrix_select(corpus, &mem, q->kinds, NULL, &set, &error));
    if (!matrix_make(&matrix, corpus, q->field[0], q->field[1], q->kinds, order, &set, 1, &error))
        fail_msg("%s", error.text);
}

/* The query as the product understands what was drawn. */
static void ask(const char *typed)
{
    struct query q = {0};

    if (!query_parse(&q, typed, strlen(typed), st, &error))
        fail_msg("%s: %s", typed, error.text);
    assert_true(corpus_ask(corpus, &q, &error));
    query_finish(&q);
}

static void every_number_is_what_a_naive_count_gives(void **state)
{
    struct oracle_query drawn = {0};
    struct dice d = {19450815};
    struct buf typed = {0};
    size_t n_some = 0;

    (void)state;
    for (int round = 0; round < n_rounds; round++) {
        struct asked q;

        if (round < MATRIX_FIELDS * MATRIX_FIELDS) { /* each pair once with all there is */
            drawn = (struct oracle_query){.n_terms = 0};
            buf_reset(&typed);
            q = (struct asked){
                {matrix_fields[round / MATRIX_FIELDS], matrix_fields[round % MATRIX_FIELDS]},
                MATRIX_ACTIVITIES | MATRIX_EVENTS,
                1,
                ""};
        } else {
            draw_query(oracle, &d, &drawn, &typed);
            q = (struct asked){{matrix_fields[dice_below(&d, MATRIX_FIELDS)],
                                matrix_fields[dice_below(&d, MATRIX_FIELDS)]},
                               1 + dice_below(&d, 3),
                               1,
                               buf_cstr(&typed)};
        }
        ask(buf_cstr(&typed));
        oracle_ask(oracle, &drawn);
        make(&q, round % 2 ? MATRIX_BY_SUM : MATRIX_AS_LISTED);
        assert_counts(&q);
        assert_queries(&q, &d, 4);
        n_some += matrix.total[0] > 0;
        arena_reset(&mem);
    }
    assert_true(3 * n_some > (size_t)n_rounds);
    buf_finish(&typed);
}

static void two_selections_stand_in_the_same_places(void **state)
{
    const struct asked q = {{QUERY_ACTOR, QUERY_YEAR}, MATRIX_ACTIVITIES | MATRIX_EVENTS, 2, ""};

    (void)state;
    ask("");
    for (int p = 0; p < MATRIX_PAIRS; p++) {
        struct matrix_set set[MATRIX_LAYERS];
        bool known = true;

        for (int l = 0; l < MATRIX_LAYERS; l++) {
            const char *typed = matrix_pairs[p].query[l];
            struct query also = {0};

            known = known && query_parse(&also, typed, strlen(typed), st, &error);
            if (known)
                assert_true(matrix_select(corpus, &mem, q.kinds, &also, &set[l], &error));
            query_finish(&also);
        }
        if (!known) { /* a dossier in which nobody leads */
            error = (struct err){0};
            continue;
        }
        assert_true(matrix_make(&matrix, corpus, QUERY_ACTOR, QUERY_YEAR, q.kinds, MATRIX_AS_LISTED,
                                set, 2, &error));
        for (int l = 0; l < MATRIX_LAYERS; l++) {
            uint32_t sum = 0;

            ask(matrix_pairs[p].query[l]);
            assert_int_equal(matrix.total[l], set[l].n_records);
            for (size_t i = 0; i < matrix.col.n; i++)
                sum += matrix.col.sum[l][i];
            assert_int_equal(sum, matrix.total[l]); /* each has one year, or none */
            if (matrix.row.n) {
                struct query before = {0};
                size_t at = matrix.row.n / 2;

                query_copy(&before, corpus_query(corpus));
                assert_int_equal(count_by_query(&q, matrix.row.value[at], matrix.col.value[0]),
                                 matrix.count[l][at * matrix.col.n]);
                query_finish(&before);
            }
        }
        ask("");
        arena_reset(&mem);
    }
}

/* Each activity has one theme and one type: it is counted once, and all sums are the lists'. */
static void themes_and_types_count_each_activity_once(void **state)
{
    const struct asked q = {{QUERY_THEME, QUERY_TYPE}, MATRIX_ACTIVITIES, 1, ""};
    uint32_t cells = 0, rows = 0, cols = 0;

    (void)state;
    ask("");
    make(&q, MATRIX_AS_LISTED);
    assert_int_equal(matrix.total[0], corpus_count(corpus, KIND_ACTIVITY));
    assert_int_equal(matrix.row.n, corpus_count(corpus, KIND_THEME));
    assert_int_equal(matrix.col.n, corpus_count(corpus, KIND_TYPE));
    for (size_t i = 0; i < matrix.row.n * matrix.col.n; i++)
        cells += matrix.count[0][i];
    for (size_t i = 0; i < matrix.row.n; i++) {
        struct query theme = {0};
        uint32_t *list;

        rows += matrix.row.sum[0][i];
        assert_true(matrix_term(&theme, st, QUERY_THEME, matrix.row.value[i]));
        assert_true(corpus_ask(corpus, &theme, &error));
        assert_int_equal(corpus_rows(corpus, &mem, KIND_ACTIVITY, false, &list),
                         matrix.row.sum[0][i]);
        query_finish(&theme);
    }
    for (size_t j = 0; j < matrix.col.n; j++)
        cols += matrix.col.sum[0][j];
    assert_int_equal(cells, matrix.total[0]);
    assert_int_equal(rows, matrix.total[0]);
    assert_int_equal(cols, matrix.total[0]);
    arena_reset(&mem);
}

/* A place is covered by the searches that bear both its values, and by no others; those that found
 * nothing are what makes an empty one "searched, none". */
static void searches_cover_places(void **state)
{
    const enum query_field field[2] = {QUERY_THEME, QUERY_TYPE};
    const struct asked q = {{QUERY_THEME, QUERY_TYPE}, MATRIX_ACTIVITIES, 1, ""};
    size_t n_covered = 0;

    (void)state;
    ask("");
    make(&q, MATRIX_AS_LISTED);
    for (size_t i = 0; i < matrix.row.n; i++)
        for (size_t j = 0; j < matrix.col.n; j++) {
            const uint32_t value[2] = {matrix.row.value[i], matrix.col.value[j]};
            uint32_t wanted = 0, in_vain = 0, *rows;

            for (uint32_t n = 1; n <= oracle_n_records(oracle); n++)
                if (oracle_record(oracle, n)->kind == KIND_SEARCH &&
                    strcmp(oracle_field(oracle, n, "theme"), oracle_record(oracle, value[0])->id) ==
                        0 &&
                    strcmp(oracle_field(oracle, n, "type"), oracle_record(oracle, value[1])->id) ==
                        0) {
                    wanted++;
                    in_vain += strcmp(oracle_field(oracle, n, "result"), "none") == 0;
                }
            assert_int_equal(matrix.searches[i * matrix.col.n + j], in_vain);
            assert_int_equal(matrix_searches(corpus, &mem, field, value, &rows), wanted);
            n_covered += wanted > 0;
        }
    assert_true(n_covered > 0);
    arena_reset(&mem);
}

static void events_have_no_type(void **state)
{
    const struct asked q = {{QUERY_KIND, QUERY_TYPE}, MATRIX_ACTIVITIES | MATRIX_EVENTS, 1, ""};
    size_t n_cannot = 0;

    (void)state;
    ask("");
    make(&q, MATRIX_AS_LISTED);
    assert_int_equal(matrix.row.n, 2);
    assert_int_equal(matrix.col.value[matrix.col.n - 1], MATRIX_NONE);
    for (size_t i = 0; i < 2 * matrix.col.n; i++)
        n_cannot += matrix.cannot[i];
    assert_int_equal(n_cannot, matrix.col.n); /* nor has an activity none */
    assert_false(matrix.cannot[2 * matrix.col.n - 1]);
}

/* --- twice ----------------------------------------------------------------------------------- */

/* Is it of that country? NULL: of neither of the two. */
static bool is_of(uint32_t body, const char *country)
{
    const char *own = oracle_field(oracle, body, "country");

    return country ? strcmp(own, country) == 0 : strcmp(own, "JP") != 0 && strcmp(own, "GB") != 0;
}

/* Do both have a body of that country? */
static bool share(uint32_t a, uint32_t b, const char *country)
{
    uint32_t of_a[MAX_VALUES], of_b[MAX_VALUES];
    size_t n_a = values_of(a, QUERY_ACTOR, of_a), n_b = values_of(b, QUERY_ACTOR, of_b);

    for (size_t i = 0; i < n_a; i++)
        for (size_t j = 0; j < n_b; j++)
            if (of_a[i] != MATRIX_NONE && of_a[i] == of_b[j] && is_of(of_a[i], country))
                return true;
    return false;
}

static bool same_field(uint32_t a, uint32_t b)
{
    return strcmp(oracle_field(oracle, a, "theme"), oracle_field(oracle, b, "theme")) == 0 &&
           strcmp(oracle_field(oracle, a, "type"), oracle_field(oracle, b, "type")) == 0;
}

static bool is_found(const struct twice *found, size_t n_found, uint32_t a, uint32_t b, bool third)
{
    for (size_t i = 0; i < n_found; i++) {
        int n = 0;

        for (size_t k = 0; k < found[i].n_records; k++)
            n += found[i].n[k] == a || found[i].n[k] == b;
        if (n == 2 && found[i].third == third)
            return true;
    }
    return false;
}

/* Each pair of records is in a finding of its kind exactly if it shares what that asks for. */
static void what_is_there_twice_is_found(void **state)
{
    struct matrix_set set;
    struct twice *found;
    size_t n_found, n_pairs = 0;

    (void)state;
    ask(oracle_n_records(oracle) > 10000 ? "theme:ppp date:2019" : "");
    assert_true(matrix_select(corpus, &mem, MATRIX_ACTIVITIES | MATRIX_EVENTS, NULL, &set, &error));
    assert_true(twice_find(corpus, &mem, &set, &found, &n_found, &error));
    for (size_t i = 0; i < set.n_records; i++)
        for (size_t j = i + 1; j < set.n_records; j++) {
            uint32_t a = set.n[i], b = set.n[j];
            bool both = same_field(a, b) && share(a, b, "JP") && share(a, b, "GB");
            bool third = same_field(a, b) && share(a, b, NULL);

            if (is_found(found, n_found, a, b, false) != both ||
                is_found(found, n_found, a, b, true) != third)
                fail_msg("%s and %s: found %d %d, by the oracle %d %d",
                         oracle_record(oracle, a)->id, oracle_record(oracle, b)->id,
                         is_found(found, n_found, a, b, false),
                         is_found(found, n_found, a, b, true), both, third);
            n_pairs += both || third;
        }
    assert_true(n_pairs > 0);
    arena_reset(&mem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_and_types_count_each_activity_once),
        cmocka_unit_test(every_number_is_what_a_naive_count_gives),
        cmocka_unit_test(two_selections_stand_in_the_same_places),
        cmocka_unit_test(searches_cover_places),
        cmocka_unit_test(events_have_no_type),
        cmocka_unit_test(what_is_there_twice_is_found),
    };

    if (argc != 3) {
        fprintf(stderr, "usage: test_matrix DOSSIER N_ROUNDS\n");
        return 2;
    }
    dossier = argv[1];
    n_rounds = atoi(argv[2]);
    return cmocka_run_group_tests(tests, open_both, close_both);
}
