/* Prints the text of a copy as the overlay holds it: copytext SOURCE-ID. Exit code 1 if there is
 * none. */
#include "nichiei/store/overlay.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct err e = {0};
    struct arena mem = {0};
    struct attachment at;
    bool found = false;
    struct overlay *ov = argc == 2 ? overlay_open(NULL, &e) : NULL;

    if (ov && overlay_attachment(ov, &mem, argv[1], true, &at, &found, &e) && found)
        fwrite(at.text, 1, at.n_bytes, stdout);
    if (e.code)
        fprintf(stderr, "copytext: %s\n", e.text);
    overlay_close(ov);
    arena_finish(&mem);
    return found ? 0 : 1;
}
