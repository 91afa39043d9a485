/* The grid of cells. */
#include "nichiei/view/frame.h"

#include "nichiei/text/width.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = {.cols = 1, .style = STYLE_NORMAL};

void frame_finish(struct frame *f)
{
    free(f->cells);
    *f = (struct frame){0};
}

bool frame_reset(struct frame *f, int cols, int rows)
{
    if (cols < 0)
        cols = 0;
    if (rows < 0)
        rows = 0;
    if (!f->cells || f->cols * f->rows < cols * rows) {
        free(f->cells);
        f->cells = malloc((size_t)cols * (size_t)rows * sizeof *f->cells + 1);
        if (!f->cells) {
            f->cols = f->rows = 0;
            return false;
        }
    }
    f->cols = cols;
    f->rows = rows;
    f->cursor_row = f->cursor_col = -1;
    for (int i = 0; i < cols * rows; i++)
        f->cells[i] = blank;
    return true;
}

static struct cell *at(const struct frame *f, int row, int col)
{
    if (row < 0 || row >= f->rows || col < 0 || col >= f->cols)
        return NULL;
    return &f->cells[row * f->cols + col];
}

const struct cell *frame_cell(const struct frame *f, int row, int col)
{
    return at(f, row, col);
}

/* What was half overwritten turns blank, so that no cell stays without its other half. */
static void mend(struct frame *f, int row, int col, int cols)
{
    struct cell *first = at(f, row, col), *left = at(f, row, col - 1);
    struct cell *last = at(f, row, col + cols - 1), *right = at(f, row, col + cols);

    if (first->cols == 0 && left) {
        left->n_bytes = 0;
        left->cols = 1;
    }
    if (last->cols == 2 && right) {
        right->n_bytes = 0;
        right->cols = 1;
    }
}

/* One cluster into one or two cells. */
static void put_cell(struct frame *f, int row, int col, const char *bytes, size_t n_bytes, int cols,
                     enum style style)
{
    struct cell *c = at(f, row, col);

    mend(f, row, col, cols);
    *c = (struct cell){.cols = (uint8_t)(cols & 3), .style = (uint8_t)(style & 63)};
    if (n_bytes <= CELL_MAX_BYTES && !(n_bytes == 1 && *bytes == ' ')) {
        memcpy(c->bytes, bytes, n_bytes);
        c->n_bytes = (uint8_t)n_bytes;
    }
    if (cols == 2)
        c[1] = (struct cell){.cols = 0, .style = (uint8_t)(style & 63)};
}

/*
 * A cluster wider than two columns (a family of emoji without its joiners, ㋿ and friends never)
 * is shown character by character, as ncurses would.
 */
static size_t next_cell(struct text t, int *cols)
{
    size_t n_bytes = text_cluster(t);

    *cols = text_cols((struct text){t.p, n_bytes});
    while (*cols > 2 || n_bytes > CELL_MAX_BYTES) {
        n_bytes--;
        while (n_bytes > 1 && ((unsigned char)t.p[n_bytes] & 0xC0) == 0x80)
            n_bytes--;
        *cols = text_cols((struct text){t.p, n_bytes});
    }
    return n_bytes;
}

int frame_put(struct frame *f, int row, int col, int max_cols, struct text t, enum style style)
{
    int used = 0;

    if (row < 0 || row >= f->rows || col < 0)
        return 0;
    if (max_cols > f->cols - col)
        max_cols = f->cols - col;
    while (!text_is_empty(t)) {
        int cols;
        size_t n_bytes = next_cell(t, &cols);

        if (used + cols > max_cols)
            break;
        if (cols > 0)
            put_cell(f, row, col + used, t.p, n_bytes, cols, style);
        used += cols;
        t = text_skip(t, n_bytes);
    }
    return used;
}

int frame_puts(struct frame *f, int row, int col, int max_cols, const char *s, enum style style)
{
    return frame_put(f, row, col, max_cols, text_lit(s), style);
}

void frame_fill(struct frame *f, int row, int col, int n_cols, char c, enum style style)
{
    for (int i = 0; i < n_cols; i++)
        if (at(f, row, col + i))
            put_cell(f, row, col + i, &c, 1, 1, style);
}

void frame_restyle(struct frame *f, int row, int col, int n_cols, enum style style)
{
    for (int i = 0; i < n_cols; i++) {
        struct cell *c = at(f, row, col + i);

        if (c)
            c->style = (uint8_t)(style & 63);
    }
}

void frame_dump(const struct frame *f, bool with_styles, struct buf *out)
{
    static const char letters[] = {
#define X(id, letter) letter,
        STYLES(X)
#undef X
    };

    for (int row = 0; row < f->rows; row++) {
        buf_char(out, '|');
        for (int col = 0; col < f->cols; col++) {
            const struct cell *c = at(f, row, col);

            if (c->n_bytes)
                buf_add(out, c->bytes, c->n_bytes);
            else if (c->cols == 1)
                buf_char(out, ' ');
        }
        buf_str(out, "|\n");
        if (!with_styles)
            continue;
        buf_char(out, '|');
        for (int col = 0; col < f->cols; col++)
            buf_char(out, letters[at(f, row, col)->style]);
        buf_str(out, "|\n");
    }
}
