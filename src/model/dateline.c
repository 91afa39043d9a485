/* Dates in few columns. */
#include "nichiei/model/dateline.h"

#include <stdio.h>
#include <string.h>

/* The end of an interval, without what it shares with the start. */
static void shorten_end(const char *start, const char *end, char *out, size_t out_bytes)
{
    if (strcmp(end, "..") == 0 || !*end)
        snprintf(out, out_bytes, "/..");
    else if (strlen(end) >= 10 && strncmp(start, end, 8) == 0)
        snprintf(out, out_bytes, "/%s", end + 8); /* same month: the day */
    else if (strlen(end) >= 7 && strncmp(start, end, 5) == 0)
        snprintf(out, out_bytes, "/%.5s", end + 5); /* same year: month and day */
    else if (strlen(end) >= 7)
        snprintf(out, out_bytes, "/%.5s", end + 2); /* the century goes without saying */
    else
        snprintf(out, out_bytes, "/%.4s", end);
}

struct dateline dateline_of(const char *edtf)
{
    struct dateline d = {"", ""};
    const char *slash = strchr(edtf, '/');
    size_t start_bytes = slash ? (size_t)(slash - edtf) : strlen(edtf);
    char start[32] = "", end[16] = "";

    if (!*edtf)
        return d;
    snprintf(start, sizeof start, "%.*s", (int)start_bytes, edtf);
    if (slash)
        shorten_end(start, slash + 1, end, sizeof end);
    snprintf(d.year, sizeof d.year, "%.4s", start);
    if (start_bytes > 4)
        snprintf(d.rest, sizeof d.rest, "%.*s", (int)(8 - strlen(end)),
                 start + (start[4] == '-' ? 5 : 4));
    if (strlen(end) > 5 && start_bytes >= 10) /* no room for both days: the month is enough here */
        snprintf(d.rest, sizeof d.rest, "%.2s", start + 5);
    strncat(d.rest, end, sizeof d.rest - strlen(d.rest) - 1);
    return d;
}
