/* A user's copy of a source that is open for reading: its structure, and who cites what in it.
 * Private to the model. */
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include "nichiei/store/overlay.h"

#include "nichiei/engine/copy.h"
#include "nichiei/engine/locator.h"

#include "nichiei/model/app.h"

/* What a line of the screen shows: bytes from `at` of the copy's text, in a block. */
struct reader_line {
    size_t at;
    size_t block;
};

struct reader {
    struct arena mem;
    struct app *app;
    uint32_t source;
    const char *id;
    bool found; /* there is a copy; else all below is empty */
    struct attachment copy;
    enum copy_state state;
    struct document doc;
    struct locating in;
    /* The records that cite block b: citing[citing_at[b]] up to citing_at[b + 1], each once. */
    size_t *citing_at;
    uint32_t *citing;
    size_t kept_at; /* byte where the copy was left, DOCUMENT_NONE if it never was */

    /* The layout, as the sheet made it. */
    struct arena layout;
    struct reader_line *lines;
    size_t n_lines, cap_lines;
    size_t *line_of;       /* the first line of each block */
    struct text *titles;   /* of each section */
    size_t byte, top_line; /* of the cursor when it was last placed */
};

/* Opens the copy; reader->found tells if the source has one. NULL with app->error. */
struct reader *reader_open(struct app *app, uint32_t source);
void reader_close(struct reader *r); /* fine on NULL */

/* The passages that a record's citation means, counted from 1; in the arena. */
bool reader_passages(struct app *app, const struct reader *r, struct arena *a, uint32_t record,
                     size_t citation, struct location **out, size_t *n);

/* What the sheets of a copy share, whose own is a reader: leaving it, with the place kept to come
 * back to (what fails is told), and what they show where there is no copy any more. */
void reader_leave(struct sheet *s);
bool reader_missing(struct app *app, struct sheet *s);

/*
 * To the passage that the n-th citation of a record means, in the user's copy; with 0 to where the
 * copy of a source was left, or of the first citation that has one. APP_* flags; 0 if there is no
 * copy.
 */
unsigned reader_read(struct app *app, uint32_t record, size_t citation);

/* Tells how a record's source would be attached; APP_* flags. */
unsigned reader_no_copy(struct app *app, uint32_t record);

/* The action that reads what is under the cursor; 0 if it is another. */
unsigned reader_act(struct app *app, enum action_id action);

/* The text of a block as it is read: its pieces are one, without the mark of a point. */
struct text reader_text(const struct app *app, const struct reader *r, struct arena *a,
                        size_t block, size_t mark_bytes);
/* Bytes of the mark of a point or of Markdown at its head. */
size_t reader_mark(const struct reader *r, size_t block);

#endif
