/*
 * The reader: a user's copy of a source, laid out to be read. Beside the text stand, on its left,
 * what locators call each paragraph, and on its right who cites it; sentences go on over page ends.
 * The sheet's choices: the record and the number of its citation that it was opened by, and the
 * byte that the cursor is at, from 1.
 */
#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include "reader.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

enum { BY_RECORD, BY_CITATION, BY_BYTE };

/* Columns: of the label, of the bar that marks a passage and its blank, of the longest lines that
 * are read with ease, of a count of records, and of their names where there is room for those. */
enum {
    LABEL_COLS = 8,
    BAR_COLS = 2,
    TEXT_COLS = 80,
    COUNT_COLS = 4,
    NAMES_COLS = 60,
    LABELS_FROM = 56, /* narrower ones have the text alone */
    NAMES_FROM = LABEL_COLS + BAR_COLS + TEXT_COLS + 26,
    ABOVE = 4 /* lines that are shown above the passage */
};

/* A cell that leads to a line which is not laid out yet, of a note or of its call. */
struct jump {
    size_t line;
    int cell;
    int note;
    bool to_note;
};

struct layout {
    struct app *app;
    struct sheet *s;
    struct reader *r;
    int label_col, bar_col, text_col, text_cols, side_col, side_cols;
    bool *marked; /* by block */
    struct jump *jumps;
    size_t n_jumps, cap_jumps;
    size_t paragraph;  /* how many of the section there were */
    size_t n_calls;    /* those before it are done with */
    size_t *call_line; /* by note, the line of its first call plus 1 */
    int max_note;
};

static struct reader *reader_of(const struct sheet *s)
{
    return s->own;
}

static void measure(struct layout *l)
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

    if (r->n_lines == r->cap_lines) {
        size_t cap = r->cap_lines ? 2 * r->cap_lines : 1024;
        struct reader_line *wider = arena_zeroed(&r->layout, cap, sizeof *wider);

        if (r->n_lines)
            memcpy(wider, r->lines, r->n_lines * sizeof *wider);
        r->lines = wider;
        r->cap_lines = cap;
    }
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

static struct sheet_cell *add_quiet(struct layout *l, struct sheet_line *line, int col, int cols,
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
    for (size_t i = 0; b->kind == BLOCK_ROW && i < l->r->in.n_rows; i++)
        if (l->r->in.rows[i].block == block)
            snprintf(label + strlen(label), sizeof label - strlen(label), "%s%s", *label ? " " : "",
                     l->r->in.rows[i].label);
    return text_safe_str(&l->s->mem, label);
}

/*
 * Calls and notes.
 */
static void add_jump(struct layout *l, size_t line, int note, bool to_note)
{
    if (l->n_jumps == l->cap_jumps) {
        size_t cap = l->cap_jumps ? 2 * l->cap_jumps : 256;
        struct jump *wider = arena_zeroed(&l->s->mem, cap, sizeof *wider);

        if (l->n_jumps)
            memcpy(wider, l->jumps, l->n_jumps * sizeof *wider);
        l->jumps = wider;
        l->cap_jumps = cap;
    }
    l->jumps[l->n_jumps++] = (struct jump){line, l->s->lines[line].n_cells - 1, note, to_note};
}

/* A stop over some columns of a line's text. */
static void add_stop(struct layout *l, size_t line, struct text t, size_t at, size_t n_bytes,
                     int col, int note, bool to_note)
{
    struct text before = {t.p, at}, sign = {t.p + at, n_bytes};
    int cols = text_cols(sign);

    add_quiet(l, &l->s->lines[line], col + text_cols(before), cols, sign, SHEET_LINK);
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
        add_quiet(l, &l->s->lines[line], l->label_col, LABEL_COLS - 1, label, SHEET_FAINT)
            ->to_right = true;
    for (size_t i = 0; i < n_lines; i++) {
        if (l->marked[block])
            add_quiet(l, &l->s->lines[line + i], l->bar_col, 1, text_lit("|"), SHEET_LINK);
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
            add_quiet(l, line, l->text_col, 1, text_lit("-"), SHEET_PLAIN);
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

/*
 * Titles and places.
 */
static enum display one_language(const struct sheet *s)
{
    return s->display != DISPLAY_BOTH ? s->display : DISPLAY_JA;
}

static void make_titles(struct layout *l)
{
    const struct document *d = &l->r->doc;
    enum display display = l->s->cols < NAMES_FROM ? one_language(l->s) : l->s->display;
    struct record record;
    struct text name = text_lit("");

    if (store_record(l->app->st, &l->s->mem, l->r->source, &record, &l->app->error))
        name = say_pair(&l->s->mem, text_safe_str(&l->s->mem, record.name[LANG_JA]),
                        text_safe_str(&l->s->mem, record.name[LANG_EN]), display);
    l->r->titles = arena_zeroed(&l->s->mem, d->n_sections + 1, sizeof *l->r->titles);
    for (size_t i = 0; i < d->n_sections; i++) {
        struct text section = text_lit("");

        if (d->sections[i].heading != DOCUMENT_NONE)
            section = reader_text(l->app, l->r, &l->s->mem, d->sections[i].heading, 0);
        l->r->titles[i] =
            text_is_empty(section)
                ? name
                : say_pair(&l->s->mem, say_pair(&l->s->mem, name, text_lit(">"), DISPLAY_BOTH),
                           section, DISPLAY_BOTH);
    }
    l->s->title = name;
}

/* On the right of the title: what is not as it was when the copy was made, and how surely the
 * passage was found. */
static void make_right(struct layout *l, const struct location *at, size_t n, bool wanted)
{
    enum display display = one_language(l->s);
    struct arena *a = &l->s->mem;
    enum message how = !wanted                        ? SAY_COUNT
                       : !n                           ? SAY_PASSAGE_NOWHERE
                       : at[0].how == LOCATED_SECTION ? SAY_PASSAGE_SECTION
                       : at[0].how == LOCATED_NEAR    ? SAY_PASSAGE_NEAR
                                                      : SAY_COUNT;

    if (l->r->state != COPY_SAME && l->r->state != COPY_FILELESS)
        l->s->right = say_pair(a, text_lit("!"), say_word(a, copy_state_word(l->r->state), display),
                               DISPLAY_BOTH);
    if (how != SAY_COUNT)
        l->s->right = say_pair(a, say(a, how, display), l->s->right, DISPLAY_BOTH);
}

/* The last line that begins at the byte or before it. */
static size_t line_of_byte(const struct reader *r, size_t byte)
{
    size_t block = document_block_at(&r->doc, byte), line;

    if (!r->n_lines)
        return 0;
    line = r->line_of[block];
    while (line + 1 < r->n_lines && r->lines[line + 1].block == block &&
           r->lines[line + 1].at <= byte)
        line++;
    return line;
}

/* To the passage, or to where the copy was left, or to where the cursor was before it was laid out
 * anew. */
static void place_cursor(struct sheet *s, struct reader *r, const struct location *at, size_t n,
                         size_t byte)
{
    bool begins = s->at.line == SIZE_MAX;
    size_t line, kept = r->kept_at;

    if (begins)
        line = n ? r->line_of[at[0].first] : kept != DOCUMENT_NONE ? line_of_byte(r, kept) : 0;
    else if (byte != DOCUMENT_NONE)
        line = line_of_byte(r, byte);
    else
        line = kept != DOCUMENT_NONE ? line_of_byte(r, kept) : s->at.line;
    if (begins || line != s->at.line)
        s->at.top = line > ABOVE ? line - ABOVE : 0;
    s->at.line = line;
}

/* Where the cursor is in the copy, before the lines are made anew: DOCUMENT_NONE if nowhere yet. */
static size_t byte_now(const struct sheet *s, const struct reader *r)
{
    size_t chosen = s->at.choice[BY_BYTE] > 0 ? (size_t)s->at.choice[BY_BYTE] - 1 : DOCUMENT_NONE;

    /* A place that was come back to says its byte; else the cursor has moved since. */
    if (chosen == r->byte && r->n_lines && s->at.line < r->n_lines)
        return r->lines[s->at.line].at;
    return chosen;
}

static void place(struct sheet *s)
{
    struct reader *r = reader_of(s);

    if (!r || !r->n_lines || s->at.line >= r->n_lines)
        return;
    r->byte = r->lines[s->at.line].at;
    s->at.choice[BY_BYTE] = (int32_t)r->byte + 1;
    s->made_at.choice[BY_BYTE] = s->at.choice[BY_BYTE];
    s->title = r->titles[r->doc.blocks[r->lines[s->at.line].block].section];
}

/*
 * The sheet.
 */
static bool say_no_copy(struct app *app, struct sheet *s, const struct reader *r)
{
    sheet_prose(s, 1, s->cols - 2,
                say_fill(&s->mem, say(&s->mem, SAY_ATTACH_TO_READ, app->display), "about",
                         text_safe_str(&s->mem, r->id)),
                SHEET_PLAIN);
    return true;
}

static void lay_out(struct layout *l)
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

static bool make(struct app *app, struct sheet *s)
{
    struct layout l = {.app = app, .s = s};
    struct location *at = NULL;
    size_t n = 0, byte;

    if (!s->own)
        s->own = reader_open(app, s->at.n);
    l.r = s->own;
    if (!l.r)
        return false;
    if (!l.r->found)
        return say_no_copy(app, s, l.r);
    if (s->at.choice[BY_RECORD] &&
        !reader_passages(app, l.r, &s->mem, (uint32_t)s->at.choice[BY_RECORD],
                         (size_t)s->at.choice[BY_CITATION], &at, &n))
        return false;
    l.marked = arena_zeroed(&s->mem, l.r->doc.n_blocks + 1, sizeof *l.marked);
    for (size_t i = 0; i < n; i++)
        for (size_t b = at[i].first; at[i].how >= LOCATED_NEAR && b <= at[i].last; b++)
            l.marked[b] = true;
    byte = byte_now(s, l.r);
    measure(&l);
    lay_out(&l);
    make_titles(&l);
    make_right(&l, at, n, s->at.choice[BY_RECORD] != 0);
    place_cursor(s, l.r, at, n, byte);
    return true;
}

/* The list of all that cite a block, behind a number. */
static void add_rest(struct layout *l, struct sheet_line *line, size_t block, const char *count)
{
    struct sheet_cell *cell = add_quiet(l, line, l->side_col + l->side_cols - COUNT_COLS,
                                        COUNT_COLS, text_safe_str(&l->s->mem, count), SHEET_LINK);

    cell->to_right = true;
    cell->to_sheet =
        (struct sheet_at){.id = SHEET_CITING, .n = l->r->source, .choice = {(int32_t)block + 1}};
    cell->says = say(&l->s->mem, SAY_CITING, l->app->display);
}

static void add_name(struct layout *l, struct sheet_line *line, int cols, uint32_t n)
{
    struct text name = sheet_name(l->app, &l->s->mem, n);
    struct sheet_cell *cell = add_quiet(l, line, l->side_col, cols, name, SHEET_LINK);

    cell->opens = n;
    cell->says = name;
}

/* Who cites a block, beside its lines: as many names as it has lines, and how many more there are;
 * where names have no room, how many there are. */
static bool fill(struct app *app, struct sheet *s, struct sheet_line *line)
{
    struct reader *r = reader_of(s);
    struct layout l = {.app = app, .s = s, .r = r};
    size_t block = line->about - 1, first = r->line_of[block], n_rows = 1;
    size_t nth = (size_t)(line - s->lines) - first;
    size_t n = r->citing_at[block + 1] - r->citing_at[block];
    const uint32_t *citing = r->citing + r->citing_at[block];
    bool names, is_rest;
    char count[24];

    measure(&l);
    names = l.side_cols > COUNT_COLS;
    while (names && first + n_rows < r->n_lines && r->lines[first + n_rows].block == block)
        n_rows++;
    if (nth >= n || nth >= n_rows)
        return true;
    is_rest = nth + 1 == n_rows && n > n_rows;
    snprintf(count, sizeof count, names ? "+%zu" : "%zu", names ? n - n_rows : n);
    if (names)
        add_name(&l, line, l.side_cols - (is_rest ? COUNT_COLS + 1 : 0), citing[nth]);
    if (!names || is_rest)
        add_rest(&l, line, block, count);
    return !app->error.code;
}

/* Jumps show what is around the place they lead to. */
static unsigned act(struct app *app, enum action_id action)
{
    struct sheet *s = &app->sheet;
    const struct sheet_cell *here = sheet_here(s);
    const struct reader *r = reader_of(s);

    if (action == ACTION_READER_SOURCE && r) {
        app_show_record(app, r->source);
        return APP_REDRAW;
    }
    if (action == ACTION_SHEET_OPEN && here && here->to_sheet.id == SHEET_READER) {
        struct sheet_at to = s->at;

        to.line = here->to_sheet.line;
        to.stop = 0;
        if (to.line < s->at.top || to.line >= s->at.top + s->page_rows)
            to.top = to.line > s->page_rows / 3 ? to.line - s->page_rows / 3 : 0;
        return sheet_open(app, to);
    }
    return 0;
}

static void finish(struct sheet *s)
{
    struct reader *r = reader_of(s);

    if (r && r->n_lines && s->at.line < r->n_lines)
        reader_keep(r, r->lines[s->at.line].at);
    reader_close(r);
}

const struct sheet_ops reader_sheet = {
    .where = IN_READER,
    .kept = {.is = true, .of = SHEET_OF_RECORD},
    .make = make,
    .fill = fill,
    .act = act,
    .place = place,
    .finish = finish,
};

/*
 * Who cites a block: n the source, choice[0] the block from 1.
 */
static bool make_citing(struct app *app, struct sheet *s)
{
    size_t block = (size_t)s->at.choice[0] - 1, n;
    struct reader *r;
    char number[24];

    if (!s->own)
        s->own = reader_open(app, s->at.n);
    r = s->own;
    if (!r)
        return false;
    if (!r->found || block >= r->doc.n_blocks)
        return say_no_copy(app, s, r);
    n = r->citing_at[block + 1] - r->citing_at[block];
    snprintf(number, sizeof number, "%zu", n);
    s->title = say_pair(&s->mem, say(&s->mem, SAY_CITING, app->display),
                        text_safe_str(&s->mem, number), DISPLAY_BOTH);
    for (size_t i = r->citing_at[block]; i < r->citing_at[block + 1]; i++)
        sheet_cell(s, sheet_line(s), 0, s->cols, sheet_name(app, &s->mem, r->citing[i]),
                   SHEET_PLAIN)
            ->opens = r->citing[i];
    return !app->error.code;
}

const struct sheet_ops citing_sheet = {.has_detail = true, .make = make_citing, .finish = finish};
