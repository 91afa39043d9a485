/* The explorer as it was left: from the user's overlay, and back into it. */
#ifndef CLI_RESUME_H
#define CLI_RESUME_H

#include "nichiei/model/session.h"

#include "nichiei/cli/options.h"

struct resume {
    struct overlay *overlay; /* the app's; NULL: no session is taken up, and none left */
    struct arena mem;
    const char *dossier;  /* whose session */
    struct session begun; /* what the app was like when it began */
    struct err failed;    /* why there was no session to be read, though there may be one */
};

/* Brings a new app to where the last session was left, unless the options want otherwise. What
 * fails is kept for resume_save(); a word of it is left to the reader. */
void resume_begin(struct resume *r, struct app *app, const struct options *o);

/* Leaves the session, if anything changed, for the next one. False with e if one could not be read
 * or cannot be left; whatever was kept before stays. */
bool resume_save(struct resume *r, struct app *app, struct err *e);

void resume_finish(struct resume *r); /* fine on a zeroed one */

#endif
