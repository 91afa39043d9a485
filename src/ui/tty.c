/* Frames to ncurses: whole rows, left to right, one cell at a time. */
#include "tty.h"

#include "input.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct tty {
    SCREEN *screen;
    struct frame shown; /* what the terminal holds */
    bool colour, cursor_on;
};

/* What a crash needs to give the terminal back; only read in the handler. */
static struct termios saved_mode;
static char restore_bytes[256];
static size_t n_restore_bytes;
static volatile sig_atomic_t taken;

static void on_crash(int signal_number)
{
    if (taken) {
        ssize_t ignored = write(STDOUT_FILENO, restore_bytes, n_restore_bytes);

        (void)ignored;
        tcsetattr(STDIN_FILENO, TCSANOW, &saved_mode);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Bracketed paste. Many descriptions (screen, linux) do not know it, and terminals that do not
 * either ignore it; without it a paste would be typed as commands. */
#define PASTE_MARKED "\033[?2004h"
#define PASTE_PLAIN "\033[?2004l"

static void add_restore(const char *s)
{
    size_t n_bytes = s && s != (char *)-1 ? strlen(s) : 0;

    if (n_bytes && n_restore_bytes + n_bytes <= sizeof restore_bytes) {
        memcpy(restore_bytes + n_restore_bytes, s, n_bytes);
        n_restore_bytes += n_bytes;
    }
}

static void prepare_for_crash(void)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction act = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};

    n_restore_bytes = 0;
    add_restore(PASTE_PLAIN);
    add_restore(tigetstr("sgr0"));
    add_restore(tigetstr("cnorm"));
    add_restore(tigetstr("rmcup"));
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaction(signals[i], &act, NULL);
    taken = 1;
}

/* Terminals whose own description is often missing on servers, and what they all understand. */
static SCREEN *open_screen(struct err *e)
{
    static const char *const near[] = {"xterm-256color", "xterm", "vt100"};
    const char *name = getenv("TERM");
    SCREEN *screen;

    if (!name || !*name || strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0) {
        err_set(e, ERR_TERMINAL,
                "TERM is %s, which cannot move a cursor; set TERM (xterm-256color), or use "
                "`nichiei list timeline`",
                name && *name ? name : "not set");
        return NULL;
    }
    screen = newterm(name, stdout, stdin);
    for (size_t i = 0; !screen && i < sizeof near / sizeof near[0]; i++)
        screen = newterm(near[i], stdout, stdin);
    if (!screen)
        err_set(e, ERR_TERMINAL,
                "the terminal \"%s\" is not described on this machine; run TERM=xterm-256color "
                "nichiei, or use `nichiei list timeline`",
                name);
    return screen;
}

static bool has_string(const char *capability)
{
    const char *s = tigetstr(capability);

    return s && s != (char *)-1;
}

static void send(const char *s)
{
    fputs(s, stdout);
    fflush(stdout);
}

/* Ctrl-C is a key here; suspending and flow control stay with the terminal. */
static void set_mode(void)
{
    struct termios mode;

    cbreak();
    noecho();
    nonl();
    if (tcgetattr(STDIN_FILENO, &mode) == 0) {
        mode.c_cc[VINTR] = _POSIX_VDISABLE;
        mode.c_cc[VQUIT] = _POSIX_VDISABLE;
        mode.c_cc[VLNEXT] = _POSIX_VDISABLE;
        mode.c_cc[VDISCARD] = _POSIX_VDISABLE;
        tcsetattr(STDIN_FILENO, TCSANOW, &mode);
        def_prog_mode();
    }
}

enum { PAIR_CYAN = 1, PAIR_YELLOW, PAIR_RED };

static void set_colours(struct tty *t, bool wanted)
{
    t->colour = wanted && has_colors() && start_color() == OK;
    if (!t->colour)
        return;
    use_default_colors();
    init_pair(PAIR_CYAN, COLOR_CYAN, -1);
    init_pair(PAIR_YELLOW, COLOR_YELLOW, -1);
    init_pair(PAIR_RED, COLOR_RED, -1);
}

struct tty *tty_open(const struct ui_options *options, struct err *e)
{
    struct tty *t;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(e, ERR_TERMINAL,
                "no terminal to draw on; use `nichiei list timeline` or `nichiei --help`");
        return NULL;
    }
    t = calloc(1, sizeof *t);
    if (!t) {
        err_set(e, ERR_TERMINAL, "out of memory");
        return NULL;
    }
    tcgetattr(STDIN_FILENO, &saved_mode);
    set_escdelay(25); /* before newterm: a lone Esc must not wait a second */
    t->screen = open_screen(e);
    if (t->screen && !has_string("cup"))
        err_set(e, ERR_TERMINAL,
                "TERM is %s, which cannot move a cursor; set TERM, or use "
                "`nichiei list timeline`",
                getenv("TERM"));
    if (e->code) {
        if (t->screen) {
            endwin();
            delscreen(t->screen);
        }
        free(t);
        return NULL;
    }
    set_mode();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    typeahead(-1); /* a screen that is begun is drawn to its end */
    set_colours(t, options->colour);
    curs_set(0);
    input_define_keys();
    prepare_for_crash();
    send(PASTE_MARKED);
    return t;
}

void tty_leave(struct tty *t)
{
    taken = 0;
    send(PASTE_PLAIN);
    curs_set(1);
    t->cursor_on = true;
    endwin();
}

void tty_retake(struct tty *t)
{
    struct winsize size;

    taken = 1;
    reset_prog_mode();
    refresh();
    send(PASTE_MARKED);
    /* Only the program in the foreground is told of a new size. */
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        resizeterm(size.ws_row, size.ws_col);
    t->shown.cols = 0; /* it holds something else */
}

void tty_close(struct tty *t)
{
    if (!t)
        return;
    tty_leave(t);
    delscreen(t->screen);
    frame_finish(&t->shown);
    free(t);
}

void tty_size(int *cols, int *rows)
{
    *cols = COLS;
    *rows = LINES;
}

/* How a style looks: attributes first, so that a terminal without colours tells them apart too. */
static attr_t look(const struct tty *t, enum style style, short *pair)
{
    static const struct {
        attr_t attributes;
        short pair;
    } looks[STYLE_COUNT] = {
        [STYLE_HEAD] = {A_BOLD, PAIR_CYAN},
        [STYLE_RULE] = {A_DIM, 0},
        [STYLE_RULE_FOCUS] = {A_BOLD, PAIR_CYAN},
        [STYLE_CURSOR] = {A_REVERSE, 0},
        [STYLE_CURSOR_DIM] = {A_BOLD, 0},
        [STYLE_STRIP_HERE] = {A_REVERSE, 0},
        [STYLE_FAINT] = {A_DIM, 0},
        [STYLE_NAME] = {A_BOLD, 0},
        [STYLE_LABEL] = {A_DIM, 0},
        [STYLE_HEADING] = {A_BOLD, PAIR_CYAN},
        [STYLE_LINK] = {A_NORMAL, PAIR_CYAN},
        [STYLE_CHIP] = {A_REVERSE, PAIR_YELLOW},
        [STYLE_KEY] = {A_BOLD, PAIR_YELLOW},
        [STYLE_PROMPT] = {A_UNDERLINE, 0},
        [STYLE_TERM] = {A_BOLD, PAIR_YELLOW},
        [STYLE_SHADE_1] = {A_NORMAL, 0},
        [STYLE_SHADE_2] = {A_BOLD, PAIR_CYAN},
        [STYLE_SHADE_3] = {A_BOLD | A_UNDERLINE, PAIR_YELLOW},
        [STYLE_FOUND] = {A_BOLD | A_UNDERLINE, PAIR_YELLOW},
        [STYLE_FOUND_NOW] = {A_BOLD | A_UNDERLINE | A_REVERSE, PAIR_YELLOW},
        [STYLE_ERROR] = {A_BOLD, PAIR_RED},
    };

    *pair = t->colour ? looks[style].pair : 0;
    return looks[style].attributes;
}

/* One cell at the window's position. */
static void put_cell(const struct tty *t, const struct cell *c)
{
    wchar_t text[CCHARW_MAX + 1] = {L' '};
    mbstate_t state = {0};
    short pair;
    attr_t attributes = look(t, (enum style)c->style, &pair);
    size_t n = 0, at = 0;
    cchar_t cell;

    while (at < c->n_bytes && n < CCHARW_MAX) {
        size_t used = mbrtowc(&text[n], c->bytes + at, c->n_bytes - at, &state);

        if (used == 0 || used > c->n_bytes - at)
            break;
        at += used;
        n++;
    }
    text[n ? n : 1] = L'\0';
    if (setcchar(&cell, text, attributes, pair, NULL) == OK)
        add_wch(&cell);
}

static bool same_row(const struct frame *a, const struct frame *b, int row)
{
    return memcmp(a->cells + (size_t)row * (size_t)a->cols,
                  b->cells + (size_t)row * (size_t)b->cols,
                  (size_t)a->cols * sizeof *a->cells) == 0;
}

void tty_show(struct tty *t, const struct frame *f, bool repaint)
{
    bool fresh = repaint || t->shown.cols != f->cols || t->shown.rows != f->rows;

    if (repaint)
        clearok(stdscr, TRUE);
    for (int row = 0; row < f->rows; row++) {
        if (!fresh && same_row(&t->shown, f, row))
            continue;
        move(row, 0);
        clrtoeol();
        for (int col = 0; col < f->cols; col++) {
            const struct cell *c = frame_cell(f, row, col);

            if (c->cols == 0)
                continue; /* the tail of a wide character */
            move(row, col);
            put_cell(t, c);
        }
    }
    if (t->cursor_on != (f->cursor_row >= 0)) {
        t->cursor_on = !t->cursor_on;
        curs_set(t->cursor_on);
    }
    move(f->cursor_row >= 0 ? f->cursor_row : 0, f->cursor_row >= 0 ? f->cursor_col : 0);
    refresh();
    if (fresh && !frame_reset(&t->shown, f->cols, f->rows))
        return;
    memcpy(t->shown.cells, f->cells, (size_t)f->cols * (size_t)f->rows * sizeof *f->cells);
}

bool tty_ask_ambiguous(struct tty *t, int *row, int *col)
{
    if (strncmp(tigetstr("cup"), "\033[", 2) != 0)
        return false; /* it speaks another language than the question */
    /* Not on the first line: there the answer looks like a function key. */
    for (int r = 1; r < t->shown.rows; r++)
        for (int c = 0; c + 2 < t->shown.cols; c++) {
            const struct cell *left = frame_cell(&t->shown, r, c);
            const struct cell *right = frame_cell(&t->shown, r, c + 1);

            if (left->n_bytes || right->n_bytes || left->cols != 1 || right->cols != 1 ||
                left->style != STYLE_NORMAL || right->style != STYLE_NORMAL)
                continue;
            /* Save, go, draw U+2460, ask, go back, blank both cells, restore. */
            printf("\0337\033[%d;%dH\xE2\x91\xA0\033[6n\033[%d;%dH  \0338", r + 1, c + 1, r + 1,
                   c + 1);
            fflush(stdout);
            *row = r;
            *col = c;
            return true;
        }
    return false;
}
