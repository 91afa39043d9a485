/*
 * No sentence of a source stands in the dossier: no 25 characters of Japanese and no 12 words of
 * English on end, names and titles aside. Needs the documents in a folder beside the checkout, and
 * says so where that is missing.
 */
#include "nichiei/base/arena.h"
#include "nichiei/base/buf.h"

#include "nichiei/text/fold.h"

#include "nichiei/store/store.h"

#include "package.h"
#include "prose.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static const char *documents_path, *dossier_path;

/* Names, titles, and the labels that the table prints or should have, are facts and carry over. */
static bool is_fact(const struct field *f)
{
    static const char *const names[] = {"name_ja", "name_en", "title",     "alias",    "printed",
                                        "adopted", "author",  "container", "publisher"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(f->name, names[i]) == 0)
            return true;
    return false;
}

/* Tells the runs that one row shares with the documents; returns how many fields have one. */
static int tell_row(struct prose_shelf *shelf, const struct resource *r, const char *id,
                    const char *const *values)
{
    int n_copied = 0;

    for (int i = 0; i < r->n_fields; i++) {
        const struct field *f = &r->fields[i];

        if (f->type != FIELD_TEXT || is_fact(f))
            continue;
        for (int l = 0; l < LANGUAGE_COUNT; l++) {
            struct buf run = {0};

            if (prose_shared(shelf, (enum language)l, values[i], &run)) {
                printf("%s: %s.%s: %s\n", id, r->name, f->name, buf_cstr(&run));
                n_copied++;
            }
            buf_finish(&run);
        }
    }
    return n_copied;
}

/* The rows of the joins that belong to a record: those that name it in their first field. */
static int tell_joins(struct prose_shelf *shelf, struct store *st, struct arena *a, const char *id,
                      struct err *e)
{
    int n_copied = 0;

    for (int i = 0; i < schema_n_resources; i++) {
        const struct resource *r = &schema_resources[i];
        /* A retired id is no record; what stands for it is. */
        const char *field = strcmp(r->name, "retired") == 0 ? "replaced_by" : r->fields[0].name;
        struct row *rows;
        size_t n_rows;

        if (r->kind != KIND_NONE)
            continue;
        if (!store_rows(st, a, r, field, id, &rows, &n_rows, e))
            fail_msg("%s", e->text);
        for (size_t k = 0; k < n_rows; k++)
            n_copied += tell_row(shelf, r, id, rows[k].values);
    }
    return n_copied;
}

static int tell_dossier(struct prose_shelf *shelf)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *st = store_open(dossier_path, &e);
    int n_copied = 0;

    if (!st)
        fail_msg("%s", e.text);
    for (uint32_t n = 1; n <= store_n_records(st); n++) {
        const char *const *values;
        struct record record;

        if (!store_record(st, &a, n, &record, &e) || !store_fields(st, &a, n, &values, &e))
            fail_msg("%s", e.text);
        n_copied += tell_row(shelf, schema_of_kind(record.kind), record.id, values);
        n_copied += tell_joins(shelf, st, &a, record.id, &e);
        arena_reset(&a);
    }
    store_close(st);
    arena_finish(&a);
    return n_copied;
}

/* Puts the folder's documents onto a shelf; NULL if it has none. *sample is a sentence of one. */
static struct prose_shelf *read_documents(struct buf *sample)
{
    DIR *dir = opendir(documents_path);
    struct prose_shelf *shelf = NULL;
    const struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        const char *suffix = strrchr(entry->d_name, '.');
        struct buf path = {0};
        size_t n_bytes;
        char *text;

        if (!suffix || strcmp(suffix, ".txt") != 0)
            continue;
        buf_printf(&path, "%s/%s", documents_path, entry->d_name);
        text = file_read(buf_cstr(&path), &n_bytes);
        assert_non_null(text);
        shelf = shelf ? shelf : prose_new();
        prose_add(shelf, text, n_bytes);
        for (char *line = strtok(text, "\n"); line && !sample->n_bytes; line = strtok(NULL, "\n"))
            if (strlen(line) > 300 && strstr(line, "。"))
                buf_add(sample, line, (size_t)(strstr(line, "。") - line));
        free(text);
        buf_finish(&path);
    }
    if (dir)
        closedir(dir);
    return shelf;
}

static void no_sentence_of_a_source_is_in_it(void **state)
{
    struct buf sample = {0}, run = {0};
    struct prose_shelf *shelf = read_documents(&sample);

    (void)state;
    if (!shelf) {
        printf("%s is not here: nothing to compare with\n", documents_path);
        return;
    }
    /* The documents themselves can be found. */
    assert_true(prose_shared(shelf, JAPANESE, buf_cstr(&sample), &run));
    assert_int_equal(tell_dossier(shelf), 0);
    buf_finish(&sample);
    buf_finish(&run);
    prose_free(shelf);
}

/* A document made up for the tests below: 30 characters in a sentence, and a note parts another. */
static struct prose_shelf *made_up(void)
{
    static const char text[] =
        "あいうえお、かきくけこ。さしすせそ¹たちつてと（なにぬねの）はひふへほ。\n"
        "山川は海に至り、雲は空に\n12. Some Note, 2024.\n浮かび、鳥は木の枝に眠り、魚は水に遊ぶ。\n"
        "One two three, four five six seven; eight nine ten eleven twelve thirteen.\n";
    struct prose_shelf *shelf = prose_new();

    prose_add(shelf, text, sizeof text - 1);
    return shelf;
}

/* The run is reported as its search key, so the wanted one is compared as that, too. */
static void assert_shared(enum language l, const char *text, const char *wanted)
{
    struct prose_shelf *shelf = made_up();
    struct buf run = {0}, key = {0};
    bool found = prose_shared(shelf, l, text, &run);

    if (wanted)
        fold_key(&key, wanted, strlen(wanted));
    if (found != (wanted != NULL) || (wanted && strcmp(buf_cstr(&key), buf_cstr(&run)) != 0))
        fail_msg("in %s: %s", text, found ? buf_cstr(&run) : "nothing found");
    buf_finish(&run);
    buf_finish(&key);
    prose_free(shelf);
}

static void twenty_five_characters_are_a_copy(void **state)
{
    (void)state;
    assert_shared(JAPANESE, "別の文。いうえおかきくけこさしすせそたちつてとなにぬねのは別",
                  "いうえおかきくけこさしすせそたちつてとなにぬねのは");
    assert_shared(JAPANESE, "別の文。いうえおかきくけこさしすせそたちつてとなにぬねの別", NULL);
    assert_shared(JAPANESE, "", NULL);
}

static void punctuation_blanks_and_width_hide_no_copy(void **state)
{
    (void)state;
    assert_shared(JAPANESE, "いうえお・かきくけこ さしすせそ「たちつてと」なにぬねの　はひ。",
                  "いうえお・かきくけこ さしすせそ「たちつてと」なにぬねの はひ");
    assert_shared(JAPANESE, "山川は海に至り雲は空に浮かび鳥は木の枝に眠り",
                  NULL); /* 22: too short */
    assert_shared(JAPANESE, "雲は空に浮かび、鳥は木の枝に眠り、魚は水に遊ぶ", NULL); /* 21 */
    assert_shared(JAPANESE, "海に至り雲は空に浮かび鳥は木の枝に眠り魚は水に遊ぶ",
                  "海に至り雲は空に浮かび鳥は木の枝に眠り魚は水に遊ぶ");
}

static void twelve_words_are_a_copy(void **state)
{
    (void)state;
    assert_shared(ENGLISH, "No: ONE two-three four five six seven eight nine ten eleven TWELVE!",
                  "one two-three four five six seven eight nine ten eleven twelve");
    assert_shared(ENGLISH, "three four five six seven eight nine ten eleven twelve thirteen", NULL);
    assert_shared(ENGLISH, "one two three four five six 七 seven eight nine ten eleven twelve",
                  NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sentence_of_a_source_is_in_it),
        cmocka_unit_test(twenty_five_characters_are_a_copy),
        cmocka_unit_test(punctuation_blanks_and_width_hide_no_copy),
        cmocka_unit_test(twelve_words_are_a_copy),
    };

    if (argc != 3)
        return 2;
    documents_path = argv[1];
    dossier_path = argv[2];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
