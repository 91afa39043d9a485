/* Lines of a given width: libunistring says where a line may end, this file where it does. */
#include "nichiei/text/wrap.h"

#include "nichiei/text/width.h"

#include "wide.h"

#include <stdbool.h>
#include <string.h>
#include <uchar.h>
#include <unilbrk.h>
#include <unistr.h>

enum { MAX_STEPS_BACK = 6 }; /* how far a cut through a long word looks for a better place */

/* What may happen before a byte of the text. */
enum place {
    PLACE_INSIDE, /* nothing: it is within a unit, which is placed as a whole */
    PLACE_TIED,   /* a cut, if the word is longer than a line */
    PLACE_FREE,   /* a line break */
    PLACE_START,  /* a line starts here */
};

struct filler {
    struct text t;
    int cols;
    char *place; /* enum place for each byte of t */
};

static bool is_one_of(ucs4_t c, const char32_t *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

static bool is_digit(ucs4_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_number(ucs4_t c)
{
    return is_digit(c) || is_one_of(c, U"〇一二三四五六七八九十百千万億兆");
}

static bool is_latin_letter(ucs4_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250);
}

/* Breaks that libunistring allows and a reader does not like: between `last` and c, where `before`
 * stands before `last`. 0 means no character. */
static bool belong_together(ucs4_t before, ucs4_t last, ucs4_t c)
{
    static const char32_t counter[] =
        U"年月日時分秒週歳世回件個本点台名人社国者団体種類割倍円条項号章節款目編部版巻冊頁枚"
        U"位次度期か箇ヵヶカケ所校省庁局課州都府県市百千万億兆";

    if (is_one_of(c, U"～／"))
        return true;
    if (last == c && is_one_of(c, U"—―─…‥"))
        return true;
    if (is_one_of(last, U".,:;") && is_latin_letter(c)) /* rule LB29: GOV.UK */
        return true;
    if (is_number(last) && is_one_of(c, counter))
        return true;
    if (is_digit(before) && is_one_of(last, U"か箇ヵヶカケ") && is_one_of(c, U"国月所年条"))
        return true;
    return (last == U'第' && is_number(c)) || (is_one_of(last, U"注図表") && is_digit(c));
}

/*
 * May a line end with `last` and the next start with c, if it must be cut between them? Within a
 * word there is no break to ask about, so each is asked about beside an ideograph, which may
 * itself stand anywhere.
 */
static bool may_part(ucs4_t last, ucs4_t c)
{
    static const char kanji[] = u8"漢";
    enum { KANJI_BYTES = sizeof kanji - 1 };
    uint8_t pair[KANJI_BYTES + 6];
    char chance[sizeof pair];
    size_t n_bytes;

    if (belong_together(0, last, c))
        return false;
    n_bytes = (size_t)u8_uctomb(pair, last, sizeof pair);
    memcpy(pair + n_bytes, kanji, KANJI_BYTES);
    u8_possible_linebreaks(pair, n_bytes + KANJI_BYTES, "UTF-8", chance);
    if (chance[n_bytes] != UC_BREAK_POSSIBLE)
        return false;
    memcpy(pair, kanji, KANJI_BYTES);
    n_bytes = (size_t)u8_uctomb(pair + KANJI_BYTES, c, sizeof pair - KANJI_BYTES);
    u8_possible_linebreaks(pair, KANJI_BYTES + n_bytes, "UTF-8", chance);
    return chance[KANJI_BYTES] == UC_BREAK_POSSIBLE;
}

/* The first character of t, which goes to *c (0 if t is empty), in bytes. */
static size_t first_char(struct text t, ucs4_t *c)
{
    *c = three_bytes((const uint8_t *)t.p, t.n_bytes);
    if (is_wide_letter(*c))
        return 3;
    *c = 0;
    return t.n_bytes ? (size_t)u8_mbtouc(c, (const uint8_t *)t.p, t.n_bytes) : 0;
}

static struct text slice(struct text t, size_t from, size_t to)
{
    return (struct text){t.p + from, to - from};
}

static bool is_blank(struct text unit)
{
    ucs4_t c;

    return first_char(unit, &c) == unit.n_bytes && (c == ' ' || c == 0x3000);
}

/* What is placed as a whole: a cluster, or one character of a cluster wider than the line. */
static size_t unit_bytes(struct text t, int cols)
{
    struct text unit = {t.p, text_cluster(t)};
    size_t n_bytes, c_bytes;
    ucs4_t c;

    if (text_cols(unit) <= cols)
        return unit.n_bytes;
    n_bytes = first_char(unit, &c);
    while ((c_bytes = first_char(text_skip(unit, n_bytes), &c)) &&
           text_cols((struct text){unit.p + n_bytes, c_bytes}) == 0)
        n_bytes += c_bytes; /* its marks */
    return n_bytes;
}

/* Fills f->place with everything but PLACE_START. */
static void find_places(struct filler *f)
{
    ucs4_t before = 0, last = 0, c;
    size_t unit_end = 0;

    u8_possible_linebreaks((const uint8_t *)f->t.p, f->t.n_bytes, "UTF-8", f->place);
    for (size_t at = 0, c_bytes; at < f->t.n_bytes; at += c_bytes) {
        bool may_break = f->place[at] == UC_BREAK_POSSIBLE;

        c_bytes = first_char(text_skip(f->t, at), &c);
        memset(f->place + at, PLACE_INSIDE, c_bytes);
        if (at == unit_end) {
            unit_end += unit_bytes(text_skip(f->t, at), f->cols);
            f->place[at] = may_break && !belong_together(before, last, c) ? PLACE_FREE : PLACE_TIED;
        }
        before = last;
        last = c;
    }
}

static size_t unit_after(const struct filler *f, size_t at)
{
    do
        at++;
    while (at < f->t.n_bytes && f->place[at] == PLACE_INSIDE);
    return at;
}

static size_t unit_before(const struct filler *f, size_t at)
{
    do
        at--;
    while (at && f->place[at] == PLACE_INSIDE);
    return at;
}

static ucs4_t last_char(struct text t)
{
    ucs4_t c;

    return u8_prev(&c, (const uint8_t *)t.p + t.n_bytes, (const uint8_t *)t.p) ? c : 0;
}

/* Where to cut a word that starts at or before `start` and does not fit up to `limit`: there, or a
 * few units earlier if kinsoku has it so. */
static size_t cut(const struct filler *f, size_t start, size_t limit)
{
    size_t at = limit;

    for (int steps = 0; steps <= MAX_STEPS_BACK && at > start; steps++) {
        ucs4_t c;

        first_char(text_skip(f->t, at), &c);
        if (may_part(last_char(slice(f->t, start, at)), c))
            return at;
        at = unit_before(f, at);
    }
    return limit;
}

/* Marks with PLACE_START where lines start, and returns how many there are. */
static size_t fill(struct filler *f)
{
    size_t n_lines = 1, start = 0, chance = 0, end;
    int used_cols = 0;
    bool is_indent = true; /* only blanks so far: a break here would leave an empty line */

    for (size_t at = 0; at < f->t.n_bytes; at = end) {
        struct text unit;
        int cols;

        end = unit_after(f, at);
        unit = slice(f->t, at, end);
        cols = text_cols(unit);
        if (!is_blank(unit)) {
            if (f->place[at] == PLACE_FREE && !is_indent)
                chance = at;
            /* Blanks may hang over the margin: they are not drawn. */
            while (used_cols + cols > f->cols && at > start) {
                start = chance > start ? chance : cut(f, start, at);
                f->place[start] = PLACE_START;
                used_cols = text_cols(slice(f->t, start, at));
                n_lines++;
            }
            is_indent = false;
        }
        used_cols += cols;
    }
    return n_lines;
}

static struct text without_trailing_blanks(struct text t)
{
    for (;;) {
        if (t.n_bytes >= 1 && t.p[t.n_bytes - 1] == ' ')
            t.n_bytes -= 1;
        else if (t.n_bytes >= 3 && memcmp(t.p + t.n_bytes - 3, u8"\u3000", 3) == 0)
            t.n_bytes -= 3;
        else
            return t;
    }
}

size_t text_wrap(struct arena *a, struct text t, int cols, struct text **lines)
{
    struct arena scratch = {0};
    struct filler f = {t, cols, NULL};
    size_t n_lines = 1, n_done = 0, start = 0;

    if (text_clip(t, cols, NULL) < t.n_bytes) {
        f.place = arena_zeroed(&scratch, t.n_bytes, 1);
        find_places(&f);
        n_lines = fill(&f);
    }
    *lines = arena_zeroed(a, n_lines, sizeof **lines);
    for (size_t at = 1; n_done + 1 < n_lines; at++)
        if (f.place[at] == PLACE_START) {
            (*lines)[n_done++] = without_trailing_blanks(slice(t, start, at));
            start = at;
        }
    (*lines)[n_done] = without_trailing_blanks(text_skip(t, start));
    arena_finish(&scratch);
    return n_lines;
}
