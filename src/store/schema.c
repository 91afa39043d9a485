/* The resources and fields of the dossier. */
#include "nichiei/store/schema.h"

#include <string.h>

#define ID(kind)                                                                                   \
    {                                                                                              \
        "id", FIELD_ID, true, kind                                                                 \
    }
#define NAMES                                                                                      \
    {"name_ja", FIELD_TEXT, true, NULL},                                                           \
    {                                                                                              \
        "name_en", FIELD_TEXT, true, NULL                                                          \
    }
#define PAIR(x)                                                                                    \
    {x "_ja", FIELD_TEXT, false, NULL},                                                            \
    {                                                                                              \
        x "_en", FIELD_TEXT, false, NULL                                                           \
    }
#define PAIR_REQUIRED(x)                                                                           \
    {x "_ja", FIELD_TEXT, true, NULL},                                                             \
    {                                                                                              \
        x "_en", FIELD_TEXT, true, NULL                                                            \
    }
#define CHECKED                                                                                    \
    PAIR("note"),                                                                                  \
    {                                                                                              \
        "checked", FIELD_DAY, true, NULL                                                           \
    }
#define WORD(name, words)                                                                          \
    {                                                                                              \
        name, FIELD_WORD, true, words                                                              \
    }
#define WORD_OPTIONAL(name, words)                                                                 \
    {                                                                                              \
        name, FIELD_WORD, false, words                                                             \
    }
#define REF(name, resource)                                                                        \
    {                                                                                              \
        name, FIELD_REF, true, resource                                                            \
    }
#define REF_OPTIONAL(name, resource)                                                               \
    {                                                                                              \
        name, FIELD_REF, false, resource                                                           \
    }
#define CERTAINTY                                                                                  \
    {                                                                                              \
        "certainty", FIELD_WORD, true, "1 2 3 4 5 6"                                               \
    }
#define POSITION                                                                                   \
    {                                                                                              \
        "position", FIELD_INT, true, NULL                                                          \
    }
#define READING_KANA                                                                               \
    {                                                                                              \
        "reading_kana", FIELD_KANA, false, NULL                                                    \
    }

#define ROLES                                                                                      \
    "participant lead host organiser visitor signatory supporter certifier certified funder "      \
    "provider recipient speaker author subject observer target attacker named"
#define RHYTHMS "once ongoing annual twice-yearly every-2-3-years regular"
#define NATURES "joint unilateral multilateral"
#define MATTERS                                                                                    \
    "policy diplomacy attribution operations defence police standards infrastructure industry "    \
    "skills capacity-building other"

static const struct field sources[] = {
    ID("source"),
    WORD("form",
         "document webpage press-release statement strategy law treaty report article paper "
         "book speech dataset interview roundtable explanation"),
    NAMES,
    {"author", FIELD_TEXT, false, NULL},
    {"title", FIELD_TEXT, false, NULL},
    {"container", FIELD_TEXT, false, NULL},
    {"publisher", FIELD_TEXT, false, NULL},
    {"date", FIELD_DATE, false, NULL},
    PAIR("place"),
    {"url", FIELD_URL, false, NULL},
    {"accessed", FIELD_DATE, false, NULL},
    {"language", FIELD_CODE, false, NULL},
    WORD("reliability", "A B C D E F"),
    CHECKED,
};

static const struct field references[] = {
    ID("ref"),
    REF("document", "sources"),
    {"number", FIELD_INT, true, NULL},
    WORD("form", "document interview mixed explanation ibid short"),
    NAMES,
    CHECKED,
};

static const struct field reference_sources[] = {
    REF("reference", "references"),
    POSITION,
    REF("source", "sources"),
    WORD("relation", "cites ibid short see"),
    {"locator", FIELD_LOCATOR, false, NULL},
};

static const struct field actors[] = {
    ID("actor"),
    NAMES,
    {"abbreviation", FIELD_TEXT, false, NULL},
    READING_KANA,
    {"country", FIELD_CODE, true, NULL},
    WORD("category",
         "ministry agency centre military police intelligence council office legislature "
         "local-government company association cluster non-profit think-tank university "
         "research-institute media international-organisation programme exercise forum "
         "threat-group project group party embassy"),
    REF_OPTIONAL("parent", "actors"),
    {"founded", FIELD_DATE, false, NULL},
    {"dissolved", FIELD_DATE, false, NULL},
    PAIR("summary"),
    CHECKED,
};

static const struct field aliases[] = {
    {"record", FIELD_ANY, true, NULL},
    {"alias", FIELD_TEXT, true, NULL},
    WORD("language", "ja en"),
    WORD("form", "abbreviation variant former misprint translation homonym"),
    PAIR("note"),
};

static const struct field themes[] = {
    ID("theme"),
    NAMES,
    READING_KANA,
    WORD("origin", "partnership paper"),
    POSITION,
    PAIR("priority"),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field types[] = {
    ID("type"),
    NAMES,
    READING_KANA,
    POSITION,
    WORD("opportunity", "yes no"),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field activities[] = {
    ID("activity"),
    {"number", FIELD_INT, true, NULL},
    NAMES,
    REF("theme", "themes"),
    REF("type", "types"),
    {"date", FIELD_DATE, false, NULL},
    {"partners", FIELD_CODE, false, NULL},
    {"partner_countries", FIELD_CODE, false, NULL},
    WORD("open_list", "yes no"),
    WORD("official", "unconfirmed document"),
    WORD("monitoring", "not-published published partly"),
    WORD("resources", "not-published published partly"),
    PAIR_REQUIRED("summary"),
    {"printed", FIELD_TEXT, false, NULL},
    {"adopted", FIELD_TEXT, false, NULL},
    WORD("reading", "certain high medium low"),
    PAIR("reading_note"),
    CERTAINTY,
    CHECKED,
};

static const struct field activity_actors[] = {
    REF("activity", "activities"),
    REF("actor", "actors"),
    WORD("role", ROLES),
    POSITION,
};

static const struct field events[] = {
    ID("event"),
    {"date", FIELD_DATE, false, NULL},
    NAMES,
    WORD("phase", "essay paper background after"),
    WORD("status", "happened planned cancelled unknown"),
    WORD("nature", NATURES),
    REF_OPTIONAL("theme", "themes"),
    REF_OPTIONAL("activity", "activities"),
    PAIR("place"),
    PAIR_REQUIRED("summary"),
    CERTAINTY,
    CHECKED,
};

static const struct field event_actors[] = {
    REF("event", "events"),
    REF("actor", "actors"),
    WORD("role", ROLES),
    POSITION,
};

static const struct field recommendations[] = {
    ID("rec"),
    {"number", FIELD_CODE, true, NULL},
    NAMES,
    REF("theme", "themes"),
    WORD_OPTIONAL("rhythm", RHYTHMS),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field items[] = {
    ID("item"),
    REF("recommendation", "recommendations"),
    {"number", FIELD_CODE, true, NULL},
    NAMES,
    WORD("form", "body rhythm deliverable action"),
    WORD_OPTIONAL("rhythm", RHYTHMS),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field recommendation_actors[] = {
    REF("recommendation", "recommendations"),
    REF_OPTIONAL("item", "items"),
    REF("actor", "actors"),
    WORD("role", "addressed named"),
    POSITION,
    PAIR("note"),
};

static const struct field milestones[] = {
    ID("milestone"),
    NAMES,
    REF_OPTIONAL("recommendation", "recommendations"),
    REF_OPTIONAL("item", "items"),
    REF_OPTIONAL("event", "events"),
    {"due", FIELD_DATE, false, NULL},
    WORD("status", "planned met missed moved unknown"),
    WORD("publicity", "public partly closed unknown"),
    PAIR_REQUIRED("summary"),
    CERTAINTY,
    CHECKED,
};

static const struct field bearings[] = {
    {"record", FIELD_ANY, true, NULL},
    REF("recommendation", "recommendations"),
    REF_OPTIONAL("item", "items"),
    WORD("direction", "supports obstacle"),
    WORD("extent", "full part"),
    WORD("nature", NATURES),
    WORD("basis", "stated inferred"),
    CERTAINTY,
    PAIR("note"),
};

static const struct field terms[] = {
    ID("term"),
    NAMES,
    {"abbreviation", FIELD_TEXT, false, NULL},
    READING_KANA,
    WORD("form", "concept false-friend wording"),
    PAIR("meaning_jp"),
    PAIR("meaning_gb"),
    PAIR("pitfall"),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field figures[] = {
    ID("figure"),
    NAMES,
    {"value", FIELD_NUMBER, true, NULL},
    WORD("qualifier", "exact about over under"),
    PAIR("unit"),
    {"date", FIELD_DATE, false, NULL},
    {"subject", FIELD_ANY, false, NULL},
    CERTAINTY,
    CHECKED,
};

static const struct field findings[] = {
    ID("finding"),
    WORD("form", "finding consideration driver obstacle caveat need question overlap limit "
                 "opportunity"),
    NAMES,
    REF_OPTIONAL("theme", "themes"),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field pillars[] = {
    ID("pillar"),
    WORD("form", "strategy accord partnership"),
    {"owner", FIELD_CODE, true, NULL},
    REF_OPTIONAL("strategy", "sources"),
    {"number", FIELD_INT, true, NULL},
    NAMES,
    PAIR("summary"),
    CHECKED,
};

static const struct field links[] = {
    ID("link"),
    {"from", FIELD_ANY, true, NULL},
    WORD("relation",
         "counterpart predecessor member-of part-of aligned-with distinct-from related"),
    {"to", FIELD_ANY, false, NULL},
    WORD_OPTIONAL("matter", MATTERS),
    NAMES,
    PAIR("role_from"),
    PAIR("role_to"),
    WORD("direction", "both forward"),
    WORD_OPTIONAL("extent", "full part silent none"),
    {"since", FIELD_DATE, false, NULL},
    {"until", FIELD_DATE, false, NULL},
    PAIR("limits"),
    WORD("basis", "stated inferred"),
    CERTAINTY,
    CHECKED,
};

static const struct field citations[] = {
    {"record", FIELD_ANY, true, NULL},
    REF_OPTIONAL("source", "sources"),
    REF_OPTIONAL("reference", "references"),
    {"locator", FIELD_LOCATOR, true, NULL},
    PAIR("note"),
};

static const struct field searches[] = {
    ID("search"),
    NAMES,
    {"date", FIELD_DATE, true, NULL},
    PAIR("where"),
    {"query", FIELD_TEXT, false, NULL},
    WORD("result", "none partly found"),
    {"record", FIELD_ANY, false, NULL},
    REF_OPTIONAL("theme", "themes"),
    REF_OPTIONAL("type", "types"),
    PAIR_REQUIRED("summary"),
    CHECKED,
};

static const struct field retired[] = {
    {"id", FIELD_CODE, true, NULL},
    {"retired_on", FIELD_DAY, true, NULL},
    {"replaced_by", FIELD_ANY, false, NULL},
    PAIR_REQUIRED("why"),
};

#define RESOURCE(name, kind, unique)                                                               \
    {                                                                                              \
#name, kind, unique, name, sizeof name / sizeof name[0]                                    \
    }

const struct resource schema_resources[] = {
    RESOURCE(sources, KIND_SOURCE, NULL),
    RESOURCE(references, KIND_REFERENCE, NULL),
    RESOURCE(reference_sources, KIND_NONE, "\"reference\", \"position\""),
    RESOURCE(actors, KIND_ACTOR, NULL),
    RESOURCE(aliases, KIND_NONE, "\"record\", \"alias\", \"form\""),
    RESOURCE(themes, KIND_THEME, NULL),
    RESOURCE(types, KIND_TYPE, NULL),
    RESOURCE(activities, KIND_ACTIVITY, NULL),
    RESOURCE(activity_actors, KIND_NONE, "\"activity\", \"actor\", \"role\""),
    RESOURCE(events, KIND_EVENT, NULL),
    RESOURCE(event_actors, KIND_NONE, "\"event\", \"actor\", \"role\""),
    RESOURCE(recommendations, KIND_RECOMMENDATION, NULL),
    RESOURCE(items, KIND_ITEM, NULL),
    RESOURCE(recommendation_actors, KIND_NONE, "\"recommendation\", \"item\", \"actor\", \"role\""),
    RESOURCE(milestones, KIND_MILESTONE, NULL),
    RESOURCE(bearings, KIND_NONE, "\"record\", \"recommendation\", \"item\", \"direction\""),
    RESOURCE(terms, KIND_TERM, NULL),
    RESOURCE(figures, KIND_FIGURE, NULL),
    RESOURCE(findings, KIND_FINDING, NULL),
    RESOURCE(pillars, KIND_PILLAR, NULL),
    RESOURCE(links, KIND_LINK, NULL),
    RESOURCE(citations, KIND_NONE, "\"record\", \"source\", \"reference\", \"locator\""),
    RESOURCE(searches, KIND_SEARCH, NULL),
    RESOURCE(retired, KIND_NONE, "\"id\""),
};
const int schema_n_resources = sizeof schema_resources / sizeof schema_resources[0];

static const char *const prefixes[KIND_COUNT] = {
    [KIND_ACTIVITY] = "activity", [KIND_EVENT] = "event",         [KIND_ACTOR] = "actor",
    [KIND_THEME] = "theme",       [KIND_TYPE] = "type",           [KIND_RECOMMENDATION] = "rec",
    [KIND_ITEM] = "item",         [KIND_MILESTONE] = "milestone", [KIND_TERM] = "term",
    [KIND_SOURCE] = "source",     [KIND_REFERENCE] = "ref",       [KIND_FIGURE] = "figure",
    [KIND_FINDING] = "finding",   [KIND_PILLAR] = "pillar",       [KIND_LINK] = "link",
    [KIND_SEARCH] = "search",
};

const struct resource *schema_resource(const char *name)
{
    for (int i = 0; i < schema_n_resources; i++)
        if (strcmp(schema_resources[i].name, name) == 0)
            return &schema_resources[i];
    return NULL;
}

const struct resource *schema_of_kind(enum kind kind)
{
    for (int i = 0; i < schema_n_resources; i++)
        if (schema_resources[i].kind == kind)
            return &schema_resources[i];
    return NULL;
}

const char *kind_prefix(enum kind kind)
{
    return prefixes[kind];
}

enum kind kind_of_id(const char *id)
{
    const char *colon = strchr(id, ':');

    if (colon)
        for (int k = 0; k < KIND_COUNT; k++)
            if (strlen(prefixes[k]) == (size_t)(colon - id) &&
                memcmp(prefixes[k], id, (size_t)(colon - id)) == 0)
                return (enum kind)k;
    return KIND_NONE;
}

int schema_field(const struct resource *r, const char *name)
{
    for (int i = 0; i < r->n_fields; i++)
        if (strcmp(r->fields[i].name, name) == 0)
            return i;
    return -1;
}

bool schema_has_word(const char *words, const char *word, size_t n_bytes)
{
    for (const char *at = words; *at;) {
        size_t word_bytes = strcspn(at, " ");

        if (word_bytes == n_bytes && memcmp(at, word, n_bytes) == 0)
            return true;
        at += word_bytes + (at[word_bytes] == ' ');
    }
    return false;
}

void schema_create_sql(const struct resource *r, struct buf *out)
{
    buf_printf(out, "CREATE TABLE \"%s\" (\"row\" INTEGER PRIMARY KEY", r->name);
    for (int i = 0; i < r->n_fields; i++) {
        const struct field *f = &r->fields[i];

        buf_printf(out, ", \"%s\" %s", f->name, f->type == FIELD_INT ? "INTEGER" : "TEXT");
        if (f->required)
            buf_str(out, " NOT NULL");
        if (f->type == FIELD_ID)
            buf_str(out, " UNIQUE");
        if (f->type == FIELD_REF)
            buf_printf(out, " REFERENCES \"%s\"(\"id\") DEFERRABLE INITIALLY DEFERRED", f->arg);
        if (f->type == FIELD_ANY)
            buf_str(out, " REFERENCES \"record\"(\"id\") DEFERRABLE INITIALLY DEFERRED");
    }
    buf_str(out, ") STRICT");
}
