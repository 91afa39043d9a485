/* Searching across kinds: ranking first, passages for what is shown. */
#include "nichiei/engine/search.h"

#include "needle.h"

#include <stdlib.h>
#include <string.h>

enum {
    POINTS_LINKED = 1,
    POINTS_TEXT,
    POINTS_READING,
    POINTS_HOLDS,
    POINTS_STARTS,
    POINTS_IS,
    POINTS_ID,
    MAX_SPANS = 64, /* of one word in one field */
};

/* A record that matches. */
struct place {
    uint32_t n;
    int points;
};

/* An alias, by the record it belongs to. */
struct alias {
    uint32_t n;
    const char *text;
};

struct search {
    struct store *st;
    struct corpus *c;
    const struct query *q;
    enum lang first;
    struct needle needle[QUERY_MAX_TERMS];
    int n_needles;
    struct needle phrase; /* all of them in a row; only names are weighed by it */

    struct arena mem; /* what follows */
    struct alias *aliases;
    size_t n_aliases;
    bool *is_row; /* by n */
    struct place *rows;
    size_t n_rows;

    struct arena scratch; /* the record that is looked at */
};

/* A record as it is looked at; its fields are read when they are needed. */
struct subject {
    struct record record;
    const struct resource *resource;
    const char *const *values; /* or NULL */
};

/* The best place where one word was found. */
struct evidence {
    int points; /* 0: nowhere */
    enum search_route route;
    uint32_t via;
    const char *field, *value;
    bool is_kana; /* the value is a reading */
};

const char *search_route_name(enum search_route route)
{
    static const char *const names[SEARCH_ROUTE_COUNT] = {
        [SEARCH_FILTER] = "filter", [SEARCH_ID] = "id",
        [SEARCH_NAME] = "name",     [SEARCH_ABBREVIATION] = "abbreviation",
        [SEARCH_ALIAS] = "alias",   [SEARCH_READING] = "reading",
        [SEARCH_TEXT] = "text",     [SEARCH_LINKED] = "linked",
    };

    return names[route];
}

static int by_record(const void *left, const void *right)
{
    const struct alias *l = left, *r = right;

    return l->n != r->n ? (l->n < r->n ? -1 : 1) : strcmp(l->text, r->text);
}

/* All aliases, language by language: record by record they would cost a statement each. */
static bool load_aliases(struct search *s, struct err *e)
{
    static const char *const languages[] = {"ja", "en"};
    const struct resource *aliases = schema_resource("aliases");
    int record = schema_field(aliases, "record"), alias = schema_field(aliases, "alias");
    struct row *rows[2];
    size_t n_rows[2];

    for (int k = 0; k < 2; k++)
        if (!store_rows(s->st, &s->mem, aliases, "language", languages[k], &rows[k], &n_rows[k], e))
            return false;
    s->aliases = arena_zeroed(&s->mem, n_rows[0] + n_rows[1], sizeof *s->aliases);
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < n_rows[k]; i++) {
            uint32_t n = store_find(s->st, rows[k][i].values[record], e);

            if (e->code)
                return false;
            s->aliases[s->n_aliases++] = (struct alias){n, rows[k][i].values[alias]};
        }
    if (s->n_aliases)
        qsort(s->aliases, s->n_aliases, sizeof *s->aliases, by_record);
    return true;
}

/* The first alias of a record, or of one behind it. */
static size_t first_alias(const struct search *s, uint32_t n)
{
    size_t low = 0, high = s->n_aliases;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (s->aliases[middle].n < n)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool load_subject(struct search *s, uint32_t n, struct subject *x, struct err *e)
{
    *x = (struct subject){0};
    if (!store_record(s->st, &s->scratch, n, &x->record, e))
        return false;
    x->resource = schema_of_kind(x->record.kind);
    return true;
}

static bool load_values(struct search *s, struct subject *x, struct err *e)
{
    return x->values || store_fields(s->st, &s->scratch, x->record.n, &x->values, e);
}

static void weigh_name(struct needle *w, enum search_route route, const char *field,
                       const char *value, struct evidence *best)
{
    enum needle_place place = needle_place(w, value);
    int points = place == NEEDLE_NOWHERE ? 0 : POINTS_HOLDS + (int)place - NEEDLE_INSIDE;

    if (points > best->points)
        *best = (struct evidence){.points = points, .route = route, .field = field, .value = value};
}

static const char *const name_fields[LANG_COUNT] = {"name_ja", "name_en"};

/* Names, abbreviation, aliases. A record's label is its abbreviation if its kind has any. */
static void weigh_names(const struct search *s, const struct subject *x, struct needle *w,
                        struct evidence *best)
{
    const struct record *r = &x->record;

    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = i ? (enum lang)(LANG_COUNT - 1 - s->first) : s->first;

        weigh_name(w, SEARCH_NAME, name_fields[lang], r->name[lang], best);
    }
    if (schema_field(x->resource, "abbreviation") >= 0)
        weigh_name(w, SEARCH_ABBREVIATION, "abbreviation", r->label, best);
    for (size_t i = first_alias(s, r->n); i < s->n_aliases && s->aliases[i].n == r->n; i++)
        weigh_name(w, SEARCH_ALIAS, "alias", s->aliases[i].text, best);
}

static void weigh_sound(struct needle *w, const char *field, const char *value, int points,
                        struct evidence *best)
{
    if (points > best->points && needle_sounds(w, value, false))
        *best = (struct evidence){
            .points = points, .route = SEARCH_READING, .field = field, .value = value};
}

/* The reading in kana, and how the names sound. */
static bool weigh_readings(struct search *s, struct subject *x, struct needle *w,
                           struct evidence *best, struct err *e)
{
    const struct record *r = &x->record;
    int kana = schema_field(x->resource, "reading_kana");

    if (kana >= 0) {
        if (!load_values(s, x, e))
            return false;
        if (needle_place(w, x->values[kana]) || needle_sounds(w, x->values[kana], true))
            *best = (struct evidence){.points = POINTS_READING,
                                      .route = SEARCH_READING,
                                      .field = "reading_kana",
                                      .value = x->values[kana],
                                      .is_kana = true};
    }
    for (int lang = 0; lang < LANG_COUNT; lang++)
        weigh_sound(w, name_fields[lang], r->name[lang], POINTS_READING, best);
    for (size_t i = first_alias(s, r->n); i < s->n_aliases && s->aliases[i].n == r->n; i++)
        weigh_sound(w, "alias", s->aliases[i].text, POINTS_READING, best);
    return true;
}

/* Is it a field of the other language than the one that comes first? */
static bool is_second(const struct search *s, const char *field)
{
    size_t n_bytes = strlen(field);

    return n_bytes > 3 && strcmp(field + n_bytes - 3, s->first == LANG_JA ? "_en" : "_ja") == 0;
}

static bool is_prose(const struct field *f)
{
    return f->type == FIELD_TEXT && strncmp(f->name, "name_", 5) != 0 &&
           strcmp(f->name, "abbreviation") != 0;
}

/* The words of the record that are no names: as written, or else as they sound. */
static bool weigh_prose(struct search *s, struct subject *x, struct needle *w,
                        struct evidence *best, struct err *e)
{
    if (!load_values(s, x, e))
        return false;
    for (int step = 0; step < 4 && !best->points; step++) {
        bool second = step % 2, by_sound = step / 2;

        for (int i = 0; i < x->resource->n_fields && !best->points; i++) {
            const struct field *f = &x->resource->fields[i];

            if (!is_prose(f) || is_second(s, f->name) != second)
                continue;
            if (by_sound)
                weigh_sound(w, f->name, x->values[i], POINTS_TEXT, best);
            else if (needle_place(w, x->values[i]))
                *best = (struct evidence){.points = POINTS_TEXT,
                                          .route = SEARCH_TEXT,
                                          .field = f->name,
                                          .value = x->values[i]};
        }
    }
    return true;
}

/* What the record says and is called itself; with `names`, only what it is called. */
static bool weigh(struct search *s, struct subject *x, struct needle *w, bool names,
                  struct evidence *best, struct err *e)
{
    weigh_names(s, x, w, best);
    return (best->points || weigh_readings(s, x, w, best, e)) &&
           (best->points || names || weigh_prose(s, x, w, best, e));
}

/* What another record says or is called, if that is evidence. */
static bool weigh_other(struct search *s, uint32_t n, struct needle *w, bool names,
                        struct evidence *best, struct err *e)
{
    struct subject other;

    if (!load_subject(s, n, &other, e) || !weigh(s, &other, w, names, best, e))
        return false;
    if (best->points) {
        best->points = POINTS_LINKED;
        best->route = SEARCH_LINKED;
        best->via = n;
    }
    return true;
}

/* The names of what a record is linked with, and the words of its items. */
static bool weigh_linked(struct search *s, uint32_t n, struct needle *w, struct evidence *best,
                         struct err *e)
{
    struct edge *edges;
    size_t n_edges;

    if (!store_edges(s->st, &s->scratch, n, false, &edges, &n_edges, e))
        return false;
    for (size_t i = 0; i < n_edges && !best->points; i++) {
        bool is_item = edges[i].relation == REL_ITEM;

        if ((is_item || relation_lends_name(edges[i].relation)) &&
            !weigh_other(s, edges[i].to, w, !is_item, best, e))
            return false;
    }
    return true;
}

/* What an activity or event says, or is linked with, as what leads to a theme or type. */
static bool weigh_fact(struct search *s, uint32_t n, struct needle *w, struct evidence *best,
                       struct err *e)
{
    if (!weigh_other(s, n, w, false, best, e) || (!best->points && !weigh_linked(s, n, w, best, e)))
        return false;
    if (best->points)
        best->via = n;
    return true;
}

/* A theme or type is found by its activities and events: by one that is a row itself if it can. */
static bool weigh_facts(struct search *s, uint32_t n, struct needle *w, struct evidence *best,
                        struct err *e)
{
    static const enum relation relations[] = {REL_THEME, REL_TYPE};

    for (int step = 0; step < 4 && !best->points; step++) {
        bool is_row = step < 2;
        uint32_t *facts;
        size_t n_facts = corpus_linked(s->c, &s->scratch, n, relations[step % 2], true, &facts);

        for (size_t i = 0; i < n_facts && !best->points; i++)
            if (s->is_row[facts[i]] == is_row && !weigh_fact(s, facts[i], w, best, e))
                return false;
    }
    return true;
}

/* Does the query name the record itself? */
static bool is_asked_by_id(const struct search *s, uint32_t n)
{
    for (int i = 0; i < s->q->n_terms; i++) {
        const struct query_term *t = &s->q->term[i];

        if (query_values_of(t->field) != VALUES_RECORDS || t->excludes)
            continue;
        for (int k = 0; k < t->n_values; k++)
            if (t->value[k] == n)
                return true;
    }
    return false;
}

/* One word's points in a record whose kind has no reading: by the keys of the whole dossier, no
 * record is read. What is nowhere in it is in another one. */
static int points_by_keys(const struct search_text *t, uint32_t n, const struct needle *w)
{
    const char *piece[TEXT_PARTS];
    enum needle_place place;

    for (int p = 0; p < TEXT_PARTS; p++)
        piece[p] = t->part[p].bytes + t->part[p].at[n - 1];
    place = needle_place_among(w, piece[TEXT_NAMES]);
    if (place)
        return POINTS_HOLDS + (int)place - NEEDLE_INSIDE;
    if (needle_sounds_among(w, piece[TEXT_NAMES_SOUND]))
        return POINTS_READING;
    if (needle_place_among(w, piece[TEXT_PROSE]) || needle_sounds_among(w, piece[TEXT_PROSE_SOUND]))
        return POINTS_TEXT;
    return POINTS_LINKED;
}

/* The same where names and reading must be told apart: by the record itself. */
static bool points_by_fields(struct search *s, uint32_t n, int *points, struct err *e)
{
    struct evidence in_row = {0};
    struct subject x;

    arena_reset(&s->scratch);
    if (!load_subject(s, n, &x, e))
        return false;
    for (int i = 0; i < s->n_needles; i++) {
        struct evidence best = {0};

        if (!weigh(s, &x, &s->needle[i], false, &best, e))
            return false;
        *points += best.points ? best.points : POINTS_LINKED;
    }
    if (s->n_needles > 1)
        weigh_names(s, &x, &s->phrase, &in_row);
    *points += in_row.points;
    return true;
}

/* Adds up a row's points. */
static bool rank(struct search *s, const struct search_text *t, struct place *row, struct err *e)
{
    const struct resource *r = schema_of_kind(corpus_kind(s->c, row->n));
    int in_row;

    row->points = is_asked_by_id(s, row->n) ? POINTS_ID : 0;
    if (!s->n_needles)
        return true;
    if (schema_field(r, "reading_kana") >= 0)
        return points_by_fields(s, row->n, &row->points, e);
    for (int i = 0; i < s->n_needles; i++)
        row->points += points_by_keys(t, row->n, &s->needle[i]);
    in_row = s->n_needles > 1 ? points_by_keys(t, row->n, &s->phrase) : 0;
    row->points += in_row >= POINTS_HOLDS ? in_row : 0;
    return true;
}

static int by_points(const void *left, const void *right)
{
    const struct place *l = left, *r = right;

    if (l->points != r->points)
        return l->points < r->points ? 1 : -1;
    return l->n < r->n ? -1 : l->n > r->n;
}

/* The keys of the whole dossier, for ranking alone. */
static bool load_keys(struct search *s, struct arena *a, struct search_text *t, struct err *e)
{
    bool ok = store_text_start(s->st, a, t, e);

    while (ok && !t->whole)
        ok = store_text_more(s->st, t, e);
    return ok;
}

static bool collect(struct search *s, struct err *e)
{
    uint32_t n_records = store_n_records(s->st);
    struct arena mem = {0};
    struct search_text keys = {0};
    bool ok = !s->n_needles || load_keys(s, &mem, &keys, e);

    s->is_row = arena_zeroed(&s->mem, (size_t)n_records + 1, sizeof *s->is_row);
    for (int k = 0; k < KIND_COUNT; k++) {
        uint32_t *rows;
        size_t n_rows = corpus_rows(s->c, &mem, (enum kind)k, false, &rows);

        for (size_t i = 0; i < n_rows; i++)
            s->is_row[rows[i]] = true;
        s->n_rows += n_rows;
    }
    s->rows = arena_zeroed(&s->mem, s->n_rows, sizeof *s->rows);
    s->n_rows = 0;
    for (uint32_t n = 1; ok && n <= n_records; n++)
        if (s->is_row[n]) {
            s->rows[s->n_rows].n = n;
            ok = rank(s, &keys, &s->rows[s->n_rows++], e);
        }
    arena_finish(&mem);
    if (ok && s->n_rows)
        qsort(s->rows, s->n_rows, sizeof *s->rows, by_points);
    return ok;
}

/* The texts that must be found, one by one and in a row. */
static bool make_needles(struct search *s, struct err *e)
{
    struct buf row = {0};
    bool ok = true;

    for (int i = 0; i < s->q->n_terms; i++) {
        const struct query_term *t = &s->q->term[i];

        if (t->field != QUERY_TEXT || t->excludes)
            continue;
        ok = needle_init(&s->needle[s->n_needles++], t->text, t->literal) && ok;
        buf_printf(&row, "%s%s", row.n_bytes ? " " : "", t->text);
    }
    ok = needle_init(&s->phrase, buf_cstr(&row), false) && ok && !row.failed;
    buf_finish(&row);
    return ok || err_set(e, ERR_DATA, "out of memory");
}

struct search *search_new(struct store *st, struct corpus *c, const struct query *q,
                          enum lang first, struct err *e)
{
    struct search *s = calloc(1, sizeof *s);

    if (!s) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    s->st = st;
    s->c = c;
    s->q = q;
    s->first = first;
    if (corpus_ask(c, q, e) && load_aliases(s, e) && make_needles(s, e) && collect(s, e))
        return s;
    search_free(s);
    return NULL;
}

void search_free(struct search *s)
{
    if (!s)
        return;
    for (int i = 0; i < s->n_needles; i++)
        needle_finish(&s->needle[i]);
    needle_finish(&s->phrase);
    arena_finish(&s->mem);
    arena_finish(&s->scratch);
    free(s);
}

size_t search_count(const struct search *s)
{
    return s->n_rows;
}

uint32_t search_record(const struct search *s, size_t place)
{
    return s->rows[place].n;
}

int search_points(const struct search *s, size_t place)
{
    return s->rows[place].points;
}

/* The best evidence of all words, wherever it is. */
static bool find_evidence(struct search *s, struct subject *x, struct evidence *best, struct err *e)
{
    bool by_facts = x->record.kind == KIND_THEME || x->record.kind == KIND_TYPE;

    for (int i = 0; i < s->n_needles; i++) {
        struct needle *w = &s->needle[i];
        struct evidence found = {0};

        if (!weigh(s, x, w, false, &found, e) ||
            (!found.points && !weigh_linked(s, x->record.n, w, &found, e)) ||
            (!found.points && by_facts && !weigh_facts(s, x->record.n, w, &found, e)))
            return false;
        if (found.points > best->points)
            *best = found;
    }
    return true;
}

/* The passage of what was found, with the hits of every word in it. */
static struct passage cut_passage(struct search *s, const struct evidence *best, int max_cols,
                                  struct arena *a)
{
    struct fold_span *spans =
        arena_zeroed(&s->scratch, (size_t)s->n_needles * MAX_SPANS, sizeof *spans);
    size_t n_spans = 0;

    for (int i = 0; i < s->n_needles; i++)
        n_spans +=
            needle_spans(&s->needle[i], best->value, best->is_kana, spans + n_spans, MAX_SPANS);
    return passage_make(a, best->value, strlen(best->value), spans, n_spans, max_cols);
}

bool search_hit(struct search *s, size_t place, int max_cols, struct arena *a,
                struct search_hit *hit, struct err *e)
{
    uint32_t n = s->rows[place].n;
    struct evidence best = {0};
    struct subject x;

    *hit = (struct search_hit){.field = ""};
    arena_reset(&s->scratch);
    if (!load_subject(s, n, &x, e) || !find_evidence(s, &x, &best, e))
        return false;
    if (is_asked_by_id(s, n)) {
        hit->route = SEARCH_ID;
        hit->field = "id";
    }
    if (!best.points || hit->route == SEARCH_ID)
        return true;
    hit->route = best.route;
    hit->field = best.field;
    hit->via = best.via;
    hit->passage = cut_passage(s, &best, max_cols, a);
    return true;
}
