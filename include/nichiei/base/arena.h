/* Bump allocator: what belongs to one screenful dies together. Out of memory ends the program. */
#ifndef NICHIEI_BASE_ARENA_H
#define NICHIEI_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* All-zero is a valid empty arena. */
struct arena {
    struct arena_block *block; /* the one being filled; older ones hang behind it */
};

void arena_finish(struct arena *a); /* gives all memory back; fine on a zeroed arena, fine twice */
void arena_reset(struct arena *a);  /* forgets all content, keeps the largest block */

/* n_items zeroed objects of item_bytes each, aligned for any type; borrowed until reset. */
void *arena_zeroed(struct arena *a, size_t n_items, size_t item_bytes);

/* An array with room for one more behind its n_items: itself while they are fewer than *cap, else a
 * copy that has twice the room, zeroed. NULL and a *cap of 0 begin one. Borrowed until reset. */
void *arena_grow(struct arena *a, void *items, size_t n_items, size_t *cap, size_t item_bytes);

/* A NUL-terminated copy; borrowed until reset. bytes may be NULL if n_bytes is 0. */
char *arena_copy(struct arena *a, const char *bytes, size_t n_bytes);

#endif
