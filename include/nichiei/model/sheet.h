/*
 * A sheet: a view that takes the room of the panes, such as a matrix or the list of sources. It is
 * made of lines of cells; cells that lead somewhere are stops of the cursor. One sheet is open at a
 * time, and it is a place like any other: q leaves it, ( and ) go back and forward to it.
 *
 * How to add one: a line in SHEETS, a file src/model/sheet_NAME.c with its sheet_ops (what makes
 * the lines, its own keys, and what of a place in it the session keeps), a line in the table of
 * src/model/sheet.c, and the action that opens it with sheet_open().
 */
#ifndef NICHIEI_MODEL_SHEET_H
#define NICHIEI_MODEL_SHEET_H

#include "nichiei/base/arena.h"

#include "nichiei/text/text.h"

#include "nichiei/engine/say.h"

#include <stdint.h>

/* X(id, title ja, title en) */
#define SHEETS(X)                                                                                  \
    X(NONE, "", "")                                                                                \
    /* n: the kind, or KIND_NONE for all kinds; all records of it, the detail beside them */       \
    X(RECORDS, "記録", "Records")                                                                  \
    /* choice: some terms, what each is about */                                                   \
    X(MEANINGS, "誤解を招く語", "False friends")                                                   \
    /* choice: rows, columns, what is counted, order, what is compared, first column seen */       \
    X(MATRIX, "分布", "Coverage")                                                                  \
    /* choice: rows, columns, a value of each, what is counted */                                  \
    X(GAP, "空白の理由", "Why nothing is there")                                                   \
    /* choice: what is counted */                                                                  \
    X(TWICE, "同じ相手・同じ分野の重なり", "Same partners, same field, twice")                     \
    /* n: a body, or 0 for all */                                                                  \
    X(COUNTERPARTS, "対応先", "Counterparts")                                                      \
    /* the pinned records side by side */                                                          \
    X(COMPARE, "比較", "Compare")                                                                  \
    /* n: the record at the root of the tree */                                                    \
    X(RELATIONS, "関係", "Relations")                                                              \
    X(ALIGNMENT, "整合", "Alignment")                                                              \
    /* n: the source; the user's copy of it */                                                     \
    X(READER, "出典を読む", "Reading a source")                                                    \
    /* n: the source; choice: the paragraph */                                                     \
    X(CITING, "引く記録", "Records that cite")                                                     \
    /* n: a work, note or record; the addresses of what it rests on */                             \
    X(ADDRESS, "所在", "Address")                                                                  \
    /* n: the record under the cursor, or 0; the counts of the screen it was opened on */          \
    X(EXPLAIN, "件数の説明", "The numbers explained")

enum sheet_id {
#define X(id, ja, en) SHEET_##id,
    SHEETS(X)
#undef X
        SHEET_COUNT
};

/* Where the reader is in a sheet: enough to come back to it, in this session or a later one. */
enum { SHEET_MAX_CHOICES = 6 };
struct sheet_at {
    enum sheet_id id;
    uint32_t n; /* what it is about, as its file says: a record, a kind … */
    int32_t choice[SHEET_MAX_CHOICES]; /* the sheet's own: what is shown, how, from where */
    size_t line, top;                  /* the cursor's line, and the first one on the screen */
    int stop;                          /* the cursor's stop in its line, from 0 */
};

enum sheet_style {
    SHEET_PLAIN,
    SHEET_NAME,
    SHEET_HEADING,
    SHEET_LABEL,
    SHEET_FAINT,
    SHEET_LINK,
    SHEET_MARKED,  /* what the reader came for, or what differs */
    SHEET_SHADE_1, /* how much a number weighs; kept under the cursor's line */
    SHEET_SHADE_2,
    SHEET_SHADE_3,
    SHEET_STYLES
};

/* A piece of a line, in the columns of the sheet from 0. Texts live in the sheet's arena. */
struct sheet_cell {
    struct text text; /* ends in .. where it has no room */
    int col, cols;
    bool to_right; /* right-aligned in its columns */
    bool goes_on;  /* its text continues that of the same cell of the line above */
    bool quiet;    /* stands beside the text or over it, and is not searched */
    enum sheet_style style;

    /* What Enter does: at most one of them. A cell that does something is a stop. */
    uint32_t opens;           /* shows this record */
    const char *rows;         /* adds these terms to the filters, and shows what they leave: */
    enum kind rows_kind;      /* of activities and events the timeline, of another kind its records
                               * as a sheet, KIND_NONE: of all kinds */
    bool rows_alone;          /* what else filters is switched off: they count the whole dossier */
    struct sheet_at to_sheet; /* opens this sheet, unless its id is SHEET_NONE */

    struct text says; /* what it is, for the status line while the cursor is on it */
};

struct sheet_line {
    struct sheet_cell *cells;
    int n_cells;
    size_t cap_cells;
    uint32_t about; /* what (more) cells are made from when it is first seen, if not 0 */
    bool filled;    /* they are made */
    bool begins;    /* begins a section: { and } go there */
};

struct sheet {
    struct sheet_at at; /* SHEET_NONE: none is open */

    /* Made by the sheet; until it is made again. */
    struct arena mem;
    struct text title, right;   /* of its first row; without one the title is that of SHEETS */
    struct sheet_line heads[4]; /* stay in place above the lines */
    int n_heads;
    struct sheet_line *lines;
    size_t n_lines, cap_lines;
    uint32_t version; /* goes up whenever it is made */

    void *own; /* what the sheet keeps between two makings */

    /* What it was made for. */
    struct sheet_at made_at;
    int cols; /* columns there are for its lines */
    enum display display;
    uint32_t answer;
    bool made;

    size_t page_rows; /* lines that fit below the heads */
};

/* Does the detail area stand beside it and follow its cursor? */
bool sheet_has_detail(const struct sheet *s);
/* Does `/` narrow the dossier here, as in a list? Else it searches the text. */
bool sheet_is_list(const struct sheet *s);

/* The cell at the cursor, or NULL where its line has no stop. */
const struct sheet_cell *sheet_here(const struct sheet *s);

#endif
