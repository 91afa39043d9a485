/* Bytes and function keys from ncurses to keys of ours. */
#include "input.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PASTE_START = KEY_MAX - 1,
    PASTE_END = KEY_MAX - 2,
    CTRL_LEFT = KEY_MAX - 3,
    CTRL_RIGHT = KEY_MAX - 4,
    ALT_B = KEY_MAX - 5,
    ALT_D = KEY_MAX - 6,
    ALT_F = KEY_MAX - 7,
    MAX_PENDING = 32,
    ANSWER_DUE_MS = 500, /* a terminal that has not answered by then hardly will */
    SEQUENCE_GAP_MS = 50 /* between the bytes of one sequence, on a slow line */
};

static struct {
    int wake[2]; /* the signal handlers' way into poll() */
    struct key_decoder decoder;
    struct key pending[MAX_PENDING];
    int n_pending;
    int n_starved; /* polls in a row that promised input when none came: the terminal is gone */
    bool expects_answer;
    int answer, answer_row, answer_col;
    struct timespec asked;
} in;

static volatile sig_atomic_t told_to_go, told_to_stop, resumed;

static void on_signal(int signal_number)
{
    int saved = errno;
    ssize_t ignored = write(in.wake[1], "x", 1);

    (void)ignored;
    if (signal_number == SIGTSTP)
        told_to_stop = 1;
    else if (signal_number == SIGCONT)
        resumed = 1;
    else
        told_to_go = 1;
    errno = saved;
}

void input_define_keys(void)
{
    define_key("\033[200~", PASTE_START);
    define_key("\033[201~", PASTE_END);
    define_key("\033[1;5D", CTRL_LEFT);
    define_key("\033[1;5C", CTRL_RIGHT);
    define_key("\033b", ALT_B); /* within the delay of an Esc: later it is a key of its own */
    define_key("\033d", ALT_D);
    define_key("\033f", ALT_F);
}

void input_start(void)
{
    static const int signals[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGCONT, SIGTSTP};
    struct sigaction act = {.sa_handler = on_signal}, before;

    if (pipe(in.wake) != 0)
        in.wake[0] = in.wake[1] = -1; /* a signal still interrupts poll() */
    for (int i = 0; i < 2; i++) {
        fcntl(in.wake[i], F_SETFL, O_NONBLOCK);
        fcntl(in.wake[i], F_SETFD, FD_CLOEXEC);
    }
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        if (signals[i] != SIGTSTP || /* a shell without job control has it ignored */
            (sigaction(SIGTSTP, NULL, &before) == 0 && before.sa_handler != SIG_IGN))
            sigaction(signals[i], &act, NULL);
}

bool input_told_to_stop(void)
{
    return told_to_stop;
}

void input_stop(void)
{
    struct sigaction act = {.sa_handler = SIG_DFL}, before;

    sigaction(SIGTSTP, &act, &before);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
    told_to_stop = 0;
    resumed = 1;
}

bool input_resumed(void)
{
    bool was = resumed;

    resumed = 0;
    return was;
}

bool input_wait(bool busy)
{
    struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = in.wake[0], .events = POLLIN}};
    char drained[16];

    if (told_to_go || in.n_starved > 1)
        return false;
    if (in.n_pending || told_to_stop || resumed)
        return true;
    if (poll(fds, 2, busy ? 0 : -1) < 0)
        return errno == EINTR && !told_to_go; /* SIGWINCH: ncurses has a key for it */
    while (read(in.wake[0], drained, sizeof drained) > 0)
        ;
    if (told_to_go || (fds[0].revents & (POLLERR | POLLNVAL)))
        return false;
    if ((fds[0].revents & POLLHUP) && !(fds[0].revents & POLLIN))
        return false;
    /* Until input_next() finds something. Once may happen: Ctrl-Z throws away what was typed. */
    in.n_starved += (fds[0].revents & POLLIN) != 0;
    return true;
}

/* The keys that ncurses knows under a number of its own. */
static uint32_t code_of(int c)
{
    static const struct {
        int curses;
        uint32_t code;
    } keys[] = {
        {KEY_UP, KEY_UP_CODE},
        {KEY_DOWN, KEY_DOWN_CODE},
        {KEY_LEFT, KEY_LEFT_CODE},
        {KEY_RIGHT, KEY_RIGHT_CODE},
        {KEY_HOME, KEY_HOME_CODE},
        {KEY_END, KEY_END_CODE},
        {KEY_PPAGE, KEY_PGUP_CODE},
        {KEY_NPAGE, KEY_PGDN_CODE},
        {KEY_DC, KEY_DEL_CODE},
        {KEY_BTAB, KEY_BACKTAB_CODE},
        {KEY_F(1), KEY_F1_CODE},
        {KEY_BACKSPACE, 127},
        {KEY_ENTER, '\r'},
        {CTRL_LEFT, KEY_CTRL_LEFT_CODE},
        {CTRL_RIGHT, KEY_CTRL_RIGHT_CODE},
        {ALT_B, KEY_ALT_B_CODE},
        {ALT_D, KEY_ALT_D_CODE},
        {ALT_F, KEY_ALT_F_CODE},
        {PASTE_START, KEY_PASTE_START_CODE},
        {PASTE_END, KEY_PASTE_END_CODE},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].curses == c)
            return keys[i].code;
    return KEY_UNKNOWN_CODE;
}

static void pend(struct key key)
{
    if (in.n_pending < MAX_PENDING)
        in.pending[in.n_pending++] = key;
}

static void take(int c)
{
    struct key keys[2];

    if (c > 0xFF) {
        pend((struct key){code_of(c)});
        return;
    }
    for (int i = 0, n = key_decode(&in.decoder, (unsigned char)c, keys); i < n; i++)
        pend(keys[i]);
}

static long ms_since(struct timespec then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - then.tv_sec) * 1000L + (now.tv_nsec - then.tv_nsec) / 1000000L;
}

static bool answer_is_due(void)
{
    return in.expects_answer && ms_since(in.asked) < ANSWER_DUE_MS;
}

/* The next byte of a sequence, which may be a little late; ERR if none comes. */
static int late_byte(void)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    int c = getch();

    return c == ERR && poll(&p, 1, SEQUENCE_GAP_MS) > 0 ? getch() : c;
}

/* What a whole control sequence means: our answer, a mark of a paste, or a key without a name. */
static void take_sequence(const char *bytes)
{
    int row, col;
    char end;

    if (in.expects_answer && sscanf(bytes, "[%d;%d%c", &row, &col, &end) == 3 && end == 'R') {
        in.expects_answer = false;
        in.answer = row == in.answer_row + 1 && col == in.answer_col + 3 ? 2 : 1;
    } else if (strcmp(bytes, "[200~") == 0) {
        pend((struct key){KEY_PASTE_START_CODE});
    } else if (strcmp(bytes, "[201~") == 0) {
        pend((struct key){KEY_PASTE_END_CODE});
    } else if (strcmp(bytes, "[1;5D") == 0 || strcmp(bytes, "Od") == 0) {
        pend((struct key){KEY_CTRL_LEFT_CODE});
    } else if (strcmp(bytes, "[1;5C") == 0 || strcmp(bytes, "Oc") == 0) {
        pend((struct key){KEY_CTRL_RIGHT_CODE});
    } else {
        pend((struct key){KEY_UNKNOWN_CODE});
    }
}

/* After an Esc: the key itself, or a control sequence that ncurses has no key for. Its letters are
 * no commands: Shift-F2 on some terminals ends in a Q. */
static void take_escape(void)
{
    int c = answer_is_due() ? late_byte() : getch();
    char bytes[32];
    size_t n_bytes = 0;

    if (c != '[' && c != 'O') {
        take(27);
        if (c != ERR)
            ungetch(c);
        return;
    }
    do {
        bytes[n_bytes++] = (char)c;
        c = late_byte();
    } while (n_bytes < sizeof bytes - 2 && ((c >= ' ' && c < '@') || (c == '[' && n_bytes == 1)));
    if (c >= '@' && c < 127)
        bytes[n_bytes++] = (char)c;
    else if (c != ERR)
        ungetch(c);
    bytes[n_bytes] = '\0';
    take_sequence(bytes);
}

bool input_next(struct key *key, bool *resized)
{
    while (!in.n_pending) {
        int c = getch();

        if (c == ERR)
            return false;
        in.n_starved = 0;
        if (c == KEY_RESIZE)
            *resized = true;
        else if (c == 27)
            take_escape();
        else
            take(c);
    }
    *key = in.pending[0];
    memmove(&in.pending[0], &in.pending[1], (size_t)--in.n_pending * sizeof in.pending[0]);
    return true;
}

void input_finish(void)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};

    while (!told_to_go && answer_is_due() && poll(&p, 1, SEQUENCE_GAP_MS) >= 0) {
        int c = p.revents ? getch() : 0;

        if (c == ERR)
            break; /* the terminal is gone */
        if (c == 27)
            take_escape();
    }
}

void input_expect_answer(int row, int col)
{
    in.expects_answer = true;
    clock_gettime(CLOCK_MONOTONIC, &in.asked);
    in.answer_row = row;
    in.answer_col = col;
}

int input_answer(void)
{
    int answer = in.answer;

    in.answer = 0;
    return answer;
}
