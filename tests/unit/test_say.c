/* Messages and names in one language or both. */
#include "nichiei/engine/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct arena mem;

static int forget(void **state)
{
    (void)state;
    arena_finish(&mem);
    return 0;
}

static void assert_text(struct text t, const char *expected)
{
    char *s = arena_copy(&mem, t.p, t.n_bytes);

    assert_string_equal(s, expected);
}

static void assert_pair(const char *ja, const char *en, enum display d, const char *expected)
{
    assert_text(say_pair(&mem, text_lit(ja), text_lit(en), d), expected);
}

static void a_pair_follows_the_display(void **state)
{
    (void)state;
    assert_pair("警察", "police", DISPLAY_BOTH, "警察 police");
    assert_pair("警察", "police", DISPLAY_JA, "警察");
    assert_pair("警察", "police", DISPLAY_EN, "police");
}

static void a_missing_half_is_made_up_for(void **state)
{
    (void)state;
    assert_pair("警察", "", DISPLAY_BOTH, "警察");
    assert_pair("警察", "", DISPLAY_EN, "警察");
    assert_pair("", "police", DISPLAY_BOTH, "police");
    assert_pair("", "police", DISPLAY_JA, "police");
    assert_pair("", "", DISPLAY_BOTH, "");
}

static void the_same_twice_is_said_once(void **state)
{
    (void)state;
    assert_pair("NCSC", "NCSC", DISPLAY_BOTH, "NCSC");
}

static void every_message_has_both_languages(void **state)
{
    (void)state;
    for (int m = 0; m < SAY_COUNT; m++) {
        struct text ja = say_in((enum message)m, LANG_JA), en = say_in((enum message)m, LANG_EN);

        assert_true(ja.n_bytes && en.n_bytes);
        for (size_t i = 0; i < en.n_bytes; i++)
            assert_true((unsigned char)en.p[i] < 0x80);
        assert_true(text_is_clean(ja.p, ja.n_bytes, NULL));
        assert_false(ja.n_bytes == en.n_bytes && memcmp(ja.p, en.p, ja.n_bytes) == 0);
    }
    assert_text(say(&mem, SAY_EVENTS, DISPLAY_BOTH), "出来事 events");
}

static void every_kind_and_every_relation_has_a_name(void **state)
{
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++)
        for (int r = 0; r < REL_COUNT; r++)
            for (int into = 0; into < 2; into++) {
                enum kind kind = (enum kind)k;
                enum relation relation = (enum relation)r;
                struct text ja = say_relation(&mem, relation, into, kind, DISPLAY_JA);
                struct text en = say_relation(&mem, relation, into, kind, DISPLAY_EN);

                assert_true((unsigned char)ja.p[0] >= 0xE3);
                assert_true((unsigned char)en.p[0] < 0x80);
            }
    assert_text(say_kind(&mem, KIND_ACTIVITY, DISPLAY_BOTH), "活動 activities");
    assert_text(say_relation(&mem, REL_ADDRESSED, false, KIND_ACTOR, DISPLAY_EN), "addressed to");
    assert_text(say_relation(&mem, REL_ACTOR, true, KIND_EVENT, DISPLAY_EN), "events");
}

static void assert_place(const char *locator, enum display d, const char *expected)
{
    assert_text(say_locator(&mem, locator, d), expected);
}

static void a_place_reads_as_readers_write_it(void **state)
{
    (void)state;
    assert_place("", DISPLAY_JA, "");
    assert_place("sec=2.4;par=2", DISPLAY_JA, "§2.4 第2段");
    assert_place("sec=2.4;par=2", DISPLAY_EN, "§2.4 para 2");
    assert_place("tab=1;row=A20", DISPLAY_JA, "表1 A20");
    assert_place("tab=1;row=A20", DISPLAY_EN, "table 1 A20");
    assert_place("note=38", DISPLAY_JA, "注38");
    assert_place("note=38", DISPLAY_EN, "note 38");
    assert_place("page=3", DISPLAY_JA, "3頁");
    assert_place("page=3", DISPLAY_EN, "p. 3");
    assert_place("art=12", DISPLAY_JA, "第12条");
}

/* The keys that the checks of a data package let through. */
static void no_key_of_a_locator_is_swallowed(void **state)
{
    static const char *const keys[] = {"sec",  "par", "tab",  "row",  "note", "page",
                                       "abbr", "art", "item", "list", "entry"};

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        for (int d = 0; d < DISPLAY_COUNT; d++) {
            char locator[32];
            struct text place;

            snprintf(locator, sizeof locator, "%s=77", keys[i]);
            place = say_locator(&mem, locator, (enum display)d);
            assert_non_null(strstr(arena_copy(&mem, place.p, place.n_bytes), "77"));
        }
}

static void a_broken_locator_does_no_harm(void **state)
{
    static const char *const broken[] = {";",     "=",       "sec",      "sec=;par=", ";;sec=1",
                                         "=x;=y", "sec=1;;", "zzz=1;y=", "sec==",     "\033=\033"};

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct text place = say_locator(&mem, broken[i], DISPLAY_BOTH);

        assert_true(text_is_clean(place.p, place.n_bytes, NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_pair_follows_the_display, forget),
        cmocka_unit_test_teardown(a_missing_half_is_made_up_for, forget),
        cmocka_unit_test_teardown(the_same_twice_is_said_once, forget),
        cmocka_unit_test_teardown(every_message_has_both_languages, forget),
        cmocka_unit_test_teardown(every_kind_and_every_relation_has_a_name, forget),
        cmocka_unit_test_teardown(a_place_reads_as_readers_write_it, forget),
        cmocka_unit_test_teardown(no_key_of_a_locator_is_swallowed, forget),
        cmocka_unit_test_teardown(a_broken_locator_does_no_harm, forget),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
