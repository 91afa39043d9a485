/* Passages round what was found. */
#include "nichiei/text/passage.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/width.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

enum {
    MIN_COLS = 12,
    DOTS_COLS = 2,
    COLUMN_BYTES = 16, /* at most, of a column of text: a character and two marks on it */
};

/* The clusters of the text that a passage is cut from. */
struct cluster {
    size_t at; /* in bytes; of one behind the last, the end of the text */
    int cols;
    bool in_word, is_blank;
};

static int by_start(const void *left, const void *right)
{
    const struct fold_span *l = left, *r = right;

    return l->at < r->at ? -1 : l->at > r->at;
}

/* The hits within the bytes, in order, those that touch as one. Returns how many. */
static size_t merge_hits(struct fold_span *to, const struct fold_span *hits, size_t n_hits,
                         size_t n_bytes)
{
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < n_hits; i++)
        if (hits[i].n_bytes && hits[i].at < n_bytes && hits[i].n_bytes <= n_bytes - hits[i].at)
            to[n++] = hits[i];
    if (n)
        qsort(to, n, sizeof *to, by_start);
    for (size_t i = 0; i < n; i++) {
        size_t end = to[i].at + to[i].n_bytes;

        if (kept && to[i].at <= to[kept - 1].at + to[kept - 1].n_bytes) {
            if (end > to[kept - 1].at + to[kept - 1].n_bytes)
                to[kept - 1].n_bytes = end - to[kept - 1].at;
        } else {
            to[kept++] = to[i];
        }
    }
    return kept;
}

/* Back to where a character starts, broken UTF-8 or not. */
static size_t character_start(const char *bytes, size_t n_bytes, size_t at)
{
    for (int i = 0; i < 3 && at && at < n_bytes && ((unsigned char)bytes[at] & 0xC0) == 0x80; i++)
        at--;
    return at;
}

/* May the text be cut before this byte, as far as the characters on both sides tell? */
static bool is_seam(const char *bytes, size_t n_bytes, size_t at)
{
    const uint8_t *s = (const uint8_t *)bytes;
    ucs4_t before, behind;
    size_t start;

    if (at == 0 || at >= n_bytes)
        return true;
    start = character_start(bytes, n_bytes, at - 1);
    return u8_mbtoucr(&before, s + start, n_bytes - start) <= 0 ||
           u8_mbtoucr(&behind, s + at, n_bytes - at) <= 0 || uc_is_grapheme_break(before, behind);
}

/* A mark is not cut off from what it stands on, nor shown without it. */
static void widen(struct fold_span *hits, size_t n_hits, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_hits; i++) {
        size_t from = hits[i].at, to = from + hits[i].n_bytes;

        while (!is_seam(bytes, n_bytes, from))
            from = character_start(bytes, n_bytes, from - 1);
        while (!is_seam(bytes, n_bytes, to))
            for (to++; to < n_bytes && character_start(bytes, n_bytes, to) != to;)
                to++;
        hits[i] = (struct fold_span){from, to - from};
    }
}

static void add_safe(struct buf *out, struct arena *a, const char *bytes, size_t from, size_t to)
{
    struct text t = from < to ? text_safe(a, bytes + from, to - from) : (struct text){0};

    buf_add(out, t.p, t.n_bytes);
}

/*
 * The bytes from `from` to `to` as safe text, each hit and what lies between two by itself, so that
 * it is known where the hits are in it. Replaces hits by those; what lies outside is dropped.
 */
static struct text make_safe(struct arena *a, const char *bytes, size_t from, size_t to,
                             struct fold_span *hits, size_t *n_hits)
{
    struct buf all = {0};
    struct text t = {0};
    size_t at = from, n = 0;

    for (size_t i = 0; i < *n_hits && hits[i].at < to; i++) {
        size_t end = hits[i].at + hits[i].n_bytes < to ? hits[i].at + hits[i].n_bytes : to, start;

        add_safe(&all, a, bytes, at, hits[i].at);
        start = all.n_bytes;
        add_safe(&all, a, bytes, hits[i].at, end);
        if (all.n_bytes > start)
            hits[n++] = (struct fold_span){start, all.n_bytes - start};
        at = end;
    }
    add_safe(&all, a, bytes, at, to);
    if (!all.failed)
        t = (struct text){arena_copy(a, buf_cstr(&all), all.n_bytes), all.n_bytes};
    *n_hits = all.failed ? 0 : n;
    buf_finish(&all);
    return t;
}

/* Letters and digits of Latin, Greek, Cyrillic and Armenian: where a cut would halve a word. */
static bool is_in_word(struct text cluster)
{
    unsigned char first = (unsigned char)*cluster.p;

    return (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') ||
           (first >= 'A' && first <= 'Z') || (first >= 0xC3 && first <= 0xD6);
}

static struct cluster *split(struct arena *a, struct text t, size_t *n_clusters)
{
    struct cluster *list = arena_zeroed(a, t.n_bytes + 1, sizeof *list);
    size_t n = 0, at = 0;

    while (at < t.n_bytes) {
        struct text rest = text_skip(t, at), cluster = {rest.p, text_cluster(rest)};

        list[n++] =
            (struct cluster){at, text_cols(cluster), is_in_word(cluster), *cluster.p == ' '};
        at += cluster.n_bytes;
    }
    list[n].at = at;
    *n_clusters = n;
    return list;
}

/* The cluster that the byte belongs to. */
static size_t cluster_of(const struct cluster *list, size_t n_clusters, size_t byte)
{
    size_t low = 0, high = n_clusters;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (list[middle].at <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* From cluster `from` up to, but not, `to`. */
struct range {
    size_t from, to;
};

static bool halves_word(const struct cluster *list, size_t at)
{
    return at && list[at - 1].in_word && list[at].in_word;
}

/* The start moved to that of a word, if there is one up to `last`. */
static size_t snap_start(const struct cluster *list, size_t start, size_t last)
{
    size_t at = start;

    while (at < last && (halves_word(list, at) || list[at].is_blank))
        at++;
    return halves_word(list, at) ? start : at;
}

/* The end likewise, backwards to `first`. */
static size_t snap_end(const struct cluster *list, size_t end, size_t first)
{
    size_t at = end;

    while (at > first && halves_word(list, at))
        at--;
    return halves_word(list, at) ? end : at;
}

/* How far back from `from` the columns reach; they are used up by that. */
static size_t reach_back(const struct cluster *list, size_t from, size_t first, int *cols)
{
    while (from > first && list[from - 1].cols <= *cols)
        *cols -= list[--from].cols;
    return from;
}

static int cols_between(const struct cluster *list, size_t from, size_t to)
{
    int cols = 0;

    while (from < to)
        cols += list[from++].cols;
    return cols;
}

/*
 * The clusters to show: a third of the columns before the hit, the rest from its start on, and
 * before it again what the end of the text leaves over; without halves of words.
 */
static struct range choose(const struct cluster *list, struct range all, struct range hit, int cols)
{
    int room = cols / 3;
    struct range r = {reach_back(list, hit.from, all.from, &room), hit.from};

    if (r.from > all.from)
        r.from = snap_start(list, r.from, hit.from);
    room = cols - cols_between(list, r.from, hit.from);
    while (r.to < all.to && list[r.to].cols <= room)
        room -= list[r.to++].cols;
    if (r.to == all.to && r.from > all.from) {
        r.from = reach_back(list, r.from, all.from, &room);
        if (r.from > all.from)
            r.from = snap_start(list, r.from, hit.from);
    }
    if (r.to < all.to && r.to > hit.to)
        r.to = snap_end(list, r.to, hit.to);
    return r;
}

/* Fills the passage with the clusters of the range, and the hits in it, widened to clusters. */
static void cut(struct passage *p, struct text t, const struct cluster *list, size_t n_clusters,
                struct range r, struct fold_span *hits, size_t n_hits)
{
    size_t start = list[r.from].at, end = list[r.to].at;

    p->text = (struct text){t.p + start, end - start};
    p->spans = hits;
    for (size_t i = 0; i < n_hits; i++) {
        size_t from = list[cluster_of(list, n_clusters, hits[i].at)].at;
        size_t to = list[cluster_of(list, n_clusters, hits[i].at + hits[i].n_bytes - 1) + 1].at;

        from = from > start ? from - start : 0;
        to = to < end ? to : end;
        if (to <= start + from)
            continue;
        p->spans[p->n_spans++] = (struct fold_span){from, to - start - from};
    }
    p->n_spans = merge_hits(p->spans, p->spans, p->n_spans, p->text.n_bytes);
}

struct passage passage_make(struct arena *a, const char *bytes, size_t n_bytes,
                            const struct fold_span *hits, size_t n_hits, int max_cols)
{
    struct fold_span *in = arena_zeroed(a, n_hits + 1, sizeof *in);
    struct passage p = {0};
    size_t n_in = merge_hits(in, hits, n_hits, n_bytes);
    size_t focus, from = 0, to = n_bytes, n_clusters;
    struct cluster *list;
    struct range all, hit = {0, 0}, r;
    struct text t;
    int cols = 0;

    max_cols = max_cols < MIN_COLS ? MIN_COLS : max_cols;
    widen(in, n_in, bytes, n_bytes);
    n_in = merge_hits(in, in, n_in, n_bytes);
    focus = n_in ? in[0].at : 0;
    /* Of a long text only what the passage can reach is looked at. */
    if (focus > (size_t)max_cols * COLUMN_BYTES)
        from = character_start(bytes, n_bytes, focus - (size_t)max_cols * COLUMN_BYTES);
    if (n_bytes - focus > (size_t)max_cols * COLUMN_BYTES)
        to = character_start(bytes, n_bytes, focus + (size_t)max_cols * COLUMN_BYTES);
    t = make_safe(a, bytes, from, to, in, &n_in);
    list = split(a, t, &n_clusters);
    all = (struct range){0, n_clusters};
    if (n_in)
        hit = (struct range){cluster_of(list, n_clusters, in[0].at),
                             cluster_of(list, n_clusters, in[0].at + in[0].n_bytes - 1) + 1};
    if (from && all.from < hit.from) /* may be the rest of a cluster */
        all.from++;
    if (to < n_bytes && all.to > hit.from + 1)
        all.to--;
    for (size_t i = 0; i < n_clusters; i++)
        cols += list[i].cols;
    if (!from && to == n_bytes && cols <= max_cols)
        r = all;
    else
        r = choose(list, all, hit, max_cols - 2 * DOTS_COLS);
    p.starts_late = from || r.from > 0;
    p.ends_early = to < n_bytes || r.to < n_clusters;
    while (r.to > r.from && list[r.to - 1].is_blank)
        r.to--;
    while (r.from < r.to && list[r.from].is_blank)
        r.from++;
    cut(&p, t, list, n_clusters, r, in, n_in);
    return p;
}
