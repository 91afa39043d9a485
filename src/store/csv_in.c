/* CSV in and out: libcsv, fed piece by piece between line ends so that lines can be counted. */
#include "csv_in.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct span {
    size_t at_byte, n_bytes;
};

enum { BLOCK_BYTES = 64 * 1024 };

struct csv_in {
    FILE *file;
    char block[BLOCK_BYTES]; /* what was read, and how far it was used */
    size_t n_block, at_block;
    struct csv_parser parser;
    struct buf bytes;   /* the row's fields, each with a closing NUL */
    struct span *spans; /* into bytes, because bytes moves while it grows */
    struct csv_value *values;
    int n_fields, cap_fields;
    bool row_done, failed;
    uint32_t line;    /* of the next byte */
    size_t n_returns; /* carriage returns read ahead that no line feed follows */
    bool at_start;
};

/* libcsv would strip blanks round unquoted fields; blanks are data here. */
static int nothing_is_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void on_field(void *bytes, size_t n_bytes, void *data)
{
    struct csv_in *in = data;

    if (in->n_fields == in->cap_fields) {
        int cap = in->cap_fields ? 2 * in->cap_fields : 32;
        struct span *spans = realloc(in->spans, (size_t)cap * sizeof *spans);
        struct csv_value *values;

        if (spans)
            in->spans = spans;
        values = realloc(in->values, (size_t)cap * sizeof *values);
        if (values)
            in->values = values;
        if (!spans || !values) {
            in->failed = true;
            return;
        }
        in->cap_fields = cap;
    }
    in->spans[in->n_fields++] = (struct span){in->bytes.n_bytes, n_bytes};
    buf_add(&in->bytes, bytes, n_bytes);
    buf_add(&in->bytes, "", 1);
}

static void on_row(int last_byte, void *data)
{
    (void)last_byte;
    ((struct csv_in *)data)->row_done = true;
}

struct csv_in *csv_open(const char *path, struct err *e)
{
    struct csv_in *in = calloc(1, sizeof *in);
    struct stat st;

    if (!in) {
        err_set(e, ERR_DATA, "%s: out of memory", path);
        return NULL;
    }
    in->file = fopen(path, "rb");
    if (!in->file || (fstat(fileno(in->file), &st) == 0 && S_ISDIR(st.st_mode))) {
        err_set(e, ERR_DATA, "%s: %s", path, in->file ? "is a directory" : strerror(errno));
        goto fail;
    }
    if (csv_init(&in->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        err_set(e, ERR_DATA, "%s: out of memory", path);
        goto fail;
    }
    csv_set_space_func(&in->parser, nothing_is_space);
    in->line = 1;
    in->at_start = true;
    return in;
fail:
    if (in->file)
        fclose(in->file);
    free(in);
    return NULL;
}

void csv_close(struct csv_in *in)
{
    if (!in)
        return;
    csv_free(&in->parser);
    fclose(in->file);
    buf_finish(&in->bytes);
    free(in->spans);
    free(in->values);
    free(in);
}

/* Hands the collected row over. */
static enum got row_out(struct csv_in *in, struct csv_row *row, struct err *e)
{
    if (in->failed || in->bytes.failed) {
        err_set(e, ERR_DATA, "out of memory");
        return GOT_BAD;
    }
    for (int i = 0; i < in->n_fields; i++)
        in->values[i] =
            (struct csv_value){in->bytes.bytes + in->spans[i].at_byte, in->spans[i].n_bytes};
    row->fields = in->values;
    row->n_fields = in->n_fields;
    return GOT_ROW;
}

/* Is there a byte? */
static bool fill(struct csv_in *in)
{
    if (in->at_block == in->n_block) {
        in->n_block = fread(in->block, 1, sizeof in->block, in->file);
        in->at_block = 0;
    }
    return in->at_block < in->n_block;
}

/* How many bytes stand before the next line end, or the end of the block. */
static size_t piece_bytes(const struct csv_in *in)
{
    const char *at = in->block + in->at_block;
    size_t n_bytes = in->n_block - in->at_block;
    const char *feed = memchr(at, '\n', n_bytes), *ret;

    if (feed)
        n_bytes = (size_t)(feed - at);
    ret = memchr(at, '\r', n_bytes);
    return ret ? (size_t)(ret - at) : n_bytes;
}

/* The next line end, with CRLF taken as LF. CRCRLF is LF as well: were it CRLF, a package would
 * change each time it is unpacked and built. */
static char line_end(struct csv_in *in)
{
    if (!in->n_returns) {
        for (; fill(in) && in->block[in->at_block] == '\r'; in->at_block++)
            in->n_returns++;
        if (fill(in) && in->block[in->at_block] == '\n') {
            in->at_block++;
            in->n_returns = 0;
            return '\n';
        }
    }
    in->n_returns--;
    return '\r';
}

/* Feeds bytes to libcsv; false if they break the rules of CSV. */
static bool feed(struct csv_in *in, const char *bytes, size_t n_bytes)
{
    return csv_parse(&in->parser, bytes, n_bytes, on_field, on_row, in) == n_bytes;
}

static enum got bad_quote(struct err *e)
{
    err_set(e, ERR_DATA, "a quote stands inside a field; quote the field and double it");
    return GOT_BAD;
}

enum got csv_next(struct csv_in *in, struct csv_row *row, struct err *e)
{
    bool row_is_empty = true;

    buf_reset(&in->bytes);
    in->n_fields = 0;
    in->row_done = false;
    *row = (struct csv_row){.line = in->line};
    while (in->n_returns || fill(in)) {
        size_t n_bytes = in->n_returns ? 0 : piece_bytes(in);
        char end;

        if (in->at_start && n_bytes && in->block[0] == '\xEF') {
            err_set(e, ERR_DATA, "starts with a byte order mark; save it as UTF-8 without one");
            return GOT_BAD;
        }
        in->at_start = false;
        if (n_bytes) {
            if (!feed(in, in->block + in->at_block, n_bytes))
                return bad_quote(e);
            in->at_block += n_bytes;
            row_is_empty = false;
            continue;
        }
        end = line_end(in);
        if (!feed(in, &end, 1))
            return bad_quote(e);
        in->line += end == '\n';
        /* libcsv swallows a blank line without a word: a row of no fields tells the caller. */
        if (in->row_done || (end == '\n' && row_is_empty))
            return row_out(in, row, e);
        row_is_empty = false;
    }
    if (ferror(in->file)) {
        err_set(e, ERR_DATA, "cannot be read: %s", strerror(errno));
        return GOT_BAD;
    }
    if (csv_fini(&in->parser, on_field, on_row, in) != 0) {
        err_set(e, ERR_DATA, "a quoted field is not closed; add the missing quote");
        return GOT_BAD;
    }
    return in->row_done ? row_out(in, row, e) : GOT_END;
}

void csv_put(struct buf *out, const char *field)
{
    if (!strpbrk(field, ",\"\r\n")) {
        buf_str(out, field);
        return;
    }
    buf_char(out, '"');
    for (; *field; field++) {
        if (*field == '"')
            buf_char(out, '"');
        buf_char(out, *field);
    }
    buf_char(out, '"');
}
