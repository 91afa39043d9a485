/* Short citations, followed to the work. */
#ifndef NICHIEI_MODEL_CHAIN_H
#define NICHIEI_MODEL_CHAIN_H

#include "nichiei/store/store.h"

/* A step: how ("ibid", "short", "cites", "see") and where it leads, to a note or to a work. */
struct chain_step {
    const char *role; /* in the arena */
    uint32_t to;
};

/*
 * Where the short citations of a note lead, in the order to read: from the note to an earlier note
 * of its document, from that to what it cites, and so on to the works. Same-as-above leads to the
 * nearest note before it that holds the work, a short form to the nearest that cites it in full.
 * None if the note has no short citation. False with e.
 */
bool chain_of(struct store *st, struct arena *a, uint32_t note, struct chain_step **steps,
              size_t *n_steps, struct err *e);

#endif
