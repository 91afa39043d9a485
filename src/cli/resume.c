/* Sessions of the explorer, one for each dossier. */
#include "resume.h"

/* The dossier's name: its next version takes up the session as far as it can. */
static const char *name_of(struct app *app, struct arena *a)
{
    const char *name = "";

    return store_package_text(app->st, a, "name", &name, NULL) ? name : "";
}

void resume_begin(struct resume *r, struct app *app, const struct options *o)
{
    struct session left = {0};

    *r = (struct resume){.overlay = o->n_args ? NULL : app->overlay};
    if (!r->overlay)
        return;
    r->dossier = name_of(app, &r->mem);
    if (!o->fresh &&
        !overlay_session(r->overlay, &r->mem, r->dossier, &left.items, &left.n_items, &r->failed))
        app_note_failure(app, SAY_NO_SESSION, &r->failed);
    session_restore(app, &left);
    if (o->display_given)
        app->display = o->display;
    r->begun = session_take(app, &r->mem);
}

bool resume_save(struct resume *r, struct app *app, struct err *e)
{
    struct session left;

    if (r->failed.code)
        return err_set(e, r->failed.code, "%s", r->failed.text);
    if (!r->overlay)
        return true;
    left = session_take(app, &r->mem);
    return session_same(&left, &r->begun) ||
           overlay_save_session(r->overlay, r->dossier, left.items, left.n_items, e);
}

void resume_finish(struct resume *r)
{
    arena_finish(&r->mem);
    *r = (struct resume){0};
}
