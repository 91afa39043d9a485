/* Noticing that the file behind a copy has changed. */
#include "nichiei/engine/copy.h"

#include "nichiei/base/file.h"

#include "nichiei/store/hash.h"

#include <string.h>
#include <unistd.h>

/* Are these the bytes of the file as it was? Where it was the text itself, they need not be hashed.
 */
static bool is_same(const struct attachment *at, const struct buf *bytes)
{
    char hash[HASH_HEX_BYTES];

    if (at->text && bytes->n_bytes == at->n_bytes && strcmp(at->hash, at->text_hash) == 0 &&
        memcmp(buf_cstr(bytes), at->text, at->n_bytes) == 0)
        return true;
    hash_hex(buf_cstr(bytes), bytes->n_bytes, hash);
    return strcmp(hash, at->hash) == 0;
}

enum copy_state copy_state(const struct attachment *at)
{
    enum copy_state state = COPY_UNREADABLE;
    struct buf bytes = {0};

    if (strcmp(at->file, "-") == 0)
        return COPY_FILELESS;
    if (access(at->file, F_OK) != 0)
        return COPY_GONE;
    if (file_read(at->file, FILE_TEXT_BYTES, &bytes, NULL))
        state = is_same(at, &bytes) ? COPY_SAME : COPY_CHANGED;
    buf_finish(&bytes);
    return state;
}

const char *copy_state_word(enum copy_state state)
{
    static const char *const words[] = {
        [COPY_SAME] = "same", [COPY_CHANGED] = "changed",
        [COPY_GONE] = "gone", [COPY_UNREADABLE] = "unreadable",
        [COPY_FILELESS] = "",
    };

    return words[state];
}
