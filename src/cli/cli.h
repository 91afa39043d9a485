/* What the commands share; private to the command line. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "nichiei/text/text.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/corpus.h"

#include "nichiei/cli/options.h"

/* The dossier of --db, NICHIEI_DB, /etc/nichiei.conf, or the one inside this program. NULL with e.
 */
struct store *cli_open(const struct options *o, struct err *e);

/* Each command prints its answer on standard output and returns the exit code; on failure e says
 * why, and main prints that. */
int cmd_open(const struct options *o, struct err *e);
int cmd_list(const struct options *o, struct err *e);
int cmd_show(const struct options *o, struct err *e);
int cmd_search(const struct options *o, struct err *e);
int cmd_facets(const struct options *o, struct err *e);
int cmd_matrix(const struct options *o, struct err *e);
int cmd_twice(const struct options *o, struct err *e); /* matrix --twice */
int cmd_counterparts(const struct options *o, struct err *e);
int cmd_build(const struct options *o, struct err *e);
int cmd_validate(const struct options *o, struct err *e);
int cmd_unpack(const struct options *o, struct err *e);
int cmd_lint(const struct options *o, struct err *e);
int cmd_keys(const struct options *o, struct err *e);
int cmd_attach(const struct options *o, struct err *e);
int cmd_detach(const struct options *o, struct err *e);

/* Writes to standard output; false with e if that fails (a full disk, a closed pipe). */
bool cli_write(const struct buf *out, struct err *e);

/* Columns of the terminal on standard output, or 0 if there is none. */
int terminal_cols(void);

/* What `list` and `facets` ask: a kind (KIND_NONE for the timeline) and a query, from arguments. */
struct request {
    enum kind kind;
    struct query query;
    struct corpus *corpus; /* has been asked */
};
bool request_read(struct request *r, struct store *st, const struct options *o, struct err *e);
void request_finish(struct request *r);

/* Appends the terms of the arguments from `first` on. */
bool request_parse(struct query *q, struct store *st, const struct options *o, int first,
                   struct err *e);

/* Prints records in the form and with the columns that the options ask for. */
struct rows {
    const uint32_t *n;
    size_t n_rows, n_possible; /* n_possible: what a date may also mean */
    size_t n_more;             /* how many stand behind those in n */

    /* NULL, or a column that is no field of the records: its value in a row, NULL for another
     * column, or with e. */
    const char *(*computed)(void *ctx, size_t row, const char *column, struct arena *a,
                            struct err *e);
    void *ctx; /* of computed */
};
bool print_records(struct store *st, const struct rows *rows, const struct options *o,
                   struct buf *out, struct err *e);

/* Values that are no records', in every form; all of them C strings. */
struct values {
    int n_cols;
    const char *const *names; /* of the columns */
    const bool *is_number;    /* what JSON has as a number, null where it is "" */
    size_t n_rows;
    const char *const *values; /* row by row */
};
void print_values(const struct values *v, enum format format, struct buf *out);

/* The same in the form that the options ask for, with the columns that they name if it is no JSON.
 * False with e (ERR_USAGE) if one of those is not among them. */
bool print_chosen(const struct values *v, const struct options *o, struct buf *out, struct err *e);

/* How a hit is marked: not at all where no terminal shows it, without colour by weight alone. */
struct marks {
    const char *on, *off;
};
struct marks print_marks(const struct options *o);

/* Lays text out in aligned columns, two blanks apart; empty columns vanish. */
struct grid {
    int n_cols;
    size_t n_rows;
    const struct text *cells; /* row by row */
};
void print_grid(const struct grid *g, struct buf *out);

/* The text, and blanks up to cols columns. */
void print_padded(struct buf *out, struct text t, int cols);

/* "-- 12 +4?; caveat": how many, how many more may be, and what the source says of its list. */
void print_caveat(struct buf *out, const struct rows *rows, const struct options *o,
                  const char *before);

/*
 * One named value of a record as it is stored: a field; the names of what a field refers to
 * (theme_name_ja); a list of the joins of its kind, ids or names (actors, actors_name_en);
 * aliases; citations; caveat. NULL with e (ERR_USAGE) if the kind has no such column.
 */
const char *column_value(struct store *st, const struct record *r, const char *column,
                         struct arena *a, struct err *e);

/* Appends all columns of a kind, comma-separated: what --columns may name, and what exports hold.
 */
void column_names(enum kind kind, struct buf *out);

/* A list that a kind's records carry with them: the rows of a join, by its name in JSON. */
struct array {
    enum kind kind;
    const char *name, *resource;
    const char *own, *other; /* fields of the join: this record, and the one at the other end */
    const char *only;        /* NULL, a role, or with a colon the kind of the other end */
    const char *id_name;     /* what JSON calls the other end's id */
    const char *members[8];  /* fields of the join that JSON shows as well */
};
extern const struct array arrays[];
extern const size_t n_arrays;
bool array_holds(const struct array *a, const struct resource *r, const char *const *values);

/* Appends a record as a JSON object with everything that the contract names for its kind. */
bool json_record(struct store *st, uint32_t n, struct buf *out, struct err *e);

/* Parts of it: the brace that opens it with id, kind and name; the citations as a member. */
void json_head(const struct record *r, struct buf *out);
bool json_citations(struct store *st, const char *id, struct buf *out, struct err *e);

/* Appends a string as JSON; controls and bidi controls as escapes, broken UTF-8 as U+FFFD. */
void json_string(struct buf *out, const char *s);

#endif
