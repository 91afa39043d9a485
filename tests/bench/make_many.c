/* The records that grow with a dossier: activities, events, sources, references. */
#include "maker.h"

#include <stdio.h>
#include <string.h>

#define CHECKED_ON "2026-11-22"

static const char *const certainties[] = {"2", "3", "1", "2", "3", "4", "2", "5", "6"};
static const char *const natures[] = {"joint", "unilateral", "multilateral"};

#define PICK(list, r) list[rng_below(r, sizeof(list) / sizeof(list)[0])]

void draw_scene(const struct maker *m, struct rng *r, struct scene *out)
{
    out->form = &forms[zipf_pick(&m->by_form, r)];
    out->topic = &topics[zipf_pick(&m->by_topic, r)];
    out->place = &places[zipf_pick(&m->by_place, r)].word;
    out->other_topic = &topics[zipf_pick(&m->by_topic, r)];
    out->qualifier = &qualifiers[zipf_pick(&m->by_qualifier, r)];
    /* The two foreign ministries lead three in ten: the first then stands in half the records. */
    out->a = &m->actors[rng_percent(r, 30) ? rng_below(r, 2) : zipf_pick(&m->by_actor, r)];
    do
        out->b = &m->actors[zipf_pick(&m->by_actor, r)];
    while (out->b == out->a);
    out->number = 3 + rng_below(r, 200);
    out->year = invent_year(r);
}

static void scene_of(const struct maker *m, enum stream stream, uint32_t i, struct scene *out)
{
    struct rng r = rng_at(m->seed, stream, i);

    draw_scene(m, &r, out);
}

static void id_of_scene(const char *kind, const struct scene *s, uint32_t i, char id[ID_BYTES])
{
    struct buf slug = {0};

    invent_slug(&slug, s->topic->en);
    buf_char(&slug, '-');
    invent_slug(&slug, s->form->word.en);
    snprintf(id, ID_BYTES, "%s:%s-%07u", kind, buf_cstr(&slug), i + 1);
    buf_finish(&slug);
}

void activity_id(const struct maker *m, uint32_t i, char id[ID_BYTES])
{
    struct scene s;

    scene_of(m, STREAM_ACTIVITY, i, &s);
    id_of_scene("activity", &s, i, id);
}

void source_id(uint32_t i, char id[ID_BYTES])
{
    snprintf(id, ID_BYTES, "source:s%06u", i + 1);
}

/* 200 notes to a document; the first sources are the documents. */
void reference_id(uint32_t i, char id[ID_BYTES])
{
    snprintf(id, ID_BYTES, "ref:s%06u:%u", i / 200 + 1, i % 200 + 1);
}

void set_pair(struct table *t, const char *field, const char *ja, const char *en)
{
    char name[64];

    snprintf(name, sizeof name, "%s_ja", field);
    table_set(t, name, ja);
    snprintf(name, sizeof name, "%s_en", field);
    table_set(t, name, en);
}

void set_sentences(const struct maker *m, struct table *t, const char *field,
                   const struct sentence *list, uint32_t n_list, uint32_t n, struct rng *r,
                   const struct scene *scene)
{
    struct buf ja = {0}, en = {0};
    struct scene here = *scene;

    for (uint32_t i = 0; i < n; i++) {
        const struct sentence *s = &list[i ? rng_below(r, n_list) : 0];

        if (n_list < 8) /* notes have no opening sentence */
            s = &list[rng_below(r, n_list)];
        invent_sentence(&ja, s, JA, &here);
        invent_sentence(&en, s, EN, &here);
        here.other_topic = &topics[zipf_pick(&m->by_topic, r)];
        here.number = 3 + rng_below(r, 400);
    }
    set_pair(t, field, buf_cstr(&ja), buf_cstr(&en));
    buf_finish(&ja);
    buf_finish(&en);
}

static void set_note(const struct maker *m, struct table *t, struct rng *r, const struct scene *s)
{
    if (rng_percent(r, 15))
        set_sentences(m, t, "note", notes, n_notes, rng_tail(r, 20, 3), r, s);
}

/* "第3回日英サイバー防衛協議" and "UK–Japan talks on cyber defence in Tokyo, 3rd": no name twice.
 */
static void set_names(struct table *t, const struct scene *s, uint32_t *editions)
{
    size_t place = (size_t)((const char *)s->place - (const char *)places) / sizeof *places;
    size_t topic = (size_t)(s->topic - topics), form = (size_t)(s->form - forms);
    unsigned edition = ++editions[(place * n_topics + topic) * n_forms + form];
    struct buf ja = {0}, en = {0};

    if (edition > 1)
        buf_printf(&ja, "第%u回", edition);
    buf_printf(&ja, "%s%s%s", s->place->ja, s->topic->ja, s->form->word.ja);
    buf_printf(&en, "%s %s on %s", s->place->en, s->form->word.en, s->topic->en);
    if (edition > 1)
        buf_printf(&en, ", round %u", edition);
    set_pair(t, "name", buf_cstr(&ja), buf_cstr(&en));
    buf_finish(&ja);
    buf_finish(&en);
}

static void set_locator(struct table *t, struct rng *r)
{
    if (rng_percent(r, 60))
        table_setf(t, "locator", "sec=%u.%u;par=%u", 1 + rng_below(r, 6), 1 + rng_below(r, 9),
                   1 + rng_below(r, 20));
    else
        table_setf(t, "locator", "tab=%u;row=A%u", 1 + rng_below(r, 4), 1 + rng_below(r, 60));
}

void cite_source(const struct maker *m, const char *record, uint32_t source, struct rng *r)
{
    struct table *t = maker_table(m, "citations");
    char id[ID_BYTES];

    table_set(t, "record", record);
    source_id(source, id);
    table_set(t, "source", id);
    set_locator(t, r);
    table_row(t);
}

void cite_reference(const struct maker *m, const char *record, uint32_t reference, struct rng *r)
{
    struct table *t = maker_table(m, "citations");
    char id[ID_BYTES];

    (void)r;
    table_set(t, "record", record);
    reference_id(reference, id);
    table_set(t, "reference", id);
    table_setf(t, "locator", "note=%u", reference % 200 + 1);
    table_row(t);
}

/* Every source stands behind something; beyond that the few at the front stand behind most. */
static void cite(const struct maker *m, const char *record, uint32_t i, struct rng *r)
{
    uint32_t source = i % m->n_sources;

    cite_source(m, record, source, r);
    if (rng_percent(r, 55))
        cite_reference(m, record, rng_below(r, m->n_references), r);
    for (uint32_t n = rng_tail(r, 25, 4); n > 1; n--) {
        uint32_t other = rng_below(r, 1 + rng_below(r, m->n_sources));

        if (other != source)
            cite_source(m, record, other, r);
        source = other;
    }
}

void add_actors(const struct maker *m, const char *resource, const char *field, const char *record,
                uint32_t n, struct rng *r, const struct scene *scene)
{
    static const char *const roles[] = {"participant", "participant", "participant", "host",
                                        "organiser",   "speaker",     "observer",    "funder"};
    struct table *t = maker_table(m, resource);
    const struct actor *cast[16] = {scene->a, scene->b};

    for (uint32_t i = 0; i < n; i++) {
        bool is_new = true;

        if (i >= 2)
            cast[i] = &m->actors[zipf_pick(&m->by_actor, r)];
        for (uint32_t k = 0; k < i; k++)
            is_new = is_new && cast[k] != cast[i];
        if (!is_new)
            continue;
        table_set(t, field, record);
        table_set(t, "actor", cast[i]->id);
        table_set(t, "role", i ? PICK(roles, r) : "lead");
        table_setf(t, "position", "%u", i + 1);
        table_row(t);
    }
}

static void bear(const struct maker *m, const char *record, struct rng *r)
{
    struct table *t = maker_table(m, "bearings");
    char id[ID_BYTES];

    recommendation_id(zipf_pick(&m->by_recommendation, r), id);
    table_set(t, "record", record);
    table_set(t, "recommendation", id);
    table_set(t, "direction", rng_percent(r, 85) ? "supports" : "obstacle");
    table_set(t, "extent", rng_percent(r, 25) ? "full" : "part");
    table_set(t, "nature", PICK(natures, r));
    table_set(t, "basis", rng_percent(r, 40) ? "stated" : "inferred");
    table_set(t, "certainty", PICK(certainties, r));
    table_row(t);
}

/* As a careless hand writes it: what is printed keeps its widths. */
static void alias(const struct maker *m, const char *record, const struct scene *s)
{
    struct table *t = maker_table(m, "aliases");

    table_set(t, "record", record);
    table_setf(t, "alias", "ｻｲﾊﾞｰ%sの%s%s", s->topic->ja, s->qualifier->ja, s->form->word.ja);
    table_set(t, "language", "ja");
    table_set(t, "form", "variant");
    table_row(t);
}

static void set_partners(struct table *t, struct rng *r)
{
    static const char *const printed[] = {"50+", "18", "5", "68", "30+"};
    static const char *const countries[] = {"AU US CA", "US", "IT", "AU NZ US CA", "SG"};
    bool several = rng_percent(r, 22);

    if (several && rng_percent(r, 60))
        table_set(t, "partners", PICK(printed, r));
    else if (several)
        table_set(t, "partner_countries", PICK(countries, r));
    table_set(t, "open_list", several && rng_percent(r, 30) ? "yes" : "no");
}

static void make_activity(const struct maker *m, uint32_t i)
{
    static const char *const readings[] = {"certain", "certain", "certain", "high",
                                           "high",    "medium",  "low"};
    struct rng r = rng_at(m->seed, STREAM_ACTIVITY_REST, i);
    struct table *t = maker_table(m, "activities");
    char id[ID_BYTES];
    struct scene s;
    struct buf date = {0};

    scene_of(m, STREAM_ACTIVITY, i, &s);
    id_of_scene("activity", &s, i, id);
    table_set(t, "id", id);
    table_setf(t, "number", "%u", i + 1);
    set_names(t, &s, m->activity_editions);
    table_setf(t, "theme", "theme:%s", themes[zipf_pick(&m->by_theme, &r)].id);
    table_setf(t, "type", "type:%s", types[s.form->type].id);
    if (!rng_percent(&r, 70)) /* 30 of the 41 real ones have no date of their own */
        invent_date(&date, &r, s.year);
    table_set(t, "date", buf_cstr(&date));
    set_partners(t, &r);
    table_set(t, "official", rng_percent(&r, 30) ? "document" : "unconfirmed");
    table_set(t, "monitoring", rng_percent(&r, 90) ? "not-published" : "partly");
    table_set(t, "resources", rng_percent(&r, 95) ? "not-published" : "published");
    set_sentences(m, t, "summary", summaries, n_summaries, rng_tail(&r, 45, 8), &r, &s);
    if (rng_percent(&r, 3)) {
        table_setf(t, "printed", "%s（ＪＰ・ＵＫ）", s.topic->ja);
        table_set(t, "adopted", s.topic->ja);
    }
    table_set(t, "reading", PICK(readings, &r));
    table_set(t, "certainty", PICK(certainties, &r));
    set_note(m, t, &r, &s);
    table_set(t, "checked", CHECKED_ON);
    table_row(t);
    add_actors(m, "activity_actors", "activity", id, 1 + rng_tail(&r, 65, 12), &r, &s);
    cite(m, id, i, &r);
    if (rng_percent(&r, 25))
        bear(m, id, &r);
    if (rng_percent(&r, 8))
        alias(m, id, &s);
    buf_finish(&date);
}

void make_activities(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_activities; i++)
        make_activity(m, i);
}

static void make_event(const struct maker *m, uint32_t i)
{
    static const char *const phases[] = {"after", "after", "background", "paper", "essay"};
    struct rng r = rng_at(m->seed, STREAM_EVENT_REST, i);
    struct table *t = maker_table(m, "events");
    char id[ID_BYTES], activity[ID_BYTES];
    struct scene s;
    struct buf date = {0};

    scene_of(m, STREAM_EVENT, i, &s);
    id_of_scene("event", &s, i, id);
    table_set(t, "id", id);
    if (rng_percent(&r, 97))
        invent_date(&date, &r, s.year);
    table_set(t, "date", buf_cstr(&date));
    set_names(t, &s, m->event_editions);
    table_set(t, "phase", PICK(phases, &r));
    table_set(t, "status", rng_percent(&r, 96) ? "happened" : "planned");
    table_set(t, "nature", PICK(natures, &r));
    if (rng_percent(&r, 70))
        table_setf(t, "theme", "theme:%s", themes[zipf_pick(&m->by_theme, &r)].id);
    if (rng_percent(&r, 30)) {
        activity_id(m, rng_below(&r, m->n_activities), activity);
        table_set(t, "activity", activity);
    }
    if (rng_percent(&r, 60))
        set_pair(t, "place", s.place->ja, s.place->en);
    set_sentences(m, t, "summary", summaries, n_summaries, rng_tail(&r, 40, 6), &r, &s);
    table_set(t, "certainty", PICK(certainties, &r));
    set_note(m, t, &r, &s);
    table_set(t, "checked", CHECKED_ON);
    table_row(t);
    add_actors(m, "event_actors", "event", id, 1 + rng_tail(&r, 50, 8), &r, &s);
    cite(m, id, m->n_activities + i, &r);
    if (rng_percent(&r, 30))
        bear(m, id, &r);
    buf_finish(&date);
}

void make_events(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_events; i++)
        make_event(m, i);
}

static void make_source(const struct maker *m, uint32_t i)
{
    static const char *const kinds[] = {"webpage", "press-release", "statement", "document",
                                        "report",  "article",       "speech",    "interview"};
    static const char *const grades[] = {"A", "B", "B", "C", "A", "D", "E", "F"};
    struct rng r = rng_at(m->seed, STREAM_SOURCE, i);
    struct table *t = maker_table(m, "sources");
    struct buf date = {0};
    char id[ID_BYTES];
    struct scene s;

    draw_scene(m, &r, &s);
    source_id(i, id);
    table_set(t, "id", id);
    table_set(t, "form", i < m->n_references / 200 + 1 ? "paper" : PICK(kinds, &r));
    table_setf(t, "name_ja", "%sの%s資料%u", s.a->ja, s.topic->ja, i + 1);
    table_setf(t, "name_en", "%s on %s, paper %u", s.a->en, s.topic->en, i + 1);
    table_set(t, "author", s.b->en);
    table_setf(t, "title", "%sにおける%s", s.place->ja, s.topic->ja);
    table_set(t, "publisher", s.a->ja);
    invent_date(&date, &r, s.year);
    table_set(t, "date", buf_cstr(&date));
    table_setf(t, "url", "https://example.org/%u/%06u", s.year, i + 1);
    table_set(t, "accessed", CHECKED_ON);
    table_set(t, "language", rng_percent(&r, 55) ? "ja" : "en");
    table_set(t, "reliability", PICK(grades, &r));
    set_note(m, t, &r, &s);
    table_set(t, "checked", CHECKED_ON);
    table_row(t);
    cite_source(m, id, i, &r);
    buf_finish(&date);
}

void make_sources(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_sources; i++)
        make_source(m, i);
}

static void make_reference(const struct maker *m, uint32_t i)
{
    struct rng r = rng_at(m->seed, STREAM_REFERENCE, i);
    struct table *t = maker_table(m, "references"), *in = maker_table(m, "reference_sources");
    char id[ID_BYTES], source[ID_BYTES];
    struct scene s;

    draw_scene(m, &r, &s);
    reference_id(i, id);
    source_id(i / 200, source);
    table_set(t, "id", id);
    table_set(t, "document", source);
    table_setf(t, "number", "%u", i % 200 + 1);
    table_set(t, "form", "document");
    table_setf(t, "name_ja", "%sの資料、%s", s.a->ja, s.topic->ja);
    table_setf(t, "name_en", "%s on %s", s.a->en, s.topic->en);
    table_set(t, "checked", CHECKED_ON);
    table_row(t);
    cite_reference(m, id, i, &r);
    for (uint32_t n = rng_tail(&r, 30, 3), k = 1; k <= n; k++) {
        source_id(rng_below(&r, m->n_sources), source);
        table_set(in, "reference", id);
        table_setf(in, "position", "%u", k);
        table_set(in, "source", source);
        table_set(in, "relation", k == 1 ? "cites" : "see");
        table_row(in);
    }
}

void make_references(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_references; i++)
        make_reference(m, i);
}
