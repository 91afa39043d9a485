/*
 * Runs a program on a pseudo-terminal that is not there for it to draw on: what it writes goes to
 * standard output as it is, and the steps say what the terminal does. Exits as the program does
 * (128 and the signal if it was killed), 124 if a step waited in vain, 125 if it would not end.
 *
 *   ptyrun [size=COLSxROWS] STEP... -- PROGRAM [ARGUMENT...]
 *
 * wait=TEXT   until the program has written that since the last wait
 * send=TEXT   as typed; \e is Escape, \r Enter, \xHH a byte
 * answer=N    from now on, where it asks for the cursor behind a character, N columns further on;
 *             answer=junk gives nonsense
 * slow        answers come in two pieces
 * signal=N    to the program
 * close       the terminal goes away
 * end=MS      it must have ended by itself within so many milliseconds
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CAPACITY = 1 << 22 };

static struct {
    int fd;
    pid_t child;
    char *seen; /* all output, with a closing NUL */
    size_t n_seen, n_waited, n_answered;
    const char *answer; /* columns, "junk", or NULL: the terminal is silent */
    bool slow;
} t;

static long now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000L + at.tv_nsec / 1000000L;
}

static void type(const char *bytes, size_t n_bytes)
{
    if (t.fd >= 0 && write(t.fd, bytes, n_bytes) < 0)
        fprintf(stderr, "ptyrun: cannot type: %s\n", strerror(errno));
}

/* Answers a question for the cursor: ESC [ row ; col H, a character, ESC [ 6 n. */
static void answer(void)
{
    static const char question[] = "\033[6n";
    char *asked = strstr(t.seen + t.n_answered, question), *at, reply[64];
    int row = 0, col = 0;

    if (!asked)
        return;
    t.n_answered = (size_t)(asked - t.seen) + sizeof question - 1;
    if (!t.answer)
        return;
    for (at = asked; at > t.seen && strncmp(at, "\033[", 2) != 0; at--)
        ;
    for (at = at == asked ? at - 1 : at; at > t.seen && strncmp(at, "\033[", 2) != 0; at--)
        ;
    if (strcmp(t.answer, "junk") == 0)
        strcpy(reply, "\033[0;99999999R");
    else if (sscanf(at, "\033[%d;%dH", &row, &col) == 2)
        snprintf(reply, sizeof reply, "\033[%d;%dR", row, col + atoi(t.answer));
    else
        return;
    if (!t.slow) {
        type(reply, strlen(reply));
        return;
    }
    type(reply, 3);
    poll(NULL, 0, 20); /* what is tested is the gap */
    type(reply + 3, strlen(reply) - 3);
}

/* Takes what comes for a while; false once there is nothing more to come. */
static bool listen_for(int ms)
{
    struct pollfd p = {.fd = t.fd, .events = POLLIN};
    ssize_t got;

    if (t.fd < 0) {
        poll(NULL, 0, ms);
        return false;
    }
    if (poll(&p, 1, ms) <= 0)
        return true;
    got = read(t.fd, t.seen + t.n_seen, CAPACITY - 1 - t.n_seen);
    if (got <= 0)
        return false;
    t.n_seen += (size_t)got;
    t.seen[t.n_seen] = '\0';
    answer();
    return true;
}

static bool wait_text(const char *text)
{
    long end = now_ms() + 10000;
    const char *found;

    while (!(found = strstr(t.seen + t.n_waited, text)))
        if (now_ms() > end || (!listen_for(50) && !strstr(t.seen + t.n_waited, text))) {
            fprintf(stderr, "ptyrun: \"%s\" does not come\n", text);
            return false;
        }
    t.n_waited = (size_t)(found - t.seen) + strlen(text);
    return true;
}

/* Resolves \e, \r, \\ and \xHH. */
static void send_text(const char *text)
{
    for (; *text; text++) {
        char byte = *text;

        if (*text == '\\' && text[1]) {
            unsigned value;

            byte = *++text == 'e' ? '\033' : *text == 'r' ? '\r' : *text;
            if (*text == 'x' && sscanf(text + 1, "%2x", &value) == 1) {
                byte = (char)value;
                text += 2;
            }
        }
        type(&byte, 1);
    }
}

/* The exit code, or -1 if it has not ended by then. */
static int ended_within(long ms)
{
    long end = now_ms() + ms;
    int status;

    for (;;) {
        pid_t pid = waitpid(t.child, &status, WNOHANG);

        if (pid == t.child) {
            while (t.fd >= 0 && listen_for(0) && t.n_seen < CAPACITY - 1) {
                struct pollfd p = {.fd = t.fd, .events = POLLIN};

                if (poll(&p, 1, 0) <= 0 || !(p.revents & POLLIN))
                    break;
            }
            t.child = 0;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        if (now_ms() > end)
            return -1;
        listen_for(10);
    }
}

/* One step; 0, or the exit code that ends the run. *code is the program's once it has ended. */
static int step(const char *word, int *code)
{
    const char *value = strchr(word, '=');

    value = value ? value + 1 : "";
    if (strncmp(word, "wait=", 5) == 0)
        return wait_text(value) ? 0 : 124;
    if (strncmp(word, "end=", 4) == 0)
        return (*code = ended_within(atol(value))) < 0 ? 125 : 0;
    if (strncmp(word, "send=", 5) == 0)
        send_text(value);
    else if (strncmp(word, "answer=", 7) == 0)
        t.answer = value;
    else if (strncmp(word, "signal=", 7) == 0)
        kill(t.child, atoi(value));
    else if (strcmp(word, "slow") == 0)
        t.slow = true;
    else if (strcmp(word, "close") == 0) {
        close(t.fd);
        t.fd = -1;
    } else
        return 2;
    return 0;
}

int main(int argc, char **argv)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    int first = 1, last, failed = 0, code = -1;

    if (argc > 1 && sscanf(argv[1], "size=%hux%hu", &size.ws_col, &size.ws_row) == 2)
        first = 2;
    for (last = first; last < argc && strcmp(argv[last], "--") != 0; last++)
        ;
    t.seen = calloc(1, CAPACITY);
    if (last + 1 >= argc || !t.seen)
        return 2;
    t.child = forkpty(&t.fd, NULL, NULL, &size);
    if (t.child == 0) {
        execvp(argv[last + 1], argv + last + 1);
        _exit(127);
    }
    for (int i = first; i < last && t.child > 0 && !failed; i++)
        failed = step(argv[i], &code);
    if (!failed && code < 0 && (code = ended_within(10000)) < 0)
        failed = 125;
    if (t.child > 0) {
        kill(t.child, SIGKILL);
        waitpid(t.child, NULL, 0);
    }
    fwrite(t.seen, 1, t.n_seen, stdout);
    free(t.seen);
    return failed ? failed : code;
}
