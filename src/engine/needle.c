/* One word in one field. */
#include "needle.h"

#include "nichiei/text/romaji.h"

#include <string.h>

bool needle_init(struct needle *n, const char *text, bool literal)
{
    *n = (struct needle){.literal = literal};
    fold_key(&n->key, text, strlen(text));
    if (!literal)
        romaji_key_of_typed(&n->sound, text, strlen(text));
    return !n->key.failed && !n->sound.failed;
}

void needle_finish(struct needle *n)
{
    buf_finish(&n->key);
    buf_finish(&n->sound);
    buf_finish(&n->scratch);
}

/* A Latin word is found where a word starts. */
static bool wants_start(const struct needle *n)
{
    return !n->literal && fold_is_word(*buf_cstr(&n->key));
}

/* The key of a piece of text; until the next one. */
static const char *key_of(struct needle *n, const char *text, size_t n_bytes)
{
    buf_reset(&n->scratch);
    fold_key(&n->scratch, text, n_bytes);
    return buf_cstr(&n->scratch);
}

enum needle_place needle_place_among(const struct needle *n, const char *keys)
{
    static const char apart = '\037';
    const char *key = buf_cstr(&n->key), *at = keys;
    enum needle_place best = NEEDLE_NOWHERE;

    while (*key && best != NEEDLE_WHOLE && (at = strstr(at, key)) != NULL) {
        bool starts = at == keys || at[-1] == apart;
        char behind = at[n->key.n_bytes];
        enum needle_place place = !starts                             ? NEEDLE_INSIDE
                                  : behind == apart || behind == '\0' ? NEEDLE_WHOLE
                                                                      : NEEDLE_START;

        if (place > best && (starts || !wants_start(n) || !fold_is_word(at[-1])))
            best = place;
        at++;
    }
    return best;
}

enum needle_place needle_place(struct needle *n, const char *text)
{
    return *text ? needle_place_among(n, key_of(n, text, strlen(text))) : NEEDLE_NOWHERE;
}

bool needle_sounds_among(const struct needle *n, const char *keys)
{
    return n->sound.n_bytes && strstr(keys, buf_cstr(&n->sound));
}

/* Does it sound so between two places of a text? */
static bool sounds_between(struct needle *n, const char *text, size_t from, size_t to, bool kana)
{
    buf_reset(&n->scratch);
    if (kana)
        romaji_key_of_kana(&n->scratch, text + from, to - from);
    else
        romaji_key_of_text(&n->scratch, text + from, to - from);
    return needle_sounds_among(n, buf_cstr(&n->scratch));
}

bool needle_sounds(struct needle *n, const char *text, bool kana)
{
    return n->sound.n_bytes && *text && sounds_between(n, text, 0, strlen(text), kana);
}

static bool is_between(const char *c, const char *first, const char *last)
{
    return strncmp(c, first, strlen(first)) >= 0 && strncmp(c, last, strlen(last)) <= 0;
}

/* Bytes of the kana at c, 0 if there is none: katakana alone, or all. */
static size_t kana_bytes(const char *c, bool kana)
{
    bool is_kana = is_between(c, "\u30A1", "\u30FF") || is_between(c, "\uFF66", "\uFF9F") ||
                   (kana && is_between(c, "\u3041", "\u3096"));

    return is_kana ? 3 : 0;
}

static bool is_middle(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* A character boundary in the middle, or `high` if none is left between them. */
static size_t halfway(const char *text, size_t low, size_t high)
{
    size_t at = low + (high - low) / 2;

    while (at < high && is_middle(text[at]))
        at++;
    if (at == high)
        for (at = low + (high - low) / 2; at > low && is_middle(text[at]);)
            at--;
    return at == low ? high : at;
}

/* Half of しょ is し with a small kana to come. */
static bool is_small_y(const char *c)
{
    static const char *const small[] = {"ゃ", "ゅ", "ょ", "ャ", "ュ", "ョ", "ｬ", "ｭ", "ｮ"};

    for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
        if (strncmp(c, small[i], strlen(small[i])) == 0)
            return true;
    return false;
}

/* The rest of the last mora, and what makes its vowel long or doubles a consonant, belong to the
 * hit. */
static size_t skip_rest(struct needle *n, const char *text, size_t from, size_t to, bool kana)
{
    struct buf before = {0};
    size_t more;

    while (is_small_y(text + to))
        to += kana_bytes(text + to, true);
    sounds_between(n, text, from, to, kana);
    buf_add(&before, buf_cstr(&n->scratch), n->scratch.n_bytes);
    while ((more = kana_bytes(text + to, kana)) != 0) {
        sounds_between(n, text, from, to + more, kana);
        if (strcmp(buf_cstr(&n->scratch), buf_cstr(&before)) != 0)
            break;
        to += more;
    }
    buf_finish(&before);
    return to;
}

/* The first place from `at` on that sounds so: the shortest head that does, then the shortest tail
 * of it, both by halving. False if there is none. */
static bool next_sound(struct needle *n, const char *text, size_t n_bytes, size_t at, bool kana,
                       struct fold_span *span)
{
    size_t none = at, to = n_bytes, from, past, middle;

    if (!sounds_between(n, text, at, n_bytes, kana))
        return false;
    while ((middle = halfway(text, none, to)) != to) {
        if (sounds_between(n, text, at, middle, kana))
            to = middle;
        else
            none = middle;
    }
    from = at;
    past = to;
    while ((middle = halfway(text, from, past)) != past) {
        if (sounds_between(n, text, middle, to, kana))
            from = middle;
        else
            past = middle;
    }
    *span = (struct fold_span){from, skip_rest(n, text, from, to, kana) - from};
    return true;
}

/* Does a word go on before this place? The few bytes before it tell. */
static bool is_inside_word(struct needle *n, const char *text, size_t at)
{
    size_t from = at > 16 ? at - 16 : 0;

    while (from < at && is_middle(text[from]))
        from++;
    key_of(n, text + from, at - from);
    return n->scratch.n_bytes && fold_is_word(n->scratch.bytes[n->scratch.n_bytes - 1]);
}

size_t needle_spans(struct needle *n, const char *text, bool kana, struct fold_span *spans,
                    size_t max)
{
    size_t n_bytes = strlen(text);
    size_t n_found = fold_match(text, n_bytes, buf_cstr(&n->key), spans, max), n_spans = 0;

    for (size_t i = 0; i < n_found; i++)
        if (!wants_start(n) || !is_inside_word(n, text, spans[i].at))
            spans[n_spans++] = spans[i];
    if (n_spans || !n->sound.n_bytes)
        return n_spans;
    for (size_t at = 0; n_spans < max && next_sound(n, text, n_bytes, at, kana, &spans[n_spans]);
         n_spans++)
        at = spans[n_spans].at + spans[n_spans].n_bytes;
    return n_spans;
}
