/* The loop: wait, drain, step, draw once. */
#include "nichiei/text/width.h"

#include "nichiei/view/screen.h"

#include "input.h"
#include "tty.h"

#include <curses.h>

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

/* Steps through all keys that are there; the flags of all together. */
static unsigned drain(struct app *app, struct tty *t)
{
    bool resized = false;
    unsigned did = 0;
    struct key key;

    while (!(did & APP_QUIT) && input_next(&key, &resized))
        did |= app_step(app, key);
    if (resized)
        did |= APP_REDRAW;
    if (input_told_to_stop()) {
        tty_leave(t);
        input_stop();
    }
    if (input_resumed()) {
        tty_retake(t);
        did |= APP_REDRAW | APP_REPAINT;
    }
    if (ambiguous_changed(app))
        did |= APP_REDRAW | APP_REPAINT;
    return did;
}

bool ui_run(struct app *app, const struct ui_options *options, struct err *e)
{
    struct tty *t = tty_open(options, e);
    struct frame frame = {0};
    unsigned did = APP_REDRAW;
    bool asked = options->ambiguous != 0;

    if (!t)
        return false;
    if (options->ambiguous)
        width_set_ambiguous(options->ambiguous);
    input_start();
    do {
        if (did & APP_BELL && !(did & APP_REDRAW))
            beep();
        if (did & APP_REDRAW) {
            int cols, rows;

            tty_size(&cols, &rows);
            screen_draw(app, cols, rows, &frame);
            tty_show(t, &frame, did & APP_REPAINT);
        }
        if (!asked) { /* only now: the first screen never waits for the terminal's answer */
            int row, col;

            asked = true;
            if (tty_ask_ambiguous(t, &row, &col))
                input_expect_answer(row, col);
        }
        if (!input_wait())
            break;
        did = drain(app, t);
    } while (!(did & APP_QUIT));
    frame_finish(&frame);
    input_finish();
    tty_close(t);
    return true;
}
