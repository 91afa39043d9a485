/* The words that records can be filtered and counted by: one row for each field and word, and who
 * bears it, packed. */
#include "nichiei/text/edtf.h"

#include "derive.h"

#include <stdio.h>

/* Queries that yield (record id, word). A record may bear several words of a field. */
static const struct {
    const char *field, *select;
} word_sql[] = {
    {"kind", "SELECT \"id\", substr(\"id\", 1, instr(\"id\", ':') - 1) FROM \"record\""},
    {"category", "SELECT \"id\", \"category\" FROM \"actors\""},
    {"category", "SELECT \"activity\", \"category\" FROM \"activity_actors\" JOIN \"actors\" ON "
                 "\"actors\".\"id\" = \"actor\""},
    {"category", "SELECT \"event\", \"category\" FROM \"event_actors\" JOIN \"actors\" ON "
                 "\"actors\".\"id\" = \"actor\""},
    {"country", "SELECT \"id\", \"country\" FROM \"actors\""},
    {"country", "SELECT \"activity\", \"country\" FROM \"activity_actors\" JOIN \"actors\" ON "
                "\"actors\".\"id\" = \"actor\""},
    {"country", "SELECT \"event\", \"country\" FROM \"event_actors\" JOIN \"actors\" ON "
                "\"actors\".\"id\" = \"actor\""},
    {"country", "SELECT \"id\", \"owner\" FROM \"pillars\""},
    {"precision", "SELECT \"id\", edtf_precision(\"date\") FROM \"activities\""},
    {"precision", "SELECT \"id\", edtf_precision(\"date\") FROM \"events\""},
    {"source", "SELECT \"record\", \"source\" FROM \"citations\" WHERE \"source\" IS NOT NULL"},
    {"source", "SELECT \"record\", \"document\" FROM \"citations\" JOIN \"references\" ON "
               "\"references\".\"id\" = \"reference\""},
    {"source", "SELECT \"id\", \"document\" FROM \"references\""},
    {"source", "SELECT \"reference\", \"source\" FROM \"reference_sources\""},
    {"reading", "SELECT \"id\", \"reading\" FROM \"activities\""},
    {"certainty", "SELECT \"id\", \"certainty\" FROM \"activities\""},
    {"certainty", "SELECT \"id\", \"certainty\" FROM \"events\""},
    {"certainty", "SELECT \"id\", \"certainty\" FROM \"milestones\""},
    {"certainty", "SELECT \"id\", \"certainty\" FROM \"figures\""},
    {"certainty", "SELECT \"id\", \"certainty\" FROM \"links\""},
    {"reliability", "SELECT \"id\", \"reliability\" FROM \"sources\""},
    {"reliability", "SELECT \"record\", \"reliability\" FROM \"citations\" JOIN \"sources\" ON "
                    "\"sources\".\"id\" = \"source\""},
    {"reliability", "SELECT \"record\", \"reliability\" FROM \"citations\" JOIN "
                    "\"reference_sources\" USING (\"reference\") JOIN \"sources\" ON "
                    "\"sources\".\"id\" = \"reference_sources\".\"source\""},
    {"bearing", "SELECT \"record\", \"direction\" FROM \"bearings\""},
    {"bearing", "SELECT \"record\", \"extent\" FROM \"bearings\""},
    {"bearing", "SELECT \"record\", \"nature\" FROM \"bearings\""},
    {"bearing", "SELECT \"recommendation\", \"direction\" FROM \"bearings\""},
    {"bearing", "SELECT \"recommendation\", \"extent\" FROM \"bearings\""},
    {"bearing", "SELECT \"recommendation\", \"nature\" FROM \"bearings\""},
    {"is", "SELECT \"id\", 'undated' FROM \"activities\" WHERE \"date\" IS NULL"},
    {"is", "SELECT \"id\", 'undated' FROM \"events\" WHERE \"date\" IS NULL"},
    {"is", "SELECT \"id\", \"official\" FROM \"activities\""},
    {"is", "SELECT \"id\", 'table' FROM \"activities\""},
    {"is", "SELECT \"id\", \"phase\" FROM \"events\""},
    {"is", "SELECT \"id\", \"status\" FROM \"events\""},
    {"is", "SELECT \"id\", \"nature\" FROM \"events\""},
    {"is", "SELECT \"id\", \"status\" FROM \"milestones\""},
    {"is", "SELECT \"id\", \"form\" FROM \"sources\""},
    {"is", "SELECT \"id\", \"form\" FROM \"references\""},
    {"is", "SELECT \"id\", \"form\" FROM \"items\""},
    {"is", "SELECT \"id\", \"form\" FROM \"terms\""},
    {"is", "SELECT \"id\", \"form\" FROM \"findings\""},
    {"is", "SELECT \"id\", \"form\" FROM \"pillars\""},
    {"is", "SELECT \"id\", \"relation\" FROM \"links\""},
    {"is", "SELECT \"id\", 'gap' FROM \"links\" WHERE \"to\" IS NULL"},
    {"is", "SELECT \"id\", \"result\" FROM \"searches\""},
    {"has", "SELECT \"id\", 'date' FROM \"activities\" WHERE \"date\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'date' FROM \"events\" WHERE \"date\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'partners' FROM \"activities\" WHERE \"partners\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'note' FROM \"activities\" WHERE \"note_ja\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'note' FROM \"events\" WHERE \"note_ja\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'parent' FROM \"actors\" WHERE \"parent\" IS NOT NULL"},
    {"has", "SELECT \"id\", 'url' FROM \"sources\" WHERE \"url\" IS NOT NULL"},
    {"has", "SELECT \"record\", 'alias' FROM \"aliases\""},
    {"has", "SELECT \"record\", 'bearing' FROM \"bearings\""},
    {"has", "SELECT \"recommendation\", 'bearing' FROM \"bearings\""},
    {"has", "SELECT \"recommendation\", 'milestone' FROM \"milestones\""},
    {"has", "SELECT \"from\", \"relation\" FROM \"links\""},
    {"has", "SELECT \"to\", \"relation\" FROM \"links\""},
};

/* Collects the pairs of all queries in a temporary table, once each. */
static bool collect(sqlite3 *db, struct err *e)
{
    bool ok = derive_run(db,
                         "CREATE TEMP TABLE \"borne\" (\"n\" INTEGER, \"field\" TEXT, "
                         "\"word\" TEXT, PRIMARY KEY (\"n\", \"field\", \"word\")) WITHOUT ROWID",
                         e);

    for (size_t i = 0; ok && i < sizeof word_sql / sizeof word_sql[0]; i++) {
        char sql[1024];

        snprintf(sql, sizeof sql,
                 "INSERT OR IGNORE INTO \"borne\" SELECT r.\"n\", '%s', w FROM "
                 "(SELECT NULL AS i, NULL AS w WHERE 0 UNION ALL %s) JOIN \"record\" AS r "
                 "ON r.\"id\" = i WHERE w IS NOT NULL",
                 word_sql[i].field, word_sql[i].select);
        ok = derive_run(db, sql, e);
    }
    return ok;
}

/* The years that a date touches, when both its ends are known: at most fifty of them. */
static bool collect_years(sqlite3 *db, struct err *e)
{
    char sql[512];

    snprintf(sql, sizeof sql,
             "INSERT INTO \"borne\" WITH RECURSIVE y(n, year, last) AS (SELECT \"n\", "
             "year_of_day(\"first_day\"), min(year_of_day(\"last_day\"), "
             "year_of_day(\"first_day\") + 49) FROM \"record\" WHERE \"first_day\" > %d AND "
             "\"last_day\" < %d UNION ALL SELECT n, year + 1, last FROM y WHERE year < last) "
             "SELECT n, 'year', printf('%%04d', year) FROM y",
             EDTF_DAY_MIN, EDTF_DAY_MAX);
    return derive_run(db, sql, e);
}

bool derive_words(sqlite3 *db, uint32_t n_records, struct err *e)
{
    const struct packing borne = {
        "SELECT \"n\", \"v\" FROM \"borne\" JOIN \"word\" USING (\"field\", \"word\") "
        "ORDER BY \"n\", \"v\"",
        "word_at",
        {{"word_v", 4}},
        n_records};

    return collect(db, e) && collect_years(db, e) &&
           derive_run(db,
                      "INSERT INTO \"word\" (\"field\", \"word\") SELECT DISTINCT \"field\", "
                      "\"word\" FROM \"borne\" ORDER BY 1, 2",
                      e) &&
           derive_pack(db, &borne, e) && derive_run(db, "DROP TABLE temp.\"borne\"", e);
}
