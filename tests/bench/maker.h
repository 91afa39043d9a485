/* A dossier in the making: its sizes, its choices, its open files. */
#ifndef BENCH_MAKER_H
#define BENCH_MAKER_H

#include "invent.h"
#include "table.h"

enum { MAX_TABLES = 32, ID_BYTES = 160 };

struct maker {
    uint64_t seed;
    uint32_t n_activities, n_events, n_actors, n_recommendations, n_sources, n_references;
    struct actor *actors;
    struct zipf by_actor, by_topic, by_place, by_qualifier, by_form, by_recommendation, by_theme;
    struct table *tables[MAX_TABLES];             /* in the order of schema_resources */
    uint32_t *activity_editions, *event_editions; /* how often a name was given, by its words */
};

/* The file of a resource. */
struct table *maker_table(const struct maker *m, const char *resource);

/* Ids by number, from 0. */
void activity_id(const struct maker *m, uint32_t i, char id[ID_BYTES]);
void recommendation_id(uint32_t i, char id[ID_BYTES]);
void source_id(uint32_t i, char id[ID_BYTES]);
void reference_id(uint32_t i, char id[ID_BYTES]);

/* Draws who, where and about what. The first words are the same for the same r. */
void draw_scene(const struct maker *m, struct rng *r, struct scene *out);

/* Sets FIELD_ja and FIELD_en of a row to n sentences of a list. */
void set_sentences(const struct maker *m, struct table *t, const char *field,
                   const struct sentence *list, uint32_t n_list, uint32_t n, struct rng *r,
                   const struct scene *scene);
void set_pair(struct table *t, const char *field, const char *ja, const char *en);

/* Cites for a record: the source, or (more often) a reference, with its place. */
void cite_source(const struct maker *m, const char *record, uint32_t source, struct rng *r);
void cite_reference(const struct maker *m, const char *record, uint32_t reference, struct rng *r);

/* n different bodies for a record, the first with the part `first`. */
void add_actors(const struct maker *m, const char *resource, const char *field, const char *record,
                uint32_t n, struct rng *r, const struct scene *scene);

/* The records whose number does not grow with the dossier, and what is said about them. */
void make_classes(const struct maker *m);
void make_actors(const struct maker *m);
void make_recommendations(const struct maker *m);
void make_others(const struct maker *m);

/* Those that do. */
void make_activities(const struct maker *m);
void make_events(const struct maker *m);
void make_sources(const struct maker *m);
void make_references(const struct maker *m);

#endif
