/* The loop: wait, drain, step, show once. */
#include "nichiei/text/width.h"

#include "nichiei/view/screen.h"

#include "clipboard.h"
#include "input.h"
#include "tty.h"

#include <curses.h>

/* Slices of work after a key before it shows, and between two looks for the next: about 5 ms. */
enum { SLICES = 5 };

/* What the loop works with. */
struct loop {
    struct app *app;
    struct tty *tty;
    struct frame frame;
};

static void draw(struct loop *l)
{
    int cols, rows;

    tty_size(&cols, &rows);
    screen_draw(l->app, cols, rows, &l->frame);
}

/* The terminal's answer about ambiguous characters; true if the layout changes. */
static bool ambiguous_changed(struct app *app)
{
    int cols = input_answer();

    if (!cols || cols == width_ambiguous())
        return false;
    width_set_ambiguous(cols);
    detail_finish(&app->detail); /* its lines were broken by the old widths */
    return true;
}

/*
 * Steps through all keys that are there; the flags of all together. Each is drawn before the next,
 * though not shown: how far a key goes depends on what there is to see, and keys typed ahead must
 * do what they do one by one.
 */
static unsigned drain(struct loop *l)
{
    bool resized = false;
    unsigned did = 0;
    struct key key;

    while (!(did & APP_QUIT) && input_next(&key, &resized)) {
        did |= app_step(l->app, key);
        if (!l->app->pasting)
            draw(l);
    }
    if (resized)
        did |= APP_REDRAW;
    if (input_told_to_stop()) {
        tty_leave(l->tty);
        input_stop();
    }
    if (input_resumed()) {
        tty_retake(l->tty);
        did |= APP_REDRAW | APP_REPAINT;
    }
    if (ambiguous_changed(l->app))
        did |= APP_REDRAW | APP_REPAINT;
    return did;
}

/* A few slices of what takes longer than a key may, until there is something to see. */
static unsigned work(struct app *app)
{
    unsigned did = 0;

    for (int i = 0; i < SLICES && app_busy(app) && !did; i++)
        did = app_work(app);
    return did;
}

/* Only after the first screen, which never waits for the terminal's answer. */
static void ask_ambiguous(struct loop *l)
{
    int row, col;

    if (tty_ask_ambiguous(l->tty, &row, &col))
        input_expect_answer(row, col);
}

bool ui_run(struct app *app, const struct ui_options *options, struct err *e)
{
    struct loop l = {.app = app};
    unsigned did;

    input_start();
    l.tty = tty_open(options, e);
    if (!l.tty)
        return false;
    if (options->ambiguous)
        width_set_ambiguous(options->ambiguous);
    draw(&l);
    tty_show(l.tty, &l.frame, false);
    if (!options->ambiguous)
        ask_ambiguous(&l);
    while (input_wait(app_busy(app)) && !((did = drain(&l)) & APP_QUIT)) {
        did |= work(app);
        if (did & APP_COPY && !clipboard_send(buf_cstr(&app->copied), app->copied.n_bytes))
            app_note(app, SAY_NO_CLIPBOARD);
        if (did & APP_BELL && !(did & APP_REDRAW))
            beep();
        if (did) { /* a key that does nothing takes a message away, too */
            draw(&l);
            tty_show(l.tty, &l.frame, did & APP_REPAINT);
        }
    }
    frame_finish(&l.frame);
    input_finish();
    tty_close(l.tty);
    return true;
}
