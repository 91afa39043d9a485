/* What a value may be called where it is typed. */
#ifndef NICHIEI_ENGINE_NAMES_H
#define NICHIEI_ENGINE_NAMES_H

#include "nichiei/base/arena.h"
#include "nichiei/base/buf.h"

#include "nichiei/engine/closest.h"

/* Names are search keys with U+001F behind each, as store_names() gives them. */

/* How a typed key is found among names, the surest first. */
enum names_hit {
    NAMES_WHOLE,  /* it is one */
    NAMES_START,  /* one begins with it */
    NAMES_WORD,   /* a word in one does, or it is Japanese and in one */
    NAMES_INSIDE, /* it is in one */
    NAMES_SOUND,  /* it is romaji, and the reading sounds so */
    NAMES_NONE    /* as an empty key always is */
};

/* What is typed, as it is looked for: fold_key, and romaji_key_of_typed ("" if it is none). */
struct names_typed {
    const char *key, *sound;
};
struct names_typed names_typed(struct arena *a, const char *typed);

enum names_hit names_hit(const char *names, const char *key);

/* The same, or NAMES_SOUND by the reading in kana ("" if there is none). */
enum names_hit names_hit_or_sound(const char *names, const char *kana, struct names_typed typed);

/* The fewest steps from what is typed to one of the names (closest_steps), or -1. */
int names_steps(const char *names, const char *key);

/* Appends a name to names. */
void names_add(struct buf *names, const char *name, size_t n_bytes);

/* Appends what a word of the dossier is called: itself, without its prefix, and as readers say it
 * in either language. */
void names_add_word(struct buf *names, const char *word);

/* An id without its kind: npa of actor:npa. */
const char *names_slug(const char *id);

#endif
