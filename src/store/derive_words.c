/*
 * The words that records can be filtered and counted by: one row for each field and word, and who
 * bears it, packed. The records are walked in their order, beside them their edges and a few joins
 * in the same order, so that a record's words come together and nothing large is sorted or kept.
 */
#include "nichiei/text/edtf.h"

#include "derive.h"
#include "pack.h"
#include "word_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The fields, as the query language names them; each is known by its pointer. */
static const char bearing[] = "bearing", category[] = "category", certainty[] = "certainty",
                  country[] = "country", has[] = "has", is[] = "is", kind_field[] = "kind",
                  lead[] = "lead", precision[] = "precision", reading[] = "reading",
                  reliability[] = "reliability", source[] = "source";

enum { MAX_FIELDS = 12 };

#define IF(field, word) "iif(\"" field "\" IS NOT NULL, '" word "', NULL)"
#define UNLESS(field, word) "iif(\"" field "\" IS NULL, '" word "', NULL)"
#define OF(table) " FROM \"" table "\" WHERE \"row\" = ?1"

struct words_of {
    const char *sql, *field[MAX_FIELDS]; /* a column for each field: a word or nothing */
};

/* What a record's own row says, by its number there. */
static const struct words_of own[KIND_COUNT] = {
    [KIND_ACTIVITY] =
        {"SELECT edtf_precision(\"date\"), \"reading\", \"certainty\", \"official\", "
         "'table', " UNLESS("date", "undated") ", " IF("date", "date") ", " IF(
             "partners",
             "partners") ", " IF("note_ja",
                                 "note") ", edtf_year(\"date\"), " IF("theme",
                                                                      "theme") ", " IF("type",
                                                                                       "type")
             OF("activities"),
         {precision, reading, certainty, is, is, is, has, has, has, has, has, has}},
    [KIND_EVENT] = {"SELECT edtf_precision(\"date\"), \"certainty\", \"phase\", \"status\", "
                    "\"nature\", " UNLESS("date", "undated") ", " IF("date", "date") ", " IF(
                        "note_ja", "note") ", edtf_year(\"date\"), " IF("theme", "theme")
                        OF("events"),
                    {precision, certainty, is, is, is, is, has, has, has, has}},
    [KIND_ACTOR] = {"SELECT \"category\", \"country\", " IF("parent", "parent") OF("actors"),
                    {category, country, has}},
    [KIND_ITEM] = {"SELECT \"form\"" OF("items"), {is}},
    [KIND_MILESTONE] = {"SELECT \"certainty\", \"status\"" OF("milestones"), {certainty, is}},
    [KIND_TERM] = {"SELECT \"form\"" OF("terms"), {is}},
    [KIND_SOURCE] = {"SELECT \"reliability\", \"form\", " IF("url", "url") OF("sources"),
                     {reliability, is, has}},
    [KIND_REFERENCE] = {"SELECT \"id\", \"document\", \"form\"" OF("references"),
                        {source, source, is}},
    [KIND_FIGURE] = {"SELECT \"certainty\"" OF("figures"), {certainty}},
    [KIND_FINDING] = {"SELECT \"form\"" OF("findings"), {is}},
    [KIND_PILLAR] = {"SELECT \"owner\", \"form\"" OF("pillars"), {country, is}},
    [KIND_LINK] = {"SELECT \"certainty\", \"relation\", \"matter\", " UNLESS("to", "gap")
                       OF("links"),
                   {certainty, is, is, is}},
    [KIND_SEARCH] = {"SELECT \"result\"" OF("searches"), {is}},
};

/* What a record lends to those whose edges lead to it. */
static const struct words_of lent[KIND_COUNT] = {
    [KIND_ACTOR] = {"SELECT \"category\", \"country\"" OF("actors"), {category, country}},
    [KIND_SOURCE] = {"SELECT \"id\", \"reliability\"" OF("sources"), {source, reliability}},
    [KIND_REFERENCE] = {"SELECT \"id\", \"document\"" OF("references"), {source, source}},
};

/* Who rests on a note rests on what it cites, and is as reliable; ?1 is the note, ?2 REL_SOURCE. */
static const struct words_of lent_by_sources = {
    "SELECT s.\"id\", s.\"reliability\" FROM \"edge\" AS e JOIN \"record\" AS r ON r.\"n\" = "
    "e.\"to_n\" "
    "JOIN \"sources\" AS s ON s.\"row\" = r.\"row\" WHERE e.\"from_n\" = ?1 AND "
    "e.\"relation\" = ?2",
    {source, reliability}};

/* Along which edges what is lent: of one field, or of all. */
static const struct {
    enum relation relation;
    const char *only;
} lending[] = {{REL_ACTOR, NULL}, {REL_CITES, NULL}, {REL_SOURCE, source}};

/* Joins that are short enough to be sorted: a record's number, then its words. */
#define BY_RECORD(table, field)                                                                    \
    " FROM \"" table "\" AS t CROSS JOIN \"record\" AS r ON r.\"id\" = t.\"" field "\" ORDER BY 1"
#define BEARING "SELECT r.\"n\", t.\"direction\", t.\"extent\", t.\"nature\", 'bearing'"
static const struct words_of joined[] = {
    {BEARING BY_RECORD("bearings", "record"), {bearing, bearing, bearing, has}},
    {BEARING BY_RECORD("bearings", "recommendation"), {bearing, bearing, bearing, has}},
    {"SELECT r.\"n\", 'alias'" BY_RECORD("aliases", "record"), {has}},
    {"SELECT r.\"n\", 'milestone'" BY_RECORD("milestones", "recommendation"), {has}},
    {"SELECT r.\"n\", t.\"relation\"" BY_RECORD("links", "from"), {has}},
    {"SELECT r.\"n\", t.\"relation\"" BY_RECORD("links", "to"), {has}},
};
enum {
    N_JOINED = sizeof joined / sizeof joined[0],
    N_LENDING = sizeof lending / sizeof lending[0]
};

/* A query that is walked beside the records, and the record that its row is about; 0 at its end. */
struct stream {
    sqlite3_stmt *q;
    sqlite3_int64 n;
};

struct gathering {
    sqlite3 *db;
    struct word_list list;
    sqlite3_stmt *own[KIND_COUNT], *lent[KIND_COUNT], *lent_by_sources;
    struct stream edges, joined[N_JOINED];
    uint32_t n_records;
    uint32_t *lent_at; /* by record: where its words start in lent_words, behind their count */
    struct buf lent_words;
    struct buf borne;  /* numbers in the list that one record bears; may repeat */
    struct pack draft; /* of each record: how many it bears, and which */
    bool failed;       /* SQLite says why */
};

static bool fail(const struct gathering *g, struct err *e)
{
    return err_set(e, ERR_DATA, "the words cannot be gathered: %s", sqlite3_errmsg(g->db));
}

static sqlite3_stmt *prepare(struct gathering *g, const char *sql)
{
    sqlite3_stmt *q = NULL;

    if (sql && sqlite3_prepare_v2(g->db, sql, -1, &q, NULL) != SQLITE_OK)
        g->failed = true;
    return q;
}

static void next_row(struct gathering *g, struct stream *s)
{
    int rc = sqlite3_step(s->q);

    s->n = rc == SQLITE_ROW ? sqlite3_column_int64(s->q, 0) : 0;
    g->failed |= rc != SQLITE_ROW && rc != SQLITE_DONE;
}

static void prepare_all(struct gathering *g)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        g->own[kind] = prepare(g, own[kind].sql);
        g->lent[kind] = prepare(g, lent[kind].sql);
    }
    g->lent_by_sources = prepare(g, lent_by_sources.sql);
    g->edges.q = prepare(g, "SELECT \"from_n\", \"relation\", \"to_n\", \"role\" FROM \"edge\" "
                            "ORDER BY \"from_n\", \"relation\", \"position\", \"to_n\"");
    for (int i = 0; i < N_JOINED; i++)
        g->joined[i].q = prepare(g, joined[i].sql);
}

/* A number of the list, once as far as that is quickly seen. */
static void add_number(struct buf *out, uint32_t number)
{
    for (size_t i = 0; i < out->n_bytes && i < 64 * sizeof number; i += sizeof number)
        if (memcmp(out->bytes + i, &number, sizeof number) == 0)
            return;
    buf_add(out, &number, sizeof number);
}

static void add_word(struct gathering *g, struct buf *out, const char *field, const char *word)
{
    if (word)
        add_number(out, word_list_find(&g->list, field, word));
}

/* The words of the row that q stands on, from a column on. */
static void add_row(struct gathering *g, struct buf *out, sqlite3_stmt *q, int column,
                    const struct words_of *of)
{
    for (int i = 0; i < MAX_FIELDS && of->field[i]; i++)
        add_word(g, out, of->field[i], (const char *)sqlite3_column_text(q, column + i));
}

/* The words of one row of a kind's table. */
static void add_words_of(struct gathering *g, struct buf *out, sqlite3_stmt *q,
                         const struct words_of *of, sqlite3_int64 row)
{
    if (!q)
        return;
    sqlite3_bind_int64(q, 1, row);
    if (sqlite3_step(q) == SQLITE_ROW)
        add_row(g, out, q, 0, of);
    g->failed |= sqlite3_reset(q) != SQLITE_OK;
}

/* Writes down what the record n lends. */
static void lend(struct gathering *g, uint32_t n, enum kind kind, sqlite3_int64 row)
{
    sqlite3_stmt *q = g->lent_by_sources;
    uint32_t count;

    buf_reset(&g->borne);
    add_words_of(g, &g->borne, g->lent[kind], &lent[kind], row);
    sqlite3_bind_int64(q, 1, n);
    sqlite3_bind_int(q, 2, REL_SOURCE);
    while (kind == KIND_REFERENCE && sqlite3_step(q) == SQLITE_ROW)
        add_row(g, &g->borne, q, 0, &lent_by_sources);
    g->failed |= sqlite3_reset(q) != SQLITE_OK;
    count = (uint32_t)(g->borne.n_bytes / sizeof count);
    g->lent_at[n] = (uint32_t)(g->lent_words.n_bytes / sizeof count);
    buf_add(&g->lent_words, &count, sizeof count);
    buf_add(&g->lent_words, g->borne.bytes, g->borne.n_bytes);
}

static void lend_all(struct gathering *g)
{
    static const uint32_t nothing = 0;
    sqlite3_stmt *q = prepare(
        g, "SELECT \"n\", \"kind\", \"row\" FROM \"record\" WHERE \"kind\" IN (?1, ?2, ?3)");

    buf_add(&g->lent_words, &nothing, sizeof nothing); /* at 0: where most records point */
    sqlite3_bind_int(q, 1, KIND_ACTOR);
    sqlite3_bind_int(q, 2, KIND_SOURCE);
    sqlite3_bind_int(q, 3, KIND_REFERENCE);
    while (!g->failed && sqlite3_step(q) == SQLITE_ROW) {
        uint32_t n = (uint32_t)sqlite3_column_int64(q, 0);

        if (n <= g->n_records)
            lend(g, n, (enum kind)sqlite3_column_int(q, 1), sqlite3_column_int64(q, 2));
    }
    g->failed |= sqlite3_finalize(q) != SQLITE_OK || g->lent_words.failed;
}

/* Adds what the record at the other end of the edge lends along it. */
static void borrow(struct gathering *g, int relation, uint32_t to)
{
    uint32_t count, number;
    const char *at;

    for (int i = 0; i < N_LENDING; i++) {
        if ((int)lending[i].relation != relation || to > g->n_records)
            continue;
        at = g->lent_words.bytes + g->lent_at[to] * sizeof number;
        for (memcpy(&count, at, sizeof count); count; count--) {
            memcpy(&number, at += sizeof number, sizeof number);
            if (!lending[i].only || g->list.word[number].field == lending[i].only)
                add_number(&g->borne, number);
        }
    }
}

/* Adds that the record has an actor, and of one that leads its country: the role says which. */
static void take_actor(struct gathering *g, uint32_t actor, const char *role)
{
    uint32_t count, number;
    const char *at;

    add_word(g, &g->borne, has, "actor");
    if (!role || strcmp(role, lead) != 0 || actor > g->n_records)
        return;
    at = g->lent_words.bytes + g->lent_at[actor] * sizeof number;
    for (memcpy(&count, at, sizeof count); count; count--) {
        memcpy(&number, at += sizeof number, sizeof number);
        if (g->list.word[number].field == country)
            add_word(g, &g->borne, lead, g->list.word[number].word);
    }
}

/* Adds what stands beside the record in the other walks, and moves them behind it. */
static void take_beside(struct gathering *g, sqlite3_int64 n)
{
    for (; g->edges.n == n; next_row(g, &g->edges)) {
        int relation = sqlite3_column_int(g->edges.q, 1);
        uint32_t to = (uint32_t)sqlite3_column_int64(g->edges.q, 2);

        borrow(g, relation, to);
        if (relation == REL_ACTOR)
            take_actor(g, to, (const char *)sqlite3_column_text(g->edges.q, 3));
    }
    for (int i = 0; i < N_JOINED; i++)
        for (struct stream *s = &g->joined[i]; s->n == n; next_row(g, s))
            add_row(g, &g->borne, s->q, 1, &joined[i]);
}

/* Walks all records and writes down which words each one bears, as they were numbered so far. */
static void gather(struct gathering *g, struct report *rep)
{
    sqlite3_stmt *q = prepare(g, "SELECT \"n\", \"kind\", \"row\" FROM \"record\" ORDER BY \"n\"");
    uint32_t count;

    next_row(g, &g->edges);
    for (int i = 0; i < N_JOINED; i++)
        next_row(g, &g->joined[i]);
    while (!g->failed && sqlite3_step(q) == SQLITE_ROW) {
        enum kind kind = (enum kind)sqlite3_column_int(q, 1);

        buf_reset(&g->borne);
        add_word(g, &g->borne, kind_field, kind_prefix(kind));
        add_words_of(g, &g->borne, g->own[kind], &own[kind], sqlite3_column_int64(q, 2));
        take_beside(g, sqlite3_column_int64(q, 0));
        count = (uint32_t)(g->borne.n_bytes / sizeof count);
        pack_bytes(&g->draft, &count, sizeof count);
        pack_bytes(&g->draft, g->borne.bytes, g->borne.n_bytes);
        g->failed |= g->borne.failed;
        rep->progress.n_done++;
    }
    g->failed |= sqlite3_finalize(q) != SQLITE_OK;
}

/* The numbers of the draft, one after the other. */
struct draft_reader {
    sqlite3_stmt *q;
    const char *bytes;
    size_t n_left;
};

static bool next_number(struct draft_reader *r, uint32_t *number)
{
    if (!r->n_left) {
        if (sqlite3_step(r->q) != SQLITE_ROW)
            return false;
        r->bytes = sqlite3_column_blob(r->q, 0);
        r->n_left = (size_t)sqlite3_column_bytes(r->q, 0);
    }
    memcpy(number, r->bytes, sizeof *number);
    r->bytes += sizeof *number;
    r->n_left -= sizeof *number;
    return true;
}

static int by_number(const void *left, const void *right)
{
    uint32_t l, r;

    memcpy(&l, left, sizeof l);
    memcpy(&r, right, sizeof r);
    return l < r ? -1 : l > r;
}

/* Packs the words of one record, ascending, each once; gives how many. */
static uint32_t pack_borne(struct buf *borne, struct pack *v)
{
    uint32_t count = 0, before = 0, number;

    if (borne->n_bytes)
        qsort(borne->bytes, borne->n_bytes / sizeof number, sizeof number, by_number);
    for (size_t i = 0; i < borne->n_bytes; i += sizeof number) {
        memcpy(&number, borne->bytes + i, sizeof number);
        if (number != before)
            count++, pack_number(v, number, 4);
        before = number;
    }
    return count;
}

/* The draft again, now with the numbers that the words have in the dossier. */
static bool pack_words(struct gathering *g, struct err *e)
{
    struct draft_reader r = {0};
    struct pack at, v;
    uint32_t n_pairs = 0, count, number;
    bool ok = sqlite3_prepare_v2(g->db, "SELECT \"bytes\" FROM temp.\"draft\" ORDER BY \"chunk\"",
                                 -1, &r.q, NULL) == SQLITE_OK;

    pack_begin(&at, g->db, PACK_TABLE, "word_at");
    pack_begin(&v, g->db, PACK_TABLE, "word_v");
    pack_number(&at, 0, 4);
    for (uint32_t n = 1; ok && n <= g->n_records; n++) {
        buf_reset(&g->borne);
        ok = next_number(&r, &count);
        for (uint32_t i = 0; ok && i < count; i++) {
            ok = next_number(&r, &number) && number < g->list.n_words;
            if (ok)
                buf_add(&g->borne, &g->list.word[number].v, sizeof number);
        }
        n_pairs += pack_borne(&g->borne, &v);
        pack_number(&at, n_pairs, 4);
        ok = ok && !g->borne.failed;
    }
    if (!ok)
        fail(g, e);
    ok = pack_end(&at, e) && ok;
    ok = pack_end(&v, e) && ok;
    sqlite3_finalize(r.q);
    return ok;
}

static void finish(struct gathering *g)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        sqlite3_finalize(g->own[kind]);
        sqlite3_finalize(g->lent[kind]);
    }
    sqlite3_finalize(g->lent_by_sources);
    sqlite3_finalize(g->edges.q);
    for (int i = 0; i < N_JOINED; i++)
        sqlite3_finalize(g->joined[i].q);
    word_list_finish(&g->list);
    free(g->lent_at);
    buf_finish(&g->lent_words);
    buf_finish(&g->borne);
}

bool derive_words(sqlite3 *db, uint32_t n_records, struct report *rep, struct err *e)
{
    struct gathering g = {.db = db, .n_records = n_records};
    bool ok = derive_run(db,
                         "CREATE TEMP TABLE \"draft\" (\"name\" TEXT, \"chunk\" INTEGER PRIMARY "
                         "KEY, \"bytes\" BLOB)",
                         e);

    g.lent_at = calloc((size_t)n_records + 1, sizeof *g.lent_at);
    g.failed = !g.lent_at;
    pack_begin(&g.draft, db, "temp.\"draft\"", "words");
    prepare_all(&g);
    if (ok && !g.failed)
        lend_all(&g);
    if (ok && !g.failed)
        gather(&g, rep);
    ok = ok && (!g.failed || fail(&g, e));
    ok = pack_end(&g.draft, e) && ok && word_list_store(&g.list, db, e) && pack_words(&g, e);
    finish(&g);
    return ok && derive_run(db, "DROP TABLE temp.\"draft\"", e);
}
