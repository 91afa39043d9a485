/* attach, detach: a user's own copies of sources, kept in the overlay for reading in place. */
#include "nichiei/base/file.h"

#include "nichiei/store/hash.h"
#include "nichiei/store/overlay.h"

#include "nichiei/engine/copy.h"
#include "nichiei/engine/locator.h"
#include "nichiei/engine/query.h"
#include "nichiei/engine/say.h"

#include "cli.h"
#include "pdf.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What is printed of a copy. */
enum column {
    COLUMN_SOURCE,
    COLUMN_FILE,
    COLUMN_ENCODING,
    COLUMN_LINES,
    COLUMN_BYTES, /* of its text, not of the file */
    COLUMN_ATTACHED,
    COLUMN_HASH,
    COLUMN_STATE,
    COLUMN_COUNT
};

static const char *const copy_columns[COLUMN_COUNT] = {"source", "file",     "encoding", "lines",
                                                       "bytes",  "attached", "hash",     "state"};
static const bool is_number[COLUMN_COUNT] = {[COLUMN_LINES] = true, [COLUMN_BYTES] = true};

/* Fills a row; a reader has enough with the head of the hash. */
static void fill_row(const char **row, struct arena *a, const struct attachment *at,
                     const char *state, const struct options *o)
{
    enum { HASH_HEAD = 12 };
    bool is_table = o->format == FORMAT_TABLE;
    struct text said = say_word(a, state, o->display);
    char number[32];
    size_t n_lines = 0;

    for (const char *s = at->text; s && (s = strchr(s, '\n')) != NULL; s++)
        n_lines++;
    row[COLUMN_SOURCE] = at->source;
    row[COLUMN_FILE] = at->file;
    row[COLUMN_ENCODING] = at->encoding;
    snprintf(number, sizeof number, "%zu%s", n_lines,
             !is_table      ? ""
             : n_lines == 1 ? " line"
                            : " lines");
    row[COLUMN_LINES] = at->text ? arena_copy(a, number, strlen(number)) : "";
    snprintf(number, sizeof number, "%zu%s", at->n_bytes, is_table ? " bytes" : "");
    row[COLUMN_BYTES] = arena_copy(a, number, strlen(number));
    row[COLUMN_ATTACHED] = at->attached;
    row[COLUMN_HASH] =
        arena_copy(a, at->hash, is_table ? strnlen(at->hash, HASH_HEAD) : strlen(at->hash));
    row[COLUMN_STATE] = is_table ? arena_copy(a, said.p, said.n_bytes) : state;
}

static bool print_copies(const char *const *rows, size_t n_rows, const struct options *o,
                         struct err *e)
{
    const struct values v = {COLUMN_COUNT, copy_columns, is_number, n_rows, rows};
    struct buf out = {0};
    bool ok;

    print_values(&v, o->format, &out);
    ok = cli_write(&out, e);
    buf_finish(&out);
    return ok;
}

/* One row; its text is read for its lines, and given back at once. */
static bool list_row(struct overlay *ov, struct arena *a, const char *source, const char **row,
                     const struct options *o, struct err *e)
{
    struct arena mem = {0};
    struct attachment at;
    bool found = false, ok = overlay_attachment(ov, &mem, source, true, &at, &found, e);

    if (ok && found) {
        fill_row(row, a, &at, copy_state_word(copy_state(&at)), o);
        row[COLUMN_SOURCE] = source;
        row[COLUMN_FILE] = arena_copy(a, at.file, strlen(at.file));
        row[COLUMN_ENCODING] = arena_copy(a, at.encoding, strlen(at.encoding));
        row[COLUMN_ATTACHED] = arena_copy(a, at.attached, strlen(at.attached));
    }
    arena_finish(&mem);
    return ok && found;
}

/* All copies, or the one of a source. What another session takes away meanwhile is passed over. */
static bool list_copies(struct overlay *ov, const char *only, const struct options *o,
                        struct err *e)
{
    struct arena mem = {0};
    struct attachment *all;
    size_t n_all = 0, n_rows = 0;
    const char **rows = NULL;
    bool ok = overlay_attachments(ov, &mem, &all, &n_all, e);

    if (ok)
        rows = arena_zeroed(&mem, n_all * COLUMN_COUNT, sizeof *rows);
    for (size_t i = 0; ok && i < n_all; i++) {
        if (only && strcmp(only, all[i].source) != 0)
            continue;
        if (list_row(ov, &mem, all[i].source, rows + n_rows * COLUMN_COUNT, o, e))
            n_rows++;
        ok = !e->code;
    }
    if (ok && !n_rows && only)
        ok = err_set(e, ERR_NO_MATCH, "%s: no copy attached; `nichiei attach %s FILE` attaches one",
                     only, only);
    ok = ok && print_copies(rows, n_rows, o, e);
    if (ok && !n_rows)
        ok =
            err_set(e, ERR_NO_MATCH, "no copy attached; `nichiei attach SOURCE FILE` attaches one");
    arena_finish(&mem);
    return ok;
}

/* Where to find the file again; standard input is nowhere. */
static const char *whole_path(struct arena *a, const char *path)
{
    char *real = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
    const char *whole = real ? arena_copy(a, real, strlen(real)) : path;

    free(real);
    return whole;
}

/* The text of the file, and its hash. */
static bool read_copy(const char *path, enum encoding named, struct decoded *d,
                      struct attachment *at, char hash[HASH_HEX_BYTES], struct err *e)
{
    struct buf bytes = {0}, text = {0};
    const char *file = file_shown(path);
    bool ok = file_read(path, FILE_TEXT_BYTES, &bytes, e), is_pdf;

    is_pdf = ok && decode_is_pdf(buf_cstr(&bytes), bytes.n_bytes);
    if (ok)
        hash_hex(buf_cstr(&bytes), bytes.n_bytes, hash);
    if (is_pdf) {
        ok = pdf_text(&bytes, file, &text, e);
        buf_finish(&bytes);
    }
    if (ok) {
        decode(d, is_pdf ? buf_cstr(&text) : buf_cstr(&bytes),
               is_pdf ? text.n_bytes : bytes.n_bytes, is_pdf ? ENCODING_UTF_8 : named);
        if (is_pdf && (d->is == DECODING_BLANK || d->is == DECODING_EMPTY))
            ok = err_set(e, ERR_DATA,
                         "%s: a PDF without text, perhaps pictures of pages; have its text "
                         "recognised (OCR) and attach that",
                         file);
        else
            ok = decoded_check(d, file, e);
    }
    if (ok)
        *at = (struct attachment){.encoding = is_pdf ? "PDF" : encoding_name(d->encoding),
                                  .hash = hash,
                                  .text = buf_cstr(&d->text),
                                  .n_bytes = d->text.n_bytes};
    buf_finish(&bytes);
    buf_finish(&text);
    return ok;
}

static void today(char day[16])
{
    time_t now = time(NULL);
    struct tm local;

    if (!localtime_r(&now, &local) || !strftime(day, 16, "%Y-%m-%d", &local))
        *day = '\0';
}

/* Puts the copy where the source had none or another one; what that was, in a word. NULL with e. */
static const char *keep(struct overlay *ov, const struct attachment *at, struct err *e)
{
    struct arena mem = {0};
    struct attachment old;
    bool found = false, ok = overlay_attachment(ov, &mem, at->source, false, &old, &found, e);
    const char *state = !found ? "attached" : "replaced";
    char hash[HASH_HEX_BYTES];

    hash_hex(at->text, at->n_bytes, hash);
    if (found && strcmp(old.hash, at->hash) == 0 && strcmp(old.text_hash, hash) == 0)
        state = "unchanged";
    if (ok && (strcmp(state, "unchanged") != 0 || strcmp(old.file, at->file) != 0))
        ok = overlay_attach(ov, at, e);
    arena_finish(&mem);
    return ok ? state : NULL;
}

/* A second line for readers: what the copy lacks. */
static bool print_bad(const struct decoded *d, const struct options *o, struct err *e)
{
    struct buf out = {0};
    bool ok = true;

    if (d->n_bad_bytes && o->format == FORMAT_TABLE) {
        buf_printf(&out, "  ! wrong bytes (%zu), the first in line %zu: U+FFFD stands for them\n",
                   d->n_bad_bytes, d->bad_line);
        ok = cli_write(&out, e);
    }
    buf_finish(&out);
    return ok;
}

/* A line more for readers: how many of the source's citations the copy shows the passage of. */
static bool print_found(const struct attachment *at, const struct options *o, struct err *e)
{
    struct store *st = o->format == FORMAT_TABLE ? cli_open(o, e) : NULL;
    size_t n_found = 0, n_citations = 0;
    struct arena mem = {0};
    struct buf out = {0};
    char count[48];
    bool ok =
        o->format != FORMAT_TABLE ||
        (st && locator_count(st, at->source, at->text, at->n_bytes, &n_found, &n_citations, e));

    if (ok && n_citations) {
        struct text line;

        snprintf(count, sizeof count, "%zu/%zu", n_found, n_citations);
        line = say_fill(&mem, say(&mem, SAY_FOUND_IN_COPY, o->display), "about",
                        text_safe_str(&mem, count));
        buf_printf(&out, "  %.*s\n", (int)line.n_bytes, line.p);
        ok = cli_write(&out, e);
    }
    store_close(st);
    buf_finish(&out);
    arena_finish(&mem);
    return ok;
}

static bool attach(struct overlay *ov, const char *source, const struct options *o, struct err *e)
{
    const char *path = o->args[1], *row[COLUMN_COUNT], *state = NULL;
    char hash[HASH_HEX_BYTES], day[16];
    struct attachment at;
    struct arena mem = {0};
    struct decoded d = {0};
    bool ok = read_copy(path, o->encoding, &d, &at, hash, e);

    if (ok) {
        today(day);
        at.source = source;
        at.file = whole_path(&mem, path);
        at.attached = day;
        state = keep(ov, &at, e);
    }
    if (state) {
        fill_row(row, &mem, &at, state, o);
        ok = print_copies(row, 1, o, e) && print_bad(&d, o, e) && print_found(&at, o, e);
    }
    decoded_finish(&d);
    arena_finish(&mem);
    return ok && state;
}

/* The id of the source that a word means; in the arena. NULL with e. */
static const char *source_named(struct arena *a, const char *word, const struct options *o,
                                struct err *e)
{
    struct store *st = cli_open(o, e);
    uint32_t n = st ? query_record(st, KIND_SOURCE, word, e) : 0;
    struct record r;
    bool ok = n && store_record(st, a, n, &r, e);

    store_close(st);
    return ok ? r.id : NULL;
}

int cmd_attach(const struct options *o, struct err *e)
{
    struct overlay *ov = NULL;
    struct arena mem = {0};
    const char *source = NULL;
    bool ok = o->n_args <= 2 ||
              err_set(e, ERR_USAGE, "attach: name a source and a file: nichiei attach SOURCE FILE");

    if (ok && o->n_args)
        ok = (source = source_named(&mem, o->args[0], o, e)) != NULL;
    ok = ok && (ov = overlay_open(NULL, e)) != NULL;
    if (ok)
        ok = o->n_args == 2 ? attach(ov, source, o, e) : list_copies(ov, source, o, e);
    overlay_close(ov);
    arena_finish(&mem);
    return ok ? 0 : e->code;
}

/* A copy may outlive its source in the dossier: an id is taken as it is. */
int cmd_detach(const struct options *o, struct err *e)
{
    struct overlay *ov = NULL;
    struct arena mem = {0};
    const char *source = NULL, *row[COLUMN_COUNT];
    struct attachment at;
    bool found = false;
    bool ok =
        o->n_args == 1 || err_set(e, ERR_USAGE, "detach: name a source: nichiei detach SOURCE");

    if (ok)
        source = kind_of_id(o->args[0]) == KIND_SOURCE ? o->args[0]
                                                       : source_named(&mem, o->args[0], o, e);
    ok = source && (ov = overlay_open(NULL, e)) != NULL &&
         (overlay_attachment(ov, &mem, source, true, &at, &found, NULL) ||
          overlay_attachment(ov, &mem, source, false, &at, &found, e)); /* damaged: away with it */
    if (ok && found)
        ok = overlay_detach(ov, source, &found, e);
    if (ok && !found)
        ok = err_set(e, ERR_NO_MATCH, "%s: no copy attached; `nichiei attach` lists them", source);
    if (ok) {
        fill_row(row, &mem, &at, "detached", o);
        ok = print_copies(row, 1, o, e);
    }
    overlay_close(ov);
    arena_finish(&mem);
    return ok ? 0 : e->code;
}
