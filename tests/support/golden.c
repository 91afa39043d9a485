/* Screens for tests, and golden files. */
#include "golden.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void draw(struct fixture *fx)
{
    struct screen *s = fx->ctx;

    screen_draw(fx->app, s->cols, s->rows, &s->frame);
}

struct screen *screen_open(const char *dossier, enum display display, int cols, int rows)
{
    struct screen *s = calloc(1, sizeof *s);

    assert_non_null(s);
    s->fx = fixture_open(dossier, display);
    s->fx->fit = draw;
    s->fx->ctx = s;
    screen_size(s, cols, rows);
    return s;
}

void screen_close(struct screen *s)
{
    frame_finish(&s->frame);
    fixture_close(s->fx);
    free(s);
}

void screen_size(struct screen *s, int cols, int rows)
{
    s->cols = cols;
    s->rows = rows;
    draw(s->fx);
}

const char *screen_row(const struct screen *s, int row)
{
    static char line[4096];
    size_t n_bytes = 0;

    for (int col = 0; col < s->frame.cols && row >= 0 && row < s->frame.rows; col++) {
        const struct cell *c = frame_cell(&s->frame, row, col);

        if (n_bytes + CELL_MAX_BYTES >= sizeof line)
            break;
        memcpy(line + n_bytes, c->n_bytes ? c->bytes : " ", c->n_bytes ? c->n_bytes : 1);
        n_bytes += c->n_bytes ? c->n_bytes : c->cols == 1;
    }
    while (n_bytes && line[n_bytes - 1] == ' ')
        n_bytes--;
    line[n_bytes] = '\0';
    return line;
}

int screen_find(const struct screen *s, const char *text)
{
    for (int row = 0; row < s->frame.rows; row++)
        if (strstr(screen_row(s, row), text))
            return row;
    return -1;
}

static void assert_cell(const struct frame *f, int row, int col, const char *when)
{
    const struct cell *c = frame_cell(f, row, col), *next = frame_cell(f, row, col + 1);
    const struct cell *last = frame_cell(f, row, col - 1);
    struct text t = {c->bytes, c->n_bytes};

    if (c->cols == 2 && (!next || next->cols != 0))
        fail_msg("%s: row %d, column %d: a head without its tail", when, row, col);
    if (c->cols == 0 && (!last || last->cols != 2))
        fail_msg("%s: row %d, column %d: a tail without its head", when, row, col);
    if (c->cols == 0 && c->n_bytes)
        fail_msg("%s: row %d, column %d: a tail with a text of its own", when, row, col);
    if (c->n_bytes && text_cols(t) != c->cols)
        fail_msg("%s: row %d, column %d: %.*s takes %d columns, not %d", when, row, col,
                 (int)c->n_bytes, c->bytes, text_cols(t), (int)c->cols);
    if (c->cols == 2 && !c->n_bytes)
        fail_msg("%s: row %d, column %d: a wide cell of nothing", when, row, col);
}

/* Each line of the dump, without its line break, must pass the gate unchanged. */
static void assert_lines_safe(const struct frame *f, const char *when)
{
    struct arena mem = {0};
    struct buf dump = {0};
    int row = 0;

    frame_dump(f, false, &dump);
    for (const char *at = buf_cstr(&dump), *end; *at; at = end + 1, row++) {
        struct text safe;

        end = strchr(at, '\n');
        assert_non_null(end);
        safe = text_safe(&mem, at, (size_t)(end - at));
        if (safe.n_bytes != (size_t)(end - at) || memcmp(safe.p, at, safe.n_bytes) != 0)
            fail_msg("%s: row %d would not pass the gate: %.*s", when, row, (int)(end - at), at);
        if (text_cols(safe) != f->cols + 2)
            fail_msg("%s: row %d has %d columns, not %d: %.*s", when, row, text_cols(safe) - 2,
                     f->cols, (int)(end - at), at);
    }
    assert_int_equal(row, f->rows);
    buf_finish(&dump);
    arena_finish(&mem);
}

void assert_whole(const struct frame *f, const char *when)
{
    for (int row = 0; row < f->rows; row++) {
        int cols = 0;

        for (int col = 0; col < f->cols; col++) {
            assert_cell(f, row, col, when);
            cols += frame_cell(f, row, col)->cols;
        }
        if (cols != f->cols)
            fail_msg("%s: row %d has cells of %d columns, not %d", when, row, cols, f->cols);
    }
    assert_lines_safe(f, when);
}

/* The screen as a reader sees it, then the styles of its rows, then the terminal's cursor. */
static void describe(const struct frame *f, const char *about, struct buf *out)
{
    struct buf styled = {0};
    bool is_style = false;

    buf_printf(out, "# %s\n", about);
    frame_dump(f, false, out);
    buf_str(out, "# styles\n");
    frame_dump(f, true, &styled);
    for (const char *at = buf_cstr(&styled), *end; *at; at = end + 1, is_style = !is_style) {
        end = strchr(at, '\n');
        if (is_style)
            buf_add(out, at, (size_t)(end - at) + 1);
    }
    if (f->cursor_row >= 0)
        buf_printf(out, "# cursor %d %d\n", f->cursor_row, f->cursor_col);
    buf_finish(&styled);
}

static bool read_file(const char *path, struct buf *out)
{
    FILE *f = fopen(path, "rb");
    char chunk[4096];
    size_t n_bytes;

    if (!f)
        return false;
    while ((n_bytes = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(out, chunk, n_bytes);
    fclose(f);
    return true;
}

static void write_file(const char *path, const struct buf *content)
{
    FILE *f = fopen(path, "wb");

    if (!f || fwrite(buf_cstr(content), 1, content->n_bytes, f) != content->n_bytes ||
        fclose(f) != 0)
        fail_msg("%s cannot be written", path);
}

/* Prints the first line that differs, and where. */
static void tell_difference(const char *path, const char *expected, const char *actual)
{
    int line = 1;

    while (*expected && *actual) {
        size_t wanted_bytes = strcspn(expected, "\n"), n_bytes = strcspn(actual, "\n");

        if (wanted_bytes != n_bytes || memcmp(expected, actual, n_bytes) != 0)
            break;
        expected += wanted_bytes + (expected[wanted_bytes] == '\n');
        actual += n_bytes + (actual[n_bytes] == '\n');
        line++;
    }
    /* The first line of the file is a remark: line 2 is row 0 of the screen. */
    print_error("%s, line %d (row %d) differs; REGEN=1 rewrites it\n  expected %.*s\n  drawn    "
                "%.*s\n",
                path, line, line - 2, (int)strcspn(expected, "\n"), expected,
                (int)strcspn(actual, "\n"), actual);
}

void assert_golden(const struct frame *f, const char *path, const char *about)
{
    struct buf expected = {0}, actual = {0};
    bool same;

    describe(f, about, &actual);
    if (getenv("REGEN")) {
        write_file(path, &actual);
        buf_finish(&actual);
        return;
    }
    if (!read_file(path, &expected))
        print_error("%s is missing; REGEN=1 writes it\n", path);
    same = expected.n_bytes == actual.n_bytes &&
           memcmp(buf_cstr(&expected), buf_cstr(&actual), actual.n_bytes) == 0;
    if (!same)
        tell_difference(path, buf_cstr(&expected), buf_cstr(&actual));
    buf_finish(&expected);
    buf_finish(&actual);
    assert_true(same);
}
