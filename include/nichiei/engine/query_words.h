/* What the parts of the query share. */
#ifndef NICHIEI_ENGINE_QUERY_WORDS_H
#define NICHIEI_ENGINE_QUERY_WORDS_H

#include "nichiei/engine/query.h"

/* The kind of a field's values, KIND_NONE if they are no records of one kind. */
enum kind query_kind_of(enum query_field field);

/* One character of the input: what it means as syntax, as its half-width form (any blank is ' '),
 * or 0 for an ordinary one; and its bytes, 1 for an ordinary one's first byte. */
char query_syntax_at(const char *s, size_t n_bytes, size_t *used_bytes);

/* The field of this name, whatever its width and case, or QUERY_FIELD_COUNT. */
enum query_field query_field_named(const char *name);

/* How many bytes of a word a message repeats: whole characters, and not so many that they crowd the
 * rest of it out. */
int query_shown_bytes(const char *word);

#endif
