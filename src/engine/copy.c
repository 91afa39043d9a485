/* Noticing that the file behind a copy has changed. */
#include "nichiei/engine/copy.h"

#include "nichiei/base/file.h"

#include "nichiei/store/hash.h"

#include <string.h>
#include <unistd.h>

enum copy_state copy_state(const struct attachment *at)
{
    enum copy_state state = COPY_UNREADABLE;
    struct buf bytes = {0};
    char hash[HASH_HEX_BYTES];

    if (strcmp(at->file, "-") == 0)
        return COPY_FILELESS;
    if (access(at->file, F_OK) != 0)
        return COPY_GONE;
    if (file_read(at->file, FILE_TEXT_BYTES, &bytes, NULL)) {
        hash_hex(buf_cstr(&bytes), bytes.n_bytes, hash);
        state = strcmp(hash, at->hash) == 0 ? COPY_SAME : COPY_CHANGED;
    }
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
