/* keys: the action table as text. */
#include "nichiei/model/action.h"

#include "cli.h"

#include <stdio.h>

/* Where an action holds, in one word for the table. */
static const char *where_word(unsigned where)
{
    return where & IN_PROMPT                        ? "prompt"
           : where == IN_FIND                       ? "search"
           : where == IN_CHOICES                    ? "completion"
           : where == IN_CARD                       ? "syntax"
           : where == IN_CHIPS                      ? "filters"
           : where == IN_LIST                       ? "list"
           : where == IN_DETAIL                     ? "detail"
           : where & IN_SHEET && !(where & IN_LIST) ? "sheet"
           : where & IN_HELP && !(where & IN_LIST)  ? "text"
           : where & IN_HELP                        ? "all"
                                                    : "panes";
}

static void put_json(struct buf *out, const struct action *a)
{
    buf_str(out, "{\"action\": ");
    json_string(out, a->name);
    buf_str(out, ", \"keys\": ");
    json_string(out, a->keys);
    buf_str(out, ", \"where\": ");
    json_string(out, where_word(a->where));
    buf_str(out, ", \"help\": {\"ja\": ");
    json_string(out, a->help[LANG_JA]);
    buf_str(out, ", \"en\": ");
    json_string(out, a->help[LANG_EN]);
    buf_str(out, "}}");
}

int cmd_keys(const struct options *o, struct err *e)
{
    struct buf out = {0};
    bool ok;

    if (o->format == FORMAT_JSON)
        buf_char(&out, '[');
    for (int i = 0; i < ACTION_COUNT; i++) {
        const struct action *a = &actions[i];

        if (o->format == FORMAT_JSON) {
            buf_str(&out, i ? ",\n " : "\n ");
            put_json(&out, a);
            continue;
        }
        buf_printf(&out, "%-7s %-16s %-16s %s\n", where_word(a->where), a->keys, a->name,
                   a->help[o->display == DISPLAY_JA ? LANG_JA : LANG_EN]);
        if (o->display == DISPLAY_BOTH)
            buf_printf(&out, "%-41s %s\n", "", a->help[LANG_JA]);
    }
    if (o->format == FORMAT_JSON)
        buf_str(&out, "\n]\n");
    ok = cli_write(&out, e);
    buf_finish(&out);
    return ok ? 0 : e->code;
}
