/* A group of linked records, as a query. */
#include "nichiei/engine/group_query.h"

#include <string.h>

/* The field that asks for what such edges into a record of that kind come from. */
static const struct {
    enum kind of;
    enum relation relation;
    const char *field;
    uint32_t kinds; /* only for these kinds at the other end, a bit each */
} fields[] = {
    {KIND_ACTOR, REL_ACTOR, "actor", 1 << KIND_ACTIVITY | 1 << KIND_EVENT},
    {KIND_ACTOR, REL_ADDRESSED, "addressee", 1 << KIND_RECOMMENDATION},
    {KIND_THEME, REL_THEME, "theme",
     1 << KIND_ACTIVITY | 1 << KIND_EVENT | 1 << KIND_RECOMMENDATION | 1 << KIND_FINDING},
    {KIND_TYPE, REL_TYPE, "type", 1 << KIND_ACTIVITY},
    {KIND_RECOMMENDATION, REL_BEARS, "rec", 1 << KIND_ACTIVITY | 1 << KIND_EVENT},
    {KIND_SOURCE, REL_SOURCE, "source", 1 << KIND_REFERENCE},
    {KIND_REFERENCE, REL_CITES, "source",
     ~(UINT32_C(1) << KIND_SOURCE | UINT32_C(1) << KIND_REFERENCE)},
};

bool group_query(const struct record *r, enum relation relation, bool into, enum kind kind,
                 struct buf *out)
{
    for (size_t i = 0; into && i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].of != r->kind || fields[i].relation != relation ||
            !(fields[i].kinds >> kind & 1))
            continue;
        buf_printf(out, "%s:%s kind:%s", fields[i].field, strchr(r->id, ':') + 1,
                   kind_prefix(kind));
        return true;
    }
    return false;
}
