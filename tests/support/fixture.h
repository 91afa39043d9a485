/* The explorer on a dossier, without a terminal, driven by keys written as people type them. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "nichiei/model/app.h"

#include <stdint.h>

/* FIXTURE_DOSSIER is a macro of the build: tests/data/fixture, compiled. It never changes with
 * data/. */

struct fixture {
    struct store *st;
    struct corpus *corpus;
    struct app *app;
    struct err error;
    struct overlay *overlay; /* in a folder of its own, once something is attached; or NULL */
    char dir[64];

    /* What the loop does between keys: fits `page`, of ten rows for each part unless a test says
     * otherwise, if this is NULL. */
    void (*fit)(struct fixture *fx);
    struct app_fit page;
    void *ctx; /* of fit */
};

/* What a test cannot go on without is asserted. */
struct fixture *fixture_open(const char *dossier, enum display display);
void fixture_close(struct fixture *fx);

/* Attaches tests/data/copies/NAME.txt as the copy of the source of that name. */
void fixture_attach(struct fixture *fx, const char *name);

/*
 * Types keys: "j j Enter", "/ 警 察 Enter", "C-d", "PasteStart x PasteEnd"; blank-separated names
 * as in `nichiei keys`, or single characters. Returns the APP_* flags of the last one; fits the app
 * after each, and stops behind one that quits.
 */
unsigned fixture_keys(struct fixture *fx, const char *keys);

/* The key of that name. */
struct key fixture_key(const char *name, size_t n_bytes);

/* The number of the record with this id, which must exist. */
uint32_t fixture_n(struct fixture *fx, const char *id);

/* The id of the record at a list's cursor or in the detail area, or "" for none; until the next
 * call. */
const char *fixture_id(struct fixture *fx, uint32_t n);

/* The chips as a query; until the next call. */
const char *fixture_query(struct fixture *fx);

/* The same numbers in the same order on every machine. */
struct dice {
    uint64_t state;
};
uint32_t dice_below(struct dice *d, uint32_t n);

#endif
