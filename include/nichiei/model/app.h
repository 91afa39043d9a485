/*
 * The explorer's state and what each key does to it: a key in, flags out. It knows panes, filters
 * and places, but neither cells nor the terminal; app_fit() tells it how much room it has.
 */
#ifndef NICHIEI_MODEL_APP_H
#define NICHIEI_MODEL_APP_H

#include "nichiei/engine/calendar.h"
#include "nichiei/engine/corpus.h"
#include "nichiei/engine/dateline.h"
#include "nichiei/engine/query.h"
#include "nichiei/engine/terms.h"

#include "nichiei/model/action.h"
#include "nichiei/model/choices.h"
#include "nichiei/model/detail.h"
#include "nichiei/model/facet_lines.h"
#include "nichiei/model/find.h"
#include "nichiei/model/help.h"
#include "nichiei/model/history.h"
#include "nichiei/model/prompt.h"
#include "nichiei/model/quiet.h"
#include "nichiei/model/sheet.h"
#include "nichiei/model/strip.h"

struct overlay;

enum pane {
    PANE_TIMELINE,
    PANE_ACTORS,
    PANE_THEMES,
    PANE_RECOMMENDATIONS,
    PANE_LISTS, /* how many lists there are */
    PANE_FACETS = PANE_LISTS,
    PANE_DETAIL,
    PANE_STACKED = PANE_DETAIL, /* how many panes stand below each other */
    PANE_COUNT,
    PANE_SHEET = PANE_COUNT /* no pane: the sheet in their place, if one is open */
};

/* What a key did; the loop redraws once for any number of keys. */
enum {
    APP_REDRAW = 1 << 0,
    APP_QUIT = 1 << 1,
    APP_REPAINT = 1 << 2, /* the terminal's content is not to be trusted */
    APP_BELL = 1 << 3,    /* the key does nothing here */
    APP_COPY = 1 << 4,    /* app->copied is for the terminal's clipboard */
};

/* A visible row, ready to be drawn; texts live until the next app_fit(). */
struct list_row {
    uint32_t n;
    enum kind kind;
    struct text name[LANG_COUNT];
    struct text label, aspect;
    struct dateline date;
    bool shows_year; /* first of its year, or first on the screen */
    bool heads;      /* the heading of the undated rows stands above it */
    bool chosen;
    struct tally tally;
    const struct silence *silence; /* of a theme; NULL until it is known */
};

struct list {
    struct arena mem;     /* rows */
    uint32_t *rows;       /* all matching records, in display order */
    size_t n_rows, total; /* matching, and without any filter */
    size_t cursor, top;   /* positions in rows */
    bool past_heading;    /* the heading above the row at the top has been scrolled out */
    bool heading_last;    /* a heading is the last line, and the row below it is not seen */
    size_t page_rows;     /* how many lines fit; from app_fit */
    struct list_row *shown;
    size_t n_shown;
};

/* Where the reader is, to come back to. */
struct place {
    enum pane focus, list_focus;
    uint32_t cursor_n[PANE_LISTS];
    uint32_t shown; /* the record in the detail area */
    size_t detail_cursor, detail_top;
    bool followed; /* opened by a link: the detail does not follow the list */
    struct facet_line facet;
    struct sheet_at sheet;
    bool comes_back; /* rows of a number were opened here: q in the lists comes back */
    bool entered;    /* Enter led on from a cell: q comes back, be it to the same sheet */
    struct query query;
};

enum { APP_MAX_PLACES = 64, APP_MAX_PINS = 3 };

/* Which branches of trees of relations are unfolded, by their paths; the oldest makes room. */
enum { UNFOLDED_MAX = 128 };
struct unfolded {
    uint64_t path[UNFOLDED_MAX];
    int n_paths;
};

/* The filters there were, to undo and redo. */
enum { UNDO_MAX = 32 };
struct undo {
    struct query settled; /* the filter as last noticed */
    struct query done[UNDO_MAX], undone[UNDO_MAX];
    int n_done, n_undone;
};

/* What to do about an empty list: terms of the answer to leave out, and the rows that then match,
 * most first. */
enum { COACH_MAX = 3 };
struct coach {
    struct arena mem;
    bool made;      /* for the answer that stands */
    enum pane pane; /* the empty list, PANE_COUNT for none */
    struct {
        int term;
        size_t gain;
    } best[COACH_MAX];
    int n_best;
    int n_to_look_in;    /* kinds whose names are yet to be looked through for `nearest` */
    struct text nearest; /* to a lone word that is nowhere: what was perhaps meant, in mem */
};

/* Counts of the cursor's line that the sheet about numbers cannot count again by itself. */
enum { EXPLAINED_MAX = 8 };
struct explained {
    struct arena mem;
    struct explained_count {
        const char *label, *query; /* in mem */
        size_t count;
        enum kind kind; /* of the rows */
    } count[EXPLAINED_MAX];
    int n_counts;
};

enum find_text { FIND_IN_DETAIL, FIND_IN_HELP, FIND_IN_SHEET };

/* The search in a text: the record in the detail area, help, or a sheet. */
struct find {
    bool open;                        /* its prompt has the keys */
    bool lit, was_lit;                /* hits of what was kept are marked; so before the prompt */
    struct buf kept;                  /* what was last searched for */
    size_t origin_cursor, origin_top; /* where the search was begun */
    struct found found;               /* the hits in the lines of now */
    size_t origin_now;
    size_t now;          /* the one that the reader was taken to, or SIZE_MAX */
    enum find_text text; /* what `found` belongs to: */
    uint32_t version;
    struct buf looked_for;
};

/* What becomes of the prompt's text: a new chip, this one, or all that are on. */
enum editing { EDIT_NEW, EDIT_CHIP, EDIT_ALL };

struct app {
    struct store *st;
    struct corpus *corpus;
    struct overlay *overlay; /* what is the user's own; borrowed; NULL: nothing is */
    struct terms *terms;     /* false friends, marked wherever texts are read; NULL until loaded */
    enum display display;

    struct query query;   /* the chips */
    bool asking;          /* what is typed is still being looked for: the lists are as before */
    bool chips_open;      /* the chips have the keys */
    int chip;             /* the one at their cursor */
    enum action_id again; /* the last step of filtering, for `.` */
    struct query typed;   /* the text of it, if it was typed */
    struct undo undo;
    struct coach coach;
    struct find find;
    struct list list[PANE_LISTS];
    size_t n_activities, n_events; /* in the timeline now */
    uint32_t answer;               /* goes up with each new answer to the filters */
    enum calendar calendar;        /* in which years are counted */
    struct strip strip;
    struct quiet quiet;
    size_t n_possible;    /* what the timeline may hold as well: a date that is not sure */
    enum pane focus;      /* has the keys */
    enum pane list_focus; /* the list that the detail follows */
    struct facet_pane facets;
    struct sheet sheet;
    uint32_t pin[APP_MAX_PINS]; /* records to be compared, whatever the filters leave */
    int n_pins;
    struct unfolded unfolded;
    struct explained explained;
    struct buf copied; /* the address that was last copied */

    uint32_t shown;
    bool followed;
    struct detail detail;
    size_t detail_cursor, detail_top, detail_page_rows;

    bool prompt_open;
    enum editing editing;
    struct prompt prompt;
    struct choices choices; /* to complete it with */
    bool card_open;         /* how to ask is explained */
    size_t card_top, card_rows, card_page_rows;
    struct history history;             /* what was kept in it */
    uint32_t before_prompt[PANE_LISTS]; /* the records at the cursors when it was opened */
    struct err prompt_error;            /* why the typed text is no query yet */
    struct query_fault fault;           /* the same, and where */
    bool pasting;
    struct buf pasted;     /* goes into the prompt as a whole */
    size_t cut_characters; /* that a paste had no room for; SAY_PASTE_CUT tells */

    bool help_open;
    struct help help;
    size_t help_top, help_page_rows;
    int help_cols;

    struct key before; /* first key of a sequence */
    bool interrupted;  /* Ctrl-C was the last key */
    enum message note; /* a word to the reader, SAY_COUNT for none */
    struct text about; /* what it is about, in note_mem */
    struct arena note_mem;
    struct err error; /* the dossier failed; shown, and the old screen stays */

    struct place back[APP_MAX_PLACES], forward[APP_MAX_PLACES];
    int n_back, n_forward;

    struct arena frame_mem; /* the visible rows */
};

/* Room for each part, in rows and columns, as the layout gives it. */
struct app_fit {
    size_t list_rows[PANE_LISTS];
    int strip_cols, strip_rows; /* of the strip in the timeline; rows as in struct strip */
    size_t facet_rows;          /* 0: the pane of facets is folded */
    size_t detail_rows;
    size_t help_page_rows;
    int help_cols;
    size_t sheet_rows; /* below its title */
    int sheet_cols;
    size_t card_page_rows, card_rows; /* rows of the card in the prompt that fit, and there are */
    size_t choice_rows;               /* that fit of what completes it */
    struct detail_shape detail;
};

/* st and corpus are borrowed and must outlive the app. NULL with e if the dossier fails. */
struct app *app_new(struct store *st, struct corpus *corpus, enum display display, struct err *e);
void app_free(struct app *app); /* fine on NULL */

/* Starts on a record or with a query (what follows `nichiei open`). False with e if it is none. */
bool app_start_at(struct app *app, const char *id_or_query, struct err *e);

/* One key; APP_* flags. */
unsigned app_step(struct app *app, struct key key);

/* Is there something to do between two keys? Then app_work() does about a millisecond of it (of
 * facets, one pass over the dossier); APP_* flags when there is something new to see. */
bool app_busy(const struct app *app);
unsigned app_work(struct app *app);

/* Scrolls to the cursors and loads what is visible. Call before each drawing. */
void app_fit(struct app *app, const struct app_fit *fit);

/* Leaves a word to the reader on the status line; APP_* flags. */
unsigned app_note(struct app *app, enum message note);
/* The same, about something that stands in the place of its {about}; without a bell. */
unsigned app_note_about(struct app *app, enum message note, const char *about, size_t n_bytes);
/* The same, about what went wrong with a file: the line without its folder, so that there is room
 * for the mend. */
unsigned app_note_failure(struct app *app, enum message note, const struct err *failed);

/* Shows a record in the detail area, which takes the keys; the place before can be gone back to. */
void app_show_record(struct app *app, uint32_t n);

/* Is the record pinned? */
bool app_is_pinned(const struct app *app, uint32_t n);

/* Does the prompt, open, hold the text of this chip in its stead? */
bool app_chip_in_prompt(const struct app *app, int chip);

/* The chip of the coach's i-th term, or -1 while that is being typed. */
int app_coach_chip(const struct app *app, int i);

/* Does the line that the keys act on lead anywhere by Enter? */
bool app_leads_on(const struct app *app);

/* Is there a record at the cursor of a list or a sheet? True elsewhere. */
bool app_has_record(const struct app *app);

/* Is a word marked as a false friend on the line that the keys act on? */
bool app_misleads(const struct app *app);

/* The contexts that hold the keys now. */
unsigned app_context(const struct app *app);

/* The record under the list's cursor, 0 in an empty list. */
uint32_t list_at_cursor(const struct list *l);

/* The kind of a pane's rows (activities for the timeline). */
enum kind pane_kind(enum pane pane);

#endif
