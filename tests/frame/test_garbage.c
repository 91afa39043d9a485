/*
 * Garbage typed and pasted into the prompt: a message at its place or an answer, at once; never a
 * screen that is not whole.
 */
#include "nichiei/text/width.h"

#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* A piece, repeated until the whole has so many bytes (0: once). */
static const struct garbage {
    const char *name, *head, *piece;
    size_t n_bytes;
    bool wrong; /* it is told to be no query */
} garbage[] = {
    {"an open quote", "演習 \"open", "", 0, true},
    {"quotes", "", "\"", 999, true},
    {"quoted values", "actor:\"npa\"\"", "", 0, true},
    {"minus and brackets", "-(((", "-(((", 300, false},
    {"minuses", "", "-", 5000, true},
    {"blanks", "", " 　", 5000, false},
    {"colons", "", ":", 5000, false},
    {"commas", "", ",", 5000, false},
    {"full-width syntax", "", "：，－”、　", 5000, true},
    {"full-width values", "ａｃｔｏｒ：ＮＰＡ，", "，", 300, true},
    {"a field without a value", "actor:", "", 0, true},
    {"a comma without a value", "actor:npa,", "", 0, true},
    {"ten thousand values", "actor:npa", ",npa", 40000, true},
    {"ten thousand wrong values", "actor:x", ",x", 20000, true},
    {"thousands of terms", "", "a ", 10000, true},
    {"thousands of wrong terms", "", "is:x ", 10000, true},
    {"thousands of fields", "", "actor:", 10000, true},
    {"one long word", "", "警", 100000, false},
    {"one long Latin word", "", "a", 100000, false},
    {"one long value", "actor:", "a", 100000, true},
    {"one long field", "", "a", 3000, false},
    {"one long date", "date:", "2024", 4000, true},
    {"marks", "", "\u0301", 4000, false},
    {"joiners", "", "\u200D", 4000, true},
    {"bidi controls", "a", "\u202E", 300, false},
    {"a family", "", "\U0001F469\u200D\U0001F467", 4000, false},
    {"broken UTF-8", "", "\xFF\xC3(\xE3\x81 \xED\xA0\x80", 300, true},
    {"controls", "", "\x01\x1B[31m\r\n\t\x7F", 300, false},
    {"half-width kana", "", "ｻｲﾊﾞｰ", 0, false},
};

enum { N_GARBAGE = sizeof garbage / sizeof garbage[0] };

static struct buf text_of(const struct garbage *g)
{
    struct buf text = {0};

    buf_str(&text, g->head);
    do
        buf_str(&text, g->piece);
    while (text.n_bytes < g->n_bytes);
    return text;
}

static void type(struct screen *s, const char *bytes, size_t n_bytes)
{
    struct key_decoder decoder = {0};
    struct key keys[2];

    for (size_t i = 0; i < n_bytes; i++)
        for (int k = 0, n = key_decode(&decoder, (unsigned char)bytes[i], keys); k < n; k++)
            app_step(s->fx->app, keys[k]);
}

static void look(struct screen *s, const char *keys, const char *name)
{
    fixture_keys(s->fx, keys);
    assert_whole(&s->frame, name);
}

static void garbage_does_no_harm(void **state)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {160, 45}};
    const struct garbage *g = *state;
    struct buf text = text_of(g);

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        enum display display = (enum display)(i % DISPLAY_COUNT);
        struct screen *s = screen_open(FIXTURE_DOSSIER, display, sizes[i][0], sizes[i][1]);
        const struct app *app = s->fx->app;
        clock_t start = clock();

        look(s, "/ PasteStart", g->name);
        type(s, buf_cstr(&text), text.n_bytes);
        look(s, "PasteEnd", g->name);
        assert_true(app->prompt.text.n_bytes <= PROMPT_MAX_BYTES);
        if (app->cut_characters) /* told once */
            assert_true(screen_find(s, display == DISPLAY_JA ? "字は入らない" : "are cut") > 0);
        look(s, "Left Right", g->name);
        assert_true(screen_find(s, "are cut") < 0 && screen_find(s, "字は入らない") < 0);
        assert_int_equal(app->prompt_error.code, g->wrong ? ERR_USAGE : ERR_NONE);
        if (g->wrong) { /* it is told here, and stays to be mended */
            assert_true(app->fault.n_bytes > 0 && app->fault.what != SAY_COUNT);
            assert_true(app->fault.at_byte + app->fault.n_bytes <= app->prompt.text.n_bytes);
            look(s, "Enter", g->name);
            assert_true(app->prompt_open);
        }
        assert_true(s->frame.cursor_row > 0 && s->frame.cursor_col < sizes[i][0]);
        look(s, "Tab", g->name);
        look(s, "Esc / Up A-b A-b Left Left C-Left Tab", g->name);
        look(s, "F1 Down Down Up Esc C-e C-w C-y", g->name);
        if (clock() - start > 20 * CLOCKS_PER_SEC)
            fail_msg("%s: %ld ms", g->name, (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
        screen_close(s);
    }
    buf_finish(&text);
}

/* The same typed by hand, a key and a screen at a time. */
static void typed_garbage_does_no_harm(void **state)
{
    const struct garbage *g = *state;
    struct buf text = text_of(g);
    struct screen *s = screen_open(FIXTURE_DOSSIER, DISPLAY_BOTH, 80, 24);

    look(s, "/", g->name);
    for (size_t i = 0; i < text.n_bytes && i < 120; i++) {
        type(s, buf_cstr(&text) + i, 1);
        if (!s->fx->app->prompt_open)
            fixture_keys(s->fx, "/");
        look(s, i % 10 == 9 ? "Tab" : "", g->name);
    }
    screen_close(s);
    buf_finish(&text);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    struct CMUnitTest tests[2 * N_GARBAGE];

    for (int i = 0; i < 2 * N_GARBAGE; i++)
        tests[i] = (struct CMUnitTest){.name = garbage[i / 2].name,
                                       .test_func = i % 2 ? typed_garbage_does_no_harm
                                                          : garbage_does_no_harm,
                                       .initial_state = (void *)(uintptr_t)&garbage[i / 2]};
    return cmocka_run_group_tests(tests, set_locale, NULL);
}
