/* Reading a whole file, within a limit. */
#include "nichiei/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_shown(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static bool refuse_large(const char *path, size_t max_bytes, struct err *e)
{
    return err_set(e, ERR_DATA, "%s: larger than %zu MiB; name a smaller file", file_shown(path),
                   max_bytes / (1024 * 1024));
}

static bool fail(const char *path, struct err *e)
{
    return err_set(e, ERR_DATA, "%s: cannot be read: %s; name a file that you may read",
                   file_shown(path), strerror(errno));
}

/* A pipe would be waited for, and a device has no end. */
static bool check_kind(const char *path, const struct stat *st, size_t max_bytes, struct err *e)
{
    if (S_ISDIR(st->st_mode))
        return err_set(e, ERR_DATA, "%s: a folder; name a file in it", path);
    if (!S_ISREG(st->st_mode))
        return err_set(e, ERR_DATA, "%s: no regular file; name one, or - to read standard input",
                       path);
    return (uintmax_t)st->st_size <= max_bytes || refuse_large(path, max_bytes, e);
}

bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *e)
{
    bool is_input = strcmp(path, "-") == 0;
    int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    size_t before_bytes = out->n_bytes;
    char some[64 * 1024];
    struct stat st;
    ssize_t got = 0;
    bool ok = fd >= 0 && fstat(fd, &st) == 0;

    if (!ok)
        fail(path, e);
    else if (!is_input)
        ok = check_kind(path, &st, max_bytes, e);
    while (ok && (got = read(fd, some, sizeof some)) > 0) {
        buf_add(out, some, (size_t)got);
        if (out->failed)
            ok = err_set(e, ERR_DATA, "%s: out of memory; name a smaller file", file_shown(path));
        else if (out->n_bytes - before_bytes > max_bytes) /* a pipe, or one that grows */
            ok = refuse_large(path, max_bytes, e);
    }
    if (ok && got < 0)
        ok = fail(path, e);
    if (fd >= 0 && !is_input)
        close(fd);
    return ok;
}
