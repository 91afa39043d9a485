/* The pane of facets: what it lists, what keys do to it, and that each number opens its rows. */
#include "nichiei/model/app.h"

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
static struct facet_pane *pane;

static int open_fixture(void **state)
{
    (void)state;
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_BOTH);
    pane = &fx->app->facets;
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(fx);
    return 0;
}

static const struct facet_line *here(void)
{
    assert_true(pane->cursor < pane->n_lines);
    return &pane->lines[pane->cursor];
}

/* "[x] 3 country:JP" or "country" of a line. */
static const char *line_text(const struct facet_line *line)
{
    static const char *const marks[] = {"[ ]", "[x]", "[-]"};
    static char text[256];
    enum query_field field = facets[line->facet].field;
    struct query q = {0};
    struct buf value = {0};

    if (!line->is_value)
        return query_field_name(field);
    assert_true(query_toggle(&q, field, line->value));
    query_print(&q, fx->st, &value);
    snprintf(text, sizeof text, "%s %u %s", marks[line->mark], line->count, buf_cstr(&value));
    buf_finish(&value);
    query_finish(&q);
    return text;
}

static void assert_here(const char *text)
{
    assert_string_equal(line_text(here()), text);
}

static size_t timeline_rows(void)
{
    return fx->app->list[PANE_TIMELINE].n_rows;
}

static void the_pane_is_reached_by_its_number_and_by_tab(void **state)
{
    (void)state;
    fixture_keys(fx, "5");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    fixture_keys(fx, "1 f");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    fixture_keys(fx, "4 Tab");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    fixture_keys(fx, "Tab");
    assert_int_equal(fx->app->focus, PANE_DETAIL);
    fixture_keys(fx, "S-Tab");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    assert_int_equal(fx->app->list_focus, PANE_RECOMMENDATIONS); /* the detail follows it still */
    assert_true(fixture_keys(fx, "q") & APP_QUIT);
}

static void it_lists_every_facet_with_the_first_unfolded(void **state)
{
    int n_headings = 0;

    (void)state;
    fixture_keys(fx, "5");
    assert_here("theme");
    fixture_keys(fx, "j");
    assert_true(here()->is_value && here()->facet == 0);
    for (size_t i = 0; i < pane->n_lines; i++) {
        n_headings += !pane->lines[i].is_value;
        assert_true(!pane->lines[i].is_value || pane->lines[i].facet == 0);
    }
    assert_int_equal(n_headings, FACET_COUNT);
}

static void enter_unfolds_a_heading_and_h_folds_from_anywhere_in_it(void **state)
{
    size_t folded;

    (void)state;
    fixture_keys(fx, "5 h");
    assert_here("theme");
    folded = pane->n_lines;
    assert_int_equal(folded, FACET_COUNT);
    assert_true(fixture_keys(fx, "h") & APP_BELL);
    fixture_keys(fx, "j j j Enter");
    assert_here("country");
    assert_true(pane->n_lines > folded);
    fixture_keys(fx, "j j h");
    assert_here("country");
    assert_int_equal(pane->n_lines, folded);
    fixture_keys(fx, "l");
    assert_true(pane->n_lines > folded);
    fixture_keys(fx, "Enter");
    assert_int_equal(pane->n_lines, folded);
}

static void braces_go_from_heading_to_heading(void **state)
{
    (void)state;
    fixture_keys(fx, "5 j j }");
    assert_here("type");
    fixture_keys(fx, "{ {");
    assert_here("theme");
    assert_true(fixture_keys(fx, "{") & APP_BELL);
    fixture_keys(fx, "G");
    assert_here("has");
    assert_true(fixture_keys(fx, "}") & APP_BELL);
    fixture_keys(fx, "g g");
    assert_here("theme");
}

static void ticks_are_alternatives_in_one_facet_and_all_hold_across(void **state)
{
    size_t all = timeline_rows(), first, both;
    uint32_t added;

    (void)state;
    fixture_keys(fx, "5 j Space");
    assert_int_equal(here()->mark, FACET_TICKED);
    first = timeline_rows();
    assert_int_equal(first, here()->count);
    assert_true(first < all);
    fixture_keys(fx, "j");
    assert_true(here()->adds && !pane->lines[1].adds);
    added = here()->added;
    assert_true(added > 0);
    fixture_keys(fx, "Space");
    both = timeline_rows();
    assert_int_equal(both, first + added);
    assert_int_equal(fx->app->query.n_terms, 1);
    assert_int_equal(fx->app->query.term[0].n_values, 2);
    fixture_keys(fx, "} } } Enter j Space"); /* country */
    assert_int_equal(fx->app->query.n_terms, 2);
    assert_int_equal(timeline_rows(), here()->count);
    assert_true(timeline_rows() < both);
    fixture_keys(fx, "Space g g j Space j Space");
    assert_string_equal(fixture_query(fx), "");
    assert_int_equal(timeline_rows(), all);
}

static void what_is_chosen_stays_in_sight_at_nothing(void **state)
{
    (void)state;
    fixture_keys(fx, "/ t h e m e : p p p Space z z z Enter 5");
    assert_int_equal(timeline_rows(), 0);
    fixture_keys(fx, "j");
    assert_here("[x] 0 theme:ppp");
    fixture_keys(fx, "!");
    assert_here("[-] 0 theme:ppp");
    fixture_keys(fx, "Space");
    assert_here("[x] 0 theme:ppp");
}

static void an_exclusion_tells_what_its_end_would_add(void **state)
{
    size_t all = timeline_rows();
    uint32_t count;

    (void)state;
    fixture_keys(fx, "5 j");
    count = here()->count;
    fixture_keys(fx, "!");
    assert_int_equal(here()->mark, FACET_EXCLUDED);
    assert_int_equal(here()->count, count);
    assert_true(here()->adds);
    assert_int_equal(timeline_rows() + here()->added, all);
    fixture_keys(fx, "!");
    assert_int_equal(here()->mark, FACET_PLAIN);
    assert_int_equal(timeline_rows(), all);
}

static void enter_shows_the_rows_of_a_count_and_the_way_back_leads_to_it(void **state)
{
    char line[256];
    uint32_t count;

    (void)state;
    fixture_keys(fx, "5 } } } Enter j j"); /* a country */
    count = here()->count;
    strcpy(line, line_text(here()));
    fixture_keys(fx, "Enter");
    assert_int_equal(fx->app->focus, PANE_TIMELINE);
    assert_int_equal(timeline_rows(), count);
    fixture_keys(fx, "j j (");
    assert_int_equal(fx->app->focus, PANE_FACETS);
    assert_here(line);
    assert_string_equal(fixture_query(fx), "");
    fixture_keys(fx, "g g )");
    assert_int_equal(timeline_rows(), count);
}

static void the_query_of_a_count_is_shown(void **state)
{
    struct query q = {0};
    char typed[256];

    (void)state;
    fixture_keys(fx, "/ 日 本 Enter 5");
    assert_true(text_is_empty(pane->query));
    fixture_keys(fx, "j Space");
    assert_false(text_is_empty(pane->query));
    snprintf(typed, sizeof typed, "%.*s", (int)pane->query.n_bytes, pane->query.p);
    assert_non_null(strstr(typed, "日本 theme:"));
    assert_true(query_parse(&q, typed, strlen(typed), fx->st, &fx->error));
    assert_int_equal(q.n_terms, 2);
    assert_int_equal(q.term[1].n_values, 1);
    query_finish(&q);
}

/* A name as it is sorted: marks of false friends are no part of it. */
static void without_marks(char out[256], struct text t)
{
    size_t n = 0;

    for (size_t i = 0; i < t.n_bytes && n < 255; i++)
        if (t.p[i] != '!')
            out[n++] = t.p[i];
    out[n] = '\0';
}

static void s_sorts_by_name_and_keeps_the_cursor_on_its_value(void **state)
{
    char line[256];

    (void)state;
    fixture_keys(fx, "E E 5 } } Enter j j j"); /* actors, in English */
    strcpy(line, line_text(here()));
    for (size_t i = 2; i < pane->n_lines; i++)
        if (pane->lines[i].is_value && pane->lines[i - 1].is_value)
            assert_true(pane->lines[i - 1].count >= pane->lines[i].count);
    fixture_keys(fx, "s");
    assert_here(line);
    assert_int_equal(fx->app->note, SAY_SORTED_BY_NAME);
    fixture_keys(fx, "{ }");
    for (size_t i = 2; i < pane->n_shown; i++) {
        const struct text *a = &pane->shown[i - 1].name.name[LANG_EN];
        const struct text *b = &pane->shown[i].name.name[LANG_EN];
        char left[256], right[256];

        if (!pane->shown[i].line.is_value || !pane->shown[i - 1].line.is_value ||
            pane->shown[i].line.facet != pane->shown[i - 1].line.facet)
            continue;
        without_marks(left, *a);
        without_marks(right, *b);
        if (strcmp(left, right) > 0)
            fail_msg("%s stands before %s", left, right);
    }
    fixture_keys(fx, "s");
    assert_int_equal(fx->app->note, SAY_SORTED_BY_COUNT);
}

/* A word of the schema must not come to the screen as it is stored. */
static void every_word_is_called_something_in_japanese(void **state)
{
    struct arena mem = {0};
    const struct word *words;
    size_t n_words;

    (void)state;
    assert_true(store_words(fx->st, &words, &n_words, &fx->error));
    for (int i = 0; i < FACET_COUNT; i++) {
        struct facet_value *values;
        size_t n_values;

        if (query_values_of(facets[i].field) != VALUES_WORDS)
            continue;
        assert_true(corpus_facet(fx->corpus, &mem, KIND_NONE, facets[i].field, &values, &n_values,
                                 &fx->error));
        for (size_t k = 0; k < n_values; k++) {
            struct facet_name name;
            bool ja = false;

            assert_true(facet_name(fx->st, &mem, facets[i].field, values[k].value, DISPLAY_JA,
                                   &name, &fx->error));
            for (size_t b = 0; b < name.said.n_bytes; b++)
                ja = ja || (unsigned char)name.said.p[b] >= 0xE3;
            if (!ja)
                fail_msg("%s:%s has no Japanese name", words[values[k].value - 1].field,
                         words[values[k].value - 1].word);
        }
    }
    arena_finish(&mem);
}

/* With no rows to show it in, nothing is counted. */
static void fit_folded(struct fixture *f)
{
    struct app_fit fit = {.list_rows = {5, 5, 5, 5}, .detail_rows = 5, .detail = {.cols = 40}};

    app_fit(f->app, &fit);
}

static void a_folded_pane_counts_nothing_and_names_what_is_chosen(void **state)
{
    static const char said[] = "theme Capability development country -Japan";

    (void)state;
    fixture_close(fx);
    fx = fixture_open(FIXTURE_DOSSIER, DISPLAY_EN);
    pane = &fx->app->facets;
    fx->fit = fit_folded;
    fixture_keys(fx, "/ t h e m e : c a p a b i l i t y Space - c o u n t r y : J P Enter");
    assert_true(pane->stale);
    assert_int_equal(pane->n_shown, 0);
    assert_int_equal(pane->chosen.n_bytes, strlen(said));
    assert_memory_equal(pane->chosen.p, said, strlen(said));
}

/* Of a big dossier the screen comes first, the counts when no key waits; a key that needs them has
 * them counted. */
static void fit_open(struct fixture *f)
{
    struct app_fit fit = {
        .list_rows = {5, 5, 5, 5}, .facet_rows = 20, .detail_rows = 5, .detail = {.cols = 40}};

    app_fit(f->app, &fit);
}

static void in_a_big_dossier_counts_come_between_two_keys(void **state)
{
    size_t n_lines;

    (void)state;
    fx->fit = fit_open;
    fixture_keys(fx, "5");
    n_lines = pane->n_lines;
    pane->at_once = 0;
    fixture_keys(fx, "j Space");
    app_step(fx->app, fixture_key("Space", 5));
    fit_open(fx);
    assert_true(pane->waiting);
    assert_int_equal(pane->n_shown, n_lines < 20 ? n_lines : 20); /* those of before */
    assert_true(text_is_empty(pane->query));
    assert_true(app_busy(fx->app));
    assert_int_equal(app_work(fx->app), APP_REDRAW);
    fit_open(fx);
    assert_false(pane->waiting || app_busy(fx->app));
    assert_false(text_is_empty(pane->query));
    app_step(fx->app, fixture_key("Space", 5));
    app_step(fx->app, fixture_key("j", 1));
    assert_false(pane->stale);
    assert_true(here()->adds);
    app_step(fx->app, fixture_key("k", 1));
    app_step(fx->app, fixture_key("Space", 5));
    fit_folded(fx); /* nobody sees it */
    assert_false(app_busy(fx->app));
}

static void keys_typed_ahead_move_in_the_lines_of_now(void **state)
{
    struct facet_line from, to;

    (void)state;
    pane->at_once = 0;
    fx->fit = fit_open;
    fixture_keys(fx, "/ 覚 書 Enter 5 } } } Enter j"); /* few themes stand above it */
    from = *here();
    app_step(fx->app, fixture_key("u", 1)); /* and all of them now */
    app_step(fx->app, fixture_key("j", 1));
    to = *here();
    fit_open(fx);
    fixture_keys(fx, "k");
    assert_int_equal(here()->facet, from.facet);
    assert_int_equal(here()->value, from.value);
    fixture_keys(fx, "j");
    assert_int_equal(here()->value, to.value);
}

static void years_are_in_the_order_of_dates(void **state)
{
    uint32_t last = 0;

    (void)state;
    fixture_keys(fx, "5 h } } } } } } Enter ! j j !");
    for (size_t i = 0; i < pane->n_lines; i++)
        if (pane->lines[i].is_value) {
            assert_int_equal(facets[pane->lines[i].facet].field, QUERY_YEAR);
            assert_true(pane->lines[i].value > last);
            last = pane->lines[i].value;
        }
    assert_true(last > 2012);
}

/* How many rows a query of the chips finds, by an engine of its own. */
static size_t count_rows(struct corpus *other, const struct query *q)
{
    struct arena mem = {0};
    uint32_t *rows;
    size_t n_rows;

    assert_true(corpus_ask(other, q, &fx->error));
    n_rows = corpus_timeline(other, &mem, &rows);
    arena_finish(&mem);
    return n_rows;
}

/* The count of a line is that of the query that Enter asks; what it adds, what the key that
 * ticks it, or takes an exclusion back, brings. */
static void assert_line_true(struct corpus *other, const struct facet_line *line)
{
    enum query_field field = facets[line->facet].field;
    size_t now = timeline_rows(), n_rows;
    struct query q = {0};

    query_copy(&q, &fx->app->query);
    if (!line->is_counted) { /* a year, excluded with others */
        assert_true(field == QUERY_YEAR && line->mark == FACET_EXCLUDED && !line->adds);
        query_finish(&q);
        return;
    }
    assert_true(query_only(&q, field, line->value));
    n_rows = count_rows(other, &q);
    if (n_rows != line->count)
        fail_msg("[%s] %s opens %zu rows", fixture_query(fx), line_text(line), n_rows);
    query_finish(&q);
    if (!line->adds)
        return;
    query_copy(&q, &fx->app->query);
    assert_true(line->mark == FACET_EXCLUDED ? query_exclude(&q, field, line->value)
                                             : query_toggle(&q, field, line->value));
    n_rows = count_rows(other, &q);
    if (n_rows != now + line->added)
        fail_msg("[%s] %s adds %u, but %zu rows become %zu", fixture_query(fx), line_text(line),
                 line->added, now, n_rows);
    query_finish(&q);
}

static void every_number_is_that_of_its_query_however_one_wanders(void **state)
{
    static const char *const keys[] = {
        "j Space",
        "C-d j Space",
        "C-u j !",
        "C-d j j !",
        "C-d C-d Space",
        "j",
        "j j j",
        "Space",
        "!",
        "Enter",
        "(",
        "s",
        "}",
        "} } }",
        "{",
        "G",
        "g g",
        "-",
        "l",
        "/ 日 Enter",
        "/ - y e a r : 2 0 1 2 , 2 0 2 4 Enter",
        "/ - a c t o r : n p a , m o f a , n c s c Enter",
        "/ - c o u n t r y : J P , G B Space t h e m e : p p p , o t h e r Enter",
        "/ a c t o r : n p a Space a c t o r : n c s c Enter",
        "Space",
        "=",
        "k k",
        "!",
        "! j Space"};
    struct corpus *other = corpus_new(fx->st, &fx->error);
    struct dice d = {11};
    size_t n_seen = 0, n_added = 0, n_excluded = 0;

    (void)state;
    assert_non_null(other);
    for (int i = 0; i < FACET_COUNT; i++)
        pane->unfolded[i] = true;
    fixture_keys(fx, "5 h l");
    for (int step = 0; step < 400; step++) {
        fixture_keys(fx, keys[dice_below(&d, sizeof keys / sizeof keys[0])]);
        if (fx->app->focus != PANE_FACETS)
            fixture_keys(fx, "5");
        if (step % 8 == 7) /* not for ever deeper */
            fixture_keys(fx, "- - -");
        for (size_t i = 0; i < pane->n_lines; i++)
            if (pane->lines[i].is_value) {
                assert_line_true(other, &pane->lines[i]);
                n_seen++;
                n_added += pane->lines[i].adds && pane->lines[i].added;
                n_excluded += pane->lines[i].mark == FACET_EXCLUDED && pane->lines[i].count;
            }
    }
    assert_true(n_seen > 5000 && n_added > 200 && n_excluded > 50);
    corpus_free(other);
}

#define FACETS_TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FACETS_TEST(the_pane_is_reached_by_its_number_and_by_tab),
        FACETS_TEST(it_lists_every_facet_with_the_first_unfolded),
        FACETS_TEST(enter_unfolds_a_heading_and_h_folds_from_anywhere_in_it),
        FACETS_TEST(braces_go_from_heading_to_heading),
        FACETS_TEST(ticks_are_alternatives_in_one_facet_and_all_hold_across),
        FACETS_TEST(what_is_chosen_stays_in_sight_at_nothing),
        FACETS_TEST(an_exclusion_tells_what_its_end_would_add),
        FACETS_TEST(enter_shows_the_rows_of_a_count_and_the_way_back_leads_to_it),
        FACETS_TEST(the_query_of_a_count_is_shown),
        FACETS_TEST(s_sorts_by_name_and_keeps_the_cursor_on_its_value),
        FACETS_TEST(every_word_is_called_something_in_japanese),
        FACETS_TEST(a_folded_pane_counts_nothing_and_names_what_is_chosen),
        FACETS_TEST(in_a_big_dossier_counts_come_between_two_keys),
        FACETS_TEST(keys_typed_ahead_move_in_the_lines_of_now),
        FACETS_TEST(years_are_in_the_order_of_dates),
        FACETS_TEST(every_number_is_that_of_its_query_however_one_wanders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
