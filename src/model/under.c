/* What the cursor is on, as a value to filter by. */
#include "under.h"

#include "nichiei/text/edtf.h"

#include "facet_pane.h"
#include "filter.h"
#include "list.h"
#include "place.h"
#include "sheet_in.h"

#include <string.h>

struct value {
    enum query_field field;
    uint32_t value;
};

/* The number of a field's word, or 0. */
static uint32_t word_of(struct app *app, enum query_field field, const char *word)
{
    const struct word *words;
    size_t n_words;
    uint32_t v = 0;

    if (store_words(app->st, &words, &n_words, &app->error))
        for (size_t i = 0; i < n_words && !v; i++)
            if (strcmp(words[i].field, query_field_name(field)) == 0 &&
                strcmp(words[i].word, word) == 0)
                v = words[i].v;
    return v;
}

/* A record is asked for by the field that takes its kind, or by its id. */
static struct value of_record(struct app *app, uint32_t n)
{
    struct value found = {QUERY_FIELD_COUNT, n};
    struct arena mem = {0};
    struct record r;

    if (!n || !store_record(app->st, &mem, n, &r, &app->error))
        goto out;
    found.field = query_field_of(r.kind);
    if (r.kind == KIND_TERM)
        found.field = QUERY_TERM;
    if (r.kind == KIND_SOURCE && (found.value = word_of(app, QUERY_SOURCE, r.id)) != 0)
        found.field = QUERY_SOURCE;
    if (found.field == QUERY_FIELD_COUNT)
        found = (struct value){QUERY_ID, n};
out:
    arena_finish(&mem);
    return found;
}

/* The year of a date that lies in one. */
static uint32_t year_of(const char *date)
{
    int first, last, month, day;
    struct edtf d;

    if (!*date || !edtf_parse(date, strlen(date), &d) || d.first_day == EDTF_DAY_MIN ||
        d.last_day == EDTF_DAY_MAX)
        return 0;
    edtf_civil(d.first_day, &first, &month, &day);
    edtf_civil(d.last_day, &last, &month, &day);
    return first == last && first > 0 ? (uint32_t)first : 0;
}

/* Fields of records whose words a query knows, and by which name. */
static const struct {
    const char *field;
    enum query_field asked;
} bearing[] = {
    {"country", QUERY_COUNTRY},
    {"owner", QUERY_COUNTRY},
    {"category", QUERY_CATEGORY},
    {"reading", QUERY_READING},
    {"certainty", QUERY_CERTAINTY},
    {"date", QUERY_YEAR},
    {"official", QUERY_IS},
    {"reliability", QUERY_RELIABILITY},
    {"phase", QUERY_IS},
    {"status", QUERY_IS},
    {"nature", QUERY_IS},
    {"form", QUERY_IS},
    {"relation", QUERY_IS},
    {"result", QUERY_IS},
};

static struct value of_word(struct app *app, const char *field, const char *word)
{
    for (size_t i = 0; field && i < sizeof bearing / sizeof bearing[0]; i++) {
        struct value found = {bearing[i].asked, 0};

        if (strcmp(bearing[i].field, field) != 0)
            continue;
        found.value = found.field == QUERY_YEAR ? year_of(word) : word_of(app, found.field, word);
        if (found.value)
            return found;
    }
    return (struct value){QUERY_FIELD_COUNT, 0};
}

static struct value under_cursor(struct app *app)
{
    const struct facet_line *line;
    const struct detail_line *text;

    if (app->focus < PANE_LISTS)
        return of_record(app, list_at_cursor(&app->list[app->focus]));
    if (app->focus == PANE_FACETS) {
        line = facet_pane_line(app);
        return line && line->is_value ? (struct value){facets[line->facet].field, line->value}
                                      : (struct value){QUERY_FIELD_COUNT, 0};
    }
    if (app->focus == PANE_SHEET)
        return of_record(app, sheet_record(app));
    if (app->detail_cursor >= app->detail.n_lines)
        return (struct value){QUERY_FIELD_COUNT, 0};
    text = &app->detail.lines[app->detail_cursor];
    return text->opens ? of_record(app, text->opens) : of_word(app, text->field, text->word);
}

uint32_t under_actor(struct app *app)
{
    struct value v = under_cursor(app);
    uint32_t n = app->focus == PANE_DETAIL ? app->shown : 0;

    if (v.field == QUERY_ACTOR || v.field == QUERY_ADDRESSEE)
        return v.value;
    return n && corpus_kind(app->corpus, n) == KIND_ACTOR ? n : 0;
}

unsigned under_act(struct app *app, enum action_id action)
{
    struct list *list = app->focus < PANE_LISTS ? &app->list[app->focus] : NULL;
    uint32_t n = list ? list_at_cursor(list) : 0;
    size_t at = list ? list->cursor : 0;
    struct value v;
    bool room;

    if (action != ACTION_ONLY && action != ACTION_EXCLUDE)
        return 0;
    app->again = action;
    v = under_cursor(app);
    if (v.field == QUERY_FIELD_COUNT)
        return app_note(app, SAY_NO_VALUE);
    place_leave(app);
    room = action == ACTION_ONLY ? query_only(&app->query, v.field, v.value)
                                 : query_exclude(&app->query, v.field, v.value);
    if (!room)
        return app_note(app, SAY_NO_ROOM);
    filter_apply(app);
    if (list && list_at_cursor(list) != n)
        list_to(list, at); /* to what followed the row that is gone */
    return APP_REDRAW;
}
