/* Nearest words, by the letters between them. */
#include "nichiei/engine/closest.h"

#include <stdio.h>
#include <string.h>

enum { MAX_BYTES = 40 }; /* longer names are not mistyped, they are forgotten */

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* The optimal string alignment distance, in bytes. */
static int steps_between(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
    int row[3][MAX_BYTES + 1];

    for (size_t k = 0; k <= b_bytes; k++)
        row[0][k] = (int)k;
    for (size_t i = 1; i <= a_bytes; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];

        now[0] = (int)i;
        for (size_t k = 1; k <= b_bytes; k++) {
            now[k] = least(last[k] + 1, now[k - 1] + 1, last[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] &&
                before[k - 2] + 1 < now[k])
                now[k] = before[k - 2] + 1;
        }
    }
    return row[a_bytes % 3][b_bytes];
}

int closest_steps(const char *typed, const char *name, size_t name_bytes)
{
    size_t typed_bytes = strlen(typed);
    int most = 1 + (int)typed_bytes / 4, apart = (int)name_bytes - (int)typed_bytes, steps;

    if (!typed_bytes || typed_bytes > MAX_BYTES)
        return -1;
    if (apart >= 0 && memcmp(name, typed, typed_bytes) == 0)
        return 0;
    if (apart > most || apart < -most || name_bytes > MAX_BYTES)
        return -1;
    steps = steps_between(typed, typed_bytes, name, name_bytes);
    return steps > most || steps >= (int)typed_bytes ? -1 : steps;
}

void closest_offer(struct closest *n, int steps, const char *word)
{
    int at = n->n_words;

    for (int i = 0; i < n->n_words; i++)
        if (strcmp(n->word[i], word) == 0)
            return;
    while (at > 0 && n->steps[at - 1] > steps)
        at--;
    if (at == CLOSEST_MAX || strlen(word) >= CLOSEST_BYTES)
        return;
    if (n->n_words < CLOSEST_MAX)
        n->n_words++;
    for (int i = n->n_words - 1; i > at; i--) {
        memcpy(n->word[i], n->word[i - 1], CLOSEST_BYTES);
        n->steps[i] = n->steps[i - 1];
    }
    strcpy(n->word[at], word);
    n->steps[at] = steps;
}

void closest_print(const struct closest *n, char *out, size_t out_bytes)
{
    size_t used = 0;

    *out = '\0';
    for (int i = 0; i < n->n_words; i++) {
        size_t n_bytes = strlen(n->word[i]) + (i ? 2 : 0);

        if (used + n_bytes >= out_bytes)
            return;
        sprintf(out + used, "%s%s", i ? ", " : "", n->word[i]);
        used += n_bytes;
    }
}
