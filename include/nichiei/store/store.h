/*
 * An open dossier, read-only. The only door to SQLite: everything above sees records, numbers and
 * C strings. A dossier may come from anyone, so nothing in it is trusted to be well-formed text:
 * what is shown passes through text_safe() first.
 */
#ifndef NICHIEI_STORE_STORE_H
#define NICHIEI_STORE_STORE_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/store/relation.h"
#include "nichiei/store/schema.h"

#include <stdint.h>

enum lang { LANG_JA, LANG_EN, LANG_COUNT };

struct store;

/*
 * Opens a dossier file, or one that lies in memory (bytes are borrowed until store_close).
 * NULL with e (ERR_DATA) if it is missing, unreadable, no dossier, damaged in its head, or of a
 * newer version than this program.
 */
struct store *store_open(const char *path, struct err *e);
struct store *store_open_memory(const unsigned char *bytes, size_t n_bytes, struct err *e);
void store_close(struct store *st); /* fine on NULL */

/*
 * Keeps the file's read lock from the next reading until store_close: all answers are of one state
 * of it, and a command that reads much need not ask for the lock each time, which costs more than
 * the reading. An explorer that stays open holds it for one key at most: who writes to the file
 * would have to wait for it. False with e.
 */
bool store_hold(struct store *st, struct err *e);

/* Gives it back, for an explorer that held it for one key. Fine if it is not held. */
void store_release(struct store *st);

/*
 * A record as lists show it. Records are numbered from 1 to store_n_records() in display order:
 * the timeline (activities and events by date, undated last), then actors and the other kinds.
 * Strings are C strings in the caller's arena, "" if the dossier leaves them empty.
 */
struct record {
    uint32_t n;
    enum kind kind;
    const char *id;
    const char *name[LANG_COUNT];
    const char *label;  /* A01, NCSC, 3.2: what stands before the name */
    const char *aspect; /* the word that classes it: phase, country, form, … */
    const char *date;   /* EDTF */
    int32_t first_day, last_day;
};

uint32_t store_n_records(const struct store *st);

/* The number of the record with this id, 0 if there is none (or, with e set, on failure). */
uint32_t store_find(struct store *st, const char *id, struct err *e);

/* Fills out; false with e if n is out of range or the file is damaged. */
bool store_record(struct store *st, struct arena *a, uint32_t n, struct record *out, struct err *e);

/* All fields of a record in its own resource, in the order of schema_of_kind(kind)->fields;
 * *values is an array in the arena, "" where empty. */
bool store_fields(struct store *st, struct arena *a, uint32_t n, const char *const **values,
                  struct err *e);

/* One step from a record to another, seen from either end. */
struct edge {
    uint32_t from, to;
    enum relation relation;
    const char *role; /* "" if none; only filled by store_edges() */
};

/* The edges of one record, in the order authored: out of it, or into it. */
bool store_edges(struct store *st, struct arena *a, uint32_t n, bool into, struct edge **edges,
                 size_t *n_edges, struct err *e);

/* The edges of one relation from one record to another: as many as it has roles there. */
bool store_edges_between(struct store *st, struct arena *a, uint32_t from, enum relation relation,
                         uint32_t to, struct edge **edges, size_t *n_edges, struct err *e);

/* A citation, an alias or a bearing is a row of a join: its fields by the schema, in the arena. */
struct row {
    const char *const *values;
};

/* Rows of a join resource whose field equals an id, in the order authored. */
bool store_rows(struct store *st, struct arena *a, const struct resource *r, const char *field,
                const char *id, struct row **rows, size_t *n_rows, struct err *e);

/* What the filter needs, for all records at once; index n - 1 belongs to record n. The first part
 * is enough for the first screen; store_index_more() adds the second, when something is asked. Both
 * load once; what they give is borrowed until the store is closed. */
struct store_index {
    uint8_t *kind;
    uint32_t *into_at; /* edges into record n: into_at[n - 1] .. into_at[n] */

    uint32_t *into_from; /* where each comes from; ascending, then by relation and position */
    uint8_t *into_relation;
    int32_t *first_day, *last_day;
    uint32_t *from_at; /* edges out of record n: from_at[n - 1] .. from_at[n] */
    uint32_t *to;      /* where each leads; by relation and position */
    uint8_t *relation; /* not NULL when all is there */
};
bool store_index(struct store *st, const struct store_index **out, struct err *e);
bool store_index_more(struct store *st, struct err *e);
/* first_day and last_day alone: the timeline's strip is on the first screen. */
bool store_days(struct store *st, struct err *e);

/* The edges into one record, in the index's order, with or without its second part; borrowed until
 * the next call. */
struct edges_into {
    const uint32_t *from;
    const uint8_t *relation;
    uint32_t n_edges;
};
bool store_edges_into(struct store *st, uint32_t n, struct edges_into *out, struct err *e);

/*
 * The words that records are filtered and counted by (country JP, precision day, …), numbered from
 * 1 in the order of field and word.
 */
struct word {
    uint32_t v;
    const char *field, *word;
};
bool store_words(struct store *st, const struct word **words, size_t *n_words, struct err *e);

/* Who bears which words: record n bears v[at[n - 1]] .. v[at[n] - 1], ascending. */
bool store_load_words(struct store *st, struct arena *a, uint32_t **at, uint32_t **v,
                      struct err *e);

/*
 * What records are found by, in their own words, as search keys, and how that sounds: names (with
 * abbreviation, reading and aliases) apart from prose. Keys are made by fold_key, with U+001F
 * between fields; sounds by romaji_key_of_kana (of readings) and romaji_key_of_text, with blanks
 * between words. Each part is one block of bytes; record n's piece is the C string at
 * bytes + at[n - 1], and ends before at[n].
 */
enum text_part { TEXT_NAMES, TEXT_PROSE, TEXT_NAMES_SOUND, TEXT_PROSE_SOUND, TEXT_PARTS };

struct search_text {
    struct {
        char *bytes;
        uint32_t *at;
    } part[TEXT_PARTS];
    bool whole; /* all of it is there */
    /* How far it is; the store's own. */
    int next_part;
    uint32_t next_chunk, n_checked;
};

/* Makes room in the arena and loads where the pieces start. The bytes are zeros yet. */
bool store_text_start(struct store *st, struct arena *a, struct search_text *t, struct err *e);

/* Loads one more chunk, at most 1 MiB, and sets t->whole with the last one: for loading between
 * two keys. */
bool store_text_more(struct store *st, struct search_text *t, struct err *e);

/* What the records of a kind are called, as search keys (fold_key): for each its names,
 * abbreviation, reading and aliases, with U+001F behind each. Borrowed until the store is closed.
 */
struct name_list {
    size_t n_records;
    const uint32_t *n;
    const char *const *names;
};
bool store_names(struct store *st, enum kind kind, const struct name_list **out, struct err *e);

/* What the terms are called, as it is written: names, abbreviation and aliases, each a row; for
 * some 50 terms. Strings in the arena. */
struct term_word {
    uint32_t n;
    bool false_friend; /* by its form */
    const char *word;
};
bool store_term_words(struct store *st, struct arena *a, struct term_word **words, size_t *n_words,
                      struct err *e);

/* The data package's descriptor without its resources, as JSON, and one of its strings. */
bool store_descriptor(struct store *st, struct arena *a, const char **json, struct err *e);
bool store_package_text(struct store *st, struct arena *a, const char *key, const char **value,
                        struct err *e);

#endif
