/* A copy of a source, read in place: opened at the passage, walked, left and found again. */
#include "nichiei/store/overlay.h"

#include "nichiei/model/app.h"

#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    fx->page.sheet_rows = 12;
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

static bool reads(void)
{
    return fx->app->focus == PANE_SHEET && sheet()->at.id == SHEET_READER;
}

static void start_at(const char *id)
{
    assert_true(app_start_at(fx->app, id, &fx->error));
    fixture_keys(fx, "");
}

static bool holds(struct text t, const char *words)
{
    for (size_t i = 0; i + strlen(words) <= t.n_bytes; i++)
        if (memcmp(t.p + i, words, strlen(words)) == 0)
            return true;
    return false;
}

/* Does the line of the cursor begin its text with these words? */
static void assert_at(const char *words)
{
    const struct sheet_line *line = &sheet()->lines[sheet()->at.line];
    struct text t = line->n_cells ? line->cells[0].text : text_lit("");

    if (t.n_bytes < strlen(words) || memcmp(t.p, words, strlen(words)) != 0)
        fail_msg("%s wanted, %.*s found", words, (int)t.n_bytes, t.p);
}

static size_t n_marked(void)
{
    size_t n = 0;

    for (size_t i = 0; i < sheet()->n_lines; i++)
        n += sheet()->lines[i].n_cells && sheet()->lines[i].cells[0].style == SHEET_MARKED;
    return n;
}

static void goes_to(const char *words)
{
    for (size_t i = 0; i < sheet()->n_lines; i++)
        if (sheet()->lines[i].n_cells && holds(sheet()->lines[i].cells[0].text, words)) {
            fx->app->sheet.at.line = i;
            fixture_keys(fx, "");
            return;
        }
    fail_msg("no line holds %s", words);
}

/* The line of the detail that shows the n-th citation. */
static void goes_to_citation(uint32_t n)
{
    for (size_t i = 0; i < fx->app->detail.n_lines; i++)
        if (fx->app->detail.lines[i].citation == n) {
            fx->app->detail_cursor = i;
            return;
        }
    fail_msg("the record has no citation %u", n);
}

static void a_citation_opens_its_passage(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("activity:exercise");
    fixture_keys(fx, "Enter");
    goes_to_citation(1); /* sec=2.4;par=2 */
    fixture_keys(fx, "Enter");
    assert_true(reads());
    assert_at("演習では");
    assert_int_equal(n_marked(), 2);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    goes_to_citation(2); /* of a note */
    fixture_keys(fx, "Enter");
    assert_at("2. Sample");
    assert_int_equal(n_marked(), 1);
}

static void without_a_copy_it_opens_the_source_and_says_how_to_attach_one(void **state)
{
    (void)state;
    start_at("activity:exercise");
    fixture_keys(fx, "Enter");
    goes_to_citation(1);
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    assert_int_equal(fx->app->note, SAY_NO_COPY);
    assert_true(holds(fx->app->about, "source:paper2024"));
    fixture_keys(fx, "g f");
    assert_int_equal(fx->app->note, SAY_NO_COPY);
    assert_false(reads());
}

static void without_a_source_there_is_nothing_to_attach(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    fixture_keys(fx, "M");
    assert_int_equal(fixture_keys(fx, "g f") & APP_BELL, APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_SOURCE);
}

static void a_citation_of_another_work_does_not_open_this_one(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("activity:joint-advisory");
    fixture_keys(fx, "Enter");
    goes_to_citation(2);
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:advisory2024");
}

static void calls_lead_to_notes_and_back(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f");
    goes_to("借りたものである。¹");
    fixture_keys(fx, "Enter");
    assert_at("1. 見本の覚書");
    fixture_keys(fx, "Enter");
    assert_true(holds(sheet()->lines[sheet()->at.line].cells[0].text, "¹"));
    fixture_keys(fx, "(");
    assert_at("1. 見本の覚書");
    fixture_keys(fx, ")");
    assert_true(holds(sheet()->lines[sheet()->at.line].cells[0].text, "¹"));
}

static void a_sentence_that_a_page_end_cut_is_found_as_one(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f / 相 手 を 探 す 時 間 Enter");
    assert_int_equal(fx->app->find.found.n_hits, 1);
    fixture_keys(fx, "/ 注 と 本 文 Enter");
    assert_int_equal(fx->app->find.found.n_hits, 0);
}

static void sections_are_walked_and_stand_in_the_title(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f } } } }");
    assert_at("I. 組織と役割");
    assert_true(holds(sheet()->title, "組織と役割"));
    fixture_keys(fx, "{ {");
    assert_at("略語");
}

static void the_place_is_found_again(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f");
    goes_to("五つある");
    fixture_keys(fx, "q");
    assert_false(reads());
    fixture_keys(fx, "g f");
    assert_at("テーマは五つ");
    fx->page.sheet_cols = 40; /* at another width, and in another language, too */
    fixture_keys(fx, "E");
    assert_at("テーマは五つ");
    fx->page.sheet_cols = 158;
    fixture_keys(fx, "j");
    fixture_keys(fx, "k");
    assert_at("テーマは五つ");
}

static void what_was_kept_for_another_text_is_no_place_in_this(void **state)
{
    struct reading_place place = {"source:paper2024", "another", 500};

    (void)state;
    fixture_attach(fx, "paper2024");
    assert_true(overlay_keep_place(fx->overlay, &place, &fx->error));
    start_at("source:paper2024");
    fixture_keys(fx, "g f");
    assert_int_equal(sheet()->at.line, 0);
}

static void a_file_that_changed_is_noticed(void **state)
{
    struct attachment copy;
    struct arena mem = {0};
    bool found;

    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f");
    assert_true(text_is_empty(sheet()->right));
    assert_true(
        overlay_attachment(fx->overlay, &mem, "source:paper2024", true, &copy, &found, &fx->error));
    copy.hash = "0";
    assert_true(overlay_attach(fx->overlay, &copy, &fx->error));
    fixture_keys(fx, "q g f");
    assert_true(holds(sheet()->right, "変更"));
    arena_finish(&mem);
}

static void spoil_overlay(void)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/overlay.db", fx->dir);
    f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < 1000; i++)
        fputs("no overlay", f);
    fclose(f);
}

static void a_damaged_overlay_is_told_and_hinders_nothing(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("activity:exercise");
    fixture_keys(fx, "Enter");
    spoil_overlay();
    goes_to_citation(1);
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    assert_int_equal(fx->app->note, SAY_NO_OVERLAY);
    assert_true(holds(fx->app->about, "overlay.db"));
    fixture_keys(fx, "g f");
    assert_int_equal(fx->app->note, SAY_NO_OVERLAY);
}

static void a_place_that_cannot_be_kept_is_told(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("source:paper2024");
    fixture_keys(fx, "g f } }");
    spoil_overlay();
    fixture_keys(fx, "s");
    assert_int_equal(fx->app->note, SAY_NO_PLACE);
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
}

static void who_cites_a_paragraph_stands_beside_it(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("event:2013-strategy"); /* sec=1.1;par=7 */
    fixture_keys(fx, "g f Enter");
    assert_int_equal(sheet()->at.id, SHEET_CITING);
    for (size_t i = 0; i < sheet()->n_lines; i++)
        if (strcmp(fixture_id(fx, sheet()->lines[i].cells[0].opens), "event:2013-strategy") == 0)
            return;
    fail_msg("the record that was come from is not among them");
}

static void the_source_can_be_opened_from_its_text(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("event:2013-strategy");
    fixture_keys(fx, "g f s");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    fixture_keys(fx, "q");
    assert_true(reads());
    assert_at("直されない");
}

static void a_copy_that_was_taken_away_is_missed(void **state)
{
    bool found;

    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("event:2013-strategy");
    fixture_keys(fx, "g f s");
    assert_true(overlay_detach(fx->overlay, "source:paper2024", &found, &fx->error));
    fixture_keys(fx, "q");
    assert_true(reads());
    assert_true(sheet()->n_lines > 0);
    fixture_keys(fx, "j Enter } s q q");
}

static void any_width_will_do(void **state)
{
    (void)state;
    fixture_attach(fx, "paper2024");
    start_at("event:2013-strategy");
    fixture_keys(fx, "g f");
    for (int cols = 4; cols < 200; cols++) {
        fx->page.sheet_cols = cols;
        fixture_keys(fx, "j");
        for (size_t i = 0; i < sheet()->n_lines; i++)
            for (int k = 0; k < sheet()->lines[i].n_cells; k++) {
                const struct sheet_cell *cell = &sheet()->lines[i].cells[k];

                assert_true(cell->col >= 0 && cell->cols >= 0);
                if (cols >= 8)
                    assert_true(cell->col + cell->cols <= cols);
            }
    }
}

static void attach_text(const char *text)
{
    if (!fx->overlay)
        fixture_attach(fx, "essay2012");
    assert_true(overlay_attach(fx->overlay,
                               &(struct attachment){.source = "source:paper2024",
                                                    .file = "-",
                                                    .encoding = "UTF-8",
                                                    .hash = "0",
                                                    .attached = "2024-10-01",
                                                    .text = text,
                                                    .n_bytes = strlen(text)},
                               &fx->error));
}

/* Whatever a text is made of, every key finds its way in it. */
static void any_text_will_do(void **state)
{
    static const char *const parts[] = {
        "\n",    "\n\n",     "1. ",      "2. ",        "I. 港\n",  "- ",       "# 岸\n",
        "\t",    "|",        "。",       "表1: ",      "目次\n",   "港あいう", "word ",
        "¹",     "[2]",      "\f",       "略語",       "提言1：",  "　",       "(注3)",
        "\xE3",  "\x1B[31m", "\u202E",   "はじめに\n", "内閣府",   "**",       "3. 船\n",
        "---\n", "- ・ ",    "か\u3099", "\uFE0F",     "..... 4\n"};
    struct dice dice = {7};

    (void)state;
    for (int round = 0; round < 60; round++) {
        char text[2048] = "港";

        for (int i = 0; i < 60; i++)
            strcat(text, parts[dice_below(&dice, sizeof parts / sizeof parts[0])]);
        attach_text(text);
        start_at("source:paper2024");
        fx->page.sheet_cols = 3 + (int)dice_below(&dice, 150);
        fixture_keys(fx, "g f j j Enter l l Enter ( G Enter } { / 港 Enter n N q q");
        assert_int_equal(fx->error.code, ERR_NONE);
        assert_int_equal(fx->app->error.code, ERR_NONE);
    }
}

static void points_and_bold_letters_are_read_without_their_marks(void **state)
{
    (void)state;
    attach_text("# 港\n\n港は古い。\n\n- ・ **岸**：広い。\n- 船は多い。\n\n1. 倉\n2. 店\n");
    start_at("source:paper2024");
    fixture_keys(fx, "g f");
    goes_to("岸：広い。");
    assert_at("岸：広い。");
    goes_to("船は多い");
    assert_at("船は多い。");
    goes_to("倉");
    assert_at("1. 倉");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    const struct CMUnitTest tests[] = {
        TEST(a_citation_opens_its_passage),
        TEST(without_a_copy_it_opens_the_source_and_says_how_to_attach_one),
        TEST(without_a_source_there_is_nothing_to_attach),
        TEST(a_citation_of_another_work_does_not_open_this_one),
        TEST(calls_lead_to_notes_and_back),
        TEST(a_sentence_that_a_page_end_cut_is_found_as_one),
        TEST(sections_are_walked_and_stand_in_the_title),
        TEST(the_place_is_found_again),
        TEST(what_was_kept_for_another_text_is_no_place_in_this),
        TEST(a_file_that_changed_is_noticed),
        TEST(a_damaged_overlay_is_told_and_hinders_nothing),
        TEST(a_place_that_cannot_be_kept_is_told),
        TEST(who_cites_a_paragraph_stands_beside_it),
        TEST(the_source_can_be_opened_from_its_text),
        TEST(a_copy_that_was_taken_away_is_missed),
        TEST(any_width_will_do),
        TEST(any_text_will_do),
        TEST(points_and_bold_letters_are_read_without_their_marks),
    };

    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 2;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
