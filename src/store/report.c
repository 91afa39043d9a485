/* Counting and telling the problems of a data package, and how far the work on it is. */
#include "nichiei/store/report.h"

#include <stdarg.h>
#include <stdio.h>

void report_add(struct report *rep, enum severity severity, const char *file, uint32_t line,
                const char *field, const char *mend, const char *what, ...)
{
    char clause[512];
    struct problem p = {severity, file, line, field, clause, mend};
    va_list ap;

    va_start(ap, what);
    vsnprintf(clause, sizeof clause, what, ap);
    va_end(ap);
    if (severity == SEVERITY_ERROR)
        rep->n_errors++;
    else
        rep->n_warnings++;
    if (rep->tell)
        rep->tell(rep->ctx, &p);
}

void report_stage(struct report *rep, enum stage stage, const char *file)
{
    if (stage != rep->progress.stage)
        rep->progress.n_done = 0;
    rep->progress.stage = stage;
    rep->progress.file = file;
}

bool report_busy(struct report *rep)
{
    if (!rep->stopped && rep->busy)
        rep->stopped = rep->busy(rep->ctx, &rep->progress);
    return rep->stopped;
}
