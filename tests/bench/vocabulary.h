/* The words that invented dossiers are made of, each in Japanese, as it is read, and in English. */
#ifndef BENCH_VOCABULARY_H
#define BENCH_VOCABULARY_H

#include <stdint.h>

struct word {
    const char *ja, *kana, *en;
};

/* What a meeting, paper or programme is, and the type of activity that this makes it. */
struct form {
    struct word word;
    int type; /* position in `types` */
};

/* A town, and the country code of its bodies. */
struct place {
    struct word word;
    const char *country;
};

/* The end of an organisation's name, and its category. */
struct suffix {
    struct word word;
    const char *category;
};

/* A body that exists: the few that stand in most records. `alias` may be NULL. */
struct body {
    const char *id, *ja, *kana, *en, *abbreviation, *country, *category, *alias_ja, *alias_en;
};

/* The partnership's own classes, under their ids. */
struct class
{
    const char *id, *ja, *kana, *en;
};

/*
 * One sentence in both languages. %a %b are actors, %p a place, %t %u topics, %f a form, %q a
 * qualifier, %n a number, %y a year.
 */
struct sentence {
    const char *ja, *en;
};

/* Each list is ended by an entry of NULLs; its length beside it. The commonest come first. */
extern const struct word topics[], qualifiers[], sectors[];
extern const struct place places[];
extern const struct form forms[];
extern const struct suffix suffixes[];
extern const struct body bodies[];
extern const struct class themes[], types[];
extern const struct sentence summaries[], notes[];

extern const uint32_t n_topics, n_places, n_qualifiers, n_sectors, n_forms, n_suffixes, n_bodies,
    n_themes, n_types, n_summaries, n_notes;

#endif
