/* The dossier's vocabulary: no word or field without a translation. */
#include "nichiei/engine/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static bool is(struct text t, const char *s)
{
    return t.n_bytes == strlen(s) && (!*s || memcmp(t.p, s, t.n_bytes) == 0);
}

static bool has_japanese(struct text t)
{
    for (size_t i = 0; i < t.n_bytes; i++)
        if ((unsigned char)t.p[i] >= 0xE3)
            return true;
    return false;
}

static void every_word_of_the_schema_is_said_in_japanese(void **state)
{
    struct arena mem = {0};
    int n_words = 0;

    (void)state;
    for (int r = 0; r < schema_n_resources; r++)
        for (int i = 0; i < schema_resources[r].n_fields; i++) {
            const struct field *f = &schema_resources[r].fields[i];

            for (const char *at = f->type == FIELD_WORD ? f->arg : ""; *at;) {
                size_t n_bytes = strcspn(at, " ");
                const char *word = arena_copy(&mem, at, n_bytes);

                if (!has_japanese(say_word(&mem, word, DISPLAY_JA)))
                    fail_msg("%s.%s: no Japanese for \"%s\"", schema_resources[r].name, f->name,
                             word);
                if (has_japanese(say_word(&mem, word, DISPLAY_EN)))
                    fail_msg("%s.%s: no English for \"%s\"", schema_resources[r].name, f->name,
                             word);
                n_words++;
                at += n_bytes + (at[n_bytes] == ' ');
            }
        }
    assert_true(n_words > 150);
    arena_finish(&mem);
}

/* Those whose value is shown without a label. */
static bool needs_no_label(const char *field)
{
    return strcmp(field, "id") == 0 || strcmp(field, "name_ja") == 0 ||
           strcmp(field, "name_en") == 0;
}

static void every_field_of_a_record_has_a_label_in_both_languages(void **state)
{
    struct arena mem = {0};

    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct resource *r = schema_of_kind((enum kind)k);

        for (int i = 0; i < r->n_fields; i++) {
            const char *name = r->fields[i].name;

            if (needs_no_label(name))
                continue;
            if (!has_japanese(say_field(&mem, name, DISPLAY_JA)))
                fail_msg("%s.%s: no Japanese label", r->name, name);
            if (has_japanese(say_field(&mem, name, DISPLAY_EN)))
                fail_msg("%s.%s: no English label", r->name, name);
        }
    }
    arena_finish(&mem);
}

static void english_labels_are_words_not_identifiers(void **state)
{
    struct arena mem = {0};

    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct resource *r = schema_of_kind((enum kind)k);

        for (int i = 0; i < r->n_fields; i++) {
            struct text label = say_field(&mem, r->fields[i].name, DISPLAY_EN);

            if (memchr(label.p, '_', label.n_bytes))
                fail_msg("%s.%s: the label is %.*s", r->name, r->fields[i].name, (int)label.n_bytes,
                         label.p);
        }
    }
    arena_finish(&mem);
}

static void a_pair_of_fields_shares_its_label(void **state)
{
    struct arena mem = {0};

    (void)state;
    assert_true(is(say_field(&mem, "note_ja", DISPLAY_JA), "注記"));
    assert_true(is(say_field(&mem, "note_en", DISPLAY_JA), "注記"));
    assert_true(is(say_field(&mem, "note_ja", DISPLAY_BOTH), "注記 note"));
    arena_finish(&mem);
}

static void a_grade_is_said_once(void **state)
{
    struct arena mem = {0};

    (void)state;
    assert_true(is(say_word(&mem, "2", DISPLAY_BOTH), "2 おそらく事実 probably true"));
    assert_true(is(say_word(&mem, "2", DISPLAY_EN), "2 probably true"));
    assert_true(is(say_word(&mem, "B", DISPLAY_BOTH), "B 通常信頼できる usually reliable"));
    assert_true(is(say_word(&mem, "paper", DISPLAY_BOTH), "論文 paper"));
    arena_finish(&mem);
}

static void an_unknown_word_is_itself_made_safe(void **state)
{
    struct arena mem = {0};

    (void)state;
    assert_true(is(say_word(&mem, "ZZ", DISPLAY_BOTH), "ZZ"));
    assert_true(is(say_word(&mem, "a\033[2J", DISPLAY_JA), "a␛[2J"));
    assert_true(is(say_word(&mem, "", DISPLAY_JA), ""));
    assert_true(is(say_field(&mem, "no_such_field", DISPLAY_EN), "no_such_field"));
    assert_true(is(say_field(&mem, "_ja", DISPLAY_EN), "_ja"));
    arena_finish(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_schema_is_said_in_japanese),
        cmocka_unit_test(every_field_of_a_record_has_a_label_in_both_languages),
        cmocka_unit_test(english_labels_are_words_not_identifiers),
        cmocka_unit_test(a_pair_of_fields_shares_its_label),
        cmocka_unit_test(a_grade_is_said_once),
        cmocka_unit_test(an_unknown_word_is_itself_made_safe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
