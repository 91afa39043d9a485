/* The reading key: what is typed in any romanisation meets the kana, and little else. */
#include "nichiei/text/romaji.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* The same word typed in other ways than romaji.tsv has, or a part of it; and what is not in it. */
static const struct {
    const char *typed, *kana;
} found[] = {
    {"gaimu", "がいむしょう"},
    {"gaimus", "がいむしょう"},
    {"gaimush", "がいむしょう"},
    {"gaimusy", "がいむしょう"},
    {"shouchou", "がいむしょうちょう"},
    {"GAIMU", "がいむしょう"},
    {"ｇａｉｍｕ", "がいむしょう"},
    {"gaimushô", "ガイムショウ"},
    {"saiba", "ｻｲﾊﾞｰ"},
    {"saibaー", "サイバー"},
    {"saibaa", "サイバー"},
    {"sekyur", "セキュリティ"},
    {"sekyurit", "セキュリティ"},
    {"sekyurity", "セキュリティ"},
    {"sekyurityi", "セキュリティ"},
    {"sekyuritexi", "セキュリティ"},
    {"difensu", "ディフェンス"},
    {"dhifen", "ディフェンス"},
    {"medi", "メディア"},
    {"puroguramu", "プログラム"},
    {"guroba", "グローバル"},
    {"fuoramu", "フォーラム"},
    {"fuxo-ramu", "フォーラム"},
    {"fulo-ramu", "フローラム"},
    {"whebu", "ウェブ"},
    {"webu", "ウエブ"},
    {"uebusaito", "ウェブサイト"},
    {"wocchi", "ウォッチ"},
    {"bije", "ヴィジェ"},
    {"vizyon", "ビジョン"},
    {"bizyon", "ヴィジョン"},
    {"chekku", "チェック"},
    {"tyekku", "チェック"},
    {"shea", "シェア"},
    {"je-n", "ジェーン"},
    {"dyuaru", "デュアル"},
    {"dhuaru", "デュアル"},
    {"kokka", "こっか"},
    {"koka", "こっか"},
    {"matcha", "まっちゃ"},
    {"maccha", "まっちゃ"},
    {"mattya", "まっちゃ"},
    {"maltutya", "まっちゃ"},
    {"tetuduki", "てつづき"},
    {"tetsuzuki", "てつづき"},
    {"tetsudzuki", "てつづき"},
    {"tetsud", "てつづき"},
    {"hanadi", "はなぢ"},
    {"hanaji", "はなぢ"},
    {"motozuku", "もとづく"},
    {"genin", "げんいん"},
    {"gen'in", "げんいん"},
    {"gen-in", "げんいん"},
    {"gennin", "げんいん"},
    {"gennninn", "げんにん"},
    {"genn", "げんいん"},
    {"annai", "あんない"},
    {"kon'ya", "こんや"},
    {"konyaku", "こんにゃく"},
    {"shimbun", "しんぶん"},
    {"sinbun", "しんぶん"},
    {"gumma", "ぐんま"},
    {"anzen", "にほんあんぜん"},
    {"ako-do", "ひろしまあこーど"},
    {"hiroshimaako-do", "ひろしまあこーど"},
    {"akusesu", "サイバーアクセス"},
    {"unyou", "れんけいのうんよう"},
    {"rennkeinounn", "れんけいのうんよう"},
    {"johoun", "じょうほううんよう"},
    {"iinkai", "せんきょいいんかい"},
    {"iinkai", "ぎかいいいんかい"},
    {"giin", "こっかいぎいん"},
    {"unnei", "きょうどううんえい"},
    {"nounyuu", "のうにゅう"},
    {"gaikoun", "がいこうのう"},
    {"tounan", "とうなん"},
    {"oosaka", "おおさか"},
    {"osaka", "おおさか"},
    {"ōsaka", "オーサカ"},
    {"niigata", "にいがた"},
    {"nigata", "にいがた"},
    {"wohukumu", "をふくむ"},
    {"tookyoo", "とうきょう"},
    {"kyouiku", "きょういく"},
    {"saibasekyuriti", "サイバー・セキュリティ"},
    {"saiba sekyuriti", "サイバー セキュリティ"},
    {"isuzu", "いすゞ"},
    {"susume", "すゝめ"},
    {"gabanansu", "カ\u3099バナンス"},
};

static const struct {
    const char *typed, *kana;
} not_found[] = {
    {"gaimu", "がいこう"},
    {"gaimu", "かいむ"},
    {"gaiko", "がいむしょう"},
    {"bouei", "ぼうぎょ"},
    {"bouei", "こうえい"},
    {"saiba", "さいは"},
    {"saiba", "せいば"},
    {"saibe", "サイバー"},
    {"keisatsu", "けいざい"},
    {"keiza", "けいさつ"},
    {"naikaku", "ないかん"},
    {"kokka", "こくさい"},
    {"kokka", "こくか"},
    {"kokusai", "こっか"},
    {"jouhou", "しょうほう"},
    {"joho", "ほうじょう"},
    {"tsuushin", "すいしん"},
    {"suishin", "つうしん"},
    {"kyougi", "きょういく"},
    {"kyouiku", "きょうぎ"},
    {"sekyuriti", "セキュリテ"},
    {"sekyurik", "セキュリティ"},
    {"difensu", "デフェンス"},
    {"fensu", "フンス"},
    {"foramu", "ホラム"},
    {"renkei", "れいけい"},
    {"rengo", "れいごう"},
    {"rengou", "れんが"},
    {"senryaku", "せんたく"},
    {"sentaku", "センター"},
    {"enshuu", "えんしゃ"},
    {"enshuu", "けんしょう"},
    {"shouchou", "ちょうしょう"},
    {"taiwa", "だいわ"},
    {"taiwan", "たいわ"},
    {"yosan", "しょさん"},
    {"asahi", "かさひ"},
    {"ukai", "きゅうかい"},
    {"atari", "かたり"},
    {"iki", "ちりき"},
    {"onna", "こんな"},
    {"hanzai", "ぱんざい"},
    {"gijutsu", "きじゅつ"},
    {"gunji", "ぐんしゅ"},
    {"shika", "しゃか"},
    {"chika", "ちょか"},
    {"tosho", "どしょ"},
    {"kan'i", "かんお"},
    {"baka", "はか"},
    {"bun", "ふん"},
};

/* What is no romaji, or too short to look for. */
static const char *const not_romaji[] = {
    "cyber", "ncsc", "gchq", "fcdo",  "npa",    "nsc",        "G7",  "2012",   "防衛",  "さいば",
    "",      "a",    "ka",   "uk",    "us",     "mod",        "it",  "shou",   "dod",   "n",
    "nn",    "-",    "sc",   "apt40", "x",      "first",      "wh",  "saiba!", "e",     "tsu",
    "'",     " ",    "f-35", "kyrk",  "strike", "gaimug\xFF", "sky", "c",      "saibq", "ltu",
};

static struct buf kana_key(const char *kana)
{
    struct buf key = {0};

    romaji_key_of_kana(&key, kana, strlen(kana));
    assert_false(key.failed);
    return key;
}

/* Is the typed word found in the kana? Fails if it is no romaji. */
static bool finds(const char *typed, const char *kana)
{
    struct buf key = {0}, of_kana = kana_key(kana);
    bool hit;

    if (!romaji_key_of_typed(&key, typed, strlen(typed)))
        fail_msg("\"%s\" is no romaji", typed);
    hit = strstr(buf_cstr(&of_kana), buf_cstr(&key)) != NULL;
    buf_finish(&key);
    buf_finish(&of_kana);
    return hit;
}

static void assert_kana_key(const char *kana, const char *expected)
{
    struct buf key = kana_key(kana);

    assert_string_equal(buf_cstr(&key), expected);
    buf_finish(&key);
}

static void assert_text_key(const char *text, const char *expected)
{
    struct buf key = {0};

    romaji_key_of_text(&key, text, strlen(text));
    assert_string_equal(buf_cstr(&key), expected);
    buf_finish(&key);
}

static void words_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++)
        if (!finds(found[i].typed, found[i].kana))
            fail_msg("\"%s\" does not find %s", found[i].typed, found[i].kana);
}

static void other_words_are_not_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof not_found / sizeof not_found[0]; i++)
        if (finds(not_found[i].typed, not_found[i].kana))
            fail_msg("\"%s\" finds %s", not_found[i].typed, not_found[i].kana);
}

static void what_is_no_romaji_has_no_key(void **state)
{
    struct buf key = {0};

    (void)state;
    buf_str(&key, "before");
    for (size_t i = 0; i < sizeof not_romaji / sizeof not_romaji[0]; i++)
        if (romaji_key_of_typed(&key, not_romaji[i], strlen(not_romaji[i])))
            fail_msg("\"%s\": %s", not_romaji[i], buf_cstr(&key));
    assert_string_equal(buf_cstr(&key), "before");
    assert_false(romaji_key_of_typed(&key, NULL, 0));
    assert_true(romaji_key_of_typed(&key, "saiba", 5));
    assert_string_equal(buf_cstr(&key), "beforeSaIBa");
    buf_finish(&key);
}

static void kana_keys_are_as_the_header_says(void **state)
{
    (void)state;
    assert_kana_key("がいむしょう", "GaIMuSyo");
    assert_kana_key("げんいん", "GeNIN");
    assert_kana_key("げにん", "GeNIN");
    assert_kana_key("フォーラム", "HuORaMu");
    assert_kana_key("ヷ", "Wa");
    assert_kana_key("jc-starせいど", "SeIDo");
    assert_kana_key("えーと、ＡＢＣ。びー2つー", "ETo Bi Tu");
    assert_kana_key("サイバー・ セキュリティ", "SaIBaSeKyuRiTi");
    assert_kana_key("防衛", "");
    assert_kana_key("っーゃ", "Ya");
    assert_kana_key("か。っー。き", "Ka Ki");
    assert_kana_key("か\xFFき", "Ka Ki");
    assert_kana_key("ひろしまあこーど", "HiRoSiMaKoDo AKoDo");
    assert_kana_key("ｶﾞｲﾑ", "GaIMu");
    assert_kana_key("", "");
}

static void running_text_gives_its_katakana(void **state)
{
    (void)state;
    assert_text_key("政府はサイバー防御のためのアクセスを", "SaIBa AKuSeSu");
    assert_text_key("ｻｲﾊﾞｰ空間とインフラ", "SaIBa INHuRa");
    assert_text_key("ひらがなだけ", "");
    assert_text_key("らーめん", "");
}

static void keys_are_appended(void **state)
{
    struct buf key = {0}, failed = {.failed = true};

    (void)state;
    romaji_key_of_kana(&key, "さい", 6);
    romaji_key_of_kana(&key, NULL, 0);
    romaji_key_of_kana(&key, "いば", 6);
    assert_string_equal(buf_cstr(&key), "SaIIBa");
    assert_false(romaji_key_of_typed(&failed, "saiba", 5));
    romaji_key_of_text(&failed, "サ", 3);
    assert_int_equal(failed.n_bytes, 0);
    buf_finish(&key);
    buf_finish(&failed);
}

/* Each beginning of a spelling finds the start of the reading, once it is long enough for a key;
 * but m before b, m, p, of which only the next letter shows that it is ん. */
static void assert_beginnings_found(const char *typed, const char *reading_key)
{
    bool was_key = false;

    for (size_t n = 1; n <= strlen(typed); n++) {
        struct buf key = {0};
        bool is_key;

        if (((uint8_t)typed[n] & 0xC0) == 0x80 ||
            (typed[n - 1] == 'm' && typed[n] && strchr("bmp", typed[n])))
            continue;
        is_key = romaji_key_of_typed(&key, typed, n);
        if (was_key && !is_key)
            fail_msg("\"%.*s\" is no romaji", (int)n, typed);
        if (is_key && strncmp(reading_key, buf_cstr(&key), key.n_bytes) != 0)
            fail_msg("\"%.*s\" (%s) does not begin %s", (int)n, typed, buf_cstr(&key), reading_key);
        was_key = is_key;
        buf_finish(&key);
    }
}

static void check_line(char *line, int *n_words, int *n_spellings)
{
    const char *name = strtok(line, "\t"), *reading = strtok(NULL, "\t");
    struct buf reading_key, of_text = {0};

    assert_non_null(reading);
    reading_key = kana_key(reading);
    for (const char *typed; (typed = strtok(NULL, " \n")); (*n_spellings)++) {
        if (!finds(typed, reading))
            fail_msg("\"%s\" does not find %s %s", typed, name, reading);
        assert_beginnings_found(typed, buf_cstr(&reading_key));
    }
    romaji_key_of_text(&of_text, name, strlen(name));
    if (of_text.n_bytes && !strchr(buf_cstr(&of_text), ' ') &&
        !strstr(buf_cstr(&reading_key), buf_cstr(&of_text)))
        fail_msg("%s: %s is not in %s", name, buf_cstr(&of_text), buf_cstr(&reading_key));
    (*n_words)++;
    buf_finish(&reading_key);
    buf_finish(&of_text);
}

static void words_of_the_dossier_are_found_in_every_spelling(void **state)
{
    FILE *in = fopen(ROMAJI_TSV, "r");
    int n_words = 0, n_spellings = 0;
    char line[1024];

    (void)state;
    assert_non_null(in);
    while (fgets(line, sizeof line, in))
        if (line[0] != '#')
            check_line(line, &n_words, &n_spellings);
    fclose(in);
    assert_true(n_words >= 200);
    assert_true(n_spellings >= 2 * n_words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(other_words_are_not_found),
        cmocka_unit_test(what_is_no_romaji_has_no_key),
        cmocka_unit_test(kana_keys_are_as_the_header_says),
        cmocka_unit_test(running_text_gives_its_katakana),
        cmocka_unit_test(keys_are_appended),
        cmocka_unit_test(words_of_the_dossier_are_found_in_every_spelling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
