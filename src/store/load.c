/*
 * Loading the packed columns that the filter works on. They go straight to where they stay, and are
 * checked in passes over the whole: the file may come from anyone.
 */
#include "db.h"
#include "derive.h"
#include "pack.h"

#include <string.h>

static bool damaged(const struct store *st, struct err *e)
{
    return err_set(e, ERR_DATA, "%s: damaged dossier (its index does not fit); take a fresh copy",
                   st->name);
}

/* How many bytes a column has. What is loaded is never more than the file itself. */
static bool column_bytes(struct store *st, const char *name, uint64_t *n_bytes, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_PACKED_BYTES, e);
    sqlite3_int64 found;

    if (!q)
        return false;
    sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
    if (!stmt_row(st, q, e))
        return false;
    found = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    *n_bytes = (uint64_t)found;
    return (found >= 0 && found <= st->size_bytes) || damaged(st, e);
}

/* A chunk of a column, to be closed; NULL with e. */
static sqlite3_blob *open_chunk(struct store *st, const char *name, uint32_t chunk, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_PACKED_ROW, e);
    sqlite3_blob *blob = NULL;

    if (!q)
        return NULL;
    sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, chunk);
    if (sqlite3_step(q) != SQLITE_ROW ||
        sqlite3_blob_open(st->db, "main", "packed", "bytes", sqlite3_column_int64(q, 0), 0,
                          &blob) != SQLITE_OK)
        damaged(st, e);
    sqlite3_reset(q);
    return blob;
}

/* Reads the chunk of a column of n_bytes in all to its place in `to`. */
static bool load_chunk(struct store *st, const char *name, uint32_t chunk, char *to,
                       uint64_t n_bytes, struct err *e)
{
    const uint64_t at = chunk * (uint64_t)PACK_CHUNK_BYTES;
    const uint64_t left = n_bytes - at;
    const int part = (int)(left < PACK_CHUNK_BYTES ? left : PACK_CHUNK_BYTES);
    sqlite3_blob *blob = open_chunk(st, name, chunk, e);
    bool ok = blob && sqlite3_blob_bytes(blob) == part &&
              sqlite3_blob_read(blob, to + at, part, 0) == SQLITE_OK;

    sqlite3_blob_close(blob);
    return ok || damaged(st, e);
}

/* A whole column into the arena; NULL with e unless it is `count` numbers of `width` bytes. */
static void *load_column(struct store *st, struct arena *a, const char *name, size_t width,
                         uint64_t count, struct err *e)
{
    uint64_t n_bytes;
    char *bytes;

    if (!column_bytes(st, name, &n_bytes, e))
        return NULL;
    if (n_bytes != count * width) {
        damaged(st, e);
        return NULL;
    }
    bytes = arena_zeroed(a, (size_t)count + 1, width);
    for (uint32_t chunk = 0; chunk * (uint64_t)PACK_CHUNK_BYTES < n_bytes; chunk++)
        if (!load_chunk(st, name, chunk, bytes, n_bytes, e))
            return NULL;
    return bytes;
}

/* Reads the bytes from..to of a column of n_bytes in all. */
static bool load_range(struct store *st, const char *name, uint64_t from, uint64_t to, char *out,
                       struct err *e)
{
    while (from < to) {
        const uint64_t chunk = from / PACK_CHUNK_BYTES, skip = from % PACK_CHUNK_BYTES;
        const uint64_t left = PACK_CHUNK_BYTES - skip;
        const int part = (int)(to - from < left ? to - from : left);
        sqlite3_blob *blob = open_chunk(st, name, (uint32_t)chunk, e);
        bool ok = blob && sqlite3_blob_read(blob, out, part, (int)skip) == SQLITE_OK;

        sqlite3_blob_close(blob);
        if (!ok)
            return damaged(st, e);
        out += part;
        from += (uint64_t)part;
    }
    return true;
}

/* Numbers of four bytes, from the file's order into the machine's. */
static void to_machine_order(uint32_t *numbers, uint64_t count)
{
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    for (uint64_t i = 0; i < count; i++) {
        const unsigned char *b = (const unsigned char *)&numbers[i];

        numbers[i] = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    }
#else
    (void)numbers;
    (void)count;
#endif
}

static uint32_t *load_numbers(struct store *st, struct arena *a, const char *name, uint64_t count,
                              struct err *e)
{
    uint32_t *numbers = load_column(st, a, name, sizeof *numbers, count, e);

    if (numbers)
        to_machine_order(numbers, count);
    return numbers;
}

/* Where the rows of each record start: from 0, never back; the last number is how many there are.
 * With `gap`, each record has at least that many. */
static uint32_t *load_offsets(struct store *st, struct arena *a, const char *name, uint32_t gap,
                              struct err *e)
{
    uint32_t *at = load_numbers(st, a, name, (uint64_t)st->n_records + 1, e);
    bool ok = at && at[0] == 0;

    for (uint32_t i = 0; ok && i < st->n_records; i++)
        ok = at[i + 1] >= at[i] && at[i + 1] - at[i] >= gap;
    if (at && !ok)
        damaged(st, e);
    return ok ? at : NULL;
}

/* So many at once, each beside the others: a compiler makes one step of them. */
enum { NUMBERS_AT_ONCE = 8, BYTES_AT_ONCE = 16 };

/* The numbers of records: from 1, and no larger than there are records. */
static bool are_records(const struct store *st, const uint32_t *n, size_t count, struct err *e)
{
    uint32_t highest[NUMBERS_AT_ONCE] = {0}; /* less one, so that 0 is the highest of all */
    bool ok = true;
    size_t i = 0;

    for (; i + NUMBERS_AT_ONCE <= count; i += NUMBERS_AT_ONCE)
        for (size_t k = 0; k < NUMBERS_AT_ONCE; k++)
            highest[k] = n[i + k] - 1 > highest[k] ? n[i + k] - 1 : highest[k];
    for (size_t k = 0; k < NUMBERS_AT_ONCE && count >= NUMBERS_AT_ONCE; k++)
        ok &= highest[k] < st->n_records;
    for (; i < count; i++)
        ok &= n[i] - 1 < st->n_records;
    return ok || damaged(st, e);
}

static bool are_below(const struct store *st, const uint8_t *byte, size_t count, int limit,
                      struct err *e)
{
    uint8_t highest[BYTES_AT_ONCE] = {0};
    bool ok = true;
    size_t i = 0;

    for (; i + BYTES_AT_ONCE <= count; i += BYTES_AT_ONCE)
        for (size_t k = 0; k < BYTES_AT_ONCE; k++)
            highest[k] = byte[i + k] > highest[k] ? byte[i + k] : highest[k];
    for (size_t k = 0; k < BYTES_AT_ONCE; k++)
        ok &= highest[k] < limit;
    for (; i < count; i++)
        ok &= byte[i] < limit;
    return ok || damaged(st, e);
}

bool store_index(struct store *st, const struct store_index **out, struct err *e)
{
    struct store_index *ix = &st->index;

    *out = ix;
    if (ix->into_at)
        return true;
    return (ix->kind = load_column(st, &st->kept, "kind", 1, st->n_records, e)) &&
           are_below(st, ix->kind, st->n_records, KIND_COUNT, e) &&
           (ix->into_at = load_offsets(st, &st->kept, "into_at", 0, e));
}

/* Where n edges lead, or come from, and what they are. */
static bool load_edges(struct store *st, const char *ends, const char *kinds, size_t n,
                       uint32_t **end, uint8_t **relation, struct err *e)
{
    return (*end = load_numbers(st, &st->kept, ends, n, e)) && are_records(st, *end, n, e) &&
           (*relation = load_column(st, &st->kept, kinds, 1, n, e)) &&
           are_below(st, *relation, n, REL_COUNT, e);
}

bool store_days(struct store *st, struct err *e)
{
    struct store_index *ix = &st->index;

    if (!ix->first_day)
        ix->first_day = (int32_t *)load_numbers(st, &st->kept, "first_day", st->n_records, e);
    if (ix->first_day && !ix->last_day)
        ix->last_day = (int32_t *)load_numbers(st, &st->kept, "last_day", st->n_records, e);
    return ix->last_day != NULL;
}

bool store_index_more(struct store *st, struct err *e)
{
    const struct store_index *first;
    struct store_index *ix = &st->index, more;
    size_t n;

    if (ix->relation)
        return true;
    if (!store_index(st, &first, e) || !store_days(st, e))
        return false;
    more = *ix;
    n = ix->into_at[st->n_records];
    if (!(more.from_at = load_offsets(st, &st->kept, "from_at", 0, e)))
        return false;
    if (more.from_at[st->n_records] != n)
        return damaged(st, e);
    if (!load_edges(st, "into_from", "into_relation", n, &more.into_from, &more.into_relation, e) ||
        !load_edges(st, "edge_to", "edge_relation", n, &more.to, &more.relation, e))
        return false;
    *ix = more;
    return true;
}

/* Reads them alone: before the first screen there is no time for all. */
static bool read_edges_into(struct store *st, uint32_t begin, struct edges_into *out, struct err *e)
{
    const uint64_t n = out->n_edges;
    uint32_t *from;
    uint8_t *relation;

    arena_reset(&st->lent);
    out->from = from = arena_zeroed(&st->lent, n + 1, sizeof *from);
    out->relation = relation = arena_zeroed(&st->lent, n + 1, 1);
    if (!load_range(st, "into_from", begin * sizeof *from, (begin + n) * sizeof *from, (char *)from,
                    e) ||
        !load_range(st, "into_relation", begin, begin + n, (char *)relation, e))
        return false;
    to_machine_order(from, n);
    return are_records(st, from, n, e) && are_below(st, relation, n, REL_COUNT, e);
}

bool store_edges_into(struct store *st, uint32_t n, struct edges_into *out, struct err *e)
{
    const struct store_index *ix;
    uint32_t begin;

    if (!store_index(st, &ix, e))
        return false;
    begin = ix->into_at[n - 1];
    *out = (struct edges_into){.n_edges = ix->into_at[n] - begin};
    if (!ix->relation)
        return read_edges_into(st, begin, out, e);
    out->from = ix->into_from + begin;
    out->relation = ix->into_relation + begin;
    return true;
}

/* How many words there are: the highest number that a record may bear. */
static bool count_words(struct store *st, uint32_t *n_words, struct err *e)
{
    sqlite3_stmt *q = stmt_use(st, STMT_COUNT_WORDS, e);

    if (!q || !stmt_row(st, q, e))
        return false;
    *n_words = (uint32_t)sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return true;
}

bool store_load_words(struct store *st, struct arena *a, uint32_t **at, uint32_t **v, struct err *e)
{
    uint32_t n_words = 0;
    bool ok = true;

    if (!count_words(st, &n_words, e) || !(*at = load_offsets(st, a, "word_at", 0, e)) ||
        !(*v = load_numbers(st, a, "word_v", (*at)[st->n_records], e)))
        return false;
    for (uint32_t n = 1; n <= st->n_records; n++) {
        uint32_t before = 0;

        for (uint32_t i = (*at)[n - 1]; i < (*at)[n]; i++) {
            ok &= (*v)[i] > before && (*v)[i] <= n_words;
            before = (*v)[i];
        }
    }
    return ok || damaged(st, e);
}

bool store_text_start(struct store *st, struct arena *a, struct search_text *t, struct err *e)
{
    *t = (struct search_text){0};
    for (int part = 0; part < TEXT_PARTS; part++) {
        const char *name = derive_text_column((enum text_part)part, true);
        uint64_t n_bytes;
        uint32_t *at = load_offsets(st, a, name, 1, e);

        if (!at || !column_bytes(st, derive_text_column((enum text_part)part, false), &n_bytes, e))
            return false;
        if (n_bytes != at[st->n_records])
            return damaged(st, e);
        t->part[part].at = at;
        t->part[part].bytes = arena_zeroed(a, (size_t)n_bytes + 1, 1);
    }
    t->whole = st->n_records == 0;
    return true;
}

/* Does each piece that is there now end with a NUL? */
static bool check_pieces(const struct store *st, struct search_text *t, uint64_t n_loaded,
                         struct err *e)
{
    const uint32_t *at = t->part[t->next_part].at;
    bool ok = true;

    for (; t->n_checked < st->n_records && at[t->n_checked + 1] <= n_loaded; t->n_checked++)
        ok &= t->part[t->next_part].bytes[at[t->n_checked + 1] - 1] == '\0';
    return ok || damaged(st, e);
}

bool store_text_more(struct store *st, struct search_text *t, struct err *e)
{
    const char *name;
    uint64_t n_bytes, n_loaded;

    if (t->whole)
        return true;
    name = derive_text_column((enum text_part)t->next_part, false);
    n_bytes = t->part[t->next_part].at[st->n_records];
    if (!load_chunk(st, name, t->next_chunk, t->part[t->next_part].bytes, n_bytes, e))
        return false;
    n_loaded = ++t->next_chunk * (uint64_t)PACK_CHUNK_BYTES;
    if (!check_pieces(st, t, n_loaded < n_bytes ? n_loaded : n_bytes, e))
        return false;
    if (n_loaded >= n_bytes) {
        t->next_chunk = t->n_checked = 0;
        t->whole = ++t->next_part == TEXT_PARTS;
    }
    return true;
}

/* The names of the records from first to last, those of the kind. */
static bool load_names(struct store *st, enum kind kind, uint32_t first, uint32_t last,
                       struct name_list *out, struct err *e)
{
    const uint32_t *at = st->names_at;
    const uint32_t n_bytes = at[last] - at[first - 1];
    char *bytes = arena_zeroed(&st->kept, (size_t)n_bytes + 1, 1); /* ends with a NUL, anyhow */
    uint32_t *n = arena_zeroed(&st->kept, last - first + 1, sizeof *n);
    const char **names = arena_zeroed(&st->kept, last - first + 1, sizeof *names);

    if (!load_range(st, derive_text_column(TEXT_NAMES, false), at[first - 1], at[last], bytes, e))
        return false;
    for (uint32_t i = first; i <= last; i++)
        if (st->index.kind[i - 1] == kind) {
            n[out->n_records] = i;
            names[out->n_records++] = bytes + (at[i - 1] - at[first - 1]);
        }
    out->n = n;
    out->names = names;
    return true;
}

bool store_names(struct store *st, enum kind kind, const struct name_list **out, struct err *e)
{
    struct name_list *list = &st->names[kind];
    const struct store_index *ix;
    uint32_t first = 0, last = 0;

    *out = list;
    if (list->names)
        return true;
    if (!store_index(st, &ix, e))
        return false;
    if (!st->names_at)
        st->names_at = load_offsets(st, &st->kept, derive_text_column(TEXT_NAMES, true), 1, e);
    if (!st->names_at)
        return false;
    for (uint32_t i = 1; i <= st->n_records; i++)
        if (st->index.kind[i - 1] == kind) {
            first = first ? first : i;
            last = i;
        }
    return !last || load_names(st, kind, first, last, list, e);
}
