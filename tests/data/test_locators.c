/*
 * Citations lead to their passages: each of the hundred of locators.csv, whose lines were found by
 * reading, and all that the dossier has. Needs the documents in a folder beside the checkout, and
 * says so where that is missing.
 */
#include "nichiei/engine/locator.h"

#include "package.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { DOCUMENTS = 2, WANTED = 95 };

static const char *documents_path, *dossier_path, *places_path;

/* A document, known by what stands at its head. */
static struct shelf {
    const char *name, *source, *sign;
    char *text;
    struct document doc;
    struct locating in;
    struct cited_place *places;
    size_t n_places;
} shelf[DOCUMENTS] = {
    {.name = "rusi2024", .source = "source:rusi2024", .sign = "ISSN 2397-0286"},
    {.name = "shield2012",
     .source = "source:shield2012",
     .sign = "SHIELD Security Research Center"},
};

static struct store *st;
static struct arena arena, passing;

static void read_file(const char *name)
{
    char path[1024];
    size_t n_bytes;
    char *text;

    snprintf(path, sizeof path, "%s/%s", documents_path, name);
    text = file_read(path, &n_bytes);
    assert_non_null(text);
    for (int i = 0; i < DOCUMENTS; i++)
        if (!shelf[i].text && strstr(text, shelf[i].sign)) {
            shelf[i].text = text;
            document_read(&shelf[i].doc, text, n_bytes);
            return;
        }
    free(text);
}

static int open_documents(void **state)
{
    struct err e = {0};
    DIR *dir = opendir(documents_path);
    const struct dirent *entry;

    (void)state;
    st = store_open(dossier_path, &e);
    while (dir && (entry = readdir(dir)))
        if (strlen(entry->d_name) > 4 &&
            strcmp(entry->d_name + strlen(entry->d_name) - 4, ".txt") == 0)
            read_file(entry->d_name);
    if (dir)
        closedir(dir);
    for (int i = 0; st && i < DOCUMENTS; i++)
        if (!locator_citations(st, &arena, store_find(st, shelf[i].source, &e), &shelf[i].places,
                               &shelf[i].n_places, &e) ||
            !locating_start(&shelf[i].in, &shelf[i].doc, st, shelf[i].places, shelf[i].n_places,
                            &e))
            return 1;
    return st == NULL;
}

static int close_documents(void **state)
{
    (void)state;
    for (int i = 0; i < DOCUMENTS; i++) {
        locating_finish(&shelf[i].in);
        document_finish(&shelf[i].doc);
        free(shelf[i].text);
    }
    arena_finish(&arena);
    arena_finish(&passing);
    store_close(st);
    return 0;
}

static bool are_here(void)
{
    bool all = shelf[0].text && shelf[1].text;

    if (!all)
        printf("%s does not have the documents: nothing is looked up\n", documents_path);
    return all;
}

/* The columns of a row; no field is quoted. */
enum { LOCATOR = 3, DOCUMENT, LINE, LAST_LINE, COLUMNS = 9 };

/* Does the row's citation lead to its line? Tells where else it led. */
static bool lands(char *row)
{
    const char *field[COLUMNS] = {row};
    const struct shelf *s = shelf;
    struct location *at;
    size_t line, last_line, n;
    int k = 0;

    for (char *c = row; *c && k + 1 < COLUMNS; c++)
        if (*c == ',') {
            *c = '\0';
            field[++k] = c + 1;
        }
    assert_int_equal(k + 1, COLUMNS);
    while (s < shelf + DOCUMENTS && strcmp(s->name, field[DOCUMENT]) != 0)
        s++;
    assert_true(s < shelf + DOCUMENTS);
    line = strtoul(field[LINE], NULL, 10);
    last_line = strtoul(field[LAST_LINE], NULL, 10);
    n = locator_find(&s->in, &arena, field[LOCATOR], &at);
    if (n && at[0].how >= LOCATED_NEAR && at[0].line >= line && at[0].line <= last_line)
        return true;
    printf("%s %s: line %zu wanted, %zu found\n", field[DOCUMENT], field[LOCATOR], line,
           n ? at[0].line : 0);
    return false;
}

static void a_hundred_citations_lead_to_their_lines(void **state)
{
    size_t n_bytes, n_rows = 0, n_landed = 0;
    char *csv, *rest = NULL;

    (void)state;
    if (!are_here())
        return;
    csv = file_read(places_path, &n_bytes);
    assert_non_null(csv);
    strtok_r(csv, "\n", &rest); /* names of the columns */
    for (char *row; (row = strtok_r(NULL, "\n", &rest)); n_rows++)
        n_landed += lands(row);
    free(csv);
    printf("%zu/%zu citations lead to their lines\n", n_landed, n_rows);
    assert_int_equal(n_rows, 100);
    assert_true(n_landed >= WANTED);
}

static void every_citation_leads_somewhere(void **state)
{
    size_t n = 0, how[LOCATED_EXACT + 1] = {0};

    (void)state;
    if (!are_here())
        return;
    for (int i = 0; i < DOCUMENTS; i++)
        for (size_t k = 0; k < shelf[i].n_places; k++, n++) {
            struct location *at;
            const char *locator = shelf[i].places[k].locator;
            size_t found = locator_find(&shelf[i].in, &arena, locator, &at);

            how[found ? at[0].how : LOCATED_NOWHERE]++;
            if (!found || at[0].how < LOCATED_NEAR)
                printf("%s %s: not found\n", shelf[i].name, locator);
        }
    printf("%zu citations: %zu exact, %zu near, %zu only the section, %zu not found\n", n,
           how[LOCATED_EXACT], how[LOCATED_NEAR], how[LOCATED_SECTION], how[LOCATED_NOWHERE]);
    assert_true(n > 1000);
    assert_int_equal(how[LOCATED_SECTION] + how[LOCATED_NOWHERE], 0);
}

/* The n-th citation that a record shows is the n-th step to a source or note that leads from it. */
static void assert_same_citations(const struct record *r)
{
    const struct resource *citations = schema_resource("citations");
    int source = schema_field(citations, "source"), note = schema_field(citations, "reference");
    int locator = schema_field(citations, "locator");
    struct err e = {0};
    struct row *rows;
    struct edge *edges;
    size_t n_rows, n_edges, n = 0;

    assert_true(store_rows(st, &passing, citations, "record", r->id, &rows, &n_rows, &e));
    assert_true(store_edges(st, &passing, r->n, false, &edges, &n_edges, &e));
    for (size_t i = 0; i < n_edges; i++) {
        const char *const *v = n < n_rows ? rows[n].values : NULL;

        if (edges[i].relation != REL_CITES)
            continue;
        assert_non_null(v);
        assert_int_equal(store_find(st, *v[source] ? v[source] : v[note], &e), edges[i].to);
        assert_string_equal(v[locator], edges[i].role);
        n++;
    }
    assert_int_equal(n, n_rows);
}

static void citations_are_counted_alike_wherever_they_are_read(void **state)
{
    struct err e = {0};

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(st); n++) {
        struct record r;

        assert_true(store_record(st, &passing, n, &r, &e));
        assert_same_citations(&r);
        arena_reset(&passing);
    }
}

/* What follows from the rules alone, whatever the documents are: a citation of a place that they do
 * not have is not answered with another. */
static void a_place_that_is_not_there_is_not_made_up(void **state)
{
    static const char *const nowhere[] = {"sec=9.9;par=1", "note=87", "tab=3;row=1", "sec=abbr2",
                                          "art=1",         "page=2",  "item=1",      ""};
    struct location *at;

    (void)state;
    if (!are_here())
        return;
    for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++)
        if (locator_find(&shelf[0].in, &arena, nowhere[i], &at))
            fail_msg("%s: line %zu", nowhere[i], at[0].line);
    assert_int_equal(locator_find(&shelf[0].in, &arena, "sec=2.4;par=5", &at), 1);
    assert_int_equal(at[0].how, LOCATED_SECTION);
    assert_int_equal(locator_find(&shelf[0].in, &arena, "tab=2;row=6", &at), 1);
    assert_int_equal(at[0].how, LOCATED_SECTION);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_citations_lead_to_their_lines),
        cmocka_unit_test(every_citation_leads_somewhere),
        cmocka_unit_test(citations_are_counted_alike_wherever_they_are_read),
        cmocka_unit_test(a_place_that_is_not_there_is_not_made_up),
    };

    if (argc != 4)
        return 2;
    documents_path = argv[1];
    dossier_path = argv[2];
    places_path = argv[3];
    return cmocka_run_group_tests(tests, open_documents, close_documents);
}
