/* The pages of a document: what stands at the head or foot of them is no part of the text, but may
 * tell their numbers. */
#include "document_in.h"

#include <stdlib.h>
#include <string.h>

enum { EDGE_LINES = 2, MIN_PAGES = 3, KEY_BYTES = 48 };

struct edge {
    char key[KEY_BYTES]; /* without digits */
    size_t line;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct edge *)a)->key, ((const struct edge *)b)->key);
}

static void add_edge(struct parse *p, size_t line, struct edge *edge)
{
    const struct line *l = &p->lines[line];
    const char *key = line_key(&p->key, p->d->text + l->at, l->n_bytes < 120 ? l->n_bytes : 120);
    size_t n = 0;

    for (; *key && n + 1 < KEY_BYTES; key++)
        if (*key < '0' || *key > '9')
            edge->key[n++] = *key;
    edge->key[n] = '\0';
    edge->line = line;
}

/* The first and last lines of each page. */
static size_t page_edges(struct parse *p, struct edge *edges)
{
    size_t n = 0;

    for (size_t i = 0, end; i < p->n_lines; i = end) {
        size_t first = i, last;
        int taken;

        for (end = i; end < p->n_lines && p->lines[end].page == p->lines[i].page;)
            end++;
        for (taken = 0; first < end && taken < EDGE_LINES; first++)
            if (p->lines[first].kind == LINE_PLAIN && ++taken)
                add_edge(p, first, &edges[n++]);
        for (taken = 0, last = end; last > first && taken < EDGE_LINES; last--)
            if (p->lines[last - 1].kind == LINE_PLAIN && ++taken)
                add_edge(p, last - 1, &edges[n++]);
    }
    return n;
}

/* What repeats on a third of the pages, numbers aside. */
static void skip_repeated(struct parse *p, struct edge *edges, size_t n_edges)
{
    qsort(edges, n_edges, sizeof *edges, by_key);
    for (size_t i = 0, end; i < n_edges; i = end) {
        for (end = i; end < n_edges && strcmp(edges[end].key, edges[i].key) == 0;)
            end++;
        if (end - i >= MIN_PAGES && 3 * (end - i) >= p->d->n_pages)
            for (size_t k = i; k < end; k++)
                p->lines[edges[k].line].kind = LINE_SKIP;
    }
}

/*
 * Numbers of pages.
 */
static size_t digits_at(const char *s, size_t n_bytes, int *number)
{
    size_t n = 0;

    for (*number = 0; n < n_bytes && n < 5 && s[n] >= '0' && s[n] <= '9'; n++)
        *number = 10 * *number + (s[n] - '0');
    return n < 5 ? n : 0;
}

static bool are_blanks(const char *s, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if (s[i] != ' ')
            return false;
    return true;
}

/* The number that a line at the head or foot of a page has if it is one: alone, or with three
 * blanks between it and the rest. 0 if there is none. */
static int printed_number(const char *s, size_t n_bytes)
{
    enum { APART = 3 };
    int number;
    size_t n = digits_at(s, n_bytes, &number), back = 0;

    if (n && (n == n_bytes || (n + APART < n_bytes && are_blanks(s + n, APART))))
        return number;
    while (back < n_bytes && s[n_bytes - back - 1] >= '0' && s[n_bytes - back - 1] <= '9')
        back++;
    if (!back || back + APART >= n_bytes || !are_blanks(s + n_bytes - back - APART, APART))
        return 0;
    return digits_at(s + n_bytes - back, back, &number) == back ? number : 0;
}

/* The pages are numbered if the same difference between the number at an edge and the page's own is
 * met on most of them. */
static void find_numbers(struct parse *p, const struct edge *edges, size_t n_edges)
{
    enum { TRIES = 64 };
    size_t best = 0, tries = 0;

    for (size_t i = 0; i < n_edges && tries < TRIES; i++) {
        const struct line *l = &p->lines[edges[i].line];
        int number = printed_number(p->d->text + l->at, l->n_bytes), before;
        size_t n = 0;

        before = number - (int)l->page;
        tries += number != 0;
        for (size_t k = i; number && k < n_edges; k++) {
            const struct line *other = &p->lines[edges[k].line];
            int shown = printed_number(p->d->text + other->at, other->n_bytes);

            n += shown && shown - (int)other->page == before;
        }
        if (n > best) {
            best = n;
            p->d->first_page = before;
        }
        if (2 * best > p->d->n_pages)
            break;
    }
    p->d->has_page_numbers = best >= MIN_PAGES && 2 * best >= p->d->n_pages;
    for (size_t i = 0; p->d->has_page_numbers && i < n_edges; i++) {
        struct line *l = &p->lines[edges[i].line];
        int number = printed_number(p->d->text + l->at, l->n_bytes);

        if (number && number - (int)l->page == p->d->first_page)
            l->kind = LINE_SKIP;
    }
}

void document_find_pages(struct parse *p)
{
    struct document *d = p->d;
    struct edge *edges;
    size_t n_edges;

    if (d->n_pages < MIN_PAGES)
        return;
    edges = calloc(2 * EDGE_LINES * d->n_pages, sizeof *edges);
    if (!edges)
        return;
    n_edges = page_edges(p, edges);
    find_numbers(p, edges, n_edges);
    skip_repeated(p, edges, n_edges);
    free(edges);
}
