/* Compiling a data package: its files, all faults in one run, the same bytes, never half a file. */
#include "nichiei/store/build.h"

#include "package.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct heard heard;

static int set_up(void **state)
{
    *state = package_new();
    return 0;
}

static int tear_down(void **state)
{
    package_free(*state);
    return 0;
}

static const char *in_dir(struct package *p, const char *file)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", package_dir(p), file);
    return path;
}

/* Replaces the first `from` in a file of the package; a NUL stands for the byte \1 in `to`. */
static void edit(struct package *p, const char *file, const char *from, const char *to)
{
    size_t n_bytes;
    char *text = file_read(in_dir(p, file), &n_bytes), *at;
    struct buf edited = {0};

    assert_non_null(text);
    at = strstr(text, from);
    assert_non_null(at);
    buf_add(&edited, text, (size_t)(at - text));
    for (; *to; to++)
        buf_char(&edited, *to == '\1' ? '\0' : *to);
    at += strlen(from);
    buf_str(&edited, at);
    file_write(in_dir(p, file), buf_cstr(&edited), edited.n_bytes);
    buf_finish(&edited);
    free(text);
}

static bool build(struct package *p, const char *out, struct err *e)
{
    struct report rep = heard_report(&heard);

    return build_dossier(package_dir(p), package_path(p, out), &rep, e);
}

static bool exists(struct package *p, const char *name)
{
    return access(package_path(p, name), F_OK) == 0;
}

/* The folder beside the package holds nothing but it: no half dossier, no temporary file. */
static void expect_nothing_left(struct package *p)
{
    char command[256];

    snprintf(command, sizeof command, "test \"$(ls -A '%s')\" = data", package_path(p, "."));
    assert_int_equal(system(command), 0);
}

static bool same_files(struct package *p, const char *a, const char *b)
{
    size_t a_bytes, b_bytes;
    char *in_a = file_read(package_path(p, a), &a_bytes);
    char *in_b = file_read(package_path(p, b), &b_bytes);
    bool same = in_a && in_b && a_bytes == b_bytes && memcmp(in_a, in_b, a_bytes) == 0;

    free(in_a);
    free(in_b);
    return same;
}

/* A fault in the files themselves: told once, and nothing is written. */
static void expect_fault(struct package *p, const char *file, uint32_t line, const char *field,
                         const char *word)
{
    struct err e = {0};

    assert_false(build(p, "out", &e));
    assert_int_equal(e.code, ERR_DATA);
    assert_true(heard_of(&heard, SEVERITY_ERROR, file, line, field, word));
    assert_int_equal(heard_count(&heard, SEVERITY_ERROR), 1);
    expect_nothing_left(p);
}

static void a_header_names_the_columns_in_order(void **state)
{
    package_write(*state);
    edit(*state, "terms.csv", "name_ja,name_en", "name_en,name_ja");
    expect_fault(*state, "terms.csv", 1, "name_ja", "header has \"name_en\" as column 2");
    package_write(*state);
    edit(*state, "terms.csv", ",checked\n", "\n");
    expect_fault(*state, "terms.csv", 1, "checked", "header has \"nothing\"");
    package_write(*state);
    edit(*state, "terms.csv", ",checked\n", ",checked,more\n");
    expect_fault(*state, "terms.csv", 1, "nothing", "header has \"more\"");
    package_write(*state);
    edit(*state, "terms.csv", "id,", "id\1x,");
    expect_fault(*state, "terms.csv", 1, "id", "header has");
}

static void a_row_has_as_many_fields_as_the_header(void **state)
{
    package_write(*state);
    edit(*state, "terms.csv", "term:ccb,", "term:ccb,,");
    expect_fault(*state, "terms.csv", 2, NULL, "fields instead of");
    package_write(*state);
    edit(*state, "terms.csv", ",2025-01-31\n", "\n");
    expect_fault(*state, "terms.csv", 2, NULL, "fields instead of");
    package_write(*state);
    edit(*state, "terms.csv", "\nterm:ccb", "\n\nterm:ccb");
    expect_fault(*state, "terms.csv", 2, NULL, "0 fields instead of");
    assert_non_null(strstr(heard.problem[0].mend, "blank line"));
}

static void what_is_no_csv_is_told(void **state)
{
    package_write(*state);
    edit(*state, "terms.csv", "id,", "\xEF\xBB\xBFid,");
    expect_fault(*state, "terms.csv", 1, NULL, "byte order mark");
    package_write(*state);
    edit(*state, "terms.csv", "term:ccb,", "\"term:ccb,");
    expect_fault(*state, "terms.csv", 2, NULL, "not closed");
    package_write(*state);
    edit(*state, "terms.csv", "term:ccb,", "term:\"ccb,");
    expect_fault(*state, "terms.csv", 2, NULL, "quote");
    package_write(*state);
    edit(*state, "terms.csv", "English", "Eng\1lish");
    expect_fault(*state, "terms.csv", 2, "name_en", "NUL");
}

static void every_file_must_be_there(void **state)
{
    package_write(*state);
    unlink(in_dir(*state, "terms.csv"));
    expect_fault(*state, "terms.csv", 0, NULL, "No such file");
    mkdir(in_dir(*state, "terms.csv"), 0777);
    expect_fault(*state, "terms.csv", 0, NULL, "is a directory");
    rmdir(in_dir(*state, "terms.csv"));
    file_write(in_dir(*state, "terms.csv"), "", 0);
    expect_fault(*state, "terms.csv", 0, NULL, "is empty");
}

static void the_descriptor_is_json_and_names_all_resources(void **state)
{
    package_write(*state);
    unlink(in_dir(*state, "datapackage.json"));
    expect_fault(*state, "datapackage.json", 0, NULL, "No such file");
    package_write(*state);
    edit(*state, "datapackage.json", "{", "");
    expect_fault(*state, "datapackage.json", 0, NULL, "no JSON object");
    file_write(in_dir(*state, "datapackage.json"), "[]\n", 3);
    expect_fault(*state, "datapackage.json", 0, NULL, "no JSON object");
    package_write(*state);
    edit(*state, "datapackage.json", "\n}\n", "\n}\n\1");
    expect_fault(*state, "datapackage.json", 0, NULL, "no JSON object");
    package_write(*state);
    edit(*state, "datapackage.json", "\"terms\"", "\"words\"");
    expect_fault(*state, "datapackage.json", 0, "terms", "missing");
    package_write(*state);
    edit(*state, "datapackage.json", "\"meaning_jp_ja\"", "\"meaning\"");
    expect_fault(*state, "datapackage.json", 0, "terms", "other fields");
}

static void what_is_no_package_is_told(void **state)
{
    struct report rep = heard_report(&heard);
    struct err e = {0};

    assert_false(build_dossier("/nowhere", package_path(*state, "out"), &rep, &e));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "datapackage.json", 0, NULL, "No such file"));
    assert_non_null(strstr(e.text, "/nowhere: "));
}

/* One fault of each sort, and each is told in the one run, with nothing else. */
static void all_faults_are_told_in_one_run(void **state)
{
    struct package *p = *state;
    struct err e = {0};
    uint32_t both, neither, uncited, again, joined;

    package_set(p, "actors", 2, "category", "spy");
    package_set(p, "activities", 3, "date", "May");
    package_set(p, "events", 2, "summary_ja", "");
    package_set(p, "bearings", 2, "recommendation", "rec:9.9");
    both = package_line(p, "citations", "link:gap");
    package_set(p, "citations", both, "reference", "ref:paper:1");
    neither = package_line(p, "citations", "pillar:uk-1");
    package_set(p, "citations", neither, "source", "");
    uncited = package_add(p, "findings", "id=finding:uncited");
    package_set(p, "citations", package_line(p, "citations", "finding:uncited"), "record",
                "finding:first");
    again = package_add(p, "themes", "id=theme:talks");
    joined = package_add(p, "event_actors", "event=event:later|actor=actor:npa|role=host");
    package_set(p, "figures", 2, "value", "many");
    package_set(p, "sources", 3, "url", "example");
    package_set(p, "aliases", 2, "language", "");
    package_set(p, "reference_sources", 2, "locator", "shelf=1");
    package_set(p, "recommendations", 2, "note_en", "one language");
    package_set(p, "recommendation_actors", 2, "actor", "event:later");
    package_set(p, "references", 2, "checked", "today");
    package_write(p);
    edit(p, "terms.csv", "English", "Eng\1lish");
    edit(p, "items.csv", "item:1.1-body,", "item:1.1-body,,");
    edit(p, "links.csv", "\nlink:gap", "\n\nlink:gap");
    edit(p, "searches.csv", "query", "question");
    unlink(in_dir(p, "retired.csv"));
    edit(p, "milestones.csv", "id,", "\xEF\xBB\xBFid,");
    edit(p, "types.csv", "type:dialogue,", "\"type:dialogue,");
    edit(p, "datapackage.json", "\"pillars\"", "\"columns\"");
    edit(p, "pillars.csv", ",1,", ",first,");

    assert_false(build(p, "out", &e));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "actors.csv", 2, "category", "spy"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "activities.csv", 3, "date", "May"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "events.csv", 2, "summary_ja", "empty"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "bearings.csv", 2, "recommendation", "rec:9.9"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "citations.csv", both, "source", "not exactly"));
    assert_true(
        heard_of(&heard, SEVERITY_ERROR, "citations.csv", neither, "source", "not exactly"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "findings.csv", uncited, "id", "no citation"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "themes.csv", again, "id", "repeats the id"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "event_actors.csv", joined, NULL, "repeats"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "figures.csv", 2, "value", "not a number"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "sources.csv", 3, "url", "not an address"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "aliases.csv", 2, "language", "empty"));
    assert_true(
        heard_of(&heard, SEVERITY_ERROR, "reference_sources.csv", 2, "locator", "not a locator"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "recommendations.csv", 2, "note_ja", "missing"));
    assert_true(
        heard_of(&heard, SEVERITY_ERROR, "recommendation_actors.csv", 2, "actor", "that kind"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "references.csv", 2, "checked", "not a day"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "terms.csv", 2, "name_en", "NUL"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "items.csv", 2, NULL, "fields instead"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "links.csv", 3, NULL, "0 fields"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "searches.csv", 1, "query", "question"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "retired.csv", 0, NULL, "No such file"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "milestones.csv", 1, NULL, "byte order mark"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "types.csv", 2, NULL, "not closed"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "datapackage.json", 0, "pillars", "missing"));
    assert_true(heard_of(&heard, SEVERITY_ERROR, "pillars.csv", 2, "number", "whole number"));
    assert_int_equal(heard_count(&heard, SEVERITY_ERROR), 25);
    assert_non_null(strstr(e.text, "25 errors"));
    expect_nothing_left(p);
}

static void doubtful_text_does_not_stop_a_build(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_set(p, "actors", 2, "name_en", "esc \033]0;x\007");
    package_set(p, "actors", 3, "name_en", "bidi \xE2\x80\xAE");
    package_set(p, "actors", 4, "name_en", "broken \xE3\x81");
    package_write(p);
    assert_true(build(p, "out", &e));
    assert_int_equal(e.code, ERR_NONE);
    for (uint32_t line = 2; line <= 4; line++)
        assert_true(heard_of(&heard, SEVERITY_WARNING, "actors.csv", line, "name_en", "holds"));
    assert_true(exists(p, "out"));
}

static void the_same_package_gives_the_same_bytes(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_write(p);
    assert_true(build(p, "one", &e));
    package_write(p); /* newer files */
    assert_true(build(p, "two", &e));
    assert_true(same_files(p, "one", "two"));
}

static void the_file_says_what_it_is(void **state)
{
    static const unsigned char want[] = {0x6E, 0x69, 0x63, 0x68};
    struct package *p = *state;
    struct err e = {0};
    size_t n_bytes;
    char *bytes;

    package_write(p);
    assert_true(build(p, "out", &e));
    bytes = file_read(package_path(p, "out"), &n_bytes);
    assert_memory_equal(bytes, "SQLite format 3", 16);
    assert_memory_equal(bytes + 68, want, 4);
    assert_int_equal(bytes[63], SCHEMA_VERSION);
    assert_int_equal(bytes[18], 1); /* a rollback journal, never WAL */
    free(bytes);
}

static void a_failed_build_leaves_the_old_file_alone(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_write(p);
    assert_true(build(p, "out", &e));
    assert_true(build(p, "copy", &e));
    package_set(p, "actors", 2, "checked", "today");
    package_write(p);
    assert_false(build(p, "out", &e));
    assert_true(same_files(p, "out", "copy"));
    err_clear(&e);
    package_set(p, "actors", 2, "checked", "2025-02-01");
    package_write(p);
    assert_true(build(p, "out", &e));
    assert_false(same_files(p, "out", "copy"));
}

/* Asks to stop at the n-th time it is asked. */
static bool stop_at(void *ctx, const struct progress *p)
{
    int *left = ctx;

    assert_true(p->stage <= STAGE_WRITING);
    return --*left <= 0;
}

/* Whenever it is: the old file is as it was, and nothing lies beside it. */
static void a_stopped_build_leaves_all_as_it_was(void **state)
{
    struct package *p = *state;
    struct err e = {0};
    bool built, stopped = true;
    int n = 1;

    package_write(p);
    for (; stopped; n++) {
        int left = n;
        struct report rep = {.busy = stop_at, .ctx = &left};

        err_clear(&e);
        built = build_dossier(package_dir(p), package_path(p, "out"), &rep, &e);
        assert_int_not_equal(built, rep.stopped);
        stopped = rep.stopped;
        if (stopped) {
            assert_int_equal(e.code, ERR_DATA);
            expect_nothing_left(p);
        }
    }
    assert_true(n > schema_n_resources); /* after each file at least */
    assert_true(build(p, "copy", &e));
    assert_true(same_files(p, "out", "copy"));
}

static bool note_stage(void *ctx, const struct progress *p)
{
    unsigned *stages = ctx;

    *stages |= 1U << p->stage;
    return false;
}

static void a_build_tells_how_far_it_is(void **state)
{
    unsigned stages = 0;
    struct report rep = {.busy = note_stage, .ctx = &stages};
    struct err e = {0};

    package_write(*state);
    assert_true(build_dossier(package_dir(*state), package_path(*state, "out"), &rep, &e));
    assert_true(stages & 1U << STAGE_READING);
    assert_true(stages & 1U << STAGE_WRITING);
    assert_null(rep.progress.file);
}

/* The checks stand for the keys that are not enforced row by row; the file could enforce them. */
static void all_keys_of_a_built_file_hold(void **state)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    struct err e = {0};

    package_write(*state);
    assert_true(build(*state, "out", &e));
    assert_int_equal(sqlite3_open(package_path(*state, "out"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_DONE);
    sqlite3_finalize(q);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(q, 0), "ok");
    sqlite3_finalize(q);
    sqlite3_close(db);
}

static void a_check_counts_and_writes_nothing(void **state)
{
    struct package *p = *state;
    struct report rep = heard_report(&heard);
    struct err e = {0};

    package_write(p);
    assert_true(build_check(package_dir(p), &rep, &e));
    assert_int_equal(rep.n_rows[schema_resource("actors") - schema_resources], 3);
    assert_int_equal(rep.n_rows[schema_resource("retired") - schema_resources], 1);
    expect_nothing_left(p);
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_write(p);
    assert_false(build(p, "none/out", &e));
    assert_int_equal(e.code, ERR_DATA);
    assert_non_null(strstr(e.text, "none/out: cannot be written"));
    expect_nothing_left(p);
    err_clear(&e);
    assert_false(build(p, "data", &e));
    assert_non_null(strstr(e.text, "data: cannot be written: Is a directory"));
    expect_nothing_left(p);
}

/* Runs `work` in a child process; what it returns. */
static int in_child(int (*work)(struct package *), struct package *p)
{
    int status = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0)
        _exit(work(p));
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256;
}

static int build_on_a_full_disk(struct package *p)
{
    const struct rlimit limit = {32768, 32768};
    struct err e = {0};

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    return !build(p, "out", &e) && e.code == ERR_DATA ? 0 : 1;
}

static void a_full_disk_leaves_nothing(void **state)
{
    package_write(*state);
    assert_int_equal(in_child(build_on_a_full_disk, *state), 0);
    expect_nothing_left(*state);
}

static int build_as_ordinary_user(struct package *p)
{
    struct err e = {0};

    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 2;
    return !build(p, "out", &e) && strstr(e.text, "out: cannot be written") ? 0 : 1;
}

static void a_folder_without_permission_is_told(void **state)
{
    package_write(*state);
    chmod(package_path(*state, "."), 0555);
    assert_int_equal(in_child(build_as_ordinary_user, *state), 0);
    chmod(package_path(*state, "."), 0755);
    expect_nothing_left(*state);
}

#define WITH_PACKAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PACKAGE(a_header_names_the_columns_in_order),
        WITH_PACKAGE(a_row_has_as_many_fields_as_the_header),
        WITH_PACKAGE(what_is_no_csv_is_told),
        WITH_PACKAGE(every_file_must_be_there),
        WITH_PACKAGE(the_descriptor_is_json_and_names_all_resources),
        WITH_PACKAGE(what_is_no_package_is_told),
        WITH_PACKAGE(all_faults_are_told_in_one_run),
        WITH_PACKAGE(doubtful_text_does_not_stop_a_build),
        WITH_PACKAGE(the_same_package_gives_the_same_bytes),
        WITH_PACKAGE(the_file_says_what_it_is),
        WITH_PACKAGE(a_failed_build_leaves_the_old_file_alone),
        WITH_PACKAGE(a_stopped_build_leaves_all_as_it_was),
        WITH_PACKAGE(a_build_tells_how_far_it_is),
        WITH_PACKAGE(all_keys_of_a_built_file_hold),
        WITH_PACKAGE(a_check_counts_and_writes_nothing),
        WITH_PACKAGE(a_place_that_cannot_be_written_is_named),
        WITH_PACKAGE(a_full_disk_leaves_nothing),
        WITH_PACKAGE(a_folder_without_permission_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
