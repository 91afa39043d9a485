/* The terminal as ncurses sees it; private to ui. */
#ifndef UI_TTY_H
#define UI_TTY_H

#include "nichiei/view/frame.h"

#include "nichiei/ui/ui.h"

struct tty;

/* Takes the terminal; NULL with e. */
struct tty *tty_open(const struct ui_options *options, struct err *e);
void tty_close(struct tty *t); /* gives it back as it was; fine on NULL */

/* Gives it back while the program is stopped, and takes it again with the size that it has then;
 * show a whole frame afterwards. */
void tty_leave(struct tty *t);
void tty_retake(struct tty *t);

/* Shows a frame; repaint distrusts what the screen holds. */
void tty_show(struct tty *t, const struct frame *f, bool repaint);

void tty_size(int *cols, int *rows);

/*
 * Asks how wide the terminal draws an ambiguous character, at a blank place of the frame last
 * shown, and leaves that blank. False if there is no such place. The answer comes as input.
 */
bool tty_ask_ambiguous(struct tty *t, int *row, int *col);

#endif
