/* Rectangles. */
#include "nichiei/view/layout.h"

enum { LAYOUT_MANY_ROWS = 1 << 16 };

/* Columns of the lists beside the detail: room for 14 kanji, and for both languages when wide. */
static int list_cols(int cols)
{
    if (cols >= 140)
        return cols / 2;
    return cols * 9 / 16;
}

/* Rows of a pane without the keys: its title and a few around the cursor. Facets take rows only
 * where there are many; with the keys they take those of the lists. */
static int rest_rows(int rows, enum pane pane, enum pane large)
{
    if (rows >= 36)
        return 6;
    if (pane == PANE_FACETS || (large == PANE_FACETS && pane != PANE_TIMELINE))
        return 1;
    return rows >= 18 ? 3 : rows >= 12 ? 2 : 1;
}

/* All rows that a pane can use: its title and its lines, or that there is none. */
static int use_rows(const struct layout_wish *wish, int pane)
{
    size_t rows = wish->rows[pane];

    return rows == 0 ? 2 : rows < LAYOUT_MANY_ROWS ? (int)rows + 1 : LAYOUT_MANY_ROWS;
}

/* Gives spare rows to the panes from..to in turn, as far as they can use them; what is left. */
static int share_rows(int *mine, int from, int to, const struct layout_wish *wish, int spare)
{
    for (bool given = true; spare && given;) {
        given = false;
        for (int i = from; i < to && spare; i++)
            if (mine[i] < use_rows(wish, i)) {
                mine[i]++;
                spare--;
                given = true;
            }
    }
    return spare;
}

/* Stacks the panes from the top: the large one takes what it can use of what the others leave. */
static void stack_panes(struct layout *l, int row, int rows, int cols, enum pane large,
                        const struct layout_wish *wish)
{
    int mine[PANE_STACKED], spare = rows, use = use_rows(wish, large);

    for (int i = 0; i < PANE_STACKED; i++) {
        int rest = l->single ? 1 : rest_rows(rows, (enum pane)i, large);

        mine[i] = i == (int)large ? 0 : rest < use_rows(wish, i) ? rest : use_rows(wish, i);
        spare -= mine[i];
    }
    if (l->single || use > spare)
        use = spare;
    mine[large] = use < 3 && spare >= 3 ? 3 : use;
    spare -= mine[large];
    spare = share_rows(mine, PANE_TIMELINE, PANE_LISTS, wish, spare);
    spare = share_rows(mine, PANE_FACETS, PANE_STACKED, wish, spare);
    mine[large] += spare;
    for (int i = 0; i < PANE_STACKED; i++) {
        l->pane[i] = (struct rect){row, 0, mine[i], cols};
        row += mine[i];
    }
}

/* The largest of the stacked panes. */
static enum pane large_pane(const struct layout_wish *wish)
{
    return wish->focus == PANE_DETAIL ? wish->list_focus : wish->focus;
}

static void layout_single(struct layout *l, const struct layout_wish *wish)
{
    int top = wish->has_chips ? 2 : 1, bottom = l->rows - 1;

    if (wish->has_chips)
        l->chips = (struct rect){1, 0, 1, l->cols};
    if (l->rows >= 16)
        l->status = (struct rect){--bottom, 0, 1, l->cols};
    if (wish->focus == PANE_DETAIL)
        l->pane[PANE_DETAIL] = (struct rect){top, 0, bottom - top, l->cols};
    else
        stack_panes(l, top, bottom - top, l->cols, large_pane(wish), wish);
}

static void layout_double(struct layout *l, const struct layout_wish *wish)
{
    const int top = 2, bottom = l->rows - 2;
    int left = list_cols(l->cols);

    l->chips = (struct rect){1, 0, 1, l->cols};
    l->status = (struct rect){bottom, 0, 1, l->cols};
    stack_panes(l, top, bottom - top, left, large_pane(wish), wish);
    l->divider = (struct rect){top, left, bottom - top, 1};
    l->pane[PANE_DETAIL] = (struct rect){top, left + 1, bottom - top, l->cols - left - 1};
}

struct layout layout_of(int cols, int rows, const struct layout_wish *wish)
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
        layout_single(&l, wish);
    else
        layout_double(&l, wish);
    return l;
}
