/* list and show. */
#include "nichiei/text/width.h"

#include "nichiei/model/detail.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The records to print. */
struct selection {
    uint32_t *rows;
    size_t n_rows;
    struct arena mem;
};

/* Joins the arguments after the kind into one query and asks it. */
static bool select_rows(struct store *st, const struct options *o, struct selection *s,
                        struct err *e)
{
    const struct resource *r = schema_resource(o->args[0]);
    bool timeline = strcmp(o->args[0], "timeline") == 0;
    struct corpus *c = NULL;
    struct query q = {0};
    struct buf text = {0};
    bool ok = false;

    if (!timeline && (!r || r->kind == KIND_NONE)) {
        err_set(e, ERR_USAGE, "list: no kind \"%s\"; see `nichiei --help` for the kinds",
                o->args[0]);
        goto out;
    }
    for (int i = 1; i < o->n_args; i++)
        buf_printf(&text, "%s%s", i > 1 ? " " : "", o->args[i]);
    c = corpus_new(st, e);
    if (!c || !query_parse(&q, buf_cstr(&text), text.n_bytes, st, e) || !corpus_ask(c, &q, e))
        goto out;
    s->n_rows = timeline ? corpus_timeline(c, &s->mem, &s->rows)
                         : corpus_rows(c, &s->mem, r->kind, false, &s->rows);
    ok = true;
out:
    query_finish(&q);
    buf_finish(&text);
    corpus_free(c);
    return ok;
}

enum { TABLE_COLUMNS = 5 };

/* One row of the table: id, date, label, names. Empty columns vanish. */
static void table_cells(struct arena *a, const struct record *r, enum display display,
                        struct text cells[TABLE_COLUMNS])
{
    cells[0] = text_safe_str(a, r->id);
    cells[1] = text_safe_str(a, r->date);
    cells[2] = text_safe_str(a, r->label);
    cells[3] = display == DISPLAY_EN ? text_lit("") : text_safe_str(a, r->name[LANG_JA]);
    cells[4] = display == DISPLAY_JA ? text_lit("") : text_safe_str(a, r->name[LANG_EN]);
}

static void put_table(const struct text (*cells)[TABLE_COLUMNS], size_t n_rows, struct buf *out)
{
    int width[TABLE_COLUMNS] = {0};

    for (size_t i = 0; i < n_rows; i++)
        for (int k = 0; k < TABLE_COLUMNS; k++)
            if (text_cols(cells[i][k]) > width[k])
                width[k] = text_cols(cells[i][k]);
    for (size_t i = 0; i < n_rows; i++) {
        int pad = 0;

        for (int k = 0; k < TABLE_COLUMNS; k++) {
            if (!width[k])
                continue;
            if (!text_is_empty(cells[i][k])) {
                buf_printf(out, "%*s", pad, "");
                buf_add(out, cells[i][k].p, cells[i][k].n_bytes);
                pad = 0;
            }
            pad += width[k] - text_cols(cells[i][k]) + 2;
        }
        buf_char(out, '\n');
    }
}

static bool print_table(struct store *st, const struct options *o, const struct selection *s,
                        struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct text(*cells)[TABLE_COLUMNS] = arena_zeroed(&mem, s->n_rows, sizeof *cells);
    struct text caveat = say(&mem, SAY_CAVEAT, o->display);
    bool ok = true;

    for (size_t i = 0; ok && i < s->n_rows; i++) {
        struct record r;

        ok = store_record(st, &mem, s->rows[i], &r, e);
        if (ok)
            table_cells(&mem, &r, o->display, cells[i]);
    }
    if (ok)
        put_table((const struct text(*)[TABLE_COLUMNS])cells, s->n_rows, out);
    buf_printf(out, "-- %zu; %.*s\n", s->n_rows, (int)caveat.n_bytes, caveat.p);
    arena_finish(&mem);
    return ok;
}

static bool print_json(struct store *st, const uint32_t *rows, size_t n_rows, struct buf *out,
                       struct err *e)
{
    buf_str(out, "[");
    for (size_t i = 0; i < n_rows; i++) {
        buf_str(out, i ? ",\n " : "\n ");
        if (!json_record(st, rows[i], out, e))
            return false;
    }
    buf_str(out, n_rows ? "\n]\n" : "]\n");
    return true;
}

int cmd_list(const struct options *o, struct err *e)
{
    struct selection s = {0};
    struct buf out = {0};
    struct store *st;
    bool ok = false;

    if (o->n_args < 1)
        err_set(e, ERR_USAGE, "list: name a kind, such as `nichiei list activities`");
    else if ((st = cli_open(o, e)) != NULL) {
        ok = select_rows(st, o, &s, e) &&
             (o->format == FORMAT_JSON ? print_json(st, s.rows, s.n_rows, &out, e)
                                       : print_table(st, o, &s, &out, e)) &&
             cli_write(&out, e);
        store_close(st);
    }
    buf_finish(&out);
    arena_finish(&s.mem);
    return ok ? s.n_rows ? 0 : ERR_NO_MATCH : e->code;
}

/* As wide as the terminal, within what reads well; the same everywhere else. */
static int page_cols(void)
{
    struct winsize size;

    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col < 100 ? size.ws_col : 100;
    return 80;
}

static void pad_to(struct buf *out, struct text t, int cols)
{
    buf_add(out, t.p, t.n_bytes);
    if (text_cols(t) < cols)
        buf_printf(out, "%*s", cols - text_cols(t), "");
}

/* The detail area as plain lines. */
static bool print_detail(struct store *st, uint32_t n, const struct options *o, struct buf *out,
                         struct err *e)
{
    const struct detail_shape shape = {.cols = page_cols(), .display = o->display};
    struct detail d = {0};
    bool ok = detail_show(&d, st, n, shape, e);

    for (size_t i = 0; ok && i < d.n_lines; i++) {
        const struct detail_line *line = &d.lines[i];

        if (line->style == DETAIL_FIELD || line->style == DETAIL_LINK)
            pad_to(out, line->label, line->style == DETAIL_FIELD ? d.label_cols : line->hang_cols);
        buf_add(out, line->left.p, line->left.n_bytes);
        if (!text_is_empty(line->right)) {
            buf_char(out, ' ');
            buf_add(out, line->right.p, line->right.n_bytes);
        }
        while (out->n_bytes && out->bytes[out->n_bytes - 1] == ' ')
            out->bytes[--out->n_bytes] = '\0';
        buf_char(out, '\n');
    }
    detail_finish(&d);
    return ok;
}

int cmd_show(const struct options *o, struct err *e)
{
    struct buf out = {0};
    struct arena mem = {0};
    struct store *st;
    uint32_t *rows = arena_zeroed(&mem, (size_t)o->n_args, sizeof *rows);
    bool ok = false;

    if (o->n_args < 1) {
        err_set(e, ERR_USAGE, "show: name a record, such as `nichiei show actor:npa`");
    } else if ((st = cli_open(o, e)) != NULL) {
        ok = true;
        for (int i = 0; ok && i < o->n_args; i++) {
            rows[i] = store_find(st, o->args[i], e);
            if (!rows[i])
                ok = err_set(e, ERR_NO_MATCH, "%s: no such record; `nichiei list KIND` names them",
                             o->args[i]);
        }
        if (ok && o->format == FORMAT_JSON)
            ok = print_json(st, rows, (size_t)o->n_args, &out, e);
        for (int i = 0; ok && o->format == FORMAT_TABLE && i < o->n_args; i++) {
            buf_str(&out, i ? "\n" : "");
            ok = print_detail(st, rows[i], o, &out, e);
        }
        ok = ok && cli_write(&out, e);
        store_close(st);
    }
    buf_finish(&out);
    arena_finish(&mem);
    return ok ? 0 : e->code;
}
