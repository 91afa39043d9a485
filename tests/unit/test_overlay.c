/* What is kept is there: for the next question, for another session, and after a crash. */
#include "package.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s", e->text);
    assert_int_equal(e->code, ERR_NONE);
}

static void attach(struct scratch *s, const struct attachment *at)
{
    struct err e = {0};

    must(overlay_attach(s->o, at, &e), &e);
}

static mode_t mode_of(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 ? status.st_mode & 07777 : 0;
}

static void expect_nothing(struct scratch *s)
{
    struct attachment at, *all;
    struct reading_place place;
    struct session_item *items;
    struct err e = {0};
    bool found = true;
    size_t n = 9;

    must(overlay_attachment(s->o, &s->mem, "source:a", true, &at, &found, &e), &e);
    assert_false(found);
    must(overlay_attachments(s->o, &s->mem, &all, &n, &e), &e);
    assert_int_equal(n, 0);
    found = true;
    must(overlay_place(s->o, &s->mem, "source:a", &place, &found, &e), &e);
    assert_false(found);
    n = 9;
    must(overlay_session(s->o, &s->mem, "default", &items, &n, &e), &e);
    assert_int_equal(n, 0);
    found = true;
    must(overlay_detach(s->o, "source:a", &found, &e), &e);
    assert_false(found);
}

static void questions_make_nothing(void **state)
{
    struct scratch *s = *state;

    expect_nothing(s);
    assert_int_equal(access(scratch_path(s, "nichiei"), F_OK), -1);
    overlay_close(NULL);
}

static void a_file_without_content_is_an_overlay_to_come(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:a", 1);
    int fd;

    assert_int_equal(mkdir(scratch_path(s, "nichiei"), 0700), 0);
    fd = open(s->path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
    expect_nothing(s);
    attach(s, &at);
    assert_true(scratch_has(s, &at));
}

static void what_is_made_is_for_the_user_alone(void **state)
{
    static const mode_t masks[] = {0, 022, 0277, 0777};
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:a", 1);

    for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
        mode_t before = umask(masks[i]);

        attach(s, &at);
        umask(before);
        assert_int_equal(mode_of(scratch_path(s, "nichiei")), 0700);
        assert_int_equal(mode_of(s->path), 0600);
        assert_true(scratch_has(s, &at));
        assert_int_equal(unlink(s->path), 0);
        assert_int_equal(rmdir(scratch_path(s, "nichiei")), 0);
    }
}

static void an_attachment_comes_back_as_it_went(void **state)
{
    struct scratch *s = *state;
    struct attachment a = scratch_attachment(s, "source:a", 1000), got;
    struct attachment empty = scratch_attachment(s, "source:empty", 0);
    struct attachment odd = scratch_attachment(s, "source:odd", 1);
    struct err e = {0};
    bool found;

    odd.text = "\xff\0\x1b日本", odd.n_bytes = 9;
    attach(s, &a), attach(s, &empty), attach(s, &odd);
    assert_true(scratch_has(s, &a));
    assert_true(scratch_has(s, &empty));
    assert_true(scratch_has(s, &odd));
    must(overlay_attachment(s->o, &s->mem, "source:a", false, &got, &found, &e), &e);
    assert_true(found);
    assert_null(got.text);
    assert_int_equal(got.n_bytes, a.n_bytes);
}

static void an_attachment_takes_the_place_of_the_one_before(void **state)
{
    struct scratch *s = *state;
    struct attachment old = scratch_attachment(s, "source:a", 3), *all;
    struct attachment new = scratch_attachment(s, "source:a", 70000);
    struct attachment other = scratch_attachment(s, "source:B", 1);
    struct err e = {0};
    bool found;
    size_t n;

    attach(s, &old), attach(s, &other), attach(s, &new);
    assert_true(scratch_has(s, &new));
    must(overlay_attachments(s->o, &s->mem, &all, &n, &e), &e);
    assert_int_equal(n, 2);
    assert_string_equal(all[0].source, "source:B");
    assert_string_equal(all[1].source, "source:a");
    assert_int_equal(all[1].n_bytes, new.n_bytes);
    assert_null(all[1].text);
    must(overlay_detach(s->o, "source:a", &found, &e), &e);
    assert_true(found);
    must(overlay_detach(s->o, "source:a", &found, &e), &e);
    assert_false(found);
    assert_false(scratch_has(s, &new));
    assert_true(scratch_has(s, &other));
}

/* Does the file hold these bytes anywhere? */
static bool file_holds(const char *path, const char *word, size_t *n_bytes)
{
    char *bytes = file_read(path, n_bytes);
    bool holds = false;

    assert_non_null(bytes);
    for (size_t i = 0; !holds && i + strlen(word) <= *n_bytes; i++)
        holds = memcmp(bytes + i, word, strlen(word)) == 0;
    free(bytes);
    return holds;
}

static void what_is_detached_leaves_nothing_behind(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:secret", 100000);
    struct attachment other = scratch_attachment(s, "source:other", 100);
    size_t n_with, n_without;
    struct err e = {0};
    bool found;

    attach(s, &at), attach(s, &other);
    assert_true(file_holds(s->path, "secret", &n_with));
    assert_true(n_with > at.n_bytes);
    must(overlay_detach(s->o, "source:secret", &found, &e), &e);
    assert_false(file_holds(s->path, "secret", &n_without));
    assert_true(n_without < 100000);
    assert_true(scratch_has(s, &other));
}

static void too_long_a_text_is_refused_before_anything_is_made(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:a", 1);
    struct err e = {0};

    at.n_bytes = OVERLAY_MAX_TEXT_BYTES + 1;
    assert_false(overlay_attach(s->o, &at, &e));
    assert_non_null(strstr(e.text, "longer than 32 MiB; "));
    assert_int_equal(access(scratch_path(s, "nichiei"), F_OK), -1);
}

static void the_longest_text_is_kept(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "12345678", OVERLAY_MAX_TEXT_BYTES / 8);

    assert_int_equal(at.n_bytes, OVERLAY_MAX_TEXT_BYTES);
    attach(s, &at);
    assert_true(scratch_has(s, &at));
}

static void the_place_in_a_copy_is_remembered(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:a", 1);
    struct reading_place place = {"source:a", "ba78", 17}, got;
    struct err e = {0};
    bool found;

    attach(s, &at);
    must(overlay_keep_place(s->o, &place, &e), &e);
    place.at_byte = 4711;
    must(overlay_keep_place(s->o, &place, &e), &e);
    must(overlay_place(s->o, &s->mem, "source:a", &got, &found, &e), &e);
    assert_true(found);
    assert_string_equal(got.hash, "ba78");
    assert_int_equal(got.at_byte, 4711);
    must(overlay_detach(s->o, "source:a", &found, &e), &e);
    must(overlay_place(s->o, &s->mem, "source:a", &got, &found, &e), &e);
    assert_false(found);
}

static size_t session_of(struct scratch *s, const char *dossier, struct session_item **items)
{
    struct err e = {0};
    size_t n;

    must(overlay_session(s->o, &s->mem, dossier, items, &n, &e), &e);
    return n;
}

static void each_dossier_has_its_session(void **state)
{
    static const struct session_item first[] = {
        {"pane", "actors"}, {"filter", "theme:ppp"}, {"filter", "-警察"}, {"", ""}};
    static const struct session_item second[] = {{"language", "ja"}};
    struct scratch *s = *state;
    struct session_item *got;
    struct err e = {0};

    must(overlay_save_session(s->o, "one", first, 4, &e), &e);
    must(overlay_save_session(s->o, "two", second, 1, &e), &e);
    assert_int_equal(session_of(s, "one", &got), 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(got[i].name, first[i].name);
        assert_string_equal(got[i].value, first[i].value);
    }
    must(overlay_save_session(s->o, "one", second, 1, &e), &e);
    assert_int_equal(session_of(s, "one", &got), 1);
    must(overlay_save_session(s->o, "one", NULL, 0, &e), &e);
    assert_int_equal(session_of(s, "one", &got), 0);
    assert_int_equal(session_of(s, "two", &got), 1);
}

static void sessions_long_past_are_forgotten(void **state)
{
    static const struct session_item item = {"language", "ja"};
    struct scratch *s = *state;
    struct session_item *got;
    struct err e = {0};
    char name[16];

    for (int i = 0; i < OVERLAY_MAX_SESSIONS + 2; i++) {
        snprintf(name, sizeof name, "%d", i);
        must(overlay_save_session(s->o, name, &item, 1, &e), &e);
        must(overlay_save_session(s->o, "0", &item, 1, &e), &e); /* is in use all the time */
    }
    assert_int_equal(session_of(s, "0", &got), 1);
    assert_int_equal(session_of(s, "1", &got), 0);
    assert_int_equal(session_of(s, "2", &got), 0);
    assert_int_equal(session_of(s, "3", &got), 1);
}

static void the_users_own_place_is_xdgs(void **state)
{
    struct scratch *s = *state;
    struct attachment at = scratch_attachment(s, "source:a", 1);
    struct err e = {0};

    setenv("XDG_DATA_HOME", scratch_path(s, "data/deep"), 1);
    setenv("HOME", scratch_path(s, "home"), 1);
    for (int i = 0; i < 3; i++) {
        struct overlay *o = overlay_open(NULL, &e);

        must(overlay_attach(o, &at, &e), &e);
        overlay_close(o);
        setenv("XDG_DATA_HOME", "not/absolute", 1); /* is no place, as the standard says */
        if (i == 1)
            unsetenv("XDG_DATA_HOME"), setenv("HOME", scratch_path(s, "home2"), 1);
    }
    assert_int_equal(mode_of(scratch_path(s, "data/deep/nichiei/overlay.db")), 0600);
    assert_int_equal(mode_of(scratch_path(s, "data/deep/nichiei")), 0700);
    assert_int_equal(mode_of(scratch_path(s, "data/deep")), 0700);
    assert_int_equal(mode_of(scratch_path(s, "home/.local/share/nichiei/overlay.db")), 0600);
    assert_int_equal(mode_of(scratch_path(s, "home2/.local/share/nichiei/overlay.db")), 0600);
}

/* A session of many acts, each on a source of its own. */
static int act_often(struct scratch *s, int who, int n_acts)
{
    struct overlay *o = overlay_open(s->path, NULL);
    char source[32];

    for (int i = 0; i < n_acts; i++) {
        struct err e = {0};
        struct attachment at;

        snprintf(source, sizeof source, "source:%d-%d", who, i);
        at = scratch_attachment(s, source, 1 + i * 37);
        if (!overlay_attach(o, &at, &e)) {
            printf("%s\n", e.text);
            return 1;
        }
    }
    overlay_close(o);
    return 0;
}

static void sessions_at_once_lose_nothing(void **state)
{
    enum { SESSIONS = 4, ACTS = 25 };
    struct scratch *s = *state;
    int status;

    fflush(NULL);
    for (int who = 0; who < SESSIONS; who++)
        if (fork() == 0)
            _exit(act_often(s, who, ACTS));
    for (int who = 0; who < SESSIONS; who++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    for (int i = 0; i < SESSIONS * ACTS; i++) {
        struct attachment at;
        char source[32];

        snprintf(source, sizeof source, "source:%d-%d", i / ACTS, i % ACTS);
        at = scratch_attachment(s, source, 1 + i % ACTS * 37);
        assert_true(scratch_has(s, &at));
    }
    assert_true(scratch_is_whole(s));
}

/* The act of that number: on one source after the other, of many lengths. */
enum { SOURCES = 40 };
static struct attachment numbered(struct scratch *s, unsigned act)
{
    char name[32];
    struct attachment at;
    const char *source;

    source =
        arena_copy(&s->mem, name, (size_t)snprintf(name, sizeof name, "source:%u", act % SOURCES));
    at = scratch_attachment(s, source, 1 + (int)(act % 61) * 50);
    at.attached = arena_copy(&s->mem, name, (size_t)snprintf(name, sizeof name, "%u", act));
    return at;
}

/* Acts without end, and tells the number of each when it has returned. */
static void act_until_killed(struct scratch *s, unsigned from, int tell)
{
    for (unsigned act = from;; act++) {
        struct attachment at = numbered(s, act);

        if (!overlay_attach(s->o, &at, NULL) || write(tell, &act, sizeof act) != sizeof act)
            _exit(1);
        arena_reset(&s->mem);
    }
}

/* Lets a session act, and kills it some microseconds after its first act is acknowledged. The
 * number of its last acknowledged act. */
static unsigned kill_a_session(struct scratch *s, unsigned from, unsigned after_us)
{
    struct timespec pause = {0, (long)after_us * 1000};
    unsigned last = 0, told;
    int ends[2], status;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    if (child == 0)
        act_until_killed(s, from, ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
    nanosleep(&pause, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while (read(ends[0], &told, sizeof told) == sizeof told)
        last = told;
    close(ends[0]);
    return last;
}

/* Each source holds its last acknowledged act, or the one act that was under way; whole. */
static void expect_acts(struct scratch *s, unsigned last)
{
    for (unsigned k = 0; k < SOURCES && k <= last; k++) {
        struct attachment kept = numbered(s, last - (last - k) % SOURCES);
        struct attachment under_way = numbered(s, last + 1);

        assert_true(scratch_has(s, &kept) ||
                    (strcmp(under_way.source, kept.source) == 0 && scratch_has(s, &under_way)));
    }
    arena_reset(&s->mem);
}

static void a_killed_session_loses_no_acknowledged_act(void **state)
{
    struct scratch *s = *state;
    unsigned from = 0, seed = 4711;
    char journal[128];
    int n_midway = 0;

    snprintf(journal, sizeof journal, "%s-journal", s->path);
    for (int i = 0; i < 100; i++) {
        unsigned last;

        seed = seed * 1103515245u + 12345u;
        last = kill_a_session(s, from, (seed >> 16) % 15000);
        n_midway += access(journal, F_OK) == 0;
        expect_acts(s, last);
        assert_true(scratch_is_whole(s));
        from = last + 1;
    }
    printf("%u acts, killed in the midst of one %d times of 100\n", from, n_midway);
    assert_true(n_midway > 0); /* or nothing was tried */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_set_up, scratch_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(questions_make_nothing),
        TEST(a_file_without_content_is_an_overlay_to_come),
        TEST(what_is_made_is_for_the_user_alone),
        TEST(an_attachment_comes_back_as_it_went),
        TEST(an_attachment_takes_the_place_of_the_one_before),
        TEST(what_is_detached_leaves_nothing_behind),
        TEST(too_long_a_text_is_refused_before_anything_is_made),
        TEST(the_longest_text_is_kept),
        TEST(the_place_in_a_copy_is_remembered),
        TEST(each_dossier_has_its_session),
        TEST(sessions_long_past_are_forgotten),
        TEST(the_users_own_place_is_xdgs),
        TEST(sessions_at_once_lose_nothing),
        TEST(a_killed_session_loses_no_acknowledged_act),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
