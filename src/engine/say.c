/* The messages, and how two languages are put together. */
#include "nichiei/engine/say.h"

#include "nichiei/base/buf.h"

#include <string.h>

static const char *const messages[SAY_COUNT][LANG_COUNT] = {
#define X(id, ja, en) {ja, en},
    MESSAGES(X)
#undef X
};

struct text say_in(enum message m, enum lang lang)
{
    return text_lit(messages[m][lang]);
}

struct text say_pair(struct arena *a, struct text ja, struct text en, enum display d)
{
    struct buf both = {0};
    struct text joined;

    if (d == DISPLAY_JA || text_is_empty(en))
        return text_is_empty(ja) ? en : ja;
    if (d == DISPLAY_EN || text_is_empty(ja))
        return en;
    if (ja.n_bytes == en.n_bytes && memcmp(ja.p, en.p, ja.n_bytes) == 0)
        return ja;
    buf_add(&both, ja.p, ja.n_bytes);
    buf_char(&both, ' ');
    buf_add(&both, en.p, en.n_bytes);
    joined = text_safe(a, buf_cstr(&both), both.n_bytes);
    buf_finish(&both);
    return joined;
}

struct text say(struct arena *a, enum message m, enum display d)
{
    return say_pair(a, say_in(m, LANG_JA), say_in(m, LANG_EN), d);
}

struct text say_fill(struct arena *a, struct text t, const char *name, struct text value)
{
    size_t name_bytes = strlen(name);
    struct buf out = {0};
    struct text filled;

    for (size_t i = 0; i < t.n_bytes; i++) {
        if (t.p[i] == '{' && t.n_bytes - i >= name_bytes + 2 && t.p[i + name_bytes + 1] == '}' &&
            memcmp(t.p + i + 1, name, name_bytes) == 0) {
            buf_add(&out, value.p, value.n_bytes);
            i += name_bytes + 1;
        } else {
            buf_char(&out, t.p[i]);
        }
    }
    filled = text_safe(a, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    return filled;
}

static const char *const kind_names[KIND_COUNT][LANG_COUNT] = {
    [KIND_ACTIVITY] = {"活動", "activities"}, [KIND_EVENT] = {"出来事", "events"},
    [KIND_ACTOR] = {"主体", "actors"},        [KIND_THEME] = {"テーマ", "themes"},
    [KIND_TYPE] = {"種類", "types"},          [KIND_RECOMMENDATION] = {"提言", "recommendations"},
    [KIND_ITEM] = {"提言の項目", "items"},    [KIND_MILESTONE] = {"節目", "milestones"},
    [KIND_TERM] = {"用語", "terms"},          [KIND_SOURCE] = {"資料", "sources"},
    [KIND_REFERENCE] = {"注", "references"},  [KIND_FIGURE] = {"数値", "figures"},
    [KIND_FINDING] = {"所見", "findings"},    [KIND_PILLAR] = {"柱", "pillars"},
    [KIND_LINK] = {"関係", "links"},          [KIND_SEARCH] = {"探索", "searches"},
};

struct text say_kind(struct arena *a, enum kind kind, enum display d)
{
    return say_pair(a, text_lit(kind_names[kind][LANG_JA]), text_lit(kind_names[kind][LANG_EN]), d);
}

/* Headings of related records; where none is given, the kind's own name will do. */
static const struct {
    enum relation relation;
    bool into;
    const char *name[LANG_COUNT];
    enum kind kind; /* only for this kind at the other end, if `by_kind` */
    bool by_kind;
} headings[] = {
    {REL_ACTOR, false, {"主体", "actors"}, KIND_NONE, false},
    {REL_BEARS, false, {"関わる提言", "bears on"}, KIND_NONE, false},
    {REL_BEARS, true, {"関わる活動", "activities that bear on it"}, KIND_ACTIVITY, true},
    {REL_BEARS, true, {"関わる出来事", "events that bear on it"}, KIND_EVENT, true},
    {REL_ADDRESSED, false, {"名宛て", "addressed to"}, KIND_NONE, false},
    {REL_ADDRESSED,
     true,
     {"名宛てとする提言", "recommendations addressed to it"},
     KIND_NONE,
     false},
    {REL_NAMED, false, {"言及", "also named"}, KIND_NONE, false},
    {REL_NAMED, true, {"言及する提言", "recommendations that name it"}, KIND_NONE, false},
    {REL_PARENT, true, {"下部の主体", "part of it"}, KIND_NONE, false},
    {REL_DATES, true, {"時期を示す出来事", "dated by"}, KIND_NONE, false},
    {REL_FROM, true, {"関係（一方として）", "links from it"}, KIND_NONE, false},
    {REL_TO, true, {"関係（他方として）", "links to it"}, KIND_NONE, false},
    {REL_SOURCE, false, {"注が挙げる資料", "sources in the note"}, KIND_NONE, false},
    {REL_SOURCE, true, {"挙げる注", "noted in"}, KIND_NONE, false},
    {REL_DOCUMENT, true, {"注", "notes"}, KIND_NONE, false},
    {REL_PARENT, false, {"上部の主体", "belongs to"}, KIND_NONE, false},
    {REL_DATES, false, {"時期を示す活動", "dates"}, KIND_NONE, false},
    {REL_FROM, false, {"一方", "from"}, KIND_NONE, false},
    {REL_TO, false, {"他方", "to"}, KIND_NONE, false},
    {REL_ITEM, true, {"提言", "item of"}, KIND_NONE, false},
    {REL_MILESTONE, true, {"提言", "milestone of"}, KIND_NONE, false},
    {REL_DOCUMENT, false, {"文書", "note of"}, KIND_NONE, false},
    {REL_STRATEGY, false, {"戦略", "strategy"}, KIND_NONE, false},
    {REL_ABOUT, false, {"対象", "about"}, KIND_NONE, false},
    {REL_CITES, false, {"典拠", "evidence"}, KIND_NONE, false},
    {REL_STRATEGY, true, {"柱", "pillars"}, KIND_NONE, false},
    {REL_ABOUT, true, {"探索の記録", "searched for"}, KIND_SEARCH, true},
};

struct text say_relation(struct arena *a, enum relation relation, bool into, enum kind other,
                         enum display d)
{
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (headings[i].relation == relation && headings[i].into == into &&
            (!headings[i].by_kind || headings[i].kind == other))
            return say_pair(a, text_lit(headings[i].name[LANG_JA]),
                            text_lit(headings[i].name[LANG_EN]), d);
    if (relation == REL_CITES && into) { /* what stands on a source, kind by kind */
        struct text ja = say_kind(a, other, DISPLAY_JA), en = say_kind(a, other, DISPLAY_EN);

        return say_pair(a, say_pair(a, ja, text_lit("の典拠"), DISPLAY_BOTH),
                        say_pair(a, text_lit("evidence for"), en, DISPLAY_BOTH), d);
    }
    return say_kind(a, other, d);
}

/* Keys of a locator; %s takes the value. An empty English form is the Japanese one. */
static const struct {
    const char *key;
    const char *before[LANG_COUNT], *after[LANG_COUNT];
} places[] = {
    {"par", {"第", "para "}, {"段", ""}}, {"tab", {"表", "table "}, {"", ""}},
    {"row", {"", ""}, {"", ""}},          {"note", {"注", "note "}, {"", ""}},
    {"page", {"", "p. "}, {"頁", ""}},    {"abbr", {"", ""}, {"", ""}},
    {"art", {"第", "art. "}, {"条", ""}}, {"item", {"項", "item "}, {"", ""}},
    {"list", {"", ""}, {"", ""}},         {"entry", {"", ""}, {"", ""}},
};

/* Parts of the paper that have a name instead of a number. */
static const struct {
    const char *key, *name[LANG_COUNT];
} sections[] = {
    {"front", {"前付", "front matter"}},     {"contents", {"目次", "contents"}},
    {"abbr", {"略語", "abbreviations"}},     {"exec", {"要旨", "summary"}},
    {"intro", {"はじめに", "introduction"}}, {"method", {"方法論", "method"}},
    {"limits", {"制限事項", "limits"}},      {"5", {"結論", "conclusion"}},
    {"authors", {"著者", "authors"}},
};

/* "§2.4", or a named part of the paper. */
static void section_in(const char *value, size_t n_bytes, enum lang lang, struct buf *out)
{
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (strlen(sections[i].key) == n_bytes && memcmp(sections[i].key, value, n_bytes) == 0) {
            buf_str(out, sections[i].name[lang]);
            return;
        }
    buf_str(out, "§");
    buf_add(out, value, n_bytes);
}

/* One pair of a locator, such as par=2. */
static void place_in(const char *key, size_t key_bytes, const char *value, size_t value_bytes,
                     enum lang lang, struct buf *out)
{
    if (key_bytes == 3 && memcmp(key, "sec", 3) == 0) {
        section_in(value, value_bytes, lang, out);
        return;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (strlen(places[i].key) == key_bytes && memcmp(places[i].key, key, key_bytes) == 0) {
            buf_str(out, places[i].before[lang]);
            buf_add(out, value, value_bytes);
            buf_str(out, places[i].after[lang]);
        }
}

static void locator_in(const char *locator, enum lang lang, struct buf *out)
{
    for (const char *at = locator; *at;) {
        size_t key_bytes = strcspn(at, "=;");
        const char *value = at + key_bytes + (at[key_bytes] == '=');
        size_t value_bytes = strcspn(value, ";");

        if (at != locator)
            buf_char(out, ' ');
        place_in(at, key_bytes, value, value_bytes, lang, out);
        at = value + value_bytes + (value[value_bytes] == ';');
    }
}

struct text say_locator(struct arena *a, const char *locator, enum display d)
{
    struct buf out = {0};
    struct text t;

    /* In both languages the Japanese form would say everything twice; numbers need no language. */
    locator_in(locator, d == DISPLAY_EN ? LANG_EN : LANG_JA, &out);
    t = text_safe(a, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    return t;
}
