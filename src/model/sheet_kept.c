/*
 * A sheet's place as text that a later session understands, on a later version of the dossier or
 * the program: "records of:source 0:2 line:17".
 */
#include "sheet_in.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_STOPS = 1000 }; /* in a line: more have no room */

static const char *const names[SHEET_COUNT] = {
#define X(id, ...) [SHEET_##id] = #id,
    SHEETS(X)
#undef X
};

static void print_lower(const char *name, struct buf *out)
{
    for (; *name; name++)
        buf_char(out, (char)tolower((unsigned char)*name));
}

static void print_record(struct app *app, const char *what, uint32_t n, struct buf *out)
{
    struct arena mem = {0};
    struct record r;

    if (n && store_record(app->st, &mem, n, &r, NULL))
        buf_printf(out, " %s:%s", what, r.id);
    arena_finish(&mem);
}

bool sheet_print_at(struct app *app, const struct sheet_at *at, struct buf *out)
{
    const struct sheet_kept *kept = at->id ? &sheet_ops_of(at->id)->kept : NULL;
    char number[12];

    if (!kept || !kept->is)
        return false;
    print_lower(names[at->id], out);
    if (kept->of == SHEET_OF_KIND && at->n != KIND_NONE)
        buf_printf(out, " of:%s", kind_prefix((enum kind)at->n));
    if (kept->of >= SHEET_OF_RECORD)
        print_record(app, "of", at->n, out);
    for (int i = 0; i < SHEET_MAX_CHOICES; i++) {
        snprintf(number, sizeof number, "%d", i);
        if (kept->choices[i] == SHEET_CHOICE_RECORD)
            print_record(app, number, (uint32_t)at->choice[i], out);
        else if (kept->choices[i] && at->choice[i])
            buf_printf(out, " %d:%d", i, (int)at->choice[i]);
    }
    if (at->line)
        buf_printf(out, " line:%zu", at->line);
    if (at->stop)
        buf_printf(out, " stop:%d", at->stop);
    return true;
}

static bool find_of(struct app *app, const struct sheet_kept *kept, const char *value, uint32_t *n)
{
    if (kept->of >= SHEET_OF_RECORD)
        return (*n = store_find(app->st, value, NULL)) != 0;
    for (int k = 0; kept->of == SHEET_OF_KIND && k < KIND_COUNT; k++)
        if (strcmp(kind_prefix((enum kind)k), value) == 0) {
            *n = (uint32_t)k;
            return true;
        }
    return false;
}

/* Records that are gone leave no gap between those that are there. */
static void find_choice(struct app *app, const struct sheet_kept *kept, unsigned long i,
                        const char *value, struct sheet_at *at)
{
    long choice = strtol(value, NULL, 10);

    if (i >= SHEET_MAX_CHOICES)
        return;
    if (kept->choices[i] == SHEET_CHOICE_RECORD) {
        while (i > 0 && kept->choices[i - 1] == SHEET_CHOICE_RECORD && !at->choice[i - 1])
            i--;
        at->choice[i] = (int32_t)store_find(app->st, value, NULL);
    } else if (choice > 0 && choice < kept->choices[i]) {
        at->choice[i] = (int32_t)choice;
    }
}

/* "of:source", "0:2", "line:17"; false if what the sheet is about is gone. */
static bool find_part(struct app *app, const struct sheet_kept *kept, char *part,
                      struct sheet_at *at)
{
    char *value = strchr(part, ':');

    if (!value)
        return true;
    *value++ = '\0';
    if (strcmp(part, "of") == 0)
        return find_of(app, kept, value, &at->n);
    if (strcmp(part, "line") == 0)
        at->line = strtoul(value, NULL, 10);
    else if (strcmp(part, "stop") == 0)
        at->stop = (int)(strtoul(value, NULL, 10) % MAX_STOPS);
    else if (isdigit((unsigned char)*part))
        find_choice(app, kept, strtoul(part, NULL, 10), value, at);
    return true;
}

bool sheet_find_at(struct app *app, const char *text, struct sheet_at *out)
{
    struct sheet_at at = {.id = SHEET_NONE};
    const struct sheet_kept *kept = NULL;
    struct arena mem = {0};
    char *part = arena_copy(&mem, text, strlen(text)), *next;
    bool ok = true;

    for (; ok && part; part = next) {
        next = strchr(part, ' ');
        if (next)
            *next++ = '\0';
        if (kept) {
            ok = find_part(app, kept, part, &at);
            continue;
        }
        for (int i = SHEET_NONE + 1; i < SHEET_COUNT; i++)
            if (strcasecmp(names[i], part) == 0)
                at.id = (enum sheet_id)i;
        kept = at.id ? &sheet_ops_of(at.id)->kept : NULL;
        ok = kept && kept->is;
        if (ok && kept->of == SHEET_OF_KIND)
            at.n = KIND_NONE;
    }
    arena_finish(&mem);
    ok = ok && kept && (kept->choices[0] != SHEET_CHOICE_RECORD || at.choice[0]) &&
         (kept->of != SHEET_OF_RECORD || at.n);
    if (ok)
        *out = at;
    return ok;
}
