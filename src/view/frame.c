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

static size_t character_bytes(struct text t)
{
    size_t n_bytes = 1;

    while (n_bytes < t.n_bytes && ((unsigned char)t.p[n_bytes] & 0xC0) == 0x80)
        n_bytes++;
    return n_bytes;
}

/*
 * One character with a width of its own, and the marks that have none: more than that no cell of
 * ncurses holds. A cluster of several (ﾊ and its half-width mark, a family of emoji without its
 * joiners) takes a cell for each.
 */
static size_t next_cell(struct text t, int *cols)
{
    size_t cluster_bytes = text_cluster(t), n_bytes = character_bytes(t), next;

    *cols = text_cols((struct text){t.p, n_bytes});
    for (; n_bytes < cluster_bytes; n_bytes = next) {
        next = n_bytes + character_bytes((struct text){t.p + n_bytes, cluster_bytes - n_bytes});
        if (next > CELL_MAX_BYTES || text_cols((struct text){t.p, next}) != *cols)
            break;
    }
    return n_bytes;
}

/* The cells of one cluster, as many as fit; false if that is not all. */
static bool put_cluster(struct frame *f, int row, int col, int max_cols, struct text cluster,
                        enum style style, int *used_cols)
{
    while (!text_is_empty(cluster)) {
        int cols;
        size_t n_bytes = next_cell(cluster, &cols);

        if (*used_cols + cols > max_cols)
            return false;
        if (cols > 0)
            put_cell(f, row, col + *used_cols, cluster.p, n_bytes, cols, style);
        *used_cols += cols;
        cluster = text_skip(cluster, n_bytes);
    }
    return true;
}

int frame_put(struct frame *f, int row, int col, int max_cols, struct text t, enum style style)
{
    int used = 0;

    if (row < 0 || row >= f->rows || col < 0)
        return 0;
    if (max_cols > f->cols - col)
        max_cols = f->cols - col;
    while (!text_is_empty(t)) {
        struct text cluster = {t.p, text_cluster(t)};
        int cols = text_cols(cluster);

        if ((cols <= 2 && used + cols > max_cols) ||
            !put_cluster(f, row, col, max_cols, cluster, style, &used))
            break;
        t = text_skip(t, cluster.n_bytes);
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
