/* search: across all kinds, best first, with the passage and how it was found. */
#include "nichiei/text/width.h"

#include "nichiei/engine/search.h"

#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TABLE_ROWS = 50,   /* more is for programs to read, or for a narrower query */
    PASSAGE_COLS = 80, /* of exports */
    PAGE_COLS = 80,    /* of a table that no terminal shows */
    MIN_TEXT_COLS = 24,
    MAX_LEFT_COLS = 32, /* a longer id moves only its own line */
};

/* What a search answers, and how it is printed. */
struct answer {
    struct store *st;
    struct search *search;
    const struct options *o;
    int passage_cols;

    struct arena mem; /* the hit of `place`, if has_hit */
    struct search_hit hit;
    size_t place;
    bool has_hit;
};

/* The hit at a place; the columns of a row ask for the same one in turn. NULL with e. */
static const struct search_hit *hit_at(struct answer *a, size_t place, struct err *e)
{
    if (a->has_hit && a->place == place)
        return &a->hit;
    arena_reset(&a->mem);
    a->place = place;
    a->has_hit = search_hit(a->search, place, a->passage_cols, &a->mem, &a->hit, e);
    return a->has_hit ? &a->hit : NULL;
}

/* Characters in the first n_bytes of a text. */
static size_t characters(struct text t, size_t n_bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < n_bytes; i++)
        n += ((unsigned char)t.p[i] & 0xC0) != 0x80;
    return n;
}

/* How a list of spans is written. */
struct brackets {
    const char *open, *middle, *close, *between;
};

/* Where the hits are in the passage, in characters: from the first up to, but not, the second. */
static void put_spans(struct buf *out, const struct passage *p, const struct brackets *b)
{
    for (size_t i = 0; i < p->n_spans; i++) {
        size_t from = p->spans[i].at, to = from + p->spans[i].n_bytes;

        buf_printf(out, "%s%s%zu%s%zu%s", i ? b->between : "", b->open, characters(p->text, from),
                   b->middle, characters(p->text, to), b->close);
    }
}

/* The columns that a search has beside those of its records. */
enum column { RANK, ROUTE, FIELD, VIA, PASSAGE, SPANS, COLUMN_COUNT };

static const char all_columns[] =
    "rank,id,kind,name_ja,name_en,citations,route,field,via,passage,spans";

static const char *computed(void *ctx, size_t row, const char *name, struct arena *mem,
                            struct err *e)
{
    static const char *const names[COLUMN_COUNT] = {"rank", "route",   "field",
                                                    "via",  "passage", "spans"};
    static const struct brackets plain = {"", "-", "", "; "};
    struct answer *a = ctx;
    const struct search_hit *hit;
    struct buf value = {0};
    const char *copy;
    struct record r;
    int column = 0;

    while (column < COLUMN_COUNT && strcmp(name, names[column]) != 0)
        column++;
    if (column == COLUMN_COUNT || !(hit = hit_at(a, row, e)))
        return NULL;
    if (column == RANK)
        buf_printf(&value, "%zu", row + 1);
    else if (column == ROUTE)
        buf_str(&value, search_route_name(hit->route));
    else if (column == FIELD)
        buf_str(&value, hit->field);
    else if (column == VIA && hit->via && store_record(a->st, mem, hit->via, &r, e))
        buf_str(&value, r.id);
    else if (column == PASSAGE)
        buf_add(&value, hit->passage.text.p, hit->passage.text.n_bytes);
    else if (column == SPANS)
        put_spans(&value, &hit->passage, &plain);
    copy = arena_copy(mem, buf_cstr(&value), value.n_bytes);
    buf_finish(&value);
    return e->code ? NULL : copy;
}

static void put_member(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, ", \"%s\": ", name);
    if (*value)
        json_string(out, value);
    else
        buf_str(out, "null");
}

/* One object: what every record has, then how it was found. */
static bool put_object(struct answer *a, size_t place, struct buf *out, struct err *e)
{
    static const struct brackets json = {"[", ", ", "]", ", "};
    const struct search_hit *hit = hit_at(a, place, e);
    struct arena mem = {0};
    struct record r;
    bool ok = hit && store_record(a->st, &mem, search_record(a->search, place), &r, e);

    if (ok) {
        json_head(&r, out);
        ok = json_citations(a->st, r.id, out, e);
        buf_printf(out, ", \"rank\": %zu", place + 1);
        put_member(out, "route", search_route_name(hit->route));
        put_member(out, "field", hit->field);
        ok = ok && (!hit->via || store_record(a->st, &mem, hit->via, &r, e));
        put_member(out, "via", hit->via && ok ? r.id : "");
        put_member(out, "passage",
                   arena_copy(&mem, hit->passage.text.p, hit->passage.text.n_bytes));
        buf_str(out, ", \"spans\": [");
        put_spans(out, &hit->passage, &json);
        buf_str(out, "]}");
    }
    arena_finish(&mem);
    return ok;
}

static bool print_objects(struct answer *a, struct buf *out, struct err *e)
{
    bool lines = a->o->format == FORMAT_NDJSON;
    size_t n_rows = search_count(a->search);

    buf_str(out, lines ? "" : "[");
    for (size_t i = 0; i < n_rows; i++) {
        buf_str(out, lines ? "" : i ? ",\n " : "\n ");
        if (!put_object(a, i, out, e))
            return false;
        buf_str(out, lines ? "\n" : "");
    }
    buf_str(out, lines ? "" : n_rows ? "\n]\n" : "]\n");
    return true;
}

/* "よみ by reading", "要約 summary", "経由 via actor:mofa"; two blanks before it. */
static bool route_text(struct answer *a, const struct search_hit *hit, struct arena *mem,
                       struct text *t, struct err *e)
{
    enum display d = a->o->display;
    struct text said = {0}, more = {0};
    struct record r;

    if (hit->route == SEARCH_READING)
        said = say(mem, SAY_BY_READING, d);
    if (hit->route == SEARCH_LINKED) {
        if (!store_record(a->st, mem, hit->via, &r, e))
            return false;
        said = say(mem, SAY_VIA, d);
        more = text_safe_str(mem, r.id);
    } else if (hit->route != SEARCH_READING || strcmp(hit->field, "reading_kana") != 0) {
        more = say_field(mem, hit->field, d);
    }
    said = say_pair(mem, said, more, DISPLAY_BOTH);
    *t = say_pair(mem, text_lit(" "), said, DISPLAY_BOTH);
    return true;
}

static void put_passage(struct buf *out, const struct passage *p, struct marks m)
{
    size_t at = 0;

    buf_str(out, p->starts_late ? ".." : "");
    for (size_t i = 0; i < p->n_spans; i++) {
        struct fold_span s = p->spans[i];

        buf_add(out, p->text.p + at, s.at - at);
        buf_str(out, m.on);
        buf_add(out, p->text.p + s.at, s.n_bytes);
        buf_str(out, m.off);
        at = s.at + s.n_bytes;
    }
    buf_add(out, p->text.p + at, p->text.n_bytes - at);
    buf_str(out, p->ends_early ? ".." : "");
}

/* What stands on the left of a hit's two lines. */
struct left {
    struct text id, route;
};

static bool fill_left(struct answer *a, size_t n_rows, struct arena *mem, struct left *left,
                      int *left_cols, struct err *e)
{
    *left_cols = 0;
    for (size_t i = 0; i < n_rows; i++) {
        const struct search_hit *hit = hit_at(a, i, e);
        struct record r;
        int cols[2];

        if (!hit || !store_record(a->st, mem, search_record(a->search, i), &r, e) ||
            !route_text(a, hit, mem, &left[i].route, e))
            return false;
        left[i].id = text_safe_str(mem, r.id);
        cols[0] = text_cols(left[i].id);
        cols[1] = text_cols(left[i].route);
        for (int k = 0; k < 2; k++)
            if (cols[k] > *left_cols)
                *left_cols = cols[k] < MAX_LEFT_COLS ? cols[k] : MAX_LEFT_COLS;
    }
    return true;
}

/* Columns for what stands right of a text: on the terminal, or on a page elsewhere. */
static int cols_beside(struct text left, int left_cols)
{
    int all = terminal_cols(), cols = text_cols(left);

    cols = (all ? all : PAGE_COLS) - (cols > left_cols ? cols : left_cols) - 2;
    return cols < MIN_TEXT_COLS ? MIN_TEXT_COLS : cols;
}

/* Names are cut for a terminal only: what reads a pipe may look for them. */
static bool print_name(struct answer *a, size_t place, struct text id, int left_cols,
                       struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct record r;
    bool ok = store_record(a->st, &mem, search_record(a->search, place), &r, e);

    if (ok) {
        struct text name = say_pair(&mem, text_safe_str(&mem, r.name[LANG_JA]),
                                    text_safe_str(&mem, r.name[LANG_EN]), a->o->display);

        if (terminal_cols())
            name = text_ellipsis(&mem, name, cols_beside(id, left_cols));
        print_padded(out, id, left_cols);
        buf_printf(out, "  %.*s\n", (int)name.n_bytes, name.p);
    }
    arena_finish(&mem);
    return ok;
}

/* How it was found, and the passage; nothing for what only passed the filters. */
static bool print_way(struct answer *a, size_t place, struct text route, int left_cols,
                      struct buf *out, struct err *e)
{
    const struct search_hit *hit;

    a->passage_cols = cols_beside(route, left_cols);
    hit = hit_at(a, place, e);
    if (!hit || hit->route == SEARCH_FILTER)
        return hit != NULL;
    if (text_is_empty(hit->passage.text)) {
        buf_add(out, route.p, route.n_bytes);
    } else {
        print_padded(out, route, left_cols);
        buf_str(out, "  ");
        put_passage(out, &hit->passage, print_marks(a->o));
    }
    buf_char(out, '\n');
    return true;
}

/* Two lines for each hit: its id and name; how it was found, and the passage. */
static bool print_hits(struct answer *a, size_t n_rows, struct buf *out, struct err *e)
{
    struct arena mem = {0};
    struct left *left = arena_zeroed(&mem, n_rows, sizeof *left);
    int left_cols = 0;
    bool ok = fill_left(a, n_rows, &mem, left, &left_cols, e);

    a->has_hit = false; /* made for another width */
    for (size_t i = 0; ok && i < n_rows; i++)
        ok = print_name(a, i, left[i].id, left_cols, out, e) &&
             print_way(a, i, left[i].route, left_cols, out, e);
    arena_finish(&mem);
    return ok;
}

/* Numbers of the records in their order, as the other commands print them. */
static struct rows rows_of(struct answer *a, size_t n_rows, struct arena *mem)
{
    uint32_t *n = arena_zeroed(mem, n_rows, sizeof *n);

    for (size_t i = 0; i < n_rows; i++)
        n[i] = search_record(a->search, i);
    return (struct rows){.n = n, .n_rows = n_rows, .computed = computed, .ctx = a};
}

static bool print_answer(struct answer *a, size_t n_possible, struct buf *out, struct err *e)
{
    size_t n_rows = search_count(a->search), n_all = n_rows;
    struct options o = *a->o;
    struct arena mem = {0};
    struct rows rows;
    bool ok;

    if (o.format == FORMAT_TABLE && n_rows > TABLE_ROWS)
        n_rows = TABLE_ROWS;
    rows = rows_of(a, n_rows, &mem);
    rows.n_possible = n_possible;
    rows.n_more = n_all - n_rows;
    if (o.format == FORMAT_TABLE && !o.columns) {
        ok = print_hits(a, n_rows, out, e);
        print_caveat(out, &rows, &o, "-- ");
    } else if (o.format == FORMAT_JSON || o.format == FORMAT_NDJSON) {
        ok = print_objects(a, out, e);
    } else {
        o.columns = o.columns ? o.columns : all_columns;
        ok = print_records(a->st, &rows, &o, out, e);
    }
    ok = ok && cli_write(out, e);
    if (ok && rows.n_more)
        fprintf(stderr, "nichiei: %zu more; narrow the query, or --format tsv prints all %zu\n",
                rows.n_more, n_all);
    arena_finish(&mem);
    return ok;
}

int cmd_search(const struct options *o, struct err *e)
{
    struct store *st = cli_open(o, e);
    struct corpus *c = st ? corpus_new(st, e) : NULL;
    struct answer a = {.st = st, .o = o, .passage_cols = PASSAGE_COLS};
    enum lang first = o->display == DISPLAY_EN ? LANG_EN : LANG_JA;
    struct query q = {0};
    struct buf out = {0};
    size_t n_rows = 0, n_possible = 0;
    bool ok = c && request_parse(&q, st, o, 0, e);

    if (ok && !q.n_terms)
        ok = err_set(e, ERR_USAGE,
                     "search: name a word to look for, such as `nichiei search gaimu`");
    if (ok && (a.search = search_new(st, c, &q, first, e)) != NULL) {
        n_rows = search_count(a.search);
        for (int k = 0; k < KIND_COUNT; k++)
            n_possible += corpus_possible(c, (enum kind)k);
        ok = print_answer(&a, n_possible, &out, e);
    }
    ok = ok && a.search;
    search_free(a.search);
    corpus_free(c);
    store_close(st);
    query_finish(&q);
    buf_finish(&out);
    arena_finish(&a.mem);
    return ok ? n_rows ? 0 : ERR_NO_MATCH : e->code;
}
