/* Making and removing the folder of a test, and looking into the overlay there. */
#include "scratch.h"

#include <ftw.h>
#include <grp.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

void scratch_init(struct scratch *s)
{
    struct err e = {0};

    /* In memory where there is such a place: what a crash leaves there is the same, and sooner. */
    *s = (struct scratch){0};
    snprintf(s->dir, sizeof s->dir, "%s/nichiei-overlay-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(s->dir))
        abort();
    snprintf(s->path, sizeof s->path, "%s/nichiei/overlay.db", s->dir);
    s->o = overlay_open(s->path, &e);
    if (!s->o)
        abort();
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
    (void)status, (void)type, (void)ftw;
    return remove(path);
}

static int open_entry(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
    (void)status, (void)ftw;
    if (type == FTW_D || type == FTW_DNR)
        chmod(path, 0700);
    return 0;
}

void scratch_finish(struct scratch *s)
{
    overlay_close(s->o);
    arena_finish(&s->mem);
    nftw(s->dir, open_entry, 16, FTW_PHYS);
    nftw(s->dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int scratch_set_up(void **state)
{
    struct scratch *s = calloc(1, sizeof *s);

    if (!s)
        return -1;
    scratch_init(s);
    *state = s;
    return 0;
}

int scratch_tear_down(void **state)
{
    scratch_finish(*state);
    free(*state);
    return 0;
}

const char *scratch_path(const struct scratch *s, const char *name)
{
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", s->dir, name);
    return path;
}

struct attachment scratch_attachment(struct scratch *s, const char *source, int n_times)
{
    size_t id_bytes = strlen(source), n_bytes = id_bytes * (size_t)n_times;
    char *text = arena_zeroed(&s->mem, n_bytes + 1, 1);

    for (int i = 0; i < n_times; i++)
        memcpy(text + (size_t)i * id_bytes, source, id_bytes);
    return (struct attachment){
        .source = source,
        .file = "報告.txt",
        .encoding = "UTF-8",
        .hash = "ba7816bf",
        .attached = "2026-11-23",
        .text = text,
        .n_bytes = n_bytes,
    };
}

bool scratch_has(struct scratch *s, const struct attachment *at)
{
    struct attachment got;
    struct err e = {0};
    bool found;

    if (!overlay_attachment(s->o, &s->mem, at->source, true, &got, &found, &e))
        fail_msg("%s", e.text);
    return found && strcmp(got.source, at->source) == 0 && strcmp(got.file, at->file) == 0 &&
           strcmp(got.encoding, at->encoding) == 0 && strcmp(got.hash, at->hash) == 0 &&
           strcmp(got.attached, at->attached) == 0 && got.n_bytes == at->n_bytes && got.text &&
           memcmp(got.text, at->text, at->n_bytes) == 0 && !got.text[got.n_bytes];
}

bool scratch_is_whole(const struct scratch *s)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    bool whole = sqlite3_open(s->path, &db) == SQLITE_OK &&
                 sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &q, NULL) == SQLITE_OK &&
                 sqlite3_step(q) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(q, 0), "ok") == 0;

    if (!whole)
        printf("%s: %s\n", s->path, sqlite3_errmsg(db));
    sqlite3_finalize(q);
    sqlite3_close(db);
    return whole;
}

void scratch_tamper(const struct scratch *s, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;

    assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

bool as_ordinary_user(bool (*run)(struct scratch *s))
{
    int status = 0;
    pid_t child;

    fflush(NULL); /* or the child says it again */
    child = fork();
    if (child == 0) {
        struct scratch s;
        bool ok;

        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        scratch_init(&s);
        ok = run(&s);
        scratch_finish(&s);
        fflush(NULL);
        _exit(!ok);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}
