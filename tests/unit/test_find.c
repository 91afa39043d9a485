/* Words in wrapped text: found however they are written, and across the ends of lines. */
#include "nichiei/text/wrap.h"

#include "nichiei/model/find.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

enum { MAX_PIECES = 256 };

static struct arena mem;
static struct find_piece pieces[MAX_PIECES];
static size_t n_pieces, n_lines;
static struct found found;

static int start(void **state)
{
    (void)state;
    n_pieces = n_lines = 0;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static int finish(void **state)
{
    (void)state;
    found_finish(&found);
    arena_finish(&mem);
    return 0;
}

static void add(const char *s, size_t line, enum find_part part, bool goes_on)
{
    pieces[n_pieces++] = (struct find_piece){text_lit(s), line, part, goes_on};
}

/* A text wrapped to so many columns, below what there is. */
static void add_wrapped(const char *s, int cols)
{
    struct text *lines;
    size_t n = text_wrap(&mem, text_safe_str(&mem, s), cols, &lines);

    for (size_t i = 0; i < n; i++)
        pieces[n_pieces++] = (struct find_piece){lines[i], n_lines++, FIND_LEFT, i > 0};
}

static size_t hits(const char *typed)
{
    find_in(&found, pieces, n_pieces, typed);
    return found.n_hits;
}

static void assert_mark(size_t i, size_t line, size_t hit, const char *text)
{
    const struct find_mark *m = &found.marks[i];

    assert_true(i < found.n_marks);
    assert_int_equal(m->line, line);
    assert_int_equal(m->hit, hit);
    for (size_t k = 0; k < n_pieces; k++)
        if (pieces[k].line == line && pieces[k].part == m->part) {
            assert_int_equal(m->n_bytes, strlen(text));
            assert_memory_equal(pieces[k].text.p + m->at, text, m->n_bytes);
        }
}

static void a_word_is_found_however_it_is_written(void **state)
{
    static const char *const typed[] = {"サイバー", "さいばー", "ｻｲﾊﾞｰ", "サイバ"};

    (void)state;
    add("日英サイバー協議", 0, FIND_LEFT, false);
    add("ＮＣＳＣとＪＰＣＥＲＴ", 1, FIND_LEFT, false);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(hits(typed[i]), 1);
        assert_mark(0, 0, 0, "サイバー");
    }
    assert_int_equal(hits("ncsc"), 1);
    assert_mark(0, 1, 0, "ＮＣＳＣ");
    assert_int_equal(hits("gchq"), 0);
}

static void a_hit_goes_over_the_end_of_a_line(void **state)
{
    (void)state;
    add_wrapped("防衛装備品及び技術の移転", 8);
    assert_true(n_lines >= 3);
    assert_int_equal(hits("装備品及び"), 1);
    assert_mark(0, 0, 0, "装備");
    assert_mark(1, 1, 0, "品及び");
    assert_int_equal(find_line(&found, 0), 0);
}

static void a_blank_at_the_end_of_a_line_is_part_of_a_phrase(void **state)
{
    (void)state;
    add_wrapped("the joint statement on cyber", 9);
    assert_int_equal(hits("joint statement"), 1);
    assert_mark(0, 0, 0, "joint");
    assert_mark(1, 1, 0, "statement");
}

/* Neighbours are no text: what ends one line and begins another text is no word. */
static void a_hit_stays_in_its_text(void **state)
{
    (void)state;
    add("警", 0, FIND_LEFT, false);
    add("察", 1, FIND_LEFT, false);
    add("警", 2, FIND_LEFT, false);
    add("察", 2, FIND_RIGHT, false);
    assert_int_equal(hits("警察"), 0);
}

/* Two columns side by side: each text goes on below itself. */
static void columns_beside_each_other_are_texts_of_their_own(void **state)
{
    static const char ja[] = "外務省警察庁", en[] = "the foreign office";

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct text left = {ja + 9 * i, 9}, right = {en + (i ? 12 : 0), i ? 6 : 11};

        pieces[n_pieces++] = (struct find_piece){left, i, FIND_LEFT, i > 0};
        pieces[n_pieces++] = (struct find_piece){right, i, FIND_RIGHT, i > 0};
    }
    assert_int_equal(hits("省警"), 1);
    assert_int_equal(found.n_marks, 2);
    assert_int_equal(hits("foreign office"), 1);
    assert_int_equal(found.marks[0].part, FIND_RIGHT);
    assert_int_equal(found.marks[1].line, 1);
}

static void hits_are_numbered_as_they_are_read(void **state)
{
    const struct find_mark *marks;

    (void)state;
    add("a1", 0, FIND_RIGHT, false);
    add("a2 a3", 0, FIND_LABEL, false);
    add("b", 1, FIND_LEFT, false);
    add("a4", 2, FIND_LEFT, false);
    assert_int_equal(hits("a"), 4);
    assert_int_equal(find_on_line(&found, 0, &marks), 3);
    assert_int_equal(marks[0].part, FIND_LABEL);
    assert_int_equal(marks[1].at, 3);
    assert_int_equal(marks[2].part, FIND_RIGHT);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(found.marks[i].hit, i);
    assert_int_equal(find_on_line(&found, 1, &marks), 0);
    assert_int_equal(find_on_line(&found, 2, &marks), 1);
    assert_int_equal(find_on_line(&found, 9, &marks), 0);
    assert_int_equal(find_from(&found, 0), 0);
    assert_int_equal(find_from(&found, 1), 3);
    assert_int_equal(find_from(&found, 3), 4);
}

static void what_folds_to_nothing_is_nowhere(void **state)
{
    (void)state;
    add("a ・ b", 0, FIND_LEFT, false);
    assert_int_equal(hits(""), 0);
    assert_int_equal(hits("\xE2\x80\x8B"), 0);
    assert_int_equal(hits("a"), 1);
    n_pieces = 0;
    assert_int_equal(hits("a"), 0);
    assert_int_equal(found.n_marks, 0);
}

static void there_may_be_any_number_of_hits(void **state)
{
    char many[1001];

    (void)state;
    memset(many, 'x', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    add_wrapped(many, 40);
    assert_int_equal(n_lines, 25);
    assert_int_equal(hits("x"), 1000);
    assert_int_equal(hits("xxx"), 333);
    assert_int_equal(found.marks[found.n_marks - 1].hit, 332);
}

/* However narrow the lines are, there is as much to be found. */
static void the_width_of_the_lines_changes_nothing(void **state)
{
    static const char text[] =
        "外務・英連邦・開発省（FCDO）は年次サイバー対話を主導し、The Foreign, Commonwealth & "
        "Development Office leads the annual cyber dialogue; "
        "株式会社㈱ｶﾞｲﾑｼｮｳ、葛󠄀飾区の "
        "か゚き。";
    static const char *const typed[] = {
        "外務", "対話を主導", "the annual", "development office", "ｻｲﾊﾞｰ", "がいむしょう",
        "株",   "e",          "cyber dial", "（fcdo）は年次",     "葛飾"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        size_t wanted;

        n_pieces = n_lines = 0;
        add_wrapped(text, 1000);
        wanted = hits(typed[i]);
        assert_true(wanted > 0);
        for (int cols = 4; cols < 90; cols++) {
            n_pieces = n_lines = 0;
            add_wrapped(text, cols);
            assert_int_equal(hits(typed[i]), wanted);
            for (size_t k = 0; k < found.n_marks; k++)
                assert_true(found.marks[k].n_bytes > 0);
        }
    }
}

#define FIND_TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

/* Marks of false friends are read past, also where a line ends behind one; who types one finds
 * them. */
static void marks_do_not_part_words(void **state)
{
    (void)state;
    add("公的アトリビューション!の担い手", 0, FIND_LEFT, false);
    assert_int_equal(hits("アトリビューションの"), 1);
    assert_mark(0, 0, 0, "アトリビューション!の");
    assert_int_equal(hits("アトリビューション"), 1);
    assert_mark(0, 0, 0, "アトリビューション");
    assert_int_equal(hits("!"), 1);
    assert_mark(0, 0, 0, "!");
    add_wrapped("The Cabinet Office! of Japan and the Cabinet Office! of the UK", 20);
    assert_int_equal(hits("cabinet office of"), 2);
    assert_int_equal(hits("office! of"), 2);
    assert_int_equal(hits("! of"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIND_TEST(a_word_is_found_however_it_is_written),
        FIND_TEST(a_hit_goes_over_the_end_of_a_line),
        FIND_TEST(a_blank_at_the_end_of_a_line_is_part_of_a_phrase),
        FIND_TEST(a_hit_stays_in_its_text),
        FIND_TEST(columns_beside_each_other_are_texts_of_their_own),
        FIND_TEST(hits_are_numbered_as_they_are_read),
        FIND_TEST(what_folds_to_nothing_is_nowhere),
        FIND_TEST(there_may_be_any_number_of_hits),
        FIND_TEST(the_width_of_the_lines_changes_nothing),
        FIND_TEST(marks_do_not_part_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
