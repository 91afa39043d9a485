/* A program under a pseudo-terminal, met the way a person on SSH meets it: keys in, bytes out. */
#ifndef BENCH_PTYDRIVE_H
#define BENCH_PTYDRIVE_H

#include "vt.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PTY_COLS = 80, PTY_ROWS = 24 };

/* How a program answered a key, or its start. Times in milliseconds from the key. */
struct answer {
    double first_ms, last_ms; /* of the bytes that came; 0 if none did that counts */
    size_t n_bytes;
    bool gave_up; /* it still worked at the limit */
};

struct pty {
    pid_t pid;
    int fd;
    struct vt *screen;
    const char *folder; /* where it starts; NULL: here */
    bool by_sight;      /* only bytes that change the screen count: it chatters while it waits */
    int release;        /* written to, the child becomes the program */
    double asked_at;
};

/* Forks and waits with argv ready; NULL-terminated, looked up in PATH. False without a terminal. */
bool pty_prepare(struct pty *p, char *const argv[]);

/* Starts the program: here the clock starts. */
void pty_go(struct pty *p);

/* Types bytes: here the clock starts again. */
void pty_type(struct pty *p, const char *bytes, size_t n_bytes);

/*
 * Reads until the program has said nothing for quiet_ms and sleeps (a program that computes will
 * still answer), or limit_ms passed. Questions to the terminal are answered.
 */
struct answer pty_hear(struct pty *p, double quiet_ms, double limit_ms);

/* Peak resident memory of the program and its children in KiB (VmHWM); one figure of
 * smaps_rollup, as "Pss" or "Private_Dirty", of the program alone. 0 if it has gone. */
long pty_peak_kib(const struct pty *p);
long pty_rollup_kib(const struct pty *p, const char *figure);

/* Ends the program and forgets it. Fine on a zeroed one. */
void pty_stop(struct pty *p);

/* Puts the programs of this session before other work on the machine, where the system lets us
 * (root, and a kernel that schedules by session): else all are measured in the same noise. */
bool go_first(void);

double now_ms(void);

#endif
