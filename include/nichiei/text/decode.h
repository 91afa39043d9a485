/*
 * A file's bytes as text: in which encoding they are, and the same text whichever that is; or what
 * they are instead of text.
 *
 * The text that comes out is UTF-8 without NUL, and of one form:
 * - a line ends with "\n" alone (CR LF, CR, VT, NEL, U+2028 and U+2029 become it), also the last;
 * - "\f" stands only as the first byte of a line: a page begins there. pdftotext writes one before
 *   each page but the first; nothing else that this makes says where a page ends;
 * - no byte order mark at the start, no Ctrl-Z at the end;
 * - signs that the Japanese encodings do not tell apart are one, from any encoding, the full-width
 *   twin becoming the other (the fold of search keys makes no difference of them either):
 *   U+FF5E to U+301C 〜, U+FF0D to U+2212 −, U+2225 to U+2016 ‖, U+2015 to U+2014 —, U+FFE0,
 *   U+FFE1, U+FFE2 and U+FFE4 to ¢ £ ¬ and U+00A6.
 * All else stays as it was: normal form, blanks, controls. It still has to pass text_safe to be
 * shown.
 *
 * Shift_JIS and EUC-JP are read as Windows writes them (CP932, EUC-JP-MS), with ① and ㈱; so is
 * ISO-2022-JP, whose JIS-Roman yen sign and overline are \ and ~ as in the others. A text that an
 * encoding can hold reads the same from it, but for these two: U+00A5 and U+203E have been
 * written as \ and ~ there, and nothing in the bytes says so. Shift_JIS has no accented letters.
 */
#ifndef NICHIEI_TEXT_DECODE_H
#define NICHIEI_TEXT_DECODE_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

/* X(id, name, what it is called as well: lower case, letters and digits only, blanks between) */
#define ENCODINGS(X)                                                                               \
    X(UTF_8, "UTF-8", "utf8 utf8n utf8bom ascii usascii")                                          \
    X(UTF_16, "UTF-16", "utf16 unicode ucs2")                                                      \
    X(UTF_16LE, "UTF-16LE", "utf16le ucs2le")                                                      \
    X(UTF_16BE, "UTF-16BE", "utf16be ucs2be")                                                      \
    X(SHIFT_JIS, "Shift_JIS", "shiftjis sjis cp932 ms932 windows31j mskanji sjiswin")              \
    X(EUC_JP, "EUC-JP", "eucjp ujis eucjpms eucjpwin cp51932")                                     \
    X(ISO_2022_JP, "ISO-2022-JP", "iso2022jp jis cp50220 cp50221 cp50222")                         \
    X(WINDOWS_1252, "Windows-1252", "windows1252 cp1252 latin1 iso88591")

enum encoding {
    ENCODING_NONE, /* to be found; or none fits */
#define X(id, ...) ENCODING_##id,
    ENCODINGS(X)
#undef X
        ENCODING_COUNT
};

const char *encoding_name(enum encoding encoding);

/* The one that a word names, in any case, with any or no dashes; ENCODING_NONE with e (ERR_USAGE)
 * that names them all. ENCODING_UTF_16 is either order. */
enum encoding encoding_named(const char *word, struct err *e);

enum decoding {
    DECODING_TEXT,
    DECODING_EMPTY, /* no bytes, or a byte order mark alone */
    DECODING_BLANK, /* nothing but blanks and line ends */
    DECODING_OTHER, /* a file of a known other format */
    DECODING_NUL,   /* has NULs, and is not UTF-16 */
    DECODING_CONTROLS,
    DECODING_BROKEN,       /* is in an encoding, but for a few wrong bytes */
    DECODING_UNFIT,        /* is in none of them, or not in the one that was named */
    DECODING_NO_CONVERTER, /* the C library of this machine lacks one */
    DECODING_NO_MEMORY,
};

struct decoded {
    enum decoding is;
    enum encoding encoding; /* named, or found; never ENCODING_UTF_16 once there is text */
    struct buf text;        /* owned; "" unless DECODING_TEXT */
    size_t n_lines;         /* of the text */
    size_t n_bad_bytes;     /* wrong bytes, NULs or controls: how many */
    size_t bad_line;        /* and where the first one stands, from 1; 0 if there is none */
    const char *format;     /* DECODING_OTHER: "a ZIP archive …"; static */
};

/*
 * Decodes bytes (NULL if n_bytes is 0) in the encoding that is named, or, with ENCODING_NONE, in
 * the one that they fit. An encoding that is found must fit wholly; in one that is named a few
 * bytes (four, or one in 50) may be wrong: U+FFFD stands for each run of them, and n_bad_bytes and
 * bad_line tell it. out is written over.
 */
void decode(struct decoded *out, const void *bytes, size_t n_bytes, enum encoding named);
void decoded_finish(struct decoded *d); /* fine on a zeroed one, fine twice */

/* True if it is text; otherwise e (ERR_DATA) says in one line what the file is instead, where, and
 * the mend. */
bool decoded_check(const struct decoded *d, const char *file, struct err *e);

/* Does it start as a PDF does? decode() only refuses one. */
bool decode_is_pdf(const void *bytes, size_t n_bytes);

#endif
