/* Prints the parts of the manual that are tables of the program: options, or keys, as mdoc. */
#include "nichiei/model/action.h"

#include "nichiei/cli/options.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *argument, *help;
} options[] = {
#define X(id, name, argument, help) {name, argument, help},
    OPTIONS(X)
#undef X
};

/* A key's name with what roff would take for markup made plain. */
static void put_keys(const char *keys)
{
    for (const char *at = keys; *at; at++)
        if (*at == '-')
            fputs("\\-", stdout);
        else
            putchar(*at);
}

static void put_options(void)
{
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        printf(".It Fl -%s%s%s\n", options[i].name, *options[i].argument ? " Ar " : "",
               options[i].argument);
        printf("%c%s.\n", options[i].help[0] - 'a' + 'A', options[i].help + 1);
    }
}

static void put_actions(void)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        fputs(".It Sy \"\\&", stdout); /* a lone key may be roff's own */
        put_keys(actions[i].keys);
        fputs(actions[i].where & IN_PROMPT   ? "\"\nIn the prompt:\n"
              : actions[i].where == IN_FIND  ? "\"\nIn the search:\n"
              : actions[i].where == IN_CHIPS ? "\"\nOn the line of filters:\n"
                                             : "\"\n",
              stdout);
        printf("%s.\n", actions[i].help[LANG_EN]);
    }
}

int main(int argc, char **argv)
{
    puts(".Bl -tag -width Ds");
    if (argc == 2 && strcmp(argv[1], "options") == 0)
        put_options();
    else
        put_actions();
    puts(".El");
    return 0;
}
