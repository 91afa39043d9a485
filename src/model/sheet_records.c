/*
 * All records of a kind, or of all kinds, with the detail beside them: sources, references, terms …
 * Beside a source stand how many notes and how many other records rest on it, beside a note how
 * many records; each number opens them.
 */
#include "nichiei/text/fold.h"

#include "meaning.h"
#include "sheet_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a line, from its left edge; of a count; and from how many on a name has room for both
 * languages. */
enum { LABEL_COLS = 4, NAME_COL = LABEL_COLS + 1, COUNT_COLS = 6, BOTH_COLS = 48 };

/* The sheet's choice[0]. */
enum { SORT_NUMBER, SORT_USE, SORT_RELIABILITY, SORT_NAME, SORTS };

/* Who rests on something: not the works and notes that say where it is printed. */
#define RESTING_TERM " -kind:source,ref"
enum {
    OF_NOTES = 1 << KIND_REFERENCE,
    OF_RESTING = ((1 << KIND_COUNT) - 1) & ~(1 << KIND_SOURCE | 1 << KIND_REFERENCE),
};

/* What is counted, by word; in the sheet's arena. */
struct counted {
    uint32_t *notes, *resting;
};

static enum kind kind_of(const struct sheet *s)
{
    return (enum kind)s->at.n;
}

/* How many counts stand at the end of a line. */
static int n_counts(const struct sheet *s)
{
    return kind_of(s) == KIND_SOURCE ? 2 : kind_of(s) == KIND_REFERENCE ? 1 : 0;
}

static int name_cols(const struct sheet *s)
{
    return s->cols - NAME_COL - n_counts(s) * COUNT_COLS;
}

static bool count(struct app *app, struct sheet *s)
{
    struct counted *c = arena_zeroed(&s->mem, 1, sizeof *c);

    s->own = c;
    return !n_counts(s) ||
           (corpus_bearers(app->corpus, &s->mem, OF_NOTES, &c->notes, &app->error) &&
            corpus_bearers(app->corpus, &s->mem, OF_RESTING, &c->resting, &app->error));
}

/* One language where there is no room for both. */
static struct text name_of(const struct app *app, struct sheet *s, const struct record *r)
{
    struct text ja = meaning_mark(app, &s->mem, r->name[LANG_JA]),
                en = meaning_mark(app, &s->mem, r->name[LANG_EN]);
    bool one = s->display == DISPLAY_BOTH && n_counts(s) && name_cols(s) < BOTH_COLS;

    return say_pair(&s->mem, ja, en, one ? DISPLAY_JA : s->display);
}

/* The i-th count of a line, and the query that makes it. */
static void add_count(struct sheet *s, struct sheet_line *line, int i, const char *id, uint32_t n)
{
    bool notes = n_counts(s) == 2 && i == 0;
    int col = NAME_COL + name_cols(s) + i * COUNT_COLS;
    char number[16], query[256];
    struct sheet_cell *cell;

    snprintf(number, sizeof number, "%u", n);
    cell = sheet_cell(s, line, col, COUNT_COLS, text_safe_str(&s->mem, number),
                      n ? SHEET_LINK : SHEET_FAINT);
    cell->to_right = true;
    if (!n)
        return;
    snprintf(query, sizeof query, "source:%s%s", strchr(id, ':') + 1,
             notes ? " kind:ref" : RESTING_TERM);
    cell->rows = arena_copy(&s->mem, query, strlen(query));
    cell->rows_kind = notes ? KIND_REFERENCE : KIND_NONE;
    cell->rows_alone = true; /* what narrows the list says nothing about what rests on its works */
    cell->says = text_safe_str(&s->mem, query);
}

static bool fill(struct app *app, struct sheet *s, struct sheet_line *line)
{
    const struct counted *c = s->own;
    struct record r;
    uint32_t v;

    if (!store_record(app->st, &s->mem, line->about, &r, &app->error))
        return false;
    sheet_cell(s, line, 0, LABEL_COLS, text_safe_str(&s->mem, r.label), SHEET_FAINT);
    sheet_cell(s, line, NAME_COL, name_cols(s) - (n_counts(s) > 0), name_of(app, s, &r),
               SHEET_PLAIN)
        ->opens = r.n;
    if (!n_counts(s))
        return true;
    v = corpus_word(app->corpus, QUERY_SOURCE, r.id);
    if (kind_of(s) == KIND_SOURCE)
        add_count(s, line, 0, r.id, c->notes[v]);
    add_count(s, line, n_counts(s) - 1, r.id, c->resting[v]);
    return true;
}

/* What a row is sorted by: the higher count, then the lesser key, then as authored. */
struct sorted {
    uint32_t n, count;
    const char *key;
};

static int by_order(const void *left, const void *right)
{
    const struct sorted *l = left, *r = right;
    int order = l->count != r->count ? (l->count < r->count ? 1 : -1) : strcmp(l->key, r->key);

    return order ? order : l->n < r->n ? -1 : 1;
}

static bool sort_key(struct app *app, struct sheet *s, uint32_t n, struct sorted *out)
{
    const struct counted *c = s->own;
    struct buf key = {0};
    struct record r;
    const char *name;
    uint32_t v;

    *out = (struct sorted){n, 0, ""};
    if (!store_record(app->st, &s->mem, n, &r, &app->error))
        return false;
    if (s->at.choice[0] == SORT_USE) {
        v = corpus_word(app->corpus, QUERY_SOURCE, r.id);
        out->count = c->notes[v] + c->resting[v];
    } else if (s->at.choice[0] == SORT_RELIABILITY) {
        out->key = r.label;
    } else {
        name = r.name[s->display == DISPLAY_EN ? LANG_EN : LANG_JA];
        fold_key(&key, name, strlen(name));
        out->key = arena_copy(&s->mem, buf_cstr(&key), key.n_bytes);
        buf_finish(&key);
    }
    return true;
}

static bool sort(struct app *app, struct sheet *s, uint32_t *rows, size_t n_rows)
{
    struct sorted *all = arena_zeroed(&s->mem, n_rows, sizeof *all);

    for (size_t i = 0; i < n_rows; i++)
        if (!sort_key(app, s, rows[i], &all[i]))
            return false;
    if (n_rows)
        qsort(all, n_rows, sizeof *all, by_order);
    for (size_t i = 0; i < n_rows; i++)
        rows[i] = all[i].n;
    return true;
}

static void add_rows(struct sheet *s, const uint32_t *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++)
        sheet_line(s)->about = rows[i];
}

/* The notes of each document, below its name. */
static bool add_by_document(struct app *app, struct sheet *s, const uint32_t *rows, size_t n_rows)
{
    for (size_t i = 0, end; i < n_rows; i = end) {
        struct record first, r;
        uint32_t n;

        if (!store_record(app->st, &s->mem, rows[i], &first, &app->error))
            return false;
        for (end = i + 1; end < n_rows; end++)
            if (!store_record(app->st, &s->mem, rows[end], &r, &app->error))
                return false;
            else if (strcmp(r.aspect, first.aspect) != 0)
                break;
        n = store_find(app->st, first.aspect, &app->error);
        if (!n || !store_record(app->st, &s->mem, n, &r, &app->error))
            return false;
        sheet_heading(s, name_of(app, s, &r), end - i);
        add_rows(s, rows + i, end - i);
    }
    return true;
}

/* The terms that are false friends, for which the list is opened, above the others. */
static bool add_by_form(struct app *app, struct sheet *s, const uint32_t *rows, size_t n_rows)
{
    uint32_t *parted[2] = {arena_zeroed(&s->mem, n_rows, sizeof **parted),
                           arena_zeroed(&s->mem, n_rows, sizeof **parted)};
    const struct text names[2] = {say_word(&s->mem, "false-friend", app->display),
                                  say(&s->mem, SAY_OTHER_TERMS, app->display)};
    size_t n[2] = {0, 0};
    struct record r;

    for (size_t i = 0; i < n_rows; i++) {
        int part;

        if (!store_record(app->st, &s->mem, rows[i], &r, &app->error))
            return false;
        part = strcmp(r.aspect, "false-friend") != 0;
        parted[part][n[part]++] = rows[i];
    }
    for (int part = 0; part < 2; part++)
        if (n[part]) {
            sheet_heading(s, names[part], n[part]);
            add_rows(s, parted[part], n[part]);
        }
    return true;
}

/* Every kind that anything is left of, below its name. */
static size_t add_by_kind(struct app *app, struct sheet *s, size_t *n_all)
{
    size_t sum = 0;

    *n_all = 0;
    for (int k = 0; k < KIND_COUNT; k++) {
        uint32_t *rows;
        size_t n_rows = corpus_rows(app->corpus, &s->mem, (enum kind)k, false, &rows);

        sum += n_rows;
        *n_all += corpus_count(app->corpus, (enum kind)k);
        if (!n_rows)
            continue;
        sheet_heading(s, say_kind(&s->mem, (enum kind)k, app->display), n_rows);
        add_rows(s, rows, n_rows);
    }
    return sum;
}

/* The heads of the counts, and how the rows are sorted, unless that is as authored. */
static void add_head(struct sheet *s)
{
    static const enum message names[2] = {SAY_COLUMN_NOTES, SAY_COLUMN_RESTING};
    static const enum message sorts[SORTS] = {SAY_COUNT, SAY_SORTED_BY_USE,
                                              SAY_SORTED_BY_RELIABILITY, SAY_SORTED_BY_NAME};
    enum display one = s->display == DISPLAY_BOTH ? DISPLAY_JA : s->display;
    enum message sorted = sorts[s->at.choice[0]];
    struct sheet_line *head;
    int n = n_counts(s);

    if (sorted != SAY_COUNT)
        s->right = say(&s->mem, sorted, one);
    if (!n)
        return;
    head = sheet_head(s);
    for (int i = 0; i < n; i++)
        sheet_cell(s, head, NAME_COL + name_cols(s) + i * COUNT_COLS, COUNT_COLS,
                   say(&s->mem, names[2 - n + i], one), SHEET_LABEL)
            ->to_right = true;
}

static bool make_one_kind(struct app *app, struct sheet *s, size_t *n_rows)
{
    uint32_t *rows;

    *n_rows = corpus_rows(app->corpus, &s->mem, kind_of(s), false, &rows);
    if (s->at.choice[0] != SORT_NUMBER && !sort(app, s, rows, *n_rows))
        return false;
    if (kind_of(s) == KIND_REFERENCE && s->at.choice[0] == SORT_NUMBER)
        return add_by_document(app, s, rows, *n_rows);
    if (kind_of(s) == KIND_TERM && s->at.choice[0] == SORT_NUMBER)
        return add_by_form(app, s, rows, *n_rows);
    add_rows(s, rows, *n_rows);
    return true;
}

static bool make(struct app *app, struct sheet *s)
{
    bool all_kinds = kind_of(s) == KIND_NONE;
    size_t n_rows, n_all = all_kinds ? 0 : corpus_count(app->corpus, kind_of(s));
    char number[48];

    if (!count(app, s))
        return false;
    add_head(s);
    if (all_kinds)
        n_rows = add_by_kind(app, s, &n_all);
    else if (!make_one_kind(app, s, &n_rows))
        return false;
    snprintf(number, sizeof number, n_rows == n_all ? "%zu" : "%zu/%zu", n_rows, n_all);
    s->title = say_pair(&s->mem,
                        all_kinds ? say(&s->mem, SAY_RECORDS, app->display)
                                  : say_kind(&s->mem, kind_of(s), app->display),
                        text_safe_str(&s->mem, number), DISPLAY_BOTH);
    if (!n_rows)
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_NOTHING, app->display), SHEET_FAINT);
    return true;
}

/* The next order that this kind has. */
static unsigned sort_next(struct app *app)
{
    struct sheet *s = &app->sheet;
    int32_t order = (s->at.choice[0] + 1) % SORTS;

    if (order == SORT_USE && !n_counts(s))
        order = SORT_NAME;
    if (order == SORT_RELIABILITY && kind_of(s) != KIND_SOURCE)
        order = SORT_NAME;
    s->at.choice[0] = order;
    s->at.line = s->at.top = 0;
    s->at.stop = 0;
    return APP_REDRAW;
}

static unsigned act(struct app *app, enum action_id action)
{
    if (action != ACTION_SORT_RECORDS)
        return 0;
    return kind_of(&app->sheet) == KIND_NONE ? APP_BELL : sort_next(app);
}

struct sheet_at sheet_of_kind(enum kind kind)
{
    return (struct sheet_at){
        .id = SHEET_RECORDS,
        .n = kind,
        .line = kind == KIND_REFERENCE || kind == KIND_TERM ||
                kind == KIND_NONE, /* behind the first heading */
    };
}

const struct sheet_ops records_sheet = {
    .has_detail = true,
    .is_list = true,
    .where = IN_RECORDS,
    .kept = {true, SHEET_OF_KIND, {SORTS}},
    .make = make,
    .fill = fill,
    .act = act,
};
