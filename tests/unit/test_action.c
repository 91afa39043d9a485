/* The action table: no key twice, no word missing, and what the keys lead to. */
#include "nichiei/model/action.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const unsigned contexts[] = {IN_LIST,  IN_FACETS, IN_DETAIL,  IN_HELP, IN_PROMPT,
                                    IN_CHIPS, IN_FIND,   IN_CHOICES, IN_CARD};

enum { N_CONTEXTS = sizeof contexts / sizeof contexts[0] };

static const struct key no_key = {0};

/* Every code that a key can have below the letters of scripts. */
static uint32_t code_at(size_t i)
{
    return i < 0x80 ? (uint32_t)i : KEY_BASE_CODE + (uint32_t)(i - 0x80) + 1;
}

enum { N_CODES = 0x80 + KEY_UNKNOWN_CODE - KEY_BASE_CODE };

/* The next of blank-separated names; false at the end. */
static bool next_name(const char **at, const char **name, size_t *n_bytes)
{
    *at += strspn(*at, " ");
    *name = *at;
    *n_bytes = strcspn(*at, " ");
    *at += *n_bytes;
    return *n_bytes > 0;
}

static bool is_sequence(const char *name, size_t n_bytes)
{
    return n_bytes == 2 && name[0] == 'g';
}

static bool has_key(const struct action *action, struct key key)
{
    const char *at = action->keys, *name;
    size_t n_bytes;

    while (next_name(&at, &name, &n_bytes))
        if (!is_sequence(name, n_bytes) && key_has_name(key, name, n_bytes))
            return true;
    return false;
}

static void no_two_actions_share_a_key_in_one_context(void **state)
{
    (void)state;
    for (int w = 0; w < N_CONTEXTS; w++)
        for (size_t k = 1; k < N_CODES; k++) {
            const struct action *owner = NULL;

            for (int i = 0; i < ACTION_COUNT; i++) {
                if (!(actions[i].where & contexts[w]) ||
                    !has_key(&actions[i], (struct key){code_at(k)}))
                    continue;
                if (owner)
                    fail_msg("key %zu is both %s and %s", k, owner->name, actions[i].name);
                owner = &actions[i];
            }
        }
}

static void no_two_actions_share_a_sequence_in_one_context(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        const char *at = actions[i].keys, *name;
        size_t n_bytes;

        while (next_name(&at, &name, &n_bytes))
            for (int k = 0; k < ACTION_COUNT && is_sequence(name, n_bytes); k++)
                if (k != i && (actions[k].where & actions[i].where) &&
                    strstr(actions[k].keys, "g")) {
                    const char *at_k = actions[k].keys, *name_k;
                    size_t n_bytes_k;

                    while (next_name(&at_k, &name_k, &n_bytes_k))
                        assert_false(n_bytes_k == n_bytes && memcmp(name, name_k, n_bytes) == 0);
                }
    }
}

static void every_key_listed_leads_to_its_action(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        const char *at = actions[i].keys, *name;
        size_t n_bytes;

        assert_true(*actions[i].keys);
        while (next_name(&at, &name, &n_bytes))
            for (int w = 0; w < N_CONTEXTS; w++) {
                if (!(actions[i].where & contexts[w]))
                    continue;
                if (is_sequence(name, n_bytes)) {
                    struct key first = {(unsigned char)name[0]}, second = {(unsigned char)name[1]};

                    assert_int_equal(action_of(contexts[w], no_key, first), ACTION_WAIT);
                    assert_int_equal(action_of(contexts[w], first, second), i);
                } else {
                    struct key key = fixture_key(name, n_bytes);

                    assert_int_equal(action_of(contexts[w], no_key, key), i);
                }
            }
    }
}

static void the_second_key_of_a_sequence_is_no_key_of_its_own(void **state)
{
    const struct key g = {'g'};

    (void)state;
    assert_int_equal(action_of(IN_LIST, g, (struct key){'j'}), ACTION_NONE);
    assert_int_equal(action_of(IN_LIST, g, (struct key){'t'}), ACTION_PANE_TIMELINE);
    assert_int_equal(action_of(IN_LIST, no_key, (struct key){'t'}), ACTION_CALENDAR);
    assert_int_equal(action_of(IN_PROMPT, no_key, g), ACTION_NONE);
}

static void an_action_is_found_only_where_it_makes_sense(void **state)
{
    const struct key space = {' '}, enter = {'\r'};

    (void)state;
    assert_int_equal(action_of(IN_LIST, no_key, space), ACTION_CHOOSE);
    assert_int_equal(action_of(IN_DETAIL, no_key, space), ACTION_SCROLL);
    assert_int_equal(action_of(IN_HELP, no_key, space), ACTION_SCROLL);
    assert_int_equal(action_of(IN_PROMPT, no_key, space), ACTION_NONE);
    assert_int_equal(action_of(IN_PROMPT, no_key, enter), ACTION_ACCEPT);
    assert_int_equal(action_of(IN_LIST, no_key, enter), ACTION_OPEN);
    assert_int_equal(action_of(IN_HELP, no_key, enter), ACTION_NONE);
}

static void every_action_is_explained_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        assert_true(*actions[i].name && *actions[i].help[LANG_JA] && *actions[i].help[LANG_EN]);
        assert_true(actions[i].where != 0);
        assert_string_not_equal(actions[i].help[LANG_JA], actions[i].help[LANG_EN]);
        /* A hint without words, or words that are never shown, is a slip in the table. */
        assert_int_equal(actions[i].hint_rank > 0, *actions[i].hint[LANG_JA] != '\0');
        assert_int_equal(actions[i].hint_rank > 0, *actions[i].hint[LANG_EN] != '\0');
        for (int k = 0; k < i; k++)
            assert_string_not_equal(actions[i].name, actions[k].name);
    }
}

static void every_context_can_be_left_and_says_how(void **state)
{
    (void)state;
    for (int w = 0; w < N_CONTEXTS; w++) {
        int n_first = 0;

        for (int i = 0; i < ACTION_COUNT; i++)
            n_first += (actions[i].where & contexts[w]) && actions[i].hint_rank == 1;
        assert_true(n_first >= 2);
        assert_int_not_equal(action_of(contexts[w], no_key, (struct key){27}), ACTION_NONE);
    }
    assert_int_equal(action_of(IN_VIEWS, no_key, (struct key){27}), ACTION_CANCEL);
    assert_int_equal(action_of(IN_PROMPT, no_key, (struct key){27}), ACTION_ABANDON);
}

/* Ctrl-Z, Ctrl-S and Ctrl-Q belong to the terminal, Ctrl-C to the loop. */
static void the_terminals_own_keys_are_left_alone(void **state)
{
    static const uint32_t left[] = {'z' & 0x1F, 's' & 0x1F, 'q' & 0x1F, 'c' & 0x1F, '\\' & 0x1F};

    (void)state;
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        for (int w = 0; w < N_CONTEXTS; w++)
            assert_int_equal(action_of(contexts[w], no_key, (struct key){left[i]}), ACTION_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_actions_share_a_key_in_one_context),
        cmocka_unit_test(no_two_actions_share_a_sequence_in_one_context),
        cmocka_unit_test(every_key_listed_leads_to_its_action),
        cmocka_unit_test(the_second_key_of_a_sequence_is_no_key_of_its_own),
        cmocka_unit_test(an_action_is_found_only_where_it_makes_sense),
        cmocka_unit_test(every_action_is_explained_in_both_languages),
        cmocka_unit_test(every_context_can_be_left_and_says_how),
        cmocka_unit_test(the_terminals_own_keys_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
