/* Keys from the terminal, and the signals that matter; private to ui. */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "nichiei/model/key.h"

#include <stdbool.h>

/* Teaches ncurses the marks of a bracketed paste. After newterm. */
void input_define_keys(void);

/* Catches the signals that end, stop and resume the program. Before newterm: ncurses, where it has
 * to do with Ctrl-Z, ignores it while it draws. */
void input_start(void);

/* Takes an answer that is still on its way, so that it does not reach the shell. Before the
 * terminal is given back; it has half a second from when it was asked for. */
void input_finish(void);

/* Waits for a key, a resize, a signal; if there is other work to do (busy), only looks for them.
 * False: the terminal is gone or we were told to go. */
bool input_wait(bool busy);

/* Ctrl-Z was typed: give the terminal back, then call input_stop(), which returns when the program
 * is in the foreground again. */
bool input_told_to_stop(void);
void input_stop(void);

/* True once after the program was stopped, by whatever: the terminal is not as it was left. */
bool input_resumed(void);

/* The next key that is already there. *resized: the terminal has a new size. */
bool input_next(struct key *key, bool *resized);

/* Expects the answer to tty_ask_ambiguous() at this place. */
void input_expect_answer(int row, int col);

/* 1 or 2 when the answer has come (nonsense counts as 1), once; else 0. */
int input_answer(void);

#endif
