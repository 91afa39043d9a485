/*
 * Prints the table of the search key as a C header: what stands in the key for each character.
 *
 * fold_table EquivalentUnifiedIdeograph.txt LIST... > fold_table.h
 *
 * From Unicode: NFKC and full case folding until both change nothing, without default-ignorable
 * characters; Latin, Greek and Cyrillic letters without their marks; katakana as hiragana; radicals
 * as the ideographs they show. From the lists: groups of characters that are read alike. The key
 * of a character is its own key: what would break that is an error here, not a surprise later.
 */
#include "fold_kind.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum {
    N_CHARS = 0x110000,
    BLOCK = 64, /* characters that share all but the last byte of UTF-8 */
    MAX_KEY = 64,
    MAX_TEXTS = 8192,
    MAX_BYTES = 65536,
    VOICED = 0x3099,
    SEMI_VOICED = 0x309A,
};

/* Characters in a row; more than MAX_KEY end the program. */
struct seq {
    ucs4_t c[MAX_KEY];
    size_t n;
};

static ucs4_t same_as[N_CHARS]; /* by the lists; 0 for none */
static bool second[N_CHARS];    /* composes with a character before it */
static uint16_t entry[N_CHARS]; /* as enum fold_kind says */
static struct {
    uint16_t at;
    uint8_t n_bytes, kind;
} text[MAX_TEXTS];
static uint8_t bytes[MAX_BYTES + 4];
static size_t n_texts, n_bytes;

static _Noreturn void fail(const char *why, ucs4_t c)
{
    fprintf(stderr, "fold_table: U+%04X: %s\n", (unsigned)c, why);
    exit(1);
}

static void add(struct seq *s, ucs4_t c)
{
    if (s->n == MAX_KEY)
        fail("its key is too long", c);
    s->c[s->n++] = c;
}

static bool is_script(ucs4_t c, const char *name)
{
    const uc_script_t *script = uc_script(c);

    return script && strcmp(script->name, name) == 0;
}

static bool is_letter(ucs4_t c)
{
    return uc_is_general_category(c, UC_CATEGORY_L) &&
           (is_script(c, "Latin") || is_script(c, "Greek") || is_script(c, "Cyrillic"));
}

/* One that letters lose. */
static bool is_mark(ucs4_t c)
{
    return c != VOICED && c != SEMI_VOICED &&
           (uc_combining_class(c) != 0 || uc_is_general_category(c, UC_CATEGORY_Me) ||
            (uc_is_general_category(c, UC_CATEGORY_Mn) && is_script(c, "Inherited")));
}

static bool is_join(ucs4_t c)
{
    return !is_mark(c) && (uc_combining_class(c) != 0 || second[c]);
}

/* Also the iota subscript: as a mark it is lost with the others, but folded it is a letter. */
static bool is_dropped(ucs4_t c)
{
    return c == 0x345 || uc_is_property_default_ignorable_code_point(c) ||
           (c >= 0xFFF9 && c <= 0xFFFB);
}

/* Frees r. */
static void take(struct seq *s, uint32_t *r, size_t n)
{
    if (!r)
        fail("out of memory", s->n ? s->c[0] : 0);
    s->n = 0;
    for (size_t i = 0; i < n; i++)
        add(s, r[i]);
    free(r);
}

static void normalise(struct seq *s, uninorm_t form)
{
    size_t n;
    uint32_t *r = u32_normalize(form, s->c, s->n, NULL, &n);

    if (s->n)
        take(s, r, n);
    else
        free(r);
}

static void fold_case(struct seq *s)
{
    size_t n;
    uint32_t *r = u32_casefold(s->c, s->n, NULL, UNINORM_NFKC, NULL, &n);

    if (s->n)
        take(s, r, n);
    else
        free(r);
}

/* ヷ ヸ ヹ ヺ have no single hiragana: the large kana and the voiced mark. */
static void add_hiragana(struct seq *s, ucs4_t c)
{
    static const ucs4_t voiced[] = {0x308F, 0x3090, 0x3091, 0x3092};

    if (c >= 0x30F7 && c <= 0x30FA) {
        add(s, voiced[c - 0x30F7]);
        add(s, VOICED);
    } else if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE) {
        add(s, c - 0x60);
    } else {
        add(s, c);
    }
}

/* By the lists and the kana; what is not in the key is left out. */
static void replace(struct seq *s)
{
    struct seq from = *s;

    s->n = 0;
    for (size_t i = 0; i < from.n; i++) {
        ucs4_t c = from.c[i];

        if (!is_dropped(c))
            add_hiragana(s, same_as[c] ? same_as[c] : c);
    }
}

/* In the form in which marks are apart, where the lists see their bases too (of U+2241, say). */
static void strip_letters(struct seq *s)
{
    struct seq from;
    ucs4_t base = 0;

    normalise(s, UNINORM_NFD);
    replace(s);
    from = *s;
    s->n = 0;
    for (size_t i = 0; i < from.n; i++) {
        if (is_mark(from.c[i]) && base && is_letter(base))
            continue;
        add(s, from.c[i]);
        if (!is_mark(from.c[i]))
            base = from.c[i];
    }
    normalise(s, UNINORM_NFC);
}

static void make_key(struct seq *s)
{
    struct seq before;

    strip_letters(s);
    do {
        before = *s;
        replace(s);
        fold_case(s);
        strip_letters(s);
    } while (s->n != before.n || memcmp(s->c, before.c, s->n * sizeof s->c[0]) != 0);
}

/* Of a character that is its own key. */
static enum fold_kind kind_of(ucs4_t c)
{
    if (uc_is_property_white_space(c))
        return FOLD_BLANK;
    if (is_mark(c))
        return FOLD_MARK;
    if (is_join(c))
        return FOLD_JOIN;
    if (is_letter(c))
        return FOLD_LETTER;
    if (c == 0x30FC)
        return FOLD_LONG;
    if (c == 0x30FB)
        return FOLD_DOT;
    if (is_script(c, "Hiragana") || is_script(c, "Katakana"))
        return FOLD_KANA;
    if (is_script(c, "Han") || (c >= 0x3001 && c <= 0x303F))
        return FOLD_CJK;
    return FOLD_OTHER;
}

static uint16_t text_entry(const struct seq *s)
{
    uint8_t utf8[MAX_KEY * 4];
    size_t n = sizeof utf8, i;
    enum fold_kind kind = kind_of(s->c[0]);

    if (!u32_to_u8(s->c, s->n, utf8, &n) || n > UINT8_MAX)
        fail("its key is too long", s->c[0]);
    if (s->n > 1 && kind != FOLD_MARK && kind != FOLD_JOIN)
        kind = FOLD_MANY;
    for (i = 0; i < n_texts; i++)
        if (text[i].n_bytes == n && memcmp(bytes + text[i].at, utf8, n) == 0)
            break;
    if (i == n_texts) {
        if (n_texts == MAX_TEXTS || n_bytes + n > MAX_BYTES)
            fail("too many keys", s->c[0]);
        text[n_texts].at = (uint16_t)n_bytes;
        text[n_texts].n_bytes = (uint8_t)n;
        text[n_texts++].kind = (uint8_t)kind;
        memcpy(bytes + n_bytes, utf8, n);
        n_bytes += n;
    }
    return (uint16_t)(FOLD_TEXTS + i);
}

static void make_entry(ucs4_t c)
{
    struct seq s = {{c}, 1};

    if (c >= 0xD800 && c <= 0xDFFF) /* no character: the decoder never yields it */
        return;
    if (uc_is_property_white_space(c)) {
        entry[c] = FOLD_BLANK;
        return;
    }
    make_key(&s);
    if (s.n == 0)
        entry[c] = FOLD_NONE;
    else if (s.n == 1 && s.c[0] == c)
        entry[c] = kind_of(c);
    else
        entry[c] = text_entry(&s);
}

/* Every character of a key must stand for itself: checked once all entries are made. */
static void check(void)
{
    for (size_t i = 0; i < n_texts; i++) {
        const uint8_t *p = bytes + text[i].at, *end = p + text[i].n_bytes;

        while (p < end) {
            ucs4_t c;

            p += u8_mbtouc(&c, p, (size_t)(end - p));
            if (entry[c] >= FOLD_NONE)
                fail("in a key, but not its own key", c);
        }
    }
}

static void note_same(ucs4_t c, ucs4_t key)
{
    if (c == key || same_as[c])
        fail("listed twice", c);
    same_as[c] = key;
}

/* Reads "first[..last] ; key # ...", all hexadecimal. What NFKC knows is left to it. */
static void read_radicals(const char *path)
{
    FILE *in = fopen(path, "r");
    char line[512];

    if (!in) {
        perror(path);
        exit(1);
    }
    while (fgets(line, sizeof line, in)) {
        unsigned long first, last, key;
        char *rest;

        first = last = strtoul(line, &rest, 16);
        if (rest == line || line[0] == '#')
            continue;
        if (strncmp(rest, "..", 2) == 0)
            last = strtoul(rest + 2, &rest, 16);
        rest += strspn(rest, " ;");
        key = strtoul(rest, NULL, 16);
        if (first > last || last >= N_CHARS || !key || key >= N_CHARS)
            fail("not understood in the list of radicals", (ucs4_t)first);
        for (ucs4_t c = (ucs4_t)first; c <= last; c++) {
            struct seq s = {{c}, 1};

            normalise(&s, UNINORM_NFKC);
            if (s.c[0] == c)
                note_same(c, (ucs4_t)key);
        }
    }
    fclose(in);
}

/* The next character of a group, written as itself or as U+XXXX. */
static ucs4_t next_listed(const uint8_t **p)
{
    char *rest;
    ucs4_t c;

    if (strncmp((const char *)*p, "U+", 2) == 0) {
        c = (ucs4_t)strtoul((const char *)*p + 2, &rest, 16);
        *p = (const uint8_t *)rest;
    } else {
        *p += u8_strmbtouc(&c, *p);
    }
    if (!c || c >= N_CHARS)
        fail("not understood in a list", c);
    return c;
}

static void read_list(const char *path)
{
    FILE *in = fopen(path, "r");
    char line[1024];

    if (!in) {
        perror(path);
        exit(1);
    }
    while (fgets(line, sizeof line, in)) {
        if (line[0] == '#')
            continue;
        for (char *group = strtok(line, " \t\n"); group; group = strtok(NULL, " \t\n")) {
            const uint8_t *p = (const uint8_t *)group;
            ucs4_t key = next_listed(&p);

            if (!*p)
                fail("a group of one", key);
            while (*p)
                note_same(next_listed(&p), key);
        }
    }
    fclose(in);
}

static void find_seconds(void)
{
    for (ucs4_t c = 0; c < N_CHARS; c++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

        if (uc_canonical_decomposition(c, parts) == 2)
            second[parts[1]] = true;
    }
}

static void print_blocks(void)
{
    static uint16_t block_at[N_CHARS / BLOCK], blocks[N_CHARS / BLOCK];
    size_t n_blocks = 0;

    for (size_t b = 0; b < N_CHARS / BLOCK; b++) {
        size_t i = 0;

        while (i < n_blocks && memcmp(entry + (size_t)blocks[i] * BLOCK, entry + b * BLOCK,
                                      BLOCK * sizeof entry[0]) != 0)
            i++;
        if (i == n_blocks)
            blocks[n_blocks++] = (uint16_t)b;
        block_at[b] = (uint16_t)i;
    }
    printf("\nstatic const uint16_t fold_block[%d] = {", N_CHARS / BLOCK);
    for (size_t b = 0; b < N_CHARS / BLOCK; b++)
        printf("%s%u,", b % 16 ? "" : "\n", block_at[b]);
    printf("\n};\n\nstatic const uint16_t fold_entry[%zu][%d] = {", n_blocks, BLOCK);
    for (size_t i = 0; i < n_blocks; i++) {
        printf("\n{");
        for (size_t k = 0; k < BLOCK; k++)
            printf("%u,", entry[(size_t)blocks[i] * BLOCK + k]);
        printf("},");
    }
    printf("\n};\n");
}

static void print_texts(void)
{
    printf("\nstatic const struct {\n    uint16_t at;\n    uint8_t n_bytes, kind, head[4];\n} "
           "fold_text[%zu] = {",
           n_texts);
    for (size_t i = 0; i < n_texts; i++) {
        const uint8_t *p = bytes + text[i].at;

        printf("%s{%u,%u,%u,{%u,%u,%u,%u}},", i % 4 ? "" : "\n", text[i].at, text[i].n_bytes,
               text[i].kind, p[0], p[1], p[2], p[3]);
    }
    printf("\n};\n");
    printf("\nstatic const uint8_t fold_bytes[%zu] = {", n_bytes);
    for (size_t i = 0; i < n_bytes; i++)
        printf("%s%u,", i % 24 ? "" : "\n", bytes[i]);
    printf("\n};\n");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("fold_table: name the list of radicals, then the lists\n", stderr);
        return 1;
    }
    find_seconds();
    read_radicals(argv[1]);
    for (int i = 2; i < argc; i++)
        read_list(argv[i]);
    for (ucs4_t c = 0; c < N_CHARS; c++)
        make_entry(c);
    check();
    printf("/* Generated by fold_table.c; do not edit. */\n#include <stdint.h>\n");
    print_blocks();
    print_texts();
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
