/* What sheets are made with; private to the model. */
#ifndef MODEL_SHEET_IN_H
#define MODEL_SHEET_IN_H

#include "nichiei/model/app.h"

/* What of a place in a sheet a later session finds again, though the dossier may be a later version
 * and the text may be anyone's. */
enum sheet_of { SHEET_OF_NOTHING, SHEET_OF_KIND, SHEET_OF_RECORD, SHEET_OF_RECORD_OR_ALL };
enum { SHEET_CHOICE_RECORD = -1 };
struct sheet_kept {
    bool is;          /* or else the session comes back to the panes */
    enum sheet_of of; /* what `n` says */
    /* Of each choice how many values it has, from 0; SHEET_CHOICE_RECORD; or 0: it is not kept. A
     * sheet whose first choice is a record does not open without any. */
    int32_t choices[SHEET_MAX_CHOICES];
};

/* A kind of sheet. */
struct sheet_ops {
    bool has_detail, is_list;
    unsigned where; /* the contexts of its own keys, beside IN_SHEET */
    struct sheet_kept kept;

    /* Makes title, heads and lines for s->cols and app->display, in s->mem, from what the filters
     * leave. False with app->error if the dossier fails. */
    bool (*make)(struct app *app, struct sheet *s);

    /* NULL, or makes the cells of a line of which only `about` was set, when it comes in sight: a
     * list may have more lines than there is time for. */
    bool (*fill)(struct app *app, struct sheet *s, struct sheet_line *line);

    /* NULL, or its own keys, before those that all sheets share: APP_* flags, 0 if it is none. */
    unsigned (*act)(struct app *app, enum action_id action);

    /* NULL, or: does a line without a stop do something by Enter? */
    bool (*leads_on)(const struct app *app);

    /* NULL, or tells in the title where the cursor is, whenever that may have changed. */
    void (*place)(struct sheet *s);
    /* NULL, or the record that the cursor is on, where the cell there does not open it. */
    uint32_t (*subject)(const struct app *app);

    /* NULL, or frees s->own, when another sheet is opened or none. */
    void (*finish)(struct sheet *s);
};

extern const struct sheet_ops address_sheet, alignment_sheet, citing_sheet, compare_sheet,
    counterparts_sheet, explain_sheet, gap_sheet, matrix_sheet, meanings_sheet, reader_sheet,
    records_sheet, relations_sheet, twice_sheet;

/* The sheet of all records of a kind, or of all kinds. */
struct sheet_at sheet_of_kind(enum kind kind);

/* Opens a sheet; the place before can be gone back to. APP_* flags. */
unsigned sheet_open(struct app *app, struct sheet_at at);
/* The panes again, without a word about where the reader was. */
void sheet_leave(struct app *app);
/* A place that was left. */
void sheet_restore(struct app *app, const struct sheet_at *at);
void sheet_finish(struct app *app);

/* A place as words for a later session, "records of:source 0:2 line:17", and the place that such
 * words mean. False if there is none, or no longer. */
bool sheet_print_at(struct app *app, const struct sheet_at *at, struct buf *out);
bool sheet_find_at(struct app *app, const char *words, struct sheet_at *out);
const struct sheet_ops *sheet_ops_of(enum sheet_id id); /* not of SHEET_NONE */

/* What the sheet shows is to be made again. */
void sheet_change(struct app *app);

/* Does Enter lead anywhere from the cursor? */
bool sheet_leads_on(const struct app *app);

/* The contexts of the open sheet's keys. */
unsigned sheet_context(const struct app *app);

/* The actions of the open sheet; 0 if the action is none of them. */
unsigned sheet_act(struct app *app, enum action_id action);
void sheet_move(struct app *app, long lines);
bool sheet_next_section(struct app *app, bool forward);

/* The record that the detail beside it shows: under the cursor, else the first of its line, or 0.
 */
uint32_t sheet_record(const struct app *app);

/* The record that the cursor is on, or whose column it is in; 0 if there is none. */
uint32_t sheet_subject(const struct app *app);

/* Makes it if it must be, and scrolls to the cursor. */
bool sheet_fit(struct app *app, int cols, size_t rows);

/* Enter on a number: the terms of a query come to the filters, and the keys go to the timeline, or
 * to a sheet of what they leave (see rows_kind). */
unsigned sheet_rows(struct app *app, const char *query, enum kind kind);
/* The same with what else filters switched off: the number counts the whole dossier. */
unsigned sheet_rows_alone(struct app *app, const char *query, enum kind kind);

/*
 * Making lines. A line or a cell is borrowed until the next one is added.
 */
struct sheet_line *sheet_line(struct sheet *s);
struct sheet_line *sheet_head(struct sheet *s); /* one more of those that stay; at most 4 */
struct sheet_cell *sheet_cell(struct sheet *s, struct sheet_line *line, int col, int cols,
                              struct text t, enum sheet_style style);

/* A text wrapped into lines of its own, from a column on; nothing if it is empty. */
void sheet_prose(struct sheet *s, int col, int cols, struct text t, enum sheet_style style);

/* A heading, after a blank line unless it is the first, with a count unless that is 0. */
void sheet_heading(struct sheet *s, struct text name, size_t count);
void sheet_gap(struct sheet *s);

/* A record's name in the reader's languages, its false friends marked, with its label before it
 * unless that says little. */
struct text sheet_name(struct app *app, struct arena *a, uint32_t n);

#endif
