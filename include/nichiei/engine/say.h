/*
 * Everything the program says itself, in Japanese and English: one table of messages, one of the
 * dossier's words (categories, roles, forms …) and one of its field names.
 */
#ifndef NICHIEI_ENGINE_SAY_H
#define NICHIEI_ENGINE_SAY_H

#include "nichiei/base/arena.h"

#include "nichiei/text/text.h"

#include "nichiei/store/store.h"

/* What the reader wants to see. */
enum display { DISPLAY_BOTH, DISPLAY_JA, DISPLAY_EN, DISPLAY_COUNT };

#define MESSAGES(X)                                                                                                                             \
    X(PANE_TIMELINE, "年表", "Timeline")                                                                                                        \
    X(PANE_ACTORS, "主体", "Actors")                                                                                                            \
    X(PANE_THEMES, "テーマ", "Themes")                                                                                                          \
    X(PANE_RECOMMENDATIONS, "提言", "Recommendations")                                                                                          \
    X(PANE_FACETS, "ファセット", "Facets")                                                                                                      \
    X(PANE_DETAIL, "詳細", "Detail")                                                                                                            \
    X(ACTIVITIES, "活動", "activities")                                                                                                         \
    X(EVENTS, "出来事", "events")                                                                                                               \
    X(COLUMN_ACTIVITIES, "活動", "act")                                                                                                         \
    X(COLUMN_EVENTS, "事", "ev")                                                                                                                \
    X(COLUMN_ROWS, "件", "rows")                                                                                                                \
    X(COLUMN_ADDS, "増", "adds")                                                                                                                \
    X(UNDATED, "日付なし", "undated")                                                                                                           \
    X(FILTER, "絞込", "Filter")                                                                                                                 \
    X(FIND, "検索", "Search")                                                                                                                   \
    X(FILTER_TEXT, "文字", "text")                                                                                                              \
    X(CAVEAT, "両政府未確認、網羅的でない", "Unconfirmed by governments; may be incomplete")                                                    \
    X(NOTHING, "該当なし", "nothing matches")                                                                                                   \
    X(BY_READING, "よみ", "by reading")                                                                                                         \
    X(VIA, "経由", "via")                                                                                                                       \
    X(COACH, "{about} を外すと {n} 件{key}", "{n} without {about}{key}")                                                                        \
    X(NO_GAIN, "一つ外すだけでは該当なし", "dropping one filter is not enough")                                                                 \
    X(NEAREST, "近い語：{about}", "nearest word: {about}")                                                                                      \
    X(LANGUAGE, "日英", "JA+EN")                                                                                                                \
    X(MATRIX, "分布", "Coverage")                                                                                                               \
    X(MATRIX_ALL, "計", "all")                                                                                                                  \
    X(MATRIX_NO_VALUE, "値なし", "none")                                                                                                        \
    X(MATRIX_NO_YEAR, "年が不明・不確か", "no sure year")                                                                                       \
    X(MATRIX_PLAIN, "該当なし", "none")                                                                                                         \
    X(MATRIX_SEARCHED, "探索済み・該当なし", "searched, none")                                                                                  \
    X(MATRIX_UNSEARCHED, "探索の記録なし", "never searched")                                                                                    \
    X(MATRIX_CANNOT, "あり得ない", "not applicable")                                                                                            \
    X(MATRIX_RULE, "一記録は各欄に一度だけ数える。計は延べでなく記録の数。",                                                                    \
      "A record counts once in each place it belongs to; sums count records.")                                                                  \
    X(MATRIX_DIFFERENCE, "左右の数と差（右引く左）", "both counts, and right minus left")                                                       \
    X(TWICE, "同じ相手・同じ分野の重なり", "Same partners, same field, twice")                                                                  \
    X(TWICE_THIRD, "同じ第三者", "the same third partner")                                                                                      \
    X(TWICE_MORE, "ほか {n} 件", "{n} more")                                                                                                    \
    X(TWICE_NONE, "重なりはない", "nothing is there twice")                                                                                     \
    X(MATRIX_SHADES, "件数の濃さ", "shades")                                                                                                    \
    X(MATRIX_QUERY, "式", "query")                                                                                                              \
    X(MATRIX_KIND_ASKED, "絞り込みの kind: が対象を決めている",                                                                                 \
      "the filter kind: decides what is counted")                                                                                               \
    X(MATRIX_SEARCHES, "ここを探した記録", "Searches of this place")                                                                            \
    X(MATRIX_SEARCHES_OF_ONE, "一方だけの探索：", "Searches of one side:")                                                                      \
    X(MATRIX_WHY_SEARCHED, "探した記録があり、見つからなかった。",                                                                              \
      "It was searched, and nothing was found.")                                                                                                \
    X(MATRIX_WHY_UNSEARCHED, "両方を探した記録はない。無いのか、探していないだけかは分からない。",                                              \
      "No search on record names both: whether there is nothing, or nobody looked, is not known.")                                              \
    X(MATRIX_WHY_NO_FIELD, "この欄は無い：出来事に種類はなく、活動には必ずテーマと種類がある。",                                                \
      "There is no such thing: events have no type, and each activity has a theme and a type.")                                                 \
    X(MATRIX_WHY_ONE_VALUE, "一つの記録がこの二つの値を持つことはない。",                                                                       \
      "No record has both values.")                                                                                                             \
    X(MATRIX_WHY_NO_BODY, "その年にこの主体は存在しない。",                                                                                     \
      "The body did not exist in that year.")                                                                                                   \
    X(MATRIX_WHY_LEFT_OUT, "該当する記録はあるが、今の絞り込みが外している。",                                                                  \
      "Something stands here, but the filters leave it out.")                                                                                   \
    X(MATRIX_WHY_UNKNOWN,                                                                                                                       \
      "該当する記録はない。探索が記録するのはテーマ・種類・主体だけで、ここを探したかは分からない" \
      "。",                                                                                                                                     \
      "Nothing stands here. Searches name themes, types and actors only; whether this was "                                                     \
      "searched is not known.")                                                                                                                 \
    X(TOO_SMALL, "画面が小さい：40x10 以上が必要", "Screen too small: needs 40x10")                                                             \
    X(HELP, "キーの説明", "Keys")                                                                                                               \
    X(HELP_KEYS, "キー", "Keys here")                                                                                                           \
    X(HELP_MARKS, "印", "Marks")                                                                                                                \
    X(HELP_RULES, "絞り込みの決まり", "How narrowing works")                                                                                    \
    X(MARK_TABLE, "A  表1の活動", "A  activity of table 1")                                                                                     \
    X(MARK_ESSAY, "E  2012年の論考にある出来事", "E  event in the essay of 2012")                                                               \
    X(MARK_PAPER, "P  2024年の論文にある出来事", "P  event in the paper of 2024")                                                               \
    X(MARK_BACKGROUND, "B  両文書にない以前の出来事", "B  earlier event, in neither document")                                                  \
    X(MARK_AFTER, "L  論文より後の出来事", "L  event later than the paper")                                                                     \
    X(MARK_PLANNED, "+  予定（実施は未確認）", "+  planned, not known to have happened")                                                        \
    X(MARK_CANCELLED, "x  中止", "x  cancelled")                                                                                                \
    X(MARK_UNKNOWN, "?  実施されたか不明", "?  not known whether it happened")                                                                  \
    X(MARK_CUT, "..  続きは詳細欄にある", "..  goes on in the detail area")                                                                     \
    X(MARK_CHOSEN, "*  絞り込みに選んだ行", "*  row chosen as a filter")                                                                        \
    X(MARK_OFF, "( )  切ってある絞り込み", "( )  a filter that is off")                                                                         \
    X(MARK_TICK, "[x] [-]  選んだ値、除いた値", "[x] [-]  a value ticked, a value excluded")                                                    \
    X(MARK_ADDS, "+6  その値も選ぶと増える行の数",                                                                                              \
      "+6  rows that ticking the value as well would add")                                                                                      \
    X(MARK_TERM, "!  直前の語は両国・両語で意味が食い違う（gd で意味）",                                                                        \
      "!  the word before it misleads: it means something else over there (gd tells)")                                                          \
    X(MARK_SILENT, "_  沈黙：起きる間隔より目立って長く何もないテーマ（詳細欄に数字）",                                                         \
      "_  silent: nothing in the theme for much longer than usual (figures in the detail area)")                                                \
    X(MARK_LEVEL, ". : | #  帯の密度、少から多へ（#=27 は最多27件）",                                                                           \
      ". : | #  strip: from few to most rows (#=27: at most 27)")                                                                               \
    X(MARK_RANGE, "=  帯：続いた期間。~  その間のいつか、または不確か",                                                                         \
      "=  strip: lasts so long; ~ some time in it, or in doubt")                                                                                \
    X(MARK_UNDATED, "?31  帯の右端：日付のない行の数", "?31  strip: rows without a date")                                                       \
    X(MARK_PASSAGE, "|  写しの中の、引かれた箇所の行",                                                                                          \
      "|  in a copy: a line of the passage that is cited")                                                                                      \
    X(MARK_PARAGRAPH, "2.4:2 A20  写しの左端は典拠での段落や行の呼び名、右端は引く記録",                                                        \
      "2.4:2 A20  beside a copy: what citations call the paragraph or row; at its right, who "                                                  \
      "cites it")                                                                                                                               \
    X(MARK_PIN, "p  比較のために留めた記録（左端）",                                                                                            \
      "p  at the left edge: pinned, to be compared")                                                                                            \
    X(MARK_TREE, "+ - ^  関係の木：畳んだ枝、開いた枝、上にある記録",                                                                           \
      "+ - ^  tree of relations: folded, unfolded, a record that is above")                                                                     \
    X(MARK_LINK, ">  Enter で開ける行", ">  a line that Enter opens")                                                                           \
    X(RULE_TEXT,                                                                                                                                \
      "打った語を、記録の文と、その主体・テーマ・種類の名称から探し、すべてを含む記録だけを残す"    \
      "。",                                                                                                                                     \
      "Typed words are looked for in a record's own words and in the names of its actors, theme "                                               \
      "and type; all must match.")                                                                                                              \
    X(RULE_SOUND,                                                                                                                               \
      "ローマ字は読みからも探す（gaimu で外務省）。引用符で囲むと文字のとおりに探す。",                                                         \
      "Romaji is looked for in readings as well (gaimu finds the foreign ministry); in quotes, "                                                \
      "to the letter.")                                                                                                                         \
    X(RULE_POSSIBLE,                                                                                                                            \
      "24 +32? は、期間に確実に入るものが24件、日付がないか期間にかかるだけのものが32件。",                                                     \
      "24 +32?: 24 lie in the span for certain; 32 only overlap it, or have no date.")                                                          \
    X(RULE_CHOICE, "同じ欄の選択はいずれか、異なる欄どうしは両方に当てはまる行を残す。",                                                        \
      "Choices in one pane are alternatives; choices in different panes must all hold.")                                                        \
    X(RULE_COUNT, "件数は、ほかの絞り込みをすべて掛けた後の数である。",                                                                         \
      "Counts are what is left after all other filters.")                                                                                       \
    X(RULE_SILENT,                                                                                                                              \
      "沈黙は、起きる間隔の中央値の2倍、間隔の9割、半年のいずれよりも長いこと。"                             \
      "資料の作成日まで、月まで分かる確かな日付の実施済みの行で数える。間隔5から。",                                                            \
      "Silent: longer than twice the median gap, than nine gaps in ten, and than half a year, up "                                              \
      "to the day the dossier was made; of what happened on dates known to the month, without "                                                 \
      "doubt; from 5 gaps on.")                                                                                                                 \
    X(CITATIONS, "典拠", "Evidence")                                                                                                            \
    X(RELIABILITY, "信頼性", "source")                                                                                                          \
    X(CERTAINTY, "確度", "claim")                                                                                                               \
    X(ALIASES, "別名", "Also called")                                                                                                           \
    X(ABOUT, "記録", "Record")                                                                                                                  \
    X(NO_DATE, "文書に日付なし", "no date of its own")                                                                                          \
    X(MORE_LINKS, "件ほか（詳細欄で Enter を押すと並ぶ）",                                                                                      \
      "more (Enter in the detail area lists them)")                                                                                             \
    X(LINK_GAP, "対応先なし（記録あり）", "no counterpart (recorded gap)")                                                                      \
    X(IN_COMMON, "共に加わったもの：", "in common:")                                                                                            \
    X(COMMON_ONLY, "共に加わったものだけが結ぶ相手", "Tied only by what both took part in")                                                     \
    X(INHERITS, "（前身 {about} から。推定）", "(inferred: after {about})")                                                                     \
    X(SINCE_UNKNOWN, "この日に当てはまるかは記録がない",                                                                                        \
      "Whether it held on that day is not on record")                                                                                           \
    X(ENDED, "過去", "Past")                                                                                                                    \
    X(ALIGNMENT, "優先分野と柱の突合せ", "Alignment of priorities and pillars")                                                                 \
    X(ALIGNED_MARKS, "= 文書の記述  . 例など（推定）  - 文書に言及なし  ? 記録なし  x なし",                                                    \
      "= stated  . by example, inferred  - the text is silent  ? not recorded  x none")                                                         \
    X(ALIGNED_ACCORD, "パートナーシップの優先分野（行）とアコードの柱",                                                                         \
      "Priorities (rows) and pillars of the Accord")                                                                                            \
    X(ALIGNED_STRATEGIES, "英国の戦略の柱（行）と日本の戦略の柱",                                                                               \
      "Pillars of the strategies: UK (rows), Japan")                                                                                            \
    X(PRIORITY, "優先分野", "priority")                                                                                                         \
    X(ACCORD, "アコード", "Accord")                                                                                                             \
    X(NO_PRIORITY, "優先分野に当たらないテーマ", "Themes that match no priority")                                                               \
    X(OVERLAPS, "戦略は近いが協力の難しい分野", "Close strategies, yet hard to do together")                                                    \
    X(COUNTERPARTS, "対応先", "Counterparts")                                                                                                   \
    X(AS_OF, "{about} 時点", "as of {about}")                                                                                                   \
    X(AS_OF_NOW, "現在", "now")                                                                                                                 \
    X(NO_MATTER, "分野なし", "no matter")                                                                                                       \
    X(ONE_MATTER, "Enter でこの分野だけ", "Enter shows this matter alone")                                                                      \
    X(NO_TIE, "この日の対応先は記録にない", "No counterpart on record for that day")                                                            \
    X(TIE_MARKS, "= 文書の記述  ~ 共同の参加あり  . 推定のみ  x 対応先なし  ? 日付不明",                                                        \
      "= stated  ~ took part together  . only inferred  x gap  ? day not known")                                                                \
    X(COLUMN_COMMON, "共同", "both")                                                                                                            \
    X(BOTH_BELONG, "両国が加わる枠組み", "Forums that both belong to")                                                                          \
    X(IDLE_BODIES, "活動が一件以下の機関（活動、出来事）",                                                                                      \
      "Bodies with one activity at most (activities, events)")                                                                                  \
    X(LEFT_OUT, "関与から漏れる、または対応先がないとの記録",                                                                                   \
      "On record as left out, or without a counterpart")                                                                                        \
    X(BODY_PARENT, "上部 {about}", "under {about}")                                                                                             \
    X(BODY_FOUNDED, "設置 {about}", "founded {about}")                                                                                          \
    X(NOT_RECORDED, "記録なし", "not on record")                                                                                                \
    X(BODY_ENDED, "廃止 {about}", "ended {about}")                                                                                              \
    X(BODY_BEFORE, "前身 {about}", "after {about}")                                                                                             \
    X(BODY_AFTER, "後継 {about}", "followed by {about}")                                                                                        \
    X(NO_EARLIER, "これより前に、日付のある変化はない", "no dated change before that")                                                          \
    X(NO_LATER, "これが現在の姿", "this is how it is now")                                                                                      \
    X(READ_AS, "読み方", "Reading")                                                                                                             \
    X(HOW_TO_ASK, "書き方", "How to ask")                                                                                                       \
    X(FAULT_QUOTE, "引用符が閉じていない：\" で閉じる", "the quote is not closed; add \"")                                                      \
    X(FAULT_FIELD, "「{word}」という欄はない（F1 で一覧）",                                                                                     \
      "no field \"{word}\"; F1 shows them all")                                                                                                 \
    X(FAULT_FIELD_NEAR, "「{word}」という欄はない：近いのは {near}",                                                                            \
      "no field \"{word}\"; near it: {near}")                                                                                                   \
    X(FAULT_VALUE, "「{word}」はない（Tab で一覧）",                                                                                            \
      "no \"{word}\" here; Tab shows what there is")                                                                                            \
    X(FAULT_VALUE_NEAR, "「{word}」はない：近いのは {near}",                                                                                    \
      "no \"{word}\" here; near it: {near}")                                                                                                    \
    X(FAULT_HOMONYM, "「{word}」は複数ある：{near}", "\"{word}\" may mean {near}")                                                              \
    X(FAULT_NO_VALUE, "値がない（Tab で一覧）", "a value is missing; Tab shows what there is")                                                  \
    X(FAULT_DATE, "日付「{word}」は読めない：2024-03 2023..2024 R5 FY2023",                                                                     \
      "no date \"{word}\"; write 2024-03, 2023..2024, R5, FY2023")                                                                              \
    X(FAULT_NO_DATE, "日付がない：2024-03 2023..2024 R5 FY2023",                                                                                \
      "a date is missing: 2024-03, 2023..2024, R5, FY2023")                                                                                     \
    X(FAULT_SILENT, "「{word}」だけでは探せない：文字か数字を足す",                                                                             \
      "nothing to look for in \"{word}\"; add a letter")                                                                                        \
    X(FAULT_TERMS, "条件が多すぎる：{n} 個まで", "too many terms; {n} at most")                                                                 \
    X(FAULT_VALUES, "値が多すぎる：減らす", "too many values; use fewer")                                                                       \
    X(PASTE_CUT, "貼り付けの後ろ {n} 字は入らない",                                                                                             \
      "the last {n} characters of the paste are cut")                                                                                           \
    X(QUIT_AGAIN, "もう一度 Ctrl-C で終了", "Ctrl-C again quits")                                                                               \
    X(LINT_AGAIN, "{about} で説明した", "explained at {about}")                                                                                 \
    X(OTHER_TERMS, "ほかの用語", "other terms")                                                                                                 \
    X(NO_MEANING, "この行に誤解を招く語はない", "no false friend on this line")                                                                 \
    X(NO_VALUE, "この行に絞り込む値はない", "nothing on this line to filter by")                                                                \
    X(NO_ROOM, "絞り込みが多すぎる：どれかを外す", "too many filters: drop one")                                                                \
    X(SORTED_BY_NAME, "名前順", "sorted by name")                                                                                               \
    X(SORTED_BY_USE, "使われる順", "by use")                                                                                                    \
    X(SORTED_BY_RELIABILITY, "信頼性順", "by reliability")                                                                                      \
    X(PINNED, "留めた {about}", "pinned {about}")                                                                                               \
    X(UNPINNED, "外した {about}", "unpinned {about}")                                                                                           \
    X(PINS_FULL, "留められるのは3件まで：その一つで p を押して外す",                                                                            \
      "three are pinned: p on one of them unpins it")                                                                                           \
    X(PIN_FIRST, "先に p で二つか三つ留める", "pin two or three records with p first")                                                          \
    X(NO_RECORD_HERE, "ここに記録はない", "no record here")                                                                                     \
    X(COMPARE, "比較", "Compare")                                                                                                               \
    X(COMPARE_MARKS, "! 異なる  ~ 一部  = 同じ  - 空", "! differ  ~ part  = same  - empty")                                                     \
    X(NO_SUCH_FIELD, "項目なし", "no such field")                                                                                               \
    X(MORE_ROWS, "+{n} 件", "+{n} more")                                                                                                        \
    X(RELATIONS, "関係", "Relations")                                                                                                           \
    X(ROOT_ABOVE, "上にある", "is above")                                                                                                       \
    X(ADDRESS, "所在", "Address")                                                                                                               \
    X(NO_ADDRESS, "所在の記載なし", "no address on record")                                                                                     \
    X(NOTHING_TO_COPY, "写せる所在はない", "no address to copy here")                                                                           \
    X(COPIED, "端末へ送った：{about}", "sent to the terminal: {about}")                                                                         \
    X(NO_CLIPBOARD, "この端末では写せない：マウスで選ぶ",                                                                                       \
      "this terminal has no clipboard to send to: select with the mouse")                                                                       \
    X(COPY_HOW, "y で端末へ送る（OSC 52）。貼れないときは",                                                                                     \
      "y sends it to the terminal (OSC 52). If it cannot be pasted:")                                                                           \
    X(COPY_TMUX, "tmux なら set -g set-clipboard on", "tmux: set -g set-clipboard on")                                                          \
    X(COPY_PASS, "tmux の中の tmux：set -g allow-passthrough on",                                                                               \
      "tmux in tmux: set -g allow-passthrough on")                                                                                              \
    X(COPY_MOUSE, "端末で OSC 52 を許すか、マウスで選ぶ（tmux では Shift を押しながら）",                                                       \
      "allow OSC 52 in the terminal, or select with the mouse (in tmux with Shift)")                                                            \
    X(EXPLAIN, "件数の説明", "The numbers explained")                                                                                           \
    X(THIS_LINE, "この行", "This line")                                                                                                         \
    X(THIS_SCREEN, "この画面", "This screen")                                                                                                   \
    X(IN_DETAIL, "詳細欄（絞り込みによらない）", "In the detail area, whatever the filters")                                                    \
    X(POSSIBLE, "当てはまりうる（日付が不確か）", "possible: no sure date")                                                                     \
    X(WITHOUT, "{about} を外すと", "without {about}")                                                                                           \
    X(NO_QUERY, "問いでは表せない", "no query says this")                                                                                       \
    X(NO_FILTER, "（絞り込みなし）", "(no filter)")                                                                                             \
    X(LISTED_BELOW, "問いでは表せない：すぐ下に並ぶ",                                                                                           \
      "no query says just these: they are listed below")                                                                                        \
    X(CHAIN, "略記のたどり先", "short citations, followed")                                                                                     \
    X(THROUGH_NOTES, "注を経た典拠", "evidence through a note")                                                                                 \
    X(RECORDS, "記録", "records")                                                                                                               \
    X(COLUMN_NOTES, "注", "notes")                                                                                                              \
    X(COLUMN_RESTING, "記録", "recs")                                                                                                           \
    X(SORTED_BY_COUNT, "件数順", "sorted by count")                                                                                             \
    X(NO_FORWARD, "先の履歴はない", "nothing to go forward to")                                                                                 \
    X(NO_STRIP, "密度の帯は出ていない：i で入れる、1 で広げる",                                                                                 \
      "no strip here: i switches it on, 1 makes room")                                                                                          \
    X(CALENDAR_CIVIL, "西暦で数える", "years by the calendar")                                                                                  \
    X(CALENDAR_ERA, "元号で数える", "years by Japanese eras")                                                                                   \
    X(CALENDAR_JAPAN, "日本の年度で数える（4月から）", "fiscal years of Japan, from April")                                                     \
    X(CALENDAR_UK, "英国の年度で数える（4月から）", "fiscal years of the UK, from April")                                                       \
    X(SILENT, "{n}なし、通常{about}", "silent {n}; usual {about}")                                                                              \
    X(RHYTHM, "起きる間隔", "Rhythm")                                                                                                           \
    X(RHYTHM_LAST, "最後", "last")                                                                                                              \
    X(RHYTHM_SINCE, "その後", "since then")                                                                                                     \
    X(RHYTHM_USUAL, "通常", "usual")                                                                                                            \
    X(RHYTHM_QUERY, "対象の式", "counted from")                                                                                                 \
    X(RHYTHM_AS_OF, "{n}（{about} 現在）", "{n} as of {about}")                                                                                 \
    X(RHYTHM_MEDIAN, "中央値{n}日、9割は{about}日以下（間隔{gaps}）",                                                                           \
      "median {n} days, 9 in 10 up to {about} ({gaps} gaps)")                                                                                   \
    X(RHYTHM_FEW, "中央値{n}日、9割は{about}日以下（間隔{gaps}、少数）",                                                                        \
      "median {n} days, 9 in 10 up to {about} (few: {gaps} gaps)")                                                                              \
    X(RHYTHM_NONE, "間隔{gaps}では通常を言えない", "{gaps} gaps: too few to tell")                                                              \
    X(UNIT_DECADE, "十年", "decade")                                                                                                            \
    X(UNIT_YEAR, "年", "year")                                                                                                                  \
    X(UNIT_QUARTER, "四半期", "quarter")                                                                                                        \
    X(UNIT_MONTH, "月", "month")                                                                                                                \
    X(UNIT_WEEK, "週", "week")                                                                                                                  \
    X(UNIT_DAY, "日", "day")                                                                                                                    \
    X(NO_BACK, "戻る先はない", "nothing to go back to")                                                                                         \
    X(NO_CHIPS, "絞り込みはまだない：/ で作る", "no filter yet: / makes one")                                                                   \
    X(UNDONE, "取り消した：{about}", "undone: {about}")                                                                                         \
    X(REDONE, "やり直した：{about}", "made again: {about}")                                                                                     \
    X(TOO_LONG, "一行に収まらない：一つずつ直す", "too long for one line: edit them one by one")                                                \
    X(NO_UNDO, "取り消す変更はない", "nothing to undo")                                                                                         \
    X(NO_REDO, "やり直す変更はない", "nothing to redo")                                                                                         \
    X(HIT, "{about}件目", "hit {about}")                                                                                                        \
    X(HIT_FROM_START, "先頭に戻って{about}件目", "hit {about}, from the top again")                                                             \
    X(HIT_FROM_END, "末尾に回って{about}件目", "hit {about}, from the end")                                                                     \
    X(NOT_FOUND, "この文にない：{about}", "not in this text: {about}")                                                                          \
    X(NO_SEARCH, "検索はまだない：/ で探す", "nothing searched for yet: / searches")                                                            \
    X(NO_AGAIN, "繰り返す絞り込みはない", "no filter to repeat")                                                                                \
    X(STILL_THERE, "その絞り込みはまだある", "that filter is still there")                                                                      \
    X(NO_CHIP, "外す絞り込みはない", "no filter to drop")                                                                                       \
    X(NO_SESSION, "前回の続きは読めない：{about}", "session not read: {about}")                                                                 \
    X(NO_COPY, "写しなし：nichiei attach {about} FILE で原文を読める",                                                                          \
      "no copy: nichiei attach {about} FILE, to read it here")                                                                                  \
    X(NO_SOURCE, "ここに読む出典はない", "no source to read here")                                                                              \
    X(ATTACH_TO_READ,                                                                                                                           \
      "この出典の写しはない。nichiei attach {about} FILE で付けると、ここで読める。",                                                           \
      "There is no copy of this source. nichiei attach {about} FILE attaches one, to be read "                                                  \
      "here.")                                                                                                                                  \
    X(NO_PLACE, "読んだ所を残せない：{about}", "place not kept: {about}")                                                                       \
    X(NO_OVERLAY, "写しを読めない：{about}", "copy not read: {about}")                                                                          \
    X(FOUND_IN_COPY, "典拠 {about} 件の箇所が写しにある",                                                                                       \
      "citations with their passage in it: {about}")                                                                                            \
    X(PASSAGE_NEAR, "箇所はこの付近", "passage near here")                                                                                      \
    X(PASSAGE_SECTION, "箇所は節まで", "only its section found")                                                                                \
    X(PASSAGE_NOWHERE, "箇所は不明", "passage not found")                                                                                       \
    X(TO_NOTE, "注へ", "to the note")                                                                                                           \
    X(TO_CALL, "本文の注番号へ", "back to where it is called")                                                                                  \
    X(CITING, "ここを引く記録", "records that cite this")                                                                                       \
    X(IME_ON, "かな入力のまま：半角に切り替えるか ? で説明", "Kana input is on: switch the IME off")

enum message {
#define X(id, ja, en) SAY_##id,
    MESSAGES(X)
#undef X
        SAY_COUNT
};

/* A message in one language, or for the display: both are joined by a blank. Literal or arena. */
struct text say_in(enum message m, enum lang lang);
struct text say(struct arena *a, enum message m, enum display d);

/* A message's text with a value in the place of "{name}", wherever that stands. */
struct text say_fill(struct arena *a, struct text t, const char *name, struct text value);

/* "ja en", "ja" or "en" of two texts by the display; an empty one is left out. */
struct text say_pair(struct arena *a, struct text ja, struct text en, enum display d);

/* A word of the schema ("ministry") as readers say it, or the word itself if unknown. */
struct text say_word(struct arena *a, const char *word, enum display d);

/* A field's label ("reading_kana"); for a pair of fields the name without _ja or _en. */
struct text say_field(struct arena *a, const char *field, enum display d);

/* A kind's name, "活動" or "activities". */
struct text say_kind(struct arena *a, enum kind kind, enum display d);

/* A group of records reached over a relation, seen from one end. */
struct text say_relation(struct arena *a, enum relation relation, bool into, enum kind other,
                         enum display d);

/* A citation's place, as readers write it: "§2.4 ¶2", "表1 A20 / table 1 A20", "注38 / note 38". */
struct text say_locator(struct arena *a, const char *locator, enum display d);

#endif
