/* Counterparts: the links are read, the bodies sorted. What holds when is in counterparts_day.c. */
#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"

#include "nichiei/engine/names.h"

#include "counterparts_in.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 32 };

/* The i-th word of the schema's list; false if there are not so many. */
static bool matter_word(int matter, char word[WORD_BYTES])
{
    const struct resource *r = schema_resource("links");
    const char *at = r->fields[schema_field(r, "matter")].arg;
    size_t n_bytes = strcspn(at, " ");

    for (; matter > 0 && *at; matter--) {
        at += n_bytes + strspn(at + n_bytes, " ");
        n_bytes = strcspn(at, " ");
    }
    if (matter < 0 || !n_bytes || n_bytes >= WORD_BYTES)
        return false;
    memcpy(word, at, n_bytes);
    word[n_bytes] = '\0';
    return true;
}

int matter_count(void)
{
    char word[WORD_BYTES];
    int n = 0;

    while (matter_word(n, word))
        n++;
    return n;
}

int matter_find(const char *word)
{
    char known[WORD_BYTES];

    for (int i = 0; matter_word(i, known); i++)
        if (strcmp(known, word) == 0)
            return i;
    return -1;
}

struct text matter_name(struct arena *a, int matter, enum display d)
{
    char word[WORD_BYTES];

    return matter_word(matter, word) ? say_word(a, word, d) : text_lit("");
}

int matter_named(const char *typed)
{
    struct buf key = {0}, names = {0};
    char word[WORD_BYTES];
    int found = -1;

    fold_key(&key, typed, strlen(typed));
    for (int i = 0; found < 0 && matter_word(i, word); i++) {
        buf_reset(&names);
        names_add_word(&names, word);
        if (names_hit(buf_cstr(&names), buf_cstr(&key)) == NAMES_WHOLE)
            found = i;
    }
    buf_finish(&key);
    buf_finish(&names);
    return found;
}

bool matter_has(int matter, const char *key)
{
    struct buf names = {0};
    char word[WORD_BYTES];
    bool has = false;

    if (matter_word(matter, word)) {
        names_add_word(&names, word);
        has = strstr(buf_cstr(&names), key) != NULL;
    }
    buf_finish(&names);
    return has;
}

/* What the reading of one link needs. */
struct reading {
    struct counterparts *cp;
    const char *const *values;
    struct err *e;
};

static const char *field(const struct reading *r, const char *name)
{
    return r->values[schema_field(schema_resource("links"), name)];
}

/* The number of the record that a field names; 0 if it is empty. */
static uint32_t record_of(const struct reading *r, const char *name)
{
    const char *id = field(r, name);

    return *id ? store_find(r->cp->st, id, r->e) : 0;
}

/* The two languages of a field of the link. */
static void pair_of(const struct reading *r, const char *ja, const char *en,
                    const char *out[LANG_COUNT])
{
    out[LANG_JA] = field(r, ja);
    out[LANG_EN] = field(r, en);
}

/* The last day of the month, year … of a date; of a note, of the document it stands in. */
static bool dated(struct counterparts *cp, uint32_t n, int32_t *day, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    uint32_t *documents;
    bool ok = store_record(cp->st, &mem, n, &r, e);

    if (ok && r.kind == KIND_REFERENCE &&
        corpus_linked(cp->c, &mem, n, REL_DOCUMENT, false, &documents))
        ok = store_record(cp->st, &mem, documents[0], &r, e);
    *day = ok && *r.date ? r.last_day : EDTF_DAY_MAX;
    arena_finish(&mem);
    return ok;
}

/* From when on a link that does not say so is known to hold. */
static bool known_from(struct counterparts *cp, struct held *h, struct err *e)
{
    struct arena mem = {0};
    uint32_t *cited;
    size_t n_cited = corpus_linked(cp->c, &mem, h->tie.link, REL_CITES, false, &cited);
    bool ok = true;

    h->known = EDTF_DAY_MAX;
    for (size_t i = 0; ok && i < n_cited; i++) {
        int32_t day;

        ok = dated(cp, cited[i], &day, e);
        if (ok && day < h->known)
            h->known = day;
    }
    arena_finish(&mem);
    return ok;
}

int counterparts_side(const struct counterparts *cp, uint32_t body)
{
    uint32_t at;

    return counterparts_actor(cp, body, &at) ? cp->sort[at].side : -1;
}

static void swap_sides(struct tie *t)
{
    uint32_t body = t->body[0];

    t->body[0] = t->body[1];
    t->body[1] = body;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const char *role = t->role[0][lang];

        t->role[0][lang] = t->role[1][lang];
        t->role[1][lang] = role;
    }
}

/* Japan's body to the left; what is not between the two countries stays as it is. */
static void put_in_order(const struct counterparts *cp, struct tie *t)
{
    int from = counterparts_side(cp, t->body[0]), to = counterparts_side(cp, t->body[1]);

    if (from == SIDE_GB || (from < 0 && to == SIDE_JP)) {
        swap_sides(t);
        from = counterparts_side(cp, t->body[0]);
        to = counterparts_side(cp, t->body[1]);
    }
    t->abroad = (t->body[0] && from != SIDE_JP) || (t->body[1] && to != SIDE_GB);
}

static bool add_counterpart(const struct reading *r, uint32_t link)
{
    struct held *h = &r->cp->held[r->cp->n_held++];
    struct edtf since, until;

    h->tie = (struct tie){.link = link, .matter = matter_find(field(r, "matter"))};
    h->tie.body[0] = record_of(r, "from");
    h->tie.body[1] = record_of(r, "to");
    pair_of(r, "name_ja", "name_en", h->tie.name);
    pair_of(r, "role_from_ja", "role_from_en", h->tie.role[0]);
    pair_of(r, "role_to_ja", "role_to_en", h->tie.role[1]);
    pair_of(r, "limits_ja", "limits_en", h->tie.limits);
    put_in_order(r->cp, &h->tie);
    h->tie.strength = strcmp(field(r, "basis"), "stated") == 0 ? TIE_STATED : TIE_INFERRED;
    h->since = field(r, "since");
    h->until = field(r, "until");
    h->since_first = h->since_last = EDTF_DAY_MIN;
    h->until_last = EDTF_DAY_MAX;
    if (edtf_parse(h->since, strlen(h->since), &since) && since.precision != EDTF_UNDATED) {
        h->since_first = since.first_day;
        h->since_last = since.last_day;
    }
    if (edtf_parse(h->until, strlen(h->until), &until))
        h->until_last = until.last_day;
    return !r->e->code && known_from(r->cp, h, r->e);
}

static int32_t first_day_of(const char *date)
{
    struct edtf d;

    return *date && edtf_parse(date, strlen(date), &d) ? d.first_day : EDTF_DAY_MIN;
}

static bool add_link(struct counterparts *cp, uint32_t link, struct err *e)
{
    struct reading r = {.cp = cp, .e = e};
    const char *relation;
    uint32_t from, to;

    if (!store_fields(cp->st, &cp->mem, link, &r.values, e))
        return false;
    relation = field(&r, "relation");
    if (strcmp(relation, "counterpart") == 0)
        return add_counterpart(&r, link);
    from = record_of(&r, "from");
    to = record_of(&r, "to");
    if (e->code || !from || !to)
        return !e->code;
    if (strcmp(relation, "predecessor") == 0 && strcmp(field(&r, "extent"), "full") == 0)
        cp->succession[cp->n_successions++] = (struct succession){from, to};
    else if (strcmp(relation, "member-of") == 0)
        cp->membership[cp->n_memberships++] =
            (struct membership){from, to, first_day_of(field(&r, "since"))};
    return true;
}

static bool add_links(struct counterparts *cp, struct err *e)
{
    const struct corpus *c = cp->c;
    bool ok = true;

    cp->held = arena_zeroed(&cp->mem, c->n_of_kind[KIND_LINK], sizeof *cp->held);
    cp->succession = arena_zeroed(&cp->mem, c->n_of_kind[KIND_LINK], sizeof *cp->succession);
    cp->membership = arena_zeroed(&cp->mem, c->n_of_kind[KIND_LINK], sizeof *cp->membership);
    for (uint32_t n = c->first[KIND_LINK]; ok && n && n <= c->last[KIND_LINK]; n++)
        if (corpus_kind(c, n) == KIND_LINK)
            ok = add_link(cp, n, e);
    return ok;
}

/* A group, an exercise or a meeting is nobody's opposite number. */
static bool is_body_word(const char *category)
{
    return !schema_has_word("group programme project exercise forum threat-group party media",
                            category, strlen(category));
}

static void sort_by_word(struct actor_sort *sort, const struct word *w)
{
    if (strcmp(w->field, "country") == 0)
        sort->side = strcmp(w->word, "JP") == 0   ? SIDE_JP
                     : strcmp(w->word, "GB") == 0 ? SIDE_GB
                                                  : -1;
    else if (strcmp(w->field, "category") == 0)
        sort->is_body = is_body_word(w->word);
}

static bool sort_actors(struct counterparts *cp, struct err *e)
{
    struct corpus *c = cp->c;

    if (!corpus_load_words(c, e))
        return false;
    cp->first = c->first[KIND_ACTOR];
    cp->n_actors = cp->first ? c->last[KIND_ACTOR] - cp->first + 1 : 0;
    cp->sort = arena_zeroed(&cp->mem, cp->n_actors, sizeof *cp->sort);
    cp->life = arena_zeroed(&cp->mem, cp->n_actors, sizeof *cp->life);
    cp->took_part = arena_zeroed(&cp->mem, cp->n_actors, sizeof *cp->took_part);
    for (uint32_t i = 0; i < cp->n_actors; i++) {
        uint32_t n = cp->first + i;

        cp->sort[i].side = -1;
        for (uint32_t k = c->word_at[n - 1]; k < c->word_at[n]; k++)
            if (c->word_v[k] && c->word_v[k] <= c->n_words)
                sort_by_word(&cp->sort[i], &c->word[c->word_v[k] - 1]);
    }
    return true;
}

struct counterparts *counterparts_new(struct store *st, struct corpus *c, struct err *e)
{
    struct counterparts *cp = calloc(1, sizeof *cp);

    if (!cp) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    cp->st = st;
    cp->c = c;
    if (corpus_load(c, e) && sort_actors(cp, e) && add_links(cp, e))
        return cp;
    counterparts_free(cp);
    return NULL;
}

void counterparts_free(struct counterparts *cp)
{
    if (!cp)
        return;
    arena_finish(&cp->mem);
    free(cp->pair);
    free(cp);
}
