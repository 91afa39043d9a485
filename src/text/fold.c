/* The search key: what is compared instead of the text. */
#include "nichiei/text/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_ascii(const uint8_t *s, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes; at++)
        if (s[at] >= 0x80)
            return false;
    return true;
}

static void add_ascii_key(struct buf *out, const uint8_t *s, size_t n_bytes)
{
    bool after_blank = false;

    for (size_t at = 0; at < n_bytes; at++) {
        bool is_blank = s[at] == ' ' || (s[at] >= '\t' && s[at] <= '\r');

        if (!is_blank)
            buf_char(out, s[at] >= 'A' && s[at] <= 'Z' ? (char)(s[at] - 'A' + 'a') : (char)s[at]);
        else if (!after_blank)
            buf_char(out, ' ');
        after_blank = is_blank;
    }
}

static void add_without_double_blanks(struct buf *out, const uint8_t *s, size_t n_bytes)
{
    bool after_blank = false;

    for (size_t at = 0, c_bytes; at < n_bytes; at += c_bytes) {
        ucs4_t c;
        bool is_blank;

        c_bytes = (size_t)u8_mbtouc(&c, s + at, n_bytes - at);
        is_blank = uc_is_property_white_space(c);
        if (!is_blank)
            buf_add(out, s + at, c_bytes);
        else if (!after_blank)
            buf_char(out, ' ');
        after_blank = is_blank;
    }
}

/* Valid UTF-8, with U+FFFD for what was broken. */
static void add_mended(struct buf *out, const uint8_t *s, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes;) {
        uint8_t bytes[6];
        ucs4_t c;

        at += (size_t)u8_mbtouc(&c, s + at, n_bytes - at);
        buf_add(out, bytes, (size_t)u8_uctomb(bytes, c, sizeof bytes));
    }
}

void fold_key(struct buf *out, const char *bytes, size_t n_bytes)
{
    const uint8_t *s = (const uint8_t *)bytes;
    struct buf mended = {0};
    uint8_t *key = NULL;
    size_t key_bytes;

    if (is_ascii(s, n_bytes)) {
        add_ascii_key(out, s, n_bytes);
        return;
    }
    if (u8_check(s, n_bytes)) {
        add_mended(&mended, s, n_bytes);
        s = (const uint8_t *)mended.bytes;
        n_bytes = mended.n_bytes;
    }
    if (!mended.failed)
        key = u8_casefold(s, n_bytes, NULL, UNINORM_NFKC, NULL, &key_bytes);
    if (key)
        add_without_double_blanks(out, key, key_bytes);
    else
        out->failed = true;
    free(key);
    buf_finish(&mended);
}
