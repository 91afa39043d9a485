/*
 * A dossier's own names, typed without an input method: every reading in kana and every name in
 * katakana is found in Hepburn, without its long vowels, in Kunrei and as an input method takes it.
 * Usage: test_spelling DOSSIER N_WORDS (how many there are at least)
 */
#include "nichiei/engine/corpus.h"

#include "fixture.h"
#include "oracle.h"
#include "spell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { LEAST_BYTES = 6 }; /* two kana: what is shorter is no reading to look for */

static const char *dossier;
static int least_words;

static struct store *st;
static struct corpus *corpus;
static struct oracle *oracle;
static struct err error;
static int n_words, n_spellings, n_by_reading, n_wrong;

static int open_both(void **state)
{
    (void)state;
    st = store_open(dossier, &error);
    if (!st || !(corpus = corpus_new(st, &error)))
        fail_msg("%s", error.text);
    oracle = oracle_open(dossier);
    return 0;
}

static int close_both(void **state)
{
    (void)state;
    oracle_close(oracle);
    corpus_free(corpus);
    store_close(st);
    return 0;
}

static void ask(const char *typed)
{
    struct query q = {.term = {{.field = QUERY_TEXT, .text = strdup(typed)}}, .n_terms = 1};

    assert_true(corpus_ask(corpus, &q, &error));
    query_finish(&q);
}

static bool is_found(uint32_t n)
{
    struct arena mem = {0};
    uint32_t *rows;
    size_t n_rows = corpus_rows(corpus, &mem, oracle_record(oracle, n)->kind, false, &rows);
    bool found = false;

    for (size_t i = 0; i < n_rows && !found; i++)
        found = rows[i] == n;
    arena_finish(&mem);
    return found;
}

/* The kana in a text of record n, in all the ways of typing them that differ. */
static void try_kana(uint32_t n, const char *text)
{
    const char *kana = "";
    size_t n_bytes = spell_run(text, &kana);
    struct buf typed[SPELL_COUNT] = {{0}};

    if (n_bytes < LEAST_BYTES)
        return;
    n_words++;
    for (int how = 0; how < SPELL_COUNT; how++) {
        bool is_new = spell(&typed[how], kana, n_bytes, (enum spelling)how);

        assert_true(is_new);
        for (int before = 0; before < how; before++)
            is_new = is_new && strcmp(buf_cstr(&typed[before]), buf_cstr(&typed[how])) != 0;
        if (!is_new)
            continue;
        n_spellings++;
        ask(buf_cstr(&typed[how]));
        n_by_reading += corpus_by_sound(corpus, 0) > 0;
        if (!is_found(n)) {
            printf("%s does not find %s, %.*s\n", buf_cstr(&typed[how]),
                   oracle_record(oracle, n)->id, (int)n_bytes, kana);
            n_wrong++;
        }
    }
    for (int how = 0; how < SPELL_COUNT; how++)
        buf_finish(&typed[how]);
}

/* Katakana: what stands in hiragana in a name is mostly grammar, and has no key. */
static bool is_katakana(const char *text)
{
    const char *kana = "";
    size_t n_bytes = spell_run(text, &kana);

    for (size_t i = 0; i < n_bytes; i += 3)
        if (memcmp(kana + i, "ァ", 3) < 0)
            return false;
    return n_bytes > 0;
}

static void names_are_found_in_every_spelling(void **state)
{
    (void)state;
    for (uint32_t n = 1; n <= oracle_n_records(oracle); n++) {
        enum kind kind = oracle_record(oracle, n)->kind;

        if (kind != KIND_ACTOR && kind != KIND_TERM && kind != KIND_THEME && kind != KIND_TYPE)
            continue;
        try_kana(n, oracle_field(oracle, n, "reading_kana"));
        if (is_katakana(oracle_field(oracle, n, "name_ja")))
            try_kana(n, oracle_field(oracle, n, "name_ja"));
    }
    printf("%d words in %d spellings, %d of them found by reading\n", n_words, n_spellings,
           n_by_reading);
    assert_int_equal(n_wrong, 0);
    assert_true(n_words >= least_words && n_spellings >= 2 * n_words);
    /* The others stand in the dossier as they are typed: Keidanren, Taiwan. */
    assert_true(n_by_reading > n_spellings * 9 / 10);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_in_every_spelling),
    };

    if (argc != 3) {
        fprintf(stderr, "usage: test_spelling DOSSIER N_WORDS\n");
        return 2;
    }
    dossier = argv[1];
    least_words = atoi(argv[2]);
    return cmocka_run_group_tests(tests, open_both, close_both);
}
