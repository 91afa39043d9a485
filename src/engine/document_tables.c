/* The tables of a document: rows of cells, parted by tabs, or by | in Markdown. */
#include "document_in.h"

#include <stdlib.h>
#include <string.h>

static bool is_row(const struct parse *p, size_t i)
{
    const struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at;
    size_t point_bytes;

    if (l->kind != LINE_PLAIN)
        return false;
    /* A tab at the head or end of a line of a table is an empty cell; it is no part of the line. */
    if (i > 0 && (l[-1].kind == LINE_ROW || l[-1].kind == LINE_COLUMNS) &&
        ((l->indent && s[-1] == '\t') ||
         (l->at + l->n_bytes < p->d->n_bytes && s[l->n_bytes] == '\t')))
        return true;
    point_bytes = line_point(s, l->n_bytes);
    if (memchr(s + point_bytes, '\t', l->n_bytes - point_bytes))
        return true;
    return *s == '|' && l->n_bytes > 2 && s[l->n_bytes - 1] == '|';
}

/* "|---|:--|" */
static bool is_rule(const char *s, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if (!strchr("|-: +=", s[i]))
            return false;
    return *s == '|' || *s == '+';
}

static const char *const table_words[] = {"図表", "表", "Table", "TABLE", NULL};

static bool is_caption(const struct parse *p, size_t i, int *number)
{
    const struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at;
    size_t label_bytes;

    *number = l->kind == LINE_PLAIN ? line_labelled(s, l->n_bytes, table_words, &label_bytes) : 0;
    return *number && l->n_bytes < 300 && !line_ends_sentence(s, l->n_bytes);
}

/* Where the colon of "Source: …" stands; 0 if there is none near. */
static size_t before_colon(const char *s, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes && i < 24; i++)
        if (s[i] == ':' || (i + 3 <= n_bytes && memcmp(s + i, "：", 3) == 0))
            return i;
    return 0;
}

/* A line below a table: what it says of itself, or LINE_PLAIN. */
static enum line_kind below(struct parse *p, size_t i)
{
    static const char *const sources[] = {"出所", "出典", "資料", "source", "sources"};
    static const char *const notes[] = {"注", "備考", "注記", "note", "notes"};
    const struct line *l = &p->lines[i];
    const char *s = p->d->text + l->at;
    const char *word = line_key(&p->key, s, before_colon(s, l->n_bytes));

    for (size_t k = 0; k < sizeof sources / sizeof sources[0]; k++)
        if (strcmp(word, sources[k]) == 0)
            return LINE_TABLE_SOURCE;
    for (size_t k = 0; k < sizeof notes / sizeof notes[0]; k++)
        if (strcmp(word, notes[k]) == 0)
            return LINE_TABLE_NOTE;
    return LINE_PLAIN;
}

/* The table that is being read. */
struct table {
    int number;
    bool captioned; /* and no row was read since */
    struct buf columns;
};

static bool has_columns(struct parse *p, const struct table *t, size_t i)
{
    const struct line *l = &p->lines[i];
    const char *key = line_key(&p->key, p->d->text + l->at, l->n_bytes);

    return *buf_cstr(&t->columns) && strcmp(buf_cstr(&t->columns), key) == 0;
}

/* Rows on end: the rest of the table if they begin with its columns again, else a new table. Their
 * first line names the columns. Returns the line behind them. */
static size_t read_rows(struct parse *p, struct table *t, size_t i)
{
    size_t first = i;

    if (t->captioned || !has_columns(p, t, i)) {
        const struct line *l = &p->lines[i];

        if (!t->captioned)
            t->number++;
        buf_reset(&t->columns);
        buf_str(&t->columns, line_key(&p->key, p->d->text + l->at, l->n_bytes));
        t->captioned = false;
    }
    for (; i < p->n_lines && is_row(p, i); i++) {
        struct line *l = &p->lines[i];

        l->kind = i == first                                ? LINE_COLUMNS
                  : is_rule(p->d->text + l->at, l->n_bytes) ? LINE_SKIP
                                                            : LINE_ROW;
        l->number = t->number;
    }
    return i;
}

static size_t skip_lines(const struct parse *p, size_t i)
{
    while (i < p->n_lines && p->lines[i].kind != LINE_BLANK)
        i++;
    return i;
}

void document_find_tables(struct parse *p)
{
    struct table t = {0};
    bool is_below = false; /* only notes and lines about it stand between the table and here */

    for (size_t i = 0; i < p->n_lines;) {
        enum line_kind about;
        int number;

        if (is_row(p, i) && document_part_of(p, parse_previous(p, i)) == PART_ABBR) {
            i = skip_lines(p, i); /* abbreviations, which stand for themselves */
            continue;
        }
        if (is_row(p, i)) {
            i = read_rows(p, &t, i);
            is_below = true;
            continue;
        }
        if (is_caption(p, i, &number)) {
            p->lines[i].kind = LINE_CAPTION;
            p->lines[i].number = t.number = number;
            t.captioned = true;
            is_below = true;
        } else if (p->lines[i].kind == LINE_PLAIN) {
            about = is_below ? below(p, i) : LINE_PLAIN;
            p->lines[i].kind = (uint8_t)about;
            p->lines[i].number = about == LINE_PLAIN ? 0 : t.number;
            is_below = about != LINE_PLAIN;
        }
        i++;
    }
    buf_finish(&t.columns);
}
