/* What a data package may not hold: each fault is told with file, line, field and a mend, once. */
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

/* Checks the package and frees it; true if that found no error. */
static bool check(struct package *p)
{
    struct report rep = heard_report(&heard);
    struct err e = {0};
    bool ok;

    package_write(p);
    ok = build_check(package_dir(p), &rep, &e);
    assert_int_equal(ok, rep.n_errors == 0);
    assert_int_equal(rep.n_errors + rep.n_warnings, heard.n_problems);
    if (!ok) {
        assert_int_equal(e.code, ERR_DATA);
        assert_non_null(strstr(e.text, "nichiei validate"));
    }
    package_free(p);
    return ok;
}

static size_t n_errors(void)
{
    return heard_count(&heard, SEVERITY_ERROR);
}

/* One field of the small package changed: one problem, in its place, and no error besides. */
static void expect_one(enum severity severity, const char *resource, const char *first,
                       const char *field, const char *value, const char *word)
{
    struct package *p = package_new();
    uint32_t line = package_line(p, resource, first);
    char file[64];

    snprintf(file, sizeof file, "%s.csv", resource);
    package_set(p, resource, line, field, value);
    assert_int_equal(check(p), severity == SEVERITY_WARNING);
    assert_true(heard_of(&heard, severity, file, line, field, word));
    assert_int_equal(n_errors(), severity == SEVERITY_ERROR);
}

struct one_fault {
    const char *resource, *first, *field, *value, *word;
};

static void expect_each(enum severity severity, const struct one_fault *faults, size_t n_faults)
{
    for (size_t i = 0; i < n_faults; i++)
        expect_one(severity, faults[i].resource, faults[i].first, faults[i].field, faults[i].value,
                   faults[i].word);
}
#define EXPECT_EACH(severity, faults) expect_each(severity, faults, sizeof faults / sizeof *faults)

static void the_small_package_is_good(void **state)
{
    (void)state;
    assert_true(check(package_new()));
    assert_int_equal(n_errors(), 0);
}

static void a_value_must_be_of_its_type(void **state)
{
    static const struct one_fault faults[] = {
        {"links", "link:gap", "from", "Actor npa", "not the id of a record"},
        {"activity_actors", "activity:two", "actor", "event:later", "not an id of that kind"},
        {"activity_actors", "activity:two", "actor", "actor:", "not an id of that kind"},
        {"activity_actors", "activity:two", "actor", "actor:ＮＣＳＣ", "not an id of that kind"},
        {"activities", "activity:two", "date", "May 2023", "not a date"},
        {"activities", "activity:two", "date", "2023-02-29", "not a date"},
        {"activities", "activity:two", "date", "2023/2022", "not a date"},
        {"events", "event:later", "checked", "2025-01", "not a day"},
        {"events", "event:later", "checked", "2025-01-31~", "not a day"},
        {"themes", "theme:skills", "position", "one", "not a whole number"},
        {"themes", "theme:skills", "position", "-1", "not a whole number"},
        {"themes", "theme:skills", "position", "99999999999", "not a whole number"},
        {"figures", "figure:rank", "value", "2,5", "not a number"},
        {"figures", "figure:rank", "value", "2.", "not a number"},
        {"actors", "actor:ncsc", "category", "secret-service", "not one of the words"},
        {"actors", "actor:ncsc", "category", "agency centre", "not one of the words"},
        {"sources", "source:essay", "url", "www.example.org", "not an address"},
        {"sources", "source:essay", "url", "https://example.org/a b", "not an address"},
        {"citations", "finding:first", "locator", "page", "not a locator"},
        {"citations", "finding:first", "locator", "page=", "not a locator"},
        {"citations", "finding:first", "locator", "page=3;", "not a locator"},
        {"citations", "finding:first", "locator", "shelf=3", "not a locator"},
        {"citations", "finding:first", "locator", "page=3;par=1=2", "not a locator"},
    };

    (void)state;
    EXPECT_EACH(SEVERITY_ERROR, faults);
}

static void what_is_required_is_told_when_empty(void **state)
{
    static const struct one_fault faults[] = {
        {"actors", "actor:ncsc", "checked", "", "empty"},
        {"actors", "actor:ncsc", "country", "", "empty"},
        {"sources", "source:essay", "reliability", "", "empty"},
        {"citations", "finding:first", "locator", "", "empty"},
        {"searches", "search:none", "date", "", "empty"},
        {"activities", "activity:two", "theme", "", "empty"},
    };

    (void)state;
    EXPECT_EACH(SEVERITY_ERROR, faults);
}

static void both_languages_are_wanted(void **state)
{
    static const struct one_fault faults[] = {
        {"actors", "actor:npa", "name_en", "", "empty"},
        {"actors", "actor:npa", "name_ja", "", "empty"},
        {"actors", "actor:npa", "note_ja", "注", "missing beside"},
        {"events", "event:later", "place_en", "London", "missing beside"},
        {"figures", "figure:rank", "unit_ja", "", "missing beside"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct package *p = package_new();
        uint32_t line = package_line(p, faults[i].resource, faults[i].first);
        char file[64], field[64];

        /* Told at the field that is missing, which for a note is the other one. */
        snprintf(file, sizeof file, "%s.csv", faults[i].resource);
        snprintf(field, sizeof field, "%s", faults[i].field);
        if (*faults[i].value)
            memcpy(field + strlen(field) - 2, strcmp(field + strlen(field) - 2, "ja") ? "ja" : "en",
                   2);
        package_set(p, faults[i].resource, line, faults[i].field, faults[i].value);
        assert_false(check(p));
        assert_true(heard_of(&heard, SEVERITY_ERROR, file, line, field, faults[i].word));
        assert_int_equal(n_errors(), 1);
    }
}

static void a_key_must_lead_somewhere(void **state)
{
    static const struct one_fault faults[] = {
        {"bearings", "activity:one", "recommendation", "rec:9.9", "no such record"},
        {"bearings", "activity:one", "record", "activity:three", "no such record"},
        {"bearings", "activity:one", "item", "item:9.9", "no such record"},
        {"activities", "activity:one", "theme", "theme:none", "no such record"},
        {"actors", "actor:branch", "parent", "actor:none", "no such record"},
        {"links", "link:npa-ncsc", "to", "actor:none", "no such record"},
        {"aliases", "actor:ncsc", "record", "actor:none", "no such record"},
        {"citations", "ref:paper:1", "source", "source:none", "no such record"},
        {"event_actors", "event:later", "actor", "actor:none", "no such record"},
        {"figures", "figure:rank", "subject", "actor:none", "no such record"},
        {"reference_sources", "ref:paper:2", "source", "source:none", "no such record"},
        {"retired", "activity:nought", "replaced_by", "activity:none", "no such record"},
    };

    (void)state;
    EXPECT_EACH(SEVERITY_ERROR, faults);
}

static void every_record_has_a_citation_with_one_end(void **state)
{
    struct package *p = package_new();
    uint32_t citation = package_line(p, "citations", "term:ccb"), line;

    (void)state;
    package_set(p, "citations", citation, "source", "");
    assert_false(check(p));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "citations.csv", citation, "source",
                         "not exactly one of source and reference"));
    assert_int_equal(n_errors(), 1);

    p = package_new();
    package_set(p, "citations", citation, "reference", "ref:paper:1");
    assert_false(check(p));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "citations.csv", citation, "source", "term:ccb"));
    assert_int_equal(n_errors(), 1);

    p = package_new();
    package_set(p, "citations", citation, "record", "actor:branch");
    line = package_line(p, "terms", "term:ccb");
    assert_false(check(p));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "terms.csv", line, "id", "no citation"));
    assert_int_equal(n_errors(), 1);
}

static void a_repeat_is_told_where_it_stands(void **state)
{
    struct package *p = package_new();
    uint32_t again[3];

    (void)state;
    again[0] = package_add(p, "activity_actors", "activity=activity:one|actor=actor:npa");
    again[1] = package_add(p, "activity_actors", "activity=activity:one|actor=actor:npa");
    again[2] = package_add(p, "citations",
                           "record=activity:one|reference=ref:paper:1|"
                           "locator=tab=1;row=A01");
    assert_false(check(p));
    assert_true(
        heard_of(&heard, SEVERITY_ERROR, "activity_actors.csv", again[0], NULL, "activity:one"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "activity_actors.csv", again[1], NULL, "repeats"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "citations.csv", again[2], NULL, "repeats"));
    assert_int_equal(n_errors(), 3);
}

static void an_id_is_the_record_s_own(void **state)
{
    struct package *p = package_new();
    uint32_t line = package_add(p, "actors", "id=actor:npa");

    (void)state;
    assert_false(check(p));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "actors.csv", line, "id", "actor:npa"));
    assert_int_equal(n_errors(), 1);

    p = package_new();
    line = package_add(p, "actors", "id=event:npa");
    assert_false(check(p));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "actors.csv", line, "id", "not an id"));
    assert_int_equal(n_errors(), 1);
}

/* Where fields hold line ends, and rows are missing, the lines are still the file's. */
static void lines_are_counted_over_longer_rows(void **state)
{
    enum { FIRST = 3, ROWS = 12 };
    struct package *p = package_new();
    uint32_t line[ROWS], next = FIRST;
    char row[128];

    (void)state;
    for (int i = 0; i < ROWS; i++) {
        snprintf(row, sizeof row, "id=finding:%d|theme=theme:none|form=%s|summary_en=a%.*s", i,
                 i == 5 ? "guess" : "finding", i % 4, "\n\n\n");
        package_add(p, "findings", row);
        line[i] = next;
        next += 1 + (uint32_t)i % 4;
    }
    assert_false(check(p));
    for (int i = 0; i < ROWS; i++)
        assert_true(heard_of(&heard, SEVERITY_ERROR, "findings.csv", line[i],
                             i == 5 ? "form" : "theme", i == 5 ? "guess" : "theme:none"));
    assert_int_equal(n_errors(), ROWS);
}

/* A row with a fault of its own is there all the same: what leads to it is not told as well. */
static void one_fault_is_told_once(void **state)
{
    struct package *p = package_new();

    (void)state;
    package_set(p, "actors", package_line(p, "actors", "actor:npa"), "checked", "yesterday");
    assert_false(check(p));
    assert_int_equal(n_errors(), 1);

    p = package_new();
    package_set(p, "citations", package_line(p, "citations", "actor:npa"), "locator", "somewhere");
    assert_false(check(p));
    assert_int_equal(n_errors(), 1);
}

static void doubtful_text_is_a_warning(void **state)
{
    static const struct one_fault faults[] = {
        {"actors", "actor:ncsc", "name_en", "NC\033[31mSC", "U+001B"},
        {"actors", "actor:ncsc", "name_ja", "国家\xE2\x80\xAEセンター", "U+202E"},
        {"actors", "actor:ncsc", "name_en", "NC\xFFSC", "broken UTF-8"},
        {"actors", "actor:ncsc", "name_en", "NC\tSC", "U+0009"},
        {"actors", "actor:ncsc", "name_en", "NC\nSC", "U+000A"},
        {"actors", "actor:ncsc", "name_en", " NCSC", "blank at an end"},
        {"actors", "actor:ncsc", "name_en", "NCSC ", "blank at an end"},
        {"actors", "actor:npa", "reading_kana", "ケイサツチョウ", "not a kana reading"},
        {"actors", "actor:npa", "reading_kana", "Keisatsu", "not a kana reading"},
    };

    (void)state;
    EXPECT_EACH(SEVERITY_WARNING, faults);
}

static void every_way_to_write_a_good_value_is_taken(void **state)
{
    static const struct one_fault values[] = {
        {"events", "event:later", "date", "2024-03-25", ""},
        {"events", "event:later", "date", "2023-11-01/2023-11-02", ""},
        {"events", "event:later", "date", "2023/..", ""},
        {"events", "event:later", "date", "201X", ""},
        {"figures", "figure:rank", "value", "0.5", ""},
        {"figures", "figure:rank", "value", "100", ""},
        {"citations", "finding:first", "locator", "sec=2.4;par=2;page=11", ""},
        {"actors", "actor:npa", "reading_kana", "けいさつちょう・さいばー きょく", ""},
        {"actors", "actor:npa", "reading_kana", "nisc", ""},
        {"sources", "source:essay", "url", "http://example.org/日本", ""},
        {"actors", "actor:ncsc", "name_en", "A \"quoted\", long name", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct package *p = package_new();

        package_set(p, values[i].resource, package_line(p, values[i].resource, values[i].first),
                    values[i].field, values[i].value);
        assert_true(check(p));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_package_is_good),
        cmocka_unit_test(a_value_must_be_of_its_type),
        cmocka_unit_test(what_is_required_is_told_when_empty),
        cmocka_unit_test(both_languages_are_wanted),
        cmocka_unit_test(a_key_must_lead_somewhere),
        cmocka_unit_test(every_record_has_a_citation_with_one_end),
        cmocka_unit_test(a_repeat_is_told_where_it_stands),
        cmocka_unit_test(an_id_is_the_record_s_own),
        cmocka_unit_test(lines_are_counted_over_longer_rows),
        cmocka_unit_test(one_fault_is_told_once),
        cmocka_unit_test(doubtful_text_is_a_warning),
        cmocka_unit_test(every_way_to_write_a_good_value_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
