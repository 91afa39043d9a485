/* What the parts of the filter's engine share: corpus.c loads, corpus_ask.c evaluates,
 * corpus_rows.c and corpus_counts.c read the answer. Private to them. */
#ifndef ENGINE_CORPUS_IN_H
#define ENGINE_CORPUS_IN_H

#include "nichiei/engine/corpus.h"

#include "scan.h"

/* A query, and which of its terms hold for which record. */
struct answer {
    struct query query;
    uint32_t *could; /* by n: bit i = term i may hold; kept up only if a term asks for dates */
    uint32_t *holds; /* by n: bit i = term i holds for the record itself */
    uint32_t n_by_sound[QUERY_MAX_TERMS]; /* records that only sound like term i */
    uint32_t all;                         /* the bits of all terms */
    uint32_t dates;                       /* the bits of terms that ask for dates */
    uint32_t own[QUERY_FIELD_COUNT];      /* the bits of the terms of a field */
    uint32_t ticked[QUERY_FIELD_COUNT];   /* those of them that choose, not exclude */
    uint32_t of_facts; /* the bits of terms that ask for activities and events as such */
};

/* One key to be looked for in one part of the text. */
struct seek {
    enum text_part part;
    size_t key_at, n_bytes; /* in finder.keys */
    bool at_word;
};
/* For each value two parts of a dozen names: more than the terms of a glossary have. */
enum { MAX_SEEKS = 2 * 12 * QUERY_MAX_VALUES, MAX_FOUND = 32 };

/* Where a text was found. Bit p of a hit: in part p of the record's own text; and: */
enum {
    VIA_LITERAL = 1 << TEXT_PARTS, /* in the text of a record that it is found by */
    VIA_SOUND = 2 << TEXT_PARTS,
    OWN_LITERAL = 1 << TEXT_NAMES | 1 << TEXT_PROSE,
    OWN_SOUND = 1 << TEXT_NAMES_SOUND | 1 << TEXT_PROSE_SOUND,
    FOUND_LITERAL = OWN_LITERAL | VIA_LITERAL,
};
struct found {
    bool whole, literal;
    struct buf keys;  /* the search key, then the key of its sound; empty for a term's names */
    size_t key_bytes; /* of the search key */
    uint8_t *hit;     /* by n */
    uint32_t n_hits[TEXT_PARTS];
    int places;    /* which of finder.place holds where, or -1 */
    uint32_t used; /* when last; the longest unused makes room */
};

/* Looking for a text, a slice at a time. What was found is kept for a while: texts that are typed
 * on are looked for where their beginning stood, and texts that come again not at all. */
struct finder {
    struct buf keys;
    size_t key_bytes;
    struct seek seek[MAX_SEEKS];
    int n_seeks, seek_i;
    uint32_t n;               /* the record from which the seek, or the linking, goes on */
    struct found *out;        /* one of those kept */
    const struct found *base; /* another one, that holds all that can be found; or NULL */
    struct found kept[MAX_FOUND];
    uint32_t *place[2][TEXT_PARTS]; /* by n: where the last finds stand first */
    uint32_t clock;
};

/* Starts looking for a text, or for what terms of the glossary are called, in any text. */
bool finder_start(struct corpus *c, const char *text, bool literal, struct err *e);
bool finder_start_names(struct corpus *c, const uint32_t *n, int n_records, struct err *e);

/* Goes on, for as much as the budget (bytes) allows; *done when finder.out is whole. */
bool finder_work(struct corpus *c, long *budget, bool *done, struct err *e);
void finder_finish(struct finder *f);

/* How far the answer in the making has come. */
struct asking {
    bool open;
    int term;
    bool started; /* the term at hand */
};

enum { MAX_YEAR = 9999 };

/* Counts of one kind of rows, made when first asked for after an answer. */
struct counts {
    enum kind kind;
    bool made;
    uint32_t *of_word, *of_record; /* by word, by record */
    uint32_t *of_year;             /* by year, to MAX_YEAR: what certainly lies in it */
    uint32_t *seen;                /* by record: the row that it was last counted for */
};

struct corpus {
    struct store *st;
    struct arena mem; /* all that does not change */
    const struct store_index *ix;
    uint32_t n_records;
    uint32_t n_of_kind[KIND_COUNT];
    uint32_t first[KIND_COUNT], last[KIND_COUNT]; /* records of a kind lie between */

    struct search_text text; /* loaded when one is first looked for */
    bool text_started;
    struct scan_sample sample[TEXT_PARTS];
    uint64_t *initials[2]; /* by n: of names and of prose; made when there is time for it */
    uint32_t n_initials;   /* records that have them */

    uint32_t *word_at, *word_v; /* who bears which words; loaded when first asked for */
    const struct word *word;
    size_t n_words;
    uint32_t first_word[QUERY_FIELD_COUNT], end_word[QUERY_FIELD_COUNT]; /* numbers of a field's */

    struct answer answer[2];
    int now; /* the answer that is whole; the other one is in the making */
    struct asking asking;
    struct finder finder;

    uint32_t round;      /* goes up with each answer */
    struct tally *tally; /* by n, as far as counted: */
    uint32_t *tallied;   /* by n: the round it was counted in */
    struct counts counts;
};

static inline const struct answer *corpus_now(const struct corpus *c)
{
    return &c->answer[c->now];
}

static inline bool corpus_is_fact(const struct corpus *c, uint32_t n)
{
    return c->ix->kind[n - 1] == KIND_ACTIVITY || c->ix->kind[n - 1] == KIND_EVENT;
}

/* Does an edge tie a record to the value it leads to, when asked by field? */
bool corpus_speaks_of(enum query_field field, enum relation relation);

/* Does n match the terms of these bits? */
bool corpus_matches(const struct corpus *c, uint32_t n, uint32_t bits);

/* Does record n bear a value of a field of records or words? The words must be loaded. */
bool corpus_bears(const struct corpus *c, uint32_t n, enum query_field field, uint32_t value);

/* The values of a field (of records or words, or QUERY_YEAR) that record n bears, each once, as
 * facets count them; there is room for corpus_max_values(n). How many. The words must be loaded. */
size_t corpus_values(const struct corpus *c, uint32_t n, enum query_field field, uint32_t *values);
size_t corpus_max_values(const struct corpus *c, uint32_t n);

void counts_finish(struct counts *counts); /* fine on a zeroed one */

/* Loads what words the records bear, once. */
bool corpus_load_words(struct corpus *c, struct err *e);

#endif
