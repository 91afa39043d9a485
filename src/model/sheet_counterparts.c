/*
 * Counterparts: the bodies of Japan on the left, of the United Kingdom on the right, by the matter
 * that joins them, with how strong the tie is between them. n: a body, or 0 for all; choice: the
 * matter, the time.
 */
#include "nichiei/text/edtf.h"
#include "nichiei/text/width.h"

#include "nichiei/engine/counterparts.h"

#include "counterparts_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Choices. The matter's number and 1, 0 for all; of time unset (now, or when the body last was),
 * now, or behind that the days, counted from 0001-01-01. */
enum { CHOICE_MATTER, CHOICE_TIME };
enum { MATTERS_AND_ALL = 13 };
enum { TIME_UNSET, TIME_NOW, TIME_DAYS, TIMES = 4000000, YEAR_ONE = -719162 };
enum { MOST_COMMON = 100 }; /* pairs by what they did together */

/* What is kept between two makings. */
struct own {
    struct counterparts *cp;
    uint32_t answer; /* what was counted for: */
    int32_t day;
    bool counted;
};

static int32_t day_of(const struct sheet *s)
{
    int32_t time = s->at.choice[CHOICE_TIME];

    return time < TIME_DAYS ? COUNTERPARTS_NOW : time - TIME_DAYS + YEAR_ONE;
}

static void to_day(struct sheet *s, int32_t day)
{
    s->at.choice[CHOICE_TIME] = day == COUNTERPARTS_NOW ? TIME_NOW
                                : day < YEAR_ONE        ? TIME_DAYS
                                                        : day - YEAR_ONE + TIME_DAYS;
}

static int matter_of(const struct sheet *s)
{
    return s->at.choice[CHOICE_MATTER] - 1;
}

/* A body that is no more is shown as it last was. */
static bool set_time(struct app *app, struct sheet *s, struct counterparts *cp)
{
    struct body_history h;
    struct edtf end;

    if (s->at.choice[CHOICE_TIME] != TIME_UNSET)
        return true;
    to_day(s, COUNTERPARTS_NOW);
    if (!s->at.n)
        return true;
    if (!counterparts_history(cp, s->at.n, &h, &app->error))
        return app->error.code == 0;
    if (*h.dissolved && edtf_parse(h.dissolved, strlen(h.dissolved), &end))
        to_day(s, end.first_day - 1);
    return true;
}

static bool prepare(struct app *app, struct sheet *s, struct counterparts **cp)
{
    struct own *own = s->own;

    if (!own) {
        own = s->own = calloc(1, sizeof *own);
        if (!own)
            return err_set(&app->error, ERR_DATA, "out of memory");
    }
    if (!own->cp && !(own->cp = counterparts_new(app->st, app->corpus, &app->error)))
        return false;
    *cp = own->cp;
    if (!set_time(app, s, own->cp))
        return false;
    if (own->counted && own->answer == app->answer && own->day == day_of(s))
        return true;
    own->counted = counterparts_count(own->cp, day_of(s), &app->error);
    own->answer = app->answer;
    own->day = day_of(s);
    return own->counted;
}

static void finish(struct sheet *s)
{
    struct own *own = s->own;

    if (own)
        counterparts_free(own->cp);
    free(own);
    s->own = NULL;
}

static struct text number_text(struct sheet *s, const char *before, size_t n, const char *after)
{
    char number[48];

    snprintf(number, sizeof number, "%s%zu%s", before, n, after);
    return text_safe_str(&s->mem, number);
}

/* "2025-06-30時点 as of 2025-06-30" */
static struct text time_text(struct sheet *s)
{
    char day[32];
    int year, month, day_of_month;

    if (day_of(s) == COUNTERPARTS_NOW)
        return say(&s->mem, SAY_AS_OF_NOW, s->display);
    edtf_civil(day_of(s), &year, &month, &day_of_month);
    snprintf(day, sizeof day, "%04d-%02d-%02d", year, month, day_of_month);
    return say_fill(&s->mem, say(&s->mem, SAY_AS_OF, s->display), "about",
                    text_safe_str(&s->mem, day));
}

static size_t count_certain(const struct tie *ties, size_t n_ties)
{
    size_t n = 0;

    for (size_t i = 0; i < n_ties; i++)
        n += !ties[i].may_hold;
    return n;
}

/* "12/65 +4?": how many for certain, of how many without the filter, and how many may be. */
static struct text count_text(struct lines *l, const struct counterparts_asked *asked,
                              const struct tie *ties, size_t n_ties)
{
    struct sheet *s = l->s;
    struct counterparts_asked any = *asked;
    size_t n = count_certain(ties, n_ties), n_all;
    struct tie *all;
    struct text t;

    any.unfiltered = true;
    n_all = counterparts_ties(l->cp, &s->mem, &any, &all);
    t = n_all == n_ties ? number_text(s, "", n, "")
                        : say_fill(&s->mem, number_text(s, "", n, "/{all}"), "all",
                                   number_text(s, "", count_certain(all, n_all), ""));
    return n == n_ties ? t
                       : say_pair(&s->mem, t, number_text(s, "+", n_ties - n, "?"), DISPLAY_BOTH);
}

/* What it is, of whom, on what, when. */
static struct text title_text(struct lines *l, uint32_t body)
{
    struct sheet *s = l->s;
    struct text t = say(&s->mem, SAY_COUNTERPARTS, s->display);

    if (body)
        t = say_pair(&s->mem, t, lines_short_name(l, body), DISPLAY_BOTH);
    if (matter_of(s) >= 0)
        t = say_pair(&s->mem, t, matter_name(&s->mem, matter_of(s), s->display), DISPLAY_BOTH);
    return say_pair(&s->mem, t, time_text(s), DISPLAY_BOTH);
}

/* The heading of a matter: Enter shows it alone. How many bodies of either side it joins. */
static void add_matter(struct lines *l, int matter, const struct tie *ties, size_t n_ties)
{
    struct sheet *s = l->s;
    struct sheet_line *line;
    struct sheet_cell *cell;

    sheet_gap(s);
    line = sheet_line(s);
    line->begins = true;
    cell = sheet_cell(s, line, 0, s->cols,
                      say_pair(&s->mem,
                               matter < 0 ? say(&s->mem, SAY_NO_MATTER, s->display)
                                          : matter_name(&s->mem, matter, s->display),
                               lines_sides(l, ties, n_ties), DISPLAY_BOTH),
                      SHEET_HEADING);
    if (matter < 0 || matter_of(s) >= 0)
        return;
    cell->to_sheet = s->at;
    cell->to_sheet.choice[CHOICE_MATTER] = matter + 1;
    cell->to_sheet.line = cell->to_sheet.top = 0;
    cell->to_sheet.stop = 0;
    cell->says = say(&s->mem, SAY_ONE_MATTER, s->display);
}

/* Ties between the two countries, matter by matter. */
static void add_ties(struct lines *l, const struct tie *ties, size_t n_ties)
{
    for (size_t i = 0, end; i < n_ties; i = end) {
        for (end = i; end < n_ties && ties[end].matter == ties[i].matter;)
            end++;
        add_matter(l, ties[i].matter, ties + i, end - i);
        for (size_t k = i; k < end; k++)
            lines_tie(l, &ties[k]);
    }
}

/* Puts those between the two countries first; how many they are. */
static size_t part(struct arena *a, struct tie *ties, size_t n_ties)
{
    struct tie *abroad = arena_zeroed(a, n_ties, sizeof *abroad);
    size_t n = 0, n_abroad = 0;

    for (size_t i = 0; i < n_ties; i++)
        if (ties[i].abroad)
            abroad[n_abroad++] = ties[i];
        else
            ties[n++] = ties[i];
    for (size_t i = 0; i < n_abroad; i++)
        ties[n + i] = abroad[i];
    return n;
}

static void add_common(struct lines *l, const struct counterparts_asked *asked)
{
    struct sheet *s = l->s;
    struct tie *ties;
    size_t n_all, n = counterparts_common(l->cp, &s->mem, asked, MOST_COMMON, &ties, &n_all);

    if (!n)
        return;
    sheet_heading(s, say(&s->mem, SAY_COMMON_ONLY, s->display), n_all);
    for (size_t i = 0; i < n; i++)
        lines_tie(l, &ties[i]);
    if (n_all > n)
        sheet_cell(s, sheet_line(s), 2, s->cols - 2, number_text(s, ".. +", n_all - n, ""),
                   SHEET_FAINT);
}

/* What stands above both countries: ties of it, and forums that both belong to. */
static void add_above(struct lines *l, const struct tie *ties, size_t n_ties, bool with_forums)
{
    struct sheet *s = l->s;
    struct forum *forums;
    size_t n = with_forums ? counterparts_forums(l->cp, &s->mem, l->day, &forums) : 0;

    if (!n && !n_ties)
        return;
    sheet_heading(s, say(&s->mem, SAY_BOTH_BELONG, s->display), n + n_ties);
    for (size_t i = 0; i < n; i++)
        lines_forum(l, &forums[i]);
    for (size_t i = 0; i < n_ties; i++)
        lines_tie(l, &ties[i]);
}

static void add_idle(struct lines *l)
{
    struct sheet *s = l->s;
    struct body_load *bodies;
    size_t n = counterparts_idle(l->cp, &s->mem, l->day, &bodies);

    if (!n)
        return;
    sheet_heading(s, say(&s->mem, SAY_IDLE_BODIES, s->display), n);
    lines_idle(l, bodies, n);
}

static bool make(struct app *app, struct sheet *s)
{
    struct counterparts *cp = NULL;
    struct counterparts_asked asked;
    struct tie *ties;
    size_t n_ties, n_between;
    struct lines l;
    bool all;

    if (!prepare(app, s, &cp))
        return false;
    asked = (struct counterparts_asked){.matter = matter_of(s), .day = day_of(s)};
    asked.body[0] = s->at.n ? counterparts_body_on(cp, s->at.n, day_of(s)) : 0;
    n_ties = counterparts_ties(cp, &s->mem, &asked, &ties);
    n_between = part(&s->mem, ties, n_ties);
    l = lines_begin(app, s, cp, day_of(s));
    l.tells_roles = asked.body[0] || asked.matter >= 0;
    all = asked.matter < 0 && !asked.body[0];
    s->title = title_text(&l, asked.body[0]);
    s->right = count_text(&l, &asked, ties, n_ties);
    lines_heads(&l, asked.body[0]);
    add_ties(&l, ties, n_between);
    if (asked.matter < 0)
        add_common(&l, &asked);
    add_above(&l, ties + n_between, n_ties - n_between, all);
    if (all)
        add_idle(&l);
    if (!s->n_lines)
        sheet_prose(s, 1, s->cols - 1, say(&s->mem, SAY_NO_TIE, s->display), SHEET_FAINT);
    return !app->error.code;
}

/* To the day before the change that lies before, or to what came of the next one. */
static unsigned step_day(struct app *app, bool forward)
{
    struct sheet *s = &app->sheet;
    struct own *own = s->own;
    struct arena mem = {0};
    int32_t *days, day = day_of(s);
    size_t n = own ? counterparts_days(own->cp, &mem, s->at.n, &days) : 0, at = 0;
    bool moves;

    while (at < n && (forward ? days[at] <= day : days[at] < day))
        at++;
    moves = forward ? day != COUNTERPARTS_NOW : at > 0;
    if (moves)
        to_day(s, !forward ? days[at - 1] : at < n ? days[at] : COUNTERPARTS_NOW);
    arena_finish(&mem);
    return moves ? APP_REDRAW : app_note(app, forward ? SAY_NO_LATER : SAY_NO_EARLIER);
}

/* The next matter that anything is said on; behind the last, all. */
static unsigned next_matter(struct app *app)
{
    struct sheet *s = &app->sheet;
    struct own *own = s->own;
    struct counterparts_asked asked = {.matter = matter_of(s), .day = day_of(s)};
    struct arena mem = {0};
    struct tie *ties;
    const int n_matters = matter_count();

    if (!own)
        return APP_BELL;
    asked.body[0] = s->at.n ? counterparts_body_on(own->cp, s->at.n, day_of(s)) : 0;
    while (++asked.matter < n_matters && !counterparts_ties(own->cp, &mem, &asked, &ties))
        ;
    arena_finish(&mem);
    s->at.choice[CHOICE_MATTER] = asked.matter < n_matters ? asked.matter + 1 : 0;
    s->at.line = s->at.top = 0;
    s->at.stop = 0;
    return APP_REDRAW;
}

static unsigned act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_EARLIER:
        return step_day(app, false);
    case ACTION_LATER:
        return step_day(app, true);
    case ACTION_NEXT_MATTER:
        return next_matter(app);
    default:
        return 0;
    }
}

const struct sheet_ops counterparts_sheet = {
    .is_list = true,
    .where = IN_COUNTERPARTS,
    .kept = {true, SHEET_OF_RECORD_OR_ALL, {MATTERS_AND_ALL, TIMES}},
    .make = make,
    .act = act,
    .finish = finish,
};
