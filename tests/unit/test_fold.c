/* The search key: equal for what a reader calls the same word, and for nothing else. */
#include "nichiei/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *const same[][2] = {
    /* case and width */
    {"NCSC", "ncsc"},
    {"ＮＣＳＣ", "NCSC"},
    {"ＡＢＣ１２３", "abc123"},
    {"（ＡＣＤ）", "(ACD)"},
    {"Straße", "STRASSE"},
    {"Σς", "σσ"},
    {"５Ｇ", "5g"},
    {"￥１００", "¥100"},
    {"％", "%"},
    /* half-width kana, with its voiced marks and its signs */
    {"ｻｲﾊﾞｰ", "サイバー"},
    {"ｶﾞｲﾑｼｮｳ", "ガイムショウ"},
    {"ﾊﾟｰﾄﾅｰｼｯﾌﾟ", "パートナーシップ"},
    {"ｳﾞｨｼﾞｮﾝ", "ヴィジョン"},
    {"｢ｶﾞ･ﾊﾟ｣", "「ガ・パ」"},
    {"ｱ､ｲ｡", "ア、イ。"},
    /* voiced marks that combine, and that do not */
    {"か\u3099いむ", "がいむ"},
    {"ハ\u309Aートナー", "パートナー"},
    {"か\u309Bいむ", "がいむ"},
    {"ワ\u3099", "ヷ"},
    {"う\u3099", "ゔ"},
    /* the kind and the size of kana */
    {"サイバー", "さいばー"},
    {"がいむ", "ガイム"},
    {"ゔ", "ヴ"},
    {"行つた", "行った"},
    {"であつて", "であって"},
    {"ユヱン", "ゆゑん"},
    {"フイルム", "フィルム"},
    {"ウエブ", "ウェブ"},
    {"キヤノン", "キャノン"},
    {"関ヶ原", "関ケ原"},
    {"ヵ国", "カ国"},
    {"カ国", "か国"},
    {"アィヌ イタㇰ", "アイヌ イタク"},
    {"いすヾ", "いすゞ"},
    /* long vowel marks at the end of a word */
    {"サーバー", "サーバ"},
    {"サーバー室", "サーバ室"},
    {"ユーザー名", "ユーザ名"},
    {"サイバーセキュリティー対策", "サイバーセキュリティ対策"},
    {"コンピューター、", "コンピュータ、"},
    {"ﾌｪﾛｰ", "フェロー"},
    {"すごーーい", "スゴーーイ"},
    /* dashes, minus and wave dashes */
    {"2012‐2014", "2012-2014"},
    {"A‑B", "A-B"},
    {"A–B", "A—B"},
    {"A―B", "A−B"},
    {"A－B", "A─B"},
    {"A–B", "A-B"},
    {"A—B", "A-B"},
    {"A―B", "A-B"},
    {"A−B", "A-B"},
    {"A－B", "A-B"},
    {"2023～2024", "2023~2024"},
    {"５月〜６月", "５月～６月"},
    {"５月〜６月", "5月~6月"},
    {"1∼2", "1〰2"},
    /* dots, quotes, stops, brackets, signs */
    {"A・B", "A·B"},
    {"A•B", "A･B"},
    {"サイバー・セキュリティ", "サイバーセキュリティ"},
    {"ジョン・スミス", "ジョン スミス"},
    {"“相互”", "\"相互\""},
    {"〝相互〟", "„相互‟"},
    {"partner’s", "partner's"},
    {"‘a′", "'a'"},
    {"日本、英国", "日本，英国"},
    {"日本､英国", "日本,英国"},
    {"である。", "である．"},
    {"である。", "である."},
    {"日本、英国", "日本,英国"},
    {"ｱ･ﾗ･ｶﾙﾄ", "アラカルト"},
    {"1／2", "1⁄2"},
    {"：；？！", ":;?!"},
    {"……", "......"},
    {"二○二四", "二〇二四"},
    /* compatibility forms */
    {"①", "1"},
    {"Ⅳ", "iv"},
    {"㈱", "(株)"},
    {"㍻㋿", "平成令和"},
    {"№℡ﬁ", "NoTELfi"},
    {"㎡", "m2"},
    {"½", "1/2"},
    {"㌔", "キロ"},
    {"㍑", "リットル"},
    {"㊙", "秘"},
    {"７月㏠", "7月1日"},
    /* old, printed and name forms of kanji */
    {"國際", "国際"},
    {"經濟安全保障", "経済安全保障"},
    {"學會", "学会"},
    {"辨護", "弁護"},
    {"辯護", "瓣護"},
    {"龍", "竜"},
    {"淸", "清"},
    {"說", "説"},
    {"繫る", "繋る"},
    {"剝奪", "剥奪"},
    {"髙﨑", "高崎"},
    {"渡邉", "渡邊"},
    {"渡邊", "渡辺"},
    {"𠮷田", "吉田"},
    {"濵田", "浜田"},
    {"小渕", "小淵"},
    {"嶋", "島"},
    /* compatibility ideographs, radicals (as PDF files give them) */
    {"\uFA19\uFA45", "神海"},
    {"\U0002F804", "你"},
    {"⼈⺠", "人民"},
    {"⻑⽅", "長方"},
    {"⻄", "西"},
    /* marks of Latin, Greek and Cyrillic letters */
    {"É", "e"},
    {"Tōkyō", "TOKYO"},
    {"Gaimushō", "gaimusho\u0304"},
    {"naïve", "naive"},
    {"Łódź", "Lodz"},
    {"Søren", "Soren"},
    {"İstanbul", "Istanbul"},
    {"Ά", "α"},
    {"ё", "е"},
    {"ǖ", "u"},
    {"x\u20DD", "x"},
    {"b\u0301\u0323", "b"},
    /* the invisible */
    {"葛\U000E0100飾", "葛飾"},
    {"辻\uFE00", "辻"},
    {"cyber\u00ADspace", "cyberspace"},
    {"防\u200B衛", "防衛"},
    {"\uFEFF防衛", "防衛"},
    {"\u202E防衛\u202C", "防衛"},
    {"a\u200Db\u2060c", "abc"},
    {"か\u200B\u3099", "が"},
    {"e\u200B\u0301", "e"},
    /* blanks */
    {"防　衛 省", "防衛省"},
    {"防衛\n省", "防衛省"},
    {"サイ バー", "サイバー"},
    {"「 防衛 」", "「防衛」"},
    {"a  b", "a b"},
    {"a\t\n\r\fb", "a b"},
    {"a\u00A0\u2003b", "a　b"},
    {"NCSC 　防衛", "NCSC 防衛"},
};

static const char *const different[][2] = {
    /* words that differ */
    {"外務", "外交"},
    {"防衛", "防御"},
    {"国家安全保障局", "国家安全保障会議"},
    {"サイバー", "サイハー"},
    {"か", "が"},
    {"は", "ば"},
    {"ば", "ぱ"},
    {"ビール", "ビル"},
    {"おばあさん", "おばさん"},
    {"サーバー", "セーバー"},
    {"ヴァ", "バ"},
    {"シ", "ツ"},
    {"ソ", "ン"},
    {"い", "ゐ"},
    {"お", "を"},
    {"じ", "ぢ"},
    {"ず", "づ"},
    /* what looks alike */
    {"ー", "-"},
    {"ー", "一"},
    {"ー", "―"},
    {"サー", "サ―"},
    {"国会", "國營"},
    {"警察庁", "警視庁"},
    {"能力開発", "能力構築"},
    {"防衛省", "防衛相"},
    {"NCSC", "NCS"},
    {"5G", "SG"},
    {"一", "-"},
    {"ニ", "二"},
    {"ロ", "口"},
    {"カ", "力"},
    {"タ", "夕"},
    {"エ", "工"},
    {"ヘ", "へ\u3099"},
    {"O", "0"},
    {"l", "1"},
    {"А", "A"},
    {"土", "士"},
    {"未", "末"},
    /* kanji of their own, however near */
    {"大阪", "大坂"},
    {"斎藤", "斉藤"},
    {"川", "河"},
    {"堀", "掘"},
    {"聯合", "連合"},
    {"遺", "遣"},
    {"藝", "云"},
    /* the reading of ヶ depends on what stands around it */
    {"ヶ月", "か月"},
    {"霞ヶ関", "霞が関"},
    {"3ヶ月", "3箇月"},
    /* marks that make a letter, blanks that part words, dots that part items */
    {"≠", "="},
    {"ا", "آ"},
    {"한", "하"},
    {"a b", "ab"},
    {"防衛 NCSC", "防衛NCSC"},
    {"한국 일본", "한국일본"},
    {"中・東欧", "中東欧"},
    {"1・2", "12"},
    {"カ・・キ", "カキ"},
    {"コ・オペ", "コーオペ"},
    {"A.I.", "AI"},
    {"A-B", "A B"},
    {"々", "人"},
    {"½", "12"},
    {"a\x1F"
     "b",
     "a b"},
};

static struct buf key_of(const char *s)
{
    struct buf key = {0};

    fold_key(&key, s, strlen(s));
    assert_false(key.failed);
    return key;
}

static bool have_one_key(const char *a, const char *b)
{
    struct buf of_a = key_of(a), of_b = key_of(b);
    bool one = strcmp(buf_cstr(&of_a), buf_cstr(&of_b)) == 0;

    buf_finish(&of_a);
    buf_finish(&of_b);
    return one;
}

static void assert_key(const char *s, const char *expected)
{
    struct buf key = key_of(s);

    assert_string_equal(buf_cstr(&key), expected);
    buf_finish(&key);
}

static void what_reads_the_same_has_one_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (!have_one_key(same[i][0], same[i][1]))
            fail_msg("\"%s\" and \"%s\" differ", same[i][0], same[i][1]);
}

static void what_reads_differently_has_two_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++)
        if (have_one_key(different[i][0], different[i][1]))
            fail_msg("\"%s\" and \"%s\" are one", different[i][0], different[i][1]);
}

/* The price of dropping what ends a word: said in the header, and no more than said. */
static void short_words_lose_their_long_vowel_too(void **state)
{
    (void)state;
    assert_key("キー", "き");
    assert_key("ー", "ー");
    assert_key("ーキ", "ーき");
    assert_key("Aー", "aー");
}

static void a_key_is_what_one_would_type(void **state)
{
    (void)state;
    assert_key("サイバー・レジリエント・エコシステム", "さいばーれじりえんとえこしすてむ");
    assert_key("ＮＣＳＣ（英国）は、２０２４年〜", "ncsc(英国)は,2024年~");
    assert_key("ヷ", "わ\u3099");
    assert_key("防衛 ＡＢＣ　外務", "防衛 abc 外務");
    assert_key("カ ・ キ", "かき");
    assert_key("・ a", "・ a");
    assert_key("カー゛", "かー\u3099");
}

static void blanks_at_the_ends_are_kept(void **state)
{
    (void)state;
    assert_key("a  b\t\n\r\fc ", "a b c ");
    assert_key(" 防衛　", " 防衛 ");
    assert_key("　", " ");
    assert_key("  ", " ");
    assert_key("", "");
}

static void broken_utf8_is_replaced(void **state)
{
    (void)state;
    assert_key("A\xFF"
               "B",
               "a\uFFFDb");
    assert_key("防\xE8\xA1", "防\uFFFD");
    assert_key("\xED\xA0\x80", "\uFFFD");
    assert_key("\xEF\xBF\xBD\xC3", "\uFFFD\uFFFD");
}

static void a_key_is_appended(void **state)
{
    struct buf key = {0};

    (void)state;
    fold_key(&key, "Ａ", 3);
    fold_key(&key, "B", 1);
    fold_key(&key, "\u0301", 2);
    fold_key(&key, NULL, 0);
    assert_string_equal(buf_cstr(&key), "ab\u0301");
    buf_finish(&key);
}

static void zero_bytes_are_kept(void **state)
{
    struct buf key = {0};

    (void)state;
    fold_key(&key, "A\0B", 3);
    fold_key(&key, "Ｃ\0Ｄ", 7);
    assert_int_equal(key.n_bytes, 6);
    assert_memory_equal(key.bytes, "a\0bc\0d", 6);
    buf_finish(&key);
}

static void a_failed_buffer_stays_failed(void **state)
{
    struct buf key = {.failed = true};

    (void)state;
    fold_key(&key, "abc", 3);
    fold_key(&key, "防衛", 6);
    assert_true(key.failed);
    assert_int_equal(key.n_bytes, 0);
    buf_finish(&key);
}

/* Its own key, valid UTF-8, and no longer than the header says. */
static void assert_good_key(const char *bytes, size_t n_bytes)
{
    struct buf key = {0}, again = {0};

    fold_key(&key, bytes, n_bytes);
    fold_key(&again, buf_cstr(&key), key.n_bytes);
    if (again.n_bytes != key.n_bytes || strcmp(buf_cstr(&again), buf_cstr(&key)) != 0)
        fail_msg("\"%.*s\": \"%s\", then \"%s\"", (int)n_bytes, bytes, buf_cstr(&key),
                 buf_cstr(&again));
    assert_null(u8_check((const uint8_t *)buf_cstr(&key), key.n_bytes));
    assert_true(key.n_bytes <= 11 * n_bytes);
    buf_finish(&key);
    buf_finish(&again);
}

static void assert_key_in_both_normal_forms(const uint8_t *bytes, size_t n_bytes)
{
    uninorm_t forms[] = {UNINORM_NFC, UNINORM_NFD};
    struct buf key = {0};

    fold_key(&key, (const char *)bytes, n_bytes);
    for (int i = 0; i < 2; i++) {
        struct buf of_form = {0};
        size_t form_bytes;
        uint8_t *form = u8_normalize(forms[i], bytes, n_bytes, NULL, &form_bytes);

        fold_key(&of_form, (const char *)form, form_bytes);
        if (strcmp(buf_cstr(&key), buf_cstr(&of_form)) != 0)
            fail_msg("\"%.*s\": \"%s\", \"%s\"", (int)n_bytes, (const char *)bytes, buf_cstr(&key),
                     buf_cstr(&of_form));
        buf_finish(&of_form);
        free(form);
    }
    buf_finish(&key);
}

static void the_key_of_a_key_is_the_key(void **state)
{
    (void)state;
    for (ucs4_t c = 1; c < 0x110000; c++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        uint8_t bytes[6];
        int n_bytes;

        if (c == 0x32000) /* nothing is assigned from there to the tags */
            c = 0xE0000;
        n_bytes = u8_uctomb(bytes, c, sizeof bytes);
        if (n_bytes <= 0)
            continue;
        assert_good_key((const char *)bytes, (size_t)n_bytes);
        if (uc_canonical_decomposition(c, parts) > 0)
            assert_key_in_both_normal_forms(bytes, (size_t)n_bytes);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void random_bytes_have_valid_keys(void **state)
{
    uint32_t seed = 19690720;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[16];
        size_t n_bytes = 1 + next_random(&seed) % sizeof bytes;

        for (size_t at = 0; at < n_bytes; at++)
            bytes[at] = (char)(next_random(&seed) % 255 + 1);
        if (i % 2) /* often enough whole characters */
            memcpy(bytes, "\xE3\x82", n_bytes < 2 ? n_bytes : 2);
        assert_good_key(bytes, n_bytes);
    }
}

/* Clusters that meet in all the rules; the first N_EDGES may not stand at the ends of a piece. */
static const char *const parts[] = {
    " ",        "　",   "\n",      "・",           "･",        "ー",
    "ｰ",        "カ",   "き",      "ｶﾞ",           "ョ",       "バ",
    "サイバー", "㌔",   "㌍",      "漢",           "國",       "々",
    "、",       "「",   "a",       "NC",           "É",        "9",
    "-",        "—",    "…",       "㈱",           "한",       "\x1F",
    "ή",        "か゛", "e\u0301", "葛\U000E0100", "ワ\u3099", "\u1112\u1161\u11AB",
    "≠",        "ｱｰ",
};
enum { N_EDGES = 7, N_PARTS = sizeof parts / sizeof parts[0] };

/* Joins n random parts, those from..to free of edges at their ends, and says where that piece is.
 */
static void random_text(uint32_t *seed, struct buf *text, struct buf *piece)
{
    size_t n = 1 + next_random(seed) % 12, from = next_random(seed) % n;
    size_t to = from + next_random(seed) % (n - from);

    buf_reset(text);
    buf_reset(piece);
    for (size_t i = 0; i < n; i++) {
        uint32_t edges = i == from || i == to ? N_EDGES : 0;
        const char *part = parts[edges + next_random(seed) % (N_PARTS - edges)];

        buf_str(text, part);
        if (i >= from && i <= to)
            buf_str(piece, part);
    }
}

static void the_key_of_a_piece_stands_in_the_key(void **state)
{
    struct buf text = {0}, piece = {0};
    uint32_t seed = 20240912;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct buf key, part;

        random_text(&seed, &text, &piece);
        key = key_of(buf_cstr(&text));
        part = key_of(buf_cstr(&piece));
        if (!strstr(buf_cstr(&key), buf_cstr(&part)))
            fail_msg("\"%s\" (\"%s\") is not in \"%s\" (\"%s\")", buf_cstr(&piece), buf_cstr(&part),
                     buf_cstr(&text), buf_cstr(&key));
        assert_good_key(buf_cstr(&text), text.n_bytes);
        assert_key_in_both_normal_forms((const uint8_t *)buf_cstr(&text), text.n_bytes);
        buf_finish(&key);
        buf_finish(&part);
    }
    buf_finish(&text);
    buf_finish(&piece);
}

/* Also a text longer than any inner buffer. */
static void the_field_separator_parts_keys(void **state)
{
    struct buf text = {0}, all = {0}, keys = {0}, whole = {0}, unused = {0};
    uint32_t seed = 20120410;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        random_text(&seed, &text, &unused);
        buf_add(&all, buf_cstr(&text), text.n_bytes);
        buf_char(&all, '\x1F');
        fold_key(&keys, buf_cstr(&text), text.n_bytes);
        buf_char(&keys, '\x1F');
    }
    fold_key(&whole, buf_cstr(&all), all.n_bytes);
    assert_int_equal(whole.n_bytes, keys.n_bytes);
    assert_memory_equal(whole.bytes, keys.bytes, keys.n_bytes);
    buf_finish(&text);
    buf_finish(&all);
    buf_finish(&keys);
    buf_finish(&whole);
    buf_finish(&unused);
}

static void long_ascii_is_kept_but_for_case_and_blanks(void **state)
{
    struct buf text = {0}, expected = {0}, key = {0};
    uint32_t seed = 1902;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        char c = (char)(' ' + next_random(&seed) % ('~' - ' ' + 1));

        if (c == ' ' && i > 0)
            buf_str(&text, next_random(&seed) % 2 ? "\t " : "");
        buf_char(&text, c);
        if (c == ' ' && expected.n_bytes && expected.bytes[expected.n_bytes - 1] == ' ')
            continue;
        buf_char(&expected, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    fold_key(&key, buf_cstr(&text), text.n_bytes);
    assert_string_equal(buf_cstr(&key), buf_cstr(&expected));
    buf_finish(&text);
    buf_finish(&expected);
    buf_finish(&key);
}

static void many_marks_take_no_long_time(void **state)
{
    struct buf text = {0}, key = {0};

    (void)state;
    buf_str(&text, "か");
    for (int i = 0; i < 100000; i++)
        buf_str(&text, i % 2 ? "\u0301" : "\u200B");
    fold_key(&key, buf_cstr(&text), text.n_bytes);
    assert_int_equal(key.n_bytes, 3 + 2 * 50000);
    buf_finish(&text);
    buf_finish(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_reads_the_same_has_one_key),
        cmocka_unit_test(what_reads_differently_has_two_keys),
        cmocka_unit_test(short_words_lose_their_long_vowel_too),
        cmocka_unit_test(a_key_is_what_one_would_type),
        cmocka_unit_test(blanks_at_the_ends_are_kept),
        cmocka_unit_test(broken_utf8_is_replaced),
        cmocka_unit_test(a_key_is_appended),
        cmocka_unit_test(zero_bytes_are_kept),
        cmocka_unit_test(a_failed_buffer_stays_failed),
        cmocka_unit_test(the_key_of_a_key_is_the_key),
        cmocka_unit_test(random_bytes_have_valid_keys),
        cmocka_unit_test(the_key_of_a_piece_stands_in_the_key),
        cmocka_unit_test(the_field_separator_parts_keys),
        cmocka_unit_test(long_ascii_is_kept_but_for_case_and_blanks),
        cmocka_unit_test(many_marks_take_no_long_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
