/* The messages, and how two languages are put together. */
#include "nichiei/model/say.h"

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
} headings[] = {
    {REL_ACTOR, false, {"主体", "actors"}},
    {REL_BEARS, false, {"関わる提言", "bears on"}},
    {REL_BEARS, true, {"関わる活動と出来事", "borne on by"}},
    {REL_ADDRESSED, false, {"名宛て", "addressed to"}},
    {REL_ADDRESSED, true, {"名宛てとする提言", "recommendations addressed to it"}},
    {REL_NAMED, false, {"言及", "also named"}},
    {REL_NAMED, true, {"言及する提言", "recommendations that name it"}},
    {REL_PARENT, true, {"下部の主体", "part of it"}},
    {REL_DATES, true, {"時期を示す出来事", "dated by"}},
    {REL_FROM, true, {"関係", "links"}},
    {REL_TO, true, {"関係", "links"}},
    {REL_SOURCE, false, {"注が挙げる資料", "sources in the note"}},
    {REL_SOURCE, true, {"挙げる注", "noted in"}},
    {REL_DOCUMENT, true, {"注", "notes"}},
    {REL_STRATEGY, true, {"柱", "pillars"}},
    {REL_ABOUT, true, {"これについて", "about it"}},
    {REL_CITES, true, {"典拠とする記録", "evidence for"}},
};

struct text say_relation(struct arena *a, enum relation relation, bool into, enum kind other,
                         enum display d)
{
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (headings[i].relation == relation && headings[i].into == into)
            return say_pair(a, text_lit(headings[i].name[LANG_JA]),
                            text_lit(headings[i].name[LANG_EN]), d);
    return say_kind(a, other, d);
}

/* Keys of a locator; %s takes the value. An empty English form is the Japanese one. */
static const struct {
    const char *key;
    const char *before[LANG_COUNT], *after[LANG_COUNT];
} places[] = {
    {"sec", {"§", "§"}, {"", ""}},       {"par", {"第", "para "}, {"段", ""}},
    {"tab", {"表", "table "}, {"", ""}}, {"row", {"", ""}, {"", ""}},
    {"note", {"注", "note "}, {"", ""}}, {"page", {"", "p. "}, {"頁", ""}},
    {"abbr", {"", ""}, {"", ""}},        {"art", {"第", "art. "}, {"条", ""}},
    {"item", {"項", "item "}, {"", ""}}, {"list", {"", ""}, {"", ""}},
    {"entry", {"", ""}, {"", ""}},
};

static void locator_in(const char *locator, enum lang lang, struct buf *out)
{
    for (const char *at = locator; *at;) {
        size_t key_bytes = strcspn(at, "=;");
        const char *value = at + key_bytes + (at[key_bytes] == '=');
        size_t value_bytes = strcspn(value, ";");

        if (at != locator)
            buf_char(out, ' ');
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
            if (strlen(places[i].key) == key_bytes && memcmp(places[i].key, at, key_bytes) == 0) {
                buf_str(out, places[i].before[lang]);
                buf_add(out, value, value_bytes);
                buf_str(out, places[i].after[lang]);
            }
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
