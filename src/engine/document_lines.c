/* One line of a document: its number, its mark, whether it ends a sentence. */
#include "nichiei/text/fold.h"

#include "document_in.h"

#include <string.h>

/* Does s begin with this? Returns its bytes, or 0. */
static size_t begins(const char *s, size_t n_bytes, const char *head)
{
    size_t n = strlen(head);

    return n <= n_bytes && memcmp(s, head, n) == 0 ? n : 0;
}

static size_t begins_with_any(const char *s, size_t n_bytes, const char *const *heads)
{
    size_t n = 0;

    while (*heads && !(n = begins(s, n_bytes, *heads)))
        heads++;
    return n;
}

/* The last of these that s ends with: its bytes, or 0. */
static size_t ends_with_any(const char *s, size_t n_bytes, const char *const *tails)
{
    for (; *tails; tails++) {
        size_t n = strlen(*tails);

        if (n <= n_bytes && memcmp(s + n_bytes - n, *tails, n) == 0)
            return n;
    }
    return 0;
}

static const char *const superscripts[] = {"¹", "²", "³", "⁰", "⁴", "⁵",
                                           "⁶", "⁷", "⁸", "⁹", " ", NULL};
static const char *const sentence_ends[] = {"。", "．", "！", "？", ".", "!", "?", "…", NULL};
static const char *const closings[] = {"」", "』", "）", ")",  "]",  "］", "”",  "’", "\"",
                                       "'",  "*",  "_",  "》", "〉", "】", "〕", "｣", NULL};

/* The call of a note in brackets at the end: "(脚注:ⅰ)", "[12]". */
static size_t trailing_call(const char *s, size_t n_bytes)
{
    size_t from = n_bytes > 24 ? n_bytes - 24 : 0;

    if (!ends_with_any(s, n_bytes, (const char *const[]){")", "）", "]", "］", NULL}))
        return 0;
    for (size_t i = n_bytes; i-- > from;)
        if (begins(s + i, n_bytes - i, "(脚注") || begins(s + i, n_bytes - i, "（脚注") ||
            begins(s + i, n_bytes - i, "(注") || begins(s + i, n_bytes - i, "（注") ||
            begins(s + i, n_bytes - i, "[") || begins(s + i, n_bytes - i, "［"))
            return n_bytes - i;
    return 0;
}

/* What is left of the text without the calls, brackets and blanks at its end. */
static size_t bare_bytes(const char *s, size_t n_bytes)
{
    size_t n;

    while ((n = ends_with_any(s, n_bytes, superscripts)) || (n = trailing_call(s, n_bytes)) ||
           (n = ends_with_any(s, n_bytes, closings)))
        n_bytes -= n;
    return n_bytes;
}

bool line_ends_sentence(const char *s, size_t n_bytes)
{
    return ends_with_any(s, bare_bytes(s, n_bytes), sentence_ends) > 0;
}

bool line_ends_with_colon(const char *s, size_t n_bytes)
{
    return ends_with_any(s, bare_bytes(s, n_bytes), (const char *const[]){":", "：", NULL}) > 0;
}

bool line_has_sentence(const char *s, size_t n_bytes)
{
    if (line_ends_sentence(s, n_bytes))
        return true;
    for (size_t i = 0; i + 3 <= n_bytes; i++)
        if (begins(s + i, n_bytes - i, "。") ||
            (s[i] == '.' && s[i + 1] == ' ' && i > 3 && s[i - 1] >= 'a' && s[i - 1] <= 'z'))
            return true;
    return false;
}

/* Is this character of a key a letter or digit? Signs are ASCII ones, U+2000-206F and U+3000-303F
 * (but 々 and 〆), as the fold leaves them. */
static bool is_sign(const unsigned char *s)
{
    if (s[0] < 0x80)
        return !fold_is_word((char)s[0]);
    if (s[0] == 0xC2) /* U+0080-00BF */
        return true;
    if (s[0] == 0xE2 && (s[1] == 0x80 || s[1] == 0x81))
        return true;
    return s[0] == 0xE3 && s[1] == 0x80 && s[2] != 0x85 && s[2] != 0x86;
}

const char *line_key(struct buf *key, const char *s, size_t n_bytes)
{
    size_t kept = 0;

    buf_reset(key);
    fold_key(key, s, n_bytes);
    if (key->failed || !key->n_bytes)
        return "";
    for (size_t i = 0, n; i < key->n_bytes; i += n) {
        const unsigned char *c = (const unsigned char *)key->bytes + i;

        n = *c < 0x80 ? 1 : *c < 0xE0 ? 2 : *c < 0xF0 ? 3 : 4;
        if (i + n > key->n_bytes || is_sign(c))
            continue;
        memmove(key->bytes + kept, c, n);
        kept += n;
    }
    key->bytes[kept] = '\0';
    key->n_bytes = kept;
    return key->bytes;
}

/*
 * Numbers at the head of a line.
 */
static int digit(const char *s, size_t n_bytes, size_t *digit_bytes)
{
    *digit_bytes = 1;
    if (n_bytes && *s >= '0' && *s <= '9')
        return *s - '0';
    *digit_bytes = 3; /* full-width: U+FF10 on */
    if (n_bytes >= 3 && begins(s, n_bytes, "\xEF\xBC") && (unsigned char)s[2] >= 0x90 &&
        (unsigned char)s[2] <= 0x99)
        return (unsigned char)s[2] - 0x90;
    return -1;
}

static int arabic(const char *s, size_t n_bytes, size_t *used)
{
    int n = 0, value;
    size_t at = 0, one;

    while (at < n_bytes && n < 10000 && (value = digit(s + at, n_bytes - at, &one)) >= 0) {
        n = 10 * n + value;
        at += one;
    }
    *used = at;
    return n;
}

static int roman(const char *s, size_t n_bytes, size_t *used)
{
    static const char *const one[] = {"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"};
    static const char letters[] = "IVXL";
    static const int values[] = {1, 5, 10, 50};
    int n = 0, last = 0;

    for (int i = 0; i < 12; i++)
        if ((*used = begins(s, n_bytes, one[i])))
            return i + 1;
    for (*used = 0; *used < n_bytes && s[*used] && strchr(letters, s[*used]); ++*used) {
        int value = values[strchr(letters, s[*used]) - letters];

        n += last && last < value ? value - 2 * last : value;
        last = value;
    }
    return n;
}

static int kanji_number(const char *s, size_t n_bytes, size_t *used)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int n = 0, last = 0;

    for (*used = 0; *used + 3 <= n_bytes; *used += 3) {
        int i = 0;

        if (begins(s + *used, n_bytes - *used, "十")) {
            n += 10 * (last ? last : 1);
            last = 0;
            continue;
        }
        while (i < 9 && !begins(s + *used, n_bytes - *used, digits[i]))
            i++;
        if (i == 9)
            break;
        last = i + 1;
    }
    return n + last;
}

/* A number of any of the three kinds. */
static int any_number(const char *s, size_t n_bytes, size_t *used)
{
    int n = arabic(s, n_bytes, used);

    if (!*used)
        n = roman(s, n_bytes, used);
    if (!*used)
        n = kanji_number(s, n_bytes, used);
    return n;
}

static size_t blanks(const char *s, size_t n_bytes)
{
    size_t at = 0, n;

    while ((n = begins_with_any(s + at, n_bytes - at,
                                (const char *const[]){" ", "\t", "　", "\xC2\xA0", NULL})))
        at += n;
    return at;
}

static struct numeral chapter_numeral(const char *s, size_t n_bytes)
{
    static const char *const before[] = {"第", "Chapter ", "CHAPTER ", "Part ", "PART ", NULL};
    static const char *const behind[] = {"章", "部", NULL};
    size_t at = begins_with_any(s, n_bytes, before), used, tail;
    int n = at ? any_number(s + at, n_bytes - at, &used) : 0;

    if (!n)
        return (struct numeral){.form = NUMERAL_NONE};
    at += used;
    tail = begins_with_any(s + at, n_bytes - at, behind);
    if (*s == '\xE7' && !tail) /* 第3条, 第2次 … are no chapters */
        return (struct numeral){.form = NUMERAL_NONE};
    return (struct numeral){NUMERAL_CHAPTER, n, 1, at + tail};
}

/* "4.2.1", "4.2.1." or "4." */
static struct numeral dotted_numeral(const char *s, size_t n_bytes)
{
    struct numeral m = {.form = NUMERAL_NONE};
    size_t used, dot = 0;
    int n = arabic(s, n_bytes, &used);

    while (used) {
        m.n = n;
        m.depth++;
        m.n_bytes += dot + used;
        dot = begins_with_any(s + m.n_bytes, n_bytes - m.n_bytes,
                              (const char *const[]){".", "．", NULL});
        n = dot ? arabic(s + m.n_bytes + dot, n_bytes - m.n_bytes - dot, &used) : 0;
        if (!dot)
            break;
    }
    if (!m.depth)
        return m;
    m.n_bytes += dot;
    if (m.depth == 1 && !dot)
        return (struct numeral){.form = NUMERAL_NONE};
    m.form = m.depth == 1 ? NUMERAL_ARABIC : NUMERAL_DOTTED;
    return m;
}

struct numeral line_numeral(const char *s, size_t n_bytes)
{
    struct numeral m = chapter_numeral(s, n_bytes);
    size_t used;

    if (!m.form && (m.n = roman(s, n_bytes, &used))) {
        size_t dot = begins_with_any(s + used, n_bytes - used,
                                     (const char *const[]){".", "．", ":", "：", "　", NULL});

        m = dot ? (struct numeral){NUMERAL_ROMAN, m.n, 1, used + dot} : (struct numeral){0};
    }
    if (!m.form)
        m = dotted_numeral(s, n_bytes);
    if (m.form)
        m.n_bytes += blanks(s + m.n_bytes, n_bytes - m.n_bytes);
    return m;
}

int line_labelled(const char *s, size_t n_bytes, const char *const *words, size_t *label_bytes)
{
    static const char *const parts[] = {":", "：", ".", "．", "　", " ", "–", "—", "-", NULL};
    size_t at = begins_with_any(s, n_bytes, words), used, part;
    int n;

    *label_bytes = 0;
    if (!at)
        return 0;
    at += blanks(s + at, n_bytes - at);
    n = any_number(s + at, n_bytes - at, &used);
    at += used;
    at += blanks(s + at, n_bytes - at);
    part = begins_with_any(s + at, n_bytes - at, parts);
    if (!used || (!part && at < n_bytes && s[at - 1] != ' '))
        return 0;
    *label_bytes = at + part + blanks(s + at + part, n_bytes - at - part);
    return n;
}

size_t line_point(const char *s, size_t n_bytes)
{
    static const char *const marks[] = {"- ", "* ", "+ ", "• ", "•\t", "– ", "◦ ", "▪ ", "‣ ",
                                        "・", "○ ", "● ", "◯ ", "□ ",  "■ ", "➢ ", NULL};
    static const char *const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    size_t at = begins_with_any(s, n_bytes, marks), used, n;
    struct numeral m;

    if (at) {
        at += blanks(s + at, n_bytes - at);
        n = begins_with_any(s + at, n_bytes - at, marks); /* "- ・ " */
        return at + n + blanks(s + at + n, n_bytes - at - n);
    }
    if (n_bytes >= 3 && *s == '\xE2')
        for (n = 0; circled[n]; n += 3)
            if (memcmp(s, circled + n, 3) == 0)
                return 3 + blanks(s + 3, n_bytes - 3);
    m = line_numeral(s, n_bytes);
    if (m.form == NUMERAL_ARABIC && m.n_bytes < n_bytes)
        return m.n_bytes;
    at = begins_with_any(s, n_bytes, (const char *const[]){"(", "（", NULL});
    arabic(s + at, n_bytes - at, &used);
    if (!used && at && n_bytes > at && s[at] >= 'a' && s[at] <= 'z')
        used = 1;
    n = used ? begins_with_any(s + at + used, n_bytes - at - used,
                               (const char *const[]){")", "）", NULL})
             : 0;
    return n ? at + used + n + blanks(s + at + used + n, n_bytes - at - used - n) : 0;
}

/*
 * Lines beside each other.
 */
static bool is_text(const struct line *l)
{
    return l->kind != LINE_BLANK && l->kind != LINE_SKIP;
}

size_t parse_next(const struct parse *p, size_t i)
{
    for (i++; i < p->n_lines && !is_text(&p->lines[i]);)
        i++;
    return i < p->n_lines ? i : p->n_lines;
}

size_t parse_previous(const struct parse *p, size_t i)
{
    while (i-- > 0)
        if (is_text(&p->lines[i]))
            return i;
    return p->n_lines;
}

/* Does the line keep a heading beside it from standing alone? */
static bool crowds(const struct line *l)
{
    return l->kind != LINE_BLANK && l->kind != LINE_SKIP && l->kind != LINE_HEADING;
}

bool parse_is_alone(const struct parse *p, size_t i)
{
    const struct line *l = &p->lines[i];

    if (i > 0 && l[-1].page == l->page && crowds(&l[-1]))
        return false;
    return i + 1 >= p->n_lines || l[1].page != l->page || !crowds(&l[1]);
}
