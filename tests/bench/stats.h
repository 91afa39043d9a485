/* Series of measurements, and the table they end in. */
#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include <stdbool.h>
#include <stddef.h>

/* All-zero is an empty series. */
struct series {
    double *values;
    size_t n, cap;
};

void series_add(struct series *s, double value);
void series_finish(struct series *s);

/* The value that this share of the series does not exceed (0..1): nearest rank. 0 for an empty
 * series. May be called between additions. */
double series_at(const struct series *s, double share);
double series_median(const struct series *s);

/* One line of the final table. Texts are copied; met: 1 yes, 0 no, -1 not a matter of a target. */
void table_line(const char *what, const char *target, int met, const char *beside,
                const char *format, ...) __attribute__((format(printf, 5, 6)));
void table_print(void);

#endif
