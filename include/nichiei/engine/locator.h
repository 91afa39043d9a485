/*
 * Where in a text the passage stands that a citation means: "sec=2.4;par=2", "tab=1;row=A20",
 * "note=38". What each key means is told in data/README.md. A place that is not sure is never given
 * as if it were.
 */
#ifndef NICHIEI_ENGINE_LOCATOR_H
#define NICHIEI_ENGINE_LOCATOR_H

#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/document.h"

enum located {
    LOCATED_NOWHERE,
    LOCATED_SECTION, /* its section or table was found, but not the passage in it */
    LOCATED_NEAR,    /* here or near here: by counting, where nothing in the text says so */
    LOCATED_EXACT
};

struct location {
    enum located how;
    size_t first, last;     /* blocks */
    size_t line, last_line; /* lines of the text, from 1; notes may stand between them */
    size_t at, end;         /* bytes */
};

/* A row of a table as citations call it: A20. */
struct row_label {
    int table;
    const char *label;
    size_t block; /* the row, which others may share; DOCUMENT_NONE if there is none for it */
    bool sure;
};

/* A document, and what a dossier knows of its tables. Zeroed but for `doc`, it knows nothing. */
struct locating {
    const struct document *doc; /* borrowed */
    struct row_label *rows;     /* in the order of their labels */
    size_t n_rows;
    /* By section: paragraphs are cited in it that the document does not have, so that it is another
     * edition, whose paragraphs are counted otherwise. NULL: not known. */
    bool *is_other;
    struct arena mem;
};

/* A citation of the source, or of one of the notes in it. */
struct cited_place {
    uint32_t record;
    const char *locator;
};

/*
 * Every citation of a source and of the notes that stand in it, in the arena.
 */
bool locator_citations(struct store *st, struct arena *a, uint32_t source,
                       struct cited_place **places, size_t *n_places, struct err *e);

/* Learns from the citations in which sections paragraphs can be counted, and which row of a table
 * has which label: they are in the order of the rows, and records that cite a row have names that
 * stand in it. */
bool locating_start(struct locating *in, const struct document *doc, struct store *st,
                    const struct cited_place *places, size_t n_places, struct err *e);
void locating_finish(struct locating *in); /* fine on a zeroed one, fine twice */

/* The passages that a locator means, in the arena, the first one first; 0 if there is none. */
size_t locator_find(const struct locating *in, struct arena *a, const char *locator,
                    struct location **out);

/* How many of the citations of a source are found in a text of it, by a passage, and of how many:
 * what `attach` tells. */
bool locator_count(struct store *st, const char *source, const char *text, size_t n_bytes,
                   size_t *n_found, size_t *n_citations, struct err *e);

#endif
