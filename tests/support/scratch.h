/* A private folder for one test, and an overlay in it. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "nichiei/store/overlay.h"

/* A cmocka set-up and tear-down: *state is the scratch. */
struct scratch {
    char dir[64];      /* 0700, of the user who runs the test */
    char path[96];     /* dir/nichiei/overlay.db, which is not there yet */
    struct overlay *o; /* at that path; its patience is short */
    struct arena mem;
};
int scratch_set_up(void **state);
int scratch_tear_down(void **state);

/* The same for a child process that goes on as another user. */
void scratch_init(struct scratch *s);
void scratch_finish(struct scratch *s);

/* A path in the folder, in one of a few static buffers. */
const char *scratch_path(const struct scratch *s, const char *name);

/* An attachment to the source whose text is this many times its id; borrowed from the arena. */
struct attachment scratch_attachment(struct scratch *s, const char *source, int n_times);

/* What stands in the overlay, without a failure: is this the whole of a source's copy? */
bool scratch_has(struct scratch *s, const struct attachment *at);

/* SQLite finds nothing wrong with the file. */
bool scratch_is_whole(const struct scratch *s);

/* Runs SQL on the file, as someone with the sqlite3 shell might. */
void scratch_tamper(const struct scratch *s, const char *sql);

/* Runs in a child process, as an ordinary user (root passes every test of permissions). True if it
 * returns true. */
bool as_ordinary_user(bool (*run)(struct scratch *s));

#endif
