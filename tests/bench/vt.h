/* A small terminal: takes what a program writes, and knows what its screen then shows. */
#ifndef BENCH_VT_H
#define BENCH_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The attributes, all compared by ==: 16 bits of flags, then the two colours. */
struct vt_cell {
    char text[23];   /* UTF-8; empty for a blank */
    uint8_t n_bytes; /* of text; 0 for a blank and for the tail of a wide character */
    bool is_tail;
    uint64_t look;
};

struct vt;

/* All blank. NULL without memory. */
struct vt *vt_new(int cols, int rows);
void vt_free(struct vt *v); /* fine on NULL */

void vt_feed(struct vt *v, const char *bytes, size_t n_bytes);

/* Where the cursor is, from 1, as the terminal would report it. */
void vt_cursor(const struct vt *v, int *row, int *col);

/* Borrowed until the next vt_feed(). */
const struct vt_cell *vt_cells(const struct vt *v);

/*
 * Bytes of the cells that differ from `before` (cols * rows cells) in text or look: what any
 * program has to send to get from one screen to the other, without the moves in between.
 */
size_t vt_changed_bytes(const struct vt *v, const struct vt_cell *before, size_t *n_cells);

/* The screen as lines of text, for a look at it. Owned: free(). */
char *vt_text(const struct vt *v);

#endif
