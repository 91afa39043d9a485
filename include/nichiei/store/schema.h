/*
 * The dossier's shape, said once: resources, fields, types, constraints. The SQLite tables, the
 * checks of `validate`, the Table Schemas in datapackage.json and the JSON output all follow it.
 * Conventions: Frictionless Data Package and Table Schema 1.0, CSV as RFC 4180 with LF.
 */
#ifndef NICHIEI_STORE_SCHEMA_H
#define NICHIEI_STORE_SCHEMA_H

#include "nichiei/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* "nich" in the file's header, and the version of the tables: a newer file is refused. */
#define SCHEMA_APPLICATION_ID 0x6E696368
#define SCHEMA_VERSION 4

/* Kinds of record, in the order that `show` and the explorer name them. */
enum kind {
    KIND_ACTIVITY,
    KIND_EVENT,
    KIND_ACTOR,
    KIND_THEME,
    KIND_TYPE,
    KIND_RECOMMENDATION,
    KIND_ITEM,
    KIND_MILESTONE,
    KIND_TERM,
    KIND_SOURCE,
    KIND_REFERENCE,
    KIND_FIGURE,
    KIND_FINDING,
    KIND_PILLAR,
    KIND_LINK,
    KIND_SEARCH,
    KIND_COUNT,
    KIND_NONE = KIND_COUNT /* a resource whose rows are no records */
};

enum field_type {
    FIELD_ID,      /* this record's id: the kind's prefix, a colon, a slug */
    FIELD_REF,     /* the id of a record of the resource named by `arg` */
    FIELD_ANY,     /* the id of any record */
    FIELD_TEXT,    /* words to be read and searched */
    FIELD_KANA,    /* a reading in hiragana, searched */
    FIELD_DATE,    /* EDTF, may be empty: no date of its own */
    FIELD_DAY,     /* YYYY-MM-DD */
    FIELD_INT,     /* a whole number */
    FIELD_NUMBER,  /* a decimal number, kept as written */
    FIELD_WORD,    /* one of the blank-separated words of `arg` */
    FIELD_CODE,    /* a short code, not searched: 50+, AU US CA */
    FIELD_URL,     /* an address, kept as printed */
    FIELD_LOCATOR, /* key=value pairs joined by ';' that find a place: sec=2.4;par=2 */
};

struct field {
    const char *name;
    enum field_type type;
    bool required;
    const char *arg; /* FIELD_REF: a resource; FIELD_WORD: the words; else NULL */
};

struct resource {
    const char *name;   /* also the table, and the CSV file without ".csv" */
    enum kind kind;     /* KIND_NONE for join tables */
    const char *unique; /* column list, SQL form, that must not repeat; NULL for records (id) */
    const struct field *fields;
    int n_fields;
};

/* All resources, in the order of the data package. */
extern const struct resource schema_resources[];
extern const int schema_n_resources;

/* The resource of that name, or NULL. */
const struct resource *schema_resource(const char *name);

/* The resource that holds a kind's records. */
const struct resource *schema_of_kind(enum kind kind);

/* "activity", as in its ids; and as `list` names it, "activities". */
const char *kind_prefix(enum kind kind);

/* The kind of an id by its prefix, or KIND_NONE. */
enum kind kind_of_id(const char *id);

/* Position of a field in a resource, or -1. */
int schema_field(const struct resource *r, const char *name);

/* True if the n_bytes at word are one of the blank-separated words. */
bool schema_has_word(const char *words, const char *word, size_t n_bytes);

/* Appends the CREATE TABLE statement of a resource (no semicolon). */
void schema_create_sql(const struct resource *r, struct buf *out);

/* Appends the resource as a Data Package resource with its Table Schema, as JSON. */
void schema_describe(const struct resource *r, struct buf *out);

#endif
