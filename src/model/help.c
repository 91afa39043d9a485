/* Help as lines. */
#include "nichiei/model/help.h"

#include "nichiei/text/wrap.h"

#include <stdio.h>
#include <string.h>

enum { MAX_LINES = 600 };

struct text help_key_name(struct arena *a, const char *name, size_t n_bytes)
{
    bool chord = n_bytes >= 3 && name[1] == '-';
    char said[32];

    if (n_bytes == 5 && memcmp(name, "S-Tab", 5) == 0)
        return text_lit("Shift-Tab");
    if (!chord || n_bytes >= sizeof said - 5 || !strchr("CA", name[0]))
        return text_safe(a, name, n_bytes);
    snprintf(said, sizeof said, "%s-%.*s", name[0] == 'C' ? "Ctrl" : "Alt", (int)n_bytes - 2,
             name + 2);
    if (n_bytes == 3 && name[2] >= 'a' && name[2] <= 'z')
        said[strlen(said) - 1] = (char)(name[2] - 'a' + 'A');
    return text_safe_str(a, said);
}

static void add(struct help *h, enum help_style style, struct text keys, struct text text)
{
    int cols = h->cols - (style == HELP_KEY ? HELP_KEY_COLS : 0);
    struct text *wrapped;
    size_t n_wrapped = text_wrap(&h->mem, text, cols > 8 ? cols : 8, &wrapped);

    for (size_t i = 0; i < n_wrapped && h->n_lines < MAX_LINES; i++)
        h->lines[h->n_lines++] = (struct help_line){.style = style,
                                                    .keys = i == 0 ? keys : text_lit(""),
                                                    .text = wrapped[i],
                                                    .goes_on = i > 0};
}

/* "j Down C-n" as "j Down Ctrl-N". */
static struct text key_list(struct arena *a, const char *keys)
{
    struct text all = text_lit("");

    for (const char *at = keys; *at;) {
        size_t n_bytes = strcspn(at, " ");

        all = say_pair(a, all, help_key_name(a, at, n_bytes), DISPLAY_BOTH);
        at += n_bytes + (at[n_bytes] == ' ');
    }
    return all;
}

static void add_messages(struct help *h, enum message head, enum message first, enum message last)
{
    add(h, HELP_PLAIN, text_lit(""), text_lit(""));
    add(h, HELP_HEADING, text_lit(""), say(&h->mem, head, h->display));
    for (int m = first; m <= (int)last; m++) {
        if (h->display != DISPLAY_EN)
            add(h, HELP_PLAIN, text_lit(""), say_in((enum message)m, LANG_JA));
        if (h->display != DISPLAY_JA)
            add(h, HELP_PLAIN, text_lit(""), say_in((enum message)m, LANG_EN));
    }
}

void help_finish(struct help *h)
{
    arena_finish(&h->mem);
    *h = (struct help){0};
}

void help_show(struct help *h, unsigned where, int cols, enum display display)
{
    if (h->lines && h->where == where && h->cols == cols && h->display == display)
        return;
    arena_reset(&h->mem);
    *h = (struct help){
        .mem = h->mem, .where = where, .cols = cols, .display = display, .version = h->version + 1};
    h->lines = arena_zeroed(&h->mem, MAX_LINES, sizeof *h->lines);
    add(h, HELP_HEADING, text_lit(""), say(&h->mem, SAY_HELP_KEYS, display));
    for (int i = 0; i < ACTION_COUNT; i++)
        if (actions[i].where & where)
            add(h, HELP_KEY, key_list(&h->mem, actions[i].keys),
                say_pair(&h->mem, text_lit(actions[i].help[LANG_JA]),
                         text_lit(actions[i].help[LANG_EN]), display));
    add_messages(h, SAY_HELP_MARKS, SAY_MARK_TABLE, SAY_MARK_LINK);
    add_messages(h, SAY_HELP_RULES, SAY_RULE_TEXT, SAY_RULE_SILENT);
}
