/* The filter's engine: what it holds of a dossier. */
#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

static void count_kinds(struct corpus *c)
{
    for (uint32_t n = 1; n <= c->n_records; n++) {
        enum kind kind = corpus_kind(c, n);

        if (!c->n_of_kind[kind]++)
            c->first[kind] = n;
        c->last[kind] = n;
    }
}

struct corpus *corpus_new(struct store *st, struct err *e)
{
    struct corpus *c = calloc(1, sizeof *c);

    if (!c) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    c->st = st;
    c->n_records = store_n_records(st);
    if (!store_index(st, &c->ix, e)) {
        corpus_free(c);
        return NULL;
    }
    count_kinds(c);
    for (int i = 0; i < 2; i++) {
        c->answer[i].could = arena_zeroed(&c->mem, c->n_records + 1, sizeof(uint32_t));
        c->answer[i].holds = arena_zeroed(&c->mem, c->n_records + 1, sizeof(uint32_t));
    }
    c->tally = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->tally);
    c->tallied = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->tallied);
    c->round = 1;
    return c;
}

void corpus_free(struct corpus *c)
{
    if (!c)
        return;
    for (int i = 0; i < 2; i++)
        query_finish(&c->answer[i].query);
    finder_finish(&c->finder);
    arena_finish(&c->mem);
    counts_finish(&c->counts);
    free(c);
}

uint32_t corpus_count(const struct corpus *c, enum kind kind)
{
    return c->n_of_kind[kind];
}

enum kind corpus_kind(const struct corpus *c, uint32_t n)
{
    return (enum kind)c->ix->kind[n - 1];
}

enum { INITIALS_AT_ONCE = 2000 }; /* records; about a millisecond */

/* The sample is taken where the text begins: enough to know a rare byte from a frequent one. */
static void take_samples(struct corpus *c)
{
    for (int p = 0; p < TEXT_PARTS; p++) {
        size_t n_bytes = c->n_records ? c->text.part[p].at[c->n_records] : 0;

        scan_sample_of(&c->sample[p], c->text.part[p].bytes, n_bytes < 65536 ? n_bytes : 65536);
    }
}

bool corpus_is_whole(const struct corpus *c)
{
    return c->ix->relation != NULL;
}

bool corpus_load(struct corpus *c, struct err *e)
{
    return store_index_more(c->st, e);
}

bool corpus_has_text(const struct corpus *c)
{
    return c->text.whole && c->n_initials == c->n_records;
}

/* A single letter stands nearly everywhere, and is what is typed first: the letters that words
 * start with are gathered once. */
static void gather_initials(struct corpus *c)
{
    const uint32_t rest = c->n_records - c->n_initials;
    const uint32_t end = c->n_initials + (rest < INITIALS_AT_ONCE ? rest : INITIALS_AT_ONCE);

    for (int p = 0; p < 2; p++) {
        const struct scan_text text = {c->text.part[p].bytes, c->text.part[p].at, c->n_records};

        if (!c->initials[p])
            c->initials[p] = arena_zeroed(&c->mem, c->n_records + 1, sizeof *c->initials[p]);
        for (uint32_t n = c->n_initials + 1; n <= end; n++)
            c->initials[p][n] = scan_initials(&text, n);
    }
    c->n_initials = end;
}

bool corpus_load_text(struct corpus *c, struct err *e)
{
    if (c->text.whole) {
        gather_initials(c);
        return true;
    }
    if (!c->text_started) {
        c->text_started = store_text_start(c->st, &c->mem, &c->text, e);
        return c->text_started;
    }
    if (!store_text_more(c->st, &c->text, e))
        return false;
    if (c->text.whole)
        take_samples(c);
    return true;
}

/* Words are numbered in the order of their fields. */
static void find_fields(struct corpus *c)
{
    for (int f = 0; f < QUERY_FIELD_COUNT; f++)
        for (size_t i = 0; i < c->n_words; i++)
            if (strcmp(c->word[i].field, query_field_name((enum query_field)f)) == 0) {
                c->first_word[f] = c->first_word[f] ? c->first_word[f] : (uint32_t)i + 1;
                c->end_word[f] = (uint32_t)i + 2;
            }
}

bool corpus_load_words(struct corpus *c, struct err *e)
{
    if (c->word_at)
        return true;
    if (!store_words(c->st, &c->word, &c->n_words, e) ||
        !store_load_words(c->st, &c->mem, &c->word_at, &c->word_v, e))
        return false;
    find_fields(c);
    return true;
}

size_t corpus_linked(const struct corpus *c, struct arena *a, uint32_t n, enum relation relation,
                     bool into, uint32_t **rows)
{
    const uint32_t *at = into ? c->ix->into_at : c->ix->from_at;
    const uint32_t *other = into ? c->ix->into_from : c->ix->to;
    const uint8_t *relations = into ? c->ix->into_relation : c->ix->relation;
    size_t count = 0;

    *rows = arena_zeroed(a, at[n] - at[n - 1], sizeof **rows);
    for (uint32_t i = at[n - 1]; i < at[n]; i++)
        if (relations[i] == relation)
            (*rows)[count++] = other[i];
    return count;
}
