/* The review: what keys and types allow, but a careful reader would ask about; and a package with
 * twenty faults of different kinds, all told in one run. */
#include "nichiei/store/build.h"

#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct heard heard;

static bool check(struct package *p)
{
    struct report rep = heard_report(&heard);
    struct err e = {0};
    bool ok;

    package_write(p);
    ok = build_check(package_dir(p), &rep, &e);
    package_free(p);
    return ok;
}

/* One added row brings one question, a warning at its field. */
static void asks(const char *resource, const char *row, const char *field, const char *word)
{
    struct package *p = package_new();
    uint32_t line = package_add(p, resource, row);
    char file[64];

    snprintf(file, sizeof file, "%s.csv", resource);
    assert_true(check(p));
    assert_true(heard_of(&heard, SEVERITY_WARNING, file, line, field, word));
}

static void a_kanji_name_wants_its_reading(void **state)
{
    (void)state;
    asks("actors", "id=actor:new|name_ja=防衛省|reading_kana=", "reading_kana", "防衛省");
}

static void two_records_of_one_name_are_asked_about(void **state)
{
    (void)state;
    asks("actors", "id=actor:new|name_ja=警　察庁|name_en=Other|reading_kana=けいさつちょう",
         "name_ja", "named nearly");
    asks("actors", "id=actor:new|name_ja=べつ|name_en=NATIONAL POLICE AGENCY", "name_en",
         "named nearly");
}

static void what_nothing_stands_on_is_asked_about(void **state)
{
    (void)state;
    asks("sources", "id=source:idle", "id", "nothing stands on");
    asks("actors", "id=actor:idle|summary_ja=|summary_en=", "id", "nothing leads to");
}

static void what_is_left_open_is_asked_about(void **state)
{
    (void)state;
    asks("links", "id=link:open|from=actor:npa|to=|extent=full", "to", "leads nowhere");
    asks("links", "id=link:any|from=actor:npa|to=actor:ncsc|relation=counterpart|matter=", "matter",
         "no matter of");
    asks("recommendations", "id=rec:9.9|number=9.9|theme=theme:talks", "id", "no item");
    asks("recommendations", "id=rec:9.8|number=9.8|theme=theme:talks", "id", "nobody is addressed");
    asks("activities", "id=activity:idle|theme=theme:talks|type=type:dialogue", "id", "no actor");
    asks("references", "id=ref:paper:9|document=source:paper|number=9|form=document", "id",
         "no source");
}

static void an_odd_width_is_asked_about_but_not_where_it_is_printed_so(void **state)
{
    struct package *p;

    (void)state;
    asks("terms", "id=term:odd|name_ja=ｻｲﾊﾞｰ", "name_ja", "odd width");
    asks("terms", "id=term:odd|name_ja=ＡＩ", "name_ja", "odd width");
    p = package_new();
    package_add(p, "aliases", "record=actor:npa|alias=ＮＰＡ");
    assert_true(check(p));
    assert_false(heard_of(&heard, SEVERITY_WARNING, "aliases.csv", 0, "alias", "odd width"));
}

/* Twenty faults, each of another kind, and where each must be told. */
static const struct {
    enum severity severity;
    const char *resource, *first, *field, *value, *word;
} faults[] = {
    {SEVERITY_ERROR, "actors", "actor:npa", "name_en", "", "empty"},
    {SEVERITY_ERROR, "actors", "actor:ncsc", "category", "ministries", "not one of the words"},
    {SEVERITY_ERROR, "actors", "actor:branch", "parent", "actor:none", "no such record"},
    {SEVERITY_ERROR, "sources", "source:paper", "url", "www.example", "not an address"},
    {SEVERITY_ERROR, "sources", "source:essay", "reliability", "G", "not one of the words"},
    {SEVERITY_ERROR, "events", "event:later", "date", "2024-13", "not a date"},
    {SEVERITY_ERROR, "events", "event:undated", "place_en", "London", "missing beside"},
    {SEVERITY_ERROR, "activities", "activity:two", "certainty", "7", "not one of the words"},
    {SEVERITY_ERROR, "activities", "activity:one", "checked", "today", "not a day"},
    {SEVERITY_ERROR, "figures", "figure:rank", "value", "two", "not a number"},
    {SEVERITY_ERROR, "pillars", "pillar:uk-1", "number", "one", "not a whole number"},
    {SEVERITY_ERROR, "citations", "activity:one", "locator", "page 3", "not a locator"},
    {SEVERITY_ERROR, "items", "item:1.1-body", "recommendation", "activity:one",
     "not an id of that"},
    {SEVERITY_ERROR, "findings", "finding:first", "id", "findings:first", "not an id of this kind"},
    {SEVERITY_ERROR, "bearings", "event:later", "recommendation", "rec:7.7", "no such record"},
    {SEVERITY_WARNING, "themes", "theme:talks", "reading_kana", "TAIWA", "not a kana reading"},
    {SEVERITY_WARNING, "terms", "term:ccb", "summary_en", "a\x1B[31mb", "U+001B"},
    {SEVERITY_WARNING, "milestones", "milestone:report", "summary_ja",
     "\xE2\x80\xAE"
     "逆",
     "U+202E"},
    {SEVERITY_WARNING, "searches", "search:none", "query", "bad \xFF byte", "UTF-8"},
    {SEVERITY_WARNING, "aliases", "actor:ncsc", "alias", " NCSC UK", "blank at an end"},
};

static void twenty_faults_are_told_in_one_run(void **state)
{
    enum { N_FAULTS = sizeof faults / sizeof faults[0] };
    struct package *p = package_new();
    uint32_t line[N_FAULTS];

    (void)state;
    assert_int_equal(N_FAULTS, 20);
    for (int i = 0; i < N_FAULTS; i++)
        line[i] = package_line(p, faults[i].resource, faults[i].first);
    for (int i = 0; i < N_FAULTS; i++)
        package_set(p, faults[i].resource, line[i], faults[i].field, faults[i].value);
    assert_false(check(p));
    for (int i = 0; i < N_FAULTS; i++) {
        char file[64];

        snprintf(file, sizeof file, "%s.csv", faults[i].resource);
        assert_true(heard_of(&heard, faults[i].severity, file, line[i],
                             strstr(faults[i].word, "missing") ? "place_ja" : faults[i].field,
                             faults[i].word));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kanji_name_wants_its_reading),
        cmocka_unit_test(two_records_of_one_name_are_asked_about),
        cmocka_unit_test(what_nothing_stands_on_is_asked_about),
        cmocka_unit_test(what_is_left_open_is_asked_about),
        cmocka_unit_test(an_odd_width_is_asked_about_but_not_where_it_is_printed_so),
        cmocka_unit_test(twenty_faults_are_told_in_one_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
