/* The strip above the timeline: what it shows at each zoom, always in step with the cursor. */
#include "nichiei/text/edtf.h"

#include "nichiei/store/build.h"

#include "nichiei/model/app.h"

#include "fixture.h"
#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static int cols;

static void fit(struct fixture *f)
{
    struct app_fit page = {.list_rows = {10, 10, 10, 10},
                           .strip_cols = cols,
                           .strip_rows = f->app->strip.off ? 0 : 1,
                           .detail_rows = 10,
                           .help_cols = 60,
                           .detail = {.cols = 60}};

    page.detail.display = f->app->display;
    app_fit(f->app, &page);
}

static void open_on(const char *dossier)
{
    fx = fixture_open(dossier, DISPLAY_EN);
    cols = 43;
    fx->fit = fit;
    fixture_keys(fx, "");
}

static int open_fixture(void **state)
{
    (void)state;
    open_on(FIXTURE_DOSSIER);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const struct strip *strip(void)
{
    return &fx->app->strip;
}

/* Rows that lie within a column each. */
static uint32_t rows_within(void)
{
    uint32_t sum = 0;

    for (int i = 0; i < strip()->axis.n_columns; i++)
        sum += strip()->columns[i].within;
    return sum;
}

static void all_of_it_is_shown_in_the_finest_unit_that_fits(void **state)
{
    (void)state;
    assert_int_equal(strip()->axis.unit, DENSITY_YEAR);
    assert_int_equal(strip()->axis.n_columns, 16); /* 2012 to 2027 */
    assert_int_equal(rows_within(), 10);           /* 2022/2023 spans two, two rows have no date */
    assert_int_equal(strip()->most, 4);            /* 2024 */
    assert_true(strip()->columns[10].range && strip()->columns[11].range);
    cols = 90;
    fixture_keys(fx, "");
    assert_int_equal(strip()->axis.unit, DENSITY_QUARTER);
    cols = STRIP_MIN_COLS - 1;
    fixture_keys(fx, "");
    assert_int_equal(strip()->rows, 0);
}

static void the_strip_follows_the_filters(void **state)
{
    (void)state;
    fixture_keys(fx, "/ d a t e : 2 0 2 4 Enter");
    assert_int_equal(strip()->axis.unit, DENSITY_MONTH);
    assert_int_equal(strip()->axis.n_columns, 10);
    assert_int_equal(rows_within(), 4);
    fixture_keys(fx, "/ z z z Enter");
    assert_int_equal(strip()->rows, 0);
    fixture_keys(fx, "- -");
    assert_int_equal(strip()->axis.unit, DENSITY_YEAR);
}

static void zooming_ends_at_decades_and_days(void **state)
{
    static const enum density_unit units[] = {DENSITY_QUARTER, DENSITY_MONTH, DENSITY_WEEK,
                                              DENSITY_DAY};

    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_false(fixture_keys(fx, "z") & APP_BELL);
        assert_int_equal(strip()->axis.unit, units[i]);
    }
    assert_true(fixture_keys(fx, "z") & APP_BELL);
    fixture_keys(fx, "Z Z Z Z Z");
    assert_int_equal(strip()->axis.unit, DENSITY_DECADE);
    assert_true(fixture_keys(fx, "Z") & APP_BELL);
    fixture_keys(fx, "z"); /* all of it again, whatever becomes of the screen */
    assert_int_equal(strip()->zoom, STRIP_WHOLE);
}

/* At every zoom, in every calendar: the first day of the cursor's row lies in its first column. */
static void the_strip_is_in_step_with_the_cursor(void **state)
{
    (void)state;
    for (int calendar = 0; calendar < CALENDAR_COUNT; calendar++) {
        fixture_keys(fx, "Z Z Z Z Z");
        for (int unit = 0; unit < DENSITY_UNITS; unit++) {
            fixture_keys(fx, "g g");
            for (size_t row = 0; row < strip()->density.n_dated; row++) {
                const struct density_axis *axis = &strip()->axis;
                uint32_t n = strip()->density.rows[row];
                int at =
                    density_unit_of(axis->unit, axis->fiscal, strip()->density.first_day[n - 1]) -
                    axis->first;

                assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, row);
                assert_in_range(at, 0, axis->n_columns - 1);
                assert_int_equal(strip()->from, at);
                assert_true(strip()->to >= at && strip()->to < axis->n_columns);
                fixture_keys(fx, "j");
            }
            assert_true(strip()->undated);
            assert_true(strip()->from > strip()->to);
            fixture_keys(fx, "z");
        }
        fixture_keys(fx, "t");
    }
}

static void a_window_stands_still_while_the_cursor_is_inside(void **state)
{
    int32_t first;

    (void)state;
    fixture_keys(fx, "} } } } } z z"); /* 2024-01-17, by months */
    first = strip()->axis.first;
    fixture_keys(fx, "j j");
    assert_int_equal(strip()->axis.first, first);
    fixture_keys(fx, "k k");
    assert_int_equal(strip()->axis.first, first);
}

static void what_is_not_sure_never_looks_like_a_day(void **state)
{
    (void)state;
    fixture_keys(fx, "z z z z j"); /* 2012-06-19/2012-06-20, by days */
    assert_int_equal(strip()->to - strip()->from, 1);
    assert_false(strip()->vague);
    fixture_keys(fx, "j"); /* 2013 */
    assert_true(strip()->to > strip()->from);
    assert_true(strip()->vague);
    fixture_keys(fx, "j"); /* 2019~, even where a year is a column */
    assert_true(strip()->vague);
    fixture_keys(fx, "Z Z Z Z");
    assert_int_equal(strip()->axis.unit, DENSITY_YEAR);
    assert_int_equal(strip()->from, strip()->to);
    assert_true(strip()->vague);
}

/* A day in doubt is counted in its month, and is a smear where columns are days. */
static void a_day_in_doubt_is_no_day(void **state)
{
    struct package *p = package_new();
    struct heard h = {0};
    struct report r = heard_report(&h);
    const char *path = package_path(p, "doubt.dossier");
    struct err e = {0};

    (void)state;
    package_add(p, "events", "id=event:sure|date=2024-02-05");
    package_add(p, "events", "id=event:doubtful|date=2024-02-07?");
    package_add(p, "events", "id=event:also-sure|date=2024-02-09");
    package_write(p);
    if (!build_dossier(package_dir(p), path, &r, &e))
        fail_msg("%s", e.text);
    open_on(path);
    fixture_keys(fx, "/ d a t e : 2 0 2 4 - 0 2 - 0 5 . . 2 0 2 4 - 0 2 - 0 9 Enter");
    assert_int_equal(strip()->axis.unit, DENSITY_DAY);
    assert_int_equal(rows_within(), 2);
    assert_int_equal(strip()->columns[2].within, 0);
    assert_true(strip()->columns[2].vague);
    fixture_keys(fx, "Z Z");
    assert_int_equal(strip()->axis.unit, DENSITY_MONTH);
    assert_int_equal(rows_within(), 3);
    fixture_close(fx);
    package_free(p);
}

/* What it says is a query, and the query gives as many rows as it says. */
static void assert_says(struct corpus *c, size_t *n_said)
{
    struct text said = strip()->says;
    char text[256], *number;
    struct query q = {0};
    struct arena mem = {0};
    struct err e = {0};
    uint32_t *rows;

    if (text_is_empty(said))
        return;
    assert_in_range(said.n_bytes, 1, sizeof text - 1);
    memcpy(text, said.p, said.n_bytes);
    text[said.n_bytes] = '\0';
    number = strstr(text, "  ");
    assert_non_null(number);
    if (!query_parse(&q, text, (size_t)(number - text), fx->st, &e) || !corpus_ask(c, &q, &e))
        fail_msg("%s: %s", text, e.text);
    assert_int_equal(corpus_timeline(c, &mem, &rows), strtoul(number, NULL, 10));
    ++*n_said;
    query_finish(&q);
    arena_finish(&mem);
}

static void the_number_of_a_column_is_a_query(void **state)
{
    struct corpus *c = corpus_new(fx->st, &fx->error);
    size_t n_said = 0;

    (void)state;
    assert_non_null(c);
    for (int calendar = 0; calendar < CALENDAR_COUNT; calendar++) {
        for (int unit = 0; unit < DENSITY_UNITS; unit++)
            for (int row = 0; row < 11; row++) {
                fx->app->strip.zoom = unit;
                fixture_keys(fx, row ? "j" : "g g");
                assert_says(c, &n_said);
            }
        fixture_keys(fx, "t");
    }
    corpus_free(c);
    assert_true(n_said > 100);
    fx->app->strip.zoom = STRIP_WHOLE;
    fixture_keys(fx, "g g / t h e m e : i n t e r e s t s Enter");
    assert_in_range(strip()->says.n_bytes, 22, 60);
    assert_memory_equal(strip()->says.p, "theme:interests date:", 21);
}

static void i_hides_the_strip_and_shows_it(void **state)
{
    (void)state;
    fixture_keys(fx, "i");
    assert_int_equal(strip()->rows, 0);
    fixture_keys(fx, "z");
    assert_int_equal(fx->app->note, SAY_NO_STRIP);
    fixture_keys(fx, "i");
    assert_int_equal(strip()->rows, 1);
    assert_int_equal(strip()->zoom, STRIP_WHOLE);
}

static void assert_at(const char *id)
{
    assert_string_equal(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_TIMELINE])), id);
}

static void years_are_those_of_the_calendar(void **state)
{
    const struct list *l = &fx->app->list[PANE_TIMELINE];

    (void)state;
    fixture_keys(fx, "t");
    assert_int_equal(fx->app->note, SAY_CALENDAR_ERA);
    assert_string_equal(l->shown[0].date.year, "H24");
    fixture_keys(fx, "t");
    assert_string_equal(l->shown[0].date.year, "JFY2012");
    assert_false(l->shown[2].shows_year); /* 2013 is, as far as is known, in the same */
    assert_string_equal(l->shown[2].date.rest, "2013");
    fixture_keys(fx, "}");
    assert_at("event:2019-forum");
    fixture_keys(fx, "} }");
    assert_at("activity:garbled-entry"); /* 2023-05, with January 2024 in one year */
    fixture_keys(fx, "}");
    assert_at("activity:joint-advisory");
    fixture_keys(fx, "{");
    assert_at("activity:garbled-entry");
    fixture_keys(fx, "t");
    assert_string_equal(l->shown[5].date.year, "FY23/24");
    fixture_keys(fx, "t g g } } } } }");
    assert_at("activity:memorandum");
    assert_string_equal(l->shown[0].date.year, "2012");
}

static void labels_say_which_unit_it_is(void **state)
{
    static const struct {
        enum density_unit unit;
        enum calendar calendar;
        bool brief;
        const char *label;
    } wanted[] = {
        {DENSITY_DECADE, CALENDAR_CIVIL, false, "2020s"},
        {DENSITY_DECADE, CALENDAR_UK, false, "2020s"},
        {DENSITY_YEAR, CALENDAR_CIVIL, false, "2024"},
        {DENSITY_YEAR, CALENDAR_ERA, false, "R6"},
        {DENSITY_YEAR, CALENDAR_JAPAN, true, "JFY2023"},
        {DENSITY_QUARTER, CALENDAR_ERA, false, "2024Q1"},
        {DENSITY_QUARTER, CALENDAR_UK, false, "FY2023Q4"},
        {DENSITY_MONTH, CALENDAR_UK, true, "2024-01"},
        {DENSITY_WEEK, CALENDAR_CIVIL, false, "2024-01-01"},
        {DENSITY_DAY, CALENDAR_CIVIL, true, "01-01"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        char label[STRIP_LABEL_BYTES];

        strip_label(wanted[i].unit, wanted[i].calendar, LANG_EN, edtf_day(2024, 1, 1),
                    wanted[i].brief, label);
        assert_string_equal(label, wanted[i].label);
        assert_true((int)strlen(label) <=
                    strip_label_cols(wanted[i].unit, wanted[i].calendar, LANG_EN, wanted[i].brief));
    }
}

#define STRIP_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STRIP_TEST(all_of_it_is_shown_in_the_finest_unit_that_fits),
        STRIP_TEST(the_strip_follows_the_filters),
        STRIP_TEST(zooming_ends_at_decades_and_days),
        STRIP_TEST(the_strip_is_in_step_with_the_cursor),
        STRIP_TEST(a_window_stands_still_while_the_cursor_is_inside),
        STRIP_TEST(what_is_not_sure_never_looks_like_a_day),
        cmocka_unit_test(a_day_in_doubt_is_no_day),
        STRIP_TEST(the_number_of_a_column_is_a_query),
        STRIP_TEST(i_hides_the_strip_and_shows_it),
        STRIP_TEST(years_are_those_of_the_calendar),
        cmocka_unit_test(labels_say_which_unit_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
