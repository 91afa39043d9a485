/* What locator.c and locator_rows.c share. Private to them. */
#ifndef ENGINE_LOCATOR_IN_H
#define ENGINE_LOCATOR_IN_H

#include "nichiei/engine/locator.h"

/* Sets in->is_other. */
void locator_learn_sections(struct locating *in, const struct cited_place *places, size_t n_places);

#endif
