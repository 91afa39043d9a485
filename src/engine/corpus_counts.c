/* How many of the rows bear each value of a field. */
#include "nichiei/text/edtf.h"

#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

/* Is n among the rows that a facet counts? */
static bool counts_for(const struct corpus *c, uint32_t n, enum kind kind, uint32_t bits)
{
    if (kind == KIND_NONE)
        return (corpus_now(c)->holds[n] & bits) == bits && corpus_is_fact(c, n);
    return corpus_kind(c, n) == kind && corpus_matches(c, n, bits);
}

/* Adds one for each value that record n is linked with; a second role is no second value. */
static void count_links(const struct corpus *c, uint32_t n, struct counts *counts)
{
    for (uint32_t i = c->ix->from_at[n - 1]; i < c->ix->from_at[n]; i++) {
        uint32_t to = c->ix->to[i];
        enum query_field field = query_field_of(corpus_kind(c, to));

        if (counts->seen[to] == n || !corpus_speaks_of(field, (enum relation)c->ix->relation[i]))
            continue;
        counts->seen[to] = n;
        counts->of_record[to]++;
    }
}

static void count_words(const struct corpus *c, uint32_t n, struct counts *counts)
{
    for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
        if (c->word_v[i] <= c->n_words)
            counts->of_word[c->word_v[i]]++;
}

/* The year that a span of days lies in, or 0. */
static uint32_t year_of(int32_t from, int32_t to)
{
    int first, last, month, day;

    if (from == EDTF_DAY_MIN || to == EDTF_DAY_MAX)
        return 0;
    edtf_civil(from, &first, &month, &day);
    edtf_civil(to, &last, &month, &day);
    return first == last && first > 0 && first <= MAX_YEAR ? (uint32_t)first : 0;
}

static uint32_t year_of_record(const struct corpus *c, uint32_t n)
{
    return year_of(c->ix->first_day[n - 1], c->ix->last_day[n - 1]);
}

void counts_finish(struct counts *counts)
{
    free(counts->of_year);
    free(counts->of_word);
    free(counts->of_record);
    free(counts->seen);
    *counts = (struct counts){0};
}

/* Counts all values of all fields in one pass over the rows. */
static bool count_all(struct corpus *c, enum kind kind, uint32_t bits, struct counts *counts,
                      struct err *e)
{
    if (!store_index_more(c->st, e) || !corpus_load_words(c, e))
        return false;
    counts_finish(counts);
    counts->of_word = calloc(c->n_words + 1, sizeof *counts->of_word);
    counts->of_record = calloc((size_t)c->n_records + 1, sizeof *counts->of_record);
    counts->seen = calloc((size_t)c->n_records + 1, sizeof *counts->seen);
    counts->of_year = calloc(MAX_YEAR + 1, sizeof *counts->of_year);
    if (!counts->of_word || !counts->of_record || !counts->seen || !counts->of_year)
        return err_set(e, ERR_DATA, "out of memory");
    for (uint32_t n = 1; n <= c->n_records; n++)
        if (counts_for(c, n, kind, bits)) {
            count_links(c, n, counts);
            count_words(c, n, counts);
            counts->of_year[year_of_record(c, n)]++; /* 0: none */
        }
    counts->kind = kind;
    counts->made = true;
    return true;
}

static int by_count(const void *left, const void *right)
{
    const struct facet_value *l = left, *r = right;

    if (l->count != r->count)
        return l->count < r->count ? 1 : -1;
    return l->value < r->value ? -1 : l->value > r->value;
}

/* The counts of a field's values by their number, and where they end. */
static const uint32_t *of_field(const struct corpus *c, const struct counts *counts,
                                enum query_field field, size_t *end)
{
    if (field == QUERY_YEAR) {
        *end = MAX_YEAR + 1;
        return counts->of_year;
    }
    if (query_values_of(field) == VALUES_WORDS) {
        *end = c->n_words + 1;
        return counts->of_word;
    }
    *end = (size_t)c->n_records + 1;
    return counts->of_record;
}

/* A note is a value of source: to be asked for, but the works and documents alone are its facet. */
static bool is_of_field(const struct corpus *c, enum query_field field, size_t value)
{
    if (field == QUERY_YEAR)
        return true;
    if (query_values_of(field) != VALUES_WORDS)
        return query_field_of(corpus_kind(c, (uint32_t)value)) == field;
    return strcmp(c->word[value - 1].field, query_field_name(field)) == 0 &&
           (field != QUERY_SOURCE || kind_of_id(c->word[value - 1].word) != KIND_REFERENCE);
}

/* The values that the field has, of all that were counted, with room for some more; `now` counts
 * the rows of now. */
static size_t collect(const struct corpus *c, struct arena *a, enum query_field field,
                      const struct counts *counts, const struct counts *now, size_t n_more,
                      struct facet_value **values)
{
    size_t n_values = 0, end;
    const uint32_t *count = of_field(c, counts, field, &end);
    const uint32_t *count_now = of_field(c, now, field, &end);

    for (int pass = 0; pass < 2; pass++) {
        if (pass)
            *values = arena_zeroed(a, n_values + n_more, sizeof **values);
        n_values = 0;
        for (size_t i = 1; i < end; i++) {
            if (!count[i] || !is_of_field(c, field, i))
                continue;
            if (pass)
                (*values)[n_values] =
                    (struct facet_value){(uint32_t)i, count[i], count[i] - count_now[i]};
            n_values++;
        }
    }
    return n_values;
}

/* Does record n bear a value of the field, as a word or by a link? */
bool corpus_bears(const struct corpus *c, uint32_t n, enum query_field field, uint32_t value)
{
    if (query_values_of(field) == VALUES_WORDS) {
        for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
            if (c->word_v[i] == value)
                return true;
        return false;
    }
    for (uint32_t i = c->ix->from_at[n - 1]; i < c->ix->from_at[n]; i++)
        if (c->ix->to[i] == value && corpus_speaks_of(field, (enum relation)c->ix->relation[i]))
            return true;
    return false;
}

static bool holds_value(const uint32_t *values, size_t n_values, uint32_t value)
{
    while (n_values)
        if (values[--n_values] == value)
            return true;
    return false;
}

size_t corpus_values(const struct corpus *c, uint32_t n, enum query_field field, uint32_t *values)
{
    enum relation last = field == QUERY_THEME || field == QUERY_TYPE ? REL_TYPE : REL_ABOUT;
    size_t n_values = 0;

    if (field == QUERY_YEAR) {
        values[0] = year_of_record(c, n);
        return values[0] != 0;
    }
    if (query_values_of(field) == VALUES_WORDS) {
        for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
            if (c->word_v[i] >= c->first_word[field] && c->word_v[i] < c->end_word[field])
                values[n_values++] = c->word_v[i];
        return n_values;
    }
    for (uint32_t i = c->ix->from_at[n - 1]; i < c->ix->from_at[n]; i++) {
        uint32_t to = c->ix->to[i];

        if (c->ix->relation[i] > last)
            break; /* edges stand by relation; what is cited comes last, and is most */
        if (corpus_speaks_of(field, (enum relation)c->ix->relation[i]) &&
            query_field_of(corpus_kind(c, to)) == field && !holds_value(values, n_values, to))
            values[n_values++] = to;
    }
    return n_values;
}

size_t corpus_max_values(const struct corpus *c, uint32_t n)
{
    return 1 + (c->word_at[n] - c->word_at[n - 1]) + (c->ix->from_at[n] - c->ix->from_at[n - 1]);
}

/* Is the k-th value what a term keeps record n away for, and no other of its values? */
static bool excludes_alone(const struct corpus *c, uint32_t n, const struct query_term *t, int k)
{
    for (int i = 0; i < t->n_values; i++)
        if (corpus_bears(c, n, t->field, t->value[i]) != (i == k))
            return false;
    return true;
}

/* The year that a term excludes, if that is all it excludes; or 0. */
static uint32_t excluded_year(const struct query_term *t)
{
    uint32_t year = t->n_values == 2 ? year_of((int32_t)t->value[0], (int32_t)t->value[1]) : 0;

    return year && (int32_t)t->value[0] == edtf_day((int)year, 1, 1) &&
                   (int32_t)t->value[1] == edtf_day((int)year, 12, 31)
               ? year
               : 0;
}

/*
 * What the k-th value of the i-th term, which excludes, keeps away alone: of the activities and
 * events that all else leaves, or all but what is ticked in its field. What may lie in a year is
 * kept away as well as what certainly does.
 */
static struct facet_value count_excluded(const struct corpus *c, enum kind kind, int i, int k)
{
    const struct answer *a = corpus_now(c);
    const struct query_term *t = &a->query.term[i];
    const uint32_t bit = UINT32_C(1) << i;
    bool is_year = t->field == QUERY_YEAR;
    struct facet_value v = {.value = is_year ? excluded_year(t) : t->value[k]};

    for (uint32_t n = 1; n <= c->n_records; n++) {
        uint32_t missing = a->all & ~a->holds[n];

        if ((missing & ~a->ticked[t->field]) != bit || !corpus_is_fact(c, n) ||
            (kind != KIND_NONE && corpus_kind(c, n) != kind) ||
            (!is_year && !excludes_alone(c, n, t, k)))
            continue;
        v.count += !is_year || year_of_record(c, n) == v.value;
        v.added += missing == bit;
    }
    return v;
}

static bool is_listed(const struct facet_value *values, size_t n_values, uint32_t value)
{
    for (size_t i = 0; i < n_values; i++)
        if (values[i].value == value)
            return true;
    return false;
}

/* Adds what the field's terms exclude: no row bears it now. */
static size_t add_excluded(const struct corpus *c, enum kind kind, enum query_field field,
                           struct facet_value *values, size_t n_values)
{
    const struct query *q = &corpus_now(c)->query;

    for (int i = 0; i < q->n_terms; i++) {
        const struct query_term *t = &q->term[i];
        int n_excluded = t->field != field || !t->excludes ? 0
                         : field == QUERY_YEAR             ? excluded_year(t) != 0
                                                           : t->n_values;

        for (int k = 0; k < n_excluded; k++)
            if (!is_listed(values, n_values, field == QUERY_YEAR ? excluded_year(t) : t->value[k]))
                values[n_values++] = count_excluded(c, kind, i, k);
    }
    return n_values;
}

/* How many values the field's terms exclude, at most. */
static size_t max_excluded(const struct corpus *c, enum query_field field)
{
    const struct query *q = &corpus_now(c)->query;
    size_t count = 0;

    for (int i = 0; i < q->n_terms; i++)
        if (q->term[i].field == field && q->term[i].excludes)
            count += (size_t)q->term[i].n_values;
    return count;
}

bool corpus_facet(struct corpus *c, struct arena *a, enum kind kind, enum query_field field,
                  struct facet_value **values, size_t *n_values, struct err *e)
{
    const struct answer *now = corpus_now(c);
    struct counts own = {0}, *counts = &c->counts;
    bool ok = (counts->made && counts->kind == kind) || count_all(c, kind, now->all, counts, e);

    *n_values = 0;
    if (ok && now->ticked[field]) { /* what its own terms leave out counts here */
        counts = &own;
        ok = count_all(c, kind, now->all & ~now->ticked[field], counts, e);
    }
    if (ok) {
        *n_values = collect(c, a, field, counts, &c->counts, max_excluded(c, field), values);
        *n_values = add_excluded(c, kind, field, *values, *n_values);
        qsort(*values, *n_values, sizeof **values, by_count);
    }
    counts_finish(&own);
    return ok;
}

bool corpus_bearers(struct corpus *c, struct arena *a, uint32_t kinds, uint32_t **counts,
                    struct err *e)
{
    if (!store_index_more(c->st, e) || !corpus_load_words(c, e))
        return false;
    *counts = arena_zeroed(a, c->n_words + 1, sizeof **counts);
    for (uint32_t n = 1; n <= c->n_records; n++) {
        if (!(kinds >> corpus_kind(c, n) & 1))
            continue;
        for (uint32_t i = c->word_at[n - 1]; i < c->word_at[n]; i++)
            if (c->word_v[i] <= c->n_words)
                (*counts)[c->word_v[i]]++;
    }
    return true;
}

uint32_t corpus_word(struct corpus *c, enum query_field field, const char *word)
{
    const char *name = query_field_name(field);
    size_t low = 0, high = corpus_load_words(c, NULL) ? c->n_words : 0;

    while (low < high) { /* by field, then word */
        size_t middle = low + (high - low) / 2;
        int order = strcmp(c->word[middle].field, name);

        order = order ? order : strcmp(c->word[middle].word, word);
        if (!order)
            return c->word[middle].v;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}
