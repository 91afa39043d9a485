/* The lines of the sheet of counterparts: two bodies and what joins them, forums, idle bodies. */
#include "counterparts_lines.h"

#include "nichiei/text/edtf.h"
#include "nichiei/text/width.h"

#include "nichiei/engine/names.h"

#include "meaning.h"

#include <stdio.h>
#include <string.h>

/* Columns of a count, and from how many on a name has room for both languages. */
enum { COUNT_COLS = 4, BOTH_COLS = 40 };

struct lines lines_begin(struct app *app, struct sheet *s, struct counterparts *cp, int32_t day)
{
    struct lines l = {.app = app, .s = s, .cp = cp, .day = day};

    l.side_cols = (s->cols - COUNT_COLS - 3) / 3;
    l.tie_cols = s->cols - COUNT_COLS - 3 - 2 * l.side_cols;
    return l;
}

static int tie_col(const struct lines *l)
{
    return l->side_cols + 1;
}

static int count_col(const struct lines *l)
{
    return tie_col(l) + l->tie_cols + 1;
}

static int right_col(const struct lines *l)
{
    return count_col(l) + COUNT_COLS + 1;
}

/* One language where there is no room for both. */
static enum display room_for(const struct lines *l, int cols)
{
    return l->s->display == DISPLAY_BOTH && cols < BOTH_COLS ? DISPLAY_JA : l->s->display;
}

static struct text pair(struct lines *l, const char *const of[LANG_COUNT], int cols)
{
    struct arena *a = &l->s->mem;

    return say_pair(a, meaning_mark(l->app, a, of[LANG_JA]), meaning_mark(l->app, a, of[LANG_EN]),
                    room_for(l, cols));
}

/* Two texts with a blank between them. */
static struct text both(struct lines *l, struct text a, struct text b)
{
    return say_pair(&l->s->mem, a, b, DISPLAY_BOTH);
}

static struct text name_in(struct lines *l, uint32_t n, int cols)
{
    struct record r;

    if (!n || !store_record(l->app->st, &l->s->mem, n, &r, &l->app->error))
        return text_lit("");
    return both(l, text_safe_str(&l->s->mem, r.label), pair(l, r.name, cols));
}

struct text lines_short_name(struct lines *l, uint32_t n)
{
    struct record r;

    if (!n || !store_record(l->app->st, &l->s->mem, n, &r, &l->app->error))
        return text_lit("");
    return *r.label ? text_safe_str(&l->s->mem, r.label) : pair(l, r.name, l->s->cols / 3);
}

static struct text say_here(struct lines *l, enum message m)
{
    return say(&l->s->mem, m, room_for(l, l->s->cols / 3));
}

/* Adds a message with something in the place of its {about}, unless that is empty. */
static struct text with(struct lines *l, struct text t, enum message m, struct text about)
{
    struct buf out = {0};
    struct text more;

    if (text_is_empty(about))
        return t;
    more = say_fill(&l->s->mem, say_here(l, m), "about", about);
    if (t.n_bytes) {
        buf_add(&out, t.p, t.n_bytes);
        buf_str(&out, "; ");
    }
    buf_add(&out, more.p, more.n_bytes);
    t = text_safe(&l->s->mem, buf_cstr(&out), out.n_bytes);
    buf_finish(&out);
    return t;
}

/* "上部 CAS; 設置 2025-07-01; 前身 NISC": what is known of a body in time, and what is not. */
static struct text history_text(struct lines *l, uint32_t body, struct text before)
{
    struct arena *a = &l->s->mem;
    struct body_history h;

    if (!counterparts_history(l->cp, body, &h, &l->app->error))
        return before;
    before = with(l, before, SAY_BODY_PARENT, lines_short_name(l, h.parent));
    before = with(l, before, SAY_BODY_FOUNDED,
                  *h.founded ? text_safe_str(a, h.founded) : say_here(l, SAY_NOT_RECORDED));
    before = with(l, before, SAY_BODY_ENDED, text_safe_str(a, h.dissolved));
    before = with(l, before, SAY_BODY_BEFORE, lines_short_name(l, h.before));
    return with(l, before, SAY_BODY_AFTER, lines_short_name(l, h.after));
}

/* "+ NCSC (2016)": what begins or ends, with its date unless that is the day. */
static struct text change_text(struct lines *l, const struct change *c, const char *day)
{
    struct arena *a = &l->s->mem;
    struct text t = both(l, text_lit(c->begins ? "+" : "-"), lines_short_name(l, c->record));

    if (strcmp(c->date, day) == 0)
        return t;
    return both(l, t, say_fill(a, text_lit("({date})"), "date", text_safe_str(a, c->date)));
}

/* "2025-07-01: + NCO - NISC + ...": what changed on the day after; without it if no date is as
 * exact. */
static void put_changes(struct lines *l, uint32_t body)
{
    struct sheet *s = l->s;
    struct change *changes;
    size_t n = counterparts_changes(l->cp, &s->mem, body, l->day, &changes);
    struct text t = text_lit(""), when;
    int year, month, day;
    char date[32];
    bool exact = false;

    if (!n)
        return;
    edtf_civil(l->day + 1, &year, &month, &day);
    snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    for (size_t i = 0; i < n; i++) {
        t = both(l, t, change_text(l, &changes[i], date));
        exact = exact || strcmp(changes[i].date, date) == 0;
    }
    when = say_fill(&s->mem, text_lit("{date}:"), "date", text_safe_str(&s->mem, date));
    sheet_cell(s, sheet_head(s), 0, s->cols, exact ? both(l, when, t) : t, SHEET_PLAIN);
}

void lines_heads(struct lines *l, uint32_t body)
{
    struct sheet *s = l->s;
    struct sheet_line *head;

    if (body)
        sheet_cell(s, sheet_head(s), 0, s->cols,
                   history_text(l, body,
                                s->cols < 3 * BOTH_COLS ? lines_short_name(l, body)
                                                        : name_in(l, body, s->cols)),
                   SHEET_PLAIN);
    put_changes(l, body);
    sheet_cell(s, sheet_head(s), 0, s->cols, say(&s->mem, SAY_TIE_MARKS, room_for(l, s->cols / 2)),
               SHEET_FAINT);
    head = sheet_head(s);
    sheet_cell(s, head, 0, l->side_cols, say_word(&s->mem, "JP", s->display), SHEET_LABEL);
    sheet_cell(s, head, count_col(l), COUNT_COLS,
               say(&s->mem, SAY_COLUMN_COMMON, room_for(l, COUNT_COLS)), SHEET_LABEL)
        ->to_right = true;
    sheet_cell(s, head, right_col(l), l->side_cols, say_word(&s->mem, "GB", s->display),
               SHEET_LABEL);
}

struct text lines_sides(struct lines *l, const struct tie *ties, size_t n_ties)
{
    size_t n[SIDE_COUNT] = {0};
    char text[48];

    for (size_t i = 0; i < n_ties; i++)
        for (int side = 0; side < SIDE_COUNT; side++) {
            bool seen = !ties[i].body[side];

            for (size_t k = 0; k < i && !seen; k++)
                seen = ties[k].body[side] == ties[i].body[side];
            n[side] += !seen;
        }
    snprintf(text, sizeof text, "%zu : %zu", n[SIDE_JP], n[SIDE_GB]);
    return text_safe_str(&l->s->mem, text);
}

/* A body, and whose part it took over; Enter opens it. */
static void put_body(struct lines *l, struct sheet_line *line, int side, const struct tie *t)
{
    struct sheet *s = l->s;
    const uint32_t body = t->body[side], named = t->named[side];
    struct text name = name_in(l, body, l->side_cols);
    struct sheet_cell *cell;

    if (named)
        name =
            both(l, lines_short_name(l, body), both(l, text_lit("<"), lines_short_name(l, named)));
    cell = sheet_cell(s, line, side == SIDE_JP ? 0 : right_col(l), l->side_cols, name,
                      t->may_hold ? SHEET_FAINT : SHEET_PLAIN);
    cell->opens = body;
    cell->says = history_text(
        l, body,
        with(l, text_lit(""), SAY_INHERITS, named ? lines_short_name(l, named) : text_lit("")));
}

static void put_gap(struct lines *l, struct sheet_line *line, int col)
{
    sheet_cell(l->s, line, col, l->side_cols,
               say(&l->s->mem, SAY_LINK_GAP, room_for(l, l->side_cols)), SHEET_MARKED);
}

/* The ids of the pair as terms of a query, with the day. */
static const char *common_query(struct lines *l, const uint32_t *body, int n_bodies)
{
    struct buf q = {0};
    const char *kept;

    for (int i = 0; i < n_bodies; i++) {
        struct record r;

        if (!store_record(l->app->st, &l->s->mem, body[i], &r, &l->app->error))
            continue;
        buf_str(&q, i ? " actor:" : "actor:");
        buf_str(&q, names_slug(r.id));
    }
    if (l->day != COUNTERPARTS_NOW) {
        int year, month, day;

        edtf_civil(l->day + 1, &year, &month, &day);
        buf_printf(&q, " before:%04d-%02d-%02d", year, month, day);
    }
    kept = arena_copy(&l->s->mem, buf_cstr(&q), q.n_bytes);
    buf_finish(&q);
    return kept;
}

static void put_count(struct lines *l, struct sheet_line *line, int col, struct tally n,
                      const char *query)
{
    struct sheet *s = l->s;
    uint32_t count = n.n_activities + n.n_events;
    char number[16];
    struct sheet_cell *cell;

    snprintf(number, sizeof number, "%u", count);
    cell = sheet_cell(s, line, col, COUNT_COLS, text_safe_str(&s->mem, number),
                      count ? SHEET_LINK : SHEET_FAINT);
    cell->to_right = true;
    if (!count)
        return;
    cell->rows = query;
    cell->says = text_safe_str(&s->mem, query);
}

/* "! 一部…": where it ends, before how far and how surely. */
static struct text tie_says(struct lines *l, const struct tie *t)
{
    struct arena *a = &l->s->mem;
    const struct resource *r = schema_resource("links");
    const char *const *v;
    struct text says = text_lit(""), limits = pair(l, t->limits, BOTH_COLS);
    static const char *const told[] = {"basis", "extent", "certainty"};

    if (!t->link)
        return say_here(l, SAY_COMMON_ONLY);
    if (!store_fields(l->app->st, a, t->link, &v, &l->app->error))
        return says;
    if (t->may_hold)
        says = say_here(l, SAY_SINCE_UNKNOWN);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        const char *word = v[schema_field(r, told[i])];

        if (*word)
            says = both(l, says, say_word(a, word, room_for(l, l->s->cols / 2)));
    }
    return text_is_empty(limits) ? says : both(l, both(l, text_lit("!"), limits), says);
}

/* How surely two are tied, and on what; Enter opens the link. */
static void put_tie(struct lines *l, struct sheet_line *line, const struct tie *t)
{
    static const char *const marks[TIE_STRENGTHS] = {"=", "~", "."};
    bool gap = !t->body[SIDE_JP] || !t->body[SIDE_GB];
    struct text mark = text_lit(gap ? "x" : marks[t->strength]);
    struct sheet_cell *cell;

    if (t->may_hold)
        mark = both(l, mark, text_lit("?"));
    cell = sheet_cell(l->s, line, tie_col(l), l->tie_cols,
                      t->link ? both(l, mark, pair(l, t->name, l->tie_cols)) : mark,
                      gap           ? SHEET_MARKED
                      : t->may_hold ? SHEET_FAINT
                                    : SHEET_PLAIN);
    cell->opens = t->link;
    cell->says = tie_says(l, t);
}

/* Who does what, below the bodies; then where it ends. */
static void put_roles(struct lines *l, const struct tie *t)
{
    struct sheet *s = l->s;
    struct text roles[SIDE_COUNT], limits = pair(l, t->limits, s->cols);
    const int cols[SIDE_COUNT] = {count_col(l) - 2, s->cols - right_col(l) - 2};

    for (int side = 0; side < SIDE_COUNT; side++)
        roles[side] = pair(l, t->role[side], cols[side]);
    if (!text_is_empty(roles[SIDE_JP]) || !text_is_empty(roles[SIDE_GB])) {
        struct sheet_line *line = sheet_line(s);

        sheet_cell(s, line, 2, cols[SIDE_JP], roles[SIDE_JP], SHEET_FAINT);
        sheet_cell(s, line, right_col(l) + 2, cols[SIDE_GB], roles[SIDE_GB], SHEET_FAINT);
    }
    if (!text_is_empty(limits))
        sheet_prose(s, 2, s->cols - 2, both(l, text_lit("!"), limits), SHEET_FAINT);
}

void lines_tie(struct lines *l, const struct tie *t)
{
    struct sheet_line *line = sheet_line(l->s);

    if (t->body[SIDE_JP])
        put_body(l, line, SIDE_JP, t);
    else
        put_gap(l, line, 0);
    put_tie(l, line, t);
    if (t->body[SIDE_JP] && t->body[SIDE_GB])
        put_count(l, line, count_col(l), t->common, common_query(l, t->body, SIDE_COUNT));
    if (t->body[SIDE_GB])
        put_body(l, line, SIDE_GB, t);
    else
        put_gap(l, line, right_col(l));
    if (l->tells_roles)
        put_roles(l, t);
}

/* The first of the members, and how many more. */
static void put_member(struct lines *l, struct sheet_line *line, int col, const struct forum *f,
                       enum side side)
{
    struct text name = name_in(l, f->member[side], l->side_cols);
    char more[32];
    struct sheet_cell *cell;

    if (f->n_members[side] > 1) {
        snprintf(more, sizeof more, "+%u", f->n_members[side] - 1);
        name = both(l, lines_short_name(l, f->member[side]), text_safe_str(&l->s->mem, more));
    }
    cell = sheet_cell(l->s, line, col, l->side_cols, name, SHEET_PLAIN);
    cell->opens = f->member[side];
    cell->says = history_text(l, f->member[side], text_lit(""));
}

void lines_forum(struct lines *l, const struct forum *f)
{
    struct sheet_line *line = sheet_line(l->s);

    put_member(l, line, 0, f, SIDE_JP);
    sheet_cell(l->s, line, tie_col(l), l->tie_cols, name_in(l, f->body, l->tie_cols), SHEET_PLAIN)
        ->opens = f->body;
    put_member(l, line, right_col(l), f, SIDE_GB);
}

/* A body that does little, with its counts; ! where a source says that it is left out. */
static void put_load(struct lines *l, struct sheet_line *line, int col, int cols,
                     const struct body_load *b)
{
    struct sheet *s = l->s;
    const int name_cols = cols - 2 * COUNT_COLS - 3;
    struct tally part[2] = {{.n_activities = b->took_part.n_activities},
                            {.n_events = b->took_part.n_events}};
    struct sheet_cell *cell;
    const char *query = common_query(l, &b->body, 1);

    if (b->gap) {
        cell = sheet_cell(s, line, col, 1, text_lit("!"), SHEET_MARKED);
        cell->opens = b->gap;
        cell->says = say_here(l, SAY_LEFT_OUT);
    }
    cell = sheet_cell(s, line, col + 2, name_cols, name_in(l, b->body, name_cols), SHEET_PLAIN);
    cell->opens = b->body;
    cell->says = history_text(l, b->body, text_lit(""));
    for (int i = 0; i < 2; i++) {
        struct buf q = {0};

        buf_printf(&q, "%s kind:%s", query, i ? "event" : "activity");
        put_count(l, line, col + 2 + name_cols + i * COUNT_COLS, part[i],
                  arena_copy(&s->mem, buf_cstr(&q), q.n_bytes));
        buf_finish(&q);
    }
}

void lines_idle(struct lines *l, const struct body_load *bodies, size_t n)
{
    struct sheet *s = l->s;
    const int half = s->cols / 2;
    size_t at[SIDE_COUNT] = {0};

    for (;;) {
        struct sheet_line *line = NULL;

        for (int side = 0; side < SIDE_COUNT; side++) {
            while (at[side] < n && (int)bodies[at[side]].side != side)
                at[side]++;
            if (at[side] == n)
                continue;
            line = line ? line : sheet_line(s);
            put_load(l, line, side * half, half, &bodies[at[side]++]);
        }
        if (!line)
            return;
    }
}
