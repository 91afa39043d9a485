/* Queries drawn from the words of a dossier itself, the same for the same seed: most have hits,
 * many have few. */
#ifndef TESTS_DRAW_H
#define TESTS_DRAW_H

#include "nichiei/base/buf.h"

#include "fixture.h"
#include "oracle.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts another query into q, and how it is typed into `typed`. Every third is the last one with a
 * term more, less or turned round, as people go on. */
void draw_query(const struct oracle *o, struct dice *d, struct oracle_query *q, struct buf *typed);

/* The term as it is typed. */
void draw_type(const struct oracle *o, const struct oracle_term *t, struct buf *typed);

#endif
