/* What a record is found by: its own words, and those that others lend it. */
#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "oracle_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* Search keys and sounds of one record: its names apart from the rest, and what it is lent. */
struct found_by {
    struct buf names, prose, name_sounds, prose_sounds, lent, lent_sounds;
};

static void add_key(struct buf *keys, struct buf *sounds, const char *text)
{
    fold_key(keys, text, strlen(text));
    buf_char(keys, '\n');
    romaji_key_of_text(sounds, text, strlen(text));
    buf_char(sounds, '\n');
}

static void add_own_fields(const struct oracle *o, uint32_t n, struct found_by *f)
{
    const struct resource *r = schema_of_kind(o->record[n].kind);

    for (int i = 0; i < r->n_fields; i++) {
        const char *name = r->fields[i].name, *text = oracle_field(o, n, name);
        bool is_kana = r->fields[i].type == FIELD_KANA;

        if (r->fields[i].type != FIELD_TEXT && !is_kana)
            continue;
        if (is_kana || strncmp(name, "name_", 5) == 0 || strcmp(name, "abbreviation") == 0)
            add_key(&f->names, &f->name_sounds, text);
        else
            add_key(&f->prose, &f->prose_sounds, text);
        if (is_kana) {
            romaji_key_of_kana(&f->name_sounds, text, strlen(text));
            buf_char(&f->name_sounds, '\n');
        }
    }
}

static void add_aliases(const struct oracle *o, struct found_by *f)
{
    const struct oracle_table *t = oracle_table(o, "aliases");

    for (size_t row = 0; row < t->n_rows; row++) {
        struct found_by *of = &f[oracle_find(o, oracle_cell(t, row, "record"))];

        add_key(&of->names, &of->name_sounds, oracle_cell(t, row, "alias"));
    }
}

/* The record in column `from` is found by the names of the one in column `to` as well. */
static const struct {
    const char *resource, *from, *to;
} lending[] = {
    {"activity_actors", "activity", "actor"},
    {"event_actors", "event", "actor"},
    {"recommendation_actors", "recommendation", "actor"},
    {"activities", "id", "theme"},
    {"events", "id", "theme"},
    {"recommendations", "id", "theme"},
    {"findings", "id", "theme"},
    {"searches", "id", "theme"},
    {"activities", "id", "type"},
    {"searches", "id", "type"},
    {"links", "id", "from"},
    {"links", "id", "to"},
    {"reference_sources", "reference", "source"},
};

static void lend_names(const struct oracle *o, struct found_by *f)
{
    for (size_t i = 0; i < sizeof lending / sizeof lending[0]; i++) {
        const struct oracle_table *t = oracle_table(o, lending[i].resource);

        for (size_t row = 0; row < t->n_rows; row++) {
            struct found_by *from = &f[oracle_find(o, oracle_cell(t, row, lending[i].from))];
            const struct found_by *to = &f[oracle_find(o, oracle_cell(t, row, lending[i].to))];

            buf_str(&from->lent, buf_cstr(&to->names));
            buf_str(&from->lent_sounds, buf_cstr(&to->name_sounds));
        }
    }
}

/* A recommendation says what its items say. */
static void lend_items(const struct oracle *o, struct found_by *f)
{
    const struct oracle_table *t = oracle_table(o, "items");

    for (size_t row = 0; row < t->n_rows; row++) {
        struct found_by *to = &f[oracle_find(o, oracle_cell(t, row, "recommendation"))];
        const struct found_by *item = &f[oracle_find(o, oracle_cell(t, row, "id"))];

        buf_str(&to->lent, buf_cstr(&item->names));
        buf_str(&to->lent, buf_cstr(&item->prose));
        buf_str(&to->lent_sounds, buf_cstr(&item->name_sounds));
        buf_str(&to->lent_sounds, buf_cstr(&item->prose_sounds));
    }
}

static const char *joined(struct oracle *o, struct buf *a, struct buf *b, struct buf *c)
{
    const char *all;

    buf_str(a, buf_cstr(b));
    buf_str(a, buf_cstr(c));
    assert_false(a->failed || b->failed || c->failed);
    all = arena_copy(&o->mem, buf_cstr(a), a->n_bytes);
    buf_finish(a);
    buf_finish(b);
    buf_finish(c);
    return all;
}

void oracle_settle_text(struct oracle *o)
{
    struct found_by *f = calloc(o->n_records + 1, sizeof *f); /* 0: of no record */

    assert_non_null(f);
    for (uint32_t n = 1; n <= o->n_records; n++)
        add_own_fields(o, n, &f[n]);
    add_aliases(o, f);
    lend_names(o, f);
    lend_items(o, f);
    for (uint32_t n = 0; n <= o->n_records; n++) {
        o->record[n].name_keys = arena_copy(&o->mem, buf_cstr(&f[n].names), f[n].names.n_bytes);
        o->record[n].keys = joined(o, &f[n].names, &f[n].prose, &f[n].lent);
        o->record[n].sounds = joined(o, &f[n].name_sounds, &f[n].prose_sounds, &f[n].lent_sounds);
    }
    free(f);
}
