/* Kana to what is typed, syllable by syllable. */
#include "spell.h"

#include <stdint.h>
#include <string.h>

/* Hiragana, and its spelling in Hepburn, Kunrei and for an input method. */
static const struct {
    const char *kana, *typed[3];
} syllables[] = {
    {"しゃ", {"sha", "sya", "sya"}}, {"しゅ", {"shu", "syu", "syu"}},
    {"しょ", {"sho", "syo", "syo"}}, {"しぇ", {"she", "sye", "sye"}},
    {"じゃ", {"ja", "zya", "zya"}},  {"じゅ", {"ju", "zyu", "zyu"}},
    {"じょ", {"jo", "zyo", "zyo"}},  {"じぇ", {"je", "zye", "zye"}},
    {"ちゃ", {"cha", "tya", "tya"}}, {"ちゅ", {"chu", "tyu", "tyu"}},
    {"ちょ", {"cho", "tyo", "tyo"}}, {"ちぇ", {"che", "tye", "tye"}},
    {"きゃ", {"kya", "kya", "kya"}}, {"きゅ", {"kyu", "kyu", "kyu"}},
    {"きょ", {"kyo", "kyo", "kyo"}}, {"ぎゃ", {"gya", "gya", "gya"}},
    {"ぎゅ", {"gyu", "gyu", "gyu"}}, {"ぎょ", {"gyo", "gyo", "gyo"}},
    {"にゃ", {"nya", "nya", "nya"}}, {"にゅ", {"nyu", "nyu", "nyu"}},
    {"にょ", {"nyo", "nyo", "nyo"}}, {"ひゃ", {"hya", "hya", "hya"}},
    {"ひゅ", {"hyu", "hyu", "hyu"}}, {"ひょ", {"hyo", "hyo", "hyo"}},
    {"びゃ", {"bya", "bya", "bya"}}, {"びゅ", {"byu", "byu", "byu"}},
    {"びょ", {"byo", "byo", "byo"}}, {"ぴゃ", {"pya", "pya", "pya"}},
    {"ぴゅ", {"pyu", "pyu", "pyu"}}, {"ぴょ", {"pyo", "pyo", "pyo"}},
    {"みゃ", {"mya", "mya", "mya"}}, {"みゅ", {"myu", "myu", "myu"}},
    {"みょ", {"myo", "myo", "myo"}}, {"りゃ", {"rya", "rya", "rya"}},
    {"りゅ", {"ryu", "ryu", "ryu"}}, {"りょ", {"ryo", "ryo", "ryo"}},
    {"ふぁ", {"fa", "fa", "fa"}},    {"ふぃ", {"fi", "fi", "fi"}},
    {"ふぇ", {"fe", "fe", "fe"}},    {"ふぉ", {"fo", "fo", "fo"}},
    {"てぃ", {"ti", "ti", "thi"}},   {"でぃ", {"di", "di", "dhi"}},
    {"でゅ", {"dyu", "dyu", "dhu"}}, {"とぅ", {"tu", "tu", "twu"}},
    {"うぃ", {"wi", "wi", "wi"}},    {"うぇ", {"we", "we", "we"}},
    {"うぉ", {"wo", "wo", "who"}},   {"ゔぁ", {"va", "va", "va"}},
    {"ゔぃ", {"vi", "vi", "vi"}},    {"ゔぇ", {"ve", "ve", "ve"}},
    {"ゔぉ", {"vo", "vo", "vo"}},    {"つぁ", {"tsa", "tsa", "tsa"}},
    {"あ", {"a", "a", "a"}},         {"い", {"i", "i", "i"}},
    {"う", {"u", "u", "u"}},         {"え", {"e", "e", "e"}},
    {"お", {"o", "o", "o"}},         {"か", {"ka", "ka", "ka"}},
    {"き", {"ki", "ki", "ki"}},      {"く", {"ku", "ku", "ku"}},
    {"け", {"ke", "ke", "ke"}},      {"こ", {"ko", "ko", "ko"}},
    {"が", {"ga", "ga", "ga"}},      {"ぎ", {"gi", "gi", "gi"}},
    {"ぐ", {"gu", "gu", "gu"}},      {"げ", {"ge", "ge", "ge"}},
    {"ご", {"go", "go", "go"}},      {"さ", {"sa", "sa", "sa"}},
    {"し", {"shi", "si", "si"}},     {"す", {"su", "su", "su"}},
    {"せ", {"se", "se", "se"}},      {"そ", {"so", "so", "so"}},
    {"ざ", {"za", "za", "za"}},      {"じ", {"ji", "zi", "zi"}},
    {"ず", {"zu", "zu", "zu"}},      {"ぜ", {"ze", "ze", "ze"}},
    {"ぞ", {"zo", "zo", "zo"}},      {"た", {"ta", "ta", "ta"}},
    {"ち", {"chi", "ti", "ti"}},     {"つ", {"tsu", "tu", "tu"}},
    {"て", {"te", "te", "te"}},      {"と", {"to", "to", "to"}},
    {"だ", {"da", "da", "da"}},      {"ぢ", {"ji", "zi", "di"}},
    {"づ", {"zu", "zu", "du"}},      {"で", {"de", "de", "de"}},
    {"ど", {"do", "do", "do"}},      {"な", {"na", "na", "na"}},
    {"に", {"ni", "ni", "ni"}},      {"ぬ", {"nu", "nu", "nu"}},
    {"ね", {"ne", "ne", "ne"}},      {"の", {"no", "no", "no"}},
    {"は", {"ha", "ha", "ha"}},      {"ひ", {"hi", "hi", "hi"}},
    {"ふ", {"fu", "hu", "hu"}},      {"へ", {"he", "he", "he"}},
    {"ほ", {"ho", "ho", "ho"}},      {"ば", {"ba", "ba", "ba"}},
    {"び", {"bi", "bi", "bi"}},      {"ぶ", {"bu", "bu", "bu"}},
    {"べ", {"be", "be", "be"}},      {"ぼ", {"bo", "bo", "bo"}},
    {"ぱ", {"pa", "pa", "pa"}},      {"ぴ", {"pi", "pi", "pi"}},
    {"ぷ", {"pu", "pu", "pu"}},      {"ぺ", {"pe", "pe", "pe"}},
    {"ぽ", {"po", "po", "po"}},      {"ま", {"ma", "ma", "ma"}},
    {"み", {"mi", "mi", "mi"}},      {"む", {"mu", "mu", "mu"}},
    {"め", {"me", "me", "me"}},      {"も", {"mo", "mo", "mo"}},
    {"や", {"ya", "ya", "ya"}},      {"ゆ", {"yu", "yu", "yu"}},
    {"よ", {"yo", "yo", "yo"}},      {"ら", {"ra", "ra", "ra"}},
    {"り", {"ri", "ri", "ri"}},      {"る", {"ru", "ru", "ru"}},
    {"れ", {"re", "re", "re"}},      {"ろ", {"ro", "ro", "ro"}},
    {"わ", {"wa", "wa", "wa"}},      {"を", {"o", "o", "wo"}},
    {"ゔ", {"vu", "vu", "vu"}},
};

enum { KANA_BYTES = 3 }; /* of each, in UTF-8 */

static const char small_tsu[] = "っ", n_kana[] = "ん", long_mark[] = "ー", middle_dot[] = "・";

static uint32_t code_of(const char *s)
{
    const unsigned char *p = (const unsigned char *)s;

    return (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (uint32_t)(p[2] & 63);
}

static bool is_kana(const char *s, size_t n_bytes)
{
    uint32_t c;

    if (n_bytes < KANA_BYTES || (unsigned char)*s != 0xE3)
        return false;
    c = code_of(s);
    return (c >= 0x3041 && c <= 0x3094) || (c >= 0x30A1 && c <= 0x30F4) || c == 0x30FC;
}

static bool is_dot(const char *s, size_t n_bytes)
{
    return n_bytes >= KANA_BYTES && memcmp(s, middle_dot, KANA_BYTES) == 0;
}

size_t spell_run(const char *text, const char **start)
{
    size_t n_bytes = strlen(text), longest = 0;

    for (size_t at = 0; at < n_bytes;) {
        size_t end = at;

        while (is_kana(text + end, n_bytes - end) ||
               (end > at && is_dot(text + end, n_bytes - end) &&
                is_kana(text + end + KANA_BYTES, n_bytes - end - KANA_BYTES)))
            end += KANA_BYTES;
        if (end - at > longest) {
            longest = end - at;
            *start = text + at;
        }
        at = end > at ? end : at + 1;
    }
    return longest;
}

/* All as hiragana, without middle dots. */
static bool to_hiragana(struct buf *out, const char *kana, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes; at += KANA_BYTES) {
        uint32_t c;

        if (is_dot(kana + at, n_bytes - at))
            continue;
        if (!is_kana(kana + at, n_bytes - at))
            return false;
        c = code_of(kana + at);
        if (c >= 0x30A1 && c <= 0x30F4)
            c -= 0x60;
        buf_char(out, (char)(0xE0 | c >> 12));
        buf_char(out, (char)(0x80 | (c >> 6 & 63)));
        buf_char(out, (char)(0x80 | (c & 63)));
    }
    return out->n_bytes > 0;
}

static const char *syllable_at(const char *kana, enum spelling how, size_t *used)
{
    int column = how == SPELL_IME ? 2 : how == SPELL_KUNREI ? 1 : 0;

    for (size_t i = 0; i < sizeof syllables / sizeof syllables[0]; i++)
        if (strncmp(kana, syllables[i].kana, strlen(syllables[i].kana)) == 0) {
            *used = strlen(syllables[i].kana);
            return syllables[i].typed[column];
        }
    return NULL;
}

static char last_of(const struct buf *out)
{
    return out->n_bytes ? out->bytes[out->n_bytes - 1] : '\0';
}

/* Does the kana start with the mora? */
static bool is_mora(const char *kana, const char *mora)
{
    return strncmp(kana, mora, strlen(mora)) == 0;
}

/* The vowel before is long: by a mark, by う behind お or う, or by お behind お. */
static void lengthen(struct buf *out, enum spelling how, const char *kana)
{
    static const char vowels[] = "aiueo";
    static const char *const macrons[] = {"ā", "ī", "ū", "ē", "ō"};
    bool by_mark = is_mora(kana, long_mark);
    const char *vowel = strchr(vowels, last_of(out));

    if (how == SPELL_IME && by_mark)
        buf_char(out, '-');
    else if ((how == SPELL_IME || how == SPELL_KUNREI) && !by_mark)
        buf_char(out, is_mora(kana, "う") ? 'u' : 'o');
    else if (how == SPELL_HEPBURN && vowel && *vowel) {
        out->bytes[--out->n_bytes] = '\0';
        buf_str(out, macrons[vowel - vowels]);
    }
}

/* Is it no more than the length of the vowel before? `again`: that is long already, so what follows
 * is a vowel of its own; and うん is a word's beginning. */
static bool is_long(const struct buf *out, const char *kana, bool again)
{
    static const char *const own[] = {"うぃ", "うぇ", "うぉ", "うん"};
    char last = last_of(out);

    if (is_mora(kana, long_mark))
        return true;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        again = again || is_mora(kana, own[i]);
    if (again)
        return false;
    return (is_mora(kana, "う") && (last == 'o' || last == 'u')) ||
           (is_mora(kana, "お") && last == 'o');
}

/* ん by what follows it. */
static void put_n(struct buf *out, enum spelling how, const char *next)
{
    if (how == SPELL_IME)
        buf_str(out, "nn");
    else if (how == SPELL_HEPBURN && next && strchr("bmp", *next))
        buf_char(out, 'm');
    else
        buf_str(out, next && strchr("aiueoy", *next) ? "n'" : "n");
}

/* What stands for no syllable of its own. False at the start of a word. */
static bool put_other(struct buf *out, const char *kana, enum spelling how)
{
    size_t used;
    const char *next = syllable_at(kana + KANA_BYTES, how, &used);

    if (is_mora(kana, n_kana)) {
        put_n(out, how, next);
        return true;
    }
    if (!out->n_bytes || !is_mora(kana, small_tsu))
        return false;
    if (next)
        buf_char(out, strncmp(next, "ch", 2) == 0 ? 't' : *next);
    return true;
}

bool spell(struct buf *out, const char *kana, size_t n_bytes, enum spelling how)
{
    struct buf hiragana = {0}, typed = {0};
    bool ok = to_hiragana(&hiragana, kana, n_bytes), again = false;
    size_t used;

    for (const char *at = buf_cstr(&hiragana); ok && *at; at += used) {
        const char *syllable = syllable_at(at, how, &used);

        if (typed.n_bytes && is_long(&typed, at, again)) {
            used = KANA_BYTES;
            lengthen(&typed, how, at);
            again = true;
            continue;
        }
        again = false;
        if (syllable) {
            buf_str(&typed, syllable);
        } else {
            used = KANA_BYTES;
            ok = put_other(&typed, at, how);
        }
    }
    if (ok)
        buf_str(out, buf_cstr(&typed));
    buf_finish(&hiragana);
    buf_finish(&typed);
    return ok;
}
