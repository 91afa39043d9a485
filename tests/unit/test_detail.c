/* The detail area: everything known of a record, in lines that fit. */
#include "nichiei/text/width.h"

#include "nichiei/model/detail.h"

#include "fixture.h"

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

static struct fixture *fx;

static int open_fixture(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static struct detail shown(const char *id, int cols, enum display display, bool side_by_side)
{
    struct detail_shape shape = {cols, display, side_by_side, 0, 0, NULL};
    struct detail d = {0};

    if (!detail_show(&d, fx->st, fixture_n(fx, id), shape, &fx->error))
        fail_msg("%s: %s", id, fx->error.text);
    return d;
}

static bool is(struct text t, const char *s)
{
    return t.n_bytes == strlen(s) && (!*s || memcmp(t.p, s, t.n_bytes) == 0);
}

static bool holds(struct text t, const char *s)
{
    size_t n_bytes = strlen(s);

    for (size_t i = 0; i + n_bytes <= t.n_bytes; i++)
        if (memcmp(t.p + i, s, n_bytes) == 0)
            return true;
    return false;
}

/* The first line from `from` that holds s in one of its parts, or -1. */
static int line_with(const struct detail *d, size_t from, const char *s)
{
    for (size_t i = from; i < d->n_lines; i++)
        if (holds(d->lines[i].label, s) || holds(d->lines[i].left, s) ||
            holds(d->lines[i].right, s))
            return (int)i;
    return -1;
}

static void assert_has(const struct detail *d, const char *s)
{
    if (line_with(d, 0, s) < 0)
        fail_msg("no line says %s", s);
}

static void assert_lacks(const struct detail *d, const char *s)
{
    if (line_with(d, 0, s) >= 0)
        fail_msg("a line says %s", s);
}

static void names_come_first_and_the_id_near_the_end(void **state)
{
    struct detail d = shown("actor:npa", 60, DISPLAY_BOTH, false);

    (void)state;
    assert_int_equal(d.lines[0].style, DETAIL_NAME);
    assert_true(is(d.lines[0].left, "警察庁"));
    assert_true(is(d.lines[1].left, "National Police Agency"));
    assert_int_equal(d.lines[d.n_lines - 2].style, DETAIL_FAINT);
    assert_true(is(d.lines[d.n_lines - 2].left, "actor:npa"));
    assert_true(is(d.lines[d.n_lines - 1].left, "最終確認 last checked 2024-10-01"));
    detail_finish(&d);
    detail_finish(&d);
}

static void each_display_shows_its_language_only(void **state)
{
    struct detail d = shown("activity:exercise", 60, DISPLAY_JA, false);

    (void)state;
    assert_has(&d, "合同演習");
    assert_has(&d, "実務者");
    assert_lacks(&d, "Joint exercise");
    assert_lacks(&d, "practitioners");
    detail_finish(&d);
    d = shown("activity:exercise", 60, DISPLAY_EN, false);
    assert_has(&d, "Joint exercise");
    assert_has(&d, "practitioners");
    assert_lacks(&d, "合同");
    assert_lacks(&d, "実務者");
    detail_finish(&d);
}

static void both_languages_stand_beside_each_other_where_wide(void **state)
{
    struct detail d = shown("activity:exercise", 78, DISPLAY_BOTH, true);

    (void)state;
    assert_true(is(d.lines[0].left, "合同演習"));
    assert_true(is(d.lines[0].right, "Joint exercise"));
    assert_int_equal(d.half_cols, 38);
    detail_finish(&d);
}

static void a_sure_date_is_named_in_other_calendars(void **state)
{
    struct detail d = shown("event:2024-10-exercise-report", 60, DISPLAY_JA, false);

    (void)state;
    assert_has(&d, "2024-10-01 令和6年10月1日 2024年度");
    detail_finish(&d);
    d = shown("event:2024-10-exercise-report", 60, DISPLAY_EN, false);
    assert_has(&d, "2024-10-01 R6.10.1 FY2024/25");
    detail_finish(&d);
    d = shown("event:2012-06-talks", 60, DISPLAY_EN, false);
    assert_has(&d, "2012-06-19 / 2012-06-20 H24.6 FY2012/13");
    detail_finish(&d);
    d = shown("activity:exercise", 60, DISPLAY_JA, false); /* 2024-02~ */
    assert_has(&d, "2024-02~");
    assert_lacks(&d, "令和");
    assert_lacks(&d, "年度");
    detail_finish(&d);
}

static void a_theme_tells_its_rhythm(void **state)
{
    struct detail d = shown("theme:interests", 60, DISPLAY_EN, false);
    int at = line_with(&d, 0, "Rhythm");

    (void)state;
    assert_true(at > 0);
    assert_true(line_with(&d, (size_t)at, "3 months as of 2024-10-01") > at);
    assert_true(line_with(&d, (size_t)at, "2 gaps: too few to tell") > at);
    assert_true(line_with(&d, (size_t)at, "theme:interests is:happened,table") > at);
    assert_lacks(&d, "silent");
    detail_finish(&d);
    d = shown("theme:other", 60, DISPLAY_EN, false); /* 2019~ alone: nothing sure */
    assert_lacks(&d, "Rhythm");
    detail_finish(&d);
}

static void no_date_of_its_own_is_said(void **state)
{
    struct detail d = shown("activity:undated-visit", 60, DISPLAY_EN, false);

    (void)state;
    assert_has(&d, "no date of its own");
    detail_finish(&d);
    d = shown("activity:exercise", 60, DISPLAY_EN, false);
    assert_has(&d, "2024-02~");
    assert_lacks(&d, "no date of its own");
    detail_finish(&d);
}

static void a_garbled_reading_shows_what_is_printed_and_adopted(void **state)
{
    struct detail d = shown("activity:garbled-entry", 60, DISPLAY_EN, false);

    (void)state;
    assert_has(&d, "アプリの安金に聞する声朋");
    assert_has(&d, "as printed");
    assert_has(&d, "アプリの安全に関する声明");
    assert_has(&d, "Three characters are garbled.");
    detail_finish(&d);
}

static void roles_and_bearings_stand_behind_the_linked_name(void **state)
{
    struct detail d = shown("activity:exercise", 100, DISPLAY_EN, false);

    (void)state;
    assert_has(&d, "NPA National Police Agency - host");
    assert_has(&d, "1.1 Repeatable people development - supports full joint");
    detail_finish(&d);
}

static void a_field_is_not_said_again_as_a_relation(void **state)
{
    struct detail d = shown("item:3.1.1", 100, DISPLAY_EN, false);
    int line = line_with(&d, 0, "An evaluation every");

    (void)state;
    assert_true(line >= 0);
    assert_int_equal(line_with(&d, (size_t)line + 1, "An evaluation every"), -1);
    detail_finish(&d);
}

static void a_counterpart_and_a_recorded_gap_are_told_apart(void **state)
{
    struct detail d = shown("actor:cao-jp", 100, DISPLAY_EN, false);

    (void)state;
    assert_has(&d, "counterpart CO Cabinet Office - policy coordination");
    detail_finish(&d);
    d = shown("actor:npa", 100, DISPLAY_EN, false);
    assert_has(&d, "counterpart no counterpart (recorded gap)");
    detail_finish(&d);
    d = shown("link:npa-gap", 100, DISPLAY_EN, false);
    assert_true(is(d.lines[line_with(&d, 0, "recorded gap")].label, "to"));
    detail_finish(&d);
}

/* How many lines open a record of this kind, a record being told by its first line. */
static int links_to(const struct detail *d, enum kind kind)
{
    int n = 0;

    for (size_t i = 0; i < d->n_lines; i++)
        n += d->lines[i].opens && is(d->lines[i].label, ">") &&
             corpus_kind(fx->corpus, d->lines[i].opens) == kind;
    return n;
}

static void what_leads_to_a_record_is_counted_whole_where_it_is_cut(void **state)
{
    struct detail_shape shape = {100, DISPLAY_EN, false, 0, 0, NULL};
    struct detail all = {0}, cut = {0};
    uint32_t npa = fixture_n(fx, "actor:npa");
    char number[32];
    int n_events;

    (void)state;
    assert_true(detail_show(&all, fx->st, npa, shape, &fx->error));
    n_events = links_to(&all, KIND_EVENT);
    assert_true(n_events > 1);
    assert_int_equal(line_with(&all, 0, "= in the list"), -1);
    shape.max_links = 1;
    shape.whole_links = (uint32_t)n_events; /* not more than that: nothing is cut */
    assert_true(detail_show(&cut, fx->st, npa, shape, &fx->error));
    assert_int_equal(links_to(&cut, KIND_EVENT), n_events);
    shape.whole_links--;
    assert_true(detail_show(&cut, fx->st, npa, shape, &fx->error));
    assert_int_equal(links_to(&cut, KIND_EVENT), 1);
    snprintf(number, sizeof number, "+%d more", n_events - 1);
    assert_has(&cut, number);
    snprintf(number, sizeof number, "%d", n_events);
    assert_true(is(cut.lines[line_with(&cut, 0, "events")].right, number));
    detail_finish(&all);
    detail_finish(&cut);
}

static void evidence_names_its_place_and_grade(void **state)
{
    struct detail d = shown("activity:joint-advisory", 100, DISPLAY_EN, false);
    int heading = line_with(&d, 0, "Evidence");

    (void)state;
    assert_true(heading >= 0);
    assert_int_equal(d.lines[heading].style, DETAIL_HEADING);
    assert_true(is(d.lines[heading].right, "2"));
    assert_true(holds(d.lines[heading + 1].left, "table 1 A02 [B]"));
    assert_true(holds(d.lines[heading + 2].left, "p. 3 [A]"));
    assert_int_equal(d.lines[heading + 1].opens, fixture_n(fx, "source:paper2024"));
    detail_finish(&d);
}

/* What a reader sees of each line must fit, whatever the width. */
static void assert_fits(const struct detail *d, const char *id)
{
    for (size_t i = 0; i < d->n_lines; i++) {
        const struct detail_line *line = &d->lines[i];
        int at = line->style == DETAIL_FIELD  ? d->label_cols
                 : line->style == DETAIL_LINK ? line->hang_cols
                                              : 0;
        int cols = text_is_empty(line->left) ? 0 : at + text_cols(line->left);
        bool alone = text_is_empty(line->left);

        if (line->style == DETAIL_HEADING && !text_is_empty(line->right))
            cols += 1 + text_cols(line->right);
        else if (!text_is_empty(line->right))
            cols = d->half_cols + 2 + text_cols(line->right);
        if (cols > d->shape.cols || (!alone && at && text_cols(line->label) >= at) ||
            text_cols(line->label) > d->shape.cols)
            fail_msg("%s at %d columns: line %zu is too wide: %.*s", id, d->shape.cols, i,
                     (int)line->left.n_bytes, line->left.p);
        if (line->marked)
            assert_true(line->opens && text_cols(line->label) <= at - 2);
        assert_true(!line->opens == (line->style != DETAIL_LINK));
        assert_true(line->opens <= store_n_records(fx->st));
    }
}

static void every_record_fits_every_width(void **state)
{
    static const int widths[] = {32, 38, 39, 60, 78, 118};
    struct detail d = {0};

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++)
        for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
            for (int display = 0; display < DISPLAY_COUNT; display++) {
                struct detail_shape shape = {
                    widths[i], (enum display)display, widths[i] >= 78, 0, 0, NULL};

                assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
                assert_true(d.n_lines > 4);
                assert_fits(&d, fixture_id(fx, n));
            }
    detail_finish(&d);
}

static void every_record_shows_its_evidence(void **state)
{
    struct detail d = {0};

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        struct detail_shape shape = {60, DISPLAY_EN, false, 0, 0, NULL};
        int heading;

        assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
        heading = line_with(&d, 0, "Evidence");
        assert_true(heading >= 0);
        assert_int_equal(d.lines[heading + 1].style, DETAIL_LINK);
    }
    detail_finish(&d);
}

static bool is_below(const struct detail_line *line)
{
    return line->style == DETAIL_LINK || line->style == DETAIL_HEADING_REST;
}

/* A record may stand there twice, with two roles. */
static bool is_first_of_its_record(const struct detail *d, size_t from, size_t at)
{
    for (size_t i = from; i < at; i++)
        if (d->lines[i].opens == d->lines[at].opens)
            return false;
    return d->lines[at].style == DETAIL_LINK;
}

static void a_heading_counts_the_records_below_it(void **state)
{
    struct detail d = {0};

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++) {
        struct detail_shape shape = {60, DISPLAY_BOTH, false, 0, 0, NULL};

        assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
        for (size_t i = 0; i < d.n_lines; i++) {
            size_t count = 0;

            if (d.lines[i].style != DETAIL_HEADING || text_is_empty(d.lines[i].right) ||
                holds(d.lines[i].left, "Also called"))
                continue;
            for (size_t k = i + 1; k < d.n_lines && is_below(&d.lines[k]); k++)
                count += is_first_of_its_record(&d, i + 1, k);
            assert_int_equal(count, strtoul(d.lines[i].right.p, NULL, 10));
        }
    }
    detail_finish(&d);
}

/* A link that stands in a field is marked as well: colour alone would not tell. */
static void every_link_is_marked_once(void **state)
{
    struct detail d = shown("actor:ncsc", 60, DISPLAY_EN, false);
    int line = line_with(&d, 0, "Government Communications");

    (void)state;
    assert_true(line >= 0);
    assert_int_equal(d.lines[line].opens, fixture_n(fx, "actor:gchq"));
    assert_true(d.lines[line].marked);
    assert_true(is(d.lines[line].label, "part of"));
    detail_finish(&d);
}

static void what_is_shown_already_is_not_made_again(void **state)
{
    struct detail_shape shape = {60, DISPLAY_BOTH, false, 0, 0, NULL};
    uint32_t n = fixture_n(fx, "actor:npa");
    struct detail d = {0};
    struct detail_line *lines;
    size_t n_lines;

    (void)state;
    assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
    lines = d.lines;
    n_lines = d.n_lines;
    lines[0].style = DETAIL_FAINT; /* would be gone if it were made again */
    assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
    assert_ptr_equal(d.lines, lines);
    assert_int_equal(d.lines[0].style, DETAIL_FAINT);
    shape.cols = 30;
    assert_true(detail_show(&d, fx->st, n, shape, &fx->error));
    assert_int_equal(d.lines[0].style, DETAIL_NAME);
    assert_true(d.n_lines > n_lines);
    detail_finish(&d);
}

static void no_record_or_no_room_is_an_empty_detail(void **state)
{
    struct detail_shape shape = {60, DISPLAY_BOTH, false, 0, 0, NULL};
    struct detail d = {0};
    struct err e = {0};

    (void)state;
    assert_true(detail_show(&d, fx->st, 0, shape, &e));
    assert_int_equal(d.n_lines, 0);
    shape.cols = 11;
    assert_true(detail_show(&d, fx->st, 1, shape, &e));
    assert_int_equal(d.n_lines, 0);
    shape.cols = 60;
    assert_false(detail_show(&d, fx->st, store_n_records(fx->st) + 1, shape, &e));
    assert_int_equal(e.code, ERR_DATA);
    detail_finish(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_first_and_the_id_near_the_end),
        cmocka_unit_test(each_display_shows_its_language_only),
        cmocka_unit_test(both_languages_stand_beside_each_other_where_wide),
        cmocka_unit_test(a_sure_date_is_named_in_other_calendars),
        cmocka_unit_test(a_theme_tells_its_rhythm),
        cmocka_unit_test(no_date_of_its_own_is_said),
        cmocka_unit_test(a_garbled_reading_shows_what_is_printed_and_adopted),
        cmocka_unit_test(roles_and_bearings_stand_behind_the_linked_name),
        cmocka_unit_test(a_field_is_not_said_again_as_a_relation),
        cmocka_unit_test(a_counterpart_and_a_recorded_gap_are_told_apart),
        cmocka_unit_test(what_leads_to_a_record_is_counted_whole_where_it_is_cut),
        cmocka_unit_test(evidence_names_its_place_and_grade),
        cmocka_unit_test(every_record_fits_every_width),
        cmocka_unit_test(every_record_shows_its_evidence),
        cmocka_unit_test(a_heading_counts_the_records_below_it),
        cmocka_unit_test(every_link_is_marked_once),
        cmocka_unit_test(what_is_shown_already_is_not_made_again),
        cmocka_unit_test(no_record_or_no_room_is_an_empty_detail),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
