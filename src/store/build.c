/* Compiling a data package into a dossier: read, check, number, link, in one transaction. */
#include "nichiei/store/build.h"

#include "check.h"
#include "derive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct builder {
    sqlite3 *db;
    const char *dir;
    struct report *rep;
    bool only_check;
    struct row_lines *lines; /* one for each resource; owned */
    sqlite3_stmt *refuse;    /* keeps a refused row's id */
};

static bool run(struct builder *b, const char *sql, struct err *e)
{
    if (sqlite3_exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return err_set(e, ERR_DATA, "%s: cannot be built: %s", b->dir, sqlite3_errmsg(b->db));
}

static bool create_tables(struct builder *b, struct err *e)
{
    bool ok = true;

    for (int i = 0; ok && i < schema_n_resources; i++) {
        struct buf sql = {0};

        schema_create_sql(&schema_resources[i], &sql);
        ok = run(b, buf_cstr(&sql), e);
        buf_finish(&sql);
    }
    return ok;
}

/* Runs the derived CREATE statements of one phase; indexes come after the rows, which is faster. */
static bool create_derived(struct builder *b, enum derive_phase wanted, struct err *e)
{
    struct buf sql = {0};
    enum derive_phase phase;
    bool ok = true;

    for (int i = 0; ok && derive_schema_sql(i, &phase, &sql); i++) {
        ok = phase != wanted || run(b, buf_cstr(&sql), e);
        buf_reset(&sql);
    }
    buf_finish(&sql);
    return ok;
}

static bool remember_line(struct row_lines *lines, uint32_t line, struct err *e)
{
    const uint32_t row = ++lines->n_rows;
    const struct line_mark *last = lines->n_marks ? &lines->mark[lines->n_marks - 1] : NULL;

    if (last && line - last->line == row - last->row)
        return true;
    if (lines->n_marks == lines->cap_marks) {
        size_t cap = lines->cap_marks ? 2 * lines->cap_marks : 16;
        struct line_mark *grown = realloc(lines->mark, cap * sizeof *grown);

        if (!grown)
            return err_set(e, ERR_DATA, "out of memory");
        lines->mark = grown;
        lines->cap_marks = cap;
    }
    lines->mark[lines->n_marks++] = (struct line_mark){row, line};
    return true;
}

/* The header must name our fields, in order. */
static bool check_header(struct builder *b, const struct resource *r, const struct csv_row *row)
{
    char file[64];

    snprintf(file, sizeof file, "%s.csv", r->name);
    for (int i = 0; i < r->n_fields || i < row->n_fields; i++) {
        const char *wanted = i < r->n_fields ? r->fields[i].name : "nothing";
        const char *found = i < row->n_fields ? row->fields[i].bytes : "nothing";

        if (strcmp(wanted, found) == 0 && i < row->n_fields &&
            strlen(found) == row->fields[i].n_bytes)
            continue;
        report_add(b->rep, SEVERITY_ERROR, file, row->line, wanted,
                   "name the columns as in the codebook, in its order",
                   "header has \"%.40s\" as column %d", found, i + 1);
        return false;
    }
    return true;
}

static sqlite3_stmt *prepare_insert(struct builder *b, const struct resource *r, struct err *e)
{
    sqlite3_stmt *q = NULL;
    struct buf sql = {0};

    buf_printf(&sql, "INSERT INTO \"%s\" VALUES (?", r->name);
    for (int i = 0; i < r->n_fields; i++)
        buf_str(&sql, ", ?");
    buf_char(&sql, ')');
    if (sqlite3_prepare_v2(b->db, buf_cstr(&sql), -1, &q, NULL) != SQLITE_OK)
        err_set(e, ERR_DATA, "%s.csv: cannot be built: %s", r->name, sqlite3_errmsg(b->db));
    buf_finish(&sql);
    return q;
}

/* Stores a row that passed its checks; a repeated id is told, anything else is a failure. */
static bool insert_row(struct builder *b, const struct resource *r, sqlite3_stmt *q,
                       const struct csv_row *row, struct err *e)
{
    struct row_lines *lines = &b->lines[r - schema_resources];
    char file[64];
    int rc;

    sqlite3_bind_int64(q, 1, (sqlite3_int64)lines->n_rows + 1);
    for (int i = 0; i < r->n_fields; i++) {
        const struct csv_value *v = &row->fields[i];

        if (!v->n_bytes)
            sqlite3_bind_null(q, i + 2);
        else if (r->fields[i].type == FIELD_INT)
            sqlite3_bind_int64(q, i + 2, strtol(v->bytes, NULL, 10));
        else
            sqlite3_bind_text(q, i + 2, v->bytes, (int)v->n_bytes, SQLITE_STATIC);
    }
    sqlite3_step(q);
    rc = sqlite3_reset(q); /* reports what the step met */
    sqlite3_clear_bindings(q);
    if (rc == SQLITE_OK)
        return remember_line(lines, row->line, e);
    snprintf(file, sizeof file, "%s.csv", r->name);
    if (rc != SQLITE_CONSTRAINT)
        return err_set(e, ERR_DATA, "%s: cannot be stored: %s", file, sqlite3_errmsg(b->db));
    report_add(b->rep, SEVERITY_ERROR, file, row->line, "id", "give each record an id of its own",
               "repeats the id \"%.80s\"", row->fields[0].bytes);
    return true;
}

static bool remember_refused(struct builder *b, const struct resource *r, const struct csv_row *row,
                             struct err *e)
{
    static const char sql[] = "INSERT INTO temp.\"refused\" VALUES (?1, ?2)";

    if (!row->n_fields)
        return true;
    if ((b->refuse || sqlite3_prepare_v2(b->db, sql, -1, &b->refuse, NULL) == SQLITE_OK) &&
        sqlite3_bind_text(b->refuse, 1, r->name, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(b->refuse, 2, row->fields[0].bytes, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(b->refuse) == SQLITE_DONE && sqlite3_reset(b->refuse) == SQLITE_OK)
        return true;
    return err_set(e, ERR_DATA, "%s.csv: cannot be built: %s", r->name, sqlite3_errmsg(b->db));
}

/* Reads one CSV file into its table. False only if nothing more can be done (e). */
static bool load_resource(struct builder *b, const struct resource *r, struct err *e)
{
    struct err bad = {0};
    struct csv_row row;
    struct buf path = {0};
    struct csv_in *in;
    sqlite3_stmt *q = NULL;
    enum got got;
    bool ok = true;
    char file[64];

    snprintf(file, sizeof file, "%s.csv", r->name);
    report_stage(b->rep, STAGE_READING, file);
    buf_printf(&path, "%s/%s", b->dir, file);
    in = csv_open(buf_cstr(&path), &bad);
    if (!in) {
        report_add(b->rep, SEVERITY_ERROR, file, 0, NULL, "add the file, if only with its header",
                   "%s", bad.text);
        goto out;
    }
    got = csv_next(in, &row, &bad);
    if (got == GOT_END)
        report_add(b->rep, SEVERITY_ERROR, file, 0, NULL, "write the header line", "is empty");
    if (got != GOT_ROW || !check_header(b, r, &row))
        goto bad_csv;
    q = prepare_insert(b, r, e);
    ok = q != NULL;
    while (ok && (got = csv_next(in, &row, &bad)) == GOT_ROW) {
        b->rep->n_rows[r - schema_resources]++;
        b->rep->progress.n_done++;
        ok = check_row(r, &row, b->rep) ? insert_row(b, r, q, &row, e)
                                        : remember_refused(b, r, &row, e);
    }
    b->lines[r - schema_resources].whole = got == GOT_END;
bad_csv:
    if (got == GOT_BAD)
        report_add(b->rep, SEVERITY_ERROR, file, row.line, NULL, "and run this again", "%s",
                   bad.text);
out:
    sqlite3_finalize(q);
    csv_close(in);
    buf_finish(&path);
    report_stage(b->rep, STAGE_READING, NULL); /* the name goes */
    return ok && !report_busy(b->rep);
}

static bool read_whole(const char *path, struct buf *out)
{
    FILE *f = fopen(path, "rb");
    char chunk[4096];
    size_t n_bytes;
    bool ok;

    if (!f)
        return false;
    while ((n_bytes = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(out, chunk, n_bytes);
    ok = !ferror(f) && !out->failed;
    fclose(f);
    return ok;
}

/* True if the descriptor names every resource with exactly our fields. */
static bool describes(struct builder *b, const char *json, const struct resource *r)
{
    static const char sql[] =
        "SELECT (SELECT group_concat(f.value ->> 'name', ' ') FROM "
        "json_each(r.value, '$.schema.fields') AS f) FROM json_each(?1, '$.resources') AS r "
        "WHERE r.value ->> 'name' = ?2 AND r.value ->> 'path' = ?2 || '.csv'";
    struct buf ours = {0};
    sqlite3_stmt *q = NULL;
    bool same = false;

    for (int i = 0; i < r->n_fields; i++)
        buf_printf(&ours, "%s%s", i ? " " : "", r->fields[i].name);
    if (sqlite3_prepare_v2(b->db, sql, -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_text(q, 1, json, -1, SQLITE_STATIC);
        sqlite3_bind_text(q, 2, r->name, -1, SQLITE_STATIC);
        if (sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
            same = strcmp((const char *)sqlite3_column_text(q, 0), buf_cstr(&ours)) == 0;
    }
    sqlite3_finalize(q);
    buf_finish(&ours);
    return same;
}

/* Keeps the descriptor without its resources, which follow from the schema. */
static bool load_descriptor(struct builder *b, struct err *e)
{
    static const char file[] = "datapackage.json";
    struct buf path = {0}, json = {0};
    sqlite3_stmt *q = NULL;
    bool ok = true;

    buf_printf(&path, "%s/%s", b->dir, file);
    if (!read_whole(buf_cstr(&path), &json)) {
        report_add(b->rep, SEVERITY_ERROR, file, 0, NULL, "name the folder of a data package",
                   "cannot be read: %s", strerror(errno));
        goto out;
    }
    if (sqlite3_prepare_v2(b->db,
                           "INSERT INTO \"package\" SELECT json_remove(?1, '$.resources') "
                           "WHERE json_valid(?1) AND json_type(?1) = 'object'",
                           -1, &q, NULL) != SQLITE_OK ||
        sqlite3_bind_text(q, 1, buf_cstr(&json), -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_step(q) != SQLITE_DONE) {
        ok = err_set(e, ERR_DATA, "%s: cannot be built: %s", file, sqlite3_errmsg(b->db));
        goto out;
    }
    if (sqlite3_changes(b->db) != 1 || strlen(buf_cstr(&json)) != json.n_bytes) {
        report_add(b->rep, SEVERITY_ERROR, file, 0, NULL, "correct its commas and quotes",
                   "is no JSON object");
        goto out;
    }
    for (int i = 0; i < schema_n_resources; i++)
        if (!describes(b, buf_cstr(&json), &schema_resources[i]))
            report_add(b->rep, SEVERITY_ERROR, file, 0, schema_resources[i].name,
                       "take the resource as `nichiei unpack` writes it",
                       "resource is missing or has other fields");
out:
    sqlite3_finalize(q);
    buf_finish(&path);
    buf_finish(&json);
    return ok;
}

/*
 * No journal: a file that is not whole is thrown away. No foreign keys while rows come: each would
 * be looked for at once, and a row may come before the one it names; check_records() asks for all
 * of them afterwards, and says which row is wrong. The cache bounds the memory that sorting takes
 * too.
 */
static const char settings[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                               "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE; "
                               "PRAGMA cache_size = -8000; PRAGMA temp.cache_size = -8000";

static bool read_all(struct builder *b, struct err *e)
{
    if (!load_descriptor(b, e))
        return false;
    for (int i = 0; i < schema_n_resources; i++)
        if (!load_resource(b, &schema_resources[i], e))
            return false;
    return true;
}

static bool check_all(struct builder *b, struct err *e)
{
    report_stage(b->rep, STAGE_CHECKING, NULL);
    return create_derived(b, DERIVE_INDEX, e) && run(b, CHECK_REFUSED_INDEX_SQL, e) &&
           derive_records(b->db, e) && check_records(b->db, b->lines, b->rep, e) &&
           check_review(b->db, b->lines, b->rep, e);
}

static bool fill(struct builder *b, struct err *e)
{
    char header[128];

    snprintf(header, sizeof header, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             SCHEMA_APPLICATION_ID, SCHEMA_VERSION);
    if (!run(b, settings, e) || !run(b, header, e) || !derive_functions(b->db, e) ||
        !run(b, CHECK_REFUSED_SQL, e) || !run(b, "BEGIN", e) || !create_tables(b, e) ||
        !create_derived(b, DERIVE_TABLE, e) || !read_all(b, e) || !check_all(b, e))
        return false;
    if (b->rep->n_errors || b->only_check)
        return true;
    if (!derive_edges(b->db, b->rep, e))
        return false;
    report_stage(b->rep, STAGE_WRITING, NULL);
    return run(b, "COMMIT", e);
}

/* Called by SQLite amid its work. */
static int on_progress(void *report)
{
    return report_busy(report);
}

/* What SQLite sorts beyond its memory lies beside the new file, where there is room for that too;
 * such files have no name, so that nothing is left of them whatever happens. */
static void use_temporary_folder(const char *path)
{
    const char *slash = strrchr(path, '/');

    sqlite3_temp_directory =
        slash ? sqlite3_mprintf("%.*s", (int)(slash - path + (slash == path)), path)
              : sqlite3_mprintf(".");
}

static void forget_temporary_folder(void)
{
    sqlite3_free(sqlite3_temp_directory);
    sqlite3_temp_directory = NULL;
}

/* What went wrong while filling; of a disk that takes no more, what to do about it. */
static bool say_failure(sqlite3 *db, const char *path, const struct err *why, struct err *e)
{
    int code = sqlite3_errcode(db) & 0xFF;

    /* SQLITE_ABORT: a write failed, and what was read beside it went with it. */
    if (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_ABORT)
        return err_set(e, ERR_DATA, "%s: cannot be written: %s; make room, or name another file",
                       path, code == SQLITE_ABORT ? "write error" : sqlite3_errstr(code));
    /* Told to stop between two statements, nothing has failed. */
    return err_set(e, ERR_DATA, "%s", why->code ? why->text : "stopped");
}

/* Builds into the SQLite file at path, to become out_path. "", a file without a name, only checks.
 */
static bool build_at(const char *dir, const char *path, const char *out_path, struct report *rep,
                     struct err *e)
{
    enum { OPS = 20000 }; /* a few milliseconds */
    struct builder b = {.dir = dir, .rep = rep, .only_check = !*path};
    struct err why = {0};
    bool ok = false;

    b.lines = calloc((size_t)schema_n_resources, sizeof *b.lines);
    if (!b.lines)
        return err_set(e, ERR_DATA, "out of memory");
    if (*path)
        use_temporary_folder(path);
    if (sqlite3_open_v2(path, &b.db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        err_set(e, ERR_DATA, "%s: cannot be written: %s", path, sqlite3_errmsg(b.db));
    else {
        sqlite3_progress_handler(b.db, OPS, on_progress, rep);
        ok = fill(&b, &why) || say_failure(b.db, out_path, &why, e);
    }
    sqlite3_finalize(b.refuse);
    sqlite3_close(b.db);
    forget_temporary_folder();
    for (int i = 0; i < schema_n_resources; i++)
        free(b.lines[i].mark);
    free(b.lines);
    if (ok && rep->n_errors)
        ok = err_set(e, ERR_DATA, "%s: %u error%s; `nichiei validate %s` lists them all", dir,
                     rep->n_errors, rep->n_errors == 1 ? "" : "s", dir);
    return ok;
}

/* The new file reaches the disk before it takes the old one's name. */
static bool put_in_place(const char *part, const char *out_path, struct report *rep, struct err *e)
{
    int fd = open(part, O_RDONLY);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    if (report_busy(rep))
        return err_set(e, ERR_DATA, "%s: stopped", out_path);
    if (ok && rename(part, out_path) == 0)
        return true;
    return err_set(e, ERR_DATA, "%s: cannot be written: %s; name another file", out_path,
                   strerror(errno));
}

/* Makes the new file, empty: whether that can be done is known before the work. */
static bool make_part(const char *part, const char *out_path, struct err *e)
{
    int fd;

    unlink(part);
    fd = open(part, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd < 0)
        return err_set(e, ERR_DATA,
                       "%s: cannot be written: %s; name a file in a folder that you may write to",
                       out_path, strerror(errno));
    close(fd);
    return true;
}

bool build_dossier(const char *dir, const char *out_path, struct report *rep, struct err *e)
{
    struct buf part = {0};
    bool ok;

    buf_printf(&part, "%s.part-%ld", out_path, (long)getpid());
    if (!make_part(buf_cstr(&part), out_path, e)) {
        buf_finish(&part);
        return false;
    }
    ok = build_at(dir, buf_cstr(&part), out_path, rep, e) &&
         put_in_place(buf_cstr(&part), out_path, rep, e);
    if (!ok)
        unlink(buf_cstr(&part));
    buf_finish(&part);
    return ok;
}

bool build_check(const char *dir, struct report *rep, struct err *e)
{
    return build_at(dir, "", "the temporary folder", rep, e);
}
