/*
 * Any keys in any order over every view, at any size: each screen is whole, something stands on it,
 * and Esc neither quits nor drops a filter.
 *
 * NICHIEI_STORM=RUNS lets it blow longer.
 */
#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* What opens a view stands more than once: it is to come often. */
static const char *const steps[] = {
    "g s",
    "g n",
    "g w",
    "g d",
    "g c",
    "g p",
    "g f",
    "M",
    "M",
    "c",
    "r",
    "r",
    "p",
    "P",
    "o",
    "i",
    "z",
    "Z",
    "1",
    "2",
    "3",
    "4",
    "5",
    "f",
    "[",
    "]",
    "x",
    "s",
    "d",
    "a",
    "t",
    "m",
    "y",
    ";",
    "j",
    "k",
    "l",
    "h",
    "j j j",
    "l l",
    "G",
    "g g",
    "PgDn",
    "PgUp",
    "C-d",
    "C-u",
    "}",
    "{",
    "Tab",
    "S-Tab",
    "Enter",
    "Enter",
    "Enter",
    "Space",
    "=",
    "!",
    ".",
    "-",
    "F",
    "F Space Esc",
    "u",
    "C-r",
    "(",
    ")",
    "q",
    "q",
    "q q q",
    "Esc",
    "Esc",
    "E",
    "?",
    "? j q",
    "C-l",
    "/",
    "/ の",
    "/ の Enter",
    "/ C y b Enter",
    "n",
    "N",
    "/ z z z z Enter",
    "/ t h e m e : Tab Enter",
    "/ F1 Esc",
    "Up",
    "Down",
    "/ d a t e : 2 0 2 4 Enter",
    "g r",
    "g a",
    "g m",
    "g t",
    "c c",
    "r r",
};

enum { N_STEPS = sizeof steps / sizeof steps[0], STEPS_OF_A_RUN = 60 };

static bool is_blank(const struct screen *s)
{
    for (int row = 0; row < s->frame.rows; row++)
        if (*screen_row(s, row))
            return false;
    return true;
}

/* A search and `gd` take the cells of a text that is wrapped for slices of one string. */
static void assert_slices(const struct sheet *sheet, const char *when)
{
    for (size_t i = 0; i < sheet->n_lines; i++)
        for (int k = 0; k < sheet->lines[i].n_cells; k++) {
            const struct sheet_cell *cell = &sheet->lines[i].cells[k], *above;

            if (!cell->goes_on)
                continue;
            if (!i || k >= sheet->lines[i - 1].n_cells)
                fail_msg("%s: line %zu, cell %d continues nothing", when, i, k);
            above = &sheet->lines[i - 1].cells[k];
            if (cell->text.p < above->text.p + above->text.n_bytes ||
                cell->text.p > above->text.p + above->text.n_bytes + 64 || cell->col != above->col)
                fail_msg("%s: line %zu, cell %d does not continue the cell above", when, i, k);
        }
}

/* Far from a prompt: what is typed there is none of the chips. */
static void esc_keeps_what_filters(struct screen *s, const char *when)
{
    char before[512];

    strcpy(before, fixture_query(s->fx));
    if (fixture_keys(s->fx, "Esc") & APP_QUIT)
        fail_msg("%s: Esc quits", when);
    if (strcmp(before, fixture_query(s->fx)) != 0)
        fail_msg("%s: Esc turned '%s' into '%s'", when, before, fixture_query(s->fx));
}

static struct screen *open_any(struct dice *d, const char *dossier)
{
    struct screen *s = screen_open(dossier, (enum display)dice_below(d, DISPLAY_COUNT), 80, 24);

    if (dice_below(d, 2)) {
        fixture_attach(s->fx, "paper2024");
        fixture_attach(s->fx, "essay2012");
    }
    return s;
}

static void resize(struct screen *s, struct dice *d)
{
    static const int usual[][2] = {{80, 24}, {160, 45}, {40, 10}, {139, 30}, {79, 12}};

    if (dice_below(d, 2)) {
        const int *size = usual[dice_below(d, sizeof usual / sizeof usual[0])];

        screen_size(s, size[0], size[1]);
        return;
    }
    screen_size(s, 1 + (int)dice_below(d, 200), 1 + (int)dice_below(d, 60));
}

static void blow(const char *dossier, unsigned seed)
{
    struct dice d = {seed};
    struct screen *s = open_any(&d, dossier);
    char when[STEPS_OF_A_RUN * 32];

    snprintf(when, sizeof when, "run %u", seed);
    for (int k = 0; k < STEPS_OF_A_RUN; k++) {
        const char *step = steps[dice_below(&d, N_STEPS)];

        strcat(strcat(when, ", "), step);
        if (fixture_keys(s->fx, step) & APP_QUIT)
            break;
        if (dice_below(&d, 8) == 0)
            resize(s, &d);
        assert_whole(&s->frame, when);
        assert_slices(&s->fx->app->sheet, when);
        if (s->fx->app->error.code)
            fail_msg("%s: %s", when, s->fx->app->error.text);
        if (is_blank(s) && s->cols >= 40 && s->rows >= 10)
            fail_msg("%s: a blank screen", when);
        if (!s->fx->app->prompt_open && dice_below(&d, 4) == 0)
            esc_keeps_what_filters(s, when);
    }
    screen_close(s);
}

static void wrapped_cells_are_slices_of_one_text(void **state)
{
    static const char *const sheets[] = {
        "2 p j p j p P", "4 p j p j p P", "g p",     "2 ;",   "4 ;",
        "g f",           "g s o",         "g s j o", "g n o", "2 r"};
    static const int cols[] = {40, 80, 160};

    (void)state;
    for (size_t i = 0; i < sizeof cols / sizeof cols[0]; i++)
        for (size_t k = 0; k < sizeof sheets / sizeof sheets[0]; k++) {
            struct screen *s = screen_open(DEFAULT_DOSSIER, DISPLAY_BOTH, cols[i], 24);

            fixture_attach(s->fx, "paper2024");
            fixture_keys(s->fx, "/ r e p o r t Enter");
            fixture_keys(s->fx, sheets[k]);
            assert_slices(&s->fx->app->sheet, sheets[k]);
            screen_close(s);
        }
}

static unsigned n_runs(unsigned usual)
{
    const char *wanted = getenv("NICHIEI_STORM");

    return wanted ? (unsigned)strtoul(wanted, NULL, 10) : usual;
}

static void a_storm_over_the_fixture(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_runs(24); i++)
        blow(FIXTURE_DOSSIER, 1000 + i);
}

static void a_storm_over_the_default_dossier(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_runs(8); i++)
        blow(DEFAULT_DOSSIER, 5000 + i);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapped_cells_are_slices_of_one_text),
        cmocka_unit_test(a_storm_over_the_fixture),
        cmocka_unit_test(a_storm_over_the_default_dossier),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
