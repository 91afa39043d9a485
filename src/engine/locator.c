/* Where a locator leads in a document. */
#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include "locator_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The value of a key in "key=value;key=value"; false if it has none, or a longer one than any. */
enum { VALUE_BYTES = 160 };

static bool value_of(const char *locator, const char *key, char value[VALUE_BYTES])
{
    size_t key_bytes = strlen(key);

    for (const char *s = locator; *s; s += strcspn(s, ";"), s += *s == ';') {
        size_t n_bytes = strcspn(s, ";");

        if (strncmp(s, key, key_bytes) != 0 || s[key_bytes] != '=')
            continue;
        n_bytes -= key_bytes + 1;
        if (n_bytes >= VALUE_BYTES)
            return false;
        memcpy(value, s + key_bytes + 1, n_bytes);
        value[n_bytes] = '\0';
        return *value != '\0';
    }
    return false;
}

/* What is being looked for, and found. */
struct finding {
    const struct locating *in;
    const struct document *d;
    struct arena *a;
    struct location *out;
    size_t n;
};

static void add(struct finding *f, enum located how, size_t first, size_t last)
{
    const struct document_piece *from = &f->d->pieces[f->d->blocks[first].piece];
    const struct document_piece *to = document_last_piece(f->d, last);
    struct location *wider;

    if ((f->n & (f->n - 1)) == 0) { /* a power of two, or none: full */
        wider = arena_zeroed(f->a, f->n ? 2 * f->n : 1, sizeof *wider);
        if (f->n)
            memcpy(wider, f->out, f->n * sizeof *wider);
        f->out = wider;
    }
    f->out[f->n++] = (struct location){
        how, first, last, from->line, to->last_line, from->at, to->at + to->n_bytes};
}

/* Numbers as "3", "2-4", "2,5": calls back for each range. */
static bool each_range(struct finding *f, const char *value,
                       bool (*found)(struct finding *f, long from, long to, const void *about),
                       const void *about)
{
    bool any = false;

    for (const char *s = value; *s;) {
        char *end;
        long from = strtol(s, &end, 10), to = from;

        if (end == s || from < 0)
            return any;
        s = end;
        if (*s == '-') {
            to = strtol(s + 1, &end, 10);
            s = end > s + 1 ? end : s + 1;
        }
        if (to >= from && found(f, from, to, about))
            any = true;
        s += *s == ',' || *s == ' ';
        if (*s && (*s < '0' || *s > '9'))
            return any;
    }
    return any;
}

/*
 * Sections and paragraphs.
 */
struct extent {
    size_t heading, first, end; /* blocks */
};

/* From the section on to the next that has a key, or, of one without, that is no deeper. */
static struct extent extent_of(const struct document *d, size_t section)
{
    const struct document_section *s = &d->sections[section];
    struct extent e = {s->heading, s->first, s->end};

    for (size_t i = section + 1; i < d->n_sections; i++) {
        const struct document_section *next = &d->sections[i];

        if (*next->key || (!*s->key && next->level <= s->level))
            break;
        e.end = next->end;
    }
    return e;
}

/* The sections below it as well. */
static size_t whole_end(const struct document *d, size_t section)
{
    size_t i = section + 1;

    while (i < d->n_sections && d->sections[i].level > d->sections[section].level)
        i++;
    return d->sections[i - 1].end;
}

static size_t section_by_key(const struct document *d, const char *key)
{
    for (size_t i = 0; i < d->n_sections; i++)
        if (strcmp(d->sections[i].key, key) == 0)
            return i;
    return DOCUMENT_NONE;
}

static void fold_name(struct buf *key, const char *s, size_t n_bytes)
{
    size_t kept = 0;

    buf_reset(key);
    fold_key(key, s, n_bytes);
    for (size_t i = 0; i < key->n_bytes; i++)
        if (fold_is_word(key->bytes[i]) || (key->bytes[i] & 0x80))
            key->bytes[kept++] = key->bytes[i];
    if (key->bytes)
        key->bytes[kept] = '\0';
    key->n_bytes = kept;
}

/* A heading that is or holds the name. */
static size_t section_by_name(const struct document *d, const char *name, bool whole)
{
    struct buf wanted = {0}, key = {0};
    size_t found = DOCUMENT_NONE;

    fold_name(&wanted, name, strlen(name));
    for (size_t i = 0; i < d->n_sections && found == DOCUMENT_NONE && wanted.n_bytes; i++) {
        const struct document_piece *piece;

        if (d->sections[i].heading == DOCUMENT_NONE)
            continue;
        piece = &d->pieces[d->blocks[d->sections[i].heading].piece];
        fold_name(&key, d->text + piece->at, piece->n_bytes);
        if (whole ? strcmp(buf_cstr(&key), buf_cstr(&wanted)) == 0
                  : strstr(buf_cstr(&key), buf_cstr(&wanted)) != NULL)
            found = i;
    }
    buf_finish(&wanted);
    buf_finish(&key);
    return found;
}

/* The n-th paragraph of the extent, from 1. */
static size_t paragraph(const struct document *d, const struct extent *e, long n)
{
    for (size_t i = e->first; i < e->end && n > 0; i++)
        if (document_counts(d, i) && --n == 0)
            return i;
    return DOCUMENT_NONE;
}

struct counted {
    struct extent extent;
    enum located how;
};

static bool add_paragraphs(struct finding *f, long from, long to, const void *about)
{
    const struct counted *in = about;
    size_t first = paragraph(f->d, &in->extent, from), last = paragraph(f->d, &in->extent, to);

    if (first == DOCUMENT_NONE || last == DOCUMENT_NONE)
        return false;
    add(f, in->how, first, last);
    return true;
}

static void add_extent(struct finding *f, enum located how, const struct extent *e, size_t end)
{
    size_t first = e->heading != DOCUMENT_NONE ? e->heading : e->first;

    if (first < end)
        add(f, how, first, end - 1);
}

static void find_in_section(struct finding *f, size_t section, enum located how,
                            const char *locator)
{
    struct counted in = {extent_of(f->d, section), how};
    char value[VALUE_BYTES];

    if (f->in->is_other && f->in->is_other[section])
        in.how = LOCATED_NEAR;
    if (!value_of(locator, "par", value))
        add_extent(f, how, &in.extent, whole_end(f->d, section));
    else if (!each_range(f, value, add_paragraphs, &in))
        add_extent(f, LOCATED_SECTION, &in.extent, in.extent.end);
}

static void find_sections(struct finding *f, char *value, const char *locator)
{
    char *rest = NULL;

    for (char *name = strtok_r(value, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        enum located how = LOCATED_EXACT;
        size_t section = section_by_key(f->d, name);

        if (section == DOCUMENT_NONE)
            section = section_by_name(f->d, name, true);
        if (section == DOCUMENT_NONE) {
            section = section_by_name(f->d, name, false);
            how = LOCATED_NEAR;
        }
        if (section != DOCUMENT_NONE)
            find_in_section(f, section, how, locator);
    }
}

/* Paragraphs of a document that has no sections; of one that has some it is a guess. */
static void find_paragraphs(struct finding *f, const char *value)
{
    bool is_sure = !f->d->has_keys && !(f->in->is_other && f->in->is_other[0]);
    struct counted in = {{DOCUMENT_NONE, 0, f->d->n_blocks},
                         is_sure ? LOCATED_EXACT : LOCATED_NEAR};

    if (f->d->has_keys) { /* the title page is none of it */
        while (in.extent.first < f->d->n_blocks && f->d->blocks[in.extent.first].kind == BLOCK_LINE)
            in.extent.first++;
    }
    each_range(f, value, add_paragraphs, &in);
}

/* An entry of the list of abbreviations: exactly so written, or else in other letters. */
static void find_abbreviation(struct finding *f, const char *value)
{
    size_t section = section_by_key(f->d, "abbr"), n_bytes = strlen(value), folded = DOCUMENT_NONE;
    struct extent e;

    if (section == DOCUMENT_NONE)
        return;
    e = extent_of(f->d, section);
    for (size_t i = e.first; i < e.end; i++) {
        const struct document_piece *piece = &f->d->pieces[f->d->blocks[i].piece];
        const char *s = f->d->text + piece->at;

        if (piece->n_bytes <= n_bytes || strncasecmp(s, value, n_bytes) != 0 ||
            fold_is_word((char)(s[n_bytes] | 0x20)))
            continue;
        if (strncmp(s, value, n_bytes) == 0) {
            add(f, LOCATED_EXACT, i, i);
            return;
        }
        if (folded == DOCUMENT_NONE)
            folded = i;
    }
    if (folded != DOCUMENT_NONE)
        add(f, LOCATED_NEAR, folded, folded);
    else
        add_extent(f, LOCATED_SECTION, &e, e.end);
}

/*
 * Tables.
 */
static bool is_of_table(const struct document_block *b, long table)
{
    return b->number == table && b->kind >= BLOCK_CAPTION && b->kind <= BLOCK_TABLE_NOTE;
}

static bool add_table(struct finding *f, enum located how, long table)
{
    size_t first = DOCUMENT_NONE, last = 0;

    for (size_t i = 0; i < f->d->n_blocks; i++)
        if (is_of_table(&f->d->blocks[i], table)) {
            if (first == DOCUMENT_NONE)
                first = i;
            last = i;
        }
    if (first != DOCUMENT_NONE)
        add(f, how, first, last);
    return first != DOCUMENT_NONE;
}

/* The n-th block of the table that is of this kind, from 1. */
static size_t table_block(const struct document *d, long table, enum block_kind kind, long n)
{
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->blocks[i].kind == kind && d->blocks[i].number == table && --n == 0)
            return i;
    return DOCUMENT_NONE;
}

static bool add_rows(struct finding *f, long from, long to, const void *about)
{
    long table = *(const long *)about;
    size_t first = table_block(f->d, table, BLOCK_ROW, from);
    size_t last = table_block(f->d, table, BLOCK_ROW, to);

    if (first == DOCUMENT_NONE || last == DOCUMENT_NONE)
        return false;
    add(f, LOCATED_EXACT, first, last);
    return true;
}

static const struct row_label *label_of(const struct locating *in, long table, const char *label)
{
    for (size_t i = 0; i < in->n_rows; i++)
        if (in->rows[i].table == table && strcmp(in->rows[i].label, label) == 0)
            return in->rows[i].block == DOCUMENT_NONE ? NULL : &in->rows[i];
    return NULL;
}

/* "A20", "A20,A22" or "A20-A22". */
static bool add_labels(struct finding *f, long table, char *value)
{
    char *rest = NULL;
    bool any = false;

    for (char *name = strtok_r(value, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        char *dash = strchr(name, '-');
        const struct row_label *from, *to;

        if (dash)
            *dash = '\0';
        from = label_of(f->in, table, name);
        to = dash ? label_of(f->in, table, dash + 1) : from;
        if (!from || !to || to->block < from->block)
            continue;
        add(f, from->sure && to->sure ? LOCATED_EXACT : LOCATED_NEAR, from->block, to->block);
        any = true;
    }
    return any;
}

static bool find_row(struct finding *f, long table, char *value)
{
    size_t block;

    if (strcmp(value, "note") == 0 || strcmp(value, "source") == 0) {
        block = table_block(f->d, table, *value == 'n' ? BLOCK_TABLE_NOTE : BLOCK_TABLE_SOURCE, 1);
        if (block != DOCUMENT_NONE)
            add(f, LOCATED_EXACT, block, block);
        return block != DOCUMENT_NONE;
    }
    if (*value >= '0' && *value <= '9')
        return each_range(f, value, add_rows, &table);
    return add_labels(f, table, value);
}

static bool add_tables(struct finding *f, long from, long to, const void *about)
{
    char row[VALUE_BYTES];
    bool any = false;

    for (long table = from; table <= to && table < from + 100; table++)
        if (value_of(about, "row", row))
            any = find_row(f, table, row) || add_table(f, LOCATED_SECTION, table) || any;
        else
            any = add_table(f, LOCATED_EXACT, table) || any;
    return any;
}

/*
 * Notes, pages, articles, entries.
 */
static bool add_notes(struct finding *f, long from, long to, const void *about)
{
    bool any = false;

    (void)about;
    for (long n = from; n <= to && n < from + 1000; n++) {
        size_t block = document_note(f->d, (int)n);

        if (block != DOCUMENT_NONE) {
            add(f, LOCATED_EXACT, block, block);
            any = true;
        }
    }
    return any;
}

/* Pages by the numbers printed on them; without such, as the file has them, which need not be the
 * same. A text without pages is a web page: all of it is page 1. */
static bool add_pages(struct finding *f, long from, long to, const void *about)
{
    size_t first = DOCUMENT_NONE, last = DOCUMENT_NONE;
    long before = f->d->has_page_numbers ? f->d->first_page : 1;

    (void)about;
    if (f->d->n_pages == 1 && (from != 1 || to != 1))
        return false;
    for (size_t i = 0; i < f->d->n_blocks; i++) {
        long page = (long)f->d->blocks[i].page + before;

        if (page < from || page > to)
            continue;
        if (first == DOCUMENT_NONE)
            first = i;
        last = i;
    }
    if (first == DOCUMENT_NONE)
        return false;
    add(f, f->d->n_pages == 1 || f->d->has_page_numbers ? LOCATED_EXACT : LOCATED_NEAR, first,
        last);
    return true;
}

/* "第13条", "Article 13". */
static long article_number(const char *s, size_t n_bytes)
{
    static const char *const digits = "一二三四五六七八九";
    static const char *const words[] = {"第", "Article ", "ARTICLE ", "Art. "};
    size_t word = 0, at;
    long n = 0, last = 0;

    for (size_t i = 0; i < sizeof words / sizeof words[0] && !word; i++)
        if (n_bytes > strlen(words[i]) && memcmp(s, words[i], strlen(words[i])) == 0)
            word = strlen(words[i]);
    if (!word)
        return 0;
    for (at = word; at < n_bytes && s[at] >= '0' && s[at] <= '9'; at++)
        n = 10 * n + (s[at] - '0');
    for (; at + 3 <= n_bytes && *s == '\xE7'; at += 3) { /* 第 */
        int i = 0;

        while (i < 27 && memcmp(s + at, digits + i, 3) != 0)
            i += 3;
        if (i < 27) {
            last = i / 3 + 1;
            continue;
        }
        if (memcmp(s + at, "百", 3) != 0 && memcmp(s + at, "十", 3) != 0)
            break;
        n += (last ? last : 1) * (memcmp(s + at, "百", 3) == 0 ? 100 : 10);
        last = 0;
    }
    n += last;
    if (*s == '\xE7' && (at + 3 > n_bytes || memcmp(s + at, "条", 3) != 0))
        return 0;
    return n;
}

static long article_at(const struct document *d, size_t block)
{
    const struct document_piece *piece = &d->pieces[d->blocks[block].piece];

    return article_number(d->text + piece->at, piece->n_bytes);
}

static bool add_articles(struct finding *f, long from, long to, const void *about)
{
    bool any = false;

    (void)about;
    for (long n = from; n <= to && n < from + 1000; n++)
        for (size_t i = 0; i < f->d->n_blocks; i++) {
            size_t last = i;

            if (article_at(f->d, i) != n)
                continue;
            while (last + 1 < f->d->n_blocks && !article_at(f->d, last + 1) &&
                   f->d->blocks[last + 1].kind != BLOCK_HEADING)
                last++;
            add(f, LOCATED_EXACT, i, last);
            any = true;
            break;
        }
    return any;
}

static bool holds(const char *s, size_t n_bytes, const char *name)
{
    size_t name_bytes = strlen(name);

    for (size_t i = 0; i + name_bytes <= n_bytes; i++)
        if (memcmp(s + i, name, name_bytes) == 0)
            return true;
    return false;
}

/* An entry by its name: the heading that has it, or else the first block that does. */
static void find_entry(struct finding *f, const char *name)
{
    size_t section = section_by_name(f->d, name, true);
    struct extent e;

    if (section != DOCUMENT_NONE) {
        e = extent_of(f->d, section);
        add_extent(f, LOCATED_EXACT, &e, e.end);
        return;
    }
    for (size_t i = 0; i < f->d->n_blocks; i++) {
        const struct document_piece *piece = &f->d->pieces[f->d->blocks[i].piece];

        if (holds(f->d->text + piece->at, piece->n_bytes, name)) {
            add(f, LOCATED_NEAR, i, i);
            return;
        }
    }
}

size_t locator_find(const struct locating *in, struct arena *a, const char *locator,
                    struct location **out)
{
    struct finding f = {.in = in, .d = in->doc, .a = a};
    char value[VALUE_BYTES];

    if (!f.d->n_blocks)
        return 0;
    if (value_of(locator, "note", value))
        each_range(&f, value, add_notes, NULL);
    else if (value_of(locator, "tab", value))
        each_range(&f, value, add_tables, locator);
    else if (value_of(locator, "abbr", value))
        find_abbreviation(&f, value);
    else if (value_of(locator, "entry", value))
        find_entry(&f, value);
    else if (value_of(locator, "art", value))
        each_range(&f, value, add_articles, NULL);
    else if (value_of(locator, "sec", value))
        find_sections(&f, value, locator);
    else if (value_of(locator, "par", value))
        find_paragraphs(&f, value);
    else if (value_of(locator, "page", value))
        each_range(&f, value, add_pages, NULL);
    *out = f.out;
    return f.n;
}

/* The highest number in "3", "2-4", "2,5". */
static long highest(const char *value)
{
    long top = 0;

    for (const char *s = value; *s;) {
        char *end;
        long n = strtol(s, &end, 10);

        top = n > top ? n : top;
        s = end > s ? end : s + 1;
        s += *s == '-' || *s == ',';
    }
    return top;
}

void locator_learn_sections(struct locating *in, const struct cited_place *places, size_t n_places)
{
    const struct document *d = in->doc;
    char key[VALUE_BYTES], par[VALUE_BYTES];

    in->is_other = arena_zeroed(&in->mem, d->n_sections + 1, sizeof *in->is_other);
    for (size_t i = 0; i < n_places; i++) {
        struct extent all = {DOCUMENT_NONE, 0, d->n_blocks};
        size_t section = 0;

        if (!value_of(places[i].locator, "par", par))
            continue;
        if (value_of(places[i].locator, "sec", key))
            section = section_by_key(d, key);
        else if (d->has_keys)
            continue;
        if (section == DOCUMENT_NONE || in->is_other[section])
            continue;
        if (d->has_keys)
            all = extent_of(d, section);
        in->is_other[section] = paragraph(d, &all, highest(par)) == DOCUMENT_NONE;
    }
}
