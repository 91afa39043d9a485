/* The command line's words: one table of options, one of commands; --help and the manual read them.
 */
#ifndef NICHIEI_CLI_OPTIONS_H
#define NICHIEI_CLI_OPTIONS_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

#include "nichiei/text/decode.h"

#include "nichiei/engine/say.h"

/* X(id, name, argument or "", help) */
#define OPTIONS(X)                                                                                 \
    X(DB, "db", "FILE", "read this dossier instead of the built-in one (also: NICHIEI_DB)")        \
    X(LANG, "lang", "ja|en|both", "language of names and labels (both)")                           \
    X(FORMAT, "format", "FORM", "table (default), json, ndjson, csv, tsv or md")                   \
    X(COLUMNS, "columns", "a,b", "columns to print, by field name (table, csv, tsv, md)")          \
    X(ON, "on", "DATE", "counterparts: as of that day, with the bodies of then")                   \
    X(OUTPUT, "output", "FILE", "build: the dossier to write (-o)")                                \
    X(VERSUS, "versus", "QUERY", "matrix: compare with what this query leaves")                    \
    X(TWICE, "twice", "", "matrix: the same partners in the same field twice")                     \
    X(ENCODING, "encoding", "NAME",                                                                \
      "attach, lint: how FILE is encoded, if that is not found right")                             \
    X(AMBIGUOUS, "ambiguous", "auto|1|2",                                                          \
      "columns of ambiguous characters (auto: ask the terminal)")                                  \
    X(FRESH, "fresh", "", "explorer: start without what the last session left")                    \
    X(NO_COLOR, "no-color", "", "no colours (also: NO_COLOR)")                                     \
    X(HELP, "help", "", "show this help")                                                          \
    X(VERSION, "version", "", "show the version")

/* X(id, name, arguments, help) */
#define COMMANDS(X)                                                                                \
    X(OPEN, "open", "[ID|QUERY]", "the explorer (the default)")                                    \
    X(LIST, "list", "KIND [QUERY]", "records of a kind that match a query")                        \
    X(SHOW, "show", "ID...", "everything known of a record, with its citations")                   \
    X(SEARCH, "search", "QUERY", "across all kinds, best first: where and how it was found")       \
    X(FACETS, "facets", "KIND [QUERY]", "values with counts, each as the query that makes it")     \
    X(MATRIX, "matrix", "ROWS COLS [QUERY]",                                                       \
      "counts of two fields against each other, and why empty")                                    \
    X(COUNTERPARTS, "counterparts", "[ACTOR...] [MATTER]",                                         \
      "who mirrors whom, on what, how surely")                                                     \
    X(LINT, "lint", "DRAFT...", "false friends in a text of yours: where, and what they mean")     \
    X(BUILD, "build", "DIR -o FILE", "compile a data package into a dossier")                      \
    X(VALIDATE, "validate", "DIR", "check a data package")                                         \
    X(UNPACK, "unpack", "DIR", "write the dossier back as a data package")                         \
    X(ATTACH, "attach", "[SOURCE [FILE]]", "keep your own copy of a source, or list the copies")   \
    X(DETACH, "detach", "SOURCE", "forget your copy of a source")                                  \
    X(KEYS, "keys", "", "the keys of the explorer")

enum command {
#define X(id, ...) COMMAND_##id,
    COMMANDS(X)
#undef X
        COMMAND_COUNT
};

enum format {
    FORMAT_TABLE,
    FORMAT_JSON,
    FORMAT_NDJSON,
    FORMAT_CSV,
    FORMAT_TSV,
    FORMAT_MD,
    FORMAT_COUNT
};

struct options {
    enum command command;
    char **args; /* what follows the command */
    int n_args;
    const char *db, *output, *columns, *on, *versus;
    enum display display;
    bool display_given; /* else the explorer's last session may have another */
    enum format format;
    enum encoding encoding; /* ENCODING_NONE: to be found */
    int ambiguous;          /* 0: ask the terminal */
    bool colour, fresh, twice, wants_help, wants_version;
};

/* Reads argv (which getopt may reorder); false with e (ERR_USAGE). */
bool options_read(struct options *o, int argc, char **argv, struct err *e);

/* The text of --help. */
void options_help(struct buf *out);

#endif
