/* What the two documents hold in number, and that the default dossier holds as many. */
#include "nichiei/base/arena.h"

#include "nichiei/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *dossier_path;
static struct store *dossier;
static struct arena arena;
static struct err failure;

/* The rows of a resource with this value in that field. */
static size_t count(const char *resource, const char *field, const char *value)
{
    struct row *rows;
    size_t n_rows;

    if (!store_rows(dossier, &arena, schema_resource(resource), field, value, &rows, &n_rows,
                    &failure))
        fail_msg("%s", failure.text);
    return n_rows;
}

/* One count: how many records of a kind, or how many rows hold a value. */
struct expectation {
    const char *resource, *field, *value;
    size_t n;
};

static size_t found(const struct expectation *want)
{
    size_t n = 0;

    if (want->field)
        return count(want->resource, want->field, want->value);
    for (uint32_t i = 1; i <= store_n_records(dossier); i++) {
        struct record record;

        if (!store_record(dossier, &arena, i, &record, &failure))
            fail_msg("%s", failure.text);
        n += record.kind == schema_resource(want->resource)->kind;
    }
    return n;
}

static void the_counts_hold(void **state)
{
    static const struct expectation all[] = {
        /* notes of the paper and of the essay, and how they cite */
        {"references", NULL, NULL, 94},
        {"references", "document", "source:rusi2024", 86},
        {"references", "document", "source:shield2012", 8},
        {"references", "form", "ibid", 4},
        {"references", "form", "interview", 25},
        {"sources", "form", "roundtable", 1},
        /* table 1 */
        {"activities", NULL, NULL, 41},
        {"activities", "theme", "theme:ppp", 7},
        {"activities", "theme", "theme:capability", 7},
        {"activities", "theme", "theme:common-interests", 14},
        {"activities", "theme", "theme:resilience", 7},
        {"activities", "theme", "theme:other", 6},
        {"activities", "official", "document", 9},
        {"themes", NULL, NULL, 5},
        {"themes", "origin", "partnership", 3},
        {"types", NULL, NULL, 12},
        {"types", "opportunity", "yes", 5},
        /* chapter IV */
        {"recommendations", NULL, NULL, 17},
        {"recommendations", "theme", "theme:capability", 3},
        {"recommendations", "theme", "theme:ppp", 4},
        {"recommendations", "theme", "theme:common-interests", 3},
        {"recommendations", "theme", "theme:resilience", 4},
        {"recommendations", "theme", "theme:other", 3},
        /* chapters I and III */
        {"pillars", "owner", "GB", 5},
        {"pillars", "owner", "JP", 4},
        {"pillars", "form", "accord", 3},
        {"pillars", "form", "partnership", 3},
        {"findings", "form", "driver", 4},
        {"findings", "form", "question", 3},
        {"findings", "form", "overlap", 4},
        {"terms", "form", "concept", 8},
        /* the essay, and what came after the paper */
        {"events", "phase", "essay", 8},
        {"events", "phase", "after", 52},
    };
    int n_wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        size_t n = found(&all[i]);

        if (n != all[i].n) {
            printf("%s %s %s: %zu instead of %zu\n", all[i].resource,
                   all[i].field ? all[i].field : "", all[i].value ? all[i].value : "", n, all[i].n);
            n_wrong++;
        }
    }
    assert_int_equal(n_wrong, 0);
}

static void activities_and_notes_are_numbered_without_gaps(void **state)
{
    char value[16], id[32];

    (void)state;
    for (int i = 1; i <= 41; i++) {
        snprintf(value, sizeof value, "%d", i);
        assert_int_equal(count("activities", "number", value), 1);
    }
    for (int i = 1; i <= 86; i++) {
        snprintf(id, sizeof id, "ref:rusi2024:%d", i);
        assert_true(store_find(dossier, id, &failure));
        snprintf(id, sizeof id, "ref:shield2012:%d", i);
        assert_true(!store_find(dossier, id, &failure) == (i > 8));
    }
}

/* The list in the paper's front matter: 25 bodies and 8 concepts. */
static void every_abbreviation_of_the_paper_leads_to_its_record(void **state)
{
    static const char *const list[][2] = {
        {"ACD", "term:acd"},      {"AJCCBC", "actor:ajccbc"},
        {"CAO", "actor:cao-jp"},  {"CCB", "term:ccb"},
        {"CISA", "actor:cisa"},   {"CO", "actor:co-gb"},
        {"CYDEF", "actor:cydef"}, {"DBT", "actor:dbt"},
        {"DfT", "actor:dft"},     {"DSIT", "actor:dsit"},
        {"FCDO", "actor:fcdo"},   {"G2G", "term:g2g"},
        {"GCAP", "term:gcap"},    {"HO", "actor:ho"},
        {"IPA", "actor:ipa"},     {"ISAC", "term:isac"},
        {"JFY", "term:jfy"},      {"JICA", "actor:jica"},
        {"JMoD", "actor:jmod"},   {"JPCERT/CC", "actor:jpcert-cc"},
        {"METI", "actor:meti"},   {"MIC", "actor:mic"},
        {"MoD", "actor:mod-gb"},  {"MOFA", "actor:mofa-jp"},
        {"MSDF", "actor:msdf"},   {"NCA", "actor:nca"},
        {"NCAB", "actor:ncab"},   {"NCSC", "actor:ncsc"},
        {"NISC", "actor:nisc"},   {"OEWG", "actor:oewg"},
        {"PPP", "term:ppp"},      {"SDF", "actor:sdf"},
        {"SME", "term:sme"},
    };
    static const char *const where[][3] = {{"actors", "abbreviation", "id"},
                                           {"terms", "abbreviation", "id"},
                                           {"aliases", "alias", "record"}};

    (void)state;
    assert_int_equal(sizeof list / sizeof list[0], 33);
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        bool led = false;

        for (size_t k = 0; k < sizeof where / sizeof where[0]; k++) {
            const struct resource *r = schema_resource(where[k][0]);
            int id = schema_field(r, where[k][2]);
            struct row *rows;
            size_t n_rows;

            assert_true(
                store_rows(dossier, &arena, r, where[k][1], list[i][0], &rows, &n_rows, &failure));
            for (size_t row = 0; row < n_rows; row++)
                led = led || strcmp(rows[row].values[id], list[i][1]) == 0;
        }
        if (!led)
            fail_msg("%s does not lead to %s", list[i][0], list[i][1]);
    }
}

/* Three priorities by three pillars of the Accord, each cell once: four are silent. */
static void the_alignment_has_nine_cells(void **state)
{
    const struct resource *r = schema_resource("links");
    const int from = schema_field(r, "from"), to = schema_field(r, "to"),
              extent = schema_field(r, "extent");
    struct row *rows;
    size_t n_rows;
    int cell[4][4] = {{0}}, n_silent = 0;

    (void)state;
    assert_true(
        store_rows(dossier, &arena, r, "relation", "aligned-with", &rows, &n_rows, &failure));
    for (size_t i = 0; i < n_rows; i++) {
        int priority, pillar;

        if (sscanf(rows[i].values[from], "pillar:partnership-%d", &priority) != 1 ||
            sscanf(rows[i].values[to], "pillar:accord-%d", &pillar) != 1)
            continue;
        assert_in_range(priority, 1, 3);
        assert_in_range(pillar, 1, 3);
        cell[priority][pillar]++;
        n_silent += strcmp(rows[i].values[extent], "silent") == 0;
    }
    for (int i = 1; i <= 3; i++)
        for (int k = 1; k <= 3; k++)
            assert_int_equal(cell[i][k], 1);
    assert_int_equal(n_silent, 4);
}

static int set_up(void **state)
{
    (void)state;
    dossier = store_open(dossier_path, &failure);
    if (!dossier)
        printf("%s\n", failure.text);
    return dossier ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    store_close(dossier);
    arena_finish(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counts_hold),
        cmocka_unit_test(activities_and_notes_are_numbered_without_gaps),
        cmocka_unit_test(every_abbreviation_of_the_paper_leads_to_its_record),
        cmocka_unit_test(the_alignment_has_nine_cells),
    };

    if (argc != 2)
        return 2;
    dossier_path = argv[1];
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
