/* Reading and writing CSV: quotes, line ends, line numbers, and what is no CSV. */
#include "csv_in.h"
#include "package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

/* A file with some bytes, opened. */
struct fixture {
    struct package *p;
    struct csv_in *in;
    struct csv_row row;
    struct err e;
};

static int set_up(void **state)
{
    static struct fixture f;

    f = (struct fixture){.p = package_new()};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    csv_close(f->in);
    package_free(f->p);
    return 0;
}

static void read_bytes(struct fixture *f, const char *bytes, size_t n_bytes)
{
    const char *path = package_path(f->p, "x.csv");

    csv_close(f->in);
    file_write(path, bytes, n_bytes);
    err_clear(&f->e);
    f->in = csv_open(path, &f->e);
    assert_non_null(f->in);
}

static void read_text(struct fixture *f, const char *text)
{
    read_bytes(f, text, strlen(text));
}

static enum got next(struct fixture *f)
{
    return csv_next(f->in, &f->row, &f->e);
}

/* The next row stands in this line and holds these fields; NULL ends them. */
static void expect_row(struct fixture *f, uint32_t line, const char *const *fields)
{
    int n = 0;

    assert_int_equal(next(f), GOT_ROW);
    assert_int_equal(f->row.line, line);
    for (; fields[n]; n++) {
        assert_true(n < f->row.n_fields);
        assert_string_equal(f->row.fields[n].bytes, fields[n]);
        assert_int_equal(f->row.fields[n].n_bytes, strlen(fields[n]));
    }
    assert_int_equal(f->row.n_fields, n);
}
#define EXPECT_ROW(f, line, ...) expect_row(f, line, (const char *const[]){__VA_ARGS__, NULL})

static void expect_bad(struct fixture *f, uint32_t line, const char *word)
{
    assert_int_equal(next(f), GOT_BAD);
    assert_int_equal(f->row.line, line);
    assert_int_equal(f->e.code, ERR_DATA);
    assert_non_null(strstr(f->e.text, word));
}

static void plain_rows_come_in_order(void **state)
{
    struct fixture *f = *state;

    read_text(f, "id,name\nactor:a,警察庁\n,\n");
    EXPECT_ROW(f, 1, "id", "name");
    EXPECT_ROW(f, 2, "actor:a", "警察庁");
    EXPECT_ROW(f, 3, "", "");
    assert_int_equal(next(f), GOT_END);
    assert_int_equal(next(f), GOT_END);
}

static void the_last_line_may_lack_its_end(void **state)
{
    struct fixture *f = *state;

    read_text(f, "a,b\nc,d");
    EXPECT_ROW(f, 1, "a", "b");
    EXPECT_ROW(f, 2, "c", "d");
    assert_int_equal(next(f), GOT_END);
}

static void quotes_hold_commas_quotes_and_line_ends(void **state)
{
    struct fixture *f = *state;

    read_text(f, "\"a,b\",\"say \"\"no\"\"\",\"\"\n\"one\ntwo\",x\n\"\"\"\",y\n");
    EXPECT_ROW(f, 1, "a,b", "say \"no\"", "");
    EXPECT_ROW(f, 2, "one\ntwo", "x");
    EXPECT_ROW(f, 4, "\"", "y");
    assert_int_equal(next(f), GOT_END);
}

static void blanks_round_a_field_are_kept(void **state)
{
    struct fixture *f = *state;

    read_text(f, " a ,\tb\t, c\n");
    EXPECT_ROW(f, 1, " a ", "\tb\t", " c");
}

static void crlf_counts_as_lf(void **state)
{
    struct fixture *f = *state;

    read_text(f, "a,b\r\n\"one\r\ntwo\",c\r\nd,e\r\n");
    EXPECT_ROW(f, 1, "a", "b");
    EXPECT_ROW(f, 2, "one\ntwo", "c");
    EXPECT_ROW(f, 4, "d", "e");
    assert_int_equal(next(f), GOT_END);
}

/* Else a package would change each time it is unpacked and built. */
static void crs_before_an_lf_all_go(void **state)
{
    struct fixture *f = *state;

    read_text(f, "\"one\r\r\ntwo\",\"lone\rcr\",\"ends\r\"\r\r\nb,c,d\n");
    EXPECT_ROW(f, 1, "one\ntwo", "lone\rcr", "ends\r");
    EXPECT_ROW(f, 3, "b", "c", "d");
    assert_int_equal(next(f), GOT_END);
}

static void a_blank_line_is_a_row_of_no_fields(void **state)
{
    struct fixture *f = *state;

    read_text(f, "a,b\n\nc,d\n\n\n");
    EXPECT_ROW(f, 1, "a", "b");
    assert_int_equal(next(f), GOT_ROW);
    assert_int_equal(f->row.n_fields, 0);
    assert_int_equal(f->row.line, 2);
    EXPECT_ROW(f, 3, "c", "d");
    for (uint32_t line = 4; line <= 5; line++) {
        assert_int_equal(next(f), GOT_ROW);
        assert_int_equal(f->row.n_fields, 0);
        assert_int_equal(f->row.line, line);
    }
    assert_int_equal(next(f), GOT_END);
}

static void a_byte_order_mark_is_told(void **state)
{
    struct fixture *f = *state;

    read_text(f, "\xEF\xBB\xBFid,name\n");
    expect_bad(f, 1, "byte order mark");
}

/* Only at the very start: later U+FEFF is a character of the data. */
static void a_mark_further_on_is_data(void **state)
{
    struct fixture *f = *state;

    read_text(f, "a,b\n\xEF\xBB\xBFx,\xEF\xBD\x8A\n");
    EXPECT_ROW(f, 1, "a", "b");
    EXPECT_ROW(f, 2, "\xEF\xBB\xBFx", "ｊ");
}

static void an_unclosed_quote_is_told_where_the_row_starts(void **state)
{
    struct fixture *f = *state;

    read_text(f, "a,b\nc,d\n\"open,e\nf,g\n");
    EXPECT_ROW(f, 1, "a", "b");
    EXPECT_ROW(f, 2, "c", "d");
    expect_bad(f, 3, "not closed");
}

static void a_quote_inside_a_field_is_told(void **state)
{
    static const char *const texts[] = {"a,b\nc\"d,e\n", "a,b\n\"c\"d,e\n", "a,b\n\"c\" ,e\n"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_text(f, texts[i]);
        EXPECT_ROW(f, 1, "a", "b");
        expect_bad(f, 2, "quote");
    }
}

static void bytes_that_are_no_text_come_through(void **state)
{
    struct fixture *f = *state;

    read_bytes(f, "a\0b,\xFF\xFE\n", 7);
    assert_int_equal(next(f), GOT_ROW);
    assert_int_equal(f->row.n_fields, 2);
    assert_int_equal(f->row.fields[0].n_bytes, 3);
    assert_memory_equal(f->row.fields[0].bytes, "a\0b", 4);
    assert_string_equal(f->row.fields[1].bytes, "\xFF\xFE");
}

static void many_and_long_fields_are_whole(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};

    for (int i = 0; i < 1000; i++)
        buf_printf(&text, "%s%d", i ? "," : "", i);
    buf_char(&text, '\n');
    for (int i = 0; i < 100000; i++)
        buf_str(&text, "長い");
    buf_char(&text, '\n');
    read_bytes(f, buf_cstr(&text), text.n_bytes);
    buf_finish(&text);
    assert_int_equal(next(f), GOT_ROW);
    assert_int_equal(f->row.n_fields, 1000);
    assert_string_equal(f->row.fields[0].bytes, "0");
    assert_string_equal(f->row.fields[999].bytes, "999");
    assert_int_equal(next(f), GOT_ROW);
    assert_int_equal(f->row.n_fields, 1);
    assert_int_equal(f->row.fields[0].n_bytes, 600000);
}

static void an_empty_file_ends_at_once(void **state)
{
    struct fixture *f = *state;

    read_text(f, "");
    assert_int_equal(next(f), GOT_END);
}

static void what_is_no_file_is_told(void **state)
{
    struct fixture *f = *state;

    assert_null(csv_open(package_path(f->p, "none.csv"), &f->e));
    assert_non_null(strstr(f->e.text, "none.csv: No such file"));
    err_clear(&f->e);
    assert_null(csv_open("/tmp", &f->e));
    assert_string_equal(f->e.text, "/tmp: is a directory");
    csv_close(NULL);
}

/* csv_put quotes only what must be quoted, and csv_next gives back what csv_put was given. */
static void what_is_put_comes_back(void **state)
{
    static const struct {
        const char *field, *csv;
    } cases[] = {
        {"", ""},
        {"plain 文字", "plain 文字"},
        {" blanks ", " blanks "},
        {"a,b", "\"a,b\""},
        {"\"", "\"\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"a\rb", "\"a\rb\""},
        {"ends\r", "\"ends\r\""},
        {"\n", "\"\n\""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = {0};

        csv_put(&out, cases[i].field);
        assert_string_equal(buf_cstr(&out), cases[i].csv);
        buf_str(&out, ",x\n");
        read_bytes(f, buf_cstr(&out), out.n_bytes);
        buf_finish(&out);
        EXPECT_ROW(f, 1, cases[i].field, "x");
        assert_int_equal(next(f), GOT_END);
    }
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(plain_rows_come_in_order),
        WITH_FILE(the_last_line_may_lack_its_end),
        WITH_FILE(quotes_hold_commas_quotes_and_line_ends),
        WITH_FILE(blanks_round_a_field_are_kept),
        WITH_FILE(crlf_counts_as_lf),
        WITH_FILE(crs_before_an_lf_all_go),
        WITH_FILE(a_blank_line_is_a_row_of_no_fields),
        WITH_FILE(a_byte_order_mark_is_told),
        WITH_FILE(a_mark_further_on_is_data),
        WITH_FILE(an_unclosed_quote_is_told_where_the_row_starts),
        WITH_FILE(a_quote_inside_a_field_is_told),
        WITH_FILE(bytes_that_are_no_text_come_through),
        WITH_FILE(many_and_long_fields_are_whole),
        WITH_FILE(an_empty_file_ends_at_once),
        WITH_FILE(what_is_no_file_is_told),
        WITH_FILE(what_is_put_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
