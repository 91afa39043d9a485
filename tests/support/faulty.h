/* A disk that fails: SQLite's own access to files, with faults on demand. */
#ifndef TESTS_FAULTY_H
#define TESTS_FAULTY_H

#include <stdbool.h>

/* Where a fault strikes. */
enum {
    FAULTY_READ = 1 << 0,
    FAULTY_WRITE = 1 << 1, /* and growing */
    FAULTY_OTHER = 1 << 2, /* syncing, cutting, opening, removing */
};

struct fault {
    unsigned where;
    int at;     /* the how many-th such step fails, from 1; 0: none */
    bool stays; /* and every one after it */
    int rc;     /* what SQLite's code makes of it */
    int system; /* errno */
};

/* From now on, every connection of this process works through it. */
void faulty_install(void);

/* The next fault; NULL for a sound disk. */
void faulty_set(const struct fault *f);

/* Did it strike since it was set? */
bool faulty_struck(void);

#endif
