/* The whole screen: what must be seen is seen, at every size. */
#include "nichiei/text/width.h"

#include "nichiei/view/screen.h"

#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct screen *s;

static int open_screen(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    s = screen_open(FIXTURE_DOSSIER, DISPLAY_BOTH, 80, 24);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    width_set_ambiguous(1);
    screen_close(s);
    return 0;
}

static void keys(const char *k)
{
    fixture_keys(s->fx, k);
}

static void assert_row(int row, const char *text)
{
    if (!strstr(screen_row(s, row), text))
        fail_msg("row %d does not say %s: %s", row, text, screen_row(s, row));
}

static void assert_no_row(const char *text)
{
    if (screen_find(s, text) >= 0)
        fail_msg("row %d says %s", screen_find(s, text), text);
}

static void too_small_a_screen_says_so(void **state)
{
    (void)state;
    screen_size(s, 39, 24);
    assert_row(0, "Screen too small: needs 40x10");
    assert_string_equal(screen_row(s, 1), "");
    screen_size(s, 80, 9);
    assert_row(0, "Screen too small");
    screen_size(s, 5, 1);
    assert_row(0, "Scree");
    screen_size(s, 0, 0);
    screen_size(s, 40, 10);
    assert_no_row("too small");
}

static void a_folded_pane_keeps_one_informative_line(void **state)
{
    (void)state;
    screen_size(s, 40, 10);
    assert_int_equal(screen_find(s, "[2] 主体 Actors 8 警察庁"), 5);
    keys("2 j j");
    assert_true(screen_find(s, "[1] 年表 Timeline 13") > 0);
    keys("1");
    assert_int_equal(screen_find(s, "[2] 主体 Actors 8 外務省"), 5);
}

/* Where there is no line for it, it takes that of the hints. */
static void a_message_is_seen_at_every_size(void **state)
{
    static const int sizes[][2] = {{40, 10}, {40, 15}, {40, 16}, {79, 13}, {80, 14}, {160, 45}};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        screen_size(s, sizes[i][0], sizes[i][1]);
        keys("/ a c t o r : x x x x");
        assert_true(screen_find(s, "no \"xxxx\" here") > 0);
        keys("Esc");
        assert_no_row("xxxx");
        keys("(");
        assert_true(screen_find(s, "nothing to go back to") > 0);
        keys("C-c");
        assert_true(screen_find(s, "Ctrl-C again quits") > 0);
        keys("? じ");
        assert_true(screen_find(s, "switch the IME off") > 0);
        keys("q");
        assert_no_row("IME");
    }
}

static void what_leads_on_is_hinted_in_every_context_and_width(void **state)
{
    static const char *const contexts[][3] = {
        {"", "? 説明 help", "q 戻る back"},
        {"Enter", "? 説明 help", "q 戻る back"},
        {"?", "? 説明 help", "q 戻る back"},
        {"q h /", "Enter 決定 keep", "Esc 取消 cancel"},
    };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        keys(contexts[i][0]);
        for (int cols = 40; cols <= 160; cols += 8) {
            screen_size(s, cols, 24);
            assert_row(23, contexts[i][1]);
            assert_row(23, contexts[i][2]);
        }
    }
}

static void each_display_shows_its_language_only(void **state)
{
    (void)state;
    keys("E E");
    for (int row = 1; row < 24; row++)
        for (const char *at = screen_row(s, row); *at; at++)
            if ((unsigned char)*at >= 0xE3)
                fail_msg("row %d is not English: %s", row, screen_row(s, row));
    assert_row(0, "E: English");
    keys("E E");
    assert_row(0, "E: 日本語");
    assert_no_row("Timeline");
    assert_no_row("Joint");
}

static void chips_name_the_filters(void **state)
{
    (void)state;
    keys("2 Space j Space 3 g g j Space / - 声 明 Enter");
    assert_row(1, "[actor:NPA,NCSC] [theme:能力開発] [-\"声明\"]");
    keys("E E");
    assert_row(1, "[theme:Capability development]");
    keys("- - -");
    assert_row(1, "Frozen dossier for tests");
}

static void of_too_many_chips_the_last_are_shown_and_the_rest_counted(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++)
        keys("/ 日 本 英 国 の Enter");
    assert_row(1, "絞込 Filter +");
    assert_whole(&s->frame, "many chips");
    keys("/");
    assert_int_equal(s->frame.cursor_row, 1);
    assert_in_range(s->frame.cursor_col, 40, 79);
}

static void the_cursor_stands_on_the_caret(void **state)
{
    (void)state;
    assert_int_equal(s->frame.cursor_row, -1);
    keys("/ 警 a");
    assert_row(1, "/ 警a");
    assert_int_equal(s->frame.cursor_row, 1);
    assert_int_equal(s->frame.cursor_col, 17); /* "絞込 Filter / 警a" */
    keys("Left Left");
    assert_int_equal(s->frame.cursor_col, 14);
    keys("Esc");
    assert_int_equal(s->frame.cursor_row, -1);
}

static void a_long_line_scrolls_with_its_caret(void **state)
{
    (void)state;
    screen_size(s, 40, 10);
    keys("/");
    for (int i = 0; i < 60; i++) {
        keys(i % 3 ? "警" : "a");
        assert_in_range(s->frame.cursor_col, 14, 39);
        assert_whole(&s->frame, "typing");
    }
    keys("終");
    assert_row(1, "警終");
    keys("Home");
    assert_row(1, "/ a警警a");
    assert_int_equal(s->frame.cursor_col, 14);
}

static void the_head_counts_what_is_left(void **state)
{
    (void)state;
    assert_row(0, "活動 activities 6  出来事 events 7");
    keys("/ 声 明 Enter");
    assert_row(0, "活動 activities 1/6  出来事 events 1/7");
    assert_row(2, "[1] 年表 Timeline 2/13");
    assert_row(22, "1/2");
}

static void a_folded_pane_of_facets_names_what_is_chosen(void **state)
{
    (void)state;
    assert_true(screen_find(s, "[5] ファセット Facets テーマ 種類 主体") > 0);
    screen_size(s, 79, 24);
    keys("E 2 g g Space j Space / - i s : e s s a y Enter");
    assert_true(screen_find(s, "[5] ファセット 主体 NPA, NCSC 状態 -2012年の論考 --") > 0);
}

static void facets_show_marks_counts_and_what_a_tick_adds(void **state)
{
    int row;

    (void)state;
    screen_size(s, 80, 40);
    keys("E E 5 h } } } Enter j ! j Space j");
    row = screen_find(s, "=[5] Facets");
    assert_row(row, " rows adds");
    row = screen_find(s, " - country  -Japan, UK");
    assert_true(row > 0);
    assert_row(row + 1, "  [-] Japan ");
    assert_row(row + 1, "   +");
    assert_row(row + 2, "  [x] UK ");
    assert_row(row + 3, "> [ ] ");
    assert_row(38, "-country:JP country:");
    assert_row(38, "Unconfirmed by governments");
    screen_size(s, 80, 24);
    assert_row(22, "-country:JP country:");
}

static void counts_of_a_big_dossier_have_room(void **state)
{
    struct app *app = s->fx->app;

    (void)state;
    keys("5 j");
    app->list[PANE_TIMELINE].total = 142857;
    app->facets.lines[1].count = app->facets.lines[1].added = 142857;
    app->facets.lines[1].adds = true;
    screen_size(s, 80, 24);
    assert_row(screen_find(s, "> [ ] "), "  142857 +142857 ");
    assert_row(screen_find(s, "=[5]"), "= rows    adds ");
}

static void the_panes_stay_where_they_are_while_something_is_typed(void **state)
{
    int actors;

    (void)state;
    actors = screen_find(s, "-[2] 主体 Actors");
    keys("/ 声 明");
    assert_row(2, "2/13");
    assert_int_equal(screen_find(s, "-[2] 主体 Actors"), actors);
    keys("z z");
    assert_int_equal(screen_find(s, "-[2] 主体 Actors"), actors);
    keys("Backspace Backspace Enter"); /* rows that the timeline cannot fill are then given away */
    assert_true(screen_find(s, "-[2] 主体 Actors") < actors);
}

static void nothing_that_matches_is_said(void **state)
{
    (void)state;
    keys("/ z z z");
    assert_row(3, "該当なし nothing matches");
    assert_row(0, "0/6");
    assert_row(22, "0/0");
}

static void the_way_out_of_an_empty_list_is_said(void **state)
{
    (void)state;
    keys("/ z z z");
    assert_row(4, "[\"zzz\"] を外すと 13 件 13 without [\"zzz\"]");
    assert_no_row("(-)"); /* not while it is being typed */
    keys("Enter");
    assert_row(4, "13 without [\"zzz\"] (-)");
    keys("/ 演 習 Enter");
    assert_row(4, "3 without [\"zzz\"] (F)");
    keys("F");
    assert_row(4, "3 without [\"zzz\"] (-)");
    keys("-");
    assert_no_row("without");
}

static void keys_that_do_nothing_now_are_not_hinted(void **state)
{
    (void)state;
    screen_size(s, 160, 24);
    assert_no_row("Space 選択");
    assert_no_row("- 解除");
    keys("2");
    assert_row(23, "Space 選択 choose");
    keys("Space");
    assert_row(23, "- 解除 drop");
    keys("- Enter");
    assert_no_row("Enter 開く"); /* the name leads nowhere */
    keys("g p");                 /* no pane beside it, no record on a heading */
    assert_no_row("Tab 欄");
    assert_no_row("= 限定");
}

static void a_row_tells_where_it_comes_from(void **state)
{
    (void)state;
    assert_row(4, "2012 04-10    E 日英首脳の共同声明");
    assert_row(6, "2013          B 日本のサイバー戦略");
    assert_row(7, "2019 ~        P 安全保障フォーラム");
    keys("G");
    assert_int_equal(screen_find(s, "2027 03       + 次の首脳会談（予定）"), 8);
    assert_int_equal(screen_find(s, "日付なし undated 2 -"), 9);
    assert_int_equal(screen_find(s, " A 研修センターの訪英"), 10);
    assert_row(11, " ? 日付のない作業部会"); /* and help tells what ? means */
    keys("k k k k k k k k");
    assert_row(11, "日付なし undated 2 -"); /* alone at the end: its rows are below */
    keys("k");
    assert_no_row("日付なし undated 2 -");
    keys("? G C-b C-b");
    assert_true(screen_find(s, "?  not known whether it happened") > 0);
}

static void a_silent_theme_is_marked(void **state)
{
    struct quiet *q = &s->fx->app->quiet;

    (void)state;
    assert_true(q->n_known > 1);
    q->of[1] = (struct silence){.silent = true, .days = 300, .usual_days = 40};
    keys("3");
    assert_true(screen_find(s, "能力開発                           _     3") > 0);
    assert_true(screen_find(s, "官民連携                                 1") > 0);
    screen_size(s, 160, 45);
    assert_true(screen_find(s, "_ 10か月     3 |") > 0);
    keys("E E");
    assert_true(screen_find(s, "_ 10 months     3 |") > 0);
}

static void one_pane_alone_looks_focused(void **state)
{
    static const char *const panes[] = {"1", "2", "3", "4", "5", "1 Enter"};

    (void)state;
    for (size_t i = 0; i < sizeof panes / sizeof panes[0]; i++) {
        int n_titles = 0, n_cursors = 0;

        keys(panes[i]);
        for (int row = 0; row < 24; row++)
            for (int col = 0; col < 80; col++) {
                const struct cell *before = frame_cell(&s->frame, row, col - 1);
                enum style style = (enum style)frame_cell(&s->frame, row, col)->style;
                bool starts = !before || before->style != style;

                n_titles += style == STYLE_RULE_FOCUS && starts;
                n_cursors += style == STYLE_CURSOR && starts;
            }
        assert_int_equal(n_titles, 1);
        assert_int_equal(n_cursors, 1);
    }
}

/* Even a name of thousands of bytes is cut by columns, never inside a character. */
static void a_very_long_chip_is_cut_cleanly(void **state)
{
    (void)state;
    screen_size(s, 200, 20);
    keys("/ PasteStart");
    for (int i = 0; i < 300; i++)
        keys("x \u0323 \u0301");
    keys("PasteEnd Enter");
    assert_row(1, "[\"x\u0323\u0301x\u0323\u0301");
    assert_true(frame_cell(&s->frame, 1, 190)->n_bytes == 5);
    assert_row(1, "..");
    assert_no_row("\uFFFD");
    assert_whole(&s->frame, "a long chip");
}

/* However long the chips are, a third of the line is left to type in. */
static void chips_leave_room_for_the_prompt(void **state)
{
    (void)state;
    screen_size(s, 40, 10);
    keys("2 Space j Space j Space 3 Space / j o i n t Space e x e r c i s e Enter");
    keys("/ a b c d e f g h");
    assert_row(1, "/ abcdefgh");
    keys("Esc F h e"); /* what is edited stands in the prompt alone */
    assert_row(1, "/ joint");
    keys("C-u x y");
    assert_no_row("[\"joint\"]");
    assert_row(1, "/ xy");
    keys("Esc");
    assert_row(1, "[\"joint\"]");
}

static void ambiguous_characters_of_two_columns_keep_the_screen_whole(void **state)
{
    static const int sizes[][2] = {{40, 10}, {80, 24}, {160, 45}};

    (void)state;
    width_set_ambiguous(2);
    for (size_t i = 0; i < 3; i++) {
        screen_size(s, sizes[i][0], sizes[i][1]);
        keys("1 g g Enter j j");
        assert_whole(&s->frame, "ambiguous is two");
        keys("? ");
        assert_whole(&s->frame, "help, ambiguous is two");
        keys("q q");
    }
}

/* The chrome itself uses none, so that no terminal can disagree about it. */
static void the_chrome_has_no_ambiguous_characters(void **state)
{
    char before[24][512];

    (void)state;
    keys("/ z z z Enter"); /* no record is shown */
    for (int row = 0; row < 24; row++)
        strcpy(before[row], screen_row(s, row));
    width_set_ambiguous(2);
    screen_size(s, 80, 24);
    for (int row = 0; row < 24; row++)
        assert_string_equal(screen_row(s, row), before[row]);
}

static void every_size_is_drawn_whole(void **state)
{
    (void)state;
    for (int cols = 38; cols <= 170; cols += 11)
        for (int rows = 9; rows <= 50; rows += 4) {
            char when[32];

            snprintf(when, sizeof when, "%dx%d", cols, rows);
            screen_size(s, cols, rows);
            assert_whole(&s->frame, when);
        }
}

#define SCREEN_TEST(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(too_small_a_screen_says_so),
        SCREEN_TEST(a_folded_pane_keeps_one_informative_line),
        SCREEN_TEST(a_message_is_seen_at_every_size),
        SCREEN_TEST(what_leads_on_is_hinted_in_every_context_and_width),
        SCREEN_TEST(each_display_shows_its_language_only),
        SCREEN_TEST(chips_name_the_filters),
        SCREEN_TEST(of_too_many_chips_the_last_are_shown_and_the_rest_counted),
        SCREEN_TEST(the_cursor_stands_on_the_caret),
        SCREEN_TEST(a_long_line_scrolls_with_its_caret),
        SCREEN_TEST(the_head_counts_what_is_left),
        SCREEN_TEST(a_folded_pane_of_facets_names_what_is_chosen),
        SCREEN_TEST(facets_show_marks_counts_and_what_a_tick_adds),
        SCREEN_TEST(counts_of_a_big_dossier_have_room),
        SCREEN_TEST(the_panes_stay_where_they_are_while_something_is_typed),
        SCREEN_TEST(nothing_that_matches_is_said),
        SCREEN_TEST(the_way_out_of_an_empty_list_is_said),
        SCREEN_TEST(keys_that_do_nothing_now_are_not_hinted),
        SCREEN_TEST(a_row_tells_where_it_comes_from),
        SCREEN_TEST(a_silent_theme_is_marked),
        SCREEN_TEST(one_pane_alone_looks_focused),
        SCREEN_TEST(a_very_long_chip_is_cut_cleanly),
        SCREEN_TEST(chips_leave_room_for_the_prompt),
        SCREEN_TEST(ambiguous_characters_of_two_columns_keep_the_screen_whole),
        SCREEN_TEST(the_chrome_has_no_ambiguous_characters),
        SCREEN_TEST(every_size_is_drawn_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
