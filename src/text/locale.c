/* Choosing a UTF-8 locale. */
#include "nichiei/text/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

bool locale_use_utf8(struct err *e)
{
    const char *codeset = setlocale(LC_ALL, "") ? nl_langinfo(CODESET) : "ANSI_X3.4-1968";

    if (strcmp(codeset, "UTF-8") == 0)
        return true;
    if (strcmp(codeset, "ANSI_X3.4-1968") != 0 && strcmp(codeset, "ASCII") != 0 &&
        strcmp(codeset, "US-ASCII") != 0)
        return err_set(e, ERR_TERMINAL,
                       "the locale's character set is %s, not UTF-8; run it as LC_ALL=C.UTF-8 "
                       "nichiei",
                       codeset);
    if (setlocale(LC_ALL, "C.UTF-8"))
        return true;
    return err_set(e, ERR_TERMINAL, "no UTF-8 locale is installed; install one and set LC_ALL");
}
