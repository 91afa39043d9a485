/* Opening what may come from anyone: each wrong file gives its sentence, and nothing is written. */
#include "nichiei/store/build.h"
#include "nichiei/store/store.h"

#include "package.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static int set_up(void **state)
{
    static struct heard heard;
    struct report rep = heard_report(&heard);
    struct package *p = package_new();
    struct err e = {0};

    package_write(p);
    *state = p;
    return build_dossier(package_dir(p), package_path(p, "db"), &rep, &e) ? 0 : -1;
}

static int tear_down(void **state)
{
    package_free(*state);
    return 0;
}

static bool use(struct store *st, struct err *e)
{
    struct arena mem = {0};
    const struct store_index *index;
    struct search_text t;
    uint32_t *at, *v;
    const char *text;
    bool ok = store_index(st, &index, e) && store_index_more(st, e) &&
              store_load_words(st, &mem, &at, &v, e) && store_text_start(st, &mem, &t, e);

    while (ok && !t.whole)
        ok = store_text_more(st, &t, e);
    ok = ok && store_descriptor(st, &mem, &text, e);
    arena_finish(&mem);
    return ok;
}

/* The file cannot be used: one line that names it, says why and what to do. */
static void expect_refused(const char *path, const char *why)
{
    struct err e = {0};
    struct store *st = store_open(path, &e);

    if (st) {
        assert_false(use(st, &e));
        store_close(st);
    }
    assert_int_equal(e.code, ERR_DATA);
    assert_memory_equal(e.text, path, strlen(path));
    if (!strstr(e.text, why))
        fail_msg("\"%s\" is not in: %s", why, e.text);
    assert_non_null(strchr(e.text, ';')); /* the mend */
    assert_null(strchr(e.text, '\n'));
}

static void expect_good(const char *path)
{
    struct err e = {0};
    struct store *st = store_open(path, &e);

    if (!st || !use(st, &e))
        fail_msg("%s", e.text);
    store_close(st);
}

/* Runs SQL on the dossier, as someone with the sqlite3 shell might. */
static void tamper(struct package *p, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;

    assert_int_equal(sqlite3_open(package_path(p, "db"), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static void a_dossier_opens(void **state)
{
    expect_good(package_path(*state, "db"));
    store_close(NULL);
}

static void what_is_no_plain_file_is_refused(void **state)
{
    struct package *p = *state;

    expect_refused(package_path(p, "none"), "No such file or directory");
    expect_refused(package_path(p, "db/none"), "Not a directory");
    expect_refused(package_path(p, "data"), "a folder, not a dossier file");
    assert_int_equal(mkfifo(package_path(p, "pipe"), 0666), 0);
    expect_refused(package_path(p, "pipe"), "not a plain file");
    expect_refused("", "No such file or directory");
}

static void another_file_is_no_dossier(void **state)
{
    struct package *p = *state;
    sqlite3 *db = NULL;

    file_write(package_path(p, "empty"), "", 0);
    expect_refused(package_path(p, "empty"), "not a nichiei dossier");
    file_write(package_path(p, "text"), "id,name\n", 8);
    expect_refused(package_path(p, "text"), "not a nichiei dossier");
    expect_refused(package_path(p, "data/citations.csv"), "not a nichiei dossier");
    assert_int_equal(sqlite3_open(package_path(p, "other"), &db), SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE record (n); PRAGMA user_version = 1", NULL, NULL, NULL);
    sqlite3_close(db);
    expect_refused(package_path(p, "other"), "not a nichiei dossier");
    tamper(p, "PRAGMA application_id = 1");
    expect_refused(package_path(p, "db"), "not a nichiei dossier");
}

static void another_version_is_told_from_damage(void **state)
{
    struct package *p = *state;

    tamper(p, "PRAGMA user_version = 1000");
    expect_refused(package_path(p, "db"), "written by a newer nichiei (dossier version 1000");
    tamper(p, "PRAGMA user_version = 0");
    expect_refused(package_path(p, "db"), "written by an older nichiei (dossier version 0");
    tamper(p, "PRAGMA user_version = -5");
    expect_refused(package_path(p, "db"), "older");
}

/* Nothing in a dossier is code: what could be is not run, and such a file is not opened at all. */
static void a_file_with_more_in_it_is_refused(void **state)
{
    static const char *const extras[] = {
        "CREATE TRIGGER t AFTER INSERT ON actors BEGIN SELECT load_extension('x'); END",
        "CREATE VIEW v AS SELECT * FROM actors",
        "CREATE TABLE more (x)",
        "CREATE INDEX i ON actors(name_ja) WHERE id > 'x'",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "DROP INDEX citations_record",
        "DROP TABLE aliases",
        "ALTER TABLE actors ADD COLUMN secret TEXT",
        "DROP TABLE aliases; CREATE VIEW aliases AS SELECT 1",
    };

    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        if (i) {
            tear_down(state);
            set_up(state);
        }
        tamper(*state, extras[i]);
        expect_refused(package_path(*state, "db"), "tables are not as they should be");
    }
}

static void values_that_cannot_be_are_damage(void **state)
{
    static const char *const changes[] = {
        "UPDATE record SET n = 90000000 WHERE n = 1",
        "DELETE FROM record",
        "UPDATE packed SET bytes = x'' WHERE name = 'kind'",
        "UPDATE packed SET bytes = CAST(x'FF' || substr(bytes, 2) AS BLOB) WHERE name = 'kind'",
        "UPDATE packed SET bytes = CAST(x'00' || bytes AS BLOB) WHERE name = 'kind'",
        "UPDATE packed SET bytes = zeroblob(length(bytes) - 1) WHERE name = 'first_day'",
        "UPDATE packed SET bytes = zeroblob(length(bytes) + 4) WHERE name = 'last_day'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'edge_to'",
        "UPDATE packed SET bytes = zeroblob(4 * length(bytes)) WHERE name = 'edge_to'",
        "UPDATE packed SET bytes = x'' WHERE name = 'edge_relation'",
        "UPDATE packed SET bytes = CAST(x'FF' || substr(bytes, 2) AS BLOB) WHERE name = "
        "'edge_relation'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'from_at'",
        "UPDATE packed SET bytes = CAST(x'01' || substr(bytes, 2) AS BLOB) WHERE name = 'from_at'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'into_at'",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, 4) || x'FFFFFFFF' || substr(bytes, 9) AS "
        "BLOB) WHERE name = 'into_at'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'into_from'",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, 7) || x'7F' || substr(bytes, 9) AS BLOB) "
        "WHERE name = 'into_from'",
        "UPDATE packed SET bytes = CAST(x'FF' || substr(bytes, 2) AS BLOB) WHERE name = "
        "'into_relation'",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'FF' AS BLOB) "
        "WHERE name = 'into_relation'",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'01' AS BLOB) "
        "WHERE name = 'into_from'",
        "UPDATE packed SET chunk = 1 WHERE name = 'kind'",
        "UPDATE packed SET name = 'other' WHERE name = 'names'",
        "INSERT INTO packed VALUES ('names', 1, x'00')",
        "INSERT INTO packed VALUES ('names', -1, x'00')",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'41' AS BLOB) "
        "WHERE name = 'names'",
        "UPDATE packed SET bytes = CAST(substr(bytes, 1, 4) || substr(bytes, 1, 4) || "
        "substr(bytes, 9) AS BLOB) WHERE name = 'prose_at'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'names_sound_at'",
        "DELETE FROM packed WHERE name = 'prose_sound'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'word_v'",
        "UPDATE packed SET bytes = zeroblob(length(bytes)) WHERE name = 'word_at'",
        "UPDATE packed SET bytes = CAST(x'FFFFFF7F' || substr(bytes, 5) AS BLOB) WHERE name = "
        "'word_v'",
        "DELETE FROM word WHERE v = (SELECT max(v) FROM word)",
        "DELETE FROM packed",
        "DELETE FROM packed WHERE name = 'edge_relation'",
    };

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        if (i) {
            tear_down(state);
            set_up(state);
        }
        tamper(*state, changes[i]);
        expect_refused(package_path(*state, "db"), "damaged dossier");
    }
}

/* What only shows when the record is asked for is a message then. */
static void a_broken_record_is_told_when_it_is_read(void **state)
{
    struct package *p = *state;
    struct err e = {0};
    struct store *st;
    struct arena mem = {0};
    const char *const *values;
    struct edge *edges;
    size_t n_edges;
    struct record r;

    tamper(p, "UPDATE record SET kind = 77 WHERE n = 1;"
              "UPDATE record SET row = 5000 WHERE n = 2;"
              "DELETE FROM record WHERE n = 3;"
              "UPDATE edge SET to_n = 5000 WHERE from_n = 3");
    st = store_open(package_path(p, "db"), &e);
    assert_non_null(st);
    assert_false(store_record(st, &mem, 3, &r, &e));
    err_clear(&e);
    assert_false(store_record(st, &mem, 1, &r, &e));
    assert_non_null(strstr(e.text, "damaged dossier"));
    err_clear(&e);
    assert_false(store_fields(st, &mem, 2, &values, &e));
    assert_non_null(strstr(e.text, "damaged dossier"));
    err_clear(&e);
    assert_false(store_edges(st, &mem, 3, false, &edges, &n_edges, &e));
    assert_non_null(strstr(e.text, "damaged dossier"));
    store_close(st);
    arena_finish(&mem);
}

/* WAL would write beside the file; read-only media have no room for that. */
static void a_file_in_wal_mode_is_read_or_told(void **state)
{
    struct package *p = *state;
    struct err e = {0};
    struct store *st;

    tamper(p, "PRAGMA journal_mode = WAL");
    st = store_open(package_path(p, "db"), &e);
    assert_true(st || e.code == ERR_DATA);
    store_close(st);
}

static int as_ordinary_user(struct package *p, bool readable)
{
    pid_t child = fork();
    int status = -1;

    assert_true(child >= 0);
    if (child == 0) {
        struct err e = {0};
        struct store *st;

        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        st = store_open(package_path(p, "db"), &e);
        if (readable)
            _exit(st && use(st, &e) ? 0 : 1);
        _exit(!st && strstr(e.text, "Permission denied; check the path") ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256;
}

static void permissions_are_respected(void **state)
{
    struct package *p = *state;

    chmod(package_path(p, "db"), 0);
    chmod(package_path(p, "."), 0755);
    assert_int_equal(as_ordinary_user(p, false), 0);
    chmod(package_path(p, "db"), 0444);
    assert_int_equal(as_ordinary_user(p, true), 0);
    chmod(package_path(p, "."), 0);
    assert_int_equal(as_ordinary_user(p, false), 0);
    chmod(package_path(p, "."), 0755);
}

/* In a folder where nothing may be made, as on read-only media; and the file stays as it was. */
static int lock_for_writing(const char *path)
{
    sqlite3 *db;
    int rc;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    rc = sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

static void what_is_held_is_read_as_one(void **state)
{
    const char *path = package_path(*state, "db");
    struct err e = {0};
    struct store *st = store_open(path, &e);

    assert_non_null(st);
    assert_true(use(st, &e));
    assert_int_equal(lock_for_writing(path), SQLITE_OK); /* between two answers nobody waits */
    assert_true(store_hold(st, &e));
    assert_true(use(st, &e));
    assert_int_equal(lock_for_writing(path), SQLITE_BUSY);
    store_release(st);
    store_release(st); /* fine twice */
    assert_int_equal(lock_for_writing(path), SQLITE_OK);
    assert_true(store_hold(st, &e));
    assert_true(use(st, &e));
    assert_int_equal(lock_for_writing(path), SQLITE_BUSY);
    store_close(st);
    assert_int_equal(lock_for_writing(path), SQLITE_OK);
}

static void reading_needs_no_place_to_write(void **state)
{
    struct package *p = *state;
    struct stat before, after;
    size_t n_before, n_after;
    char *bytes, *again;

    chmod(package_path(p, "db"), 0644);
    assert_int_equal(stat(package_path(p, "db"), &before), 0);
    bytes = file_read(package_path(p, "db"), &n_before);
    chmod(package_path(p, "."), 0555);
    assert_int_equal(as_ordinary_user(p, true), 0);
    chmod(package_path(p, "."), 0755);
    expect_good(package_path(p, "db"));
    assert_int_equal(stat(package_path(p, "db"), &after), 0);
    again = file_read(package_path(p, "db"), &n_after);
    assert_int_equal(before.st_mtime, after.st_mtime);
    assert_int_equal(n_before, n_after);
    assert_memory_equal(bytes, again, n_before);
    assert_int_not_equal(access(package_path(p, "db-journal"), F_OK), 0);
    assert_int_not_equal(access(package_path(p, "db-wal"), F_OK), 0);
    free(bytes);
    free(again);
}

#define WITH_DOSSIER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DOSSIER(a_dossier_opens),
        WITH_DOSSIER(what_is_no_plain_file_is_refused),
        WITH_DOSSIER(another_file_is_no_dossier),
        WITH_DOSSIER(another_version_is_told_from_damage),
        WITH_DOSSIER(a_file_with_more_in_it_is_refused),
        WITH_DOSSIER(values_that_cannot_be_are_damage),
        WITH_DOSSIER(a_broken_record_is_told_when_it_is_read),
        WITH_DOSSIER(a_file_in_wal_mode_is_read_or_told),
        WITH_DOSSIER(permissions_are_respected),
        WITH_DOSSIER(what_is_held_is_read_as_one),
        WITH_DOSSIER(reading_needs_no_place_to_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
