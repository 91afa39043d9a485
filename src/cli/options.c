/* Reading the command line. */
#include "nichiei/cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
#define X(id, ...) OPTION_##id,
    OPTIONS(X)
#undef X
        OPTION_COUNT
};

static const struct {
    const char *name, *argument, *help;
} option_table[OPTION_COUNT] = {
#define X(id, name, argument, help) {name, argument, help},
    OPTIONS(X)
#undef X
};

static const struct {
    const char *name, *arguments, *help;
} command_table[COMMAND_COUNT] = {
#define X(id, name, arguments, help) {name, arguments, help},
    COMMANDS(X)
#undef X
};

/* A value that must be one of a few words; their position. */
static bool word_value(const char *option, const char *value, const char *const *words, int n_words,
                       int *position, struct err *e)
{
    for (*position = 0; *position < n_words; ++*position)
        if (strcmp(words[*position], value) == 0)
            return true;
    return err_set(e, ERR_USAGE, "--%s %s: not one of its values; see `nichiei --help`", option,
                   value);
}

static bool take_option(struct options *o, enum option_id id, const char *value, struct err *e)
{
    static const char *const languages[] = {"both", "ja", "en"};
    static const char *const formats[FORMAT_COUNT] = {"table", "json", "ndjson",
                                                      "csv",   "tsv",  "md"};
    static const char *const widths[] = {"auto", "1", "2"};
    const char *name = option_table[id].name;
    int position = 0;

    switch (id) {
    case OPTION_DB:
        o->db = value;
        return true;
    case OPTION_OUTPUT:
        o->output = value;
        return true;
    case OPTION_ON:
        o->on = value;
        return true;
    case OPTION_LANG:
        if (!word_value(name, value, languages, 3, &position, e))
            return false;
        o->display = (enum display)position;
        o->display_given = true;
        return true;
    case OPTION_FORMAT:
        if (!word_value(name, value, formats, FORMAT_COUNT, &position, e))
            return false;
        o->format = (enum format)position;
        return true;
    case OPTION_COLUMNS:
        o->columns = value;
        return true;
    case OPTION_VERSUS:
        o->versus = value;
        return true;
    case OPTION_TWICE:
        o->twice = true;
        return true;
    case OPTION_ENCODING:
        o->encoding = encoding_named(value, e);
        return o->encoding != ENCODING_NONE;
    case OPTION_AMBIGUOUS:
        return word_value(name, value, widths, 3, &o->ambiguous, e);
    case OPTION_FRESH:
        o->fresh = true;
        return true;
    case OPTION_NO_COLOR:
        o->colour = false;
        return true;
    case OPTION_HELP:
        o->wants_help = true;
        return true;
    case OPTION_VERSION:
        o->wants_version = true;
        return true;
    case OPTION_COUNT:
        break;
    }
    return true;
}

/* How many letters one must change, add or drop to make b of a; words are short. */
static int distance(const char *a, const char *b)
{
    int row[32], n = (int)strlen(b);

    if (n >= 31 || strlen(a) >= 31)
        return 99;
    for (int j = 0; j <= n; j++)
        row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int diagonal = row[0];

        row[0] = i;
        for (int j = 1; j <= n; j++) {
            int change = diagonal + (a[i - 1] != b[j - 1]);
            int shorter = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;

            diagonal = row[j];
            row[j] = change < shorter ? change : shorter;
        }
    }
    return row[n];
}

/* Words that are asked for, however near they come to a command. */
static bool is_word_of_the_matter(const char *word)
{
    return strcmp(word, "attack") == 0 || strcmp(word, "attacks") == 0;
}

/* A slip of the finger in a command's name is not taken for a search. */
static bool check_slip(const struct options *o, struct err *e)
{
    if (o->command != COMMAND_OPEN || !o->n_args || strlen(o->args[0]) < 4 ||
        is_word_of_the_matter(o->args[0]))
        return true;
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (distance(o->args[0], command_table[i].name) <= 2 && i != COMMAND_OPEN)
            return err_set(e, ERR_USAGE,
                           "no command \"%s\"; did you mean %s? (to search: nichiei search %s)",
                           o->args[0], command_table[i].name, o->args[0]);
    return true;
}

/* The first word names a command; anything else is what to open. True if it was named. */
static bool take_command(struct options *o)
{
    for (int i = 0; o->n_args && i < COMMAND_COUNT; i++)
        if (strcmp(command_table[i].name, o->args[0]) == 0) {
            o->command = (enum command)i;
            o->args++;
            o->n_args--;
            return true;
        }
    return false;
}

/* The argument that getopt refuses: it has left it behind, unless more letters follow in it. */
static const char *bad_option(char **argv)
{
    const char *before = argv[optind - 1];

    if (optopt > 0 && optopt < 256 && (before[0] != '-' || !strchr(before, optopt)))
        return argv[optind];
    return before;
}

bool options_read(struct options *o, int argc, char **argv, struct err *e)
{
    struct option long_options[OPTION_COUNT + 1] = {{0}};
    const char *no_color = getenv("NO_COLOR"), *db = getenv("NICHIEI_DB");
    int c;

    *o = (struct options){.command = COMMAND_OPEN, .colour = !no_color || !*no_color};
    if (db && *db)
        o->db = db;
    for (int i = 0; i < OPTION_COUNT; i++) {
        long_options[i].name = option_table[i].name;
        long_options[i].has_arg = *option_table[i].argument ? required_argument : no_argument;
        long_options[i].val = 256 + i;
    }
    opterr = 0;
    while ((c = getopt_long(argc, argv, ":o:h", long_options, NULL)) != -1) {
        if (c == ':')
            return err_set(e, ERR_USAGE, "%s: needs a value; see `nichiei --help`",
                           bad_option(argv));
        if (c == '?')
            return err_set(e, ERR_USAGE,
                           "%s: no such option; see `nichiei --help` (before a query that begins "
                           "with -, write --)",
                           bad_option(argv));
        if (!take_option(o,
                         c == 'o'   ? OPTION_OUTPUT
                         : c == 'h' ? OPTION_HELP
                                    : (enum option_id)(c - 256),
                         optarg, e))
            return false;
    }
    o->args = argv + optind;
    o->n_args = argc - optind;
    return take_command(o) || check_slip(o, e);
}

void options_help(struct buf *out)
{
    buf_str(out, "nichiei (日英): explorer of the UK-Japan cyber partnership\n\n"
                 "usage: nichiei [options] [command]\n\ncommands\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        buf_printf(out, "  %-12s %-16s %s\n", command_table[i].name, command_table[i].arguments,
                   command_table[i].help);
    }
    buf_str(out, "\nKIND is one of activities events timeline actors themes types recommendations "
                 "items\nmilestones terms sources references figures findings pillars links "
                 "searches.\nQUERY: words, \"a phrase\", actor:NPA theme:ppp type:ccb rec:3.2, "
                 "-exclude, a,b for either.\n\noptions\n");
    for (int i = 0; i < OPTION_COUNT; i++)
        buf_printf(out, "  --%-10s %-15s %s\n", option_table[i].name, option_table[i].argument,
                   option_table[i].help);
    buf_str(out, "\nexit: 0 done, 1 nothing matched or a check failed, 2 usage, 3 bad data, "
                 "4 cannot use this terminal\n");
}
