/* Lines kept before. */
#include "nichiei/model/history.h"

#include <stdlib.h>
#include <string.h>

void history_finish(struct history *h)
{
    for (int i = 0; i < h->n_lines; i++)
        free(h->line[i]);
    free(h->typed);
    *h = (struct history){0};
}

static void forget(struct history *h, int i)
{
    free(h->line[i]);
    memmove(&h->line[i], &h->line[i + 1], (size_t)(h->n_lines - i - 1) * sizeof h->line[0]);
    h->n_lines--;
}

void history_add(struct history *h, const char *line)
{
    char *copy = *line ? strdup(line) : NULL;

    if (!copy)
        return; /* out of memory: a line less to go back to */
    for (int i = h->n_lines; i-- > 0;)
        if (strcmp(h->line[i], line) == 0)
            forget(h, i);
    if (h->n_lines == HISTORY_MAX_LINES)
        forget(h, 0);
    h->line[h->n_lines++] = copy;
}

const char *history_back(struct history *h, const char *now)
{
    if (h->n_back == h->n_lines)
        return NULL;
    if (h->n_back == 0) {
        free(h->typed);
        h->typed = strdup(now);
    }
    h->n_back++;
    return h->line[h->n_lines - h->n_back];
}

const char *history_forth(struct history *h)
{
    if (h->n_back == 0)
        return NULL;
    h->n_back--;
    if (h->n_back)
        return h->line[h->n_lines - h->n_back];
    return h->typed ? h->typed : "";
}

void history_rewind(struct history *h)
{
    h->n_back = 0;
}
