/* Completion in the prompt: what is possible at the caret, walked, taken or left. */
#include "nichiei/text/width.h"

#include "nichiei/model/syntax.h"

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
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    fixture_keys(fx, "/");
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

/* Types text as it comes, with no names of keys in it. */
static void type(const char *text)
{
    struct key_decoder decoder = {0};
    struct key keys[2];

    for (const char *at = text; *at; at++)
        for (int i = 0, n = key_decode(&decoder, (unsigned char)*at, keys); i < n; i++)
            app_step(fx->app, keys[i]);
    fixture_keys(fx, "");
}

static void assert_line(const char *expected)
{
    assert_string_equal(buf_cstr(&fx->app->prompt.text), expected);
}

/* What Tab makes of it, in an empty prompt. */
static void assert_completed(const char *typed, const char *expected)
{
    fixture_keys(fx, "Esc /");
    type(typed);
    if (fixture_keys(fx, "Tab") & APP_BELL)
        fail_msg("%s: rings", typed);
    if (fx->app->choices.open)
        fail_msg("%s: %zu possibilities, %s first", typed, fx->app->choices.n_choices,
                 fx->app->choices.choice[0].insert);
    assert_line(expected);
}

/* The possibilities, each with its count where it has one. */
static void assert_choices(const char *typed, const char *expected)
{
    const struct choices *c = &fx->app->choices;
    struct buf all = {0};

    fixture_keys(fx, "Esc Esc /");
    type(typed);
    fixture_keys(fx, "Tab");
    assert_true(c->open);
    for (size_t i = 0; i < c->n_choices; i++) {
        buf_printf(&all, "%s%s", i ? " " : "", c->choice[i].insert);
        if (c->counted)
            buf_printf(&all, "=%u", c->choice[i].count);
    }
    assert_string_equal(buf_cstr(&all), expected);
    buf_finish(&all);
}

static void a_single_possibility_completes_at_once(void **state)
{
    (void)state;
    assert_completed("act", "actor:");
    assert_completed("joint -addr", "joint -addressee:");
    assert_completed("名宛", "addressee:");
    assert_completed("actor:gai", "actor:mofa");
    assert_completed("actor:gaimu", "actor:mofa"); /* by its sound */
    assert_completed("actor:がいむ", "actor:mofa");
    assert_completed("actor:ｹｲｻﾂ", "actor:npa");
    assert_completed("actor:外務", "actor:mofa");
    assert_completed("actor:Foreign", "actor:mofa");
    assert_completed("actor：ｎｐ", "actor：npa");
    assert_completed("actor:\"National P", "actor:npa");
    assert_completed("actor:npa,gchq,mof", "actor:npa,gchq,mofa");
    assert_completed("is:日付な", "is:undated");
    assert_completed("country:英", "country:GB");
    assert_completed("rec:報告", "rec:3.1");
    assert_completed("term:アクテ", "term:active-defence");
}

static void nothing_to_complete_rings(void **state)
{
    static const char *const typed[] = {"zzz",     "actor:zzz", "\"act",    "actor:npa",
                                        "date:zz", "id:a",      "actor:・", "x:y"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        fixture_keys(fx, "Esc /");
        type(typed[i]);
        if (!(fixture_keys(fx, "Tab") & APP_BELL))
            fail_msg("%s: does not ring", typed[i]);
        assert_line(typed[i]);
        assert_int_equal(app_context(fx->app), IN_PROMPT);
    }
}

/* Each count is that of the rows that the value leaves, all other filters held. */
static void values_have_the_counts_of_the_rows(void **state)
{
    static const char *const asked[] = {"", "演習 ", "country:JP ", "-is:undated "};
    static const char *const fields[] = {"actor", "theme", "type", "country", "is", "year"};

    (void)state;
    for (size_t i = 0; i < 4 * 6; i++) {
        const char *rest = asked[i / 6], *field = fields[i % 6];
        const struct choices *c = &fx->app->choices;
        char inserts[64][64];
        uint32_t counts[64];
        size_t n_choices;

        if (strstr(rest, field)) /* its own term does not count */
            continue;
        fixture_keys(fx, "Esc Esc /");
        type(rest);
        type(field);
        type(":");
        fixture_keys(fx, "Tab");
        if (!c->open && strcmp(field, "year") == 0)
            continue; /* one alone was completed at once */
        if (!c->open || !c->counted || c->n_choices >= 64)
            fail_msg("%s%s: %zu choices", rest, field, c->n_choices);
        n_choices = c->n_choices;
        for (size_t k = 0; k < n_choices; k++) {
            snprintf(inserts[k], sizeof inserts[k], "%s%s:%s", rest, field, c->choice[k].insert);
            counts[k] = c->choice[k].count;
        }
        for (size_t k = 0; k < n_choices; k++) {
            fixture_keys(fx, "Esc Esc /");
            type(inserts[k]);
            if (fx->app->list[PANE_TIMELINE].n_rows != counts[k])
                fail_msg("%s counts %u and leaves %zu", inserts[k], counts[k],
                         fx->app->list[PANE_TIMELINE].n_rows);
        }
    }
}

static void the_surest_and_the_most_come_first(void **state)
{
    (void)state;
    assert_choices("actor:c", "ncsc=4 cabinet-office-gb=3 cao-jp=2 gchq=2 training-centre=1 npa=4");
    assert_choices("theme:", "capability=4 interests=4 ppp=2 ecosystem=1 other=1");
    assert_choices("a", "actor: addressee: after:");
}

static void what_the_term_has_is_not_offered_again(void **state)
{
    (void)state;
    assert_choices("actor:npa,ncsc，n",
                   "mofa=5 cabinet-office-gb=3 cao-jp=2 gchq=2 training-centre=1");
}

static void the_list_is_walked_round_and_taken(void **state)
{
    const struct choices *c = &fx->app->choices;

    (void)state;
    type("theme:");
    fixture_keys(fx, "Tab");
    assert_int_equal(app_context(fx->app), IN_CHOICES);
    assert_int_equal(c->n_choices, 5);
    fixture_keys(fx, "Tab Down C-n");
    assert_int_equal(c->cursor, 3);
    fixture_keys(fx, "S-Tab Up C-p S-Tab");
    assert_int_equal(c->cursor, 4);
    fixture_keys(fx, "Tab Tab");
    assert_int_equal(c->cursor, 1);
    assert_line("theme:"); /* nothing is taken by walking */
    fixture_keys(fx, "Enter");
    assert_line("theme:interests");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    fixture_keys(fx, "Enter");
    assert_string_equal(fixture_query(fx), "theme:interests");
}

static void esc_closes_the_list_alone(void **state)
{
    (void)state;
    type("theme:");
    fixture_keys(fx, "Tab Tab Esc");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_line("theme:");
    fixture_keys(fx, "Tab C-g");
    assert_line("theme:");
    fixture_keys(fx, "Esc");
    assert_int_equal(app_context(fx->app), IN_LIST);
}

static void typing_narrows_the_list_until_one_has_walked(void **state)
{
    const struct choices *c = &fx->app->choices;

    (void)state;
    type("actor:");
    fixture_keys(fx, "Tab");
    type("ca");
    assert_true(c->open);
    assert_int_equal(c->n_choices, 4);
    fixture_keys(fx, "Backspace Backspace");
    assert_int_equal(c->n_choices, 8);
    type("zz");
    assert_false(c->open); /* nothing is left of it */
    assert_line("actor:zz");
    fixture_keys(fx, "C-w");
    type("演習 actor:");
    fixture_keys(fx, "Tab Tab Tab");
    type("声明"); /* it begins another word */
    assert_line("演習 actor:mofa 声明");
    type(" actor:");
    fixture_keys(fx, "Tab");
    type("，n"); /* a comma takes the first, walked to or not */
    assert_line("演習 actor:mofa 声明 actor:npa，n");
    fixture_keys(fx, "C-u");
    type("a");
    fixture_keys(fx, "Tab Tab");
    type("me"); /* a field and its value */
    assert_line("addressee:me");
    fixture_keys(fx, "C-u");
    type("a");
    fixture_keys(fx, "Tab");
    type(":"); /* the colon is there already */
    assert_line("actor:");
    fixture_keys(fx, "C-u");
    type("a");
    fixture_keys(fx, "Tab");
    type(" b"); /* it was a word */
    assert_line("a b");
}

/* What stands behind the caret of the same value goes with it; the rest stays. */
static void the_word_around_the_caret_is_replaced(void **state)
{
    (void)state;
    type("acto:mofx joint");
    fixture_keys(fx, "C-a Right Right Right Tab");
    assert_line("actor:mofx joint");
    fixture_keys(fx, "Right Right Right Tab");
    assert_line("actor:mofa joint");
    assert_int_equal(fx->app->prompt.caret_at_byte, strlen("actor:mofa"));
    fixture_keys(fx, "C-u C-k");
    type("actor:\"外務 joint");
    for (int i = 0; i < 6; i++)
        fixture_keys(fx, "Left");
    fixture_keys(fx, "Tab");
    assert_line("actor:mofa joint");
}

static void the_rest_of_the_line_filters_meanwhile(void **state)
{
    (void)state;
    type("演習 theme:");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 3);
    fixture_keys(fx, "Tab");
    assert_int_equal(fx->app->list[PANE_TIMELINE].n_rows, 3);
}

static void a_paste_and_moving_the_caret_close_the_list(void **state)
{
    (void)state;
    type("theme:");
    fixture_keys(fx, "Tab Left");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    fixture_keys(fx, "C-e Tab PasteStart p p p PasteEnd");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
    assert_line("theme:ppp");
    fixture_keys(fx, "C-w t Tab F1");
    assert_int_equal(app_context(fx->app), IN_CARD);
    fixture_keys(fx, "Esc");
    assert_int_equal(app_context(fx->app), IN_PROMPT);
}

/* Any keys in any order: the list and the line stay sound. */
static void random_keys_do_no_harm(void **state)
{
    static const char *const keys[] = {"Tab", "Tab",   "S-Tab", "Enter", "Esc", "a",         "c",
                                       ":",   ",",     "\"",    "，",    "：",  "Backspace", "Left",
                                       "Up",  "Down",  "C-w",   "/",     "警",  "F1",        "-",
                                       "C-y", "Space", "e",     "Right"};
    struct dice d = {11};

    (void)state;
    for (int i = 0; i < 4000; i++) {
        const struct choices *c = &fx->app->choices;

        fixture_keys(fx, keys[dice_below(&d, sizeof keys / sizeof keys[0])]);
        if (!fx->app->prompt_open)
            fixture_keys(fx, "/");
        assert_true(!c->open || c->cursor < c->n_choices);
        assert_true(!c->open ||
                    (c->from_byte <= c->to_byte && c->to_byte <= fx->app->prompt.text.n_bytes));
    }
}

/* The card and the completion of fields know all fields, in words that fit. */
static void every_field_has_a_line_that_fits(void **state)
{
    struct arena mem = {0};

    (void)state;
    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++) {
        const struct syntax_line *line = syntax_of((enum query_field)f);
        const char *name = query_field_name((enum query_field)f);

        if (!line || strncmp(line->example, name, strlen(name)) != 0 ||
            line->example[strlen(name)] != ':')
            fail_msg("%s has no line with an example", name);
    }
    for (size_t i = 0; i < SYNTAX_LINES; i++) {
        const struct syntax_line *line = &syntax_lines[i];

        assert_true(text_cols(text_safe_str(&mem, line->example)) <= 16);
        assert_true(text_cols(text_safe_str(&mem, line->says[LANG_JA])) <= 10);
        assert_true(text_cols(text_safe_str(&mem, line->says[LANG_EN])) <= 11);
    }
    arena_finish(&mem);
}

#define COMPLETING_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COMPLETING_TEST(a_single_possibility_completes_at_once),
        COMPLETING_TEST(nothing_to_complete_rings),
        COMPLETING_TEST(values_have_the_counts_of_the_rows),
        COMPLETING_TEST(the_surest_and_the_most_come_first),
        COMPLETING_TEST(what_the_term_has_is_not_offered_again),
        COMPLETING_TEST(the_list_is_walked_round_and_taken),
        COMPLETING_TEST(esc_closes_the_list_alone),
        COMPLETING_TEST(typing_narrows_the_list_until_one_has_walked),
        COMPLETING_TEST(the_word_around_the_caret_is_replaced),
        COMPLETING_TEST(the_rest_of_the_line_filters_meanwhile),
        COMPLETING_TEST(a_paste_and_moving_the_caret_close_the_list),
        COMPLETING_TEST(random_keys_do_no_harm),
        COMPLETING_TEST(every_field_has_a_line_that_fits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
