/* Damaged dossiers: whatever bytes they hold, opening and reading them ends in a message. */
#include "nichiei/store/build.h"
#include "nichiei/store/store.h"

#include "package.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *named; /* a dossier to damage instead of the small one */
static struct package *package;
static char *good;
static size_t good_bytes;
static int n_flips = 500;

static int set_up(void **state)
{
    static struct heard heard;
    struct report rep = heard_report(&heard);
    struct err e = {0};

    package = package_new();
    (void)state;
    if (named) {
        n_flips = 50; /* each takes longer */
        good = file_read(named, &good_bytes);
        return good ? 0 : -1;
    }
    package_write(package);
    if (!build_dossier(package_dir(package), package_path(package, "db"), &rep, &e))
        return -1;
    good = file_read(package_path(package, "db"), &good_bytes);
    return good ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    free(good);
    package_free(package);
    return 0;
}

static bool read_record(struct store *st, struct arena *mem, uint32_t n, struct err *e)
{
    const char *const *values;
    struct edge *edges;
    struct row *rows;
    size_t n_edges, n_rows;
    struct record r;

    return store_record(st, mem, n, &r, e) && store_fields(st, mem, n, &values, e) &&
           store_edges(st, mem, n, false, &edges, &n_edges, e) &&
           store_edges(st, mem, n, true, &edges, &n_edges, e) &&
           store_rows(st, mem, schema_resource("citations"), "record", r.id, &rows, &n_rows, e) &&
           store_find(st, r.id, e);
}

/* Opens the file and reads all there is; the first error ends one record, not the rest. */
static bool read_everything(const char *path, struct err *first)
{
    struct store *st = store_open(path, first);
    struct arena mem = {0};
    const struct store_index *index;
    struct search_text t;
    uint32_t *at, *v;
    const char *text;

    if (!st)
        return false;
    if (store_index(st, &index, first))
        store_index_more(st, first);
    store_load_words(st, &mem, &at, &v, first);
    if (store_text_start(st, &mem, &t, first))
        while (!t.whole && store_text_more(st, &t, first))
            ;
    store_descriptor(st, &mem, &text, first);
    store_package_text(st, &mem, "title", &text, first);
    for (uint32_t n = 1; n <= store_n_records(st); n++) {
        struct err e = {0};

        arena_reset(&mem);
        if (!read_record(st, &mem, n, &e))
            err_set(first, e.code, "%s", e.text);
    }
    store_close(st);
    arena_finish(&mem);
    return !first->code;
}

/* Reads the damaged file. Whatever is wrong with it, the sentence names it. */
static void try_file(struct err *e)
{
    const char *path = package_path(package, "damaged");

    err_clear(e);
    if (!read_everything(path, e)) {
        assert_int_equal(e->code, ERR_DATA);
        assert_memory_equal(e->text, path, strlen(path));
    }
}

/* Tries the good file with one byte changed. */
static void try_byte(int fd, size_t at, char byte)
{
    struct err e = {0};

    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    try_file(&e);
    assert_int_equal(pwrite(fd, &good[at], 1, (off_t)at), 1);
}

static int write_damaged(size_t n_bytes)
{
    const char *path = package_path(package, "damaged");

    file_write(path, good, n_bytes);
    return open(path, O_WRONLY);
}

static void the_file_is_good_to_begin_with(void **state)
{
    struct err e = {0};

    (void)state;
    close(write_damaged(good_bytes));
    try_file(&e);
    assert_int_equal(e.code, ERR_NONE);
}

static void a_file_cut_short_is_told(void **state)
{
    struct err e = {0};

    (void)state;
    for (size_t i = 0; i <= 20; i++) {
        close(write_damaged(i < 20 ? good_bytes * i / 20 : good_bytes - 1));
        try_file(&e);
        assert_int_equal(e.code, ERR_DATA);
    }
}

/* The same numbers on every machine. */
static uint32_t dice(void)
{
    static uint64_t x = 2012;

    x = x * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(x >> 33);
}

static void a_flipped_byte_is_no_crash(void **state)
{
    int fd = write_damaged(good_bytes);

    (void)state;
    for (int i = 0; i < n_flips; i++) {
        size_t at = (size_t)dice() % good_bytes;

        try_byte(fd, at, (char)(good[at] ^ (1 << dice() % 8)));
    }
    close(fd);
}

/* The heads of the pages steer SQLite: each of their bytes, all bits of it. */
static void a_wrong_page_head_is_no_crash(void **state)
{
    int fd = write_damaged(good_bytes);

    (void)state;
    for (size_t at = 0; at < good_bytes && !named; at += 4096)
        for (size_t i = at ? 0 : 16; i < (at ? 12 : 116); i++)
            try_byte(fd, at + i, (char)~good[at + i]);
    close(fd);
}

/* The same from memory, as the program holds its own dossier. */
static void damage_in_memory_is_no_crash(void **state)
{
    (void)state;
    for (size_t i = 1; i < 20; i++) {
        struct err e = {0};
        size_t n_bytes = good_bytes * i / 20;
        unsigned char *part = malloc(n_bytes);
        struct store *st;

        memcpy(part, good, n_bytes);
        st = store_open_memory(part, n_bytes, &e);
        assert_null(st);
        assert_int_equal(e.code, ERR_DATA);
        store_close(st);
        free(part);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_good_to_begin_with),
        cmocka_unit_test(a_file_cut_short_is_told),
        cmocka_unit_test(a_flipped_byte_is_no_crash),
        cmocka_unit_test(a_wrong_page_head_is_no_crash),
        cmocka_unit_test(damage_in_memory_is_no_crash),
    };

    named = argc > 1 ? argv[1] : NULL;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
