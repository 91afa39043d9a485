/* Documents as structures: what is a heading, a paragraph, a note, a row, in whatever form. */
#include "nichiei/engine/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static struct document doc;

static void take(const char *text)
{
    document_finish(&doc);
    document_read(&doc, text, strlen(text));
}

static int drop(void **state)
{
    (void)state;
    document_finish(&doc);
    return 0;
}

/* The block that begins with these words, told by its kind in the tests. */
static size_t block(const char *begins)
{
    for (size_t i = 0; i < doc.n_blocks; i++) {
        const struct document_piece *piece = &doc.pieces[doc.blocks[i].piece];

        if (piece->n_bytes >= strlen(begins) &&
            memcmp(doc.text + piece->at, begins, strlen(begins)) == 0)
            return i;
    }
    fail_msg("no block begins with %s", begins);
    return 0;
}

static void assert_kind(const char *begins, enum block_kind kind)
{
    enum block_kind found = doc.blocks[block(begins)].kind;

    if (found != kind)
        fail_msg("%s: %d wanted, %d found", begins, (int)kind, (int)found);
}

static void assert_section(const char *begins, const char *key)
{
    assert_string_equal(doc.sections[doc.blocks[block(begins)].section].key, key);
}

static size_t n_pieces(const char *begins)
{
    size_t n = 0;

    for (size_t i = doc.blocks[block(begins)].piece; i != DOCUMENT_NONE; i = doc.pieces[i].next)
        n++;
    return n;
}

static const char report[] =
    "港の記録\n\n山田 花子\n\n目次\n\n略語\tii\nはじめに\t1\nI. 港:昔と今\t2\n"
    "II. 船\t5\n小さな船\t6\n結論\t9\n\n略語\n\nKT – 港湾局\nFN – 船舶会\n\n"
    "はじめに\n\n港は古い。¹そして広い。\n\nI. 港： 昔と今\n\n昔は砂浜があり、人が網を引いて"
    "いた。今は石の岸があり、\n\n1. 港の本、2020年。\n\n船が並んでいる。²\n\n岸の上\n\n"
    "岸は広い。³岸には次の三つがある。\n\n1. 倉\n2. 店\n3. 灯\n\n2. 灯の本。\n3. 同上。\n\n"
    "II. 船\n\n船は多い。\n\n小 さ な船\n\n舟は軽い。\n\n1. 櫂\n\n"
    "櫂は木で作る。\n\n2. 帆\n\n帆は布で作る。\n\n提言1：帆を大きくする。\n\n"
    "帆は大きいほどよい。\n\n結論\n\n港は続く。\n";

static void headings_are_those_of_the_contents_however_they_are_written(void **state)
{
    (void)state;
    take(report);
    assert_section("港の記録", "front");
    assert_section("KT", "abbr");
    assert_section("港は古い", "intro");
    assert_section("昔は砂浜", "1");
    assert_section("船は多い", "2");
    assert_section("舟は軽い", "2.1");
    assert_section("港は続く", "3");
    assert_kind("I. 港： 昔と今", BLOCK_HEADING);
}

static void short_lines_alone_are_headings_too(void **state)
{
    (void)state;
    take(report);
    assert_kind("岸の上", BLOCK_HEADING);
    assert_section("岸は広い", "1.1");
    assert_section("櫂は木で", "2.1.1");
    assert_section("帆は布で", "2.1.2");
    assert_kind("提言1：", BLOCK_HEADING); /* which begins no section of its own */
    assert_section("帆は大きいほど", "2.1.2");
}

static void a_numbered_list_is_no_list_of_notes(void **state)
{
    (void)state;
    take(report);
    assert_kind("1. 倉", BLOCK_POINT);
    assert_kind("3. 灯", BLOCK_POINT);
    assert_kind("1. 港の本", BLOCK_NOTE);
    assert_kind("2. 灯の本", BLOCK_NOTE);
    assert_int_equal(document_note(&doc, 3), block("3. 同上"));
    assert_int_equal(document_note(&doc, 4), DOCUMENT_NONE);
    assert_int_equal(doc.n_calls, 3);
    assert_int_equal(doc.calls[0].note, 1);
    assert_int_equal(doc.calls[0].block, block("港は古い"));
    assert_int_equal(doc.calls[1].block, block("昔は砂浜")); /* it goes on behind the note */
}

static void a_sentence_cut_by_notes_goes_on_behind_them(void **state)
{
    (void)state;
    take(report);
    assert_int_equal(n_pieces("昔は砂浜"), 2);
    assert_int_equal(document_last_piece(&doc, block("昔は砂浜"))->line, 29);
    assert_int_equal(doc.pieces[doc.blocks[block("昔は砂浜")].piece].line, 25);
    assert_int_equal(n_pieces("港は古い"), 1);
}

static void what_ends_with_its_sentence_does_not_go_on(void **state)
{
    (void)state;
    take("# 題\n\n一つ目の文がある。二つ目は途中で\n\n終わる。\n\n- 点だけ\n- "
         "点\n\n次の段落である。\n\n"
         "次の通りである：\n\n三つ目の段落である。\n");
    assert_int_equal(n_pieces("一つ目"), 2);
    assert_int_equal(n_pieces("- 点"), 1);
    assert_int_equal(n_pieces("次の通り"), 1);
    take("# Title\n\nIt has one sentence. Another that is left\n\nAnd this is new.\n\n"
         "It has one sentence. Another that is left\n\nopen and ends here.\n");
    assert_kind("And this", BLOCK_PARAGRAPH);
    assert_int_equal(n_pieces("And this"), 1);
    assert_int_equal(doc.n_blocks, 4);
}

static void tables_have_rows_that_go_on_behind_notes(void **state)
{
    (void)state;
    take("# 表\n\n表を見よ。¹ ²\n\n表1: 船と色\n\n船\t色\n一\t赤\n\t青\n三\t\n\n1. "
         "注の本。\n\n船\t色\n四\t白\n\n"
         "出所：港の本。\n\n注：色は古い。\n\n注：これは段落である。\n\n表2：岸\n\n| 岸 | 数 "
         "|\n|---|---|\n| 東 | 2 |\n");
    assert_kind("表1", BLOCK_CAPTION);
    assert_kind("船\t色", BLOCK_COLUMNS);
    assert_kind("一\t赤", BLOCK_ROW);
    assert_kind("青", BLOCK_ROW);
    assert_kind("三", BLOCK_ROW);
    assert_kind("四\t白", BLOCK_ROW);
    assert_int_equal(doc.blocks[block("四\t白")].number, 1);
    assert_kind("出所", BLOCK_TABLE_SOURCE);
    assert_kind("注：色", BLOCK_TABLE_NOTE);
    assert_kind("| 東", BLOCK_ROW);
    assert_int_equal(doc.blocks[block("| 東")].number, 2);
    for (size_t i = 0; i < doc.n_blocks; i++) /* the rule of the Markdown table is none */
        assert_int_not_equal(doc.text[doc.pieces[doc.blocks[i].piece].at + 1], '-');
}

static void a_text_without_headings_has_paragraphs_alone(void **state)
{
    (void)state;
    take("港の頁へ\n\n港の会\n\n2012年6月1日\n\n港は古い。(脚注:ⅰ)"
         "\n\n岸は広い。（注2）\n\n参考情報:\n\n"
         "  1. 港の本\n    http://example.org/minato\n  2. 岸の本\n");
    assert_false(doc.has_keys);
    assert_kind("2012年", BLOCK_LINE);
    assert_kind("港は古い", BLOCK_PARAGRAPH);
    assert_kind("参考情報", BLOCK_HEADING);
    assert_int_equal(doc.pieces[doc.blocks[document_note(&doc, 1)].piece].last_line, 14);
    assert_int_equal(doc.n_calls, 2);
    assert_int_equal(doc.calls[0].note, 1);
    assert_int_equal(doc.calls[1].note, 2);
}

static const char printed[] = "The Harbour\n\nContents\n\nIntroduction ........ 1\n1. The Quay "
                              "......... 2\n2. Ships ........ 3\n\n"
                              "\fHarbour Review\n\nIntroduction\n\nThe harbour is old, and its "
                              "stones are older than the town\n"
                              "itself. It has a quay,[1] which was built of the stones that\n\n1. "
                              "A book of stones, and of what\n"
                              "was built of them.\n\n1\n"
                              "\fHarbour Review\n\nlay on the beach before.\n\nThe town came "
                              "later, when there were already many\n"
                              "ships in the bay.\n\n1. The Quay\n\nThe quay is long.\n\n2\n"
                              "\fHarbour Review\n\n2. Ships\n\nShips are many, and most of them "
                              "are\nsmall.[2]\n\n2. A book of "
                              "ships.\n\n3\n";

static void lines_of_a_printed_page_are_put_together(void **state)
{
    (void)state;
    take(printed);
    assert_int_equal(doc.n_pages, 4);
    assert_int_equal(n_pieces("The harbour is"), 2); /* over the page end and its note */
    assert_int_equal(n_pieces("The town came"), 1);
    assert_int_equal(doc.pieces[doc.blocks[block("Ships are")].piece].last_line, 37);
    assert_int_equal(doc.pieces[doc.blocks[document_note(&doc, 1)].piece].last_line, 17);
    assert_section("The harbour is", "intro");
    assert_section("The quay is", "1");
    assert_section("Ships are", "2");
    for (size_t i = 0; i < doc.n_blocks; i++) { /* heads and numbers of pages are no text */
        const struct document_piece *piece = &doc.pieces[doc.blocks[i].piece];

        assert_int_not_equal(piece->n_bytes, 1);
        assert_true(memcmp(doc.text + piece->at, "Harbour R", 9) != 0);
    }
}

static void calls_that_are_not_raised_are_known_by_their_order(void **state)
{
    (void)state;
    take("Introduction\n\nThe harbour is old.1 It is 3.1 miles long, and it has a quay,2 which is\n"
         "long.\n\n1. A book of harbours.\n2. A book of quays.\n\nThe town has ships of its own3 "
         "since "
         "2 years.\n\n3. A book.\n");
    assert_int_equal(doc.n_calls, 3);
    assert_kind("2. A book of quays", BLOCK_NOTE);
    assert_kind("3. A book.", BLOCK_NOTE);
    assert_int_equal(doc.calls[2].block, block("The town has"));
}

static void heads_of_pages_are_no_text_though_they_change(void **state)
{
    (void)state;
    take("Introduction\n\nThe harbour is old and has been so for as long as anybody in it can "
         "tell, and it\n"
         "is\n\f4          A. Sample\n\nwide.\n\fHarbour Review         5\n\nIt is long.\n"
         "\f6          A. Sample\n\nIt is deep.\n");
    assert_true(doc.has_page_numbers);
    assert_int_equal(doc.first_page, 3);
    assert_int_equal(n_pieces("The harbour is"), 2);
    assert_int_equal(doc.n_blocks, 4);
}

static void markdown_says_its_headings(void **state)
{
    (void)state;
    take("# Harbour\n\n## 1. Quay\n\nThe quay is long.[^1]\n\nShort line\n\nMore of it.\n\n### 1.1 "
         "Stones\n\n"
         "Stones are old.\n\n[^1]: A book.\n");
    assert_kind("Harbour", BLOCK_HEADING);
    assert_kind("Short line", BLOCK_PARAGRAPH);
    assert_kind("[^1]: A", BLOCK_NOTE);
    assert_int_equal(doc.n_calls, 1);
    assert_int_equal(doc.blocks[block("1.1 Stones")].level, 3);
}

static void blocks_are_found_by_their_bytes(void **state)
{
    (void)state;
    take(report);
    for (size_t i = 0; i < doc.n_blocks; i++)
        for (size_t k = doc.blocks[i].piece; k != DOCUMENT_NONE; k = doc.pieces[k].next)
            assert_int_equal(document_block_at(&doc, doc.pieces[k].at + doc.pieces[k].n_bytes - 1),
                             i);
    take("");
    assert_int_equal(document_block_at(&doc, 0), 0);
}

/* Blocks lie apart, in order, inside the text; sections and calls are of blocks there are. */
static void assert_sound(void)
{
    size_t at = 0;

    for (size_t i = 0; i < doc.n_blocks; i++) {
        const struct document_piece *piece = &doc.pieces[doc.blocks[i].piece];

        assert_true(piece->at >= at && piece->n_bytes > 0);
        at = piece->at + piece->n_bytes;
        assert_true(at <= doc.n_bytes);
        assert_true(document_last_piece(&doc, i)->last_line <= doc.n_lines);
        assert_true(doc.blocks[i].section < doc.n_sections);
    }
    for (size_t i = 0; i < doc.n_sections; i++)
        assert_true(doc.sections[i].first <= doc.sections[i].end &&
                    doc.sections[i].end <= doc.n_blocks);
    for (size_t i = 0; i < doc.n_calls; i++)
        assert_true(doc.calls[i].block < doc.n_blocks && doc.calls[i].at < doc.n_bytes);
}

static void pieces_of_anything_are_sound(void **state)
{
    static const char *const parts[] = {
        "\n",    "\n\n",  "1. ",    "2. ",        "I. ",        "- ",     "# ",
        "\t",    "|",     "。",     "表1: ",      "目次\n",     "あ",     "word ",
        "¹",     "[2]",   "\f",     "略語",       "提言1：",    "　",     "第3条",
        "(注3)", "\xE3",  "\x80",   "はじめに\n", "Contents\n", "3. x\n", "....... 4\n",
        "---\n", "a. B ", "結論\n", "\xEF\xBC"};
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        char text[2048] = "";

        for (int i = 0; i < 60; i++) {
            seed = seed * 1103515245 + 12345;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof parts[0])]);
        }
        /* At the very end of its memory, so that a byte too far is noticed. */
        document_finish(&doc);
        {
            size_t n_bytes = strlen(text);
            char *exact = malloc(n_bytes + 1);

            assert_non_null(exact);
            memcpy(exact, text, n_bytes + 1);
            document_read(&doc, exact, n_bytes);
            assert_sound();
            document_finish(&doc);
            free(exact);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_those_of_the_contents_however_they_are_written),
        cmocka_unit_test(short_lines_alone_are_headings_too),
        cmocka_unit_test(a_numbered_list_is_no_list_of_notes),
        cmocka_unit_test(a_sentence_cut_by_notes_goes_on_behind_them),
        cmocka_unit_test(what_ends_with_its_sentence_does_not_go_on),
        cmocka_unit_test(tables_have_rows_that_go_on_behind_notes),
        cmocka_unit_test(a_text_without_headings_has_paragraphs_alone),
        cmocka_unit_test(lines_of_a_printed_page_are_put_together),
        cmocka_unit_test(calls_that_are_not_raised_are_known_by_their_order),
        cmocka_unit_test(heads_of_pages_are_no_text_though_they_change),
        cmocka_unit_test(markdown_says_its_headings),
        cmocka_unit_test(blocks_are_found_by_their_bytes),
        cmocka_unit_test(pieces_of_anything_are_sound),
    };

    return cmocka_run_group_tests(tests, NULL, drop);
}
