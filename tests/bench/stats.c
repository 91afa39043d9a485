/* Medians, percentiles, and the table. */
#include "stats.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void series_add(struct series *s, double value)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 64;
        s->values = realloc(s->values, s->cap * sizeof *s->values);
        if (!s->values)
            abort();
    }
    s->values[s->n++] = value;
}

void series_finish(struct series *s)
{
    free(s->values);
    *s = (struct series){0};
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double series_at(const struct series *s, double share)
{
    double *sorted, value;
    size_t rank;

    if (!s->n)
        return 0;
    sorted = malloc(s->n * sizeof *sorted);
    if (!sorted)
        abort();
    memcpy(sorted, s->values, s->n * sizeof *sorted);
    qsort(sorted, s->n, sizeof *sorted, by_value);
    rank = (size_t)(share * (double)s->n);
    if ((double)rank < share * (double)s->n || rank == 0)
        rank++;
    value = sorted[rank <= s->n ? rank - 1 : s->n - 1];
    free(sorted);
    return value;
}

double series_median(const struct series *s)
{
    return series_at(s, 0.5);
}

static struct {
    char what[128], measured[256], target[96], beside[512];
    int met;
} lines[64];
static int n_lines;

void table_line(const char *what, const char *target, int met, const char *beside,
                const char *format, ...)
{
    va_list ap;

    if (n_lines == (int)(sizeof lines / sizeof lines[0]))
        return;
    snprintf(lines[n_lines].what, sizeof lines[0].what, "%s", what);
    snprintf(lines[n_lines].target, sizeof lines[0].target, "%s", target);
    snprintf(lines[n_lines].beside, sizeof lines[0].beside, "%s", beside);
    va_start(ap, format);
    vsnprintf(lines[n_lines].measured, sizeof lines[0].measured, format, ap);
    va_end(ap);
    /* At once: the whole table may be long in coming. */
    fprintf(stderr, "  %s: %s\n", what, lines[n_lines].measured);
    lines[n_lines++].met = met;
}

void table_print(void)
{
    puts("| what | measured | target | met | beside it in the same run |\n"
         "|---|---|---|---|---|");
    for (int i = 0; i < n_lines; i++)
        printf("| %s | %s | %s | %s | %s |\n", lines[i].what, lines[i].measured, lines[i].target,
               lines[i].met < 0 ? ""
               : lines[i].met   ? "yes"
                                : "no",
               lines[i].beside);
}
