/* The same partners in the same field twice. */
#include "nichiei/engine/twice.h"

#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

/* The two countries of the partnership. */
static const char *const countries[2] = {"JP", "GB"};

/* One record, and two partners in it, or a third one and 0. */
struct meeting {
    uint32_t theme, type, body[2], n;
};

/* Records that the same partners share: meetings[first .. first + n_records). */
struct run {
    const struct meeting *first;
    size_t n_records;
};

struct finder_twice {
    struct corpus *c;
    uint32_t country[2]; /* numbers of their words, 0 if no record has it */
    struct buf meetings;
    uint32_t *values; /* bodies of one record */
};

static void find_countries(struct finder_twice *f)
{
    for (size_t i = 0; i < f->c->n_words; i++)
        for (int side = 0; side < 2; side++)
            if (strcmp(f->c->word[i].field, "country") == 0 &&
                strcmp(f->c->word[i].word, countries[side]) == 0)
                f->country[side] = f->c->word[i].v;
}

/* 0 or 1: of that country; 2: of neither. */
static int side_of(const struct finder_twice *f, uint32_t body)
{
    for (int side = 0; side < 2; side++)
        if (f->country[side] && corpus_bears(f->c, body, QUERY_COUNTRY, f->country[side]))
            return side;
    return 2;
}

static void add_meeting(struct finder_twice *f, const struct meeting *m)
{
    buf_add(&f->meetings, m, sizeof *m);
}

/* The field of a record: its theme, its type. */
static struct meeting field_of(const struct finder_twice *f, uint32_t n)
{
    struct meeting m = {.n = n};

    if (corpus_values(f->c, n, QUERY_THEME, f->values))
        m.theme = f->values[0];
    if (corpus_values(f->c, n, QUERY_TYPE, f->values))
        m.type = f->values[0];
    return m;
}

static void add_meetings(struct finder_twice *f, uint32_t n)
{
    struct meeting m = field_of(f, n);
    size_t n_bodies = corpus_values(f->c, n, QUERY_ACTOR, f->values);

    for (size_t i = 0; i < n_bodies; i++) {
        int side = side_of(f, f->values[i]);

        m.body[0] = f->values[i];
        m.body[1] = 0;
        if (side == 2)
            add_meeting(f, &m);
        for (size_t j = 0; side == 0 && j < n_bodies; j++)
            if (side_of(f, f->values[j]) == 1) {
                m.body[1] = f->values[j];
                add_meeting(f, &m);
            }
    }
}

static int compare(uint32_t l, uint32_t r)
{
    return l < r ? -1 : l > r;
}

static int by_partners(const void *left, const void *right)
{
    const struct meeting *l = left, *r = right;
    int order = compare(l->theme, r->theme);

    order = order ? order : compare(l->type, r->type);
    order = order ? order : compare(l->body[0], r->body[0]);
    order = order ? order : compare(l->body[1], r->body[1]);
    return order ? order : compare(l->n, r->n);
}

static bool same_partners(const struct meeting *l, const struct meeting *r)
{
    return l->theme == r->theme && l->type == r->type && l->body[0] == r->body[0] &&
           l->body[1] == r->body[1];
}

/* By size, then field, then whether two met or a third, then the records: those of the same records
 * come together. */
static int by_records(const void *left, const void *right)
{
    const struct run *l = left, *r = right;
    int order = compare((uint32_t)r->n_records, (uint32_t)l->n_records);

    order = order ? order : compare(l->first->theme, r->first->theme);
    order = order ? order : compare(l->first->type, r->first->type);
    order = order ? order : compare(!l->first->body[1], !r->first->body[1]);
    for (size_t i = 0; !order && i < l->n_records; i++)
        order = compare(l->first[i].n, r->first[i].n);
    order = order ? order : compare(l->first->body[0], r->first->body[0]);
    return order ? order : compare(l->first->body[1], r->first->body[1]);
}

static bool same_records(const struct run *l, const struct run *r)
{
    bool same = l->n_records == r->n_records && l->first->theme == r->first->theme &&
                l->first->type == r->first->type && !l->first->body[1] == !r->first->body[1];

    for (size_t i = 0; same && i < l->n_records; i++)
        same = l->first[i].n == r->first[i].n;
    return same;
}

/* Runs of two and more meetings of the same partners. */
static size_t find_runs(const struct meeting *m, size_t n, struct run *runs)
{
    size_t n_runs = 0, end;

    for (size_t i = 0; i < n; i = end) {
        for (end = i + 1; end < n && same_partners(&m[i], &m[end]);)
            end++;
        if (end - i > 1)
            runs[n_runs++] = (struct run){&m[i], end - i};
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
            if (runs[i].first->body[k])
                body[n++] = runs[i].first->body[k];
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
    struct twice t = {.theme = runs->first->theme,
                      .type = runs->first->type,
                      .third = !runs->first->body[1],
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
    ok = f->values != NULL;
    for (size_t i = 0; ok && i < set->n_records; i++)
        add_meetings(f, set->n[i]);
    free(f->values);
    f->values = NULL;
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

        qsort(m, n, sizeof *m, by_partners);
        merge_runs(a, runs, find_runs(m, n, runs), found, n_found);
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
