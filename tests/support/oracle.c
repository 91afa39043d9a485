/* Judging: every record by every term, one after the other. */
#include "oracle.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "oracle_in.h"

#include <string.h>

uint32_t oracle_n_records(const struct oracle *o)
{
    return o->n_records;
}

const struct oracle_record *oracle_record(const struct oracle *o, uint32_t n)
{
    return &o->record[n];
}

bool oracle_is_fact(const struct oracle *o, uint32_t n)
{
    return o->record[n].kind == KIND_ACTIVITY || o->record[n].kind == KIND_EVENT;
}

enum { MAX_YEAR = 9999 };

/* --- one term, one record ------------------------------------------------------------------ */

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Anywhere; but a Latin word only where a word starts, unless it was quoted. */
static bool stands_in(const char *keys, const char *key, bool literal)
{
    for (const char *at = keys; (at = strstr(at, key)) != NULL; at++)
        if (literal || !is_latin(*key) || at == keys || !is_latin(at[-1]))
            return true;
    return false;
}

static bool speaks_of(const struct oracle *o, uint32_t n, enum query_field field, uint32_t value)
{
    const struct oracle_record *r = &o->record[n];

    for (size_t i = 0; i < r->n_pairs; i++)
        if (r->pairs[i].field == field && r->pairs[i].value == value)
            return true;
    return n == value;
}

static bool bears(const struct oracle *o, uint32_t n, enum query_field field, uint32_t place)
{
    const struct oracle_record *r = &o->record[n];

    for (size_t i = 0; i < r->n_words; i++)
        if (r->words[i].field == field && r->words[i].place == place)
            return true;
    return false;
}

/* Surely: the whole span fits. Maybe: a day of it does. What has no date may lie anywhere, if it is
 * an activity or event; for the others dates say nothing. */
static void judge_days(const struct oracle *o, uint32_t n, const struct oracle_term *t, int i,
                       bool *surely, bool *maybe)
{
    const struct oracle_record *r = &o->record[n];
    int32_t from = r->dated ? r->first_day : EDTF_DAY_MIN;
    int32_t to = r->dated ? r->last_day : EDTF_DAY_MAX;

    if (!r->dated && !oracle_is_fact(o, n))
        return;
    if (t->field == QUERY_AFTER) {
        *surely |= from > t->last_day[i];
        *maybe |= to > t->last_day[i];
    } else if (t->field == QUERY_BEFORE) {
        *surely |= to < t->first_day[i];
        *maybe |= from < t->first_day[i];
    } else {
        *surely |= from >= t->first_day[i] && to <= t->last_day[i];
        *maybe |= from <= t->last_day[i] && to >= t->first_day[i];
    }
}

/* --- one term, all records ----------------------------------------------------------------- */

static void judge_text(struct oracle *o, const struct oracle_term *t, uint32_t bit)
{
    struct buf key = {0}, sound = {0};
    bool by_sound = !t->literal && romaji_key_of_typed(&sound, t->text, strlen(t->text));

    fold_key(&key, t->text, strlen(t->text));
    for (uint32_t n = 1; n <= o->n_records; n++) {
        bool stands = stands_in(o->record[n].keys, buf_cstr(&key), t->literal);
        bool sounds = by_sound && strstr(o->record[n].sounds, buf_cstr(&sound)) != NULL;

        o->surely[n] |= stands || sounds ? bit : 0;
        o->only_sounds[n] |= !stands && sounds ? bit : 0;
    }
    buf_finish(&key);
    buf_finish(&sound);
}

/* What a glossary term is called, in any record's words. */
static void judge_wording(struct oracle *o, uint32_t value, uint32_t bit)
{
    const char *names = o->record[value].name_keys;
    struct buf key = {0};

    for (; *names; names += strcspn(names, "\n") + 1) {
        buf_reset(&key);
        buf_add(&key, names, strcspn(names, "\n"));
        for (uint32_t n = 1; key.n_bytes && n <= o->n_records; n++)
            o->surely[n] |= stands_in(o->record[n].keys, buf_cstr(&key), false) ? bit : 0;
    }
    buf_finish(&key);
}

static void judge_values(struct oracle *o, const struct oracle_term *t, uint32_t bit)
{
    for (int i = 0; i < t->n_values; i++) {
        for (uint32_t n = 1; n <= o->n_records; n++) {
            bool surely = false, maybe = false;

            if (query_values_of(t->field) == VALUES_RECORDS)
                surely = speaks_of(o, n, t->field, t->record[i]);
            else if (query_values_of(t->field) == VALUES_WORDS)
                surely = bears(o, n, t->field, t->word[i]);
            else
                judge_days(o, n, t, i, &surely, &maybe);
            o->surely[n] |= surely ? bit : 0;
            o->maybe[n] |= maybe ? bit : 0;
        }
        if (t->field == QUERY_TERM)
            judge_wording(o, t->record[i], bit);
    }
}

/* What surely is out is what may not be in. */
static void turn_round(struct oracle *o, uint32_t bit)
{
    for (uint32_t n = 1; n <= o->n_records; n++) {
        uint32_t surely = ~o->maybe[n] & bit, maybe = ~o->surely[n] & bit;

        o->surely[n] = (o->surely[n] & ~bit) | surely;
        o->maybe[n] = (o->maybe[n] & ~bit) | maybe;
    }
}

bool oracle_holds_by_sound(const struct oracle *o, uint32_t n, int term)
{
    return o->only_sounds[n] >> term & 1;
}

/* --- which records match -------------------------------------------------------------------- */

/* Does a term of this field speak about a record of this kind itself? */
static bool is_direct(enum kind kind, enum query_field field)
{
    static const enum query_field of_all[] = {
        QUERY_TEXT, QUERY_ID, QUERY_KIND, QUERY_SOURCE, QUERY_RELIABILITY, QUERY_HAS, QUERY_TERM};

    for (size_t i = 0; i < sizeof of_all / sizeof of_all[0]; i++)
        if (field == of_all[i])
            return true;
    switch (kind) {
    case KIND_ACTOR:
        return field == QUERY_ACTOR || field == QUERY_ADDRESSEE || field == QUERY_REC ||
               field == QUERY_COUNTRY || field == QUERY_CATEGORY;
    case KIND_THEME:
        return field == QUERY_THEME || field == QUERY_REC;
    case KIND_TYPE:
        return field == QUERY_TYPE;
    case KIND_RECOMMENDATION:
        return field == QUERY_REC || field == QUERY_ACTOR || field == QUERY_ADDRESSEE ||
               field == QUERY_THEME || field == QUERY_BEARING;
    default:
        return true;
    }
}

/* Does a term ask for activities or events by their kind, and for nothing else? */
static bool is_of_facts(const struct oracle *o, const struct oracle_term *t)
{
    bool facts = t->field == QUERY_KIND && !t->excludes;

    for (int i = 0; facts && i < t->n_values; i++) {
        const char *word = o->vocabulary[QUERY_KIND].word[t->word[i]];

        facts = strcmp(word, "activity") == 0 || strcmp(word, "event") == 0;
    }
    return facts;
}

/* Sorts the terms for records of a kind: its own choices, those that speak about it, the texts. */
static void sort_terms(struct oracle *o, enum kind kind, int left_out)
{
    struct oracle_terms *terms = &o->terms[kind];

    *terms = (struct oracle_terms){0};
    for (int i = 0; i < o->query->n_terms; i++) {
        const struct oracle_term *t = &o->query->term[i];
        const uint32_t bit = i == left_out ? 0 : UINT32_C(1) << i;

        terms->all |= bit;
        terms->own |= !t->excludes && t->field == query_field_of(kind) ? bit : 0;
        terms->direct |= is_direct(kind, t->field) ? bit : 0;
        terms->of_facts |= is_of_facts(o, t) ? bit : 0;
        terms->texts |= t->field == QUERY_TEXT ? bit : 0;
    }
}

void oracle_leave_out(struct oracle *o, int term)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        sort_terms(o, (enum kind)kind, term);
}

void oracle_ask(struct oracle *o, const struct oracle_query *q)
{
    o->query = q;
    memset(o->surely, 0, (o->n_records + 1) * sizeof *o->surely);
    memset(o->maybe, 0, (o->n_records + 1) * sizeof *o->maybe);
    memset(o->only_sounds, 0, (o->n_records + 1) * sizeof *o->only_sounds);
    for (int i = 0; i < q->n_terms; i++) {
        const uint32_t bit = UINT32_C(1) << i;

        if (query_values_of(q->term[i].field) == VALUES_TEXT)
            judge_text(o, &q->term[i], bit);
        else
            judge_values(o, &q->term[i], bit);
        for (uint32_t n = 1; n <= o->n_records; n++)
            o->maybe[n] |= o->surely[n] & bit;
        if (q->term[i].excludes)
            turn_round(o, bit);
    }
    oracle_leave_out(o, -1);
}

/* Of the terms, the direct ones hold for n, the rest for one activity or event that speaks of it.
 */
static bool holds(const struct oracle *o, uint32_t n, uint32_t terms, uint32_t direct)
{
    const struct oracle_record *r = &o->record[n];
    uint32_t rest = terms & ~direct;

    direct &= terms;
    if ((o->surely[n] & direct) != direct)
        return false;
    for (size_t i = 0; rest && i < r->n_facts; i++)
        if ((o->surely[r->facts[i]] & rest) == rest)
            return true;
    return !rest;
}

bool oracle_matches(const struct oracle *o, uint32_t n, bool but_own)
{
    enum kind kind = o->record[n].kind;
    const struct oracle_terms *t = &o->terms[kind];
    uint32_t terms = but_own ? t->all & ~t->own : t->all, direct = t->direct;

    if (but_own && (kind == KIND_ACTOR || kind == KIND_THEME || kind == KIND_TYPE ||
                    kind == KIND_RECOMMENDATION))
        direct &= ~t->of_facts;
    if (holds(o, n, terms, direct))
        return true;
    /* A theme or type is found by the words of its activities as well. */
    return (kind == KIND_THEME || kind == KIND_TYPE) && (terms & t->texts) &&
           holds(o, n, terms, direct & ~t->texts);
}

bool oracle_may_match(const struct oracle *o, uint32_t n)
{
    const uint32_t all = o->terms[KIND_ACTIVITY].all;

    return (o->maybe[n] & all) == all && (o->surely[n] & all) != all;
}

void oracle_tally(const struct oracle *o, uint32_t n, uint32_t *n_activities, uint32_t *n_events)
{
    const struct oracle_record *r = &o->record[n];
    const uint32_t terms = o->terms[r->kind].all & ~o->terms[r->kind].own;

    *n_activities = *n_events = 0;
    for (size_t i = 0; i < r->n_facts; i++)
        if ((o->surely[r->facts[i]] & terms) == terms)
            ++*(o->record[r->facts[i]].kind == KIND_ACTIVITY ? n_activities : n_events);
}

/* --- facets --------------------------------------------------------------------------------- */

size_t oracle_words(const struct oracle *o, enum query_field field, const char *const **words)
{
    *words = o->vocabulary[field].word;
    return o->vocabulary[field].n_words;
}

size_t oracle_facet_size(const struct oracle *o, enum query_field field)
{
    if (field == QUERY_YEAR)
        return MAX_YEAR + 1;
    return query_values_of(field) == VALUES_WORDS ? o->vocabulary[field].n_words
                                                  : (size_t)o->n_records + 1;
}

/* The year that a span lies in, or 0. */
static uint32_t year_of(int32_t from, int32_t to)
{
    int first, last, month, day;

    if (from == EDTF_DAY_MIN || to == EDTF_DAY_MAX)
        return 0;
    edtf_civil(from, &first, &month, &day);
    edtf_civil(to, &last, &month, &day);
    return first == last && first > 0 && first <= MAX_YEAR ? (uint32_t)first : 0;
}

/* A term's i-th value as facets have it; 0 for a span of days that is no whole year. */
static uint32_t value_of(const struct oracle_term *t, int i)
{
    uint32_t year;

    if (t->field != QUERY_YEAR)
        return query_values_of(t->field) == VALUES_WORDS ? t->word[i] : t->record[i];
    year = year_of(t->first_day[i], t->last_day[i]);
    return year && t->first_day[i] == edtf_day((int)year, 1, 1) &&
                   t->last_day[i] == edtf_day((int)year, 12, 31)
               ? year
               : 0;
}

/* What a facet knows of the query: the bits of the terms that choose in its field. */
struct choice {
    enum query_field field;
    uint32_t ticked;
};

static struct choice choice_of(const struct oracle *o, enum query_field field)
{
    struct choice c = {field, 0};

    for (int i = 0; i < o->query->n_terms; i++)
        if (o->query->term[i].field == field && !o->query->term[i].excludes)
            c.ticked |= UINT32_C(1) << i;
    return c;
}

/* Does the term exclude the value? Of years, only one that it excludes alone. */
static bool is_excluded(const struct oracle_term *t, const struct choice *c, uint32_t value)
{
    if (t->field != c->field || !t->excludes || (c->field == QUERY_YEAR && t->n_values > 1))
        return false;
    for (int k = 0; k < t->n_values; k++)
        if (value_of(t, k) == value)
            return true;
    return false;
}

/* The first term that excludes the value, or -1. */
static int excluder(const struct oracle *o, const struct choice *c, uint32_t value)
{
    for (int i = 0; i < o->query->n_terms; i++)
        if (is_excluded(&o->query->term[i], c, value))
            return i;
    return -1;
}

/* Does n bear another of the term's values, which keeps it away as well? */
static bool bears_another(const struct oracle *o, uint32_t n, const struct oracle_term *t,
                          uint32_t value)
{
    for (int k = 0; k < t->n_values && t->field != QUERY_YEAR; k++) {
        uint32_t other = value_of(t, k);

        if (other != value &&
            (query_values_of(t->field) == VALUES_WORDS ? bears(o, n, t->field, other)
                                                       : speaks_of(o, n, t->field, other)))
            return true;
    }
    return false;
}

/* Counts one value that the activity or event n bears. */
static void count_value(const struct oracle *o, const struct choice *c, uint32_t n, uint32_t value,
                        struct oracle_count *counts)
{
    uint32_t missing = o->terms[KIND_ACTIVITY].all & ~o->surely[n], excluding;
    int i = excluder(o, c, value);

    if (i >= 0 && bears_another(o, n, &o->query->term[i], value))
        return;
    excluding = i < 0 ? 0 : UINT32_C(1) << i;
    counts[value].count += !(missing & ~c->ticked & ~excluding);
    if (excluding)
        counts[value].added += c->field != QUERY_YEAR && missing == excluding;
    else if (c->ticked)
        counts[value].added += missing == c->ticked;
}

/* What is excluded is listed, be there nothing of it. */
static void list_excluded(const struct oracle *o, const struct choice *c,
                          struct oracle_count *counts)
{
    for (int i = 0; i < o->query->n_terms; i++)
        for (int k = 0; k < o->query->term[i].n_values; k++) {
            const struct oracle_term *t = &o->query->term[i];
            bool is_value = t->field == c->field && (c->field != QUERY_YEAR || value_of(t, k));

            if (is_value && is_excluded(t, c, value_of(t, k)))
                counts[value_of(t, k)].excluded = true;
        }
}

/* What may lie in an excluded year is kept away as well, and comes back. */
static void count_kept_away(const struct oracle *o, uint32_t n, struct oracle_count *counts)
{
    uint32_t missing = o->terms[KIND_ACTIVITY].all & ~o->surely[n];

    for (int i = 0; i < o->query->n_terms; i++) {
        const struct oracle_term *t = &o->query->term[i];

        if (t->field == QUERY_YEAR && t->excludes && t->n_values == 1 && value_of(t, 0) &&
            missing == UINT32_C(1) << i)
            counts[value_of(t, 0)].added++;
    }
}

void oracle_facet(const struct oracle *o, enum query_field field, struct oracle_count *counts)
{
    const struct choice c = choice_of(o, field);
    bool words = query_values_of(field) == VALUES_WORDS;

    memset(counts, 0, oracle_facet_size(o, field) * sizeof *counts);
    list_excluded(o, &c, counts);
    for (uint32_t n = 1; n <= o->n_records; n++) {
        const struct oracle_record *r = &o->record[n];

        uint32_t others = o->terms[KIND_ACTIVITY].all & ~o->surely[n] & ~c.ticked;

        if (!oracle_is_fact(o, n) || (others & (others - 1))) /* no one choice brings it back */
            continue;
        for (size_t i = 0; words && i < r->n_words; i++)
            if (r->words[i].field == field)
                count_value(o, &c, n, r->words[i].place, counts);
        for (size_t i = 0; !words && i < r->n_pairs; i++)
            if (r->pairs[i].field == field)
                count_value(o, &c, n, r->pairs[i].value, counts);
        if (field == QUERY_YEAR) {
            count_kept_away(o, n, counts);
            if (r->dated && year_of(r->first_day, r->last_day))
                count_value(o, &c, n, year_of(r->first_day, r->last_day), counts);
        }
    }
}
