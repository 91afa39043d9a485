/* Words one slip away. */
#include "nichiei/engine/nearest.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include <string.h>

enum { MAX_CHARACTERS = 24 }; /* longer ones are phrases */

/* A key as characters: where each begins, and the end. */
struct spelling {
    const char *at[MAX_CHARACTERS + 2];
    int n;
};

static const char *after(const char *s)
{
    do
        s++;
    while (((unsigned char)*s & 0xC0) == 0x80);
    return s;
}

/* The characters from s on, as many as one could compare. */
static struct spelling spell(const char *s)
{
    struct spelling w = {{s}, 0};

    while (*s && *s != '\x1F' && w.n <= MAX_CHARACTERS)
        w.at[++w.n] = s = after(s);
    return w;
}

static bool same(const struct spelling *a, int i, const struct spelling *b, int k)
{
    size_t n_bytes = (size_t)(a->at[i + 1] - a->at[i]);

    return n_bytes == (size_t)(b->at[k + 1] - b->at[k]) && memcmp(a->at[i], b->at[k], n_bytes) == 0;
}

/* Do the rests agree, from here to the ends? */
static bool same_rest(const struct spelling *a, int i, const struct spelling *b, int k, int n_b)
{
    if (a->n - i != n_b - k)
        return false;
    for (; i < a->n; i++, k++)
        if (!same(a, i, b, k))
            return false;
    return true;
}

/* Is all of a one slip away from the first n_b characters of b? */
static bool is_one_slip(const struct spelling *a, const struct spelling *b, int n_b)
{
    int i = 0;

    while (i < a->n && i < n_b && same(a, i, b, i))
        i++;
    if (i == a->n && i == n_b)
        return false;
    return same_rest(a, i + 1, b, i + 1, n_b) || same_rest(a, i + 1, b, i, n_b) ||
           same_rest(a, i, b, i + 1, n_b) ||
           (i + 1 < a->n && i + 1 < n_b && same(a, i, b, i + 1) && same(a, i + 1, b, i) &&
            same_rest(a, i + 2, b, i + 2, n_b));
}

/* How many bytes at this place of a name are one slip away from the word; Latin ones are a whole
 * word. 0 if none are. */
static size_t slip_at(const struct spelling *word, const char *names, const char *place)
{
    struct spelling here;

    if (fold_is_word(*place) && place != names && fold_is_word(place[-1]))
        return 0;
    here = spell(place);
    for (int n = word->n + 1; n >= word->n - 1; n--)
        if (n <= here.n && !(fold_is_word(here.at[n][-1]) && fold_is_word(*here.at[n])) &&
            is_one_slip(word, &here, n))
            return (size_t)(here.at[n] - place);
    return 0;
}

/* A piece of a key as the record's names write it. */
static struct text as_written(struct store *st, struct arena *a, uint32_t n, const char *key)
{
    struct fold_span span;
    struct record r;

    if (!store_record(st, a, n, &r, NULL))
        return text_lit("");
    for (int i = 0; i < 3; i++) {
        const char *name = i < 2 ? r.name[i] : r.label;

        if (fold_match(name, strlen(name), key, &span, 1))
            return text_safe(a, name + span.at, span.n_bytes);
    }
    return text_safe_str(a, key); /* an alias or a reading */
}

static struct text nearest_of_kind(struct store *st, struct arena *a, enum kind kind,
                                   const struct spelling *word)
{
    const struct name_list *list;

    if (!store_names(st, kind, &list, NULL))
        return text_lit("");
    for (size_t i = 0; i < list->n_records; i++)
        for (const char *at = list->names[i]; *at; at = after(at)) {
            size_t n_bytes = slip_at(word, list->names[i], at);

            if (n_bytes)
                return as_written(st, a, list->n[i], arena_copy(a, at, n_bytes));
        }
    return text_lit("");
}

struct text nearest_word(struct store *st, struct arena *a, enum kind kind, const char *typed)
{
    struct text found = text_lit("");
    struct spelling word;
    struct buf key = {0};

    fold_key(&key, typed, strlen(typed));
    word = spell(buf_cstr(&key));
    if (word.n >= (fold_is_word(*word.at[0]) ? 4 : 3) && word.n < MAX_CHARACTERS)
        found = nearest_of_kind(st, a, kind, &word);
    buf_finish(&key);
    return found;
}
