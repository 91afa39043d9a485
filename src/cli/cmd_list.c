/* list and show. */
#include "nichiei/text/width.h"

#include "nichiei/model/detail.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* One of them will do: `list activity`. */
static enum kind kind_of_word(const char *word)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (strcmp(kind_prefix((enum kind)k), word) == 0)
            return (enum kind)k;
    return KIND_NONE;
}

bool request_parse(struct query *q, struct store *st, const struct options *o, int first,
                   struct err *e)
{
    struct buf text = {0};
    bool ok;

    for (int i = first; i < o->n_args; i++)
        buf_printf(&text, "%s%s", i > first ? " " : "", o->args[i]);
    ok = query_parse(q, buf_cstr(&text), text.n_bytes, st, e);
    buf_finish(&text);
    return ok;
}

bool request_read(struct request *r, struct store *st, const struct options *o, struct err *e)
{
    const char *name = o->n_args ? o->args[0] : "";
    const struct resource *resource = schema_resource(name);
    bool ok = false;

    *r = (struct request){.kind = resource ? resource->kind : kind_of_word(name)};
    if (!*name)
        err_set(e, ERR_USAGE, "name a kind, such as `nichiei list activities`");
    else if (strcmp(name, "timeline") != 0 && r->kind == KIND_NONE)
        err_set(e, ERR_USAGE, "no kind \"%s\"; see `nichiei --help` for the kinds", name);
    else if ((r->corpus = corpus_new(st, e)) != NULL)
        ok = request_parse(&r->query, st, o, 1, e) && corpus_ask(r->corpus, &r->query, e);
    return ok;
}

void request_finish(struct request *r)
{
    query_finish(&r->query);
    corpus_free(r->corpus);
}

int cmd_list(const struct options *o, struct err *e)
{
    struct store *st = cli_open(o, e);
    struct request r = {0};
    struct rows rows = {0};
    struct arena mem = {0};
    struct buf out = {0};
    uint32_t *n = NULL;
    bool ok = st && request_read(&r, st, o, e);

    if (ok) {
        rows.n_rows = r.kind == KIND_NONE ? corpus_timeline(r.corpus, &mem, &n)
                                          : corpus_rows(r.corpus, &mem, r.kind, false, &n);
        rows.n = n;
        rows.n_possible = corpus_possible(r.corpus, r.kind);
        ok = print_records(st, &rows, o, &out, e) && cli_write(&out, e);
    }
    request_finish(&r);
    store_close(st);
    buf_finish(&out);
    arena_finish(&mem);
    return ok ? rows.n_rows ? 0 : ERR_NO_MATCH : e->code;
}

int terminal_cols(void)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* As wide as the terminal, within what reads well; the same everywhere else. */
static int page_cols(void)
{
    int cols = terminal_cols();

    return cols < 40 ? 80 : cols < 100 ? cols : 100;
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
            print_padded(out, line->label,
                         line->style == DETAIL_FIELD ? d.label_cols
                                                     : line->hang_cols - (line->marked ? 2 : 0));
        buf_str(out, line->marked ? "> " : "");
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
        if (ok && o->format != FORMAT_TABLE)
            ok = print_records(st, &(struct rows){.n = rows, .n_rows = (size_t)o->n_args}, o, &out,
                               e);
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
