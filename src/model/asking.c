/* The prompt: opened, typed in, kept as chips or given up. */
#include "asking.h"

#include "completing.h"
#include "filter.h"
#include "finding.h"
#include "list.h"
#include "place.h"

/* What is in the prompt is no longer the line that it was. */
static unsigned changed(struct app *app)
{
    if (app->find.open)
        return finding_changed(app);
    history_rewind(&app->history);
    filter_start(app);
    completing_follow(app);
    return APP_REDRAW;
}

static void close_overlays(struct app *app)
{
    app->choices.open = app->card_open = false;
}

/* Empties and closes the prompt; the lists follow while it is open, so that the cursors go back to
 * where they were. */
static unsigned close_prompt(struct app *app)
{
    app->editing = EDIT_NEW; /* what was to be replaced stays */
    close_overlays(app);
    prompt_reset(&app->prompt);
    history_rewind(&app->history);
    filter_apply(app);
    app->prompt_open = false;
    return APP_REDRAW;
}

bool app_chip_in_prompt(const struct app *app, int chip)
{
    if (!app->prompt_open || app->editing == EDIT_NEW)
        return false;
    return app->editing == EDIT_CHIP ? chip == app->chip : !app->query.term[chip].off;
}

/* Drops the last of the typed terms that there is no room for beside the chips. */
static bool make_fit(const struct app *app, struct query *typed, struct query_fault *fault,
                     struct err *e)
{
    int room = QUERY_MAX_TERMS;

    for (int i = 0; i < app->query.n_terms; i++)
        room -= !app_chip_in_prompt(app, i);
    if (typed->n_terms <= room)
        return true;
    while (typed->n_terms > room)
        query_drop_last(typed);
    *fault = (struct query_fault){.what = SAY_FAULT_TERMS, .n_bytes = app->prompt.text.n_bytes};
    return err_set(e, ERR_USAGE, "more than %d terms; use fewer", QUERY_MAX_TERMS);
}

bool asking_compose(const struct app *app, struct query *out, struct query_fault *fault,
                    struct err *e)
{
    int place = app->editing == EDIT_CHIP ? app->chip : app->query.n_terms;
    struct query typed = {0};
    bool ok = query_parse_typed(&typed, buf_cstr(&app->prompt.text), app->prompt.text.n_bytes,
                                app->st, fault, e);

    ok = make_fit(app, &typed, fault, e) && ok;
    for (int i = 0; i <= app->query.n_terms; i++) {
        for (int k = 0; i == place && k < typed.n_terms; k++)
            query_add(out, &typed.term[k]);
        if (i < app->query.n_terms && !app_chip_in_prompt(app, i))
            query_add(out, &app->query.term[i]);
    }
    query_finish(&typed);
    if (ok || app->editing == EDIT_NEW)
        return ok;
    query_finish(out); /* what is half edited leaves the rows as they were */
    query_copy(out, &app->query);
    return false;
}

/* What `.` may add again. */
static void remember(struct app *app)
{
    if (app->editing != EDIT_NEW)
        return;
    query_finish(&app->typed);
    query_parse(&app->typed, buf_cstr(&app->prompt.text), app->prompt.text.n_bytes, app->st, NULL);
    if (app->typed.n_terms)
        app->again = ACTION_ACCEPT;
}

/* Puts what was typed among the chips. */
static unsigned accept_prompt(struct app *app)
{
    const char *typed = buf_cstr(&app->prompt.text);
    struct query next = {0};

    if (app->prompt_error.code)
        return APP_REDRAW | APP_BELL; /* the message stands below the prompt */
    if (!*typed && app->editing == EDIT_NEW)
        return close_prompt(app);
    filter_finish(app);
    place_leave(app);
    remember(app);
    asking_compose(app, &next, &app->fault, &app->prompt_error);
    query_finish(&app->query);
    app->query = next;
    app->chips_open = false;
    history_add(&app->history, typed);
    return close_prompt(app);
}

unsigned asking_abandon(struct app *app)
{
    return close_prompt(app);
}

unsigned asking_open(struct app *app)
{
    for (int i = 0; i < PANE_LISTS; i++)
        app->before_prompt[i] = list_at_cursor(&app->list[i]);
    app->prompt_open = true;
    app->editing = EDIT_NEW;
    prompt_reset(&app->prompt);
    err_clear(&app->prompt_error);
    return APP_REDRAW;
}

unsigned asking_edit(struct app *app, enum editing editing)
{
    struct buf printed = {0};
    bool fits;

    asking_open(app);
    app->editing = editing;
    if (editing == EDIT_ALL)
        query_print(&app->query, app->st, &printed);
    else
        query_print_term(&app->query.term[app->chip], app->st, &printed);
    fits = prompt_insert(&app->prompt, buf_cstr(&printed), printed.n_bytes) == printed.n_bytes;
    buf_finish(&printed);
    if (!fits) {
        close_prompt(app);
        return app_note(app, SAY_TOO_LONG);
    }
    filter_apply(app);
    return APP_REDRAW;
}

static unsigned edit_prompt(struct app *app, void (*edit)(struct prompt *))
{
    app->card_open = false;
    edit(&app->prompt);
    return changed(app);
}

static unsigned move_caret(struct app *app, void (*move)(struct prompt *))
{
    close_overlays(app);
    move(&app->prompt);
    return APP_REDRAW;
}

unsigned asking_card(struct app *app)
{
    app->choices.open = false;
    app->card_open = !app->card_open;
    app->card_top = 0;
    return APP_REDRAW;
}

/* Never past its end. */
static unsigned scroll_card(struct app *app, long rows)
{
    size_t last = app->card_rows > app->card_page_rows ? app->card_rows - app->card_page_rows : 0;

    if (rows < 0)
        app->card_top -= (size_t)-rows < app->card_top ? (size_t)-rows : app->card_top;
    else
        app->card_top += (size_t)rows;
    if (app->card_top > last)
        app->card_top = last;
    return APP_REDRAW;
}

void asking_fit(struct app *app, const struct app_fit *fit)
{
    app->card_page_rows = fit->card_page_rows;
    app->card_rows = fit->card_rows;
    scroll_card(app, 0);
    completing_fit(app, fit->choice_rows);
}

static long card_page(const struct app *app)
{
    return app->card_page_rows > 1 ? (long)app->card_page_rows - 1 : 1;
}

/* Shows a line of the history; the bell where there is none. */
static unsigned show_line(struct app *app, const char *line)
{
    if (!line)
        return APP_BELL;
    prompt_set(&app->prompt, line);
    filter_start(app);
    return APP_REDRAW;
}

unsigned asking_act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_ACCEPT:
        return accept_prompt(app);
    case ACTION_ABANDON:
        return asking_abandon(app);
    case ACTION_SYNTAX:
    case ACTION_CARD_CLOSE:
        return asking_card(app);
    case ACTION_CARD_DOWN:
        return scroll_card(app, card_page(app));
    case ACTION_CARD_UP:
        return scroll_card(app, -card_page(app));
    case ACTION_OLDER:
        return show_line(app, history_back(&app->history, buf_cstr(&app->prompt.text)));
    case ACTION_NEWER:
        return show_line(app, history_forth(&app->history));
    case ACTION_ERASE:
        return edit_prompt(app, prompt_erase);
    case ACTION_DELETE:
        return edit_prompt(app, prompt_delete);
    case ACTION_ERASE_WORD:
        return edit_prompt(app, prompt_erase_word);
    case ACTION_ERASE_NEXT_WORD:
        return edit_prompt(app, prompt_erase_next_word);
    case ACTION_ERASE_LINE:
        return edit_prompt(app, prompt_erase_line);
    case ACTION_ERASE_REST:
        return edit_prompt(app, prompt_erase_rest);
    case ACTION_YANK:
        return edit_prompt(app, prompt_yank);
    case ACTION_CARET_LEFT:
        return move_caret(app, prompt_left);
    case ACTION_CARET_RIGHT:
        return move_caret(app, prompt_right);
    case ACTION_WORD_LEFT:
        return move_caret(app, prompt_word_left);
    case ACTION_WORD_RIGHT:
        return move_caret(app, prompt_word_right);
    case ACTION_CARET_HOME:
        return move_caret(app, prompt_home);
    case ACTION_CARET_END:
        return move_caret(app, prompt_end);
    default:
        return completing_act(app, action);
    }
}

/* C0, DEL, C1 and line separators would run something elsewhere, and are nothing to look for. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Keeps a character of a paste until its end: blanks for what is no text, and no more than could
 * ever go into the prompt. */
static unsigned collect(struct app *app, struct key key)
{
    struct key letter = key_without_alt(key);
    char bytes[4] = " ";
    size_t n_bytes = 1;

    if (letter.code) { /* an Esc and a letter */
        collect(app, (struct key){27});
        key = letter;
    }
    if (!is_control(key.code))
        n_bytes = key_utf8(key, bytes);
    if (app->cut_characters || app->pasted.n_bytes + n_bytes > PROMPT_MAX_BYTES)
        app->cut_characters++;
    else
        buf_add(&app->pasted, bytes, n_bytes);
    return 0;
}

unsigned asking_type(struct app *app, struct key key)
{
    char bytes[4];
    size_t n_bytes = key_utf8(key, bytes);

    if (app->pasting)
        return collect(app, key);
    if (!n_bytes || is_control(key.code))
        return APP_BELL;
    app->card_open = false;
    if (app->choices.open && completing_before(app, key))
        return APP_REDRAW;
    if (!prompt_insert(&app->prompt, bytes, n_bytes))
        return APP_BELL;
    return changed(app);
}

static size_t n_characters(const char *s, size_t n_bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < n_bytes; i++)
        n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

/* Puts what was collected at the caret, and says what had no room. */
static unsigned end_paste(struct app *app)
{
    size_t fits = prompt_insert(&app->prompt, buf_cstr(&app->pasted), app->pasted.n_bytes);

    app->cut_characters += n_characters(buf_cstr(&app->pasted) + fits, app->pasted.n_bytes - fits);
    buf_finish(&app->pasted);
    changed(app);
    return app->cut_characters ? app_note(app, SAY_PASTE_CUT) : APP_REDRAW;
}

unsigned asking_paste(struct app *app, bool start)
{
    bool was = app->pasting;

    app->pasting = start;
    close_overlays(app);
    if (start)
        app->cut_characters = 0;
    else if (was && (app->prompt_open || app->find.open))
        return end_paste(app);
    return APP_REDRAW;
}
