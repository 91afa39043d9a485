/* Locators lead to their passages, and say how sure that is. */
#include "nichiei/engine/locator.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char harbour[] =
    "港の記録\n\n港の会\n\n目次\n\n略語\tii\nI. 港\t2\n船\t6\n結論\t9\n\n略語\n\nKT – 港湾局\nKt – "
    "小さな局\n\n"
    "I. 港\n\n港は古い。¹\n\n- 岸は広い。\n- "
    "船は多い。²\n\n船\n\n舟は軽い。\n\n帆は途中で切れて、そして白い。しか\n\n"
    "1. 港の本。\n2. 船の本。\n\nしそれも終わる。\n\n表1: 色\n\n名\t色\n一つ目の船\t赤\n二つ目の船 "
    "三つ目の舟\t青\n"
    "四つ目の筏\t白\n\n出所：港の本。\n\n注：色は古い。\n\n結論\n\n第1条 "
    "港は続く。\n\n岸も続く。\n\n第2条 船も続く。\n";

static struct document doc;
static struct locating in;
static struct arena mem;

static void take(const char *text)
{
    locating_finish(&in);
    document_finish(&doc);
    document_read(&doc, text, strlen(text));
    in.doc = &doc;
}

static int drop(void **state)
{
    (void)state;
    locating_finish(&in);
    document_finish(&doc);
    arena_finish(&mem);
    return 0;
}

static void assert_at(const char *locator, enum located how, size_t line, size_t last_line)
{
    struct location *at = NULL;
    size_t n = locator_find(&in, &mem, locator, &at);

    if (!n && how == LOCATED_NOWHERE)
        return;
    if (!n || at[0].how != how || at[0].line != line || at[n - 1].last_line != last_line)
        fail_msg("%s: %zu found, how %d, lines %zu-%zu", locator, n, n ? (int)at[0].how : 0,
                 n ? at[0].line : 0, n ? at[n - 1].last_line : 0);
}

static void sections_and_their_paragraphs(void **state)
{
    (void)state;
    take(harbour);
    assert_at("sec=front;par=2", LOCATED_EXACT, 3, 3);
    assert_at("sec=1;par=1", LOCATED_EXACT, 19, 19);
    assert_at("sec=1;par=3", LOCATED_EXACT, 22, 22);
    assert_at("sec=1.1;par=2", LOCATED_EXACT, 28, 33); /* behind the notes it goes on */
    assert_at("sec=2;par=2", LOCATED_EXACT, 50, 50);
    assert_at("sec=1.1", LOCATED_EXACT, 24, 44);
    assert_at("sec=1", LOCATED_EXACT, 17, 44); /* with the sections below it */
    assert_at("sec=結論;par=1", LOCATED_EXACT, 48, 48);
}

static void ranges_and_lists(void **state)
{
    struct location *at;

    (void)state;
    take(harbour);
    assert_at("sec=1;par=1-3", LOCATED_EXACT, 19, 22);
    assert_int_equal(locator_find(&in, &mem, "sec=1;par=1,3", &at), 2);
    assert_int_equal(at[1].line, 22);
    assert_int_equal(locator_find(&in, &mem, "note=1-2", &at), 2);
    assert_int_equal(locator_find(&in, &mem, "art=1,2", &at), 2);
    assert_int_equal(at[1].line, 52);
    assert_at("art=1", LOCATED_EXACT, 48, 50);
}

static void lines_of_lists_and_tables(void **state)
{
    (void)state;
    take(harbour);
    assert_at("sec=abbr;abbr=KT", LOCATED_EXACT, 14, 14);
    assert_at("sec=abbr;abbr=Kt", LOCATED_EXACT, 15, 15);
    assert_at("sec=abbr;abbr=kt", LOCATED_NEAR, 14, 14);
    assert_at("sec=abbr;abbr=K", LOCATED_SECTION, 12, 15);
    assert_at("note=2", LOCATED_EXACT, 31, 31);
    assert_at("tab=1", LOCATED_EXACT, 35, 44);
    assert_at("tab=1;row=2", LOCATED_EXACT, 39, 39);
    assert_at("tab=1;row=note", LOCATED_EXACT, 44, 44);
    assert_at("tab=1;row=source", LOCATED_EXACT, 42, 42);
}

static void what_is_not_there_is_said(void **state)
{
    (void)state;
    take(harbour);
    assert_at("sec=1;par=9", LOCATED_SECTION, 17, 22);
    assert_at("tab=1;row=9", LOCATED_SECTION, 35, 44);
    assert_at("tab=1;row=A01", LOCATED_SECTION, 35, 44); /* nothing is known of labels */
    assert_at("sec=7;par=1", LOCATED_NOWHERE, 0, 0);
    assert_at("note=3", LOCATED_NOWHERE, 0, 0);
    assert_at("tab=2", LOCATED_NOWHERE, 0, 0);
    assert_at("page=3", LOCATED_NOWHERE, 0, 0);
    assert_at("art=3", LOCATED_NOWHERE, 0, 0);
    assert_at("item=3", LOCATED_NOWHERE, 0, 0);
    assert_at("", LOCATED_NOWHERE, 0, 0);
    assert_at("par", LOCATED_NOWHERE, 0, 0);
    assert_at("par=x", LOCATED_NOWHERE, 0, 0);
    assert_at("par=5-2", LOCATED_NOWHERE, 0, 0);
    take("");
    assert_at("par=1", LOCATED_NOWHERE, 0, 0);
}

static void paragraphs_and_pages_of_a_text_without_sections(void **state)
{
    (void)state;
    take("港の会\n\n港は古い。\n\n岸は広い。\n");
    assert_at("par=2", LOCATED_EXACT, 5, 5);
    assert_at("par=3", LOCATED_NOWHERE, 0, 0);
    assert_at("page=1", LOCATED_EXACT, 1, 5); /* the page itself */
    assert_at("page=2", LOCATED_NOWHERE, 0, 0);
    take("港は古い。\n\f岸は広い。\n\f船は多い。\n");
    assert_at("page=2-3", LOCATED_NEAR, 2, 3); /* pages of a file need not be those printed */
    take("港は古い。\n18\n\f岸は広い。\n19\n\f船は多い。\n20\n");
    assert_at("page=19", LOCATED_EXACT, 3, 3);
    assert_at("page=2", LOCATED_NOWHERE, 0, 0);
    take("港は古い。      18\n\f\n岸は広い。\n\f船は多い。\n");
    assert_at("page=18", LOCATED_NOWHERE, 0, 0);
    take(harbour);
    assert_at("par=1", LOCATED_NEAR, 19, 19); /* it has sections: counted through them all */
}

static void another_edition_is_not_sure_of_its_paragraphs(void **state)
{
    static const struct cited_place places[] = {{1, "sec=1;par=2"}, {2, "sec=1.1;par=9"}};
    struct err e = {0};

    (void)state;
    take(harbour);
    assert_true(locating_start(&in, &doc, NULL, places, 2, &e));
    assert_at("sec=1;par=1", LOCATED_EXACT, 19, 19);
    assert_at("sec=1.1;par=1", LOCATED_NEAR, 26, 26);
    assert_at("sec=1.1;par=9", LOCATED_SECTION, 24, 44);
    assert_at("note=1", LOCATED_EXACT, 30, 30);
}

/* A paper whose table has a row for each activity of the dossier, in other words. */
static void labels_of_rows_are_learnt_from_who_cites_them(void **state)
{
    static const char paper[] = "# 論文\n\n表1: "
                                "活動\n\n主体\t活動\n経団連\t官民連携の協力覚書を結んだ\nNCSC、警察"
                                "庁\t共同勧告に署名した\n";
    struct fixture *fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    uint32_t source = store_find(fx->st, "source:paper2024", &fx->error);
    struct cited_place *places;
    size_t n_places, n_found, n_citations;

    (void)state;
    take(paper);
    assert_true(locator_citations(fx->st, &mem, source, &places, &n_places, &fx->error));
    assert_true(locating_start(&in, &doc, fx->st, places, n_places, &fx->error));
    assert_at("tab=1;row=A01", LOCATED_EXACT, 6, 6);
    assert_at("tab=1;row=A02", LOCATED_EXACT, 7, 7);
    assert_at("tab=1;row=A03", LOCATED_SECTION, 3, 7);
    assert_true(locator_count(fx->st, "source:paper2024", paper, sizeof paper - 1, &n_found,
                              &n_citations, &fx->error));
    assert_int_equal(n_citations, n_places);
    assert_int_equal(n_found, 2);
    assert_false(locator_count(fx->st, "source:nowhere", paper, sizeof paper - 1, &n_found,
                               &n_citations, &fx->error));
    fixture_close(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_and_their_paragraphs),
        cmocka_unit_test(ranges_and_lists),
        cmocka_unit_test(lines_of_lists_and_tables),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(paragraphs_and_pages_of_a_text_without_sections),
        cmocka_unit_test(another_edition_is_not_sure_of_its_paragraphs),
        cmocka_unit_test(labels_of_rows_are_learnt_from_who_cites_them),
    };

    return cmocka_run_group_tests(tests, NULL, drop);
}
