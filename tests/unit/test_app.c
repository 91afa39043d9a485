/* The explorer's state: what each key does, and what no key may do. */
#include "nichiei/model/app.h"

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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static size_t rows_of(enum pane pane)
{
    return fx->app->list[pane].n_rows;
}

static void the_explorer_starts_in_the_timeline_with_everything(void **state)
{
    (void)state;
    assert_int_equal(app_context(fx->app), IN_LIST);
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_int_equal(rows_of(PANE_TIMELINE), 13);
    assert_int_equal(fx->app->n_activities, 6);
    assert_int_equal(fx->app->n_events, 7);
    assert_string_equal(fixture_id(fx, fx->app->shown), "event:2012-04-10-statement");
}

static void it_can_start_on_a_record_or_with_a_query(void **state)
{
    struct err e = {0};

    (void)state;
    assert_true(app_start_at(fx->app, "rec:2.1", &e));
    fixture_keys(fx, "");
    assert_int_equal(fx->app->focus, PANE_RECOMMENDATIONS);
    assert_string_equal(fixture_id(fx, fx->app->shown), "rec:2.1");
    assert_true(app_start_at(fx->app, "term:active-defence", &e)); /* in no list */
    fixture_keys(fx, "");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_string_equal(fixture_id(fx, fx->app->shown), "term:active-defence");
    fixture_keys(fx, "q");
    assert_true(app_start_at(fx->app, "actor:npa 演習", &e));
    assert_string_equal(fixture_query(fx), "actor:npa 演習");
    assert_false(app_start_at(fx->app, "actor:nobody", &e));
    assert_int_equal(e.code, ERR_USAGE);
}

static void the_detail_follows_the_list_until_a_link_is_followed(void **state)
{
    (void)state;
    fixture_keys(fx, "j");
    assert_string_equal(fixture_id(fx, fx->app->shown), "event:2012-06-talks");
    fixture_keys(fx, "g a");
    assert_string_equal(fixture_id(fx, fx->app->shown), "actor:npa");
    fixture_keys(fx, "Enter G { j Enter"); /* the source of its citation */
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    fixture_keys(fx, "E E E");
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    fixture_keys(fx, "h");
    assert_string_equal(fixture_id(fx, fx->app->shown), "actor:npa");
}

static void q_closes_step_by_step_and_quits_from_a_list_alone(void **state)
{
    (void)state;
    assert_int_equal(fixture_keys(fx, "Enter ? q"), APP_REDRAW);
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    assert_int_equal(fixture_keys(fx, "q"), APP_REDRAW);
    assert_int_equal(app_context(fx->app), IN_LIST);
    assert_int_equal(fixture_keys(fx, "q"), APP_QUIT);
    assert_int_equal(fixture_keys(fx, "Enter Q"), APP_QUIT);
}

/* Even with no place to go back to. */
static void q_never_quits_from_the_detail_or_from_help(void **state)
{
    struct err e = {0};

    (void)state;
    assert_true(app_start_at(fx->app, "term:active-defence", &e));
    while (fx->app->n_back)
        fixture_keys(fx, "(");
    fixture_keys(fx, "Tab Tab Tab Tab Tab");
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    fx->app->n_back = 0;
    assert_int_equal(fixture_keys(fx, "q"), APP_REDRAW);
    assert_int_equal(app_context(fx->app), IN_LIST);
    for (int pane = 0; pane < PANE_LISTS; pane++) {
        assert_int_equal(fixture_keys(fx, "Tab ? q"), APP_REDRAW);
        assert_false(fx->app->help_open);
    }
}

static void esc_never_quits_and_never_drops_a_filter(void **state)
{
    static const char *const places[] = {"",  "Enter", "?",     "g a",           "g m Space",
                                         "?", "Tab",   "Space", "/ 演 習 Enter", "E"};

    (void)state;
    fixture_keys(fx, "/ 演 習 Enter 2 Space");
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char before[512];

        fixture_keys(fx, places[i]);
        strcpy(before, fixture_query(fx));
        assert_true(*before);
        assert_false(fixture_keys(fx, "Esc") & APP_QUIT);
        assert_false(fixture_keys(fx, "Esc C-g Esc") & APP_QUIT);
        assert_string_equal(fixture_query(fx), before);
    }
}

static void typing_narrows_all_panes_at_once(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_int_equal(rows_of(PANE_TIMELINE), 3);
    assert_int_equal(rows_of(PANE_THEMES), 1);
    assert_int_equal(rows_of(PANE_RECOMMENDATIONS), 1);
    assert_string_equal(fixture_query(fx), ""); /* no chip yet */
    fixture_keys(fx, "Backspace");
    assert_int_equal(rows_of(PANE_TIMELINE), 13);
    fixture_keys(fx, "演 Enter");
    assert_int_equal(app_context(fx->app), IN_LIST);
    assert_string_equal(fixture_query(fx), "演");
    assert_int_equal(rows_of(PANE_TIMELINE), 3);
}

static void esc_in_the_prompt_forgets_what_was_typed_alone(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Enter / z z");
    assert_int_equal(rows_of(PANE_TIMELINE), 0);
    fixture_keys(fx, "Esc");
    assert_string_equal(fixture_query(fx), "演習");
    assert_int_equal(rows_of(PANE_TIMELINE), 3);
    fixture_keys(fx, "/");
    assert_int_equal(fx->app->prompt.text.n_bytes, 0);
}

static void the_prompt_leaves_the_cursors_where_they_were(void **state)
{
    (void)state;
    fixture_keys(fx, "j j j / z z");
    assert_int_equal(list_at_cursor(&fx->app->list[PANE_TIMELINE]), 0);
    fixture_keys(fx, "Esc");
    assert_string_equal(fixture_id(fx, fx->app->shown), "event:2019-forum");
    fixture_keys(fx, "/ a c t o r : n p a"); /* half a word had left it out */
    assert_string_equal(fixture_id(fx, fx->app->shown), "event:2019-forum");
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_id(fx, fx->app->shown), "event:2019-forum");
}

static void what_is_no_query_yet_filters_nothing_and_is_explained(void **state)
{
    (void)state;
    fixture_keys(fx, "/ a c t o r : n");
    assert_int_equal(fx->app->prompt_error.code, ERR_USAGE);
    assert_int_equal(rows_of(PANE_TIMELINE), 13);
    assert_true(fixture_keys(fx, "Enter") & APP_BELL);
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    fixture_keys(fx, "p a");
    assert_int_equal(fx->app->prompt_error.code, ERR_NONE);
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_query(fx), "actor:npa");
}

static void letters_that_are_commands_elsewhere_are_text_in_the_prompt(void **state)
{
    (void)state;
    fixture_keys(fx, "/ q Q g g j E - ( Space 1");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "qQggjE-( 1");
    assert_true(fx->app->prompt_open);
}

static void a_question_mark_explains_an_empty_prompt_alone(void **state)
{
    (void)state;
    fixture_keys(fx, "/ ?");
    assert_int_equal(app_context(fx->app), IN_CARD);
    assert_int_equal(fx->app->prompt.text.n_bytes, 0);
    fixture_keys(fx, "?");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    fixture_keys(fx, "Esc / ？"); /* an IME types it wide */
    assert_int_equal(app_context(fx->app), IN_CARD);
    fixture_keys(fx, "2 0 2 4 ?"); /* any letter closes it, and is typed */
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "2024?");
    fixture_keys(fx, "F1");
    assert_int_equal(app_context(fx->app), IN_CARD);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "2024?");
    assert_false(fx->app->help_open);
    fixture_keys(fx, "?");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "2024??");
    fixture_keys(fx, "F1 Backspace"); /* so does any key that edits */
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "2024?");
}

static void the_card_is_closed_before_the_prompt(void **state)
{
    static const char *const closing[] = {"Esc", "F1", "Enter", "C-g"};

    (void)state;
    fixture_keys(fx, "/ x");
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++) {
        fixture_keys(fx, "F1");
        assert_int_equal(app_context(fx->app), IN_CARD);
        fixture_keys(fx, closing[i]);
        assert_int_equal(app_context(fx->app), IN_PROMPT);
        assert_string_equal(buf_cstr(&fx->app->prompt.text), "x");
    }
    fixture_keys(fx, "F1 C-c");
    assert_int_equal(app_context(fx->app), IN_LIST);
    fixture_keys(fx, "/");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
}

static void choices_in_one_pane_are_alternatives(void **state)
{
    (void)state;
    fixture_keys(fx, "g a Space");
    assert_string_equal(fixture_query(fx), "actor:npa");
    assert_int_equal(rows_of(PANE_TIMELINE), 4);
    assert_int_equal(rows_of(PANE_ACTORS), 8);
    fixture_keys(fx, "j Space");
    assert_string_equal(fixture_query(fx), "actor:npa,ncsc");
    assert_int_equal(rows_of(PANE_TIMELINE), 6);
    fixture_keys(fx, "g m g g j Space");
    assert_string_equal(fixture_query(fx), "actor:npa,ncsc theme:capability");
    assert_int_equal(rows_of(PANE_TIMELINE), 3);
    fixture_keys(fx, "Space"); /* off again */
    assert_string_equal(fixture_query(fx), "actor:npa,ncsc");
}

static void nothing_is_chosen_in_the_timeline(void **state)
{
    (void)state;
    assert_int_equal(fixture_keys(fx, "Space"), APP_BELL);
    assert_string_equal(fixture_query(fx), "");
}

static void a_minus_drops_the_last_filter(void **state)
{
    (void)state;
    fixture_keys(fx, "g a Space / 演 習 Enter -");
    assert_string_equal(fixture_query(fx), "actor:npa");
    fixture_keys(fx, "-");
    assert_int_equal(rows_of(PANE_TIMELINE), 13);
    assert_true(fixture_keys(fx, "-") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_NO_CHIP);
}

static void tab_goes_round_all_panes_both_ways(void **state)
{
    static const enum pane round[] = {PANE_ACTORS, PANE_THEMES, PANE_RECOMMENDATIONS,
                                      PANE_FACETS, PANE_DETAIL, PANE_TIMELINE};

    (void)state;
    for (int i = 0; i < PANE_COUNT; i++) {
        fixture_keys(fx, "Tab");
        assert_int_equal(fx->app->focus, round[i]);
    }
    fixture_keys(fx, "S-Tab");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_int_equal(fx->app->list_focus, PANE_TIMELINE);
    fixture_keys(fx, "S-Tab S-Tab");
    assert_int_equal(fx->app->focus, PANE_RECOMMENDATIONS);
}

static void panes_answer_to_numbers_and_letters(void **state)
{
    static const char *const keys[][2] = {{"1", "g t"}, {"2", "g a"}, {"3", "g m"}, {"4", "g r"}};

    (void)state;
    for (int i = 0; i < PANE_LISTS; i++) {
        fixture_keys(fx, keys[(i + 1) % PANE_LISTS][0]);
        fixture_keys(fx, keys[i][0]);
        assert_int_equal(fx->app->focus, i);
        fixture_keys(fx, keys[(i + 1) % PANE_LISTS][0]);
        fixture_keys(fx, keys[i][1]);
        assert_int_equal(fx->app->focus, i);
    }
}

static void a_sequence_waits_for_its_second_key(void **state)
{
    (void)state;
    assert_int_equal(fixture_keys(fx, "j j g"), 0);
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 2);
    fixture_keys(fx, "g");
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    fixture_keys(fx, "j g x g"); /* broken off: the second g begins anew */
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 1);
    fixture_keys(fx, "a");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
}

static void an_imes_wide_letters_are_commands(void **state)
{
    (void)state;
    fixture_keys(fx, "ｊ ｊ");
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 2);
    fixture_keys(fx, "ｇ ｇ");
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    fixture_keys(fx, "２ 　");
    assert_string_equal(fixture_query(fx), "actor:npa");
    fixture_keys(fx, "／ 演");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "演");
}

static void kana_where_a_command_was_due_is_explained(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "じ") & APP_BELL);
    assert_int_equal(fx->app->note, SAY_IME_ON);
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    fixture_keys(fx, "j");
    assert_int_equal(fx->app->note, SAY_COUNT);
}

static void a_paste_goes_into_an_open_prompt_and_runs_nothing(void **state)
{
    (void)state;
    fixture_keys(fx, "PasteStart q Q j Enter PasteEnd");
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    assert_int_equal(app_context(fx->app), IN_LIST);
    fixture_keys(fx, "/ PasteStart 演 習 Enter Esc q PasteEnd");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "演習  q");
    assert_int_equal(rows_of(PANE_TIMELINE), 0);
    assert_string_equal(fixture_query(fx), "");
}

static void what_was_kept_comes_back_in_the_prompt(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Enter / n p a Enter / 演 習 Enter / Enter / h a");
    fixture_keys(fx, "Up");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "演習");
    assert_int_equal(rows_of(PANE_TIMELINE), 2);
    fixture_keys(fx, "C-p");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "npa");
    assert_int_equal(fixture_keys(fx, "Up"), APP_BELL);
    fixture_keys(fx, "Down C-n");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "ha");
    assert_int_equal(fixture_keys(fx, "Down"), APP_BELL);
    fixture_keys(fx, "Up Up x"); /* changed: it is the one being typed now */
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "npax");
    fixture_keys(fx, "Up Down");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "npax");
    fixture_keys(fx, "Esc / z z Esc / Up"); /* what was given up is not kept */
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "演習");
}

static void an_esc_and_a_letter_are_two_keys_outside_the_prompt(void **state)
{
    (void)state;
    fixture_keys(fx, "/ 演 習 Space n p a A-b C-Left X");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "X演習 npa");
    fixture_keys(fx, "A-d");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "X npa");
    fixture_keys(fx, "C-Right C-y Esc ? A-f");
    assert_false(fx->app->help_open);
    assert_string_equal(fixture_query(fx), "");
    fixture_keys(fx, "/ PasteStart A-b PasteEnd");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), " b");
}

/* What a paste has no room for is counted, and nothing of it is searched before its end. */
static void a_paste_that_is_too_long_says_what_was_cut(void **state)
{
    (void)state;
    fixture_keys(fx, "/ z z Left PasteStart");
    for (int i = 0; i < 100000; i++)
        app_step(fx->app, (struct key){i % 1000 ? 0x8B66 : '\n'});
    assert_int_equal(fx->app->prompt.text.n_bytes, 2);
    fixture_keys(fx, "PasteEnd");
    assert_true(fx->app->prompt.text.n_bytes <= PROMPT_MAX_BYTES);
    assert_true(fx->app->prompt.text.n_bytes > PROMPT_MAX_BYTES - 3);
    assert_int_equal(fx->app->note, SAY_PASTE_CUT);
    assert_int_equal(fx->app->cut_characters, 100000 - 1366); /* two of them line breaks */
    assert_string_equal(buf_cstr(&fx->app->prompt.text) + fx->app->prompt.text.n_bytes - 1, "z");
    fixture_keys(fx, "Left");
    assert_int_equal(fx->app->note, SAY_COUNT);
    assert_int_equal(fixture_keys(fx, "警 警"), APP_BELL); /* no room */
    fixture_keys(fx, "C-u C-k PasteStart 警 PasteEnd");
    assert_int_equal(fx->app->note, SAY_COUNT);
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "警");
}

static void no_control_of_a_paste_reaches_the_line(void **state)
{
    static const uint32_t codes[] = {0,    1,    9,      10,     13,     27,         127,
                                     0x80, 0x9B, 0x2028, 0x2029, 0xFFFD, KEY_UP_CODE};

    (void)state;
    fixture_keys(fx, "/ PasteStart");
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        app_step(fx->app, (struct key){codes[i]});
    fixture_keys(fx, "PasteEnd");
    assert_string_equal(buf_cstr(&fx->app->prompt.text), "           \uFFFD");
    assert_int_equal(fixture_keys(fx, "C-u"), APP_REDRAW);
    assert_true(app_step(fx->app, (struct key){0}) & APP_BELL); /* typed, they do nothing */
    assert_true(app_step(fx->app, (struct key){0x9B}) & APP_BELL);
}

static void ctrl_c_quits_only_when_it_is_meant(void **state)
{
    (void)state;
    assert_int_equal(fixture_keys(fx, "C-c"), APP_REDRAW);
    assert_int_equal(fx->app->note, SAY_QUIT_AGAIN);
    fixture_keys(fx, "j");
    assert_int_equal(fixture_keys(fx, "C-c"), APP_REDRAW);
    assert_int_equal(fixture_keys(fx, "C-c"), APP_QUIT);
}

static void ctrl_c_closes_what_is_open(void **state)
{
    (void)state;
    fixture_keys(fx, "/ z C-c");
    assert_int_equal(app_context(fx->app), IN_LIST);
    assert_int_equal(rows_of(PANE_TIMELINE), 13);
    fixture_keys(fx, "? C-c");
    assert_int_equal(app_context(fx->app), IN_LIST);
    fixture_keys(fx, "j j g C-c g"); /* and forgets half a sequence */
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 2);
}

static void the_language_goes_round(void **state)
{
    (void)state;
    fixture_keys(fx, "E");
    assert_int_equal(fx->app->display, DISPLAY_JA);
    assert_int_equal(fx->app->detail.shape.display, DISPLAY_JA);
    fixture_keys(fx, "E");
    assert_int_equal(fx->app->display, DISPLAY_EN);
    fixture_keys(fx, "? E");
    assert_int_equal(fx->app->display, DISPLAY_BOTH);
    assert_true(fx->app->help_open);
}

static void help_explains_the_pane_it_was_asked_in_and_scrolls(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter ?");
    assert_int_equal(app_context(fx->app), IN_HELP);
    assert_int_equal((int)fx->app->help.where, IN_DETAIL);
    fixture_keys(fx, "j j");
    assert_int_equal(fx->app->help_top, 2);
    fixture_keys(fx, "G");
    assert_int_equal(fx->app->help_top, fx->app->help.n_lines - 10); /* ten fit */
    fixture_keys(fx, "j");
    assert_int_equal(fx->app->help_top, fx->app->help.n_lines - 10);
    fixture_keys(fx, "g g k");
    assert_int_equal(fx->app->help_top, 0);
    fixture_keys(fx, "?");
    assert_int_equal(app_context(fx->app), IN_DETAIL);
    fixture_keys(fx, "h ?");
    assert_int_equal((int)fx->app->help.where, IN_LIST);
}

static void sections_of_the_detail_are_groups(void **state)
{
    (void)state;
    fixture_keys(fx, "Enter }");
    assert_int_equal(fx->app->detail.lines[fx->app->detail_cursor].style, DETAIL_HEADING);
    fixture_keys(fx, "{");
    assert_int_equal(fx->app->detail_cursor, 0);
    assert_int_equal(fixture_keys(fx, "{"), APP_BELL);
    fixture_keys(fx, "G");
    assert_int_equal(fixture_keys(fx, "}"), APP_BELL);
}

static void a_line_that_leads_nowhere_does_not_open(void **state)
{
    (void)state;
    assert_int_equal(fixture_keys(fx, "Enter Enter"), APP_BELL);
    assert_int_equal(fx->app->n_back, 1);
}

static void no_fit(struct fixture *f)
{
    (void)f;
}

/* The loop draws once for all the keys that wait: they must do what they would do one by one. */
static void keys_may_come_faster_than_screens(void **state)
{
    static const char *const keys[] = {"j",          "k",   "G", "Enter", "}",    "{", "g a",
                                       "1",          "Tab", "h", "(",     ")",    "4", "Space",
                                       "/ 演 Enter", "-",   "E", "C-d",   "PgUp", "l"};
    struct dice d = {3};

    (void)state;
    for (int round = 0; round < 25; round++) {
        struct fixture *blind = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);

        close_fixture(state);
        open_fixture(state);
        blind->fit = no_fit;
        for (int i = 0; i < 12; i++) {
            const char *key = keys[dice_below(&d, sizeof keys / sizeof keys[0])];

            fixture_keys(fx, key);
            fixture_keys(blind, key);
        }
        blind->fit = NULL;
        fixture_keys(blind, "");
        assert_int_equal(blind->app->focus, fx->app->focus);
        assert_int_equal(blind->app->shown, fx->app->shown);
        assert_int_equal(blind->app->detail_cursor, fx->app->detail_cursor);
        assert_int_equal(blind->app->n_back, fx->app->n_back);
        for (int i = 0; i < PANE_LISTS; i++)
            assert_int_equal(blind->app->list[i].cursor, fx->app->list[i].cursor);
        fixture_close(blind);
    }
}

static void what_is_being_read_stays_when_the_list_changes(void **state)
{
    (void)state;
    fixture_keys(fx, "2 / 声 明 Enter u Enter");
    assert_string_equal(fixture_id(fx, fx->app->shown), "actor:npa");
    fixture_keys(fx, "C-r");
    assert_int_equal(rows_of(PANE_ACTORS), 0);
    assert_string_equal(fixture_id(fx, fx->app->shown), "actor:npa");
    fixture_keys(fx, "h"); /* back in the list, it follows again */
    assert_int_equal(fx->app->shown, 0);
}

static void redraw_is_told_to_the_terminal(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "C-l") & APP_REPAINT);
    assert_false(fixture_keys(fx, "j") & APP_REPAINT);
}

static void an_unknown_key_does_nothing_but_ring(void **state)
{
    (void)state;
    assert_true(fixture_keys(fx, "x") & APP_BELL);
    assert_true(app_step(fx->app, (struct key){KEY_UNKNOWN_CODE}) & APP_BELL);
    assert_true(app_step(fx->app, (struct key){0xFFFD}) & APP_BELL);
    fixture_keys(fx, "/");
    assert_true(app_step(fx->app, (struct key){KEY_UNKNOWN_CODE}) & APP_BELL);
    assert_int_equal(fx->app->prompt.text.n_bytes, 0);
}

#define APP_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        APP_TEST(the_explorer_starts_in_the_timeline_with_everything),
        APP_TEST(it_can_start_on_a_record_or_with_a_query),
        APP_TEST(the_detail_follows_the_list_until_a_link_is_followed),
        APP_TEST(q_closes_step_by_step_and_quits_from_a_list_alone),
        APP_TEST(q_never_quits_from_the_detail_or_from_help),
        APP_TEST(esc_never_quits_and_never_drops_a_filter),
        APP_TEST(typing_narrows_all_panes_at_once),
        APP_TEST(esc_in_the_prompt_forgets_what_was_typed_alone),
        APP_TEST(the_prompt_leaves_the_cursors_where_they_were),
        APP_TEST(what_is_no_query_yet_filters_nothing_and_is_explained),
        APP_TEST(letters_that_are_commands_elsewhere_are_text_in_the_prompt),
        APP_TEST(a_question_mark_explains_an_empty_prompt_alone),
        APP_TEST(the_card_is_closed_before_the_prompt),
        APP_TEST(choices_in_one_pane_are_alternatives),
        APP_TEST(nothing_is_chosen_in_the_timeline),
        APP_TEST(a_minus_drops_the_last_filter),
        APP_TEST(tab_goes_round_all_panes_both_ways),
        APP_TEST(panes_answer_to_numbers_and_letters),
        APP_TEST(a_sequence_waits_for_its_second_key),
        APP_TEST(an_imes_wide_letters_are_commands),
        APP_TEST(kana_where_a_command_was_due_is_explained),
        APP_TEST(a_paste_goes_into_an_open_prompt_and_runs_nothing),
        APP_TEST(what_was_kept_comes_back_in_the_prompt),
        APP_TEST(an_esc_and_a_letter_are_two_keys_outside_the_prompt),
        APP_TEST(a_paste_that_is_too_long_says_what_was_cut),
        APP_TEST(no_control_of_a_paste_reaches_the_line),
        APP_TEST(ctrl_c_quits_only_when_it_is_meant),
        APP_TEST(ctrl_c_closes_what_is_open),
        APP_TEST(the_language_goes_round),
        APP_TEST(help_explains_the_pane_it_was_asked_in_and_scrolls),
        APP_TEST(sections_of_the_detail_are_groups),
        APP_TEST(a_line_that_leads_nowhere_does_not_open),
        APP_TEST(keys_may_come_faster_than_screens),
        APP_TEST(what_is_being_read_stays_when_the_list_changes),
        APP_TEST(redraw_is_told_to_the_terminal),
        APP_TEST(an_unknown_key_does_nothing_but_ring),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
