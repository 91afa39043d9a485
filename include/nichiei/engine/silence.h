/*
 * Silence: a theme in which nothing has happened for much longer than is usual there.
 *
 * What counts: the theme's activities and events that happened and whose date is known to the month
 * or better, without doubt (no ~ or ?), up to the day as of which the dossier speaks; at most the
 * latest SILENCE_ROWS of them. Dates that overlap are one moment; a gap is the days from the end of
 * one moment to the start of the next. A theme is silent when the days since its last moment are
 *   - at least SILENCE_DAYS (half a year),
 *   - more than twice the median gap, and
 *   - more than nine gaps in ten,
 * of at least SILENCE_GAPS gaps: below that nothing is called usual. It is the dossier that is
 * silent: it speaks as of the day it was made, never as of today.
 */
#ifndef NICHIEI_ENGINE_SILENCE_H
#define NICHIEI_ENGINE_SILENCE_H

#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/calendar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SILENCE_ROWS = 200, SILENCE_DAYS = 183, SILENCE_GAPS = 5 };

struct silence {
    int32_t as_of;
    int32_t last_day; /* of the last moment */
    uint32_t last_n;  /* a record that ended on it; 0: nothing counts */
    int32_t days;     /* since then */
    size_t n_gaps;
    int32_t usual_days; /* the median gap; 0 if there are fewer than SILENCE_GAPS */
    int32_t long_days;  /* nine gaps in ten are no longer than this */
    bool silent;
};

/* The rule itself, over spans in the order of their first day. Fills all but last_n. */
void silence_judge(struct calendar_days *spans, size_t n_spans, int32_t as_of, struct silence *out);

/* The same for a theme, as of a day. False with e if the dossier fails. */
bool silence_of(struct store *st, uint32_t theme, int32_t as_of, struct silence *out,
                struct err *e);

/* The day as of which the dossier speaks: when its package was made, or else when its themes were
 * last checked; EDTF_DAY_MIN if it does not say. */
bool silence_as_of(struct store *st, int32_t *day, struct err *e);

#endif
