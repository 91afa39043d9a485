/* counterparts: who mirrors whom in the other country, on what matter, and how surely. */
#include "nichiei/text/fold.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

/* What was asked: a body, or words of the matter, or both. */
struct question {
    uint32_t actor[2]; /* 0: any; two are the two sides */
    struct buf matter;
};

/* The body that a word names, 0 if it names none; a homonym is asked about (e). */
static uint32_t body_named(struct store *st, const char *word, struct err *e)
{
    struct query asked = {0};
    struct buf term = {0};
    struct err why = {0};
    uint32_t n = 0;

    buf_printf(&term, "actor:\"%s\"", word);
    if (query_parse(&asked, buf_cstr(&term), term.n_bytes, st, &why))
        n = asked.term[0].value[0];
    else if (strstr(why.text, "may mean"))
        err_set(e, why.code, "%s", why.text);
    query_finish(&asked);
    buf_finish(&term);
    return n;
}

/* Up to two bodies come first; the rest is the matter. */
static bool read_question(struct store *st, const struct options *o, struct question *q,
                          struct err *e)
{
    int i = 0;

    while (i < o->n_args && i < 2 && (q->actor[i] = body_named(st, o->args[i], e)) != 0)
        i++;
    if (e->code)
        return false;
    for (; i < o->n_args; i++) {
        buf_str(&q->matter, q->matter.n_bytes ? " " : "");
        fold_key(&q->matter, o->args[i], strlen(o->args[i]));
    }
    return true;
}

/* Does the link answer the question? */
static bool answers(struct store *st, struct arena *a, const struct record *link,
                    const struct question *q, struct err *e)
{
    struct edge *ends;
    size_t n_ends;
    bool touches = true;
    struct buf key = {0};

    if (strcmp(link->aspect, "counterpart") != 0 ||
        !store_edges(st, a, link->n, false, &ends, &n_ends, e))
        return false;
    for (int k = 0; k < 2 && q->actor[k]; k++) {
        bool is_end = false;

        for (size_t i = 0; i < n_ends; i++)
            is_end = is_end || ((ends[i].relation == REL_FROM || ends[i].relation == REL_TO) &&
                                ends[i].to == q->actor[k]);
        touches = touches && is_end;
    }
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        fold_key(&key, link->name[lang], strlen(link->name[lang]));
        buf_char(&key, '\037');
    }
    touches = touches && strstr(buf_cstr(&key), buf_cstr(&q->matter));
    buf_finish(&key);
    return touches;
}

static const char *field(const char *const *values, const char *name)
{
    return values[schema_field(schema_resource("links"), name)];
}

/* Both languages of a field of the link, as the reader wants them. */
static struct text said(struct arena *a, const char *const *values, const char *stem,
                        enum display d)
{
    char ja[64], en[64];

    snprintf(ja, sizeof ja, "%s_ja", stem);
    snprintf(en, sizeof en, "%s_en", stem);
    return say_pair(a, text_safe_str(a, field(values, ja)), text_safe_str(a, field(values, en)), d);
}

/* "警察庁 National Police Agency" with its abbreviation; or that there is none. */
static struct text body(struct store *st, struct arena *a, const char *id, enum display d)
{
    struct record r;
    uint32_t n = *id ? store_find(st, id, NULL) : 0;

    if (!n || !store_record(st, a, n, &r, NULL))
        return say(a, SAY_LINK_GAP, d);
    return say_pair(
        a, text_safe_str(a, r.label),
        say_pair(a, text_safe_str(a, r.name[LANG_JA]), text_safe_str(a, r.name[LANG_EN]), d),
        DISPLAY_BOTH);
}

static void put_text(struct buf *out, const char *before, struct text t)
{
    if (text_is_empty(t))
        return;
    buf_printf(out, "%s%.*s\n", before, (int)t.n_bytes, t.p);
}

/* "  範囲 extent: 一部 part" */
static void put_grade(struct buf *out, struct arena *a, const char *name, const char *word,
                      enum display d)
{
    struct text label = say_field(a, name, d), value = say_word(a, word, d);

    if (*word)
        buf_printf(out, "  %.*s: %.*s\n", (int)label.n_bytes, label.p, (int)value.n_bytes, value.p);
}

/* One pair: the matter, both sides with their roles, how far, how surely, limits, evidence. */
static bool print_pair(struct store *st, struct arena *a, const struct record *link, enum display d,
                       struct buf *out, struct err *e)
{
    const char *const *v;
    const char *evidence;

    if (!store_fields(st, a, link->n, &v, e))
        return false;
    evidence = column_value(st, link, "citations", a, e);
    if (!evidence)
        return false;
    put_text(out, "", said(a, v, "name", d));
    put_text(
        out, "  ",
        say_pair(a, body(st, a, field(v, "from"), d), said(a, v, "role_from", d), DISPLAY_BOTH));
    put_text(out, "  ",
             say_pair(a, body(st, a, field(v, "to"), d), said(a, v, "role_to", d), DISPLAY_BOTH));
    put_grade(out, a, "extent", field(v, "extent"), d);
    put_grade(out, a, "basis", field(v, "basis"), d);
    put_grade(out, a, "certainty", field(v, "certainty"), d);
    put_text(out, "  ! ", said(a, v, "limits", d));
    put_text(out, "  ", text_safe_str(a, link->id));
    put_text(out, "  ", text_safe_str(a, evidence));
    return true;
}

static bool collect(struct store *st, struct arena *a, const struct question *q, uint32_t *rows,
                    size_t *n_rows, struct err *e)
{
    for (uint32_t n = 1; n <= store_n_records(st); n++) {
        struct record r;

        if (!store_record(st, a, n, &r, e))
            return false;
        if (r.kind == KIND_LINK && answers(st, a, &r, q, e))
            rows[(*n_rows)++] = n;
        if (e->code)
            return false;
    }
    return true;
}

int cmd_counterparts(const struct options *o, struct err *e)
{
    struct store *st = cli_open(o, e);
    struct question q = {0};
    struct arena mem = {0};
    struct buf out = {0};
    size_t n_rows = 0;
    uint32_t *rows = st ? arena_zeroed(&mem, store_n_records(st), sizeof *rows) : NULL;
    bool ok = st && read_question(st, o, &q, e) && collect(st, &mem, &q, rows, &n_rows, e);

    if (ok && o->format != FORMAT_TABLE)
        ok = print_records(st, &(struct rows){.n = rows, .n_rows = n_rows}, o, &out, e);
    for (size_t i = 0; ok && o->format == FORMAT_TABLE && i < n_rows; i++) {
        struct record r;

        buf_str(&out, i ? "\n" : "");
        ok =
            store_record(st, &mem, rows[i], &r, e) && print_pair(st, &mem, &r, o->display, &out, e);
    }
    ok = ok && cli_write(&out, e);
    if (ok && !n_rows)
        ok = err_set(e, ERR_NO_MATCH,
                     "no pair on record for that; `nichiei counterparts` names them all");
    store_close(st);
    buf_finish(&q.matter);
    buf_finish(&out);
    arena_finish(&mem);
    return ok ? 0 : e->code;
}
