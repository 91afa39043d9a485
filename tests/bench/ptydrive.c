/* Driving a program under a pseudo-terminal. */
#include "ptydrive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

bool go_first(void)
{
    FILE *f = fopen("/proc/self/autogroup", "w");
    bool ok = f && fputs("-15", f) >= 0;

    if (f)
        ok = fclose(f) == 0 && ok;
    return ok;
}

/* In the child: waits to be released, then becomes the program. */
static void become(const struct pty *p, int gate, char *const argv[])
{
    char go;

    go_first();
    if (p->folder && chdir(p->folder) != 0)
        _exit(126);
    if (read(gate, &go, 1) == 1)
        execvp(argv[0], argv);
    _exit(127);
}

bool pty_prepare(struct pty *p, char *const argv[])
{
    const struct winsize size = {.ws_row = PTY_ROWS, .ws_col = PTY_COLS};
    int gate[2];

    p->screen = vt_new(PTY_COLS, PTY_ROWS);
    if (!p->screen || pipe(gate) != 0)
        return false;
    p->pid = forkpty(&p->fd, NULL, NULL, &size);
    if (p->pid == 0) {
        close(gate[1]);
        become(p, gate[0], argv);
    }
    close(gate[0]);
    p->release = gate[1];
    fcntl(p->fd, F_SETFD, FD_CLOEXEC); /* or the next program would keep this terminal open */
    fcntl(p->release, F_SETFD, FD_CLOEXEC);
    return p->pid > 0;
}

void pty_go(struct pty *p)
{
    struct timespec settle = {.tv_nsec = 20 * 1000 * 1000};

    nanosleep(&settle, NULL); /* the child must be waiting, or its fork would be measured */
    p->asked_at = now_ms();
    while (write(p->release, "", 1) < 0 && errno == EINTR)
        ;
    close(p->release);
    p->release = -1;
}

void pty_type(struct pty *p, const char *bytes, size_t n_bytes)
{
    p->asked_at = now_ms();
    while (n_bytes) {
        ssize_t n = write(p->fd, bytes, n_bytes);

        if (n < 0 && errno != EINTR)
            return;
        if (n > 0) {
            bytes += n;
            n_bytes -= (size_t)n;
        }
    }
}

/* One figure of a file of /proc, "NAME:   123 kB"; 0 if it is not there. */
static long proc_figure(const char *path, const char *name)
{
    FILE *f = fopen(path, "r");
    char line[256];
    long value = 0;

    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
            value = strtol(line + strlen(name) + 1, NULL, 10);
            break;
        }
    if (f)
        fclose(f);
    return value;
}

/* Is a thread running, ready to run, or waiting for the disk? */
static bool is_busy_thread(const char *path)
{
    FILE *f = fopen(path, "r");
    char line[512] = "", *state;

    if (!f)
        return false;
    state = fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
    fclose(f);
    return state && state[1] && strchr("RD", state[2]);
}

static bool is_busy(pid_t pid)
{
    char path[64 + 256];
    struct dirent *entry;
    bool busy = false;
    DIR *dir;

    snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    dir = opendir(path);
    while (dir && !busy && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.') {
            snprintf(path, sizeof path, "/proc/%ld/task/%s/stat", (long)pid, entry->d_name);
            busy = is_busy_thread(path);
        }
    if (dir)
        closedir(dir);
    return busy;
}

static void reply(const struct pty *p, const char *text)
{
    ssize_t ignored = write(p->fd, text, strlen(text));

    (void)ignored;
}

/* Shows a piece of output on the screen, and answers what it asks: the place of the cursor from
 * where it is at that moment, the colours and the kind of terminal as xterm would. */
static void take(struct pty *p, const char *bytes, size_t n_bytes)
{
    static const struct {
        const char *question, *answer;
    } known[] = {
        {"\033[6n", NULL},
        {"\033[c", "\033[?62;22c"},
        {"\033[0c", "\033[?62;22c"},
        {"\033]10;?", "\033]10;rgb:ffff/ffff/ffff\033\\"},
        {"\033]11;?", "\033]11;rgb:0000/0000/0000\033\\"},
    };
    size_t shown = 0;

    for (size_t i = 0; i < n_bytes; i++)
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            size_t question_bytes = strlen(known[k].question);
            char place[32];
            int row, col;

            if (n_bytes - i < question_bytes ||
                memcmp(bytes + i, known[k].question, question_bytes) != 0)
                continue;
            vt_feed(p->screen, bytes + shown, i - shown);
            shown = i;
            vt_cursor(p->screen, &row, &col);
            snprintf(place, sizeof place, "\033[%d;%dR", row, col);
            reply(p, known[k].answer ? known[k].answer : place);
        }
    vt_feed(p->screen, bytes + shown, n_bytes - shown);
}

/* Has the screen changed since this was asked last? */
static bool looks_new(struct pty *p)
{
    static struct vt_cell seen[PTY_COLS * PTY_ROWS];
    size_t n_cells;
    bool changed = vt_changed_bytes(p->screen, seen, &n_cells) > 0;

    memcpy(seen, vt_cells(p->screen), sizeof seen);
    return changed;
}

struct answer pty_hear(struct pty *p, double quiet_ms, double limit_ms)
{
    static char chunk[1 << 16];
    struct answer a = {0};
    double quiet_since = p->asked_at;

    for (;;) {
        struct pollfd fd = {.fd = p->fd, .events = POLLIN};
        double now = now_ms(), wait = quiet_since + quiet_ms - now;
        ssize_t n;

        if (now - p->asked_at > limit_ms) {
            a.gave_up = true;
            return a;
        }
        if (wait <= 0) {
            if (!is_busy(p->pid))
                return a;
            wait = quiet_ms; /* it will say something yet */
            quiet_since = now;
        }
        if (poll(&fd, 1, (int)wait + 1) <= 0)
            continue;
        n = read(p->fd, chunk, sizeof chunk);
        if (n <= 0)
            return a; /* it has ended */
        now = now_ms();
        a.n_bytes += (size_t)n;
        take(p, chunk, (size_t)n);
        if (p->by_sight && !looks_new(p))
            continue;
        a.last_ms = now - p->asked_at;
        if (a.first_ms == 0)
            a.first_ms = a.last_ms;
        quiet_since = now_ms();
    }
}

/* Adds up over a process and its children. */
static long peak_of(pid_t pid, int depth)
{
    char path[64], line[4096] = "", *at = line, *end;
    long total, child;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    total = proc_figure(path, "VmHWM");
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
    f = depth < 4 ? fopen(path, "r") : NULL;
    if (f && fgets(line, sizeof line, f))
        while ((child = strtol(at, &end, 10)) > 0 && end != at) {
            total += peak_of((pid_t)child, depth + 1);
            at = end;
        }
    if (f)
        fclose(f);
    return total;
}

long pty_peak_kib(const struct pty *p)
{
    return peak_of(p->pid, 0);
}

long pty_rollup_kib(const struct pty *p, const char *figure)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", (long)p->pid);
    return proc_figure(path, figure);
}

void pty_stop(struct pty *p)
{
    const struct timespec moment = {.tv_nsec = 5 * 1000 * 1000};
    bool reaped = p->pid <= 0;

    if (!reaped) {
        kill(p->pid, SIGHUP);
        close(p->fd);
        for (int i = 0; i < 40 && !reaped; i++) {
            reaped = waitpid(p->pid, NULL, WNOHANG) != 0;
            if (!reaped)
                nanosleep(&moment, NULL);
        }
    }
    if (!reaped) {
        kill(p->pid, SIGKILL);
        waitpid(p->pid, NULL, 0);
    }
    vt_free(p->screen);
    *p = (struct pty){0};
}
