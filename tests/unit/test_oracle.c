/*
 * The filter on a big dossier, against one that reads the authored tables and judges every record
 * for itself: rows of every kind, what may match, tallies, facets, for thousands of queries drawn
 * from the dossier's own words. Usage: test_oracle DOSSIER N_QUERIES
 */
#include "nichiei/engine/corpus.h"
#include "nichiei/engine/facets.h"

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
static int n_queries;

static struct store *st;
static struct corpus *corpus;
static struct oracle *oracle;
static struct arena mem;
static struct err error;

/* The number of each field's first word; the others follow it. */
static uint32_t first_word[QUERY_FIELD_COUNT];

/* The records of each kind, in their order. */
static uint32_t *of_kind[KIND_COUNT];
static size_t n_of_kind[KIND_COUNT];

static int open_both(void **state)
{
    (void)state;
    st = store_open(dossier, &error);
    if (!st || !(corpus = corpus_new(st, &error)))
        fail_msg("%s", error.text);
    oracle = oracle_open(dossier);
    for (int k = 0; k < KIND_COUNT; k++)
        of_kind[k] = calloc(oracle_n_records(oracle), sizeof *of_kind[k]);
    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++) {
        enum kind kind = oracle_record(oracle, n)->kind;

        assert_non_null(of_kind[kind]);
        of_kind[kind][n_of_kind[kind]++] = n;
    }
    return 0;
}

static int close_both(void **state)
{
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++)
        free(of_kind[k]);
    arena_finish(&mem);
    oracle_close(oracle);
    corpus_free(corpus);
    store_close(st);
    return 0;
}

static void records_stand_in_display_order(void **state)
{
    (void)state;
    assert_int_equal(store_n_records(st), oracle_n_records(oracle));
    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++) {
        const struct oracle_record *wanted = oracle_record(oracle, n);
        struct record r;

        assert_true(store_record(st, &mem, n, &r, &error));
        if (strcmp(r.id, wanted->id) != 0)
            fail_msg("record %u is %s, and should be %s", n, r.id, wanted->id);
        assert_int_equal(r.kind, wanted->kind);
        if (wanted->dated) {
            assert_int_equal(r.first_day, wanted->first_day);
            assert_int_equal(r.last_day, wanted->last_day);
        }
    }
    arena_reset(&mem);
}

static void assert_words(enum query_field field, const struct word *words, size_t n_words)
{
    const char *const *wanted;
    size_t n_wanted = oracle_words(oracle, field, &wanted), at = 0;

    for (size_t i = 0; i < n_words; i++) {
        if (strcmp(words[i].field, query_field_name(field)) != 0)
            continue;
        if (!at)
            first_word[field] = words[i].v;
        assert_true(at < n_wanted);
        assert_string_equal(words[i].word, wanted[at]);
        assert_int_equal(words[i].v, first_word[field] + at);
        at++;
    }
    assert_int_equal(at, n_wanted);
    assert_true(at > 0);
}

static void words_are_those_that_records_bear(void **state)
{
    const struct word *words;
    size_t n_words;

    (void)state;
    assert_true(store_words(st, &words, &n_words, &error));
    for (int f = 0; f < QUERY_FIELD_COUNT; f++)
        if (query_values_of((enum query_field)f) == VALUES_WORDS)
            assert_words((enum query_field)f, words, n_words);
}

/* --- from the drawn query to the product's --------------------------------------------------- */

static struct query built(const struct oracle_query *drawn)
{
    struct query q = {.n_terms = drawn->n_terms};

    for (int i = 0; i < drawn->n_terms; i++) {
        const struct oracle_term *from = &drawn->term[i];
        struct query_term *t = &q.term[i];

        *t = (struct query_term){
            .field = from->field, .excludes = from->excludes, .literal = from->literal};
        if (*from->text)
            t->text = strdup(from->text);
        for (int k = 0; k < from->n_values; k++)
            switch (query_values_of(from->field)) {
            case VALUES_DATES:
                t->value[t->n_values++] = (uint32_t)from->first_day[k];
                t->value[t->n_values++] = (uint32_t)from->last_day[k];
                break;
            case VALUES_WORDS:
                t->value[t->n_values++] = first_word[from->field] + from->word[k];
                break;
            default:
                t->value[t->n_values++] = from->record[k];
            }
    }
    return q;
}

/* What is typed is understood as what was drawn. */
static void assert_understood(const char *typed, const struct query *wanted)
{
    struct query q = {0};

    if (!query_parse(&q, typed, strlen(typed), st, &error))
        fail_msg("%s: %s", typed, error.text);
    if (q.n_terms != wanted->n_terms)
        fail_msg("%s: is understood as %d terms, not %d", typed, q.n_terms, wanted->n_terms);
    for (int i = 0; i < q.n_terms; i++) {
        const struct query_term *is = &q.term[i], *should = &wanted->term[i];
        bool same = is->field == should->field && is->excludes == should->excludes &&
                    is->literal == should->literal && is->n_values == should->n_values &&
                    memcmp(is->value, should->value, sizeof is->value) == 0 &&
                    strcmp(is->text ? is->text : "", should->text ? should->text : "") == 0;

        if (!same)
            fail_msg("%s: term %d is understood as something else: %s", typed, i + 1,
                     query_field_name(is->field));
    }
    query_finish(&q);
}

/* Also what the query itself says it is. */
static void assert_parsed(const char *typed, const struct query *wanted)
{
    struct buf printed = {0};

    assert_understood(typed, wanted);
    query_print(wanted, st, &printed);
    assert_understood(buf_cstr(&printed), wanted);
    buf_finish(&printed);
}

/* --- comparing ------------------------------------------------------------------------------- */

static void assert_row(const char *typed, const char *list, uint32_t n, bool found, bool wanted)
{
    if (found != wanted)
        fail_msg("%s: %s: %s %s: the engine %s it, the oracle %s", typed, list,
                 oracle_record(oracle, n)->id, oracle_field(oracle, n, "name_ja"),
                 found ? "has" : "lacks", wanted ? "has it" : "does not");
}

/* Rows of one kind against the oracle's, which it gives in the same order. */
static void assert_rows(const char *typed, enum kind kind, bool but_own)
{
    uint32_t *rows;
    size_t n_rows = corpus_rows(corpus, &mem, kind, but_own, &rows), at = 0;
    char list[64];

    snprintf(list, sizeof list, "%s%s", kind_prefix(kind), but_own ? " but for its own terms" : "");
    for (size_t i = 0; i < n_of_kind[kind]; i++) {
        uint32_t n = of_kind[kind][i];
        bool found = at < n_rows && rows[at] == n;

        assert_row(typed, list, n, found, oracle_matches(oracle, n, but_own));
        at += found;
    }
    assert_int_equal(at, n_rows);
}

static size_t assert_timeline(const char *typed)
{
    uint32_t *rows, n_records = oracle_n_records(oracle);
    size_t n_rows = corpus_timeline(corpus, &mem, &rows), at = 0;

    for (uint32_t n = 1; n <= n_records; n++) {
        bool found = at < n_rows && rows[at] == n;

        if (found || oracle_is_fact(oracle, n))
            assert_row(typed, "timeline", n, found,
                       oracle_is_fact(oracle, n) && oracle_matches(oracle, n, false));
        at += found;
    }
    assert_int_equal(at, n_rows);
    return n_rows;
}

/* Possible hits: of the timeline, whose number it gives back, and of each kind. */
static size_t assert_possible(const char *typed)
{
    size_t wanted[KIND_COUNT] = {0}, of_timeline;

    for (int k = 0; k < KIND_COUNT; k++)
        for (size_t i = 0; i < n_of_kind[k]; i++)
            wanted[k] += oracle_may_match(oracle, of_kind[k][i]);
    of_timeline = wanted[KIND_ACTIVITY] + wanted[KIND_EVENT];
    if (corpus_possible(corpus, KIND_NONE) != of_timeline)
        fail_msg("%s: the engine has %zu possible hits, the oracle %zu", typed,
                 corpus_possible(corpus, KIND_NONE), of_timeline);
    for (int k = 0; k < KIND_COUNT; k++)
        if (corpus_possible(corpus, (enum kind)k) != wanted[k])
            fail_msg("%s: %s: the engine has %zu possible hits, the oracle %zu", typed,
                     kind_prefix((enum kind)k), corpus_possible(corpus, (enum kind)k), wanted[k]);
    return of_timeline;
}

/* How many rows there would be without one of the terms, in the timeline and in the panes. */
static void assert_without(const char *typed, int term)
{
    size_t wanted[KIND_COUNT] = {0}, of_timeline;

    oracle_leave_out(oracle, term);
    for (int k = 0; k < KIND_COUNT; k++)
        for (size_t i = 0; k <= KIND_RECOMMENDATION && i < n_of_kind[k]; i++)
            wanted[k] += oracle_matches(oracle, of_kind[k][i], true);
    oracle_leave_out(oracle, -1);
    of_timeline = wanted[KIND_ACTIVITY] + wanted[KIND_EVENT];
    if (corpus_without(corpus, KIND_NONE, term) != of_timeline)
        fail_msg("%s: without term %d the engine has %zu rows, the oracle %zu", typed, term + 1,
                 corpus_without(corpus, KIND_NONE, term), of_timeline);
    for (int k = KIND_ACTOR; k <= KIND_RECOMMENDATION; k++)
        if (corpus_without(corpus, (enum kind)k, term) != wanted[k])
            fail_msg("%s: %s: without term %d the engine has %zu rows, the oracle %zu", typed,
                     kind_prefix((enum kind)k), term + 1,
                     corpus_without(corpus, (enum kind)k, term), wanted[k]);
}

static void assert_tally(const char *typed, uint32_t n)
{
    struct tally t = corpus_tally(corpus, n);
    uint32_t n_activities, n_events;

    oracle_tally(oracle, n, &n_activities, &n_events);
    if (t.n_activities != n_activities || t.n_events != n_events)
        fail_msg("%s: %s counts %u activities and %u events, by the oracle %u and %u", typed,
                 oracle_record(oracle, n)->id, t.n_activities, t.n_events, n_activities, n_events);
}

/* Of the records that lead to activities and events, every tenth or so. */
static void assert_tallies(const char *typed, struct dice *d)
{
    for (int k = 0; k < KIND_COUNT; k++)
        for (size_t i = 0; query_field_of((enum kind)k) != QUERY_FIELD_COUNT && i < n_of_kind[k];
             i++)
            if (dice_below(d, 10) == 0)
                assert_tally(typed, of_kind[k][i]);
}

static size_t assert_sounds(const char *typed, const struct oracle_query *q)
{
    size_t n_all = 0;

    for (int i = 0; i < q->n_terms; i++) {
        uint32_t n_sounds = 0;

        if (q->term[i].field != QUERY_TEXT)
            continue;
        for (uint32_t n = 1; n <= oracle_n_records(oracle); n++)
            n_sounds += oracle_holds_by_sound(oracle, n, i);
        if (corpus_by_sound(corpus, i) != n_sounds)
            fail_msg("%s: the engine finds %u records by sound alone, the oracle %u", typed,
                     corpus_by_sound(corpus, i), n_sounds);
        n_all += n_sounds;
    }
    return n_all;
}

/* several: of the terms, more than one chooses in the field. */
static void assert_count(const char *typed, enum query_field field, bool several,
                         const struct facet_value *value, const struct oracle_count *wanted)
{
    bool is_words = query_values_of(field) == VALUES_WORDS;
    const char *const *words;
    char year[16];

    if (value->count == wanted->count && (several || value->added == wanted->added))
        return;
    oracle_words(oracle, field, &words);
    snprintf(year, sizeof year, "%u", value->value);
    fail_msg("%s: facet %s: %s counts %u and adds %u, by the oracle %u and %u", typed,
             query_field_name(field),
             field == QUERY_YEAR ? year
             : is_words          ? words[value->value - first_word[field]]
                                 : oracle_record(oracle, value->value)->id,
             value->count, value->added, wanted->count, wanted->added);
}

/* Notes can be asked for behind source:, but are no values of its facet. */
static bool is_note(enum query_field field, size_t i)
{
    const char *const *words;

    return field == QUERY_SOURCE && i < oracle_words(oracle, field, &words) &&
           kind_of_id(words[i]) == KIND_REFERENCE;
}

/* Every value that either side counts; the engine's most first. */
static void assert_facet(const char *typed, const struct query *q, enum query_field field)
{
    uint32_t first = query_values_of(field) == VALUES_WORDS ? first_word[field] : 0;
    size_t n_counts = oracle_facet_size(oracle, field), n_values, n_wanted = 0;
    struct oracle_count *wanted = arena_zeroed(&mem, n_counts, sizeof *wanted);
    struct facet_value *values;

    oracle_facet(oracle, field, wanted);
    for (size_t i = 0; i < n_counts; i++)
        n_wanted +=
            wanted[i].excluded || ((wanted[i].count || wanted[i].added) && !is_note(field, i));
    assert_true(corpus_facet(corpus, &mem, KIND_NONE, field, &values, &n_values, &error));
    for (size_t i = 0; i < n_values; i++) {
        assert_true(values[i].value - first < n_counts);
        assert_true(!i || values[i].count <= values[i - 1].count);
        assert_count(typed, field, query_ticks(q, field) > 1, &values[i],
                     &wanted[values[i].value - first]);
    }
    if (n_values != n_wanted)
        fail_msg("%s: facet %s has %zu values, by the oracle %zu", typed, query_field_name(field),
                 n_values, n_wanted);
}

/* What the random queries met: a test that only sees empty lists says nothing. */
struct met {
    size_t n_some, n_few, n_none, n_possible, n_sounds;
};

/* Begins a query and works on it for a while, perhaps to the end. */
static void begin(const struct query *q, struct dice *d)
{
    bool done = false;

    corpus_begin(corpus, q);
    for (uint32_t i = dice_below(d, 8); i > 0 && !done; i--)
        assert_true(corpus_work(corpus, &done, &error));
}

/* Types the last word of a query character by character; what comes next need not wait. */
static void type_last_word(const struct query *q, struct dice *d)
{
    const struct query_term *last = q->n_terms ? &q->term[q->n_terms - 1] : NULL;
    struct query begun = {0};
    char *text;

    if (!last || last->field != QUERY_TEXT)
        return;
    query_copy(&begun, q);
    text = begun.term[q->n_terms - 1].text;
    for (size_t n = 1; last->text[n]; n++) {
        if (((unsigned char)last->text[n] & 0xC0) == 0x80)
            continue;
        memcpy(text, last->text, n);
        text[n] = '\0';
        begin(&begun, d);
    }
    query_finish(&begun);
}

/* Asks, sometimes after another question that is dropped half-way, as when typing goes on. */
static void ask(const struct query *q, const struct query *dropped, struct dice *d)
{
    if (dice_below(d, 4) == 0)
        begin(dropped, d);
    if (dice_below(d, 3) == 0)
        type_last_word(q, d);
    assert_true(corpus_ask(corpus, q, &error));
}

static void compare(const struct oracle_query *drawn, const char *typed, int round, struct dice *d,
                    struct met *met)
{
    size_t n_rows = assert_timeline(typed), n_possible = assert_possible(typed);

    for (int k = 0; k < KIND_COUNT; k++) {
        assert_rows(typed, (enum kind)k, false);
        /* a kind that no term chooses gives the same rows again */
        if (query_field_of((enum kind)k) != QUERY_FIELD_COUNT || round % 16 == 0)
            assert_rows(typed, (enum kind)k, true);
    }
    assert_tallies(typed, d);
    if (drawn->n_terms)
        assert_without(typed, (int)dice_below(d, (uint32_t)drawn->n_terms));
    for (int i = 0; i < FACET_COUNT; i++)
        if ((round + i) % 2 == 0) /* half of them, in turn */
            assert_facet(typed, corpus_query(corpus), facets[i].field);
    met->n_sounds += assert_sounds(typed, drawn) > 0;
    met->n_possible += n_possible > 0;
    met->n_some += n_rows > 0;
    met->n_few += n_rows > 0 && n_rows <= 100;
    met->n_none += n_rows == 0;
}

static void random_queries_agree(void **state)
{
    struct oracle_query drawn = {0};
    struct dice d = {20120619};
    struct query before = {0};
    struct buf typed = {0};
    struct met met = {0};

    (void)state;
    for (int round = 0; round < n_queries; round++) {
        struct query q;

        draw_query(oracle, &d, &drawn, &typed);
        q = built(&drawn);
        if (round % 8 == 0)
            assert_parsed(buf_cstr(&typed), &q);
        ask(&q, &before, &d);
        oracle_ask(oracle, &drawn);
        compare(&drawn, buf_cstr(&typed), round, &d, &met);
        query_finish(&before);
        before = q;
        arena_reset(&mem);
    }
    printf("%d queries: %zu with hits, %zu of them few, %zu without; %zu with possible hits, "
           "%zu with hits by sound\n",
           n_queries, met.n_some, met.n_few, met.n_none, met.n_possible, met.n_sounds);
    assert_true(5 * met.n_some > 2 * (size_t)n_queries && met.n_few > (size_t)n_queries / 5);
    assert_true(met.n_none > 0 && met.n_possible > 0 && met.n_sounds > 0);
    query_finish(&before);
    buf_finish(&typed);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_stand_in_display_order),
        cmocka_unit_test(words_are_those_that_records_bear),
        cmocka_unit_test(random_queries_agree),
    };

    if (argc != 3) {
        fprintf(stderr, "usage: test_oracle DOSSIER N_QUERIES\n");
        return 2;
    }
    dossier = argv[1];
    n_queries = atoi(argv[2]);
    return cmocka_run_group_tests(tests, open_both, close_both);
}
