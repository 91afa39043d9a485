/* The derived tables: one numbered list of all records, the edges between them. */
#include "derive.h"

#include "nichiei/text/edtf.h"
#include "nichiei/text/fold.h"

#include "nichiei/store/relation.h"
#include "nichiei/store/schema.h"

#include "pack.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Made when all edges are there. */
#define EDGE_TO "CREATE INDEX \"edge_to\" ON \"edge\"(\"to_n\", \"relation\", \"from_n\")"

static const char *const schema_sql[] = {
    "CREATE TABLE \"package\" (\"descriptor\" TEXT NOT NULL) STRICT",
    "CREATE TABLE \"record\" (\"n\" INTEGER PRIMARY KEY, \"id\" TEXT NOT NULL UNIQUE, "
    "\"kind\" INTEGER NOT NULL, \"row\" INTEGER NOT NULL, \"name_ja\" TEXT NOT NULL, "
    "\"name_en\" TEXT NOT NULL, \"label\" TEXT, \"aspect\" TEXT, \"date\" TEXT, "
    "\"first_day\" INTEGER NOT NULL, \"last_day\" INTEGER NOT NULL) STRICT",
    "CREATE TABLE \"packed\" (\"name\" TEXT NOT NULL, \"chunk\" INTEGER NOT NULL, "
    "\"bytes\" BLOB NOT NULL, UNIQUE (\"name\", \"chunk\")) STRICT",
    "CREATE TABLE \"word\" (\"v\" INTEGER PRIMARY KEY, \"field\" TEXT NOT NULL, "
    "\"word\" TEXT NOT NULL, UNIQUE (\"field\", \"word\")) STRICT",
    "CREATE TABLE \"edge\" (\"from_n\" INTEGER NOT NULL, \"relation\" INTEGER NOT NULL, "
    "\"position\" INTEGER NOT NULL, \"to_n\" INTEGER NOT NULL, \"role\" TEXT, "
    "PRIMARY KEY (\"from_n\", \"relation\", \"position\", \"to_n\")) STRICT, WITHOUT ROWID",
    "CREATE INDEX \"citations_record\" ON \"citations\"(\"record\")",
    "CREATE INDEX \"aliases_record\" ON \"aliases\"(\"record\")",
    EDGE_TO,
};

bool derive_schema_sql(int i, enum derive_phase *phase, struct buf *out)
{
    if (i >= (int)(sizeof schema_sql / sizeof schema_sql[0]))
        return false;
    *phase = strcmp(schema_sql[i], EDGE_TO) == 0               ? DERIVE_LATE
             : strncmp(schema_sql[i], "CREATE INDEX", 12) == 0 ? DERIVE_INDEX
                                                               : DERIVE_TABLE;
    buf_str(out, schema_sql[i]);
    return true;
}

/*
 * How each kind fills "record": label (a short mark before the name), aspect (the one word that
 * sorts it into a class), date, and the order of its list. %d is the kind.
 */
#define RECORD_COLUMNS                                                                             \
    "\"id\", \"kind\", \"row\", \"name_ja\", \"name_en\", \"label\", \"aspect\", \"date\", "       \
    "\"first_day\", \"last_day\""
#define INSERT_RECORDS "INSERT INTO \"record\" (" RECORD_COLUMNS ") "
#define SELECT_RECORDS(kind, label, aspect, date)                                                  \
    "SELECT \"id\", " kind " AS \"kind\", \"row\", \"name_ja\", \"name_en\", " label               \
    " AS \"label\", " aspect " AS \"aspect\", " date " AS \"date\", edtf_first(" date              \
    ") AS \"first_day\", edtf_last(" date ") AS \"last_day\" FROM "

#define COUNT_OF(join) "SELECT \"actor\" AS actor, count(*) AS n FROM \"" join "\" GROUP BY 1"

static const struct {
    enum kind kind, with; /* `with`: a second kind in the same list */
    const char *select, *select_with, *order;
} record_sql[] = {
    /* The timeline is one list: dated by start, then end; what has no date of its own comes last.
     */
    {KIND_ACTIVITY, KIND_EVENT,
     SELECT_RECORDS("?1", "printf('A%02d', \"number\")", "'table'", "\"date\"") "\"activities\"",
     SELECT_RECORDS("?2", "NULL",
                    "CASE \"status\" WHEN 'happened' THEN \"phase\" ELSE \"status\" END",
                    "\"date\"") "\"events\"",
     "\"date\" IS NULL, \"first_day\", \"last_day\", \"kind\", \"row\""},
    /* Who does most comes first. */
    {KIND_ACTOR, KIND_NONE,
     SELECT_RECORDS("?1", "\"abbreviation\"", "\"country\"", "NULL") "\"actors\"", NULL,
     "(SELECT n FROM (" COUNT_OF(
         "activity_actors") ") WHERE actor = \"id\") DESC NULLS LAST, "
                            "(SELECT n FROM (" COUNT_OF(
                                "event_actors") ") WHERE actor = \"id\") DESC NULLS LAST, "
                                                "\"row\""},
    {KIND_THEME, KIND_NONE, SELECT_RECORDS("?1", "NULL", "\"origin\"", "NULL") "\"themes\"", NULL,
     "\"position\", \"row\""},
    {KIND_TYPE, KIND_NONE, SELECT_RECORDS("?1", "NULL", "NULL", "NULL") "\"types\"", NULL,
     "\"position\", \"row\""},
    {KIND_RECOMMENDATION, KIND_NONE,
     SELECT_RECORDS("?1", "\"number\"", "\"theme\"", "NULL") "\"recommendations\"", NULL,
     "\"row\""},
    {KIND_ITEM, KIND_NONE, SELECT_RECORDS("?1", "\"number\"", "\"form\"", "NULL") "\"items\"", NULL,
     "\"row\""},
    {KIND_MILESTONE, KIND_NONE,
     SELECT_RECORDS("?1", "NULL", "\"status\"", "\"due\"") "\"milestones\"", NULL, "\"row\""},
    {KIND_TERM, KIND_NONE, SELECT_RECORDS("?1", "\"abbreviation\"", "\"form\"", "NULL") "\"terms\"",
     NULL, "\"row\""},
    {KIND_SOURCE, KIND_NONE,
     SELECT_RECORDS("?1", "\"reliability\"", "\"form\"", "\"date\"") "\"sources\"", NULL,
     "\"row\""},
    {KIND_REFERENCE, KIND_NONE,
     SELECT_RECORDS("?1", "CAST(\"number\" AS TEXT)", "\"document\"", "NULL") "\"references\"",
     NULL, "\"row\""},
    {KIND_FIGURE, KIND_NONE,
     SELECT_RECORDS("?1", "\"value\"", "\"qualifier\"", "\"date\"") "\"figures\"", NULL, "\"row\""},
    {KIND_FINDING, KIND_NONE, SELECT_RECORDS("?1", "NULL", "\"form\"", "NULL") "\"findings\"", NULL,
     "\"row\""},
    {KIND_PILLAR, KIND_NONE,
     SELECT_RECORDS("?1", "CAST(\"number\" AS TEXT)", "\"owner\"", "NULL") "\"pillars\"", NULL,
     "\"row\""},
    {KIND_LINK, KIND_NONE, SELECT_RECORDS("?1", "NULL", "\"relation\"", "\"since\"") "\"links\"",
     NULL, "\"row\""},
    {KIND_SEARCH, KIND_NONE, SELECT_RECORDS("?1", "NULL", "\"result\"", "\"date\"") "\"searches\"",
     NULL, "\"row\""},
};

/* Every edge the dossier holds: relation, then (from id, to id, role, position). */
static const struct {
    enum relation relation;
    const char *select;
} edge_sql[] = {
    {REL_ACTOR, "SELECT \"activity\", \"actor\", \"role\", \"row\" FROM \"activity_actors\""},
    {REL_ACTOR, "SELECT \"event\", \"actor\", \"role\", \"row\" FROM \"event_actors\""},
    {REL_THEME, "SELECT \"id\", \"theme\", NULL, 0 FROM \"activities\""},
    {REL_THEME, "SELECT \"id\", \"theme\", NULL, 0 FROM \"events\""},
    {REL_THEME, "SELECT \"id\", \"theme\", NULL, 0 FROM \"recommendations\""},
    {REL_THEME, "SELECT \"id\", \"theme\", NULL, 0 FROM \"findings\""},
    {REL_THEME, "SELECT \"id\", \"theme\", NULL, 0 FROM \"searches\""},
    {REL_TYPE, "SELECT \"id\", \"type\", NULL, 0 FROM \"activities\""},
    {REL_TYPE, "SELECT \"id\", \"type\", NULL, 0 FROM \"searches\""},
    {REL_BEARS, "SELECT \"record\", \"recommendation\", "
                "\"direction\" || ' ' || \"extent\" || ' ' || \"nature\", \"row\" "
                "FROM \"bearings\""},
    {REL_ADDRESSED, "SELECT \"recommendation\", \"actor\", NULL, min(\"row\") "
                    "FROM \"recommendation_actors\" WHERE \"role\" = 'addressed' GROUP BY 1, 2"},
    {REL_NAMED, "SELECT \"recommendation\", \"actor\", NULL, min(\"row\") "
                "FROM \"recommendation_actors\" WHERE \"role\" = 'named' GROUP BY 1, 2"},
    {REL_ITEM, "SELECT \"recommendation\", \"id\", NULL, \"row\" FROM \"items\""},
    {REL_MILESTONE, "SELECT \"recommendation\", \"id\", NULL, \"row\" FROM \"milestones\""},
    {REL_PARENT, "SELECT \"id\", \"parent\", NULL, 0 FROM \"actors\""},
    {REL_DATES, "SELECT \"id\", \"activity\", NULL, 0 FROM \"events\""},
    {REL_FROM, "SELECT \"id\", \"from\", \"relation\", 0 FROM \"links\""},
    {REL_TO, "SELECT \"id\", \"to\", \"relation\", 0 FROM \"links\""},
    {REL_SOURCE,
     "SELECT \"reference\", \"source\", \"relation\", \"position\" FROM \"reference_sources\""},
    {REL_DOCUMENT, "SELECT \"id\", \"document\", NULL, 0 FROM \"references\""},
    {REL_STRATEGY, "SELECT \"id\", \"strategy\", NULL, 0 FROM \"pillars\""},
    {REL_ABOUT, "SELECT \"id\", \"subject\", NULL, 0 FROM \"figures\""},
    {REL_ABOUT, "SELECT \"id\", \"record\", NULL, 0 FROM \"searches\""},
    {REL_ABOUT, "SELECT \"id\", \"event\", NULL, 0 FROM \"milestones\""},
    {REL_CITES, "SELECT \"record\", coalesce(\"source\", \"reference\"), \"locator\", \"row\" "
                "FROM \"citations\""},
};

bool derive_run(sqlite3 *db, const char *sql, struct err *e)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return err_set(e, ERR_DATA, "the dossier cannot be made: %s", sqlite3_errmsg(db));
}

static void sql_fold(sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
    struct buf key = {0};
    const char *bytes = (const char *)sqlite3_value_text(args[0]);

    (void)n_args;
    if (bytes)
        fold_key(&key, bytes, (size_t)sqlite3_value_bytes(args[0]));
    if (key.failed)
        sqlite3_result_error_nomem(ctx);
    else
        sqlite3_result_text(ctx, buf_cstr(&key), (int)key.n_bytes, SQLITE_TRANSIENT);
    buf_finish(&key);
}

/* The day numbers of a date; the user data says which end. No date is open at both ends. */
static void sql_edtf(sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
    const char *s = (const char *)sqlite3_value_text(args[0]);
    struct edtf date = {.first_day = EDTF_DAY_MIN, .last_day = EDTF_DAY_MAX};
    bool wants_last = sqlite3_user_data(ctx) != NULL;

    (void)n_args;
    if (s && !edtf_parse(s, (size_t)sqlite3_value_bytes(args[0]), &date))
        date = (struct edtf){.first_day = EDTF_DAY_MIN, .last_day = EDTF_DAY_MAX};
    sqlite3_result_int(ctx, wants_last ? date.last_day : date.first_day);
}

/* How exactly a date is known, as a word of the schema. */
static void sql_precision(sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
    static const char *const words[] = {
        [EDTF_UNDATED] = "undated", [EDTF_DAY] = "day",           [EDTF_MONTH] = "month",
        [EDTF_SEASON] = "season",   [EDTF_YEAR] = "year",         [EDTF_DECADE] = "decade",
        [EDTF_CENTURY] = "century", [EDTF_INTERVAL] = "interval",
    };
    const char *s = (const char *)sqlite3_value_text(args[0]);
    struct edtf date;

    (void)n_args;
    if (!s || !edtf_parse(s, (size_t)sqlite3_value_bytes(args[0]), &date))
        date.precision = EDTF_UNDATED;
    sqlite3_result_text(ctx, words[date.precision], -1, SQLITE_STATIC);
}

/* 'year' of a date that lies in one year for certain, else NULL. */
static void sql_year(sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
    const char *s = (const char *)sqlite3_value_text(args[0]);
    int first, last, month, day;
    struct edtf date;

    (void)n_args;
    if (!s || !*s || !edtf_parse(s, (size_t)sqlite3_value_bytes(args[0]), &date) ||
        date.first_day == EDTF_DAY_MIN || date.last_day == EDTF_DAY_MAX)
        return;
    edtf_civil(date.first_day, &first, &month, &day);
    edtf_civil(date.last_day, &last, &month, &day);
    if (first == last)
        sqlite3_result_text(ctx, "year", -1, SQLITE_STATIC);
}

/* One number for the values of a row; other values have another one, nearly always (FNV-1a). */
static void sql_row_hash(sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
    uint64_t h = 14695981039346656037U;

    for (int i = 0; i < n_args; i++) {
        const unsigned char *at = sqlite3_value_text(args[i]);

        h = (h ^ (at ? 0xFE : 0xFF)) * 1099511628211U; /* neither stands in a text */
        for (; at && *at; at++)
            h = (h ^ *at) * 1099511628211U;
    }
    sqlite3_result_int64(ctx, (sqlite3_int64)h);
}

bool derive_functions(sqlite3 *db, struct err *e)
{
    static char other; /* its address tells the second use of a function from the first */
    static const struct {
        const char *name;
        int n_args;
        void *data;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"fold", 1, NULL, sql_fold},        {"edtf_first", 1, NULL, sql_edtf},
        {"edtf_last", 1, &other, sql_edtf}, {"edtf_precision", 1, NULL, sql_precision},
        {"edtf_year", 1, NULL, sql_year},   {"row_hash", -1, NULL, sql_row_hash},
    };

    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (sqlite3_create_function(db, functions[i].name, functions[i].n_args,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, functions[i].data,
                                    functions[i].call, NULL, NULL) != SQLITE_OK)
            return err_set(e, ERR_DATA, "the dossier cannot be made: %s", sqlite3_errmsg(db));
    return true;
}

bool derive_records(sqlite3 *db, struct err *e)
{
    for (size_t i = 0; i < sizeof record_sql / sizeof record_sql[0]; i++) {
        struct buf sql = {0};
        sqlite3_stmt *q = NULL;
        bool ok;

        buf_str(&sql, INSERT_RECORDS "SELECT * FROM (");
        buf_str(&sql, record_sql[i].select);
        if (record_sql[i].select_with)
            buf_printf(&sql, " UNION ALL %s", record_sql[i].select_with);
        buf_printf(&sql, ") ORDER BY %s", record_sql[i].order);
        ok = !sql.failed && sqlite3_prepare_v2(db, buf_cstr(&sql), -1, &q, NULL) == SQLITE_OK &&
             sqlite3_bind_int(q, 1, record_sql[i].kind) == SQLITE_OK &&
             (!record_sql[i].select_with ||
              sqlite3_bind_int(q, 2, record_sql[i].with) == SQLITE_OK) &&
             sqlite3_step(q) == SQLITE_DONE;
        if (!ok)
            err_set(e, ERR_DATA, "the records cannot be numbered: %s", sqlite3_errmsg(db));
        sqlite3_finalize(q);
        buf_finish(&sql);
        if (!ok)
            return false;
    }
    return true;
}

/* A column of numbers that a query yields, and what it is called. */
bool derive_pack(sqlite3 *db, const struct packing *what, struct err *e)
{
    sqlite3_stmt *q = NULL;
    struct pack at, column[PACKING_COLUMNS];
    uint32_t n_rows = 0, next = 0;
    bool ok = sqlite3_prepare_v2(db, what->sql, -1, &q, NULL) == SQLITE_OK;

    pack_begin(&at, db, PACK_TABLE, what->at);
    for (int i = 0; i < PACKING_COLUMNS; i++)
        pack_begin(&column[i], db, PACK_TABLE, what->column[i].name);
    while (ok && sqlite3_step(q) == SQLITE_ROW) {
        for (; what->at && next < (uint32_t)sqlite3_column_int64(q, 0); next++)
            pack_number(&at, n_rows, 4);
        for (int i = 0; i < PACKING_COLUMNS && what->column[i].name; i++)
            pack_number(&column[i], (uint32_t)sqlite3_column_int64(q, i + 1),
                        what->column[i].width);
        n_rows++;
    }
    ok = ok && sqlite3_reset(q) == SQLITE_OK;
    if (!ok)
        err_set(e, ERR_DATA, "the dossier cannot be made: %s", sqlite3_errmsg(db));
    for (; what->at && next <= what->n_records; next++)
        pack_number(&at, n_rows, 4);
    ok = pack_end(&at, e) && ok;
    for (int i = 0; i < PACKING_COLUMNS; i++)
        ok = pack_end(&column[i], e) && ok;
    sqlite3_finalize(q);
    return ok;
}

static bool pack_index(sqlite3 *db, uint32_t n_records, struct err *e)
{
    const struct packing all[] = {
        {"SELECT \"n\", \"kind\", \"first_day\", \"last_day\" FROM \"record\" ORDER BY \"n\"",
         NULL,
         {{"kind", 1}, {"first_day", 4}, {"last_day", 4}},
         n_records},
        {"SELECT \"from_n\", \"to_n\", \"relation\" FROM \"edge\" "
         "ORDER BY \"from_n\", \"relation\", \"position\", \"to_n\"",
         "from_at",
         {{"edge_to", 4}, {"edge_relation", 1}},
         n_records},
        {"SELECT \"to_n\", \"from_n\", \"relation\" FROM \"edge\" "
         "ORDER BY \"to_n\", \"from_n\", \"relation\", \"position\"",
         "into_at",
         {{"into_from", 4}, {"into_relation", 1}},
         n_records},
    };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!derive_pack(db, &all[i], e))
            return false;
    return true;
}

/* How many records were numbered. */
static bool count_records(sqlite3 *db, uint32_t *n_records, struct err *e)
{
    sqlite3_stmt *q = NULL;
    bool ok =
        sqlite3_prepare_v2(db, "SELECT count(*) FROM \"record\"", -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW;

    if (ok)
        *n_records = (uint32_t)sqlite3_column_int64(q, 0);
    else
        err_set(e, ERR_DATA, "the records cannot be counted: %s", sqlite3_errmsg(db));
    sqlite3_finalize(q);
    return ok;
}

/* All edges in one statement: sorted before they are stored, they are stored one behind the other.
 */
static bool fill_edges(sqlite3 *db, struct err *e)
{
    struct buf sql = {0};
    bool ok;

    buf_str(&sql, "INSERT OR IGNORE INTO \"edge\" SELECT a.\"n\", l.relation, l.position, b.\"n\", "
                  "l.role FROM (");
    for (size_t i = 0; i < sizeof edge_sql / sizeof edge_sql[0]; i++)
        buf_printf(&sql,
                   i ? " UNION ALL SELECT %d, * FROM (%s)"
                     : "SELECT NULL AS relation, NULL AS f, NULL AS t, NULL AS role, NULL AS "
                       "position WHERE 0 UNION ALL SELECT %d, * FROM (%s)",
                   edge_sql[i].relation, edge_sql[i].select);
    /* The limit keeps the list in one piece, to be sorted as a whole. */
    buf_str(&sql,
            " LIMIT -1) AS l CROSS JOIN \"record\" AS a ON a.\"id\" = l.f CROSS JOIN \"record\" "
            "AS b ON b.\"id\" = l.t ORDER BY 1, 2, 3, 4");
    ok = derive_run(db, buf_cstr(&sql), e);
    buf_finish(&sql);
    return ok && derive_run(db, EDGE_TO, e);
}

bool derive_edges(sqlite3 *db, struct report *rep, struct err *e)
{
    uint32_t n_records = 0;

    report_stage(rep, STAGE_LINKING, NULL);
    if (!fill_edges(db, e) || !count_records(db, &n_records, e) || !pack_index(db, n_records, e))
        return false;
    report_stage(rep, STAGE_TEXT, NULL);
    if (!derive_text(db, rep, e))
        return false;
    report_stage(rep, STAGE_WORDS, NULL);
    return derive_words(db, n_records, rep, e);
}
