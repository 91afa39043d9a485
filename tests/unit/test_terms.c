/* False friends in texts: which are found, how they are marked, and what hides them. */
#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include "nichiei/engine/terms.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static struct terms *terms;
static struct arena mem;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    terms = terms_load(fx->st, &fx->error);
    return terms ? 0 : -1;
}

static int close_fixture(void **state)
{
    (void)state;
    terms_free(terms);
    fixture_close(fx);
    arena_finish(&mem);
    return 0;
}

static const char *marked(const char *s)
{
    struct text t = terms_mark(terms, &mem, text_safe_str(&mem, s));

    return arena_copy(&mem, t.p, t.n_bytes);
}

static struct term_hit *hits_of(const char *s, size_t n)
{
    struct term_hit *hits;

    assert_int_equal(terms_find(terms, &mem, s, strlen(s), &hits), n);
    return hits;
}

static void words_are_marked_by_any_of_their_names(void **state)
{
    (void)state;
    assert_string_equal(marked("ACDと内閣府"), "ACD!と内閣府!");
    assert_string_equal(marked("The Cabinet Office led."), "The Cabinet Office! led.");
    assert_string_equal(marked("アクティブ・サイバー・ディフェンスの導入"),
                        "アクティブ・サイバー・ディフェンス!の導入");
    assert_string_equal(marked("内閣府"), "内閣府!");
    assert_string_equal(marked(""), "");
    assert_string_equal(marked("内閣"), "内閣");
}

static void they_are_found_as_the_search_finds(void **state)
{
    (void)state;
    assert_string_equal(marked("ＡＣＤ"), "ＡＣＤ!");
    assert_string_equal(marked("ｱｸﾃｨﾌﾞｻｲﾊﾞｰﾃﾞｨﾌｪﾝｽ"), "ｱｸﾃｨﾌﾞｻｲﾊﾞｰﾃﾞｨﾌｪﾝｽ!");
    assert_string_equal(marked("ACTIVE  Cyber-Defence"), "ACTIVE  Cyber-Defence!");
    assert_int_equal(hits_of("内閣\n  府", 1)->n_bytes, strlen("内閣\n  府"));
    assert_int_equal(hits_of("the active\ncyber\r\ndefence", 1)->at, 4);
}

static void latin_words_stand_alone(void **state)
{
    (void)state;
    assert_string_equal(marked("ACDC XACD ACD2"), "ACDC XACD ACD2");
    assert_string_equal(marked("Cabinet Officer"), "Cabinet Officer");
    assert_string_equal(marked("two Cabinet Offices, ACDs."), "two Cabinet Offices!, ACDs!.");
    assert_string_equal(marked("the ACD's and (ACD)"), "the ACD!'s and (ACD!)");
}

/* A raised digit calls a note. */
static void calls_of_notes_are_no_part_of_words(void **state)
{
    (void)state;
    assert_string_equal(marked("した。³⁰ACDは"), "した。³⁰ACD!は");
    assert_string_equal(marked("the ACD²⁷, ACD27"), "the ACD!²⁷, ACD27");
    assert_string_equal(marked("内閣府¹の"), "内閣府!¹の");
    assert_string_equal(marked("Cabinet⁴ Office"), "Cabinet⁴ Office!");
    assert_string_equal(marked("¹²³"), "¹²³");
}

static void an_abbreviation_has_its_capitals(void **state)
{
    (void)state;
    assert_string_equal(marked("acd Acd"), "acd Acd");
    assert_string_equal(marked("cabinet office"), "cabinet office!");
}

static void longer_names_that_say_which_hide_them(void **state)
{
    (void)state;
    assert_string_equal(marked("内閣府（日本）と内閣府"), "内閣府（日本）と内閣府!");
    assert_string_equal(marked("Cabinet Office (Japan)"), "Cabinet Office (Japan)");
    assert_string_equal(marked("英国の内閣府"), "英国の内閣府!");
}

static void addresses_are_not_looked_into(void **state)
{
    (void)state;
    assert_string_equal(marked("https://example.org/ACD-x www.acd.example/ACD"),
                        "https://example.org/ACD-x www.acd.example/ACD");
    assert_string_equal(marked("<https://example.org/>ACD"), "<https://example.org/>ACD!");
}

static void a_hit_says_what_it_may_mean(void **state)
{
    const struct term_hit *hit;

    (void)state;
    hit = hits_of("英国のACDは", 1);
    assert_int_equal(hit->at, strlen("英国の"));
    assert_int_equal(hit->n_bytes, 3);
    assert_int_equal(hit->n_terms, 1);
    assert_int_equal(hit->n[0], fixture_n(fx, "term:active-defence"));
}

static void marking_twice_changes_nothing(void **state)
{
    (void)state;
    assert_string_equal(marked("ACD!と内閣府!"), "ACD!と内閣府!");
    assert_string_equal(marked(marked("Cabinet Office、内閣府")), "Cabinet Office!、内閣府!");
}

static void places_move_with_the_text(void **state)
{
    const char *s = "ACDと内閣府!、内閣府の";
    /* the start, within ACD, behind it, behind と, before the third word, behind it, the end */
    size_t places[] = {0, 1, 3, 6, 19, 28, 31};
    static const size_t moved[] = {0, 1, 4, 7, 20, 30, 33};
    struct text t;

    (void)state;
    t = terms_mark_places(terms, &mem, text_lit(s), places, 7);
    assert_string_equal(arena_copy(&mem, t.p, t.n_bytes), "ACD!と内閣府!、内閣府!の");
    assert_memory_equal(places, moved, sizeof moved);
}

static void nothing_is_marked_without_them(void **state)
{
    (void)state;
    assert_int_equal(terms_mark(NULL, &mem, text_lit("内閣府")).n_bytes, strlen("内閣府"));
}

/* A text without its marks. */
static const char *unmarked(const char *s)
{
    char *out = arena_copy(&mem, s, strlen(s)), *to = out;

    for (; *s; s++)
        if (*s != '!')
            *to++ = *s;
    *to = '\0';
    return out;
}

static const char *const scraps[] = {"内閣府", "内閣",    "府",      "（日本）", "ACD", "Cabinet",
                                     " ",      "Office",  "s",       "の",       "、",  "active",
                                     "-",      "cyber",   "defence", "ｻｲﾊﾞｰ",    "\n",  "が",
                                     "ー",     "http://", "(Japan)"};
enum { N_SCRAPS = sizeof scraps / sizeof scraps[0] };

static const char *random_text(struct dice *d)
{
    struct buf text = {0};
    const char *copy;

    for (uint32_t i = dice_below(d, 24); i > 0; i--)
        buf_str(&text, scraps[dice_below(d, N_SCRAPS)]);
    copy = arena_copy(&mem, buf_cstr(&text), text.n_bytes);
    buf_finish(&text);
    return copy;
}

/* Each mark stands behind a word of a term, and without its marks the text is what it was. */
static void a_mark_stands_behind_a_word_of_a_term(void **state)
{
    struct dice d = {7};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        const char *s = random_text(&d), *m, *safe;
        struct term_hit *hits;
        struct text t = text_safe_str(&mem, s);
        size_t n_hits, n_marks = 0;

        safe = arena_copy(&mem, t.p, t.n_bytes);
        m = marked(s);
        assert_string_equal(unmarked(m), safe);
        n_hits = terms_find(terms, &mem, m, strlen(m), &hits);
        for (size_t k = 0; k < n_hits; k++)
            assert_int_equal(m[hits[k].at + hits[k].n_bytes], '!');
        for (const char *at = m; (at = strchr(at, '!')) != NULL; at++)
            n_marks++;
        assert_int_equal(n_marks, n_hits);
    }
}

static void no_line_begins_with_a_mark(void **state)
{
    struct dice d = {11};

    (void)state;
    for (int i = 0; i < 500; i++) {
        struct text t = terms_mark(terms, &mem, text_safe_str(&mem, random_text(&d))), *lines;

        for (int cols = 8; cols <= 20; cols += 3) {
            size_t n_lines = text_wrap(&mem, t, cols, &lines);

            for (size_t k = 0; k < n_lines; k++) {
                assert_true(text_is_empty(lines[k]) || lines[k].p[0] != '!');
                assert_true(text_cols(lines[k]) <= cols);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_marked_by_any_of_their_names),
        cmocka_unit_test(they_are_found_as_the_search_finds),
        cmocka_unit_test(latin_words_stand_alone),
        cmocka_unit_test(calls_of_notes_are_no_part_of_words),
        cmocka_unit_test(an_abbreviation_has_its_capitals),
        cmocka_unit_test(longer_names_that_say_which_hide_them),
        cmocka_unit_test(addresses_are_not_looked_into),
        cmocka_unit_test(a_hit_says_what_it_may_mean),
        cmocka_unit_test(marking_twice_changes_nothing),
        cmocka_unit_test(places_move_with_the_text),
        cmocka_unit_test(nothing_is_marked_without_them),
        cmocka_unit_test(a_mark_stands_behind_a_word_of_a_term),
        cmocka_unit_test(no_line_begins_with_a_mark),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
