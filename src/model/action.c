/* The action table, and finding an action by its keys. */
#include "nichiei/model/action.h"

#include <string.h>

const struct action actions[ACTION_COUNT] = {
#define X(id, name, keys, where, rank, hint_ja, hint_en, help_ja, help_en)                         \
    {name, keys, where, rank, {hint_ja, hint_en}, {help_ja, help_en}},
    ACTIONS(X)
#undef X
};

/* Two letters that are no key's name are a sequence: gg, gt. */
static bool is_sequence(const char *name, size_t n_bytes)
{
    return n_bytes == 2 && name[0] == 'g';
}

enum action_id action_of(unsigned where, struct key before, struct key now)
{
    enum action_id found = ACTION_NONE;

    for (int i = 0; i < ACTION_COUNT && found == ACTION_NONE; i++) {
        if (!(actions[i].where & where))
            continue;
        for (const char *at = actions[i].keys; *at;) {
            size_t n_bytes = strcspn(at, " ");

            if (is_sequence(at, n_bytes)) {
                if (before.code == (unsigned char)at[0] && now.code == (unsigned char)at[1])
                    return (enum action_id)i;
                if (!before.code && now.code == (unsigned char)at[0])
                    found = ACTION_WAIT;
            } else if (!before.code && key_has_name(now, at, n_bytes)) {
                return (enum action_id)i;
            }
            at += n_bytes + (at[n_bytes] == ' ');
        }
    }
    return found;
}
