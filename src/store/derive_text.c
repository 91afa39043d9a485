/*
 * The search text: what each record is found by, in its own words, as search keys and as it sounds.
 * Records are walked in their order, one at a time.
 */
#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "nichiei/store/schema.h"
#include "nichiei/store/store.h"

#include "derive.h"
#include "pack.h"

#include <string.h>

/* One packed column for the pieces of a part, one for where they start. */
static const struct {
    const char *bytes, *at;
} part_names[TEXT_PARTS] = {
    [TEXT_NAMES] = {"names", "names_at"},
    [TEXT_PROSE] = {"prose", "prose_at"},
    [TEXT_NAMES_SOUND] = {"names_sound", "names_sound_at"},
    [TEXT_PROSE_SOUND] = {"prose_sound", "prose_sound_at"},
};

const char *derive_text_column(enum text_part part, bool offsets)
{
    return offsets ? part_names[part].at : part_names[part].bytes;
}

struct collector {
    sqlite3 *db;
    sqlite3_stmt *records, *aliases, *row_of[KIND_COUNT];
    struct buf names, prose, reading; /* as authored, a separator behind each field */
    struct buf key;
    struct pack bytes[TEXT_PARTS], at[TEXT_PARTS];
};

static bool is_name(const struct field *f)
{
    return strncmp(f->name, "name_", 5) == 0 || strcmp(f->name, "abbreviation") == 0 ||
           f->type == FIELD_KANA;
}

static bool is_read(const struct field *f)
{
    return f->type == FIELD_TEXT || f->type == FIELD_KANA;
}

static bool prepare(struct collector *c, const char *sql, sqlite3_stmt **q, struct err *e)
{
    if (sqlite3_prepare_v2(c->db, sql, -1, q, NULL) == SQLITE_OK)
        return true;
    return err_set(e, ERR_DATA, "the dossier cannot be made: %s", sqlite3_errmsg(c->db));
}

/* The fields of one row of a kind, in the order of the schema; what is not read is left out. */
static bool prepare_row(struct collector *c, enum kind kind, struct err *e)
{
    const struct resource *r = schema_of_kind(kind);
    struct buf sql = {0};
    bool ok;

    for (int i = 0; i < r->n_fields; i++)
        if (is_read(&r->fields[i]))
            buf_printf(&sql, "%s\"%s\"", sql.n_bytes ? ", " : "SELECT ", r->fields[i].name);
    buf_printf(&sql, " FROM \"%s\" WHERE \"row\" = ?1", r->name);
    ok = prepare(c, buf_cstr(&sql), &c->row_of[kind], e);
    buf_finish(&sql);
    return ok;
}

/* Control characters are blanks in the key but this one, so no word reaches across fields. */
static void add_field(struct buf *out, sqlite3_stmt *q, int column)
{
    const char *text = (const char *)sqlite3_column_text(q, column);

    if (!text)
        return;
    buf_add(out, text, (size_t)sqlite3_column_bytes(q, column));
    buf_char(out, '\x1F');
}

/* The words of one record, apart: its names and the rest. */
static bool collect(struct collector *c, enum kind kind, sqlite3_int64 row, const char *id)
{
    const struct resource *r = schema_of_kind(kind);
    sqlite3_stmt *q = c->row_of[kind];
    bool ok;

    buf_reset(&c->names);
    buf_reset(&c->prose);
    buf_reset(&c->reading);
    sqlite3_bind_int64(q, 1, row);
    ok = sqlite3_step(q) == SQLITE_ROW;
    for (int i = 0, column = 0; ok && i < r->n_fields; i++) {
        if (!is_read(&r->fields[i]))
            continue;
        add_field(is_name(&r->fields[i]) ? &c->names : &c->prose, q, column);
        if (r->fields[i].type == FIELD_KANA)
            add_field(&c->reading, q, column);
        column++;
    }
    sqlite3_reset(q);
    sqlite3_bind_text(c->aliases, 1, id, -1, SQLITE_STATIC);
    while (sqlite3_step(c->aliases) == SQLITE_ROW)
        add_field(&c->names, c->aliases, 0);
    return sqlite3_reset(c->aliases) == SQLITE_OK && ok;
}

/* Puts the key that was made behind the part, as a C string, and starts the next one. */
static void put_key(struct collector *c, enum text_part part)
{
    c->bytes[part].failed |= c->key.failed;
    pack_number(&c->at[part], (uint32_t)c->bytes[part].n_bytes, 4);
    pack_bytes(&c->bytes[part], buf_cstr(&c->key), strlen(buf_cstr(&c->key)) + 1);
    buf_reset(&c->key);
}

static void put_keys(struct collector *c)
{
    fold_key(&c->key, buf_cstr(&c->names), c->names.n_bytes);
    put_key(c, TEXT_NAMES);
    fold_key(&c->key, buf_cstr(&c->prose), c->prose.n_bytes);
    put_key(c, TEXT_PROSE);
    romaji_key_of_kana(&c->key, buf_cstr(&c->reading), c->reading.n_bytes);
    buf_char(&c->key, ' ');
    romaji_key_of_text(&c->key, buf_cstr(&c->names), c->names.n_bytes);
    put_key(c, TEXT_NAMES_SOUND);
    romaji_key_of_text(&c->key, buf_cstr(&c->prose), c->prose.n_bytes);
    put_key(c, TEXT_PROSE_SOUND);
}

static bool walk_records(struct collector *c, struct report *rep, struct err *e)
{
    bool ok = true;
    int rc;

    while (ok && (rc = sqlite3_step(c->records)) == SQLITE_ROW) {
        ok = collect(c, (enum kind)sqlite3_column_int(c->records, 0),
                     sqlite3_column_int64(c->records, 1),
                     (const char *)sqlite3_column_text(c->records, 2)) &&
             !c->names.failed && !c->prose.failed && !c->reading.failed;
        put_keys(c);
        rep->progress.n_done++;
    }
    if (ok && rc == SQLITE_DONE)
        return true;
    return err_set(e, ERR_DATA, "the search text cannot be made: %s", sqlite3_errmsg(c->db));
}

/* Where the last piece ends; offsets are numbers of 32 bits. */
static bool close_parts(struct collector *c, struct err *e)
{
    bool ok = true;

    for (int part = 0; part < TEXT_PARTS; part++) {
        if (c->bytes[part].n_bytes > UINT32_MAX)
            ok = err_set(e, ERR_DATA, "the search text is over 4 GiB; split the dossier");
        pack_number(&c->at[part], (uint32_t)c->bytes[part].n_bytes, 4);
        ok = pack_end(&c->bytes[part], e) && ok;
        ok = pack_end(&c->at[part], e) && ok;
    }
    return ok;
}

bool derive_text(sqlite3 *db, struct report *rep, struct err *e)
{
    struct collector c = {.db = db};
    bool ok =
        prepare(&c, "SELECT \"kind\", \"row\", \"id\" FROM \"record\" ORDER BY \"n\"", &c.records,
                e) &&
        prepare(&c, "SELECT \"alias\" FROM \"aliases\" WHERE \"record\" = ?1 ORDER BY \"row\"",
                &c.aliases, e);

    for (int kind = 0; ok && kind < KIND_COUNT; kind++)
        ok = prepare_row(&c, (enum kind)kind, e);
    for (int part = 0; part < TEXT_PARTS; part++) {
        pack_begin(&c.bytes[part], db, PACK_TABLE, part_names[part].bytes);
        pack_begin(&c.at[part], db, PACK_TABLE, part_names[part].at);
    }
    ok = ok && walk_records(&c, rep, e);
    ok = close_parts(&c, e) && ok;
    sqlite3_finalize(c.records);
    sqlite3_finalize(c.aliases);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        sqlite3_finalize(c.row_of[kind]);
    buf_finish(&c.names);
    buf_finish(&c.prose);
    buf_finish(&c.reading);
    buf_finish(&c.key);
    return ok;
}
