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

struct report {
    void (*tell)(void *ctx, const struct problem *p); /* may be NULL */
    void *ctx;
    uint32_t n_errors, n_warnings;
    uint32_t n_rows[32]; /* rows read, by position in schema_resources */
};

/* Counts and tells one problem; `what` is formatted. */
void report_add(struct report *rep, enum severity severity, const char *file, uint32_t line,
                const char *field, const char *mend, const char *what, ...)
    __attribute__((format(printf, 7, 8)));

#endif
