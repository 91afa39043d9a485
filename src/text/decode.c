/* A file's bytes as text: what they are, its lines and signs in one form, and what is in the way.
 */
#include "decode_in.h"

#include <ctype.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* How much may be wrong in a text that is still worth reading: a few, or one in so many bytes; in a
 * short one, at any rate not one in eight. */
enum { FEW = 4, BAD_SHARE = 50, SHORT_SHARE = 8, CONTROL_SHARE = 100 };

static const struct {
    const char *name, *aliases;
} encoding_table[ENCODING_COUNT] = {
#define X(id, name, aliases) [ENCODING_##id] = {name, aliases},
    ENCODINGS(X)
#undef X
};

/* Files of other formats, by their first bytes; what they are, and what to do. */
static const struct {
    const char *start;
    size_t n_bytes;
    const char *what;
} formats[] = {
#define START(bytes) bytes, sizeof bytes - 1
    {START("%PDF-"), "a PDF: turn it into text with pdftotext"},
    {START("PK\3\4"), "a ZIP archive, as those of Word and LibreOffice are: save it as plain text"},
    {START("\xD0\xCF\x11\xE0"), "an old Office document: save it as plain text"},
    {START("{\\rtf"), "rich text (RTF): save it as plain text"},
    {START("%!PS"), "PostScript: turn it into text with ps2ascii"},
    {START("\x1F\x8B"), "compressed (gzip): unpack it first"},
    {START("BZh"), "compressed (bzip2): unpack it first"},
    {START("\xFD"
           "7zXZ"),
     "compressed (xz): unpack it first"},
    {START("\x28\xB5\x2F\xFD"), "compressed (zstd): unpack it first"},
    {START("7z\xBC\xAF"), "a 7-Zip archive: unpack it first"},
    {START("\x89PNG"), "a picture (PNG): have its text recognised first"},
    {START("\xFF\xD8\xFF"), "a picture (JPEG): have its text recognised first"},
    {START("GIF8"), "a picture (GIF): have its text recognised first"},
    {START("II*\0"), "a picture (TIFF): have its text recognised first"},
    {START("MM\0*"), "a picture (TIFF): have its text recognised first"},
    {START("\x7F"
           "ELF"),
     "a program: name a text"},
    {START("SQLite format 3"), "a database: name a text"},
#undef START
};

const char *encoding_name(enum encoding encoding)
{
    return encoding_table[encoding].name ? encoding_table[encoding].name : "";
}

/* Is `word`, without its dashes and the like, one of the words of a list? */
static bool is_among(const char *word, const char *list)
{
    char plain[32];
    size_t n_bytes = 0;

    for (; *word; word++)
        if (isalnum((unsigned char)*word)) {
            if (n_bytes == sizeof plain - 1)
                return false;
            plain[n_bytes++] = (char)tolower((unsigned char)*word);
        }
    plain[n_bytes] = '\0';
    while (n_bytes && *list) {
        size_t one_bytes = strcspn(list, " ");

        if (one_bytes == n_bytes && memcmp(list, plain, n_bytes) == 0)
            return true;
        list += one_bytes + strspn(list + one_bytes, " ");
    }
    return false;
}

enum encoding encoding_named(const char *word, struct err *e)
{
    struct buf known = {0};

    for (int i = ENCODING_NONE + 1; i < ENCODING_COUNT; i++)
        if (is_among(word, encoding_table[i].aliases))
            return (enum encoding)i;
    for (int i = ENCODING_NONE + 1; i < ENCODING_COUNT; i++)
        buf_printf(&known, " %s", encoding_table[i].name);
    err_set(e, ERR_USAGE, "no encoding \"%.40s\" is known; there is%s", word, buf_cstr(&known));
    buf_finish(&known);
    return ENCODING_NONE;
}

void decoded_finish(struct decoded *d)
{
    buf_finish(&d->text);
}

bool decode_is_pdf(const void *bytes, size_t n_bytes)
{
    return n_bytes >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static const char *format_of(const uint8_t *s, size_t n_bytes)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (n_bytes >= formats[i].n_bytes && memcmp(s, formats[i].start, formats[i].n_bytes) == 0)
            return formats[i].what;
    return NULL;
}

/* The encoding that a byte order mark tells, and its bytes; else ENCODING_NONE. */
static enum encoding mark_of(const uint8_t *s, size_t n_bytes, size_t *mark_bytes)
{
    *mark_bytes = 0;
    if (n_bytes >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
        *mark_bytes = 3;
        return ENCODING_UTF_8;
    }
    if (n_bytes >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0)) {
        *mark_bytes = 2;
        return s[0] == 0xFF ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
    }
    return ENCODING_NONE;
}

static bool is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF_16 || encoding == ENCODING_UTF_16LE ||
           encoding == ENCODING_UTF_16BE;
}

/* The line and sign forms that come out, being made. */
struct forming {
    struct decoded *out;
    size_t line; /* of what is read now */
    bool has_ink;
    size_t n_nuls, nul_line, n_controls, control_line;
};

static void end_line(struct forming *f)
{
    buf_char(&f->out->text, '\n');
    f->line++;
}

static bool at_line_start(const struct buf *text)
{
    return !text->n_bytes || text->bytes[text->n_bytes - 1] == '\n';
}

static void note_bad(size_t *count, size_t *line, const struct forming *f)
{
    if (!(*count)++)
        *line = f->line;
}

/* One ASCII character; the bytes of s that it took. */
static size_t form_ascii(struct forming *f, const uint8_t *s, size_t n_bytes)
{
    switch (s[0]) {
    case '\r':
        end_line(f);
        return n_bytes > 1 && s[1] == '\n' ? 2 : 1;
    case '\n':
    case '\v':
        end_line(f);
        return 1;
    case '\f':
        if (!at_line_start(&f->out->text))
            end_line(f);
        if (n_bytes > 1) /* else a page that never begins */
            buf_char(&f->out->text, '\f');
        return 1;
    case '\0':
        note_bad(&f->n_nuls, &f->nul_line, f);
        return 1;
    case 0x1A: /* Ctrl-Z ended a file of old */
        if (n_bytes == 1)
            return 1;
        break;
    default:
        break;
    }
    f->has_ink = f->has_ink || s[0] > ' ';
    if ((s[0] < ' ' && s[0] != '\t' && s[0] != '\033') || s[0] == 0x7F)
        note_bad(&f->n_controls, &f->control_line, f);
    buf_char(&f->out->text, (char)s[0]);
    return 1;
}

/* What stands for a sign that the Japanese encodings do not tell from it; NULL for all others. */
static const char *sign_for(ucs4_t c)
{
    static const struct {
        ucs4_t c;
        const char *sign;
    } signs[] = {
        {0x2015, "\u2014"}, {0x2225, "\u2016"}, {0xFF0D, "\u2212"}, {0xFF5E, "\u301C"},
        {0xFFE0, "\u00A2"}, {0xFFE1, "\u00A3"}, {0xFFE2, "\u00AC"}, {0xFFE4, "\u00A6"},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == c)
            return signs[i].sign;
    return NULL;
}

/* One character from outside ASCII; the bytes of s that it took. */
static size_t form_other(struct forming *f, const uint8_t *s, size_t n_bytes)
{
    ucs4_t c;
    size_t c_bytes = (size_t)u8_mbtouc_unsafe(&c, s, n_bytes);
    const char *sign = sign_for(c);

    if (c == 0x85 || c == 0x2028 || c == 0x2029) {
        end_line(f);
    } else if (c != 0xFEFF || f->out->text.n_bytes) {
        if (sign)
            buf_str(&f->out->text, sign);
        else
            buf_add(&f->out->text, s, c_bytes);
        f->has_ink = f->has_ink || !(uc_is_property_white_space(c) ||
                                     uc_is_property_default_ignorable_code_point(c));
    }
    return c_bytes;
}

/* Can the bytes at s be taken as they stand? All but the leads of what form_other() looks for. */
static size_t plain_bytes(const uint8_t *s, size_t n_bytes)
{
    size_t at = 0;

    while (at < n_bytes && s[at] >= ' ' && s[at] != 0x7F && s[at] != 0xC2 && s[at] != 0xE2 &&
           s[at] != 0xEF)
        at++;
    return at;
}

static void form(struct forming *f, const struct converted *c)
{
    const uint8_t *s = (const uint8_t *)buf_cstr(&c->text);
    size_t n_bytes = c->text.n_bytes, n_plain;

    for (size_t at = 0; at < n_bytes;) {
        if (c->n_bad_bytes && !f->out->bad_line && at >= c->first_bad_at)
            f->out->bad_line = f->line;
        n_plain = f->has_ink ? plain_bytes(s + at, n_bytes - at) : 0;
        if (c->n_bad_bytes && at < c->first_bad_at && n_plain > c->first_bad_at - at)
            n_plain = c->first_bad_at - at;
        if (n_plain)
            buf_add(&f->out->text, s + at, n_plain);
        else if (s[at] < 0x80)
            n_plain = form_ascii(f, s + at, n_bytes - at);
        else
            n_plain = form_other(f, s + at, n_bytes - at);
        at += n_plain;
    }
    if (!at_line_start(&f->out->text))
        end_line(f);
}

/* Is it the source of a web page? Its text would be lost among the tags. */
static bool is_page_source(const struct buf *text)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<?xml"};
    const char *s = buf_cstr(text);

    s += strspn(s, " \t\n\f");
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t n = 0;

        while (starts[i][n] && tolower((unsigned char)s[n]) == starts[i][n])
            n++;
        if (!starts[i][n])
            return true;
    }
    return false;
}

/* What came of it, worst first. */
static enum decoding judge(struct decoded *out, const struct forming *f, size_t n_bytes, bool named)
{
    size_t n_bad = out->n_bad_bytes;

    if (f->n_nuls) {
        out->n_bad_bytes = f->n_nuls;
        out->bad_line = f->nul_line;
        return DECODING_NUL;
    }
    if (n_bad > n_bytes / SHORT_SHARE || (n_bad > FEW && n_bad > n_bytes / BAD_SHARE))
        return DECODING_UNFIT;
    if (f->n_controls > FEW && f->n_controls > n_bytes / CONTROL_SHARE) {
        out->n_bad_bytes = f->n_controls;
        out->bad_line = f->control_line;
        return DECODING_CONTROLS;
    }
    if (n_bad && !named)
        return DECODING_BROKEN;
    if (!f->has_ink)
        return DECODING_BLANK;
    if (is_page_source(&out->text)) {
        out->format = "the source of a web page: save it from the browser as plain text";
        return DECODING_OTHER;
    }
    return DECODING_TEXT;
}

/* From here on the encoding is known. */
static void decode_as(struct decoded *out, const uint8_t *s, size_t n_bytes, bool named)
{
    struct forming f = {.out = out, .line = 1};
    struct converted c;

    decode_convert(&c, s, n_bytes, out->encoding);
    out->n_bad_bytes = c.n_bad_bytes;
    if (c.no_converter) {
        out->is = DECODING_NO_CONVERTER;
    } else {
        form(&f, &c);
        out->n_lines = f.line - 1;
        out->is = judge(out, &f, n_bytes, named);
        if (c.text.failed || out->text.failed)
            out->is = DECODING_NO_MEMORY;
    }
    converted_finish(&c);
    if (out->is != DECODING_TEXT) {
        buf_finish(&out->text);
        out->n_lines = 0;
    }
}

void decode(struct decoded *out, const void *bytes, size_t n_bytes, enum encoding named)
{
    const uint8_t *s = bytes;
    size_t mark_bytes;
    enum encoding marked = mark_of(s, n_bytes, &mark_bytes);
    bool taken = marked != ENCODING_NONE && (named == ENCODING_NONE || named == marked ||
                                             (is_utf16(named) && is_utf16(marked)));

    *out = (struct decoded){.encoding = taken ? marked : named};
    if (taken) {
        s += mark_bytes;
        n_bytes -= mark_bytes;
    }
    if (!n_bytes) {
        out->is = DECODING_EMPTY;
        return;
    }
    if (!taken && (out->format = format_of(s, n_bytes)) != NULL) {
        out->is = DECODING_OTHER;
        return;
    }
    if (out->encoding == ENCODING_NONE || out->encoding == ENCODING_UTF_16)
        out->encoding = decode_guess(s, n_bytes, out->encoding);
    if (out->encoding == ENCODING_NONE && !memchr(s, 0, n_bytes))
        out->is = DECODING_UNFIT;
    else
        decode_as(out, s, n_bytes, named != ENCODING_NONE);
}

bool decoded_check(const struct decoded *d, const char *file, struct err *e)
{
    const char *encoding = encoding_name(d->encoding);

    switch (d->is) {
    case DECODING_TEXT:
        return true;
    case DECODING_EMPTY:
        return err_set(e, ERR_DATA, "%s: empty; name a file that holds the text", file);
    case DECODING_BLANK:
        return err_set(e, ERR_DATA, "%s: nothing but blanks; name a file that holds the text",
                       file);
    case DECODING_OTHER:
        return err_set(e, ERR_DATA, "%s: not plain text; it is %s", file, d->format);
    case DECODING_NUL:
        return err_set(e, ERR_DATA,
                       "%s:%zu: NUL bytes (%zu), the first in this line, so no plain text; save it "
                       "as plain text in UTF-8",
                       file, d->bad_line, d->n_bad_bytes);
    case DECODING_CONTROLS:
        return err_set(e, ERR_DATA,
                       "%s:%zu: control characters (%zu), the first in this line, so no plain "
                       "text; save it as plain text in UTF-8",
                       file, d->bad_line, d->n_bad_bytes);
    case DECODING_BROKEN:
        return err_set(e, ERR_DATA,
                       "%s:%zu: bytes that are not %s (%zu), the first in this line; mend them, or "
                       "have them replaced by U+FFFD with --encoding %s",
                       file, d->bad_line, encoding, d->n_bad_bytes, encoding);
    case DECODING_UNFIT:
        if (!d->bad_line)
            return err_set(e, ERR_DATA, "%s: in no encoding that is read; save it in UTF-8", file);
        return err_set(e, ERR_DATA,
                       "%s:%zu: not %s: wrong bytes (%zu), the first in this line; save it in "
                       "UTF-8, or name the right encoding with --encoding",
                       file, d->bad_line, encoding, d->n_bad_bytes);
    case DECODING_NO_CONVERTER:
        return err_set(e, ERR_DATA,
                       "%s: the C library of this machine cannot read %s; save it in UTF-8", file,
                       encoding);
    case DECODING_NO_MEMORY:
        break;
    }
    return err_set(e, ERR_DATA, "%s: out of memory; name a smaller file", file);
}
