/* The headings of a document: those of its contents list, and those that look like one. */
#include "document_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING_BYTES = 240, LABEL_BYTES = 480, BARE_BYTES = 120, MAX_ENTRIES = 400 };

enum part document_part_of(struct parse *p, size_t i)
{
    const struct line *l = i < p->n_lines ? &p->lines[i] : NULL;
    const char *s = l ? p->d->text + l->at : "";
    char key[64];

    if (!l || !l->n_bytes || l->n_bytes > 80)
        return PART_NONE;
    if (line_numeral(s, l->n_bytes).form) /* "1. Introduction" */
        s += line_numeral(s, l->n_bytes).n_bytes;
    snprintf(key, sizeof key, "%.60s\n",
             line_key(&p->key, s, l->n_bytes - (size_t)(s - p->d->text - l->at)));
    for (int part = 1; part < PART_COUNT && key[0] != '\n'; part++) {
        const char *at = strstr(buf_cstr(&p->part_keys[part]), key);

        if (at && (at == p->part_keys[part].bytes || at[-1] == '\n'))
            return (enum part)part;
    }
    return PART_NONE;
}

/*
 * The contents list.
 */
struct entry {
    const char *key;      /* in the document's arena */
    const char *bare_key; /* without its number */
    int level;
    struct numeral numeral;
    enum part part;
};

struct contents {
    struct entry *entries;
    size_t n;
    bool has_chapters;
};

/* Bytes of the line without the page number at its end and what leads to it; all of them if it has
 * none. */
static size_t without_page(const char *s, size_t n_bytes)
{
    size_t at = n_bytes, blank;

    while (at > 0 && ((s[at - 1] >= '0' && s[at - 1] <= '9') || strchr("ivxl", s[at - 1])))
        at--;
    if (at == n_bytes || n_bytes - at > 6)
        return n_bytes;
    blank = at;
    while (blank > 0 && strchr(" \t.", s[blank - 1]))
        blank--;
    while (blank >= 3 &&
           (memcmp(s + blank - 3, "…", 3) == 0 || memcmp(s + blank - 3, "　", 3) == 0 ||
            memcmp(s + blank - 3, "・", 3) == 0))
        blank -= 3;
    /* One blank is not enough: "Chapter 2" is a name. */
    return blank > 0 && (at - blank > 1 || (at > blank && s[at - 1] == '\t')) ? blank : n_bytes;
}

/* "- [Introduction](#introduction)" is Introduction. */
static void strip_link(const char **s, size_t *n_bytes)
{
    size_t mark = line_numeral(*s, *n_bytes).form ? 0 : line_point(*s, *n_bytes);
    const char *end;

    *s += mark;
    *n_bytes -= mark;
    end = *n_bytes && **s == '[' ? memchr(*s, ']', *n_bytes) : NULL;
    if (end) {
        *n_bytes = (size_t)(end - *s) - 1;
        ++*s;
    }
}

static void add_entry(struct parse *p, struct contents *c, const char *s, size_t n_bytes,
                      enum part part)
{
    struct entry *entry = &c->entries[c->n];
    const char *key;

    strip_link(&s, &n_bytes);
    entry->numeral = line_numeral(s, n_bytes);
    key = line_key(&p->key, s + entry->numeral.n_bytes, n_bytes - entry->numeral.n_bytes);
    entry->bare_key = arena_copy(&p->d->mem, key, strlen(key));
    key = line_key(&p->key, s, n_bytes);
    if (!*key)
        return;
    entry->key = arena_copy(&p->d->mem, key, strlen(key));
    entry->part = part;
    c->has_chapters = c->has_chapters || entry->numeral.form == NUMERAL_ROMAN ||
                      entry->numeral.form == NUMERAL_CHAPTER;
    c->n++;
}

/* Is the line as an entry was before? Then the text itself has begun. */
static bool is_known(struct parse *p, const struct contents *c, size_t i)
{
    const struct line *l = &p->lines[i];
    const char *key = line_key(&p->key, p->d->text + l->at, l->n_bytes);

    for (size_t k = 0; k < c->n; k++)
        if (strcmp(c->entries[k].key, key) == 0)
            return true;
    return false;
}

/* Does an entry stand in this line? In a list that has page numbers, it has one. */
static bool is_entry(struct parse *p, const struct contents *c, size_t i, bool numbered)
{
    const struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at;
    size_t next;

    if (l->kind != LINE_PLAIN || l->n_bytes > HEADING_BYTES || *s == '#')
        return false;
    if (without_page(s, l->n_bytes) < l->n_bytes)
        return true;
    if (is_known(p, c, i))
        return false;
    if (!numbered)
        return true;
    /* The first line of one that is broken, or a heading in the list. */
    next = parse_next(p, i);
    return next == i + 1 && next < p->n_lines &&
           without_page(p->d->text + l[1].at, l[1].n_bytes) < l[1].n_bytes;
}

static void read_contents(struct parse *p, struct contents *c, size_t heading)
{
    size_t i = parse_next(p, heading);
    const struct line *l = &p->lines[i];
    bool numbered;

    if (i == p->n_lines)
        return;
    numbered = without_page(p->d->text + l->at, l->n_bytes) < l->n_bytes;
    for (; i < p->n_lines && c->n < MAX_ENTRIES && is_entry(p, c, i, numbered);
         i = parse_next(p, i)) {
        const char *s;

        l = &p->lines[i];
        s = p->d->text + l->at;
        if (!numbered && c->n && i > 0 && l[-1].kind == LINE_BLANK &&
            line_ends_sentence(s, l->n_bytes))
            break;
        p->lines[i].kind = LINE_ENTRY;
        p->lines[i].n_bytes = without_page(s, l->n_bytes);
        add_entry(p, c, s, p->lines[i].n_bytes, document_part_of(p, i));
        p->lines[i].n_bytes = l->n_bytes;
    }
}

/* Chapters have numbers; what stands below them has none, or more of them. */
static void level_entries(struct contents *c)
{
    bool in_chapter = false;

    for (size_t i = 0; i < c->n; i++) {
        struct entry *entry = &c->entries[i];
        bool is_chapter = entry->numeral.form == NUMERAL_ROMAN ||
                          entry->numeral.form == NUMERAL_CHAPTER ||
                          (!c->has_chapters && entry->numeral.form == NUMERAL_ARABIC);

        in_chapter = is_chapter || (in_chapter && !entry->part);
        entry->level = is_chapter || !in_chapter               ? 1
                       : entry->numeral.form == NUMERAL_DOTTED ? entry->numeral.depth
                                                               : 2;
    }
}

/* A heading that says what an entry says, the next one or one after it. */
static size_t entry_of(struct parse *p, const struct contents *c, size_t from, size_t i)
{
    const struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at, *key;
    struct numeral m;

    while (l->n_bytes && *s == '#' && s < p->d->text + l->at + l->n_bytes)
        s++;
    key = line_key(&p->key, s, l->n_bytes - (size_t)(s - p->d->text - l->at));
    for (size_t k = from; *key && k < c->n; k++)
        if (strcmp(c->entries[k].key, key) == 0)
            return k;
    m = line_numeral(s, l->n_bytes);
    key = m.form ? line_key(&p->key, s + m.n_bytes, l->n_bytes - m.n_bytes) : key;
    for (size_t k = from; *key && k < c->n; k++)
        if (strcmp(c->entries[k].bare_key, key) == 0)
            return k;
    return c->n;
}

static void match_entries(struct parse *p, const struct contents *c, size_t heading)
{
    size_t next = 0;

    for (size_t i = parse_next(p, heading); i < p->n_lines && next < c->n; i = parse_next(p, i)) {
        struct line *l = &p->lines[i];
        size_t at;

        if (l->kind != LINE_PLAIN || l->n_bytes > HEADING_BYTES ||
            (i > 0 && l[-1].kind == LINE_PLAIN && l[-1].page == l->page && !p->is_markdown))
            continue;
        at = entry_of(p, c, next, i);
        if (at == c->n)
            continue;
        l->kind = LINE_HEADING;
        l->level = (uint8_t)c->entries[at].level;
        l->is_chapter = l->level == 1 && c->entries[at].numeral.form;
        l->number = c->entries[at].numeral.n;
        l->part = (uint8_t)c->entries[at].part;
        p->has_contents = true;
        next = at + 1;
    }
}

void document_find_contents(struct parse *p)
{
    struct contents c = {0};
    size_t heading = 0;

    while (heading < p->n_lines &&
           (p->lines[heading].kind != LINE_PLAIN || document_part_of(p, heading) != PART_CONTENTS))
        heading++;
    if (heading == p->n_lines)
        return;
    p->lines[heading].kind = LINE_HEADING;
    p->lines[heading].level = 1;
    p->lines[heading].part = PART_CONTENTS;
    c.entries = calloc(MAX_ENTRIES, sizeof *c.entries);
    if (c.entries) {
        read_contents(p, &c, heading);
        level_entries(&c);
        match_entries(p, &c, heading);
    }
    free(c.entries);
}

/*
 * Other headings.
 */
struct heads {
    bool begun;         /* a heading was seen: what stands before the first one is the title page */
    int level;          /* of the last one, but those of labels */
    int last_number[8]; /* by level */
};

static void set_heading(struct heads *h, struct line *l, int level)
{
    l->kind = LINE_HEADING;
    l->level = (uint8_t)level;
    h->begun = true;
}

/* "## 2. Name" */
static bool read_marked(struct parse *p, struct heads *h, struct line *l)
{
    const char *s = p->d->text + l->at;
    size_t n = 0;
    struct numeral m;

    while (n < l->n_bytes && n < 6 && s[n] == '#')
        n++;
    if (!n || n == l->n_bytes || (s[n] != ' ' && s[n] != '\t'))
        return false;
    set_heading(h, l, (int)n);
    while (n < l->n_bytes && (s[n] == ' ' || s[n] == '\t'))
        n++;
    l->at += n;
    l->n_bytes -= n;
    m = line_numeral(s + n, l->n_bytes);
    l->number = m.n;
    l->is_chapter =
        m.form == NUMERAL_ROMAN || m.form == NUMERAL_CHAPTER || m.form == NUMERAL_ARABIC;
    l->part = (uint8_t)document_part_of(p, (size_t)(l - p->lines));
    return true;
}

/* What the document calls a recommendation, a box …: "提言1：", which counts as no section. */
static bool is_label(const char *s, size_t n_bytes)
{
    static const char *const words[] = {"提言",           "勧告",    "所見", "図",     "コラム",
                                        "Recommendation", "Finding", "Box",  "Figure", NULL};
    size_t label_bytes;

    return line_labelled(s, n_bytes, words, &label_bytes) && label_bytes < n_bytes;
}

/* Does the text go on with a paragraph behind line i? */
static bool leads_to_text(const struct parse *p, size_t i)
{
    size_t next = parse_next(p, i);
    const struct line *l = &p->lines[next];

    while (next < p->n_lines && p->lines[next].kind == LINE_NOTE)
        next = parse_next(p, next);
    if (next == p->n_lines)
        return false;
    l = &p->lines[next];
    return l->kind == LINE_HEADING || l->kind == LINE_CAPTION ||
           (l->kind == LINE_PLAIN &&
            ((p->wraps && l->n_bytes > 40) || line_has_sentence(p->d->text + l->at, l->n_bytes)) &&
            !line_point(p->d->text + l->at, l->n_bytes));
}

/* Is the text before line i complete, so that something new can begin there? */
static bool begins_anew(const struct parse *p, size_t i)
{
    size_t before = parse_previous(p, i);
    const struct line *l;

    while (before < p->n_lines && p->lines[before].kind == LINE_NOTE)
        before = parse_previous(p, before);
    if (before == p->n_lines)
        return true;
    l = &p->lines[before];
    return l->kind != LINE_PLAIN || line_ends_sentence(p->d->text + l->at, l->n_bytes) ||
           !line_has_sentence(p->d->text + l->at, l->n_bytes);
}

static bool looks_bare(const char *s, size_t n_bytes)
{
    static const char never[] = "-*+<(|>\"'=&@";

    return n_bytes > 1 && n_bytes <= BARE_BYTES && !line_has_sentence(s, n_bytes) &&
           s[n_bytes - 1] != ',' && (n_bytes < 3 || memcmp(s + n_bytes - 3, "、", 3) != 0) &&
           !line_ends_with_colon(s, n_bytes) && !strchr(never, *s) && !line_point(s, n_bytes) &&
           !(*s >= '0' && *s <= '9') && !(*s >= 'a' && *s <= 'z') && memcmp(s, "©", 2) != 0 &&
           !memchr(s, '/', n_bytes) && !memchr(s, '@', n_bytes);
}

/* A number that goes on from the last heading's of its level, or begins. */
static int numbered_level(const struct parse *p, const struct heads *h, const struct line *l,
                          struct numeral m)
{
    bool of_chapter = m.form == NUMERAL_ROMAN || m.form == NUMERAL_CHAPTER;
    int level;

    if (m.form == NUMERAL_DOTTED)
        return m.depth;
    if (of_chapter)
        return p->has_contents ? 0 : 1;
    if (line_ends_with_colon(p->d->text + l->at, l->n_bytes))
        return 0;
    if (m.n == 1)
        return h->level < 6 ? h->level + 1 : 0;
    for (level = h->level + 1; level > 0; level--)
        if (h->last_number[level] == m.n - 1)
            return level;
    return 0;
}

static void note_number_of(struct heads *h, const struct line *l)
{
    if (l->level >= 7)
        return;
    for (int deeper = l->level + 1; deeper < 8; deeper++)
        h->last_number[deeper] = 0;
    h->last_number[l->level] = l->number;
    h->level = l->level - (l->number && !l->is_chapter && l->level > 2);
}

static void read_line(struct parse *p, struct heads *h, size_t i)
{
    struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at;
    struct numeral m = line_numeral(s, l->n_bytes);
    enum part part;
    int level;

    if (!parse_is_alone(p, i) || l->n_bytes > LABEL_BYTES)
        return;
    part = document_part_of(p, i);
    if (part && !(p->has_contents && !h->begun)) {
        set_heading(h, l, p->has_contents || p->is_markdown ? 2 : 1);
        l->part = (uint8_t)part;
        l->number = m.n;
        l->is_chapter = l->level == 1 && m.form;
    } else if (h->begun && is_label(s, l->n_bytes)) {
        l->kind = LINE_HEADING;
        l->level = 7;
    } else if (m.form && m.n_bytes < l->n_bytes && l->n_bytes <= HEADING_BYTES &&
               !line_ends_sentence(s, l->n_bytes) &&
               looks_bare(s + m.n_bytes, l->n_bytes - m.n_bytes) && leads_to_text(p, i) &&
               begins_anew(p, i) && (level = numbered_level(p, h, l, m))) {
        set_heading(h, l, level);
        l->number = m.n;
        l->is_chapter = level == 1;
    } else if (h->begun && !p->is_markdown && !m.form && looks_bare(s, l->n_bytes) &&
               leads_to_text(p, i) && begins_anew(p, i)) {
        set_heading(h, l, 2);
    }
}

void document_find_headings(struct parse *p)
{
    struct heads h = {0};

    for (size_t i = 0; i < p->n_lines; i++) {
        struct line *l = &p->lines[i];

        if (l->kind == LINE_PLAIN && !(p->is_markdown && read_marked(p, &h, l)))
            read_line(p, &h, i);
        if (l->kind == LINE_HEADING && l->level < 7) {
            h.begun = true;
            note_number_of(&h, l);
        }
    }
}
