/* The query: what was typed, and typed again from what is printed. */
#include "nichiei/engine/query.h"
#include "nichiei/engine/when.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

/* What the text becomes when it is parsed and printed. */
static void assert_printed(const char *typed, const char *expected)
{
    struct query q = {0};
    struct err e = {0};
    struct buf printed = {0};

    if (!query_parse(&q, typed, strlen(typed), fx->st, &e))
        fail_msg("%s: %s", typed, e.text);
    query_print(&q, fx->st, &printed);
    assert_string_equal(buf_cstr(&printed), expected);
    buf_finish(&printed);
    query_finish(&q);
}

/* Parsing fails with a sentence that holds `word`, and leaves the query as it was. */
static void assert_refused(const char *typed, const char *word)
{
    struct query q = {0};
    struct err e = {0};

    assert_true(query_parse(&q, "kept", 4, fx->st, &e));
    if (query_parse(&q, typed, strlen(typed), fx->st, &e))
        fail_msg("%s: parsed", typed);
    assert_int_equal(e.code, ERR_USAGE);
    if (!strstr(e.text, word))
        fail_msg("%s: \"%s\" does not name %s", typed, e.text, word);
    assert_int_equal(q.n_terms, 1);
    assert_string_equal(q.term[0].text, "kept");
    query_finish(&q);
}

static void words_are_terms_of_their_own(void **state)
{
    (void)state;
    assert_printed("", "");
    assert_printed("  　\t ", "");
    assert_printed("警察 joint", "警察 joint");
    assert_printed("警察　joint", "警察 joint");
}

static void a_phrase_keeps_its_blanks(void **state)
{
    (void)state;
    assert_printed("\"joint exercise\"", "\"joint exercise\"");
    assert_printed("“合同 演習”", "\"合同 演習\"");
    assert_printed("＂合同 演習＂", "\"合同 演習\"");
    assert_printed("\"演習\"", "\"演習\""); /* to the letter */
    assert_printed("\"\"", "");
    assert_printed("a\"b c\"", "a \"b c\"");
}

/* An id says by itself what it is; but actor:npa asks for what the body takes part in. */
static void an_id_is_printed_so_that_it_stays_one(void **state)
{
    (void)state;
    assert_printed("id:activity:exercise", "activity:exercise");
    assert_printed("activity:exercise", "activity:exercise");
    assert_printed("id:actor:npa", "id:actor:npa");
    assert_printed("-id:theme:capability,activity:exercise",
                   "-id:theme:capability,activity:exercise");
    assert_printed("actor:npa", "actor:npa");
}

static void a_minus_excludes_what_follows_it(void **state)
{
    (void)state;
    assert_printed("-演習", "-演習");
    assert_printed("－演習", "-演習");
    assert_printed("-\"joint exercise\"", "-\"joint exercise\"");
    assert_printed("-theme:ppp", "-theme:ppp");
    assert_printed("public-private", "public-private");     /* inside a word it is a letter */
    assert_printed("sa-bisu -sa-bisu", "sa-bisu -sa-bisu"); /* a phrase would have no sound */
    assert_printed("\"sa-bisu\"", "\"sa-bisu\"");
}

/* It would stand for nearly every record, or for all. */
static void a_text_without_anything_to_look_for_is_refused(void **state)
{
    static const char *const silent[] = {"-", "－",     "--",        "・",     "･",   "ー",
                                         "—", "\"　\"", "\"・ ー\"", "\u200B", "-・", "\"-\""};

    (void)state;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
        assert_refused(silent[i], "nothing to look for in");
    assert_refused("演習 ・", "column 4");
    assert_refused("演習 -・", "column 5");
    assert_refused("・", "\"・\"; ");
    assert_printed("ー1", "ー1");
    assert_printed("'", "'");
    assert_printed("\"\"", "");
}

static void values_are_records_by_any_name(void **state)
{
    (void)state;
    assert_printed("actor:npa", "actor:npa");
    assert_printed("actor:actor:npa", "actor:npa");
    assert_printed("actor:警察庁", "actor:npa");
    assert_printed("actor：警察庁，NCSC", "actor:npa,ncsc");
    assert_printed("actor:警察庁、ncsc", "actor:npa,ncsc");
    assert_printed("actor:\"National Police Agency\"", "actor:npa");
    assert_printed("theme:官民連携 type:commercial rec:1.1", "theme:ppp type:commercial rec:1.1");
}

static void a_comma_is_or_and_a_repeated_field_is_and(void **state)
{
    struct query q = {0};
    struct err e = {0};
    static const char typed[] = "actor:npa,ncsc actor:mofa";

    (void)state;
    assert_true(query_parse(&q, typed, strlen(typed), fx->st, &e));
    assert_int_equal(q.n_terms, 2);
    assert_int_equal(q.term[0].n_values, 2);
    assert_int_equal(q.term[0].value[0], fixture_n(fx, "actor:npa"));
    assert_int_equal(q.term[0].value[1], fixture_n(fx, "actor:ncsc"));
    assert_int_equal(q.term[1].n_values, 1);
    query_finish(&q);
}

static void a_fault_is_named_with_its_column(void **state)
{
    (void)state;
    assert_refused("acter:npa", "no field \"acter\"");
    assert_refused("演習 acter:npa", "column 4");
    assert_refused("\"open", "quote");
    assert_refused("演習 \"open", "column 4");
    assert_refused("actor:nobody", "column 7");
    assert_refused("actor:nobody", "no actor \"nobody\"");
    assert_refused("actor:", "column 7");
    assert_refused("actor:npa,", "column 11");
    assert_refused("演習 actor:npa,nobody", "column 14");
    assert_refused("actor:\"npa", "quote");
    assert_refused("theme:npa", "no theme");
}

/* What is wrong, the part of the text that is, and what comes near; the rest still counts. */
static void assert_fault(const char *typed, enum message what, const char *part, const char *near,
                         const char *rest)
{
    struct query_fault fault = {0};
    struct buf printed = {0};
    struct query q = {0};
    struct err e = {0};
    char wrong[256] = "";

    assert_int_equal(query_parse_typed(&q, typed, strlen(typed), fx->st, &fault, &e),
                     what == SAY_COUNT);
    assert_int_equal(e.code != ERR_NONE, what != SAY_COUNT);
    if (fault.what != what)
        fail_msg("%s: %s", typed, e.text);
    strncat(wrong, typed + fault.at_byte, fault.n_bytes);
    assert_string_equal(wrong, part);
    assert_string_equal(fault.near, near);
    query_print(&q, fx->st, &printed);
    assert_string_equal(buf_cstr(&printed), rest);
    buf_finish(&printed);
    query_finish(&q);
}

static void a_fault_has_its_place_and_the_rest_counts(void **state)
{
    (void)state;
    assert_fault("演習 actor:npa", SAY_COUNT, "", "", "演習 actor:npa");
    assert_fault("演習 acter:npa joint", SAY_FAULT_FIELD_NEAR, "acter", "actor, after",
                 "演習 joint");
    assert_fault("colour:red", SAY_FAULT_FIELD, "colour", "", "");
    assert_fault("演習 actor:npa,ncsv x", SAY_FAULT_VALUE_NEAR, "ncsv", "ncsc", "演習 x");
    assert_fault("actor:\"No Body\"", SAY_FAULT_VALUE, "\"No Body\"", "", "");
    assert_fault("actor:内閣府", SAY_FAULT_HOMONYM, "内閣府", "cabinet-office-gb, cao-jp", "");
    assert_fault("actor: x", SAY_FAULT_NO_VALUE, "actor:", "", "x");
    assert_fault("-actor：npa，", SAY_FAULT_NO_VALUE, "-actor：npa，", "", "");
    assert_fault("date:", SAY_FAULT_NO_DATE, "date:", "", "");
    assert_fault("date:soon a", SAY_FAULT_DATE, "soon", "", "a");
    assert_fault("演習 \"open", SAY_FAULT_QUOTE, "\"open", "", "演習");
    assert_fault("演習 ・ x", SAY_FAULT_SILENT, "・", "", "演習 x");
    assert_fault("precision:dya", SAY_FAULT_VALUE_NEAR, "dya", "day", "");
    assert_fault("id:nonsense", SAY_FAULT_VALUE, "nonsense", "", "");
    assert_fault("event:2012", SAY_FAULT_VALUE, "event:2012", "", "");
    /* Behind a second one nothing is read. */
    assert_fault("a x:1 b y:2 c", SAY_FAULT_FIELD, "x", "", "a b");
}

/* A field is known by its name, however an input method writes it. */
static void a_field_may_be_wide_or_in_capitals(void **state)
{
    (void)state;
    assert_printed("ａｃｔｏｒ：ＮＰＡ", "actor:npa");
    assert_printed("Actor:NPA", "actor:npa");
}

/* The caret is the bar; the part around it stands in brackets. */
static void assert_part(const char *typed, enum query_field field, const char *part)
{
    char line[128] = "", found[128] = "";
    const char *bar = strchr(typed, '|');
    struct query_part p;

    strncat(line, typed, (size_t)(bar - typed));
    strcat(line, bar + 1);
    p = query_part_at(line, strlen(line), (size_t)(bar - typed));
    if (p.field != field)
        fail_msg("%s: field %d", typed, (int)p.field);
    strncat(found, line + p.from_byte, p.to_byte - p.from_byte);
    assert_string_equal(found, part);
}

static void the_part_at_the_caret_is_found(void **state)
{
    (void)state;
    assert_part("|", QUERY_TEXT, "");
    assert_part("act|", QUERY_TEXT, "act");
    assert_part("a|ct", QUERY_TEXT, "act");
    assert_part("演習 -act|", QUERY_TEXT, "act");
    assert_part("演習 | x", QUERY_TEXT, "");
    assert_part("a|ctor:npa", QUERY_TEXT, "actor:");
    assert_part("actor:|", QUERY_ACTOR, "");
    assert_part("-actor:np|a theme:x", QUERY_ACTOR, "npa");
    assert_part("actor:npa,nc|,x", QUERY_ACTOR, "nc");
    assert_part("actor：警察庁，|", QUERY_ACTOR, "");
    assert_part("actor:\"National P|", QUERY_ACTOR, "\"National P");
    assert_part("\"a phrase|", QUERY_TEXT, "\"a phrase");
    assert_part("actor:npa |", QUERY_TEXT, "");
    assert_part("x actor:npa theme:p|", QUERY_THEME, "p");
    assert_true(query_part_at("\"a", 2, 2).quoted);
    assert_true(query_part_at("actor:a,b", 9, 9).values_at_byte == 6);
}

static void too_much_is_refused(void **state)
{
    struct buf typed = {0};

    (void)state;
    for (int i = 0; i < QUERY_MAX_TERMS; i++)
        buf_str(&typed, "a ");
    assert_refused(buf_cstr(&typed), "terms");
    buf_reset(&typed);
    buf_str(&typed, "actor:npa");
    for (int i = 0; i < QUERY_MAX_VALUES; i++)
        buf_str(&typed, ",npa");
    assert_refused(buf_cstr(&typed), "values");
    buf_finish(&typed);
}

static void ticks_make_and_unmake_one_term(void **state)
{
    uint32_t npa = fixture_n(fx, "actor:npa"), ncsc = fixture_n(fx, "actor:ncsc");
    struct query q = {0};

    (void)state;
    query_toggle(&q, QUERY_ACTOR, npa);
    query_toggle(&q, QUERY_ACTOR, ncsc);
    assert_int_equal(q.n_terms, 1);
    assert_true(query_has(&q, QUERY_ACTOR, npa) && query_has(&q, QUERY_ACTOR, ncsc));
    assert_false(query_has(&q, QUERY_THEME, npa));
    query_toggle(&q, QUERY_ACTOR, npa);
    assert_false(query_has(&q, QUERY_ACTOR, npa));
    assert_true(query_has(&q, QUERY_ACTOR, ncsc));
    query_toggle(&q, QUERY_ACTOR, ncsc);
    assert_int_equal(q.n_terms, 0);
    query_finish(&q);
}

static void a_tick_leaves_what_else_is_excluded_alone(void **state)
{
    uint32_t npa = fixture_n(fx, "actor:npa");
    struct query q = {0};
    struct err e = {0};

    (void)state;
    assert_true(query_parse(&q, "-actor:npa -actor:mofa", 22, fx->st, &e));
    assert_false(query_has(&q, QUERY_ACTOR, npa));
    query_toggle(&q, QUERY_ACTOR, npa);
    assert_int_equal(q.n_terms, 2);
    assert_true(query_has(&q, QUERY_ACTOR, npa));
    query_toggle(&q, QUERY_ACTOR, npa);
    assert_int_equal(q.n_terms, 1);
    assert_true(q.term[0].excludes);
    query_finish(&q);
}

static void ticks_stop_at_what_a_query_holds(void **state)
{
    struct query q = {0};

    (void)state;
    for (uint32_t n = 1; n <= QUERY_MAX_VALUES + 5; n++)
        query_toggle(&q, QUERY_ACTOR, n);
    assert_int_equal(q.n_terms, 1);
    assert_int_equal(q.term[0].n_values, QUERY_MAX_VALUES);
    query_finish(&q);
}

static void what_is_off_is_kept_but_neither_printed_nor_ticked(void **state)
{
    struct query q = {0}, copy = {0};
    struct buf printed = {0};
    struct err e = {0};

    (void)state;
    assert_true(query_parse(&q, "演習 actor:npa 声明", 23, fx->st, &e));
    query_copy(&copy, &q);
    assert_true(query_same(&q, &copy));
    q.term[1].off = true;
    assert_false(query_same(&q, &copy));
    assert_true(query_term_same(&q.term[1], &copy.term[1]));
    assert_false(query_term_same(&q.term[0], &q.term[2]));
    assert_false(query_has(&q, QUERY_ACTOR, q.term[1].value[0]));
    query_print(&q, fx->st, &printed);
    assert_string_equal(buf_cstr(&printed), "演習 声明");
    buf_reset(&printed);
    query_print_term(&q.term[1], fx->st, &printed);
    assert_string_equal(buf_cstr(&printed), "actor:npa");
    query_finish(&copy);
    query_copy(&copy, &q);
    assert_true(copy.term[1].off);
    while (query_add(&copy, &q.term[0]))
        ;
    assert_int_equal(copy.n_terms, QUERY_MAX_TERMS);
    buf_finish(&printed);
    query_finish(&copy);
    query_finish(&q);
}

static void the_last_term_goes_first(void **state)
{
    struct query q = {0}, copy = {0};
    struct err e = {0};

    (void)state;
    assert_false(query_drop_last(&q));
    assert_true(query_parse(&q, "演習 actor:npa", 16, fx->st, &e));
    query_copy(&copy, &q);
    assert_true(query_drop_last(&q));
    assert_int_equal(q.n_terms, 1);
    assert_string_equal(q.term[0].text, "演習");
    assert_true(query_drop_last(&q));
    assert_false(query_drop_last(&q));
    assert_int_equal(copy.n_terms, 2); /* a copy owns its words */
    assert_string_equal(copy.term[0].text, "演習");
    query_finish(&copy);
    query_finish(&copy);
    query_finish(&q);
}

static void every_kind_of_value_has_its_field(void **state)
{
    (void)state;
    assert_int_equal(query_field_of(KIND_ACTOR), QUERY_ACTOR);
    assert_int_equal(query_field_of(KIND_RECOMMENDATION), QUERY_REC);
    assert_int_equal(query_field_of(KIND_ACTIVITY), QUERY_FIELD_COUNT);
    assert_int_equal(query_field_of(KIND_NONE), QUERY_FIELD_COUNT);
    assert_string_equal(query_field_name(QUERY_REC), "rec");
}

/* Texts that the grammar could take for something else. */
static const char *const awkward[] = {"演習", "a b", "a:b",    "：",      "、",   "-a",
                                      "－1",  "a-b", " 1",     "\t\r\n1", "　1 ", "a,b",
                                      "警察", "#",   "actor:", "'"};

enum { N_AWKWARD = sizeof awkward / sizeof awkward[0] };

/* A record that the field takes: of its kind, or for an id of a kind that no field takes. */
static uint32_t random_record(enum query_field field, struct dice *d)
{
    for (;;) {
        struct arena mem = {0};
        struct record r = {0};
        uint32_t n = 1 + dice_below(d, store_n_records(fx->st));
        bool fits;

        assert_true(store_record(fx->st, &mem, n, &r, &fx->error));
        fits = field == QUERY_ID          ? r.kind == KIND_EVENT
               : field == QUERY_ADDRESSEE ? r.kind == KIND_ACTOR
               : field == QUERY_TERM      ? r.kind == KIND_TERM
                                          : query_field_of(r.kind) == field;
        arena_finish(&mem);
        if (fits)
            return n;
    }
}

static uint32_t random_word(enum query_field field, struct dice *d)
{
    struct arena mem = {0};
    const struct word *words;
    size_t n_words;
    uint32_t v;

    assert_true(store_words(fx->st, &words, &n_words, &fx->error));
    do
        v = 1 + dice_below(d, (uint32_t)n_words);
    while (strcmp(words[v - 1].field, query_field_name(field)) != 0);
    arena_finish(&mem);
    return v;
}

/* A date as someone types it, and the days it means. */
static void random_date(struct query_term *t, struct dice *d)
{
    static const char *const typed[] = {"2024", "R5", "2023..2024", "2024-03..", "FY2023", "201X"};
    struct when when;

    t->text = strdup(typed[dice_below(d, 6)]);
    assert_true(when_parse(t->text, strlen(t->text), &when));
    t->value[0] = (uint32_t)when.first_day;
    t->value[1] = (uint32_t)when.last_day;
    t->n_values = 2;
}

static void add_random_term(struct query *q, struct dice *d)
{
    struct query_term *t = &q->term[q->n_terms++];

    t->field = (enum query_field)dice_below(d, QUERY_FIELD_COUNT);
    t->excludes = dice_below(d, 3) == 0;
    if (t->field == QUERY_TEXT) {
        t->text = strdup(awkward[dice_below(d, N_AWKWARD)]);
        return;
    }
    if (query_values_of(t->field) == VALUES_DATES) {
        random_date(t, d);
        return;
    }
    t->n_values = 1 + (int)dice_below(d, 3);
    for (int i = 0; i < t->n_values; i++)
        t->value[i] = query_values_of(t->field) == VALUES_WORDS ? random_word(t->field, d)
                                                                : random_record(t->field, d);
}

static void what_is_printed_parses_to_the_same_query(void **state)
{
    struct dice d = {42};

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct query q = {0}, again = {0};
        struct buf printed = {0};
        struct err e = {0};

        for (uint32_t i = dice_below(&d, 6); i > 0; i--)
            add_random_term(&q, &d);
        query_print(&q, fx->st, &printed);
        if (!query_parse(&again, buf_cstr(&printed), printed.n_bytes, fx->st, &e))
            fail_msg("%s: %s", buf_cstr(&printed), e.text);
        if (again.n_terms != q.n_terms)
            fail_msg("%s: %d terms became %d", buf_cstr(&printed), q.n_terms, again.n_terms);
        for (int i = 0; i < q.n_terms; i++) {
            assert_int_equal(again.term[i].field, q.term[i].field);
            assert_int_equal(again.term[i].excludes, q.term[i].excludes);
            assert_int_equal(again.term[i].n_values, q.term[i].n_values);
            assert_memory_equal(again.term[i].value, q.term[i].value, sizeof q.term[i].value);
            if (q.term[i].text)
                assert_string_equal(again.term[i].text, q.term[i].text);
        }
        query_finish(&q);
        query_finish(&again);
        buf_finish(&printed);
    }
}

static void no_bytes_at_all_bring_the_parser_down(void **state)
{
    static const char letters[] = "a:,-\" \t\xE3\x80\x81\xEF\xBC\x9A\xFF"
                                  "actor:npa";
    struct dice d = {7};

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct query q = {0};
        struct err e = {0};
        char typed[24];
        size_t n_bytes = dice_below(&d, sizeof typed);
        bool ok;

        for (size_t i = 0; i < n_bytes; i++)
            typed[i] = letters[dice_below(&d, sizeof letters - 1)];
        ok = query_parse(&q, typed, n_bytes, fx->st, &e);
        assert_int_equal(ok, e.code == ERR_NONE);
        assert_true(ok || q.n_terms == 0);
        query_finish(&q);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_terms_of_their_own),
        cmocka_unit_test(a_phrase_keeps_its_blanks),
        cmocka_unit_test(an_id_is_printed_so_that_it_stays_one),
        cmocka_unit_test(a_minus_excludes_what_follows_it),
        cmocka_unit_test(a_text_without_anything_to_look_for_is_refused),
        cmocka_unit_test(values_are_records_by_any_name),
        cmocka_unit_test(a_comma_is_or_and_a_repeated_field_is_and),
        cmocka_unit_test(a_fault_is_named_with_its_column),
        cmocka_unit_test(a_fault_has_its_place_and_the_rest_counts),
        cmocka_unit_test(a_field_may_be_wide_or_in_capitals),
        cmocka_unit_test(the_part_at_the_caret_is_found),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(ticks_make_and_unmake_one_term),
        cmocka_unit_test(a_tick_leaves_what_else_is_excluded_alone),
        cmocka_unit_test(ticks_stop_at_what_a_query_holds),
        cmocka_unit_test(what_is_off_is_kept_but_neither_printed_nor_ticked),
        cmocka_unit_test(the_last_term_goes_first),
        cmocka_unit_test(every_kind_of_value_has_its_field),
        cmocka_unit_test(what_is_printed_parses_to_the_same_query),
        cmocka_unit_test(no_bytes_at_all_bring_the_parser_down),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
