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

static void note(uint32_t *list, int *n_list, uint32_t n)
{
    if (*n_list < MAX_CHOICES)
        list[(*n_list)++] = n;
}

/* Is the key one of the names, which have U+001F behind each? */
static bool is_one_of(const char *names, const char *key, size_t n_bytes)
{
    for (const char *at = names; (at = strstr(at, key)) != NULL; at++)
        if (at[n_bytes] == '\x1F' && (at == names || at[-1] == '\x1F'))
            return true;
    return false;
}

/* Looks through what all records of the kind are called. */
static bool look(struct store *st, enum kind kind, const char *key, struct finding *found,
                 struct err *e)
{
    const struct name_list *list;

    if (!store_names(st, kind, &list, e))
        return false;
    for (size_t i = 0; i < list->n_records && *key; i++) {
        if (is_one_of(list->names[i], key, strlen(key)))
            note(found->exact, &found->n_exact, list->n[i]);
        else if (strstr(list->names[i], key))
            note(found->near, &found->n_near, list->n[i]);
    }
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
    if (!look(st, kind, buf_cstr(&key), &found, e))
        goto out;
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
    const struct word *words;
    struct record r;
    size_t n_words;
    uint32_t v = 0, n = 0;

    if (!store_words(st, &words, &n_words, e))
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
