/*
 * What is a user's own: copies of sources, the places where they were left, the explorer's session.
 *
 * It is kept in one private file, apart from every dossier. Nothing is made before the first act;
 * before that, every question is answered with "nothing there". Each act is one transaction: true
 * means that it is on the disk, whatever happens next, false that all is as it was (a disk that
 * fails only while it confirms may have kept the act). Any number of sessions of one user may act
 * at once. Between two calls the file is not held open.
 *
 * Every failure is one line in e (ERR_DATA): the file, what is the matter, the mend. It concerns
 * the overlay alone: whoever calls may go on without it.
 */
#ifndef NICHIEI_STORE_OVERLAY_H
#define NICHIEI_STORE_OVERLAY_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* A longer copy is refused. */
#define OVERLAY_MAX_TEXT_BYTES ((size_t)32 * 1024 * 1024)

/* How long a call waits while other sessions act, unless told otherwise. */
enum { OVERLAY_PATIENCE_MS = 5000 };

struct overlay;

/* The overlay at this path, or for NULL the user's own: $XDG_DATA_HOME/nichiei/overlay.db, by
 * default ~/.local/share/nichiei/overlay.db. Nothing is looked at yet. NULL with e only if there is
 * no memory. */
struct overlay *overlay_open(const char *path, struct err *e);
void overlay_close(struct overlay *o); /* fine on NULL */
void overlay_set_patience(struct overlay *o, int patience_ms);

/* A user's copy of a source. */
struct attachment {
    const char *source;    /* the source's id */
    const char *file;      /* the name it came from, for display */
    const char *encoding;  /* that it was in */
    const char *hash;      /* hash_hex() of the file as it was */
    const char *attached;  /* EDTF day */
    const char *text;      /* UTF-8, with a NUL after it; NULL where it was not asked for */
    size_t n_bytes;        /* of the text, asked for or not */
    const char *text_hash; /* hash_hex() of the text; overlay_attach() makes it itself */
};

/* Keeps a copy in the place of what the source had. */
bool overlay_attach(struct overlay *o, const struct attachment *at, struct err *e);

/* Forgets the copy and the place in it; *found tells if there was one. */
bool overlay_detach(struct overlay *o, const char *source, bool *found, struct err *e);

/* The copy of a source, in the arena, if it has one. A text is given as it was kept or not at all:
 * damage that no database notices fails with e. */
bool overlay_attachment(struct overlay *o, struct arena *a, const char *source, bool with_text,
                        struct attachment *out, bool *found, struct err *e);

/* All copies without their text, by source; in the arena. */
bool overlay_attachments(struct overlay *o, struct arena *a, struct attachment **all, size_t *n,
                         struct err *e);

/* Where the reading of a copy was left off. */
struct reading_place {
    const char *source;
    const char *hash; /* the copy's: a place in another text is none in this */
    size_t at_byte;   /* of the copy's text */
};
bool overlay_keep_place(struct overlay *o, const struct reading_place *p, struct err *e);
bool overlay_place(struct overlay *o, struct arena *a, const char *source,
                   struct reading_place *out, bool *found, struct err *e);

/* What a session was left with: names and values that mean something to who keeps them. There is
 * one for each dossier, and the last OVERLAY_MAX_SESSIONS dossiers are remembered. */
enum { OVERLAY_MAX_SESSIONS = 64 };
struct session_item {
    const char *name, *value;
};
bool overlay_save_session(struct overlay *o, const char *dossier, const struct session_item *items,
                          size_t n_items, struct err *e);
/* In the order in which they were given, in the arena; none if there is no session. */
bool overlay_session(struct overlay *o, struct arena *a, const char *dossier,
                     struct session_item **items, size_t *n_items, struct err *e);

#endif
