/* The same partners in the same field twice. */
#include "nichiei/engine/twice.h"

#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

/* The two countries of the partnership. */
static const char *const countries[2] = {"JP", "GB"};

/* One record, and two partners in it, or a third one and 0, in one field: as one number, which
 * sorts by field, then by partners. */
struct meeting {
    uint64_t key;
    uint32_t n;
};

struct partners {
    uint32_t theme, type, body[2];
};

/* Records that the same partners share: meetings[first .. first + n_records). */
struct run {
    const struct meeting *first;
    size_t n_records;
    struct partners who;
};

struct finder_twice {
    struct corpus *c;
    uint32_t country[2]; /* numbers of their words, 0 if no record has it */
    uint8_t *side;       /* by body: side_of() + 1, once it was asked */
    struct buf meetings;
    uint32_t *values; /* bodies of one record */
};

static void find_countries(struct finder_twice *f)
{
    for (int side = 0; side < 2; side++)
        f->country[side] = corpus_word(f->c, QUERY_COUNTRY, countries[side]);
}

/* 0 or 1: of that country; 2: of neither. */
static int find_side(const struct finder_twice *f, uint32_t body)
{
    for (int side = 0; side < 2; side++)
        if (f->country[side] && corpus_bears(f->c, body, QUERY_COUNTRY, f->country[side]))
            return side;
    return 2;
}

static int side_of(const struct finder_twice *f, uint32_t body)
{
    if (!f->side)
        return find_side(f, body);
    if (!f->side[body])
        f->side[body] = (uint8_t)(find_side(f, body) + 1);
    return f->side[body] - 1;
}

/* Numbers of a kind from 1, and how many; 0 stays 0. */
static uint64_t number_in(const struct corpus *c, enum kind kind, uint32_t n)
{
    return n ? n - c->first[kind] + 1 : 0;
}

static uint64_t room_of(const struct corpus *c, enum kind kind)
{
    return c->first[kind] ? c->last[kind] - c->first[kind] + 2 : 1;
}

static uint64_t key_of(const struct corpus *c, const struct partners *p)
{
    uint64_t key = number_in(c, KIND_THEME, p->theme);

    key = key * room_of(c, KIND_TYPE) + number_in(c, KIND_TYPE, p->type);
    key = key * room_of(c, KIND_ACTOR) + number_in(c, KIND_ACTOR, p->body[0]);
    return key * room_of(c, KIND_ACTOR) + number_in(c, KIND_ACTOR, p->body[1]);
}

/* Takes the last of the numbers in a key out of it. */
static uint32_t take_number(const struct corpus *c, enum kind kind, uint64_t *key)
{
    uint32_t number = (uint32_t)(*key % room_of(c, kind));

    *key /= room_of(c, kind);
    return number ? number + c->first[kind] - 1 : 0;
}

static struct partners partners_of(const struct corpus *c, uint64_t key)
{
    struct partners p;

    p.body[1] = take_number(c, KIND_ACTOR, &key);
    p.body[0] = take_number(c, KIND_ACTOR, &key);
    p.type = take_number(c, KIND_TYPE, &key);
    p.theme = take_number(c, KIND_THEME, &key);
    return p;
}

static void add_meeting(struct finder_twice *f, const struct partners *p, uint32_t n)
{
    const struct meeting m = {key_of(f->c, p), n};

    buf_add(&f->meetings, &m, sizeof m);
}

/* The field of a record: its theme, its type. */
static struct partners field_of(const struct finder_twice *f, uint32_t n)
{
    struct partners p = {0};

    if (corpus_values(f->c, n, QUERY_THEME, f->values))
        p.theme = f->values[0];
    if (corpus_values(f->c, n, QUERY_TYPE, f->values))
        p.type = f->values[0];
    return p;
}

static void add_meetings(struct finder_twice *f, uint32_t n)
{
    struct partners p = field_of(f, n);
    size_t n_bodies = corpus_values(f->c, n, QUERY_ACTOR, f->values);

    for (size_t i = 0; i < n_bodies; i++) {
        int side = side_of(f, f->values[i]);

        p.body[0] = f->values[i];
        p.body[1] = 0;
        if (side == 2)
            add_meeting(f, &p, n);
        for (size_t j = 0; side == 0 && j < n_bodies; j++)
            if (side_of(f, f->values[j]) == 1) {
                p.body[1] = f->values[j];
                add_meeting(f, &p, n);
            }
    }
}

static int compare(uint32_t l, uint32_t r)
{
    return l < r ? -1 : l > r;
}

/* Sorts by key, digit by digit, and keeps the records' order among the same: there may be as many
 * as all records have pairs of partners. False if out of memory. */
static bool sort_meetings(struct meeting *m, size_t n)
{
    enum { BITS = 11, DIGITS = 1 << BITS };
    struct meeting *to = n ? malloc(n * sizeof *to) : NULL, *from = m;
    bool ok = !n || to;
    uint64_t most = 0;

    for (size_t i = 0; i < n; i++)
        most = m[i].key > most ? m[i].key : most;
    for (int shift = 0; to && shift < 64 && most >> shift; shift += BITS) {
        size_t at[DIGITS + 1] = {0};
        struct meeting *swap = from;

        for (size_t i = 0; i < n; i++)
            at[(from[i].key >> shift) % DIGITS + 1]++;
        for (int d = 0; d < DIGITS; d++)
            at[d + 1] += at[d];
        for (size_t i = 0; i < n; i++)
            to[at[(from[i].key >> shift) % DIGITS]++] = from[i];
        from = to;
        to = swap;
    }
    if (to && from != m)
        memcpy(m, from, n * sizeof *m);
    free(from == m ? to : from);
    return ok;
}

/* By size, then field, then whether two met or a third, then the records: those of the same records
 * come together. */
static int by_records(const void *left, const void *right)
{
    const struct run *l = left, *r = right;
    int order = compare((uint32_t)r->n_records, (uint32_t)l->n_records);

    order = order ? order : compare(l->who.theme, r->who.theme);
    order = order ? order : compare(l->who.type, r->who.type);
    order = order ? order : compare(!l->who.body[1], !r->who.body[1]);
    for (size_t i = 0; !order && i < l->n_records; i++)
        order = compare(l->first[i].n, r->first[i].n);
    order = order ? order : compare(l->who.body[0], r->who.body[0]);
    return order ? order : compare(l->who.body[1], r->who.body[1]);
}

static bool same_records(const struct run *l, const struct run *r)
{
    bool same = l->n_records == r->n_records && l->who.theme == r->who.theme &&
                l->who.type == r->who.type && !l->who.body[1] == !r->who.body[1];

    for (size_t i = 0; same && i < l->n_records; i++)
        same = l->first[i].n == r->first[i].n;
    return same;
}

/* Runs of two and more meetings of the same partners. */
static size_t find_runs(const struct corpus *c, const struct meeting *m, size_t n, struct run *runs)
{
    size_t n_runs = 0, end;

    for (size_t i = 0; i < n; i = end) {
        for (end = i + 1; end < n && m[i].key == m[end].key;)
            end++;
        if (end - i > 1)
            runs[n_runs++] = (struct run){&m[i], end - i, partners_of(c, m[i].key)};
    }
    return n_runs;
}

static int by_number(const void *left, const void *right)
{
    return compare(*(const uint32_t *)left, *(const uint32_t *)right);
}

/* The bodies of runs with the same records, each once. */
static void take_bodies(struct arena *a, const struct run *runs, size_t n_runs, struct twice *t)
{
    uint32_t *body = arena_zeroed(a, 2 * n_runs + 1, sizeof *body);
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < n_runs; i++)
        for (int k = 0; k < 2; k++)
            if (runs[i].who.body[k])
                body[n++] = runs[i].who.body[k];
    qsort(body, n, sizeof *body, by_number);
    for (size_t i = 0; i < n; i++)
        if (!kept || body[kept - 1] != body[i])
            body[kept++] = body[i];
    t->body = body;
    t->n_bodies = kept;
}

static struct twice make_one(struct arena *a, const struct run *runs, size_t n_runs)
{
    uint32_t *n = arena_zeroed(a, runs->n_records, sizeof *n);
    struct twice t = {.theme = runs->who.theme,
                      .type = runs->who.type,
                      .third = !runs->who.body[1],
                      .n = n,
                      .n_records = runs->n_records};

    for (size_t i = 0; i < runs->n_records; i++)
        n[i] = runs->first[i].n;
    take_bodies(a, runs, n_runs, &t);
    return t;
}

static void merge_runs(struct arena *a, struct run *runs, size_t n_runs, struct twice **found,
                       size_t *n_found)
{
    size_t end;

    qsort(runs, n_runs, sizeof *runs, by_records);
    *found = arena_zeroed(a, n_runs + 1, sizeof **found);
    for (size_t i = 0; i < n_runs; i = end) {
        for (end = i + 1; end < n_runs && same_records(&runs[i], &runs[end]);)
            end++;
        (*found)[(*n_found)++] = make_one(a, &runs[i], end - i);
    }
}

static bool gather(struct finder_twice *f, const struct matrix_set *set)
{
    size_t most = 1;
    bool ok;

    for (size_t i = 0; i < set->n_records; i++)
        if (corpus_max_values(f->c, set->n[i]) > most)
            most = corpus_max_values(f->c, set->n[i]);
    f->values = calloc(most, sizeof *f->values);
    f->side = calloc((size_t)f->c->n_records + 1, sizeof *f->side);
    ok = f->values && f->side;
    for (size_t i = 0; ok && i < set->n_records; i++)
        add_meetings(f, set->n[i]);
    free(f->values);
    free(f->side);
    f->values = NULL;
    f->side = NULL;
    return ok && !f->meetings.failed;
}

bool twice_find(struct corpus *c, struct arena *a, const struct matrix_set *set,
                struct twice **found, size_t *n_found, struct err *e)
{
    struct finder_twice f = {.c = c};
    struct run *runs;
    size_t n;
    bool ok;

    *found = NULL;
    *n_found = 0;
    if (!store_index_more(c->st, e) || !corpus_load_words(c, e))
        return false;
    find_countries(&f);
    ok = gather(&f, set);
    n = f.meetings.n_bytes / sizeof(struct meeting);
    runs = calloc(n / 2 + 1, sizeof *runs);
    if (ok && runs && n) {
        struct meeting *m = (void *)f.meetings.bytes;

        ok = sort_meetings(m, n);
        if (ok)
            merge_runs(a, runs, find_runs(c, m, n, runs), found, n_found);
    }
    ok = ok && runs;
    free(runs);
    buf_finish(&f.meetings);
    return ok || err_set(e, ERR_DATA, "out of memory");
}

bool twice_query(struct corpus *c, struct store *st, const struct twice *t, struct query *q)
{
    struct finder_twice f = {.c = c};
    bool ok = matrix_term(q, st, QUERY_THEME, t->theme) && matrix_term(q, st, QUERY_TYPE, t->type);
    bool asked[3] = {false, false, false};

    find_countries(&f);
    for (size_t i = 0; ok && i < t->n_bodies; i++) {
        int side = side_of(&f, t->body[i]);

        if (!asked[side])
            ok = matrix_term(q, st, QUERY_ACTOR, t->body[i]);
        asked[side] = true;
    }
    return ok;
}
