/* Counting and telling the problems of a data package. */
#include "nichiei/store/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

struct told {
    int n_calls;
    struct problem last;
    size_t what_bytes;
};

static void tell(void *ctx, const struct problem *p)
{
    struct told *t = ctx;

    t->n_calls++;
    t->last = *p;
    t->what_bytes = strlen(p->what);
    if (t->what_bytes < 100)
        assert_string_equal(p->what, "is \"x\", not 3");
}

static void a_problem_is_told_once_and_counted(void **state)
{
    struct told t = {0};
    struct report rep = {.tell = tell, .ctx = &t};

    (void)state;
    report_add(&rep, SEVERITY_ERROR, "a.csv", 7, "name", "mend it", "is \"%s\", not %d", "x", 3);
    assert_int_equal(t.n_calls, 1);
    assert_int_equal(t.last.severity, SEVERITY_ERROR);
    assert_string_equal(t.last.file, "a.csv");
    assert_int_equal(t.last.line, 7);
    assert_string_equal(t.last.field, "name");
    assert_string_equal(t.last.mend, "mend it");
    assert_int_equal(rep.n_errors, 1);
    assert_int_equal(rep.n_warnings, 0);
}

static void errors_and_warnings_are_counted_apart_without_a_listener(void **state)
{
    struct report rep = {0};

    (void)state;
    for (int i = 0; i < 3; i++)
        report_add(&rep, SEVERITY_WARNING, "a.csv", 0, NULL, "look", "odd");
    report_add(&rep, SEVERITY_ERROR, "a.csv", 0, NULL, "look", "wrong");
    assert_int_equal(rep.n_errors, 1);
    assert_int_equal(rep.n_warnings, 3);
}

static void a_long_clause_is_cut(void **state)
{
    struct told t = {0};
    struct report rep = {.tell = tell, .ctx = &t};
    char text[2000];

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    report_add(&rep, SEVERITY_ERROR, "a.csv", 1, NULL, "mend", "%s", text);
    assert_in_range(t.what_bytes, 300, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_problem_is_told_once_and_counted),
        cmocka_unit_test(errors_and_warnings_are_counted_apart_without_a_listener),
        cmocka_unit_test(a_long_clause_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
