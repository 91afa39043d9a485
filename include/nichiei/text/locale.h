/* The character set: this program speaks UTF-8, whatever locales are installed. */
#ifndef NICHIEI_TEXT_LOCALE_H
#define NICHIEI_TEXT_LOCALE_H

#include "nichiei/base/err.h"

/* Takes the user's locale, or C.UTF-8 where that is unset, unknown or plain ASCII. False with e
 * (ERR_TERMINAL) for a locale in another character set: its terminal would show garbage. */
bool locale_use_utf8(struct err *e);

#endif
