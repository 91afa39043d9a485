/* Addresses whole, one a work, and what of them may be copied. */
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
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    fx->page.sheet_rows = 40;
    fx->page.sheet_cols = 38;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const char paper[] =
    "https://example.org/papers/a-long-address/that-does-not-break/what-next.html";

/* The lines that use the margin, joined as a selection joins them. */
static const char *addresses(void)
{
    const struct sheet *s = &fx->app->sheet;
    static char all[1024];
    size_t n_bytes = 0;

    for (size_t i = 0; i < s->n_lines; i++)
        for (int k = 0; k < s->lines[i].n_cells; k++)
            if (s->lines[i].cells[k].col < 0) {
                const struct sheet_cell *cell = &s->lines[i].cells[k];

                if (n_bytes && !cell->goes_on)
                    all[n_bytes++] = ' ';
                memcpy(all + n_bytes, cell->text.p, cell->text.n_bytes);
                n_bytes += cell->text.n_bytes;
            }
    all[n_bytes] = '\0';
    return all;
}

static void an_address_is_broken_at_the_edge_alone(void **state)
{
    const struct sheet *s = &fx->app->sheet;

    (void)state;
    fixture_keys(fx, "g s o");
    assert_int_equal(s->at.id, SHEET_ADDRESS);
    assert_string_equal(addresses(), paper);
    for (size_t i = 0; i + 1 < s->n_lines; i++) /* full to the last column */
        if (s->lines[i].n_cells && s->lines[i].cells[0].col < 0 && s->lines[i + 1].n_cells &&
            s->lines[i + 1].cells[0].col < 0)
            assert_int_equal(s->lines[i].cells[0].text.n_bytes, 40);
}

static void a_note_gives_the_works_that_it_cites(void **state)
{
    (void)state;
    fixture_keys(fx, "g n j o"); /* the advisory, and an essay without an address */
    assert_string_equal(addresses(), "https://example.org/advisory");
}

static void a_record_gives_what_it_rests_on(void **state)
{
    (void)state;
    fixture_keys(fx, "g s ( 1");
    while (strcmp(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_TIMELINE])),
                  "activity:joint-advisory") != 0)
        fixture_keys(fx, "j");
    fixture_keys(fx, "o");
    assert_non_null(strstr(addresses(), paper));
    assert_non_null(strstr(addresses(), " https://example.org/advisory"));
}

static void y_copies_the_work_at_the_cursor(void **state)
{
    unsigned did;

    (void)state;
    fixture_keys(fx, "g s o");
    did = fixture_keys(fx, "y");
    assert_true(did & APP_COPY);
    assert_string_equal(buf_cstr(&fx->app->copied), paper);
    assert_int_equal(fx->app->note, SAY_COPIED);
    assert_true(fixture_keys(fx, "j j o") & APP_COPY); /* o once more does the same */
    assert_string_equal(buf_cstr(&fx->app->copied), paper);
}

static void what_is_no_address_is_not_copied(void **state)
{
    (void)state;
    fixture_keys(fx, "g s j o"); /* the essay has none */
    assert_int_equal(fixture_keys(fx, "y") & APP_COPY, 0);
    assert_int_equal(fx->app->note, SAY_NOTHING_TO_COPY);
    assert_int_equal(fx->app->copied.n_bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_address_is_broken_at_the_edge_alone, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_note_gives_the_works_that_it_cites, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_record_gives_what_it_rests_on, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(y_copies_the_work_at_the_cursor, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_is_no_address_is_not_copied, open_fixture,
                                        close_fixture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
