/* Bump allocator. */
#include "nichiei/base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t used_bytes, cap_bytes;
    alignas(max_align_t) char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    /* A list that cannot hold one more row is beyond repair; abort() lets the screen be restored.
     */
    fputs("nichiei: out of memory\n", stderr);
    abort();
}

/* A large block comes zeroed: the system's fresh pages are, and are only touched where they are
 * used. */
static struct arena_block *block_new(struct arena_block *older, size_t cap_bytes)
{
    struct arena_block *b =
        cap_bytes > BLOCK_BYTES ? calloc(1, sizeof *b + cap_bytes) : malloc(sizeof *b + cap_bytes);

    if (!b)
        out_of_memory();
    b->older = older;
    b->used_bytes = 0;
    b->cap_bytes = cap_bytes;
    return b;
}

void arena_finish(struct arena *a)
{
    while (a->block) {
        struct arena_block *older = a->block->older;

        free(a->block);
        a->block = older;
    }
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->block;

    for (struct arena_block *b = a->block; b; b = b->older)
        if (b->cap_bytes > keep->cap_bytes)
            keep = b;
    while (a->block) {
        struct arena_block *older = a->block->older;

        if (a->block != keep)
            free(a->block);
        a->block = older;
    }
    if (keep) {
        keep->older = NULL;
        keep->used_bytes = 0;
    }
    a->block = keep;
}

void *arena_zeroed(struct arena *a, size_t n_items, size_t item_bytes)
{
    const size_t align = alignof(max_align_t);
    bool fresh = false;
    size_t n_bytes;
    void *at;

    if (item_bytes && n_items > (SIZE_MAX - align - sizeof(struct arena_block)) / item_bytes)
        out_of_memory();
    n_bytes = (n_items * item_bytes + align - 1) / align * align;
    if (!a->block || a->block->cap_bytes - a->block->used_bytes < n_bytes) {
        a->block = block_new(a->block, n_bytes > BLOCK_BYTES ? n_bytes : BLOCK_BYTES);
        fresh = n_bytes > BLOCK_BYTES;
    }
    at = a->block->bytes + a->block->used_bytes;
    a->block->used_bytes += n_bytes;
    return fresh ? at : memset(at, 0, n_bytes);
}

void *arena_grow(struct arena *a, void *items, size_t n_items, size_t *cap, size_t item_bytes)
{
    void *wider;

    if (n_items < *cap)
        return items;
    if (*cap > SIZE_MAX / 2)
        out_of_memory();
    *cap = *cap ? 2 * *cap : 4;
    wider = arena_zeroed(a, *cap, item_bytes);
    if (n_items)
        memcpy(wider, items, n_items * item_bytes);
    return wider;
}

char *arena_copy(struct arena *a, const char *bytes, size_t n_bytes)
{
    char *copy;

    if (n_bytes == SIZE_MAX)
        out_of_memory();
    copy = arena_zeroed(a, n_bytes + 1, 1);

    if (n_bytes)
        memcpy(copy, bytes, n_bytes);
    return copy;
}
