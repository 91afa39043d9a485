/* Counting and telling the problems of a data package. */
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
