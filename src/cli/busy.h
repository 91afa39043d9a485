/* While a command works for long: how far it is, and that it can be stopped. */
#ifndef CLI_BUSY_H
#define CLI_BUSY_H

#include "nichiei/store/report.h"

/* From here on SIGINT, SIGTERM and SIGHUP only ask to stop (unless they are ignored anyway). */
void busy_start(void);

/* A report's busy(): renews the line on standard error, if that is a terminal. ctx is not used. */
bool busy_step(void *ctx, const struct progress *p);

/* Takes the line away. */
void busy_end(void);

/* Lets the program end by the signal that asked it to stop, if one did, so that a shell knows that
 * it was interrupted; does not come back then. */
void busy_die(void);

#endif
