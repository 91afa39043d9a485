/* False friends: a table of words by the first bytes of their search keys, and one pass over a
 * text's key. */
#include "nichiei/engine/terms.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BYTES = 3, /* of a key, in the table: one character of Japanese */
    BUCKETS = 512,
    NO_WORD = UINT16_MAX,
    MAX_ABBREVIATION = 8
};

/* A word that is looked for. */
struct known {
    const char *key;
    uint16_t key_bytes, next; /* in its bucket, where the longest come first */
    uint32_t first, n_terms;  /* in terms.n */
    bool false_friend;        /* else a longer name that hides one */
    bool abbreviation;
};

struct terms {
    struct arena mem;
    struct known *words;
    size_t n_words, cap_words;
    uint32_t *n;
    uint16_t bucket[BUCKETS];
    struct fold_trace trace; /* of the text that is looked at */
    struct buf plain;        /* the text without its calls of notes, if it has any */
};

/* A name of a term before equal ones are put together. */
struct name {
    const char *key;
    size_t key_bytes;
    uint32_t n;
    bool false_friend, abbreviation;
};

static unsigned bucket_of(const char *key)
{
    const unsigned char *k = (const unsigned char *)key;

    return (k[0] * 67U ^ k[1] * 31U ^ k[2] * 7U) % BUCKETS;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static size_t capitals(const char *bytes, size_t n_bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < n_bytes; i++)
        n += is_capital(bytes[i]);
    return n;
}

static bool is_ascii(const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

/* Hyphens part words as blanks do. */
static void part_words(char *key, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if (key[i] == '-')
            key[i] = ' ';
}

static struct name name_of(struct arena *a, const struct term_word *w, struct buf *key)
{
    size_t n_bytes = strlen(w->word);
    struct name out = {.n = w->n, .false_friend = w->false_friend};
    char *copy;

    buf_reset(key);
    fold_key(key, w->word, n_bytes);
    copy = arena_copy(a, buf_cstr(key), key->n_bytes);
    part_words(copy, key->n_bytes);
    out.key = copy;
    out.key_bytes = key->n_bytes;
    out.abbreviation = n_bytes <= MAX_ABBREVIATION && !strchr(w->word, ' ') &&
                       is_ascii(w->word, n_bytes) && capitals(w->word, n_bytes) >= 2;
    return out;
}

/* The longest first; equal ones together, by record. */
static int by_length(const void *left, const void *right)
{
    const struct name *l = left, *r = right;
    int order;

    if (l->key_bytes != r->key_bytes)
        return l->key_bytes > r->key_bytes ? -1 : 1;
    order = memcmp(l->key, r->key, l->key_bytes);
    return order ? order : (l->n > r->n) - (l->n < r->n);
}

/* Adds a word to its bucket, behind those that are as long. */
static void add_word(struct terms *t, struct known w)
{
    uint16_t *at = &t->bucket[bucket_of(w.key)];

    if (t->n_words == NO_WORD)
        return;
    t->words = arena_grow(&t->mem, t->words, t->n_words, &t->cap_words, sizeof *t->words);
    while (*at != NO_WORD && t->words[*at].key_bytes >= w.key_bytes)
        at = &t->words[*at].next;
    w.next = *at;
    t->words[t->n_words] = w;
    *at = (uint16_t)t->n_words++;
}

/* The last byte of a word that may stand here: with an s behind it, if that ends it. */
static size_t word_end(const char *key, size_t n_bytes, size_t end)
{
    if (!fold_is_word(key[end - 1]) || end == n_bytes || !fold_is_word(key[end]))
        return end;
    if (key[end] == 's' && (end + 1 == n_bytes || !fold_is_word(key[end + 1])))
        return end + 1;
    return 0;
}

/* The longest word that starts at a place of a key, and where it ends; NULL if none does. Within a
 * Latin word none starts. */
static const struct known *word_at(const struct terms *t, const char *key, size_t n_bytes,
                                   size_t at, size_t *end)
{
    bool within = at > 0 && fold_is_word(key[at]) && fold_is_word(key[at - 1]);

    if (n_bytes - at < HEAD_BYTES || within)
        return NULL;
    for (uint16_t i = t->bucket[bucket_of(key + at)]; i != NO_WORD; i = t->words[i].next) {
        const struct known *w = &t->words[i];

        if (w->key_bytes <= n_bytes - at && memcmp(key + at, w->key, w->key_bytes) == 0 &&
            (*end = word_end(key, n_bytes, at + w->key_bytes)) != 0)
            return w;
    }
    return NULL;
}

/* Does a name hold one of the words so far, and more? */
static bool hides_one(const struct terms *t, const char *key, size_t n_bytes)
{
    size_t end;

    for (size_t at = 0; at < n_bytes; at++) {
        const struct known *w = word_at(t, key, n_bytes, at, &end);

        if (w && w->false_friend && w->key_bytes < n_bytes)
            return true;
    }
    return false;
}

/* The words of one key: of all terms that are called so. */
static void add_terms(struct terms *t, const struct name *names, size_t n_names, uint32_t *n_n)
{
    struct known w = {.key = names->key,
                      .key_bytes = (uint16_t)names->key_bytes,
                      .first = *n_n,
                      .abbreviation = names->abbreviation};

    for (size_t i = 0; i < n_names; i++) {
        w.false_friend |= names[i].false_friend;
        if (i == 0 || names[i].n != names[i - 1].n)
            t->n[(*n_n)++] = names[i].n;
    }
    w.n_terms = *n_n - w.first;
    if (w.false_friend)
        add_word(t, w);
}

static bool same_key(const struct name *l, const struct name *r)
{
    return l->key_bytes == r->key_bytes && memcmp(l->key, r->key, l->key_bytes) == 0;
}

static void add_false_friends(struct terms *t, const struct name *names, size_t n_names)
{
    uint32_t n_n = 0;

    t->n = arena_zeroed(&t->mem, n_names, sizeof *t->n);
    for (size_t i = 0, end; i < n_names; i = end) {
        for (end = i + 1; end < n_names && same_key(&names[i], &names[end]);)
            end++;
        if (names[i].key_bytes >= HEAD_BYTES && names[i].key_bytes < UINT16_MAX)
            add_terms(t, names + i, end - i, &n_n);
    }
}

/* What says more than the false friend in it. */
static void add_hiding(struct terms *t, const char *key, size_t n_bytes)
{
    if (n_bytes >= HEAD_BYTES && n_bytes < UINT16_MAX && hides_one(t, key, n_bytes))
        add_word(t, (struct known){.key = key, .key_bytes = (uint16_t)n_bytes});
}

/* Names of bodies, with U+001F behind each, in memory that may be changed. */
static void add_bodies(struct terms *t, const char *names)
{
    char *key = arena_copy(&t->mem, names, strlen(names));

    part_words(key, strlen(key));
    for (char *end; (end = strchr(key, '\037')) != NULL; key = end + 1)
        add_hiding(t, key, (size_t)(end - key));
}

static bool fill(struct terms *t, struct store *st, struct err *e)
{
    const struct name_list *bodies;
    struct term_word *rows;
    struct arena scratch = {0};
    struct buf key = {0};
    struct name *names;
    size_t n_rows;
    bool ok = store_term_words(st, &scratch, &rows, &n_rows, e) &&
              store_names(st, KIND_ACTOR, &bodies, e);

    if (ok) {
        names = arena_zeroed(&scratch, n_rows + 1, sizeof *names);
        for (size_t i = 0; i < n_rows; i++)
            names[i] = name_of(&t->mem, &rows[i], &key);
        qsort(names, n_rows, sizeof *names, by_length);
        add_false_friends(t, names, n_rows);
        for (size_t i = 0; i < n_rows; i++)
            if (!names[i].false_friend)
                add_hiding(t, names[i].key, names[i].key_bytes);
        for (size_t i = 0; i < bodies->n_records; i++)
            add_bodies(t, bodies->names[i]);
    }
    buf_finish(&key);
    arena_finish(&scratch);
    return ok;
}

struct terms *terms_load(struct store *st, struct err *e)
{
    struct terms *t = calloc(1, sizeof *t);

    if (!t) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    memset(t->bucket, 0xFF, sizeof t->bucket);
    if (fill(t, st, e))
        return t;
    terms_free(t);
    return NULL;
}

void terms_free(struct terms *t)
{
    if (!t)
        return;
    fold_trace_finish(&t->trace);
    buf_finish(&t->plain);
    arena_finish(&t->mem);
    free(t);
}

/* Hits as they are gathered. */
struct gathering {
    struct arena *mem;
    struct term_hit *hits;
    size_t n_hits, cap_hits, piece;
};

static void add_hit(struct gathering *g, struct term_hit hit)
{
    g->hits = arena_grow(g->mem, g->hits, g->n_hits, &g->cap_hits, sizeof *g->hits);
    g->hits[g->n_hits++] = hit;
}

/* Is the place within an address of the web? Nobody reads its words. */
static bool is_in_address(const char *text, size_t at)
{
    size_t from = at;

    while (from > 0 && text[from - 1] > ' ' && text[from - 1] < 0x7F &&
           !strchr("<>\"", text[from - 1]))
        from--;
    for (size_t i = from; i + 2 < at; i++)
        if (memcmp(text + i, "://", 3) == 0)
            return true;
    return at - from > 4 && memcmp(text + from, "www.", 4) == 0;
}

/* A word in the key: is it one in the text? Small letters are no abbreviation. */
static bool take(struct terms *t, struct gathering *g, const struct known *w, size_t at, size_t end)
{
    struct fold_span span;
    const char *written;

    if (!w->false_friend)
        return true;
    span = fold_trace_span(&t->trace, at, end - at, &g->piece);
    written = t->trace.original + span.at;
    if (is_in_address(t->trace.original, span.at) ||
        (w->abbreviation && is_ascii(written, span.n_bytes) && capitals(written, span.n_bytes) < 2))
        return false;
    add_hit(g, (struct term_hit){span.at, span.n_bytes, t->n + w->first, w->n_terms});
    return true;
}

/* Bytes of the raised digit at a place, 0 if there is none. */
static size_t raised_digit(const char *s, size_t n_bytes)
{
    const unsigned char *c = (const unsigned char *)s;

    if (n_bytes >= 2 && c[0] == 0xC2)
        return c[1] == 0xB2 || c[1] == 0xB3 || c[1] == 0xB9 ? 2 : 0;
    return n_bytes >= 3 && c[0] == 0xE2 && c[1] == 0x81 && c[2] >= 0xB0 && c[2] <= 0xB9 ? 3 : 0;
}

/* Raised digits call notes, and are no part of the word beside them: blanks stand in for them, byte
 * for byte, so that places stay what they are. */
static const char *without_calls(struct terms *t, const char *bytes, size_t n_bytes)
{
    const char *from = bytes;

    buf_reset(&t->plain);
    for (size_t i = 0, digit; i < n_bytes; i++) {
        if ((unsigned char)bytes[i] != 0xC2 && (unsigned char)bytes[i] != 0xE2)
            continue;
        digit = raised_digit(bytes + i, n_bytes - i);
        if (!digit)
            continue;
        buf_add(&t->plain, from, (size_t)(bytes + i - from));
        buf_add(&t->plain, "   ", digit);
        from = bytes + i + digit;
        i += digit - 1;
    }
    if (!t->plain.n_bytes)
        return bytes;
    buf_add(&t->plain, from, (size_t)(bytes + n_bytes - from));
    return t->plain.failed ? bytes : t->plain.bytes;
}

size_t terms_find(struct terms *t, struct arena *a, const char *bytes, size_t n_bytes,
                  struct term_hit **hits)
{
    struct gathering g = {.mem = a};
    const char *key;
    size_t n_key, end;

    *hits = NULL;
    if (!fold_trace_make(&t->trace, without_calls(t, bytes, n_bytes), n_bytes))
        return 0;
    n_key = t->trace.key.n_bytes;
    part_words(t->trace.key.bytes, n_key);
    key = t->trace.key.bytes;
    for (size_t at = 0; at < n_key;) {
        const struct known *w = word_at(t, key, n_key, at, &end);

        if (w && take(t, &g, w, at, end))
            at = end;
        else
            at++;
    }
    *hits = g.hits;
    return g.n_hits;
}

struct text terms_mark(struct terms *t, struct arena *a, struct text text)
{
    return terms_mark_places(t, a, text, NULL, 0);
}

struct text terms_mark_places(struct terms *t, struct arena *a, struct text text, size_t *places,
                              size_t n_places)
{
    struct arena scratch = {0};
    struct term_hit *hits;
    struct buf marked = {0};
    size_t n_hits = t ? terms_find(t, &scratch, text.p, text.n_bytes, &hits) : 0, done = 0;
    size_t n_marks = 0, n_moved = 0;

    for (size_t i = 0; i < n_hits; i++) {
        size_t end = hits[i].at + hits[i].n_bytes;

        for (; n_moved < n_places && places[n_moved] < end; n_moved++)
            places[n_moved] += n_marks;
        buf_add(&marked, text.p + done, end - done);
        if (end == text.n_bytes || text.p[end] != '!') {
            buf_char(&marked, '!');
            n_marks++;
        }
        done = end;
    }
    for (; n_moved < n_places; n_moved++)
        places[n_moved] += n_marks;
    if (n_hits) {
        buf_add(&marked, text.p + done, text.n_bytes - done);
        text = text_safe(a, buf_cstr(&marked), marked.n_bytes);
    }
    buf_finish(&marked);
    arena_finish(&scratch);
    return text;
}
