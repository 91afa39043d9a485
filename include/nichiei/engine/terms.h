/*
 * False friends in texts: the words of the terms that the dossier records as such (their form), by
 * all their names, abbreviations and aliases in both languages. A word that such a term shares with
 * another term counts as both's: ACD is an entry of the list of abbreviations, and two policies.
 *
 * Words are found as search keys (nichiei/text/fold.h), the longest first: in any width and kana,
 * over the end of a line and the call of a note, with a hyphen for a blank (whole-of-society).
 * Latin words stand alone, or with an s behind them; an abbreviation is written with two capitals
 * at least (MoD or MOD, not mod). Japanese words are found anywhere, but not within a longer name
 * that says which is meant, of a body (英国内閣府) or of a term that is no false friend
 * (情報共有分析組織). Not looked for are words of fewer than three bytes, and addresses of the web
 * are not looked into.
 */
#ifndef NICHIEI_ENGINE_TERMS_H
#define NICHIEI_ENGINE_TERMS_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/text/text.h"

#include "nichiei/store/store.h"

#include <stddef.h>
#include <stdint.h>

struct terms;

/* NULL with e if the dossier fails. The store is not needed afterwards. */
struct terms *terms_load(struct store *st, struct err *e);
void terms_free(struct terms *t); /* fine on NULL */

/* One of them in a text, in bytes, and what it may mean: records, ascending, at least one;
 * borrowed until terms_free(). */
struct term_hit {
    size_t at, n_bytes;
    const uint32_t *n;
    size_t n_terms;
};

/* All of them in a text, in order and apart; *hits in the arena, NULL if there is none. Returns how
 * many (none if out of memory). bytes may be NULL if n_bytes is 0. Costs a fold of the text. */
size_t terms_find(struct terms *t, struct arena *a, const char *bytes, size_t n_bytes,
                  struct term_hit **hits);

/* The text with a `!` directly behind each of them, borrowed like the text or until the arena is
 * reset; the text itself if t is NULL. Where a `!` stands already none is added, so that doing it
 * twice changes nothing. For what is read on the screen: not for exports, ids and what is typed. */
struct text terms_mark(struct terms *t, struct arena *a, struct text text);

/* The same, with places in the text (in bytes, ascending) moved to where they are in the marked
 * one: a place directly behind a word is then behind its mark. */
struct text terms_mark_places(struct terms *t, struct arena *a, struct text text, size_t *places,
                              size_t n_places);

#endif
