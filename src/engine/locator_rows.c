/*
 * What citations tell of a document: how many are found in it, and which row of a table has which
 * label. Labels number what a table holds in its order, but a row may hold several, and a row may
 * be missing; what the dossier says of those who cite a label, their names, tells where it stands.
 * The best way to lay the labels over the rows without changing their order is taken.
 */
#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include "locator_in.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one label more in a row costs, and a row without one; in parts of a perfect likeness. */
static const double SHARED = 0.12, SKIPPED = 0.12;

/* Pairs of characters are told apart by a hash of this many values. */
enum { PAIRS = 1 << 13, MAX_LABELS = 400, MAX_ROWS = 400 };

bool locator_citations(struct store *st, struct arena *a, uint32_t source,
                       struct cited_place **places, size_t *n_places, struct err *e)
{
    struct edge *edges, *of_note;
    size_t n_edges, n_of_note, cap, n = 0;

    if (!store_edges(st, a, source, true, &edges, &n_edges, e))
        return false;
    cap = n_edges + 1;
    *places = arena_zeroed(a, cap, sizeof **places);
    for (size_t i = 0; i < n_edges; i++)
        if (edges[i].relation == REL_CITES)
            (*places)[n++] = (struct cited_place){edges[i].from, edges[i].role};
    for (size_t i = 0; i < n_edges; i++) {
        if (edges[i].relation != REL_DOCUMENT)
            continue;
        if (!store_edges(st, a, edges[i].from, true, &of_note, &n_of_note, e))
            return false;
        for (size_t k = 0; k < n_of_note; k++) {
            if (of_note[k].relation != REL_CITES)
                continue;
            if (n == cap) {
                struct cited_place *wider = arena_zeroed(a, 2 * cap, sizeof *wider);

                memcpy(wider, *places, n * sizeof *wider);
                *places = wider;
                cap *= 2;
            }
            (*places)[n++] = (struct cited_place){of_note[k].from, of_note[k].role};
        }
    }
    *n_places = n;
    return true;
}

/* "tab=1;row=A20": the table, and a label that is neither a number nor a word for a line below. */
static bool label_of(const char *locator, int *table, char label[24])
{
    const char *row = strstr(locator, "row=");

    if (sscanf(locator, "tab=%d", table) != 1 || !row || (row[4] >= '0' && row[4] <= '9') ||
        strcmp(row + 4, "note") == 0 || strcmp(row + 4, "source") == 0 || strpbrk(row + 4, ",;-"))
        return false;
    return snprintf(label, 24, "%s", row + 4) < 24;
}

/* By table, then letters, then numbers by their value. */
static int compare(int table_a, const char *a, int table_b, const char *b)
{
    size_t head = strcspn(a, "0123456789"), other = strcspn(b, "0123456789");
    int by = table_a - table_b;

    if (!by && head == other && memcmp(a, b, head) == 0 && a[head] && b[other])
        by = atoi(a + head) - atoi(b + other);
    return by ? by : strcmp(a, b);
}

static int by_label(const void *a, const void *b)
{
    const struct row_label *x = a, *y = b;

    return compare(x->table, x->label, y->table, y->label);
}

static bool collect_labels(struct locating *in, const struct cited_place *places, size_t n_places)
{
    in->rows = arena_zeroed(&in->mem, MAX_LABELS, sizeof *in->rows);
    for (size_t i = 0; i < n_places; i++) {
        struct row_label row = {.block = DOCUMENT_NONE};
        char label[24];
        size_t k = 0;

        if (!label_of(places[i].locator, &row.table, label))
            continue;
        while (k < in->n_rows &&
               (in->rows[k].table != row.table || strcmp(in->rows[k].label, label) != 0))
            k++;
        if (k < in->n_rows || k == MAX_LABELS)
            continue;
        row.label = arena_copy(&in->mem, label, strlen(label));
        in->rows[in->n_rows++] = row;
    }
    qsort(in->rows, in->n_rows, sizeof *in->rows, by_label);
    return in->n_rows > 0;
}

/* The pairs of neighbouring characters in a text, as a set. */
struct pairs {
    unsigned char has[PAIRS / 8];
};

static bool has_pair(const struct pairs *p, unsigned pair)
{
    return p->has[pair / 8] >> (pair % 8) & 1;
}

static void add_pairs(struct pairs *p, struct buf *key, const char *s, size_t n_bytes)
{
    unsigned before = 0;

    buf_reset(key);
    fold_key(key, s, n_bytes);
    for (size_t i = 0; i < key->n_bytes;) {
        unsigned c = 0;

        do
            c = c * 193 + (unsigned char)key->bytes[i++];
        while (i < key->n_bytes && ((unsigned char)key->bytes[i] & 0xC0) == 0x80);
        if (before && c != ' ') {
            unsigned pair = (before * 31 + c) * 2654435761U >> 19; /* its 13 highest bits */

            p->has[pair / 8] |= (unsigned char)(1U << pair % 8);
        }
        before = c == ' ' ? 0 : c;
    }
}

/* A table: its rows and the labels for them. */
struct laying {
    struct row_label *labels;
    size_t n_labels, n_rows;
    size_t blocks[MAX_ROWS];
    struct pairs *of_row, *of_label;
    double weight[PAIRS]; /* a pair that few rows have says more */
    float *likeness;      /* n_labels x n_rows */
};

/* The n-th of a byte's eight pairs and those behind it: n of the first that is there, or 8. */
static unsigned next_pair(unsigned char byte, unsigned n)
{
    while (n < 8 && !(byte >> n & 1))
        n++;
    return n;
}

static void weigh(struct laying *l)
{
    for (size_t r = 0; r < l->n_rows; r++)
        for (unsigned at = 0; at < PAIRS / 8; at++)
            for (unsigned n = 0; l->of_row[r].has[at] && n < 8; n++)
                if ((n = next_pair(l->of_row[r].has[at], n)) < 8)
                    l->weight[8 * at + n]++;
    for (unsigned pair = 0; pair < PAIRS; pair++)
        if (l->weight[pair] > 0)
            l->weight[pair] = log((double)(l->n_rows + 1) / l->weight[pair]);
}

/* How much of what a label's names share with any row they share with this one. */
static void liken(struct laying *l, size_t label)
{
    double all = 0, shared[MAX_ROWS] = {0};

    for (unsigned at = 0; at < PAIRS / 8; at++)
        for (unsigned n = 0; l->of_label[label].has[at] && n < 8; n++) {
            unsigned pair;

            if ((n = next_pair(l->of_label[label].has[at], n)) == 8)
                break;
            pair = 8 * at + n;
            if (l->weight[pair] == 0)
                continue;
            all += l->weight[pair];
            for (size_t r = 0; r < l->n_rows; r++)
                if (has_pair(&l->of_row[r], pair))
                    shared[r] += l->weight[pair];
        }
    for (size_t r = 0; r < l->n_rows && all > 0; r++)
        l->likeness[label * l->n_rows + r] = (float)(shared[r] / all);
}

/* Lays labels over rows, in order: each at or behind the row of the one before. */
static void lay(const struct laying *l, int *row_of)
{
    size_t n = l->n_rows;
    double *best = calloc((l->n_labels + 1) * n, sizeof *best);
    int *from = calloc((l->n_labels + 1) * n, sizeof *from);
    size_t last = 0;

    for (size_t i = 0; best && from && i < l->n_labels; i++)
        for (size_t r = 0; r < n; r++) {
            double top = i ? -1e9 : -SKIPPED * (double)r;

            for (size_t q = 0; i && q <= r; q++) {
                double cost = q == r ? SHARED : SKIPPED * (double)(r - q - 1);

                if (best[(i - 1) * n + q] - cost > top) {
                    top = best[(i - 1) * n + q] - cost;
                    from[i * n + r] = (int)q;
                }
            }
            best[i * n + r] = top + l->likeness[i * n + r];
        }
    for (size_t r = 0; best && from && r < n; r++)
        if (best[(l->n_labels - 1) * n + r] - SKIPPED * (double)(n - 1 - r) >
            best[(l->n_labels - 1) * n + last] - SKIPPED * (double)(n - 1 - last))
            last = r;
    for (size_t i = l->n_labels; best && from && i-- > 0;) {
        row_of[i] = (int)last;
        last = (size_t)from[i * n + last];
    }
    free(best);
    free(from);
}

/* Is no other of these rows as like the label as its own? */
static bool is_likest(const struct laying *l, size_t label, size_t own, size_t first, size_t last)
{
    const float *likeness = &l->likeness[label * l->n_rows];
    bool is = likeness[own] > 0;

    for (size_t r = first; r <= last; r++)
        is = is && (r == own || likeness[r] < likeness[own]);
    return is;
}

/* A label is sure of its row if that is the likest of all, or of those that the labels before and
 * behind it, which are sure, leave to it. */
static void settle(struct laying *l, const int *row_of)
{
    for (size_t i = 0; i < l->n_labels; i++) {
        l->labels[i].block = l->blocks[row_of[i]];
        l->labels[i].sure = is_likest(l, i, (size_t)row_of[i], 0, l->n_rows - 1);
    }
    for (size_t i = 0; i < l->n_labels; i++) {
        size_t before = i, behind = i + 1;

        while (before > 0 && !l->labels[before - 1].sure)
            before--;
        while (behind < l->n_labels && !l->labels[behind].sure)
            behind++;
        if (before > 0 && behind < l->n_labels && !l->labels[i].sure)
            l->labels[i].sure = is_likest(l, i, (size_t)row_of[i], (size_t)row_of[before - 1],
                                          (size_t)row_of[behind]);
    }
}

/* The names of those who cite a label. */
static bool read_names(struct laying *l, struct store *st, const struct cited_place *places,
                       size_t n_places, struct err *e)
{
    struct arena a = {0};
    struct buf key = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < n_places; i++) {
        struct row_label row = {0};
        const struct row_label *found;
        struct record r;
        char label[24];

        if (!label_of(places[i].locator, &row.table, label))
            continue;
        row.label = label;
        found = bsearch(&row, l->labels, l->n_labels, sizeof row, by_label);
        if (!found || !(ok = store_record(st, &a, places[i].record, &r, e)))
            continue;
        for (int lang = 0; lang < LANG_COUNT; lang++)
            add_pairs(&l->of_label[found - l->labels], &key, r.name[lang], strlen(r.name[lang]));
        if (r.kind == KIND_ACTOR)
            add_pairs(&l->of_label[found - l->labels], &key, r.label, strlen(r.label));
    }
    buf_finish(&key);
    arena_finish(&a);
    return ok;
}

static void read_rows(struct laying *l, const struct document *d)
{
    struct buf key = {0};

    for (size_t i = 0; i < d->n_blocks && l->n_rows < MAX_ROWS; i++) {
        const struct document_piece *piece = &d->pieces[d->blocks[i].piece];

        if (d->blocks[i].kind != BLOCK_ROW || d->blocks[i].number != l->labels[0].table)
            continue;
        add_pairs(&l->of_row[l->n_rows], &key, d->text + piece->at, piece->n_bytes);
        l->blocks[l->n_rows++] = i;
    }
    buf_finish(&key);
}

static bool lay_table(struct locating *in, struct row_label *labels, size_t n_labels,
                      struct store *st, const struct cited_place *places, size_t n_places,
                      struct err *e)
{
    struct arena a = {0};
    struct laying *l = arena_zeroed(&a, 1, sizeof *l);
    bool ok = true;

    l->labels = labels;
    l->n_labels = n_labels;
    l->of_row = arena_zeroed(&a, MAX_ROWS, sizeof *l->of_row);
    l->of_label = arena_zeroed(&a, n_labels, sizeof *l->of_label);
    read_rows(l, in->doc);
    if (l->n_rows && (ok = read_names(l, st, places, n_places, e))) {
        int *row_of = arena_zeroed(&a, n_labels, sizeof *row_of);

        l->likeness = arena_zeroed(&a, n_labels * l->n_rows, sizeof *l->likeness);
        weigh(l);
        for (size_t i = 0; i < n_labels; i++)
            liken(l, i);
        lay(l, row_of);
        settle(l, row_of);
    }
    arena_finish(&a);
    return ok;
}

bool locating_start(struct locating *in, const struct document *doc, struct store *st,
                    const struct cited_place *places, size_t n_places, struct err *e)
{
    *in = (struct locating){.doc = doc};
    locator_learn_sections(in, places, n_places);
    if (!collect_labels(in, places, n_places))
        return true;
    for (size_t i = 0, end; i < in->n_rows; i = end) {
        for (end = i; end < in->n_rows && in->rows[end].table == in->rows[i].table;)
            end++;
        if (!lay_table(in, &in->rows[i], end - i, st, places, n_places, e))
            return false;
    }
    return true;
}

void locating_finish(struct locating *in)
{
    arena_finish(&in->mem);
    *in = (struct locating){0};
}

bool locator_count(struct store *st, const char *source, const char *text, size_t n_bytes,
                   size_t *n_found, size_t *n_citations, struct err *e)
{
    struct document d = {0};
    struct locating in = {0};
    struct arena a = {0};
    struct cited_place *places;
    struct err bad = {0};
    uint32_t n = store_find(st, source, &bad);
    bool ok = n && locator_citations(st, &a, n, &places, n_citations, &bad);

    *n_found = 0;
    if (ok)
        document_read(&d, text, n_bytes);
    ok = ok && locating_start(&in, &d, st, places, *n_citations, &bad);
    for (size_t i = 0; ok && i < *n_citations; i++) {
        struct location *at;

        *n_found += locator_find(&in, &a, places[i].locator, &at) && at[0].how >= LOCATED_NEAR;
    }
    locating_finish(&in);
    document_finish(&d);
    arena_finish(&a);
    return ok || err_set(e, bad.code ? bad.code : ERR_DATA, "%s",
                         bad.code ? bad.text : "there is no such source");
}
