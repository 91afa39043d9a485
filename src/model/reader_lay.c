/* Laying out a copy: wrapped lines, with the name of each paragraph on the left, and stops over the
 * calls of notes. */
#include "reader_lay.h"

#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include <stdio.h>
#include <string.h>

/* A cell that leads to a line which is not laid out yet, of a note or of its call. */
struct jump {
    size_t line;
    int cell;
    int note;
    bool to_note;
};

void reader_measure(struct layout *l)
{
    int cols = l->s->cols, left = 0, used;
    bool labels = cols >= LABELS_FROM, names = cols >= NAMES_FROM;

    l->label_col = 0;
    l->bar_col = labels ? LABEL_COLS : 0;
    l->text_col = l->bar_col + BAR_COLS;
    l->side_cols = !labels ? 0 : names ? cols - l->text_col - TEXT_COLS - 2 : COUNT_COLS;
    l->side_cols = l->side_cols > NAMES_COLS ? NAMES_COLS : l->side_cols;
    l->text_cols = cols - l->text_col - (labels ? l->side_cols + 1 : 0);
    l->text_cols = l->text_cols > TEXT_COLS ? TEXT_COLS : l->text_cols < 2 ? 2 : l->text_cols;
    used = l->text_col + l->text_cols + (labels ? l->side_cols + 1 + names : 0);
    left = cols > used ? (cols - used) / 2 : 0;
    l->label_col += left;
    l->bar_col += left;
    l->text_col += left;
    l->side_col = l->text_col + l->text_cols + 1 + names;
}

/*
 * Lines.
 */
static struct sheet_line *add_line(struct layout *l, size_t block, size_t at)
{
    struct reader *r = l->r;

    r->lines = arena_grow(&r->layout, r->lines, r->n_lines, &r->cap_lines, sizeof *r->lines);
    r->lines[r->n_lines++] = (struct reader_line){at, block};
    return sheet_line(l->s);
}

/* Blank lines belong to what stands below them. */
static void add_gap(struct layout *l, size_t block)
{
    const struct sheet *s = l->s;

    if (s->n_lines && s->lines[s->n_lines - 1].n_cells)
        add_line(l, block, l->r->doc.pieces[l->r->doc.blocks[block].piece].at);
}

struct sheet_cell *reader_quiet(struct layout *l, struct sheet_line *line, int col, int cols,
                                struct text t, enum sheet_style style)
{
    struct sheet_cell *cell = sheet_cell(l->s, line, col, cols, t, style);

    cell->quiet = true;
    return cell;
}

/* The byte of the copy that about the n-th byte of a block's text is. */
static size_t byte_of(const struct reader *r, size_t block, size_t n)
{
    size_t k = r->doc.blocks[block].piece;

    while (n >= r->doc.pieces[k].n_bytes && r->doc.pieces[k].next != DOCUMENT_NONE) {
        n -= r->doc.pieces[k].n_bytes;
        k = r->doc.pieces[k].next;
    }
    return r->doc.pieces[k].at + (n < r->doc.pieces[k].n_bytes ? n : r->doc.pieces[k].n_bytes - 1);
}

/*
 * Labels: what locators call a paragraph or a row.
 */
static void label_row(struct layout *l, size_t block, char *label, size_t cap_bytes)
{
    const struct document_block *b = &l->r->doc.blocks[block];

    l->row = b->number == l->table ? l->row + 1 : 1;
    l->table = b->number;
    for (size_t i = 0; i < l->r->in.n_rows; i++)
        if (l->r->in.rows[i].block == block)
            snprintf(label + strlen(label), cap_bytes - strlen(label), "%s%s", *label ? " " : "",
                     l->r->in.rows[i].label);
    if (!*label)
        snprintf(label, cap_bytes, "%zu", l->row);
}

static struct text label_of(struct layout *l, size_t block)
{
    const struct document *d = &l->r->doc;
    const struct document_block *b = &d->blocks[block];
    const char *key = d->sections[b->section].key;
    char label[48] = "";

    if (b->kind == BLOCK_HEADING && *key && b->level < 7)
        l->paragraph = 0;
    if (document_counts(d, block)) {
        l->paragraph++;
        if (*key >= '0' && *key <= '9')
            snprintf(label, sizeof label, "%s:%zu", key, l->paragraph);
        else
            snprintf(label, sizeof label, "%zu", l->paragraph);
    }
    if (b->kind == BLOCK_ROW)
        label_row(l, block, label, sizeof label);
    return text_safe_str(&l->s->mem, label);
}

/*
 * Calls and notes.
 */
static void add_jump(struct layout *l, size_t line, int note, bool to_note)
{
    l->jumps = arena_grow(&l->s->mem, l->jumps, l->n_jumps, &l->cap_jumps, sizeof *l->jumps);
    l->jumps[l->n_jumps++] = (struct jump){line, l->s->lines[line].n_cells - 1, note, to_note};
}

/* A stop over some columns of a line's text. */
static void add_stop(struct layout *l, size_t line, struct text t, size_t at, size_t n_bytes,
                     int col, int note, bool to_note)
{
    struct text before = {t.p, at}, sign = {t.p + at, n_bytes};
    int cols = text_cols(sign);

    reader_quiet(l, &l->s->lines[line], col + text_cols(before), cols, sign, SHEET_LINK);
    add_jump(l, line, note, to_note);
}

static size_t find_bytes(struct text t, const char *s, size_t n_bytes)
{
    for (size_t i = 0; i + n_bytes <= t.n_bytes; i++)
        if (memcmp(t.p + i, s, n_bytes) == 0)
            return i;
    return t.n_bytes;
}

/* Where a call stands in a text: one that is a mere digit is known by what stands before it. */
static size_t find_call(const struct document *d, const struct document_call *call, struct text t)
{
    const char *sign = d->text + call->at;
    size_t before = *sign >= '0' && *sign <= '9' && call->at >= 4 ? 4 : 0;
    size_t at = find_bytes(t, sign - before, before + call->n_bytes);

    return at == t.n_bytes ? at : at + before;
}

/* The calls of a block on one of its lines, from the n-th on; how many are done with then. They
 * stand in their order, and a call is not broken over two lines but in a brackets' middle. */
static size_t add_calls(struct layout *l, size_t block, size_t n, size_t line, struct text t,
                        int col)
{
    const struct document *d = &l->r->doc;
    size_t from = 0;

    for (; n < d->n_calls && d->calls[n].at <= document_last_piece(d, block)->at +
                                                   document_last_piece(d, block)->n_bytes;
         n++) {
        const struct document_call *call = &d->calls[n];
        struct text rest = {t.p + from, t.n_bytes - from};
        size_t at;

        if (call->block != block)
            continue;
        at = find_call(d, call, rest);
        if (at == rest.n_bytes)
            return n;
        add_stop(l, line, t, from + at, call->n_bytes, col, call->note, true);
        if (call->note <= l->max_note && !l->call_line[call->note])
            l->call_line[call->note] = line + 1;
        from += at + call->n_bytes;
    }
    return n;
}

/* The first call that may be this block's. */
static size_t first_call(struct layout *l, size_t block)
{
    const struct document *d = &l->r->doc;
    size_t at = d->pieces[d->blocks[block].piece].at, low = 0, high = d->n_calls;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (d->calls[mid].at < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Bytes of a note's number at its head. */
static size_t number_bytes(struct text t)
{
    size_t n = 0;

    while (n < t.n_bytes && n < 12 && t.p[n] != ' ' && t.p[n] != '.' && t.p[n] != ':')
        n++;
    return n < 12 ? n : 0;
}

/*
 * Blocks.
 */
static enum sheet_style style_of(const struct document_block *b)
{
    switch (b->kind) {
    case BLOCK_HEADING:
        return b->level < 7 ? SHEET_HEADING : SHEET_NAME;
    case BLOCK_CAPTION:
        return SHEET_NAME;
    case BLOCK_COLUMNS:
        return SHEET_LABEL;
    case BLOCK_NOTE:
    case BLOCK_TABLE_NOTE:
    case BLOCK_TABLE_SOURCE:
        return SHEET_FAINT;
    default:
        return SHEET_PLAIN;
    }
}

/* Lines of a list, of a title page and the like stand close. */
static bool is_close(const struct document *d, size_t block)
{
    enum block_kind kind = d->blocks[block].kind, above;

    if (block == 0)
        return true;
    above = d->blocks[block - 1].kind;
    return kind == above && kind != BLOCK_PARAGRAPH && kind != BLOCK_HEADING && kind != BLOCK_ROW;
}

/* What stands beside the first line of a block, and over it. */
static void dress(struct layout *l, size_t block, size_t line, size_t n_lines, struct text label)
{
    const struct document_block *b = &l->r->doc.blocks[block];
    size_t n_citing = l->r->citing_at[block + 1] - l->r->citing_at[block];

    if (!text_is_empty(label) && l->bar_col > l->label_col)
        reader_quiet(l, &l->s->lines[line], l->label_col, LABEL_COLS - 1, label, SHEET_FAINT)
            ->to_right = true;
    for (size_t i = 0; i < n_lines; i++) {
        if (l->marked[block])
            reader_quiet(l, &l->s->lines[line + i], l->bar_col, 1, text_lit("|"), SHEET_LINK);
        if (n_citing && l->side_cols)
            l->s->lines[line + i].about = (uint32_t)block + 1;
    }
    l->s->lines[line].begins = b->kind == BLOCK_HEADING && b->level < 7;
}

static void add_block(struct layout *l, size_t block)
{
    const struct document_block *b = &l->r->doc.blocks[block];
    size_t mark_bytes = reader_mark(l->r, block), n_lines, first, call = first_call(l, block);
    struct text t = reader_text(l->app, l->r, &l->s->mem, block, mark_bytes), *lines;
    struct text label = label_of(l, block);
    int indent = mark_bytes || b->kind == BLOCK_NOTE ? 2 : 0;

    if (!is_close(&l->r->doc, block))
        add_gap(l, block);
    first = l->s->n_lines;
    l->r->line_of[block] = first;
    n_lines = text_wrap(&l->s->mem, t, l->text_cols - indent, &lines);
    for (size_t i = 0; i < n_lines; i++) {
        struct sheet_line *line =
            add_line(l, block, byte_of(l->r, block, (size_t)(lines[i].p - t.p)));
        int col = l->text_col + indent;

        sheet_cell(l->s, line, col, l->text_cols - indent, lines[i],
                   l->marked[block] ? SHEET_MARKED : style_of(b))
            ->goes_on = i > 0;
        if (i == 0 && mark_bytes)
            reader_quiet(l, line, l->text_col, 1, text_lit("-"), SHEET_PLAIN);
        if (i == 0 && b->kind == BLOCK_NOTE && b->number && number_bytes(lines[i]))
            add_stop(l, first, lines[i], 0, number_bytes(lines[i]), col, b->number, false);
        call = add_calls(l, block, call, first + i, lines[i], col);
    }
    dress(l, block, first, n_lines, label);
}

/* Where calls and notes lead is known when all lines are. */
static void settle_jumps(struct layout *l)
{
    const struct document *d = &l->r->doc;
    size_t *note_line = arena_zeroed(&l->s->mem, (size_t)l->max_note + 1, sizeof *note_line);

    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->blocks[i].kind == BLOCK_NOTE && d->blocks[i].number)
            note_line[d->blocks[i].number] = l->r->line_of[i] + 1;
    for (size_t i = 0; i < l->n_jumps; i++) {
        const struct jump *j = &l->jumps[i];
        size_t line = j->note > l->max_note ? 0
                      : j->to_note          ? note_line[j->note]
                                            : l->call_line[j->note];
        struct sheet_cell *cell = &l->s->lines[j->line].cells[j->cell];

        if (!line) {
            cell->style = SHEET_FAINT;
            continue;
        }
        cell->to_sheet = l->s->at;
        cell->to_sheet.line = line - 1;
        cell->to_sheet.stop = 0;
        cell->says = say(&l->s->mem, j->to_note ? SAY_TO_NOTE : SAY_TO_CALL, l->app->display);
    }
}

void reader_lay(struct layout *l)
{
    struct reader *r = l->r;
    const struct document *d = &r->doc;

    arena_reset(&r->layout);
    r->lines = NULL;
    r->n_lines = r->cap_lines = 0;
    r->line_of = arena_zeroed(&r->layout, d->n_blocks + 1, sizeof *r->line_of);
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->blocks[i].kind == BLOCK_NOTE && d->blocks[i].number > l->max_note)
            l->max_note = d->blocks[i].number;
    l->call_line = arena_zeroed(&l->s->mem, (size_t)l->max_note + 1, sizeof *l->call_line);
    for (size_t i = 0; i < d->n_blocks; i++)
        add_block(l, i);
    settle_jumps(l);
}
