/* The words that mislead, as the paper and the dossier tell them: each is found and leads to its
 * term; what says which is meant is left alone; and marks change nothing else in any text. */
#include "nichiei/base/arena.h"

#include "nichiei/engine/terms.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *path;
static struct store *dossier;
static struct terms *terms;
static struct arena mem;

static const char *id_of(uint32_t n)
{
    struct record r;

    assert_true(store_record(dossier, &mem, n, &r, NULL));
    return r.id;
}

/* Chapter I ("misunderstandings"), and the homonyms of the actors' names. */
static const struct {
    const char *text, *term;
} misleading[] = {
    {"ACD", "term:acd"},
    {"ACD", "term:active-cyber-defence-jp"},
    {"アクティブ・サイバー・ディフェンス", "term:acd"},
    {"Active cyber defense", "term:active-cyber-defence-jp"},
    {"能動的サイバー防御", "term:active-cyber-defence-jp"},
    {"侵入・無害化", "term:penetrate-and-neutralise"},
    {"penetrate and neutralize", "term:penetrate-and-neutralise"},
    {"情報共有", "term:information-sharing"},
    {"情報交換", "term:information-sharing"},
    {"information-sharing", "term:information-sharing"},
    {"アトリビューション", "term:attribution"},
    {"attribution", "term:attribution"},
    {"パブリック・アトリビューション", "term:public-attribution"},
    {"社会全体", "term:whole-of-society"},
    {"国全体", "term:whole-of-society"},
    {"whole-of-nation", "term:whole-of-society"},
    {"内閣府", "term:cabinet-office"},
    {"内閣官房", "term:cabinet-secretariat"},
    {"Cabinet Secretariat", "term:cabinet-secretariat"},
    {"Cabinet Office", "term:cabinet-office"},
    {"国家安全保障局", "term:national-security-bureau"},
    {"MoD", "term:ministry-of-defence"},
    {"MOD", "term:ministry-of-defence"},
    {"Ministry of Defence", "term:ministry-of-defence"},
    {"能力開発", "term:capability-development"},
    {"能力構築", "term:capacity-words"},
    {"capacity-building", "term:capacity-words"},
    {"capacity building", "term:ccb"},
    {"国際基準", "term:norms-and-standards"},
    {"情報セキュリティ", "term:information-security"},
    {"サイバー安全保障", "term:cyber-security-words"},
};

static bool leads_to(const char *text, const char *term)
{
    struct term_hit *hits;
    size_t n_hits = terms_find(terms, &mem, text, strlen(text), &hits);

    for (size_t k = 0; n_hits == 1 && k < hits->n_terms; k++)
        if (strcmp(id_of(hits->n[k]), term) == 0)
            return hits->n_bytes == strlen(text);
    return false;
}

static void each_word_that_misleads_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof misleading / sizeof misleading[0]; i++)
        if (!leads_to(misleading[i].text, misleading[i].term))
            fail_msg("%s does not lead to %s", misleading[i].text, misleading[i].term);
}

static void what_says_which_is_meant_is_left_alone(void **state)
{
    static const char *const plain[] = {
        "英国内閣府",
        "日本の内閣府",
        "Cabinet Office (UK)",
        "国家安全保障局（日本）",
        "米国家安全保障局",
        "UK MOD",
        "JMoD",
        "Ministry of Defence (UK)",
        "情報共有分析組織",
        "サイバーセキュリティ能力構築センター",
        "内閣官房長官",
        "mod",
        "co",
    };
    struct term_hit *hits;

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (terms_find(terms, &mem, plain[i], strlen(plain[i]), &hits))
            fail_msg("%s misleads nobody", plain[i]);
}

/* Does a text hold just this word, which leads to the term? */
static bool holds(const char *before, const char *word, const char *behind, uint32_t n)
{
    char text[512];
    struct term_hit *hits;
    size_t n_hits;

    snprintf(text, sizeof text, "%s%s%s", before, word, behind);
    n_hits = terms_find(terms, &mem, text, strlen(text), &hits);
    if (n_hits != 1 || hits->at != strlen(before) || hits->n_bytes != strlen(word))
        return false;
    for (size_t k = 0; k < hits->n_terms; k++)
        if (hits->n[k] == n)
            return true;
    return false;
}

static void each_word_of_each_false_friend_is_found(void **state)
{
    struct term_word *words;
    size_t n_words, n_found = 0;

    (void)state;
    assert_true(store_term_words(dossier, &mem, &words, &n_words, NULL));
    for (size_t i = 0; i < n_words; i++) {
        const char *word = words[i].word;

        if (!words[i].false_friend)
            continue;
        if (!holds("", word, "", words[i].n) || !holds("は、", word, "を", words[i].n) ||
            !holds("(", word, ") ", words[i].n) || !holds("of ", word, ",", words[i].n))
            fail_msg("%s of %s is not found", word, id_of(words[i].n));
        n_found++;
    }
    assert_true(n_found > 50);
}

/* All that comes in is marks. */
static void assert_only_marked(const char *s)
{
    struct text safe = text_safe_str(&mem, s), marked = terms_mark(terms, &mem, safe);
    size_t n = 0;

    for (size_t i = 0; i < marked.n_bytes; i++)
        if (n < safe.n_bytes && safe.p[n] == marked.p[i])
            n++;
        else
            assert_int_equal(marked.p[i], '!');
    assert_int_equal(n, safe.n_bytes);
}

static void marks_change_nothing_else_in_any_text(void **state)
{
    size_t n_marked = 0;

    (void)state;
    for (uint32_t n = 1; n <= store_n_records(dossier); n++) {
        const struct resource *resource;
        const char *const *values;
        struct term_hit *hits;
        struct record r;

        assert_true(store_record(dossier, &mem, n, &r, NULL));
        assert_true(store_fields(dossier, &mem, n, &values, NULL));
        resource = schema_of_kind(r.kind);
        for (int i = 0; i < resource->n_fields; i++) {
            assert_only_marked(values[i]);
            n_marked += terms_find(terms, &mem, values[i], strlen(values[i]), &hits);
        }
        arena_reset(&mem);
    }
    assert_true(n_marked > 100);
}

static int open_dossier(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "C.UTF-8") || !(dossier = store_open(path, NULL)))
        return -1;
    terms = terms_load(dossier, NULL);
    return terms ? 0 : -1;
}

static int close_dossier(void **state)
{
    (void)state;
    terms_free(terms);
    store_close(dossier);
    arena_finish(&mem);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_that_misleads_is_found),
        cmocka_unit_test(what_says_which_is_meant_is_left_alone),
        cmocka_unit_test(each_word_of_each_false_friend_is_found),
        cmocka_unit_test(marks_change_nothing_else_in_any_text),
    };

    path = argc > 1 ? argv[1] : "";
    return cmocka_run_group_tests(tests, open_dossier, close_dossier);
}
