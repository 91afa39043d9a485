/* The filter, against one that reads the authored fields again for every question. */
#include "nichiei/text/fold.h"

#include "nichiei/engine/corpus.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_RECORDS = 128, N_QUERIES = 400 };

static struct fixture *fx;
static struct arena mem;
static uint32_t n_records;
static struct record record[MAX_RECORDS + 1];
static const char *const *values[MAX_RECORDS + 1];

/* Does record n speak of the value v, when asked by this field? From the authored fields alone. */
static bool spoken[QUERY_FIELD_COUNT][MAX_RECORDS + 1][MAX_RECORDS + 1];

/* Folded: a record's own words, and its names with its aliases. */
static const char *own_words[MAX_RECORDS + 1], *names[MAX_RECORDS + 1];

static uint32_t number_of(const char *id)
{
    for (uint32_t n = 1; n <= n_records; n++)
        if (strcmp(record[n].id, id) == 0)
            return n;
    return 0;
}

/* A field of the record itself, whatever its kind; `back`: the value speaks of the record. */
static void speak_by_field(enum query_field field, const char *name, bool back)
{
    for (uint32_t n = 1; n <= n_records; n++) {
        int i = schema_field(schema_of_kind(record[n].kind), name);
        uint32_t v = i < 0 ? 0 : number_of(values[n][i]);

        if (v)
            spoken[field][back ? v : n][back ? n : v] = true;
    }
}

static void speak_by_join(enum query_field field, const char *resource, const char *from,
                          const char *to, bool back)
{
    const struct resource *r = schema_resource(resource);

    for (uint32_t n = 1; n <= n_records; n++) {
        struct row *rows;
        size_t n_rows;

        assert_true(store_rows(fx->st, &mem, r, from, record[n].id, &rows, &n_rows, &fx->error));
        for (size_t i = 0; i < n_rows; i++) {
            uint32_t v = number_of(rows[i].values[schema_field(r, to)]);

            spoken[field][back ? v : n][back ? n : v] = true;
        }
    }
}

static void learn_what_speaks_of_what(void)
{
    speak_by_join(QUERY_ACTOR, "activity_actors", "activity", "actor", false);
    speak_by_join(QUERY_ACTOR, "event_actors", "event", "actor", false);
    speak_by_join(QUERY_ACTOR, "recommendation_actors", "recommendation", "actor", false);
    speak_by_field(QUERY_ACTOR, "from", false);
    speak_by_field(QUERY_ACTOR, "to", false);
    speak_by_field(QUERY_ACTOR, "subject", false);
    speak_by_field(QUERY_ACTOR, "record", false);
    speak_by_field(QUERY_THEME, "theme", false);
    speak_by_field(QUERY_TYPE, "type", false);
    speak_by_join(QUERY_TEXT, "reference_sources", "reference", "source", false); /* words only */
    speak_by_join(QUERY_REC, "bearings", "record", "recommendation", false);
    speak_by_join(QUERY_REC, "recommendation_actors", "recommendation", "actor", true);
    speak_by_field(QUERY_REC, "recommendation", false); /* items and milestones */
    for (uint32_t n = 1; n <= n_records; n++)
        for (uint32_t v = 1; v <= n_records; v++)
            if (record[n].kind == KIND_RECOMMENDATION && spoken[QUERY_THEME][n][v])
                spoken[QUERY_REC][v][n] = true;
}

static bool speaks_of(uint32_t n, enum query_field field, uint32_t v)
{
    return n == v || spoken[field][n][v];
}

static void add_words(struct buf *words, const char *s)
{
    fold_key(words, s, strlen(s));
    buf_char(words, '\n');
}

static const char *folded_words(uint32_t n, bool names_only)
{
    const struct resource *r = schema_of_kind(record[n].kind),
                          *aliases = schema_resource("aliases");
    struct buf words = {0};
    const char *copy;
    struct row *rows;
    size_t n_rows;

    for (int i = 0; i < r->n_fields; i++) {
        const struct field *f = &r->fields[i];
        bool is_name = strncmp(f->name, "name_", 5) == 0 || strcmp(f->name, "abbreviation") == 0 ||
                       f->type == FIELD_KANA;

        if ((f->type == FIELD_TEXT || f->type == FIELD_KANA) && (is_name || !names_only))
            add_words(&words, values[n][i]);
    }
    assert_true(
        store_rows(fx->st, &mem, aliases, "record", record[n].id, &rows, &n_rows, &fx->error));
    for (size_t i = 0; i < n_rows; i++)
        add_words(&words, rows[i].values[schema_field(aliases, "alias")]);
    copy = arena_copy(&mem, buf_cstr(&words), words.n_bytes);
    buf_finish(&words);
    return copy;
}

/* Is record n found by the names of `to` as well, or, an item's, by all its words? */
static const char *lent_words(uint32_t n, uint32_t to)
{
    static const enum kind actor_speakers[] = {KIND_ACTIVITY, KIND_EVENT, KIND_RECOMMENDATION};

    if (record[n].kind == KIND_LINK) /* whatever it leads from and to */
        return spoken[QUERY_ACTOR][n][to] ? names[to] : "";
    switch (record[to].kind) {
    case KIND_ACTOR:
        for (size_t i = 0; i < sizeof actor_speakers / sizeof actor_speakers[0]; i++)
            if (record[n].kind == actor_speakers[i] && spoken[QUERY_ACTOR][n][to])
                return names[to];
        return "";
    case KIND_THEME:
        return spoken[QUERY_THEME][n][to] ? names[to] : "";
    case KIND_TYPE:
        return spoken[QUERY_TYPE][n][to] ? names[to] : "";
    case KIND_SOURCE:
        return spoken[QUERY_TEXT][n][to] ? names[to] : "";
    case KIND_ITEM:
        return record[n].kind == KIND_RECOMMENDATION && spoken[QUERY_REC][to][n] ? own_words[to]
                                                                                 : "";
    default:
        return "";
    }
}

static bool holds_text(uint32_t n, const char *text)
{
    struct buf key = {0};
    bool found;

    fold_key(&key, text, strlen(text));
    found = strstr(own_words[n], buf_cstr(&key)) != NULL;
    for (uint32_t to = 1; to <= n_records && !found; to++)
        found = strstr(lent_words(n, to), buf_cstr(&key)) != NULL;
    buf_finish(&key);
    return found;
}

static bool holds(uint32_t n, const struct query_term *t)
{
    bool any = t->field == QUERY_TEXT && holds_text(n, t->text);

    for (int i = 0; i < t->n_values && !any; i++)
        any = speaks_of(n, t->field, t->value[i]);
    return any != t->excludes;
}

static bool is_fact(uint32_t n)
{
    return record[n].kind == KIND_ACTIVITY || record[n].kind == KIND_EVENT;
}

/* Does a record of this kind answer for such a term by itself? Otherwise its facts do. */
static bool is_direct(enum kind kind, enum query_field field)
{
    switch (kind) {
    case KIND_ACTOR:
        return field == QUERY_TEXT || field == QUERY_ACTOR || field == QUERY_REC;
    case KIND_THEME:
        return field == QUERY_TEXT || field == QUERY_THEME || field == QUERY_REC;
    case KIND_TYPE:
        return field == QUERY_TEXT || field == QUERY_TYPE;
    case KIND_RECOMMENDATION:
        return field != QUERY_TYPE;
    default:
        return true;
    }
}

/* What each record answers to each term of the query, worked out once. */
static bool answer[MAX_RECORDS + 1][QUERY_MAX_TERMS];

static bool skips(const struct query *q, int term, enum kind kind, bool but_own)
{
    return but_own && !q->term[term].excludes && q->term[term].field == query_field_of(kind);
}

static bool matches(const struct query *q, uint32_t n, bool but_own, bool text_by_facts)
{
    enum kind kind = record[n].kind;
    bool needs_fact = false;

    for (int i = 0; i < q->n_terms; i++) {
        bool direct =
            is_direct(kind, q->term[i].field) && !(text_by_facts && q->term[i].field == QUERY_TEXT);

        if (skips(q, i, kind, but_own))
            continue;
        if (direct && !answer[n][i])
            return false;
        needs_fact = needs_fact || !direct;
    }
    if (!needs_fact)
        return !text_by_facts;
    for (uint32_t fact = 1; fact <= n_records; fact++) {
        bool good = is_fact(fact) && speaks_of(fact, query_field_of(kind), n);

        for (int i = 0; i < q->n_terms && good; i++)
            if (!skips(q, i, kind, but_own) && (!is_direct(kind, q->term[i].field) ||
                                                (text_by_facts && q->term[i].field == QUERY_TEXT)))
                good = answer[fact][i];
        if (good)
            return true;
    }
    return false;
}

static bool expected(const struct query *q, uint32_t n, bool but_own)
{
    enum kind kind = record[n].kind;

    return matches(q, n, but_own, false) ||
           ((kind == KIND_THEME || kind == KIND_TYPE) && matches(q, n, but_own, true));
}

static struct tally expected_tally(const struct query *q, uint32_t n)
{
    struct tally t = {0, 0};

    for (uint32_t fact = 1; fact <= n_records; fact++) {
        bool good = is_fact(fact) && speaks_of(fact, query_field_of(record[n].kind), n);

        for (int i = 0; i < q->n_terms && good; i++)
            good = skips(q, i, record[n].kind, true) || answer[fact][i];
        t.n_activities += good && record[fact].kind == KIND_ACTIVITY;
        t.n_events += good && record[fact].kind == KIND_EVENT;
    }
    return t;
}

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    n_records = store_n_records(fx->st);
    assert_in_range(n_records, 1, MAX_RECORDS);
    for (uint32_t n = 1; n <= n_records; n++) {
        assert_true(store_record(fx->st, &mem, n, &record[n], &fx->error));
        assert_true(store_fields(fx->st, &mem, n, &values[n], &fx->error));
    }
    for (uint32_t n = 1; n <= n_records; n++) {
        own_words[n] = folded_words(n, false);
        names[n] = folded_words(n, true);
    }
    learn_what_speaks_of_what();
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    arena_finish(&mem);
    fixture_close(fx);
    return 0;
}

static void ask(const struct query *q)
{
    assert_true(corpus_ask(fx->corpus, q, &fx->error));
    for (uint32_t n = 1; n <= n_records; n++)
        for (int i = 0; i < q->n_terms; i++)
            answer[n][i] = holds(n, &q->term[i]);
}

static struct query parsed(const char *typed)
{
    struct query q = {0};

    if (!query_parse(&q, typed, strlen(typed), fx->st, &fx->error))
        fail_msg("%s: %s", typed, fx->error.text);
    return q;
}

/* Compares all kinds, both ways; returns how many rows there were. */
static size_t assert_rows(const struct query *q, const char *what)
{
    size_t n_total = 0;

    for (int k = 0; k < KIND_COUNT; k++)
        for (int but_own = 0; but_own < 2; but_own++) {
            uint32_t *rows;
            size_t n_rows = corpus_rows(fx->corpus, &mem, (enum kind)k, but_own, &rows), at = 0;

            for (uint32_t n = 1; n <= n_records; n++) {
                bool found = at < n_rows && rows[at] == n;

                if (record[n].kind != (enum kind)k)
                    continue;
                if (expected(q, n, but_own) != found)
                    fail_msg("%s: %s is %s", what, record[n].id, found ? "extra" : "missing");
                at += found;
            }
            assert_int_equal(at, n_rows);
            n_total += n_rows;
        }
    return n_total;
}

static void assert_timeline(const struct query *q, const char *what)
{
    uint32_t *rows;
    size_t n_rows = corpus_timeline(fx->corpus, &mem, &rows), at = 0;

    for (uint32_t n = 1; n <= n_records; n++) {
        bool found = at < n_rows && rows[at] == n;

        if (found != (is_fact(n) && expected(q, n, false)))
            fail_msg("%s: timeline: %s is %s", what, record[n].id, found ? "extra" : "missing");
        at += found;
    }
    assert_int_equal(at, n_rows);
}

static void assert_tallies(const struct query *q, const char *what)
{
    for (uint32_t n = 1; n <= n_records; n++) {
        struct tally wanted, counted;

        if (query_field_of(record[n].kind) == QUERY_FIELD_COUNT)
            continue;
        wanted = expected_tally(q, n);
        counted = corpus_tally(fx->corpus, n);
        if (wanted.n_activities != counted.n_activities || wanted.n_events != counted.n_events)
            fail_msg("%s: %s counts %u and %u, not %u and %u", what, record[n].id,
                     counted.n_activities, counted.n_events, wanted.n_activities, wanted.n_events);
    }
}

static void assert_same(const char *typed)
{
    struct query q = parsed(typed);

    ask(&q);
    assert_rows(&q, typed);
    assert_timeline(&q, typed);
    assert_tallies(&q, typed);
    query_finish(&q);
}

static void without_a_query_everything_is_there(void **state)
{
    struct query q = {0};
    uint32_t *rows;

    (void)state;
    ask(&q);
    assert_int_equal(assert_rows(&q, "nothing asked"), 2 * n_records);
    assert_int_equal(corpus_timeline(fx->corpus, &mem, &rows), 13);
    assert_int_equal(corpus_count(fx->corpus, KIND_ACTIVITY), 6);
    assert_int_equal(corpus_count(fx->corpus, KIND_EVENT), 7);
    assert_int_equal(corpus_kind(fx->corpus, fixture_n(fx, "rec:1.1")), KIND_RECOMMENDATION);
}

static void one_term_of_each_sort_agrees(void **state)
{
    static const char *const typed[] = {"演習",
                                        "ＮＣＳＣ",
                                        "けいさつ",
                                        "CESG",
                                        "actor:npa",
                                        "actor:gchq,ncsc",
                                        "theme:interests",
                                        "type:training",
                                        "rec:1.1",
                                        "-actor:npa",
                                        "-演習",
                                        "actor:quiet-forum",
                                        "theme:other",
                                        "rec:3.1",
                                        "zzz",
                                        "\"joint exercise\"",
                                        "type:sharing",
                                        "-rec:2.1",
                                        "民間",
                                        "凍結"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        assert_same(typed[i]);
}

static void the_answers_are_those_a_reader_expects(void **state)
{
    struct query q = parsed("actor:npa type:training");
    uint32_t *rows;

    (void)state;
    ask(&q);
    assert_int_equal(corpus_timeline(fx->corpus, &mem, &rows), 1);
    assert_string_equal(record[rows[0]].id, "activity:exercise");
    assert_int_equal(corpus_rows(fx->corpus, &mem, KIND_THEME, false, &rows), 1);
    assert_string_equal(record[rows[0]].id, "theme:capability");
    /* Two roles and two bearings in one activity are one activity. */
    assert_int_equal(corpus_tally(fx->corpus, fixture_n(fx, "actor:npa")).n_activities, 1);
    assert_int_equal(corpus_tally(fx->corpus, fixture_n(fx, "rec:1.1")).n_activities, 1);
    query_finish(&q);
}

static void a_pane_keeps_the_alternatives_to_its_own_choice(void **state)
{
    struct query q = parsed("actor:gchq");
    uint32_t *rows;

    (void)state;
    ask(&q);
    assert_int_equal(corpus_rows(fx->corpus, &mem, KIND_ACTOR, false, &rows), 1);
    assert_int_equal(corpus_rows(fx->corpus, &mem, KIND_ACTOR, true, &rows), 8);
    assert_int_equal(corpus_tally(fx->corpus, fixture_n(fx, "actor:mofa")).n_events, 3);
    query_finish(&q);
}

static void add_random_term(struct buf *typed, struct dice *d)
{
    static const char *const words[] = {"サイバー",         "joint", "演習", "ncsc", "の",
                                        "内閣府",           "an",    "zzz",  "ｱﾌﾟﾘ", "声明",
                                        "パートナーシップ", "uk",    "人",   "日",   "forum"};
    /* Words and dates have tests of their own: test_asking. */
    enum query_field field = (enum query_field)dice_below(d, QUERY_REC + 1);
    uint32_t n_values = 1 + dice_below(d, 3);

    buf_str(typed, dice_below(d, 4) == 0 ? " -" : " ");
    if (field == QUERY_TEXT) {
        /* to the letter: what sounds alike is tried in test_asking */
        buf_printf(typed, "\"%s\"", words[dice_below(d, sizeof words / sizeof words[0])]);
        return;
    }
    buf_printf(typed, "%s:", query_field_name(field));
    for (uint32_t i = 0; i < n_values; i++) {
        uint32_t n;

        do
            n = 1 + dice_below(d, n_records);
        while (query_field_of(record[n].kind) != field);
        buf_printf(typed, "%s%s", i ? "," : "", record[n].id);
    }
}

static void random_queries_agree_with_brute_force(void **state)
{
    struct dice d = {20240917};
    int n_some = 0, n_none = 0;

    (void)state;
    for (int round = 0; round < N_QUERIES; round++) {
        struct buf typed = {0};
        struct query q;
        size_t n_rows;

        for (uint32_t i = 0, n = 1 + dice_below(&d, 3); i < n; i++)
            add_random_term(&typed, &d);
        q = parsed(buf_cstr(&typed));
        ask(&q);
        n_rows = assert_rows(&q, buf_cstr(&typed));
        assert_timeline(&q, buf_cstr(&typed));
        assert_tallies(&q, buf_cstr(&typed));
        n_some += n_rows > 0;
        n_none += n_rows == 0;
        query_finish(&q);
        buf_finish(&typed);
    }
    assert_true(n_some > N_QUERIES / 2 && n_none > 0); /* else they say little */
}

/* How many rows of a kind a typed query leaves, as a pane or as a list. */
static size_t n_rows_of(const char *typed, enum kind kind, bool but_own)
{
    struct query q = parsed(typed);
    uint32_t *rows;
    size_t n_rows;

    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    n_rows = corpus_rows(fx->corpus, &mem, kind, but_own, &rows);
    query_finish(&q);
    return n_rows;
}

/* kind:activity says nothing of an actor: its pane shows who takes part in one. */
static void a_pane_asks_the_kind_of_what_it_is_linked_with(void **state)
{
    size_t with_activities = 0;

    (void)state;
    for (uint32_t n = 1; n <= n_records; n++)
        for (uint32_t fact = 1; fact <= n_records && record[n].kind == KIND_ACTOR; fact++)
            if (record[fact].kind == KIND_ACTIVITY && speaks_of(fact, QUERY_ACTOR, n)) {
                with_activities++;
                break;
            }
    assert_true(with_activities > 0);
    assert_int_equal(n_rows_of("kind:activity", KIND_ACTOR, true), with_activities);
    assert_int_equal(n_rows_of("kind:activity", KIND_ACTOR, false), 0);
    assert_int_equal(n_rows_of("kind:actor", KIND_ACTOR, true),
                     corpus_count(fx->corpus, KIND_ACTOR));
    assert_int_equal(n_rows_of("-kind:activity", KIND_ACTOR, true),
                     corpus_count(fx->corpus, KIND_ACTOR));
    assert_int_equal(n_rows_of("kind:activity", KIND_ACTIVITY, true),
                     corpus_count(fx->corpus, KIND_ACTIVITY));
}

static void linked_records_come_from_either_end(void **state)
{
    uint32_t exercise = fixture_n(fx, "activity:exercise"), npa = fixture_n(fx, "actor:npa");
    uint32_t *rows;

    (void)state;
    assert_int_equal(corpus_linked(fx->corpus, &mem, exercise, REL_THEME, false, &rows), 1);
    assert_string_equal(record[rows[0]].id, "theme:capability");
    assert_int_equal(corpus_linked(fx->corpus, &mem, exercise, REL_ACTOR, false, &rows), 3);
    assert_int_equal(rows[0], npa);
    assert_int_equal(corpus_linked(fx->corpus, &mem, exercise, REL_DATES, true, &rows), 1);
    assert_string_equal(record[rows[0]].id, "event:2024-10-exercise-report");
    assert_int_equal(corpus_linked(fx->corpus, &mem, npa, REL_PARENT, false, &rows), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_query_everything_is_there),
        cmocka_unit_test(one_term_of_each_sort_agrees),
        cmocka_unit_test(the_answers_are_those_a_reader_expects),
        cmocka_unit_test(a_pane_keeps_the_alternatives_to_its_own_choice),
        cmocka_unit_test(a_pane_asks_the_kind_of_what_it_is_linked_with),
        cmocka_unit_test(random_queries_agree_with_brute_force),
        cmocka_unit_test(linked_records_come_from_either_end),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
