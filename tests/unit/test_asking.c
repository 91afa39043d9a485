/* Words, dates and facets: every answer against a naive look at the records themselves. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/corpus.h"
#include "nichiei/engine/facets.h"
#include "nichiei/engine/when.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct fixture *fx;
static struct corpus *corpus;
static struct arena mem;

static int open_all(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    corpus = fx->corpus;
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    arena_finish(&mem);
    fixture_close(fx);
    return 0;
}

static void ask(const char *typed)
{
    struct query q = {0};
    struct err e = {0};

    if (!query_parse(&q, typed, strlen(typed), fx->st, &e))
        fail_msg("%s: %s", typed, e.text);
    assert_true(corpus_ask(corpus, &q, &e));
    query_finish(&q);
}

static size_t timeline_count(const char *typed)
{
    uint32_t *rows;

    ask(typed);
    return corpus_timeline(corpus, &mem, &rows);
}

/* How many activities and events have this value in a field of their own. */
static size_t count_field(const char *field, const char *value)
{
    size_t count = 0;

    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        const char *const *values;
        struct record r;
        int i;

        assert_true(store_record(fx->st, &mem, n, &r, &fx->error));
        if (r.kind != KIND_ACTIVITY && r.kind != KIND_EVENT)
            continue;
        i = schema_field(schema_of_kind(r.kind), field);
        assert_true(store_fields(fx->st, &mem, n, &values, &fx->error));
        count += i >= 0 && strcmp(values[i], value) == 0;
    }
    return count;
}

static void a_word_finds_who_bears_it(void **state)
{
    static const char *const grades[] = {"1", "2", "3", "4"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        char typed[32] = "certainty:";
        size_t wanted = count_field("certainty", grades[i]);

        strcat(typed, grades[i]);
        if (wanted)
            assert_int_equal(timeline_count(typed), wanted);
    }
    assert_int_equal(timeline_count("is:planned"), count_field("status", "planned"));
    assert_int_equal(timeline_count("is:undated"), count_field("date", ""));
    assert_int_equal(timeline_count("kind:activity"),
                     count_field("official", "unconfirmed") + count_field("official", "document"));
    assert_int_equal(timeline_count("kind:活動"), timeline_count("kind:activity"));
}

static void an_unknown_word_names_those_there_are(void **state)
{
    struct query q = {0};
    struct err e = {0};

    (void)state;
    assert_false(query_parse(&q, "precision:hour", 14, fx->st, &e));
    assert_int_equal(e.code, ERR_USAGE);
    assert_non_null(strstr(e.text, "column 11"));
    assert_non_null(strstr(e.text, "day"));
    err_clear(&e);
    assert_false(query_parse(&q, "date:soon", 9, fx->st, &e));
    assert_non_null(strstr(e.text, "column 6"));
    err_clear(&e);
    assert_false(query_parse(&q, "colour:red", 10, fx->st, &e));
    assert_non_null(strstr(e.text, "certainty"));
}

/* What lies inside, and what only may, by the dates as authored. */
static void count_dates(const char *typed, size_t *certain, size_t *possible)
{
    struct when when;

    *certain = *possible = 0;
    assert_true(when_parse(typed, strlen(typed), &when));
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        struct edtf date;
        struct record r;

        assert_true(store_record(fx->st, &mem, n, &r, &fx->error));
        if (r.kind != KIND_ACTIVITY && r.kind != KIND_EVENT)
            continue;
        if (!*r.date) {
            ++*possible;
            continue;
        }
        assert_true(edtf_parse(r.date, strlen(r.date), &date));
        if (date.first_day >= when.first_day && date.last_day <= when.last_day)
            ++*certain;
        else if (date.first_day <= when.last_day && date.last_day >= when.first_day)
            ++*possible;
    }
}

static void dates_tell_certain_from_possible(void **state)
{
    static const char *const typed[] = {"2024", "2024-03",    "R5",        "FY2023", "2012",
                                        "201X", "2023..2024", "2024-02..", "2012-06"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        size_t certain, possible;
        char query[64] = "date:";

        strcat(query, typed[i]);
        count_dates(typed[i], &certain, &possible);
        assert_int_equal(timeline_count(query), certain);
        assert_int_equal(corpus_possible(corpus, KIND_NONE), possible);
    }
}

static void what_is_certainly_not_in_a_span_cannot_overlap_it(void **state)
{
    size_t certain, possible, all;

    (void)state;
    all = timeline_count("");
    count_dates("2024", &certain, &possible);
    assert_int_equal(timeline_count("-date:2024"), all - certain - possible);
    assert_int_equal(corpus_possible(corpus, KIND_NONE), possible);
}

static void before_and_after_leave_the_span_itself_out(void **state)
{
    size_t inside, possible;

    (void)state;
    count_dates("2024", &inside, &possible);
    assert_int_equal(timeline_count("before:2024") + timeline_count("after:2024") + inside +
                         possible,
                     timeline_count(""));
}

/* Each count opens exactly that many rows, with the query that it shows. */
static void every_facet_count_opens_its_rows(void **state)
{
    static const char *const asked[] = {"", "サイバー", "country:JP", "-is:undated"};
    static const enum kind kinds[] = {KIND_NONE, KIND_ACTIVITY, KIND_EVENT};

    (void)state;
    for (size_t i = 0; i < 4 * FACET_COUNT * 3; i++) {
        enum query_field field = facets[i % FACET_COUNT].field;
        enum kind kind = kinds[i / FACET_COUNT % 3];
        const char *rest = asked[i / FACET_COUNT / 3];
        struct facet_value *values;
        size_t n_values;

        if ((field == QUERY_COUNTRY && strstr(rest, "country")) ||
            (field == QUERY_IS && strstr(rest, "is:"))) /* its own term would not count */
            continue;
        ask(rest);
        assert_true(corpus_facet(corpus, &mem, kind, field, &values, &n_values, &fx->error));
        for (size_t k = 0; k < n_values; k++) {
            struct query q = {0};
            uint32_t *rows;
            size_t n_rows;

            assert_true(query_parse(&q, rest, strlen(rest), fx->st, &fx->error));
            query_toggle(&q, field, values[k].value);
            assert_true(corpus_ask(corpus, &q, &fx->error));
            n_rows = kind == KIND_NONE ? corpus_timeline(corpus, &mem, &rows)
                                       : corpus_rows(corpus, &mem, kind, false, &rows);
            if (values[k].count != n_rows)
                fail_msg("%s with %s:%u of kind %d counts %u and opens %zu", rest,
                         query_field_name(field), values[k].value, (int)kind, values[k].count,
                         n_rows);
            query_finish(&q);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_finds_who_bears_it),
        cmocka_unit_test(an_unknown_word_names_those_there_are),
        cmocka_unit_test(dates_tell_certain_from_possible),
        cmocka_unit_test(what_is_certainly_not_in_a_span_cannot_overlap_it),
        cmocka_unit_test(before_and_after_leave_the_span_itself_out),
        cmocka_unit_test(every_facet_count_opens_its_rows),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
