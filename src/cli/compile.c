/* The build's own tool: compiles data/ into the dossier that goes into the program. */
#include "nichiei/text/text.h"

#include "nichiei/store/build.h"

#include <stdio.h>

static void tell(void *ctx, const struct problem *p)
{
    struct arena mem = {0};
    struct text what = text_safe_str(&mem, p->what); /* it quotes the file */

    (void)ctx;
    fprintf(stderr, "%s:%u: %s: %.*s; %s\n", p->file, p->line, p->field ? p->field : "",
            (int)what.n_bytes, what.p, p->mend);
    arena_finish(&mem);
}

int main(int argc, char **argv)
{
    struct report rep = {.tell = tell};
    struct err e = {0};

    if (argc != 3) {
        fprintf(stderr, "usage: nichiei-compile DIR FILE\n");
        return ERR_USAGE;
    }
    if (build_dossier(argv[1], argv[2], &rep, &e))
        return 0;
    fprintf(stderr, "%s\n", e.text);
    return (int)e.code;
}
