/* False friends under the cursor. */
#include "meaning.h"

#include "facet_pane.h"
#include "sheet_in.h"

/* The terms met, each once; more of them than a sheet keeps are on no line. */
struct met {
    uint32_t n[SHEET_MAX_CHOICES];
    int n_terms;
};

bool meaning_load(struct app *app)
{
    if (!app->terms) {
        app->terms = terms_load(app->st, &app->error);
        sheet_change(app);
    }
    return app->terms != NULL;
}

struct text meaning_mark(const struct app *app, struct arena *a, const char *s)
{
    return terms_mark(app->terms, a, text_safe_str(a, s));
}

static void meet(struct met *met, uint32_t n)
{
    for (int i = 0; i < met->n_terms; i++)
        if (met->n[i] == n)
            return;
    if (met->n_terms < SHEET_MAX_CHOICES)
        met->n[met->n_terms++] = n;
}

/* Those of a text that lie, with one byte at least, between two places of it. */
static void meet_between(struct app *app, struct text t, size_t from, size_t to, struct met *met)
{
    struct arena mem = {0};
    struct term_hit *hits;
    size_t n_hits = terms_find(app->terms, &mem, t.p, t.n_bytes, &hits);

    for (size_t i = 0; i < n_hits; i++)
        for (size_t k = 0; k < hits[i].n_terms; k++)
            if (hits[i].at < to && hits[i].at + hits[i].n_bytes > from)
                meet(met, hits[i].n[k]);
    arena_finish(&mem);
}

/* Pieces of one text that was wrapped, in lines below each other. */
struct wrapped {
    struct text (*piece)(const struct app *app, size_t line, int part, bool *goes_on);
    size_t n_lines;
};

static struct text detail_piece(const struct app *app, size_t line, int part, bool *goes_on)
{
    const struct detail_line *l = &app->detail.lines[line];

    *goes_on = l->goes_on;
    return part == 0 ? l->left : l->right;
}

static struct text sheet_piece(const struct app *app, size_t line, int part, bool *goes_on)
{
    const struct sheet_line *l = &app->sheet.lines[line];

    *goes_on = part < l->n_cells && l->cells[part].goes_on;
    return part < l->n_cells ? l->cells[part].text : text_lit("");
}

/* A word may go on over the end of the line: the text is looked at as a whole. */
static void meet_wrapped(struct app *app, struct wrapped w, size_t line, int part, struct met *met)
{
    bool goes_on;
    struct text here = w.piece(app, line, part, &goes_on), whole = here, next;

    if (text_is_empty(here))
        return;
    for (size_t i = line; goes_on && i > 0;) {
        next = w.piece(app, --i, part, &goes_on);
        if (text_is_empty(next))
            break;
        whole.p = next.p;
    }
    whole.n_bytes = (size_t)(here.p + here.n_bytes - whole.p);
    for (size_t i = line + 1; i < w.n_lines; i++) {
        next = w.piece(app, i, part, &goes_on);
        if (!goes_on || text_is_empty(next))
            break;
        whole.n_bytes = (size_t)(next.p + next.n_bytes - whole.p);
    }
    meet_between(app, whole, (size_t)(here.p - whole.p), (size_t)(here.p - whole.p) + here.n_bytes,
                 met);
}

/* The texts of the line that the keys act on. */
enum { MAX_TEXTS = 64 };
static int texts_here(const struct app *app, struct text texts[MAX_TEXTS])
{
    const struct list *l = &app->list[app->list_focus];
    const struct facet_pane *p = &app->facets;
    const struct text *name = NULL;
    bool goes_on;
    int n = 0;

    if (app->focus == PANE_DETAIL && app->detail_cursor < app->detail.n_lines) {
        for (; n < 2; n++)
            texts[n] = detail_piece(app, app->detail_cursor, n, &goes_on);
    } else if (app->focus == PANE_SHEET && app->sheet.at.line < app->sheet.n_lines) {
        for (; n < app->sheet.lines[app->sheet.at.line].n_cells && n < MAX_TEXTS; n++)
            texts[n] = sheet_piece(app, app->sheet.at.line, n, &goes_on);
    } else if (app->focus == PANE_FACETS && p->cursor >= p->top &&
               p->cursor - p->top < p->n_shown) {
        name = p->shown[p->cursor - p->top].name.name;
    } else if (app->focus < PANE_LISTS && l->cursor >= l->top && l->cursor - l->top < l->n_shown) {
        name = l->shown[l->cursor - l->top].name;
    }
    for (int lang = 0; name && lang < LANG_COUNT; lang++)
        if (app->display == DISPLAY_BOTH || (int)app->display - DISPLAY_JA == lang)
            texts[n++] = name[lang];
    return n;
}

bool app_misleads(const struct app *app)
{
    const struct sheet_at *at = &app->sheet.at;
    struct text texts[MAX_TEXTS];
    int n = texts_here(app, texts);

    if (at->id == SHEET_MEANINGS || (at->id == SHEET_RECORDS && at->n == KIND_TERM))
        return false; /* Enter opens them there */
    if (app->focus == PANE_DETAIL && app->detail.kind == KIND_TERM &&
        app->detail_cursor < app->detail.n_lines &&
        app->detail.lines[app->detail_cursor].style == DETAIL_NAME)
        return false; /* and this is one */
    for (int i = 0; i < n; i++)
        for (size_t k = 1; k < texts[i].n_bytes; k++)
            if (texts[i].p[k] == '!' && texts[i].p[k - 1] != ' ')
                return true;
    return false;
}

/* The terms of the words on that line, also of those that go over its ends. */
static struct met meet_here(struct app *app)
{
    struct wrapped w = {detail_piece, app->detail.n_lines};
    size_t line = app->detail_cursor;
    struct text texts[MAX_TEXTS];
    int n = texts_here(app, texts);
    struct met met = {{0}, 0};

    if (app->focus == PANE_SHEET) {
        w = (struct wrapped){sheet_piece, app->sheet.n_lines};
        line = app->sheet.at.line;
    }
    for (int i = 0; i < n; i++)
        if (app->focus == PANE_DETAIL || app->focus == PANE_SHEET)
            meet_wrapped(app, w, line, i, &met);
        else
            meet_between(app, texts[i], 0, texts[i].n_bytes, &met);
    return met;
}

/* What is being read is no news. */
static void forget(struct met *met, uint32_t n)
{
    for (int i = 0; i < met->n_terms; i++)
        if (met->n[i] == n)
            met->n[i--] = met->n[--met->n_terms];
}

static unsigned open_meaning(struct app *app)
{
    struct sheet_at at = {.id = SHEET_MEANINGS};
    struct met met;

    if (!meaning_load(app))
        return APP_REDRAW;
    met = meet_here(app);
    if (app->focus == PANE_DETAIL)
        forget(&met, app->shown);
    if (!met.n_terms)
        return app_note(app, SAY_NO_MEANING);
    if (met.n_terms == 1) {
        app_show_record(app, met.n[0]);
        return APP_REDRAW;
    }
    for (int i = 0; i < met.n_terms; i++)
        at.choice[i] = (int32_t)met.n[i];
    return sheet_open(app, at);
}

unsigned meaning_act(struct app *app, enum action_id action)
{
    if (action == ACTION_MEANING)
        return open_meaning(app);
    if (action == ACTION_TERMS)
        return sheet_open(app, sheet_of_kind(KIND_TERM));
    return 0;
}
