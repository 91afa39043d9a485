/* Values of a query's fields, ticked and excluded. */
#include "nichiei/text/edtf.h"

#include "nichiei/engine/query.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many numbers a value takes in a term: a date has its first and last day. */
static int stride(enum query_field field)
{
    return query_values_of(field) == VALUES_DATES ? 2 : 1;
}

static bool is_value(const struct query_term *t, int k, uint32_t value)
{
    if (stride(t->field) == 1)
        return t->value[k] == value;
    return (int32_t)t->value[k] == edtf_day((int)value, 1, 1) &&
           (int32_t)t->value[k + 1] == edtf_day((int)value, 12, 31);
}

/* Does the i-th term choose or exclude values of the field? One that is off does neither. */
static bool is_on(const struct query *q, int i, enum query_field field, bool excludes)
{
    const struct query_term *t = &q->term[i];

    return t->field == field && t->excludes == excludes && !t->off;
}

/* The term that holds a value, and where in it; or -1. */
static int find(const struct query *q, enum query_field field, bool excludes, uint32_t value,
                int *at)
{
    for (int i = 0; i < q->n_terms; i++)
        for (int k = 0; is_on(q, i, field, excludes) && k < q->term[i].n_values; k += stride(field))
            if (is_value(&q->term[i], k, value)) {
                *at = k;
                return i;
            }
    return -1;
}

bool query_has(const struct query *q, enum query_field field, uint32_t value)
{
    int at;

    return find(q, field, false, value, &at) >= 0;
}

bool query_excludes(const struct query *q, enum query_field field, uint32_t value)
{
    int at;

    return find(q, field, true, value, &at) >= 0;
}

int query_ticks(const struct query *q, enum query_field field)
{
    int count = 0;

    for (int i = 0; i < q->n_terms; i++)
        count += is_on(q, i, field, false);
    return count;
}

size_t query_chosen(const struct query *q, enum query_field field, uint32_t *values, size_t max)
{
    size_t count = 0;

    for (int i = 0; i < q->n_terms; i++)
        for (int k = 0; (is_on(q, i, field, false) || is_on(q, i, field, true)) &&
                        k < q->term[i].n_values && count < max;
             k += stride(field)) {
            int year = 0, month, day;

            if (stride(field) == 2)
                edtf_civil((int32_t)q->term[i].value[k], &year, &month, &day);
            values[count] = year ? (uint32_t)year : q->term[i].value[k];
            count += is_value(&q->term[i], k, values[count]); /* FY2023 is no year */
        }
    return count;
}

/* Takes the i-th of the comma-separated parts out of a text. */
static void cut_part(char *text, int i)
{
    char *end;

    for (; i && strchr(text, ','); i--)
        text = strchr(text, ',') + 1;
    end = text + strcspn(text, ",");
    if (*end)
        memmove(text, end + 1, strlen(end + 1) + 1);
    else
        *text = '\0'; /* the comma before it goes with the last part */
}

static void remove_value(struct query *q, int i, int at)
{
    struct query_term *t = &q->term[i];
    int step = stride(t->field);

    t->n_values -= step;
    if (!t->n_values) {
        query_remove(q, i);
        return;
    }
    memmove(&t->value[at], &t->value[at + step], (size_t)(t->n_values - at) * sizeof t->value[0]);
    if (t->text) {
        cut_part(t->text, at / step);
        if (at == t->n_values)
            t->text[strlen(t->text) - 1] = '\0';
    }
}

/* Puts a value behind those of a term that has room; a year's text as well. */
static void add_value(struct query_term *t, uint32_t value)
{
    const char *before = t->text ? t->text : "";
    size_t cap_bytes = strlen(before) + 8;
    char *text;

    if (stride(t->field) == 1) {
        t->value[t->n_values++] = value;
        return;
    }
    text = malloc(cap_bytes);
    if (!text)
        abort(); /* as in query_copy */
    snprintf(text, cap_bytes, "%s%s%04u", before, *before ? "," : "", value % 10000);
    free(t->text);
    t->text = text;
    t->value[t->n_values++] = (uint32_t)edtf_day((int)value, 1, 1);
    t->value[t->n_values++] = (uint32_t)edtf_day((int)value, 12, 31);
}

/* A new term of one value, for which there is room. */
static void add_term(struct query *q, enum query_field field, bool excludes, uint32_t value)
{
    q->term[q->n_terms] = (struct query_term){.field = field, .excludes = excludes};
    add_value(&q->term[q->n_terms++], value);
}

/* Removes a value wherever it is ticked or excluded. False if it is not. */
static bool forget(struct query *q, enum query_field field, bool excludes, uint32_t value)
{
    int at, i = find(q, field, excludes, value, &at);

    if (i < 0)
        return false;
    remove_value(q, i, at);
    return true;
}

bool query_toggle(struct query *q, enum query_field field, uint32_t value)
{
    struct query_term *ticks = NULL;

    assert(field != QUERY_TEXT && field < QUERY_FIELD_COUNT);
    if (forget(q, field, false, value))
        return true;
    if (q->n_terms == QUERY_MAX_TERMS && !query_ticks(q, field))
        return false;
    for (int i = q->n_terms - 1; i >= 0; i--)
        if (is_on(q, i, field, false))
            ticks = &q->term[i];
    if (ticks && ticks->n_values + stride(field) > QUERY_MAX_VALUES)
        return false;
    if (ticks)
        add_value(ticks, value);
    else
        add_term(q, field, false, value);
    forget(q, field, true, value);
    return true;
}

bool query_only(struct query *q, enum query_field field, uint32_t value)
{
    struct query_term only;
    int where = q->n_terms;

    if (q->n_terms == QUERY_MAX_TERMS && !query_ticks(q, field))
        return false;
    for (int i = q->n_terms - 1; i >= 0; i--)
        if (is_on(q, i, field, false)) {
            query_remove(q, i);
            where = i;
        }
    add_term(q, field, false, value);
    only = q->term[q->n_terms - 1]; /* the chip stays where the field had one */
    memmove(&q->term[where + 1], &q->term[where],
            (size_t)(q->n_terms - 1 - where) * sizeof q->term[0]);
    q->term[where] = only;
    forget(q, field, true, value);
    return true;
}

bool query_exclude(struct query *q, enum query_field field, uint32_t value)
{
    if (forget(q, field, true, value))
        return true;
    if (q->n_terms == QUERY_MAX_TERMS)
        return false;
    add_term(q, field, true, value);
    forget(q, field, false, value);
    return true;
}
