/*
 * Dates as people in Tokyo and London type them, understood as a span of days:
 *   EDTF            2024  2024-03  2024-03-25  2024-02~  201X  2023-11/2024-02
 *   a range         2023..2024  2024-03..  ..2019-04
 *   an era          R5  R5.3  R5.3.1  令和5年  令和5年3月1日  平成元年  (Meiji to Reiwa)
 *   a fiscal year   FY2023  FY2023/24  JFY2023  令和5年度  2023年度   (1 April to 31 March, in both
 *                   countries)
 *   a quarter       2024Q1 (January to March)  FY2024Q1 (April to June)
 *   Japanese form   2024年  2024年3月  2024年3月25日
 * Width and case do not matter.
 */
#ifndef NICHIEI_ENGINE_WHEN_H
#define NICHIEI_ENGINE_WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct when {
    int32_t first_day, last_day; /* as in struct edtf; open ends are EDTF_DAY_MIN and _MAX */
    char understood[32];         /* the span as an EDTF date or interval, to be shown */
};

/* False if it is none of the forms, or no possible date (R5.2.30), or a reversed range. */
bool when_parse(const char *s, size_t n_bytes, struct when *out);

#endif
