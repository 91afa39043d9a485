/* build, validate, unpack. */
#include "nichiei/store/build.h"

#include "busy.h"
#include "cli.h"

#include <stdio.h>

/* What validate prints; written out now and then, for there may be an error in each row. */
struct listing {
    struct buf text;
    struct err failure; /* of writing */
};

static void write_out(struct listing *l)
{
    busy_end();
    cli_write(&l->text, &l->failure);
    buf_reset(&l->text);
}

/* "error actors.csv:12: parent: no such record …; correct the id". The file's text is not ours. */
static void tell(void *ctx, const struct problem *p)
{
    enum { OFTEN_BYTES = 64 * 1024 };
    struct listing *l = ctx;
    struct arena mem = {0};
    struct text what = text_safe_str(&mem, p->what);

    buf_printf(&l->text, "%s %s", p->severity == SEVERITY_ERROR ? "error" : "warning", p->file);
    if (p->line)
        buf_printf(&l->text, ":%u", p->line);
    if (p->field)
        buf_printf(&l->text, ": %s", p->field);
    buf_printf(&l->text, ": %.*s; %s\n", (int)what.n_bytes, what.p, p->mend);
    arena_finish(&mem);
    if (l->text.n_bytes >= OFTEN_BYTES)
        write_out(l);
}

/* Keeps the first error for the one line that a failed build gives. */
struct first_error {
    struct err err;
};

static void keep_first(void *ctx, const struct problem *p)
{
    struct first_error *first = ctx;
    struct arena mem = {0};
    struct text what = text_safe_str(&mem, p->what);
    char line[32] = "";

    if (p->severity == SEVERITY_ERROR) {
        if (p->line)
            snprintf(line, sizeof line, ":%u", p->line);
        err_set(&first->err, ERR_DATA, "%s%s: %s%s%.*s; %s", p->file, line,
                p->field ? p->field : "", p->field ? ": " : "", (int)what.n_bytes, what.p, p->mend);
    }
    arena_finish(&mem);
}

int cmd_build(const struct options *o, struct err *e)
{
    struct first_error first = {0};
    struct report rep = {.tell = keep_first, .busy = busy_step, .ctx = &first};
    struct err failure = {0};
    bool ok;

    if (o->n_args != 1 || !o->output) {
        err_set(e, ERR_USAGE,
                "build: name a folder and the file to write: nichiei build DIR -o FILE");
        return e->code;
    }
    busy_start();
    ok = build_dossier(o->args[0], o->output, &rep, &failure);
    busy_end();
    if (ok)
        return 0;
    if (rep.stopped)
        err_set(e, ERR_NO_MATCH, "interrupted; %s is as it was", o->output);
    if (rep.n_errors > 1)
        err_set(e, ERR_DATA, "%s (and %u more; `nichiei validate %s` lists them)", first.err.text,
                rep.n_errors - 1, o->args[0]);
    err_set(e, ERR_DATA, "%s", rep.n_errors ? first.err.text : failure.text);
    return e->code;
}

int cmd_validate(const struct options *o, struct err *e)
{
    struct listing l = {0};
    struct report rep = {.tell = tell, .busy = busy_step, .ctx = &l};
    struct err failure = {0};
    uint32_t n_rows = 0;
    bool ok;

    if (o->n_args != 1) {
        err_set(e, ERR_USAGE, "validate: name the folder of a data package");
        return e->code;
    }
    busy_start();
    ok = build_check(o->args[0], &rep, &failure);
    busy_end();
    if (rep.stopped) {
        buf_finish(&l.text);
        err_set(e, ERR_NO_MATCH, "interrupted; %s was not checked to its end", o->args[0]);
        return e->code;
    }
    for (int i = 0; i < schema_n_resources; i++) {
        buf_printf(&l.text, "%-22s %6u\n", schema_resources[i].name, rep.n_rows[i]);
        n_rows += rep.n_rows[i];
    }
    buf_printf(&l.text, "%-22s %6u  %u errors, %u warnings\n", "rows", n_rows, rep.n_errors,
               rep.n_warnings);
    if (!ok && !rep.n_errors)
        err_set(e, ERR_DATA, "%s", failure.text);
    write_out(&l);
    if (l.failure.code)
        ok = err_set(e, l.failure.code, "%s", l.failure.text);
    buf_finish(&l.text);
    return ok ? 0 : ERR_DATA;
}

int cmd_unpack(const struct options *o, struct err *e)
{
    struct store *st;
    bool ok;

    if (o->n_args != 1) {
        err_set(e, ERR_USAGE, "unpack: name a new folder");
        return e->code;
    }
    st = cli_open(o, e);
    ok = st && build_unpack(st, o->args[0], e);
    store_close(st);
    return ok ? 0 : e->code;
}
