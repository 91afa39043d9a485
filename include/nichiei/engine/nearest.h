/* The word that was perhaps meant. */
#ifndef NICHIEI_ENGINE_NEAREST_H
#define NICHIEI_ENGINE_NEAREST_H

#include "nichiei/text/text.h"

#include "nichiei/store/store.h"

/*
 * A word anywhere in the names of a kind that is one slip away from what was typed: one character
 * more, less or other, or two that changed places. As it is written there, in the arena; empty if
 * there is none, or if so little was typed (fewer than four letters, or three characters of
 * Japanese) that nearly any would do. Unlike closest_steps(), which weighs whole names, it looks at
 * every place of every name, and takes no longer than to read them.
 */
struct text nearest_word(struct store *st, struct arena *a, enum kind kind, const char *typed);

#endif
