/*
 * What the terminal must show: draws the explorer into frames, without a terminal, and writes each
 * as text, after no key and after each key, into the files 0, 1, 2 … of a folder. The place of the
 * terminal's cursor, "row column" or "off", goes into the files 0.cursor, 1.cursor ….
 *
 *   framedump DOSSIER COLS ROWS FOLDER "KEYS" [AMBIGUOUS]
 *
 * KEYS as fixture_keys() takes them.
 */
#include "nichiei/text/locale.h"
#include "nichiei/text/width.h"

#include "golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *create(const char *folder, int nth, const char *suffix)
{
    char path[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/%d%s", folder, nth, suffix);
    f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

static void dump(const struct screen *s, const char *folder, int nth)
{
    FILE *f = create(folder, nth, "");

    for (int row = 0; row < s->rows; row++)
        fprintf(f, "%s\n", screen_row(s, row));
    fclose(f);
    f = create(folder, nth, ".cursor");
    if (s->frame.cursor_row < 0)
        fprintf(f, "off\n");
    else
        fprintf(f, "%d %d\n", s->frame.cursor_row, s->frame.cursor_col);
    fclose(f);
}

int main(int argc, char **argv)
{
    struct screen *s;
    int nth = 0;

    if (argc < 6 || !locale_use_utf8(NULL))
        return 2;
    width_set_ambiguous(argc > 6 ? atoi(argv[6]) : 1);
    s = screen_open(argv[1], DISPLAY_BOTH, atoi(argv[2]), atoi(argv[3]));
    dump(s, argv[4], nth);
    for (char *key = strtok(argv[5], " "); key; key = strtok(NULL, " ")) {
        fixture_keys(s->fx, key);
        dump(s, argv[4], ++nth);
    }
    screen_close(s);
    return 0;
}
