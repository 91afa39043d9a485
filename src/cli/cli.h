/* What the commands share; private to the command line. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "nichiei/store/store.h"

#include "nichiei/model/corpus.h"

#include "nichiei/cli/options.h"

/* The dossier of --db, NICHIEI_DB, or the one inside this program. NULL with e. */
struct store *cli_open(const struct options *o, struct err *e);

/* Each command prints its answer on standard output and returns the exit code; on failure e says
 * why, and main prints that. */
int cmd_open(const struct options *o, struct err *e);
int cmd_list(const struct options *o, struct err *e);
int cmd_show(const struct options *o, struct err *e);
int cmd_build(const struct options *o, struct err *e);
int cmd_validate(const struct options *o, struct err *e);
int cmd_unpack(const struct options *o, struct err *e);
int cmd_keys(const struct options *o, struct err *e);

/* Writes to standard output; false with e if that fails (a full disk, a closed pipe). */
bool cli_write(const struct buf *out, struct err *e);

/* Appends a record as a JSON object with everything that the contract names for its kind. */
bool json_record(struct store *st, uint32_t n, struct buf *out, struct err *e);

/* Appends a string as JSON; controls and bidi controls as escapes, broken UTF-8 as U+FFFD. */
void json_string(struct buf *out, const char *s);

#endif
