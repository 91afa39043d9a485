/* Bytes and function keys from ncurses to keys of ours. */
#include "input.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PASTE_START = KEY_MAX - 1, PASTE_END = KEY_MAX - 2, MAX_PENDING = 32 };

static struct {
    int wake[2]; /* the signal handler's way into poll() */
    struct key_decoder decoder;
    struct key pending[MAX_PENDING];
    int n_pending;
    bool starved; /* the last poll promised input and none came: the terminal is gone */
    bool expects_answer;
    int answer, answer_row, answer_col;
} in;

static volatile sig_atomic_t told_to_go;

static void on_end(int signal_number)
{
    int saved = errno;
    ssize_t ignored = write(in.wake[1], "x", 1);

    (void)signal_number;
    (void)ignored;
    told_to_go = 1;
    errno = saved;
}

void input_define_keys(void)
{
    define_key("\033[200~", PASTE_START);
    define_key("\033[201~", PASTE_END);
}

void input_start(void)
{
    struct sigaction act = {.sa_handler = on_end};

    if (pipe(in.wake) == 0)
        for (int i = 0; i < 2; i++) {
            fcntl(in.wake[i], F_SETFL, O_NONBLOCK);
            fcntl(in.wake[i], F_SETFD, FD_CLOEXEC);
        }
    sigaction(SIGHUP, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
}

bool input_wait(void)
{
    struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = in.wake[0], .events = POLLIN}};

    if (told_to_go || in.starved)
        return false;
    if (in.n_pending)
        return true;
    if (poll(fds, 2, -1) < 0)
        return errno == EINTR && !told_to_go; /* SIGWINCH: ncurses has a key for it */
    if (told_to_go || (fds[0].revents & (POLLERR | POLLNVAL)))
        return false;
    if ((fds[0].revents & POLLHUP) && !(fds[0].revents & POLLIN))
        return false;
    in.starved = fds[0].revents & POLLIN; /* until input_next finds something */
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

/* After an Esc, while an answer is due: ESC [ row ; col R, or whatever else came. */
static void take_answer(void)
{
    char bytes[16] = "\033";
    int n_bytes = 1, c, row, col;
    char end;

    while (n_bytes < (int)sizeof bytes - 1 && (c = getch()) != ERR && c <= 0xFF) {
        bytes[n_bytes++] = (char)c;
        bytes[n_bytes] = '\0';
        if ((c < '0' || c > '9') && c != '[' && c != ';')
            break;
    }
    if (sscanf(bytes, "\033[%d;%d%c", &row, &col, &end) == 3 && end == 'R') {
        in.expects_answer = false;
        in.answer = row == in.answer_row + 1 && col == in.answer_col + 3 ? 2 : 1;
        return;
    }
    for (int i = 0; i < n_bytes; i++)
        take((unsigned char)bytes[i]);
}

bool input_next(struct key *key, bool *resized)
{
    while (!in.n_pending) {
        int c = getch();

        if (c == ERR)
            return false;
        in.starved = false;
        if (c == KEY_RESIZE)
            *resized = true;
        else if (c == 27 && in.expects_answer)
            take_answer();
        else
            take(c);
    }
    *key = in.pending[0];
    memmove(&in.pending[0], &in.pending[1], (size_t)--in.n_pending * sizeof in.pending[0]);
    return true;
}

void input_expect_answer(int row, int col)
{
    in.expects_answer = true;
    in.answer_row = row;
    in.answer_col = col;
}

int input_answer(void)
{
    int answer = in.answer;

    in.answer = 0;
    return answer;
}
