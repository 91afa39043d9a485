/* The machine's own choice: /etc/nichiei.conf, lines "db = /path/of/a/dossier" and # comments. */
#ifndef CLI_CONF_H
#define CLI_CONF_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#ifndef NICHIEI_CONF
#define NICHIEI_CONF "/etc/nichiei.conf"
#endif

/* Appends the path of the dossier that the file at path names; nothing if there is no such file or
 * it names none. False with e (ERR_DATA) if it cannot be read, or for its first bad line. */
bool conf_db(const char *path, struct buf *db, struct err *e);

#endif
