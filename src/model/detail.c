/* A record in full. */
#include "nichiei/text/width.h"
#include "nichiei/text/wrap.h"

#include "detail_in.h"

#include <stdio.h>
#include <string.h>

static struct detail_line *add(struct detail *d, enum detail_style style)
{
    d->lines = arena_grow(&d->mem, d->lines, d->n_lines, &d->cap_lines, sizeof *d->lines);
    d->lines[d->n_lines] = (struct detail_line){.style = style};
    return &d->lines[d->n_lines++];
}

void detail_gap(struct detail *d)
{
    if (d->n_lines && d->lines[d->n_lines - 1].style != DETAIL_BLANK)
        add(d, DETAIL_BLANK);
}

void detail_wrapped(struct detail *d, enum detail_style style, struct text t)
{
    struct text *lines;
    size_t n_lines;

    if (text_is_empty(t))
        return;
    n_lines = text_wrap(&d->mem, t, d->shape.cols, &lines);
    for (size_t i = 0; i < n_lines; i++) {
        struct detail_line *line = add(d, style);

        line->left = lines[i];
        line->goes_on = i > 0;
    }
}

struct text detail_readable(struct detail *d, const char *s)
{
    return terms_mark(d->shape.terms, &d->mem, text_safe_str(&d->mem, s));
}

void detail_beside(struct detail *d, enum detail_style style, struct text left, struct text right)
{
    struct text *left_lines, *right_lines;
    size_t n_left = text_wrap(&d->mem, left, d->half_cols, &left_lines);
    size_t n_right = text_wrap(&d->mem, right, d->half_cols, &right_lines);

    for (size_t i = 0; i < n_left || i < n_right; i++) {
        struct detail_line *line = add(d, style);

        line->left = i < n_left ? left_lines[i] : text_lit("");
        line->right = i < n_right ? right_lines[i] : text_lit("");
        line->goes_on = i > 0;
    }
}

void detail_pair(struct detail *d, enum detail_style style, const char *ja, const char *en)
{
    struct text left = detail_readable(d, ja), right = detail_readable(d, en);
    bool same = strcmp(ja, en) == 0;

    if (d->shape.display == DISPLAY_JA || text_is_empty(right)) {
        detail_wrapped(d, style, text_is_empty(left) ? right : left);
    } else if (d->shape.display == DISPLAY_EN || text_is_empty(left) || same) {
        detail_wrapped(d, style, right);
    } else if (d->shape.side_by_side) {
        detail_beside(d, style, left, right);
    } else {
        detail_wrapped(d, style, left);
        detail_wrapped(d, style, right);
    }
}

/* "label  value", the value wrapped under itself; `opens` marks a link. */
void detail_field(struct detail *d, struct text label, struct text value, uint32_t opens)
{
    int label_cols = d->label_cols, cols = d->shape.cols - label_cols;
    struct text *lines;
    size_t n_lines;

    if (text_cols(label) >= label_cols) { /* a long label has a line of its own */
        add(d, DETAIL_FIELD)->label = label;
        label = text_lit("");
    }
    if (opens)
        label_cols += 2, cols -= 2; /* the mark of a link */
    n_lines = text_wrap(&d->mem, value, cols > 8 ? cols : 8, &lines);
    for (size_t i = 0; i < n_lines; i++) {
        struct detail_line *line = add(d, opens ? DETAIL_LINK : DETAIL_FIELD);

        line->label = i == 0 ? label : text_lit("");
        line->left = lines[i];
        line->hang_cols = label_cols;
        line->goes_on = i > 0;
        line->marked = opens && i == 0;
        line->opens = opens;
    }
}

void detail_heading(struct detail *d, struct text name, size_t count)
{
    char number[32] = "";
    struct text *lines;
    size_t n_lines;

    detail_gap(d);
    if (count)
        snprintf(number, sizeof number, "%zu", count);
    n_lines = text_wrap(&d->mem, name, d->shape.cols - 1 - (int)strlen(number), &lines);
    for (size_t i = 0; i < n_lines; i++) {
        struct detail_line *line = add(d, i == 0 ? DETAIL_HEADING : DETAIL_HEADING_REST);

        line->left = lines[i];
        line->right = text_safe_str(&d->mem, i == 0 ? number : "");
        line->goes_on = i > 0;
    }
}

/* A record's name, with its label or date before it, as the lines of links show it. */
struct text detail_link_text(const struct maker *m, const struct record *r, struct text before)
{
    struct arena *a = &m->d->mem;
    struct text name = say_pair(a, detail_readable(m->d, r->name[LANG_JA]),
                                detail_readable(m->d, r->name[LANG_EN]), m->d->shape.display);
    /* A source's label is its reliability, which stands with the citation instead. */
    struct text label = text_safe_str(a, r->kind != KIND_SOURCE && *r->label ? r->label
                                         : r->kind != KIND_SOURCE            ? r->date
                                                                             : "");

    if (!text_is_empty(label))
        name = say_pair(a, label, name, DISPLAY_BOTH);
    return text_is_empty(before) ? name : say_pair(a, before, name, DISPLAY_BOTH);
}

/* A line that opens record n, wrapped with a hanging indent. */
bool detail_link(const struct maker *m, uint32_t n, struct text before, struct text after)
{
    struct detail *d = m->d;
    struct record r;
    struct text *lines, t;
    size_t n_lines;

    if (!store_record(m->st, &d->mem, n, &r, m->e))
        return false;
    t = detail_link_text(m, &r, before);
    if (!text_is_empty(after))
        t = say_pair(&d->mem, t, after, DISPLAY_BOTH);
    n_lines = text_wrap(&d->mem, t, d->shape.cols - 2, &lines);
    for (size_t i = 0; i < n_lines; i++) {
        struct detail_line *line = add(d, DETAIL_LINK);

        line->label = text_lit(i == 0 ? ">" : "");
        line->left = lines[i];
        line->hang_cols = 2;
        line->goes_on = i > 0;
        line->opens = n;
    }
    return true;
}

/* Prose and its like come in pairs of fields; short facts stand alone. */
static bool is_pair(const struct maker *m, int i)
{
    const char *name = m->resource->fields[i].name;
    size_t n_bytes = strlen(name);

    return n_bytes > 3 && strcmp(name + n_bytes - 3, "_ja") == 0;
}

static bool is_summary(const char *field)
{
    return strcmp(field, "summary_ja") == 0 || strcmp(field, "why_ja") == 0;
}

static void add_names(const struct maker *m)
{
    detail_pair(m->d, DETAIL_NAME, m->record.name[LANG_JA], m->record.name[LANG_EN]);
}

static void add_summary(const struct maker *m)
{
    for (int i = 0; i + 1 < m->resource->n_fields; i++)
        if (is_summary(m->resource->fields[i].name)) {
            detail_gap(m->d);
            detail_pair(m->d, DETAIL_PROSE, m->values[i], m->values[i + 1]);
        }
}

struct text detail_value(struct arena *a, const struct field *f, const char *value,
                         enum display display)
{
    static const char said[] = "country owner language"; /* codes that have a name */

    if (f->type == FIELD_DATE)
        return detail_spaced_date(a, value);
    return f->type == FIELD_WORD || schema_has_word(said, f->name, strlen(f->name))
               ? say_word(a, value, display)
               : text_safe_str(a, value);
}

/* A short field: a word of the schema, a link, or plain text. */
static bool add_short_field(const struct maker *m, int i)
{
    struct arena *a = &m->d->mem;
    const struct field *f = &m->resource->fields[i];
    enum display display = m->d->shape.display;
    struct text label = say_field(a, f->name, display);

    if (f->type == FIELD_REF || f->type == FIELD_ANY) {
        uint32_t n = store_find(m->st, m->values[i], m->e);
        struct record r;

        if (!n)
            return !m->e->code;
        if (!store_record(m->st, a, n, &r, m->e))
            return false;
        detail_field(m->d, label, detail_link_text(m, &r, text_lit("")), n);
        return true;
    }
    if (f->type == FIELD_DATE)
        detail_date(m, label, m->values[i]);
    else
        detail_field(m->d, label, detail_value(a, f, m->values[i], display), 0);
    return true;
}

bool detail_hides(const char *field)
{
    static const char hidden[] = "id name_ja name_en checked position number";

    return schema_has_word(hidden, field, strlen(field));
}

/* What an empty field means, where that is a finding and not a gap in the form; or SAY_COUNT. */
static enum message absence(const char *field)
{
    if (strcmp(field, "date") == 0)
        return SAY_NO_DATE;
    return strcmp(field, "to") == 0 ? SAY_LINK_GAP : SAY_COUNT;
}

bool detail_is_foreign(const struct field *f, enum display display)
{
    return f->type == FIELD_KANA && display == DISPLAY_EN;
}

/* Values that tell this reader nothing: no open end, a reading in a language that is off. */
static bool is_idle(const struct maker *m, int i)
{
    const struct field *f = &m->resource->fields[i];

    return (strcmp(f->name, "open_list") == 0 && strcmp(m->values[i], "no") == 0) ||
           detail_is_foreign(f, m->d->shape.display);
}

static bool add_fields(const struct maker *m)
{
    bool first = true;

    for (int i = 0; i < m->resource->n_fields; i++) {
        const char *name = m->resource->fields[i].name;
        size_t from;

        if (is_pair(m, i)) {
            i++;
            continue;
        }
        if (detail_hides(name) || is_idle(m, i))
            continue;
        if (!*m->values[i] && absence(name) == SAY_COUNT)
            continue;
        if (first)
            detail_gap(m->d);
        first = false;
        from = m->d->n_lines;
        if (!*m->values[i])
            detail_field(m->d, say_field(&m->d->mem, name, m->d->shape.display),
                         say(&m->d->mem, absence(name), m->d->shape.display), 0);
        else if (!add_short_field(m, i))
            return false;
        for (; from < m->d->n_lines; from++) {
            m->d->lines[from].field = name;
            m->d->lines[from].word = m->values[i];
        }
    }
    return true;
}

/* Notes, meanings, limits: prose with its label as heading. */
static void add_prose(const struct maker *m)
{
    for (int i = 0; i + 1 < m->resource->n_fields; i++) {
        const char *name = m->resource->fields[i].name;

        if (!is_pair(m, i) || is_summary(name) || strcmp(name, "name_ja") == 0 ||
            detail_is_meaning(m, i) || !*m->values[i])
            continue;
        detail_heading(m->d, say_field(&m->d->mem, name, m->d->shape.display), 0);
        detail_pair(m->d, DETAIL_PROSE, m->values[i], m->values[i + 1]);
    }
}

static bool add_aliases(const struct maker *m)
{
    const struct resource *aliases = schema_resource("aliases");
    int alias = schema_field(aliases, "alias"), form = schema_field(aliases, "form");
    struct arena *a = &m->d->mem;
    struct row *rows;
    size_t n_rows;

    if (!store_rows(m->st, a, aliases, "record", m->record.id, &rows, &n_rows, m->e))
        return false;
    if (n_rows)
        detail_heading(m->d, say(a, SAY_ALIASES, m->d->shape.display), n_rows);
    for (size_t i = 0; i < n_rows; i++)
        detail_wrapped(
            m->d, DETAIL_PROSE,
            say_pair(a, text_safe_str(a, rows[i].values[alias]),
                     say_pair(a, text_lit("-"),
                              say_word(a, rows[i].values[form], m->d->shape.display), DISPLAY_BOTH),
                     DISPLAY_BOTH));
    return true;
}

/* The reliability of a source, or of the source of a reference, as "[B]"; "" if there is none. */
static bool grade_of(const struct maker *m, const char *id, struct text *grade)
{
    struct arena *a = &m->d->mem;
    uint32_t n = store_find(m->st, id, m->e);
    struct record r;
    char text[16];

    *grade = text_lit("");
    if (!n)
        return !m->e->code;
    if (!store_record(m->st, a, n, &r, m->e))
        return false;
    if (r.kind == KIND_SOURCE) { /* a source's label is its reliability */
        snprintf(text, sizeof text, "[%.1s]", r.label);
        *grade = text_safe_str(a, text);
    }
    return true;
}

static bool add_citations(const struct maker *m)
{
    const struct resource *citations = schema_resource("citations");
    int source = schema_field(citations, "source"),
        reference = schema_field(citations, "reference");
    int locator = schema_field(citations, "locator");
    struct arena *a = &m->d->mem;
    struct row *rows;
    size_t n_rows;

    if (!store_rows(m->st, a, citations, "record", m->record.id, &rows, &n_rows, m->e))
        return false;
    if (n_rows)
        detail_heading(m->d, say(a, SAY_CITATIONS, m->d->shape.display), n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        const char *const *v = rows[i].values;
        const char *id = *v[source] ? v[source] : v[reference];
        struct text place = say_locator(a, v[locator], m->d->shape.display), grade;
        uint32_t n = store_find(m->st, id, m->e);
        size_t first = m->d->n_lines;

        if (!n || !grade_of(m, id, &grade))
            return false;
        if (!detail_link(
                m, n, text_lit(""),
                say_pair(a, say_pair(a, text_lit("-"), place, DISPLAY_BOTH), grade, DISPLAY_BOTH)))
            return false;
        for (; first < m->d->n_lines; first++)
            m->d->lines[first].citation = (uint32_t)i + 1;
    }
    return true;
}

static void add_foot(const struct maker *m)
{
    struct arena *a = &m->d->mem;
    int checked = schema_field(m->resource, "checked");
    struct text id = text_safe_str(a, m->record.id);

    detail_gap(m->d);
    detail_wrapped(m->d, DETAIL_FAINT, id);
    if (checked >= 0)
        detail_wrapped(m->d, DETAIL_FAINT,
                       say_pair(a, say_field(a, "checked", m->d->shape.display),
                                text_safe_str(a, m->values[checked]), DISPLAY_BOTH));
}

void detail_finish(struct detail *d)
{
    arena_finish(&d->mem);
    *d = (struct detail){0};
}

bool detail_show(struct detail *d, struct store *st, uint32_t n, struct detail_shape shape,
                 struct err *e)
{
    struct maker m = {.d = d, .st = st, .e = e};

    if (n && d->n == n && d->shape.cols == shape.cols && d->shape.display == shape.display &&
        d->shape.side_by_side == shape.side_by_side && d->shape.max_links == shape.max_links &&
        d->shape.whole_links == shape.whole_links && d->shape.terms == shape.terms)
        return true;
    arena_reset(&d->mem);
    *d = (struct detail){.mem = d->mem, .shape = shape, .version = d->version + 1};
    if (!n || shape.cols < 12)
        return true;
    d->label_cols = shape.display == DISPLAY_BOTH ? 18 : 14;
    if (d->label_cols > shape.cols / 2)
        d->label_cols = shape.cols / 2;
    d->half_cols = (shape.cols - 2) / 2;
    if (!store_record(st, &d->mem, n, &m.record, e) || !store_fields(st, &d->mem, n, &m.values, e))
        return false;
    m.resource = schema_of_kind(m.record.kind);
    d->kind = m.record.kind;
    add_names(&m);
    add_summary(&m);
    detail_meanings(&m);
    if (!add_fields(&m) || !detail_rhythm(&m) || !detail_related(&m))
        return false;
    add_prose(&m);
    if (!add_aliases(&m) || !add_citations(&m))
        return false;
    add_foot(&m);
    d->n = n;
    return true;
}
