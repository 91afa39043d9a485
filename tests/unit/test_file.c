/* Files that can be read, and all that cannot. */
#include "nichiei/base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

static char folder[] = "/tmp/nichiei-file-XXXXXX";

static char *in_folder(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static const char *written(const char *name, const char *bytes, size_t n_bytes)
{
    const char *path = in_folder(name);
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n_bytes, f), n_bytes);
    assert_int_equal(fclose(f), 0);
    return path;
}

static void assert_refused(const char *path, size_t max_bytes, const char *words)
{
    struct buf out = {0};
    struct err e = {0};

    assert_false(file_read(path, max_bytes, &out, &e));
    assert_int_equal(e.code, ERR_DATA);
    if (!strstr(e.text, words) || !strchr(e.text, ';'))
        fail_msg("\"%s\" instead of \"%s\"", e.text, words);
    buf_finish(&out);
}

static void a_file_is_read_whole(void **state)
{
    static char big[200 * 1024];
    struct buf out = {0};
    struct err e = {0};

    (void)state;
    memset(big, 'x', sizeof big);
    big[1] = '\0';
    buf_str(&out, "before");
    assert_true(file_read(written("big", big, sizeof big), sizeof big, &out, &e));
    assert_int_equal(out.n_bytes, 6 + sizeof big);
    assert_memory_equal(out.bytes + 6, big, sizeof big);
    buf_reset(&out);
    assert_true(file_read(written("empty", "", 0), 1, &out, &e));
    assert_int_equal(out.n_bytes, 0);
    assert_int_equal(e.code, ERR_NONE);
    buf_finish(&out);
}

static void a_large_file_is_refused_by_its_size(void **state)
{
    int fd = open(in_folder("sparse"), O_WRONLY | O_CREAT, 0600);

    (void)state;
    assert_int_equal(ftruncate(fd, (off_t)200 * 1024 * 1024), 0);
    close(fd);
    assert_refused(in_folder("sparse"), FILE_TEXT_BYTES, "sparse: larger than 32 MiB");
    assert_refused(written("three", "abc", 3), 2, "three: larger than");
}

static void what_is_no_file_is_refused(void **state)
{
    char path[128];

    (void)state;
    assert_refused(in_folder("none"), 9, "none: cannot be read: No such file");
    assert_refused(folder, 9, "a folder");
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    assert_refused(in_folder("pipe"), 9, "pipe: no regular file");
    assert_refused("/dev/zero", 9, "no regular file");
    snprintf(path, sizeof path, "%s/x", written("three", "abc", 3));
    assert_refused(path, 9, "Not a directory");
}

static void standard_input_may_be_a_pipe(void **state)
{
    int pipe_fd[2], kept = dup(STDIN_FILENO);
    struct buf out = {0};
    struct err e = {0};

    (void)state;
    for (size_t max_bytes = 5; max_bytes >= 4; max_bytes--) {
        assert_int_equal(pipe(pipe_fd), 0);
        assert_int_equal(write(pipe_fd[1], "piped", 5), 5);
        close(pipe_fd[1]);
        dup2(pipe_fd[0], STDIN_FILENO);
        close(pipe_fd[0]);
        if (max_bytes == 5) {
            assert_true(file_read("-", max_bytes, &out, &e));
            assert_string_equal(buf_cstr(&out), "piped");
        } else {
            assert_refused("-", max_bytes, "standard input: larger");
        }
    }
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    }
    buf_finish(&out);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"big", "empty", "sparse", "three", "pipe"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(in_folder(names[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(a_large_file_is_refused_by_its_size),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(standard_input_may_be_a_pipe),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
