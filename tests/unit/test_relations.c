/* Relations as a tree: what ties a record to others, unfolded, folded, walked; groups as queries.
 */
#include "nichiei/engine/group_query.h"

#include "nichiei/model/app.h"
#include "nichiei/model/ties.h"

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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 100;
    fx->page.sheet_cols = 100;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

/* A line of the sheet as it is drawn; until the next call. */
static const char *line(size_t i)
{
    const struct sheet_line *l = &fx->app->sheet.lines[i];
    static char text[512];

    memset(text, ' ', sizeof text - 1);
    for (int k = 0; k < l->n_cells; k++)
        memcpy(text + l->cells[k].col, l->cells[k].text.p, l->cells[k].text.n_bytes);
    for (size_t end = sizeof text - 1; end > 0 && text[end - 1] == ' '; end--)
        text[end - 1] = '\0';
    return text;
}

/* Goes to the first line that holds the text, and returns its number. */
static size_t go_to(const char *text)
{
    fixture_keys(fx, "g g");
    for (size_t i = 0; i < fx->app->sheet.n_lines; i++, fixture_keys(fx, "j"))
        if (strstr(line(i), text))
            return i;
    fail_msg("no line with \"%s\"", text);
    return 0;
}

static void open_on(const char *id)
{
    fixture_keys(fx, "2");
    while (strcmp(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_ACTORS])), id) != 0)
        fixture_keys(fx, "j");
    fixture_keys(fx, "r");
}

static void the_record_stands_at_the_root(void **state)
{
    (void)state;
    open_on("actor:npa");
    assert_int_equal(fx->app->sheet.at.id, SHEET_RELATIONS);
    assert_string_equal(line(0), "NPA National Police Agency");
    assert_string_equal(fixture_id(fx, fx->app->shown), "actor:npa");
}

static void a_group_of_several_has_a_heading_with_its_count(void **state)
{
    size_t at;

    (void)state;
    open_on("actor:npa");
    at = go_to("activities");
    assert_non_null(strstr(line(at), "|- activities 2"));
    assert_non_null(strstr(line(at + 1), "|  |- + A06"));
    assert_non_null(strstr(line(at + 2), "|  `- + A02"));
    fixture_keys(fx, "Enter"); /* its rows */
    assert_string_equal(fixture_query(fx), "actor:npa kind:activity");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->sheet.at.id, SHEET_RELATIONS);
    assert_int_equal(fx->app->sheet.at.line, at);
    assert_string_equal(fixture_query(fx), "");
}

static void filters_are_off_while_rows_of_the_whole_are_shown(void **state)
{
    (void)state;
    fixture_keys(fx, "/ - 演 習 Enter");
    open_on("actor:npa");
    go_to("activities");
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    assert_int_equal(fx->app->query.n_terms, 3);
    assert_true(fx->app->query.term[0].off);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->query.n_terms, 1);
    assert_false(fx->app->query.term[0].off);
}

static void a_branch_unfolds_and_folds(void **state)
{
    size_t at, n_lines;

    (void)state;
    open_on("actor:npa");
    n_lines = fx->app->sheet.n_lines;
    at = go_to("+ A06");
    fixture_keys(fx, "l");
    assert_true(fx->app->sheet.n_lines > n_lines);
    assert_non_null(strstr(line(at), "- A06"));
    fixture_keys(fx, "l"); /* into it */
    assert_int_equal(fx->app->sheet.at.line, at + 1);
    fixture_keys(fx, "h h"); /* up, and folded */
    assert_int_equal(fx->app->sheet.at.line, at);
    assert_int_equal(fx->app->sheet.n_lines, n_lines);
    fixture_keys(fx, "h"); /* to the root */
    assert_int_equal(fx->app->sheet.at.line, 0);
}

static void what_stands_above_is_not_followed_again(void **state)
{
    size_t n_lines, at;

    (void)state;
    open_on("actor:npa");
    go_to("+ A06");
    fixture_keys(fx, "l");
    n_lines = fx->app->sheet.n_lines;
    at = go_to("^ ");
    assert_non_null(strstr(line(at), "National Police Agency"));
    assert_int_equal(fixture_keys(fx, "l") & APP_BELL, APP_BELL);
    assert_int_equal(fx->app->sheet.n_lines, n_lines);
}

static void r_makes_the_line_the_root_and_q_comes_back(void **state)
{
    (void)state;
    open_on("actor:npa");
    go_to("+ A06");
    fixture_keys(fx, "l r");
    assert_string_equal(fixture_id(fx, fx->app->sheet.at.n), "activity:exercise");
    assert_int_equal(fx->app->sheet.at.line, 0);
    fixture_keys(fx, "q");
    assert_string_equal(fixture_id(fx, fx->app->sheet.at.n), "actor:npa");
    assert_non_null(strstr(line(fx->app->sheet.at.line), "- A06")); /* still unfolded */
}

static void a_link_leads_to_its_other_end(void **state)
{
    struct tie_end end;
    struct arena mem = {0};
    struct tie *ties;
    size_t n_ties, n_links = 0;
    uint32_t n = fixture_n(fx, "actor:cao-jp");

    (void)state;
    assert_true(ties_of(fx->st, &mem, n, &ties, &n_ties, &fx->error));
    for (size_t i = 0; i < n_ties; i++) {
        if (ties[i].kind != KIND_LINK)
            continue;
        n_links++;
        assert_true(tie_end(fx->st, &mem, n, &ties[i], DISPLAY_EN, &end, &fx->error));
        assert_string_equal(fixture_id(fx, end.n), "actor:cabinet-office-gb");
        assert_true(end.words.n_bytes > 0 && end.relation.n_bytes > 0);
    }
    assert_int_equal(n_links, 1);
    arena_finish(&mem);
}

/* Several links may join the same two bodies: what each is about comes first. */
static void links_say_what_they_are_about_before_the_name(void **state)
{
    (void)state;
    open_on("actor:npa");
    go_to("counterpart, public attribution: NCSC");
    go_to("no counterpart (recorded gap): reports from firms");
}

static size_t asked(const char *text, enum kind kind)
{
    struct arena mem = {0};
    struct query q = {0};
    uint32_t *rows;
    size_t count;

    assert_true(query_parse(&q, text, strlen(text), fx->st, &fx->error));
    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    count = corpus_rows(fx->corpus, &mem, kind, false, &rows);
    query_finish(&q);
    arena_finish(&mem);
    return count;
}

/* Of every record and every group: the query has as many rows as the group has records. */
static void a_group_is_its_query(void **state)
{
    struct buf query = {0};
    struct arena mem = {0};
    size_t n_asked = 0;

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        struct record r;
        struct tie *ties;
        size_t n_ties;

        arena_reset(&mem);
        assert_true(store_record(fx->st, &mem, n, &r, &fx->error));
        assert_true(ties_of(fx->st, &mem, n, &ties, &n_ties, &fx->error));
        for (size_t i = 0, end; i < n_ties; i = end) {
            for (end = i + 1; end < n_ties && ties_alike(&ties[end], &ties[i]);)
                end++;
            buf_reset(&query);
            if (!group_query(&r, ties[i].relation, ties[i].into, ties[i].kind, &query))
                continue;
            n_asked++;
            if (asked(buf_cstr(&query), ties[i].kind) != end - i)
                fail_msg("%s has %zu rows, the group %zu", buf_cstr(&query),
                         asked(buf_cstr(&query), ties[i].kind), end - i);
        }
    }
    assert_true(n_asked > 20);
    buf_finish(&query);
    arena_finish(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_record_stands_at_the_root, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_group_of_several_has_a_heading_with_its_count,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(filters_are_off_while_rows_of_the_whole_are_shown,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_branch_unfolds_and_folds, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_stands_above_is_not_followed_again, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(r_makes_the_line_the_root_and_q_comes_back, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_link_leads_to_its_other_end, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(links_say_what_they_are_about_before_the_name, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_group_is_its_query, open_fixture, close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
