/*
 * Everything a key can do, one line each: the dispatcher, the hints, the help overlay, `nichiei
 * keys` and the manual's key table all read this list.
 */
#ifndef NICHIEI_MODEL_ACTION_H
#define NICHIEI_MODEL_ACTION_H

#include "nichiei/engine/say.h"

#include "nichiei/model/key.h"

#include <stdbool.h>

/* Where an action makes sense: what has the keys. */
enum context {
    IN_LIST = 1 << 0,
    IN_DETAIL = 1 << 1,
    IN_HELP = 1 << 2,
    IN_PROMPT = 1 << 3,
    IN_CHIPS = 1 << 4,
    IN_FACETS = 1 << 5,
    IN_FIND = 1 << 6,
    IN_CHOICES = 1 << 7,  /* the list of completions in the prompt */
    IN_CARD = 1 << 8,     /* the card in it that explains how to ask */
    IN_SHEET = 1 << 9,    /* any sheet, and what it is more closely: */
    IN_ROWS = 1 << 10,    /* one that / narrows */
    IN_READING = 1 << 11, /* one that is read, and / searches */
    IN_READER = 1 << 14,  /* a copy of a source */
    IN_COMPARE = 1 << 15,
    IN_ADDRESS = 1 << 16,
    IN_RECORDS = 1 << 17, /* a list of records that can be sorted */
    IN_COUNTERPARTS = 1 << 13,
    IN_MATRIX = 1 << 12,
    IN_TWICE = 1 << 18,
    IN_LINES = IN_PROMPT | IN_CHOICES | IN_CARD | IN_FIND,
    IN_PANES = IN_LIST | IN_FACETS | IN_DETAIL,
    IN_MAIN = IN_PANES | IN_SHEET,
    IN_TEXT = IN_DETAIL | IN_HELP | IN_READING,
    IN_VIEWS = IN_MAIN | IN_HELP,
};

/*
 * X(id, name, keys, where, hint rank (0: never a hint), short ja, short en, help ja, help en).
 * Keys are blank-separated; "g g" would be two keys, so a sequence is written without a blank: gg.
 * Hints are shown in the order of their rank, as many as fit; help and quit always.
 */
#define ACTIONS(X)                                                                                 \
    X(DOWN, "down", "j Down C-n", IN_VIEWS, 2, "下", "down", "次の行へ", "Next line")              \
    X(UP, "up", "k Up C-p", IN_VIEWS, 0, "", "", "前の行へ", "Previous line")                      \
    X(PAGE_DOWN, "page-down", "PgDn C-f", IN_VIEWS, 0, "", "", "次の画面へ", "Page down")          \
    X(PAGE_UP, "page-up", "PgUp C-b", IN_VIEWS, 0, "", "", "前の画面へ", "Page up")                \
    X(HALF_DOWN, "half-down", "C-d", IN_VIEWS, 0, "", "", "半画面下へ", "Half a page down")        \
    X(HALF_UP, "half-up", "C-u", IN_VIEWS, 0, "", "", "半画面上へ", "Half a page up")              \
    X(FIRST, "first", "gg Home <", IN_VIEWS, 0, "", "", "先頭へ", "First line")                    \
    X(LAST, "last", "G End >", IN_VIEWS, 0, "", "", "末尾へ", "Last line")                         \
    X(NEXT_GROUP, "next-group", "}", IN_MAIN, 0, "", "", "次の年・節へ", "Next year or section")   \
    X(PREVIOUS_GROUP, "previous-group", "{", IN_MAIN, 0, "", "", "前の年・節へ",                   \
      "Previous year or section")                                                                  \
    X(NEXT_PANE, "next-pane", "Tab", IN_MAIN, 6, "欄", "pane", "次の欄へ", "Next pane")            \
    X(PREVIOUS_PANE, "previous-pane", "S-Tab", IN_MAIN, 0, "", "", "前の欄へ", "Previous pane")    \
    X(STRIP, "strip", "i", IN_PANES, 0, "", "", "年表の上の密度の帯を出す・消す",                  \
      "Show or hide the strip of densities above the timeline")                                    \
    X(ZOOM_IN, "zoom-in", "z", IN_PANES, 0, "", "", "帯を細かく（十年・年・四半期・月・週・日）",  \
      "Strip: finer, from decades over years, quarters, months and weeks to days")                 \
    X(ZOOM_OUT, "zoom-out", "Z", IN_PANES, 0, "", "", "帯を粗く", "Strip: coarser")                \
    X(CALENDAR, "calendar", "t", IN_PANES, 0, "", "",                                              \
      "年の数え方を替える（西暦・元号・日本の年度・英国の年度）",                                  \
      "Count years by the calendar, by Japanese eras, by fiscal years of Japan, of the UK")        \
    X(PANE_TIMELINE, "timeline", "1 gt", IN_MAIN, 0, "", "", "年表へ", "To the timeline")          \
    X(PANE_ACTORS, "actors", "2 ga", IN_MAIN, 0, "", "", "主体へ", "To the actors")                \
    X(PANE_THEMES, "themes", "3 gm", IN_MAIN, 0, "", "", "テーマへ", "To the themes")              \
    X(PANE_RECOMMENDATIONS, "recommendations", "4 gr", IN_MAIN, 0, "", "", "提言へ",               \
      "To the recommendations")                                                                    \
    X(PANE_FACETS, "facets", "5 f", IN_MAIN, 0, "", "", "ファセットへ", "To the facets")           \
    X(OPEN, "open", "Enter l Right", IN_LIST | IN_DETAIL, 4, "開く", "open",                       \
      "行の記録を開く。詳細欄では印 > の行を開く",                                                 \
      "Open the record of the line; in the detail area, lines marked >")                           \
    X(OUT, "out", "h Left", IN_DETAIL, 0, "", "", "一覧へ戻る", "Out to the list")                 \
    X(SHEET_OPEN, "sheet-open", "Enter", IN_SHEET, 4, "開く", "open",                              \
      "ここが指すものを開く。数ならその行", "Open what this leads to; of a number, its rows")      \
    X(SHEET_LEFT, "sheet-left", "h Left", IN_SHEET, 0, "", "", "左の欄へ。木では枝を畳む",         \
      "To the left; in a tree, fold the branch")                                                   \
    X(SHEET_RIGHT, "sheet-right", "l Right", IN_SHEET, 0, "", "", "右の欄へ。木では枝を開く",      \
      "To the right; in a tree, unfold the branch")                                                \
    X(SOURCES, "sources", "gs", IN_MAIN, 0, "", "", "出典の一覧", "All sources")                   \
    X(REFERENCES, "references", "gn", IN_MAIN, 0, "", "", "注の一覧",                              \
      "All notes of the documents")                                                                \
    X(MEANING, "meaning", "gd", IN_MAIN, 7, "意味", "meaning",                                     \
      "行にある印 ! の語が、両国で何を指すか",                                                     \
      "What a word marked ! on the line means in each country")                                    \
    X(TERMS, "terms", "gw", IN_MAIN, 0, "", "", "用語の一覧（誤解を招く語から）",                  \
      "All terms, false friends first")                                                            \
    X(COUNTERPARTS, "counterparts", "c", IN_MAIN, 0, "", "",                                       \
      "行の主体の対応先（相手国のどの機関か）。主体でない行からはすべて",                          \
      "Counterparts of the actor of the line in the other country; of no actor, all")              \
    X(ALL_COUNTERPARTS, "all-counterparts", "gc", IN_MAIN, 0, "", "", "すべての対応先",            \
      "All counterparts")                                                                          \
    X(ALIGNMENT, "alignment", "gp", IN_MAIN, 0, "", "",                                            \
      "優先分野・アコードの柱・両国の戦略の柱の突合せ",                                            \
      "Priorities, pillars of the Accord and of both strategies against each other")               \
    X(MATRIX, "matrix", "M", IN_MAIN, 0, "", "", "分布：二つの項目の組合せごとの件数と空白",       \
      "Coverage: two fields against each other, with what is empty")                               \
    X(MATRIX_ROWS, "matrix-rows", "[", IN_MATRIX, 3, "行", "rows", "行の項目を替える",             \
      "Another field for the rows")                                                                \
    X(MATRIX_COLUMNS, "matrix-columns", "]", IN_MATRIX, 3, "列", "columns", "列の項目を替える",    \
      "Another field for the columns")                                                             \
    X(MATRIX_SWAP, "matrix-swap", "x", IN_MATRIX, 5, "入替", "swap", "行と列を入れ替える",         \
      "Swap rows and columns")                                                                     \
    X(MATRIX_COMPARE, "matrix-compare", "d", IN_MATRIX, 4, "比較", "compare",                      \
      "二つの選択を比べる：論文の前後、日本主導と英国主導、日本だけと英国だけ",                    \
      "Compare two selections: before and after the paper, Japan-led and UK-led, Japan alone "     \
      "and UK alone")                                                                              \
    X(MATRIX_COUNT, "matrix-count", "a", IN_MATRIX | IN_TWICE, 6, "対象", "count",                 \
      "数える対象を替える：活動、出来事、両方", "Count activities, events, or both")               \
    X(MATRIX_SORT, "matrix-sort", "s", IN_MATRIX, 7, "並び", "sort", "件数順・決まった順を替える", \
      "Sort by sum, or in the usual order")                                                        \
    X(MATRIX_TWICE, "matrix-twice", "t", IN_MATRIX, 7, "重なり", "twice",                          \
      "同じ相手・同じ分野の重なりを探す", "The same partners in the same field twice")             \
    X(EARLIER, "earlier", "[", IN_COUNTERPARTS, 3, "前の日", "before",                             \
      "前に変わった日の前日の姿へ", "As it was before the last change")                            \
    X(LATER, "later", "]", IN_COUNTERPARTS, 3, "後の日", "after", "次に変わった後の姿へ",          \
      "As it was after the next change")                                                           \
    X(NEXT_MATTER, "matter", "m", IN_COUNTERPARTS, 2, "分野", "matter",                            \
      "次の分野だけを、役割とともに。最後の次はすべて",                                            \
      "The next matter alone, with the roles; behind the last, all")                               \
    X(PIN, "pin", "p", IN_MAIN, 10, "留める", "pin", "記録を比較のために留める・外す（3件まで）",  \
      "Pin the record to compare it, or unpin it; up to three")                                    \
    X(COMPARE, "compare", "P", IN_MAIN, 8, "比較", "compare", "留めた記録を並べて比べる",          \
      "The pinned records side by side")                                                           \
    X(RELATIONS, "relations", "r", IN_MAIN, 10, "関係", "relations",                               \
      "記録の関係を木でたどる。木の中では、行の記録を根にする",                                    \
      "The record's relations as a tree; in the tree, the line's record becomes its root")         \
    X(EXPLAIN, "explain", ";", IN_MAIN, 0, "", "", "行と画面の件数を、それを出す問いとともに示す", \
      "The numbers of the line and the screen, with the queries that make them")                   \
    X(ADDRESS, "address", "o", IN_MAIN, 0, "", "", "出典・注・行の典拠の所在（URL）を全部示す",    \
      "The whole address of the source, note or evidence")                                         \
    X(COPY, "copy", "y", IN_ADDRESS, 3, "写す", "copy", "所在を端末のクリップボードへ（OSC 52）",  \
      "The address to the terminal's clipboard (OSC 52)")                                          \
    X(CHOOSE, "choose", "Space", IN_LIST, 7, "選択", "choose",                                     \
      "主体・テーマ・提言をほかの欄の絞り込みに選ぶ・外す",                                        \
      "Choose an actor, theme or recommendation as a filter for the other panes, or drop it")      \
    X(ROWS, "rows", "Enter l Right", IN_FACETS, 4, "行", "rows",                                   \
      "この値だけの行を年表に出す。見出しは開く・畳む",                                            \
      "The rows behind the count, in the timeline; a heading unfolds or folds")                    \
    X(TICK, "tick", "Space", IN_FACETS, 3, "選択", "tick",                                         \
      "値を選ぶ・外す（同じ項目の値はいずれか）",                                                  \
      "Tick the value or untick it; values of one facet are alternatives")                         \
    X(FOLD, "fold", "h Left", IN_FACETS, 0, "", "", "項目を畳む", "Fold the facet")                \
    X(SORT, "sort", "s", IN_FACETS, 7, "並び", "sort", "件数順・名前順を替える",                   \
      "Sort by count or by name")                                                                  \
    X(READ, "read", "gf", IN_MAIN, 0, "", "",                                                      \
      "出典の自分の写しを読む。典拠の行では引いた箇所から",                                        \
      "Read your own copy of the source; from a citation, at its passage")                         \
    X(READER_SOURCE, "source-record", "s", IN_READER, 7, "出典", "source", "読んでいる出典の記録", \
      "The record of the source that is being read")                                               \
    X(SORT_RECORDS, "sort-records", "s", IN_RECORDS, 7, "並び", "sort",                            \
      "番号順・使われる順・信頼性順・名前順を替える", "Sort by number, use, reliability or name")  \
    X(ONLY, "only", "=", IN_MAIN, 6, "限定", "only", "行の値だけで絞り込む（ほかの選択に代える）", \
      "Only the value of the line, instead of others of its kind")                                 \
    X(EXCLUDE, "exclude", "!", IN_MAIN, 7, "除外", "not", "行の値を除く。除いてあれば戻す",        \
      "Never the value of the line; if it is excluded, take that back")                            \
    X(SCROLL, "scroll", "Space", IN_TEXT, 0, "", "", "次の画面へ", "Page down")                    \
    X(FILTER, "filter", "/", IN_LIST | IN_FACETS | IN_ROWS, 5, "絞込", "filter",                   \
      "打った文字で全欄を絞り込む", "Narrow all panes by typed text")                              \
    X(FIND, "search", "/", IN_TEXT, 5, "検索", "search", "文の中を探す。打つたびに印が付く",       \
      "Search this text; hits are marked while you type")                                          \
    X(NEXT_HIT, "next-hit", "n", IN_TEXT, 7, "次", "next", "次の一致へ。末尾からは先頭へ",         \
      "Next hit; from the last on to the first")                                                   \
    X(PREVIOUS_HIT, "previous-hit", "N", IN_TEXT, 0, "", "", "前の一致へ", "Previous hit")         \
    X(DROP, "drop", "-", IN_MAIN | IN_CHIPS, 9, "解除", "drop",                                    \
      "最後の絞り込みを外す。絞り込みの行では、選んだものを外す",                                  \
      "Drop the last filter; on the line of filters, the one at the cursor")                       \
    X(CHIPS, "filters", "F", IN_MAIN, 9, "直す", "edit", "絞り込みの行へ（切る・直す・外す）",     \
      "To the line of filters: switch off, edit, drop")                                            \
    X(AGAIN, "again", ".", IN_MAIN, 0, "", "",                                                     \
      "絞り込みをもう一度。選択・限定・除外は今の行に行い、打った語は外してあれば戻す",            \
      "Filter again: choose, keep alone or exclude the line as before, or add typed words that "   \
      "were dropped")                                                                              \
    X(UNDO, "undo", "u", IN_MAIN | IN_CHIPS, 0, "", "", "絞り込みの変更を取り消す",                \
      "Undo the last change of the filters")                                                       \
    X(REDO, "redo", "C-r", IN_MAIN | IN_CHIPS, 0, "", "", "取り消した変更をやり直す",              \
      "Redo what was undone")                                                                      \
    X(LANGUAGE, "language", "E", IN_VIEWS | IN_CHIPS, 8, "言語", "language",                       \
      "日英併記・日本語・英語を替える", "Both languages, Japanese, English")                       \
    X(BACK, "back", "( C-o", IN_MAIN, 0, "", "", "前の場所へ戻る（絞り込みも）",                   \
      "Back to the place before, filters included")                                                \
    X(FORWARD, "forward", ")", IN_MAIN, 0, "", "", "戻る前の場所へ", "Forward again")              \
    X(CANCEL, "cancel", "Esc C-g", IN_VIEWS, 0, "", "",                                            \
      "説明を閉じる、検索の印を消す。終了も、絞り込みの解除もしない",                              \
      "Close help, hide the marks of a search; never quits, never drops a filter")                 \
    X(REDRAW, "redraw", "C-l", IN_VIEWS | IN_CHIPS, 0, "", "", "画面を描き直す",                   \
      "Redraw the screen")                                                                         \
    X(HELP, "help", "? F1", IN_VIEWS | IN_CHIPS, 1, "説明", "help", "この欄のキーの説明",          \
      "The keys of this pane")                                                                     \
    X(CLOSE, "close", "q", IN_VIEWS, 1, "戻る", "back", "戻る。一覧では終了",                      \
      "Go back; from a list, quit")                                                                \
    X(QUIT, "quit", "Q", IN_VIEWS | IN_CHIPS, 0, "", "", "終了", "Quit")                           \
    X(ACCEPT, "accept", "Enter", IN_PROMPT, 1, "決定", "keep", "絞り込みを残して閉じる",           \
      "Keep the filter and close the prompt")                                                      \
    X(ABANDON, "abandon", "Esc C-g", IN_PROMPT, 1, "取消", "cancel", "入力を捨てて閉じる",         \
      "Close the prompt and forget what was typed")                                                \
    X(COMPLETE, "complete", "Tab", IN_PROMPT, 2, "補完", "complete",                               \
      "欄の名前や値を補う。いくつもあれば一覧を開く",                                              \
      "Complete the name or the value of a field; open a list if there are several")               \
    X(SYNTAX, "syntax", "F1 ?", IN_PROMPT | IN_CHOICES, 3, "書き方", "how",                        \
      "書き方の一覧（? は入力が空のとき）", "How to ask (? while nothing is typed)")               \
    X(NEXT_CHOICE, "next-choice", "Tab Down C-n", IN_CHOICES, 2, "次", "next", "次の候補へ",       \
      "Next one")                                                                                  \
    X(PREVIOUS_CHOICE, "previous-choice", "S-Tab Up C-p", IN_CHOICES, 0, "", "", "前の候補へ",     \
      "Previous one")                                                                              \
    X(TAKE, "take", "Enter", IN_CHOICES, 1, "入れる", "take",                                      \
      "候補を入れる。選んでから打ち続けても入る",                                                  \
      "Take it; typing on takes the one that was walked to, too")                                  \
    X(CLOSE_CHOICES, "close-choices", "Esc C-g", IN_CHOICES, 1, "閉じる", "close",                 \
      "候補の一覧だけを閉じる", "Close the list alone")                                            \
    X(CARD_DOWN, "card-down", "Down PgDn C-n", IN_CARD, 1, "続き", "more", "続きへ",               \
      "Further down")                                                                              \
    X(CARD_UP, "card-up", "Up PgUp C-p", IN_CARD, 0, "", "", "前へ", "Further up")                 \
    X(CARD_CLOSE, "card-close", "Esc F1 Enter C-g", IN_CARD, 1, "閉じる", "close",                 \
      "書き方を閉じる。打てば閉じて入る", "Close it; any letter closes it and is typed")           \
    X(OLDER, "older", "Up C-p", IN_PROMPT, 0, "", "", "前に残した入力へ",                          \
      "To what was kept before")                                                                   \
    X(NEWER, "newer", "Down C-n", IN_PROMPT, 0, "", "", "後に残した入力へ。最後は打ちかけ",        \
      "To what was kept after it, at last to what was being typed")                                \
    X(ERASE, "erase", "Backspace C-h", IN_LINES, 0, "", "", "前の字を消す",                        \
      "Erase the character before the caret")                                                      \
    X(DELETE, "delete", "Del C-d", IN_LINES, 0, "", "", "次の字を消す",                            \
      "Erase the character after the caret")                                                       \
    X(ERASE_WORD, "erase-word", "C-w", IN_LINES, 0, "", "", "前の語を消す",                        \
      "Erase the word before the caret")                                                           \
    X(ERASE_NEXT_WORD, "erase-next-word", "A-d", IN_LINES, 0, "", "", "次の語を消す",              \
      "Erase the word after the caret")                                                            \
    X(ERASE_LINE, "erase-line", "C-u", IN_LINES, 5, "全消", "clear", "前をすべて消す",             \
      "Erase all before the caret")                                                                \
    X(ERASE_REST, "erase-rest", "C-k", IN_LINES, 0, "", "", "後をすべて消す",                      \
      "Erase all after the caret")                                                                 \
    X(CARET_LEFT, "caret-left", "Left C-b", IN_LINES, 0, "", "", "左へ", "Caret left")             \
    X(CARET_RIGHT, "caret-right", "Right C-f", IN_LINES, 0, "", "", "右へ", "Caret right")         \
    X(WORD_LEFT, "word-left", "A-b C-Left", IN_LINES, 0, "", "",                                   \
      "前の語の頭へ（漢字・ひらがな・カタカナ・英数字の変わり目）",                                \
      "Caret to the start of the word (kanji, hiragana, katakana, other letters)")                 \
    X(WORD_RIGHT, "word-right", "A-f C-Right", IN_LINES, 0, "", "", "次の語の終わりへ",            \
      "Caret to the end of the word")                                                              \
    X(YANK, "yank", "C-y", IN_LINES, 0, "", "", "語や行の単位で消したものを戻す",                  \
      "Put back what was erased by the word or the line")                                          \
    X(CARET_HOME, "caret-home", "Home C-a", IN_LINES, 0, "", "", "行頭へ", "Caret to the start")   \
    X(CARET_END, "caret-end", "End C-e", IN_LINES, 0, "", "", "行末へ", "Caret to the end")        \
    X(CHIP_NEXT, "next-filter", "l Right", IN_CHIPS, 4, "右", "right", "右の絞り込みへ",           \
      "Next filter")                                                                               \
    X(CHIP_PREVIOUS, "previous-filter", "h Left", IN_CHIPS, 6, "左", "left", "左の絞り込みへ",     \
      "Previous filter")                                                                           \
    X(CHIP_FIRST, "first-filter", "Home <", IN_CHIPS, 0, "", "", "最初の絞り込みへ",               \
      "First filter")                                                                              \
    X(CHIP_LAST, "last-filter", "End >", IN_CHIPS, 0, "", "", "最後の絞り込みへ", "Last filter")   \
    X(CHIP_SWITCH, "switch", "Space", IN_CHIPS, 2, "入切", "on/off",                               \
      "切る・入れる。切っても行に残る", "Switch off or on; what is off stays on the line")         \
    X(CHIP_NEGATE, "negate", "!", IN_CHIPS, 5, "除外", "exclude", "除外に変える・戻す",            \
      "Exclude what it finds, or find it again")                                                   \
    X(CHIP_EDIT, "edit", "Enter e", IN_CHIPS, 3, "直す", "edit", "入力欄で直す",                   \
      "Edit it in the prompt")                                                                     \
    X(CHIP_EDIT_ALL, "edit-all", "F", IN_CHIPS, 7, "全部", "all", "全部を一行の式として直す",      \
      "Edit all as one line")                                                                      \
    X(CHIP_LEAVE, "leave-filters", "Esc C-g q", IN_CHIPS, 1, "戻る", "back", "欄に戻る",           \
      "Back to the panes")                                                                         \
    X(FIND_KEEP, "keep-search", "Enter", IN_FIND, 1, "決定", "keep",                               \
      "印を残して閉じる。空なら前の検索を続ける",                                                  \
      "Keep the marks; with nothing typed, go on with the last search")                            \
    X(FIND_GIVE_UP, "give-up-search", "Esc C-g", IN_FIND, 1, "取消", "cancel", "探す前の所へ戻る", \
      "Back to where you were")

enum action_id {
#define X(id, ...) ACTION_##id,
    ACTIONS(X)
#undef X
        ACTION_COUNT,
    ACTION_NONE = ACTION_COUNT,
    ACTION_WAIT /* the key may begin a sequence */
};

struct action {
    const char *name;
    const char *keys;
    unsigned where; /* contexts, or-ed */
    int hint_rank;
    const char *hint[LANG_COUNT], *help[LANG_COUNT];
};

extern const struct action actions[ACTION_COUNT];

/*
 * The action of a key here, after an earlier key of a sequence (`before`, no key: {0}).
 * ACTION_WAIT: remember it and ask again with the next one; ACTION_NONE: the key does nothing.
 */
enum action_id action_of(unsigned where, struct key before, struct key now);

#endif
