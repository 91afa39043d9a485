/* How many of the rows bear each value of a field. */
#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

/* Is n among the rows that a facet counts? */
static bool counts_for(const struct corpus *c, uint32_t n, enum kind kind, uint32_t bits)
{
    if (kind == KIND_NONE)
        return (corpus_now(c)->holds[n] & bits) == bits && corpus_is_fact(c, n);
    return corpus_kind(c, n) == kind && corpus_matches(c, n, bits);
}

/* Adds one for each value that record n is linked with; a second role is no second value. */
static void count_links(const struct corpus *c, uint32_t n, struct counts *counts)
{
    for (uint32_t i = c->ix.from_at[n - 1]; i < c->ix.from_at[n]; i++) {
        uint32_t to = c->ix.to[i];
        enum query_field field = query_field_of(corpus_kind(c, to));

        if (counts->seen[to] == n || !corpus_speaks_of(field, (enum relation)c->ix.relation[i]))
            continue;
        counts->seen[to] = n;
        counts->of_record[to]++;
    }
}

static void count_words(const struct corpus *c, uint32_t n, struct counts *counts)
{
    for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
        if (c->word_v[i] <= c->n_words)
            counts->of_word[c->word_v[i]]++;
}

void counts_finish(struct counts *counts)
{
    free(counts->of_word);
    free(counts->of_record);
    free(counts->seen);
    *counts = (struct counts){0};
}

/* Counts all values of all fields in one pass over the rows. */
static bool count_all(struct corpus *c, enum kind kind, uint32_t bits, struct counts *counts,
                      struct err *e)
{
    if (!corpus_load_words(c, e))
        return false;
    counts_finish(counts);
    counts->of_word = calloc(c->n_words + 1, sizeof *counts->of_word);
    counts->of_record = calloc((size_t)c->n_records + 1, sizeof *counts->of_record);
    counts->seen = calloc((size_t)c->n_records + 1, sizeof *counts->seen);
    if (!counts->of_word || !counts->of_record || !counts->seen)
        return err_set(e, ERR_DATA, "out of memory");
    for (uint32_t n = 1; n <= c->n_records; n++)
        if (counts_for(c, n, kind, bits)) {
            count_links(c, n, counts);
            count_words(c, n, counts);
        }
    counts->kind = kind;
    counts->made = true;
    return true;
}

static int by_count(const void *left, const void *right)
{
    const struct facet_value *l = left, *r = right;

    if (l->count != r->count)
        return l->count < r->count ? 1 : -1;
    return l->value < r->value ? -1 : l->value > r->value;
}

/* The values that the field has, of all that were counted, most first. */
static size_t collect(const struct corpus *c, struct arena *a, enum query_field field,
                      const struct counts *counts, struct facet_value **values)
{
    bool words = query_values_of(field) == VALUES_WORDS;
    const uint32_t *count = words ? counts->of_word : counts->of_record;
    size_t n = 0, n_values = 0, end = words ? c->n_words + 1 : (size_t)c->n_records + 1;
    const char *name = query_field_name(field);

    for (int pass = 0; pass < 2; pass++) {
        if (pass)
            *values = arena_zeroed(a, n_values, sizeof **values);
        n_values = 0;
        for (n = 1; n < end; n++) {
            if (!count[n] || (words ? strcmp(c->word[n - 1].field, name) != 0
                                    : query_field_of(corpus_kind(c, (uint32_t)n)) != field))
                continue;
            if (pass)
                (*values)[n_values] = (struct facet_value){(uint32_t)n, count[n]};
            n_values++;
        }
    }
    qsort(*values, n_values, sizeof **values, by_count);
    return n_values;
}

bool corpus_facet(struct corpus *c, struct arena *a, enum kind kind, enum query_field field,
                  struct facet_value **values, size_t *n_values, struct err *e)
{
    const struct answer *now = corpus_now(c);
    struct counts own = {0}, *counts = &c->counts;
    bool ok = true;

    if (now->ticked[field]) { /* what its own terms leave out counts here */
        counts = &own;
        ok = count_all(c, kind, now->all & ~now->ticked[field], counts, e);
    } else if (!counts->made || counts->kind != kind) {
        ok = count_all(c, kind, now->all, counts, e);
    }
    *n_values = ok ? collect(c, a, field, counts, values) : 0;
    counts_finish(&own);
    return ok;
}
