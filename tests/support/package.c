/* The small package: rows in memory, files on demand. */
#include "package.h"

#include "nichiei/base/buf.h"

#include "nichiei/store/schema.h"

#include <assert.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_ROWS = 64, MAX_FIELDS = 32, MAX_RESOURCES = 32 };

struct package {
    char top[64], dir[96];
    struct table {
        char *cell[MAX_ROWS][MAX_FIELDS];
        uint32_t n_rows;
    } table[MAX_RESOURCES];
};

static struct table *table_of(struct package *p, const char *resource, const struct resource **r)
{
    *r = schema_resource(resource);
    assert(*r && (*r)->n_fields <= MAX_FIELDS);
    return &p->table[*r - schema_resources];
}

static void put(struct table *t, const struct resource *r, uint32_t row, const char *field,
                const char *value)
{
    int i = schema_field(r, field);

    assert(i >= 0 && row < t->n_rows);
    free(t->cell[row][i]);
    t->cell[row][i] = strdup(value);
}

/* Something that a required field may hold. */
static const char *value_for(const struct field *f, uint32_t row, char room[32])
{
    switch (f->type) {
    case FIELD_TEXT:
        return strcmp(f->name + strlen(f->name) - 3, "_ja") == 0 ? "和文" : "English";
    case FIELD_DAY:
        return "2025-01-31";
    case FIELD_DATE:
        return "2025";
    case FIELD_INT:
    case FIELD_NUMBER:
        snprintf(room, 32, "%u", row + 1);
        return room;
    case FIELD_WORD:
        snprintf(room, 32, "%.*s", (int)strcspn(f->arg, " "), f->arg);
        return room;
    case FIELD_CODE:
        return "GB";
    case FIELD_LOCATOR:
        return "par=1";
    default:
        return "";
    }
}

uint32_t package_add(struct package *p, const char *resource, const char *fields)
{
    const struct resource *r;
    struct table *t = table_of(p, resource, &r);
    uint32_t row = t->n_rows++;
    char *given = strdup(fields), *rest = NULL, room[128];

    assert(t->n_rows <= MAX_ROWS && given);
    for (int i = 0; i < r->n_fields; i++)
        put(t, r, row, r->fields[i].name,
            r->fields[i].required ? value_for(&r->fields[i], row, room) : "");
    for (char *pair = strtok_r(given, "|", &rest); pair; pair = strtok_r(NULL, "|", &rest)) {
        char *equals = strchr(pair, '=');

        assert(equals);
        *equals = '\0';
        put(t, r, row, pair, equals + 1);
    }
    free(given);
    if (r->kind != KIND_NONE) {
        snprintf(room, sizeof room, "record=%s|source=source:paper|locator=sec=2;par=%u",
                 t->cell[row][0], row + 1);
        package_add(p, "citations", room);
    }
    return row + 2;
}

struct package *package_new(void)
{
    static const char *const rows[][2] = {
        {"sources", "id=source:paper|date=2024-09|language=en|url=https://example.org/paper"},
        {"sources", "id=source:essay|date=2012-06-29"},
        {"references", "id=ref:paper:1|document=source:paper|number=1"},
        {"references", "id=ref:paper:2|document=source:paper|number=2|form=ibid"},
        {"reference_sources", "reference=ref:paper:1|source=source:essay|locator=page=3"},
        {"reference_sources", "reference=ref:paper:2|source=source:essay|relation=ibid"},
        {"actors", "id=actor:npa|name_ja=警察庁|name_en=National Police Agency|abbreviation=NPA|"
                   "country=JP|reading_kana=けいさつちょう"},
        {"actors", "id=actor:ncsc|name_ja=国家サイバーセキュリティ・センター|"
                   "name_en=National Cyber Security Centre|abbreviation=NCSC|category=centre"},
        {"actors", "id=actor:branch|parent=actor:npa|country=JP"},
        {"aliases", "record=actor:ncsc|alias=ＮＣＳＣ英国"},
        {"themes", "id=theme:talks|reading_kana=たいわ"},
        {"themes", "id=theme:skills"},
        {"types", "id=type:dialogue"},
        {"activities", "id=activity:one|theme=theme:talks|type=type:dialogue|name_en=First, or so"},
        {"activities", "id=activity:two|theme=theme:skills|type=type:dialogue|date=2023-05"},
        {"activity_actors", "activity=activity:one|actor=actor:npa"},
        {"activity_actors", "activity=activity:one|actor=actor:ncsc|role=lead"},
        {"activity_actors", "activity=activity:two|actor=actor:ncsc"},
        {"events", "id=event:later|date=2024-02~"},
        {"events", "id=event:earlier|date=2012-06-19/2012-06-20|activity=activity:one"},
        {"events", "id=event:undated|theme=theme:skills"},
        {"event_actors", "event=event:later|actor=actor:npa|role=host"},
        {"recommendations", "id=rec:1.1|number=1.1|theme=theme:talks|rhythm=annual"},
        {"items", "id=item:1.1-body|recommendation=rec:1.1|number=1.1a"},
        {"recommendation_actors", "recommendation=rec:1.1|item=item:1.1-body|actor=actor:npa"},
        {"recommendation_actors", "recommendation=rec:1.1|actor=actor:ncsc|role=named"},
        {"milestones", "id=milestone:report|recommendation=rec:1.1|event=event:later|due=2026"},
        {"bearings", "record=activity:one|recommendation=rec:1.1|item=item:1.1-body"},
        {"bearings", "record=event:later|recommendation=rec:1.1|direction=obstacle"},
        {"terms", "id=term:ccb|abbreviation=CCB"},
        {"figures", "id=figure:rank|value=2|subject=actor:ncsc|unit_ja=位|unit_en=rank"},
        {"findings", "id=finding:first|theme=theme:talks"},
        {"pillars", "id=pillar:uk-1|strategy=source:essay"},
        {"links", "id=link:npa-ncsc|from=actor:npa|to=actor:ncsc"},
        {"links", "id=link:gap|from=actor:branch"},
        {"citations", "record=activity:one|reference=ref:paper:1|locator=tab=1;row=A01"},
        {"searches", "id=search:none|record=activity:one"},
        {"retired", "id=activity:nought|retired_on=2025-01-31|replaced_by=activity:one"},
    };
    struct package *p = calloc(1, sizeof *p);

    assert(p && schema_n_resources <= MAX_RESOURCES);
    strcpy(p->top, "/tmp/nichiei-test-XXXXXX");
    if (!mkdtemp(p->top))
        abort();
    snprintf(p->dir, sizeof p->dir, "%s/data", p->top);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        package_add(p, rows[i][0], rows[i][1]);
    return p;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

void package_free(struct package *p)
{
    if (!p)
        return;
    nftw(p->top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    for (int i = 0; i < schema_n_resources; i++)
        for (uint32_t row = 0; row < p->table[i].n_rows; row++)
            for (int k = 0; k < MAX_FIELDS; k++)
                free(p->table[i].cell[row][k]);
    free(p);
}

void package_set(struct package *p, const char *resource, uint32_t line, const char *field,
                 const char *value)
{
    const struct resource *r;
    struct table *t = table_of(p, resource, &r);

    put(t, r, line - 2, field, value);
}

uint32_t package_line(const struct package *p, const char *resource, const char *first)
{
    const struct table *t = &p->table[schema_resource(resource) - schema_resources];

    for (uint32_t row = 0; row < t->n_rows; row++)
        if (strcmp(t->cell[row][0], first) == 0)
            return row + 2;
    abort();
}

const char *package_dir(const struct package *p)
{
    return p->dir;
}

const char *package_path(const struct package *p, const char *name)
{
    static char room[4][160];
    static int next;

    next = (next + 1) % 4;
    snprintf(room[next], sizeof room[next], "%s/%s", p->top, name);
    return room[next];
}

/* Quoted whenever that may be needed: the reader must take both forms. */
static void put_cell(struct buf *out, const char *value)
{
    bool quoted = strpbrk(value, ",\"\r\n") != NULL;

    buf_str(out, quoted ? "\"" : "");
    for (; *value; value++)
        buf_printf(out, *value == '"' ? "\"\"" : "%c", *value);
    buf_str(out, quoted ? "\"" : "");
}

void package_write(const struct package *p)
{
    struct buf json = {0}, path = {0};

    mkdir(p->dir, 0777);
    buf_str(&json, "{\n  \"name\": \"small\",\n  \"resources\": [\n");
    for (int i = 0; i < schema_n_resources; i++) {
        const struct resource *r = &schema_resources[i];
        struct buf csv = {0};

        for (int k = 0; k < r->n_fields; k++)
            buf_printf(&csv, "%s%s", k ? "," : "", r->fields[k].name);
        for (uint32_t row = 0; row < p->table[i].n_rows; row++)
            for (int k = 0; k < r->n_fields; k++) {
                buf_char(&csv, k ? ',' : '\n');
                put_cell(&csv, p->table[i].cell[row][k]);
            }
        buf_char(&csv, '\n');
        buf_reset(&path);
        buf_printf(&path, "%s/%s.csv", p->dir, r->name);
        file_write(buf_cstr(&path), buf_cstr(&csv), csv.n_bytes);
        buf_finish(&csv);
        schema_describe(r, &json);
        buf_str(&json, i + 1 < schema_n_resources ? ",\n" : "\n");
    }
    buf_str(&json, "  ]\n}\n");
    buf_reset(&path);
    buf_printf(&path, "%s/datapackage.json", p->dir);
    file_write(buf_cstr(&path), buf_cstr(&json), json.n_bytes);
    buf_finish(&json);
    buf_finish(&path);
}

void file_write(const char *path, const void *bytes, size_t n_bytes)
{
    FILE *f = fopen(path, "wb");

    if (!f || fwrite(bytes, 1, n_bytes, f) != n_bytes || fclose(f) != 0)
        abort();
}

char *file_read(const char *path, size_t *n_bytes)
{
    FILE *f = fopen(path, "rb");
    struct buf content = {0};
    char chunk[4096];
    size_t got;

    if (!f)
        return NULL;
    while ((got = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(&content, chunk, got);
    fclose(f);
    buf_add(&content, "", 0);
    *n_bytes = content.n_bytes;
    return content.bytes ? content.bytes : calloc(1, 1);
}

static void hear(void *ctx, const struct problem *p)
{
    struct heard *h = ctx;
    struct heard_problem *new;

    if (h->n_problems == sizeof h->problem / sizeof h->problem[0])
        return;
    new = &h->problem[h->n_problems++];
    *new = (struct heard_problem){.severity = p->severity, .line = p->line};
    snprintf(new->file, sizeof new->file, "%s", p->file);
    snprintf(new->field, sizeof new->field, "%s", p->field ? p->field : "");
    snprintf(new->what, sizeof new->what, "%s", p->what);
    snprintf(new->mend, sizeof new->mend, "%s", p->mend ? p->mend : "");
}

size_t heard_count(const struct heard *h, enum severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < h->n_problems; i++)
        count += h->problem[i].severity == severity;
    return count;
}

struct report heard_report(struct heard *h)
{
    memset(h, 0, sizeof *h);
    return (struct report){.tell = hear, .ctx = h};
}

bool heard_of(const struct heard *h, enum severity severity, const char *file, uint32_t line,
              const char *field, const char *word)
{
    for (size_t i = 0; i < h->n_problems; i++) {
        const struct heard_problem *p = &h->problem[i];

        if (p->severity == severity && strcmp(p->file, file) == 0 && (!line || p->line == line) &&
            strcmp(p->field, field ? field : "") == 0 && strstr(p->what, word) && *p->mend)
            return true;
    }
    printf("not told: %s:%u: %s: %s\n", file, line, field ? field : "-", word);
    for (size_t i = 0; i < h->n_problems; i++)
        printf("  told: %s:%u: %s: %s; %s\n", h->problem[i].file, h->problem[i].line,
               h->problem[i].field, h->problem[i].what, h->problem[i].mend);
    return false;
}
