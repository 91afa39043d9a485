/* Which themes are silent. */
#include "quiet_in.h"

#include <stdio.h>

void quiet_finish(struct app *app)
{
    arena_finish(&app->quiet.mem);
}

/* Themes stand next to each other among the records. */
static void begin(struct app *app)
{
    struct quiet *q = &app->quiet;
    const uint32_t n_records = store_n_records(app->st);
    uint32_t n = 1;

    q->begun = true;
    q->n_themes = corpus_count(app->corpus, KIND_THEME);
    while (n <= n_records && corpus_kind(app->corpus, n) != KIND_THEME)
        n++;
    q->first_n = n;
    q->of = arena_zeroed(&q->mem, q->n_themes + 1, sizeof *q->of);
    if (!silence_as_of(app->st, &q->as_of, &app->error))
        q->n_themes = 0;
}

bool quiet_waits(const struct app *app)
{
    return !app->quiet.begun || app->quiet.n_known < app->quiet.n_themes;
}

unsigned quiet_work(struct app *app)
{
    struct quiet *q = &app->quiet;

    if (!q->begun)
        begin(app);
    if (q->n_known < q->n_themes &&
        !silence_of(app->st, q->first_n + q->n_known, q->as_of, &q->of[q->n_known], &app->error))
        q->n_themes = q->n_known;
    else if (q->n_known < q->n_themes)
        q->n_known++;
    return quiet_waits(app) ? 0 : APP_REDRAW;
}

const struct silence *quiet_of(const struct app *app, uint32_t n)
{
    const struct quiet *q = &app->quiet;

    return q->begun && n >= q->first_n && n - q->first_n < q->n_known ? &q->of[n - q->first_n]
                                                                      : NULL;
}

static struct text days_in(struct arena *a, int32_t days, enum lang lang)
{
    const int months = (int)((days * INT64_C(48) + 730) / 1461); /* of 1461 days in 48 months */
    char text[32];

    if (days < 60)
        snprintf(text, sizeof text,
                 lang == LANG_JA ? "%d日"
                 : days == 1     ? "%d day"
                                 : "%d days",
                 (int)days);
    else
        snprintf(text, sizeof text, lang == LANG_JA ? "%dか月" : "%d months", months);
    return text_safe_str(a, text);
}

struct text quiet_days(struct arena *a, int32_t days, enum display d)
{
    return say_pair(a, days_in(a, days, LANG_JA), days_in(a, days, LANG_EN), d);
}

struct text quiet_text(struct arena *a, const struct silence *s, enum display d)
{
    struct text said[LANG_COUNT];

    if (!s->silent)
        return text_lit("");
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        said[lang] = say_fill(a, say_in(SAY_SILENT, (enum lang)lang), "n",
                              days_in(a, s->days, (enum lang)lang));
        said[lang] = say_fill(a, said[lang], "about", days_in(a, s->usual_days, (enum lang)lang));
    }
    return say_pair(a, said[LANG_JA], said[LANG_EN], d);
}
