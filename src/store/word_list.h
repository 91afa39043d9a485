/* The words that records bear, while they are gathered: each once, numbered as it comes; private to
 * the store. */
#ifndef STORE_WORD_LIST_H
#define STORE_WORD_LIST_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct listed_word {
    const char *field, *word;
    uint32_t v; /* its number in the dossier, once word_list_store() has given it */
};

/* All-zero is a valid empty list. */
struct word_list {
    struct arena mem;
    struct listed_word *word; /* by the numbers that word_list_find() gives */
    uint32_t n_words, cap_words;
    uint32_t *slot; /* a hash table of numbers, from 1; 0 is free */
    uint32_t n_slots;
};

void word_list_finish(struct word_list *l);

/* The number of a word, from 0; it is added if it is new. The field is borrowed, and the same
 * pointer each time. */
uint32_t word_list_find(struct word_list *l, const char *field, const char *word);

/* Writes the table "word", numbered from 1 in the order of field and word. */
bool word_list_store(struct word_list *l, sqlite3 *db, struct err *e);

#endif
