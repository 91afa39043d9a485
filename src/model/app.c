/* The explorer: keys to actions, actions to state. */
#include "nichiei/model/app.h"

#include "asking.h"
#include "chips.h"
#include "coach.h"
#include "explain.h"
#include "facet_pane.h"
#include "filter.h"
#include "finding.h"
#include "list.h"
#include "meaning.h"
#include "moving.h"
#include "pins.h"
#include "place.h"
#include "quiet_in.h"
#include "reader.h"
#include "sheet_in.h"
#include "strip_in.h"
#include "under.h"
#include "undo.h"

#include <stdlib.h>
#include <string.h>

struct app *app_new(struct store *st, struct corpus *corpus, enum display display, struct err *e)
{
    struct app *app = calloc(1, sizeof *app); /* large, but what is not used is never touched */

    if (!app) {
        err_set(e, ERR_DATA, "out of memory");
        return NULL;
    }
    app->st = st;
    app->corpus = corpus;
    app->display = display;
    app->note = SAY_COUNT;
    app->again = ACTION_NONE;
    app->strip.zoom = STRIP_WHOLE;
    facet_pane_init(&app->facets);
    filter_apply(app);
    if (!app->error.code)
        return app;
    err_set(e, app->error.code, "%s", app->error.text);
    app_free(app);
    return NULL;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    query_finish(&app->query);
    query_finish(&app->typed);
    undo_finish(app);
    coach_finish(app);
    finding_finish(app);
    strip_finish(app);
    quiet_finish(app);
    for (int i = 0; i < PANE_LISTS; i++)
        arena_finish(&app->list[i].mem);
    facet_pane_finish(&app->facets);
    sheet_finish(app);
    terms_free(app->terms);
    detail_finish(&app->detail);
    help_finish(&app->help);
    prompt_finish(&app->prompt);
    choices_finish(&app->choices);
    history_finish(&app->history);
    buf_finish(&app->pasted);
    buf_finish(&app->copied);
    arena_finish(&app->explained.mem);
    while (app->n_back)
        query_finish(&app->back[--app->n_back].query);
    while (app->n_forward)
        query_finish(&app->forward[--app->n_forward].query);
    arena_finish(&app->frame_mem);
    arena_finish(&app->note_mem);
    free(app);
}

unsigned app_context(const struct app *app)
{
    if (app->find.open)
        return IN_FIND;
    if (app->help_open)
        return IN_HELP;
    if (app->prompt_open)
        return app->card_open ? IN_CARD : app->choices.open ? IN_CHOICES : IN_PROMPT;
    if (app->chips_open)
        return IN_CHIPS;
    if (app->focus == PANE_FACETS)
        return IN_FACETS;
    if (app->focus == PANE_SHEET)
        return sheet_context(app);
    return app->focus == PANE_DETAIL ? IN_DETAIL : IN_LIST;
}

/* The detail area shows what the list points at, unless a link was followed; what is being read
 * stays, whatever becomes of the list. */
static void follow(struct app *app)
{
    uint32_t n = sheet_has_detail(&app->sheet) ? sheet_record(app)
                                               : list_at_cursor(&app->list[app->list_focus]);

    if (app->followed || app->focus == PANE_DETAIL || app->shown == n)
        return;
    app->shown = n;
    app->detail_cursor = app->detail_top = 0;
}

void app_show_record(struct app *app, uint32_t n)
{
    place_leave(app);
    if (!sheet_has_detail(&app->sheet))
        sheet_leave(app);
    app->focus = PANE_DETAIL;
    app->followed = app->shown != n || app->followed;
    app->shown = n;
    app->detail_cursor = app->detail_top = 0;
}

bool app_start_at(struct app *app, const char *id_or_query, struct err *e)
{
    uint32_t n = store_find(app->st, id_or_query, e);

    if (e->code)
        return false;
    if (!n) {
        if (!query_parse(&app->query, id_or_query, strlen(id_or_query), app->st, e))
            return false;
        filter_apply(app);
        undo_forget(app);
        return true;
    }
    for (int i = 0; i < PANE_LISTS; i++)
        if (list_to_record(&app->list[i], n)) {
            list_enter(app, (enum pane)i);
            return true;
        }
    app_show_record(app, n);
    return true;
}

static unsigned open_record(struct app *app, uint32_t n)
{
    app_show_record(app, n);
    return APP_REDRAW;
}

/* To the passage in the reader's copy; without one to the source, with a word on how to read it. */
static unsigned open_citation(struct app *app, const struct detail_line *line)
{
    uint32_t opens = line->opens;
    unsigned did = reader_read(app, app->shown, line->citation);

    if (did)
        return did;
    open_record(app, opens);
    reader_no_copy(app, opens);
    return APP_REDRAW;
}

bool app_leads_on(const struct app *app)
{
    const struct detail *d = &app->detail;

    if (app->focus == PANE_SHEET)
        return sheet_leads_on(app);
    if (app->focus == PANE_DETAIL)
        return app->detail_cursor < d->n_lines &&
               (d->lines[app->detail_cursor].opens || d->lines[app->detail_cursor].rows);
    return app_has_record(app);
}

bool app_has_record(const struct app *app)
{
    if (app->focus == PANE_SHEET)
        return sheet_record(app) != 0;
    return app->focus >= PANE_LISTS || list_at_cursor(&app->list[app->focus]);
}

/* A number that no query says counts what stands below it. */
static unsigned lead_nowhere(struct app *app)
{
    const struct detail *d = &app->detail;
    const struct detail_line *line = app->focus == PANE_DETAIL && app->detail_cursor < d->n_lines
                                         ? &d->lines[app->detail_cursor]
                                         : NULL;

    return line && line->style == DETAIL_HEADING && !text_is_empty(line->right)
               ? app_note(app, SAY_LISTED_BELOW)
               : APP_BELL;
}

static unsigned open_line(struct app *app)
{
    if (!app_leads_on(app))
        return lead_nowhere(app);
    if (app->focus == PANE_DETAIL) {
        const struct detail_line *line = &app->detail.lines[app->detail_cursor];

        if (line->rows)
            return sheet_rows_alone(app, line->rows, line->rows_kind);
        return line->citation ? open_citation(app, line) : open_record(app, line->opens);
    }
    follow(app);
    place_leave(app);
    app->focus = PANE_DETAIL;
    return APP_REDRAW;
}

unsigned app_note(struct app *app, enum message note)
{
    app->note = note;
    return APP_REDRAW | APP_BELL;
}

unsigned app_note_about(struct app *app, enum message note, const char *about, size_t n_bytes)
{
    arena_reset(&app->note_mem);
    app->about = text_safe(&app->note_mem, about, n_bytes);
    app->note = note;
    return APP_REDRAW;
}

unsigned app_note_failure(struct app *app, enum message note, const struct err *failed)
{
    const char *name = failed->text;

    for (const char *at = name; *at && *at != ':'; at++)
        if (*at == '/')
            name = at + 1;
    return app_note_about(app, note, name, strlen(name));
}

/* Out of the detail, or of a sheet that nothing came before. */
static void out(struct app *app)
{
    if (app->focus == PANE_DETAIL && app->sheet.at.id) {
        app->focus = PANE_SHEET;
        app->followed = false;
        return;
    }
    sheet_leave(app);
    list_enter(app, app->list_focus);
}

static unsigned close_view(struct app *app)
{
    if (app->help_open) {
        app->help_open = false;
        return APP_REDRAW;
    }
    if (app->focus != PANE_DETAIL && app->focus != PANE_SHEET)
        return place_come_back(app) ? APP_REDRAW : APP_QUIT;
    if (!place_close(app))
        out(app);
    return APP_REDRAW;
}

/* From a sheet to the panes; q goes back to it. */
static void enter_panes(struct app *app)
{
    if (!app->sheet.at.id)
        return;
    place_leave(app);
    sheet_leave(app);
}

/* The detail goes on following the list that it followed. */
static void enter_facets(struct app *app)
{
    enter_panes(app);
    app->focus = PANE_FACETS;
    app->followed = false;
}

/* Between a sheet and the detail beside it. */
static unsigned cross_sheet(struct app *app)
{
    if (app->focus == PANE_DETAIL)
        out(app);
    else if (sheet_has_detail(&app->sheet) && sheet_record(app))
        app_show_record(app, sheet_record(app));
    else
        return APP_BELL;
    return APP_REDRAW;
}

static unsigned cycle_pane(struct app *app, int step)
{
    int pane = (app->focus + PANE_COUNT + step) % PANE_COUNT;

    if (app->sheet.at.id)
        return cross_sheet(app);
    if (pane == PANE_DETAIL) {
        follow(app);
        place_leave(app);
        app->focus = PANE_DETAIL;
    } else if (pane == PANE_FACETS) {
        enter_facets(app);
    } else {
        list_enter(app, (enum pane)pane);
    }
    return APP_REDRAW;
}

static unsigned open_help(struct app *app)
{
    if (app->help_open) {
        app->help_open = false;
        return APP_REDRAW;
    }
    help_show(&app->help, app_context(app), app->help_cols, app->display);
    app->help_open = true;
    app->help_top = 0;
    return APP_REDRAW;
}

static unsigned change_display(struct app *app)
{
    app->display = (enum display)((app->display + 1) % DISPLAY_COUNT);
    return APP_REDRAW;
}

static unsigned act(struct app *app, enum action_id action);

/* The last step of filtering once more: on the row at the cursor, or with the words typed. */
static unsigned again(struct app *app)
{
    if (app->again == ACTION_NONE)
        return app_note(app, SAY_NO_AGAIN);
    if (app->again == ACTION_ACCEPT)
        return chips_again(app);
    if (app->again == ACTION_CHOOSE && app->focus == PANE_FACETS)
        return act(app, ACTION_TICK);
    if (app->again == ACTION_CHOOSE && app->focus >= PANE_DETAIL)
        return app_note(app, SAY_NO_VALUE);
    return act(app, app->again);
}

static unsigned act(struct app *app, enum action_id action)
{
    unsigned did = asking_act(app, action);

    if (!did)
        did = moving_act(app, action);
    if (!did)
        did = chips_act(app, action);
    if (!did)
        did = facet_pane_act(app, action);
    if (!did)
        did = under_act(app, action);
    if (!did)
        did = finding_act(app, action);
    if (!did)
        did = sheet_act(app, action);
    if (!did)
        did = meaning_act(app, action);
    if (!did)
        did = pins_act(app, action);
    if (!did)
        did = strip_act(app, action);
    if (!did)
        did = reader_act(app, action);
    if (did)
        return did;
    switch (action) {
    case ACTION_NEXT_PANE:
        return cycle_pane(app, 1);
    case ACTION_PREVIOUS_PANE:
        return cycle_pane(app, -1);
    case ACTION_PANE_TIMELINE:
    case ACTION_PANE_ACTORS:
    case ACTION_PANE_THEMES:
    case ACTION_PANE_RECOMMENDATIONS:
        enter_panes(app);
        list_enter(app, (enum pane)(action - ACTION_PANE_TIMELINE));
        return APP_REDRAW;
    case ACTION_PANE_FACETS:
        enter_facets(app);
        return APP_REDRAW;
    case ACTION_OPEN:
        return open_line(app);
    case ACTION_OUT:
        out(app);
        return APP_REDRAW;
    case ACTION_SOURCES:
        return sheet_open(app, sheet_of_kind(KIND_SOURCE));
    case ACTION_REFERENCES:
        return sheet_open(app, sheet_of_kind(KIND_REFERENCE));
    case ACTION_MATRIX:
        return sheet_open(app, (struct sheet_at){.id = SHEET_MATRIX, .choice = {0, 1}});
    case ACTION_COUNTERPARTS:
        return sheet_open(app, (struct sheet_at){.id = SHEET_COUNTERPARTS, .n = under_actor(app)});
    case ACTION_ALIGNMENT:
        return sheet_open(app, (struct sheet_at){.id = SHEET_ALIGNMENT});
    case ACTION_ALL_COUNTERPARTS:
        return sheet_open(app, (struct sheet_at){.id = SHEET_COUNTERPARTS});
    case ACTION_EXPLAIN:
        return explain_open(app);
    case ACTION_CHOOSE:
        app->again = action;
        return chips_choose(app);
    case ACTION_FILTER:
        return asking_open(app);
    case ACTION_DROP:
        return chips_drop(app);
    case ACTION_AGAIN:
        return again(app);
    case ACTION_UNDO:
        return undo_undo(app);
    case ACTION_REDO:
        return undo_redo(app);
    case ACTION_LANGUAGE:
        return change_display(app);
    case ACTION_BACK:
        return place_back(app) ? APP_REDRAW : app_note(app, SAY_NO_BACK);
    case ACTION_FORWARD:
        return place_forward(app) ? APP_REDRAW : app_note(app, SAY_NO_FORWARD);
    case ACTION_CANCEL:
        if (!app->help_open)
            finding_hide(app);
        app->help_open = false;
        return APP_REDRAW;
    case ACTION_REDRAW:
        return APP_REDRAW | APP_REPAINT;
    case ACTION_HELP:
        return open_help(app);
    case ACTION_CLOSE:
        return close_view(app);
    case ACTION_QUIT:
        return APP_QUIT;
    default:
        return APP_BELL;
    }
}

static unsigned interrupt(struct app *app)
{
    if (app->interrupted)
        return APP_QUIT;
    app->interrupted = true;
    if (app->find.open)
        finding_give_up(app);
    if (app->prompt_open)
        asking_abandon(app);
    app->chips_open = false;
    app->help_open = false;
    app->note = SAY_QUIT_AGAIN;
    return APP_REDRAW;
}

/* A record that half the dossier leads to is shown with the first of them while the cursor runs
 * over the list, with more when it is read. */
enum { LINKS_IN_PASSING = 8, WHOLE_IN_PASSING = 40, LINKS_TO_READ = 1000 };

static bool fit_detail(struct app *app, struct detail_shape shape)
{
    bool reads = app->focus == PANE_DETAIL;

    shape.terms = app->terms;
    shape.max_links = reads ? LINKS_TO_READ : LINKS_IN_PASSING;
    shape.whole_links = reads ? LINKS_TO_READ : WHOLE_IN_PASSING;
    return detail_show(&app->detail, app->st, app->shown, shape, &app->error);
}

/* Keys may come faster than screens: the lines they move in must be those of the record shown. */
static void refresh_detail(struct app *app)
{
    struct detail_shape shape = app->detail.shape;

    shape.display = app->display;
    fit_detail(app, shape);
}

/* Is there a line that characters go into? */
static bool is_typing(const struct app *app)
{
    return app->prompt_open || app->find.open;
}

unsigned app_step(struct app *app, struct key key)
{
    struct key before = app->before, letter = key_without_alt(key);
    enum action_id action;

    if (key.code == KEY_PASTE_START_CODE || key.code == KEY_PASTE_END_CODE)
        return asking_paste(app, key.code == KEY_PASTE_START_CODE);
    if (app->pasting)
        return is_typing(app) ? asking_type(app, key) : 0;
    if (letter.code && !is_typing(app)) /* typed ahead: an Esc, and a letter */
        return app_step(app, (struct key){27}) | app_step(app, letter);
    app->before = (struct key){0};
    if (key.code == 3)
        return interrupt(app);
    app->interrupted = false;
    app->note = SAY_COUNT;
    app->about = text_lit("");
    if (!is_typing(app))
        key = key_narrow(key);
    else if (app->prompt_open && key_narrow(key).code == '?' && !app->prompt.text.n_bytes)
        return asking_card(app); /* it may be part of a date, but not the start of one */
    action = action_of(app_context(app), before, key);
    if (action == ACTION_SYNTAX && key.code == '?')
        action = ACTION_NONE;
    if (action == ACTION_WAIT) {
        app->before = key;
        return 0;
    }
    if (app->focus == PANE_DETAIL)
        refresh_detail(app);
    if (action != ACTION_NONE)
        return act(app, action);
    if (is_typing(app))
        return asking_type(app, key);
    return key_is_ime_text(key) ? app_note(app, SAY_IME_ON) : APP_REDRAW | APP_BELL;
}

bool app_busy(const struct app *app)
{
    return !app->error.code && (app->asking || facet_pane_waits(app) || coach_busy(app) ||
                                !app->terms || quiet_waits(app) || !corpus_is_whole(app->corpus) ||
                                (app->prompt_open && !corpus_has_text(app->corpus)));
}

unsigned app_work(struct app *app)
{
    if (app->asking) {
        filter_work(app);
        return app->asking ? 0 : APP_REDRAW;
    }
    if (facet_pane_waits(app)) {
        facet_pane_work(app);
        return APP_REDRAW;
    }
    if (coach_busy(app))
        return coach_work(app);
    if (!app->terms) /* after the first screen, which does not wait for marks */
        return meaning_load(app) ? APP_REDRAW : 0;
    if (quiet_waits(app))
        return quiet_work(app);
    /* Nothing is asked yet: what will be looked through is fetched. */
    if (!corpus_is_whole(app->corpus))
        corpus_load(app->corpus, &app->error);
    else
        corpus_load_text(app->corpus, &app->error);
    return app->error.code ? APP_REDRAW : 0;
}

static void fit_parts(struct app *app, const struct app_fit *fit)
{
    arena_reset(&app->frame_mem);
    for (int i = 0; i < PANE_LISTS; i++)
        if (!list_fit(&app->list[i], fit->list_rows[i], app, (enum pane)i))
            return;
    if (!strip_fit(app, fit->strip_cols, fit->strip_rows))
        return;
    coach_fit(app);
    facet_pane_fit(app, fit->facet_rows);
    if (!sheet_fit(app, fit->sheet_cols, fit->sheet_rows))
        return;
    follow(app);
    app->help_page_rows = fit->help_page_rows;
    app->help_cols = fit->help_cols;
    if (app->help_open)
        help_show(&app->help, app->help.where, app->help_cols, app->display);
    moving_help(app, 0);
    asking_fit(app, fit);
    app->detail_page_rows = fit->detail_rows;
    if (!fit_detail(app, fit->detail))
        return;
    if (app->detail_cursor >= app->detail.n_lines)
        app->detail_cursor = app->detail.n_lines ? app->detail.n_lines - 1 : 0;
    app->detail_top =
        moving_top(app->detail_top, app->detail_cursor, app->detail.n_lines, fit->detail_rows);
    finding_fit(app);
}

void app_fit(struct app *app, const struct app_fit *fit)
{
    store_hold(app->st, NULL); /* a screen is some sixty answers */
    fit_parts(app, fit);
    store_release(app->st);
}
