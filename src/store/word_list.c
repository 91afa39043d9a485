/* A hash table of words. */
#include "word_list.h"

#include <stdlib.h>
#include <string.h>

void word_list_finish(struct word_list *l)
{
    arena_finish(&l->mem);
    *l = (struct word_list){0};
}

/* FNV-1a. */
static uint32_t hash(const char *field, const char *word)
{
    uint32_t h = 2166136261U ^ (uint32_t)((uintptr_t)field >> 3);

    for (; *word; word++)
        h = (h ^ (unsigned char)*word) * 16777619U;
    return h;
}

/* The slot where a word is, or would be. */
static uint32_t *slot_of(const struct word_list *l, const char *field, const char *word)
{
    uint32_t at = hash(field, word) & (l->n_slots - 1);

    while (l->slot[at]) {
        const struct listed_word *w = &l->word[l->slot[at] - 1];

        if (w->field == field && strcmp(w->word, word) == 0)
            break;
        at = (at + 1) & (l->n_slots - 1);
    }
    return &l->slot[at];
}

/* Twice the room; what was there before stays in the arena, which is less than is in use. */
static void grow(struct word_list *l)
{
    uint32_t cap = l->cap_words ? 2 * l->cap_words : 256;
    struct listed_word *wider = arena_zeroed(&l->mem, cap, sizeof *wider);

    if (l->n_words)
        memcpy(wider, l->word, l->n_words * sizeof *wider);
    l->word = wider;
    l->cap_words = cap;
    l->n_slots = 2 * cap;
    l->slot = arena_zeroed(&l->mem, l->n_slots, sizeof *l->slot);
    for (uint32_t i = 0; i < l->n_words; i++)
        *slot_of(l, l->word[i].field, l->word[i].word) = i + 1;
}

uint32_t word_list_find(struct word_list *l, const char *field, const char *word)
{
    uint32_t *slot;

    if (l->n_words == l->cap_words)
        grow(l);
    slot = slot_of(l, field, word);
    if (!*slot) {
        l->word[l->n_words] =
            (struct listed_word){field, arena_copy(&l->mem, word, strlen(word)), 0};
        *slot = ++l->n_words;
    }
    return *slot - 1;
}

static int by_field_and_word(const void *left, const void *right)
{
    const struct listed_word *l = *(struct listed_word *const *)left;
    const struct listed_word *r = *(struct listed_word *const *)right;
    int order = strcmp(l->field, r->field);

    return order ? order : strcmp(l->word, r->word);
}

bool word_list_store(struct word_list *l, sqlite3 *db, struct err *e)
{
    struct listed_word **sorted = arena_zeroed(&l->mem, l->n_words, sizeof *sorted);
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(db, "INSERT INTO \"word\" VALUES (?1, ?2, ?3)", -1, &q, NULL) ==
              SQLITE_OK;

    for (uint32_t i = 0; i < l->n_words; i++)
        sorted[i] = &l->word[i];
    qsort(sorted, l->n_words, sizeof *sorted, by_field_and_word);
    for (uint32_t i = 0; ok && i < l->n_words; i++) {
        sorted[i]->v = i + 1;
        ok = sqlite3_bind_int64(q, 1, i + 1) == SQLITE_OK &&
             sqlite3_bind_text(q, 2, sorted[i]->field, -1, SQLITE_STATIC) == SQLITE_OK &&
             sqlite3_bind_text(q, 3, sorted[i]->word, -1, SQLITE_STATIC) == SQLITE_OK &&
             sqlite3_step(q) == SQLITE_DONE && sqlite3_reset(q) == SQLITE_OK;
    }
    if (!ok)
        err_set(e, ERR_DATA, "the words cannot be stored: %s", sqlite3_errmsg(db));
    sqlite3_finalize(q);
    return ok;
}
