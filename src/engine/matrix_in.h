/* What the parts of the matrix share. */
#ifndef ENGINE_MATRIX_IN_H
#define ENGINE_MATRIX_IN_H

#include "nichiei/engine/matrix.h"

/* Fills in where nothing can stand, when records of these kinds are counted. */
bool matrix_mark_cannot(struct matrix *m, const struct corpus *c, unsigned kinds, struct err *e);

#endif
