/* Runs of prose that a text shares with documents: tokens, hashed run by run. */
#include "prose.h"

#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const size_t run_tokens[LANGUAGE_COUNT] = {PROSE_RUN_CHARACTERS, PROSE_RUN_WORDS};

/* A character of Japanese, or a word of English. 0 stands for what breaks a run. */
struct token {
    uint64_t value;
    size_t at_byte, end_byte; /* in the folded text it came from */
    bool is_japanese;
};

struct prose {
    struct buf folded;
    struct token *token; /* owned */
    size_t n_tokens, cap_tokens;
};

/* What the documents hold, and all its runs, to be looked up by their hash; open addressing. */
struct shelf {
    struct prose prose;
    size_t *slot; /* first token of a run, plus one; 0 is free; owned */
    size_t n_slots;
};

struct prose_shelf {
    struct shelf language[LANGUAGE_COUNT];
};

static void prose_finish(struct prose *p)
{
    buf_finish(&p->folded);
    free(p->token);
    *p = (struct prose){0};
}

static void add_token(struct prose *p, struct token t)
{
    if (p->n_tokens == p->cap_tokens) {
        p->cap_tokens = p->cap_tokens ? 2 * p->cap_tokens : 256;
        p->token = realloc(p->token, p->cap_tokens * sizeof *p->token);
        if (!p->token)
            abort();
    }
    p->token[p->n_tokens++] = t;
}

/* The character at s, which is valid UTF-8, and its bytes. */
static uint32_t character(const char *s, size_t *n_bytes)
{
    const unsigned char *c = (const unsigned char *)s;

    *n_bytes = c[0] < 0x80 ? 1 : c[0] < 0xE0 ? 2 : c[0] < 0xF0 ? 3 : 4;
    switch (*n_bytes) {
    case 1:
        return c[0];
    case 2:
        return (c[0] & 0x1Fu) << 6 | (c[1] & 0x3Fu);
    case 3:
        return (c[0] & 0x0Fu) << 12 | (c[1] & 0x3Fu) << 6 | (c[2] & 0x3Fu);
    default:
        return (c[0] & 0x07u) << 18 | (c[1] & 0x3Fu) << 12 | (c[2] & 0x3Fu) << 6 | (c[3] & 0x3Fu);
    }
}

static bool is_japanese(uint32_t c)
{
    return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/* Superscript figures and the essay's small Roman ones mark notes inside a sentence. */
static bool is_note_mark(uint32_t c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2079) ||
           (c >= 0x2170 && c <= 0x217F);
}

/* Folds text without its note marks. */
static void fold_prose(struct prose *p, const char *text, size_t n_bytes)
{
    struct buf kept = {0};

    for (size_t i = 0, width; i < n_bytes; i += width)
        if (!is_note_mark(character(text + i, &width)))
            buf_add(&kept, text + i, width);
    fold_key(&p->folded, buf_cstr(&kept), kept.n_bytes);
    buf_finish(&kept);
}

/* Every letter and figure is a token. */
static void japanese_tokens(struct prose *p)
{
    const char *s = buf_cstr(&p->folded);

    for (size_t i = 0, width; i < p->folded.n_bytes; i += width) {
        uint32_t c = character(s + i, &width);

        if (is_japanese(c) || is_latin(c))
            add_token(p, (struct token){c, i, i + width, is_japanese(c)});
    }
}

static uint64_t hash(uint64_t seed, uint64_t value)
{
    return (seed ^ value) * UINT64_C(0x100000001B3) ^ (seed >> 29);
}

/* Every word is a token; Japanese between two words breaks the run. */
static void english_tokens(struct prose *p)
{
    const char *s = buf_cstr(&p->folded);
    struct token word = {0};

    for (size_t i = 0, width; i <= p->folded.n_bytes; i += width) {
        uint32_t c = i < p->folded.n_bytes ? character(s + i, &width) : (width = 1, ' ');

        if (c == '\'' || c == 0x2019)
            continue;
        if (is_latin(c)) {
            if (!word.value)
                word = (struct token){UINT64_C(0xCBF29CE484222325), i, i, false};
            word.value = hash(word.value, c) | 1;
            word.end_byte = i + width;
            continue;
        }
        if (word.value)
            add_token(p, word);
        word.value = 0;
        if (is_japanese(c) && p->n_tokens && p->token[p->n_tokens - 1].value)
            add_token(p, (struct token){0, i, i, false});
    }
}

/* Appends the tokens of a text; at_byte and end_byte hold until the next one. */
static void read_prose(struct prose *p, enum language l, const char *text, size_t n_bytes)
{
    buf_reset(&p->folded);
    fold_prose(p, text, n_bytes);
    if (l == JAPANESE)
        japanese_tokens(p);
    else
        english_tokens(p);
}

/* A run worth looking for: no break in it, and if Japanese, more than half of it so. */
static bool is_run(const struct prose *p, size_t at, enum language l)
{
    size_t n_japanese = 0;

    for (size_t i = at; i < at + run_tokens[l]; i++) {
        if (!p->token[i].value)
            return false;
        n_japanese += p->token[i].is_japanese;
    }
    return l == ENGLISH || 2 * n_japanese > run_tokens[l];
}

static bool same_run(const struct prose *a, size_t at_a, const struct prose *b, size_t at_b,
                     enum language l)
{
    for (size_t i = 0; i < run_tokens[l]; i++)
        if (a->token[at_a + i].value != b->token[at_b + i].value)
            return false;
    return true;
}

/* The slot that holds this run of p, or the free one where it would go. */
static size_t *slot_of(struct shelf *s, const struct prose *p, size_t at, enum language l)
{
    uint64_t h = 0;
    size_t i;

    for (i = 0; i < run_tokens[l]; i++)
        h = hash(h, p->token[at + i].value);
    for (i = h % s->n_slots; s->slot[i]; i = (i + 1) % s->n_slots)
        if (same_run(&s->prose, s->slot[i] - 1, p, at, l))
            break;
    return &s->slot[i];
}

/* Puts all runs of what was read so far onto the shelf. */
static void fill_shelf(struct shelf *s, enum language l)
{
    const struct prose *p = &s->prose;

    s->n_slots = 2 * p->n_tokens + 1;
    free(s->slot);
    s->slot = calloc(s->n_slots, sizeof *s->slot);
    if (!s->slot)
        abort();
    for (size_t i = 0; i + run_tokens[l] <= p->n_tokens; i++)
        if (is_run(p, i, l))
            *slot_of(s, p, i, l) = i + 1;
}

/* A numbered note, or the mark that stands alone before some. */
static bool is_note_line(const char *line, size_t n_bytes)
{
    size_t n_digits = 0;

    while (n_digits < n_bytes && line[n_digits] >= '0' && line[n_digits] <= '9')
        n_digits++;
    return (n_digits && n_digits + 1 < n_bytes && line[n_digits] == '.' &&
            line[n_digits + 1] == ' ') ||
           (n_bytes == 1 && *line == '-');
}

struct prose_shelf *prose_new(void)
{
    struct prose_shelf *shelf = calloc(1, sizeof *shelf);

    if (!shelf)
        abort();
    return shelf;
}

void prose_free(struct prose_shelf *shelf)
{
    for (int l = 0; shelf && l < LANGUAGE_COUNT; l++) {
        prose_finish(&shelf->language[l].prose);
        free(shelf->language[l].slot);
    }
    free(shelf);
}

/* The text without its notes, which part sentences at page ends. */
static void without_notes(const char *text, size_t n_bytes, struct buf *out)
{
    for (size_t i = 0; i < n_bytes;) {
        const char *end = memchr(text + i, '\n', n_bytes - i);
        size_t line_bytes = end ? (size_t)(end - text) - i : n_bytes - i;

        if (!is_note_line(text + i, line_bytes)) {
            buf_add(out, text + i, line_bytes);
            buf_char(out, '\n');
        }
        i += line_bytes + 1;
    }
}

/* Read as it is, and once more without its notes. */
void prose_add(struct prose_shelf *shelf, const char *text, size_t n_bytes)
{
    struct buf body = {0};

    without_notes(text, n_bytes, &body);
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        struct shelf *s = &shelf->language[l];

        read_prose(&s->prose, (enum language)l, text, n_bytes);
        add_token(&s->prose, (struct token){0});
        read_prose(&s->prose, (enum language)l, buf_cstr(&body), body.n_bytes);
        add_token(&s->prose, (struct token){0});
        fill_shelf(s, (enum language)l);
    }
    buf_finish(&body);
}

bool prose_shared(struct prose_shelf *shelf, enum language l, const char *text, struct buf *run)
{
    struct shelf *s = &shelf->language[l];
    struct prose p = {0};
    bool found = false;

    read_prose(&p, l, text, strlen(text));
    for (size_t i = 0; !found && s->n_slots && i + run_tokens[l] <= p.n_tokens; i++) {
        size_t there = is_run(&p, i, l) ? *slot_of(s, &p, i, l) : 0;
        size_t end = i + run_tokens[l];

        if (!there)
            continue;
        for (size_t k = there - 1 + run_tokens[l];
             end < p.n_tokens && k < s->prose.n_tokens && p.token[end].value &&
             p.token[end].value == s->prose.token[k].value;
             k++)
            end++;
        buf_add(run, p.folded.bytes + p.token[i].at_byte,
                p.token[end - 1].end_byte - p.token[i].at_byte);
        found = true;
    }
    prose_finish(&p);
    return found;
}
