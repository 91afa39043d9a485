/*
 * The lines that were kept before, and walking them from a prompt: back to older ones, and forth
 * again to what was being typed. In memory; a session's own.
 */
#ifndef NICHIEI_MODEL_HISTORY_H
#define NICHIEI_MODEL_HISTORY_H

enum { HISTORY_MAX_LINES = 100 };

/* All-zero is an empty history. */
struct history {
    char *line[HISTORY_MAX_LINES]; /* the latest last; owned */
    int n_lines;
    int n_back;  /* how many lines back the reader is; 0 is the line being typed */
    char *typed; /* that line, while the reader is elsewhere; owned */
};

void history_finish(struct history *h); /* fine on a zeroed history, fine twice */

/* Remembers a line as the latest; an equal one before it is forgotten, an empty one never kept. */
void history_add(struct history *h, const char *line);

/* The line before or after this one; `now` is what stands in the prompt. NULL if there is none.
 * Borrowed until the next call. */
const char *history_back(struct history *h, const char *now);
const char *history_forth(struct history *h);

/* The reader has left the prompt, or changed the line: it is the one being typed. */
void history_rewind(struct history *h);

#endif
