/*
 * How to ask, as one table: each field with an example, then the rules. The card in the prompt, the
 * completion of fields and a check of the manual read it. Each example is a query that the default
 * dossier knows.
 */
#ifndef NICHIEI_MODEL_SYNTAX_H
#define NICHIEI_MODEL_SYNTAX_H

#include "nichiei/engine/query.h"

/* X(field, example, ja, en): at most 16, 10 and 11 columns, so that two lines fit side by side. */
#define SYNTAX_FIELDS(X)                                                                           \
    X(ACTOR, "actor:NPA", "主体", "takes part")                                                    \
    X(ADDRESSEE, "addressee:METI", "名宛て", "must act")                                           \
    X(COUNTRY, "country:GB", "主体の国", "of actors")                                              \
    X(LEAD, "lead:GB", "主導の国", "who leads")                                                    \
    X(CATEGORY, "category:police", "主体の別", "of actors")                                        \
    X(THEME, "theme:ppp", "テーマ", "theme")                                                       \
    X(TYPE, "type:ccb", "種類", "type")                                                            \
    X(KIND, "kind:event", "記録の別", "of record")                                                 \
    X(REC, "rec:3.2", "提言", "bears on it")                                                       \
    X(BEARING, "bearing:obstacle", "作用", "its effect")                                           \
    X(TERM, "term:ccb", "用語", "uses it")                                                         \
    X(ID, "id:rec:3.2", "その記録", "this record")                                                 \
    X(DATE, "date:2024-03", "その間", "within it")                                                 \
    X(YEAR, "year:R5", "その年", "in the year")                                                    \
    X(AFTER, "after:2023", "より後", "after it")                                                   \
    X(BEFORE, "before:FY2023", "より前", "before it")                                              \
    X(PRECISION, "precision:month", "日付の精度", "of the date")                                   \
    X(SOURCE, "source:rusi2024", "典拠", "rests on it")                                            \
    X(READING, "reading:medium", "判読", "of the text")                                            \
    X(CERTAINTY, "certainty:2", "確度", "of claims")                                               \
    X(RELIABILITY, "reliability:B", "信頼性", "of sources")                                        \
    X(IS, "is:undated", "状態", "what it is")                                                      \
    X(HAS, "has:milestone", "備え", "what it has")

/* X(example, ja, en). */
#define SYNTAX_RULES(X)                                                                            \
    X("警察 joint", "両方含む", "both words")                                                      \
    X("gaimu", "読みでも", "by sound")                                                             \
    X("\"joint state\"", "文字通り", "literally")                                                  \
    X("-演習", "除く", "leaves out")                                                               \
    X("actor:NPA,METI", "いずれか", "either")                                                      \
    X("rec:3.2 rec:4.1", "どちらも", "both")                                                       \
    X("actor：NPA，METI", "全角も可", "wide too")                                                  \
    X("date:2023..2024", "範囲", "a range")                                                        \
    X("date:令和5年度", "元号・年度", "era, fiscal")                                               \
    X("date:2024-02~", "頃", "about then")                                                         \
    X("12 +4?", "確実 可能", "sure, maybe")

struct syntax_line {
    enum query_field field; /* QUERY_TEXT: a rule */
    const char *example;
    const char *says[LANG_COUNT];
};

enum {
#define X(...) +1
    SYNTAX_LINES = 0 SYNTAX_FIELDS(X) SYNTAX_RULES(X)
#undef X
};

extern const struct syntax_line syntax_lines[SYNTAX_LINES];

/* The line of a field, which is not QUERY_TEXT. */
const struct syntax_line *syntax_of(enum query_field field);

#endif
