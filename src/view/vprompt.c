/* The line being typed, and what is wrong with it. */
#include "nichiei/text/width.h"

#include "views.h"

#include <string.h>

enum { WORD_COLS = 24 }; /* of what is wrong, repeated in the message */

/* Where one style of the line ends and the next begins, and where the caret stands. */
struct cut {
    size_t at_byte[4]; /* ascending: the fault's two ends, the caret, the end of the line */
    size_t fault_at, fault_end;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

bool view_is_wrong(const struct app *app)
{
    return app->prompt_error.code && !app->choices.open && !app->card_open;
}

static struct cut cut_line(const struct app *app)
{
    const size_t n_bytes = app->prompt.text.n_bytes;
    bool wrong = view_is_wrong(app) && app->fault.n_bytes;
    struct cut c = {.fault_at = wrong ? least(app->fault.at_byte, n_bytes) : n_bytes};

    c.fault_end = wrong ? least(c.fault_at + app->fault.n_bytes, n_bytes) : n_bytes;
    c.at_byte[0] = c.fault_at;
    c.at_byte[1] = c.fault_end;
    c.at_byte[2] = app->prompt.caret_at_byte;
    c.at_byte[3] = n_bytes;
    for (int i = 2; i > 0; i--)
        if (c.at_byte[i] < c.at_byte[i - 1]) {
            size_t later = c.at_byte[i - 1];

            c.at_byte[i - 1] = c.at_byte[i];
            c.at_byte[i] = later;
        }
    return c;
}

/* Leaves out clusters from the head until *cols columns are gone. */
static struct text scrolled(struct text t, int *cols)
{
    while (*cols > 0 && !text_is_empty(t)) {
        struct text head = {t.p, text_cluster(t)};

        *cols -= text_cols(head);
        t = text_skip(t, head.n_bytes);
    }
    return t;
}

void view_prompt(const struct app *app, struct rect at, int col, struct frame *f, struct arena *a)
{
    const char *line = buf_cstr(&app->prompt.text);
    int cols = at.cols - col - 1, used = 0;
    struct cut c = cut_line(app);
    /* The caret is seen, and so is what stands before it, as far as there is room. */
    int hidden = text_cols(text_safe(a, line, app->prompt.caret_at_byte)) - (cols - 1);
    size_t from = 0;

    f->cursor_row = at.row;
    f->cursor_col = at.col + col;
    for (int i = 0; i < 4; i++) {
        struct text piece = scrolled(text_safe(a, line + from, c.at_byte[i] - from), &hidden);
        bool wrong = from >= c.fault_at && from < c.fault_end;

        used += frame_put(f, at.row, at.col + col + used, cols - used, piece,
                          wrong ? STYLE_ERROR : STYLE_PROMPT);
        from = c.at_byte[i];
        if (from == app->prompt.caret_at_byte)
            f->cursor_col = at.col + col + used;
    }
}

/* What is wrong, without its quotes, in so many columns. */
static struct text wrong_word(const struct app *app, int cols, struct arena *a)
{
    size_t from = least(app->fault.at_byte, app->prompt.text.n_bytes);
    size_t n_bytes = least(app->fault.n_bytes, app->prompt.text.n_bytes - from);
    const char *word = buf_cstr(&app->prompt.text) + from;

    if (n_bytes > 1 && word[0] == '"' && word[n_bytes - 1] == '"') {
        word++;
        n_bytes -= 2;
    }
    return text_ellipsis(a, text_safe(a, word, n_bytes), cols);
}

static struct text filled(const struct app *app, enum display d, struct text near, int word_cols,
                          struct arena *a)
{
    struct text t = say(a, app->fault.what, d);

    t = say_fill(a, t, "near", near);
    t = say_fill(a, t, "n", view_format(a, "%d", QUERY_MAX_TERMS));
    return say_fill(a, t, "word", wrong_word(app, word_cols, a));
}

/* Without the last of "a, b, c"; false if only one is left. */
static bool drop_last(struct text *near)
{
    for (size_t i = near->n_bytes; i-- > 0;)
        if (near->p[i] == ',') {
            near->n_bytes = i;
            return true;
        }
    return false;
}

struct text view_fault(const struct app *app, int cols, struct arena *a)
{
    enum display d = app->display;
    struct text near = text_safe_str(a, app->fault.near), t;

    if (app->fault.what == SAY_COUNT) /* it has no words of its own */
        return text_ellipsis(a, text_safe_str(a, app->prompt_error.text), cols);
    t = filled(app, d, near, WORD_COLS, a);
    if (text_cols(t) > cols && d == DISPLAY_BOTH)
        t = filled(app, d = DISPLAY_EN, near, WORD_COLS, a);
    while (text_cols(t) > cols && drop_last(&near))
        t = filled(app, d, near, WORD_COLS, a);
    for (int word_cols = WORD_COLS - 4; text_cols(t) > cols && word_cols >= 4; word_cols -= 4)
        t = filled(app, d, near, word_cols, a);
    return text_ellipsis(a, t, cols);
}
