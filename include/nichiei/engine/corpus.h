/*
 * The filter's engine: which records match a query, and how many activities and events each one
 * leads to. It keeps one word of bits per record (one bit a term), so that switching terms on and
 * off, and leaving out a pane's own choice, needs no new search. Text is looked through whole, from
 * end to end: below a few hundred thousand records that is faster than any index need be. An index
 * would stand behind this header.
 *
 * Which record matches: an activity or event if all terms hold for itself. An actor, theme, type or
 * recommendation if all terms hold that speak about it directly, and the rest hold for one and the
 * same activity or event that is linked to it. A theme or type is found by its activities' words
 * as well as by its own. Records of other kinds must be linked to the value directly.
 */
#ifndef NICHIEI_ENGINE_CORPUS_H
#define NICHIEI_ENGINE_CORPUS_H

#include "nichiei/base/arena.h"
#include "nichiei/base/err.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/query.h"

struct corpus;

/* Loads what the filter needs from an open dossier, which must outlive it. NULL with e. */
struct corpus *corpus_new(struct store *st, struct err *e);
void corpus_free(struct corpus *c); /* fine on NULL */

/* How many records of a kind there are. */
uint32_t corpus_count(const struct corpus *c, enum kind kind);
enum kind corpus_kind(const struct corpus *c, uint32_t n);

/*
 * Asking. corpus_ask evaluates every term of the query for every record. The other three do the
 * same in slices of about a millisecond, so that a key need not wait: corpus_begin takes a query
 * (copied) and forgets one that was not finished; corpus_work does one slice and sets *done with
 * the last. Until then all functions below speak of the answer before. Terms that did not change
 * since then cost nothing. False with e if the dossier fails; then the answer before stands.
 */
bool corpus_ask(struct corpus *c, const struct query *q, struct err *e);
void corpus_begin(struct corpus *c, const struct query *q);
bool corpus_work(struct corpus *c, bool *done, struct err *e);

/* The query of the answer that stands; borrowed until the next. */
const struct query *corpus_query(const struct corpus *c);

/* What is asked needs more of the dossier than the first screen does. It is loaded when something
 * is asked; corpus_load() loads it before that, in what time there is. */
bool corpus_is_whole(const struct corpus *c);
bool corpus_load(struct corpus *c, struct err *e);

/* The search text is loaded when it is first looked through. corpus_load_text loads a part of it
 * before that, in what time there is: about a megabyte a call. */
bool corpus_has_text(const struct corpus *c);
bool corpus_load_text(struct corpus *c, struct err *e);

/*
 * The records of a kind that match the query last asked, in display order, into the arena. With
 * but_own, terms that choose records of that kind do not count (a pane keeps the alternatives
 * to its own choice), and kind:activity and kind:event are asked of what an actor, theme, type or
 * recommendation is linked with: in a pane they can mean nothing else. corpus_timeline gives
 * activities and events together.
 */
size_t corpus_rows(const struct corpus *c, struct arena *a, enum kind kind, bool but_own,
                   uint32_t **rows);
size_t corpus_timeline(const struct corpus *c, struct arena *a, uint32_t **rows);

/* How many records hold the i-th term, a text, only by their reading. */
uint32_t corpus_by_sound(const struct corpus *c, int term);

/* Records of a kind (KIND_NONE: of the timeline) that may match: a date that overlaps what is
 * asked, or none at all. They are not among the rows. */
size_t corpus_possible(const struct corpus *c, enum kind kind);

/* How many rows there would be without the i-th term; kind as above, with but_own. */
size_t corpus_without(const struct corpus *c, enum kind kind, int term);

/* Activities and events that match (own terms of n's kind left out, as above) and are linked to n.
 */
struct tally {
    uint32_t n_activities, n_events;
};
struct tally corpus_tally(struct corpus *c, uint32_t n);

/* One value of a facet, and how many of the rows bear it. */
struct facet_value {
    uint32_t value; /* what query_toggle takes: a record, a word's number, or a year */
    uint32_t count; /* rows if it were the only one chosen in its field */
    uint32_t added; /* rows that come to those of now: if it is chosen as well, or, of an excluded
                       value, if it no longer is; of no use where several terms choose in a field */
};

/*
 * The values of a field (of records or words, or QUERY_YEAR) among the records that match, counted
 * after all other filters: what is chosen in the field itself does not count, so that a value that
 * is not chosen shows what it would have. A year counts what certainly lies in it. An excluded
 * value is listed with what it would have among activities and events, be it nothing; of years,
 * only one that a term excludes alone. kind: the records counted; KIND_NONE for the timeline. By
 * count, most first, then by value; into the arena. False with e if the dossier fails.
 */
bool corpus_facet(struct corpus *c, struct arena *a, enum kind kind, enum query_field field,
                  struct facet_value **values, size_t *n_values, struct err *e);

/* How many records of these kinds (a bit each) bear each word, by the word's number, whatever is
 * asked: into the arena. False with e. */
bool corpus_bearers(struct corpus *c, struct arena *a, uint32_t kinds, uint32_t **counts,
                    struct err *e);

/* The number of a field's word (store_words), or 0. */
uint32_t corpus_word(struct corpus *c, enum query_field field, const char *word);

/* The records at the other end of n's edges of one relation: `into` for edges that lead to n. After
 * corpus_ask(). */
size_t corpus_linked(const struct corpus *c, struct arena *a, uint32_t n, enum relation relation,
                     bool into, uint32_t **rows);

#endif
