/*
 * The pinned records side by side: fields, then what they are tied to as sets. Each line says
 * whether they agree: = all the same, ! they differ, ~ some share it.
 */
#include "nichiei/text/wrap.h"

#include "nichiei/model/ties.h"

#include "detail_in.h"
#include "meaning.h"
#include "sheet_in.h"

#include <stdio.h>
#include <string.h>

/* The sheet's choice[0] is the first record shown, where not all have room. */

/* Columns: below NARROW_COLS two records at a time and labels in lines of their own; from WIDE_COLS
 * labels in both languages. */
enum { MARK_COLS = 2, GAP_COLS = 2, NARROW_COLS = 60, WIDE_COLS = 110 };

/* Of a set, what is told of those in common, and of each record's own. */
enum { MAX_TOLD = 12 };

struct comparison {
    struct app *app;
    struct sheet *s;
    int n, first, n_shown; /* records, the first shown, how many are shown */
    int label_cols, cols;  /* of the labels, of a record without the gap */
    struct record record[APP_MAX_PINS];
    const char *const *values[APP_MAX_PINS];
    uint8_t *member; /* by record: bit i = in the set of record i; for the set at hand */
    enum display label_display;
};

/* What one record has in a line. */
struct piece {
    struct text t;
    uint32_t opens;
    enum sheet_style style;
};

static int column_of(const struct comparison *c, int i)
{
    return MARK_COLS + c->label_cols + (i - c->first) * (c->cols + GAP_COLS);
}

/* One line of the comparison, as many lines of the screen as its longest piece takes. */
static void add_line(struct comparison *c, struct text label, char mark, const struct piece *pieces)
{
    struct sheet *s = c->s;
    struct text *lines[APP_MAX_PINS];
    size_t n_lines[APP_MAX_PINS] = {0}, most = 0;
    char sign[2] = {mark, '\0'};

    if (!c->label_cols && !text_is_empty(label)) {
        sheet_cell(s, sheet_line(s), MARK_COLS, s->cols - MARK_COLS, label, SHEET_LABEL);
        label = text_lit("");
    }
    for (int i = c->first; i < c->first + c->n_shown; i++) {
        if (!text_is_empty(pieces[i].t))
            n_lines[i] = text_wrap(&s->mem, pieces[i].t, c->cols, &lines[i]);
        most = n_lines[i] > most ? n_lines[i] : most;
    }
    for (size_t row = 0; row < most; row++) {
        struct sheet_line *line = sheet_line(s);

        /* Empty ones, too: what goes on continues the same cell of the line above. */
        sheet_cell(s, line, 0, 1, row ? text_lit("") : text_safe_str(&s->mem, sign),
                   mark == '!' ? SHEET_MARKED : SHEET_FAINT)
            ->quiet = true;
        sheet_cell(s, line, MARK_COLS, c->label_cols - 1, row ? text_lit("") : label, SHEET_LABEL);
        for (int i = c->first; i < c->first + c->n_shown; i++) {
            struct sheet_cell *cell;

            if (row >= n_lines[i]) {
                sheet_cell(s, line, column_of(c, i), c->cols, text_lit(""), SHEET_PLAIN);
                continue;
            }
            cell = sheet_cell(s, line, column_of(c, i), c->cols, lines[i][row], pieces[i].style);
            cell->goes_on = row > 0;
            cell->opens = row ? 0 : pieces[i].opens;
            cell->says = pieces[i].t;
        }
    }
}

/* --- fields --------------------------------------------------------------------------------- */

static bool is_ja(const char *field)
{
    size_t n_bytes = strlen(field);

    return n_bytes > 3 && strcmp(field + n_bytes - 3, "_ja") == 0;
}

/* Where record i has the field; -1: its kind has none of that name. */
static int field_of(const struct comparison *c, int i, const char *name)
{
    return schema_field(schema_of_kind(c->record[i].kind), name);
}

/* Does an earlier record's kind have the field? Then it was told already. */
static bool is_told(const struct comparison *c, int i, const char *name)
{
    for (int k = 0; k < i; k++)
        if (field_of(c, k, name) >= 0)
            return true;
    return false;
}

/* Of those that have the field: '=' all alike, '!' not; ' ' if only one has it. */
static char mark_of_field(const struct comparison *c, const char *name, bool pair)
{
    int first = -1, n_with = 0;
    bool differ = false;

    for (int i = 0; i < c->n; i++) {
        int at = field_of(c, i, name);

        if (at < 0)
            continue;
        n_with++;
        if (first < 0) {
            first = i;
            continue;
        }
        for (int k = 0; k <= pair; k++)
            differ = differ || strcmp(c->values[i][at + k],
                                      c->values[first][field_of(c, first, name) + k]) != 0;
    }
    return n_with < 2 ? ' ' : differ ? '!' : '=';
}

static bool field_piece(struct comparison *c, int i, const char *name, bool pair, char mark,
                        struct piece *out)
{
    struct arena *a = &c->s->mem;
    struct app *app = c->app;
    int at = field_of(c, i, name);
    const char *value = at < 0 ? "" : c->values[i][at];
    const struct field *f = at < 0 ? NULL : &schema_of_kind(c->record[i].kind)->fields[at];

    *out = (struct piece){text_lit("-"), 0, SHEET_FAINT};
    if (at < 0)
        out->t = say(a, SAY_NO_SUCH_FIELD, app->display);
    if (at < 0 || (!*value && !(pair && *c->values[i][at + 1])))
        return true;
    out->style = mark == '!' ? SHEET_NAME : SHEET_PLAIN;
    if (pair) {
        out->t = say_pair(a, meaning_mark(app, a, value),
                          meaning_mark(app, a, c->values[i][at + 1]), app->display);
    } else if (f->type == FIELD_REF || f->type == FIELD_ANY) {
        out->opens = store_find(app->st, value, &app->error);
        out->t = sheet_name(app, a, out->opens);
        out->style = SHEET_LINK;
        return !app->error.code;
    } else {
        out->t = detail_value(a, f, value, app->display);
    }
    return true;
}

static bool add_field(struct comparison *c, const char *name)
{
    struct piece pieces[APP_MAX_PINS];
    bool pair = is_ja(name), any = false;
    char mark = mark_of_field(c, name, pair);

    for (int i = 0; i < c->n; i++) {
        if (!field_piece(c, i, name, pair, mark, &pieces[i]))
            return false;
        any = any || pieces[i].style != SHEET_FAINT;
    }
    if (any)
        add_line(c, say_field(&c->s->mem, name, c->label_display), mark, pieces);
    return true;
}

static bool add_fields(struct comparison *c)
{
    for (int i = 0; i < c->n; i++) {
        const struct resource *r = schema_of_kind(c->record[i].kind);

        for (int k = 0; k < r->n_fields; k++) {
            const char *name = r->fields[k].name;

            if (!detail_hides(name) && !detail_is_foreign(&r->fields[k], c->app->display) &&
                !is_told(c, i, name) && !add_field(c, name))
                return false;
            k += is_ja(name);
        }
    }
    return true;
}

/* What they are called, each leading to its record, and of what kind they are. */
static bool add_names(struct comparison *c)
{
    struct piece names[APP_MAX_PINS] = {0}, kinds[APP_MAX_PINS] = {0};
    bool same = true;

    for (int i = 0; i < c->n; i++) {
        names[i] = (struct piece){sheet_name(c->app, &c->s->mem, c->record[i].n), c->record[i].n,
                                  SHEET_LINK};
        kinds[i] = (struct piece){say_kind(&c->s->mem, c->record[i].kind, c->app->display), 0,
                                  SHEET_PLAIN};
        same = same && c->record[i].kind == c->record[0].kind;
    }
    add_line(c, say_field(&c->s->mem, "name", c->label_display), ' ', names);
    add_line(c, say_field(&c->s->mem, "kind", c->label_display), same ? '=' : '!', kinds);
    return !c->app->error.code;
}

/* --- sets ----------------------------------------------------------------------------------- */

/* The ties of each record, and the group at hand. */
struct sets {
    struct tie *ties[APP_MAX_PINS];
    size_t n_ties[APP_MAX_PINS];
};

/* The record that a tie stands for: of a link its other end. */
static uint32_t key_of(struct comparison *c, int i, const struct tie *tie, struct text *words)
{
    struct tie_end end = {.n = tie->n};

    if (words || tie->kind == KIND_LINK)
        tie_end(c->app->st, &c->s->mem, c->record[i].n, tie, c->app->display, &end, &c->app->error);
    if (words)
        *words = say_pair(&c->s->mem, end.relation, end.words, DISPLAY_BOTH);
    return end.n;
}

/* The line that tells of one member in the columns of those that have it. */
static void add_member(struct comparison *c, const struct sets *sets, const struct tie *group,
                       uint32_t key, char mark)
{
    struct piece pieces[APP_MAX_PINS] = {{text_lit(""), 0, SHEET_PLAIN}};
    struct arena *a = &c->s->mem;
    struct text first = text_lit("");
    bool begun = false;

    for (int i = 0; i < c->n; i++) {
        pieces[i] = (struct piece){text_lit(""), 0, SHEET_PLAIN};
        for (size_t k = 0; (c->member[key] >> i & 1) && k < sets->n_ties[i]; k++) {
            struct text words;

            if (!ties_alike(&sets->ties[i][k], group) ||
                (group->kind == KIND_LINK ? key_of(c, i, &sets->ties[i][k], NULL)
                                          : sets->ties[i][k].n) != key)
                continue;
            key_of(c, i, &sets->ties[i][k], &words);
            if (begun &&
                (words.n_bytes != first.n_bytes || memcmp(words.p, first.p, words.n_bytes) != 0))
                mark = '~'; /* the same record in another role */
            first = words;
            begun = true;
            pieces[i] = (struct piece){sheet_name(c->app, a, key), key, SHEET_LINK};
            if (!text_is_empty(words))
                pieces[i].t = say_pair(
                    a, pieces[i].t, say_pair(a, text_lit("-"), words, DISPLAY_BOTH), DISPLAY_BOTH);
            break;
        }
    }
    add_line(c, text_lit(""), mark, pieces);
}

/* Whose set a record is in; false if it was in none so far. */
static bool join(struct comparison *c, int i, uint32_t key)
{
    bool known = c->member[key] != 0;

    c->member[key] |= (uint8_t)(1 << i);
    return known;
}

static int members(uint8_t bits)
{
    return (bits & 1) + (bits >> 1 & 1) + (bits >> 2 & 1);
}

static struct text more(struct comparison *c, size_t count)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", count);
    return say_fill(&c->s->mem, say(&c->s->mem, SAY_MORE_ROWS, c->app->display), "n",
                    text_safe_str(&c->s->mem, number));
}

/* What each record has alone, beside each other; what is not told is counted. */
static void add_own(struct comparison *c, const struct sets *sets, const struct tie *group,
                    uint32_t *own[APP_MAX_PINS], const size_t *n_own)
{
    size_t most = 0;

    for (int i = 0; i < c->n; i++)
        most = n_own[i] > most ? n_own[i] : most;
    for (size_t row = 0; row < most && row <= MAX_TOLD; row++) {
        struct piece pieces[APP_MAX_PINS];

        for (int i = 0; i < c->n; i++) {
            struct text words = text_lit("");

            pieces[i] = (struct piece){text_lit(""), 0, SHEET_LINK};
            if (row == MAX_TOLD && row < n_own[i])
                pieces[i] = (struct piece){more(c, n_own[i] - row), 0, SHEET_FAINT};
            if (row == MAX_TOLD || row >= n_own[i])
                continue;
            pieces[i].opens = own[i][row];
            pieces[i].t = sheet_name(c->app, &c->s->mem, own[i][row]);
            for (size_t k = 0; k < sets->n_ties[i] && text_is_empty(words); k++)
                if (ties_alike(&sets->ties[i][k], group) &&
                    key_of(c, i, &sets->ties[i][k], NULL) == own[i][row])
                    key_of(c, i, &sets->ties[i][k], &words);
            if (!text_is_empty(words))
                pieces[i].t = say_pair(&c->s->mem, pieces[i].t,
                                       say_pair(&c->s->mem, text_lit("-"), words, DISPLAY_BOTH),
                                       DISPLAY_BOTH);
        }
        add_line(c, text_lit(""), '!', pieces);
    }
}

/* The name of a group, and how many each record has. */
static void add_group_heading(struct comparison *c, const struct tie *group, const size_t *count)
{
    struct sheet *s = c->s;
    struct sheet_line *line;
    int name_cols = c->label_cols ? MARK_COLS + c->label_cols - 1 : s->cols;

    sheet_gap(s);
    line = sheet_line(s);
    line->begins = true;
    sheet_cell(s, line, 0, name_cols,
               say_relation(&s->mem, group->relation, group->into, group->kind, c->label_display),
               SHEET_HEADING);
    if (!c->label_cols)
        line = sheet_line(s);
    for (int i = c->first; i < c->first + c->n_shown; i++) {
        char number[24];

        snprintf(number, sizeof number, "%zu", count[i]);
        sheet_cell(s, line, column_of(c, i), c->cols, text_safe_str(&s->mem, number),
                   SHEET_HEADING);
    }
}

/* One group: what all have, what some have, what one has. */
static bool add_group(struct comparison *c, const struct sets *sets, const struct tie *group)
{
    uint32_t *keys, *own[APP_MAX_PINS];
    size_t n_keys = 0, room = 0, n_own[APP_MAX_PINS] = {0}, count[APP_MAX_PINS] = {0};

    for (int i = 0; i < c->n; i++)
        room += sets->n_ties[i];
    keys = arena_zeroed(&c->s->mem, room + 1, sizeof *keys);
    for (int i = 0; i < c->n; i++)
        for (size_t k = 0; k < sets->n_ties[i]; k++)
            if (ties_alike(&sets->ties[i][k], group)) {
                uint32_t key = key_of(c, i, &sets->ties[i][k], NULL);

                count[i] += !(c->member[key] >> i & 1);
                if (!join(c, i, key))
                    keys[n_keys++] = key;
            }
    add_group_heading(c, group, count);
    for (int shared = c->n; shared > 1; shared--) {
        size_t told = 0;

        for (size_t k = 0; k < n_keys && told < MAX_TOLD; k++)
            if (members(c->member[keys[k]]) == shared) {
                add_member(c, sets, group, keys[k], shared == c->n ? '=' : '~');
                told++;
            }
    }
    for (int i = 0; i < c->n; i++) {
        own[i] = arena_zeroed(&c->s->mem, count[i] + 1, sizeof *own[i]);
        for (size_t k = 0; k < n_keys; k++)
            if (c->member[keys[k]] == 1 << i)
                own[i][n_own[i]++] = keys[k];
    }
    add_own(c, sets, group, own, n_own);
    for (size_t k = 0; k < n_keys; k++)
        c->member[keys[k]] = 0;
    return !c->app->error.code;
}

/* Was the group met before: earlier in this record's ties, or in those of an earlier one? */
static bool was_met(const struct sets *sets, int i, size_t k)
{
    for (int other = 0; other <= i; other++)
        for (size_t j = 0; j < (other == i ? k : sets->n_ties[other]); j++)
            if (ties_alike(&sets->ties[other][j], &sets->ties[i][k]))
                return true;
    return false;
}

static bool add_sets(struct comparison *c)
{
    struct sets sets;

    for (int i = 0; i < c->n; i++)
        if (!ties_of(c->app->st, &c->s->mem, c->record[i].n, &sets.ties[i], &sets.n_ties[i],
                     &c->app->error))
            return false;
    c->member = arena_zeroed(&c->s->mem, store_n_records(c->app->st) + 1, 1);
    for (int i = 0; i < c->n; i++)
        for (size_t k = 0; k < sets.n_ties[i]; k++) {
            const struct tie *tie = &sets.ties[i][k];

            if (k && ties_alike(tie, tie - 1)) /* the group that was just told */
                continue;
            if (!detail_is_field(tie->relation, tie->into) && !was_met(&sets, i, k) &&
                !add_group(c, &sets, tie))
                return false;
        }
    return true;
}

/* --- the sheet ------------------------------------------------------------------------------ */

/* How the columns are laid out, and which records have room. */
static void lay_out(struct comparison *c)
{
    struct sheet *s = c->s;
    bool narrow = s->cols < NARROW_COLS;

    c->n_shown = narrow && c->n > 2 ? 2 : c->n;
    if (s->at.choice[0] > c->n - c->n_shown)
        s->at.choice[0] = c->n - c->n_shown;
    c->first = s->at.choice[0];
    c->label_cols = narrow ? 0 : s->cols < WIDE_COLS ? 10 : 20;
    c->cols = (s->cols - MARK_COLS - c->label_cols + GAP_COLS) / c->n_shown - GAP_COLS;
    c->label_display =
        c->app->display == DISPLAY_BOTH && s->cols < WIDE_COLS ? DISPLAY_JA : c->app->display;
}

static void add_head(struct comparison *c)
{
    struct sheet *s = c->s;
    struct sheet_line *head = sheet_head(s);
    enum display one = c->app->display == DISPLAY_EN ? DISPLAY_EN : DISPLAY_JA;
    char number[32];

    snprintf(number, sizeof number, "%d", c->n);
    if (c->n_shown < c->n)
        snprintf(number, sizeof number, "%d-%d/%d", c->first + 1, c->first + c->n_shown, c->n);
    s->title = say_pair(&s->mem, say(&s->mem, SAY_COMPARE, c->app->display),
                        text_safe_str(&s->mem, number), DISPLAY_BOTH);
    s->right = say(&s->mem, SAY_COMPARE_MARKS, one);
    for (int i = c->first; i < c->first + c->n_shown; i++) {
        const struct record *r = &c->record[i];
        struct text name =
            meaning_mark(c->app, &s->mem, r->name[one == DISPLAY_EN ? LANG_EN : LANG_JA]);

        if (r->kind != KIND_SOURCE)
            name = say_pair(&s->mem, text_safe_str(&s->mem, r->label), name, DISPLAY_BOTH);
        sheet_cell(s, head, column_of(c, i), c->cols, name, SHEET_NAME);
    }
}

static bool make(struct app *app, struct sheet *s)
{
    struct comparison c = {.app = app, .s = s, .n = app->n_pins};

    if (!c.n) {
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_PIN_FIRST, app->display), SHEET_FAINT);
        return true;
    }
    for (int i = 0; i < c.n; i++)
        if (!store_record(app->st, &s->mem, app->pin[i], &c.record[i], &app->error) ||
            !store_fields(app->st, &s->mem, app->pin[i], &c.values[i], &app->error))
            return false;
    lay_out(&c);
    add_head(&c);
    return add_names(&c) && add_fields(&c) && add_sets(&c);
}

/* The record in whose column the cursor is. */
static uint32_t subject(const struct app *app)
{
    const struct sheet_cell *here = sheet_here(&app->sheet);
    int i = app->sheet.at.choice[0];

    if (!here || !app->n_pins)
        return 0;
    for (int k = 0; k < app->sheet.heads[0].n_cells; k++)
        if (app->sheet.heads[0].cells[k].col == here->col)
            i = app->sheet.at.choice[0] + k;
    return i < app->n_pins ? app->pin[i] : 0;
}

/* Is the cursor at the edge of what is shown, on this side? */
static bool is_at_edge(const struct sheet *s, int side)
{
    const struct sheet_cell *here = sheet_here(s);
    const struct sheet_line *head = &s->heads[0];

    if (!here || !s->n_heads || !head->n_cells)
        return true;
    return here->col == head->cells[side < 0 ? 0 : head->n_cells - 1].col;
}

static unsigned act(struct app *app, enum action_id action)
{
    struct sheet *s = &app->sheet;
    int side = action == ACTION_SHEET_RIGHT ? 1 : action == ACTION_SHEET_LEFT ? -1 : 0;
    int first = s->at.choice[0] + side;

    if (!side || !is_at_edge(s, side) || s->n_heads == 0 || first < 0 ||
        first + s->heads[0].n_cells > app->n_pins)
        return 0;
    s->at.choice[0] = first;
    return APP_REDRAW;
}

const struct sheet_ops compare_sheet = {
    .where = IN_COMPARE,
    .make = make,
    .act = act,
    .subject = subject,
};
