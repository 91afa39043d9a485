/* Hits in wrapped text. */
#include "nichiei/model/find.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include <stdlib.h>
#include <string.h>

/* What the search of one text needs. */
struct search {
    struct found *out;
    size_t cap_marks;
    const char *key;
    struct fold_span *spans; /* room for them, in the arena */
    size_t cap_spans;
};

void found_finish(struct found *f)
{
    arena_finish(&f->mem);
    *f = (struct found){0};
}

static void add_mark(struct search *s, struct find_mark mark)
{
    struct found *f = s->out;

    f->marks = arena_grow(&f->mem, f->marks, f->n_marks, &s->cap_marks, sizeof *f->marks);
    f->marks[f->n_marks++] = mark;
}

/* All places of the key in some bytes; the room grows until they fit. */
static size_t match_all(struct search *s, const char *bytes, size_t n_bytes)
{
    for (;;) {
        size_t n = fold_match(bytes, n_bytes, s->key, s->spans, s->cap_spans);

        if (n < s->cap_spans)
            return n;
        s->cap_spans *= 2;
        s->spans = arena_zeroed(&s->out->mem, s->cap_spans, sizeof *s->spans);
    }
}

/* The text without its marks; place[i] is where its i-th byte was. */
static size_t without_marks(struct text t, char *bytes, size_t *place)
{
    size_t n = 0;

    for (size_t i = 0; i < t.n_bytes; i++)
        if (t.p[i] != '!') {
            bytes[n] = t.p[i];
            place[n++] = i;
        }
    return n;
}

/* The places in a text. Who types no `!` reads past those that mark false friends; typed, it finds
 * them. */
static size_t match(struct search *s, struct text t)
{
    struct arena mem = {0};
    size_t n_bytes, n_spans, *place;
    char *bytes;

    if (strchr(s->key, '!') || !memchr(t.p, '!', t.n_bytes))
        return match_all(s, t.p, t.n_bytes);
    bytes = arena_zeroed(&mem, t.n_bytes, 1);
    place = arena_zeroed(&mem, t.n_bytes, sizeof *place);
    n_bytes = without_marks(t, bytes, place);
    n_spans = match_all(s, bytes, n_bytes);
    for (size_t i = 0; i < n_spans; i++) {
        struct fold_span *span = &s->spans[i];
        size_t last = place[span->at + span->n_bytes - 1];

        *span = (struct fold_span){place[span->at], last + 1 - place[span->at]};
    }
    arena_finish(&mem);
    return n_spans;
}

/* Cuts the hits of a text into the lines it is wrapped to. */
static void mark_lines(struct search *s, const struct find_piece *const *chain, size_t n_chain,
                       size_t n_spans)
{
    const char *text = chain[0]->text.p;
    size_t first = 0;

    for (size_t i = 0; i < n_spans; i++) {
        size_t from = s->spans[i].at, to = from + s->spans[i].n_bytes, n_before = s->out->n_marks;

        for (size_t k = first; k < n_chain; k++) {
            size_t start = (size_t)(chain[k]->text.p - text), end = start + chain[k]->text.n_bytes;
            size_t cut_from = from > start ? from : start, cut_to = to < end ? to : end;

            if (start >= to)
                break;
            if (end <= from)
                first = k; /* spans ascend: what ends before this one is done with */
            else if (cut_from < cut_to)
                add_mark(s, (struct find_mark){chain[k]->line, s->out->n_hits, chain[k]->part,
                                               cut_from - start, cut_to - cut_from});
        }
        s->out->n_hits += s->out->n_marks > n_before; /* blanks at the end of a line are no hit */
    }
}

/* The pieces of one text are slices of it: the whole lies between the ends. */
static void search_chain(struct search *s, const struct find_piece *const *chain, size_t n_chain)
{
    const struct find_piece *last;
    struct text whole;

    if (!n_chain)
        return;
    last = chain[n_chain - 1];
    whole.p = chain[0]->text.p;
    whole.n_bytes = (size_t)(last->text.p + last->text.n_bytes - whole.p);
    mark_lines(s, chain, n_chain, match(s, whole));
}

static int by_place(const void *left, const void *right)
{
    const struct find_mark *l = left, *r = right;

    if (l->line != r->line)
        return l->line < r->line ? -1 : 1;
    if (l->part != r->part)
        return l->part < r->part ? -1 : 1;
    return l->at < r->at ? -1 : l->at > r->at;
}

/* Hits are numbered as they are met from above. */
static void number(struct found *f)
{
    size_t *number_of = arena_zeroed(&f->mem, f->n_hits + 1, sizeof *number_of), n = 0;

    qsort(f->marks, f->n_marks, sizeof *f->marks, by_place);
    for (size_t i = 0; i < f->n_marks; i++) {
        size_t *mine = &number_of[f->marks[i].hit];

        if (!*mine)
            *mine = ++n;
        f->marks[i].hit = *mine - 1;
    }
}

void find_in(struct found *f, const struct find_piece *pieces, size_t n_pieces, const char *typed)
{
    struct search s = {.out = f, .cap_spans = 64};
    const struct find_piece **chain;
    struct buf key = {0};

    arena_reset(&f->mem);
    *f = (struct found){.mem = f->mem};
    fold_key(&key, typed, strlen(typed));
    s.key = buf_cstr(&key);
    s.spans = arena_zeroed(&f->mem, s.cap_spans, sizeof *s.spans);
    chain = arena_zeroed(&f->mem, n_pieces + 1, sizeof *chain);
    for (int part = 0; part < FIND_PARTS && *s.key; part++) {
        size_t n_chain = 0;

        for (size_t i = 0; i < n_pieces; i++) {
            if (pieces[i].part != (enum find_part)part || text_is_empty(pieces[i].text))
                continue;
            if (!pieces[i].goes_on) {
                search_chain(&s, chain, n_chain);
                n_chain = 0;
            }
            chain[n_chain++] = &pieces[i];
        }
        search_chain(&s, chain, n_chain);
    }
    if (f->n_marks)
        number(f);
    buf_finish(&key);
}

/* The first mark on the line or below. */
static size_t mark_from(const struct found *f, size_t line)
{
    size_t low = 0, high = f->n_marks;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (f->marks[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t find_on_line(const struct found *f, size_t line, const struct find_mark **marks)
{
    size_t first = mark_from(f, line), last = first;

    while (last < f->n_marks && f->marks[last].line == line)
        last++;
    *marks = f->marks + first;
    return last - first;
}

size_t find_line(const struct found *f, size_t hit)
{
    for (size_t i = 0; i < f->n_marks; i++)
        if (f->marks[i].hit == hit)
            return f->marks[i].line;
    return 0;
}

size_t find_from(const struct found *f, size_t line)
{
    size_t first = f->n_hits;

    for (size_t i = mark_from(f, line); i < f->n_marks; i++) {
        size_t hit = f->marks[i].hit;

        if (hit < first && find_line(f, hit) >= line)
            return hit;
    }
    return first;
}
