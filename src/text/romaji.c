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
    KANA_LEAD = 0xE3, /* in UTF-8 */
    VOICED = 0x3099,
    KANA_N = 0x3093,
    KEY_BYTES = 8,  /* of one mora; three letters and the NUL are enough */
    MAX_STARTS = 8, /* in one run */
};

/* What became of a kana. */
enum step {
    STEP_ONE,
    STEP_BOTH,  /* it and the next are one mora */
    STEP_LONG,  /* it makes the vowel before it long */
    STEP_START, /* the same, or it starts a word */
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
    bool apart; /* a blank goes before it */
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_vowel(char c)
{
    return c && strchr("aiueo", lower(c));
}

static char last_of(const struct key *k)
{
    return k->out->n_bytes > k->start ? k->out->bytes[k->out->n_bytes - 1] : '\0';
}

/* Is the vowel one with that before it: a long vowel, however it is written? */
static bool lengthens(char last, char vowel)
{
    return lower(last) == lower(vowel) || (lower(last) == 'o' && vowel == 'U');
}

static void add_mora(struct key *k, const char *mora)
{
    if (k->apart && !k->n_morae) {
        buf_char(k->out, ' ');
        k->start = k->out->n_bytes;
    }
    if (last_of(k) == 'N' && mora[0] == 'N') /* んな, んん */
        mora++;
    buf_str(k->out, mora);
    k->n_morae++;
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

/* Adds the mora of a kana and the next, or of the first alone. Says what was done. */
static enum step add_kana(struct key *k, ucs4_t c, ucs4_t next)
{
    const char *whole = mora_key[c - FIRST_KANA];
    char mora[KEY_BYTES];

    if (next >= FIRST_KANA && next <= LAST_KANA && contract(c, next, mora)) {
        add_mora(k, mora);
        return STEP_BOTH;
    }
    /* No long vowel stands before ん: in きいん, じょうほううんよう a word starts there. */
    if (is_vowel(whole[0]) && lengthens(last_of(k), whole[0]) && next != KANA_N)
        return whole[0] == 'U' || is_small_vowel(c) ? STEP_LONG : STEP_START;
    if (*whole)
        add_mora(k, whole);
    return STEP_ONE;
}

/* A kana of a run as hiragana, and its bytes; LONG_MARK and what only parts kana as they are. */
static ucs4_t kana_at(const uint8_t *s, size_t n_bytes, ucs4_t before, size_t *c_bytes)
{
    ucs4_t c = 0;

    *c_bytes = n_bytes ? (size_t)u8_mbtouc(&c, s, n_bytes) : 0;
    c = c ? hiragana(c, false) : 0;
    if (before && (c == REPEAT || c == REPEAT + 1)) {
        ucs4_t with_mark = c == REPEAT ? 0 : uc_composition(before, VOICED);

        c = with_mark ? with_mark : before;
    }
    return c;
}

/*
 * Adds the key of one run. A vowel like that before it (ひろしまあこーど) may make it long or start
 * a word: if wanted, what starts there gets its key, too. う after お or う is a long vowel; there
 * would be too many.
 */
static void add_run(struct key *k, const uint8_t *s, size_t n_bytes, bool wants_starts)
{
    size_t starts[MAX_STARTS], n_starts = 0, c_bytes, next_bytes;
    ucs4_t before = 0;

    for (size_t at = 0; at < n_bytes; at += c_bytes) {
        ucs4_t c = kana_at(s + at, n_bytes - at, before, &c_bytes);
        ucs4_t next = kana_at(s + at + c_bytes, n_bytes - at - c_bytes, c, &next_bytes);
        enum step step;

        if (c < FIRST_KANA || c > LAST_KANA)
            continue;
        step = add_kana(k, c, next);
        if (step == STEP_START && wants_starts && n_starts < MAX_STARTS)
            starts[n_starts++] = at;
        if (step == STEP_BOTH)
            c_bytes += next_bytes;
        before = c;
    }
    for (size_t i = 0; i < n_starts; i++) {
        struct key again = {k->out, k->out->n_bytes, 0, true};

        add_run(&again, s + starts[i], n_bytes - starts[i], false);
    }
}

/* How far the run goes that starts at s. */
static size_t run_bytes(const uint8_t *s, size_t n_bytes, bool katakana_only)
{
    size_t at = 0, end = 0, c_bytes;

    for (; at < n_bytes; at += c_bytes) {
        ucs4_t c;

        c_bytes = (size_t)u8_mbtouc(&c, s + at, n_bytes - at);
        if (hiragana(c, katakana_only))
            end = at + c_bytes;
        else if (!parts_no_run(c))
            break;
    }
    return end;
}

static void add_runs(struct buf *out, const uint8_t *s, size_t n_bytes, bool katakana_only)
{
    const size_t start = out->n_bytes;
    const uint8_t *end = s + n_bytes;

    /* All kana start with the same byte. */
    while (s < end && (s = memchr(s, KANA_LEAD, (size_t)(end - s)))) {
        size_t run = run_bytes(s, (size_t)(end - s), katakana_only);
        struct key k = {out, out->n_bytes, 0, out->n_bytes > start};

        add_run(&k, s, run, true);
        s += run ? run : 1;
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
    uint8_t *whole;

    if (!n_bytes)
        return;
    if (!has_parts(s, n_bytes) || u8_check(s, n_bytes)) {
        add_runs(out, s, n_bytes, katakana_only);
        return;
    }
    whole = u8_normalize(UNINORM_NFKC, s, n_bytes, NULL, &n_bytes);
    if (whole)
        add_runs(out, whole, n_bytes, katakana_only);
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

/* Letters that stand for a small っ before what follows, for ん, or for nothing. */
static size_t extra_at(const char *s, const char **kana)
{
    *kana = "";
    if ((s[0] == 'n' && s[1]) || (s[0] == 'm' && s[1] && strchr("bmp", s[1]))) {
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

/* The key of the first mora of a syllable, where it follows one that ends in `last`. */
static void first_mora(const char *kana, char last, char mora[KEY_BYTES])
{
    struct buf key = {0};
    struct key k = {&key, 0, 0, false};
    size_t c_bytes, next_bytes, n_bytes = strlen(kana);
    const uint8_t *s = (const uint8_t *)kana;
    ucs4_t c = kana_at(s, n_bytes, 0, &c_bytes);

    buf_char(&key, last ? last : ' ');
    add_kana(&k, c, kana_at(s + c_bytes, n_bytes - c_bytes, 0, &next_bytes));
    strcpy(mora, buf_cstr(&key) + (key.n_bytes ? 1 : 0));
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

/* Does a う end the kana that makes the vowel before it long? */
static bool ends_long(const struct buf *kana)
{
    const size_t u_bytes = strlen("う");
    struct buf whole = {0}, head = {0};
    struct key of_whole = {&whole, 0, 0, false}, of_head = {&head, 0, 0, false};
    bool is_long = false;

    if (kana->n_bytes > u_bytes && strcmp(kana->bytes + kana->n_bytes - u_bytes, "う") == 0) {
        add_run(&of_whole, (const uint8_t *)kana->bytes, kana->n_bytes, false);
        add_run(&of_head, (const uint8_t *)kana->bytes, kana->n_bytes - u_bytes, false);
        is_long = whole.n_bytes == head.n_bytes;
    }
    buf_finish(&whole);
    buf_finish(&head);
    return is_long;
}

/* The key of typed syllables and of consonants behind them. False if it is none. */
static bool add_typed(struct key *k, struct buf *kana, const char *rest)
{
    bool is_n = strcmp(rest, "n") == 0;

    /* ん, or half of な: behind う only the next letter shows whether that is a long vowel. */
    if (is_n && !ends_long(kana))
        buf_str(kana, "ん");
    if (strncmp(buf_cstr(kana), "ん", strlen("ん")) == 0)
        return false;
    add_run(k, (const uint8_t *)buf_cstr(kana), kana->n_bytes, false);
    if (*rest && !is_n && !(is_consonant(*rest) && add_half(k, rest)))
        return false;
    return k->n_morae >= 2;
}

bool romaji_key_of_typed(struct buf *out, const char *typed, size_t n_bytes)
{
    struct buf folded = {0}, kana = {0}, key = {0};
    struct key k = {&key, 0, 0, false};
    const char *rest;
    bool ok;

    fold_key(&folded, typed, n_bytes);
    rest = to_kana(buf_cstr(&folded), &kana);
    ok = strlen(buf_cstr(&folded)) == folded.n_bytes && add_typed(&k, &kana, rest);
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
