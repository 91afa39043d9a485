/* The records whose number does not grow with a dossier: classes, bodies, recommendations, terms.
 */
#include "maker.h"

#include <stdio.h>

#define CHECKED_ON "2026-11-22"

enum { N_MILESTONES = 60, N_FIGURES = 100, N_FINDINGS = 100, N_LINKS = 300, N_SEARCHES = 50 };
enum { N_PILLARS = 12 };

void recommendation_id(uint32_t i, char id[ID_BYTES])
{
    snprintf(id, ID_BYTES, "rec:%u.%u", i / 10 + 1, i % 10 + 1);
}

/* What all these rows need, drawn from one stream. */
static struct rng start(const struct maker *m, enum stream stream, uint32_t i, struct scene *s)
{
    struct rng r = rng_at(m->seed, stream, i);

    draw_scene(m, &r, s);
    return r;
}

static void end(const struct maker *m, struct table *t, const char *id, struct rng *r)
{
    table_set(t, "checked", CHECKED_ON);
    table_row(t);
    cite_source(m, id, rng_below(r, m->n_sources), r);
}

static void make_class(const struct maker *m, const char *resource, const char *kind,
                       const struct class *c, uint32_t i)
{
    struct table *t = maker_table(m, resource);
    char id[ID_BYTES];
    struct scene s;
    struct rng r = start(m, STREAM_OTHER, i, &s);
    bool is_theme = *kind == 't' && kind[1] == 'h';

    snprintf(id, sizeof id, "%s:%s", kind, c->id);
    table_set(t, "id", id);
    set_pair(t, "name", c->ja, c->en);
    table_set(t, "reading_kana", c->kana);
    if (is_theme)
        table_set(t, "origin", "partnership");
    table_setf(t, "position", "%u", i + 1);
    if (!is_theme)
        table_set(t, "opportunity", i % 3 == 1 ? "yes" : "no");
    set_sentences(m, t, "summary", summaries, n_summaries, 2, &r, &s);
    end(m, t, id, &r);
}

void make_classes(const struct maker *m)
{
    for (uint32_t i = 0; i < n_themes; i++)
        make_class(m, "themes", "theme", &themes[i], i);
    for (uint32_t i = 0; i < n_types; i++)
        make_class(m, "types", "type", &types[i], i);
}

static void add_alias(const struct maker *m, const char *record, const char *alias,
                      const char *language, const char *form)
{
    struct table *t = maker_table(m, "aliases");

    table_set(t, "record", record);
    table_set(t, "alias", alias);
    table_set(t, "language", language);
    table_set(t, "form", form);
    table_row(t);
}

static void make_actor(const struct maker *m, uint32_t i)
{
    const struct actor *a = &m->actors[i];
    struct table *t = maker_table(m, "actors");
    struct scene s;
    struct rng r = start(m, STREAM_ACTOR, i, &s);
    char alias[400];

    s.a = a;
    table_set(t, "id", a->id);
    set_pair(t, "name", a->ja, a->en);
    table_set(t, "abbreviation", a->abbreviation);
    table_set(t, "reading_kana", a->kana);
    table_set(t, "country", a->country);
    table_set(t, "category", a->category);
    if (i >= n_bodies && rng_percent(&r, 20))
        table_set(t, "parent", m->actors[rng_below(&r, n_bodies)].id);
    set_sentences(m, t, "summary", summaries, n_summaries, rng_tail(&r, 30, 3), &r, &s);
    end(m, t, a->id, &r);
    if (a->alias_ja)
        add_alias(m, a->id, a->alias_ja, "ja", "variant");
    if (a->alias_en)
        add_alias(m, a->id, a->alias_en, "en", "variant");
    if (i < n_bodies || !rng_percent(&r, 60))
        return;
    snprintf(alias, sizeof alias, "%s (%s)", a->ja, a->country);
    add_alias(m, a->id, alias, "ja", "variant");
    if (rng_percent(&r, 40)) {
        snprintf(alias, sizeof alias, "The %s", a->en);
        add_alias(m, a->id, alias, "en", "translation");
    }
}

void make_actors(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_actors; i++)
        make_actor(m, i);
}

static void address(const struct maker *m, const char *rec, const struct actor *who,
                    const char *role, uint32_t position)
{
    struct table *t = maker_table(m, "recommendation_actors");

    table_set(t, "recommendation", rec);
    table_set(t, "actor", who->id);
    table_set(t, "role", role);
    table_setf(t, "position", "%u", position);
    table_row(t);
}

static void make_item(const struct maker *m, const char *rec, uint32_t k, struct rng *r,
                      const struct scene *s)
{
    static const char *const item_forms[] = {"action", "body", "deliverable", "rhythm"};
    struct table *t = maker_table(m, "items");
    const struct word *about = &topics[zipf_pick(&m->by_topic, r)];
    const char *number = rec + 4; /* behind "rec:" */
    char id[ID_BYTES];

    snprintf(id, sizeof id, "item:%.64s.%u", number, k);
    table_set(t, "id", id);
    table_set(t, "recommendation", rec);
    table_setf(t, "number", "%s.%u", number, k);
    table_setf(t, "name_ja", "%sの%s", about->ja, s->form->word.ja);
    table_setf(t, "name_en", "A %s on %s", s->form->word.en, about->en);
    table_set(t, "form", item_forms[rng_below(r, 4)]);
    if (rng_percent(r, 30))
        table_set(t, "rhythm", "annual");
    set_sentences(m, t, "summary", summaries, n_summaries, rng_tail(r, 30, 3), r, s);
    end(m, t, id, r);
}

static void make_recommendation(const struct maker *m, uint32_t i)
{
    struct table *t = maker_table(m, "recommendations");
    char id[ID_BYTES];
    struct scene s;
    struct rng r = start(m, STREAM_RECOMMENDATION, i, &s);

    recommendation_id(i, id);
    table_set(t, "id", id);
    table_set(t, "number", id + 4);
    table_setf(t, "name_ja", "提言%u: %sの%s強化", i + 1, s.topic->ja, s.qualifier->ja);
    table_setf(t, "name_en", "Recommendation %u: stronger %s", i + 1, s.topic->en);
    table_setf(t, "theme", "theme:%s", themes[i / 10 % n_themes].id);
    set_sentences(m, t, "summary", summaries, n_summaries, rng_tail(&r, 40, 4), &r, &s);
    end(m, t, id, &r);
    address(m, id, s.a, "addressed", 1);
    address(m, id, s.b, rng_percent(&r, 50) ? "addressed" : "named", 2);
    for (uint32_t n = 1 + rng_tail(&r, 50, 5), k = 1; k <= n; k++)
        make_item(m, id, k, &r, &s);
}

void make_recommendations(const struct maker *m)
{
    for (uint32_t i = 0; i < m->n_recommendations; i++)
        make_recommendation(m, i);
}

static void make_milestones(const struct maker *m)
{
    struct table *t = maker_table(m, "milestones");

    for (uint32_t i = 0; i < N_MILESTONES; i++) {
        struct buf due = {0};
        char id[ID_BYTES], rec[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 1000 + i, &s);

        recommendation_id(zipf_pick(&m->by_recommendation, &r), rec);
        snprintf(id, sizeof id, "milestone:m%03u", i + 1);
        invent_date(&due, &r, 2026);
        table_set(t, "id", id);
        table_setf(t, "name_ja", "%sの期限%u", s.topic->ja, i + 1);
        table_setf(t, "name_en", "Date %u for %s", i + 1, s.topic->en);
        table_set(t, "recommendation", rec);
        table_set(t, "due", buf_cstr(&due));
        table_set(t, "status", i % 3 ? "planned" : "unknown");
        table_set(t, "publicity", "public");
        set_sentences(m, t, "summary", summaries, n_summaries, 1, &r, &s);
        table_set(t, "certainty", "3");
        end(m, t, id, &r);
        buf_finish(&due);
    }
}

/* The topics are the glossary, so that each of them has its reading in the dossier. */
static void make_terms(const struct maker *m)
{
    struct table *t = maker_table(m, "terms");

    for (uint32_t i = 0; i < n_topics; i++) {
        struct buf slug = {0};
        char id[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 2000 + i, &s);

        invent_slug(&slug, topics[i].en);
        snprintf(id, sizeof id, "term:%s", buf_cstr(&slug));
        table_set(t, "id", id);
        set_pair(t, "name", topics[i].ja, topics[i].en);
        table_set(t, "reading_kana", topics[i].kana);
        table_set(t, "form", i % 4 ? "concept" : "false-friend");
        s.topic = &topics[i];
        set_sentences(m, t, "meaning_jp", summaries, n_summaries, 1, &r, &s);
        set_sentences(m, t, "meaning_gb", summaries, n_summaries, 1, &r, &s);
        set_sentences(m, t, "summary", summaries, n_summaries, 2, &r, &s);
        end(m, t, id, &r);
        buf_finish(&slug);
    }
}

static void make_figures(const struct maker *m)
{
    struct table *t = maker_table(m, "figures");

    for (uint32_t i = 0; i < N_FIGURES; i++) {
        char id[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 3000 + i, &s);

        snprintf(id, sizeof id, "figure:f%03u", i + 1);
        table_set(t, "id", id);
        table_setf(t, "name_ja", "%sの%s件数%u", s.place->ja, s.topic->ja, i + 1);
        table_setf(t, "name_en", "Count %u of %s, %s", i + 1, s.topic->en, s.place->en);
        table_setf(t, "value", "%u", rng_below(&r, 100000));
        table_set(t, "qualifier", i % 2 ? "exact" : "about");
        set_pair(t, "unit", "件", "cases");
        table_setf(t, "date", "%u", s.year);
        table_set(t, "subject", s.a->id);
        table_set(t, "certainty", "2");
        end(m, t, id, &r);
    }
}

static void make_findings(const struct maker *m)
{
    static const char *const finding_forms[] = {"finding", "driver", "obstacle", "need", "caveat"};
    struct table *t = maker_table(m, "findings");

    for (uint32_t i = 0; i < N_FINDINGS; i++) {
        char id[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 4000 + i, &s);

        snprintf(id, sizeof id, "finding:g%03u", i + 1);
        table_set(t, "id", id);
        table_set(t, "form", finding_forms[i % 5]);
        table_setf(t, "name_ja", "%sについての所見%u", s.topic->ja, i + 1);
        table_setf(t, "name_en", "Finding %u on %s", i + 1, s.topic->en);
        table_setf(t, "theme", "theme:%s", themes[i % n_themes].id);
        set_sentences(m, t, "summary", summaries, n_summaries, 2, &r, &s);
        end(m, t, id, &r);
    }
}

static void make_pillars(const struct maker *m)
{
    struct table *t = maker_table(m, "pillars");

    for (uint32_t i = 0; i < N_PILLARS; i++) {
        char id[ID_BYTES], source[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 5000 + i, &s);

        snprintf(id, sizeof id, "pillar:p%02u", i + 1);
        source_id(i, source);
        table_set(t, "id", id);
        table_set(t, "form", "strategy");
        table_set(t, "owner", i % 2 ? "JP" : "GB");
        table_set(t, "strategy", source);
        table_setf(t, "number", "%u", i / 2 + 1);
        table_setf(t, "name_ja", "%sの柱%u", s.topic->ja, i + 1);
        table_setf(t, "name_en", "Pillar %u, %s", i + 1, s.topic->en);
        end(m, t, id, &r);
    }
}

static void make_links(const struct maker *m)
{
    static const char *const matters[] = {"policy", "defence", "standards", "skills"};
    enum { N_MATTERS = sizeof matters / sizeof matters[0] };
    struct table *t = maker_table(m, "links");

    for (uint32_t i = 0; i < N_LINKS; i++) {
        char id[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 6000 + i, &s);

        snprintf(id, sizeof id, "link:k%03u", i + 1);
        table_set(t, "id", id);
        table_set(t, "from", s.a->id);
        table_set(t, "relation", i % 4 ? "counterpart" : "related");
        table_set(t, "to", s.b->id);
        if (i % 4)
            table_set(t, "matter", matters[i % N_MATTERS]);
        table_setf(t, "name_ja", "%sの担当%u", s.topic->ja, i + 1);
        table_setf(t, "name_en", "Remit %u, %s", i + 1, s.topic->en);
        table_set(t, "direction", "both");
        table_set(t, "extent", i % 3 ? "part" : "full");
        table_set(t, "basis", "inferred");
        table_set(t, "certainty", "3");
        end(m, t, id, &r);
    }
}

static void make_searches(const struct maker *m)
{
    struct table *t = maker_table(m, "searches");

    for (uint32_t i = 0; i < N_SEARCHES; i++) {
        char id[ID_BYTES];
        struct scene s;
        struct rng r = start(m, STREAM_OTHER, 7000 + i, &s);

        snprintf(id, sizeof id, "search:q%02u", i + 1);
        table_set(t, "id", id);
        table_setf(t, "name_ja", "%sの調査%u", s.topic->ja, i + 1);
        table_setf(t, "name_en", "Search %u for %s", i + 1, s.topic->en);
        table_set(t, "date", CHECKED_ON);
        set_pair(t, "where", "公開ページ", "Public pages");
        table_set(t, "query", s.topic->en);
        table_set(t, "result", i % 3 ? "none" : "partly");
        table_set(t, "record", s.a->id);
        if (i % 3) {
            table_setf(t, "theme", "theme:%s", themes[i % n_themes].id);
            table_setf(t, "type", "type:%s", types[i % n_types].id);
        }
        set_sentences(m, t, "summary", summaries, n_summaries, 1, &r, &s);
        end(m, t, id, &r);
    }
}

void make_others(const struct maker *m)
{
    make_milestones(m);
    make_terms(m);
    make_figures(m);
    make_findings(m);
    make_pillars(m);
    make_links(m);
    make_searches(m);
}
