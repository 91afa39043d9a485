/* What goes to the terminal for its clipboard: base64 of plain text, in the wraps that it needs. */
#include "clipboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_sequence(const char *text, enum clipboard_through through, const char *wanted)
{
    struct buf out = {0};

    assert_true(clipboard_sequence(text, strlen(text), through, &out));
    assert_string_equal(buf_cstr(&out), wanted);
    buf_finish(&out);
}

static void a_text_is_sent_as_base64(void **state)
{
    (void)state;
    assert_sequence("a", THROUGH_NOTHING, "\033]52;c;YQ==\a");
    assert_sequence("ab", THROUGH_NOTHING, "\033]52;c;YWI=\a");
    assert_sequence("abc", THROUGH_NOTHING, "\033]52;c;YWJj\a");
    assert_sequence("日英", THROUGH_NOTHING, "\033]52;c;5pel6Iux\a");
}

static void tmux_is_told_and_asked_to_pass_it_on(void **state)
{
    (void)state;
    assert_sequence("abc", THROUGH_TMUX, "\033]52;c;YWJj\a\033Ptmux;\033\033]52;c;YWJj\a\033\\");
}

static void screen_gets_pieces_that_it_has_room_for(void **state)
{
    struct buf out = {0}, joined = {0};
    char text[901];
    size_t n_pieces = 0;

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_true(clipboard_sequence(text, strlen(text), THROUGH_SCREEN, &out));
    for (const char *at = buf_cstr(&out); *at; n_pieces++) {
        const char *end = strstr(at, "\033\\");

        assert_memory_equal(at, "\033P", 2);
        assert_non_null(end);
        assert_true(end - at - 2 <= 240);
        buf_add(&joined, at + 2, (size_t)(end - at - 2));
        at = end + 2;
    }
    assert_int_equal(n_pieces, 6);
    assert_int_equal(joined.n_bytes, strlen("\033]52;c;") + 1200 + 1);
    assert_memory_equal(joined.bytes, "\033]52;c;YWFh", 11);
    buf_finish(&out);
    buf_finish(&joined);
}

static void nothing_but_plain_text_is_sent(void **state)
{
    static char much[CLIPBOARD_MAX_BYTES + 1];
    struct buf out = {0};

    (void)state;
    memset(much, 'a', sizeof much);
    assert_false(clipboard_sequence("", 0, THROUGH_NOTHING, &out));
    assert_false(clipboard_sequence("a\033b", 3, THROUGH_NOTHING, &out));
    assert_false(clipboard_sequence("a\nb", 3, THROUGH_NOTHING, &out));
    assert_false(clipboard_sequence("a\177", 2, THROUGH_NOTHING, &out));
    assert_false(clipboard_sequence(much, sizeof much, THROUGH_NOTHING, &out));
    assert_int_equal(out.n_bytes, 0);
    assert_true(clipboard_sequence(much, sizeof much - 1, THROUGH_NOTHING, &out));
    buf_finish(&out);
}

static void what_stands_between_is_known_by_the_environment(void **state)
{
    (void)state;
    unsetenv("TMUX");
    unsetenv("STY");
    assert_int_equal(clipboard_through(), THROUGH_NOTHING);
    setenv("STY", "1.pts-0.host", 1);
    assert_int_equal(clipboard_through(), THROUGH_SCREEN);
    setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
    assert_int_equal(clipboard_through(), THROUGH_TMUX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_sent_as_base64),
        cmocka_unit_test(tmux_is_told_and_asked_to_pass_it_on),
        cmocka_unit_test(screen_gets_pieces_that_it_has_room_for),
        cmocka_unit_test(nothing_but_plain_text_is_sent),
        cmocka_unit_test(what_stands_between_is_known_by_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
