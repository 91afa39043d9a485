/* Writing a dossier back: the package is the same as before, and builds to the same bytes. */
#include "nichiei/store/build.h"
#include "nichiei/store/store.h"

#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

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

static void build(struct package *p, const char *dir, const char *out)
{
    static struct heard heard;
    struct report rep = heard_report(&heard);
    struct err e = {0};

    if (!build_dossier(package_path(p, dir), package_path(p, out), &rep, &e))
        fail_msg("%s", e.text);
}

static bool unpack(struct package *p, const char *db, const char *dir, struct err *e)
{
    struct store *st = store_open(package_path(p, db), e);
    bool ok = st && build_unpack(st, package_path(p, dir), e);

    store_close(st);
    return ok;
}

static void expect_same_file(struct package *p, const char *a, const char *b)
{
    size_t a_bytes, b_bytes;
    char *in_a = file_read(package_path(p, a), &a_bytes);
    char *in_b = file_read(package_path(p, b), &b_bytes);

    assert_non_null(in_a);
    assert_non_null(in_b);
    assert_int_equal(a_bytes, b_bytes);
    assert_memory_equal(in_a, in_b, a_bytes);
    free(in_a);
    free(in_b);
}

/* Builds data, unpacks and builds again: same dossier; and same CSV, if it was canonical. */
static void expect_round_trip(struct package *p, bool canonical)
{
    struct err e = {0};

    build(p, "data", "one");
    assert_true(unpack(p, "one", "again", &e));
    build(p, "again", "two");
    expect_same_file(p, "one", "two");
    assert_true(unpack(p, "two", "third", &e));
    for (int i = 0; i < schema_n_resources; i++) {
        char name[3][128];

        snprintf(name[0], sizeof name[0], "data/%s.csv", schema_resources[i].name);
        snprintf(name[1], sizeof name[1], "again/%s.csv", schema_resources[i].name);
        snprintf(name[2], sizeof name[2], "third/%s.csv", schema_resources[i].name);
        expect_same_file(p, name[1], name[2]);
        if (canonical)
            expect_same_file(p, name[0], name[1]);
    }
    expect_same_file(p, "again/datapackage.json", "third/datapackage.json");
}

static void the_small_package_comes_back(void **state)
{
    package_write(*state);
    expect_round_trip(*state, true);
}

static void every_kind_of_text_comes_back(void **state)
{
    static const char *const texts[] = {
        "\"",       "a,b",      "two\nlines",         "a\r",
        "\rb",      " blanks ", "ＮＣＳＣ、か\u3099", "\033[31m",
        "\xFF\xFE", "'",        "=1+1; --",           "葛\U000E0100城",
        "%s%n"};
    struct package *p = *state;
    char fields[128];

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        uint32_t line;

        snprintf(fields, sizeof fields, "id=term:text-%zu", i);
        line = package_add(p, "terms", fields);
        package_set(p, "terms", line, "name_en", texts[i]);
    }
    package_write(p);
    expect_round_trip(p, true);
}

static void what_is_written_otherwise_settles(void **state)
{
    static const char head[] = "id,retired_on,replaced_by,why_ja,why_en\r\n",
                      row[] = "\"activity:nought\",2025-01-31,,\"二\r\r\n行\",\"say \"\"no\"\"\"";
    struct package *p = *state;
    char text[256];

    package_write(p);
    snprintf(text, sizeof text, "%s%s", head, row);
    file_write(package_path(p, "data/retired.csv"), text, strlen(text));
    expect_round_trip(p, false);
}

static void the_descriptor_keeps_what_others_put_there(void **state)
{
    static const char *const members[] = {
        "\"name\": \"small\"",
        "\"version\": 1.10",
        "\"public\": true",
        "\"hidden\": false",
        "\"nothing\": null",
        "\"title\": \"\\u65e5\u82f1 \\\"x\\\"\"",
        "\"large\": 12345678901234567890",
        "\"licenses\": [{\"name\": \"CC-BY-4.0\"}]",
    };
    struct package *p = *state;
    struct buf edited = {0};
    size_t n_bytes;
    char *json;

    package_write(p);
    json = file_read(package_path(p, "data/datapackage.json"), &n_bytes);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        buf_printf(&edited, "%s%s,\n", i ? "  " : "{\n  ", members[i]);
    buf_str(&edited, strstr(json, "  \"resources\""));
    file_write(package_path(p, "data/datapackage.json"), buf_cstr(&edited), edited.n_bytes);
    free(json);
    buf_finish(&edited);
    expect_round_trip(p, true);
    json = file_read(package_path(p, "again/datapackage.json"), &n_bytes);
    for (size_t i = 0; i + 1 < sizeof members / sizeof members[0]; i++)
        assert_non_null(strstr(json, members[i]));
    free(json);
}

static void nothing_of_the_user_s_is_overwritten(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_write(p);
    build(p, "data", "db");
    assert_false(unpack(p, "db", "data", &e));
    assert_int_equal(e.code, ERR_DATA);
    assert_non_null(strstr(e.text, "not empty; name a new or empty folder"));
    err_clear(&e);
    assert_false(unpack(p, "db", "db", &e));
    assert_non_null(strstr(e.text, "db: cannot be used: Not a directory"));
    err_clear(&e);
    assert_false(unpack(p, "db", "none/data", &e));
    assert_non_null(strstr(e.text, "none/data: cannot be used: No such file"));
}

static void an_empty_folder_is_used(void **state)
{
    struct package *p = *state;
    struct err e = {0};

    package_write(p);
    build(p, "data", "db");
    assert_int_equal(mkdir(package_path(p, "empty"), 0777), 0);
    assert_true(unpack(p, "db", "empty", &e));
    expect_same_file(p, "data/actors.csv", "empty/actors.csv");
}

static void a_folder_without_permission_is_told(void **state)
{
    struct package *p = *state;
    int status = -1;
    pid_t child;

    package_write(p);
    build(p, "data", "db");
    chmod(package_path(p, "."), 0555);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct err e = {0};

        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        _exit(!unpack(p, "db", "new", &e) && strstr(e.text, "Permission denied") ? 0 : 1);
    }
    waitpid(child, &status, 0);
    chmod(package_path(p, "."), 0755);
    assert_int_equal(status, 0);
}

#define WITH_PACKAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PACKAGE(the_small_package_comes_back),
        WITH_PACKAGE(every_kind_of_text_comes_back),
        WITH_PACKAGE(what_is_written_otherwise_settles),
        WITH_PACKAGE(the_descriptor_keeps_what_others_put_there),
        WITH_PACKAGE(nothing_of_the_user_s_is_overwritten),
        WITH_PACKAGE(an_empty_folder_is_used),
        WITH_PACKAGE(a_folder_without_permission_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
