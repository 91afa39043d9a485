/* A session is found again as it was left, as far as the dossier still has what it names. */
#include "nichiei/model/session.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct fixture *fx;
static struct arena mem;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    arena_finish(&mem);
    return 0;
}

/* "language both; pane timeline; …" */
static const char *said(const struct session *s)
{
    struct buf all = {0};
    const char *text;

    for (size_t i = 0; i < s->n_items; i++)
        buf_printf(&all, "%s%s %s", i ? "; " : "", s->items[i].name, s->items[i].value);
    text = arena_copy(&mem, buf_cstr(&all), all.n_bytes);
    buf_finish(&all);
    return text;
}

/* Leaves the explorer, begins a new one, and takes up the session there. */
static struct session leave_and_return(void)
{
    struct session left = session_take(fx->app, &mem);

    fixture_close(fx);
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    session_restore(fx->app, &left);
    fixture_keys(fx, "");
    return left;
}

/* What is left is what is found, and what is left again. */
static void assert_returns(const char *keys)
{
    struct session left, again;

    fixture_keys(fx, keys);
    left = leave_and_return();
    again = session_take(fx->app, &mem);
    assert_string_equal(said(&left), said(&again));
    assert_true(session_same(&left, &again));
}

/* Takes up a session written "name value; name value". */
static void take_up(const char *items)
{
    struct session_item item[16];
    struct session s = {item, 0};
    char *copy = arena_copy(&mem, items, strlen(items));

    for (char *at = strtok(copy, ";"); at; at = strtok(NULL, ";")) {
        char *blank;

        at += strspn(at, " ");
        blank = strchr(at, ' ');
        assert_non_null(blank);
        *blank = '\0';
        item[s.n_items++] = (struct session_item){at, blank + 1};
    }
    session_restore(fx->app, &s);
    fixture_keys(fx, "");
    assert_int_equal(fx->app->error.code, ERR_NONE);
}

static void a_session_is_text_that_can_be_read(void **state)
{
    struct session s;

    (void)state;
    fixture_keys(fx, "2 j Space E 1 j");
    s = session_take(fx->app, &mem);
    assert_string_equal(said(&s),
                        "language ja; filter actor:ncsc; pane timeline; list timeline; "
                        "timeline activity:joint-advisory; actors actor:ncsc; themes theme:ppp; "
                        "unfolded theme; facet-order count; facet theme");
}

static void panes_cursors_and_language_return(void **state)
{
    (void)state;
    assert_returns("");
    assert_returns("j j 2 j j 3 G 4 j 1 E");
    assert_int_equal(fx->app->display, DISPLAY_JA);
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 2);
    assert_int_equal(fx->app->list[PANE_ACTORS].cursor, 2);
    assert_returns("E 4");
    assert_int_equal(fx->app->focus, PANE_RECOMMENDATIONS);
    assert_int_equal(fx->app->list_focus, PANE_RECOMMENDATIONS);
    assert_int_equal(fx->app->display, DISPLAY_EN);
}

static void the_calendar_and_the_strip_return(void **state)
{
    struct session s;

    (void)state;
    assert_returns("t t i");
    assert_int_equal(fx->app->calendar, CALENDAR_JAPAN);
    assert_true(fx->app->strip.off);
    fx->app->strip.zoom = DENSITY_MONTH;
    s = session_take(fx->app, &mem);
    assert_non_null(strstr(said(&s), "years jfy; strip off; zoom month"));
    assert_returns("t t i");
    assert_int_equal(fx->app->calendar, CALENDAR_CIVIL);
    assert_false(fx->app->strip.off);
    assert_int_equal(fx->app->strip.zoom, DENSITY_MONTH);
    take_up("years lunar; strip torn; zoom hour");
    assert_int_equal(fx->app->calendar, CALENDAR_CIVIL);
    assert_false(fx->app->strip.off);
    assert_int_equal(fx->app->strip.zoom, DENSITY_MONTH);
}

static void lists_begin_where_they_began(void **state)
{
    size_t top;

    (void)state;
    fixture_keys(fx, "G k k k");
    top = fx->app->list[PANE_TIMELINE].top;
    assert_true(top > 0);
    assert_returns("");
    assert_int_equal(fx->app->list[PANE_TIMELINE].top, top);
    assert_int_not_equal(fx->app->list[PANE_TIMELINE].cursor, top + 9); /* the page's last */
}

static void filters_return_on_and_off_in_their_order(void **state)
{
    (void)state;
    assert_returns("2 j Space / 警 察 Enter / - \" a Space b \" Enter");
    fixture_keys(fx, "F h Space Esc");
    assert_true(fx->app->query.term[fx->app->query.n_terms - 2].off);
    assert_returns("");
    assert_true(fx->app->query.term[fx->app->query.n_terms - 2].off);
    assert_returns("/ d a t e : 2 0 2 3 . . 2 0 2 4 Enter / k i n d : event,activity Enter");
}

static void filters_that_return_are_not_undone(void **state)
{
    (void)state;
    assert_returns("2 j Space");
    fixture_keys(fx, "u");
    assert_string_equal(fixture_query(fx), "actor:ncsc");
}

static void what_is_read_returns_at_its_line(void **state)
{
    uint32_t shown;

    (void)state;
    assert_returns("j Enter j j j");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_int_equal(fx->app->detail_cursor, 3);
    assert_false(fx->app->followed);
    shown = fx->app->shown;
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_int_equal(fx->app->shown, shown);
}

static void a_record_that_a_link_led_to_returns(void **state)
{
    (void)state;
    app_show_record(fx->app, fixture_n(fx, "source:paper2024"));
    fixture_keys(fx, "j");
    assert_returns("");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    assert_string_equal(fixture_id(fx, fx->app->shown), "source:paper2024");
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
}

static void facets_return_folded_and_unfolded(void **state)
{
    (void)state;
    assert_returns("5 j j j");
    assert_true(fx->app->facets.cursor == 3);
    assert_returns("} Enter } Enter j s");
    assert_true(fx->app->facets.by_name);
    assert_int_equal(fx->app->focus, PANE_FACETS);
    fixture_keys(fx, "Home Enter");
    assert_returns("");
    assert_false(fx->app->facets.unfolded[0]);
}

static void a_sheet_returns_with_its_choices_and_its_line(void **state)
{
    (void)state;
    assert_returns("g s s j");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.at.id, SHEET_RECORDS);
    assert_int_equal(fx->app->sheet.at.n, KIND_SOURCE);
    assert_int_equal(fx->app->sheet.at.choice[0], 1);
    assert_int_equal(fx->app->sheet.at.line, 1);
    assert_returns("Enter j");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    fixture_keys(fx, "q");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
}

static void a_sheet_that_is_gone_gives_way_to_the_panes(void **state)
{
    static const char *const gone[] = {
        "sheet none; pane sheet; list actors",
        "sheet nothing of:source; pane sheet; list actors",
        "sheet records of:nothing; pane sheet; list actors",
        "sheet meanings; pane sheet; list actors",
        "sheet reader; pane sheet; list actors",
        "sheet relations of:actor:gone; pane sheet; list actors",
        "sheet meanings 0:term:gone 9:term:gone; pane sheet; list actors",
    };

    (void)state;
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        take_up(gone[i]);
        assert_int_equal(fx->app->focus, PANE_ACTORS);
        assert_int_equal(fx->app->sheet.at.id, SHEET_NONE);
    }
    take_up("sheet records of:source 0:99 0:-1 1:1 77:1 : x line:99999999999999999999 stop:-7");
    assert_int_equal(fx->app->focus, PANE_SHEET);
    assert_int_equal(fx->app->sheet.at.choice[0], 0);
    assert_int_equal(fx->app->sheet.at.choice[1], 0);
    take_up("sheet records");
    assert_int_equal(fx->app->sheet.at.n, KIND_NONE);
}

static void of_the_records_of_a_sheet_those_return_that_are(void **state)
{
    char words[160];
    struct record r;

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(fx->st); n++)
        if (store_record(fx->st, &mem, n, &r, NULL) && r.kind == KIND_TERM)
            break;
    snprintf(words, sizeof words, "sheet meanings 0:term:gone 2:%s", r.id);
    take_up(words);
    assert_int_equal(fx->app->sheet.at.id, SHEET_MEANINGS);
    assert_int_equal(fx->app->sheet.at.choice[0], r.n);
    assert_int_equal(fx->app->sheet.at.choice[1], 0);
    assert_returns("");
    assert_int_equal(fx->app->sheet.at.choice[0], r.n);
}

static void half_a_question_is_not_kept(void **state)
{
    struct session left, open;

    (void)state;
    fixture_keys(fx, "j j 2 j Space 1 G");
    left = session_take(fx->app, &mem);
    fixture_keys(fx, "/ z z z z");
    open = session_take(fx->app, &mem);
    assert_string_equal(said(&left), said(&open));
}

static void records_that_are_gone_leave_the_cursor_where_it_is(void **state)
{
    (void)state;
    take_up("pane detail; list actors; timeline event:gone; actors actor:ncsc; reading gone; "
            "reading-line 7");
    assert_int_equal(fx->app->focus, PANE_ACTORS);
    assert_int_equal(fx->app->list[PANE_TIMELINE].cursor, 0);
    assert_string_equal(fixture_id(fx, list_at_cursor(&fx->app->list[PANE_ACTORS])), "actor:ncsc");
    assert_int_equal(fx->app->detail_cursor, 0);
}

static void filters_fall_back_to_what_still_is(void **state)
{
    (void)state;
    take_up("filter actor:gone; filter actor:gone,ncsc; filter actor:gchq,gone,older; "
            "filter-off nofield:x; filter theme:gone,older; filter date:soon; filter \"open; "
            "filter 警察");
    assert_string_equal(fixture_query(fx), "actor:ncsc actor:gchq 警察");
}

static void what_is_not_understood_is_passed_over(void **state)
{
    (void)state;
    take_up(
        "language fr; pane nowhere; list detail; unfolded nothing themes xtheme; facet nothing; "
        "facet-order odd; actors event:gone; note 1; reading-line -1; pane timeline");
    assert_int_equal(fx->app->display, DISPLAY_BOTH);
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    for (int i = 0; i < FACET_COUNT; i++)
        assert_false(fx->app->facets.unfolded[i]);
    take_up("facet theme:gone; pane detail; reading actor:npa; reading-line 99999999999999999999");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    take_up("reading-line 1000000");
}

static void more_filters_than_there_is_room_for_are_dropped(void **state)
{
    struct session_item item[QUERY_MAX_TERMS + 8];
    struct session s = {item, QUERY_MAX_TERMS + 8};
    char text[QUERY_MAX_TERMS + 8][8];

    (void)state;
    for (int i = 0; i < QUERY_MAX_TERMS + 8; i++) {
        snprintf(text[i], sizeof text[i], "-x%d", i);
        item[i] = (struct session_item){"filter", text[i]};
    }
    session_restore(fx->app, &s);
    assert_int_equal(fx->app->query.n_terms, QUERY_MAX_TERMS);
    s = session_take(fx->app, &mem);
    assert_true(s.n_items > QUERY_MAX_TERMS);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_session_is_text_that_can_be_read),
        TEST(panes_cursors_and_language_return),
        TEST(the_calendar_and_the_strip_return),
        TEST(lists_begin_where_they_began),
        TEST(filters_return_on_and_off_in_their_order),
        TEST(filters_that_return_are_not_undone),
        TEST(what_is_read_returns_at_its_line),
        TEST(a_record_that_a_link_led_to_returns),
        TEST(facets_return_folded_and_unfolded),
        TEST(a_sheet_returns_with_its_choices_and_its_line),
        TEST(a_sheet_that_is_gone_gives_way_to_the_panes),
        TEST(of_the_records_of_a_sheet_those_return_that_are),
        TEST(half_a_question_is_not_kept),
        TEST(records_that_are_gone_leave_the_cursor_where_it_is),
        TEST(filters_fall_back_to_what_still_is),
        TEST(what_is_not_understood_is_passed_over),
        TEST(more_filters_than_there_is_room_for_are_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
