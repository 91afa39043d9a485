/* The dossier's shape: what its tables promise to SQLite, to the descriptor and to readers. */
#include "nichiei/store/schema.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void every_kind_has_one_resource_and_a_prefix_of_its_own(void **state)
{
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct resource *r = schema_of_kind((enum kind)k);
        char id[64] = "";

        assert_non_null(r);
        assert_int_equal(r->kind, k);
        strcat(strcat(id, kind_prefix((enum kind)k)), ":x");
        assert_int_equal(kind_of_id(id), k);
        for (int i = 0; i < schema_n_resources; i++)
            assert_true(&schema_resources[i] == r || (int)schema_resources[i].kind != k);
    }
}

static void what_is_no_id_has_no_kind(void **state)
{
    static const char *const words[] = {"",           ":",        "actor",       "actors:npa",
                                        "Actor:npa",  " actor:x", "unknown:npa", "act:npa",
                                        "activities:"};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_int_equal(kind_of_id(words[i]), KIND_NONE);
}

static void records_start_with_their_id_and_have_names(void **state)
{
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct resource *r = schema_of_kind((enum kind)k);

        assert_string_equal(r->fields[0].name, "id");
        assert_int_equal(r->fields[0].type, FIELD_ID);
        assert_string_equal(r->fields[0].arg, kind_prefix((enum kind)k));
        assert_true(schema_field(r, "name_ja") > 0 && schema_field(r, "name_en") > 0);
        assert_true(r->fields[schema_field(r, "checked")].required);
    }
}

/* validate pairs x_ja with the x_en behind it, and JSON makes one member of them. */
static void languages_stand_side_by_side(void **state)
{
    (void)state;
    for (int i = 0; i < schema_n_resources; i++)
        for (int k = 0; k < schema_resources[i].n_fields; k++) {
            const struct field *f = &schema_resources[i].fields[k];
            size_t stem_bytes = strlen(f->name) - 3;

            if (strlen(f->name) < 4 || strcmp(f->name + stem_bytes, "_ja") != 0)
                continue;
            assert_true(k + 1 < schema_resources[i].n_fields);
            assert_memory_equal(f->name, f[1].name, stem_bytes);
            assert_string_equal(f[1].name + stem_bytes, "_en");
            assert_int_equal(f->required, f[1].required);
        }
}

static void arguments_fit_their_types(void **state)
{
    (void)state;
    for (int i = 0; i < schema_n_resources; i++)
        for (int k = 0; k < schema_resources[i].n_fields; k++) {
            const struct field *f = &schema_resources[i].fields[k];

            assert_int_equal(schema_field(&schema_resources[i], f->name), k);
            if (f->type == FIELD_REF)
                assert_int_not_equal(schema_resource(f->arg)->kind, KIND_NONE);
            else if (f->type == FIELD_WORD)
                assert_non_null(strchr(f->arg, ' '));
            else if (f->type != FIELD_ID)
                assert_null(f->arg);
        }
}

static void unknown_names_are_not_found(void **state)
{
    (void)state;
    assert_null(schema_resource("nothing"));
    assert_null(schema_resource(""));
    assert_int_equal(schema_field(schema_resource("actors"), "nothing"), -1);
}

static void a_word_is_whole(void **state)
{
    (void)state;
    assert_true(schema_has_word("yes no", "yes", 3));
    assert_true(schema_has_word("yes no", "no", 2));
    assert_true(schema_has_word("one", "one", 3));
    assert_false(schema_has_word("yes no", "ye", 2));
    assert_false(schema_has_word("yes no", "yes no", 6));
    assert_false(schema_has_word("yes no", "", 0));
    assert_false(schema_has_word("yes no", "YES", 3));
    assert_false(schema_has_word("", "a", 1));
}

static sqlite3 *empty_database(void)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    return db;
}

/* One number out of a query with one text argument. */
static int number(sqlite3 *db, const char *sql, const char *argument)
{
    sqlite3_stmt *q = NULL;
    int value;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    sqlite3_bind_text(q, 1, argument, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    value = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return value;
}

static void the_tables_are_strict_and_keep_their_keys(void **state)
{
    sqlite3 *db = empty_database();

    (void)state;
    for (int i = 0; i < schema_n_resources; i++) {
        const struct resource *r = &schema_resources[i];
        struct buf sql = {0};
        int n_keys = 0;

        schema_create_sql(r, &sql);
        assert_int_equal(sqlite3_exec(db, buf_cstr(&sql), NULL, NULL, NULL), SQLITE_OK);
        for (int k = 0; k < r->n_fields; k++)
            n_keys += r->fields[k].type == FIELD_REF || r->fields[k].type == FIELD_ANY;
        assert_int_equal(number(db, "SELECT strict FROM pragma_table_list(?1)", r->name), 1);
        assert_int_equal(number(db, "SELECT count(*) FROM pragma_table_info(?1)", r->name),
                         r->n_fields + 1);
        assert_int_equal(number(db, "SELECT count(*) FROM pragma_foreign_key_list(?1)", r->name),
                         n_keys);
        buf_finish(&sql);
    }
    sqlite3_close(db);
}

/* Table Schema 1.0: names in order, and what the fields must hold. */
static void the_descriptor_is_json_with_the_same_fields(void **state)
{
    sqlite3 *db = empty_database();

    (void)state;
    for (int i = 0; i < schema_n_resources; i++) {
        const struct resource *r = &schema_resources[i];
        struct buf json = {0};

        schema_describe(r, &json);
        assert_int_equal(number(db, "SELECT json_valid(?1)", buf_cstr(&json)), 1);
        assert_int_equal(
            number(db, "SELECT json_array_length(?1, '$.schema.fields')", buf_cstr(&json)),
            r->n_fields);
        assert_int_equal(
            number(db, "SELECT ?1 ->> '$.path' = ?1 ->> '$.name' || '.csv'", buf_cstr(&json)), 1);
        assert_int_equal(number(db,
                                "SELECT ?1 ->> '$.schema.primaryKey' IS 'id' AND "
                                "?1 ->> '$.schema.fields[0].constraints.unique' IS 1",
                                buf_cstr(&json)),
                         r->kind != KIND_NONE);
        buf_finish(&json);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_one_resource_and_a_prefix_of_its_own),
        cmocka_unit_test(what_is_no_id_has_no_kind),
        cmocka_unit_test(records_start_with_their_id_and_have_names),
        cmocka_unit_test(languages_stand_side_by_side),
        cmocka_unit_test(arguments_fit_their_types),
        cmocka_unit_test(unknown_names_are_not_found),
        cmocka_unit_test(a_word_is_whole),
        cmocka_unit_test(the_tables_are_strict_and_keep_their_keys),
        cmocka_unit_test(the_descriptor_is_json_with_the_same_fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
