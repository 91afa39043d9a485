/* Completion: the possibilities at the caret, walked and taken. */
#include "completing.h"

#include "nichiei/engine/facets.h"
#include "nichiei/engine/names.h"
#include "nichiei/engine/query_words.h"

#include "nichiei/model/syntax.h"

#include "filter.h"

#include <stdlib.h>
#include <string.h>

void choices_finish(struct choices *c)
{
    arena_finish(&c->mem);
    *c = (struct choices){0};
}

/* What is looked for, and where what is found goes. */
struct search {
    struct app *app;
    struct choices *out;
    struct names_typed typed;
    struct query chosen; /* the values that the term has already */
    struct facet_value *counts;
    size_t n_counts;
};

/* The surest first, then those that most rows bear, then as the dossier has them. */
static int by_rank(const void *left, const void *right)
{
    const struct choice *l = left, *r = right;

    if (l->rank != r->rank)
        return l->rank < r->rank ? -1 : 1;
    if (l->count != r->count)
        return l->count < r->count ? 1 : -1;
    return l->value < r->value ? -1 : l->value > r->value;
}

static int by_value(const void *left, const void *right)
{
    const struct facet_value *l = left, *r = right;

    return l->value < r->value ? -1 : l->value > r->value;
}

static uint32_t count_of(const struct search *s, uint32_t value)
{
    struct facet_value key = {.value = value}, *found = NULL;

    if (s->n_counts)
        found = bsearch(&key, s->counts, s->n_counts, sizeof key, by_value);
    return found ? found->count : 0;
}

/* Adds a value, if it was found and is not in the term already. */
static void offer(struct search *s, uint32_t value, enum names_hit hit, const char *insert)
{
    struct choices *c = s->out;
    struct buf typed = {0};

    if ((hit == NAMES_NONE && *s->typed.key) || query_has(&s->chosen, c->field, value))
        return;
    query_print_value(insert, &typed);
    c->choice[c->n_choices++] = (struct choice){
        .insert = arena_copy(&c->mem, buf_cstr(&typed), typed.n_bytes),
        .value = value,
        .count = count_of(s, value),
        .rank = *s->typed.key ? hit : NAMES_WHOLE,
    };
    buf_finish(&typed);
}

static void offer_fields(struct search *s)
{
    struct arena *a = &s->out->mem;

    s->out->choice = arena_zeroed(a, QUERY_FIELD_COUNT, sizeof *s->out->choice);
    for (int f = QUERY_TEXT + 1; f < QUERY_FIELD_COUNT; f++) {
        const struct syntax_line *line = syntax_of((enum query_field)f);
        const char *field = query_field_name((enum query_field)f);
        struct choice *c = &s->out->choice[s->out->n_choices];
        struct buf names = {0}, insert = {0};
        enum names_hit hit;

        names_add(&names, field, strlen(field));
        for (int lang = 0; lang < LANG_COUNT; lang++)
            names_add(&names, line->says[lang], strlen(line->says[lang]));
        hit = names_hit(buf_cstr(&names), s->typed.key);
        buf_printf(&insert, "%s:", field);
        if (hit <= NAMES_START || !*s->typed.key) {
            *c = (struct choice){
                .insert = arena_copy(a, buf_cstr(&insert), insert.n_bytes),
                .name = say_pair(a, text_lit(line->says[LANG_JA]), text_lit(line->says[LANG_EN]),
                                 s->app->display),
                .value = (uint32_t)(line - syntax_lines),
            };
            s->out->n_choices++;
        }
        buf_finish(&names);
        buf_finish(&insert);
    }
}

/* The reading in kana of a record, "" if it has none. */
static const char *kana_of(const struct search *s, const struct record *r, struct arena *a)
{
    int field = schema_field(schema_of_kind(r->kind), "reading_kana");
    const char *const *values;

    if (field < 0 || !*s->typed.sound || !store_fields(s->app->st, a, r->n, &values, NULL))
        return "";
    return values[field];
}

static bool offer_record(struct search *s, uint32_t n, const char *names, struct err *e)
{
    struct arena *a = &s->out->mem;
    struct buf all = {0};
    enum names_hit hit;
    struct record r;

    if (!store_record(s->app->st, a, n, &r, e))
        return false;
    buf_str(&all, names);
    names_add(&all, names_slug(r.id), strlen(names_slug(r.id)));
    hit = names_hit_or_sound(buf_cstr(&all), kana_of(s, &r, a), s->typed);
    buf_finish(&all);
    offer(s, n, hit, names_slug(r.id));
    return true;
}

static bool offer_records(struct search *s, enum kind kind, struct err *e)
{
    const struct name_list *list;
    bool ok = store_names(s->app->st, kind, &list, e);

    if (ok)
        s->out->choice = arena_zeroed(&s->out->mem, list->n_records, sizeof *s->out->choice);
    for (size_t i = 0; ok && i < list->n_records; i++)
        ok = offer_record(s, list->n[i], list->names[i], e);
    return ok;
}

/* A note is offered by its number alone: there are many, named after the works that they cite. */
static bool offer_word(struct search *s, const struct word *word, struct err *e)
{
    bool note = kind_of_id(word->word) == KIND_REFERENCE;
    uint32_t n = s->out->field == QUERY_SOURCE && !note ? store_find(s->app->st, word->word, e) : 0;
    struct buf names = {0};
    enum names_hit hit;
    struct record r;

    if (note && !*s->typed.key)
        return true;
    names_add_word(&names, word->word);
    if (n && store_record(s->app->st, &s->out->mem, n, &r, e)) /* it has names of its own */
        for (int lang = 0; lang < LANG_COUNT; lang++)
            names_add(&names, r.name[lang], strlen(r.name[lang]));
    hit = names_hit(buf_cstr(&names), s->typed.key);
    buf_finish(&names);
    offer(s, word->v, hit, names_slug(word->word));
    return !e->code;
}

static bool offer_words(struct search *s, struct err *e)
{
    const char *field = query_field_name(s->out->field);
    const struct word *words;
    size_t n_words;
    bool ok = store_words(s->app->st, &words, &n_words, e);

    if (ok)
        s->out->choice = arena_zeroed(&s->out->mem, n_words, sizeof *s->out->choice);
    for (size_t i = 0; ok && i < n_words; i++)
        if (strcmp(words[i].field, field) == 0)
            ok = offer_word(s, &words[i], e);
    return ok;
}

/* The years that anything happened in. */
static void offer_years(struct search *s)
{
    s->out->choice = arena_zeroed(&s->out->mem, s->n_counts, sizeof *s->out->choice);
    for (size_t i = 0; i < s->n_counts; i++) {
        struct buf year = {0}, names = {0};

        buf_printf(&year, "%u", s->counts[i].value);
        names_add(&names, buf_cstr(&year), year.n_bytes);
        offer(s, s->counts[i].value, names_hit(buf_cstr(&names), s->typed.key), buf_cstr(&year));
        buf_finish(&year);
        buf_finish(&names);
    }
}

/* The values that stand before the one at the caret. */
static void read_chosen(struct search *s, const struct query_part *part)
{
    const char *line = buf_cstr(&s->app->prompt.text);
    struct query_fault fault;
    struct buf term = {0};
    struct err e = {0};

    if (part->from_byte <= part->values_at_byte)
        return;
    buf_printf(&term, "%s:", query_field_name(part->field));
    buf_add(&term, line + part->values_at_byte, part->from_byte - part->values_at_byte);
    while (term.n_bytes && ((unsigned char)term.bytes[term.n_bytes - 1] & 0xC0) == 0x80)
        term.n_bytes--; /* the comma, of one byte or of three */
    term.n_bytes--;
    query_parse_typed(&s->chosen, term.bytes, term.n_bytes, s->app->st, &fault, &e);
    buf_finish(&term);
}

/* Do the counts of the timeline's rows speak of the field's values? */
static bool is_counted(enum query_field field)
{
    return field != QUERY_ADDRESSEE && field != QUERY_TERM && field != QUERY_AFTER &&
           field != QUERY_BEFORE;
}

static bool offer_values(struct search *s, const struct query_part *part, struct err *e)
{
    bool dates = query_values_of(part->field) == VALUES_DATES;

    if (part->field == QUERY_ID)
        return true; /* there are too many of them */
    s->out->named_as = dates ? QUERY_YEAR : part->field;
    s->out->counted = is_counted(part->field);
    if ((s->out->counted || dates) && !corpus_facet(s->app->corpus, &s->out->mem, KIND_NONE,
                                                    s->out->named_as, &s->counts, &s->n_counts, e))
        return false;
    if (s->n_counts)
        qsort(s->counts, s->n_counts, sizeof *s->counts, by_value);
    if (dates) {
        offer_years(s);
        return true;
    }
    read_chosen(s, part);
    return query_values_of(part->field) == VALUES_WORDS
               ? offer_words(s, e)
               : offer_records(s, query_kind_of(part->field), e);
}

/* Fills the list for the caret. */
static void find(struct app *app)
{
    const char *line = buf_cstr(&app->prompt.text);
    size_t caret = app->prompt.caret_at_byte, quote = 0;
    struct query_part part = query_part_at(line, app->prompt.text.n_bytes, caret);
    struct choices *c = &app->choices;
    struct search s = {.app = app, .out = c};
    char *typed;

    arena_reset(&c->mem);
    c->choice = NULL;
    c->n_choices = c->cursor = c->top = 0;
    c->walked = c->counted = false;
    c->field = part.field;
    c->from_byte = part.from_byte;
    c->to_byte = part.to_byte;
    if (part.quoted) { /* ASCII, or one of three bytes */
        quote = (unsigned char)line[part.from_byte] < 0x80 ? 1 : 3;
        if (!part.closed)
            c->to_byte = caret;
    }
    if (caret < part.from_byte + quote || (part.quoted && part.field == QUERY_TEXT))
        return;
    typed = arena_copy(&c->mem, line + part.from_byte + quote, caret - part.from_byte - quote);
    s.typed = names_typed(&c->mem, typed);
    store_hold(app->st, NULL); /* it reads much, for one key */
    if (part.field == QUERY_TEXT)
        offer_fields(&s);
    else
        offer_values(&s, &part, &app->error);
    store_release(app->st);
    query_finish(&s.chosen);
    if (c->n_choices)
        qsort(c->choice, c->n_choices, sizeof *c->choice, by_rank);
}

/* Puts the choice at the cursor into the line. */
static unsigned take(struct app *app)
{
    struct choices *c = &app->choices;
    const char *insert = c->choice[c->cursor].insert;

    c->open = false;
    if (!prompt_replace(&app->prompt, c->from_byte, c->to_byte, insert, strlen(insert)))
        return APP_BELL;
    history_rewind(&app->history);
    filter_start(app);
    return APP_REDRAW;
}

/* Does it stand there already? */
static bool is_there(const struct app *app, const struct choice *choice)
{
    const struct choices *c = &app->choices;

    return strlen(choice->insert) == c->to_byte - c->from_byte &&
           memcmp(buf_cstr(&app->prompt.text) + c->from_byte, choice->insert,
                  c->to_byte - c->from_byte) == 0;
}

unsigned completing_start(struct app *app)
{
    struct choices *c = &app->choices;

    filter_finish(app); /* the counts are those of what is typed */
    find(app);
    if (c->n_choices == 0 || (c->n_choices == 1 && is_there(app, c->choice)))
        return APP_BELL;
    if (c->n_choices == 1)
        return take(app);
    c->open = true;
    return APP_REDRAW;
}

static unsigned walk(struct choices *c, size_t steps)
{
    c->cursor = (c->cursor + steps) % c->n_choices;
    c->walked = true;
    return APP_REDRAW;
}

unsigned completing_act(struct app *app, enum action_id action)
{
    struct choices *c = &app->choices;

    switch (action) {
    case ACTION_COMPLETE:
        return completing_start(app);
    case ACTION_NEXT_CHOICE:
        return walk(c, 1);
    case ACTION_PREVIOUS_CHOICE:
        return walk(c, c->n_choices - 1);
    case ACTION_TAKE:
        return take(app);
    case ACTION_CLOSE_CHOICES:
        c->open = false;
        return APP_REDRAW;
    default:
        return 0;
    }
}

bool completing_before(struct app *app, struct key key)
{
    struct choices *c = &app->choices;
    uint32_t typed = key_narrow(key).code == 0x3001 ? ',' : key_narrow(key).code;
    bool is_field = c->field == QUERY_TEXT;
    bool ends = is_field ? typed == ':' : typed == ' ' || typed == ',';

    if (!c->walked && !ends) {
        c->open = c->open && typed != ' ';
        return false; /* what is typed narrows the list */
    }
    take(app);
    if (is_field)
        return typed == ':';
    if (!ends) /* it begins another word */
        prompt_insert(&app->prompt, " ", 1);
    return false;
}

void completing_follow(struct app *app)
{
    if (!app->choices.open)
        return;
    find(app);
    app->choices.open = app->choices.n_choices > 0;
}

/* What a value is called; a year says itself. */
static void name(struct app *app, struct choice *choice)
{
    struct choices *c = &app->choices;
    struct facet_name found;

    if (choice->name.p || c->field == QUERY_TEXT)
        return;
    choice->name = text_lit("");
    if (query_values_of(c->field) != VALUES_DATES &&
        facet_name(app->st, &c->mem, c->named_as, choice->value, app->display, &found, &app->error))
        choice->name = found.said;
}

void completing_fit(struct app *app, size_t page_rows)
{
    struct choices *c = &app->choices;

    c->page_rows = page_rows;
    if (c->cursor < c->top)
        c->top = c->cursor;
    if (page_rows && c->cursor >= c->top + page_rows)
        c->top = c->cursor - page_rows + 1;
    for (size_t i = c->top; c->open && i < c->n_choices && i < c->top + page_rows; i++)
        name(app, &c->choice[i]);
}
