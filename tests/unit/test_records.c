/* Lists of sources and notes: what rests on them, and where short citations lead. */
#include "nichiei/model/app.h"
#include "nichiei/model/chain.h"

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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    fx->page.sheet_rows = 20;
    fx->page.sheet_cols = 60;
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

/* How many records of the kinds match. */
static size_t matching(uint32_t kinds)
{
    struct arena mem = {0};
    size_t count = 0;
    uint32_t *rows;

    for (int k = 0; k < KIND_COUNT; k++)
        if (kinds >> k & 1)
            count += corpus_rows(fx->corpus, &mem, (enum kind)k, false, &rows);
    arena_finish(&mem);
    return count;
}

static size_t asked(const char *text, uint32_t kinds)
{
    struct query q = {0};
    size_t count;

    assert_true(query_parse(&q, text, strlen(text), fx->st, &fx->error));
    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    count = matching(kinds);
    query_finish(&q);
    assert_true(corpus_ask(fx->corpus, &q, &fx->error));
    return count;
}

static void who_cites_a_note_rests_on_its_works_and_on_itself(void **state)
{
    (void)state;
    /* The advisory is cited by one activity, and by another through note 2, which cites it. */
    assert_int_equal(asked("source:advisory2024", 1 << KIND_ACTIVITY), 2);
    assert_int_equal(asked("source:paper2024:2", 1 << KIND_ACTIVITY), 1);
    assert_int_equal(asked("source:paper2024:2 kind:ref", 1 << KIND_REFERENCE), 1);
    assert_int_equal(asked("source:essay2012", 1 << KIND_ACTIVITY | 1 << KIND_EVENT), 3);
}

/* Every count of the sheet, asked as the query that it shows. */
static size_t assert_counts(void)
{
    const struct sheet *s = sheet();
    size_t n_counts = 0;

    for (size_t i = 0; i < s->n_lines; i++)
        for (int k = 0; k < s->lines[i].n_cells; k++) {
            const struct sheet_cell *cell = &s->lines[i].cells[k];
            uint32_t kinds = cell->rows_kind == KIND_NONE ? UINT32_MAX : 1U << cell->rows_kind;

            if (!cell->rows)
                continue;
            assert_int_equal(asked(cell->rows, kinds), atoi(cell->text.p));
            n_counts++;
        }
    return n_counts;
}

static void every_count_is_its_query(void **state)
{
    (void)state;
    fixture_keys(fx, "g s");
    assert_int_equal(assert_counts(), 6);
    fixture_keys(fx, "g n");
    assert_int_equal(assert_counts(), 2);
}

static void enter_on_a_count_shows_what_it_counts_and_q_comes_back(void **state)
{
    (void)state;
    fixture_keys(fx, "g s j j l Enter"); /* the notes that cite the advisory */
    assert_int_equal(sheet()->at.n, KIND_REFERENCE);
    assert_string_equal(fixture_query(fx), "source:advisory2024 kind:ref");
    assert_string_equal(fixture_id(fx, fx->app->shown), "ref:paper2024:2");
    fixture_keys(fx, "q");
    assert_int_equal(sheet()->at.n, KIND_SOURCE);
    assert_string_equal(fixture_query(fx), "");
    assert_int_equal(sheet()->at.line, 2);
    fixture_keys(fx, "l Enter"); /* the records, of every kind */
    assert_int_equal(sheet()->at.n, KIND_NONE);
    assert_string_equal(fixture_query(fx), "source:advisory2024 -kind:source,ref");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    fixture_keys(fx, "q q");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
}

static void the_counts_are_those_of_the_whole_dossier(void **state)
{
    (void)state;
    fixture_keys(fx, "g s / k i n d : s o u r c e Enter"); /* nothing else is left */
    assert_int_equal(assert_counts(), 6);
    fixture_keys(fx, "g g l l Enter");
    assert_int_equal(sheet()->at.n, KIND_NONE);
    assert_true(sheet()->n_lines > 10);
    assert_true(fx->app->query.term[0].off);
}

static void s_sorts(void **state)
{
    (void)state;
    fixture_keys(fx, "g s s"); /* by use */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    fixture_keys(fx, "j");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:essay2012");
    fixture_keys(fx, "s"); /* by reliability: the only A */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:advisory2024");
    fixture_keys(fx, "E E s"); /* by name in English: frozen, frozen, joint */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:essay2012");
    fixture_keys(fx, "s"); /* as authored */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
}

static void notes_have_no_reliability_to_be_sorted_by(void **state)
{
    (void)state;
    fixture_keys(fx, "g n s"); /* by use: no headings of documents */
    assert_int_equal(sheet()->n_lines, 3);
    fixture_keys(fx, "s s");
    assert_int_equal(sheet()->at.choice[0], 0);
    assert_int_equal(sheet()->n_lines, 4);
}

static void a_short_citation_leads_to_the_work(void **state)
{
    static const char *const roles[] = {"ibid", "cites"};
    static const char *const ids[] = {"ref:paper2024:2", "source:advisory2024"};
    struct chain_step *steps;
    struct arena mem = {0};
    size_t n_steps;

    (void)state;
    assert_true(
        chain_of(fx->st, &mem, fixture_n(fx, "ref:paper2024:3"), &steps, &n_steps, &fx->error));
    assert_int_equal(n_steps, 2);
    for (int i = 0; i < 2; i++) {
        assert_string_equal(steps[i].role, roles[i]);
        assert_string_equal(fixture_id(fx, steps[i].to), ids[i]);
    }
    assert_true(
        chain_of(fx->st, &mem, fixture_n(fx, "ref:paper2024:2"), &steps, &n_steps, &fx->error));
    assert_int_equal(n_steps, 0);
    arena_finish(&mem);
}

/* The number that a section of the detail has, or "". */
static const char *section(const char *name)
{
    static char number[16];

    for (size_t i = 0; i < fx->app->detail.n_lines; i++) {
        const struct detail_line *line = &fx->app->detail.lines[i];
        size_t n_bytes = strlen(name);

        if (line->style != DETAIL_HEADING || line->left.n_bytes < n_bytes ||
            memcmp(line->left.p, name, n_bytes) != 0)
            continue;
        memcpy(number, line->right.p, line->right.n_bytes);
        number[line->right.n_bytes] = '\0';
        return number;
    }
    return "";
}

static void a_source_tells_what_rests_on_it_and_how(void **state)
{
    (void)state;
    fixture_keys(fx, "E g s j j Tab"); /* in Japanese, the advisory */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:advisory2024");
    assert_string_equal(section("挙げる注"), "2");
    assert_string_equal(section("活動の典拠"), "");
    assert_string_equal(section("注を経た典拠"), "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_cites_a_note_rests_on_its_works_and_on_itself,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(every_count_is_its_query, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(enter_on_a_count_shows_what_it_counts_and_q_comes_back,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_counts_are_those_of_the_whole_dossier, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(s_sorts, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(notes_have_no_reliability_to_be_sorted_by, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_short_citation_leads_to_the_work, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_source_tells_what_rests_on_it_and_how, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
