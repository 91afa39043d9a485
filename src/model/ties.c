/* What ties a record to others. */
#include "nichiei/model/ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ties_alike(const struct tie *a, const struct tie *b)
{
    return a->relation == b->relation && a->into == b->into && a->kind == b->kind;
}

/* Groups together, in the order of the edges within each. */
static int by_group(const void *left, const void *right)
{
    const struct tie *l = left, *r = right;

    if (l->relation != r->relation)
        return l->relation < r->relation ? -1 : 1;
    if (l->kind != r->kind)
        return l->kind < r->kind ? -1 : 1;
    return 0;
}

/* A stable sort for the few edges out of a record. */
static void sort_few(struct tie *ties, size_t n_ties)
{
    for (size_t i = 1; i < n_ties; i++)
        for (size_t k = i; k > 0 && by_group(&ties[k - 1], &ties[k]) > 0; k--) {
            struct tie moved = ties[k];

            ties[k] = ties[k - 1];
            ties[k - 1] = moved;
        }
}

static bool holds(const struct tie *ties, size_t n_ties, const struct tie *tie)
{
    for (size_t i = 0; i < n_ties; i++)
        if (ties[i].n == tie->n && ties_alike(&ties[i], tie))
            return true;
    return false;
}

static size_t add_out(const struct store_index *ix, const struct edge *edges, size_t n_edges,
                      struct tie *ties)
{
    size_t count = 0;

    for (size_t i = 0; i < n_edges; i++) {
        struct tie tie = {edges[i].relation, false, (enum kind)ix->kind[edges[i].to - 1],
                          edges[i].to};

        if (!holds(ties, count, &tie))
            ties[count++] = tie;
    }
    sort_few(ties, count);
    return count;
}

/* What leads to the record may be half of all there is: it is sorted by counting. Edges from one
 * record in one relation stand together. */
static size_t add_into(const struct store_index *ix, const struct edges_into *in, struct tie *ties)
{
    size_t at[REL_COUNT][KIND_COUNT] = {{0}}, count = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < in->n_edges; i++) {
            enum relation relation = (enum relation)in->relation[i];
            enum kind kind = (enum kind)ix->kind[in->from[i] - 1];

            if (i && in->from[i] == in->from[i - 1] && in->relation[i] == in->relation[i - 1])
                continue;
            if (pass)
                ties[at[relation][kind]] = (struct tie){relation, true, kind, in->from[i]};
            at[relation][kind]++;
        }
        for (int r = 0; r < REL_COUNT && !pass; r++)
            for (int k = 0; k < KIND_COUNT; k++) {
                size_t here = at[r][k];

                at[r][k] = count;
                count += here;
            }
    }
    return count;
}

bool ties_of(struct store *st, struct arena *a, uint32_t n, struct tie **ties, size_t *n_ties,
             struct err *e)
{
    const struct store_index *ix;
    struct edges_into in;
    struct edge *edges;
    size_t n_edges;

    if (!store_index(st, &ix, e) || !store_edges(st, a, n, false, &edges, &n_edges, e) ||
        !store_edges_into(st, n, &in, e))
        return false;
    *ties = arena_zeroed(a, n_edges + in.n_edges + 1, sizeof **ties);
    *n_ties = add_out(ix, edges, n_edges, *ties);
    *n_ties += add_into(ix, &in, *ties + *n_ties);
    return true;
}

/* "supports part joint", "host", a locator: as readers say it. */
static struct text role_text(struct arena *a, enum relation relation, const char *role,
                             enum display display)
{
    struct text said = text_lit("");
    char words[128], *at = words, *word;

    if (relation == REL_CITES)
        return say_locator(a, role, display);
    snprintf(words, sizeof words, "%s", role);
    while ((word = strtok_r(at, " ", &at)))
        said = say_pair(a, said, say_word(a, word, display), DISPLAY_BOTH);
    return said;
}

/* The roles of all edges of a tie, ", " between them. */
static bool roles(struct store *st, struct arena *a, uint32_t n, const struct tie *tie,
                  enum display display, struct text *words, struct err *e)
{
    struct edge *edges;
    size_t n_edges;

    if (!store_edges_between(st, a, tie->into ? tie->n : n, tie->relation, tie->into ? n : tie->n,
                             &edges, &n_edges, e))
        return false;
    *words = text_lit("");
    for (size_t i = 0; i < n_edges; i++) {
        if (i && !text_is_empty(*words))
            *words = say_pair(a, *words, text_lit("/"), DISPLAY_BOTH);
        *words =
            say_pair(a, *words, role_text(a, tie->relation, edges[i].role, display), DISPLAY_BOTH);
    }
    return true;
}

/* Of a link: its relation, what it is about, its certainty, and the record at its other end. */
static bool link_end(struct store *st, struct arena *a, const struct tie *tie, enum display display,
                     struct tie_end *end, struct err *e)
{
    const struct resource *links = schema_of_kind(KIND_LINK);
    const char *const *values, *to, *certainty;
    int name = schema_field(links, "name_ja");

    if (!store_fields(st, a, tie->n, &values, e))
        return false;
    to = values[schema_field(links, tie->relation == REL_FROM ? "to" : "from")];
    certainty = values[schema_field(links, "certainty")];
    if (*certainty)
        end->words = say_pair(a, say_field(a, "certainty", display), text_safe_str(a, certainty),
                              DISPLAY_BOTH);
    if (!*to) { /* the link says itself what it is about */
        end->relation = say(a, SAY_LINK_GAP, display);
        return true;
    }
    end->relation = say_word(a, values[schema_field(links, "relation")], display);
    end->about =
        say_pair(a, text_safe_str(a, values[name]), text_safe_str(a, values[name + 1]), display);
    end->n = store_find(st, to, e);
    return end->n != 0;
}

bool tie_end(struct store *st, struct arena *a, uint32_t n, const struct tie *tie,
             enum display display, struct tie_end *end, struct err *e)
{
    *end = (struct tie_end){.n = tie->n};
    if (tie->kind == KIND_LINK && (tie->relation == REL_FROM || tie->relation == REL_TO))
        return link_end(st, a, tie, display, end, e);
    return roles(st, a, n, tie, display, &end->words, e);
}
