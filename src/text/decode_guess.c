/* Which encoding bytes fit: by what only one of them has, else by how the text would read. */
#include "decode_in.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* Points of a character. Japanese runs on; Latin letters and quotes from outside ASCII stand among
 * ASCII; a wrong guess is full of half-width kana, lonely rare kanji and gaps in the tables. */
enum {
    POINTS_WRONG = -20,
    POINTS_NOBODYS = -8, /* private use, unassigned, C1 */
    POINTS_RARE = -2,
    POINTS_LATIN = 2,
    POINTS_KANJI = 2,
    POINTS_KATAKANA = 3,
    POINTS_HIRAGANA = 4,
};

static bool within(ucs4_t c, ucs4_t first, ucs4_t last)
{
    return c >= first && c <= last;
}

static bool is_hiragana_or_stop(ucs4_t c)
{
    return within(c, 0x3041, 0x3096) || within(c, 0x3000, 0x3002);
}

static bool is_familiar(ucs4_t c)
{
    return c == ' ' || c == '\n' || c == '\r' || is_hiragana_or_stop(c) ||
           within(c, 0x30A1, 0x30FC);
}

/* What c is worth between its neighbours (0 at either end). */
static long points_of(ucs4_t before, ucs4_t c, ucs4_t after)
{
    bool among_ascii = before < 0x80 && after < 0x80;

    if (c < 0x80)
        return 0;
    if (c == 0xFFFD)
        return POINTS_WRONG;
    if (is_hiragana_or_stop(c) || within(c, 0xFF01, 0xFF5E))
        return POINTS_HIRAGANA;
    if (within(c, 0x3003, 0x30FF))
        return POINTS_KATAKANA;
    if (within(c, 0x4E00, 0x9FFC))
        return among_ascii ? 0 : POINTS_KANJI;
    if (within(c, 0xA0, 0x17F) || within(c, 0x2010, 0x2044) || c == 0x20AC || c == 0x2122)
        return among_ascii ? POINTS_LATIN : POINTS_RARE;
    if (within(c, 0x80, 0x9F) || uc_is_general_category(c, UC_CATEGORY_Co) ||
        uc_is_general_category(c, UC_CATEGORY_Cn))
        return POINTS_NOBODYS;
    return within(c, 0xFF61, 0xFF9F) || within(c, 0x3400, 0x4DBF) || c > 0xFFFF ? POINTS_RARE : 0;
}

struct likeness decode_likeness(const struct converted *c)
{
    const uint8_t *s = (const uint8_t *)buf_cstr(&c->text);
    size_t n_bytes = c->text.n_bytes;
    struct likeness like = {.n_bad_bytes = c->n_bad_bytes};
    ucs4_t before = 0, now = 0, after = 0;

    for (size_t at = 0; at < n_bytes || now; before = now, now = after) {
        after = 0;
        if (at < n_bytes)
            at += (size_t)u8_mbtouc_unsafe(&after, s + at, n_bytes - at);
        if (now) {
            like.points += points_of(before, now, after);
            like.n_familiar += is_familiar(now);
            like.n_chars++;
        }
    }
    return like;
}

/* Bytes of what is wrong at s: one, and with it the rest of a character that breaks off. */
static size_t wrong_bytes(const uint8_t *s, size_t n_bytes)
{
    size_t whole = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 1, at = 1;

    while (at < whole && at < n_bytes && (s[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Is it UTF-8, but for some damage? Other encodings have its sequences by chance, but never so many
 * more than what is wrong in it: of the hiragana of Shift_JIS at best every other one. */
static bool is_mostly_utf8(const uint8_t *s, size_t n_bytes)
{
    size_t n_good = 0, n_wrong = 0;

    for (size_t at = 0; at < n_bytes;) {
        ucs4_t c;
        int c_bytes = u8_mbtoucr(&c, s + at, n_bytes - at);

        if (c_bytes < 1) {
            n_wrong++;
            at += wrong_bytes(s + at, n_bytes - at);
        } else {
            n_good += c_bytes > 1;
            at += (size_t)c_bytes;
        }
    }
    return n_good >= 2 * n_wrong;
}

/* Has it NULs as a text in UTF-16 has them? In one in ASCII they are half of the bytes, and one in
 * Japanese is not UTF-8 at the same time: few NULs in UTF-8 are just that. */
static bool may_be_utf16(const uint8_t *s, size_t n_bytes)
{
    size_t n_nuls = 0;

    for (size_t at = 0; at < n_bytes; at++)
        n_nuls += s[at] == 0;
    return n_nuls * 4 >= n_bytes || u8_check(s, n_bytes);
}

/* Seven bits, with the escapes of ISO-2022-JP. */
static bool is_jis(const uint8_t *s, size_t n_bytes)
{
    static const char *const escapes[] = {"\033$B", "\033$@", "\033$(D", "\033(I"};
    bool has_escape = false;

    for (size_t at = 0; at < n_bytes; at++) {
        if (s[at] >= 0x80 || s[at] == 0)
            return false;
        for (size_t i = 0; s[at] == '\033' && i < sizeof escapes / sizeof *escapes; i++)
            has_escape = has_escape || (n_bytes - at >= strlen(escapes[i]) &&
                                        memcmp(s + at, escapes[i], strlen(escapes[i])) == 0);
    }
    return has_escape;
}

/* Could it be prose in UTF-16? Pairs of ASCII letters look like kanji, but never like blanks, line
 * ends and kana, of which prose has more than one in 20. */
static bool is_prose(const struct converted *c, const struct likeness *like)
{
    return like->n_familiar * 20 >= like->n_chars && like->n_bad_bytes * 20 <= like->n_chars &&
           !memchr(buf_cstr(&c->text), 0, c->text.n_bytes);
}

/* Takes the encoding if the bytes read better in it than in the best one so far. */
static void try(const uint8_t *s, size_t n_bytes, enum encoding encoding, enum encoding *best,
                struct likeness *best_like)
{
    bool is_16 = encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
    struct converted c;
    struct likeness like;

    decode_convert(&c, s, n_bytes, encoding);
    like = decode_likeness(&c);
    if (!c.no_converter && (!is_16 || is_prose(&c, &like)) &&
        (*best == ENCODING_NONE || like.points > best_like->points ||
         (like.points == best_like->points && is_16 && like.n_familiar > best_like->n_familiar))) {
        *best = encoding;
        *best_like = like;
    }
    converted_finish(&c);
}

/* Enough to tell encodings apart by; a character that its end cuts costs each of them the same. */
static size_t sample_bytes(size_t n_bytes)
{
    enum { SAMPLE_BYTES = 1024 * 1024 };

    return n_bytes < SAMPLE_BYTES ? n_bytes : SAMPLE_BYTES;
}

enum encoding decode_guess(const uint8_t *s, size_t n_bytes, enum encoding among)
{
    bool only_16 = among == ENCODING_UTF_16 || memchr(s, 0, n_bytes);
    enum encoding best = ENCODING_NONE;
    struct likeness like = {0};
    size_t at = 0;

    if (!only_16 && is_jis(s, n_bytes))
        return ENCODING_ISO_2022_JP;
    if (!only_16 && is_mostly_utf8(s, n_bytes))
        return ENCODING_UTF_8;
    if (!only_16) {
        while (at + 1 < n_bytes && s[at] < 0x80 && s[at + 1] < 0x80)
            at++;
        try(s + at, sample_bytes(n_bytes - at), ENCODING_SHIFT_JIS, &best, &like);
        try(s + at, sample_bytes(n_bytes - at), ENCODING_EUC_JP, &best, &like);
        try(s + at, sample_bytes(n_bytes - at), ENCODING_WINDOWS_1252, &best, &like);
        if (like.n_bad_bytes == 0 && like.points > 0) /* UTF-16 would have NULs somewhere */
            return best;
    }
    if (among == ENCODING_UTF_16 || may_be_utf16(s, n_bytes)) {
        try(s, sample_bytes(n_bytes), ENCODING_UTF_16LE, &best, &like);
        try(s, sample_bytes(n_bytes), ENCODING_UTF_16BE, &best, &like);
    }
    return best;
}
