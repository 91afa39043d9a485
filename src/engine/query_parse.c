/* From what is typed to a query: the grammar, and where it goes wrong. */
#include "nichiei/text/fold.h"

#include "nichiei/engine/closest.h"
#include "nichiei/engine/query_words.h"
#include "nichiei/engine/when.h"

#include "resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BYTES = 60 }; /* of a word in a message */

/* Full-width syntax characters, as an active IME types them. */
static const struct {
    const char *wide;
    char narrow;
} syntax[] = {
    {"\xEF\xBC\x9A", ':'}, /* ： */
    {"\xEF\xBC\x8C", ','}, /* ， */
    {"\xE3\x80\x81", ','}, /* 、 */
    {"\xEF\xBC\x8D", '-'}, /* － */
    {"\xE2\x80\x9C", '"'}, /* “ */
    {"\xE2\x80\x9D", '"'}, /* ” */
    {"\xEF\xBC\x82", '"'}, /* ＂ */
    {"\xE3\x80\x80", ' '}, /* U+3000 */
};

char query_syntax_at(const char *s, size_t n_bytes, size_t *used_bytes)
{
    for (size_t i = 0; i < sizeof syntax / sizeof syntax[0]; i++) {
        size_t wide_bytes = strlen(syntax[i].wide);

        if (n_bytes >= wide_bytes && memcmp(s, syntax[i].wide, wide_bytes) == 0) {
            *used_bytes = wide_bytes;
            return syntax[i].narrow;
        }
    }
    *used_bytes = 1;
    return *s && strchr(":,-\" \t\r\n", *s) ? (*s == '\t' || *s == '\r' || *s == '\n' ? ' ' : *s)
                                            : '\0';
}

int query_shown_bytes(const char *word)
{
    size_t n_bytes = strlen(word);

    if (n_bytes > SHOWN_BYTES)
        for (n_bytes = SHOWN_BYTES; n_bytes && ((unsigned char)word[n_bytes] & 0xC0) == 0x80;)
            n_bytes--;
    return (int)n_bytes;
}

/* The input being parsed; `at` is in bytes, `column` counts characters from 1 for messages. */
struct parser {
    const char *s;
    size_t n_bytes, at;
    struct store *st;
    struct query_fault *fault; /* the first one found; never NULL */
    struct err *e;
};

/* Marks from..p->at as what is wrong, and what comes near it, unless something is marked already.
 * Always false. */
static bool blame(const struct parser *p, enum message what, size_t from, const char *near)
{
    struct query_fault *f = p->fault;

    if (f->n_bytes)
        return false;
    *f = (struct query_fault){.what = what, .at_byte = from, .n_bytes = p->at - from};
    snprintf(f->near, sizeof f->near, "%s", near);
    return false;
}

static int column(const struct parser *p, size_t at)
{
    int n = 1;

    for (size_t i = 0; i < at; i++)
        n += ((unsigned char)p->s[i] & 0xC0) != 0x80;
    return n;
}

static char peek(const struct parser *p, size_t *used_bytes)
{
    *used_bytes = 0;
    return p->at < p->n_bytes ? query_syntax_at(p->s + p->at, p->n_bytes - p->at, used_bytes)
                              : '\0';
}

/* A word up to one of the stop characters, or a quoted phrase. False for an open quote. */
static bool take_word(struct parser *p, const char *stops, struct buf *out)
{
    size_t start = p->at, used;
    bool quoted = peek(p, &used) == '"';

    if (quoted)
        p->at += used;
    while (p->at < p->n_bytes) {
        char c = peek(p, &used);

        if (quoted ? c == '"' : c && strchr(stops, c))
            break;
        buf_add(out, p->s + p->at, used);
        p->at += used;
    }
    if (!quoted)
        return true;
    if (p->at >= p->n_bytes) {
        err_set(p->e, ERR_USAGE, "column %d: the quote is not closed; add \"", column(p, start));
        return blame(p, SAY_FAULT_QUOTE, start, "");
    }
    p->at += used;
    return true;
}

enum query_field query_field_named(const char *name)
{
    enum query_field found = QUERY_FIELD_COUNT;
    struct buf key = {0};

    fold_key(&key, name, strlen(name));
    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++)
        if (strcmp(query_field_name((enum query_field)f), buf_cstr(&key)) == 0)
            found = (enum query_field)f;
    buf_finish(&key);
    return found;
}

static bool no_such_field(const struct parser *p, size_t start, const char *name)
{
    struct closest closest = {0};
    char near[64];
    struct buf known = {0}, key = {0};

    fold_key(&key, name, strlen(name));
    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++) {
        const char *field = query_field_name((enum query_field)f);
        int steps = closest_steps(buf_cstr(&key), field, strlen(field));

        buf_printf(&known, " %s", field);
        if (steps >= 0)
            closest_offer(&closest, steps, field);
    }
    closest_print(&closest, near, sizeof near);
    blame(p, *near ? SAY_FAULT_FIELD_NEAR : SAY_FAULT_FIELD, start, near);
    err_set(p->e, ERR_USAGE, "column %d: no field \"%.*s\"%s%s; fields are%s", column(p, start),
            query_shown_bytes(name), name, *near ? "; near it: " : "", near, buf_cstr(&known));
    buf_finish(&known);
    buf_finish(&key);
    return false;
}

/* The two days of a date. */
static bool take_date(struct parser *p, struct query_term *term, const char *word, size_t start)
{
    struct when when;

    if (!when_parse(word, strlen(word), &when)) {
        err_set(p->e, ERR_USAGE,
                "column %d: no date \"%.*s\"; write 2024-03, 2023..2024, R5 or FY2023",
                column(p, start), query_shown_bytes(word), word);
        return blame(p, SAY_FAULT_DATE, start, "");
    }
    term->value[term->n_values++] = (uint32_t)when.first_day;
    term->value[term->n_values++] = (uint32_t)when.last_day;
    return true;
}

/* One value of a term: a record, a word, or the two days of a date. */
static bool take_value(struct parser *p, struct query_term *term, const char *word, size_t start)
{
    struct query_fault fault = {.what = SAY_COUNT};
    struct err why = {0};
    uint32_t n = 0;

    if (term->n_values + 2 > QUERY_MAX_VALUES) {
        err_set(p->e, ERR_USAGE, "column %d: too many values; use fewer", column(p, start));
        return blame(p, SAY_FAULT_VALUES, start, "");
    }
    if (query_values_of(term->field) == VALUES_DATES)
        return take_date(p, term, word, start);
    n = query_values_of(term->field) == VALUES_WORDS
            ? resolve_word(p->st, query_field_name(term->field), word, &fault, &why)
            : resolve(p->st,
                      term->field == QUERY_ID ? kind_of_id(word) : query_kind_of(term->field), word,
                      &fault, &why);
    if (n) {
        term->value[term->n_values++] = n;
        return true;
    }
    blame(p, fault.what, start, fault.near);
    return err_set(p->e, why.code ? why.code : ERR_USAGE, "column %d: %s", column(p, start),
                   why.code ? why.text : "no such record");
}

/* The values after "field:", of a term that starts at term_at. */
static bool take_values(struct parser *p, struct query_term *term, size_t term_at)
{
    struct buf word = {0}, typed = {0};
    bool ok = true;
    size_t used, start = p->at;

    do {
        buf_reset(&word);
        start = p->at;
        ok = take_word(p, " ,", &word);
        if (ok && !word.n_bytes) /* said at the name of the field, which stands there */
            blame(p,
                  query_values_of(term->field) == VALUES_DATES ? SAY_FAULT_NO_DATE
                                                               : SAY_FAULT_NO_VALUE,
                  term_at, "");
        ok = ok && take_value(p, term, buf_cstr(&word), start);
        buf_str(&typed, typed.n_bytes ? "," : ""); /* whichever comma was typed */
        buf_add(&typed, p->s + start, p->at - start);
    } while (ok && peek(p, &used) == ',' && (p->at += used));
    buf_finish(&word);
    if (ok && query_values_of(term->field) == VALUES_DATES) {
        term->text = strdup(buf_cstr(&typed));
        ok = (term->text && !typed.failed) || err_set(p->e, ERR_USAGE, "out of memory");
    }
    buf_finish(&typed);
    return ok;
}

/* Does the search key say anything? Blanks, hyphens, middle dots and long vowel marks do not: they
 * stand nearly everywhere, or in no key at all. */
static bool says_something(const char *key)
{
    static const char *const silent[] = {" ", "-", "\u30FB", "\u30FC"};

    while (*key) {
        size_t n_bytes = 0;

        for (size_t i = 0; i < sizeof silent / sizeof silent[0] && !n_bytes; i++)
            if (strncmp(key, silent[i], strlen(silent[i])) == 0)
                n_bytes = strlen(silent[i]);
        if (!n_bytes)
            return true;
        key += n_bytes;
    }
    return false;
}

/* Keeps a word or phrase that stood at `start`; an empty phrase is no term at all. */
static bool take_text(struct parser *p, struct query_term *term, const struct buf *word,
                      size_t start)
{
    struct buf key = {0};
    bool ok = true;

    fold_key(&key, buf_cstr(word), word->n_bytes);
    if (word->n_bytes && !says_something(buf_cstr(&key))) {
        err_set(p->e, ERR_USAGE,
                "column %d: nothing to look for in \"%.*s\"; add a letter or a number",
                column(p, start), query_shown_bytes(buf_cstr(word)), buf_cstr(word));
        ok = blame(p, SAY_FAULT_SILENT, start, "");
    }
    if (ok)
        term->text = strdup(buf_cstr(word));
    ok = ok && ((term->text && !word->failed && !key.failed) ||
                err_set(p->e, ERR_USAGE, "out of memory"));
    buf_finish(&key);
    return ok;
}

/* Is it the prefix of an id whose kind has no field of its own? */
static bool is_prefix(const struct buf *word)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (strcmp(kind_prefix((enum kind)k), buf_cstr(word)) == 0)
            return true;
    return false;
}

/* One term; p stands on its first character, which is no blank. */
static bool take_term(struct parser *p, struct query_term *term)
{
    size_t start = p->at, id_at, used;
    struct buf word = {0};
    bool ok;

    *term = (struct query_term){.field = QUERY_TEXT};
    if (peek(p, &used) == '-' && p->at + used < p->n_bytes) {
        size_t after = p->at + used, next;

        if (query_syntax_at(p->s + after, p->n_bytes - after, &next) != ' ') {
            term->excludes = true;
            p->at = after;
        }
    }
    id_at = p->at;
    if (peek(p, &used) == '"') {
        term->literal = true;
        ok = take_word(p, "", &word);
    } else {
        ok = take_word(p, " :\"", &word);
        if (ok && peek(p, &used) == ':' && word.n_bytes) {
            term->field = query_field_named(buf_cstr(&word));
            if (term->field == QUERY_FIELD_COUNT && is_prefix(&word)) {
                term->field = QUERY_ID; /* a bare id: event:2012-…, which no field takes */
                p->at = id_at;
                ok = take_values(p, term, start);
            } else if (term->field == QUERY_FIELD_COUNT) {
                ok = no_such_field(p, start, buf_cstr(&word));
            } else {
                p->at += used;
                ok = take_values(p, term, start);
            }
            buf_finish(&word);
            return ok;
        }
        while (ok && peek(p, &used) == ':') { /* a colon that follows no field is a letter */
            buf_add(&word, p->s + p->at, used);
            p->at += used;
            ok = take_word(p, " :\"", &word);
        }
    }
    ok = ok && take_text(p, term, &word, id_at);
    buf_finish(&word);
    return ok;
}

/* Goes on behind the term that p is in. */
static void skip_term(struct parser *p)
{
    struct buf ignored = {0};
    size_t used;
    char c;

    while (p->at < p->n_bytes && (c = peek(p, &used)) != ' ')
        if (c == '"')
            take_word(p, "", &ignored);
        else
            p->at += used;
    buf_finish(&ignored);
}

static bool too_many_terms(struct parser *p)
{
    size_t start = p->at;

    err_set(p->e, ERR_USAGE, "column %d: more than %d terms; use fewer", column(p, start),
            QUERY_MAX_TERMS);
    p->at = p->n_bytes;
    return blame(p, SAY_FAULT_TERMS, start, "");
}

/* Appends terms until the end, or until so many of them are wrong; false if any is. */
static bool take_terms(struct parser *p, struct query *q, int max_wrong)
{
    int n_wrong = 0;
    size_t used;

    for (;;) {
        struct query_term term;

        while (peek(p, &used) == ' ')
            p->at += used;
        if (p->at >= p->n_bytes)
            return n_wrong == 0;
        if (q->n_terms == QUERY_MAX_TERMS)
            return too_many_terms(p);
        if (!take_term(p, &term)) {
            free(term.text);
            if (++n_wrong == max_wrong)
                return false;
            skip_term(p);
        } else if (term.field == QUERY_TEXT && !*term.text) {
            free(term.text);
        } else {
            q->term[q->n_terms++] = term;
        }
    }
}

bool query_parse(struct query *q, const char *s, size_t n_bytes, struct store *st, struct err *e)
{
    struct query_fault fault = {.what = SAY_COUNT};
    struct parser p = {s, n_bytes, 0, st, &fault, e};
    int n_before = q->n_terms;

    if (take_terms(&p, q, 1))
        return true;
    while (q->n_terms > n_before)
        query_drop_last(q);
    return false;
}

bool query_parse_typed(struct query *q, const char *s, size_t n_bytes, struct store *st,
                       struct query_fault *fault, struct err *e)
{
    struct parser p = {s, n_bytes, 0, st, fault, e};

    *fault = (struct query_fault){.what = SAY_COUNT};
    return take_terms(&p, q, 2);
}

/* The values of a field from p on, up to the one in which the caret stands; false if it stands
 * behind them. */
static bool find_value(struct parser *p, size_t caret, struct query_part *part)
{
    struct buf ignored = {0};
    size_t used;
    bool found;

    part->values_at_byte = p->at;
    do {
        buf_reset(&ignored);
        part->from_byte = p->at;
        part->quoted = peek(p, &used) == '"';
        part->closed = take_word(p, " ,", &ignored) && part->quoted;
        part->to_byte = p->at;
        found = caret <= p->at;
    } while (!found && peek(p, &used) == ',' && (p->at += used));
    buf_finish(&ignored);
    return found;
}

/* One term; false if the caret stands behind it. */
static bool find_part(struct parser *p, size_t caret, struct query_part *part)
{
    struct buf word = {0};
    bool found, minus;
    size_t used;

    minus = peek(p, &used) == '-';
    if (minus && caret > p->at)
        p->at += used;
    *part = (struct query_part){.field = QUERY_TEXT, .from_byte = p->at};
    part->quoted = peek(p, &used) == '"';
    take_word(p, " :\"", &word);
    part->to_byte = p->at;
    found = caret <= p->at;
    if (!part->quoted && peek(p, &used) == ':') {
        p->at += used;
        part->to_byte += found ? used : 0;
        part->field = query_field_named(buf_cstr(&word));
        if (part->field == QUERY_FIELD_COUNT)
            part->field = QUERY_ID; /* or no field at all: of neither is there a list */
        if (found)
            part->field = QUERY_TEXT;
        else
            found = find_value(p, caret, part);
    }
    buf_finish(&word);
    return found;
}

struct query_part query_part_at(const char *s, size_t n_bytes, size_t caret_at_byte)
{
    struct query_fault fault = {0};
    struct err e = {0};
    struct parser p = {s, n_bytes, 0, NULL, &fault, &e};
    struct query_part part = {.from_byte = caret_at_byte, .to_byte = caret_at_byte};
    size_t used;

    for (;;) {
        while (p.at < caret_at_byte && peek(&p, &used) == ' ')
            p.at += used;
        if (p.at >= caret_at_byte)
            break;
        if (find_part(&p, caret_at_byte, &part))
            return part;
    }
    return (struct query_part){.from_byte = caret_at_byte, .to_byte = caret_at_byte};
}
