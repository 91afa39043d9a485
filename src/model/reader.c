/* A copy of a source: opened, its passages found, its place kept. */
#include "reader.h"

#include "nichiei/base/buf.h"

#include "sheet_in.h"

#include <stdlib.h>
#include <string.h>

/* Of a citation of so many blocks, as of a whole table, only the first is said to be cited. */
enum { MAX_CITED_BLOCKS = 6 };

/* A block that a record cites. */
struct citing {
    size_t block;
    uint32_t record;
};

static void add_citing(struct buf *all, size_t block, uint32_t record)
{
    buf_add(all, &(struct citing){block, record}, sizeof(struct citing));
}

static void add_cited(const struct reader *r, struct arena *a, const struct cited_place *place,
                      struct buf *all)
{
    struct location *at;
    size_t n = locator_find(&r->in, a, place->locator, &at);

    for (size_t i = 0; i < n; i++) {
        size_t last = at[i].last - at[i].first < MAX_CITED_BLOCKS ? at[i].last : at[i].first;

        for (size_t b = at[i].first; at[i].how >= LOCATED_NEAR && b <= last; b++)
            add_citing(all, b, place->record);
    }
}

static int by_block(const void *left, const void *right)
{
    const struct citing *l = left, *r = right;

    if (l->block != r->block)
        return l->block < r->block ? -1 : 1;
    return l->record < r->record ? -1 : l->record > r->record;
}

/* Who cites what, in display order, each once. */
static void index_citing(struct reader *r, const struct cited_place *places, size_t n_places)
{
    struct arena a = {0};
    struct buf all = {0};
    struct citing *list;
    size_t n, kept = 0, block = 0;

    for (size_t i = 0; i < n_places; i++)
        add_cited(r, &a, &places[i], &all);
    n = all.failed ? 0 : all.n_bytes / sizeof *list;
    list = arena_zeroed(&a, n + 1, sizeof *list);
    if (n)
        memcpy(list, all.bytes, n * sizeof *list);
    qsort(list, n, sizeof *list, by_block);
    r->citing_at = arena_zeroed(&r->mem, r->doc.n_blocks + 1, sizeof *r->citing_at);
    r->citing = arena_zeroed(&r->mem, n + 1, sizeof *r->citing);
    for (size_t i = 0; i < n; i++) {
        if (i && by_block(&list[i - 1], &list[i]) == 0)
            continue;
        while (block < list[i].block)
            r->citing_at[++block] = kept;
        r->citing[kept++] = list[i].record;
    }
    while (block < r->doc.n_blocks)
        r->citing_at[++block] = kept;
    buf_finish(&all);
    arena_finish(&a);
}

static bool read_copy(struct app *app, struct reader *r)
{
    struct err *e = &app->error;
    struct reading_place place;
    struct cited_place *places;
    size_t n_places;
    bool left;

    r->state = copy_state(&r->copy);
    document_read(&r->doc, r->copy.text, r->copy.n_bytes);
    if (!locator_citations(app->st, &r->mem, r->source, &places, &n_places, e) ||
        !locating_start(&r->in, &r->doc, app->st, places, n_places, e))
        return false;
    index_citing(r, places, n_places);
    if (overlay_place(app->overlay, &r->mem, r->id, &place, &left, NULL) && left &&
        strcmp(place.hash, r->copy.hash) == 0 && place.at_byte < r->copy.n_bytes)
        r->kept_at = place.at_byte;
    return true;
}

struct reader *reader_open(struct app *app, uint32_t source)
{
    struct reader *r = calloc(1, sizeof *r);
    struct record record;
    struct err failed = {0};

    if (!r) {
        err_set(&app->error, ERR_DATA, "out of memory");
        return NULL;
    }
    r->app = app;
    r->source = source;
    r->kept_at = DOCUMENT_NONE;
    if (!store_record(app->st, &r->mem, source, &record, &app->error)) {
        reader_close(r);
        return NULL;
    }
    r->id = record.id;
    if (app->overlay &&
        !overlay_attachment(app->overlay, &r->mem, r->id, true, &r->copy, &r->found, &failed)) {
        app_note_failure(app, SAY_NO_OVERLAY, &failed);
        r->found = false;
    }
    if (r->found && !read_copy(app, r)) {
        reader_close(r);
        return NULL;
    }
    return r;
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    locating_finish(&r->in);
    document_finish(&r->doc);
    arena_finish(&r->layout);
    arena_finish(&r->mem);
    free(r);
}

static void keep_place(struct reader *r, size_t byte)
{
    const struct reading_place place = {r->id, r->copy.hash, byte};
    struct err failed = {0};

    if (!r->found || byte == r->kept_at || (byte == 0 && r->kept_at == DOCUMENT_NONE))
        return;
    r->kept_at = byte;
    if (!overlay_keep_place(r->app->overlay, &place, &failed))
        app_note_failure(r->app, SAY_NO_PLACE, &failed);
}

void reader_leave(struct sheet *s)
{
    struct reader *r = s->own;

    if (r && r->n_lines && s->at.line < r->n_lines)
        keep_place(r, r->lines[s->at.line].at);
    reader_close(r);
}

bool reader_missing(struct app *app, struct sheet *s)
{
    const struct reader *r = s->own;

    sheet_prose(s, 1, s->cols - 2,
                say_fill(&s->mem, say(&s->mem, SAY_ATTACH_TO_READ, app->display), "about",
                         text_safe_str(&s->mem, r->id)),
                SHEET_PLAIN);
    return true;
}

/* The source, or the document that the note stands in, which a citation is of; and its locator. */
struct cited {
    uint32_t source;
    const char *locator;
};

/* All citations of a record. */
static bool citations_of(struct app *app, struct arena *a, uint32_t record, struct cited **out,
                         size_t *n)
{
    struct edge *edges, *up;
    size_t n_edges, n_up, k = 0;

    *n = 0;
    if (!store_edges(app->st, a, record, false, &edges, &n_edges, &app->error))
        return false;
    *out = arena_zeroed(a, n_edges + 1, sizeof **out);
    for (size_t i = 0; i < n_edges; i++) {
        struct cited *c = &(*out)[k];

        if (edges[i].relation != REL_CITES)
            continue;
        *c = (struct cited){edges[i].to, edges[i].role};
        k++;
        if (!store_edges(app->st, a, edges[i].to, false, &up, &n_up, &app->error))
            return false;
        for (size_t j = 0; j < n_up; j++)
            if (up[j].relation == REL_DOCUMENT)
                c->source = up[j].to;
    }
    *n = k;
    return true;
}

bool reader_passages(struct app *app, const struct reader *r, struct arena *a, uint32_t record,
                     size_t citation, struct location **out, size_t *n)
{
    struct cited *cited;
    size_t n_cited;

    *n = 0;
    if (!citations_of(app, a, record, &cited, &n_cited))
        return false;
    if (citation >= 1 && citation <= n_cited && cited[citation - 1].source == r->source)
        *n = locator_find(&r->in, a, cited[citation - 1].locator, out);
    return true;
}

/*
 * From a record to its copy.
 */
static bool has_copy(struct app *app, struct arena *a, uint32_t source)
{
    struct attachment copy;
    struct record r;
    struct err failed = {0};
    bool found = false;

    if (!app->overlay || !store_record(app->st, a, source, &r, &app->error))
        return false;
    if (!overlay_attachment(app->overlay, a, r.id, false, &copy, &found, &failed))
        app_note_failure(app, SAY_NO_OVERLAY, &failed);
    return found;
}

unsigned reader_read(struct app *app, uint32_t record, size_t citation)
{
    struct sheet_at at = {.id = SHEET_READER, .line = SIZE_MAX};
    struct arena a = {0};
    struct cited *cited;
    struct record r;
    size_t n_cited = 0;

    if (!record || !store_record(app->st, &a, record, &r, &app->error) ||
        !citations_of(app, &a, record, &cited, &n_cited)) {
        arena_finish(&a);
        return app->error.code ? APP_REDRAW : 0;
    }
    if (r.kind == KIND_SOURCE && !citation && has_copy(app, &a, record))
        at.n = record;
    for (size_t i = 0; i < n_cited && !at.n; i++)
        if ((!citation || i + 1 == citation) && has_copy(app, &a, cited[i].source)) {
            at.n = cited[i].source;
            at.choice[0] = (int32_t)record;
            at.choice[1] = (int32_t)i + 1;
        }
    arena_finish(&a);
    return at.n ? sheet_open(app, at) : 0;
}

/* The mend: with the id of the source, or of the first that the record cites. */
unsigned reader_no_copy(struct app *app, uint32_t record)
{
    struct arena a = {0};
    struct cited *cited;
    size_t n_cited = 0;
    struct record r = {.kind = KIND_NONE};

    if (app->note == SAY_NO_OVERLAY) /* whether there is one is not known */
        return APP_REDRAW | APP_BELL;

    if (record && store_record(app->st, &a, record, &r, &app->error) && r.kind != KIND_SOURCE &&
        citations_of(app, &a, record, &cited, &n_cited) && n_cited)
        store_record(app->st, &a, cited[0].source, &r, &app->error);
    if (r.kind == KIND_SOURCE)
        app_note_about(app, SAY_NO_COPY, r.id, strlen(r.id));
    else
        app_note(app, SAY_NO_SOURCE); /* nothing that could be attached */
    arena_finish(&a);
    return APP_REDRAW | APP_BELL;
}

/* The record under the cursor, or that of the citation there. */
static unsigned read_here(struct app *app)
{
    const struct detail_line *line =
        app->focus == PANE_DETAIL && app->detail_cursor < app->detail.n_lines
            ? &app->detail.lines[app->detail_cursor]
            : NULL;
    uint32_t n = app->focus == PANE_SHEET  ? sheet_record(app)
                 : app->focus < PANE_LISTS ? list_at_cursor(&app->list[app->focus])
                                           : app->shown;
    unsigned did = 0;

    if (line && line->citation)
        did = reader_read(app, app->shown, line->citation);
    else if (line && line->opens)
        did = reader_read(app, line->opens, 0);
    if (!did && !app->error.code)
        did = reader_read(app, n, 0);
    return did ? did : reader_no_copy(app, n);
}

unsigned reader_act(struct app *app, enum action_id action)
{
    return action == ACTION_READ ? read_here(app) : 0;
}

/*
 * Text.
 */
static bool is_wide(unsigned char c)
{
    return c >= 0x80;
}

/* The end of a line inside a paragraph is a blank, but between two Japanese characters. */
static void join(struct buf *out, const char *s, const char *end)
{
    if (out->n_bytes && s < end &&
        !(is_wide((unsigned char)out->bytes[out->n_bytes - 1]) && is_wide((unsigned char)*s)))
        buf_char(out, ' ');
}

/* A line of a piece, without the signs that Markdown makes letters bold with; the cells of a row
 * are parted by a bar. */
static void add_line(struct buf *out, const char *s, size_t n_bytes, bool is_row)
{
    const char *end = s + n_bytes, *from;

    while (s < end && (*s == ' ' || *s == '\t' || *s == '\f'))
        s++;
    while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    join(out, s, end);
    for (from = s; s < end; s++) {
        bool is_bold = *s == '*' && s + 1 < end && s[1] == '*', is_bar = *s == '\t' && is_row;

        if (!is_bold && !is_bar)
            continue;
        buf_add(out, from, (size_t)(s - from));
        if (is_bar)
            buf_str(out, " | ");
        s += is_bold;
        from = s + 1;
    }
    buf_add(out, from, (size_t)(end - from));
}

size_t reader_mark(const struct reader *r, size_t block)
{
    const struct document_block *b = &r->doc.blocks[block];
    const struct document_piece *piece = &r->doc.pieces[b->piece];
    const char *s = r->doc.text + piece->at;
    size_t n = 0;

    if (b->kind != BLOCK_POINT)
        return 0;
    while (n < piece->n_bytes && strchr("-*+ \t", s[n]))
        n++;
    if (n + 3 <= piece->n_bytes && (memcmp(s + n, "・", 3) == 0 || memcmp(s + n, "•", 3) == 0)) {
        n += 3;
        while (n < piece->n_bytes && s[n] == ' ')
            n++;
    }
    if (n >= 2 && s[n - 1] == '*' && s[n - 2] == '*') /* bold letters, not a mark */
        n -= 2;
    return n < piece->n_bytes ? n : 0;
}

struct text reader_text(const struct app *app, const struct reader *r, struct arena *a,
                        size_t block, size_t mark_bytes)
{
    const struct document_block *b = &r->doc.blocks[block];
    bool is_row = b->kind == BLOCK_ROW || b->kind == BLOCK_COLUMNS;
    struct buf out = {0};
    struct text t;

    for (size_t k = b->piece; k != DOCUMENT_NONE; k = r->doc.pieces[k].next) {
        const char *s = r->doc.text + r->doc.pieces[k].at, *end = s + r->doc.pieces[k].n_bytes;

        s += k == b->piece ? mark_bytes : 0;
        while (s < end) {
            const char *line_end = memchr(s, '\n', (size_t)(end - s));

            line_end = line_end ? line_end : end;
            add_line(&out, s, (size_t)(line_end - s), is_row);
            s = line_end + 1;
        }
    }
    t = terms_mark(app->terms, a, text_safe(a, buf_cstr(&out), out.n_bytes));
    buf_finish(&out);
    return t;
}
