/* A small valid data package in a folder of its own, for tests to plant faults in. */
#ifndef TESTS_PACKAGE_H
#define TESTS_PACKAGE_H

#include "nichiei/store/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct package;

/* One or two records of every kind, in memory. What a test cannot go on without is asserted. */
struct package *package_new(void);
void package_free(struct package *p); /* and its folder; fine on NULL */

/* Appends a row, "id=actor:x|parent=actor:y"; other required fields get a value of their type, and
 * a record a citation. Returns the line that it will stand in. */
uint32_t package_add(struct package *p, const char *resource, const char *fields);

/* Sets one field of the row in that line. */
void package_set(struct package *p, const char *resource, uint32_t line, const char *field,
                 const char *value);

/* The line of the row whose first field has this value. */
uint32_t package_line(const struct package *p, const char *resource, const char *first);

/* Writes all files into package_dir(). */
void package_write(const struct package *p);
const char *package_dir(const struct package *p);

/* A path beside that folder; one of a few static buffers. */
const char *package_path(const struct package *p, const char *name);

/* Whole files, by path. file_read gives owned bytes with a closing NUL, or NULL. */
void file_write(const char *path, const void *bytes, size_t n_bytes);
char *file_read(const char *path, size_t *n_bytes);

/* What a report told. */
struct heard {
    struct heard_problem {
        enum severity severity;
        uint32_t line;
        char file[64], field[64], what[512], mend[512];
    } problem[256];
    size_t n_problems;
};

size_t heard_count(const struct heard *h, enum severity severity);

/* A report that is heard. */
struct report heard_report(struct heard *h);

/* Was there a problem in this file and line (any, if 0) and field (none, if NULL), whose sentence
 * holds `word`? Says what was heard instead if not. */
bool heard_of(const struct heard *h, enum severity severity, const char *file, uint32_t line,
              const char *field, const char *word);

#endif
