/* The notes of a document, and the signs in its text that call them. */
#include "document_in.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NOTE = 9999, MAX_LOST = 3 };

static size_t literal(const char *s, size_t n_bytes, const char *what)
{
    size_t n = strlen(what);

    return n <= n_bytes && memcmp(s, what, n) == 0 ? n : 0;
}

static size_t any_literal(const char *s, size_t n_bytes, const char *const *what)
{
    size_t n = 0;

    while (*what && !(n = literal(s, n_bytes, *what)))
        what++;
    return n;
}

static int digits(const char *s, size_t n_bytes, size_t *used)
{
    int n = 0;

    for (*used = 0; *used < n_bytes && s[*used] >= '0' && s[*used] <= '9' && n <= MAX_NOTE; ++*used)
        n = 10 * n + (s[*used] - '0');
    for (size_t at = *used;
         at + 3 <= n_bytes && literal(s + at, n_bytes - at, "\xEF\xBC") &&
         (unsigned char)s[at + 2] >= 0x90 && (unsigned char)s[at + 2] <= 0x99 && n <= MAX_NOTE;
         at += 3, *used = at)
        n = 10 * n + ((unsigned char)s[at + 2] - 0x90);
    return n;
}

/* Superscript digits, as many as stand there. */
static int superscript(const char *s, size_t n_bytes, size_t *used)
{
    static const char *const signs[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    int n = 0, i = 0;

    for (*used = 0; n <= MAX_NOTE && i < 10;) {
        size_t one = 0;

        for (i = 0; i < 10 && !(one = literal(s + *used, n_bytes - *used, signs[i]));)
            i++;
        if (i < 10)
            n = 10 * n + i;
        *used += one;
    }
    return n;
}

/* ⅰ to ⅻ. */
static int small_roman(const char *s, size_t n_bytes, size_t *used)
{
    *used = 0;
    if (n_bytes < 3 || !literal(s, n_bytes, "\xE2\x85") || (unsigned char)s[2] < 0xB0 ||
        (unsigned char)s[2] > 0xBB)
        return 0;
    *used = 3;
    return (unsigned char)s[2] - 0xB0 + 1;
}

/* "(脚注:ⅰ)", "（注12）", "[12]", "[^12]": its bytes, and the number. */
static size_t bracketed(const char *s, size_t n_bytes, int *number)
{
    static const char *const opens[] = {"(", "（", "[", "［", NULL};
    static const char *const closes[] = {")", "）", "]", "］", NULL};
    static const char *const words[] = {"脚注", "注釈", "注",  "註", "※",
                                        "note", "Note", "fn.", "fn", NULL};
    static const char *const between[] = {":", "：", " ", ".", "　", NULL};
    size_t at = any_literal(s, n_bytes, opens), word, used, n;
    bool is_square = *s == '[' || literal(s, n_bytes, "［");

    if (!at)
        return 0;
    if (is_square)
        at += literal(s + at, n_bytes - at, "^");
    word = any_literal(s + at, n_bytes - at, words);
    if (!word && !is_square)
        return 0;
    at += word;
    while ((n = any_literal(s + at, n_bytes - at, between)))
        at += n;
    *number = digits(s + at, n_bytes - at, &used);
    if (!used)
        *number = small_roman(s + at, n_bytes - at, &used);
    at += used;
    n = any_literal(s + at, n_bytes - at, closes);
    return used && n && *number && *number <= 999 ? at + n : 0;
}

static void add_call(struct document *d, size_t *cap, struct document_call call)
{
    d->calls = arena_grow(&d->mem, d->calls, d->n_calls, cap, sizeof *d->calls);
    d->calls[d->n_calls++] = call;
}

/* Does a superscript here belong to a unit, as in km²? */
static bool is_unit(const char *text, size_t at)
{
    return at > 0 && (text[at - 1] == 'm' || text[at - 1] == '0') &&
           (at < 2 || ((unsigned char)text[at - 2] < 0x80 && text[at - 2] != '2'));
}

/* Could a call stand behind this byte, were it not raised any more: after a sentence, a bracket, a
 * small letter? Not after a figure: 3.1 is one. */
static bool may_precede(const char *text, size_t at)
{
    static const char *const signs[] = {"’", "”", "。", "」", "）", "、", NULL};

    if (!at)
        return false;
    if (strchr(".,;:)\"'", text[at - 1]) && text[at - 1])
        return at < 2 || text[at - 2] < '0' || text[at - 2] > '9';
    return (text[at - 1] >= 'a' && text[at - 1] <= 'z') ||
           (at >= 3 && any_literal(text + at - 3, 3, signs));
}

/* A text that was made of pages may have lost what raises its calls: "it is old.1 But". They are
 * known by their order alone. */
static void find_flat_calls(struct document *d, size_t *cap)
{
    int last = 0;

    for (size_t at = 0; at < d->n_bytes; at++) {
        size_t used;
        int number;

        if (d->text[at] < '0' || d->text[at] > '9' || !may_precede(d->text, at))
            continue;
        number = digits(d->text + at, d->n_bytes - at, &used);
        if (number == last + 1 &&
            (at + used == d->n_bytes || d->text[at + used] == ' ' || d->text[at + used] == '\n' ||
             (unsigned char)d->text[at + used] >= 0xE3)) {
            add_call(d, cap, (struct document_call){at, used, number, 0});
            last = number;
        }
        at += used - 1;
    }
}

void document_find_calls(struct parse *p)
{
    struct document *d = p->d;
    size_t cap = 0;

    for (size_t at = 0; at < d->n_bytes;) {
        const char *s = d->text + at;
        size_t n_bytes = d->n_bytes - at, used = 0;
        int number = 0;

        if (*s == '\xC2' || *s == '\xE2') {
            number = superscript(s, n_bytes, &used);
            if (used && is_unit(d->text, at))
                number = 0;
        } else if (*s == '(' || *s == '[' || *s == '\xEF') {
            used = bracketed(s, n_bytes, &number);
        }
        if (used && number && number <= MAX_NOTE)
            add_call(d, &cap, (struct document_call){at, used, number, 0});
        at += used ? used : 1;
    }
    if (!d->n_calls)
        find_flat_calls(d, &cap);
}

/* The number that the line has if it is a note; 0 if none. */
static int note_number(const char *s, size_t n_bytes)
{
    static const char *const behind[] = {".", "．", ")", "）", ":", "：", "　", " ", NULL};
    size_t used, word, n;
    int number = superscript(s, n_bytes, &used);

    if (used)
        return number;
    if ((used = bracketed(s, n_bytes, &number)))
        return number;
    word = any_literal(s, n_bytes, (const char *const[]){"脚注", "注", "註", "※", NULL});
    number = digits(s + word, n_bytes - word, &used);
    n = any_literal(s + word + used, n_bytes - word - used, behind);
    if (!used || !n || number > MAX_NOTE || (!word && s[used] == ' '))
        return 0;
    /* 1.5 is a figure, 2.1 a heading. */
    return word + used + n < n_bytes && s[word + used + n] >= '0' && s[word + used + n] <= '9' &&
                   s[word + used] == '.'
               ? 0
               : number;
}

/* The notes that have been called so far, as one reads on. */
struct called {
    bool seen[MAX_NOTE + 1];
    size_t next; /* call */
    int last;    /* highest */
};

static void read_calls(struct called *c, const struct document *d, size_t until)
{
    for (; c->next < d->n_calls && d->calls[c->next].at < until; c->next++) {
        int note = d->calls[c->next].note;

        c->seen[note] = true;
        if (note > c->last)
            c->last = note;
    }
}

/* Lines that go on with a note above them. */
static bool goes_on(const struct parse *p, size_t i)
{
    const struct line *l = &p->lines[i];

    return l->kind == LINE_PLAIN && (p->wraps || l->indent > 0) && i > 0 && l[-1].page == l->page &&
           !line_point(p->d->text + l->at, l->n_bytes) &&
           !note_number(p->d->text + l->at, l->n_bytes);
}

/* A run of notes, numbered in step: its lines [from, end), its numbers [first, last]. */
struct run {
    size_t from, end;
    int first, last;
};

static struct run run_at(const struct parse *p, size_t i, int first)
{
    struct run r = {i, i, first, first - 1};

    for (size_t k = i; k < p->n_lines; k++) {
        const struct line *l = &p->lines[k];

        if (l->kind == LINE_BLANK || l->kind == LINE_SKIP)
            continue;
        if (l->kind == LINE_PLAIN && note_number(p->d->text + l->at, l->n_bytes) == r.last + 1)
            r.last++;
        else if (k != r.end || !goes_on(p, k)) /* nothing may lie between a note and its rest */
            break;
        r.end = k + 1;
    }
    return r;
}

/* Is it the heading of a list of notes? */
static bool is_heading(struct parse *p, size_t i)
{
    static const char *const words[] = {"脚注",  "注",       "注釈",      "参考情報",  "参考文献",
                                        "notes", "endnotes", "footnotes", "references"};
    const struct line *l = i < p->n_lines ? &p->lines[i] : NULL;
    const char *key;

    if (!l || l->n_bytes > 60)
        return false;
    key = line_key(&p->key, p->d->text + l->at, l->n_bytes);
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (strcmp(key, words[k]) == 0)
            return true;
    return false;
}

/* Does the list stand under the word Notes, or at the end of the document? */
static bool is_at_end(struct parse *p, const struct run *r)
{
    return is_heading(p, parse_previous(p, r->from)) || parse_next(p, r->end - 1) == p->n_lines;
}

/* A list of points has numbers too: notes are those that have been called. */
static bool are_notes(struct parse *p, const struct run *r, const struct called *c)
{
    int n = r->last - r->first + 1, n_called = 0;

    if (!p->d->n_calls)
        return is_at_end(p, r);
    for (int i = r->first; i <= r->last; i++)
        n_called += c->seen[i];
    return c->seen[r->first] && 3 * n_called >= 2 * n;
}

static void mark(struct parse *p, const struct run *r)
{
    int number = r->first;
    size_t heading = parse_previous(p, r->from);

    if (is_heading(p, heading)) {
        p->lines[heading].kind = LINE_HEADING;
        p->lines[heading].level = 2;
    }
    for (size_t i = r->from; i < r->end; i++) {
        struct line *l = &p->lines[i];

        if (l->kind != LINE_PLAIN)
            continue;
        l->kind = LINE_NOTE;
        if (note_number(p->d->text + l->at, l->n_bytes) == number)
            l->number = number++;
    }
}

/* Does the line above it have the number before, and is no note? Then this is a list. */
static bool is_in_list(const struct parse *p, size_t i, int number)
{
    size_t before = parse_previous(p, i);
    const struct line *l = before < p->n_lines ? &p->lines[before] : NULL;

    return l && l->kind == LINE_PLAIN && number > 1 &&
           note_number(p->d->text + l->at, l->n_bytes) == number - 1;
}

/* Signs inside notes, and such as call none, are no calls. */
static void keep_calls(struct parse *p, int last)
{
    struct document *d = p->d;
    size_t kept = 0, line = 0;

    for (size_t i = 0; i < d->n_calls; i++) {
        while (line + 1 < p->n_lines && p->lines[line + 1].at <= d->calls[i].at)
            line++;
        if (p->lines[line].kind != LINE_NOTE && d->calls[i].note <= last)
            d->calls[kept++] = d->calls[i];
    }
    d->n_calls = kept;
}

void document_find_notes(struct parse *p)
{
    struct called *c = calloc(1, sizeof *c);
    int last = 0;

    for (size_t i = 0; c && i < p->n_lines; i++) {
        const struct line *l = &p->lines[i];
        int number = l->kind == LINE_PLAIN ? note_number(p->d->text + l->at, l->n_bytes) : 0;
        struct run r;

        if (number <= last || (number > last + 1 && (number < 4 || number > last + 1 + MAX_LOST)))
            continue;
        read_calls(c, p->d, l->at);
        r = run_at(p, i, number);
        if (r.last > MAX_NOTE || is_in_list(p, i, number) || !are_notes(p, &r, c))
            continue;
        mark(p, &r);
        last = r.last;
        i = r.end - 1;
    }
    free(c);
    keep_calls(p, last);
}
