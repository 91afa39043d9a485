/* nichiei: from the command line to a command, and from its failure to one line and an exit code.
 */
#include "nichiei/text/locale.h"

#include "nichiei/ui/ui.h"

#include "busy.h"
#include "cli.h"
#include "conf.h"
#include "resume.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* The default dossier, put into the program by dossier.S. */
extern const unsigned char dossier_bytes[];
extern const unsigned char dossier_end[];

/* The dossier that was named, on the command line or for the machine, or the built-in one. */
static struct store *open_named(const struct options *o, struct err *e)
{
    struct store *st = NULL;
    struct buf db = {0};

    if (o->db)
        return store_open(o->db, e);
    if (conf_db(NICHIEI_CONF, &db, e))
        st = db.n_bytes
                 ? store_open(buf_cstr(&db), e)
                 : store_open_memory(dossier_bytes, (size_t)(dossier_end - dossier_bytes), e);
    buf_finish(&db);
    return st;
}

struct store *cli_open(const struct options *o, struct err *e)
{
    struct store *st = open_named(o, e);

    if (st && o->command != COMMAND_OPEN && !store_hold(st, e)) {
        store_close(st);
        st = NULL;
    }
    return st;
}

bool cli_write(const struct buf *out, struct err *e)
{
    if (out->failed)
        return err_set(e, ERR_DATA, "out of memory");
    if (fwrite(buf_cstr(out), 1, out->n_bytes, stdout) == out->n_bytes && fflush(stdout) == 0)
        return true;
    if (errno == EPIPE)
        return true; /* a reader such as head has what it wants */
    return err_set(e, ERR_DATA, "standard output: %s; write to a place that has room",
                   strerror(errno));
}

/* Told to go, the explorer must be gone within a second, and may have two things to keep. */
enum { PATIENCE_MS = 400 };

/* What is the user's own; NULL if there is no memory for it. */
static struct overlay *open_overlay(void)
{
    struct overlay *own = overlay_open(NULL, NULL);

    if (own)
        overlay_set_patience(own, PATIENCE_MS);
    return own;
}

int cmd_open(const struct options *o, struct err *e)
{
    const struct ui_options ui = {.colour = o->colour, .ambiguous = o->ambiguous};
    struct buf start = {0};
    struct store *st = cli_open(o, e);
    struct corpus *c = st ? corpus_new(st, e) : NULL;
    struct app *app = c ? app_new(st, c, o->display, e) : NULL;
    struct overlay *own = app ? open_overlay() : NULL;
    struct resume session = {0};
    bool ok = app != NULL;

    if (app)
        app->overlay = own;
    for (int i = 0; i < o->n_args; i++)
        buf_printf(&start, "%s%s", i ? " " : "", o->args[i]);
    if (ok && o->n_args)
        ok = app_start_at(app, buf_cstr(&start), e);
    if (ok)
        resume_begin(&session, app, o);
    ok = ok && ui_run(app, &ui, e);
    if (ok)
        resume_save(&session, app, e); /* what fails is told, but what was asked for is done */
    resume_finish(&session);
    app_free(app);
    overlay_close(own);
    corpus_free(c);
    store_close(st);
    buf_finish(&start);
    return ok ? 0 : e->code;
}

static int run(const struct options *o, struct err *e)
{
    static int (*const commands[COMMAND_COUNT])(const struct options *, struct err *) = {
        [COMMAND_OPEN] = cmd_open,         [COMMAND_LIST] = cmd_list,
        [COMMAND_SHOW] = cmd_show,         [COMMAND_BUILD] = cmd_build,
        [COMMAND_VALIDATE] = cmd_validate, [COMMAND_UNPACK] = cmd_unpack,
        [COMMAND_KEYS] = cmd_keys,         [COMMAND_COUNTERPARTS] = cmd_counterparts,
        [COMMAND_LINT] = cmd_lint,         [COMMAND_FACETS] = cmd_facets,
        [COMMAND_MATRIX] = cmd_matrix,     [COMMAND_SEARCH] = cmd_search,
        [COMMAND_ATTACH] = cmd_attach,     [COMMAND_DETACH] = cmd_detach,
    };
    struct buf text = {0};
    int code = 0;

    if (o->wants_version)
        buf_str(&text, "nichiei " NICHIEI_VERSION "\n");
    else if (o->wants_help)
        options_help(&text);
    else
        return commands[o->command](o, e);
    if (!cli_write(&text, e))
        code = e->code;
    buf_finish(&text);
    return code;
}

int main(int argc, char **argv)
{
    struct options o;
    struct err e = {0};
    int code;

    signal(SIGPIPE, SIG_IGN); /* a reader that closes early is an error of write(), not a death */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
    if (!locale_use_utf8(&e) || !options_read(&o, argc, argv, &e))
        code = e.code;
    else
        code = run(&o, &e);
    if (e.code) {
        struct arena mem = {0};
        struct text line = text_safe_str(&mem, e.text);

        fprintf(stderr, "nichiei: %.*s\n", (int)line.n_bytes, line.p);
        arena_finish(&mem);
    }
    busy_die();
    return code;
}
