/* The reading key: from kana by a table of morae, from romaji by way of kana. */
#include "nichiei/text/romaji.h"

#include "nichiei/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

enum {
    FIRST_KANA = 0x3041,
    LAST_KANA = 0x3096,
    REPEAT = 0x309D, /* ゝ, and ゞ behind it */
    LONG_MARK = 0x30FC,
    VOICED = 0x3099,
    KEY_BYTES = 8, /* of one mora; three letters and the NUL are enough */
};

static const char long_mark[] = "\u30FC";

/* Of each hiragana from FIRST_KANA on. な is N and A, because n also stands for ん: げにん,
 * げんいん. */
static const char mora_key[][3] = {
    "A",  "A",  "I",  "I",  "U",  "U",  "E",  "E",  "O",  "O",        /* ぁあ */
    "Ka", "Ga", "Ki", "Gi", "Ku", "Gu", "Ke", "Ge", "Ko", "Go",       /* かが */
    "Sa", "Za", "Si", "Zi", "Su", "Zu", "Se", "Ze", "So", "Zo",       /* さざ */
    "Ta", "Da", "Ti", "Zi", "",   "Tu", "Zu", "Te", "De", "To", "Do", /* ただ, っ */
    "NA", "NI", "NU", "NE", "NO",                                     /* な */
    "Ha", "Ba", "Pa", "Hi", "Bi", "Pi", "Hu", "Bu", "Pu", "He", "Be", "Pe", "Ho",
    "Bo", "Po", "Ma", "Mi", "Mu", "Me", "Mo", "Ya", "Ya", "Yu", "Yu", "Yo", "Yo", /* ま, ゃや */
    "Ra", "Ri", "Ru", "Re", "Ro", "Wa", "Wa", "I",  "E",  "O", /* ら, ゎわゐゑを */
    "N",  "Bu", "Ka", "Ke",                                    /* んゔゕゖ */
};

/* A key in the making. */
struct key {
    struct buf *out;
    size_t start; /* in out; what stands before is not ours */
    size_t n_morae;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_vowel(char c)
{
    return c && strchr("aiueo", lower(c));
}

/* What the mora adds behind a key that ends in `last`: less, or nothing, where they run together.
 */
static const char *joined(char last, const char *mora)
{
    if (last == 'N' && mora[0] == 'N') /* んな, んん */
        return mora + 1;
    if (is_vowel(mora[0]) &&
        (lower(last) == lower(mora[0]) || (lower(last) == 'o' && mora[0] == 'U')))
        return "";
    return mora;
}

static char last_of(const struct key *k)
{
    return k->out->n_bytes > k->start ? k->out->bytes[k->out->n_bytes - 1] : '\0';
}

static void add_mora(struct key *k, const char *mora)
{
    if (*mora) {
        buf_str(k->out, joined(last_of(k), mora));
        k->n_morae++;
    }
}

static bool is_small_vowel(ucs4_t c)
{
    return c == 0x3041 || c == 0x3043 || c == 0x3045 || c == 0x3047 || c == 0x3049;
}

static bool is_small_y(ucs4_t c)
{
    return c == 0x3083 || c == 0x3085 || c == 0x3087;
}

/* The mora of a kana and a small one that changes it. False if the small one is a mora by itself,
 * as in ウェ, which is also written ウエ. */
static bool contract(ucs4_t c, ucs4_t small, char mora[KEY_BYTES])
{
    const char *whole = mora_key[c - FIRST_KANA];
    char vowel = is_small_y(small)       ? lower(mora_key[small - FIRST_KANA][1])
                 : is_small_vowel(small) ? lower(mora_key[small - FIRST_KANA][0])
                                         : '\0';
    bool is_te = c == 0x3066 || c == 0x3067, is_to = c == 0x3068 || c == 0x3069;
    bool with_y = is_small_y(small) || (vowel == 'e' && lower(whole[1]) == 'i');
    size_t n = 0;

    if (!vowel || !whole[1])
        return false;
    if (!with_y && c != 0x3094 && !(is_te && vowel == 'i') && !(is_to && vowel == 'u'))
        return false;
    mora[n++] = whole[0] == 'D' ? 'Z' : whole[0]; /* ディ and ヂ are both typed di */
    if (with_y)
        mora[n++] = whole[0] == 'N' ? 'Y' : 'y';
    mora[n++] = vowel;
    mora[n] = '\0';
    return true;
}

/* Adds the mora of c with the kana behind it, or without, and says whether that was used. */
static bool add_kana(struct key *k, ucs4_t c, ucs4_t next)
{
    char mora[KEY_BYTES];

    if (next >= FIRST_KANA && next <= LAST_KANA && contract(c, next, mora)) {
        add_mora(k, mora);
        return true;
    }
    add_mora(k, mora_key[c - FIRST_KANA]);
    return false;
}

/* Katakana as hiragana, if it is wanted. 0 for what is no kana; LONG_MARK stays. */
static ucs4_t hiragana(ucs4_t c, bool katakana_only)
{
    static const ucs4_t voiced_w[] = {0x308F, 0x3090, 0x3091, 0x3092}; /* ヷヸヹヺ */

    if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE)
        return c - 0x60;
    if (c >= 0x30F7 && c <= 0x30FA)
        return voiced_w[c - 0x30F7];
    if (c == LONG_MARK)
        return c;
    if (!katakana_only && ((c >= FIRST_KANA && c <= LAST_KANA) || c == REPEAT || c == REPEAT + 1))
        return c;
    return 0;
}

static bool parts_no_run(ucs4_t c)
{
    return c == ' ' || c == 0x3000 || c == 0x30FB || c == 0xB7;
}

static void add_runs(struct key *k, const uint8_t *s, size_t n_bytes, bool katakana_only)
{
    ucs4_t before = 0; /* the kana that a repeat mark repeats */
    bool ended = false;

    for (size_t at = 0; at < n_bytes;) {
        ucs4_t raw, next_raw = 0, c, next;
        size_t c_bytes = (size_t)u8_mbtouc(&raw, s + at, n_bytes - at);
        size_t next_bytes = 0;

        if (at + c_bytes < n_bytes)
            next_bytes = (size_t)u8_mbtouc(&next_raw, s + at + c_bytes, n_bytes - at - c_bytes);
        c = hiragana(raw, katakana_only);
        next = hiragana(next_raw, katakana_only);
        at += c_bytes;
        if (before && (c == REPEAT || c == REPEAT + 1)) {
            ucs4_t with_mark = uc_composition(before, VOICED);

            c = c == REPEAT + 1 && with_mark ? with_mark : before;
        }
        if (c >= FIRST_KANA && c <= LAST_KANA) {
            if (ended && k->out->n_bytes > k->start)
                buf_char(k->out, ' ');
            ended = false;
            before = c;
            if (add_kana(k, c, next))
                at += next_bytes;
        } else if (!c && !parts_no_run(raw)) {
            ended = true;
            before = 0;
        }
    }
}

/* Do half-width kana or combining marks stand in it, which NFKC puts together? */
static bool has_parts(const uint8_t *s, size_t n_bytes)
{
    for (size_t at = 0; at + 2 < n_bytes; at++)
        if ((s[at] == 0xEF && (s[at + 1] == 0xBD || s[at + 1] == 0xBE)) ||
            (s[at] == 0xE3 && s[at + 1] == 0x82 && (s[at + 2] == 0x99 || s[at + 2] == 0x9A)))
            return true;
    return false;
}

static void add_key(struct buf *out, const uint8_t *s, size_t n_bytes, bool katakana_only)
{
    struct key k = {out, out->n_bytes, 0};
    uint8_t *whole;

    if (!has_parts(s, n_bytes) || u8_check(s, n_bytes)) {
        add_runs(&k, s, n_bytes, katakana_only);
        return;
    }
    whole = u8_normalize(UNINORM_NFKC, s, n_bytes, NULL, &n_bytes);
    if (whole)
        add_runs(&k, whole, n_bytes, katakana_only);
    else
        out->failed = true;
    free(whole);
}

void romaji_key_of_kana(struct buf *out, const char *kana, size_t n_bytes)
{
    add_key(out, (const uint8_t *)kana, n_bytes, false);
}

void romaji_key_of_text(struct buf *out, const char *text, size_t n_bytes)
{
    add_key(out, (const uint8_t *)text, n_bytes, true);
}

/*
 * How syllables are typed: consonants, and the kana with each vowel, one or two (the second small).
 * What is read in two ways, such as di (ヂ, ディ), has one key.
 */
static const struct {
    char typed[4];
    const char *kana[5]; /* a i u e o */
} syllables[] = {
    {"", {"あ", "い", "う", "え", "お"}},
    {"k", {"か", "き", "く", "け", "こ"}},
    {"ky", {"きゃ", "きぃ", "きゅ", "きぇ", "きょ"}},
    {"kw", {"くぁ", "くぃ", "く", "くぇ", "くぉ"}},
    {"q", {"くぁ", "くぃ", "く", "くぇ", "くぉ"}},
    {"g", {"が", "ぎ", "ぐ", "げ", "ご"}},
    {"gy", {"ぎゃ", "ぎぃ", "ぎゅ", "ぎぇ", "ぎょ"}},
    {"gw", {"ぐぁ", "ぐぃ", "ぐ", "ぐぇ", "ぐぉ"}},
    {"s", {"さ", "し", "す", "せ", "そ"}},
    {"sh", {"しゃ", "し", "しゅ", "しぇ", "しょ"}},
    {"sy", {"しゃ", "しぃ", "しゅ", "しぇ", "しょ"}},
    {"z", {"ざ", "じ", "ず", "ぜ", "ぞ"}},
    {"zy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"j", {"じゃ", "じ", "じゅ", "じぇ", "じょ"}},
    {"jy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"t", {"た", "ち", "つ", "て", "と"}},
    {"ts", {"つぁ", "つぃ", "つ", "つぇ", "つぉ"}},
    {"ch", {"ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"}},
    {"ty", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"cy", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"th", {"てゃ", "てぃ", "てゅ", "てぇ", "てょ"}},
    {"tw", {"とぁ", "とぃ", "とぅ", "とぇ", "とぉ"}},
    {"d", {"だ", "ぢ", "づ", "で", "ど"}},
    {"dy", {"ぢゃ", "ぢぃ", "ぢゅ", "ぢぇ", "ぢょ"}},
    {"dh", {"でゃ", "でぃ", "でゅ", "でぇ", "でょ"}},
    {"dw", {"どぁ", "どぃ", "どぅ", "どぇ", "どぉ"}},
    {"dz", {"づぁ", "づぃ", "づ", "づぇ", "づぉ"}},
    {"n", {"な", "に", "ぬ", "ね", "の"}},
    {"ny", {"にゃ", "にぃ", "にゅ", "にぇ", "にょ"}},
    {"h", {"は", "ひ", "ふ", "へ", "ほ"}},
    {"hy", {"ひゃ", "ひぃ", "ひゅ", "ひぇ", "ひょ"}},
    {"hw", {"ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"}},
    {"f", {"ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"}},
    {"fy", {"ふゃ", "ふぃ", "ふゅ", "ふぇ", "ふょ"}},
    {"b", {"ば", "び", "ぶ", "べ", "ぼ"}},
    {"by", {"びゃ", "びぃ", "びゅ", "びぇ", "びょ"}},
    {"v", {"ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"}},
    {"vy", {"ゔゃ", "ゔぃ", "ゔゅ", "ゔぇ", "ゔょ"}},
    {"p", {"ぱ", "ぴ", "ぷ", "ぺ", "ぽ"}},
    {"py", {"ぴゃ", "ぴぃ", "ぴゅ", "ぴぇ", "ぴょ"}},
    {"m", {"ま", "み", "む", "め", "も"}},
    {"my", {"みゃ", "みぃ", "みゅ", "みぇ", "みょ"}},
    {"y", {"や", NULL, "ゆ", NULL, "よ"}},
    {"r", {"ら", "り", "る", "れ", "ろ"}},
    {"l", {"ら", "り", "る", "れ", "ろ"}},
    {"ry", {"りゃ", "りぃ", "りゅ", "りぇ", "りょ"}},
    {"w", {"わ", "うぃ", "う", "うぇ", "を"}},
    {"wh", {"うぁ", "うぃ", "う", "うぇ", "うぉ"}},
    {"c", {"か", "し", "く", "せ", "こ"}},
    {"x", {"ぁ", "ぃ", "ぅ", "ぇ", "ぉ"}},
    {"xy", {"ゃ", NULL, "ゅ", NULL, "ょ"}},
    {"xt", {NULL, NULL, "っ", NULL, NULL}},
    {"lt", {NULL, NULL, "っ", NULL, NULL}},
};

enum { N_SYLLABLES = sizeof syllables / sizeof syllables[0] };

/* The longest syllable typed at s. NULL if none starts there. */
static const char *syllable_at(const char *s, size_t *used)
{
    const char *found = NULL;

    for (size_t i = 0; i < N_SYLLABLES; i++) {
        size_t n = strlen(syllables[i].typed);
        const char *vowel;

        if (strncmp(s, syllables[i].typed, n) != 0 || !s[n] || !(vowel = strchr("aiueo", s[n])))
            continue;
        found = syllables[i].kana[vowel - "aiueo"]; /* no two share both consonants and vowel */
        *used = n + 1;
    }
    return found;
}

static bool is_consonant(char c)
{
    return c >= 'a' && c <= 'z' && !is_vowel(c);
}

/* Letters that stand for a small っ before what follows, or for ん, or for nothing. */
static size_t extra_at(const char *s, const char **kana)
{
    *kana = "";
    if (s[0] == 'n' || (s[0] == 'm' && s[1] && strchr("bmp", s[1]))) {
        *kana = "ん";
        return 1;
    }
    if (is_consonant(s[0]) && (s[0] == s[1] || (s[0] == 't' && s[1] == 'c')))
        return 1;
    if (s[0] == '-' || s[0] == '\'' || s[0] == ' ')
        return 1;
    return strncmp(s, long_mark, sizeof long_mark - 1) == 0 ? sizeof long_mark - 1 : 0;
}

/* Romaji to kana. Returns the rest, in which no more syllable starts: empty, or half-typed. */
static const char *to_kana(const char *s, struct buf *kana)
{
    for (size_t used = 0; *s; s += used) {
        const char *read = syllable_at(s, &used);

        if (!read && !(used = extra_at(s, &read)))
            break;
        buf_str(kana, read);
    }
    return s;
}

/* The key of the first mora of a syllable behind a key that ends in `last`. */
static void first_mora(const char *kana, char last, char mora[KEY_BYTES])
{
    struct buf key = {0};
    struct key k = {&key, 0, 0};
    size_t n_bytes = strlen(kana);
    ucs4_t c, next = 0;
    int c_bytes = u8_mbtouc(&c, (const uint8_t *)kana, n_bytes);

    if ((size_t)c_bytes < n_bytes)
        u8_mbtouc(&next, (const uint8_t *)kana + c_bytes, n_bytes - (size_t)c_bytes);
    add_kana(&k, c, next);
    strcpy(mora, joined(last, buf_cstr(&key)));
    buf_finish(&key);
}

/* Adds what all syllables that start with these consonants have in common. False if none does. */
static bool add_half(struct key *k, const char *consonants)
{
    char common[KEY_BYTES], mora[KEY_BYTES];
    bool found = false;

    for (size_t i = 0; i < N_SYLLABLES; i++) {
        if (strncmp(syllables[i].typed, consonants, strlen(consonants)) != 0)
            continue;
        for (int v = 0; v < 5; v++) {
            size_t n = 0;

            if (!syllables[i].kana[v])
                continue;
            first_mora(syllables[i].kana[v], last_of(k), mora);
            if (!found)
                strcpy(common, mora);
            found = true;
            while (common[n] && common[n] == mora[n])
                n++;
            common[n] = '\0';
        }
    }
    if (found)
        buf_str(k->out, common);
    return found;
}

bool romaji_key_of_typed(struct buf *out, const char *typed, size_t n_bytes)
{
    struct buf folded = {0}, kana = {0}, key = {0};
    struct key k = {&key, 0, 0};
    const char *rest;
    bool ok;

    fold_key(&folded, typed, n_bytes);
    rest = to_kana(buf_cstr(&folded), &kana);
    add_runs(&k, (const uint8_t *)buf_cstr(&kana), kana.n_bytes, false);
    ok = rest == buf_cstr(&folded) + folded.n_bytes || (is_consonant(*rest) && add_half(&k, rest));
    ok = ok && k.n_morae >= 2 && strncmp(buf_cstr(&kana), "ん", strlen("ん")) != 0;
    if (folded.failed || kana.failed || key.failed)
        out->failed = true;
    ok = ok && !out->failed;
    if (ok)
        buf_add(out, key.bytes, key.n_bytes);
    buf_finish(&folded);
    buf_finish(&kana);
    buf_finish(&key);
    return ok;
}
