/* The codebook, data/README.md, against the program's own schema, words and dossier. */
#include "nichiei/base/arena.h"
#include "nichiei/base/buf.h"

#include "nichiei/store/store.h"

#include "nichiei/engine/say.h"

#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_CELLS = 5, MAX_CODES = 32 };

/* A piece of the file; not NUL-terminated. */
struct piece {
    const char *at;
    size_t n_bytes;
};

static const char *readme_path, *dossier_path;
static char *readme;
static struct store *dossier;
static struct arena arena;

/* One reading of a codebook: what is wrong in it is counted, and told unless that is meant. */
struct reading {
    const char *text;
    bool aloud;
    int n_faults;
};

static void fault(struct reading *r, const char *where, const char *what, struct piece found)
{
    r->n_faults++;
    if (r->aloud)
        printf("%s: %s: %.*s\n", where, what, (int)found.n_bytes, found.at);
}

static bool piece_is(struct piece p, const char *s)
{
    return p.n_bytes == strlen(s) && memcmp(p.at, s, p.n_bytes) == 0;
}

/* The text below a heading line, up to the next heading; empty if there is none. */
static struct piece section(const char *text, const char *heading)
{
    struct piece found = {"", 0};
    struct buf line = {0};
    const char *at, *end;

    buf_printf(&line, "\n%s\n", heading);
    at = strstr(text, buf_cstr(&line));
    if (at) {
        at += line.n_bytes;
        end = strstr(at, "\n#");
        found = (struct piece){at, end ? (size_t)(end - at) : strlen(at)};
    }
    buf_finish(&line);
    return found;
}

/* Takes the next row of a table that starts with a `code` from rest; false at the end. */
static bool next_row(struct piece *rest, struct piece cells[MAX_CELLS])
{
    while (rest->n_bytes) {
        const char *end = memchr(rest->at, '\n', rest->n_bytes);
        size_t line_bytes = end ? (size_t)(end - rest->at) : rest->n_bytes;
        const char *at = rest->at, *line_end = at + line_bytes;

        rest->at += line_bytes + (end != NULL);
        rest->n_bytes -= line_bytes + (end != NULL);
        if (line_bytes < 5 || memcmp(at, "| `", 3) != 0)
            continue;
        memset(cells, 0, MAX_CELLS * sizeof *cells);
        at += 2;
        for (int i = 0; i < MAX_CELLS && at < line_end; i++) {
            const char *bar = at;

            while (bar < line_end && memcmp(bar, " |", 2) != 0)
                bar++;
            cells[i] = (struct piece){at, (size_t)(bar - at)};
            at = bar + 3;
        }
        return true;
    }
    return false;
}

/* What stands between backticks in a cell. */
static int codes_of(struct piece cell, struct piece codes[MAX_CODES])
{
    int n = 0;

    for (size_t i = 0; i < cell.n_bytes && n < MAX_CODES; i++) {
        const char *open = memchr(cell.at + i, '`', cell.n_bytes - i);
        const char *close =
            open ? memchr(open + 1, '`', (size_t)(cell.at + cell.n_bytes - open - 1)) : NULL;

        if (!close)
            break;
        codes[n++] = (struct piece){open + 1, (size_t)(close - open - 1)};
        i = (size_t)(close - cell.at);
    }
    return n;
}

static bool has_code(struct piece cell, const char *word, size_t word_bytes)
{
    struct piece codes[MAX_CODES];
    int n = codes_of(cell, codes);

    for (int i = 0; i < n; i++)
        if (codes[i].n_bytes == word_bytes && memcmp(codes[i].at, word, word_bytes) == 0)
            return true;
    return false;
}

/* The codebook's name of a type. */
static const char *type_name(const struct field *f, char room[64])
{
    static const char *const names[] = {
        [FIELD_ID] = "id",
        [FIELD_ANY] = "id of any kind",
        [FIELD_TEXT] = "text",
        [FIELD_KANA] = "kana",
        [FIELD_DATE] = "date",
        [FIELD_DAY] = "day",
        [FIELD_INT] = "whole number",
        [FIELD_NUMBER] = "number",
        [FIELD_WORD] = "word",
        [FIELD_CODE] = "code",
        [FIELD_URL] = "address",
        [FIELD_LOCATOR] = "locator",
    };

    if (f->type != FIELD_REF)
        return names[f->type];
    snprintf(room, 64, "id of `%s`", f->arg);
    return room;
}

static void check_words(struct reading *r, const char *where, const struct field *f,
                        struct piece cell)
{
    for (const char *at = f->arg; *at;) {
        size_t word_bytes = strcspn(at, " ");

        if (!has_code(cell, at, word_bytes))
            fault(r, where, "lacks the word", (struct piece){at, word_bytes});
        at += word_bytes + (at[word_bytes] == ' ');
    }
}

/* An example must be what some row of the dossier holds in that field. */
static void check_example(struct reading *r, const char *where, const struct resource *res,
                          const struct field *f, struct piece example)
{
    const char *value = arena_copy(&arena, example.at, example.n_bytes);
    struct row *rows;
    size_t n_rows = 0;
    struct err e = {0};

    if (!store_rows(dossier, &arena, res, f->name, value, &rows, &n_rows, &e))
        fail_msg("%s", e.text);
    if (!n_rows)
        fault(r, where, "the dossier does not hold the example", example);
}

/* One row of a resource's table, which tells of one field or of a pair x_ja, x_en. Returns how
 * many fields of the schema it stood for. */
static int check_row(struct reading *r, const struct resource *res, int field,
                     struct piece cells[MAX_CELLS])
{
    struct piece names[MAX_CODES], examples[MAX_CODES];
    int n = codes_of(cells[0], names), n_examples = codes_of(cells[4], examples);
    char where[96], room[64];

    for (int i = 0; i < n; i++, field++) {
        const struct field *f = &res->fields[field];

        if (field >= res->n_fields || !piece_is(names[i], f->name)) {
            fault(r, res->name, "unknown or misplaced field", names[i]);
            return n;
        }
        snprintf(where, sizeof where, "%s.%s", res->name, f->name);
        if (!piece_is(cells[1], type_name(f, room)))
            fault(r, where, "has another type than", cells[1]);
        if (!piece_is(cells[2], f->required ? "yes" : "no"))
            fault(r, where, "is not, as to being required,", cells[2]);
        if (!cells[3].n_bytes)
            fault(r, where, "is not explained", cells[3]);
        if (f->type == FIELD_WORD)
            check_words(r, where, f, cells[3]);
        if (n_examples == n)
            check_example(r, where, res, f, examples[i]);
        else if (!piece_is(cells[4], "–") || strcmp(res->name, "retired") != 0)
            fault(r, where, "has no example", cells[4]);
    }
    return n;
}

static void check_resource(struct reading *r, const struct resource *res)
{
    struct piece rest, cells[MAX_CELLS];
    char heading[64];
    int n_fields = 0;

    snprintf(heading, sizeof heading, "### %s", res->name);
    rest = section(r->text, heading);
    while (next_row(&rest, cells))
        n_fields += check_row(r, res, n_fields, cells);
    for (; n_fields < res->n_fields; n_fields++)
        fault(r, res->name, "lacks the field",
              (struct piece){res->fields[n_fields].name, strlen(res->fields[n_fields].name)});
}

/* The label of a word on the screen, without the word itself: "1 confirmed" is "confirmed". */
static struct text label_of(const char *word, size_t word_bytes, enum display d)
{
    const char *key = arena_copy(&arena, word, word_bytes);
    struct text label = say_word(&arena, key, d);

    if (label.n_bytes > word_bytes && memcmp(label.p, word, word_bytes) == 0 &&
        label.p[word_bytes] == ' ')
        return text_skip(label, word_bytes + 1);
    return label;
}

/* A scale's table has a row for each word, with the labels that the program shows. */
static void check_scale(struct reading *r, const char *heading, const char *resource,
                        const char *field)
{
    const struct resource *res = schema_resource(resource);
    const char *at = res->fields[schema_field(res, field)].arg;
    struct piece rest = section(r->text, heading), cells[MAX_CELLS];

    while (next_row(&rest, cells)) {
        size_t word_bytes = strcspn(at, " ");
        struct text ja = label_of(at, word_bytes, DISPLAY_JA);
        struct text en = label_of(at, word_bytes, DISPLAY_EN);

        if (!word_bytes || !has_code(cells[0], at, word_bytes))
            fault(r, heading, "has an odd word", cells[0]);
        if (cells[1].n_bytes != ja.n_bytes || memcmp(cells[1].at, ja.p, ja.n_bytes) != 0)
            fault(r, heading, "the screen does not say", cells[1]);
        if (cells[2].n_bytes != en.n_bytes || memcmp(cells[2].at, en.p, en.n_bytes) != 0)
            fault(r, heading, "the screen does not say", cells[2]);
        at += word_bytes + (at[word_bytes] == ' ');
    }
    if (*at)
        fault(r, heading, "lacks", (struct piece){at, strlen(at)});
}

static int faults_of(const char *text, bool aloud)
{
    struct reading r = {text, aloud, 0};

    for (int i = 0; i < schema_n_resources; i++)
        check_resource(&r, &schema_resources[i]);
    check_scale(&r, "### Reading", "activities", "reading");
    check_scale(&r, "### Certainty", "activities", "certainty");
    check_scale(&r, "### Reliability", "sources", "reliability");
    arena_reset(&arena);
    return r.n_faults;
}

static void it_tells_every_resource_field_and_word(void **state)
{
    (void)state;
    assert_int_equal(faults_of(readme, true), 0);
}

/* Each fault is put in place of text that stands in the codebook once at least. */
static void its_faults_are_noticed(void **state)
{
    static const char *const faults[][2] = {
        {"\n### links\n", "\n### joins\n"},
        {"| `rhythm` | word | no |", "| `beat` | word | no |"},
        {"| `dissolved` | date | no |", "| `dissolved` | day | no |"},
        {"| `dissolved` | date | no |", "| `dissolved` | date | yes |"},
        {"| `parent` | id of `actors` |", "| `parent` | id of `events` |"},
        {"`threat-group`", "`threat`"},
        {"| `actor:nco-jp` |", "| `actor:nobody` |"},
        {"| `medium` | 中程度 |", "| `medium` | 並 |"},
        {"| `C` | かなり信頼できる | fairly reliable |", "| `C` | かなり信頼できる | fair |"},
        {"\n| `6` |", "\n| 6 |"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const char *at = strstr(readme, faults[i][0]);
        struct buf changed = {0};

        if (!at)
            fail_msg("not in the codebook: %s", faults[i][0]);
        buf_add(&changed, readme, (size_t)(at - readme));
        buf_str(&changed, faults[i][1]);
        buf_str(&changed, at + strlen(faults[i][0]));
        if (!faults_of(buf_cstr(&changed), false))
            fail_msg("not noticed: %s", faults[i][1]);
        buf_finish(&changed);
    }
}

static int set_up(void **state)
{
    size_t n_bytes;
    struct err e = {0};

    (void)state;
    readme = file_read(readme_path, &n_bytes);
    dossier = store_open(dossier_path, &e);
    if (!readme || !dossier)
        printf("%s: %s\n", readme ? dossier_path : readme_path, e.text);
    return readme && dossier ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    free(readme);
    store_close(dossier);
    arena_finish(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_tells_every_resource_field_and_word),
        cmocka_unit_test(its_faults_are_noticed),
    };

    if (argc != 3)
        return 2;
    readme_path = argv[1];
    dossier_path = argv[2];
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
