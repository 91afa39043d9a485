/* How what is typed is found among the names of values. */
#include "nichiei/engine/names.h"

#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "nichiei/engine/say.h"

#include <string.h>

enum { END = '\x1F' };

struct names_typed names_typed(struct arena *a, const char *typed)
{
    struct buf key = {0}, sound = {0};
    struct names_typed t;

    fold_key(&key, typed, strlen(typed));
    romaji_key_of_typed(&sound, typed, strlen(typed));
    t.key = arena_copy(a, buf_cstr(&key), key.n_bytes);
    t.sound = arena_copy(a, buf_cstr(&sound), sound.n_bytes);
    buf_finish(&key);
    buf_finish(&sound);
    return t;
}

enum names_hit names_hit(const char *names, const char *key)
{
    size_t key_bytes = strlen(key);
    enum names_hit best = NAMES_NONE;

    for (const char *at = names; key_bytes && (at = strstr(at, key)) != NULL; at++) {
        bool starts = at == names || at[-1] == END;
        enum names_hit hit = starts && at[key_bytes] == END                 ? NAMES_WHOLE
                             : starts                                       ? NAMES_START
                             : !fold_is_word(*key) || !fold_is_word(at[-1]) ? NAMES_WORD
                                                                            : NAMES_INSIDE;

        best = hit < best ? hit : best;
    }
    return best;
}

enum names_hit names_hit_or_sound(const char *names, const char *kana, struct names_typed typed)
{
    enum names_hit hit = names_hit(names, typed.key);
    struct buf sound = {0};

    if (hit != NAMES_NONE || !*typed.sound || !*kana)
        return hit;
    romaji_key_of_kana(&sound, kana, strlen(kana));
    if (strstr(buf_cstr(&sound), typed.sound))
        hit = NAMES_SOUND;
    buf_finish(&sound);
    return hit;
}

int names_steps(const char *names, const char *key)
{
    int least = -1;

    for (const char *at = names, *end; (end = strchr(at, END)) != NULL; at = end + 1) {
        int steps = closest_steps(key, at, (size_t)(end - at));

        if (steps >= 0 && (least < 0 || steps < least))
            least = steps;
    }
    return least;
}

void names_add(struct buf *names, const char *name, size_t n_bytes)
{
    fold_key(names, name, n_bytes);
    buf_char(names, END);
}

void names_add_word(struct buf *names, const char *word)
{
    struct arena mem = {0};
    struct text ja = say_word(&mem, word, DISPLAY_JA), en = say_word(&mem, word, DISPLAY_EN);

    names_add(names, word, strlen(word));
    names_add(names, names_slug(word), strlen(names_slug(word)));
    names_add(names, ja.p, ja.n_bytes);
    names_add(names, en.p, en.n_bytes);
    arena_finish(&mem);
}

const char *names_slug(const char *id)
{
    const char *colon = strchr(id, ':');

    return colon ? colon + 1 : id;
}
