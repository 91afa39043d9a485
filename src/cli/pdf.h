/* The text of a PDF, by pdftotext; private to the command line. */
#ifndef CLI_PDF_H
#define CLI_PDF_H

#include "nichiei/base/buf.h"
#include "nichiei/base/err.h"

/*
 * Appends the text of a PDF (UTF-8, as laid out, with a form feed between pages) to out. `file` is
 * what messages call it. False with e (ERR_DATA): pdftotext is not installed, cannot read it, takes
 * more than a minute, or finds more than FILE_TEXT_BYTES of text.
 */
bool pdf_text(const struct buf *pdf, const char *file, struct buf *out, struct err *e);

#endif
