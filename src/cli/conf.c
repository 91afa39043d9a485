/* Reading the configuration of a machine. */
#include "conf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 4096 };

/* The line without blanks at its ends and without its comment, which takes a line of its own. */
static char *trimmed(char *line)
{
    size_t n_bytes;

    line += strspn(line, " \t");
    n_bytes = strlen(line);
    while (n_bytes && strchr(" \t\r\n", line[n_bytes - 1]))
        n_bytes--;
    line[*line == '#' ? 0 : n_bytes] = '\0';
    return line;
}

/* One line "db = /path"; what is wrong with it, or NULL. */
static const char *take_line(char *line, struct buf *db)
{
    char *equals = strchr(line, '='), *value;

    if (!equals)
        return "not a setting";
    *equals = '\0';
    value = trimmed(equals + 1);
    if (strcmp(trimmed(line), "db") != 0)
        return "no such setting";
    if (*value != '/')
        return "not the whole path of a file";
    if (db->n_bytes)
        return "a second dossier";
    buf_str(db, value);
    return NULL;
}

bool conf_db(const char *path, struct buf *db, struct err *e)
{
    FILE *f = fopen(path, "r");
    const char *wrong = NULL;
    char line[LINE_BYTES];
    unsigned n_lines = 0;
    bool failed;

    if (!f && (errno == ENOENT || errno == ENOTDIR))
        return true;
    while (f && !wrong && fgets(line, sizeof line, f)) {
        char *text = trimmed(line);

        n_lines++;
        if (strlen(line) == sizeof line - 1)
            wrong = "too long";
        else if (*text)
            wrong = take_line(text, db);
    }
    failed = !f || ferror(f);
    if (failed)
        err_set(e, ERR_DATA,
                "%s: cannot be read: %s; correct the file, or name a dossier with --db", path,
                strerror(errno));
    if (f)
        fclose(f);
    if (wrong)
        err_set(e, ERR_DATA, "%s:%u: %s; write db = /path/of/a/dossier, once, or a # comment", path,
                n_lines, wrong);
    return !failed && !wrong;
}
