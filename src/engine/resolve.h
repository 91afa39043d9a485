/* From what was typed after "field:" to a record; private to the engine. */
#ifndef ENGINE_RESOLVE_H
#define ENGINE_RESOLVE_H

#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/query.h"

/*
 * The record of this kind that `word` means: by id, slug, name, abbreviation, alias or reading, in
 * either language, compared by search key; also by a part of a name or by its sound, if only one
 * has it. 0 with e (ERR_USAGE) if there is none, naming near ones, or if it may mean several,
 * naming them: a homonym is asked about, never guessed. The fault then says the same (what and
 * near).
 */
uint32_t resolve(struct store *st, enum kind kind, const char *word, struct query_fault *fault,
                 struct err *e);

/* The number of the word of this field that `word` means, itself or as readers say it in either
 * language; a source also by its name. 0 with e (ERR_USAGE) that names the words there are. */
uint32_t resolve_word(struct store *st, const char *field, const char *word,
                      struct query_fault *fault, struct err *e);

#endif
