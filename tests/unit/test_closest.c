/* Nearest words: few letters away, the nearest first, none twice. */
#include "nichiei/engine/closest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void assert_closest(const char *typed, const char *expected)
{
    static const char *const known[] = {"actor", "addressee", "theme",  "type",
                                        "year",  "reading",   "警察庁", "外務省"};
    struct closest n = {0};
    char printed[128];

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int steps = closest_steps(typed, known[i], strlen(known[i]));

        if (steps >= 0)
            closest_offer(&n, steps, known[i]);
    }
    closest_print(&n, printed, sizeof printed);
    assert_string_equal(printed, expected);
}

static void a_slip_of_a_letter_is_near(void **state)
{
    (void)state;
    assert_closest("acter", "actor");
    assert_closest("actors", "actor");
    assert_closest("acotr", "actor");
    assert_closest("reding", "reading");
    assert_closest("act", "actor"); /* its start */
    assert_closest("tpye", "type");
    assert_closest("警視庁", "警察庁");
}

static void what_has_little_in_common_is_not(void **state)
{
    (void)state;
    assert_closest("colour", "");
    assert_closest("", "");
    assert_closest("zz", "");
    assert_closest("防衛省", "");
    assert_closest("a name that is longer than anyone would mistype it", "");
}

static void the_closest_come_first_and_once(void **state)
{
    struct closest n = {0};
    char printed[128], little[8];

    (void)state;
    closest_offer(&n, 1, "thyme");
    closest_offer(&n, 2, "thexx");
    closest_offer(&n, 0, "themes");
    closest_offer(&n, 0, "themes");
    closest_offer(&n, 1, "them");
    closest_print(&n, printed, sizeof printed);
    assert_string_equal(printed, "themes, thyme, them");
    closest_print(&n, little, sizeof little);
    assert_string_equal(little, "themes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_a_letter_is_near),
        cmocka_unit_test(what_has_little_in_common_is_not),
        cmocka_unit_test(the_closest_come_first_and_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
