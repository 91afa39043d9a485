/* The overlay's file while a call works with it; private to the overlay. */
#ifndef STORE_OVERLAY_IN_H
#define STORE_OVERLAY_IN_H

#include "nichiei/store/overlay.h"

#include <sqlite3.h>
#include <stdint.h>

enum {
    OVERLAY_APPLICATION_ID = 0x4e434f56, /* "NCOV" */
    OVERLAY_VERSION = 1,
};

struct overlay {
    char *path;  /* owned; NULL where a user has no place for it */
    sqlite3 *db; /* during a call */
    bool acting; /* the call is an act */
    int patience_ms;
    int64_t until_ms; /* when a call that waits gives up */
};

/* How a call comes to the file: in a transaction if it is open. */
enum reach { REACH_FAILED, REACH_NOTHING, REACH_OPEN };

/* To answer a question; to change what is there; to keep something new, which makes the file if
 * need be. REACH_FAILED with e. */
enum reach overlay_reach_answer(struct overlay *o, struct err *e);
enum reach overlay_reach_change(struct overlay *o, struct err *e);
enum reach overlay_reach_keep(struct overlay *o, struct err *e);

/* Ends the call, fine on any reach: an act that went well so far is committed. False with e if it
 * did not go well, or if that fails. */
bool overlay_leave(struct overlay *o, bool ok, struct err *e);

/* Says in e what SQLite has against the last step; false. */
bool overlay_fail(const struct overlay *o, struct err *e);

/* The folder and the file, as the system sees them. REACH_NOTHING if there is none; if `making`, it
 * is made. */
enum reach overlay_file(const struct overlay *o, bool making, struct err *e);

#endif
