/* Counterparts: who faces whom, how surely, on a day; and what two did together. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/counterparts.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static struct counterparts *cp;
static struct arena mem;
static struct err failure;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    cp = counterparts_new(fx->st, fx->corpus, &failure);
    return cp ? 0 : -1;
}

static int close_fixture(void **state)
{
    (void)state;
    counterparts_free(cp);
    arena_finish(&mem);
    fixture_close(fx);
    return 0;
}

static void filter(const char *query)
{
    struct query q = {0};

    assert_true(query_parse(&q, query, strlen(query), fx->st, &failure));
    assert_true(corpus_ask(fx->corpus, &q, &failure));
    query_finish(&q);
}

/* The tie of a link on a day, or NULL. */
static const struct tie *tie_of(const char *link, int32_t day)
{
    const struct counterparts_asked asked = {.matter = -1, .day = day};
    struct tie *ties;
    size_t n;

    assert_true(counterparts_count(cp, day, &failure));
    n = counterparts_ties(cp, &mem, &asked, &ties);
    for (size_t i = 0; i < n; i++)
        if (ties[i].link == fixture_n(fx, link))
            return &ties[i];
    return NULL;
}

static void japan_stands_left_and_roles_with_their_bodies(void **state)
{
    const struct tie *t = tie_of("link:npa-ncsc-attribution", COUNTERPARTS_NOW);

    (void)state;
    assert_int_equal(t->body[SIDE_JP], fixture_n(fx, "actor:npa"));
    assert_int_equal(t->body[SIDE_GB], fixture_n(fx, "actor:ncsc"));
    assert_string_equal(t->role[SIDE_JP][LANG_EN], "technical input");
    assert_string_equal(t->role[SIDE_GB][LANG_EN], "technical advice");
    assert_int_equal(t->matter, matter_find("attribution"));
    assert_int_equal(t->strength, TIE_STATED);
    assert_false(t->abroad);
}

static void what_is_inferred_is_stronger_for_what_they_did_together(void **state)
{
    const struct tie *t = tie_of("link:cabinet-offices", COUNTERPARTS_NOW);

    (void)state;
    assert_int_equal(t->common.n_activities, 1);
    assert_int_equal(t->strength, TIE_IN_COMMON);
    t = tie_of("link:cabinet-offices", edtf_day(2024, 1, 16)); /* the eve of it */
    assert_int_equal(t->common.n_activities, 0);
    assert_int_equal(t->strength, TIE_INFERRED);
}

static void a_gap_has_nobody_on_the_other_side(void **state)
{
    const struct tie *t = tie_of("link:npa-gap", COUNTERPARTS_NOW);

    (void)state;
    assert_int_equal(t->body[SIDE_JP], fixture_n(fx, "actor:npa"));
    assert_int_equal(t->body[SIDE_GB], 0);
}

static void what_has_ended_holds_only_in_its_time(void **state)
{
    static const struct {
        int year, month, day;
        bool holds;
    } days[] = {
        {2012, 6, 18, false}, {2012, 6, 19, true}, {2012, 6, 20, true}, {2012, 6, 21, false}};

    (void)state;
    assert_null(tie_of("link:mofa-gchq-talks", COUNTERPARTS_NOW));
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        assert_int_equal(tie_of("link:mofa-gchq-talks",
                                edtf_day(days[i].year, days[i].month, days[i].day)) != NULL,
                         days[i].holds);
}

/* The paper that states it is of September 2024: before that it may have held, and before NCSC was
 * founded it did not. */
static void before_its_source_a_tie_only_may_hold(void **state)
{
    (void)state;
    assert_false(tie_of("link:npa-ncsc-attribution", edtf_day(2024, 9, 30))->may_hold);
    assert_true(tie_of("link:npa-ncsc-attribution", edtf_day(2024, 8, 31))->may_hold);
    assert_null(tie_of("link:npa-ncsc-attribution", edtf_day(2016, 9, 30)));
}

static void all_as_authored_tells_what_is_past(void **state)
{
    const struct counterparts_asked asked = {
        .matter = -1, .day = COUNTERPARTS_NOW, .with_ended = true};
    struct tie *ties;
    size_t n, n_ended = 0;

    (void)state;
    assert_true(counterparts_count(cp, COUNTERPARTS_NOW, &failure));
    n = counterparts_ties(cp, &mem, &asked, &ties);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        n_ended += ties[i].ended;
        assert_int_equal(ties[i].ended, ties[i].link == fixture_n(fx, "link:mofa-gchq-talks"));
    }
    assert_int_equal(n_ended, 1);
}

static void the_days_are_the_eves_of_changes(void **state)
{
    int32_t *days;
    size_t n = counterparts_days(cp, &mem, fixture_n(fx, "actor:mofa"), &days);

    (void)state;
    assert_int_equal(n, 3);
    assert_int_equal(days[0], edtf_day(1918, 12, 31)); /* GCHQ is of 1919 */
    assert_int_equal(days[1], edtf_day(2012, 6, 18));
    assert_int_equal(days[2], edtf_day(2012, 6, 20));
}

static void what_changed_on_the_next_day_is_told(void **state)
{
    struct change *changes;

    (void)state;
    assert_int_equal(counterparts_changes(cp, &mem, 0, edtf_day(2012, 6, 18), &changes), 1);
    assert_int_equal(changes[0].record, fixture_n(fx, "link:mofa-gchq-talks"));
    assert_true(changes[0].begins);
    assert_int_equal(counterparts_changes(cp, &mem, 0, edtf_day(2012, 6, 20), &changes), 1);
    assert_false(changes[0].begins);
    assert_int_equal(counterparts_changes(cp, &mem, 0, edtf_day(2016, 9, 30), &changes), 1);
    assert_int_equal(changes[0].record, fixture_n(fx, "actor:ncsc"));
    assert_string_equal(changes[0].date, "2016-10");
    assert_int_equal(counterparts_changes(cp, &mem, 0, COUNTERPARTS_NOW, &changes), 0);
    assert_int_equal(
        counterparts_changes(cp, &mem, fixture_n(fx, "actor:npa"), edtf_day(2012, 6, 18), &changes),
        0);
}

/* What both took part in, counted from the records one by one. */
static void what_is_done_together_is_counted_once_a_pair(void **state)
{
    const uint32_t npa = fixture_n(fx, "actor:npa"), ncsc = fixture_n(fx, "actor:ncsc");
    const struct tie *t = tie_of("link:npa-ncsc-attribution", COUNTERPARTS_NOW);
    uint32_t *rows, *actors, n_common = 0;
    size_t n_rows = corpus_timeline(fx->corpus, &mem, &rows);

    (void)state;
    for (size_t i = 0; i < n_rows; i++) {
        size_t n_actors = corpus_linked(fx->corpus, &mem, rows[i], REL_ACTOR, false, &actors);
        bool has_npa = false, has_ncsc = false;

        for (size_t k = 0; k < n_actors; k++) {
            has_npa = has_npa || actors[k] == npa;
            has_ncsc = has_ncsc || actors[k] == ncsc;
        }
        n_common += has_npa && has_ncsc;
    }
    assert_int_equal(n_common, 2); /* one of them with two roles */
    assert_int_equal(t->common.n_activities + t->common.n_events, n_common);
}

static void the_filter_counts_too(void **state)
{
    (void)state;
    filter("theme:capability");
    assert_int_equal(tie_of("link:npa-ncsc-attribution", COUNTERPARTS_NOW)->common.n_activities, 1);
    assert_null(tie_of("link:npa-gap", COUNTERPARTS_NOW)); /* nothing of it is of that theme */
    filter("");
    assert_non_null(tie_of("link:npa-gap", COUNTERPARTS_NOW));
}

static void pairs_without_a_link_are_told_apart(void **state)
{
    const struct counterparts_asked any = {.matter = -1, .day = COUNTERPARTS_NOW};
    struct tie *ties;
    size_t n_all, n;

    (void)state;
    assert_true(counterparts_count(cp, COUNTERPARTS_NOW, &failure));
    n = counterparts_common(cp, &mem, &any, 10, &ties, &n_all);
    assert_int_equal(n, n_all);
    assert_int_equal(n, 3); /* MOFA with NCSC, MOFA with GCHQ in talks that are past, NPA with CO */
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(ties[i].link, 0);
        assert_int_equal(ties[i].strength, TIE_IN_COMMON);
        assert_true(ties[i].body[SIDE_JP] != fixture_n(fx, "actor:npa") ||
                    ties[i].body[SIDE_GB] != fixture_n(fx, "actor:ncsc"));
    }
    assert_int_equal(counterparts_common(cp, &mem, &any, 1, &ties, &n_all), 1);
    assert_int_equal(n_all, 3);
}

static void who_is_left_out_comes_first(void **state)
{
    struct body_load *bodies;
    size_t n;

    (void)state;
    assert_true(counterparts_count(cp, COUNTERPARTS_NOW, &failure));
    n = counterparts_idle(cp, &mem, COUNTERPARTS_NOW, &bodies);
    assert_int_equal(n, 2); /* the Cabinet Office of Japan, GCHQ */
    assert_int_equal(bodies[0].body, fixture_n(fx, "actor:gchq"));
    assert_int_equal(bodies[0].took_part.n_activities, 0);
    assert_int_equal(bodies[0].took_part.n_events, 2);
    assert_int_equal(bodies[1].body, fixture_n(fx, "actor:cao-jp"));
}

static void a_forum_has_members_of_both(void **state)
{
    struct forum *forums;

    (void)state;
    assert_int_equal(counterparts_forums(cp, &mem, COUNTERPARTS_NOW, &forums), 1);
    assert_int_equal(forums[0].body, fixture_n(fx, "actor:quiet-forum"));
    assert_int_equal(forums[0].member[SIDE_JP], fixture_n(fx, "actor:mofa"));
    assert_int_equal(forums[0].member[SIDE_GB], fixture_n(fx, "actor:ncsc"));
}

static void a_matter_answers_to_both_languages(void **state)
{
    (void)state;
    assert_int_equal(matter_named("attribution"), matter_find("attribution"));
    assert_int_equal(matter_named("アトリビューション"), matter_find("attribution"));
    assert_int_equal(matter_named("ＰＯＬＩＣＥ"), matter_find("police"));
    assert_int_equal(matter_named("capacity building"), matter_find("capacity-building"));
    assert_int_equal(matter_named("polic"), -1);
    assert_int_equal(matter_named(""), -1);
    assert_int_equal(matter_find(""), -1);
    assert_true(matter_has(matter_find("police"), "警察"));
    assert_int_equal(matter_count(), 12);
}

static void a_body_tells_its_time(void **state)
{
    struct body_history h;

    (void)state;
    assert_true(counterparts_history(cp, fixture_n(fx, "actor:ncsc"), &h, &failure));
    assert_int_equal(h.parent, fixture_n(fx, "actor:gchq"));
    assert_string_equal(h.founded, "2016-10");
    assert_string_equal(h.dissolved, "");
    assert_false(counterparts_history(cp, fixture_n(fx, "theme:ppp"), &h, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(japan_stands_left_and_roles_with_their_bodies),
        cmocka_unit_test(what_is_inferred_is_stronger_for_what_they_did_together),
        cmocka_unit_test(a_gap_has_nobody_on_the_other_side),
        cmocka_unit_test(what_has_ended_holds_only_in_its_time),
        cmocka_unit_test(before_its_source_a_tie_only_may_hold),
        cmocka_unit_test(all_as_authored_tells_what_is_past),
        cmocka_unit_test(the_days_are_the_eves_of_changes),
        cmocka_unit_test(what_changed_on_the_next_day_is_told),
        cmocka_unit_test(what_is_done_together_is_counted_once_a_pair),
        cmocka_unit_test(the_filter_counts_too),
        cmocka_unit_test(pairs_without_a_link_are_told_apart),
        cmocka_unit_test(who_is_left_out_comes_first),
        cmocka_unit_test(a_forum_has_members_of_both),
        cmocka_unit_test(a_matter_answers_to_both_languages),
        cmocka_unit_test(a_body_tells_its_time),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
