/* make-dossier N DIR [SEED]: a data package of N invented activities, the same for the same seed.
 */
#include "nichiei/store/schema.h"

#include "maker.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint32_t clamp(uint32_t value, uint32_t low, uint32_t high)
{
    return value < low ? low : value > high ? high : value;
}

struct table *maker_table(const struct maker *m, const char *resource)
{
    return m->tables[schema_resource(resource) - schema_resources];
}

static bool open_tables(struct maker *m, const char *dir, struct err *e)
{
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return err_set(e, ERR_DATA, "%s: %s", dir, strerror(errno));
    for (int i = 0; i < schema_n_resources && i < MAX_TABLES; i++) {
        m->tables[i] = table_open(dir, schema_resources[i].name, e);
        if (!m->tables[i])
            return false;
    }
    return true;
}

/* The project's own descriptor, which `nichiei unpack` would write too. */
static bool copy_descriptor(const char *dir, struct err *e)
{
    struct buf path = {0};
    FILE *from = fopen(DATAPACKAGE_JSON, "rb"), *to;
    char chunk[8192];
    size_t n_bytes;
    bool ok;

    buf_printf(&path, "%s/datapackage.json", dir);
    to = fopen(buf_cstr(&path), "wb");
    ok = from && to;
    while (ok && (n_bytes = fread(chunk, 1, sizeof chunk, from)) > 0)
        ok = fwrite(chunk, 1, n_bytes, to) == n_bytes;
    ok = ok && !ferror(from);
    if (from)
        fclose(from);
    if (to && fclose(to) != 0)
        ok = false;
    if (!ok)
        err_set(e, ERR_DATA, "%s: %s", buf_cstr(&path), strerror(errno));
    buf_finish(&path);
    return ok;
}

static bool prepare(struct maker *m, struct err *e)
{
    size_t n_names = (size_t)n_places * n_topics * n_forms;

    m->n_events = m->n_activities / 4;
    m->n_actors = clamp(m->n_activities / 10, n_bodies, 1000);
    m->n_recommendations = 200;
    m->n_sources = clamp(m->n_activities / 8, 60, UINT32_MAX);
    m->n_references = clamp(m->n_activities / 10, 100, UINT32_MAX);
    m->actors = calloc(m->n_actors, sizeof *m->actors);
    m->activity_editions = calloc(n_names, sizeof *m->activity_editions);
    m->event_editions = calloc(n_names, sizeof *m->event_editions);
    if (!m->actors || !m->activity_editions || !m->event_editions)
        return err_set(e, ERR_DATA, "out of memory");
    for (uint32_t i = 0; i < m->n_actors; i++)
        invent_actor(m->seed, i, &m->actors[i]);
    zipf_init(&m->by_actor, m->n_actors);
    zipf_init(&m->by_topic, n_topics);
    zipf_init(&m->by_place, n_places);
    zipf_init(&m->by_qualifier, n_qualifiers);
    zipf_init(&m->by_form, n_forms);
    zipf_init(&m->by_recommendation, m->n_recommendations);
    zipf_init(&m->by_theme, n_themes);
    return true;
}

static bool finish(struct maker *m, struct err *e)
{
    uint32_t n_records = 0, n_rows = 0;
    bool ok = true;

    for (int i = 0; i < MAX_TABLES; i++) {
        if (m->tables[i] && table_holds_records(m->tables[i]))
            n_records += table_n_rows(m->tables[i]);
        if (m->tables[i])
            n_rows += table_n_rows(m->tables[i]);
        ok = table_close(m->tables[i], e) && ok;
    }
    free(m->actors);
    free(m->activity_editions);
    free(m->event_editions);
    if (ok && !e->code)
        printf("activities %" PRIu32 " records %" PRIu32 " rows %" PRIu32 " seed %" PRIu64 "\n",
               m->n_activities, n_records, n_rows, m->seed);
    return ok;
}

/* A number of the command line, or of nothing at all. */
static bool read_number(const char *s, uint64_t most, uint64_t *value)
{
    char *end;

    errno = 0;
    *value = strtoull(s, &end, 10);
    return *s >= '0' && *s <= '9' && !*end && errno == 0 && *value <= most;
}

int main(int argc, char **argv)
{
    struct maker m = {.seed = 20120619};
    struct err e = {0};
    uint64_t n = 0;

    if (argc < 3 || argc > 4 || !read_number(argv[1], 10 * 1000 * 1000, &n) ||
        (argc == 4 && !read_number(argv[3], UINT64_MAX, &m.seed))) {
        fprintf(stderr, "usage: make-dossier N DIR [SEED]  (N up to 10000000 activities)\n");
        return 2;
    }
    m.n_activities = (uint32_t)n;
    if (prepare(&m, &e) && open_tables(&m, argv[2], &e) && copy_descriptor(argv[2], &e)) {
        make_classes(&m);
        make_actors(&m);
        make_recommendations(&m);
        make_others(&m);
        make_sources(&m);
        make_references(&m);
        make_activities(&m);
        make_events(&m);
    }
    finish(&m, &e);
    if (e.code)
        fprintf(stderr, "make-dossier: %s\n", e.text);
    return e.code ? 3 : 0;
}
