/* Rectangles. */
#include "nichiei/view/layout.h"

/* Columns of the lists beside the detail: room for 14 kanji, and for both languages when wide. */
static int list_cols(int cols)
{
    if (cols >= 140)
        return cols / 2;
    return cols * 9 / 16;
}

/* Rows of the lists without the keys: their title and a few around the cursor. */
static int rest_rows(int rows)
{
    return rows >= 36 ? 6 : rows >= 18 ? 3 : rows >= 12 ? 2 : 1;
}

/* Stacks the lists from the top; the focused one takes what the others leave. */
static void stack_lists(struct layout *l, int row, int rows, int cols, enum pane focus, int rest)
{
    for (int i = 0; i < PANE_LISTS; i++) {
        int mine = i == (int)focus ? rows - (PANE_LISTS - 1) * rest : rest;

        l->pane[i] = (struct rect){row, 0, mine, cols};
        row += mine;
    }
}

static void layout_single(struct layout *l, enum pane focus, enum pane list_focus, bool has_chips)
{
    int top = has_chips ? 2 : 1, bottom = l->rows - 1;

    if (has_chips)
        l->chips = (struct rect){1, 0, 1, l->cols};
    if (l->rows >= 16)
        l->status = (struct rect){--bottom, 0, 1, l->cols};
    if (focus == PANE_DETAIL)
        l->pane[PANE_DETAIL] = (struct rect){top, 0, bottom - top, l->cols};
    else
        stack_lists(l, top, bottom - top, l->cols, list_focus, 1);
}

static void layout_double(struct layout *l, enum pane list_focus)
{
    const int top = 2, bottom = l->rows - 2;
    int left = list_cols(l->cols);

    l->chips = (struct rect){1, 0, 1, l->cols};
    l->status = (struct rect){bottom, 0, 1, l->cols};
    stack_lists(l, top, bottom - top, left, list_focus, rest_rows(bottom - top));
    l->divider = (struct rect){top, left, bottom - top, 1};
    l->pane[PANE_DETAIL] = (struct rect){top, left + 1, bottom - top, l->cols - left - 1};
}

struct layout layout_of(int cols, int rows, enum pane focus, enum pane list_focus, bool has_chips)
{
    struct layout l = {.cols = cols, .rows = rows};

    l.too_small = cols < LAYOUT_MIN_COLS || rows < LAYOUT_MIN_ROWS;
    if (l.too_small)
        return l;
    l.single = cols < 80 || rows < 14;
    l.side_by_side = cols >= 140;
    l.head = (struct rect){0, 0, 1, cols};
    l.hints = (struct rect){rows - 1, 0, 1, cols};
    if (l.single)
        layout_single(&l, focus, list_focus, has_chips);
    else
        layout_double(&l, list_focus);
    return l;
}
