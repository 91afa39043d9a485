/* Packed columns as they are written: chunks, their order, and numbers of each width. */
#include "derive.h"
#include "pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static int set_up(void **state)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    *state = db;
    return sqlite3_exec(db, "CREATE TABLE packed (name TEXT, chunk INTEGER, bytes BLOB)", NULL,
                        NULL, NULL);
}

static int tear_down(void **state)
{
    return sqlite3_close(*state);
}

/* The only value of a query, as text. */
static const char *value(sqlite3 *db, const char *sql)
{
    static char text[128];
    sqlite3_stmt *q = NULL;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    snprintf(text, sizeof text, "%s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    return text;
}

static void numbers_are_little_endian(void **state)
{
    struct err e = {0};
    struct pack p;

    pack_begin(&p, *state, PACK_TABLE, "n");
    pack_number(&p, 0x01020304, 4);
    pack_number(&p, 0xFFFFFFFF, 4);
    pack_number(&p, 0x105, 1);
    assert_true(pack_end(&p, &e));
    assert_string_equal(value(*state, "SELECT hex(bytes) FROM packed"), "04030201FFFFFFFF05");
}

/* Whole chunks, and then what is left; bytes go on over their ends. */
static void chunks_are_full_but_the_last(void **state)
{
    const size_t n_bytes = 2 * PACK_CHUNK_BYTES + 1;
    char *bytes = malloc(n_bytes);
    struct err e = {0};
    struct pack p;

    memset(bytes, 'x', n_bytes);
    pack_begin(&p, *state, PACK_TABLE, "t");
    pack_bytes(&p, "ab", 2);
    pack_bytes(&p, bytes, n_bytes - 2);
    assert_int_equal(p.n_bytes, n_bytes);
    assert_true(pack_end(&p, &e));
    assert_string_equal(
        value(*state, "SELECT group_concat(chunk || ':' || length(bytes), ' ') FROM packed"),
        "0:1048576 1:1048576 2:1");
    free(bytes);
}

static void a_full_chunk_is_the_last_one_too(void **state)
{
    struct err e = {0};
    struct pack p;

    pack_begin(&p, *state, PACK_TABLE, "t");
    for (size_t i = 0; i < PACK_CHUNK_BYTES / 4; i++)
        pack_number(&p, 7, 4);
    assert_true(pack_end(&p, &e));
    assert_string_equal(value(*state, "SELECT count(*) FROM packed"), "1");
}

static void nothing_is_no_chunk(void **state)
{
    struct err e = {0};
    struct pack p;

    pack_begin(&p, *state, PACK_TABLE, "t");
    pack_bytes(&p, "", 0);
    assert_true(pack_end(&p, &e));
    assert_string_equal(value(*state, "SELECT count(*) FROM packed"), "0");
    assert_true(pack_end(&p, &e)); /* fine twice */
}

static void a_failed_write_is_told_at_the_end(void **state)
{
    struct err e = {0};
    struct pack p;

    pack_begin(&p, *state, "\"nowhere\"", "t");
    pack_bytes(&p, "x", 1);
    assert_false(pack_end(&p, &e));
    assert_int_equal(e.code, ERR_DATA);
}

/* Offsets: records without rows start where the next one does, those behind the last too. */
static void rows_are_counted_by_record(void **state)
{
    const struct packing what = {
        "SELECT column1, column2 FROM (VALUES (2, 10), (2, 11), (4, 12))", "at", {{"v", 1}}, 5};
    struct err e = {0};

    assert_true(derive_pack(*state, &what, &e));
    assert_string_equal(value(*state, "SELECT hex(bytes) FROM packed WHERE name = 'v'"), "0A0B0C");
    assert_string_equal(value(*state, "SELECT hex(bytes) FROM packed WHERE name = 'at'"),
                        "000000000000000002000000020000000300000003000000");
}

#define WITH_DB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DB(numbers_are_little_endian),         WITH_DB(chunks_are_full_but_the_last),
        WITH_DB(a_full_chunk_is_the_last_one_too),  WITH_DB(nothing_is_no_chunk),
        WITH_DB(a_failed_write_is_told_at_the_end), WITH_DB(rows_are_counted_by_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
