/* A group of linked records, as a query. */
#ifndef NICHIEI_ENGINE_GROUP_QUERY_H
#define NICHIEI_ENGINE_GROUP_QUERY_H

#include "nichiei/base/buf.h"

#include "nichiei/store/store.h"

/*
 * Appends the query whose rows are the records of a kind at the other end of record r's edges of a
 * relation ("actor:npa kind:activity"). False, and nothing appended, if no query says just that.
 */
bool group_query(const struct record *r, enum relation relation, bool into, enum kind kind,
                 struct buf *out);

#endif
