/*
 * Keys, and the decoder that makes them of what the terminal sends: bytes (UTF-8, also broken) and
 * the codes of function keys. No terminal is needed to test it.
 */
#ifndef NICHIEI_MODEL_KEY_H
#define NICHIEI_MODEL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys without a character, beyond Unicode. Characters and control characters are themselves. */
enum {
    KEY_NONE_YET = 0,
    KEY_BASE_CODE = 0x110000,
    KEY_UP_CODE,
    KEY_DOWN_CODE,
    KEY_LEFT_CODE,
    KEY_RIGHT_CODE,
    KEY_HOME_CODE,
    KEY_END_CODE,
    KEY_PGUP_CODE,
    KEY_PGDN_CODE,
    KEY_DEL_CODE,
    KEY_BACKTAB_CODE,
    KEY_F1_CODE,
    KEY_CTRL_LEFT_CODE,
    KEY_CTRL_RIGHT_CODE,
    KEY_ALT_B_CODE,
    KEY_ALT_D_CODE,
    KEY_ALT_F_CODE,
    KEY_PASTE_START_CODE,
    KEY_PASTE_END_CODE,
    KEY_UNKNOWN_CODE,
};

struct key {
    uint32_t code;
};

/* Collects the bytes of one character. All-zero is ready. */
struct key_decoder {
    unsigned char bytes[4];
    int n_bytes, wanted;
};

/*
 * Takes one byte. Returns how many keys are now in out (0, 1 or 2): a byte that breaks a character
 * gives U+FFFD for what came before and is then looked at anew, so that no later key is lost.
 */
int key_decode(struct key_decoder *d, unsigned char byte, struct key out[2]);

/* Full-width ASCII as an active IME sends it (ｊ ／ U+3000), folded to its half-width key. */
struct key key_narrow(struct key k);

/* The letter of an Alt key, which the terminal sends behind an Esc; no key ({0}) for any other. */
struct key key_without_alt(struct key k);

/* True for kana and kanji: an IME is on while a command was expected. */
bool key_is_ime_text(struct key k);

/* Writes the character as UTF-8 (at most 4 bytes, no NUL); 0 for keys without one. */
size_t key_utf8(struct key k, char out[4]);

/* Does the key have this name ("j", "C-d", "PgDn", "Space")? The n_bytes at name. */
bool key_has_name(struct key k, const char *name, size_t n_bytes);

#endif
