/* The hostile package, made from the schema itself. */
#include "corner.h"

#include "nichiei/base/buf.h"

#include "nichiei/store/build.h"
#include "nichiei/store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* It relies on the headers above. */
#include <cmocka.h>

#define TEN(s) s s s s s s s s s s

const char *const corner_texts[] = {
    "\x1B[2J\x1B]0;title\x07 ESC",                   /* clears, and sets the title */
    "\u202E逆順\u202C \u2066abc\u2069",              /* bidi controls */
    "\xFF\xFE\xC0\xAF broken \xE8\xAD",              /* broken UTF-8, also at the end */
    "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ 半角",                            /* half-width kana: two cells, one cluster */
    "か\u3099き\u3099は\u309A 結合",                 /* decomposed kana */
    "葛\U000E0100飾区 辻\U000E0101",                 /* ideographic variations */
    "全角　空白　　二つ",                            /* U+3000 */
    "①②③ ※ → α ─ … ±",                               /* ambiguous width */
    TEN("二百字に及ぶ長い名前をもつ主体の名であり"), /* 200 characters */
    "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F1EF\U0001F1F5 "
    "\U0001F44D\U0001F3FD",
    "a\u0301\u0302\u0303\u0304\u0305\u0306 Z\u0351\u0352\u0353", /* heaps of marks */
    "\u0301 mark first, 葛ﾞ, \u1160\u11A8 가",            /* marks and vowels without a base */
    "\r\n\tline\vbreaks\fand\x08 \x7F\xC2\x9B[1m",        /* C0, DEL, C1 */
    "\u2028para\u2029 \uFEFF\u00AD\u200B\U000E0041 zero", /* separators, tags, zero widths */
    "%s%n%d \\x1b $(reboot) `id` ; DROP TABLE \"record\" --",
    "\"quote\" 'single', comma, ，：－”", /* what the query takes for syntax */
    "Supercalifragilisticexpialidocious-https://example.org/no/break/anywhere/in/here",
    "\uFDFD \U00012031 \u0E01\u0E33 \u0B95\u0BCD", /* wide and odd scripts */
    ".",
    "　",
};
const size_t corner_n_texts = sizeof corner_texts / sizeof corner_texts[0];

static unsigned next_text;

static void put_csv(struct buf *out, const char *value)
{
    buf_char(out, '"');
    for (; *value; value++) {
        if (*value == '"')
            buf_char(out, '"');
        buf_char(out, *value);
    }
    buf_char(out, '"');
}

/* The word of that number, going round. */
static void put_word(struct buf *out, const char *words, int i)
{
    int n_words = 1;

    for (const char *at = words; *at; at++)
        n_words += *at == ' ';
    for (i %= n_words; i > 0; i--)
        words = strchr(words, ' ') + 1;
    buf_add(out, words, strcspn(words, " "));
}

static void put_id(struct buf *out, enum kind kind, int i)
{
    buf_printf(out, "%s:corner-%d", kind_prefix(kind), i % CORNER_ROWS);
}

static void put_value(struct buf *out, const struct field *f, int i)
{
    static const char *const dates[] = {"2024-03-25", "2024-03", "2012-06-19/2012-06-20~",
                                        "20XX",       "",        "2024-02~/2025",
                                        "../2024",    "-0480",   "2023-04-01/2024-03-31"};
    switch (f->type) {
    case FIELD_ID:
        buf_printf(out, "%s:corner-%d", f->arg, i);
        break;
    case FIELD_REF:
        put_id(out, schema_resource(f->arg)->kind, i);
        break;
    case FIELD_ANY:
        put_id(out, (enum kind)(i % KIND_COUNT), i);
        break;
    case FIELD_TEXT:
    case FIELD_KANA:
        put_csv(out, corner_texts[next_text++ % corner_n_texts]);
        break;
    case FIELD_CODE:
        put_csv(out, i % 3 ? corner_texts[(size_t)i % corner_n_texts] : "JP");
        break;
    case FIELD_DATE:
        buf_str(out, f->required ? "2024-03-25" : dates[i % 9]);
        break;
    case FIELD_DAY:
        buf_str(out, "2024-10-01");
        break;
    case FIELD_INT:
        buf_printf(out, "%d", i + 1);
        break;
    case FIELD_NUMBER:
        buf_str(out, "12345678901234567890.5");
        break;
    case FIELD_WORD:
        put_word(out, f->arg, i);
        break;
    case FIELD_URL:
        buf_str(out, "https://example.org/\x1B[31m/\xE2\x80\xAE");
        break;
    case FIELD_LOCATOR:
        buf_str(out, "sec=\x1B[2J;par=\xE2\x80\xAE;note=\xFF");
        break;
    }
}

/* Each record has a citation, and one of its two ways of naming the evidence. */
static void put_citations(struct buf *out)
{
    for (int k = 0; k < KIND_COUNT; k++)
        for (int i = 0; i < CORNER_ROWS; i++) {
            put_id(out, (enum kind)k, i);
            buf_printf(out, i % 2 ? ",source:corner-%d,," : ",,ref:corner-%d,", i);
            buf_str(out, "sec=\x1B[2J;par=\xE2\x80\xAE;note=\xFF,");
            put_csv(out, corner_texts[next_text++ % corner_n_texts]);
            buf_char(out, ',');
            put_csv(out, corner_texts[next_text++ % corner_n_texts]);
            buf_char(out, '\n');
        }
}

static void write_file(const char *dir, const char *name, const struct buf *content)
{
    struct buf path = {0};
    FILE *f;

    buf_printf(&path, "%s/%s", dir, name);
    f = fopen(buf_cstr(&path), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(content->bytes, 1, content->n_bytes, f), content->n_bytes);
    assert_int_equal(fclose(f), 0);
    buf_finish(&path);
}

static void write_resource(const char *dir, const struct resource *r)
{
    int n_rows = strcmp(r->name, "retired") == 0 ? 1 : CORNER_ROWS; /* of any text, only one */
    struct buf csv = {0};
    char name[64];

    for (int i = 0; i < r->n_fields; i++)
        buf_printf(&csv, "%s%s", i ? "," : "", r->fields[i].name);
    buf_char(&csv, '\n');
    if (strcmp(r->name, "citations") == 0)
        put_citations(&csv);
    else
        for (int row = 0; row < n_rows; row++) {
            for (int i = 0; i < r->n_fields; i++) {
                if (i)
                    buf_char(&csv, ',');
                /* An actor is not its own parent, a link does not lead to itself. */
                put_value(&csv, &r->fields[i], r->fields[i].type == FIELD_ID ? row : row + i / 3);
            }
            buf_char(&csv, '\n');
        }
    snprintf(name, sizeof name, "%s.csv", r->name);
    write_file(dir, name, &csv);
    buf_finish(&csv);
}

static void write_descriptor(const char *dir)
{
    struct buf json = {0};

    buf_str(&json, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": \"corner\",\n"
                   "  \"title\": \"\\u001b[2J\\u202etitle\",\n  \"title_ja\": \"\\u001b[2J題\",\n"
                   "  \"resources\": [\n");
    for (int i = 0; i < schema_n_resources; i++) {
        schema_describe(&schema_resources[i], &json);
        buf_str(&json, i + 1 < schema_n_resources ? ",\n" : "\n");
    }
    buf_str(&json, "  ]\n}\n");
    write_file(dir, "datapackage.json", &json);
    buf_finish(&json);
}

static void tell(void *ctx, const struct problem *p)
{
    (void)ctx;
    if (p->severity == SEVERITY_ERROR)
        print_error("%s:%u: %s: %s\n", p->file, p->line, p->field ? p->field : "", p->what);
}

void corner_build(const char *dir, const char *dossier)
{
    struct report rep = {.tell = tell};
    struct err e = {0};

    mkdir(dir, 0777);
    next_text = 0;
    for (int i = 0; i < schema_n_resources; i++)
        write_resource(dir, &schema_resources[i]);
    write_descriptor(dir);
    if (!build_dossier(dir, dossier, &rep, &e))
        fail_msg("%s", e.text);
    assert_true(rep.n_warnings > 100); /* validate sees what nobody typed on purpose */
}
