/* Reading an open dossier: records in display order, their fields, edges, rows and search text. */
#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"

#include "nichiei/store/build.h"
#include "nichiei/store/store.h"

#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

struct fixture {
    struct package *p;
    struct store *st;
    struct arena mem;
    struct err e;
};

static int set_up(void **state)
{
    static struct heard heard;
    static struct fixture f;
    struct report rep = heard_report(&heard);

    f = (struct fixture){.p = package_new()};
    package_write(f.p);
    if (!build_dossier(package_dir(f.p), package_path(f.p, "db"), &rep, &f.e) ||
        !(f.st = store_open(package_path(f.p, "db"), &f.e)))
        return -1;
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    store_close(f->st);
    arena_finish(&f->mem);
    package_free(f->p);
    return 0;
}

static uint32_t find(struct fixture *f, const char *id)
{
    uint32_t n = store_find(f->st, id, &f->e);

    assert_true(n > 0);
    return n;
}

static struct record record(struct fixture *f, uint32_t n)
{
    struct record r;

    assert_true(store_record(f->st, &f->mem, n, &r, &f->e));
    return r;
}

static void records_are_numbered_in_display_order(void **state)
{
    static const char *const ids[] = {
        "event:earlier", "activity:two", "event:later",  "activity:one", "event:undated",
        "actor:ncsc",    "actor:npa",    "actor:branch", "theme:talks",  "theme:skills",
        "type:dialogue", "rec:1.1",      "item:1.1-body"};
    struct fixture *f = *state;

    for (uint32_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_string_equal(record(f, i + 1).id, ids[i]);
        assert_int_equal(find(f, ids[i]), i + 1);
    }
}

static void a_record_is_as_it_was_authored(void **state)
{
    struct fixture *f = *state;
    struct record r = record(f, find(f, "actor:npa"));

    assert_int_equal(r.kind, KIND_ACTOR);
    assert_string_equal(r.name[LANG_JA], "警察庁");
    assert_string_equal(r.name[LANG_EN], "National Police Agency");
    assert_string_equal(r.label, "NPA");
    assert_string_equal(r.aspect, "JP");
    assert_string_equal(r.date, "");
    r = record(f, find(f, "event:earlier"));
    assert_string_equal(r.date, "2012-06-19/2012-06-20");
    assert_int_equal(r.first_day, edtf_day(2012, 6, 19));
    assert_int_equal(r.last_day, edtf_day(2012, 6, 20));
    r = record(f, find(f, "activity:one"));
    assert_string_equal(r.date, "");
    assert_int_equal(r.first_day, EDTF_DAY_MIN);
    assert_int_equal(r.last_day, EDTF_DAY_MAX);
}

static void an_unknown_id_is_no_error(void **state)
{
    static const char *const ids[] = {"", "actor:none", "npa", "ACTOR:NPA", "actor:npa ", "%"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        assert_int_equal(store_find(f->st, ids[i], &f->e), 0);
    assert_int_equal(f->e.code, ERR_NONE);
}

static void a_number_outside_is_an_error(void **state)
{
    struct fixture *f = *state;
    const uint32_t outside[] = {0, store_n_records(f->st) + 1, UINT32_MAX};
    const char *const *values;
    struct record r;

    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        assert_false(store_record(f->st, &f->mem, outside[i], &r, &f->e));
        assert_int_equal(f->e.code, ERR_DATA);
        err_clear(&f->e);
        assert_false(store_fields(f->st, &f->mem, outside[i], &values, &f->e));
        assert_int_equal(f->e.code, ERR_DATA);
        err_clear(&f->e);
    }
}

static void fields_come_in_the_order_of_the_schema(void **state)
{
    struct fixture *f = *state;
    const struct resource *r = schema_resource("actors");
    const char *const *values;

    assert_true(store_fields(f->st, &f->mem, find(f, "actor:branch"), &values, &f->e));
    assert_string_equal(values[0], "actor:branch");
    assert_string_equal(values[schema_field(r, "parent")], "actor:npa");
    assert_string_equal(values[schema_field(r, "country")], "JP");
    assert_string_equal(values[schema_field(r, "abbreviation")], "");
    assert_string_equal(values[schema_field(r, "checked")], "2025-01-31");
}

/* Does the record have this edge, and with this role? */
static bool leads(struct fixture *f, const char *from, const char *to, enum relation relation,
                  const char *role, bool seen_from_to)
{
    uint32_t from_n = find(f, from), to_n = find(f, to);
    struct edge *edges;
    size_t n_edges;

    assert_true(store_edges(f->st, &f->mem, seen_from_to ? to_n : from_n, seen_from_to, &edges,
                            &n_edges, &f->e));
    for (size_t i = 0; i < n_edges; i++)
        if (edges[i].from == from_n && edges[i].to == to_n && edges[i].relation == relation &&
            strcmp(edges[i].role, role) == 0)
            return true;
    return false;
}

static void every_relation_is_seen_from_both_ends(void **state)
{
    static const struct {
        const char *from, *to;
        enum relation relation;
        const char *role;
    } edges[] = {
        {"activity:one", "actor:ncsc", REL_ACTOR, "lead"},
        {"event:later", "actor:npa", REL_ACTOR, "host"},
        {"activity:one", "theme:talks", REL_THEME, ""},
        {"event:undated", "theme:skills", REL_THEME, ""},
        {"rec:1.1", "theme:talks", REL_THEME, ""},
        {"finding:first", "theme:talks", REL_THEME, ""},
        {"activity:two", "type:dialogue", REL_TYPE, ""},
        {"activity:one", "rec:1.1", REL_BEARS, "supports full joint"},
        {"event:later", "rec:1.1", REL_BEARS, "obstacle full joint"},
        {"rec:1.1", "actor:npa", REL_ADDRESSED, ""},
        {"rec:1.1", "actor:ncsc", REL_NAMED, ""},
        {"rec:1.1", "item:1.1-body", REL_ITEM, ""},
        {"rec:1.1", "milestone:report", REL_MILESTONE, ""},
        {"actor:branch", "actor:npa", REL_PARENT, ""},
        {"event:earlier", "activity:one", REL_DATES, ""},
        {"link:npa-ncsc", "actor:npa", REL_FROM, "counterpart"},
        {"link:npa-ncsc", "actor:ncsc", REL_TO, "counterpart"},
        {"ref:paper:1", "source:essay", REL_SOURCE, "cites"},
        {"ref:paper:2", "source:essay", REL_SOURCE, "ibid"},
        {"ref:paper:1", "source:paper", REL_DOCUMENT, ""},
        {"pillar:uk-1", "source:essay", REL_STRATEGY, ""},
        {"figure:rank", "actor:ncsc", REL_ABOUT, ""},
        {"search:none", "activity:one", REL_ABOUT, ""},
        {"milestone:report", "event:later", REL_ABOUT, ""},
        {"activity:one", "ref:paper:1", REL_CITES, "tab=1;row=A01"},
        {"activity:two", "source:paper", REL_CITES, "sec=2;par=2"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        for (int back = 0; back < 2; back++)
            assert_true(
                leads(f, edges[i].from, edges[i].to, edges[i].relation, edges[i].role, back));
}

static void rows_of_a_join_come_in_order(void **state)
{
    struct fixture *f = *state;
    const struct resource *r = schema_resource("activity_actors");
    struct row *rows;
    size_t n_rows;

    assert_true(store_rows(f->st, &f->mem, r, "activity", "activity:one", &rows, &n_rows, &f->e));
    assert_int_equal(n_rows, 2);
    assert_string_equal(rows[0].values[schema_field(r, "actor")], "actor:npa");
    assert_string_equal(rows[1].values[schema_field(r, "actor")], "actor:ncsc");
    assert_string_equal(rows[1].values[schema_field(r, "role")], "lead");
    assert_true(store_rows(f->st, &f->mem, r, "activity", "activity:none", &rows, &n_rows, &f->e));
    assert_int_equal(n_rows, 0);
}

static bool comes_from(const struct store_index *index, uint32_t n, const struct edge *edge)
{
    for (uint32_t i = index->into_at[n - 1]; i < index->into_at[n]; i++)
        if (index->into_from[i] == edge->from && index->into_relation[i] == edge->relation)
            return true;
    return false;
}

/* The index holds the same as the records and edges one by one. */
static void the_index_agrees_with_the_records(void **state)
{
    struct fixture *f = *state;
    const struct store_index *index;
    size_t out = 0, in = 0;

    assert_true(store_index(f->st, &index, &f->e));
    assert_true(store_index_more(f->st, &f->e));
    for (uint32_t n = 1; n <= store_n_records(f->st); n++) {
        struct record r = record(f, n);
        struct edge *edges;
        size_t n_edges;

        assert_int_equal(index->kind[n - 1], r.kind);
        assert_int_equal(index->first_day[n - 1], r.first_day);
        assert_int_equal(index->last_day[n - 1], r.last_day);
        assert_true(store_edges(f->st, &f->mem, n, false, &edges, &n_edges, &f->e));
        assert_int_equal(index->from_at[n - 1], out);
        for (size_t i = 0; i < n_edges; i++, out++) {
            assert_true(out < index->from_at[store_n_records(f->st)]);
            assert_int_equal(index->to[out], edges[i].to);
            assert_int_equal(index->relation[out], edges[i].relation);
        }
        assert_int_equal(index->from_at[n], out);
        assert_true(store_edges(f->st, &f->mem, n, true, &edges, &n_edges, &f->e));
        assert_int_equal(index->into_at[n - 1], in);
        assert_int_equal(index->into_at[n], in + n_edges);
        in += n_edges;
        for (size_t i = 0; i < n_edges; i++)
            assert_true(comes_from(index, n, &edges[i]));
    }
    assert_int_equal(out, in);
}

/* Edges into a record are by where they come from, each with as many relations as it has. */
static void edges_into_a_record_are_ascending(void **state)
{
    struct fixture *f = *state;
    const struct store_index *index;

    assert_true(store_index(f->st, &index, &f->e));
    assert_true(store_index_more(f->st, &f->e));
    for (uint32_t n = 1; n <= store_n_records(f->st); n++)
        for (uint32_t i = index->into_at[n - 1] + 1; i < index->into_at[n]; i++)
            assert_true(index->into_from[i - 1] < index->into_from[i] ||
                        (index->into_from[i - 1] == index->into_from[i] &&
                         index->into_relation[i - 1] <= index->into_relation[i]));
}

/* The edges into one record are the same, read alone or lent from the whole. */
static void edges_into_one_record_are_those_of_the_index(void **state)
{
    struct fixture *f = *state;
    const struct store_index *index;
    size_t n_some = 0;

    assert_true(store_index(f->st, &index, &f->e));
    for (uint32_t n = 1; n <= store_n_records(f->st); n++) {
        struct edges_into alone;
        struct edge *edges;
        size_t n_edges;

        assert_null(index->relation);
        assert_true(store_edges_into(f->st, n, &alone, &f->e));
        assert_true(store_edges(f->st, &f->mem, n, true, &edges, &n_edges, &f->e));
        assert_int_equal(alone.n_edges, n_edges);
        n_some += n_edges > 1;
        for (size_t i = 0; i < n_edges; i++) {
            bool found = false;

            for (uint32_t k = 0; k < alone.n_edges && !found; k++)
                found = alone.from[k] == edges[i].from && alone.relation[k] == edges[i].relation;
            assert_true(found);
        }
    }
    assert_true(n_some > 5);
    assert_true(store_index_more(f->st, &f->e));
    for (uint32_t n = 1; n <= store_n_records(f->st); n++) {
        struct edges_into lent;

        assert_true(store_edges_into(f->st, n, &lent, &f->e));
        assert_ptr_equal(lent.from, index->into_from + index->into_at[n - 1]);
        assert_int_equal(lent.n_edges, index->into_at[n] - index->into_at[n - 1]);
    }
}

static struct search_text whole_text(struct fixture *f)
{
    struct search_text t;

    assert_true(store_text_start(f->st, &f->mem, &t, &f->e));
    while (!t.whole)
        assert_true(store_text_more(f->st, &t, &f->e));
    assert_true(store_text_more(f->st, &t, &f->e)); /* nothing more, and no harm */
    return t;
}

static const char *piece(struct fixture *f, const struct search_text *t, const char *id,
                         enum text_part part)
{
    return t->part[part].bytes + t->part[part].at[find(f, id) - 1];
}

static void the_search_text_is_folded_and_a_records_own(void **state)
{
    static const struct {
        const char *id, *word;
        enum text_part part;
    } words[] = {
        {"actor:npa", "警察庁", TEXT_NAMES},
        {"actor:npa", "national police agency", TEXT_NAMES},
        {"actor:npa", "npa", TEXT_NAMES},
        {"actor:npa", "けいさつちょう", TEXT_NAMES},
        {"actor:ncsc", "ncsc英国", TEXT_NAMES}, /* an alias, full-width as authored */
        {"activity:one", "first, or so", TEXT_NAMES},
        {"activity:one", "english", TEXT_PROSE},
    };
    struct fixture *f = *state;
    struct search_text t = whole_text(f);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (int part = TEXT_NAMES; part <= TEXT_PROSE; part++) {
            struct buf key = {0};

            fold_key(&key, words[i].word, strlen(words[i].word));
            assert_int_equal(
                strstr(piece(f, &t, words[i].id, (enum text_part)part), buf_cstr(&key)) != NULL,
                part == (int)words[i].part);
            buf_finish(&key);
        }
    /* Who takes part stands in its own record: an edge leads there. */
    for (int part = 0; part < TEXT_PARTS; part++)
        assert_null(strstr(piece(f, &t, "activity:one", (enum text_part)part), "警察庁"));
}

static void the_sounds_are_beside_what_is_written(void **state)
{
    struct fixture *f = *state;
    struct search_text t = whole_text(f);

    assert_non_null(strstr(piece(f, &t, "actor:npa", TEXT_NAMES_SOUND), "KeISaTuTyo"));
    assert_null(strstr(piece(f, &t, "actor:npa", TEXT_PROSE_SOUND), "KeISaTuTyo"));
}

/* Pieces stand one behind the other, each with its NUL. */
static void pieces_leave_no_gap(void **state)
{
    struct fixture *f = *state;
    struct search_text t = whole_text(f);

    for (int part = 0; part < TEXT_PARTS; part++)
        for (uint32_t n = 1; n <= store_n_records(f->st); n++) {
            const uint32_t *at = t.part[part].at;

            assert_int_equal(at[n - 1] + strlen(t.part[part].bytes + at[n - 1]) + 1, at[n]);
        }
}

/* More than two chunks of 1 MiB: it comes in pieces, and is whole with the last one. */
static void long_text_is_loaded_chunk_by_chunk(void **state)
{
    enum { WORDS = 450000 };
    static struct heard heard;
    struct fixture *f = *state;
    struct report rep = heard_report(&heard);
    struct search_text t;
    struct buf text = {0};
    int n_steps = 0;

    for (int i = 0; i < WORDS; i++)
        buf_printf(&text, "%05d ", i % 100000);
    buf_str(&text, "last");
    package_set(f->p, "activities", 2, "summary_en", buf_cstr(&text));
    package_write(f->p);
    store_close(f->st);
    f->st = NULL;
    assert_true(build_dossier(package_dir(f->p), package_path(f->p, "db"), &rep, &f->e));
    f->st = store_open(package_path(f->p, "db"), &f->e);
    assert_non_null(f->st);
    assert_true(store_text_start(f->st, &f->mem, &t, &f->e));
    for (; !t.whole; n_steps++)
        assert_true(store_text_more(f->st, &t, &f->e));
    assert_int_equal(n_steps, TEXT_PARTS + 2);
    assert_non_null(strstr(piece(f, &t, "activity:one", TEXT_PROSE), buf_cstr(&text)));
    assert_string_equal(piece(f, &t, "activity:two", TEXT_PROSE_SOUND), "");
    buf_finish(&text);
}

/* Does the record bear the word? */
static bool bears(struct fixture *f, const char *id, const char *field, const char *word)
{
    uint32_t n = find(f, id), *at, *v;
    const struct word *words;
    size_t n_words;

    assert_true(store_words(f->st, &words, &n_words, &f->e));
    assert_true(store_load_words(f->st, &f->mem, &at, &v, &f->e));
    for (uint32_t i = at[n - 1]; i < at[n]; i++)
        if (strcmp(words[v[i] - 1].field, field) == 0 && strcmp(words[v[i] - 1].word, word) == 0)
            return true;
    return false;
}

static void words_are_borne(void **state)
{
    struct fixture *f = *state;

    assert_true(bears(f, "actor:npa", "country", "JP"));
    assert_true(bears(f, "actor:npa", "kind", "actor"));
    assert_true(bears(f, "activity:one", "is", "undated"));
    assert_false(bears(f, "actor:npa", "country", "GB"));
}

static void the_descriptor_is_kept_without_its_resources(void **state)
{
    struct fixture *f = *state;
    const char *text;

    assert_true(store_descriptor(f->st, &f->mem, &text, &f->e));
    assert_string_equal(text, "{\"name\":\"small\"}");
    assert_true(store_package_text(f->st, &f->mem, "name", &text, &f->e));
    assert_string_equal(text, "small");
    assert_true(store_package_text(f->st, &f->mem, "title", &text, &f->e));
    assert_string_equal(text, "");
}

/* What the program embeds is opened from memory and is the same dossier. */
static void a_dossier_in_memory_reads_the_same(void **state)
{
    struct fixture *f = *state;
    size_t n_bytes;
    char *bytes = file_read(package_path(f->p, "db"), &n_bytes);
    struct store *st = store_open_memory((const unsigned char *)bytes, n_bytes, &f->e);
    struct record r;

    assert_non_null(st);
    assert_int_equal(store_n_records(st), store_n_records(f->st));
    for (uint32_t n = 1; n <= store_n_records(st); n++) {
        assert_true(store_record(st, &f->mem, n, &r, &f->e));
        assert_string_equal(r.id, record(f, n).id);
    }
    store_close(st);
    free(bytes);
}

#define WITH_DOSSIER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DOSSIER(records_are_numbered_in_display_order),
        WITH_DOSSIER(a_record_is_as_it_was_authored),
        WITH_DOSSIER(an_unknown_id_is_no_error),
        WITH_DOSSIER(a_number_outside_is_an_error),
        WITH_DOSSIER(fields_come_in_the_order_of_the_schema),
        WITH_DOSSIER(every_relation_is_seen_from_both_ends),
        WITH_DOSSIER(rows_of_a_join_come_in_order),
        WITH_DOSSIER(the_index_agrees_with_the_records),
        WITH_DOSSIER(edges_into_a_record_are_ascending),
        WITH_DOSSIER(edges_into_one_record_are_those_of_the_index),
        WITH_DOSSIER(the_search_text_is_folded_and_a_records_own),
        WITH_DOSSIER(the_sounds_are_beside_what_is_written),
        WITH_DOSSIER(pieces_leave_no_gap),
        WITH_DOSSIER(long_text_is_loaded_chunk_by_chunk),
        WITH_DOSSIER(words_are_borne),
        WITH_DOSSIER(the_descriptor_is_kept_without_its_resources),
        WITH_DOSSIER(a_dossier_in_memory_reads_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
