/* One line on standard error that is renewed in place, and signals that wait. */
#include "busy.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 200, RENEW_MS = 100, LINE_BYTES = 128 };

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

static volatile sig_atomic_t came; /* the signal, or 0 */

static struct {
    bool on_terminal;
    int n_cols;      /* of the terminal */
    double next_ms;  /* when the line is to be renewed */
    int shown_bytes; /* of the line that stands there */
} line;

static void on_signal(int number)
{
    came = number;
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

void busy_start(void)
{
    struct sigaction before, ask = {.sa_handler = on_signal};

    sigemptyset(&ask.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &ask, NULL);
    line.on_terminal = isatty(STDERR_FILENO);
    line.next_ms = now_ms() + FIRST_MS;
}

/* "reading citations.csv: 120,000 rows"; 0 is not said. */
static void say(const struct progress *p, char out[LINE_BYTES])
{
    static const char *const stages[] = {
        [STAGE_READING] = "reading",         [STAGE_CHECKING] = "checking",
        [STAGE_LINKING] = "linking records", [STAGE_TEXT] = "making the search text",
        [STAGE_WORDS] = "gathering words",   [STAGE_WRITING] = "writing",
    };
    bool rows = p->stage == STAGE_READING;
    char digits[32], grouped[48];
    size_t n = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)p->n_done);
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    at = (size_t)snprintf(out, LINE_BYTES, "%s%s%.40s", stages[p->stage], p->file ? " " : "",
                          p->file ? p->file : "");
    if (p->n_done)
        snprintf(out + at, LINE_BYTES - at, ": %s %s", grouped, rows ? "rows" : "records");
}

/* Blanks over what is left of a longer line, so that no terminal needs to know how to erase; the
 * last column stays free, or some would go on in the next line. */
static void show(const char *text)
{
    int room = line.n_cols - 1 < LINE_BYTES ? line.n_cols - 1 : LINE_BYTES;
    int n_bytes = (int)strlen(text) < room ? (int)strlen(text) : room;
    int over = line.shown_bytes > n_bytes ? line.shown_bytes - n_bytes : 0;

    fprintf(stderr, "\r%.*s%*s\r", n_bytes, text, over, "");
    fflush(stderr);
    line.shown_bytes = n_bytes;
}

/* Of a job in the background the terminal shows nothing, and some would stop it for trying. */
static bool is_in_front(void)
{
    return line.on_terminal && tcgetpgrp(STDERR_FILENO) == getpgrp();
}

bool busy_step(void *ctx, const struct progress *p)
{
    char text[LINE_BYTES];
    double now;

    (void)ctx;
    if (came || !line.on_terminal || (now = now_ms()) < line.next_ms || !is_in_front())
        return came != 0;
    say(p, text);
    line.n_cols = columns();
    show(text);
    line.next_ms = now + RENEW_MS;
    return false;
}

void busy_end(void)
{
    if (line.shown_bytes && is_in_front())
        show("");
}

void busy_die(void)
{
    if (!came)
        return;
    signal(came, SIG_DFL);
    raise(came);
}
