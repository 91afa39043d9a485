/* How long a view takes to open: its key, until the whole screen has come. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A view: keys that lead to where it is opened, the keys that open it, and those that leave it. */
static const struct view {
    const char *name, *go, *open, *leave;
    size_t min_cells; /* of the screen that change at least: else it did not open */
} views[] = {
    {"help", "", "?", "q", 200},
    {"facets", "", "5", "1", 100},
    {"a record", "2", "\r", "q", 30},
    {"sources", "", "gs", "q", 200},
    {"notes", "", "gn", "q", 200},
    {"terms", "", "gw", "q", 200},
    {"counterparts of a body", "2", "c", "q", 200},
    {"all counterparts", "", "gc", "q", 200},
    {"pillars", "", "gp", "q", 200},
    {"coverage", "", "M", "q", 200},
    {"relations", "2", "r", "q", 200},
    {"a comparison", "2p3p", "P", "q2p3p", 200},
    {"the numbers explained", "2", ";", "q", 200},
    {"an address", "gs", "o", "qq", 200},
    {"a source at a passage", "1<\rG{j", "\r", "qq", 200},
    {"the strip, a step finer", "1", "z", "Z", 1},
};

enum { N_VIEWS = sizeof views / sizeof views[0] };

struct opened {
    const struct view *view;
    struct series ms;
    bool silent; /* it did not open once: too little of the screen changed */
};

static void type(struct pty *p, const char *keys)
{
    for (const char *at = keys; *at; at++) {
        pty_type(p, at, 1);
        pty_hear(p, KEY_QUIET_MS, KEY_LIMIT_MS);
    }
}

static size_t changed_cells(const struct pty *p, const struct vt_cell *before)
{
    size_t n_cells;

    vt_changed_bytes(p->screen, before, &n_cells);
    return n_cells;
}

/* Opens a view once; only the key that opens it is timed, whatever came before it. */
static void open_once(struct pty *p, struct opened *o)
{
    static struct vt_cell before[PTY_COLS * PTY_ROWS];
    struct answer a;

    type(p, o->view->go);
    memcpy(before, vt_cells(p->screen), sizeof before);
    pty_type(p, o->view->open, strlen(o->view->open));
    a = pty_hear(p, KEY_QUIET_MS, KEY_LIMIT_MS);
    series_add(&o->ms, a.last_ms);
    if (a.last_ms > 0 && changed_cells(p, before) >= o->view->min_cells)
        type(p, o->view->leave);
    else
        o->silent = true; /* and what would leave it might leave the program */
}

static void tell(const struct opened *all, enum size size, double limit_ms)
{
    for (int i = 0; i < N_VIEWS; i++) {
        double p50 = series_median(&all[i].ms);
        char what[96], target[32];

        snprintf(what, sizeof what, "opening %s, %s", all[i].view->name, size_names[size]);
        snprintf(target, sizeof target, "p50 ≤ %.0f ms", limit_ms);
        table_line(what, target, !all[i].silent && p50 <= limit_ms, "",
                   "p50 %.2f ms, longest %.2f ms (%zu times)%s", p50, series_at(&all[i].ms, 1),
                   all[i].ms.n, all[i].silent ? "; it did not open each time" : "");
    }
}

/* A text of some size, as an analyst's copy of the source that the first record of the timeline
 * cites: sections with paragraphs, a table, and notes. */
static bool write_copy(const char *path)
{
    FILE *f = fopen(path, "w");

    if (!f)
        return false;
    for (int sec = 1; sec <= 4; sec++) {
        fprintf(f, "# %d. 章 Chapter %d\n\n", sec, sec);
        for (int par = 0; par < 150; par++)
            fprintf(f,
                    "%d－%d "
                    "日英両国の協力について、これは計測のための文章である。次の段落も同じ長さで、"
                    "禁則と折返しを要する「かぎ」や、句読点を含む。A sentence to be wrapped as "
                    "well.\n\n",
                    sec, par);
        fprintf(f, "表%d: 例\n\n主体\t活動\nNCSC\t会合\n警察庁\t演習\n\n", sec);
    }
    return fclose(f) == 0;
}

/* Gives the copy to the overlay, which is a new one. */
static bool attach_copy(const struct bench *b, enum size size)
{
    char command[6 * PATH_BYTES], db[2 * PATH_BYTES] = "", copy[PATH_BYTES];
    char shell[] = "sh", option[] = "-c", *argv[] = {shell, option, command, NULL};

    snprintf(copy, sizeof copy, "%s/copy.txt", b->work);
    if (size != SIZE_DEFAULT)
        snprintf(db, sizeof db, "--db '%s'", dossier_path(b, size));
    snprintf(command, sizeof command,
             "rm -rf '%s/views' && source=$('%s' %s list timeline --columns citations | "
             "sed 's/ .*//;q') && '%s' %s attach \"$source\" '%s'",
             b->work, b->nichiei, db, b->nichiei, db, copy);
    return write_copy(copy) && run_quietly(argv, NULL, NULL) >= 0;
}

void measure_views(const struct bench *b)
{
    char home[PATH_BYTES];

    static struct opened all[N_VIEWS];

    snprintf(home, sizeof home, "%s/views", b->work);
    setenv("XDG_DATA_HOME", home, 1);
    for (int size = 0; size < SIZE_COUNT; size++) {
        struct pty p;

        if (!b->has[size] || size == SIZE_10K || !attach_copy(b, (enum size)size) ||
            !prepare_ours(b, (enum size)size, &p))
            continue;
        progress("opening the views on", size_names[size], 0, 0);
        pty_go(&p);
        pty_hear(&p, START_QUIET_MS, START_LIMIT_MS);
        for (int i = 0; i < N_VIEWS; i++)
            all[i] = (struct opened){.view = &views[i]};
        for (int times = 0; times < b->pairs; times++)
            for (int i = 0; i < N_VIEWS; i++)
                open_once(&p, &all[i]);
        tell(all, (enum size)size, size == SIZE_DEFAULT ? 20 : 100);
        pty_stop(&p);
    }
    setenv("XDG_DATA_HOME", NO_OVERLAY, 1);
}
