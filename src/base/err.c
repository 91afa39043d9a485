/* The one error slot. */
#include "nichiei/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drop a UTF-8 character that vsnprintf cut in the middle. */
static void drop_cut_character(char *text)
{
    size_t n_bytes = strlen(text);
    size_t back = 0;

    while (back < 4 && back < n_bytes && ((unsigned char)text[n_bytes - 1 - back] & 0xC0) == 0x80)
        back++;
    if (back < n_bytes && (unsigned char)text[n_bytes - 1 - back] >= 0xC0)
        text[n_bytes - 1 - back] = '\0';
}

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
    va_list ap;
    int wanted;

    if (!e || e->code != ERR_NONE)
        return false;
    e->code = code;
    va_start(ap, format);
    wanted = vsnprintf(e->text, sizeof e->text, format, ap);
    va_end(ap);
    if (wanted >= (int)sizeof e->text)
        drop_cut_character(e->text);
    return false;
}

void err_clear(struct err *e)
{
    e->code = ERR_NONE;
    e->text[0] = '\0';
}
