/* matrix --twice: the same partners in the same field twice. */
#include "nichiei/engine/twice.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

struct listing {
    const struct options *o;
    struct store *st;
    struct corpus *corpus;
    struct arena mem;
    struct query query; /* with the kind that is looked at */
    struct matrix_set set;
    struct twice *found;
    size_t n_found;
};

static bool find(struct listing *l, struct err *e)
{
    static const char activities[] = "kind:activity";

    return request_parse(&l->query, l->st, l->o, 0, e) &&
           (matrix_kinds(&l->query, l->st) ||
            query_parse(&l->query, activities, sizeof activities - 1, l->st, e)) &&
           (l->corpus = corpus_new(l->st, e)) != NULL && corpus_ask(l->corpus, &l->query, e) &&
           matrix_select(l->corpus, &l->mem, matrix_kinds(&l->query, l->st), NULL, &l->set, e) &&
           twice_find(l->corpus, &l->mem, &l->set, &l->found, &l->n_found, e);
}

static const char *id_of(struct listing *l, uint32_t n)
{
    struct record r;

    return n && store_record(l->st, &l->mem, n, &r, NULL) ? r.id : "";
}

/* Ids, blank-separated. */
static const char *ids(struct listing *l, const uint32_t *n, size_t n_records)
{
    struct buf out = {0};
    const char *joined;

    for (size_t i = 0; i < n_records; i++)
        buf_printf(&out, "%s%s", i ? " " : "", id_of(l, n[i]));
    joined = arena_copy(&l->mem, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    return joined;
}

static const char *query_of(struct listing *l, const struct twice *t)
{
    struct query q = {0};
    struct buf typed = {0};
    const char *query;

    query_copy(&q, &l->query);
    twice_query(l->corpus, l->st, t, &q);
    query_print(&q, l->st, &typed);
    query = arena_copy(&l->mem, buf_cstr(&typed), typed.n_bytes);
    buf_finish(&typed);
    query_finish(&q);
    return query;
}

/* A record's names and, of an activity or event, its date. */
static struct text said(struct listing *l, uint32_t n)
{
    struct record r;

    if (!n || !store_record(l->st, &l->mem, n, &r, NULL))
        return say(&l->mem, SAY_MATRIX_NO_VALUE, l->o->display);
    return say_pair(&l->mem, text_safe_str(&l->mem, r.label),
                    say_pair(&l->mem, text_safe_str(&l->mem, r.name[LANG_JA]),
                             text_safe_str(&l->mem, r.name[LANG_EN]), l->o->display),
                    DISPLAY_BOTH);
}

static void put(struct buf *out, const char *before, struct text t)
{
    buf_printf(out, "%s%.*s", before, (int)t.n_bytes, t.p);
}

static void put_one(struct listing *l, const struct twice *t, struct buf *out)
{
    put(out, "", said(l, t->theme));
    put(out, " / ", said(l, t->type));
    buf_printf(out, "  %zu\n", t->n_records);
    for (size_t i = 0; i < t->n_bodies; i++)
        put(out, i ? ", " : "  ", said(l, t->body[i]));
    if (t->third) {
        put(out, " (", say(&l->mem, SAY_TWICE_THIRD, l->o->display));
        buf_char(out, ')');
    }
    buf_char(out, '\n');
    for (size_t i = 0; i < t->n_records; i++) {
        put(out, "  > ", said(l, t->n[i]));
        put(out, "  ", text_safe_str(&l->mem, id_of(l, t->n[i])));
        buf_char(out, '\n');
    }
    put(out, "  ", text_safe_str(&l->mem, query_of(l, t)));
    buf_str(out, "\n\n");
}

static bool put_lines(struct listing *l, struct buf *out, struct err *e)
{
    static const char *const names[] = {"theme",   "type", "third", "bodies",
                                        "records", "n",    "query"};
    static const bool is_number[] = {false, false, false, false, false, true, false};
    enum { N = sizeof names / sizeof names[0] };
    const char **v = arena_zeroed(&l->mem, l->n_found * N + 1, sizeof *v);

    for (size_t i = 0; i < l->n_found; i++) {
        const struct twice *t = &l->found[i];
        char n[16];

        snprintf(n, sizeof n, "%zu", t->n_records);
        v[i * N] = id_of(l, t->theme);
        v[i * N + 1] = id_of(l, t->type);
        v[i * N + 2] = t->third ? "yes" : "no";
        v[i * N + 3] = ids(l, t->body, t->n_bodies);
        v[i * N + 4] = ids(l, t->n, t->n_records);
        v[i * N + 5] = arena_copy(&l->mem, n, strlen(n));
        v[i * N + 6] = query_of(l, t);
    }
    return print_chosen(&(struct values){N, names, is_number, l->n_found, v}, l->o, out, e);
}

int cmd_twice(const struct options *o, struct err *e)
{
    struct listing l = {.o = o, .st = cli_open(o, e)};
    struct rows rows = {0};
    struct buf out = {0};
    bool ok = l.st && find(&l, e);

    if (ok && (o->format != FORMAT_TABLE || o->columns))
        ok = put_lines(&l, &out, e);
    else
        for (size_t i = 0; ok && i < l.n_found; i++)
            put_one(&l, &l.found[i], &out);
    rows.n_rows = l.n_found;
    if (ok && (o->format == FORMAT_TABLE || o->format == FORMAT_MD))
        print_caveat(&out, &rows, o, o->format == FORMAT_TABLE ? "-- " : "\n");
    ok = ok && cli_write(&out, e);
    query_finish(&l.query);
    corpus_free(l.corpus);
    store_close(l.st);
    arena_finish(&l.mem);
    buf_finish(&out);
    return ok ? rows.n_rows ? 0 : ERR_NO_MATCH : e->code;
}
