/* What can go wrong with the overlay gives one line, and what was kept stays as it was. */
#include "faulty.h"
#include "package.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* One line that names a path in the scratch folder, says why, and how to mend it. */
static bool is_line(const struct scratch *s, const struct err *e, const char *why)
{
    bool is = e->code == ERR_DATA && strncmp(e->text, s->dir, strlen(s->dir)) == 0 &&
              strstr(e->text, why) && strstr(e->text, "; ") && !strchr(e->text, '\n');

    if (!is)
        printf("\"%s\" is not in: %s\n", why, e->text);
    return is;
}

static bool keep(struct scratch *s, const char *source, int n_times, struct err *e)
{
    struct attachment at = scratch_attachment(s, source, n_times);

    return overlay_attach(s->o, &at, e);
}

static bool has(struct scratch *s, const char *source, int n_times)
{
    struct attachment at = scratch_attachment(s, source, n_times);

    return scratch_has(s, &at);
}

static bool act_fails(struct scratch *s, const char *why)
{
    struct err e = {0};

    return !keep(s, "source:new", 3000, &e) && is_line(s, &e, why);
}

static bool question_fails(struct scratch *s, const char *why)
{
    struct session_item *items;
    struct err e = {0};
    size_t n;

    return !overlay_session(s->o, &s->mem, "default", &items, &n, &e) && n == 0 &&
           is_line(s, &e, why);
}

static void expect_refused(struct scratch *s, const char *why)
{
    assert_true(act_fails(s, why));
    assert_true(question_fails(s, why));
}

static void begin_overlay(struct scratch *s)
{
    struct err e = {0};

    if (!keep(s, "source:old", 2000, &e))
        fail_msg("%s", e.text);
}

static void what_is_no_plain_file_is_refused(void **state)
{
    struct scratch *s = *state;

    assert_int_equal(mkdir(scratch_path(s, "nichiei"), 0700), 0);
    assert_int_equal(mkdir(s->path, 0700), 0);
    expect_refused(s, "overlay.db: a folder, not the file");
    assert_int_equal(rmdir(s->path), 0);
    assert_int_equal(mkfifo(s->path, 0600), 0);
    expect_refused(s, "overlay.db: not a plain file");
    assert_int_equal(unlink(s->path), 0);
    assert_int_equal(symlink("elsewhere", s->path), 0);
    expect_refused(s, "overlay.db: a symbolic link");
    assert_int_equal(access(scratch_path(s, "nichiei/elsewhere"), F_OK), -1);
}

static void a_file_in_the_place_of_a_folder_is_named(void **state)
{
    struct scratch *s = *state;

    file_write(scratch_path(s, "nichiei"), "", 0);
    assert_true(act_fails(s, "/nichiei: no folder, as it must be for what is your own; "));
}

static void what_others_may_read_is_not_used(void **state)
{
    struct scratch *s = *state;

    begin_overlay(s);
    assert_int_equal(chmod(s->path, 0640), 0);
    expect_refused(s, "overlay.db: open to other users (mode 0640), so it is not used; chmod 600 ");
    assert_int_equal(chmod(s->path, 0600), 0);
    assert_int_equal(chmod(scratch_path(s, "nichiei"), 0755), 0);
    expect_refused(s, "/nichiei: open to other users (mode 0755), so it is not used; chmod 700 ");
    assert_int_equal(chmod(scratch_path(s, "nichiei"), 0700), 0);
    assert_true(has(s, "source:old", 2000));
}

static void what_belongs_to_another_user_is_not_used(void **state)
{
    struct scratch *s = *state;

    if (geteuid() != 0)
        skip(); /* only root can give a file away */
    begin_overlay(s);
    assert_int_equal(chown(s->path, 65534, 65534), 0);
    expect_refused(s, "overlay.db: belongs to another user (uid 65534)");
    assert_int_equal(chown(s->path, 0, 0), 0);
    assert_int_equal(chown(scratch_path(s, "nichiei"), 65534, 65534), 0);
    expect_refused(s, "/nichiei: belongs to another user (uid 65534)");
}

static bool read_only_folder(struct scratch *s)
{
    bool ok;

    if (!keep(s, "source:old", 2000, NULL) || chmod(scratch_path(s, "nichiei"), 0500) != 0)
        return false;
    ok = act_fails(s, "overlay.db: nothing was kept: it, its folder or the disk is read-only; ") &&
         has(s, "source:old", 2000);
    chmod(scratch_path(s, "nichiei"), 0700);
    return ok && has(s, "source:old", 2000);
}

static bool read_only_file(struct scratch *s)
{
    return keep(s, "source:old", 2000, NULL) && chmod(s->path, 0400) == 0 &&
           act_fails(s,
                     "overlay.db: nothing was kept: it, its folder or the disk is read-only; ") &&
           has(s, "source:old", 2000);
}

static bool read_only_home(struct scratch *s)
{
    struct session_item *items;
    size_t n = 9;

    return chmod(s->dir, 0500) == 0 &&
           act_fails(s, "/nichiei: this folder for what is your own cannot be made: "
                        "Permission denied; ") &&
           overlay_session(s->o, &s->mem, "default", &items, &n, NULL) && n == 0;
}

static bool closed_folder(struct scratch *s)
{
    bool ok = keep(s, "source:old", 2000, NULL) && chmod(s->dir, 0) == 0;

    ok = ok && act_fails(s, "overlay.db: cannot be used: Permission denied; ") &&
         question_fails(s, "overlay.db: cannot be used: Permission denied; ");
    chmod(s->dir, 0700);
    return ok && has(s, "source:old", 2000);
}

static void a_place_without_leave_to_write_is_told(void **state)
{
    (void)state;
    assert_true(as_ordinary_user(read_only_folder));
    assert_true(as_ordinary_user(read_only_file));
    assert_true(as_ordinary_user(read_only_home));
    assert_true(as_ordinary_user(closed_folder));
}

static void no_home_is_told_with_the_first_act(void **state)
{
    struct attachment at = {.source = "source:a",
                            .file = "a",
                            .encoding = "UTF-8",
                            .hash = "",
                            .attached = "2026",
                            .text = ""};
    struct session_item *items;
    struct arena mem = {0};
    struct err e = {0};
    struct overlay *o;
    size_t n = 9;

    (void)state;
    unsetenv("XDG_DATA_HOME"), setenv("HOME", "", 1);
    o = overlay_open(NULL, &e);
    assert_non_null(o);
    assert_true(overlay_session(o, &mem, "default", &items, &n, &e));
    assert_int_equal(n, 0);
    assert_false(overlay_attach(o, &at, &e));
    assert_non_null(strstr(e.text, "neither HOME nor XDG_DATA_HOME names a folder; set HOME"));
    overlay_close(o);
    arena_finish(&mem);
}

static void a_file_that_is_held_is_waited_for_and_told(void **state)
{
    struct scratch *s = *state;
    sqlite3 *other = NULL;

    begin_overlay(s);
    overlay_set_patience(s->o, 50);
    assert_int_equal(sqlite3_open(s->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_true(act_fails(s, "overlay.db: nothing was kept: another session is holding it; "));
    assert_true(has(s, "source:old", 2000)); /* to read, one need not wait */
    sqlite3_exec(other, "COMMIT; BEGIN EXCLUSIVE", NULL, NULL, NULL);
    assert_true(act_fails(s, "overlay.db: nothing was kept: another session is holding it; "));
    assert_true(question_fails(s, "overlay.db: cannot be read: another session is holding it; "));
    sqlite3_close(other);
    assert_true(has(s, "source:old", 2000));
    begin_overlay(s);
}

static void what_is_no_overlay_is_left_alone(void **state)
{
    struct scratch *s = *state;
    char *bytes;
    size_t n_bytes;

    assert_int_equal(mkdir(scratch_path(s, "nichiei"), 0700), 0);
    file_write(s->path, "my own notes\n", 13);
    assert_int_equal(chmod(s->path, 0600), 0);
    expect_refused(s, "it is damaged; move it away");
    bytes = file_read(s->path, &n_bytes);
    assert_int_equal(n_bytes, 13);
    assert_memory_equal(bytes, "my own notes\n", 13);
    free(bytes);
    assert_int_equal(unlink(s->path), 0);
    scratch_tamper(s, "CREATE TABLE t (a)");
    assert_int_equal(chmod(s->path, 0600), 0);
    expect_refused(s, "overlay.db: not a nichiei overlay; move it away");
}

static void a_newer_overlay_is_left_alone(void **state)
{
    struct scratch *s = *state;
    char *before, *after;
    size_t n_before, n_after;

    begin_overlay(s);
    scratch_tamper(s, "CREATE TABLE note (text); PRAGMA user_version = 2");
    before = file_read(s->path, &n_before);
    expect_refused(s, "overlay.db: written by a newer nichiei (overlay version 2, this one knows "
                      "1); update nichiei");
    after = file_read(s->path, &n_after);
    assert_int_equal(n_before, n_after);
    assert_memory_equal(before, after, n_before);
    free(before), free(after);
}

static void other_tables_are_no_overlay(void **state)
{
    struct scratch *s = *state;

    begin_overlay(s);
    scratch_tamper(s, "CREATE TRIGGER t AFTER INSERT ON session BEGIN DELETE FROM session; END");
    expect_refused(s, "overlay.db: damaged: its tables are not as they should be; ");
}

static void a_torn_file_is_told(void **state)
{
    struct scratch *s = *state;
    char *bytes;
    size_t n_bytes;

    begin_overlay(s);
    bytes = file_read(s->path, &n_bytes);
    for (size_t cut = 0; cut < n_bytes; cut += 512) {
        struct err e = {0};

        file_write(s->path, bytes, cut);
        if (cut == 0)
            assert_false(has(s, "source:old", 2000)); /* begun anew, by and by */
        else
            assert_true(question_fails(s, "damaged"));
        if (cut)
            assert_true(!keep(s, "source:new", 1, &e) && is_line(s, &e, "damaged"));
    }
    free(bytes);
}

/* A source's copy is as it was kept, or it is told why not; or its name is lost, and it seems that
 * there is none. */
static bool is_kept_or_told(struct scratch *s, const struct attachment *wanted)
{
    struct attachment got;
    struct err e = {0};
    bool found;

    if (!overlay_attachment(s->o, &s->mem, wanted->source, true, &got, &found, &e))
        return is_line(s, &e, "damaged");
    return !found ||
           (got.n_bytes == wanted->n_bytes && memcmp(got.text, wanted->text, got.n_bytes) == 0);
}

/* Each page in turn is lost to zeros or noise: no text comes back other than it was kept. */
static void no_damage_passes_for_a_text(void **state)
{
    struct scratch *s = *state;
    struct attachment old = scratch_attachment(s, "source:old", 2000);
    char *bytes, *torn;
    size_t n_bytes;

    begin_overlay(s);
    bytes = file_read(s->path, &n_bytes);
    torn = malloc(n_bytes);
    assert_non_null(torn);
    for (size_t at = 0; at < n_bytes; at += 512)
        for (int fill = 0; fill < 256; fill += 85) {
            struct attachment *all;
            struct err e = {0};
            size_t n;

            memcpy(torn, bytes, n_bytes);
            memset(torn + at, fill, 512);
            file_write(s->path, torn, n_bytes);
            if (!is_kept_or_told(s, &old))
                fail_msg("%zu bytes in, filled with %d", at, fill);
            assert_true(overlay_attachments(s->o, &s->mem, &all, &n, &e) ||
                        is_line(s, &e, "damaged"));
            err_clear(&e);
            assert_true(keep(s, "source:new", 3000, &e) || is_line(s, &e, "damaged"));
        }
    free(bytes), free(torn);
}

static void a_damaged_text_can_be_replaced_and_detached(void **state)
{
    struct scratch *s = *state;
    struct err e = {0};
    size_t n_bytes;
    bool found;
    char *bytes;

    begin_overlay(s);
    for (int i = 0; i < 2; i++) {
        bytes = file_read(s->path, &n_bytes);
        memset(bytes + n_bytes - 1024, 0, 512); /* in its last page */
        file_write(s->path, bytes, n_bytes);
        free(bytes);
        assert_false(overlay_attachment(s->o, &s->mem, "source:old", true, &(struct attachment){0},
                                        &found, &e));
        assert_true(is_line(s, &e, "damaged: the copy of source:old is not as it was kept; "));
        err_clear(&e);
        if (i == 0)
            begin_overlay(s);
    }
    assert_true(overlay_detach(s->o, "source:old", &found, &e));
    assert_true(found);
    assert_false(has(s, "source:old", 2000));
}

/* A process whose files may not grow, as a quota would have it. */
static bool no_file_may_grow(struct scratch *s)
{
    struct rlimit limit = {20000, 20000};
    struct err e = {0};

    signal(SIGXFSZ, SIG_IGN);
    if (!keep(s, "source:old", 1, NULL) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return false;
    return !keep(s, "source:new", 30000, &e) &&
           is_line(s, &e, "overlay.db: nothing was kept: File too large; make room, ") &&
           has(s, "source:old", 1) && keep(s, "source:small", 1, NULL);
}

static void a_file_that_may_not_grow_stays_whole(void **state)
{
    (void)state;
    assert_true(as_ordinary_user(no_file_may_grow));
}

/* Lets the k-th step of an act fail for each k; the overlay is then as it was, or as it was to be
 * if the act said so. Returns how many steps could fail. */
static int sweep_act(struct scratch *s, struct fault fault, const char *why)
{
    char *bytes, journal[128];
    bool struck = true;
    size_t n_bytes;
    int k;

    begin_overlay(s);
    bytes = file_read(s->path, &n_bytes);
    snprintf(journal, sizeof journal, "%s-journal", s->path);
    for (k = 1; struck; k++) {
        struct err e = {0};
        bool ok;

        file_write(s->path, bytes, n_bytes);
        unlink(journal);
        fault.at = k;
        faulty_set(&fault);
        ok = keep(s, "source:old", 5000, &e);
        struck = faulty_struck();
        faulty_set(NULL);
        assert_true(ok || is_line(s, &e, why));
        assert_true(ok || struck);
        if (!has(s, "source:old", ok ? 5000 : 2000))
            fail_msg("step %d: not what it should be after: %s", k, ok ? "done" : e.text);
        assert_true(scratch_is_whole(s));
    }
    free(bytes);
    return k - 2;
}

static void a_disk_that_fills_up_loses_nothing(void **state)
{
    static const struct fault full = {FAULTY_WRITE, 0, true, SQLITE_FULL, ENOSPC};
    static const struct fault full_once = {FAULTY_WRITE, 0, false, SQLITE_FULL, ENOSPC};
    static const struct fault quota = {FAULTY_WRITE, 0, true, SQLITE_IOERR_WRITE, EDQUOT};
    struct scratch *s = *state;

    assert_true(sweep_act(s, full, "nothing was kept: the disk is full; make room, ") > 3);
    assert_true(sweep_act(s, full_once, "nothing was kept: the disk is full; make room, ") > 3);
    assert_true(sweep_act(s, quota, "nothing was kept: Disk quota exceeded; make room, ") > 3);
}

static void a_disk_that_fails_loses_nothing(void **state)
{
    static const unsigned everywhere = FAULTY_READ | FAULTY_WRITE | FAULTY_OTHER;
    static const struct fault once = {FAULTY_WRITE | FAULTY_OTHER, 0, false, SQLITE_IOERR, EIO};
    struct fault stays = {everywhere, 0, true, SQLITE_IOERR, EIO};
    struct scratch *s = *state;

    assert_true(sweep_act(s, once, "overlay.db: ") > 8);
    assert_true(sweep_act(s, stays, "overlay.db: ") > 12);
    stays.stays = false;
    assert_true(sweep_act(s, stays, "overlay.db: ") > 12);
}

static void the_first_act_is_whole_or_nothing(void **state)
{
    struct fault fault = {FAULTY_READ | FAULTY_WRITE | FAULTY_OTHER, 0, true, SQLITE_FULL, ENOSPC};
    struct scratch *s = *state;
    bool struck = true;

    for (int k = 1; struck; k++) {
        struct err e = {0};
        bool ok;

        fault.at = k;
        faulty_set(&fault);
        ok = keep(s, "source:a", 100, &e);
        struck = faulty_struck();
        faulty_set(NULL);
        assert_true(ok || is_line(s, &e, "; make room, then do it again"));
        assert_true(has(s, "source:a", 100) == ok);
        begin_overlay(s); /* nothing is in the way of the next */
        assert_true(has(s, "source:old", 2000));
        assert_int_equal(unlink(s->path), 0);
    }
}

static void a_disk_that_cannot_be_read_is_told(void **state)
{
    struct fault fault = {FAULTY_READ, 0, true, SQLITE_IOERR_READ, EIO};
    struct scratch *s = *state;
    bool struck = true;
    int k;

    begin_overlay(s);
    for (k = 1; struck; k++) {
        struct attachment got;
        struct err e = {0};
        bool ok, found;

        fault.at = k;
        faulty_set(&fault);
        ok = overlay_attachment(s->o, &s->mem, "source:old", true, &got, &found, &e);
        struck = faulty_struck();
        faulty_set(NULL);
        assert_true(ok || is_line(s, &e, "cannot be read: Input/output error; check the disk"));
        assert_true(!ok || found);
    }
    assert_true(k > 5);
    assert_true(has(s, "source:old", 2000));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_set_up, scratch_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_plain_file_is_refused),
        TEST(a_file_in_the_place_of_a_folder_is_named),
        TEST(what_others_may_read_is_not_used),
        TEST(what_belongs_to_another_user_is_not_used),
        cmocka_unit_test(a_place_without_leave_to_write_is_told),
        cmocka_unit_test(no_home_is_told_with_the_first_act),
        TEST(a_file_that_is_held_is_waited_for_and_told),
        TEST(what_is_no_overlay_is_left_alone),
        TEST(a_newer_overlay_is_left_alone),
        TEST(other_tables_are_no_overlay),
        TEST(a_torn_file_is_told),
        TEST(no_damage_passes_for_a_text),
        TEST(a_damaged_text_can_be_replaced_and_detached),
        cmocka_unit_test(a_file_that_may_not_grow_stays_whole),
        TEST(a_disk_that_fills_up_loses_nothing),
        TEST(a_disk_that_fails_loses_nothing),
        TEST(the_first_act_is_whole_or_nothing),
        TEST(a_disk_that_cannot_be_read_is_told),
    };

    faulty_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
