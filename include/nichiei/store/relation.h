/* How one record leads to another: the edges that the dossier holds, always in this direction. */
#ifndef NICHIEI_STORE_RELATION_H
#define NICHIEI_STORE_RELATION_H

#include <stdbool.h>

/* Stored in the file as numbers: add at the end, and raise SCHEMA_VERSION. */
enum relation {
    REL_ACTOR,     /* activity, event -> actor; role: as in the joins */
    REL_THEME,     /* activity, event, recommendation, finding, search -> theme */
    REL_TYPE,      /* activity, search -> type */
    REL_BEARS,     /* activity, event -> recommendation; role: direction extent nature */
    REL_ADDRESSED, /* recommendation -> actor that is asked to act */
    REL_NAMED,     /* recommendation -> actor that is only mentioned */
    REL_ITEM,      /* recommendation -> item */
    REL_MILESTONE, /* recommendation -> milestone */
    REL_PARENT,    /* actor -> the actor it belongs to */
    REL_DATES,     /* event -> the activity it dates */
    REL_FROM,      /* link -> its first record */
    REL_TO,        /* link -> its second record; role: the relation */
    REL_SOURCE,    /* reference -> source; role: cites, ibid, short, see */
    REL_DOCUMENT,  /* reference -> the document it is a note of */
    REL_STRATEGY,  /* pillar -> source */
    REL_ABOUT,     /* figure, search, milestone -> record */
    REL_CITES,     /* record -> source or reference; role: the locator */
    REL_COUNT
};

/* Is a record found by the names of what such an edge leads to? (Of its items, by all their words.)
 */
static inline bool relation_lends_name(enum relation relation)
{
    return relation == REL_ACTOR || relation == REL_THEME || relation == REL_TYPE ||
           relation == REL_ADDRESSED || relation == REL_NAMED || relation == REL_FROM ||
           relation == REL_TO || relation == REL_SOURCE;
}

#endif
