/* Reading a document: lines become blocks, blocks that a page end cut become one again, and
 * headings give sections with the keys that locators name them by. */
#include "document_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line longer than that was not broken by hand: a third of the text in such lines is enough. */
enum { LONG_LINE_BYTES = 200 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* U+3000 at s? */
static bool is_wide_blank(const char *s, const char *end)
{
    return end - s >= 3 && memcmp(s, "　", 3) == 0;
}

static struct line line_of(const char *text, const char *s, const char *end, uint32_t page)
{
    struct line l = {.page = page};
    const char *from = s;

    while (s < end && (is_blank(*s) || is_wide_blank(s, end)))
        s += is_blank(*s) ? 1 : 3;
    while (end > s && (is_blank(end[-1]) || (end - s >= 3 && is_wide_blank(end - 3, end))))
        end -= is_blank(end[-1]) ? 1 : 3;
    l.at = (size_t)(s - text);
    l.n_bytes = (size_t)(end - s);
    l.indent = (uint16_t)(s - from < 1000 ? s - from : 1000);
    l.kind = s == end ? LINE_BLANK : LINE_PLAIN;
    /* A dash alone, or ----, is a rule. */
    if (s < end && strspn(s, "-_*=—–─") >= l.n_bytes)
        l.kind = LINE_SKIP;
    return l;
}

static bool split(struct parse *p)
{
    struct document *d = p->d;
    const char *s = d->text, *text_end = d->text + d->n_bytes;
    size_t cap = 1, n_long = 0;
    uint32_t page = 0;

    for (const char *c = s; (c = memchr(c, '\n', (size_t)(text_end - c))); c++)
        cap++;
    p->lines = calloc(cap, sizeof *p->lines);
    if (!p->lines)
        return false;
    while (s < text_end) {
        const char *end = memchr(s, '\n', (size_t)(text_end - s));

        end = end ? end : text_end;
        page += *s == '\f';
        p->lines[p->n_lines] = line_of(d->text, s, end, page);
        if (p->lines[p->n_lines].n_bytes > LONG_LINE_BYTES)
            n_long += p->lines[p->n_lines].n_bytes;
        if (p->lines[p->n_lines].kind == LINE_PLAIN && *d->text &&
            d->text[p->lines[p->n_lines].at] == '#')
            p->is_markdown =
                p->is_markdown || strncmp(s, "# ", 2) == 0 || strncmp(s, "## ", 3) == 0;
        p->n_lines++;
        s = end + 1;
    }
    p->wraps = 3 * n_long < d->n_bytes;
    d->n_lines = p->n_lines;
    d->n_pages = page + 1;
    return true;
}

/*
 * Blocks.
 */
struct builder {
    struct parse *p;
    size_t cap_blocks, cap_pieces;
    bool in_abbr, begun, has_keys;
};

static struct document_block *add_block(struct builder *b, enum block_kind kind, size_t i)
{
    struct document *d = b->p->d;
    const struct line *l = &b->p->lines[i];

    d->blocks = arena_grow(&d->mem, d->blocks, d->n_blocks, &b->cap_blocks, sizeof *d->blocks);
    d->pieces = arena_grow(&d->mem, d->pieces, d->n_pieces, &b->cap_pieces, sizeof *d->pieces);
    d->pieces[d->n_pieces] =
        (struct document_piece){l->at, l->n_bytes, i + 1, i + 1, DOCUMENT_NONE};
    d->blocks[d->n_blocks] = (struct document_block){
        .kind = kind,
        .number = kind == BLOCK_HEADING ? 0 : l->number,
        .level = kind == BLOCK_HEADING ? l->level : 0,
        .piece = d->n_pieces++,
        .page = l->page,
    };
    return &d->blocks[d->n_blocks++];
}

/* Is the line the rest of what stands in the line above it? */
static bool goes_on(const struct builder *b, size_t i)
{
    const struct parse *p = b->p;
    const struct line *l = &p->lines[i];
    const struct document_block *last;

    if (i == 0 || p->lines[i - 1].page != l->page || !p->d->n_blocks ||
        p->d->pieces[p->d->n_pieces - 1].last_line != i)
        return false;
    last = &p->d->blocks[p->d->n_blocks - 1];
    if (l->kind == LINE_NOTE)
        return !l->number && last->kind == BLOCK_NOTE;
    if (l->kind != LINE_PLAIN || line_point(p->d->text + l->at, l->n_bytes))
        return false;
    if (last->kind == BLOCK_POINT)
        return p->wraps || l->indent > p->lines[i - 1].indent ||
               p->lines[i - 1].n_bytes < LONG_LINE_BYTES;
    return last->kind == BLOCK_PARAGRAPH && p->wraps &&
           !(l->indent > p->lines[i - 1].indent &&
             line_ends_sentence(p->d->text + p->lines[i - 1].at, p->lines[i - 1].n_bytes));
}

static enum block_kind plain_kind(struct builder *b, size_t i)
{
    const struct line *l = &b->p->lines[i];
    const char *s = b->p->d->text + l->at;

    if (b->in_abbr)
        return BLOCK_LINE;
    /* A title page: with sections, all before the first one; else until there is a sentence. */
    if (!b->begun && (b->has_keys || !line_has_sentence(s, l->n_bytes)))
        return BLOCK_LINE;
    b->begun = true;
    return line_point(s, l->n_bytes) ? BLOCK_POINT : BLOCK_PARAGRAPH;
}

static void add_line(struct builder *b, size_t i)
{
    static const enum block_kind kinds[] = {
        [LINE_ENTRY] = BLOCK_LINE,
        [LINE_HEADING] = BLOCK_HEADING,
        [LINE_CAPTION] = BLOCK_CAPTION,
        [LINE_COLUMNS] = BLOCK_COLUMNS,
        [LINE_ROW] = BLOCK_ROW,
        [LINE_TABLE_SOURCE] = BLOCK_TABLE_SOURCE,
        [LINE_TABLE_NOTE] = BLOCK_TABLE_NOTE,
        [LINE_NOTE] = BLOCK_NOTE,
    };
    const struct line *l = &b->p->lines[i];
    struct document *d = b->p->d;

    if (l->kind == LINE_BLANK || l->kind == LINE_SKIP)
        return;
    if (goes_on(b, i)) {
        struct document_piece *piece = &d->pieces[d->n_pieces - 1];

        piece->n_bytes = l->at + l->n_bytes - piece->at;
        piece->last_line = i + 1;
        return;
    }
    if (l->kind == LINE_HEADING && l->level < 7) {
        b->in_abbr = l->part == PART_ABBR;
        b->begun = true;
    }
    add_block(b, l->kind == LINE_PLAIN ? plain_kind(b, i) : kinds[l->kind], i);
}

/*
 * Page ends.
 */
static const char *text_of(const struct document *d, size_t piece)
{
    return d->text + d->pieces[piece].at;
}

/* Does the block stop in the middle of a sentence? */
static bool is_cut(const struct document *d, const struct document_block *block)
{
    const char *s = text_of(d, block->piece);
    size_t n_bytes = d->pieces[block->piece].n_bytes;

    if (block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_POINT)
        return false;
    /* Points often end without a stop; those that hold a sentence do not. */
    return !line_ends_sentence(s, n_bytes) && !line_ends_with_colon(s, n_bytes) &&
           (line_has_sentence(s, n_bytes) ||
            (block->kind == BLOCK_PARAGRAPH &&
             (n_bytes > LONG_LINE_BYTES / 2 ||
              d->pieces[block->piece].last_line > d->pieces[block->piece].line)));
}

/* May a block stand between the two halves of a sentence? */
static bool may_part(enum block_kind kind)
{
    return kind == BLOCK_NOTE || kind == BLOCK_CAPTION || kind == BLOCK_COLUMNS ||
           kind == BLOCK_ROW || kind == BLOCK_TABLE_NOTE || kind == BLOCK_TABLE_SOURCE;
}

/* The block that was cut last. */
struct cut {
    size_t block; /* DOCUMENT_NONE: none is, or what followed began anew */
    size_t piece; /* where it stopped */
    bool parted;  /* by notes, a table or a new page; else by blank lines alone */
};

/* With nothing but blank lines between, the rest must not look like a sentence of its own. */
static bool is_rest(const struct document *d, const struct cut *cut,
                    const struct document_block *block)
{
    const char *s = text_of(d, block->piece);

    if (cut->block == DOCUMENT_NONE || block->kind != BLOCK_PARAGRAPH)
        return false;
    return cut->parted || d->blocks[cut->block].page != block->page ||
           (line_has_sentence(text_of(d, cut->piece), d->pieces[cut->piece].n_bytes) &&
            !(*s >= 'A' && *s <= 'Z') && !memchr("\"'([", *s, 4));
}

/* A block goes on in the one that follows; that one is no more. */
static void join_cut(struct document *d)
{
    struct cut cut = {DOCUMENT_NONE, DOCUMENT_NONE, false};
    size_t kept = 0;

    for (size_t i = 0; i < d->n_blocks; i++) {
        struct document_block block = d->blocks[i];

        if (is_rest(d, &cut, &block)) {
            d->pieces[cut.piece].next = block.piece;
            cut = is_cut(d, &block) ? (struct cut){cut.block, block.piece, false}
                                    : (struct cut){DOCUMENT_NONE, DOCUMENT_NONE, false};
            continue;
        }
        if (is_cut(d, &block))
            cut = (struct cut){kept, block.piece, false};
        else if (may_part(block.kind))
            cut.parted = true;
        else
            cut.block = DOCUMENT_NONE;
        d->blocks[kept++] = block;
    }
    d->n_blocks = kept;
}

/*
 * Sections.
 */
static const char *const part_keys[PART_COUNT] = {
#define X(id, key, words) [PART_##id] = key,
    PARTS(X)
#undef X
};

/* Where the headings are: the numbers of the section that was last begun, by level. */
struct outline {
    int numbers[8];
    bool in_chapter;
    int n_chapters;
};

static void level_key(const struct outline *o, int level, char key[24])
{
    int n = snprintf(key, 24, "%d", o->numbers[1]);

    for (int i = 2; i <= level && n < 20; i++)
        n += snprintf(key + n, 24 - (size_t)n, ".%d", o->numbers[i]);
}

/* As locators name it: by its part, or its number, printed or counted within its chapter. */
static void section_key(struct outline *o, const struct line *l, char key[24])
{
    int level = l->level;

    *key = '\0';
    if (level == 1)
        o->in_chapter = l->is_chapter;
    if (l->is_chapter && level == 1 && l->number) {
        o->n_chapters = l->number;
        memset(o->numbers, 0, sizeof o->numbers);
        o->numbers[1] = l->number;
        snprintf(key, 24, "%d", l->number);
    } else if (l->part == PART_CONCLUSION) { /* counted behind the chapters */
        if (o->n_chapters)
            snprintf(key, 24, "%d", o->n_chapters + 1);
        o->in_chapter = false;
    } else if (l->part) {
        snprintf(key, 24, "%s", part_keys[l->part]);
        o->in_chapter = o->in_chapter && level > 1;
    } else if (o->in_chapter && level > 1 && level < 7) {
        for (int i = 2; i < level; i++)
            o->numbers[i] += o->numbers[i] == 0;
        o->numbers[level] = l->number ? l->number : o->numbers[level] + 1;
        memset(o->numbers + level + 1, 0, (size_t)(7 - level) * sizeof o->numbers[0]);
        level_key(o, level, key);
    }
}

static struct document_section *add_section(struct document *d, size_t *cap, size_t heading)
{
    struct document_section *section;

    d->sections = arena_grow(&d->mem, d->sections, d->n_sections, cap, sizeof *d->sections);
    section = &d->sections[d->n_sections++];
    *section = (struct document_section){
        .heading = heading,
        .first = heading == DOCUMENT_NONE ? 0 : heading + 1,
        .level = heading == DOCUMENT_NONE ? 0 : d->blocks[heading].level,
    };
    return section;
}

static void make_sections(struct parse *p)
{
    struct document *d = p->d;
    struct outline o = {.in_chapter = false};
    size_t cap = 0;

    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct document_block *block = &d->blocks[i];
        bool begins = block->kind == BLOCK_HEADING && block->level < 7;

        if (begins || i == 0)
            add_section(d, &cap, begins ? i : DOCUMENT_NONE);
        if (begins)
            section_key(&o, &p->lines[d->pieces[block->piece].line - 1],
                        d->sections[d->n_sections - 1].key);
        else if (i == 0 && p->has_contents)
            snprintf(d->sections[0].key, sizeof d->sections[0].key, "front");
        d->blocks[i].section = d->n_sections - 1;
        d->sections[d->n_sections - 1].end = i + 1;
        d->has_keys = d->has_keys || *d->sections[d->n_sections - 1].key;
    }
}

/* Calls know their block, notes that nothing calls are fine. */
static void place_calls(struct document *d)
{
    for (size_t i = 0; i < d->n_calls; i++)
        d->calls[i].block = document_block_at(d, d->calls[i].at);
}

/* Does a heading begin something that locators can name? */
static bool has_keys(const struct parse *p)
{
    for (size_t i = 0; i < p->n_lines; i++)
        if (p->lines[i].kind == LINE_HEADING && (p->lines[i].part || p->lines[i].is_chapter))
            return true;
    return false;
}

static void name_parts(struct parse *p)
{
    static const char *const names[PART_COUNT] = {
#define X(id, key, words) [PART_##id] = words,
        PARTS(X)
#undef X
    };

    for (int part = 1; part < PART_COUNT; part++)
        for (const char *s = names[part]; *s;) {
            size_t n_bytes = strcspn(s, "|");

            buf_str(&p->part_keys[part], line_key(&p->key, s, n_bytes));
            buf_char(&p->part_keys[part], '\n');
            s += n_bytes + (s[n_bytes] == '|');
        }
}

void document_read(struct document *d, const char *text, size_t n_bytes)
{
    struct parse p = {.d = d};
    struct builder b = {.p = &p};

    *d = (struct document){.text = n_bytes ? text : "", .n_bytes = n_bytes};
    if (!split(&p))
        return;
    name_parts(&p);
    document_find_pages(&p);
    document_find_calls(&p);
    document_find_contents(&p);
    document_find_notes(&p);
    document_find_tables(&p);
    document_find_headings(&p);
    b.has_keys = has_keys(&p);
    for (size_t i = 0; i < p.n_lines; i++)
        add_line(&b, i);
    join_cut(d);
    make_sections(&p);
    place_calls(d);
    for (int part = 0; part < PART_COUNT; part++)
        buf_finish(&p.part_keys[part]);
    buf_finish(&p.key);
    free(p.lines);
}

void document_finish(struct document *d)
{
    arena_finish(&d->mem);
    *d = (struct document){0};
}

size_t document_note(const struct document *d, int number)
{
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->blocks[i].kind == BLOCK_NOTE && d->blocks[i].number == number)
            return i;
    return DOCUMENT_NONE;
}

const struct document_piece *document_last_piece(const struct document *d, size_t block)
{
    const struct document_piece *piece = &d->pieces[d->blocks[block].piece];

    while (piece->next != DOCUMENT_NONE)
        piece = &d->pieces[piece->next];
    return piece;
}

/* Pieces are in the order of the text, blocks in that of their first pieces. */
size_t document_block_at(const struct document *d, size_t at)
{
    size_t low = 0, high = d->n_blocks;

    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;

        if (d->pieces[d->blocks[mid].piece].at <= at)
            low = mid;
        else
            high = mid;
    }
    /* It may be a later piece of a block before. */
    for (size_t i = low; d->n_blocks && i + 64 > low; i--) {
        for (size_t k = d->blocks[i].piece; k != DOCUMENT_NONE; k = d->pieces[k].next)
            if (at >= d->pieces[k].at && at < d->pieces[k].at + d->pieces[k].n_bytes)
                return i;
        if (i == 0)
            break;
    }
    return low;
}

bool document_counts(const struct document *d, size_t block)
{
    const struct document_block *b = &d->blocks[block];

    if (b->kind == BLOCK_LINE)
        return strcmp(d->sections[b->section].key, "front") == 0;
    return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_POINT;
}
