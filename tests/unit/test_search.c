/* Searching: what comes first, and how each record was found. */
#include "nichiei/engine/search.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static struct query asked;
static struct search *found;
static struct arena mem;

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

static int forget(void **state)
{
    (void)state;
    search_free(found);
    found = NULL;
    query_finish(&asked);
    arena_finish(&mem);
    return 0;
}

static void search_in(const char *typed, enum lang first)
{
    forget(NULL);
    if (!query_parse(&asked, typed, strlen(typed), fx->st, &fx->error))
        fail_msg("%s: %s", typed, fx->error.text);
    found = search_new(fx->st, fx->corpus, &asked, first, &fx->error);
    if (!found)
        fail_msg("%s: %s", typed, fx->error.text);
}

static void search(const char *typed)
{
    search_in(typed, LANG_JA);
}

/* The place of a record among what was found. */
static size_t place_of(const char *id)
{
    uint32_t n = fixture_n(fx, id);

    for (size_t i = 0; i < search_count(found); i++)
        if (search_record(found, i) == n)
            return i;
    fail_msg("%s was not found", id);
    return 0;
}

static struct search_hit hit_of(const char *id)
{
    struct search_hit hit;

    if (!search_hit(found, place_of(id), 80, &mem, &hit, &fx->error))
        fail_msg("%s: %s", id, fx->error.text);
    return hit;
}

/* "reading reading_kana [がいむ]しょう": route, field, the other record, the passage. */
static const char *how(const char *id)
{
    static char text[1024];
    struct search_hit hit = hit_of(id);
    size_t n, at = 0;

    n = (size_t)sprintf(text, "%s %s%s%s ", search_route_name(hit.route), hit.field,
                        hit.via ? " " : "", fixture_id(fx, hit.via));
    for (size_t i = 0; i < hit.passage.n_spans; i++) {
        struct fold_span s = hit.passage.spans[i];

        n += (size_t)sprintf(text + n, "%.*s[%.*s]", (int)(s.at - at), hit.passage.text.p + at,
                             (int)s.n_bytes, hit.passage.text.p + s.at);
        at = s.at + s.n_bytes;
    }
    sprintf(text + n, "%.*s", (int)(hit.passage.text.n_bytes - at), hit.passage.text.p + at);
    return text;
}

static int points_of(const char *id)
{
    return search_points(found, place_of(id));
}

static void japanese_needs_no_input_method(void **state)
{
    static const char *const typed[] = {"gaimu", "がいむ", "ｶﾞｲﾑ", "ガイム", "GAIMU"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        search(typed[i]);
        assert_int_equal(search_record(found, 0), fixture_n(fx, "actor:mofa"));
        assert_string_equal(how("actor:mofa"), "reading reading_kana [がいむ]しょう");
        assert_string_equal(how("activity:joint-advisory"),
                            "linked reading_kana actor:mofa [がいむ]しょう");
    }
    search("外務");
    assert_string_equal(how("actor:mofa"), "name name_ja [外務]省");
    search("外");
    assert_string_equal(how("actor:mofa"), "name name_ja [外]務省");
    search("gaimush");
    assert_string_equal(how("actor:mofa"), "reading reading_kana [がいむしょう]");
}

static void katakana_is_found_by_its_sound_wherever_it_stands(void **state)
{
    (void)state;
    search("saiba");
    assert_string_equal(how("event:2012-06-talks"), "reading name_ja 日英[サイバー]協議");
    assert_int_equal(points_of("event:2012-06-talks"), 3);
    assert_string_equal(how("event:2012-04-10-statement"),
                        "reading summary_ja 首脳が[サイバー]空間での協力を初めて声明に入れた。");
    assert_int_equal(points_of("event:2012-04-10-statement"), 2);
    assert_string_equal(how("actor:ncsc"),
                        "reading reading_kana こっか[さいばー]せきゅりてぃせんたー");
    search("\"saiba\""); /* to the letter it is nowhere */
    assert_int_equal(search_count(found), 0);
}

static void the_way_is_told(void **state)
{
    (void)state;
    search("npa");
    assert_string_equal(how("actor:npa"), "abbreviation abbreviation [NPA]");
    assert_string_equal(how("activity:exercise"),
                        "text summary_en The [NPA] hosted an exercise for practitioners of both "
                        "countries.");
    assert_string_equal(how("activity:joint-advisory"), "linked abbreviation actor:npa [NPA]");
    search("CESG");
    assert_string_equal(how("actor:ncsc"), "alias alias [CESG]");
    search("actor:npa");
    assert_string_equal(how("actor:npa"), "id id ");
    assert_string_equal(how("activity:exercise"), "filter  ");
    search("年の合同");
    assert_string_equal(how("rec:1.1"), "linked summary_ja item:1.1.2 毎[年の合同]演習。");
}

static void a_theme_is_found_by_its_activities(void **state)
{
    (void)state;
    search("フェローシップ");
    assert_string_equal(how("theme:capability"),
                        "linked name_ja activity:fellowship 若手[フェローシップ]");
    search("フェローシップ kind:theme"); /* which leaves no activity among the rows */
    assert_string_equal(how("theme:capability"),
                        "linked name_ja activity:fellowship 若手[フェローシップ]");
    search("がいむ kind:theme"); /* which only the names of their actors hold */
    assert_string_equal(how("theme:interests"),
                        "linked reading_kana event:2012-04-10-statement [がいむ]しょう");
}

static void the_whole_name_comes_before_its_start_and_that_before_its_middle(void **state)
{
    (void)state;
    search("内閣府");
    assert_int_equal(points_of("actor:cao-jp"), 6);
    assert_int_equal(points_of("actor:cabinet-office-gb"), 6);
    assert_int_equal(points_of("activity:memorandum"), 1);
    search("joint");
    assert_int_equal(points_of("activity:exercise"), 5);
    assert_true(place_of("activity:exercise") < place_of("event:2012-04-10-statement") ||
                points_of("event:2012-04-10-statement") == 5);
    search("advisory");
    assert_int_equal(points_of("activity:joint-advisory"), 4);
    search("centre");
    assert_int_equal(points_of("actor:ncsc"), 6); /* an alias is the word */
    assert_int_equal(points_of("actor:training-centre"), 4);
    search("NCSC");
    assert_int_equal(points_of("actor:ncsc"), 6);
    search("Cabinet Office");
    assert_int_equal(search_record(found, 0), fixture_n(fx, "actor:cabinet-office-gb"));
    assert_int_equal(points_of("actor:cabinet-office-gb"), 5 + 4 + 6);
    assert_int_equal(points_of("actor:cao-jp"), 5 + 4 + 5);
    search("\"Cabinet Office\"");
    assert_int_equal(points_of("actor:cabinet-office-gb"), 6);
}

static void readings_come_before_prose_and_prose_before_linked_names(void **state)
{
    (void)state;
    search("けいさつ");
    assert_int_equal(points_of("actor:npa"), 6); /* an alias */
    search("keisatu");
    assert_int_equal(points_of("actor:npa"), 3);
    assert_int_equal(points_of("activity:joint-advisory"), 1);
    search("警察庁");
    assert_int_equal(search_record(found, 0), fixture_n(fx, "actor:npa"));
    assert_int_equal(points_of("activity:exercise"), 2);
    assert_int_equal(points_of("activity:joint-advisory"), 1);
    for (size_t i = 1; i < search_count(found); i++)
        assert_true(search_points(found, i) < search_points(found, i - 1) ||
                    (search_points(found, i) == search_points(found, i - 1) &&
                     search_record(found, i) > search_record(found, i - 1)));
}

static void several_words_add_up_and_all_are_marked(void **state)
{
    (void)state;
    search("合同 演習");
    assert_int_equal(search_record(found, 0), fixture_n(fx, "activity:exercise"));
    assert_int_equal(points_of("activity:exercise"), 5 + 4 + 6); /* 合同演習 is its name */
    assert_string_equal(how("activity:exercise"), "name name_ja [合同演習]");
    search("NPA practitioners");
    assert_string_equal(how("activity:exercise"),
                        "text summary_en The [NPA] hosted an exercise for [practitioners] of both "
                        "countries.");
    search("合同 -演習"); /* what is excluded earns nothing */
    for (size_t i = 0; i < search_count(found); i++)
        assert_true(search_points(found, i) <= 6);
}

static void a_latin_word_is_found_and_marked_where_a_word_starts(void **state)
{
    (void)state;
    search("act");
    assert_string_equal(how("actor:quiet-forum"),
                        "text note_en An [act]or without [act]ivities or events.");
    search("\"ct\"");
    assert_string_equal(how("actor:quiet-forum"),
                        "text note_en An a[ct]or without a[ct]ivities or events.");
}

static void the_language_that_is_read_comes_first(void **state)
{
    (void)state;
    search_in("NCSC", LANG_JA);
    assert_string_equal(how("actor:ncsc"), "abbreviation abbreviation [NCSC]");
    search_in("APT", LANG_EN);
    assert_string_equal(how("activity:joint-advisory"), "alias alias [APT]勧告");
    search_in("2012", LANG_JA);
    assert_string_equal(how("source:essay2012"), "name name_ja 凍結論考([2012]年6月)");
    search_in("2012", LANG_EN);
    assert_string_equal(how("source:essay2012"), "name name_en Frozen essay, June [2012]");
}

static void nothing_found_is_nothing(void **state)
{
    (void)state;
    search("zzzz");
    assert_int_equal(search_count(found), 0);
}

/* Any word of the dossier: the filter finds it, the ranking counts it, the hit shows it. */
static void every_row_shows_where_it_was_found(void **state)
{
    static const char *const words[] = {
        "サイバー", "演習",     "警察",  "外務",   "日",    "英",           "a",
        "joint",    "the",      "of",    "NCSC",   "2024",  "か",           "が",
        "の",       "ー1",      "gaimu", "saiba",  "sekyu", "naikaku",      "keisatsu",
        "kokka",    "sentaa",   "ajia",  "人材",   "育成",  "声明",         "官民",
        "連携",     "評価",     "報告",  "every",  "cyber", "support",      "advis",
        "apt",      "training", "visit", "uk",     "防",    "\"of the\"",   "\"a\"",
        "\"、\"",   "threat",   "国",    "sinhon", "kai",   "\"ー\u3042\"",
    };
    size_t n_hits = 0;

    (void)state;
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        search(words[k]);
        for (size_t i = 0; i < search_count(found); i++) {
            static const enum search_route by_points[7][3] = {
                [1] = {SEARCH_LINKED, SEARCH_LINKED, SEARCH_LINKED},
                [2] = {SEARCH_TEXT, SEARCH_READING, SEARCH_TEXT},
                [3] = {SEARCH_READING, SEARCH_READING, SEARCH_READING},
                [4] = {SEARCH_NAME, SEARCH_ABBREVIATION, SEARCH_ALIAS},
                [5] = {SEARCH_NAME, SEARCH_ABBREVIATION, SEARCH_ALIAS},
                [6] = {SEARCH_NAME, SEARCH_ABBREVIATION, SEARCH_ALIAS},
            };
            int points = search_points(found, i);
            struct search_hit hit;

            assert_true(search_hit(found, i, 40, &mem, &hit, &fx->error));
            if (!hit.passage.n_spans || points < 1 || points > 6 ||
                (hit.route != by_points[points][0] && hit.route != by_points[points][1] &&
                 hit.route != by_points[points][2]) ||
                (hit.route == SEARCH_LINKED) != (hit.via != 0))
                fail_msg("%s in %s: %d points, route %s, %zu spans", words[k],
                         fixture_id(fx, search_record(found, i)), points,
                         search_route_name(hit.route), hit.passage.n_spans);
            n_hits++;
        }
    }
    assert_true(n_hits > 400);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, forget)
    const struct CMUnitTest tests[] = {
        TEST(japanese_needs_no_input_method),
        TEST(katakana_is_found_by_its_sound_wherever_it_stands),
        TEST(the_way_is_told),
        TEST(a_theme_is_found_by_its_activities),
        TEST(the_whole_name_comes_before_its_start_and_that_before_its_middle),
        TEST(readings_come_before_prose_and_prose_before_linked_names),
        TEST(several_words_add_up_and_all_are_marked),
        TEST(a_latin_word_is_found_and_marked_where_a_word_starts),
        TEST(the_language_that_is_read_comes_first),
        TEST(nothing_found_is_nothing),
        TEST(every_row_shows_where_it_was_found),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
