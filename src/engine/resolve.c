/* Names to records. */
#include "resolve.h"

#include "nichiei/base/buf.h"

#include "nichiei/engine/names.h"
#include "nichiei/engine/query_words.h"

#include <stdio.h>
#include <string.h>

enum { MAX_CHOICES = 8 };

/* The records that bear the name, and those that only come near it. */
struct finding {
    uint32_t exact[MAX_CHOICES], near[MAX_CHOICES];
    int n_exact, n_near;
};

static void note(uint32_t *list, int *n_list, uint32_t n)
{
    if (*n_list < MAX_CHOICES)
        list[(*n_list)++] = n;
}

/* Looks through what all records of the kind are called. */
static void look(const struct name_list *list, const char *key, struct finding *found)
{
    for (size_t i = 0; i < list->n_records; i++) {
        enum names_hit hit = names_hit(list->names[i], key);

        if (hit == NAMES_WHOLE)
            note(found->exact, &found->n_exact, list->n[i]);
        else if (hit != NAMES_NONE)
            note(found->near, &found->n_near, list->n[i]);
    }
}

/* The slugs of those whose names are only mistyped. */
static void name_closest(struct store *st, const struct name_list *list, const char *key,
                         struct query_fault *fault)
{
    struct closest closest = {0};
    struct arena mem = {0};

    for (size_t i = 0; i < list->n_records; i++) {
        int steps = names_steps(list->names[i], key);
        struct record r;

        if (steps >= 0 && store_record(st, &mem, list->n[i], &r, NULL))
            closest_offer(&closest, steps, names_slug(r.id));
    }
    closest_print(&closest, fault->near, sizeof fault->near);
    arena_finish(&mem);
}

/* "actor:npa (警察庁), actor:nca (国家犯罪対策庁)", and "npa, nca" for the fault. */
static void name_choices(struct store *st, const uint32_t *list, int n_list, struct buf *out,
                         struct query_fault *fault)
{
    struct arena mem = {0};
    size_t used = 0;

    for (int i = 0; i < n_list; i++) {
        struct record r;

        if (!store_record(st, &mem, list[i], &r, NULL))
            continue;
        buf_printf(out, "%s%s (%s)", i ? ", " : "", r.id, r.name[LANG_JA]);
        if (used + strlen(names_slug(r.id)) + 3 <= sizeof fault->near)
            used += (size_t)sprintf(fault->near + used, "%s%s", used ? ", " : "", names_slug(r.id));
    }
    arena_finish(&mem);
}

/* Says why none of what was found will do. */
static void refuse(struct store *st, enum kind kind, const char *word, const struct finding *found,
                   struct query_fault *fault, struct err *e)
{
    struct buf choices = {0};

    if (found->n_exact > 1) {
        name_choices(st, found->exact, found->n_exact, &choices, fault);
        fault->what = SAY_FAULT_HOMONYM;
        err_set(e, ERR_USAGE, "\"%.*s\" may mean %s; name one by its id", query_shown_bytes(word),
                word, buf_cstr(&choices));
    } else if (found->n_near > 1) {
        name_choices(st, found->near, found->n_near, &choices, fault);
        fault->what = SAY_FAULT_VALUE_NEAR;
        err_set(e, ERR_USAGE, "no %s \"%.*s\"; near it: %s", kind_prefix(kind),
                query_shown_bytes(word), word, buf_cstr(&choices));
    } else {
        fault->what = *fault->near ? SAY_FAULT_VALUE_NEAR : SAY_FAULT_VALUE;
        err_set(e, ERR_USAGE, "no %s \"%.*s\"%s%s; `nichiei list %s` names them all",
                kind_prefix(kind), query_shown_bytes(word), word, *fault->near ? "; near it: " : "",
                fault->near, schema_of_kind(kind)->name);
    }
    buf_finish(&choices);
}

/* By any name but the id; 0, with the fault and why, if that does not lead to one record. */
static uint32_t by_name(struct store *st, enum kind kind, const char *word,
                        struct query_fault *fault, struct err *e)
{
    const struct name_list *list;
    struct finding found = {0};
    struct arena mem = {0};
    const char *key = names_typed(&mem, word).key;
    uint32_t n = 0;

    if (store_names(st, kind, &list, e)) {
        look(list, key, &found);
        if (found.n_exact == 1 || (found.n_exact == 0 && found.n_near == 1))
            n = found.n_exact ? found.exact[0] : found.near[0];
        else if (found.n_exact + found.n_near == 0)
            name_closest(st, list, key, fault);
        if (!n)
            refuse(st, kind, word, &found, fault, e);
    }
    arena_finish(&mem);
    return n;
}

uint32_t resolve(struct store *st, enum kind kind, const char *word, struct query_fault *fault,
                 struct err *e)
{
    struct err failed = {0};
    struct buf id = {0};
    uint32_t n = 0;

    if (kind == KIND_NONE) { /* an id: of no kind that there is */
        fault->what = SAY_FAULT_VALUE;
        err_set(e, ERR_USAGE, "\"%.*s\" is no id; write one such as actor:npa",
                query_shown_bytes(word), word);
        return 0;
    }
    buf_printf(&id, "%s:%s", kind_prefix(kind), word);
    if (kind_of_id(word) == kind)
        n = store_find(st, word, &failed);
    if (!n && !failed.code)
        n = store_find(st, buf_cstr(&id), &failed);
    buf_finish(&id);
    if (!n && !failed.code)
        n = by_name(st, kind, word, fault, &failed);
    if (failed.code)
        err_set(e, failed.code, "%s", failed.text);
    return n;
}

uint32_t query_record(struct store *st, enum kind kind, const char *word, struct err *e)
{
    struct query_fault fault = {.what = SAY_COUNT};

    return resolve(st, kind, word, &fault, e);
}

/* A word of the field that bears the name, or 0; then what is known, and what comes near. */
static uint32_t find_word(const struct word *words, size_t n_words, const char *field,
                          const char *word, struct buf *known, struct closest *closest)
{
    struct arena mem = {0};
    const char *key = names_typed(&mem, word).key;
    struct buf names = {0};
    uint32_t v = 0;

    for (size_t i = 0; i < n_words && !v; i++) {
        int steps;

        if (strcmp(words[i].field, field) != 0)
            continue;
        buf_reset(&names);
        names_add_word(&names, words[i].word);
        if (names_hit(buf_cstr(&names), key) == NAMES_WHOLE)
            v = words[i].v;
        if (known->n_bytes < 200 && kind_of_id(words[i].word) != KIND_REFERENCE)
            buf_printf(known, " %s", words[i].word);
        if ((steps = names_steps(buf_cstr(&names), key)) >= 0)
            closest_offer(closest, steps, names_slug(words[i].word));
    }
    buf_finish(&names);
    arena_finish(&mem);
    return v;
}

uint32_t resolve_word(struct store *st, const char *field, const char *word,
                      struct query_fault *fault, struct err *e)
{
    struct closest closest = {0};
    struct buf known = {0};
    struct arena mem = {0};
    const struct word *words;
    struct record r;
    size_t n_words;
    uint32_t v = 0, n = 0;

    if (!store_words(st, &words, &n_words, e))
        goto out;
    if (strcmp(field, "source") == 0) {
        struct query_fault ignored = {0};

        n = resolve(st, KIND_SOURCE, word, &ignored, NULL);
        if (n && store_record(st, &mem, n, &r, e))
            word = names_slug(r.id);
    }
    v = find_word(words, n_words, field, word, &known, &closest);
    if (!v) {
        closest_print(&closest, fault->near, sizeof fault->near);
        fault->what = *fault->near ? SAY_FAULT_VALUE_NEAR : SAY_FAULT_VALUE;
        err_set(e, ERR_USAGE, "no %s \"%.*s\"%s%s; there is%s", field, query_shown_bytes(word),
                word, *fault->near ? "; near it: " : "", fault->near, buf_cstr(&known));
    }
out:
    buf_finish(&known);
    arena_finish(&mem);
    return v;
}
