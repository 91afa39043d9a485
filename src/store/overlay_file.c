/*
 * The folder and the file that are a user's own: where they are, and that nobody else reads them.
 *
 * As ssh does with its keys, what others may read is neither used nor quietly mended: the user
 * learns of it, and what command ends it.
 */
#include "nichiei/base/buf.h"

#include "overlay_in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The user's own place, owned; NULL if there is none. */
static char *own_path(void)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    struct buf path = {0};

    if (data && *data == '/') /* another is no place, says the standard */
        buf_printf(&path, "%s/nichiei/overlay.db", data);
    else if (home && *home == '/')
        buf_printf(&path, "%s/.local/share/nichiei/overlay.db", home);
    if (!path.failed)
        return path.bytes;
    buf_finish(&path);
    return NULL;
}

struct overlay *overlay_open(const char *path, struct err *e)
{
    struct overlay *o = calloc(1, sizeof *o);

    if (!o) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    o->path = path ? strdup(path) : own_path();
    o->patience_ms = OVERLAY_PATIENCE_MS;
    return o;
}

void overlay_close(struct overlay *o)
{
    if (!o)
        return;
    free(o->path);
    free(o);
}

void overlay_set_patience(struct overlay *o, int patience_ms)
{
    o->patience_ms = patience_ms;
}

/* Where the name of the file begins in the path; at 0 the folder is the working one. */
static size_t folder_bytes(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) : 0;
}

/* The folder as a path of its own, owned by the buffer. */
static void folder_of(const char *path, struct buf *folder)
{
    size_t n_bytes = folder_bytes(path);

    if (n_bytes)
        buf_add(folder, path, n_bytes);
    else
        buf_str(folder, *path == '/' ? "/" : ".");
}

/* A new entry outlives a power cut only once its folder is on the disk. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Makes a folder for the user alone, whatever the umask, if there is none; errno if not. */
static bool make_folder(const char *folder)
{
    struct stat status;
    struct buf above = {0};
    int failure;

    if (mkdir(folder, S_IRWXU) != 0) {
        failure = errno;
        if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode))
            return true;
        errno = failure;
        return false;
    }
    if (chmod(folder, S_IRWXU) != 0)
        return false;
    folder_of(folder, &above);
    sync_folder(buf_cstr(&above));
    buf_finish(&above);
    return true;
}

/* The same for the folder of the path and those above it. */
static bool make_folders(const char *path, struct err *e)
{
    size_t n_bytes = folder_bytes(path);
    struct buf folder = {0};
    bool ok = true;

    for (size_t i = 1; ok && i <= n_bytes; i++) {
        if (path[i] != '/' || path[i - 1] == '/')
            continue;
        buf_reset(&folder);
        buf_add(&folder, path, i);
        ok = make_folder(buf_cstr(&folder));
    }
    if (!ok && errno == EEXIST)
        err_set(e, ERR_DATA,
                "%s: no folder, as it must be for what is your own; move it away, or set "
                "XDG_DATA_HOME to a folder where you may write",
                buf_cstr(&folder));
    else if (!ok)
        err_set(e, ERR_DATA,
                "%s: this folder for what is your own cannot be made: %s; make it, or set "
                "XDG_DATA_HOME to a folder where you may write",
                buf_cstr(&folder), strerror(errno));
    buf_finish(&folder);
    return ok;
}

/* Belongs to this user, and nobody else gets at it. */
static bool is_private(const char *path, const struct stat *status, const char *mode, struct err *e)
{
    if (status->st_uid != geteuid())
        return err_set(e, ERR_DATA,
                       "%s: belongs to another user (uid %lu); set XDG_DATA_HOME to a folder of "
                       "your own",
                       path, (unsigned long)status->st_uid);
    if (status->st_mode & (S_IRWXG | S_IRWXO))
        return err_set(e, ERR_DATA,
                       "%s: open to other users (mode %04o), so it is not used; chmod %s %s", path,
                       (unsigned)status->st_mode & 07777, mode, path);
    return true;
}

static bool check_folder(const char *path, struct err *e)
{
    struct buf folder = {0};
    struct stat status;
    bool ok;

    folder_of(path, &folder);
    if (stat(buf_cstr(&folder), &status) == 0)
        ok = is_private(buf_cstr(&folder), &status, "700", e);
    else
        ok = err_set(e, ERR_DATA, "%s: cannot be used: %s; check that folder", buf_cstr(&folder),
                     strerror(errno));
    buf_finish(&folder);
    return ok;
}

/* A link would take the file, or its journal, out of the folder that is private. */
static bool check_file(const char *path, const struct stat *status, struct err *e)
{
    const char *what = S_ISLNK(status->st_mode)   ? "a symbolic link"
                       : S_ISDIR(status->st_mode) ? "a folder"
                                                  : "not a plain file";

    if (!S_ISREG(status->st_mode))
        return err_set(e, ERR_DATA,
                       "%s: %s, not the file of what is your own; move it away, or set "
                       "XDG_DATA_HOME to another folder",
                       path, what);
    return is_private(path, status, "600", e);
}

static bool make_file(const char *path, struct err *e)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool ok = fd >= 0 ? fchmod(fd, S_IRUSR | S_IWUSR) == 0 : errno == EEXIST;

    if (!ok)
        err_set(e, ERR_DATA,
                "%s: cannot be made: %s; make room or get leave to write there, or set "
                "XDG_DATA_HOME to another folder",
                path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return ok;
}

enum reach overlay_file(const struct overlay *o, bool making, struct err *e)
{
    struct stat status;
    bool there;

    if (!o->path) {
        if (!making)
            return REACH_NOTHING;
        err_set(e, ERR_DATA,
                "no place for what is your own: neither HOME nor XDG_DATA_HOME names a folder; "
                "set HOME");
        return REACH_FAILED;
    }
    there = lstat(o->path, &status) == 0;
    if (!there && errno != ENOENT && errno != ENOTDIR) {
        err_set(e, ERR_DATA, "%s: cannot be used: %s; check who owns the folders above it", o->path,
                strerror(errno));
        return REACH_FAILED;
    }
    if (!there && !making)
        return REACH_NOTHING;
    if (!there && !make_folders(o->path, e))
        return REACH_FAILED;
    if (!check_folder(o->path, e))
        return REACH_FAILED;
    if (!there && (!make_file(o->path, e) || lstat(o->path, &status) != 0))
        return REACH_FAILED;
    return check_file(o->path, &status, e) ? REACH_OPEN : REACH_FAILED;
}
