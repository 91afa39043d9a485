/* Keys from the terminal, and the signals that matter; private to ui. */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "nichiei/model/key.h"

#include <stdbool.h>

/* Teaches ncurses the marks of a bracketed paste. After newterm. */
void input_define_keys(void);

/* Catches SIGHUP and SIGTERM. */
void input_start(void);

/* Waits for a key, a resize or the end. False: the terminal is gone or we were told to go. */
bool input_wait(void);

/* The next key that is already there. *resized: the terminal has a new size. */
bool input_next(struct key *key, bool *resized);

/* Expects the answer to tty_ask_ambiguous() at this place. */
void input_expect_answer(int row, int col);

/* 1 or 2 when the answer has come (nonsense counts as 1), once; else 0. */
int input_answer(void);

#endif
