/* One line of typing: whole characters, nothing beyond the limit. */
#include "nichiei/model/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void type(struct prompt *p, const char *s)
{
    prompt_insert(p, s, strlen(s));
}

/* The line with a bar at the caret. */
static void assert_line(const struct prompt *p, const char *expected)
{
    char line[128] = "";

    strncat(line, buf_cstr(&p->text), p->caret_at_byte);
    strcat(line, "|");
    strcat(line, buf_cstr(&p->text) + p->caret_at_byte);
    assert_string_equal(line, expected);
}

static void typing_goes_in_at_the_caret(void **state)
{
    struct prompt p = {0};

    (void)state;
    assert_line(&p, "|");
    type(&p, "警察");
    assert_line(&p, "警察|");
    prompt_left(&p);
    type(&p, "x");
    assert_line(&p, "警x|察");
    prompt_finish(&p);
}

static void the_caret_moves_by_whole_characters(void **state)
{
    struct prompt p = {0};

    (void)state;
    type(&p, "a警\U0001F600");
    prompt_right(&p); /* already at the end */
    assert_line(&p, "a警\U0001F600|");
    prompt_left(&p);
    assert_line(&p, "a警|\U0001F600");
    prompt_left(&p);
    prompt_left(&p);
    prompt_left(&p); /* already at the start */
    assert_line(&p, "|a警\U0001F600");
    prompt_right(&p);
    prompt_right(&p);
    assert_line(&p, "a警|\U0001F600");
    prompt_home(&p);
    assert_line(&p, "|a警\U0001F600");
    prompt_end(&p);
    assert_line(&p, "a警\U0001F600|");
    prompt_finish(&p);
}

static void erasing_takes_whole_characters(void **state)
{
    struct prompt p = {0};

    (void)state;
    type(&p, "a警察b");
    prompt_left(&p);
    prompt_erase(&p);
    assert_line(&p, "a警|b");
    prompt_home(&p);
    prompt_erase(&p); /* nothing before it */
    assert_line(&p, "|a警b");
    prompt_right(&p);
    prompt_delete(&p);
    assert_line(&p, "a|b");
    prompt_end(&p);
    prompt_delete(&p); /* nothing behind it */
    assert_line(&p, "ab|");
    prompt_finish(&p);
}

static void erasing_a_word_takes_the_blanks_behind_it(void **state)
{
    struct prompt p = {0};

    (void)state;
    type(&p, "actor:npa 警察　 ");
    prompt_erase_word(&p);
    assert_line(&p, "actor:npa |");
    prompt_erase_word(&p);
    assert_line(&p, "|");
    prompt_erase_word(&p);
    assert_line(&p, "|");
    type(&p, "警察　庁");
    prompt_erase_word(&p);
    assert_line(&p, "警察　|");
    type(&p, "庁");
    prompt_left(&p);
    prompt_erase_word(&p);
    assert_line(&p, "|庁");
    prompt_finish(&p);
}

static void both_sides_of_the_caret_can_be_cleared(void **state)
{
    struct prompt p = {0};

    (void)state;
    type(&p, "警察庁");
    prompt_left(&p);
    prompt_erase_rest(&p);
    assert_line(&p, "警察|");
    prompt_left(&p);
    prompt_erase_line(&p);
    assert_line(&p, "|察");
    prompt_reset(&p);
    assert_line(&p, "|");
    prompt_finish(&p);
    prompt_finish(&p);
}

static void what_exceeds_the_limit_is_dropped_whole(void **state)
{
    struct prompt p = {0};
    char *long_text = malloc(PROMPT_MAX_BYTES);

    (void)state;
    memset(long_text, 'a', PROMPT_MAX_BYTES);
    prompt_insert(&p, long_text, PROMPT_MAX_BYTES - 2);
    type(&p, "警"); /* three bytes do not fit into two */
    assert_int_equal(p.text.n_bytes, PROMPT_MAX_BYTES - 2);
    type(&p, "xy");
    assert_int_equal(p.text.n_bytes, PROMPT_MAX_BYTES);
    type(&p, "z");
    assert_int_equal(p.text.n_bytes, PROMPT_MAX_BYTES);
    assert_int_equal(p.caret_at_byte, PROMPT_MAX_BYTES);
    prompt_erase(&p);
    type(&p, "z");
    assert_int_equal(buf_cstr(&p.text)[PROMPT_MAX_BYTES - 1], 'z');
    prompt_finish(&p);
    free(long_text);
}

/* か with its voicing mark, e with an accent, a family joined to one, and a flag. */
static void a_cluster_is_one_step_and_one_erasure(void **state)
{
    static const char *const clusters[] = {"か\u3099", "e\u0301", "葛\U000E0100",
                                           "\U0001F469\u200D\U0001F467", "\U0001F1EF\U0001F1F5"};
    struct prompt p = {0};

    (void)state;
    for (size_t i = 0; i < sizeof clusters / sizeof clusters[0]; i++) {
        prompt_reset(&p);
        type(&p, "x");
        type(&p, clusters[i]);
        type(&p, "警");
        prompt_left(&p);
        prompt_left(&p);
        assert_int_equal(p.caret_at_byte, 1);
        prompt_right(&p);
        assert_int_equal(p.caret_at_byte, 1 + strlen(clusters[i]));
        prompt_erase(&p);
        assert_line(&p, "x|警");
    }
    prompt_finish(&p);
}

/* Flags are pairs, counted from where they begin: not from somewhere between. */
static void a_row_of_flags_is_walked_flag_by_flag(void **state)
{
    struct prompt p = {0};

    (void)state;
    for (int i = 0; i < 70; i++)
        type(&p, "\U0001F1EF\U0001F1F5");
    for (int i = 0; i < 10; i++)
        prompt_left(&p);
    assert_int_equal(p.caret_at_byte, 60 * 8);
    prompt_finish(&p);
}

static void a_mark_that_is_typed_joins_what_stands_before_it(void **state)
{
    struct prompt p = {0};

    (void)state;
    type(&p, "か\u3099");
    prompt_home(&p);
    prompt_delete(&p);
    assert_line(&p, "|");
    type(&p, "\u3099");
    prompt_home(&p);
    type(&p, "か"); /* the mark behind it joins it, and the caret is behind both */
    assert_line(&p, "か\u3099|");
    prompt_finish(&p);
}

static void words_end_where_the_script_changes(void **state)
{
    static const char *const ends[] = {"警察庁|のサイバー部ncsc-2024年 ｻｰﾊﾞｰらーめん",
                                       "警察庁の|サイバー部ncsc-2024年 ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー|部ncsc-2024年 ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー部|ncsc-2024年 ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー部ncsc|-2024年 ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー部ncsc-2024|年 ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー部ncsc-2024年| ｻｰﾊﾞｰらーめん",
                                       "警察庁のサイバー部ncsc-2024年 ｻｰﾊﾞｰ|らーめん",
                                       "警察庁のサイバー部ncsc-2024年 ｻｰﾊﾞｰらーめん|"};
    static const char *const starts[] = {"警察庁のサイバー部ncsc-2024年 ｻｰﾊﾞｰ|らーめん",
                                         "警察庁のサイバー部ncsc-2024年 |ｻｰﾊﾞｰらーめん",
                                         "警察庁のサイバー部ncsc-2024|年 ｻｰﾊﾞｰらーめん",
                                         "警察庁のサイバー部ncsc-|2024年 ｻｰﾊﾞｰらーめん"};
    struct prompt p = {0};

    (void)state;
    type(&p, "警察庁のサイバー部ncsc-2024年 ｻｰﾊﾞｰらーめん");
    prompt_home(&p);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        prompt_word_right(&p);
        assert_line(&p, ends[i]);
    }
    prompt_word_right(&p);
    assert_line(&p, ends[8]);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        prompt_word_left(&p);
        assert_line(&p, starts[i]);
    }
    prompt_home(&p);
    prompt_word_left(&p);
    prompt_erase_next_word(&p);
    assert_line(&p, "|のサイバー部ncsc-2024年 ｻｰﾊﾞｰらーめん");
    prompt_finish(&p);
}

static void what_was_killed_comes_back(void **state)
{
    struct prompt p = {0};

    (void)state;
    prompt_yank(&p); /* nothing yet */
    assert_line(&p, "|");
    type(&p, "警察庁 演習 actor:npa");
    prompt_erase_word(&p);
    prompt_erase_word(&p); /* in a row: together */
    assert_line(&p, "警察庁 |");
    prompt_yank(&p);
    assert_line(&p, "警察庁 演習 actor:npa|");
    prompt_erase_line(&p);
    prompt_erase_line(&p); /* nothing: the rest is not forgotten */
    prompt_reset(&p);
    prompt_yank(&p);
    prompt_yank(&p);
    assert_line(&p, "警察庁 演習 actor:npa警察庁 演習 actor:npa|");
    prompt_home(&p);
    prompt_erase_next_word(&p);
    prompt_erase_next_word(&p);
    prompt_end(&p);
    prompt_yank(&p);
    assert_line(&p, " actor:npa警察庁 演習 actor:npa警察庁 演習|");
    prompt_erase_word(&p);
    prompt_left(&p); /* something else between them */
    prompt_erase_rest(&p);
    prompt_yank(&p);
    assert_line(&p, " actor:npa警察庁 演習 actor:npa警察庁 |");
    prompt_finish(&p);
}

/* The longest line, of what is slowest to walk: no key may take long. */
static void a_full_line_is_edited_at_once(void **state)
{
    static const char *const hard[] = {"警", "か\u3099", "\U0001F1EF\U0001F1F5", "\u0301",
                                       "\U0001F469\u200D"};
    struct prompt p = {0};

    (void)state;
    for (size_t i = 0; i < sizeof hard / sizeof hard[0]; i++) {
        clock_t start = clock();

        prompt_reset(&p);
        while (prompt_insert(&p, hard[i], strlen(hard[i])))
            ;
        for (int k = 0; k < 50; k++)
            prompt_left(&p);
        prompt_word_left(&p);
        prompt_word_right(&p);
        prompt_end(&p);
        prompt_erase_word(&p);
        if (clock() - start > 2 * CLOCKS_PER_SEC)
            fail_msg("%s: %ld ms", hard[i], (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
    }
    prompt_finish(&p);
}

/* Any edits in any order: the caret never stands inside a character. */
static void random_edits_keep_the_text_whole(void **state)
{
    static void (*const edits[])(struct prompt *) = {
        prompt_left,       prompt_right,           prompt_home,       prompt_end,
        prompt_erase,      prompt_erase,           prompt_delete,     prompt_erase_word,
        prompt_erase_line, prompt_erase_next_word, prompt_erase_rest, prompt_yank,
        prompt_word_left,  prompt_word_right};
    static const char *const typed[] = {"a", "警", "é",      "\U0001F600",
                                        " ", "　", "\u3099", "\u200D"};
    struct prompt p = {0};
    uint32_t seed = 7;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        const char *at;

        seed = seed * 1664525 + 1013904223;
        if (seed >> 31)
            type(&p, typed[(seed >> 16) % 8]);
        else
            edits[(seed >> 16) % 14](&p);
        at = buf_cstr(&p.text);
        assert_true(p.caret_at_byte <= p.text.n_bytes && p.text.n_bytes <= PROMPT_MAX_BYTES);
        assert_int_equal(strlen(at), p.text.n_bytes);
        assert_int_not_equal(at[p.caret_at_byte] & 0xC0, 0x80);
        assert_int_not_equal(at[0] & 0xC0, 0x80);
    }
    prompt_finish(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_goes_in_at_the_caret),
        cmocka_unit_test(the_caret_moves_by_whole_characters),
        cmocka_unit_test(erasing_takes_whole_characters),
        cmocka_unit_test(erasing_a_word_takes_the_blanks_behind_it),
        cmocka_unit_test(both_sides_of_the_caret_can_be_cleared),
        cmocka_unit_test(what_exceeds_the_limit_is_dropped_whole),
        cmocka_unit_test(a_cluster_is_one_step_and_one_erasure),
        cmocka_unit_test(a_row_of_flags_is_walked_flag_by_flag),
        cmocka_unit_test(a_mark_that_is_typed_joins_what_stands_before_it),
        cmocka_unit_test(words_end_where_the_script_changes),
        cmocka_unit_test(what_was_killed_comes_back),
        cmocka_unit_test(a_full_line_is_edited_at_once),
        cmocka_unit_test(random_edits_keep_the_text_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
