/* From a data package (a folder of CSV with datapackage.json) to a dossier, and back. */
#ifndef NICHIEI_STORE_BUILD_H
#define NICHIEI_STORE_BUILD_H

#include "nichiei/base/err.h"

#include "nichiei/store/report.h"

struct store;

/*
 * Compiles the package in dir into the file out_path, in one transaction, written beside it and
 * renamed at the end: there is never half a dossier. The same input gives the same bytes. False if
 * the package has errors (all told to rep, the first also in e), a file cannot be written (e), or
 * rep->busy() asked to stop (rep->stopped). Memory is bounded; what is sorted lies beside out_path.
 */
bool build_dossier(const char *dir, const char *out_path, struct report *rep, struct err *e);

/* The same checks without writing anything. False only if the package has errors, or
 * rep->busy() asked to stop. */
bool build_check(const char *dir, struct report *rep, struct err *e);

/* Writes the dossier back as a data package into dir, which is made if it does not exist and must
 * be empty. Building the result gives the same bytes again. */
bool build_unpack(struct store *st, const char *dir, struct err *e);

#endif
