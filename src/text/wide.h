/* The characters that most Japanese text is made of; private to the text layer. */
#ifndef TEXT_WIDE_H
#define TEXT_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A kana or kanji of two columns that stands for itself: it begins a cluster, and none of its like
 * goes on with it. What needs no table look-up for these is as fast as for ASCII. */
static inline bool is_wide_letter(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FA);
}

/* The character of three bytes at s, or 0 if it has another length or is cut off. */
static inline uint32_t three_bytes(const unsigned char *s, size_t n_bytes)
{
    if (n_bytes < 3 || (s[0] & 0xF0) != 0xE0 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80)
        return 0;
    return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
}

#endif
