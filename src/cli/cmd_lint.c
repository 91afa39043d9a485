/* lint: the false friends in a text of the user's, with line and column, as compilers tell faults.
 */
#include "nichiei/base/file.h"

#include "nichiei/text/decode.h"

#include "nichiei/engine/terms.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Where it was found. */
struct place {
    const char *file;
    size_t line, column, character; /* from 1; a column is a byte of the line in UTF-8 */
};

struct find {
    struct place at;
    struct text word;
    const uint32_t *n; /* the terms it may mean; borrowed from the terms */
    size_t n_terms;
};

enum { MAX_TOLD = 512 };

struct draft {
    struct arena mem;
    struct store *st;
    struct terms *terms;
    const struct options *o;
    struct find *finds;
    size_t n_finds, cap_finds;
    const struct find *told[MAX_TOLD]; /* those that explain a term, in one language */
    size_t n_told;
};

static struct find *add_find(struct draft *d)
{
    d->finds = arena_grow(&d->mem, d->finds, d->n_finds, &d->cap_finds, sizeof *d->finds);
    return &d->finds[d->n_finds++];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* Behind the paragraph that starts at a place: no word goes over a blank line. One that is longer
 * than any is cut where a line ends, so that memory stays bounded. */
static size_t paragraph_end(const char *text, size_t n_bytes, size_t at)
{
    enum { LONG = 256 * 1024 };
    size_t from = at;

    while (at < n_bytes) {
        const char *end = memchr(text + at, '\n', n_bytes - at);
        size_t next;

        if (!end)
            return n_bytes;
        at = next = (size_t)(end - text) + 1;
        while (next < n_bytes && is_blank(text[next]))
            next++;
        if (next == n_bytes || text[next] == '\n' || at - from > LONG)
            return at;
    }
    return n_bytes;
}

/* The word as one reads it: on one line. */
static struct text word_of(struct arena *a, const char *bytes, size_t n_bytes)
{
    struct buf word = {0};
    struct text t;

    for (size_t i = 0; i < n_bytes; i++) {
        size_t from = i;
        bool wrapped = false;

        for (; i < n_bytes && (is_blank(bytes[i]) || bytes[i] == '\n'); i++)
            wrapped = wrapped || bytes[i] == '\n';
        if (!wrapped)
            buf_add(&word, bytes + from, i - from);
        else if (from && (unsigned char)bytes[from - 1] < 0x80)
            buf_char(&word, ' ');
        if (i < n_bytes)
            buf_char(&word, bytes[i]);
    }
    t = text_safe(a, buf_cstr(&word), word.n_bytes);
    buf_finish(&word);
    return t;
}

/* Goes on to a place of the text; `line` is where its line starts. */
static void walk(struct place *at, const char *text, size_t *from, size_t to, size_t *line)
{
    for (; *from < to; ++*from)
        if (text[*from] == '\n') {
            at->line++;
            at->character = 1;
            *line = *from + 1;
        } else {
            at->character += ((unsigned char)text[*from] & 0xC0) != 0x80;
        }
    at->column = to - *line + 1;
}

static void lint(struct draft *d, const char *file, const char *text, size_t n_bytes)
{
    struct place at = {.file = file, .line = 1, .character = 1};
    size_t walked = 0, line = 0;

    for (size_t from = 0, to; from < n_bytes; from = to) {
        struct arena mem = {0};
        struct term_hit *hits;
        size_t n_hits;

        to = paragraph_end(text, n_bytes, from);
        n_hits = terms_find(d->terms, &mem, text + from, to - from, &hits);
        for (size_t i = 0; i < n_hits; i++) {
            walk(&at, text, &walked, from + hits[i].at, &line);
            *add_find(d) =
                (struct find){at, word_of(&d->mem, text + from + hits[i].at, hits[i].n_bytes),
                              hits[i].n, hits[i].n_terms};
        }
        arena_finish(&mem);
    }
}

/* One file; an empty one holds nothing to find. */
static bool lint_file(struct draft *d, const char *path, struct err *e)
{
    struct buf bytes = {0};
    struct decoded text = {0};
    bool ok = file_read(path, FILE_TEXT_BYTES, &bytes, e);

    if (ok) {
        decode(&text, buf_cstr(&bytes), bytes.n_bytes, d->o->encoding);
        ok = text.is == DECODING_EMPTY || text.is == DECODING_BLANK ||
             decoded_check(&text, file_shown(path), e);
    }
    buf_finish(&bytes);
    if (ok)
        lint(d, path, buf_cstr(&text.text), text.text.n_bytes);
    decoded_finish(&text);
    return ok;
}

/* A word of a language is explained in it, unless one was asked for. */
static enum display display_for(const struct draft *d, const struct find *f)
{
    if (d->o->display != DISPLAY_BOTH)
        return d->o->display;
    return f->word.n_bytes && (unsigned char)*f->word.p < 0x80 ? DISPLAY_EN : DISPLAY_JA;
}

static void put_text(struct buf *out, struct text t)
{
    buf_add(out, t.p, t.n_bytes);
}

/* " in Japan: …", nothing if the field is empty. */
static void put_meaning(struct buf *out, struct arena *a, const struct record *r,
                        const char *const *values, const char *field, enum display display)
{
    int i = schema_field(schema_of_kind(r->kind), field);
    struct text said = text_safe_str(a, values[i + (display == DISPLAY_EN)]);

    if (text_is_empty(said))
        return;
    buf_char(out, ' ');
    put_text(out, say_field(a, field, display));
    buf_str(out, ": ");
    put_text(out, said);
}

/* "; RUSI paper §1.3 +9": the first place that it stands on, and how many more there are. */
static bool put_citation(struct draft *d, struct buf *out, struct arena *a, const struct record *r,
                         enum display display, struct err *e)
{
    const struct resource *citations = schema_resource("citations");
    struct record source;
    struct row *rows;
    size_t n_rows;
    const char *const *v;
    uint32_t n;

    if (!store_rows(d->st, a, citations, "record", r->id, &rows, &n_rows, e))
        return false;
    if (!n_rows)
        return true;
    v = rows[0].values;
    n = store_find(d->st,
                   *v[schema_field(citations, "source")] ? v[schema_field(citations, "source")]
                                                         : v[schema_field(citations, "reference")],
                   e);
    if (!n || !store_record(d->st, a, n, &source, e))
        return !e->code;
    buf_str(out, "; ");
    put_text(out, text_safe_str(a, source.name[display == DISPLAY_EN ? LANG_EN : LANG_JA]));
    buf_char(out, ' ');
    put_text(out, say_locator(a, v[schema_field(citations, "locator")], display));
    if (n_rows > 1)
        buf_printf(out, " +%zu", n_rows - 1);
    return true;
}

/* " in Japan: … in the UK: … pitfall: …" */
static bool put_explanation(struct draft *d, struct buf *out, struct arena *a,
                            const struct record *r, enum display display, struct err *e)
{
    const char *const *values;

    if (!store_fields(d->st, a, r->n, &values, e))
        return false;
    put_meaning(out, a, r, values, "meaning_jp_ja", display);
    put_meaning(out, a, r, values, "meaning_gb_ja", display);
    put_meaning(out, a, r, values, "pitfall_ja", display);
    return true;
}

/* The find that tells of the same term in the same language already, or NULL; this one then does.
 */
static const struct find *explained(struct draft *d, const struct find *f, enum display display)
{
    for (size_t i = 0; i < d->n_told; i++)
        if (d->told[i]->n[0] == f->n[0] && display_for(d, d->told[i]) == display)
            return d->told[i];
    if (d->n_told < MAX_TOLD)
        d->told[d->n_told++] = f;
    return NULL;
}

/* " explained at draft.md:3" */
static void put_again(struct buf *out, struct arena *a, const struct find *first,
                      enum display display)
{
    struct buf place = {0};

    buf_printf(&place, "%s:%zu", first->at.file, first->at.line);
    buf_char(out, ' ');
    put_text(out, say_fill(a, say(a, SAY_LINT_AGAIN, display), "about",
                           text_safe(a, buf_cstr(&place), place.n_bytes)));
    buf_finish(&place);
}

/* " in Japan: … [term:…; evidence]" */
static bool put_terms(struct draft *d, const struct find *f, struct arena *a, struct buf *out,
                      struct err *e)
{
    enum display display = display_for(d, f);
    const struct find *first = explained(d, f, display);
    struct record r, other;

    if (!store_record(d->st, a, f->n[0], &r, e))
        return false;
    if (first)
        put_again(out, a, first, display);
    else if (!put_explanation(d, out, a, &r, display, e))
        return false;
    buf_printf(out, " [%s", r.id);
    for (size_t i = 1; i < f->n_terms; i++) {
        if (!store_record(d->st, a, f->n[i], &other, e))
            return false;
        buf_printf(out, ", %s", other.id);
    }
    if (!first && !put_citation(d, out, a, &r, display, e))
        return false;
    buf_str(out, "]\n");
    return true;
}

/* "draft.md:3:7: word: what it means [term:…; evidence]" */
static bool put_find(struct draft *d, const struct find *f, struct buf *out, struct err *e)
{
    struct marks m = print_marks(d->o);
    struct arena mem = {0};
    bool ok;

    put_text(out, text_safe_str(&mem, f->at.file));
    buf_printf(out, ":%zu:%zu: %s", f->at.line, f->at.column, m.on);
    put_text(out, f->word);
    buf_printf(out, "%s:", m.off);
    ok = put_terms(d, f, &mem, out, e);
    arena_finish(&mem);
    return ok;
}

/* The numbers of a find, as JSON members. */
static void put_place(const struct find *f, struct buf *out)
{
    struct arena mem = {0};

    buf_str(out, "{\"file\": ");
    json_string(out, f->at.file);
    buf_printf(out, ", \"line\": %zu, \"column\": %zu, \"character\": %zu, \"word\": ", f->at.line,
               f->at.column, f->at.character);
    json_string(out, arena_copy(&mem, f->word.p, f->word.n_bytes));
    arena_finish(&mem);
}

/* One object for each find, with the terms in full. */
static bool put_object(struct draft *d, const struct find *f, struct buf *out, struct err *e)
{
    put_place(f, out);
    buf_str(out, ", \"terms\": [");
    for (size_t i = 0; i < f->n_terms; i++) {
        buf_str(out, i ? ", " : "");
        if (!json_record(d->st, f->n[i], out, e))
            return false;
    }
    buf_str(out, "]}");
    return true;
}

static bool print_objects(struct draft *d, struct buf *out, struct err *e)
{
    bool lines = d->o->format == FORMAT_NDJSON;

    buf_str(out, lines ? "" : "[");
    for (size_t i = 0; i < d->n_finds; i++) {
        buf_str(out, lines ? "" : i ? ",\n " : "\n ");
        if (!put_object(d, &d->finds[i], out, e))
            return false;
        buf_str(out, lines ? "\n" : "");
    }
    buf_str(out, lines ? "" : d->n_finds ? "\n]\n" : "]\n");
    return true;
}

/* The columns that a find has beside those of its term. */
enum column { FILE_NAME, LINE, COLUMN, CHARACTER, WORD, COLUMN_COUNT };

static const char all_columns[] =
    "file,line,column,character,word,id,name_ja,name_en,meaning_jp_ja,meaning_jp_en,meaning_gb_ja,"
    "meaning_gb_en,pitfall_ja,pitfall_en,citations";

/* What the rows are of: a row for each term of each find. */
struct find_rows {
    const struct find **find;
    uint32_t *n;
    size_t n_rows;
};

static const char *computed(void *ctx, size_t row, const char *name, struct arena *a, struct err *e)
{
    static const char *const names[COLUMN_COUNT] = {"file", "line", "column", "character", "word"};
    const struct find *f = ((const struct find_rows *)ctx)->find[row];
    const size_t numbers[COLUMN_COUNT] = {0, f->at.line, f->at.column, f->at.character, 0};
    char number[32];
    int column = 0;

    (void)e;
    while (column < COLUMN_COUNT && strcmp(name, names[column]) != 0)
        column++;
    if (column == COLUMN_COUNT)
        return NULL;
    if (column == FILE_NAME)
        return f->at.file;
    if (column == WORD)
        return arena_copy(a, f->word.p, f->word.n_bytes);
    snprintf(number, sizeof number, "%zu", numbers[column]);
    return arena_copy(a, number, strlen(number));
}

static bool print_rows(struct draft *d, struct buf *out, struct err *e)
{
    struct options o = *d->o;
    struct find_rows all = {NULL, NULL, 0};
    size_t n_rows = 0;

    for (size_t i = 0; i < d->n_finds; i++)
        n_rows += d->finds[i].n_terms;
    all.find = arena_zeroed(&d->mem, n_rows, sizeof(struct find *));
    all.n = arena_zeroed(&d->mem, n_rows, sizeof *all.n);
    for (size_t i = 0; i < d->n_finds; i++)
        for (size_t k = 0; k < d->finds[i].n_terms; k++) {
            all.find[all.n_rows] = &d->finds[i];
            all.n[all.n_rows++] = d->finds[i].n[k];
        }
    o.columns = o.columns ? o.columns : all_columns;
    return print_records(
        d->st, &(struct rows){.n = all.n, .n_rows = n_rows, .computed = computed, .ctx = &all}, &o,
        out, e);
}

static bool print(struct draft *d, struct err *e)
{
    struct buf out = {0};
    bool ok = true;

    if (d->o->format == FORMAT_JSON || d->o->format == FORMAT_NDJSON)
        ok = print_objects(d, &out, e);
    else if (d->o->format != FORMAT_TABLE || d->o->columns)
        ok = print_rows(d, &out, e);
    else
        for (size_t i = 0; ok && i < d->n_finds; i++)
            ok = put_find(d, &d->finds[i], &out, e);
    ok = ok && cli_write(&out, e);
    buf_finish(&out);
    return ok;
}

/* All that can be read is looked at; what cannot is told behind it. */
static void lint_files(struct draft *d, struct err *unread)
{
    int n_unread = 0;
    struct err first = {0};

    for (int i = 0; i < d->o->n_args; i++) {
        struct err e = {0};

        if (!lint_file(d, d->o->args[i], &e) && n_unread++ == 0)
            first = e;
    }
    if (n_unread > 1)
        err_set(unread, first.code, "%s (and %d more)", first.text, n_unread - 1);
    else if (n_unread)
        *unread = first;
}

int cmd_lint(const struct options *o, struct err *e)
{
    struct draft d = {.o = o};
    struct err unread = {0};
    bool ok = o->n_args > 0 || err_set(e, ERR_USAGE, "lint: name a file, or - for standard input");

    ok = ok && (d.st = cli_open(o, e)) != NULL && (d.terms = terms_load(d.st, e)) != NULL;
    if (ok) {
        lint_files(&d, &unread);
        ok = print(&d, e) && (!unread.code || err_set(e, unread.code, "%s", unread.text));
    }
    terms_free(d.terms);
    store_close(d.st);
    arena_finish(&d.mem);
    return !ok ? (int)e->code : d.n_finds ? ERR_NO_MATCH : 0;
}
