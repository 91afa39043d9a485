/* The prompt: opened, typed in, kept as chips or given up. */
#include "asking.h"

#include "filter.h"
#include "list.h"
#include "place.h"

/* Puts what was typed among the chips. */
static unsigned accept_prompt(struct app *app)
{
    if (app->prompt_error.code)
        return APP_REDRAW | APP_BELL; /* the message stands below the prompt */
    filter_finish(app);
    place_leave(app);
    query_parse(&app->query, buf_cstr(&app->prompt.text), app->prompt.text.n_bytes, app->st,
                &app->prompt_error);
    app->prompt_open = false;
    prompt_reset(&app->prompt);
    filter_apply(app);
    return APP_REDRAW;
}

unsigned asking_abandon(struct app *app)
{
    prompt_reset(&app->prompt);
    filter_apply(app);
    app->prompt_open = false;
    return APP_REDRAW;
}

unsigned asking_open(struct app *app)
{
    for (int i = 0; i < PANE_LISTS; i++)
        app->before_prompt[i] = list_at_cursor(&app->list[i]);
    app->prompt_open = true;
    prompt_reset(&app->prompt);
    err_clear(&app->prompt_error);
    return APP_REDRAW;
}

static unsigned edit_prompt(struct app *app, void (*edit)(struct prompt *))
{
    edit(&app->prompt);
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
    case ACTION_ERASE:
        return edit_prompt(app, prompt_erase);
    case ACTION_DELETE:
        return edit_prompt(app, prompt_delete);
    case ACTION_ERASE_WORD:
        return edit_prompt(app, prompt_erase_word);
    case ACTION_ERASE_LINE:
        return edit_prompt(app, prompt_erase_line);
    case ACTION_ERASE_REST:
        return edit_prompt(app, prompt_erase_rest);
    case ACTION_CARET_LEFT:
        return edit_prompt(app, prompt_left);
    case ACTION_CARET_RIGHT:
        return edit_prompt(app, prompt_right);
    case ACTION_CARET_HOME:
        return edit_prompt(app, prompt_home);
    case ACTION_CARET_END:
        return edit_prompt(app, prompt_end);
    default:
        return 0;
    }
}

unsigned asking_type(struct app *app, struct key key)
{
    char bytes[4];
    size_t n_bytes = key_utf8(key, bytes);

    if (!n_bytes || (!app->pasting && (key.code < 0x20 || key.code == 0x7F)))
        return APP_BELL;
    if (key.code < 0x20 || key.code == 0x7F) { /* a pasted line break must not run anything */
        bytes[0] = ' ';
        n_bytes = 1;
    }
    prompt_insert(&app->prompt, bytes, n_bytes);
    if (app->pasting)
        return APP_REDRAW; /* searched once, when the paste is over */
    filter_start(app);
    return APP_REDRAW;
}

unsigned asking_paste(struct app *app, bool start)
{
    app->pasting = start;
    if (!start && app->prompt_open)
        filter_start(app);
    return APP_REDRAW;
}
