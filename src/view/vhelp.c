/* Help: the keys of the pane that was asked about, the marks, and how narrowing works. */
#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include "views.h"

#include <string.h>

enum { KEY_COLS = 22, MAX_LINES = 400 };

struct lines {
    struct help_line *line;
    size_t n_lines;
    int cols;
    struct arena *a;
};

static void add(struct lines *l, enum style style, struct text keys, struct text text)
{
    int indent = style == STYLE_KEY ? KEY_COLS : 0;
    struct text *wrapped;
    size_t n_wrapped = text_wrap(l->a, text, l->cols - indent > 8 ? l->cols - indent : 8, &wrapped);

    for (size_t i = 0; i < n_wrapped && l->n_lines < MAX_LINES; i++)
        l->line[l->n_lines++] = (struct help_line){style, i == 0 ? keys : text_lit(""), wrapped[i]};
}

/* "j Down C-n" as "j Down Ctrl-N". */
static struct text key_list(struct arena *a, const char *keys)
{
    struct text all = text_lit("");

    for (const char *at = keys; *at;) {
        size_t n_bytes = strcspn(at, " ");

        all = say_pair(a, all, view_key_name(a, at, n_bytes), DISPLAY_BOTH);
        at += n_bytes + (at[n_bytes] == ' ');
    }
    return all;
}

static void add_messages(struct lines *l, enum message head, enum message first, enum message last,
                         enum display display)
{
    add(l, STYLE_NORMAL, text_lit(""), text_lit(""));
    add(l, STYLE_HEADING, text_lit(""), say(l->a, head, display));
    for (int m = first; m <= (int)last; m++) {
        if (display != DISPLAY_EN)
            add(l, STYLE_NORMAL, text_lit(""), say_in((enum message)m, LANG_JA));
        if (display != DISPLAY_JA)
            add(l, STYLE_NORMAL, text_lit(""), say_in((enum message)m, LANG_EN));
    }
}

size_t view_help_lines(const struct app *app, int cols, struct arena *a, struct help_line **out)
{
    struct lines l = {arena_zeroed(a, MAX_LINES, sizeof *l.line), 0, cols, a};

    *out = l.line;
    if (!app->help_open)
        return 0;
    add(&l, STYLE_HEADING, text_lit(""), say(a, SAY_HELP_KEYS, app->display));
    for (int i = 0; i < ACTION_COUNT; i++)
        if (actions[i].where & app->help_for)
            add(&l, STYLE_KEY, key_list(a, actions[i].keys),
                say_pair(a, text_lit(actions[i].help[LANG_JA]), text_lit(actions[i].help[LANG_EN]),
                         app->display));
    add_messages(&l, SAY_HELP_MARKS, SAY_MARK_TABLE, SAY_MARK_LINK, app->display);
    add_messages(&l, SAY_HELP_RULES, SAY_RULE_TEXT, SAY_RULE_COUNT, app->display);
    return l.n_lines;
}

void view_help(const struct app *app, struct rect at, const struct help_line *lines, size_t n_lines,
               struct frame *f, struct arena *a)
{
    size_t last = app->help_top + (size_t)at.rows - 1;
    struct text right = text_lit("");

    if (n_lines > (size_t)at.rows - 1)
        right = view_format(a, "%zu-%zu/%zu", app->help_top + 1, last < n_lines ? last : n_lines,
                            n_lines);
    view_title(f, at, true, say(a, SAY_HELP, app->display), right);
    for (int i = 0; i < at.rows - 1 && app->help_top + (size_t)i < n_lines; i++) {
        const struct help_line *line = &lines[app->help_top + (size_t)i];
        int row = at.row + 1 + i;

        if (line->style == STYLE_KEY) {
            frame_put(f, row, at.col + 1, KEY_COLS - 1, line->keys, STYLE_KEY);
            frame_put(f, row, at.col + 1 + KEY_COLS, at.cols - KEY_COLS - 1, line->text,
                      STYLE_NORMAL);
        } else {
            frame_put(f, row, at.col + 1, at.cols - 1, line->text, line->style);
        }
    }
}
