/*
 * The text of a source as what it is made of: headings, paragraphs, points, tables, notes and the
 * calls of notes; so that a place in it can be found by a locator, and read without the page ends
 * that cut it. Nothing is known beforehand of any document but a few words that all of them use
 * (Contents, 略語, Conclusion …).
 *
 * The text is UTF-8 whose lines end with "\n"; a line that begins with "\f" begins a page. It may
 * be plain or Markdown; a paragraph may be one line, or several.
 */
#ifndef NICHIEI_ENGINE_DOCUMENT_H
#define NICHIEI_ENGINE_DOCUMENT_H

#include "nichiei/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
    BLOCK_LINE, /* stands for itself: on the title page, in the contents, an abbreviation */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_POINT, /* of a list */
    BLOCK_CAPTION,
    BLOCK_COLUMNS, /* the row that names the columns of a table */
    BLOCK_ROW,
    BLOCK_TABLE_SOURCE, /* below a table */
    BLOCK_TABLE_NOTE,
    BLOCK_NOTE
};

#define DOCUMENT_NONE ((size_t)-1)

/* A stretch of the text: bytes from `at`, lines from 1. */
struct document_piece {
    size_t at, n_bytes;
    size_t line, last_line;
    size_t next; /* piece in which the block goes on, behind a page end, or DOCUMENT_NONE */
};

struct document_block {
    enum block_kind kind;
    int number;     /* of a note, or of the table it belongs to; else 0 */
    int level;      /* of a heading, from 1; else 0 */
    size_t section; /* in sections */
    size_t piece;   /* its first one, in pieces */
    size_t page;    /* the one it begins on, from 0 */
};

/* The sign in the text that calls a note. */
struct document_call {
    size_t at, n_bytes;
    int note;
    size_t block;
};

/* Before the first heading, or from a heading on to the next. */
struct document_section {
    char key[24];      /* as locators name it: exec, 4, 4.2.1; "" if they have no name for it */
    size_t heading;    /* its block, DOCUMENT_NONE for what stands before the first one */
    size_t first, end; /* its blocks, without the heading */
    int level;
};

/* Zeroed is a valid empty one. */
struct document {
    const char *text; /* borrowed */
    size_t n_bytes, n_lines, n_pages;
    struct document_piece *pieces;
    struct document_block *blocks;
    struct document_call *calls;
    struct document_section *sections;
    size_t n_pieces, n_blocks, n_calls, n_sections;
    bool has_page_numbers; /* are printed; then the page of index i has the number first_page + i */
    int first_page;
    bool has_keys; /* a section has a key: else paragraphs are counted from the first to the last */
    struct arena mem;
};

/* Reads the text, which is borrowed and must outlive the document. */
void document_read(struct document *d, const char *text, size_t n_bytes);
void document_finish(struct document *d); /* fine on a zeroed one, fine twice */

/* The block of a note, DOCUMENT_NONE if there is none of that number. */
size_t document_note(const struct document *d, int number);

/* The block that holds this byte, or the one before it; 0 if there is none. */
size_t document_block_at(const struct document *d, size_t at);

/* The last piece of a block. */
const struct document_piece *document_last_piece(const struct document *d, size_t block);

/* Is it counted as a paragraph of its section? */
bool document_counts(const struct document *d, size_t block);

#endif
