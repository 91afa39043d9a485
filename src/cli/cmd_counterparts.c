/* counterparts: who mirrors whom in the other country, on what matter, how surely, on what day. */
#include "nichiei/text/fold.h"

#include "nichiei/engine/counterparts.h"
#include "nichiei/engine/names.h"
#include "nichiei/engine/when.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

/* What was asked: a body or the two sides, a matter or words of what they meet on, a day. */
struct question {
    struct counterparts_asked asked;
    struct buf words; /* search key; where no matter is called so */
    int n_bodies;
};

/* What the answer is made with. */
struct answering {
    struct store *st;
    struct counterparts *cp;
    enum display display;
    struct arena *a;
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

/* What follows the bodies is a matter, or words of what they meet on. */
static void read_matter(const struct options *o, int first, struct question *q)
{
    struct buf typed = {0};

    for (int i = first; i < o->n_args; i++) {
        buf_str(&typed, typed.n_bytes ? " " : "");
        buf_str(&typed, o->args[i]);
    }
    q->asked.matter = matter_named(buf_cstr(&typed));
    if (q->asked.matter < 0)
        fold_key(&q->words, buf_cstr(&typed), typed.n_bytes);
    buf_finish(&typed);
}

/* A month or a year is its last day. */
static bool read_day(const struct options *o, struct question *q, struct err *e)
{
    struct when when;

    q->asked.day = COUNTERPARTS_NOW;
    q->asked.with_ended = !o->on;
    if (!o->on)
        return true;
    if (!when_parse(o->on, strlen(o->on), &when))
        return err_set(e, ERR_USAGE,
                       "--on %s: no date; write 2025-06-30, 2025-06, 2025, R7 or FY2024", o->on);
    q->asked.day = when.last_day;
    return true;
}

/* At most so many bodies come first; a word that names a matter is that. */
static bool read_question(struct store *st, const struct options *o, int most, struct question *q,
                          struct err *e)
{
    memset(&q->asked, 0, sizeof q->asked);
    buf_reset(&q->words);
    q->n_bodies = 0;
    while (q->n_bodies < o->n_args && q->n_bodies < most &&
           matter_named(o->args[q->n_bodies]) < 0 &&
           (q->asked.body[q->n_bodies] = body_named(st, o->args[q->n_bodies], e)) != 0)
        q->n_bodies++;
    if (e->code)
        return false;
    read_matter(o, q->n_bodies, q);
    return read_day(o, q, e);
}

/* Are the words in what they meet on, or in what the matter is called? */
static bool has_words(const struct tie *t, const struct question *q)
{
    struct buf key = {0};
    bool has;

    for (int lang = 0; lang < LANG_COUNT; lang++) {
        fold_key(&key, t->name[lang], strlen(t->name[lang]));
        buf_char(&key, '\037');
    }
    has = strstr(buf_cstr(&key), buf_cstr(&q->words)) || matter_has(t->matter, buf_cstr(&q->words));
    buf_finish(&key);
    return has;
}

static const char *field(const char *const *values, const char *name)
{
    return values[schema_field(schema_resource("links"), name)];
}

static struct text said(const struct answering *w, const char *const of[LANG_COUNT])
{
    return say_pair(w->a, text_safe_str(w->a, of[LANG_JA]), text_safe_str(w->a, of[LANG_EN]),
                    w->display);
}

/* "警察庁 National Police Agency" with its abbreviation; or that there is none. */
static struct text body(const struct answering *w, uint32_t n)
{
    struct record r;

    if (!n || !store_record(w->st, w->a, n, &r, NULL))
        return say(w->a, SAY_LINK_GAP, w->display);
    return say_pair(w->a, text_safe_str(w->a, r.label), said(w, r.name), DISPLAY_BOTH);
}

/* NISC, or the whole name where there is no abbreviation. */
static struct text short_name(const struct answering *w, uint32_t n)
{
    struct record r;

    if (!store_record(w->st, w->a, n, &r, NULL))
        return text_lit("");
    return *r.label ? text_safe_str(w->a, r.label) : said(w, r.name);
}

static void put_text(struct buf *out, const char *before, struct text t)
{
    if (!text_is_empty(t))
        buf_printf(out, "%s%.*s\n", before, (int)t.n_bytes, t.p);
}

/* "  範囲 extent: 一部 part" */
static void put_labelled(struct buf *out, const struct answering *w, const char *name,
                         struct text value)
{
    struct text label = say_field(w->a, name, w->display);

    if (!text_is_empty(value))
        buf_printf(out, "  %.*s: %.*s\n", (int)label.n_bytes, label.p, (int)value.n_bytes, value.p);
}

/* A body, in whose place it stands if that is another one, and its role. */
static void put_side(struct buf *out, const struct answering *w, const struct tie *t, int side)
{
    struct text who = body(w, t->body[side]);

    if (t->named[side])
        who = say_pair(w->a, who,
                       say_fill(w->a, say(w->a, SAY_INHERITS, w->display), "about",
                                short_name(w, t->named[side])),
                       DISPLAY_BOTH);
    put_text(out, "  ", say_pair(w->a, who, said(w, t->role[side]), DISPLAY_BOTH));
}

/* "活動 activities 3 出来事 events 1" */
static struct text tally_text(const struct answering *w, struct tally n)
{
    const struct {
        enum kind kind;
        uint32_t n;
    } part[] = {{KIND_ACTIVITY, n.n_activities}, {KIND_EVENT, n.n_events}};
    struct text t = text_lit("");

    for (int i = 0; i < 2; i++) {
        char number[16];

        snprintf(number, sizeof number, "%u", part[i].n);
        if (part[i].n)
            t = say_pair(w->a, t,
                         say_pair(w->a, say_kind(w->a, part[i].kind, w->display),
                                  text_safe_str(w->a, number), DISPLAY_BOTH),
                         DISPLAY_BOTH);
    }
    return t;
}

/* What both took part in. */
static void put_common(struct buf *out, const struct answering *w, const struct tie *t)
{
    if (t->common.n_activities + t->common.n_events)
        put_text(out, "  ",
                 say_pair(w->a, say(w->a, SAY_IN_COMMON, w->display), tally_text(w, t->common),
                          DISPLAY_BOTH));
}

static void put_word(struct buf *out, const struct answering *w, const char *name, const char *word)
{
    if (*word)
        put_labelled(out, w, name, say_word(w->a, word, w->display));
}

/* When it holds, and what is not known of that. */
static void put_time(struct buf *out, const struct answering *w, const struct tie *t,
                     const char *const *v)
{
    put_labelled(out, w, "since", text_safe_str(w->a, field(v, "since")));
    put_labelled(out, w, "until", text_safe_str(w->a, field(v, "until")));
    if (t->may_hold)
        put_text(out, "  ", say(w->a, SAY_SINCE_UNKNOWN, w->display));
    if (t->ended)
        put_text(out, "  ", say(w->a, SAY_ENDED, w->display));
}

/* One pair: the matter, both sides with their roles, how far, how surely, limits, evidence. */
static bool put_pair(struct buf *out, const struct answering *w, const struct tie *t, struct err *e)
{
    const char *const *v;
    struct record link;
    const char *evidence;

    if (!store_record(w->st, w->a, t->link, &link, e) || !store_fields(w->st, w->a, t->link, &v, e))
        return false;
    evidence = column_value(w->st, &link, "citations", w->a, e);
    if (!evidence)
        return false;
    put_text(out, "", said(w, t->name));
    put_side(out, w, t, SIDE_JP);
    put_side(out, w, t, SIDE_GB);
    put_word(out, w, "matter", field(v, "matter"));
    put_word(out, w, "extent", field(v, "extent"));
    put_word(out, w, "basis", field(v, "basis"));
    put_word(out, w, "certainty", field(v, "certainty"));
    put_common(out, w, t);
    put_time(out, w, t, v);
    put_text(out, "  ! ", said(w, t->limits));
    put_text(out, "  ", text_safe_str(w->a, link.id));
    put_text(out, "  ", text_safe_str(w->a, evidence));
    return true;
}

/* Pairs that nothing but what they did together joins: of a body that was asked for. False if
 * there is none. */
static bool put_common_pairs(struct buf *out, const struct answering *w, const struct question *q,
                             size_t n_before)
{
    enum { MOST = 20 };
    struct tie *ties;
    size_t n_all = 0, n = 0;

    if (q->asked.body[0] && q->asked.matter < 0 && !q->words.n_bytes)
        n = counterparts_common(w->cp, w->a, &q->asked, MOST, &ties, &n_all);
    if (!n)
        return false;
    buf_str(out, n_before ? "\n" : "");
    put_text(out, "", say(w->a, SAY_COMMON_ONLY, w->display));
    for (size_t i = 0; i < n; i++) {
        uint32_t other = ties[i].body[ties[i].body[SIDE_JP] == q->asked.body[0]];

        put_text(out, "  ",
                 say_pair(w->a, body(w, other), tally_text(w, ties[i].common), DISPLAY_BOTH));
    }
    if (n_all > n)
        buf_printf(out, "  .. +%zu\n", n_all - n);
    return true;
}

/* The ties that answer, in the order of their links; how many. */
static size_t find_ties(const struct answering *w, const struct question *q, struct tie **ties)
{
    size_t n_all = counterparts_ties(w->cp, w->a, &q->asked, ties), n = 0;

    for (size_t i = 0; i < n_all; i++)
        if (!q->words.n_bytes || has_words(&(*ties)[i], q))
            (*ties)[n++] = (*ties)[i];
    return n;
}

/* What was meant: words such as Central or ISAC name a body as well as what bodies meet on. The
 * reading with the most bodies that leads to something, else the one with the most. */
static bool answer(const struct answering *w, const struct options *o, struct question *q,
                   struct tie **ties, size_t *n, struct err *e)
{
    int most = 2, n_bodies;

    do {
        if (!read_question(w->st, o, most, q, e) || !counterparts_count(w->cp, q->asked.day, e))
            return false;
        *n = find_ties(w, q, ties);
        n_bodies = q->n_bodies;
        most = n_bodies - 1;
    } while (!*n && n_bodies);
    return *n || read_question(w->st, o, 2, q, e);
}

static bool put_answer(struct buf *out, const struct answering *w, const struct options *o,
                       bool *found, struct err *e)
{
    struct question q = {0};
    struct tie *ties;
    size_t n = 0;
    bool ok = answer(w, o, &q, &ties, &n, e);
    uint32_t *rows = arena_zeroed(w->a, n, sizeof *rows);

    for (size_t i = 0; i < n; i++)
        rows[i] = ties[i].link;
    if (ok && o->format != FORMAT_TABLE)
        ok = print_records(w->st, &(struct rows){.n = rows, .n_rows = n}, o, out, e);
    for (size_t i = 0; ok && o->format == FORMAT_TABLE && i < n; i++) {
        buf_str(out, i ? "\n" : "");
        ok = put_pair(out, w, &ties[i], e);
    }
    *found = n;
    if (ok && o->format == FORMAT_TABLE)
        *found = put_common_pairs(out, w, &q, n) || n;
    buf_finish(&q.words);
    return ok;
}

int cmd_counterparts(const struct options *o, struct err *e)
{
    struct store *st = cli_open(o, e);
    struct corpus *corpus = st ? corpus_new(st, e) : NULL;
    struct counterparts *cp = corpus ? counterparts_new(st, corpus, e) : NULL;
    struct arena mem = {0};
    struct buf out = {0};
    const struct answering w = {st, cp, o->display, &mem};
    bool found = false;
    bool ok = cp && put_answer(&out, &w, o, &found, e) && cli_write(&out, e);

    if (ok && !found)
        ok = err_set(e, ERR_NO_MATCH,
                     "no pair on record for that; `nichiei counterparts` names them all");
    counterparts_free(cp);
    corpus_free(corpus);
    store_close(st);
    buf_finish(&out);
    arena_finish(&mem);
    return ok ? 0 : e->code;
}
