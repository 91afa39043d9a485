/* The known words nearest to one that is not known. */
#ifndef NICHIEI_ENGINE_CLOSEST_H
#define NICHIEI_ENGINE_CLOSEST_H

#include <stdbool.h>
#include <stddef.h>

enum { CLOSEST_MAX = 3, CLOSEST_BYTES = 48 };

/* All-zero is ready. */
struct closest {
    char word[CLOSEST_MAX][CLOSEST_BYTES]; /* the nearest first */
    int steps[CLOSEST_MAX];
    int n_words;
};

/* How many letters must be changed, left out, added or swapped with the next to make what is typed
 * of the name, both search keys; 0 if the name begins as typed, -1 if it takes too many. */
int closest_steps(const char *typed, const char *name, size_t name_bytes);

/* Takes a word that is so many steps away, once. */
void closest_offer(struct closest *n, int steps, const char *word);

/* "actor, type"; cut between words. */
void closest_print(const struct closest *n, char *out, size_t out_bytes);

#endif
