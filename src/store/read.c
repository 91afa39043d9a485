/* Reading records, their fields, edges and rows. */
#include "db.h"

#include <stdio.h>
#include <string.h>

static bool out_of_range(const struct store *st, uint32_t n, struct err *e)
{
    return err_set(e, ERR_DATA, "%s: damaged dossier (no record %u); take a fresh copy", st->name,
                   n);
}

uint32_t store_find(struct store *st, const char *id, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_FIND, e);
    uint32_t n = 0;

    if (!q)
        return 0;
    sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    if (stmt_row(st, q, e))
        n = (uint32_t)sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    sqlite3_clear_bindings(q);
    return n <= st->n_records ? n : 0;
}

/* Points q at the record n; its columns are those of STMT_RECORD. */
static sqlite3_stmt *record_row(struct store *st, uint32_t n, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_RECORD, e);

    if (!q)
        return NULL;
    sqlite3_bind_int64(q, 1, n);
    if (stmt_row(st, q, e)) {
        if (sqlite3_column_int(q, 0) >= 0 && sqlite3_column_int(q, 0) < KIND_COUNT)
            return q;
        sqlite3_reset(q);
    }
    out_of_range(st, n, e);
    return NULL;
}

bool store_record(struct store *st, struct arena *a, uint32_t n, struct record *out, struct err *e)
{
    sqlite3_stmt *q = record_row(st, n, e);

    if (!q)
        return false;
    *out = (struct record){
        .n = n,
        .kind = (enum kind)sqlite3_column_int(q, 0),
        .id = stmt_text(q, 1, a),
        .name = {stmt_text(q, 2, a), stmt_text(q, 3, a)},
        .label = stmt_text(q, 4, a),
        .aspect = stmt_text(q, 5, a),
        .date = stmt_text(q, 6, a),
        .first_day = sqlite3_column_int(q, 7),
        .last_day = sqlite3_column_int(q, 8),
    };
    sqlite3_reset(q);
    return true;
}

/* "SELECT fields FROM resource WHERE column = ?1 ORDER BY row". */
static sqlite3_stmt *prepare_select(struct store *st, const struct resource *r, const char *column,
                                    struct err *e)
{
    struct buf sql = {0};
    sqlite3_stmt *q;

    for (int i = 0; i < r->n_fields; i++)
        buf_printf(&sql, "%s\"%s\"", i ? ", " : "SELECT ", r->fields[i].name);
    buf_printf(&sql, " FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY \"row\"", r->name, column);
    q = stmt_prepare(st, buf_cstr(&sql), e);
    buf_finish(&sql);
    return q;
}

static const char *const *row_values(sqlite3_stmt *q, const struct resource *r, struct arena *a)
{
    const char **values = arena_zeroed(a, (size_t)r->n_fields, sizeof *values);

    for (int i = 0; i < r->n_fields; i++)
        values[i] = stmt_text(q, i, a);
    return values;
}

bool store_fields(struct store *st, struct arena *a, uint32_t n, const char *const **values,
                  struct err *e)
{
    sqlite3_stmt *q = record_row(st, n, e);
    const struct resource *r;
    sqlite3_int64 row;
    enum kind kind;
    bool found;

    if (!q)
        return false;
    kind = (enum kind)sqlite3_column_int(q, 0);
    row = sqlite3_column_int64(q, 9);
    sqlite3_reset(q);
    r = schema_of_kind(kind);
    if (!st->fields[kind])
        st->fields[kind] = prepare_select(st, r, "row", e);
    q = st->fields[kind];
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, row);
    found = stmt_row(st, q, e);
    if (found)
        *values = row_values(q, r, a);
    sqlite3_reset(q);
    return found || out_of_range(st, n, e);
}

/* A growing array in an arena: doubles by copying, which the arena forgives. */
static void *grown(struct arena *a, void *items, size_t n_items, size_t item_bytes)
{
    size_t cap = n_items < 8 ? 8 : 2 * n_items;
    void *wider;

    if (n_items != 0 && (n_items < 8 || (n_items & (n_items - 1)) != 0))
        return items; /* room left: the capacity is the next power of two from 8 */
    wider = arena_zeroed(a, cap, item_bytes);
    if (n_items)
        memcpy(wider, items, n_items * item_bytes);
    return wider;
}

/* One edge of a row (from, to, relation); false if it points outside the dossier. */
static bool edge_at(const struct store *st, sqlite3_stmt *q, struct edge *out)
{
    sqlite3_int64 from = sqlite3_column_int64(q, 0), to = sqlite3_column_int64(q, 1);
    int relation = sqlite3_column_int(q, 2);

    if (from < 1 || from > st->n_records || to < 1 || to > st->n_records || relation < 0 ||
        relation >= REL_COUNT)
        return false;
    *out = (struct edge){(uint32_t)from, (uint32_t)to, (enum relation)relation, NULL};
    return true;
}

/* The edges that a bound statement finds. */
static bool read_edges(struct store *st, struct arena *a, sqlite3_stmt *q, uint32_t n,
                       struct edge **edges, size_t *n_edges, struct err *e)
{
    struct err bad = {0};
    struct edge *list = NULL;
    size_t count = 0;

    while (stmt_row(st, q, &bad)) {
        list = grown(a, list, count, sizeof *list);
        if (!edge_at(st, q, &list[count])) {
            sqlite3_reset(q);
            return out_of_range(st, n, e);
        }
        list[count++].role = stmt_text(q, 3, a);
    }
    *edges = list;
    *n_edges = count;
    return !bad.code || err_set(e, bad.code, "%s", bad.text);
}

bool store_edges(struct store *st, struct arena *a, uint32_t n, bool into, struct edge **edges,
                 size_t *n_edges, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, into ? STMT_EDGES_INTO : STMT_EDGES_FROM, e);

    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, n);
    return read_edges(st, a, q, n, edges, n_edges, e);
}

bool store_edges_between(struct store *st, struct arena *a, uint32_t from, enum relation relation,
                         uint32_t to, struct edge **edges, size_t *n_edges, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_EDGES_BETWEEN, e);

    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, from);
    sqlite3_bind_int64(q, 2, relation);
    sqlite3_bind_int64(q, 3, to);
    return read_edges(st, a, q, from, edges, n_edges, e);
}

bool store_rows(struct store *st, struct arena *a, const struct resource *r, const char *field,
                const char *id, struct row **rows, size_t *n_rows, struct err *e)
{
    sqlite3_stmt *q = prepare_select(st, r, field, e);
    struct err bad = {0};
    struct row *list = NULL;
    size_t count = 0;

    if (!q)
        return false;
    sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    while (stmt_row(st, q, &bad)) {
        list = grown(a, list, count, sizeof *list);
        list[count++].values = row_values(q, r, a);
    }
    sqlite3_finalize(q);
    *rows = list;
    *n_rows = count;
    return !bad.code || err_set(e, bad.code, "%s", bad.text);
}

static bool load_words(struct store *st, struct arena *a, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_WORDS, e);
    struct err bad = {0};
    struct word *list = arena_zeroed(a, 1, sizeof *list); /* loaded, even if there is none */
    size_t count = 0;

    while (q && stmt_row(st, q, &bad)) {
        list = grown(a, list, count, sizeof *list);
        if (sqlite3_column_int64(q, 0) != (sqlite3_int64)count + 1) {
            sqlite3_reset(q);
            return out_of_range(st, 0, e);
        }
        list[count] = (struct word){(uint32_t)count + 1, stmt_text(q, 1, a), stmt_text(q, 2, a)};
        count++;
    }
    if (!q || bad.code)
        return !q ? false : err_set(e, bad.code, "%s", bad.text);
    st->words = list;
    st->n_words = count;
    return true;
}

bool store_words(struct store *st, const struct word **words, size_t *n_words, struct err *e)
{
    if (!st->words && !load_words(st, &st->kept, e))
        return false;
    *words = st->words;
    *n_words = st->n_words;
    return true;
}

bool store_term_words(struct store *st, struct arena *a, struct term_word **words, size_t *n_words,
                      struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_TERM_WORDS, e);
    struct term_word *list = NULL;
    struct err bad = {0};
    size_t count = 0;

    while (q && stmt_row(st, q, &bad)) {
        sqlite3_int64 n = sqlite3_column_int64(q, 0);

        list = grown(a, list, count, sizeof *list);
        if (n < 1 || n > st->n_records) {
            sqlite3_reset(q);
            return out_of_range(st, 0, e);
        }
        list[count++] = (struct term_word){
            (uint32_t)n, strcmp(stmt_text(q, 1, a), "false-friend") == 0, stmt_text(q, 2, a)};
    }
    *words = list;
    *n_words = count;
    return !q ? false : !bad.code || err_set(e, bad.code, "%s", bad.text);
}

/* The one text of a statement without rows to walk. */
static bool only_text(struct store *st, sqlite3_stmt *q, struct arena *a, const char **text,
                      struct err *e)
{
    *text = "";
    if (!q)
        return false;
    if (stmt_row(st, q, e))
        *text = stmt_text(q, 0, a);
    sqlite3_reset(q);
    return !e || !e->code;
}

bool store_descriptor(struct store *st, struct arena *a, const char **json, struct err *e)
{
    return only_text(st, stmt_use(st, STMT_DESCRIPTOR, e), a, json, e);
}

bool store_package_text(struct store *st, struct arena *a, const char *key, const char **value,
                        struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_PACKAGE_TEXT, e);

    if (q)
        sqlite3_bind_text(q, 1, key, -1, SQLITE_STATIC);
    return only_text(st, q, a, value, e);
}
