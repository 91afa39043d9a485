/* Reading the authored tables: who speaks of whom, and bears which words. */
#include "nichiei/base/buf.h"

#include "nichiei/text/edtf.h"

#include "oracle_in.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

const struct oracle_table *oracle_table(const struct oracle *o, const char *resource)
{
    return &o->table[schema_resource(resource) - schema_resources];
}

const char *oracle_cell(const struct oracle_table *t, size_t row, const char *field)
{
    int i = schema_field(t->r, field);

    assert_true(i >= 0 && row < t->n_rows);
    return t->cell[row * (size_t)t->r->n_fields + (size_t)i];
}

const char *oracle_field(const struct oracle *o, uint32_t n, const char *field)
{
    const struct oracle_record *r = &o->record[n];
    const struct resource *resource = schema_of_kind(r->kind);

    return schema_field(resource, field) < 0
               ? ""
               : oracle_cell(oracle_table(o, resource->name), r->row, field);
}

/* --- tables ------------------------------------------------------------------------------- */

static void read_rows(struct oracle *o, struct oracle_table *t, sqlite3_stmt *q)
{
    size_t n_fields = (size_t)t->r->n_fields, room = 0;

    while (sqlite3_step(q) == SQLITE_ROW) {
        if (t->n_rows == room) {
            const char **more = arena_zeroed(&o->mem, (2 * room + 64) * n_fields, sizeof *more);

            if (room)
                memcpy(more, t->cell, room * n_fields * sizeof *more);
            t->cell = more;
            room = 2 * room + 64;
        }
        for (size_t i = 0; i < n_fields; i++)
            t->cell[t->n_rows * n_fields + i] =
                arena_copy(&o->mem, (const char *)sqlite3_column_text(q, (int)i),
                           (size_t)sqlite3_column_bytes(q, (int)i));
        t->n_rows++;
    }
}

static void read_tables(struct oracle *o, const char *path)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_true(schema_n_resources <= ORACLE_MAX_TABLES);
    for (int k = 0; k < schema_n_resources; k++) {
        const struct resource *r = &schema_resources[k];
        struct buf sql = {0};
        sqlite3_stmt *q = NULL;

        for (int i = 0; i < r->n_fields; i++)
            buf_printf(&sql, "%s\"%s\"", i ? ", " : "SELECT ", r->fields[i].name);
        buf_printf(&sql, " FROM \"%s\" ORDER BY \"row\"", r->name);
        assert_int_equal(sqlite3_prepare_v2(db, buf_cstr(&sql), -1, &q, NULL), SQLITE_OK);
        o->table[k].r = r;
        read_rows(o, &o->table[k], q);
        assert_int_equal(sqlite3_finalize(q), SQLITE_OK);
        buf_finish(&sql);
    }
    sqlite3_close(db);
}

/* --- records and their order -------------------------------------------------------------- */

/* A record on its way to its number, with what its list is sorted by. */
struct sortable {
    struct oracle_record r;
    long key[4];
};

static int by_id(const void *left, const void *right)
{
    return strcmp(((const struct oracle_entry *)left)->id,
                  ((const struct oracle_entry *)right)->id);
}

uint32_t oracle_find(const struct oracle *o, const char *id)
{
    const struct oracle_entry wanted = {id, 0}, *found = bsearch(&wanted, o->by_id, o->n_records,
                                                                 sizeof wanted, by_id);

    return found ? found->n : 0;
}

static bool is_fact_kind(enum kind kind)
{
    return kind == KIND_ACTIVITY || kind == KIND_EVENT;
}

static int in_display_order(const void *left, const void *right)
{
    const struct sortable *l = left, *r = right;
    bool facts = is_fact_kind(l->r.kind) && is_fact_kind(r->r.kind);

    if (!facts && l->r.kind != r->r.kind)
        return l->r.kind < r->r.kind ? -1 : 1;
    for (int i = 0; i < 4; i++)
        if (l->key[i] != r->key[i])
            return l->key[i] < r->key[i] ? -1 : 1;
    return l->r.row < r->r.row ? -1 : l->r.row > r->r.row;
}

/* The date that a record is asked by, or NULL. */
static const char *date_of(const struct oracle_table *t, size_t row)
{
    static const struct {
        enum kind kind;
        const char *field;
    } dated[] = {
        {KIND_ACTIVITY, "date"}, {KIND_EVENT, "date"}, {KIND_SOURCE, "date"}, {KIND_FIGURE, "date"},
        {KIND_MILESTONE, "due"}, {KIND_LINK, "since"}, {KIND_SEARCH, "date"},
    };

    for (size_t i = 0; i < sizeof dated / sizeof dated[0]; i++)
        if (dated[i].kind == t->r->kind)
            return oracle_cell(t, row, dated[i].field);
    return NULL;
}

static void set_date(struct oracle_record *r, const char *date)
{
    struct edtf span;

    if (!date || !*date)
        return;
    assert_true(edtf_parse(date, strlen(date), &span));
    r->dated = true;
    r->first_day = span.first_day;
    r->last_day = span.last_day;
}

/* How many rows of a table name this record. */
static long count_rows(const struct oracle *o, const char *resource, const char *field,
                       const char *id)
{
    const struct oracle_table *t = oracle_table(o, resource);
    int i = schema_field(t->r, field);
    long count = 0;

    for (size_t row = 0; row < t->n_rows; row++)
        count += strcmp(t->cell[row * (size_t)t->r->n_fields + (size_t)i], id) == 0;
    return count;
}

/* Facts by start, then end, the undated last; actors by how much they do; classes by their place.
 */
static void set_sort_keys(const struct oracle *o, const struct oracle_table *t, struct sortable *s)
{
    if (is_fact_kind(s->r.kind)) {
        s->key[0] = !s->r.dated;
        s->key[1] = s->r.first_day;
        s->key[2] = s->r.last_day;
        s->key[3] = s->r.kind;
    } else if (s->r.kind == KIND_ACTOR) {
        s->key[0] = -count_rows(o, "activity_actors", "actor", s->r.id);
        s->key[1] = -count_rows(o, "event_actors", "actor", s->r.id);
    } else if (s->r.kind == KIND_THEME || s->r.kind == KIND_TYPE) {
        s->key[0] = atol(oracle_cell(t, s->r.row, "position"));
    }
}

static void number_records(struct oracle *o)
{
    struct sortable *all;
    size_t n = 0;

    for (int k = 0; k < schema_n_resources; k++)
        o->n_records += o->table[k].r->kind == KIND_NONE ? 0 : (uint32_t)o->table[k].n_rows;
    all = arena_zeroed(&o->mem, o->n_records, sizeof *all);
    for (int k = 0; k < schema_n_resources; k++)
        for (size_t row = 0; o->table[k].r->kind != KIND_NONE && row < o->table[k].n_rows; row++) {
            struct sortable *s = &all[n++];

            s->r = (struct oracle_record){.kind = o->table[k].r->kind,
                                          .id = oracle_cell(&o->table[k], row, "id"),
                                          .row = (uint32_t)row};
            set_date(&s->r, date_of(&o->table[k], row));
            set_sort_keys(o, &o->table[k], s);
        }
    qsort(all, n, sizeof *all, in_display_order);
    o->record = arena_zeroed(&o->mem, n + 1, sizeof *o->record);
    o->by_id = arena_zeroed(&o->mem, n, sizeof *o->by_id);
    for (uint32_t i = 0; i < n; i++) {
        o->record[i + 1] = all[i].r;
        o->by_id[i] = (struct oracle_entry){all[i].r.id, i + 1};
    }
    qsort(o->by_id, n, sizeof *o->by_id, by_id);
}

/* --- who speaks of whom, who bears which words --------------------------------------------- */

/* What is told of record n: a record, or a word. */
struct told {
    uint32_t n, value;
    enum query_field field;
    const char *word;
};

/* Growable; the bytes of a buf are memory of malloc, aligned for anything. */
static void add_told(struct buf *list, struct told t)
{
    if (t.n && (t.value || *t.word))
        buf_add(list, &t, sizeof t);
}

static int by_record(const void *left, const void *right)
{
    const struct told *l = left, *r = right;

    if (l->n != r->n)
        return l->n < r->n ? -1 : 1;
    if (l->field != r->field)
        return l->field < r->field ? -1 : 1;
    if (l->value != r->value)
        return l->value < r->value ? -1 : 1;
    return strcmp(l->word, r->word);
}

/* Sorted, once each. Returns how many. */
static size_t sort_told(struct buf *list, struct told **told)
{
    size_t n = list->n_bytes / sizeof **told, n_kept = 0;

    *told = (struct told *)(void *)list->bytes;
    assert_false(list->failed);
    if (n)
        qsort(*told, n, sizeof **told, by_record);
    for (size_t i = 0; i < n; i++)
        if (!i || by_record(&(*told)[n_kept - 1], &(*told)[i]) != 0)
            (*told)[n_kept++] = (*told)[i];
    return n_kept;
}

/* The record in column `from` speaks of the one in column `to`; only where `role` is given so. */
static const struct {
    enum query_field field;
    const char *resource, *from, *to, *role;
} speaking[] = {
    {QUERY_ACTOR, "activity_actors", "activity", "actor", NULL},
    {QUERY_ACTOR, "event_actors", "event", "actor", NULL},
    {QUERY_ACTOR, "recommendation_actors", "recommendation", "actor", NULL},
    {QUERY_ACTOR, "links", "id", "from", NULL},
    {QUERY_ACTOR, "links", "id", "to", NULL},
    {QUERY_ACTOR, "figures", "id", "subject", NULL},
    {QUERY_ACTOR, "searches", "id", "record", NULL},
    {QUERY_ADDRESSEE, "recommendation_actors", "recommendation", "actor", "addressed"},
    {QUERY_THEME, "activities", "id", "theme", NULL},
    {QUERY_THEME, "events", "id", "theme", NULL},
    {QUERY_THEME, "recommendations", "id", "theme", NULL},
    {QUERY_THEME, "findings", "id", "theme", NULL},
    {QUERY_THEME, "searches", "id", "theme", NULL},
    {QUERY_TYPE, "searches", "id", "type", NULL},
    {QUERY_TYPE, "activities", "id", "type", NULL},
    {QUERY_REC, "bearings", "record", "recommendation", NULL},
    {QUERY_REC, "items", "id", "recommendation", NULL},
    {QUERY_REC, "milestones", "id", "recommendation", NULL},
    {QUERY_REC, "recommendations", "theme", "id", NULL},
    {QUERY_REC, "recommendation_actors", "actor", "recommendation", NULL},
    {QUERY_TERM, "links", "id", "from", NULL},
    {QUERY_TERM, "links", "id", "to", NULL},
    {QUERY_TERM, "figures", "id", "subject", NULL},
    {QUERY_TERM, "searches", "id", "record", NULL},
};

static enum kind kind_of_values(enum query_field field)
{
    switch (field) {
    case QUERY_THEME:
        return KIND_THEME;
    case QUERY_TYPE:
        return KIND_TYPE;
    case QUERY_REC:
        return KIND_RECOMMENDATION;
    case QUERY_TERM:
        return KIND_TERM;
    default:
        return KIND_ACTOR;
    }
}

static void collect_pairs(const struct oracle *o, struct buf *list)
{
    for (size_t i = 0; i < sizeof speaking / sizeof speaking[0]; i++) {
        const struct oracle_table *t = oracle_table(o, speaking[i].resource);

        for (size_t row = 0; row < t->n_rows; row++) {
            uint32_t to = oracle_find(o, oracle_cell(t, row, speaking[i].to));

            if (!to || o->record[to].kind != kind_of_values(speaking[i].field) ||
                (speaking[i].role && strcmp(oracle_cell(t, row, "role"), speaking[i].role) != 0))
                continue;
            add_told(list, (struct told){oracle_find(o, oracle_cell(t, row, speaking[i].from)), to,
                                         speaking[i].field, ""});
        }
    }
}

static void settle_pairs(struct oracle *o)
{
    struct buf list = {0};
    struct told *told;
    struct oracle_pair *pair;
    size_t n_told;

    collect_pairs(o, &list);
    n_told = sort_told(&list, &told);
    pair = arena_zeroed(&o->mem, n_told, sizeof *pair);
    for (size_t i = 0; i < n_told; i++) {
        struct oracle_record *r = &o->record[told[i].n];

        pair[i] = (struct oracle_pair){told[i].field, told[i].value};
        if (!r->n_pairs++)
            r->pairs = &pair[i];
    }
    buf_finish(&list);
}

/* Turns round what activities and events speak of. */
static void settle_facts(struct oracle *o)
{
    struct buf list = {0};
    struct told *told;
    uint32_t *fact;
    size_t n_told;

    for (uint32_t n = 1; n <= o->n_records; n++)
        for (size_t i = 0; is_fact_kind(o->record[n].kind) && i < o->record[n].n_pairs; i++) {
            const struct oracle_pair *p = &o->record[n].pairs[i];

            if (p->field == query_field_of(o->record[p->value].kind))
                add_told(&list, (struct told){p->value, n, QUERY_ID, ""});
        }
    n_told = sort_told(&list, &told);
    fact = arena_zeroed(&o->mem, n_told, sizeof *fact);
    for (size_t i = 0; i < n_told; i++) {
        struct oracle_record *r = &o->record[told[i].n];

        fact[i] = told[i].value;
        if (!r->n_facts++)
            r->facts = &fact[i];
    }
    buf_finish(&list);
}

/* The record in column `record` bears the word in column `word`; or, where `says` is given, that
 * word, if the column holds something ("-": if it holds nothing). */
static const struct {
    enum query_field field;
    const char *resource, *record, *word, *says, *unless;
} bearing[] = {
    {QUERY_CATEGORY, "actors", "id", "category", NULL, NULL},
    {QUERY_COUNTRY, "actors", "id", "country", NULL, NULL},
    {QUERY_COUNTRY, "pillars", "id", "owner", NULL, NULL},
    {QUERY_SOURCE, "citations", "record", "source", NULL, NULL},
    {QUERY_SOURCE, "citations", "record", "reference", NULL, NULL},
    {QUERY_SOURCE, "references", "id", "id", NULL, NULL},
    {QUERY_SOURCE, "references", "id", "document", NULL, NULL},
    {QUERY_SOURCE, "reference_sources", "reference", "source", NULL, NULL},
    {QUERY_READING, "activities", "id", "reading", NULL, NULL},
    {QUERY_CERTAINTY, "activities", "id", "certainty", NULL, NULL},
    {QUERY_CERTAINTY, "events", "id", "certainty", NULL, NULL},
    {QUERY_CERTAINTY, "milestones", "id", "certainty", NULL, NULL},
    {QUERY_CERTAINTY, "figures", "id", "certainty", NULL, NULL},
    {QUERY_CERTAINTY, "links", "id", "certainty", NULL, NULL},
    {QUERY_RELIABILITY, "sources", "id", "reliability", NULL, NULL},
    {QUERY_BEARING, "bearings", "record", "direction", NULL, NULL},
    {QUERY_BEARING, "bearings", "record", "extent", NULL, NULL},
    {QUERY_BEARING, "bearings", "record", "nature", NULL, NULL},
    {QUERY_BEARING, "bearings", "recommendation", "direction", NULL, NULL},
    {QUERY_BEARING, "bearings", "recommendation", "extent", NULL, NULL},
    {QUERY_BEARING, "bearings", "recommendation", "nature", NULL, NULL},
    {QUERY_IS, "activities", "id", "official", NULL, NULL},
    {QUERY_IS, "activities", "id", "id", "table", NULL},
    {QUERY_IS, "activities", "id", "date", "undated", "-"},
    {QUERY_IS, "events", "id", "date", "undated", "-"},
    {QUERY_IS, "events", "id", "phase", NULL, NULL},
    {QUERY_IS, "events", "id", "status", NULL, NULL},
    {QUERY_IS, "events", "id", "nature", NULL, NULL},
    {QUERY_IS, "milestones", "id", "status", NULL, NULL},
    {QUERY_IS, "sources", "id", "form", NULL, NULL},
    {QUERY_IS, "references", "id", "form", NULL, NULL},
    {QUERY_IS, "items", "id", "form", NULL, NULL},
    {QUERY_IS, "terms", "id", "form", NULL, NULL},
    {QUERY_IS, "findings", "id", "form", NULL, NULL},
    {QUERY_IS, "pillars", "id", "form", NULL, NULL},
    {QUERY_IS, "links", "id", "relation", NULL, NULL},
    {QUERY_IS, "links", "id", "matter", NULL, NULL},
    {QUERY_IS, "links", "id", "to", "gap", "-"},
    {QUERY_IS, "searches", "id", "result", NULL, NULL},
    {QUERY_HAS, "activities", "id", "date", "date", NULL},
    {QUERY_HAS, "events", "id", "date", "date", NULL},
    {QUERY_HAS, "activities", "id", "partners", "partners", NULL},
    {QUERY_HAS, "activities", "id", "note_ja", "note", NULL},
    {QUERY_HAS, "events", "id", "note_ja", "note", NULL},
    {QUERY_HAS, "activities", "id", "theme", "theme", NULL},
    {QUERY_HAS, "activities", "id", "type", "type", NULL},
    {QUERY_HAS, "events", "id", "theme", "theme", NULL},
    {QUERY_HAS, "activity_actors", "activity", "actor", "actor", NULL},
    {QUERY_HAS, "event_actors", "event", "actor", "actor", NULL},
    {QUERY_HAS, "actors", "id", "parent", "parent", NULL},
    {QUERY_HAS, "sources", "id", "url", "url", NULL},
    {QUERY_HAS, "aliases", "record", "alias", "alias", NULL},
    {QUERY_HAS, "bearings", "record", "record", "bearing", NULL},
    {QUERY_HAS, "bearings", "recommendation", "record", "bearing", NULL},
    {QUERY_HAS, "milestones", "recommendation", "id", "milestone", NULL},
    {QUERY_HAS, "links", "from", "relation", NULL, NULL},
    {QUERY_HAS, "links", "to", "relation", NULL, NULL},
};

static void collect_simple_words(const struct oracle *o, struct buf *list)
{
    for (size_t i = 0; i < sizeof bearing / sizeof bearing[0]; i++) {
        const struct oracle_table *t = oracle_table(o, bearing[i].resource);

        for (size_t row = 0; row < t->n_rows; row++) {
            const char *word = oracle_cell(t, row, bearing[i].word);

            if (bearing[i].says)
                word = (*word != '\0') == !bearing[i].unless ? bearing[i].says : "";
            add_told(list, (struct told){oracle_find(o, oracle_cell(t, row, bearing[i].record)), 0,
                                         bearing[i].field, word});
        }
    }
}

/* Those that take part lend their country and category. */
static void collect_words_of_actors(const struct oracle *o, struct buf *list, const char *resource,
                                    const char *record)
{
    const struct oracle_table *t = oracle_table(o, resource);

    for (size_t row = 0; row < t->n_rows; row++) {
        uint32_t n = oracle_find(o, oracle_cell(t, row, record)),
                 actor = oracle_find(o, oracle_cell(t, row, "actor"));

        add_told(list, (struct told){n, 0, QUERY_COUNTRY, oracle_field(o, actor, "country")});
        add_told(list, (struct told){n, 0, QUERY_CATEGORY, oracle_field(o, actor, "category")});
        if (strcmp(oracle_cell(t, row, "role"), "lead") == 0)
            add_told(list, (struct told){n, 0, QUERY_LEAD, oracle_field(o, actor, "country")});
    }
}

/* What a work lends to the record that rests on it, also through a note. */
static void add_words_of_source(const struct oracle *o, struct buf *list, uint32_t n,
                                uint32_t source)
{
    if (!source)
        return;
    add_told(list, (struct told){n, 0, QUERY_SOURCE, o->record[source].id});
    add_told(list, (struct told){n, 0, QUERY_RELIABILITY, oracle_field(o, source, "reliability")});
}

/* A note cited means its document, and the works that it cites. */
static void collect_words_of_citations(const struct oracle *o, struct buf *list)
{
    const struct oracle_table *t = oracle_table(o, "citations"),
                              *in = oracle_table(o, "reference_sources");

    for (size_t row = 0; row < t->n_rows; row++) {
        uint32_t n = oracle_find(o, oracle_cell(t, row, "record"));
        uint32_t reference = oracle_find(o, oracle_cell(t, row, "reference"));

        add_words_of_source(o, list, n, oracle_find(o, oracle_cell(t, row, "source")));
        if (!reference)
            continue;
        add_told(list, (struct told){n, 0, QUERY_SOURCE, oracle_field(o, reference, "document")});
        for (size_t k = 0; k < in->n_rows; k++)
            if (strcmp(oracle_cell(in, k, "reference"), o->record[reference].id) == 0)
                add_words_of_source(o, list, n, oracle_find(o, oracle_cell(in, k, "source")));
    }
}

static bool lies_in_one_year(const struct edtf *span)
{
    int first, last, month, day;

    if (span->first_day == EDTF_DAY_MIN || span->last_day == EDTF_DAY_MAX)
        return false;
    edtf_civil(span->first_day, &first, &month, &day);
    edtf_civil(span->last_day, &last, &month, &day);
    return first == last;
}

static void collect_words_of_records(const struct oracle *o, struct buf *list)
{
    static const char *const precisions[] = {
        [EDTF_UNDATED] = "undated", [EDTF_DAY] = "day",           [EDTF_MONTH] = "month",
        [EDTF_SEASON] = "season",   [EDTF_YEAR] = "year",         [EDTF_DECADE] = "decade",
        [EDTF_CENTURY] = "century", [EDTF_INTERVAL] = "interval",
    };

    for (uint32_t n = 1; n <= o->n_records; n++) {
        const char *date = oracle_field(o, n, "date");
        struct edtf span;

        add_told(list, (struct told){n, 0, QUERY_KIND, kind_prefix(o->record[n].kind)});
        if (!is_fact_kind(o->record[n].kind))
            continue;
        assert_true(edtf_parse(date, strlen(date), &span));
        add_told(list, (struct told){n, 0, QUERY_PRECISION, precisions[span.precision]});
        if (lies_in_one_year(&span))
            add_told(list, (struct told){n, 0, QUERY_HAS, "year"});
    }
}

static int by_word(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* All words of a field, once each. */
static void collect_vocabulary(struct oracle *o, enum query_field field, const struct told *told,
                               size_t n_told)
{
    struct oracle_vocabulary *v = &o->vocabulary[field];
    size_t n = 0;

    for (size_t i = 0; i < n_told; i++)
        n += told[i].field == field;
    v->word = arena_zeroed(&o->mem, n, sizeof *v->word);
    n = 0;
    for (size_t i = 0; i < n_told; i++)
        if (told[i].field == field)
            v->word[n++] = told[i].word;
    if (n)
        qsort(v->word, n, sizeof *v->word, by_word);
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(v->word[v->n_words - 1], v->word[i]) != 0)
            v->word[v->n_words++] = v->word[i];
}

static uint32_t place_of(const struct oracle *o, const struct told *t)
{
    const struct oracle_vocabulary *v = &o->vocabulary[t->field];

    return (
        uint32_t)((const char **)bsearch(&t->word, v->word, v->n_words, sizeof *v->word, by_word) -
                  v->word);
}

static void settle_words(struct oracle *o)
{
    struct buf list = {0};
    struct told *told;
    struct oracle_word *word;
    size_t n_told;

    collect_simple_words(o, &list);
    collect_words_of_actors(o, &list, "activity_actors", "activity");
    collect_words_of_actors(o, &list, "event_actors", "event");
    collect_words_of_citations(o, &list);
    collect_words_of_records(o, &list);
    n_told = sort_told(&list, &told);
    for (int f = 0; f < QUERY_FIELD_COUNT; f++)
        collect_vocabulary(o, (enum query_field)f, told, n_told);
    word = arena_zeroed(&o->mem, n_told, sizeof *word);
    for (size_t i = 0; i < n_told; i++) {
        struct oracle_record *r = &o->record[told[i].n];

        word[i] = (struct oracle_word){told[i].field, place_of(o, &told[i])};
        if (!r->n_words++)
            r->words = &word[i];
    }
    buf_finish(&list);
}

struct oracle *oracle_open(const char *path)
{
    struct oracle *o = calloc(1, sizeof *o);

    assert_non_null(o);
    read_tables(o, path);
    number_records(o);
    settle_pairs(o);
    settle_facts(o);
    settle_words(o);
    oracle_settle_text(o);
    o->surely = arena_zeroed(&o->mem, o->n_records + 1, sizeof *o->surely);
    o->maybe = arena_zeroed(&o->mem, o->n_records + 1, sizeof *o->maybe);
    o->only_sounds = arena_zeroed(&o->mem, o->n_records + 1, sizeof *o->only_sounds);
    return o;
}

void oracle_close(struct oracle *o)
{
    if (!o)
        return;
    arena_finish(&o->mem);
    free(o);
}
