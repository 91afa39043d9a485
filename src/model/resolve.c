/* Names to records. */
#include "resolve.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include "nichiei/model/say.h"

#include <stdio.h>
#include <string.h>

enum { MAX_CHOICES = 8 };

struct finding {
    uint32_t exact[MAX_CHOICES], near[MAX_CHOICES];
    int n_exact, n_near;
};

static bool key_equals(const char *key, const char *name)
{
    struct buf folded = {0};
    bool same;

    fold_key(&folded, name, strlen(name));
    same = strcmp(buf_cstr(&folded), key) == 0;
    buf_finish(&folded);
    return same;
}

static bool key_contains(const char *key, const char *name)
{
    struct buf folded = {0};
    bool inside;

    fold_key(&folded, name, strlen(name));
    inside = *key && strstr(buf_cstr(&folded), key) != NULL;
    buf_finish(&folded);
    return inside;
}

static void note(uint32_t *list, int *n_list, uint32_t n)
{
    if (*n_list < MAX_CHOICES)
        list[(*n_list)++] = n;
}

/* Tests one record's reading in kana. */
static bool weigh_reading(struct store *st, struct arena *a, const struct record *r,
                          const char *key, bool *exact, bool *near, struct err *e)
{
    int field = schema_field(schema_of_kind(r->kind), "reading_kana");
    const char *const *values;

    if (field < 0)
        return true;
    if (!store_fields(st, a, r->n, &values, e))
        return false;
    *exact = *exact || (*values[field] && key_equals(key, values[field]));
    *near = *near || key_contains(key, values[field]);
    return true;
}

/* Tests one record's names and aliases. */
static bool weigh(struct store *st, struct arena *a, const struct record *r, const char *key,
                  struct finding *found, struct err *e)
{
    const char *names[3] = {r->name[LANG_JA], r->name[LANG_EN], r->label};
    const struct resource *aliases = schema_resource("aliases");
    int alias_field = schema_field(aliases, "alias");
    bool exact = false, near = false;
    struct row *rows;
    size_t n_rows;

    for (int i = 0; i < 3; i++) {
        exact = exact || (*names[i] && key_equals(key, names[i]));
        near = near || key_contains(key, names[i]);
    }
    if (!store_rows(st, a, aliases, "record", r->id, &rows, &n_rows, e))
        return false;
    for (size_t i = 0; i < n_rows; i++) {
        exact = exact || key_equals(key, rows[i].values[alias_field]);
        near = near || key_contains(key, rows[i].values[alias_field]);
    }
    if (!weigh_reading(st, a, r, key, &exact, &near, e))
        return false;
    if (exact)
        note(found->exact, &found->n_exact, r->n);
    else if (near)
        note(found->near, &found->n_near, r->n);
    return true;
}

/* "actor:npa (警察庁), actor:nca (国家犯罪対策庁)". */
static void name_choices(struct store *st, struct arena *a, const uint32_t *list, int n_list,
                         struct buf *out)
{
    for (int i = 0; i < n_list; i++) {
        struct record r;

        if (store_record(st, a, list[i], &r, NULL))
            buf_printf(out, "%s%s (%s)", i ? ", " : "", r.id, r.name[LANG_JA]);
    }
}

uint32_t resolve(struct store *st, enum kind kind, const char *word, struct err *e)
{
    struct buf key = {0}, choices = {0}, id = {0};
    struct finding found = {0};
    struct arena mem = {0};
    uint32_t n = 0;

    buf_printf(&id, "%s:%s", kind_prefix(kind), word);
    if (kind_of_id(word) == kind && (n = store_find(st, word, e)) != 0)
        goto out;
    if ((n = store_find(st, buf_cstr(&id), e)) != 0 || (e && e->code))
        goto out;
    fold_key(&key, word, strlen(word));
    for (uint32_t i = 1; i <= store_n_records(st); i++) {
        struct record r;

        if (!store_record(st, &mem, i, &r, e))
            goto out;
        if (r.kind == kind && !weigh(st, &mem, &r, buf_cstr(&key), &found, e))
            goto out;
    }
    if (found.n_exact == 1 || (found.n_exact == 0 && found.n_near == 1)) {
        n = found.n_exact ? found.exact[0] : found.near[0];
    } else if (found.n_exact > 1) {
        name_choices(st, &mem, found.exact, found.n_exact, &choices);
        err_set(e, ERR_USAGE, "\"%s\" may mean %s; name one by its id", word, buf_cstr(&choices));
    } else if (found.n_near > 1) {
        name_choices(st, &mem, found.near, found.n_near, &choices);
        err_set(e, ERR_USAGE, "no %s \"%s\"; near it: %s", kind_prefix(kind), word,
                buf_cstr(&choices));
    } else {
        err_set(e, ERR_USAGE, "no %s \"%s\"; `nichiei list %s` names them all", kind_prefix(kind),
                word, schema_of_kind(kind)->name);
    }
out:
    buf_finish(&key);
    buf_finish(&choices);
    buf_finish(&id);
    arena_finish(&mem);
    return n;
}

/* Is this word, or what readers call it, what was typed? */
static bool says(struct arena *a, const char *word, const char *key)
{
    struct text ja = say_word(a, word, DISPLAY_JA), en = say_word(a, word, DISPLAY_EN);
    const char *colon = strchr(word, ':');

    return key_equals(key, word) || (colon && key_equals(key, colon + 1)) ||
           key_equals(key, arena_copy(a, ja.p, ja.n_bytes)) ||
           key_equals(key, arena_copy(a, en.p, en.n_bytes));
}

uint32_t resolve_word(struct store *st, const char *field, const char *word, struct err *e)
{
    struct buf key = {0}, known = {0};
    struct arena mem = {0};
    struct word *words;
    struct record r;
    size_t n_words;
    uint32_t v = 0, n = 0;

    if (!store_words(st, &mem, &words, &n_words, e))
        goto out;
    if (strcmp(field, "source") == 0 && (n = resolve(st, KIND_SOURCE, word, NULL)) != 0 &&
        store_record(st, &mem, n, &r, e))
        word = strchr(r.id, ':') + 1;
    fold_key(&key, word, strlen(word));
    for (size_t i = 0; i < n_words && !v; i++) {
        if (strcmp(words[i].field, field) != 0)
            continue;
        if (says(&mem, words[i].word, buf_cstr(&key)))
            v = words[i].v;
        else if (known.n_bytes < 200)
            buf_printf(&known, " %s", words[i].word);
    }
    if (!v)
        err_set(e, ERR_USAGE, "no %s \"%.60s\"; there is%s", field, word, buf_cstr(&known));
out:
    buf_finish(&key);
    buf_finish(&known);
    arena_finish(&mem);
    return v;
}
