/* A data package that means harm: every kind of record, every text field hostile. */
#ifndef TESTS_CORNER_H
#define TESTS_CORNER_H

#include <stddef.h>

/* The texts that go round through the fields. */
extern const char *const corner_texts[];
extern const size_t corner_n_texts;

/* How many records of each kind there are. */
enum { CORNER_ROWS = 12 };

/* Writes the package into dir (made if need be) and compiles it into the file dossier. What a test
 * cannot go on without is asserted. */
void corner_build(const char *dir, const char *dossier);

#endif
