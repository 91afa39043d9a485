/* What is wrong with a data package: collected by the checks, shown by the command line. */
#ifndef NICHIEI_STORE_REPORT_H
#define NICHIEI_STORE_REPORT_H

#include "nichiei/store/schema.h"

#include <stdint.h>

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

/* One finding; all strings are borrowed for the time of the call that tells it. */
struct problem {
    enum severity severity;
    const char *file;  /* name inside the package: "actors.csv" */
    uint32_t line;     /* from 1; 0 if it concerns the whole file */
    const char *field; /* column name, or NULL */
    const char *what;  /* one clause */
    const char *mend;  /* what to do about it, one clause */
};

/* What the work is at. */
enum stage { STAGE_READING, STAGE_CHECKING, STAGE_LINKING, STAGE_TEXT, STAGE_WORDS, STAGE_WRITING };

struct progress {
    enum stage stage;
    const char *file; /* being read or checked: "actors.csv"; or NULL */
    uint64_t n_done;  /* rows read, of all files so far; records, of STAGE_TEXT and STAGE_WORDS */
};

struct report {
    void (*tell)(void *ctx, const struct problem *p); /* may be NULL */
    /* Called every few milliseconds; true ends the work soon, and leaves all as it was. May be
     * NULL.
     */
    bool (*busy)(void *ctx, const struct progress *p);
    void *ctx;
    bool stopped; /* busy() asked for it */
    struct progress progress;
    uint32_t n_errors, n_warnings;
    uint32_t n_rows[32]; /* rows read, by position in schema_resources */
};

/* Counts and tells one problem; `what` is formatted. */
void report_add(struct report *rep, enum severity severity, const char *file, uint32_t line,
                const char *field, const char *mend, const char *what, ...)
    __attribute__((format(printf, 7, 8)));

/* The work comes to another stage, or file. */
void report_stage(struct report *rep, enum stage stage, const char *file);

/* Tells how far the work is; true if it is to stop. */
bool report_busy(struct report *rep);

#endif
