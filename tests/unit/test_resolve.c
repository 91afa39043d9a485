/* Names to records, through the query: found by any name, asked about if in doubt. */
#include "nichiei/engine/query.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

/* The id that field:"word" leads to, or what the error says. */
static const char *resolved(const char *field, const char *word)
{
    static char answer[1100];
    struct buf typed = {0};
    struct query q = {0};
    struct err e = {0};

    buf_printf(&typed, "%s:\"%s\"", field, word);
    if (query_parse(&q, buf_cstr(&typed), typed.n_bytes, fx->st, &e))
        strcpy(answer, fixture_id(fx, q.term[0].value[0]));
    else
        strcpy(answer, e.text);
    query_finish(&q);
    buf_finish(&typed);
    return answer;
}

static void assert_says(const char *sentence, const char *word)
{
    if (!strstr(sentence, word))
        fail_msg("\"%s\" does not say %s", sentence, word);
}

static void a_record_answers_to_each_of_its_names(void **state)
{
    (void)state;
    assert_string_equal(resolved("actor", "actor:npa"), "actor:npa");
    assert_string_equal(resolved("actor", "npa"), "actor:npa");
    assert_string_equal(resolved("actor", "警察庁"), "actor:npa");
    assert_string_equal(resolved("actor", "National Police Agency"), "actor:npa");
    assert_string_equal(resolved("actor", "NPA"), "actor:npa");
    assert_string_equal(resolved("actor", "けいさつ"), "actor:npa"); /* an alias */
    assert_string_equal(resolved("actor", "CESG"), "actor:ncsc");    /* a former name */
    assert_string_equal(resolved("theme", "官民連携"), "theme:ppp");
    assert_string_equal(resolved("type", "Commercial"), "type:commercial");
    assert_string_equal(resolved("rec", "1.1"), "rec:1.1");
}

static void width_and_case_do_not_matter(void **state)
{
    (void)state;
    assert_string_equal(resolved("actor", "ＮＣＳＣ"), "actor:ncsc");
    assert_string_equal(resolved("actor", "national police agency"), "actor:npa");
    assert_string_equal(resolved("actor", "日ASEANｻｲﾊﾞｰｾｷｭﾘﾃｨ能力構築ｾﾝﾀｰ"),
                        "actor:training-centre");
}

static void part_of_a_name_will_do_if_only_one_has_it(void **state)
{
    (void)state;
    assert_string_equal(resolved("actor", "警察"), "actor:npa");
    assert_string_equal(resolved("theme", "レジリエント"), "theme:ecosystem");
}

/* Others that merely contain the word do not make it doubtful. */
static void a_whole_name_wins_over_a_part_of_one(void **state)
{
    (void)state;
    assert_string_equal(resolved("actor", "Centre"), "actor:ncsc"); /* an alias of one */
    assert_string_equal(resolved("actor", "Cabinet Office"), "actor:cabinet-office-gb");
}

static void a_homonym_is_asked_about_with_both_ids(void **state)
{
    const char *said = resolved("actor", "内閣府");

    (void)state;
    assert_says(said, "actor:cao-jp");
    assert_says(said, "actor:cabinet-office-gb");
    assert_says(said, "id");
}

/* In English the two are told apart. */
static void a_homonym_in_one_language_is_none_in_the_other(void **state)
{
    (void)state;
    assert_string_equal(resolved("actor", "Cabinet Office"), "actor:cabinet-office-gb");
    assert_string_equal(resolved("actor", "Cabinet Office (Japan)"), "actor:cao-jp");
    assert_string_equal(resolved("actor", "内閣府（日本）"), "actor:cao-jp");
}

static void near_names_are_offered(void **state)
{
    const char *said = resolved("actor", "サイバーセキュリティ");

    (void)state;
    assert_says(said, "no actor");
    assert_says(said, "actor:ncsc");
    assert_says(said, "actor:training-centre");
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    assert_says(resolved("actor", "財務省"), "no actor \"財務省\"");
    assert_says(resolved("actor", "theme:ppp"), "no actor");
    assert_says(resolved("theme", "npa"), "no theme");
    assert_says(resolved("actor", "　"), "no actor");
}

/* Each record of the fixture that can be a value, by its id and both its names. */
static void every_value_is_found_or_asked_about(void **state)
{
    struct arena mem = {0};
    int n_asked = 0;

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        enum query_field field;
        struct record r;

        assert_true(store_record(fx->st, &mem, n, &r, &fx->error));
        field = query_field_of(r.kind);
        if (field == QUERY_FIELD_COUNT)
            continue;
        assert_string_equal(resolved(query_field_name(field), r.id), r.id);
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            const char *answer = resolved(query_field_name(field), r.name[lang]);

            assert_says(answer, r.id);
            n_asked += strcmp(answer, r.id) != 0;
        }
    }
    assert_int_equal(n_asked, 2); /* 内閣府, twice */
    arena_finish(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_answers_to_each_of_its_names),
        cmocka_unit_test(width_and_case_do_not_matter),
        cmocka_unit_test(part_of_a_name_will_do_if_only_one_has_it),
        cmocka_unit_test(a_whole_name_wins_over_a_part_of_one),
        cmocka_unit_test(a_homonym_is_asked_about_with_both_ids),
        cmocka_unit_test(a_homonym_in_one_language_is_none_in_the_other),
        cmocka_unit_test(near_names_are_offered),
        cmocka_unit_test(what_does_not_exist_is_refused),
        cmocka_unit_test(every_value_is_found_or_asked_about),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
