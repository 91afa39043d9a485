/* From the bytes of one encoding to UTF-8, past what is wrong in them. */
#include "decode_in.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

static const char replacement[] = "\xEF\xBF\xBD";

void converted_finish(struct converted *c)
{
    buf_finish(&c->text);
}

/* One replacement stands for a whole run of wrong bytes. */
static void put_bad(struct converted *c, size_t n_bytes)
{
    if (!c->n_bad_bytes)
        c->first_bad_at = c->text.n_bytes;
    if (!c->n_bad_bytes || c->bad_end != c->text.n_bytes)
        buf_str(&c->text, replacement);
    c->n_bad_bytes += n_bytes;
    c->bad_end = c->text.n_bytes;
}

static void convert_utf8(struct converted *out, const uint8_t *s, size_t n_bytes)
{
    while (n_bytes) {
        const uint8_t *wrong = u8_check(s, n_bytes);
        size_t good_bytes = wrong ? (size_t)(wrong - s) : n_bytes;

        buf_add(&out->text, s, good_bytes);
        s += good_bytes;
        n_bytes -= good_bytes;
        if (n_bytes) {
            put_bad(out, 1);
            s++;
            n_bytes--;
        }
    }
}

/* One call of iconv, into `out`; its errno, 0 at the end of the source. */
static int convert_some(iconv_t cd, char **from, size_t *from_bytes, struct buf *out)
{
    char some[16 * 1024], *to = some;
    size_t room_bytes = sizeof some;
    bool done = iconv(cd, from, from_bytes, &to, &room_bytes) != (size_t)-1;
    int why = done ? 0 : errno;

    buf_add(out, some, sizeof some - room_bytes);
    return why;
}

/* The C library's converter; unit_bytes is what to pass over where it finds something wrong. */
static void convert_by(struct converted *out, const char *name, const uint8_t *s, size_t n_bytes,
                       size_t unit_bytes)
{
    iconv_t cd = iconv_open("UTF-8", name);
    char *from = (char *)s; /* iconv does not write to it, for all that its type says */

    out->no_converter = cd == (iconv_t)-1;
    while (!out->no_converter && n_bytes) {
        int why = convert_some(cd, &from, &n_bytes, &out->text);

        if (why == EINVAL || (why == EILSEQ && n_bytes < unit_bytes)) { /* cut off at the end */
            put_bad(out, n_bytes);
            break;
        }
        if (why == EILSEQ) {
            put_bad(out, unit_bytes);
            from += unit_bytes;
            n_bytes -= unit_bytes;
            iconv(cd, NULL, NULL, NULL, NULL);
        } else if (why && why != E2BIG) {
            out->no_converter = true;
        }
    }
    if (cd != (iconv_t)-1)
        iconv_close(cd);
}

/* ISO-2022-JP says by escapes which set the following bytes belong to. */
enum jis_set { JIS_ASCII, JIS_KANA, JIS_KANJI, JIS_MORE_KANJI };

static const struct {
    const char *escape;
    enum jis_set set;
} jis_escape[] = {
    {"\033(B", JIS_ASCII},  {"\033(J", JIS_ASCII},       {"\033(H", JIS_ASCII},
    {"\033(I", JIS_KANA},   {"\033$@", JIS_KANJI},       {"\033$B", JIS_KANJI},
    {"\033$(B", JIS_KANJI}, {"\033$(D", JIS_MORE_KANJI}, {"\033&@", JIS_ASCII},
};

/* Bytes of the escape at s, 0 if none is known; also of one that the end of the text cuts off. */
static size_t read_escape(const uint8_t *s, size_t n_bytes, enum jis_set *set, bool *is_cut)
{
    for (size_t i = 0; i < sizeof jis_escape / sizeof *jis_escape; i++) {
        size_t escape_bytes = strlen(jis_escape[i].escape);

        *is_cut = n_bytes < escape_bytes;
        if (*is_cut)
            escape_bytes = n_bytes;
        if (memcmp(s, jis_escape[i].escape, escape_bytes) == 0) {
            *set = jis_escape[i].set;
            return escape_bytes;
        }
    }
    return 0;
}

static bool is_jis(uint8_t c)
{
    return c >= 0x21 && c <= 0x7E;
}

/* One character outside ASCII, or one wrong byte, which 0xFF stands for; the bytes it took. */
static size_t put_jis(struct buf *euc, const uint8_t *s, size_t n_bytes, enum jis_set set)
{
    if (set == JIS_KANA && is_jis(s[0])) {
        buf_char(euc, '\x8E');
        buf_char(euc, (char)(s[0] | 0x80));
        return 1;
    }
    if (set == JIS_KANA || n_bytes < 2 || !is_jis(s[0]) || !is_jis(s[1])) {
        buf_char(euc, '\xFF');
        return 1;
    }
    if (set == JIS_MORE_KANJI)
        buf_char(euc, '\x8F');
    buf_char(euc, (char)(s[0] | 0x80));
    buf_char(euc, (char)(s[1] | 0x80));
    return 2;
}

/*
 * ISO-2022-JP holds the sets of EUC-JP, shifted by escapes instead of by the high bit. Going by
 * EUC-JP-MS, both read alike, with ① and ㈱, which the converter of the C library refuses. A line
 * end goes back to ASCII, so that a lost escape spoils one line only.
 */
static void convert_jis(struct converted *out, const uint8_t *s, size_t n_bytes)
{
    struct buf euc = {0};
    enum jis_set set = JIS_ASCII;
    bool is_cut = false;

    for (size_t at = 0, step; at < n_bytes; at += step) {
        step = s[at] == '\033' ? read_escape(s + at, n_bytes - at, &set, &is_cut) : 0;
        if (step) {
            for (size_t i = 0; is_cut && i < step; i++)
                buf_char(&euc, '\xFF');
            continue;
        }
        step = 1;
        if (s[at] == '\n' || s[at] == '\r')
            set = JIS_ASCII;
        if (s[at] >= 0x7F || s[at] == '\033')
            buf_char(&euc, '\xFF');
        else if (set == JIS_ASCII || s[at] <= ' ')
            buf_char(&euc, (char)s[at]);
        else
            step = put_jis(&euc, s + at, n_bytes - at, set);
    }
    convert_by(out, "EUC-JP-MS", (const uint8_t *)buf_cstr(&euc), euc.n_bytes, 1);
    out->text.failed = out->text.failed || euc.failed;
    buf_finish(&euc);
}

void decode_convert(struct converted *out, const uint8_t *bytes, size_t n_bytes,
                    enum encoding encoding)
{
    *out = (struct converted){.n_bad_bytes = 0};
    switch (encoding) {
    case ENCODING_UTF_16LE:
        convert_by(out, "UTF-16LE", bytes, n_bytes, 2);
        break;
    case ENCODING_UTF_16BE:
        convert_by(out, "UTF-16BE", bytes, n_bytes, 2);
        break;
    case ENCODING_SHIFT_JIS:
        convert_by(out, "CP932", bytes, n_bytes, 1);
        break;
    case ENCODING_EUC_JP:
        convert_by(out, "EUC-JP-MS", bytes, n_bytes, 1);
        break;
    case ENCODING_ISO_2022_JP:
        convert_jis(out, bytes, n_bytes);
        break;
    case ENCODING_WINDOWS_1252:
        convert_by(out, "CP1252", bytes, n_bytes, 1);
        break;
    default:
        convert_utf8(out, bytes, n_bytes);
    }
}
