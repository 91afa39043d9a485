/* Pins: set, taken away, and what opens from the record at the cursor. */
#include "pins.h"

#include "list.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

bool app_is_pinned(const struct app *app, uint32_t n)
{
    for (int i = 0; i < app->n_pins; i++)
        if (app->pin[i] == n)
            return true;
    return false;
}

uint32_t pins_under_cursor(const struct app *app)
{
    if (app->focus < PANE_LISTS)
        return list_at_cursor(&app->list[app->focus]);
    if (app->focus == PANE_DETAIL)
        return app->shown;
    return app->focus == PANE_SHEET ? sheet_subject(app) : 0;
}

/* In the detail area, the work or note that the line opens; else the record itself. */
static uint32_t evidence_under_cursor(const struct app *app)
{
    const struct detail *d = &app->detail;
    uint32_t opens = app->focus == PANE_DETAIL && app->detail_cursor < d->n_lines
                         ? d->lines[app->detail_cursor].opens
                         : 0;
    enum kind kind = opens ? corpus_kind(app->corpus, opens) : KIND_NONE;

    return kind == KIND_SOURCE || kind == KIND_REFERENCE ? opens : pins_under_cursor(app);
}

/* A word about the record, by its label or name. */
static unsigned tell(struct app *app, enum message note, uint32_t n)
{
    struct arena mem = {0};
    struct text name = sheet_name(app, &mem, n);
    char about[512];
    unsigned did;

    snprintf(about, sizeof about, "%d/%d %.*s", app->n_pins, APP_MAX_PINS,
             (int)(name.n_bytes < 400 ? name.n_bytes : 400), name.p);
    did = app_note_about(app, note, about, strlen(about));
    arena_finish(&mem);
    return did;
}

static unsigned toggle(struct app *app, uint32_t n)
{
    if (!n)
        return app_note(app, SAY_NO_RECORD_HERE);
    sheet_change(app);
    for (int i = 0; i < app->n_pins; i++)
        if (app->pin[i] == n) {
            memmove(&app->pin[i], &app->pin[i + 1],
                    (size_t)(app->n_pins - i - 1) * sizeof app->pin[0]);
            app->n_pins--;
            return tell(app, SAY_UNPINNED, n);
        }
    if (app->n_pins == APP_MAX_PINS)
        return app_note(app, SAY_PINS_FULL);
    app->pin[app->n_pins++] = n;
    return tell(app, SAY_PINNED, n);
}

unsigned pins_act(struct app *app, enum action_id action)
{
    uint32_t n;

    if (action == ACTION_PIN)
        return toggle(app, pins_under_cursor(app));
    if (action == ACTION_COMPARE) {
        if (app->n_pins < 2)
            return app_note(app, SAY_PIN_FIRST);
        return sheet_open(app, (struct sheet_at){.id = SHEET_COMPARE});
    }
    if (action != ACTION_RELATIONS && action != ACTION_ADDRESS)
        return 0;
    n = action == ACTION_ADDRESS ? evidence_under_cursor(app) : pins_under_cursor(app);
    if (!n)
        return app_note(app, SAY_NO_RECORD_HERE);
    return sheet_open(
        app, (struct sheet_at){.id = action == ACTION_ADDRESS ? SHEET_ADDRESS : SHEET_RELATIONS,
                               .n = n});
}
