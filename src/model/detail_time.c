/* Time in the detail: dates in other calendars, and the rhythm of a theme. */
#include "nichiei/text/edtf.h"
#include "nichiei/text/width.h"

#include "nichiei/model/quiet.h"

#include "detail_in.h"

#include <stdio.h>
#include <string.h>

enum { FEW_GAPS = 10 };

struct text detail_spaced_date(struct arena *a, const char *edtf)
{
    const char *slash = strchr(edtf, '/');
    char spaced[64];

    if (!slash)
        return text_safe_str(a, edtf);
    snprintf(spaced, sizeof spaced, "%.*s / %s", (int)(slash - edtf), edtf, slash + 1);
    return text_safe_str(a, spaced);
}

/* Adds words of a date to a field, each whole: as many to a line as it has columns for. */
static void add_words(struct detail *d, struct text label, struct text first, const char *others)
{
    const int cols = d->shape.cols - d->label_cols;
    struct text line = first;

    while (*others) {
        const size_t n_bytes = strcspn(others, " ");
        struct text word = text_safe(&d->mem, others, n_bytes);
        struct text longer = say_pair(&d->mem, line, word, DISPLAY_BOTH);

        if (text_cols(longer) > cols) {
            detail_field(d, label, line, 0);
            label = text_lit("");
            longer = word;
        }
        line = longer;
        others += n_bytes + (others[n_bytes] == ' ');
    }
    detail_field(d, label, line, 0);
}

void detail_date(const struct maker *m, struct text label, const char *edtf)
{
    const bool published = m->record.kind == KIND_SOURCE || m->record.kind == KIND_REFERENCE;
    struct detail *d = m->d;
    struct buf others = {0};
    struct edtf date;

    if (!published && edtf_parse(edtf, strlen(edtf), &date) && !date.approximate && !date.uncertain)
        calendar_others(&others, date.first_day, date.last_day, d->shape.display);
    add_words(d, label, detail_spaced_date(&d->mem, edtf), buf_cstr(&others));
    buf_finish(&others);
}

static struct text number(struct arena *a, long n)
{
    char text[24];

    snprintf(text, sizeof text, "%ld", n);
    return text_safe_str(a, text);
}

static struct text day_text(struct arena *a, int32_t day)
{
    int year, month, dom;
    char text[32];

    edtf_civil(day, &year, &month, &dom);
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, dom);
    return text_safe_str(a, text);
}

/* A message with what stands in its places, in both languages or one. */
struct places {
    struct text n[LANG_COUNT], about, gaps;
};

static struct text filled(const struct maker *m, enum message message, const struct places *p)
{
    struct arena *a = &m->d->mem;
    struct text said[LANG_COUNT];

    for (int lang = 0; lang < LANG_COUNT; lang++) {
        said[lang] = say_fill(a, say_in(message, (enum lang)lang), "n", p->n[lang]);
        said[lang] = say_fill(a, said[lang], "about", p->about);
        said[lang] = say_fill(a, said[lang], "gaps", p->gaps);
    }
    return say_pair(a, said[LANG_JA], said[LANG_EN], m->d->shape.display);
}

static void add_rhythm_field(const struct maker *m, enum message label, struct text value,
                             uint32_t opens)
{
    detail_field(m->d, say(&m->d->mem, label, m->d->shape.display), value, opens);
}

/* How long nothing has happened, and as of when. */
static struct text since(const struct maker *m, const struct silence *s)
{
    struct arena *a = &m->d->mem;
    struct places p = {
        .n = {quiet_days(a, s->days, DISPLAY_JA), quiet_days(a, s->days, DISPLAY_EN)},
        .about = day_text(a, s->as_of)};

    return filled(m, SAY_RHYTHM_AS_OF, &p);
}

/* The gaps: what is usual, of how many, or that they are too few. */
static struct text usual(const struct maker *m, const struct silence *s)
{
    struct arena *a = &m->d->mem;
    struct text median = number(a, s->usual_days);
    struct places p = {.n = {median, median},
                       .about = number(a, s->long_days),
                       .gaps = number(a, (long)s->n_gaps)};

    return filled(m,
                  s->n_gaps < SILENCE_GAPS ? SAY_RHYTHM_NONE
                  : s->n_gaps < FEW_GAPS   ? SAY_RHYTHM_FEW
                                           : SAY_RHYTHM_MEDIAN,
                  &p);
}

/* The rows that the figures are of, as a query. */
static struct text query(const struct maker *m)
{
    char text[256];

    snprintf(text, sizeof text, "%.160s is:happened,table precision:day,month,interval",
             m->record.id);
    return text_safe_str(&m->d->mem, text);
}

bool detail_rhythm(const struct maker *m)
{
    struct arena *a = &m->d->mem;
    const enum display display = m->d->shape.display;
    struct silence s;
    struct record last;
    int32_t as_of;

    if (m->record.kind != KIND_THEME)
        return true;
    if (!silence_as_of(m->st, &as_of, m->e) || !silence_of(m->st, m->record.n, as_of, &s, m->e))
        return false;
    if (!s.last_n)
        return true;
    if (!store_record(m->st, a, s.last_n, &last, m->e))
        return false;
    detail_heading(m->d, say(a, SAY_RHYTHM, display), 0);
    if (s.silent)
        detail_wrapped(m->d, DETAIL_PROSE, quiet_text(a, &s, display));
    add_rhythm_field(
        m, SAY_RHYTHM_LAST,
        detail_link_text(m, &last, text_safe_str(a, last.kind == KIND_EVENT ? "" : last.date)),
        s.last_n);
    add_rhythm_field(m, SAY_RHYTHM_SINCE, since(m, &s), 0);
    add_rhythm_field(m, SAY_RHYTHM_USUAL, usual(m, &s), 0);
    add_rhythm_field(m, SAY_RHYTHM_QUERY, query(m), 0);
    return true;
}
