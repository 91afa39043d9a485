/* What a careful reviewer would ask about a dossier whose keys hold: warnings, not errors. */
#include "check.h"

#include <stdio.h>
#include <string.h>

/*
 * Each question is a query that yields (row, value) of the rows it is about. %s is the resource.
 */
struct question {
    const char *field, *sql, *what, *mend;
};

/* A name with kanji cannot be read aloud, sorted or typed without its reading. */
static const struct question reading = {
    "reading_kana",
    "SELECT \"row\", \"name_ja\" FROM \"%s\" WHERE \"reading_kana\" IS NULL AND "
    "\"name_ja\" GLOB '*[\u4E00-\u9FFF]*' ORDER BY \"row\"",
    "no reading for", "write its reading in hiragana"};

/* The same name but for width, case, blanks and middle dots: two records of one thing? */
static const struct question twin = {
    "name_ja",
    "SELECT max(\"row\"), \"name_ja\" FROM \"%s\" GROUP BY "
    "replace(replace(fold(\"name_ja\"), ' ', ''), '\u30FB', '') HAVING count(*) > 1 ORDER BY 1",
    "another record is named nearly", "merge the two, or tell them apart in the name"};

static const struct question twin_english = {
    "name_en",
    "SELECT max(\"row\"), \"name_en\" FROM \"%s\" GROUP BY "
    "replace(replace(fold(\"name_en\"), ' ', ''), '-', '') HAVING count(*) > 1 ORDER BY 1",
    "another record is named nearly", "merge the two, or tell them apart in the name"};

/* What is linked is gathered once into a set; a set with an empty member would hold nothing. */
static const struct question unused_source = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"id\" NOT IN ("
    "SELECT \"source\" FROM \"reference_sources\" UNION ALL "
    "SELECT \"document\" FROM \"references\" UNION ALL "
    "SELECT \"strategy\" FROM \"pillars\" WHERE \"strategy\" IS NOT NULL UNION ALL "
    "SELECT \"source\" FROM \"citations\" WHERE \"source\" <> \"record\") ORDER BY \"row\"",
    "nothing stands on", "cite it, or remove it"};

static const struct question lonely_actor = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"parent\" IS NULL AND \"summary_ja\" IS NULL AND "
    "\"id\" NOT IN (SELECT \"actor\" FROM \"activity_actors\" UNION ALL "
    "SELECT \"actor\" FROM \"event_actors\" UNION ALL "
    "SELECT \"actor\" FROM \"recommendation_actors\" UNION ALL "
    "SELECT \"from\" FROM \"links\" UNION ALL "
    "SELECT \"to\" FROM \"links\" WHERE \"to\" IS NOT NULL UNION ALL "
    "SELECT \"parent\" FROM \"actors\" WHERE \"parent\" IS NOT NULL UNION ALL "
    "SELECT \"subject\" FROM \"figures\" WHERE \"subject\" IS NOT NULL) ORDER BY \"row\"",
    "nothing leads to, and nothing is said of", "link it, or say what it is"};

static const struct question empty_link = {
    "to",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"to\" IS NULL AND "
    "coalesce(\"extent\", '') <> 'none' ORDER BY \"row\"",
    "leads nowhere:", "fill in `to`, or mark the gap with the extent `none`"};

static const struct question matterless = {
    "matter",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"relation\" = 'counterpart' AND \"matter\" IS NULL "
    "ORDER BY \"row\"",
    "no matter of", "say in which field they meet; `other` if none fits"};

static const struct question itemless = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"id\" NOT IN (SELECT \"recommendation\" FROM "
    "\"items\") ORDER BY \"row\"",
    "no item for", "write down each ask that can be tracked"};

static const struct question unaddressed = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"id\" NOT IN (SELECT \"recommendation\" FROM "
    "\"recommendation_actors\" WHERE \"role\" = 'addressed') ORDER BY \"row\"",
    "nobody is addressed by", "name who is asked to act"};

static const struct question actorless = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"id\" NOT IN (SELECT \"activity\" FROM "
    "\"activity_actors\") ORDER BY \"row\"",
    "no actor in", "say who took part"};

static const struct question sourceless = {
    "id",
    "SELECT \"row\", \"id\" FROM \"%s\" WHERE \"form\" <> 'explanation' AND \"id\" NOT IN "
    "(SELECT \"reference\" FROM \"reference_sources\") ORDER BY \"row\"",
    "no source in", "name what the note cites, or mark it as an explanation"};

/* Which questions a resource is asked. */
static const struct {
    const char *resource;
    const struct question *question;
} review[] = {
    {"actors", &reading},
    {"themes", &reading},
    {"types", &reading},
    {"terms", &reading},
    {"actors", &twin},
    {"activities", &twin},
    {"events", &twin},
    {"themes", &twin},
    {"types", &twin},
    {"terms", &twin},
    {"recommendations", &twin},
    {"actors", &twin_english},
    {"events", &twin_english},
    {"activities", &twin_english},
    {"sources", &unused_source},
    {"actors", &lonely_actor},
    {"links", &empty_link},
    {"links", &matterless},
    {"recommendations", &itemless},
    {"recommendations", &unaddressed},
    {"activities", &actorless},
    {"references", &sourceless},
};

bool check_review(sqlite3 *db, const struct row_lines *lines, struct report *rep, struct err *e)
{
    for (size_t i = 0; i < sizeof review / sizeof review[0]; i++) {
        const struct resource *r = schema_resource(review[i].resource);
        const struct question *q = review[i].question;
        const struct verdict v = {SEVERITY_WARNING, q->field, q->what, q->mend};
        struct buf sql = {0};
        bool ok;

        for (const char *at = q->sql; *at; at++)
            if (at[0] == '%' && at[1] == 's') {
                buf_str(&sql, r->name);
                at++;
            } else {
                buf_char(&sql, *at);
            }
        ok = check_tell(db, &lines[r - schema_resources], r, &v, buf_cstr(&sql), rep, e);
        buf_finish(&sql);
        if (!ok)
            return false;
    }
    return true;
}
