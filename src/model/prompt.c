/* Editing one line. */
#include "nichiei/model/prompt.h"

#include "nichiei/text/text.h"

#include <stdint.h>
#include <string.h>

void prompt_finish(struct prompt *p)
{
    buf_finish(&p->text);
    buf_finish(&p->killed);
    *p = (struct prompt){0};
}

void prompt_reset(struct prompt *p)
{
    buf_reset(&p->text);
    p->caret_at_byte = 0;
    p->killing = false;
}

static uint32_t character_at(const char *s)
{
    const unsigned char *b = (const unsigned char *)s;

    if (b[0] < 0x80)
        return b[0];
    if (b[0] < 0xE0)
        return (b[0] & 0x1FU) << 6 | (b[1] & 0x3FU);
    if (b[0] < 0xF0)
        return (b[0] & 0x0FU) << 12 | (b[1] & 0x3FU) << 6 | (b[2] & 0x3FU);
    return (b[0] & 0x07U) << 18 | (b[1] & 0x3FU) << 12 | (b[2] & 0x3FU) << 6 | (b[3] & 0x3FU);
}

/* The character before this byte, which is not the first. */
static size_t previous(const char *s, size_t at)
{
    while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
        ;
    return at;
}

/* Is it a cluster of its own, whatever stands beside it, unless a mark follows? */
static bool stands_alone(uint32_t c)
{
    return c < 0x80 || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
           (c >= 0x3400 && c <= 0x9FFF);
}

static bool is_half_flag(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

enum { FAR_BYTES = 512 }; /* twice the longest cluster */

/* A byte at or before `at` where a cluster starts: between two characters that stand alone, or, in
 * what no script has, far enough away. */
static size_t sure_start(const char *s, size_t at)
{
    size_t end = at;

    while (at > 0 && end - at < FAR_BYTES) {
        size_t last = previous(s, at);

        if (stands_alone(character_at(s + last)) && stands_alone(character_at(s + at)))
            return at;
        at = last;
    }
    while (at > 0 &&
           is_half_flag(character_at(s + at))) /* which are paired from the first one on */
        at = previous(s, at);
    return at;
}

/* The first end of a cluster at or behind `at`. */
static size_t boundary(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text);
    size_t end = sure_start(s, at);

    while (end < at)
        end += text_cluster_bytes(s + end, p->text.n_bytes - end);
    return end;
}

static size_t before(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text);
    size_t start, next = sure_start(s, previous(s, at));

    do {
        start = next;
        next += text_cluster_bytes(s + start, p->text.n_bytes - start);
    } while (next < at);
    return start;
}

static size_t after(const struct prompt *p, size_t at)
{
    return at + text_cluster_bytes(buf_cstr(&p->text) + at, p->text.n_bytes - at);
}

bool prompt_replace(struct prompt *p, size_t from, size_t to, const char *bytes, size_t n_bytes)
{
    struct buf next = {0};

    p->killing = false;
    if (p->text.n_bytes - (to - from) + n_bytes > PROMPT_MAX_BYTES)
        return false;
    buf_add(&next, buf_cstr(&p->text), from);
    buf_add(&next, bytes, n_bytes);
    buf_add(&next, buf_cstr(&p->text) + to, p->text.n_bytes - to);
    if (next.failed) {
        buf_finish(&next);
        return false;
    }
    buf_finish(&p->text);
    p->text = next;
    p->caret_at_byte = boundary(p, from + n_bytes); /* a mark behind it may have joined it */
    return true;
}

size_t prompt_insert(struct prompt *p, const char *bytes, size_t n_bytes)
{
    size_t room = PROMPT_MAX_BYTES - p->text.n_bytes, fits = 0, next = 0;

    if (n_bytes <= room)
        fits = n_bytes;
    while (fits < n_bytes &&
           (next = fits + text_cluster_bytes(bytes + fits, n_bytes - fits)) <= room)
        fits = next;
    return prompt_replace(p, p->caret_at_byte, p->caret_at_byte, bytes, fits) ? fits : 0;
}

void prompt_set(struct prompt *p, const char *line)
{
    prompt_reset(p);
    prompt_insert(p, line, strlen(line));
}

void prompt_left(struct prompt *p)
{
    p->caret_at_byte = before(p, p->caret_at_byte);
    p->killing = false;
}

void prompt_right(struct prompt *p)
{
    p->caret_at_byte = after(p, p->caret_at_byte);
    p->killing = false;
}

void prompt_home(struct prompt *p)
{
    p->caret_at_byte = 0;
    p->killing = false;
}

void prompt_end(struct prompt *p)
{
    p->caret_at_byte = p->text.n_bytes;
    p->killing = false;
}

void prompt_erase(struct prompt *p)
{
    prompt_replace(p, before(p, p->caret_at_byte), p->caret_at_byte, "", 0);
}

void prompt_delete(struct prompt *p)
{
    size_t caret = p->caret_at_byte;

    prompt_replace(p, caret, after(p, caret), "", 0);
}

/* What a character belongs to. */
enum script { SCRIPT_NONE, SCRIPT_OTHER, SCRIPT_KANJI, SCRIPT_HIRAGANA, SCRIPT_KATAKANA };

/* Blanks, marks and punctuation are no script. */
static enum script script_of(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        enum script script;
    } ranges[] = {
        {'0', '9', SCRIPT_OTHER},          {'A', 'Z', SCRIPT_OTHER},
        {'_', '_', SCRIPT_OTHER},          {'a', 'z', SCRIPT_OTHER},
        {0xC0, 0x1FFF, SCRIPT_OTHER},      {0x3005, 0x3007, SCRIPT_KANJI},
        {0x3041, 0x309F, SCRIPT_HIRAGANA}, {0x30A1, 0x30FF, SCRIPT_KATAKANA},
        {0x31F0, 0x31FF, SCRIPT_KATAKANA}, {0x3400, 0x9FFF, SCRIPT_KANJI},
        {0xAC00, 0xD7FF, SCRIPT_OTHER},    {0xF900, 0xFAFF, SCRIPT_KANJI},
        {0xFF10, 0xFF19, SCRIPT_OTHER},    {0xFF21, 0xFF3A, SCRIPT_OTHER},
        {0xFF41, 0xFF5A, SCRIPT_OTHER},    {0xFF66, 0xFF9F, SCRIPT_KATAKANA},
        {0x20000, 0x3FFFF, SCRIPT_KANJI},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return ranges[i].script;
    return SCRIPT_NONE;
}

/* The script of the cluster at this byte. A long vowel mark goes with the kana before it. */
static enum script script_at(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text);

    while (at > 0 && character_at(s + at) == 0x30FC)
        at = previous(s, at);
    return script_of(character_at(s + at));
}

static size_t word_start(const struct prompt *p, size_t at)
{
    enum script word = SCRIPT_NONE;

    while (at > 0) {
        size_t last = before(p, at);
        enum script here = script_at(p, last);

        if (word != SCRIPT_NONE && here != word)
            break;
        word = here;
        at = last;
    }
    return at;
}

static size_t word_end(const struct prompt *p, size_t at)
{
    enum script word = SCRIPT_NONE;

    while (at < p->text.n_bytes) {
        enum script here = script_at(p, at);

        if (word != SCRIPT_NONE && here != word)
            break;
        word = here;
        at = after(p, at);
    }
    return at;
}

void prompt_word_left(struct prompt *p)
{
    p->caret_at_byte = word_start(p, p->caret_at_byte);
    p->killing = false;
}

void prompt_word_right(struct prompt *p)
{
    p->caret_at_byte = word_end(p, p->caret_at_byte);
    p->killing = false;
}

/* Erases and remembers; several in a row are remembered together, in the order of the line. */
static void kill_bytes(struct prompt *p, size_t from, size_t to)
{
    struct buf kept = {0};
    bool backwards = to == p->caret_at_byte;

    if (from == to)
        return;
    if (p->killing && !backwards)
        buf_add(&kept, buf_cstr(&p->killed), p->killed.n_bytes);
    buf_add(&kept, buf_cstr(&p->text) + from, to - from);
    if (p->killing && backwards)
        buf_add(&kept, buf_cstr(&p->killed), p->killed.n_bytes);
    buf_finish(&p->killed);
    p->killed = kept;
    prompt_replace(p, from, to, "", 0);
    p->killing = true;
}

/* Is the character at this byte a blank, ASCII or U+3000? */
static bool is_blank(const struct prompt *p, size_t at)
{
    uint32_t c = character_at(buf_cstr(&p->text) + at);

    return c == ' ' || c == 0x3000;
}

void prompt_erase_word(struct prompt *p)
{
    size_t from = p->caret_at_byte;
    bool in_word = false;

    while (from > 0) {
        size_t last = before(p, from);

        if (in_word && is_blank(p, last))
            break;
        in_word = in_word || !is_blank(p, last);
        from = last;
    }
    kill_bytes(p, from, p->caret_at_byte);
}

void prompt_erase_next_word(struct prompt *p)
{
    kill_bytes(p, p->caret_at_byte, word_end(p, p->caret_at_byte));
}

void prompt_erase_line(struct prompt *p)
{
    kill_bytes(p, 0, p->caret_at_byte);
}

void prompt_erase_rest(struct prompt *p)
{
    kill_bytes(p, p->caret_at_byte, p->text.n_bytes);
}

void prompt_yank(struct prompt *p)
{
    prompt_insert(p, buf_cstr(&p->killed), p->killed.n_bytes);
}
