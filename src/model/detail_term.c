/* A term in full: what it means here and there, which is what one opens it for. */
#include "detail_in.h"

#include <string.h>

/* Both languages of a field, "" where it is empty. */
struct pair {
    const char *ja, *en;
};

static struct pair pair_of(const struct maker *m, const char *name)
{
    int i = schema_field(m->resource, name);

    return i < 0 ? (struct pair){"", ""} : (struct pair){m->values[i], m->values[i + 1]};
}

bool detail_is_meaning(const struct maker *m, int i)
{
    const char *name = m->resource->fields[i].name;

    return m->record.kind == KIND_TERM &&
           (strncmp(name, "meaning_", 8) == 0 || strncmp(name, "pitfall_", 8) == 0);
}

static void add_section(const struct maker *m, const char *name)
{
    struct pair p = pair_of(m, name);

    if (!*p.ja && !*p.en)
        return;
    detail_heading(m->d, say_field(&m->d->mem, name, m->d->shape.display), 0);
    detail_pair(m->d, DETAIL_PROSE, p.ja, p.en);
}

/* The two countries beside each other, in each language that is wanted. */
static void add_beside(const struct maker *m, struct pair jp, struct pair gb)
{
    struct detail *d = m->d;
    enum display display = d->shape.display;

    detail_gap(d);
    detail_beside(d, DETAIL_HEADINGS, say_field(&d->mem, "meaning_jp_ja", display),
                  say_field(&d->mem, "meaning_gb_ja", display));
    if (display != DISPLAY_EN)
        detail_beside(d, DETAIL_PROSE, detail_readable(d, jp.ja), detail_readable(d, gb.ja));
    if (display != DISPLAY_JA)
        detail_beside(d, DETAIL_PROSE, detail_readable(d, jp.en), detail_readable(d, gb.en));
}

void detail_meanings(const struct maker *m)
{
    struct pair jp, gb;

    if (m->record.kind != KIND_TERM)
        return;
    jp = pair_of(m, "meaning_jp_ja");
    gb = pair_of(m, "meaning_gb_ja");
    if (m->d->shape.side_by_side && *jp.ja && *jp.en && *gb.ja && *gb.en) {
        add_beside(m, jp, gb);
    } else {
        add_section(m, "meaning_jp_ja");
        add_section(m, "meaning_gb_ja");
    }
    add_section(m, "pitfall_ja");
}
