/* One page, from every encoding; and what is no page at all. */
#include "nichiei/text/decode.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

/* It relies on the headers above. */
#include <cmocka.h>

#define BYTES(literal) (literal), sizeof(literal) - 1

/* Made for this test: kana of both widths, kanji of all levels, signs that the encodings disagree
 * about, letters of three alphabets. The dash of JIS is another one for each converter. */
#define PAGE(dash)                                                                                                          \
    "# 覚書の読み方\n"                                                                                                \
    "\n"                                                                                                                    \
    "第1節　サイバー空間の「安全」は、人によって指すものが違う。\n"                            \
    "両国は2012年6月19〜20日に東京で話し合った（約3時間）。ｻｲﾊﾞｰと書く人もいる。\n" \
    "費用は£1,000−¢50、印は※と¬と‖、線は─と" dash dash "である。\n"                                                     \
    "時々、佐々木〆切。ΑΒΓαβγ Привет ＮＣＳＣ ＼ ￣\n"                                           \
    "\tTabs, \"quotes\" & plain ASCII ~ stay as they are.\n"                                                                \
    "\n"                                                                                                                    \
    "第2節　彁の字は誰も知らない。鰯、纛、熙。\n"
static const char page[] = PAGE("—");          /* as it comes out */
static const char page_to_write[] = PAGE("―"); /* as all converters take it */

/* What Windows adds to JIS, and the other sets of EUC-JP. */
static const char windows_page[] = "①から⑳まで、㈱と№と℡、Ⅳ、髙橋と山﨑。\n";
static const char accents_page[] = "Hüsch、café、Łódź。日本語も少し。\n";

static struct buf encoded(const char *text, const char *encoding)
{
    iconv_t cd = iconv_open(encoding, "UTF-8");
    char bytes[4096], *from = (char *)text, *to = bytes;
    size_t from_bytes = strlen(text), room_bytes = sizeof bytes;
    struct buf out = {0};

    assert_true(cd != (iconv_t)-1);
    if (iconv(cd, &from, &from_bytes, &to, &room_bytes) == (size_t)-1)
        fail_msg("%s cannot hold \"%.6s\"", encoding, from);
    iconv(cd, NULL, NULL, &to, &room_bytes);
    iconv_close(cd);
    buf_add(&out, bytes, sizeof bytes - room_bytes);
    return out;
}

static void assert_reads(const void *bytes, size_t n_bytes, enum encoding named,
                         enum encoding wanted, const char *text)
{
    struct decoded d;
    struct err e = {0};

    decode(&d, bytes, n_bytes, named);
    if (!decoded_check(&d, "file", &e))
        fail_msg("%s", e.text);
    assert_string_equal(encoding_name(d.encoding), encoding_name(wanted));
    assert_string_equal(buf_cstr(&d.text), text);
    assert_int_equal(d.text.n_bytes, strlen(text));
    assert_int_equal(d.n_bad_bytes, 0);
    decoded_finish(&d);
}

/* Found, and named. */
static void assert_same_page(const char *text, const char *iconv_name, enum encoding wanted,
                             const char *expected)
{
    struct buf bytes = encoded(text, iconv_name);

    assert_reads(bytes.bytes, bytes.n_bytes, ENCODING_NONE, wanted, expected);
    assert_reads(bytes.bytes, bytes.n_bytes, wanted, wanted, expected);
    buf_finish(&bytes);
}

static void a_page_reads_the_same_from_every_encoding(void **state)
{
    (void)state;
    assert_same_page(page, "UTF-8", ENCODING_UTF_8, page);
    assert_same_page(page, "UTF-16LE", ENCODING_UTF_16LE, page);
    assert_same_page(page, "UTF-16BE", ENCODING_UTF_16BE, page);
    assert_same_page(page_to_write, "CP932", ENCODING_SHIFT_JIS, page);
    assert_same_page(page_to_write, "EUC-JP", ENCODING_EUC_JP, page);
    assert_same_page(page, "EUC-JP-MS", ENCODING_EUC_JP, page);
    assert_same_page(page_to_write, "ISO-2022-JP-3", ENCODING_ISO_2022_JP,
                     page); /* it has half-width kana */
    assert_same_page(windows_page, "UTF-8", ENCODING_UTF_8, windows_page);
    assert_same_page(windows_page, "UTF-16", ENCODING_UTF_16LE, windows_page);
    assert_same_page(windows_page, "CP932", ENCODING_SHIFT_JIS, windows_page);
    assert_same_page(windows_page, "EUC-JP-MS", ENCODING_EUC_JP, windows_page);
    assert_same_page(accents_page, "EUC-JP", ENCODING_EUC_JP, accents_page);
    assert_same_page(accents_page, "UTF-16BE", ENCODING_UTF_16BE, accents_page);
}

static void either_order_of_utf16_may_be_named(void **state)
{
    struct buf little = encoded(page, "UTF-16LE"), big = encoded(page, "UTF-16BE");

    (void)state;
    assert_reads(little.bytes, little.n_bytes, ENCODING_UTF_16, ENCODING_UTF_16LE, page);
    assert_reads(big.bytes, big.n_bytes, ENCODING_UTF_16, ENCODING_UTF_16BE, page);
    buf_finish(&little);
    buf_finish(&big);
}

static void a_byte_order_mark_decides_and_goes_away(void **state)
{
    struct buf little = {0}, big = {0}, eight = {0}, body;

    (void)state;
    body = encoded(page, "UTF-16LE");
    buf_str(&little, "\xFF\xFE");
    buf_add(&little, body.bytes, body.n_bytes);
    buf_finish(&body);
    body = encoded(page, "UTF-16BE");
    buf_str(&big, "\xFE\xFF");
    buf_add(&big, body.bytes, body.n_bytes);
    buf_finish(&body);
    buf_printf(&eight, "\xEF\xBB\xBF%s", page);
    assert_reads(little.bytes, little.n_bytes, ENCODING_NONE, ENCODING_UTF_16LE, page);
    assert_reads(little.bytes, little.n_bytes, ENCODING_UTF_16BE, ENCODING_UTF_16LE, page);
    assert_reads(big.bytes, big.n_bytes, ENCODING_NONE, ENCODING_UTF_16BE, page);
    assert_reads(eight.bytes, eight.n_bytes, ENCODING_NONE, ENCODING_UTF_8, page);
    assert_reads(eight.bytes, eight.n_bytes, ENCODING_UTF_8, ENCODING_UTF_8, page);
    buf_finish(&little);
    buf_finish(&big);
    buf_finish(&eight);
}

/* No converter writes these; nkf and mail programs do. */
static void iso_2022_jp_holds_what_programs_put_into_it(void **state)
{
    (void)state;
    assert_reads(BYTES("\033$B-!-j\033(B\n"), ENCODING_NONE, ENCODING_ISO_2022_JP, "①㈱\n");
    assert_reads(BYTES("\033(I;2J^0\033(B\n"), ENCODING_NONE, ENCODING_ISO_2022_JP, "ｻｲﾊﾞｰ\n");
    assert_reads(BYTES("\033$@F|K\\\033(J A\\~\n"), ENCODING_NONE, ENCODING_ISO_2022_JP,
                 "日本 A\\~\n");
    assert_reads(BYTES("H\033$(D+d\033(Bsch \033$B$\"\033(B\n"), ENCODING_NONE,
                 ENCODING_ISO_2022_JP, "Hüsch あ\n");
    /* The line end has lost its way back to ASCII. */
    assert_reads(BYTES("\033$BF|K\\\nplain\n"), ENCODING_NONE, ENCODING_ISO_2022_JP,
                 "日本\nplain\n");
}

static void signs_are_one_from_unicode_as_well(void **state)
{
    (void)state;
    assert_reads(BYTES("～－∥―￠￡￢￤\n"), ENCODING_NONE, ENCODING_UTF_8, "〜−‖—¢£¬¦\n");
    assert_reads(BYTES("〜−‖—¢£¬¦\n"), ENCODING_NONE, ENCODING_UTF_8, "〜−‖—¢£¬¦\n");
    assert_reads(BYTES("~-|ー\n"), ENCODING_NONE, ENCODING_UTF_8, "~-|ー\n");
}

/* The bytes of one character, or none if the encoding cannot hold it. */
static size_t encode_one(iconv_t cd, ucs4_t c, char bytes[8])
{
    uint8_t utf8[6];
    char *from = (char *)utf8, *to = bytes;
    size_t from_bytes = (size_t)u8_uctomb(utf8, c, sizeof utf8), room_bytes = 8;

    return iconv(cd, &from, &from_bytes, &to, &room_bytes) == (size_t)-1 ? 0 : 8 - room_bytes;
}

/* The same from four encodings, for each character that all of them hold; but for the yen sign and
 * the overline, as the header says. */
static void each_character_is_the_same_from_all_encodings(void **state)
{
    iconv_t windows = iconv_open("CP932", "UTF-8"), unix_ = iconv_open("EUC-JP-MS", "UTF-8");
    struct buf shift_jis = {0}, euc = {0}, jis = {0}, utf8 = {0};
    struct decoded d;
    size_t n_chars = 0;

    (void)state;
    for (ucs4_t c = 0xA0; c < 0x10000; c += c == 0xD7FF ? 0x2101 : 1) { /* no private use */
        char one[8], other[8];
        size_t one_bytes = encode_one(windows, c, one), other_bytes = encode_one(unix_, c, other);
        uint8_t bytes[6];

        if (!one_bytes || other_bytes != 2 || other[0] == '\x8E' || c == 0xA5 || c == 0x203E)
            continue;
        n_chars++;
        buf_add(&utf8, bytes, (size_t)u8_uctomb(bytes, c, sizeof bytes));
        buf_add(&shift_jis, one, one_bytes);
        buf_add(&euc, other, 2);
        buf_printf(&jis, "\033$B%c%c\033(B", other[0] & 0x7F, other[1] & 0x7F);
    }
    assert_true(n_chars > 6900);
    iconv_close(windows);
    iconv_close(unix_);
    decode(&d, utf8.bytes, utf8.n_bytes, ENCODING_UTF_8);
    assert_reads(shift_jis.bytes, shift_jis.n_bytes, ENCODING_SHIFT_JIS, ENCODING_SHIFT_JIS,
                 buf_cstr(&d.text));
    assert_reads(euc.bytes, euc.n_bytes, ENCODING_EUC_JP, ENCODING_EUC_JP, buf_cstr(&d.text));
    assert_reads(jis.bytes, jis.n_bytes, ENCODING_NONE, ENCODING_ISO_2022_JP, buf_cstr(&d.text));
    decoded_finish(&d);
    buf_finish(&utf8);
    buf_finish(&shift_jis);
    buf_finish(&euc);
    buf_finish(&jis);
}

/* Short texts, in which the encodings come close to each other. */
static void short_texts_find_their_encoding(void **state)
{
    static const char *const texts[] = {
        "外務省\n",
        "サイバー",
        "日英協力、\n",
        "はい。",
        "NCSC（国家サイバーセキュリティ・センター）",
        "脚注: 1 同上\n",
        "概要",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf line = {0};

        buf_printf(&line, "%s%s", texts[i], strchr(texts[i], '\n') ? "" : "\n");
        assert_same_page(texts[i], "CP932", ENCODING_SHIFT_JIS, buf_cstr(&line));
        assert_same_page(texts[i], "EUC-JP", ENCODING_EUC_JP, buf_cstr(&line));
        assert_same_page(texts[i], "ISO-2022-JP", ENCODING_ISO_2022_JP, buf_cstr(&line));
        assert_same_page(texts[i], "UTF-8", ENCODING_UTF_8, buf_cstr(&line));
        buf_finish(&line);
    }
    /* Half-width kana of an odd number cannot be pairs of EUC-JP. */
    assert_same_page("ｻｲﾊﾞｰ\n", "CP932", ENCODING_SHIFT_JIS, "ｻｲﾊﾞｰ\n");
    assert_same_page("ｻｲﾊﾞｰ,ﾃﾛ,12\n", "CP932", ENCODING_SHIFT_JIS, "ｻｲﾊﾞｰ,ﾃﾛ,12\n");
}

/* Word saves it so in the United Kingdom; read as Shift_JIS it has a kanji for each quote. */
static void english_of_windows_is_not_taken_for_japanese(void **state)
{
    static const char memo[] = "The UK\u2019s \u201Cactive\u201D posture \u2013 a caf\u00E9 memo "
                               "\u2014 costs \u00A3500.\nDon\u2019t cite it\u2026\n";

    (void)state;
    assert_same_page(memo, "CP1252", ENCODING_WINDOWS_1252, memo);
    assert_same_page("na\u00EFve\n", "CP1252", ENCODING_WINDOWS_1252, "na\u00EFve\n");
    assert_same_page("English, with \u7D4C\u6E08\u5B89\u4FDD once.\n", "CP932", ENCODING_SHIFT_JIS,
                     "English, with \u7D4C\u6E08\u5B89\u4FDD once.\n");
    assert_same_page("English, with \u7D4C\u6E08\u5B89\u4FDD once.\n", "EUC-JP", ENCODING_EUC_JP,
                     "English, with \u7D4C\u6E08\u5B89\u4FDD once.\n");
}

static void lines_and_pages_have_one_form(void **state)
{
    struct decoded d;

    (void)state;
    assert_reads(BYTES("a\r\nb\rc\n\r\nd"), ENCODING_NONE, ENCODING_UTF_8, "a\nb\nc\n\nd\n");
    assert_reads(BYTES("a\vb\xC2\x85"
                       "c\xE2\x80\xA8"
                       "d\xE2\x80\xA9"),
                 ENCODING_NONE, ENCODING_UTF_8, "a\nb\nc\nd\n");
    assert_reads(BYTES("one\n\ftwo\f\fthree\n\f"), ENCODING_NONE, ENCODING_UTF_8,
                 "one\n\ftwo\n\f\n\fthree\n");
    assert_reads(BYTES("\xEF\xBB\xBF\xEF\xBB\xBF"
                       "dos\r\n\x1A"),
                 ENCODING_NONE, ENCODING_UTF_8, "dos\n");
    decode(&d, BYTES("a\r\n\r\n\fb"), ENCODING_NONE);
    assert_int_equal(d.n_lines, 3);
    decoded_finish(&d);
}

static void assert_refused(const void *bytes, size_t n_bytes, enum encoding named,
                           enum decoding wanted, const char *words)
{
    struct decoded d;
    struct err e = {0};

    decode(&d, bytes, n_bytes, named);
    assert_false(decoded_check(&d, "file", &e));
    if (d.is != wanted || !strstr(e.text, words))
        fail_msg("%d, \"%s\" instead of %d, \"%s\"", (int)d.is, e.text, (int)wanted, words);
    assert_int_equal(e.code, ERR_DATA);
    assert_non_null(strchr(e.text, ';') ? strchr(e.text, ';') : strchr(e.text, ':'));
    assert_string_equal(buf_cstr(&d.text), "");
    assert_int_equal(d.n_lines, 0);
    decoded_finish(&d);
}

static void what_is_no_text_is_named(void **state)
{
    (void)state;
    assert_refused(NULL, 0, ENCODING_NONE, DECODING_EMPTY, "file: empty; ");
    assert_refused(BYTES("\xEF\xBB\xBF"), ENCODING_NONE, DECODING_EMPTY, "empty");
    assert_refused(BYTES(" \t\r\n\xE3\x80\x80\n\f"), ENCODING_NONE, DECODING_BLANK, "blanks");
    assert_refused(BYTES("%PDF-1.7\n"), ENCODING_NONE, DECODING_OTHER, "PDF");
    assert_refused(BYTES("PK\3\4\24\0\6\0"), ENCODING_UTF_8, DECODING_OTHER, "ZIP");
    assert_refused(BYTES("\x7F"
                         "ELF\2\1\1\0"),
                   ENCODING_NONE, DECODING_OTHER, "program");
    assert_refused(BYTES("\n<!DOCTYPE HTML>\n<p>Hello\n"), ENCODING_NONE, DECODING_OTHER,
                   "web page");
    assert_refused(BYTES("one\ntwo \0 three\0\n"), ENCODING_NONE, DECODING_NUL,
                   "file:2: NUL bytes (2)");
    /* In pairs these look like kanji and a line end or two. */
    assert_refused(BYTES("one\ntwo\0\nthree\0\n"), ENCODING_NONE, DECODING_NUL,
                   "file:2: NUL bytes (2)");
    assert_refused(BYTES("\xE6\x97\xA5\n\n\0\n"), ENCODING_UTF_8, DECODING_NUL,
                   "file:3: NUL bytes (1)");
    assert_refused(BYTES("x\n\1\2\3\4\5\6"), ENCODING_NONE, DECODING_CONTROLS,
                   "file:2: control characters (6)");
    assert_true(decode_is_pdf(BYTES("%PDF-1.7")));
    assert_false(decode_is_pdf(BYTES("%PDF")));
}

/* The page with its third line spoilt: in every encoding the place and the count are told. */
static void broken_bytes_are_told_with_their_line(void **state)
{
    static const struct {
        const char *iconv_name, *words;
        char wrong[4]; /* starts nothing that could go on */
        enum encoding encoding;
    } cases[] = {
        {"UTF-8", "file:3: bytes that are not UTF-8 (2)", "\xC0\xC1", ENCODING_UTF_8},
        {"CP932", "file:3: bytes that are not Shift_JIS (2)", "\xFE\xFF", ENCODING_SHIFT_JIS},
        {"EUC-JP", "file:3: bytes that are not EUC-JP (2)", "\xFF\xFF", ENCODING_EUC_JP},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf whole = encoded(page_to_write, cases[i].iconv_name), spoilt = {0};
        size_t at = (size_t)(strstr(whole.bytes, "\n\n") + 2 - whole.bytes);
        struct decoded d;

        buf_add(&spoilt, whole.bytes, at);
        buf_str(&spoilt, cases[i].wrong);
        buf_add(&spoilt, whole.bytes + at, whole.n_bytes - at);
        assert_refused(spoilt.bytes, spoilt.n_bytes, ENCODING_NONE, DECODING_BROKEN,
                       cases[i].words);
        /* Named, one mark stands for them, and all else is there. */
        decode(&d, spoilt.bytes, spoilt.n_bytes, cases[i].encoding);
        assert_int_equal(d.is, DECODING_TEXT);
        assert_int_equal(d.n_bad_bytes, 2);
        assert_int_equal(d.bad_line, 3);
        assert_non_null(strstr(buf_cstr(&d.text), "\n\n\uFFFD第1節"));
        assert_int_equal(d.text.n_bytes, strlen(page) + 3);
        decoded_finish(&d);
        buf_finish(&whole);
        buf_finish(&spoilt);
    }
}

/* A few words from outside ASCII, and one that is broken. */
static void little_evidence_is_enough_for_utf8(void **state)
{
    (void)state;
    assert_refused(BYTES("two, 日本 and a broken \xE6\x97\nthree\n"), ENCODING_NONE,
                   DECODING_BROKEN, "file:1: bytes that are not UTF-8 (2)");
    assert_refused(BYTES("caf\xC3\xA9 na\xC3\xAFve and\nmore \xFF bytes\n"), ENCODING_NONE,
                   DECODING_BROKEN, "file:2: bytes that are not UTF-8 (1)");
    /* Half of these hiragana look like UTF-8. */
    assert_same_page("えんしゅうるいるいるい\n", "CP932", ENCODING_SHIFT_JIS,
                     "えんしゅうるいるいるい\n");
}

static void a_wrong_name_is_no_slip(void **state)
{
    struct buf jis = encoded(page_to_write, "CP932");

    (void)state;
    assert_refused(jis.bytes, jis.n_bytes, ENCODING_UTF_8, DECODING_UNFIT, "file:1: not UTF-8");
    assert_refused(jis.bytes, jis.n_bytes, ENCODING_EUC_JP, DECODING_UNFIT, "not EUC-JP");
    assert_refused(jis.bytes, jis.n_bytes, ENCODING_UTF_16LE, DECODING_UNFIT, "not UTF-16LE");
    assert_refused(page, strlen(page), ENCODING_ISO_2022_JP, DECODING_UNFIT, "not ISO-2022-JP");
    buf_finish(&jis);
}

/* A page cut off after each of its bytes is text, or refused; never more than its end is lost. */
static void a_page_may_end_anywhere(void **state)
{
    static const char *const names[] = {"UTF-8", "UTF-16LE", "CP932", "EUC-JP", "ISO-2022-JP-3"};
    static const enum encoding encodings[] = {ENCODING_UTF_8, ENCODING_UTF_16LE, ENCODING_SHIFT_JIS,
                                              ENCODING_EUC_JP, ENCODING_ISO_2022_JP};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf whole = encoded(page_to_write, names[i]);

        for (size_t n = 64; n < whole.n_bytes; n++) {
            struct decoded d;
            size_t body;

            decode(&d, whole.bytes, n, encodings[i]);
            assert_int_equal(d.is, DECODING_TEXT);
            assert_in_range(d.n_bad_bytes, 0, 3);
            body = d.text.n_bytes - 1;
            if (d.n_bad_bytes)
                body -= 3;
            assert_memory_equal(d.text.bytes, page, body);
            decoded_finish(&d);
        }
        buf_finish(&whole);
    }
}

static void encodings_have_many_names(void **state)
{
    struct err e = {0};

    (void)state;
    for (int i = ENCODING_NONE + 1; i < ENCODING_COUNT; i++)
        assert_int_equal(encoding_named(encoding_name((enum encoding)i), &e), i);
    assert_int_equal(encoding_named("utf8", &e), ENCODING_UTF_8);
    assert_int_equal(encoding_named("SJIS", &e), ENCODING_SHIFT_JIS);
    assert_int_equal(encoding_named("cp932", &e), ENCODING_SHIFT_JIS);
    assert_int_equal(encoding_named("EUC_JP", &e), ENCODING_EUC_JP);
    assert_int_equal(encoding_named("iso2022jp", &e), ENCODING_ISO_2022_JP);
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(encoding_named("ebcdic", &e), ENCODING_NONE);
    assert_int_equal(e.code, ERR_USAGE);
    assert_non_null(strstr(e.text, "Shift_JIS"));
    assert_int_equal(encoding_named("", NULL), ENCODING_NONE);
    assert_int_equal(encoding_named("-", NULL), ENCODING_NONE);
    assert_int_equal(encoding_named("utf8 utf8n", NULL), ENCODING_NONE);
}

static uint32_t seed = 20240929;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(seed >> 8) * n) >> 24);
}

/* What the header promises of any text that comes out. */
static void assert_well_formed(const struct decoded *d)
{
    const char *s = buf_cstr(&d->text);
    size_t n_bytes = d->text.n_bytes, n_lines = 0;
    struct decoded again;

    if (d->is != DECODING_TEXT) {
        assert_int_equal(n_bytes, 0);
        return;
    }
    assert_null(u8_check((const uint8_t *)s, n_bytes));
    assert_int_equal(strlen(s), n_bytes);
    assert_int_equal(s[n_bytes - 1], '\n');
    for (size_t i = 0; i < n_bytes; i++) {
        n_lines += s[i] == '\n';
        assert_true(s[i] != '\r' && s[i] != '\v');
        assert_true(s[i] != '\f' || i == 0 || s[i - 1] == '\n');
    }
    assert_int_equal(n_lines, d->n_lines);
    decode(&again, s, n_bytes, ENCODING_UTF_8);
    if (again.is == DECODING_TEXT)
        assert_string_equal(buf_cstr(&again.text), s);
    decoded_finish(&again);
}

/* Pages spoilt at random, and bytes from nowhere. */
static void nothing_breaks_it(void **state)
{
    static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE",
                                        "CP932", "EUC-JP",   "ISO-2022-JP-3"};
    static const char odd[] = "\r\n\f\v\x1A\x1B$B\x1B(B\xFF\xFE\xEF\xBB\xBF\xC2\x85\x8E\x8F\x80";

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct buf bytes = encoded(page_to_write, names[random_below(6)]);
        size_t n_bytes = random_below((uint32_t)bytes.n_bytes + 1);
        uint32_t n_spoilt = random_below(4) ? random_below(12) : random_below(2000);

        for (; n_spoilt && n_bytes; n_spoilt--)
            bytes.bytes[random_below((uint32_t)n_bytes)] =
                random_below(2) ? (char)random_below(256) : odd[random_below(sizeof odd)];
        for (int named = ENCODING_NONE; named < ENCODING_COUNT; named++) {
            struct decoded d;

            decode(&d, bytes.bytes, n_bytes, (enum encoding)named);
            assert_well_formed(&d);
            assert_true(d.is == DECODING_TEXT || !decoded_check(&d, "file", NULL));
            decoded_finish(&d);
        }
        buf_finish(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_reads_the_same_from_every_encoding),
        cmocka_unit_test(either_order_of_utf16_may_be_named),
        cmocka_unit_test(a_byte_order_mark_decides_and_goes_away),
        cmocka_unit_test(iso_2022_jp_holds_what_programs_put_into_it),
        cmocka_unit_test(signs_are_one_from_unicode_as_well),
        cmocka_unit_test(each_character_is_the_same_from_all_encodings),
        cmocka_unit_test(short_texts_find_their_encoding),
        cmocka_unit_test(english_of_windows_is_not_taken_for_japanese),
        cmocka_unit_test(lines_and_pages_have_one_form),
        cmocka_unit_test(what_is_no_text_is_named),
        cmocka_unit_test(broken_bytes_are_told_with_their_line),
        cmocka_unit_test(little_evidence_is_enough_for_utf8),
        cmocka_unit_test(a_wrong_name_is_no_slip),
        cmocka_unit_test(a_page_may_end_anywhere),
        cmocka_unit_test(encodings_have_many_names),
        cmocka_unit_test(nothing_breaks_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
