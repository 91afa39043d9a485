/* What the steps of reading a document share: document.c puts them together, document_lines.c looks
 * at one line, document_heads.c finds headings, document_notes.c notes, document_tables.c
 * tables, document_pages.c pages. Private to them. */
#ifndef ENGINE_DOCUMENT_IN_H
#define ENGINE_DOCUMENT_IN_H

#include "nichiei/base/buf.h"

#include "nichiei/engine/document.h"

#include <stdint.h>

/* What a line was found to be. */
enum line_kind {
    LINE_BLANK,
    LINE_PLAIN, /* nothing yet: part of a paragraph */
    LINE_SKIP,  /* no part of the text: a rule, a page's head or foot */
    LINE_ENTRY, /* of the contents list */
    LINE_HEADING,
    LINE_POINT,
    LINE_CAPTION,
    LINE_COLUMNS,
    LINE_ROW,
    LINE_TABLE_SOURCE,
    LINE_TABLE_NOTE,
    LINE_NOTE
};

/* Parts that documents have, by what their headings say. X(id, key, headings) */
#define PARTS(X)                                                                                   \
    X(CONTENTS, "contents", "目次|もくじ|Contents|Table of contents")                              \
    X(ABBR, "abbr",                                                                                \
      "略語|略語一覧|略語集|略称|Abbreviations|Acronyms|List of abbreviations|"         \
      "Acronyms and abbreviations|Abbreviations and acronyms")                                     \
    X(EXEC, "exec", "エグゼクティブサマリー|要旨|要約|概要|Executive summary|Summary")             \
    X(INTRO, "intro", "はじめに|序論|序章|緒言|Introduction")                                      \
    X(METHOD, "method", "方法論|調査方法|研究方法|Methodology|Method|Methods")                     \
    X(LIMITS, "limits", "制限事項|限界|研究の限界|Limitations|Limits")                             \
    X(CONCLUSION, "conclusion", "結論|おわりに|終わりに|終章|まとめ|Conclusion|Conclusions")       \
    X(AUTHORS, "authors", "著者について|著者紹介|執筆者紹介|About the author|About the authors")

enum part {
    PART_NONE,
#define X(id, ...) PART_##id,
    PARTS(X)
#undef X
        PART_COUNT
};

struct line {
    size_t at, n_bytes; /* without blanks at its ends */
    uint32_t page;
    uint16_t indent; /* blanks before it */
    uint8_t kind;
    uint8_t level;   /* of a heading */
    bool is_chapter; /* a heading with a number of its own: */
    int number;      /* of a chapter or a heading, note or table; 0 if it has none */
    int more_lines;  /* of the heading, behind this one */
    uint8_t part;    /* that a heading names */
};

struct parse {
    struct document *d;
    struct line *lines;
    size_t n_lines;
    bool wraps;                       /* its paragraphs are broken into lines */
    bool is_markdown;                 /* has headings that begin with # */
    bool has_contents;                /* the contents list says what is a chapter */
    struct buf key;                   /* scratch */
    struct buf part_keys[PART_COUNT]; /* what each part is called, as keys, each with a line end */
};

/* A number at the head of a line: "IV. ", "第2章", "4.2.1 ", "(3)". */
enum numeral_form { NUMERAL_NONE, NUMERAL_ROMAN, NUMERAL_CHAPTER, NUMERAL_ARABIC, NUMERAL_DOTTED };
struct numeral {
    enum numeral_form form;
    int n;     /* its last part */
    int depth; /* how many parts */
    size_t n_bytes;
};
struct numeral line_numeral(const char *s, size_t n_bytes);

/* Is there a sentence's end in the text? At its end (behind the calls of notes and closing
 * brackets), or anywhere before. */
bool line_ends_sentence(const char *s, size_t n_bytes);
bool line_has_sentence(const char *s, size_t n_bytes);
bool line_ends_with_colon(const char *s, size_t n_bytes);

/* The text as headings are compared: folded, letters and digits alone. In key, until its next use.
 */
const char *line_key(struct buf *key, const char *s, size_t n_bytes);

/* Bytes of the mark of a point at the head of the line, with the blanks behind it; 0 if none. */
size_t line_point(const char *s, size_t n_bytes);

/* The number after one of these words at the head of a line: "提言1：", "Table 2."; 0 if none.
 * *n_bytes is all of it. */
int line_labelled(const char *s, size_t n_bytes, const char *const *words, size_t *label_bytes);

/* The next and previous line that is not blank and not skipped; n_lines if none. */
size_t parse_next(const struct parse *p, size_t i);
size_t parse_previous(const struct parse *p, size_t i);

/* Does it stand alone, between blank lines or the like? */
bool parse_is_alone(const struct parse *p, size_t i);

/* The part that a line names, if it is a short one; PART_NONE for n_lines. */
enum part document_part_of(struct parse *p, size_t i);

/* The steps, in this order. */
void document_find_pages(struct parse *p);
void document_find_calls(struct parse *p);
void document_find_contents(struct parse *p);
void document_find_notes(struct parse *p);
void document_find_tables(struct parse *p);
void document_find_headings(struct parse *p);

#endif
