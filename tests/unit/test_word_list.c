/* The list of words: each once for each field, and numbered in order at the end. */
#include "word_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char is[] = "is", has[] = "has";

static void a_word_is_found_again(void **state)
{
    struct word_list l = {0};
    char word[16];

    (void)state;
    for (int again = 0; again < 2; again++)
        for (uint32_t i = 0; i < 5000; i++) {
            snprintf(word, sizeof word, "%u", i / 2);
            assert_int_equal(word_list_find(&l, i % 2 ? is : has, word), i);
        }
    assert_int_equal(l.n_words, 5000);
    word_list_finish(&l);
    word_list_finish(&l);
}

static void numbers_follow_field_and_word(void **state)
{
    static const char *const words[] = {"b", "", "a", "\xE6\x97\xA5", "ab"};
    static const char *const stored[] = {"has ", "has a", "has ab", "has b", "has \xE6\x97\xA5",
                                         "is ",  "is a",  "is ab",  "is b",  "is \xE6\x97\xA5"};
    struct word_list l = {0};
    struct err e = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE word (v INTEGER PRIMARY KEY, field TEXT, word TEXT)", NULL, NULL,
                 NULL);
    for (int i = 0; i < 5; i++) {
        word_list_find(&l, is, words[i]);
        word_list_find(&l, has, words[i]);
    }
    assert_true(word_list_store(&l, db, &e));
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT field || ' ' || word FROM word ORDER BY v", -1, &q, NULL),
        SQLITE_OK);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(sqlite3_step(q), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(q, 0), stored[i]);
    }
    assert_int_equal(sqlite3_step(q), SQLITE_DONE);
    assert_int_equal(l.word[word_list_find(&l, is, "b")].v, 9);
    sqlite3_finalize(q);
    sqlite3_close(db);
    word_list_finish(&l);
}

static void no_words_are_no_rows(void **state)
{
    struct word_list l = {0};
    struct err e = {0};
    sqlite3 *db = NULL;

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_false(word_list_store(&l, db, &e)); /* there is no table */
    assert_int_equal(e.code, ERR_DATA);
    err_clear(&e);
    sqlite3_exec(db, "CREATE TABLE word (v INTEGER PRIMARY KEY, field TEXT, word TEXT)", NULL, NULL,
                 NULL);
    assert_true(word_list_store(&l, db, &e));
    sqlite3_close(db);
    word_list_finish(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_again),
        cmocka_unit_test(numbers_follow_field_and_word),
        cmocka_unit_test(no_words_are_no_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
