/* The table of how to ask. */
#include "nichiei/model/syntax.h"

#include <stddef.h>

const struct syntax_line syntax_lines[SYNTAX_LINES] = {
#define X(field, example, ja, en) {QUERY_##field, example, {ja, en}},
    SYNTAX_FIELDS(X)
#undef X
#define X(example, ja, en) {QUERY_TEXT, example, {ja, en}},
        SYNTAX_RULES(X)
#undef X
};

const struct syntax_line *syntax_of(enum query_field field)
{
    for (size_t i = 0; i < SYNTAX_LINES; i++)
        if (syntax_lines[i].field == field)
            return &syntax_lines[i];
    return NULL;
}
