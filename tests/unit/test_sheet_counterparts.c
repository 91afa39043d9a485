/* The sheet of counterparts: opened on a body or on all, walked by matter and by day. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/counterparts.h"

#include "nichiei/model/app.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 20;
    fx->page.sheet_cols = 78;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const struct sheet *sheet(void)
{
    return &fx->app->sheet;
}

static bool holds(struct text t, const char *words)
{
    char copy[1024];

    assert_true(t.n_bytes < sizeof copy);
    memcpy(copy, t.p, t.n_bytes);
    copy[t.n_bytes] = '\0';
    return strstr(copy, words) != NULL;
}

/* The first line with a cell that holds the words, or NULL. */
static const struct sheet_line *line_with(const char *words)
{
    for (size_t i = 0; i < sheet()->n_lines; i++)
        for (int k = 0; k < sheet()->lines[i].n_cells; k++)
            if (holds(sheet()->lines[i].cells[k].text, words))
                return &sheet()->lines[i];
    return NULL;
}

static void all_open_from_anywhere(void **state)
{
    (void)state;
    fixture_keys(fx, "1 g c");
    assert_int_equal(sheet()->at.id, SHEET_COUNTERPARTS);
    assert_int_equal(sheet()->at.n, 0);
    assert_non_null(line_with("= public attribution"));
    assert_non_null(line_with("no counterpart"));
    assert_null(line_with("cyber talks")); /* they are past */
    assert_true(holds(sheet()->title, "now"));
    fixture_keys(fx, "q");
    assert_int_equal(sheet()->at.id, SHEET_NONE);
    fixture_keys(fx, "3 c"); /* no actor */
    assert_int_equal(sheet()->at.n, 0);
}

static void one_body_from_its_line(void **state)
{
    (void)state;
    fixture_keys(fx, "2 c");
    assert_int_equal(sheet()->at.n, fixture_n(fx, "actor:npa"));
    assert_true(holds(sheet()->title, "NPA"));
    assert_non_null(line_with("technical input"));
    assert_null(line_with("policy coordination"));
    assert_true(holds(sheet()->heads[0].cells[0].text, "founded not on record"));
}

static void one_body_while_it_is_read(void **state)
{
    (void)state;
    fixture_keys(fx, "2 Enter c");
    assert_int_equal(sheet()->at.n, fixture_n(fx, "actor:npa"));
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
}

static void a_body_in_it_leads_on(void **state)
{
    (void)state;
    fixture_keys(fx, "2 c j l l l c"); /* the other side of the first pair */
    assert_int_equal(sheet()->at.n, fixture_n(fx, "actor:ncsc"));
    fixture_keys(fx, "q");
    assert_int_equal(sheet()->at.n, fixture_n(fx, "actor:npa"));
}

static void a_matter_stands_alone_with_roles(void **state)
{
    const struct sheet_line *line;

    (void)state;
    fixture_keys(fx, "g c");
    assert_null(line_with("technical input"));
    line = line_with("attribution 1 : 1");
    assert_non_null(line);
    while (&sheet()->lines[sheet()->at.line] != line_with("attribution 1 : 1"))
        fixture_keys(fx, "j");
    fixture_keys(fx, "Enter");
    assert_int_equal(sheet()->at.choice[0], matter_find("attribution") + 1);
    assert_non_null(line_with("technical input"));
    assert_non_null(line_with("! Japan has no single body"));
    assert_null(line_with("policy"));
    fixture_keys(fx, "q");
    assert_int_equal(sheet()->at.choice[0], 0);
    fixture_keys(fx, "q g p g c Enter q"); /* from another sheet, too */
    assert_int_equal(sheet()->at.id, SHEET_COUNTERPARTS);
    assert_int_equal(sheet()->at.choice[0], 0);
}

static void m_walks_through_the_matters(void **state)
{
    static const char *const order[] = {"policy", "attribution", "police"};

    (void)state;
    fixture_keys(fx, "g c");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        fixture_keys(fx, "m");
        assert_int_equal(sheet()->at.choice[0], matter_find(order[i]) + 1);
    }
    fixture_keys(fx, "m");
    assert_int_equal(sheet()->at.choice[0], 0);
}

static void brackets_step_through_the_days(void **state)
{
    (void)state;
    fixture_keys(fx, "g c [");
    assert_true(holds(sheet()->title, "as of 2016-09-30")); /* before NCSC was founded */
    assert_memory_equal(sheet()->heads[0].cells[0].text.p, "+ NCSC (2016-10)", 16);
    assert_null(line_with("public attribution"));
    fixture_keys(fx, "[");
    assert_true(holds(sheet()->title, "as of 2012-06-20"));
    assert_non_null(line_with("= cyber talks"));
    assert_true(holds(sheet()->heads[0].cells[0].text, "- cyber talks (2012-06-20)"));
    assert_non_null(line_with("~ ? policy coordination") ? line_with("~ ? policy coordination")
                                                         : line_with(". ? policy coordination"));
    fixture_keys(fx, "[ [");
    assert_true(holds(sheet()->title, "as of 1918-12-31"));
    fixture_keys(fx, "[");
    assert_int_equal(fx->app->note, SAY_NO_EARLIER);
    fixture_keys(fx, "] ] ] ]");
    assert_true(holds(sheet()->title, "now"));
    fixture_keys(fx, "]");
    assert_int_equal(fx->app->note, SAY_NO_LATER);
}

/* Each count in the sheet is what its query leaves, on each day that it knows. */
static void each_count_is_its_rows(void **state)
{
    size_t n_counts = 0;

    (void)state;
    fixture_keys(fx, "g c");
    for (int day = 0; day < 5; day++) {
        for (size_t i = 0; i < sheet()->n_lines; i++)
            for (int k = 0; k < sheet()->lines[i].n_cells; k++) {
                const struct sheet_cell *cell = &sheet()->lines[i].cells[k];
                struct query q = {0};
                struct arena mem = {0};
                uint32_t *rows;

                if (!cell->rows)
                    continue;
                n_counts++;
                assert_true(query_parse(&q, cell->rows, strlen(cell->rows), fx->st, &fx->error));
                assert_true(corpus_ask(fx->corpus, &q, &fx->error));
                assert_int_equal(corpus_timeline(fx->corpus, &mem, &rows),
                                 strtoul(cell->text.p, NULL, 10));
                query_finish(&q);
                assert_true(corpus_ask(fx->corpus, &(struct query){0}, &fx->error));
                arena_finish(&mem);
            }
        fixture_keys(fx, "[");
    }
    assert_true(n_counts > 12);
}

static void enter_on_a_count_shows_its_rows(void **state)
{
    (void)state;
    fixture_keys(fx, "2 c j l l Enter");
    assert_int_equal(sheet()->at.id, SHEET_NONE);
    assert_string_equal(fixture_query(fx), "actor:npa actor:ncsc");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 2);
    fixture_keys(fx, "q");
    assert_int_equal(sheet()->at.id, SHEET_COUNTERPARTS);
}

static void enter_on_a_tie_shows_the_link(void **state)
{
    (void)state;
    fixture_keys(fx, "2 c j l Enter");
    assert_int_equal(fx->app->shown, fixture_n(fx, "link:npa-ncsc-attribution"));
}

static void the_filter_narrows_it(void **state)
{
    (void)state;
    fixture_keys(fx, "g c / m e m o Enter");
    assert_non_null(line_with("~ policy coordination"));
    assert_null(line_with("public attribution"));
    assert_memory_equal(sheet()->right.p, "1/3", 3);
}

static void nothing_to_show_says_so(void **state)
{
    (void)state;
    fixture_keys(fx, "2 j j j j j j j c"); /* a forum: neither side */
    assert_int_equal(sheet()->at.n, fixture_n(fx, "actor:quiet-forum"));
    assert_non_null(line_with("No counterpart on record"));
    fixture_keys(fx, "m [ ]");
    assert_int_equal(sheet()->at.choice[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_open_from_anywhere, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(one_body_from_its_line, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(one_body_while_it_is_read, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_body_in_it_leads_on, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_matter_stands_alone_with_roles, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(m_walks_through_the_matters, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(brackets_step_through_the_days, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(each_count_is_its_rows, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(enter_on_a_count_shows_its_rows, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(enter_on_a_tie_shows_the_link, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_filter_narrows_it, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(nothing_to_show_says_so, open_fixture, close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
