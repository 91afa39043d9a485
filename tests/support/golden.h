/* Whole screens: drawn after each key, checked for what every frame must be, compared with files.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "nichiei/view/screen.h"

#include "fixture.h"

struct screen {
    struct fixture *fx;
    struct frame frame;
    int cols, rows;
};

/* A screen of this size on a dossier. */
struct screen *screen_open(const char *dossier, enum display display, int cols, int rows);
void screen_close(struct screen *s);
void screen_size(struct screen *s, int cols, int rows); /* and draws */

/* A row as text, without trailing blanks; until the next call. "" outside the frame. */
const char *screen_row(const struct screen *s, int row);

/* The first row that holds this text, or -1. */
int screen_find(const struct screen *s, const char *text);

/* Asserts: each row has exactly the frame's columns, each wide cell both halves, and nothing that a
 * terminal would obey. `when` says in a failure what came before. */
void assert_whole(const struct frame *f, const char *when);

/* Compares the frame with a file, to the last blank, or writes it if REGEN is set. `about` goes
 * into the first line. */
void assert_golden(const struct frame *f, const char *path, const char *about);

#endif
