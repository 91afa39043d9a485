/*
 * Golden screens: keys typed into the explorer on the frozen dossier, and what it shows then, in
 * tests/frame/NAME.frame. REGEN=1 rewrites them; read each change before you commit it.
 */
#include "golden.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

struct golden {
    const char *name;
    int cols, rows;
    enum display display;
    const char *keys;
    const char *start;   /* a record or query to start at, or NULL */
    const char *dossier; /* NULL: the frozen one */
};

static const struct golden goldens[] = {
    {"timeline-80x24", 80, 24, DISPLAY_BOTH, "j j j j j j j j", NULL, NULL},
    {"timeline-80x24-ja", 80, 24, DISPLAY_JA, "}", NULL, NULL},
    {"timeline-80x24-en", 80, 24, DISPLAY_EN, "G", NULL, NULL},
    {"timeline-160x45", 160, 45, DISPLAY_BOTH, "} } } } } j", NULL, NULL},
    {"timeline-160x45-en", 160, 45, DISPLAY_EN, "G", NULL, NULL},
    {"timeline-40x10", 40, 10, DISPLAY_BOTH, "j j", NULL, NULL},
    {"strip-off-80x24", 80, 24, DISPLAY_BOTH, "i j", NULL, NULL},
    {"strip-months-80x24-ja", 80, 24, DISPLAY_JA, "} } } } z z", NULL, NULL},
    {"strip-days-80x24-en", 80, 24, DISPLAY_EN, "j z z z z", NULL, NULL},
    {"strip-undated-80x24", 80, 24, DISPLAY_BOTH, "} } } } } } }", NULL, NULL},
    {"strip-160x45-ja", 160, 45, DISPLAY_JA, "} } } } z j", NULL, NULL},
    {"strip-weeks-160x45-en", 160, 45, DISPLAY_EN, "j j j z z z", NULL, NULL},
    {"strip-decades-160x45", 160, 45, DISPLAY_BOTH, "Z Z Z", NULL, NULL},
    {"calendar-era-80x24-ja", 80, 24, DISPLAY_JA, "t j j", NULL, NULL},
    {"calendar-jfy-80x24", 80, 24, DISPLAY_BOTH, "t t } }", NULL, NULL},
    {"calendar-fy-160x45-en", 160, 45, DISPLAY_EN, "t t t j } }", NULL, NULL},
    {"calendar-fy-40x10", 40, 10, DISPLAY_EN, "t t t j j", NULL, NULL},
    {"actors-80x24", 80, 24, DISPLAY_BOTH, "2 j", NULL, NULL},
    {"actors-80x24-ja", 80, 24, DISPLAY_JA, "2 G", NULL, NULL},
    {"actors-160x45", 160, 45, DISPLAY_BOTH, "2 j j j j", NULL, NULL},
    {"themes-80x24", 80, 24, DISPLAY_BOTH, "3 j", NULL, NULL},
    {"theme-rhythm-80x24", 80, 24, DISPLAY_BOTH, "", "theme:interests", NULL},
    {"theme-rhythm-160x45-ja", 160, 45, DISPLAY_JA, "", "theme:capability", NULL},
    {"themes-160x45", 160, 45, DISPLAY_BOTH, "3 j", NULL, NULL},
    {"recommendations-80x24-en", 80, 24, DISPLAY_EN, "4", NULL, NULL},
    {"recommendations-160x45", 160, 45, DISPLAY_BOTH, "4 j j", NULL, NULL},
    {"facets-80x24", 80, 24, DISPLAY_BOTH, "5 j Space j", NULL, NULL},
    {"facets-80x24-ja", 80, 24, DISPLAY_JA, "5 h j j j Enter j ! } } Enter j j Space j", NULL,
     NULL},
    {"facets-80x24-en", 80, 24, DISPLAY_EN, "5 } } Enter s j j Space j j !", NULL, NULL},
    {"facets-160x45", 160, 45, DISPLAY_BOTH, "5 } } } Enter j Space j ! } } Enter j Space j", NULL,
     NULL},
    {"facets-160x45-ja", 160, 45, DISPLAY_JA, "5 j Space 1", NULL, NULL},
    {"facets-160x45-en", 160, 45, DISPLAY_EN,
     "5 } } Enter } } } } Enter } } Enter g g j j Space j j", NULL, NULL},
    {"facets-40x10", 40, 10, DISPLAY_BOTH, "5 j Space", NULL, NULL},
    {"facets-rows-80x24", 80, 24, DISPLAY_BOTH, "5 j j Enter", NULL, NULL},
    {"detail-80x24", 80, 24, DISPLAY_BOTH, "} } } } } j Enter } j", NULL, NULL},
    {"detail-80x24-en", 80, 24, DISPLAY_EN, "} } } } Enter G", NULL, NULL},
    {"detail-160x45", 160, 45, DISPLAY_BOTH, "} } } } Enter j j", NULL, NULL},
    {"detail-160x45-ja", 160, 45, DISPLAY_JA, "4 Enter } j", NULL, NULL},
    {"detail-40x10", 40, 10, DISPLAY_BOTH, "Enter j j j j j j j", NULL, NULL},
    {"detail-term-160x45", 160, 45, DISPLAY_BOTH, "", "term:active-defence", NULL},
    {"detail-source-80x24", 80, 24, DISPLAY_BOTH, "", "source:paper2024", NULL},
    {"detail-link-80x24-en", 80, 24, DISPLAY_EN, "", "link:npa-gap", NULL},
    {"detail-milestone-80x24-ja", 80, 24, DISPLAY_JA, "", "milestone:first-report", NULL},
    {"help-80x24", 80, 24, DISPLAY_BOTH, "?", NULL, NULL},
    {"help-80x24-en-end", 80, 24, DISPLAY_EN, "Enter ? G", NULL, NULL},
    {"help-160x45-ja", 160, 45, DISPLAY_JA, "?", NULL, NULL},
    {"help-40x10", 40, 10, DISPLAY_BOTH, "? j j", NULL, NULL},
    {"prompt-80x24", 80, 24, DISPLAY_BOTH, "/ 演 習 Space - a c t o r : n p a Left Left", NULL,
     NULL},
    {"prompt-80x24-error", 80, 24, DISPLAY_BOTH, "/ a c t o r : 内 閣 府", NULL, NULL},
    {"prompt-80x24-error-ja", 80, 24, DISPLAY_JA, "/ 演 習 Space a c t e r : n p a Space x Left",
     NULL, NULL},
    {"prompt-80x24-error-en", 80, 24, DISPLAY_EN, "/ d a t e : s o o n Home", NULL, NULL},
    {"prompt-160x45-ja", 160, 45, DISPLAY_JA, "/ 声 明", NULL, NULL},
    {"prompt-40x10", 40, 10, DISPLAY_BOTH, "2 Space / サ イ バ ー", NULL, NULL},
    {"choices-80x24", 80, 24, DISPLAY_BOTH, "/ 演 習 Space a c t o r : n Tab Tab", NULL, NULL},
    {"choices-160x45-ja", 160, 45, DISPLAY_JA, "/ c e r t a i n t y : Tab", NULL, NULL},
    {"choices-160x45", 160, 45, DISPLAY_BOTH, "/ a c t o r : Tab S-Tab", NULL, NULL},
    {"choices-40x10-en", 40, 10, DISPLAY_EN, "/ t h e m e : Tab Tab", NULL, NULL},
    {"choices-fields-80x24", 80, 24, DISPLAY_BOTH, "/ - Tab Down", NULL, NULL},
    {"card-80x24", 80, 24, DISPLAY_BOTH, "/ F1", NULL, NULL},
    {"card-80x24-en", 80, 24, DISPLAY_EN, "/ x F1", NULL, NULL},
    {"card-160x45-ja", 160, 45, DISPLAY_JA, "/ ?", NULL, NULL},
    {"card-40x10", 40, 10, DISPLAY_BOTH, "/ F1 Down Down", NULL, NULL},
    {"chips-80x24", 80, 24, DISPLAY_BOTH, "2 Space j Space 3 g g j Space / - 勧 告 Enter", NULL,
     NULL},
    {"chips-160x45-en", 160, 45, DISPLAY_EN, "4 Space 2 / j o i n t Enter", NULL, NULL},
    {"chips-40x10", 40, 10, DISPLAY_EN, "2 Space 3 Space", NULL, NULL},
    {"chips-off-80x24", 80, 24, DISPLAY_BOTH, "2 Space / サ イ バ ー Enter F h Space", NULL, NULL},
    {"chips-off-160x45-ja", 160, 45, DISPLAY_JA, "2 Space / サ イ バ ー Enter F h Space Esc u",
     NULL, NULL},
    {"chips-edit-80x24-en", 80, 24, DISPLAY_EN, "2 Space / j o i n t Enter F h Space l e", NULL,
     NULL},
    {"nothing-80x24", 80, 24, DISPLAY_BOTH, "/ z z z Enter", NULL, NULL},
    {"nothing-160x45-ja", 160, 45, DISPLAY_JA, "2 Space 1 / 演 習 Enter / - 演 習 Enter", NULL,
     NULL},
    {"nothing-40x10", 40, 10, DISPLAY_EN, "2 / e x e r c i z e Enter", NULL, NULL},
    {"find-80x24", 80, 24, DISPLAY_BOTH, "2 j Enter / ｻ ｲ ﾊ ﾞ ｰ", NULL, NULL},
    {"find-80x24-en", 80, 24, DISPLAY_EN, "Enter / t h e Enter n", "event:2012-04-10-statement",
     NULL},
    {"find-160x45", 160, 45, DISPLAY_BOTH, "2 j j Enter / サ イ バ ー Enter n", NULL, NULL},
    {"find-help-80x24-ja", 80, 24, DISPLAY_JA, "? / 絞 Enter n n", NULL, NULL},
    {"find-40x10", 40, 10, DISPLAY_EN, "2 Enter / p o l i c e", NULL, NULL},
    {"find-nothing-80x24-ja", 80, 24, DISPLAY_JA, "2 Enter / z z Enter", NULL, NULL},
    {"sources-80x24", 80, 24, DISPLAY_BOTH, "g s j", NULL, NULL},
    {"sources-160x45-en", 160, 45, DISPLAY_EN, "g s j j", NULL, NULL},
    {"references-80x24-ja", 80, 24, DISPLAY_JA, "g n j Enter", NULL, NULL},
    {"references-160x45", 160, 45, DISPLAY_BOTH, "g n j j", NULL, NULL},
    {"sources-used-160x45-ja", 160, 45, DISPLAY_JA, "g s s j", NULL, NULL},
    {"resting-80x24-en", 80, 24, DISPLAY_EN, "g s j j l l Enter", NULL, NULL},
    {"pins-80x24-en", 80, 24, DISPLAY_EN, "2 p j p", NULL, NULL},
    {"compare-80x24-ja", 80, 24, DISPLAY_JA, "2 p j p j p P", NULL, NULL},
    {"compare-80x24", 80, 24, DISPLAY_BOTH, "G k p k k k k p P } } }", NULL, NULL},
    {"compare-160x45", 160, 45, DISPLAY_BOTH, "G k p k k k k p 2 p P j l", NULL, NULL},
    {"compare-40x10", 40, 10, DISPLAY_EN, "2 p j p j p P j l l", NULL, NULL},
    {"address-80x24-ja", 80, 24, DISPLAY_JA, "g s o", NULL, NULL},
    {"address-160x45", 160, 45, DISPLAY_BOTH, "o y", "activity:joint-advisory", NULL},
    {"address-40x10", 40, 10, DISPLAY_EN, "g n j o j", NULL, NULL},
    {"explain-80x24", 80, 24, DISPLAY_BOTH, "2 Space j ;", NULL, NULL},
    {"explain-80x24-ja", 80, 24, DISPLAY_JA, "5 j ;", NULL, NULL},
    {"explain-160x45-en", 160, 45, DISPLAY_EN, "g s j l ;", NULL, NULL},
    {"explain-40x10", 40, 10, DISPLAY_EN, "2 j ; j", NULL, NULL},
    {"relations-80x24", 80, 24, DISPLAY_BOTH, "2 r j j j l j", NULL, NULL},
    {"relations-160x45-en", 160, 45, DISPLAY_EN, "2 r j j j l j j l j", NULL, NULL},
    {"relations-160x45-ja", 160, 45, DISPLAY_JA, "4 r", NULL, NULL},
    {"relations-40x10", 40, 10, DISPLAY_BOTH, "2 r j", NULL, NULL},
    {"sources-40x10", 40, 10, DISPLAY_EN, "g s j", NULL, NULL},
    {"terms-80x24", 80, 24, DISPLAY_BOTH, "g w", NULL, NULL},
    {"terms-160x45-en", 160, 45, DISPLAY_EN, "g w j", NULL, NULL},
    {"terms-40x10", 40, 10, DISPLAY_JA, "g w", NULL, NULL},
    {"meanings-80x24", 80, 24, DISPLAY_BOTH, "j g d", "finding:offices-and-acd", NULL},
    {"meanings-160x45-ja", 160, 45, DISPLAY_JA, "g d }", "finding:offices-and-acd", NULL},
    {"meanings-40x10-en", 40, 10, DISPLAY_EN, "g d", "finding:offices-and-acd", NULL},
    {"detail-term-80x24-ja", 80, 24, DISPLAY_JA, "", "term:active-defence", NULL},
    {"find-marked-80x24", 80, 24, DISPLAY_BOTH, "/ 内 閣 府 の Enter n", "finding:offices-and-acd",
     NULL},
    {"alignment-80x24", 80, 24, DISPLAY_BOTH, "g p j j l", NULL, NULL},
    {"alignment-80x24-ja", 80, 24, DISPLAY_JA, "g p G", NULL, NULL},
    {"alignment-160x45-en", 160, 45, DISPLAY_EN, "g p j j l l", NULL, NULL},
    {"alignment-160x45", 160, 45, DISPLAY_BOTH, "g p } j", NULL, NULL},
    {"alignment-40x10", 40, 10, DISPLAY_BOTH, "g p j j j l", NULL, NULL},
    {"counterparts-80x24", 80, 24, DISPLAY_BOTH, "g c j l", NULL, NULL},
    {"counterparts-160x45", 160, 45, DISPLAY_BOTH, "g c j l l l", NULL, NULL},
    {"counterparts-40x10", 40, 10, DISPLAY_EN, "g c j l l", NULL, NULL},
    {"counterparts-body-80x24-ja", 80, 24, DISPLAY_JA, "2 c j l", NULL, NULL},
    {"counterparts-body-160x45-en", 160, 45, DISPLAY_EN, "2 j c j l l", NULL, NULL},
    {"counterparts-matter-80x24-en", 80, 24, DISPLAY_EN, "g c m m", NULL, NULL},
    {"counterparts-day-80x24-ja", 80, 24, DISPLAY_JA, "g c [ [", NULL, NULL},
    {"reader-80x24", 80, 24, DISPLAY_BOTH, "g f", "link:npa-gap", NULL},
    {"reader-80x24-en", 80, 24, DISPLAY_EN, "g f j Enter", "actor:ncsc", NULL},
    {"reader-160x45", 160, 45, DISPLAY_BOTH, "g f", "rec:2.1", NULL},
    {"reader-160x45-ja", 160, 45, DISPLAY_JA, "g f", "activity:joint-advisory", NULL},
    {"reader-40x10-en", 40, 10, DISPLAY_EN, "g f", "link:npa-gap", NULL},
    {"reader-find-80x24-ja", 80, 24, DISPLAY_JA, "g f / 相 手 を 探 す 時 間 Enter", "rec:2.1",
     NULL},
    {"reader-citing-80x24", 80, 24, DISPLAY_BOTH, "g f Enter j", "link:npa-gap", NULL},
    {"reader-none-80x24-en", 80, 24, DISPLAY_EN, "Enter G k k k Enter", "activity:joint-advisory",
     NULL},
    {"matrix-80x24", 80, 24, DISPLAY_BOTH, "M j l l l", NULL, NULL},
    {"matrix-80x24-ja", 80, 24, DISPLAY_JA, "M x a a j j j", NULL, NULL},
    {"matrix-160x45", 160, 45, DISPLAY_BOTH, "M ] ] ] a a j l l", NULL, NULL},
    {"matrix-160x45-en", 160, 45, DISPLAY_EN, "M ] a a x j l", NULL, NULL},
    {"matrix-40x10", 40, 10, DISPLAY_BOTH, "M a a ] l l l l l", NULL, NULL},
    {"matrix-compare-80x24-en", 80, 24, DISPLAY_EN, "M a a ] ] d } l", NULL, NULL},
    {"matrix-gap-80x24", 80, 24, DISPLAY_BOTH, "M j l l l Enter G", NULL, NULL},
    {"matrix-gap-160x45-ja", 160, 45, DISPLAY_JA, "M l Enter", NULL, NULL},
    {"matrix-gap-40x10-en", 40, 10, DISPLAY_EN, "M a l Enter", NULL, NULL},
    {"matrix-twice-80x24-ja", 80, 24, DISPLAY_JA, "M t a j j j", NULL, NULL},
    {"matrix-twice-160x45", 160, 45, DISPLAY_BOTH, "M t a", NULL, NULL},
    {"smoke-80x24", 80, 24, DISPLAY_BOTH, "", NULL, DEFAULT_DOSSIER},
};

enum { N_GOLDENS = sizeof goldens / sizeof goldens[0] };

static void screen_is_as_it_was(void **state)
{
    static const char *const displays[DISPLAY_COUNT] = {"both", "ja", "en"};
    const struct golden *g = *state;
    struct screen *s =
        screen_open(g->dossier ? g->dossier : FIXTURE_DOSSIER, g->display, g->cols, g->rows);
    char path[512], about[256];

    if (strncmp(g->name, "reader-", strlen("reader-")) == 0) {
        fixture_attach(s->fx, "paper2024");
        fixture_attach(s->fx, "essay2012");
    }
    if (g->start)
        assert_true(app_start_at(s->fx->app, g->start, &s->fx->error));
    fixture_keys(s->fx, g->keys);
    snprintf(path, sizeof path, "%s/%s.frame", FRAMES, g->name);
    snprintf(about, sizeof about, "%dx%d %s: %s%s%s", g->cols, g->rows, displays[g->display],
             g->start ? g->start : "", g->start && *g->keys ? " " : "", g->keys);
    assert_whole(&s->frame, g->name);
    assert_golden(&s->frame, path, about);
    screen_close(s);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    struct CMUnitTest tests[N_GOLDENS];

    for (int i = 0; i < N_GOLDENS; i++)
        tests[i] = (struct CMUnitTest){.name = goldens[i].name,
                                       .test_func = screen_is_as_it_was,
                                       .initial_state = (void *)(uintptr_t)&goldens[i]};
    return cmocka_run_group_tests(tests, set_locale, NULL);
}
