/* OSC 52, as it is and through tmux and screen. */
#include "clipboard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCREEN_PIECE_BYTES = 240 }; /* screen forgets longer ones */

static void add_base64(const unsigned char *bytes, size_t n_bytes, struct buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n_bytes; i += 3) {
        size_t n = n_bytes - i < 3 ? n_bytes - i : 3;
        unsigned long group = (unsigned long)bytes[i] << 16 |
                              (n > 1 ? (unsigned long)bytes[i + 1] << 8 : 0) |
                              (n > 2 ? (unsigned long)bytes[i + 2] : 0);

        buf_char(out, digits[group >> 18]);
        buf_char(out, digits[group >> 12 & 63]);
        buf_char(out, n > 1 ? digits[group >> 6 & 63] : '=');
        buf_char(out, n > 2 ? digits[group & 63] : '=');
    }
}

static bool is_plain(const char *text, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            return false;
    return n_bytes > 0 && n_bytes <= CLIPBOARD_MAX_BYTES;
}

bool clipboard_sequence(const char *text, size_t n_bytes, enum clipboard_through through,
                        struct buf *out)
{
    struct buf plain = {0};

    if (!is_plain(text, n_bytes))
        return false;
    buf_str(&plain, "\033]52;c;");
    add_base64((const unsigned char *)text, n_bytes, &plain);
    buf_char(&plain, '\a');
    if (through == THROUGH_SCREEN) {
        for (size_t i = 0; i < plain.n_bytes; i += SCREEN_PIECE_BYTES) {
            size_t n =
                plain.n_bytes - i < SCREEN_PIECE_BYTES ? plain.n_bytes - i : SCREEN_PIECE_BYTES;

            buf_str(out, "\033P");
            buf_add(out, plain.bytes + i, n);
            buf_str(out, "\033\\");
        }
    } else {
        buf_add(out, plain.bytes, plain.n_bytes);
    }
    if (through == THROUGH_TMUX) { /* its only escape is doubled */
        buf_str(out, "\033Ptmux;\033");
        buf_add(out, plain.bytes, plain.n_bytes);
        buf_str(out, "\033\\");
    }
    buf_finish(&plain);
    return !out->failed;
}

enum clipboard_through clipboard_through(void)
{
    const char *tmux = getenv("TMUX"), *screen = getenv("STY");

    if (tmux && *tmux)
        return THROUGH_TMUX;
    return screen && *screen ? THROUGH_SCREEN : THROUGH_NOTHING;
}

/* Consoles and old terminals draw what they do not know. */
static bool has_clipboard(void)
{
    static const char *const without[] = {"linux", "vt100", "vt102", "vt220", "ansi"};
    const char *term = getenv("TERM");

    for (size_t i = 0; term && i < sizeof without / sizeof without[0]; i++)
        if (strcmp(term, without[i]) == 0)
            return false;
    return term != NULL;
}

bool clipboard_send(const char *text, size_t n_bytes)
{
    struct buf sequence = {0};
    bool ok = has_clipboard() &&
              clipboard_sequence(text, n_bytes, clipboard_through(), &sequence) &&
              fwrite(sequence.bytes, 1, sequence.n_bytes, stdout) == sequence.n_bytes &&
              fflush(stdout) == 0;

    buf_finish(&sequence);
    return ok;
}
