/* Editing one line. */
#include "nichiei/model/prompt.h"

#include <string.h>

void prompt_finish(struct prompt *p)
{
    buf_finish(&p->text);
    p->caret_at_byte = 0;
}

void prompt_reset(struct prompt *p)
{
    buf_reset(&p->text);
    p->caret_at_byte = 0;
}

/* Replaces the bytes from..to by others, and sets the caret behind them. */
static void replace(struct prompt *p, size_t from, size_t to, const char *bytes, size_t n_bytes)
{
    struct buf next = {0};

    if (p->text.n_bytes - (to - from) + n_bytes > PROMPT_MAX_BYTES)
        return;
    buf_add(&next, buf_cstr(&p->text), from);
    buf_add(&next, bytes, n_bytes);
    buf_add(&next, buf_cstr(&p->text) + to, p->text.n_bytes - to);
    if (next.failed) {
        buf_finish(&next);
        return;
    }
    buf_finish(&p->text);
    p->text = next;
    p->caret_at_byte = from + n_bytes;
}

static size_t before(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text);

    while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
        ;
    return at;
}

static size_t after(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text);

    if (at < p->text.n_bytes)
        at++;
    while (at < p->text.n_bytes && ((unsigned char)s[at] & 0xC0) == 0x80)
        at++;
    return at;
}

void prompt_insert(struct prompt *p, const char *bytes, size_t n_bytes)
{
    replace(p, p->caret_at_byte, p->caret_at_byte, bytes, n_bytes);
}

void prompt_left(struct prompt *p)
{
    p->caret_at_byte = before(p, p->caret_at_byte);
}

void prompt_right(struct prompt *p)
{
    p->caret_at_byte = after(p, p->caret_at_byte);
}

void prompt_home(struct prompt *p)
{
    p->caret_at_byte = 0;
}

void prompt_end(struct prompt *p)
{
    p->caret_at_byte = p->text.n_bytes;
}

void prompt_erase(struct prompt *p)
{
    replace(p, before(p, p->caret_at_byte), p->caret_at_byte, "", 0);
}

void prompt_delete(struct prompt *p)
{
    size_t caret = p->caret_at_byte;

    replace(p, caret, after(p, caret), "", 0);
}

/* Is the character at this byte a blank, ASCII or U+3000? */
static bool is_blank(const struct prompt *p, size_t at)
{
    const char *s = buf_cstr(&p->text) + at;

    return *s == ' ' || strncmp(s, "\xE3\x80\x80", 3) == 0;
}

void prompt_erase_word(struct prompt *p)
{
    size_t from = p->caret_at_byte;

    while (from > 0 && is_blank(p, before(p, from)))
        from = before(p, from);
    while (from > 0 && !is_blank(p, before(p, from)))
        from = before(p, from);
    replace(p, from, p->caret_at_byte, "", 0);
}

void prompt_erase_line(struct prompt *p)
{
    replace(p, 0, p->caret_at_byte, "", 0);
}

void prompt_erase_rest(struct prompt *p)
{
    replace(p, p->caret_at_byte, p->text.n_bytes, "", 0);
}
