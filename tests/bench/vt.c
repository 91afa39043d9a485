/* The control sequences that full-screen programs use with TERM=xterm-256color. */
#include "vt.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { MAX_ARGS = 16, MAX_SEQUENCE = 64 };

enum state { GROUND, ESCAPE, CSI, STRING, STRING_ESCAPE, SKIP_ONE };

struct vt {
    int cols, rows;
    struct vt_cell *cells;
    int row, col, top, bottom; /* bottom: one past the last row that scrolls */
    bool wraps_next;           /* the last column was written */
    uint64_t look, saved_look;
    int saved_row, saved_col;
    enum state state;
    char sequence[MAX_SEQUENCE];
    int n_sequence;
    unsigned char utf8[4];
    int n_utf8, utf8_wanted;
    struct vt_cell last; /* for REP */
    int last_cols;
};

enum { LOOK_FG_SHIFT = 16, LOOK_BG_SHIFT = 40 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static struct vt_cell *at(struct vt *v, int row, int col)
{
    return &v->cells[(size_t)row * (size_t)v->cols + (size_t)col];
}

/* Erased cells take the background colour and nothing else. */
static void erase(struct vt *v, int row, int from, int to)
{
    for (int col = from; col < to; col++) {
        memset(at(v, row, col), 0, sizeof(struct vt_cell));
        at(v, row, col)->look = v->look >> LOOK_BG_SHIFT << LOOK_BG_SHIFT;
    }
}

struct vt *vt_new(int cols, int rows)
{
    struct vt *v = calloc(1, sizeof *v);

    if (v)
        v->cells = calloc((size_t)cols * (size_t)rows, sizeof *v->cells);
    if (!v || !v->cells) {
        free(v);
        return NULL;
    }
    v->cols = cols;
    v->rows = v->bottom = rows;
    return v;
}

void vt_free(struct vt *v)
{
    if (v)
        free(v->cells);
    free(v);
}

/* Moves the rows top..bottom up by n (down if negative), blank rows coming in. */
static void scroll(struct vt *v, int top, int bottom, int n)
{
    size_t row_bytes = (size_t)v->cols * sizeof(struct vt_cell);
    int rows = bottom - top, by = clamp(n < 0 ? -n : n, 0, rows);

    if (rows <= 0)
        return;
    if (n > 0)
        memmove(at(v, top, 0), at(v, top + by, 0), (size_t)(rows - by) * row_bytes);
    else
        memmove(at(v, top + by, 0), at(v, top, 0), (size_t)(rows - by) * row_bytes);
    for (int i = 0; i < by; i++)
        erase(v, n > 0 ? bottom - 1 - i : top + i, 0, v->cols);
}

static void line_feed(struct vt *v)
{
    v->wraps_next = false;
    if (v->row + 1 == v->bottom)
        scroll(v, v->top, v->bottom, 1);
    else if (v->row + 1 < v->rows)
        v->row++;
}

static void put(struct vt *v, const struct vt_cell *cell, int cols)
{
    if (v->wraps_next || v->col + cols > v->cols) {
        v->col = 0;
        line_feed(v);
    }
    *at(v, v->row, v->col) = *cell;
    if (cols == 2) {
        struct vt_cell tail = {.is_tail = true, .look = cell->look};

        *at(v, v->row, v->col + 1) = tail;
    }
    v->col += cols;
    v->wraps_next = v->col >= v->cols;
    if (v->wraps_next)
        v->col = v->cols - 1;
    v->last = *cell;
    v->last_cols = cols;
}

/* A mark goes into the cell before. */
static void combine(struct vt *v, const char *bytes, int n_bytes)
{
    int col = v->wraps_next ? v->col : v->col - 1;
    struct vt_cell *cell;

    if (col < 0)
        return;
    cell = at(v, v->row, col);
    if (cell->is_tail && col > 0)
        cell--;
    if (cell->n_bytes + (size_t)n_bytes <= sizeof cell->text) {
        memcpy(cell->text + cell->n_bytes, bytes, (size_t)n_bytes);
        cell->n_bytes = (uint8_t)(cell->n_bytes + n_bytes);
    }
}

static void put_character(struct vt *v)
{
    struct vt_cell cell = {.look = v->look};
    wchar_t c = v->utf8[0];
    int cols;

    if (v->utf8_wanted > 1) {
        c &= 0xFF >> (v->utf8_wanted + 1);
        for (int i = 1; i < v->utf8_wanted; i++)
            c = c << 6 | (v->utf8[i] & 0x3F);
    }
    cols = wcwidth(c);
    if (cols == 0) {
        combine(v, (const char *)v->utf8, v->utf8_wanted);
        return;
    }
    if (c != L' ') { /* a blank is a blank, written or erased */
        memcpy(cell.text, v->utf8, (size_t)v->utf8_wanted);
        cell.n_bytes = (uint8_t)v->utf8_wanted;
    }
    put(v, &cell, cols == 2 ? 2 : 1);
}

/* SGR 38;5;n and 38;2;r;g;b (48 alike): returns the arguments taken. */
static int set_colour(struct vt *v, const int *args, int n_args, int shift)
{
    uint64_t colour = 0;
    int used = 1;

    if (n_args >= 3 && args[1] == 5) {
        colour = (uint64_t)args[2] + 1;
        used = 3;
    } else if (n_args >= 5 && args[1] == 2) {
        colour = (uint64_t)(args[2] << 16 | args[3] << 8 | args[4]) + 0x200;
        used = 5;
    }
    v->look = (v->look & ~((uint64_t)0xFFFFFF << shift)) | (colour & 0xFFFFFF) << shift;
    return used;
}

static void set_plain_colour(struct vt *v, int index, int shift)
{
    v->look = (v->look & ~((uint64_t)0xFFFFFF << shift)) | (uint64_t)(index + 1) << shift;
}

static void set_looks(struct vt *v, const int *args, int n_args)
{
    for (int i = 0; i < n_args || i == 0; i++) {
        int a = i < n_args ? args[i] : 0;

        if (a == 0)
            v->look = 0;
        else if (a < 10)
            v->look |= (uint64_t)1 << a;
        else if (a == 22)
            v->look &= ~(uint64_t)(1 << 1 | 1 << 2);
        else if (a > 22 && a < 30)
            v->look &= ~((uint64_t)1 << (a - 20));
        else if (a == 38 || a == 48)
            i += set_colour(v, args + i, n_args - i, a == 38 ? LOOK_FG_SHIFT : LOOK_BG_SHIFT) - 1;
        else if (a >= 30 && a < 50)
            set_plain_colour(v, a % 10 == 9 ? -1 : a % 10, a < 40 ? LOOK_FG_SHIFT : LOOK_BG_SHIFT);
        else if (a >= 90 && a < 108)
            set_plain_colour(v, 8 + a % 10, a < 100 ? LOOK_FG_SHIFT : LOOK_BG_SHIFT);
    }
}

static void insert_cells(struct vt *v, int n)
{
    struct vt_cell *from = at(v, v->row, v->col);
    int rest = v->cols - v->col, by = clamp(n < 0 ? -n : n, 0, rest);

    if (n > 0) {
        memmove(from + by, from, (size_t)(rest - by) * sizeof *from);
        erase(v, v->row, v->col, v->col + by);
    } else {
        memmove(from, from + by, (size_t)(rest - by) * sizeof *from);
        erase(v, v->row, v->cols - by, v->cols);
    }
}

static void erase_display(struct vt *v, int how)
{
    int from = how == 0 ? v->row + 1 : 0, to = how == 1 ? v->row : v->rows;

    for (int row = from; row < to; row++)
        erase(v, row, 0, v->cols);
    if (how == 0)
        erase(v, v->row, v->col, v->cols);
    else if (how == 1)
        erase(v, v->row, 0, v->col + 1);
}

static void move_to(struct vt *v, int row, int col)
{
    v->row = clamp(row, 0, v->rows - 1);
    v->col = clamp(col, 0, v->cols - 1);
    v->wraps_next = false;
}

static void save_cursor(struct vt *v, bool save)
{
    if (save) {
        v->saved_row = v->row;
        v->saved_col = v->col;
        v->saved_look = v->look;
    } else {
        move_to(v, v->saved_row, v->saved_col);
        v->look = v->saved_look;
    }
}

static void move_by_csi(struct vt *v, char end, const int *args, int n)
{
    switch (end) {
    case 'A':
        move_to(v, v->row - n, v->col);
        break;
    case 'B':
    case 'e':
        move_to(v, v->row + n, v->col);
        break;
    case 'C':
    case 'a':
        move_to(v, v->row, v->col + n);
        break;
    case 'D':
        move_to(v, v->row, v->col - n);
        break;
    case 'E':
        move_to(v, v->row + n, 0);
        break;
    case 'F':
        move_to(v, v->row - n, 0);
        break;
    case 'G':
    case '`':
        move_to(v, v->row, n - 1);
        break;
    case 'd':
        move_to(v, n - 1, v->col);
        break;
    case 'H':
    case 'f':
        move_to(v, n - 1, args[1] ? args[1] - 1 : 0);
        break;
    default:
        break;
    }
}

static void run_csi(struct vt *v, char end, const int *args, int n_args)
{
    int n = args[0] ? args[0] : 1;

    switch (end) {
    case 'J':
        erase_display(v, args[0]);
        break;
    case 'K':
        erase(v, v->row, args[0] == 0 ? v->col : 0, args[0] == 1 ? v->col + 1 : v->cols);
        break;
    case 'X':
        erase(v, v->row, v->col, clamp(v->col + n, 0, v->cols));
        break;
    case '@':
        insert_cells(v, n);
        break;
    case 'P':
        insert_cells(v, -n);
        break;
    case 'L':
        scroll(v, v->row, v->bottom, -n);
        break;
    case 'M':
        scroll(v, v->row, v->bottom, n);
        break;
    case 'S':
        scroll(v, v->top, v->bottom, n);
        break;
    case 'T':
        scroll(v, v->top, v->bottom, -n);
        break;
    case 'b':
        for (int i = 0; i < n && v->last_cols; i++) {
            struct vt_cell cell = v->last;

            put(v, &cell, v->last_cols);
        }
        break;
    case 'm':
        set_looks(v, args, n_args);
        break;
    case 'r':
        v->top = clamp(n - 1, 0, v->rows - 1);
        v->bottom = args[1] ? clamp(args[1], v->top + 1, v->rows) : v->rows;
        move_to(v, 0, 0);
        break;
    case 's':
    case 'u':
        save_cursor(v, end == 's');
        break;
    default:
        move_by_csi(v, end, args, n);
    }
}

static void end_csi(struct vt *v, char end)
{
    int args[MAX_ARGS] = {0}, n_args = 0;

    if (v->n_sequence && strchr("?>=<", v->sequence[0])) {
        /* A private mode; a new or left alternate screen is blank. */
        if ((end == 'h' || end == 'l') && strncmp(v->sequence, "?1049", 5) == 0)
            erase_display(v, 2);
        return;
    }
    for (int i = 0; i < v->n_sequence && n_args < MAX_ARGS; i++) {
        if (v->sequence[i] >= '0' && v->sequence[i] <= '9')
            args[n_args] = (args[n_args] * 10 + v->sequence[i] - '0') % 100000;
        else
            n_args++;
    }
    if (v->n_sequence && n_args < MAX_ARGS)
        n_args++;
    run_csi(v, end, args, n_args);
}

static void end_escape(struct vt *v, char c)
{
    v->state = GROUND;
    switch (c) {
    case '[':
        v->state = CSI;
        v->n_sequence = 0;
        break;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        v->state = STRING;
        break;
    case '(':
    case ')':
    case '*':
    case '+':
    case '#':
    case '%':
    case ' ':
        v->state = SKIP_ONE;
        break;
    case '7':
    case '8':
        save_cursor(v, c == '7');
        break;
    case 'E':
        v->col = 0;
        line_feed(v);
        break;
    case 'D':
        line_feed(v);
        break;
    case 'M':
        if (v->row == v->top)
            scroll(v, v->top, v->bottom, -1);
        else
            move_to(v, v->row - 1, v->col);
        break;
    case 'c':
        v->look = 0;
        erase_display(v, 2);
        move_to(v, 0, 0);
        break;
    default:
        break;
    }
}

static void control(struct vt *v, char c)
{
    switch (c) {
    case '\b':
        move_to(v, v->row, v->col - 1);
        break;
    case '\t':
        move_to(v, v->row, (v->col / 8 + 1) * 8);
        break;
    case '\n':
    case '\v':
    case '\f':
        line_feed(v);
        break;
    case '\r':
        move_to(v, v->row, 0);
        break;
    case '\033':
        v->state = ESCAPE;
        break;
    default:
        break;
    }
}

static void ground(struct vt *v, unsigned char c)
{
    if (c < 0x20 || c == 0x7F) {
        v->n_utf8 = 0;
        control(v, (char)c);
        return;
    }
    if ((c & 0xC0) != 0x80) {
        v->n_utf8 = 0;
        v->utf8_wanted = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    }
    if (v->n_utf8 < 4)
        v->utf8[v->n_utf8++] = c;
    if (v->n_utf8 == v->utf8_wanted)
        put_character(v);
}

void vt_feed(struct vt *v, const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        char c = bytes[i];

        switch (v->state) {
        case GROUND:
            ground(v, (unsigned char)c);
            break;
        case ESCAPE:
            end_escape(v, c);
            break;
        case CSI:
            if (c >= 0x40 && c <= 0x7E) {
                v->state = GROUND;
                end_csi(v, c);
            } else if (v->n_sequence < MAX_SEQUENCE - 1) {
                v->sequence[v->n_sequence++] = c;
            }
            break;
        case STRING:
            v->state = c == '\a' ? GROUND : c == '\033' ? STRING_ESCAPE : STRING;
            break;
        case STRING_ESCAPE:
        case SKIP_ONE:
            v->state = GROUND;
            break;
        }
    }
}

void vt_cursor(const struct vt *v, int *row, int *col)
{
    *row = v->row + 1;
    *col = v->col + 1;
}

const struct vt_cell *vt_cells(const struct vt *v)
{
    return v->cells;
}

size_t vt_changed_bytes(const struct vt *v, const struct vt_cell *before, size_t *n_cells)
{
    size_t n_bytes = 0;

    *n_cells = 0;
    for (size_t i = 0; i < (size_t)v->cols * (size_t)v->rows; i++) {
        const struct vt_cell *a = &before[i], *b = &v->cells[i];

        if (b->is_tail || (a->look == b->look && a->n_bytes == b->n_bytes &&
                           a->is_tail == b->is_tail && memcmp(a->text, b->text, b->n_bytes) == 0))
            continue;
        n_bytes += b->n_bytes ? b->n_bytes : 1;
        ++*n_cells;
    }
    return n_bytes;
}

char *vt_text(const struct vt *v)
{
    size_t cap = (size_t)v->rows * ((size_t)v->cols * sizeof v->cells->text + 1) + 1;
    char *text = malloc(cap), *to = text;

    for (int row = 0; text && row < v->rows; row++) {
        for (int col = 0; col < v->cols; col++) {
            const struct vt_cell *c = &v->cells[(size_t)row * (size_t)v->cols + (size_t)col];

            if (c->n_bytes)
                memcpy(to, c->text, c->n_bytes);
            else if (!c->is_tail)
                *to = ' ';
            to += c->n_bytes ? c->n_bytes : !c->is_tail;
        }
        while (to > text && to[-1] == ' ')
            to--;
        *to++ = '\n';
    }
    if (text)
        *to = '\0';
    return text;
}
