/* Prints the parts of the manual that are tables of the program: options, or keys, as mdoc; and, a
 * line each, the fields of a query or the examples of the card that explains them. */
#include "nichiei/model/action.h"
#include "nichiei/model/syntax.h"

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
        fputs(actions[i].where & IN_PROMPT     ? "\"\nIn the prompt:\n"
              : actions[i].where == IN_CHOICES ? "\"\nIn its list of completions:\n"
              : actions[i].where == IN_CARD    ? "\"\nOn its card of how to ask:\n"
              : actions[i].where == IN_FIND    ? "\"\nIn the search:\n"
              : actions[i].where == IN_CHIPS   ? "\"\nOn the line of filters:\n"
                                               : "\"\n",
              stdout);
        printf("%s.\n", actions[i].help[LANG_EN]);
    }
}

/* The names of fields, or the examples that are queries. */
static void put_syntax(bool examples)
{
    for (size_t i = 0; i < SYNTAX_LINES; i++)
        if (examples)
            puts(syntax_lines[i].example);
        else if (syntax_lines[i].field != QUERY_TEXT)
            puts(query_field_name(syntax_lines[i].field));
}

int main(int argc, char **argv)
{
    if (argc == 2 && (strcmp(argv[1], "fields") == 0 || strcmp(argv[1], "examples") == 0)) {
        put_syntax(argv[1][0] == 'e');
        return 0;
    }
    puts(".Bl -tag -width Ds");
    if (argc == 2 && strcmp(argv[1], "options") == 0)
        put_options();
    else
        put_actions();
    puts(".El");
    return 0;
}
