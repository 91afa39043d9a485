/* The lines around the panes: head, filters or prompt, status, hints. */
#include "nichiei/text/width.h"

#include "views.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text view_format(struct arena *a, const char *format, ...)
{
    char line[512], *longer;
    va_list ap;
    int n_bytes;

    va_start(ap, format);
    n_bytes = vsnprintf(line, sizeof line, format, ap);
    va_end(ap);
    if (n_bytes < (int)sizeof line)
        return text_safe_str(a, line);
    longer = arena_zeroed(a, (size_t)n_bytes + 1, 1);
    va_start(ap, format);
    vsnprintf(longer, (size_t)n_bytes + 1, format, ap);
    va_end(ap);
    return text_safe_str(a, longer);
}

bool view_has_keys(const struct app *app, enum pane pane)
{
    return app->focus == pane && !app->prompt_open && !app->chips_open;
}

/* "活動 activities 6/41"; the total alone while nothing is filtered. */
static struct text count_text(const struct app *app, enum kind kind, size_t count, struct arena *a)
{
    struct text name = say_kind(a, kind, app->display);
    size_t total = corpus_count(app->corpus, kind);

    if (count == total)
        return view_format(a, "%.*s %zu", (int)name.n_bytes, name.p, total);
    return view_format(a, "%.*s %zu/%zu", (int)name.n_bytes, name.p, count, total);
}

void view_head(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    static const char *const shown[DISPLAY_COUNT] = {"E: 日本語+English", "E: 日本語",
                                                     "E: English"};
    struct text language = text_lit(shown[app->display]);
    struct text parts[3] = {text_lit("nichiei 日英"),
                            count_text(app, KIND_ACTIVITY, app->n_activities, a),
                            count_text(app, KIND_EVENT, app->n_events, a)};
    int language_cols, used = 0;

    if (app->n_pins)
        language = view_format(a, "p %d/%d  %.*s", app->n_pins, APP_MAX_PINS, (int)language.n_bytes,
                               language.p);
    language_cols = text_cols(language);

    frame_fill(f, at.row, at.col, at.cols, ' ', STYLE_HEAD);
    for (int i = 0; i < 3; i++) {
        if (i && used + 2 + text_cols(parts[i]) + 2 + language_cols > at.cols)
            break; /* what comes later is not shown in place of it */
        used += (i ? 2 : 0) + frame_put(f, at.row, at.col + used + (i ? 2 : 0), at.cols - used,
                                        parts[i], STYLE_HEAD);
    }
    if (used + 2 + language_cols <= at.cols)
        frame_put(f, at.row, at.col + at.cols - language_cols, language_cols, language, STYLE_HEAD);
}

/* A message, with the number or the name that belongs to it. */
static struct text filled(const struct app *app, enum message m, enum display d, struct arena *a)
{
    struct text t = say_fill(a, say(a, m, d), "about", app->about);

    if (m == SAY_PASTE_CUT)
        t = say_fill(a, t, "n", view_format(a, "%zu", app->cut_characters));
    return t;
}

/* A message in so many columns: where both languages do not fit, the English alone. */
static struct text message_text(const struct app *app, enum message m, int cols, struct arena *a)
{
    struct text t = filled(app, m, app->display, a);

    if (text_cols(t) > cols && app->display == DISPLAY_BOTH)
        t = filled(app, m, DISPLAY_EN, a);
    return text_ellipsis(a, t, cols);
}

/* Where the cursor is in what has the keys. */
static struct text position(const struct app *app, struct arena *a)
{
    const struct list *l = &app->list[app->list_focus];

    if (app->focus == PANE_FACETS)
        return view_format(a, "%zu/%zu", app->facets.cursor + 1, app->facets.n_lines);
    if (app->sheet.at.id)
        return view_format(a, "%zu/%zu", app->sheet.n_lines ? app->sheet.at.line + 1 : 0,
                           app->sheet.n_lines);
    return view_format(a, "%zu/%zu", l->n_rows ? l->cursor + 1 : 0, l->n_rows);
}

/* What stands at the cursor of facets, a sheet or the detail: of a count, the query that opens it.
 */
static struct text about_cursor(const struct app *app, struct arena *a)
{
    const struct sheet_cell *here = app->focus == PANE_SHEET ? sheet_here(&app->sheet) : NULL;
    const struct detail *d = &app->detail;

    if (app->focus == PANE_DETAIL && app->detail_cursor < d->n_lines)
        return text_safe_str(a, d->lines[app->detail_cursor].rows);
    return here ? here->says : app->sheet.at.id ? text_lit("") : app->facets.query;
}

/* What went wrong, a word to the reader, or the standing caveat and the position. */
void view_status(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    struct text right, about;
    int right_cols;

    if (at.rows <= 0)
        return;
    if (app->error.code) {
        frame_put(f, at.row, at.col, at.cols,
                  text_ellipsis(a, text_safe_str(a, app->error.text), at.cols), STYLE_ERROR);
        return;
    }
    if (app->note != SAY_COUNT) { /* until the next key; what is wrong stays marked in the line */
        frame_put(f, at.row, at.col, at.cols, message_text(app, app->note, at.cols, a), STYLE_KEY);
        return;
    }
    if (view_is_wrong(app)) {
        frame_put(f, at.row, at.col, at.cols, view_fault(app, at.cols, a), STYLE_ERROR);
        return;
    }
    right = position(app, a);
    right_cols = text_cols(right);
    frame_put(f, at.row, at.col + at.cols - right_cols, right_cols, right, STYLE_FAINT);
    at.cols -= right_cols + 1;
    about = about_cursor(app, a);
    if (text_is_empty(about) && /* what the strip says gives way to the caveat */
        text_cols(app->strip.says) + 2 + text_cols(say(a, SAY_CAVEAT, app->display)) <= at.cols)
        about = app->strip.says;
    if (!text_is_empty(about)) {
        int used = 2 + frame_put(f, at.row, at.col, at.cols, text_ellipsis(a, about, at.cols),
                                 STYLE_NORMAL);

        at.col += used;
        at.cols -= used;
        if (at.cols < text_cols(say_in(SAY_CAVEAT, LANG_EN)))
            return;
    }
    frame_put(f, at.row, at.col, at.cols, message_text(app, SAY_CAVEAT, at.cols, a), STYLE_FAINT);
}

static struct text hint_text(const struct app *app, const struct action *action, struct arena *a,
                             struct text *key)
{
    *key = help_key_name(a, action->keys, strcspn(action->keys, " "));
    return say_pair(a, text_lit(action->hint[LANG_JA]), text_lit(action->hint[LANG_EN]),
                    app->display);
}

static int hint_cols(const struct app *app, const struct action *action, struct arena *a)
{
    struct text key, hint = hint_text(app, action, a, &key);

    return text_cols(key) + 1 + text_cols(hint);
}

static int put_hint(const struct app *app, const struct action *action, int row, int col,
                    struct frame *f, struct arena *a)
{
    struct text key, hint = hint_text(app, action, a, &key);
    int used = frame_put(f, row, col, f->cols - col, key, STYLE_KEY) + 1;

    return used + frame_put(f, row, col + used, f->cols - col - used, hint, STYLE_NORMAL);
}

/* Does the action do anything here and now? */
static bool matters(const struct app *app, enum action_id action)
{
    if (!(actions[action].where & app_context(app)))
        return false;
    if (action == ACTION_CHOOSE)
        return app->focus != PANE_TIMELINE;
    if (action == ACTION_OPEN || action == ACTION_SHEET_OPEN)
        return app_leads_on(app);
    if (action == ACTION_ONLY || action == ACTION_EXCLUDE)
        return app_has_record(app);
    if (action == ACTION_NEXT_PANE)
        return !app->sheet.at.id || app->focus == PANE_DETAIL ||
               (sheet_has_detail(&app->sheet) && app->sheet.n_lines > 0);
    if (action == ACTION_MEANING)
        return app_misleads(app);
    if (action == ACTION_NEXT_HIT)
        return app->find.kept.n_bytes > 0;
    if (action == ACTION_COMPARE)
        return app->n_pins > 1 && app->sheet.at.id != SHEET_COMPARE;
    if (action == ACTION_SORT_RECORDS)
        return app->sheet.at.n != KIND_NONE;
    if (action == ACTION_ERASE_LINE)
        return app->find.open || (app->prompt.text.n_bytes && app_context(app) == IN_PROMPT);
    if (action == ACTION_CARD_DOWN)
        return app->card_rows > app->card_page_rows;
    return (action != ACTION_DROP && action != ACTION_CHIPS) || app->query.n_terms;
}

/* The keys that matter here: by rank as many as fit, and always those of rank 1 at the end. */
void view_hints(const struct app *app, struct rect at, struct frame *f, struct arena *a)
{
    int col = at.col, reserved = 0;

    for (int i = 0; i < ACTION_COUNT; i++)
        if (actions[i].hint_rank == 1 && matters(app, (enum action_id)i))
            reserved += 2 + hint_cols(app, &actions[i], a);
    for (int rank = 2; rank <= 10; rank++)
        for (int i = 0; i < ACTION_COUNT; i++) {
            if (actions[i].hint_rank != rank || !matters(app, (enum action_id)i) ||
                col + hint_cols(app, &actions[i], a) + reserved > at.col + at.cols)
                continue;
            col += put_hint(app, &actions[i], at.row, col, f, a) + 2;
        }
    for (int i = 0; i < ACTION_COUNT; i++)
        if (actions[i].hint_rank == 1 && matters(app, (enum action_id)i))
            col += put_hint(app, &actions[i], at.row, col, f, a) + 2;
}
