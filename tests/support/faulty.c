/* A VFS of SQLite's that passes everything on to the usual one, but for the fault that is set. */
#include "faulty.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

static sqlite3_vfs *sound;
static struct fault fault;
static int n_steps;
static bool struck;

struct faulty_file {
    sqlite3_file base;
    sqlite3_file *real; /* stands behind this struct */
};

static sqlite3_file *real(sqlite3_file *f)
{
    return ((struct faulty_file *)(void *)f)->real;
}

/* Does this step fail? */
static bool strikes(unsigned where)
{
    if (!fault.at || !(fault.where & where))
        return false;
    n_steps++;
    if (n_steps != fault.at && !(fault.stays && n_steps > fault.at))
        return false;
    struck = true;
    return true;
}

static int f_close(sqlite3_file *f)
{
    return real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
}

static int f_read(sqlite3_file *f, void *bytes, int n_bytes, sqlite3_int64 at)
{
    return strikes(FAULTY_READ) ? fault.rc : real(f)->pMethods->xRead(real(f), bytes, n_bytes, at);
}

/* Half of what is to be written gets there. */
static int f_write(sqlite3_file *f, const void *bytes, int n_bytes, sqlite3_int64 at)
{
    bool fails = strikes(FAULTY_WRITE);
    int rc = real(f)->pMethods->xWrite(real(f), bytes, fails ? n_bytes / 2 : n_bytes, at);

    return fails ? fault.rc : rc;
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return strikes(FAULTY_OTHER) ? fault.rc : real(f)->pMethods->xTruncate(real(f), size);
}

static int f_sync(sqlite3_file *f, int flags)
{
    return strikes(FAULTY_OTHER) ? fault.rc : real(f)->pMethods->xSync(real(f), flags);
}

static int f_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real(f)->pMethods->xFileSize(real(f), size);
}

static int f_lock(sqlite3_file *f, int lock)
{
    return real(f)->pMethods->xLock(real(f), lock);
}

static int f_unlock(sqlite3_file *f, int lock)
{
    return real(f)->pMethods->xUnlock(real(f), lock);
}

static int f_reserved(sqlite3_file *f, int *is)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), is);
}

static int f_control(sqlite3_file *f, int op, void *arg)
{
    if (op != SQLITE_FCNTL_LAST_ERRNO || !struck)
        return real(f)->pMethods->xFileControl(real(f), op, arg);
    *(int *)arg = fault.system;
    return SQLITE_OK;
}

static int f_sector(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}

static int f_traits(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, /* no shared memory, no mapping */
    .xClose = f_close,
    .xRead = f_read,
    .xWrite = f_write,
    .xTruncate = f_truncate,
    .xSync = f_sync,
    .xFileSize = f_size,
    .xLock = f_lock,
    .xUnlock = f_unlock,
    .xCheckReservedLock = f_reserved,
    .xFileControl = f_control,
    .xSectorSize = f_sector,
    .xDeviceCharacteristics = f_traits,
};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
    struct faulty_file *file = (struct faulty_file *)(void *)f;
    int rc;

    (void)v;
    file->base.pMethods = NULL;
    file->real = (sqlite3_file *)(void *)(file + 1);
    if (flags & SQLITE_OPEN_MAIN_JOURNAL && strikes(FAULTY_OTHER))
        return SQLITE_CANTOPEN;
    rc = sound->xOpen(sound, name, file->real, flags, out);
    if (rc == SQLITE_OK)
        file->base.pMethods = &methods;
    return rc;
}

static int v_delete(sqlite3_vfs *v, const char *name, int sync)
{
    (void)v;
    return strikes(FAULTY_OTHER) ? fault.rc : sound->xDelete(sound, name, sync);
}

static int v_last_error(sqlite3_vfs *v, int n_bytes, char *text)
{
    (void)v;
    return struck ? fault.system : sound->xGetLastError(sound, n_bytes, text);
}

void faulty_install(void)
{
    static sqlite3_vfs faulty;

    sound = sqlite3_vfs_find(NULL);
    faulty = *sound;
    faulty.zName = "faulty";
    faulty.szOsFile = sound->szOsFile + (int)sizeof(struct faulty_file);
    faulty.xOpen = v_open;
    faulty.xDelete = v_delete;
    faulty.xGetLastError = v_last_error;
    sqlite3_vfs_register(&faulty, 1);
}

void faulty_set(const struct fault *f)
{
    fault = f ? *f : (struct fault){0};
    n_steps = 0;
    struck = false;
}

bool faulty_struck(void)
{
    return struck;
}
