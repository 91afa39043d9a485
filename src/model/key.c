/* Bytes to keys, and keys to names. */
#include "nichiei/model/key.h"

#include <string.h>

static const struct key broken = {0xFFFD};

/* How many bytes a character has by its first one; 0 if none starts so. */
static int length_by_first(unsigned char byte)
{
    if (byte < 0x80)
        return 1;
    if (byte >= 0xC2 && byte <= 0xDF)
        return 2;
    if (byte >= 0xE0 && byte <= 0xEF)
        return 3;
    return byte >= 0xF0 && byte <= 0xF4 ? 4 : 0;
}

static uint32_t assemble(const struct key_decoder *d)
{
    uint32_t code = d->wanted == 1   ? d->bytes[0]
                    : d->wanted == 2 ? d->bytes[0] & 0x1FU
                    : d->wanted == 3 ? d->bytes[0] & 0x0FU
                                     : d->bytes[0] & 0x07U;

    for (int i = 1; i < d->wanted; i++)
        code = code << 6 | (d->bytes[i] & 0x3FU);
    /* Overlong forms, surrogates and what lies beyond Unicode are no characters. */
    if ((d->wanted == 3 && code < 0x800) || (d->wanted == 4 && code < 0x10000) ||
        (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
        return 0xFFFD;
    return code;
}

int key_decode(struct key_decoder *d, unsigned char byte, struct key out[2])
{
    int n_out = 0;

    if (d->n_bytes && (byte & 0xC0) != 0x80) {
        out[n_out++] = broken;
        d->n_bytes = 0;
    }
    if (!d->n_bytes) {
        d->wanted = length_by_first(byte);
        if (!d->wanted) {
            out[n_out++] = broken;
            return n_out;
        }
    }
    d->bytes[d->n_bytes++] = byte;
    if (d->n_bytes == d->wanted) {
        out[n_out++] = (struct key){assemble(d)};
        d->n_bytes = 0;
    }
    return n_out;
}

struct key key_narrow(struct key k)
{
    if (k.code >= 0xFF01 && k.code <= 0xFF5E)
        return (struct key){k.code - 0xFF01 + '!'};
    if (k.code == 0x3000)
        return (struct key){' '};
    return k;
}

struct key key_without_alt(struct key k)
{
    switch (k.code) {
    case KEY_ALT_B_CODE:
        return (struct key){'b'};
    case KEY_ALT_D_CODE:
        return (struct key){'d'};
    case KEY_ALT_F_CODE:
        return (struct key){'f'};
    default:
        return (struct key){0};
    }
}

bool key_is_ime_text(struct key k)
{
    return (k.code >= 0x3041 && k.code <= 0x30FF) || (k.code >= 0x4E00 && k.code <= 0x9FFF) ||
           (k.code >= 0xFF66 && k.code <= 0xFF9F);
}

size_t key_utf8(struct key k, char out[4])
{
    uint32_t c = k.code;

    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    if (c >= KEY_BASE_CODE)
        return 0;
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static const struct {
    const char *name;
    uint32_t code;
} named[] = {
    {"Up", KEY_UP_CODE},
    {"Down", KEY_DOWN_CODE},
    {"Left", KEY_LEFT_CODE},
    {"Right", KEY_RIGHT_CODE},
    {"Home", KEY_HOME_CODE},
    {"End", KEY_END_CODE},
    {"PgUp", KEY_PGUP_CODE},
    {"PgDn", KEY_PGDN_CODE},
    {"Del", KEY_DEL_CODE},
    {"S-Tab", KEY_BACKTAB_CODE},
    {"F1", KEY_F1_CODE},
    {"C-Left", KEY_CTRL_LEFT_CODE},
    {"C-Right", KEY_CTRL_RIGHT_CODE},
    {"A-b", KEY_ALT_B_CODE},
    {"A-d", KEY_ALT_D_CODE},
    {"A-f", KEY_ALT_F_CODE},
    {"Tab", '\t'},
    {"Enter", '\r'},
    {"Enter", '\n'},
    {"Esc", 27},
    {"Space", ' '},
    {"Backspace", 127},
    {"Backspace", 8},
};

bool key_has_name(struct key k, const char *name, size_t n_bytes)
{
    if (n_bytes == 1)
        return k.code == (unsigned char)name[0];
    if (n_bytes == 3 && name[0] == 'C' && name[1] == '-')
        return k.code == ((unsigned char)name[2] & 0x1F);
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (k.code == named[i].code && strlen(named[i].name) == n_bytes &&
            memcmp(named[i].name, name, n_bytes) == 0)
            return true;
    return false;
}
