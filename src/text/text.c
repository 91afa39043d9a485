/* The gate that turns bytes of any origin into text fit to be shown, and walking it by clusters. */
#include "nichiei/text/text.h"

#include "nichiei/base/buf.h"

#include "wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

enum {
    REPLACEMENT = 0xFFFD,
    DOTTED_CIRCLE = 0x25CC,
    MAX_MARKS = 2,       /* on one base; a cell of ncursesw holds four */
    CLUSTER_BYTES = 256, /* no script has longer ones, only hostile data */
};

/* What becomes of a character. */
enum kind {
    KIND_TEXT,    /* kept */
    KIND_MARK,    /* kept if it can attach to what stands before it */
    KIND_BLANK,   /* tab and newline: a blank */
    KIND_CONTROL, /* C0 and DEL: its picture */
    KIND_BIDI,    /* made visible by its number, as are tags */
    KIND_TAG,
    KIND_HIDDEN, /* left out */
    KIND_C1,     /* replaced, as are all below */
    KIND_SEPARATOR,
    KIND_NON_CHARACTER,
    KIND_UNASSIGNED,
};

static const char *const kind_name[] = {
    [KIND_BLANK] = "control character",
    [KIND_CONTROL] = "control character",
    [KIND_BIDI] = "bidi control",
    [KIND_TAG] = "tag character",
    [KIND_HIDDEN] = "invisible character",
    [KIND_C1] = "control character",
    [KIND_SEPARATOR] = "line separator",
    [KIND_NON_CHARACTER] = "non-character",
    [KIND_UNASSIGNED] = "unassigned character",
};

static _Noreturn void out_of_memory(void)
{
    /* As in the arena, in which this text was to be. */
    fputs("nichiei: out of memory\n", stderr);
    abort();
}

/* Hangul vowels and finals take no column of their own: they complete the syllable before them. */
static bool is_hangul_tail(ucs4_t c)
{
    return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
}

static bool is_mark(ucs4_t c)
{
    return is_hangul_tail(c) || uc_is_general_category(c, UC_CATEGORY_Mn) ||
           uc_is_general_category(c, UC_CATEGORY_Me) || uc_combining_class(c) != 0;
}

static enum kind kind_of(ucs4_t c)
{
    if (c < 0x20 || c == 0x7F)
        return c == '\t' || c == '\n' ? KIND_BLANK : KIND_CONTROL;
    if (c < 0x7F)
        return KIND_TEXT;
    if (c < 0xA0)
        return KIND_C1;
    if (c == 0x2028 || c == 0x2029)
        return KIND_SEPARATOR;
    if (uc_is_property_bidi_control(c))
        return KIND_BIDI;
    if (c == 0xE0001 || (c >= 0xE0020 && c <= 0xE007F))
        return KIND_TAG;
    if (uc_is_property_not_a_character(c))
        return KIND_NON_CHARACTER;
    if (uc_is_property_default_ignorable_code_point(c))
        return KIND_HIDDEN;
    if (uc_is_general_category(c, UC_CATEGORY_Cn))
        return KIND_UNASSIGNED;
    /* Prepended signs (Arabic year, Kaithi number) are format characters in name, but visible. */
    if (uc_is_general_category(c, UC_CATEGORY_Cf))
        return uc_graphemeclusterbreak_property(c) == GBP_PREPEND ? KIND_TEXT : KIND_HIDDEN;
    return is_mark(c) ? KIND_MARK : KIND_TEXT;
}

/*
 * Characters that may be copied as they stand: visible, no marks, and never changed by NFC,
 * neither alone nor in company. What Japanese and English prose is made of, commonest first.
 */
static bool is_plain(ucs4_t c)
{
    static const struct {
        ucs4_t first, last;
    } plain[] = {
        {0x0020, 0x007E}, {0x4E00, 0x9FFC}, {0x3041, 0x3096}, {0x309D, 0x30FF}, {0x3000, 0x3029},
        {0xFF01, 0xFF9F}, {0x2010, 0x2027}, {0x00A0, 0x00AC}, {0x00AE, 0x017F}, {0x2460, 0x24FF},
        {0x2070, 0x2071}, {0x2074, 0x208E}, /* raised and lowered: the calls of notes */
    };

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (c >= plain[i].first && c <= plain[i].last)
            return true;
    return false;
}

static bool is_all_plain(const uint8_t *s, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes;) {
        ucs4_t c = s[at];
        int c_bytes = c < 0x80 ? 1 : u8_mbtoucr(&c, s + at, n_bytes - at);

        if (c_bytes < 0 || !is_plain(c))
            return false;
        at += (size_t)c_bytes;
    }
    return true;
}

/* Length of the maximal broken part at s, for one replacement each (Unicode 15, table 3-7). */
static size_t broken_bytes(const uint8_t *s, size_t n_bytes)
{
    uint8_t low = 0x80, high = 0xBF;
    size_t whole = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    size_t at = 1;

    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 1;
    if (s[0] == 0xE0)
        low = 0xA0;
    else if (s[0] == 0xED)
        high = 0x9F;
    else if (s[0] == 0xF0)
        low = 0x90;
    else if (s[0] == 0xF4)
        high = 0x8F;
    for (; at < whole && at < n_bytes && s[at] >= low && s[at] <= high; at++)
        low = 0x80, high = 0xBF;
    return at;
}

/* Bytes of the character at s, which goes to *c; false if it is broken: bytes to replace. */
static bool decode(const uint8_t *s, size_t n_bytes, ucs4_t *c, size_t *c_bytes)
{
    int n = u8_mbtoucr(c, s, n_bytes);

    *c_bytes = n > 0 ? (size_t)n : broken_bytes(s, n_bytes);
    return n > 0;
}

struct filter {
    struct buf out;
    ucs4_t base; /* what a mark would attach to; 0: nothing, a blank or a visible mark of ours */
};

static void put(struct filter *f, ucs4_t c)
{
    uint8_t bytes[6];
    int n_bytes = u8_uctomb(bytes, c, sizeof bytes);

    buf_add(&f->out, bytes, (size_t)n_bytes);
    f->base = c;
}

static void put_mark(struct filter *f, ucs4_t c)
{
    ucs4_t base = f->base ? f->base : DOTTED_CIRCLE;

    if (uc_is_grapheme_break(base, c)) { /* a Hangul vowel without its consonant */
        put(f, REPLACEMENT);
        return;
    }
    if (!f->base)
        put(f, DOTTED_CIRCLE);
    put(f, c);
}

static void put_filtered(struct filter *f, ucs4_t c)
{
    switch (kind_of(c)) {
    case KIND_TEXT:
        put(f, c);
        if (uc_is_general_category(c, UC_CATEGORY_Zs))
            f->base = 0;
        break;
    case KIND_MARK:
        put_mark(f, c);
        break;
    case KIND_BLANK:
        put(f, ' ');
        f->base = 0;
        break;
    case KIND_CONTROL:
        put(f, c == 0x7F ? 0x2421 : 0x2400 + c);
        break;
    case KIND_BIDI:
    case KIND_TAG:
        buf_printf(&f->out, "<U+%04X>", (unsigned)c);
        f->base = 0; /* else a stroke on the > would make another character of it */
        break;
    case KIND_HIDDEN:
        break;
    default:
        put(f, REPLACEMENT);
    }
}

/* Owned by the caller. n_bytes > 0. */
static uint8_t *compose(const uint8_t *s, size_t n_bytes, size_t *composed_bytes)
{
    uint8_t *composed = u8_normalize(UNINORM_NFC, s, n_bytes, NULL, composed_bytes);

    if (!composed)
        out_of_memory();
    return composed;
}

/* Drops the surplus marks from s in place and returns the bytes kept. *dropped, if not NULL, is
 * the first of them, or stays as it was. */
static size_t drop_surplus_marks(uint8_t *s, size_t n_bytes, ucs4_t *dropped)
{
    size_t kept_bytes = 0;
    int n_marks = 0;

    for (size_t at = 0; at < n_bytes;) {
        ucs4_t c;
        size_t c_bytes = (size_t)u8_mbtouc(&c, s + at, n_bytes - at);

        n_marks = c >= 0x80 && is_mark(c) ? n_marks + 1 : 0;
        if (n_marks <= MAX_MARKS) {
            memmove(s + kept_bytes, s + at, c_bytes);
            kept_bytes += c_bytes;
        } else if (dropped && n_marks == MAX_MARKS + 1) {
            *dropped = c;
            dropped = NULL;
        }
        at += c_bytes;
    }
    return kept_bytes;
}

/* NFC with few marks. What a dropped mark had kept apart may compose: hence again. */
static struct text compose_into(struct arena *a, const uint8_t *s, size_t n_bytes)
{
    size_t composed_bytes, kept_bytes;
    uint8_t *composed = compose(s, n_bytes, &composed_bytes);
    struct text t;

    while ((kept_bytes = drop_surplus_marks(composed, composed_bytes, NULL)) < composed_bytes) {
        uint8_t *again = compose(composed, kept_bytes, &composed_bytes);

        free(composed);
        composed = again;
    }
    t = (struct text){arena_copy(a, (const char *)composed, kept_bytes), kept_bytes};
    free(composed);
    return t;
}

struct text text_safe(struct arena *a, const char *bytes, size_t n_bytes)
{
    const uint8_t *s = (const uint8_t *)bytes;
    struct filter f = {0};
    struct text t = {0};

    if (is_all_plain(s, n_bytes))
        return n_bytes ? (struct text){arena_copy(a, bytes, n_bytes), n_bytes} : t;
    for (size_t at = 0, c_bytes; at < n_bytes; at += c_bytes) {
        ucs4_t c;

        if (decode(s + at, n_bytes - at, &c, &c_bytes))
            put_filtered(&f, c);
        else
            put(&f, REPLACEMENT);
    }
    if (f.out.failed)
        out_of_memory();
    if (f.out.n_bytes)
        t = compose_into(a, (const uint8_t *)f.out.bytes, f.out.n_bytes);
    buf_finish(&f.out);
    return t;
}

struct text text_safe_str(struct arena *a, const char *s)
{
    return s ? text_safe(a, s, strlen(s)) : (struct text){0};
}

struct text text_lit(const char *s)
{
    return (struct text){s, strlen(s)};
}

/* Always false, for the callers' return. */
static bool unclean(char why[64], ucs4_t c, const char *reason)
{
    if (why)
        snprintf(why, 64, "U+%04X %s", (unsigned)c, reason);
    return false;
}

/* The characters one by one, without the count of marks. */
static bool has_clean_characters(const uint8_t *s, size_t n_bytes, char why[64])
{
    ucs4_t base = 0;

    for (size_t at = 0, c_bytes; at < n_bytes; at += c_bytes) {
        ucs4_t c;
        enum kind kind;

        if (!decode(s + at, n_bytes - at, &c, &c_bytes)) {
            if (why)
                snprintf(why, 64, "broken UTF-8 at byte %zu", at + 1);
            return false;
        }
        kind = kind_of(c);
        if (kind == KIND_MARK && uc_is_grapheme_break(base, c))
            return unclean(why, c, "mark without a base");
        if (kind != KIND_TEXT && kind != KIND_MARK)
            return unclean(why, c, kind_name[kind]);
        base = uc_is_general_category(c, UC_CATEGORY_Zs) ? 0 : c;
    }
    return true;
}

bool text_is_clean(const char *bytes, size_t n_bytes, char why[64])
{
    const uint8_t *s = (const uint8_t *)bytes;
    ucs4_t surplus = 0;
    size_t composed_bytes;
    uint8_t *composed;

    if (is_all_plain(s, n_bytes))
        return true;
    if (!has_clean_characters(s, n_bytes, why))
        return false;
    composed = compose(s, n_bytes, &composed_bytes);
    drop_surplus_marks(composed, composed_bytes, &surplus);
    free(composed);
    return surplus ? unclean(why, surplus, "third mark on a base") : true;
}

/* True at the first byte of a character that is no mark: an overlong cluster may be cut there. */
static bool starts_character(const uint8_t *s, size_t n_bytes)
{
    ucs4_t c;

    if ((s[0] & 0xC0) == 0x80)
        return false;
    u8_mbtouc(&c, s, n_bytes);
    return !is_mark(c);
}

/* The head cluster by all the rules: the first boundary after the start. */
static size_t cluster_by_rules(const uint8_t *s, size_t n_bytes)
{
    char is_start[CLUSTER_BYTES];
    size_t window_bytes = n_bytes;

    if (n_bytes > CLUSTER_BYTES) {
        window_bytes = CLUSTER_BYTES;
        while (window_bytes && !starts_character(s + window_bytes, n_bytes - window_bytes))
            window_bytes--;
        if (!window_bytes) { /* nothing but marks, which safe text never is: cut between two */
            window_bytes = CLUSTER_BYTES;
            while ((s[window_bytes] & 0xC0) == 0x80)
                window_bytes--;
        }
    }
    u8_grapheme_breaks(s, window_bytes, is_start);
    for (size_t at = 1; at < window_bytes; at++)
        if (is_start[at])
            return at;
    return window_bytes;
}

size_t text_cluster_bytes(const char *bytes, size_t n_bytes)
{
    const uint8_t *s = (const uint8_t *)bytes;
    size_t c_bytes;
    ucs4_t c, next;

    if (n_bytes < 2 || (s[0] < 0x80 && s[1] < 0x80))
        return n_bytes ? 1 : 0;
    if (is_wide_letter(three_bytes(s, n_bytes)) &&
        (n_bytes == 3 || is_wide_letter(three_bytes(s + 3, n_bytes - 3))))
        return 3;
    c_bytes = (size_t)u8_mbtouc(&c, s, n_bytes);
    if (c_bytes >= n_bytes)
        return n_bytes;
    u8_mbtouc(&next, s + c_bytes, n_bytes - c_bytes);
    /* Two characters without a property meet under no rule but the last: a boundary (GB999). */
    if (uc_graphemeclusterbreak_property(c) == GBP_OTHER &&
        uc_graphemeclusterbreak_property(next) == GBP_OTHER)
        return c_bytes;
    return cluster_by_rules(s, n_bytes);
}

size_t text_cluster(struct text t)
{
    return text_cluster_bytes(t.p, t.n_bytes);
}

struct text text_skip(struct text t, size_t n_bytes)
{
    /* The empty text may be a null pointer, to which C11 lets nothing be added, not even 0. */
    return n_bytes ? (struct text){t.p + n_bytes, t.n_bytes - n_bytes} : t;
}

bool text_is_empty(struct text t)
{
    return t.n_bytes == 0;
}
