/* Drawing terms around one record, so that they have something to do with each other. */
#include "draw.h"

#include "nichiei/text/edtf.h"

#include "spell.h"

#include <stdio.h>
#include <string.h>

struct draw {
    const struct oracle *o;
    struct dice *d;
    uint32_t around; /* the record that the query is about: most often an activity or event */
};

static bool chance(struct draw *w, uint32_t percent)
{
    return dice_below(w->d, 100) < percent;
}

static uint32_t any_record(struct draw *w)
{
    return 1 + dice_below(w->d, oracle_n_records(w->o));
}

static uint32_t any_of_kind(struct draw *w, enum kind kind)
{
    uint32_t n_records = oracle_n_records(w->o), n = any_record(w);

    while (oracle_record(w->o, n)->kind != kind) /* there are some of each */
        n = n % n_records + 1;
    return n;
}

static uint32_t any_fact(struct draw *w)
{
    return any_of_kind(w, dice_below(w->d, 4) ? KIND_ACTIVITY : KIND_EVENT);
}

/* --- text ----------------------------------------------------------------------------------- */

/* A text of the record, or of what it speaks of; "" if chance finds none. */
static const char *any_text(struct draw *w)
{
    const struct oracle_record *r = oracle_record(w->o, w->around);
    uint32_t n = w->around;

    if (r->n_pairs && chance(w, 35))
        n = r->pairs[dice_below(w->d, (uint32_t)r->n_pairs)].value;
    else if (chance(w, 12))
        n = any_record(w);
    for (int tries = 0; tries < 40; tries++) {
        const struct resource *in = schema_of_kind(oracle_record(w->o, n)->kind);
        const struct field *f = &in->fields[dice_below(w->d, (uint32_t)in->n_fields)];
        const char *text = oracle_field(w->o, n, f->name);

        if ((f->type == FIELD_TEXT || f->type == FIELD_KANA) && *text)
            return text;
    }
    return "";
}

static size_t char_bytes(const char *s)
{
    size_t n_bytes = 1;

    while (((unsigned char)s[n_bytes] & 0xC0) == 0x80)
        n_bytes++;
    return n_bytes;
}

/* Kana and kanji, without the marks that stand between words or lengthen them. */
static bool is_japanese(const char *s)
{
    static const char *const marks[] = {"・", "ー", "゠", "゛", "゜"};
    unsigned char lead = (unsigned char)*s;

    if (lead < 0xE3 || lead > 0xE9 || (lead == 0xE3 && (unsigned char)s[1] < 0x81))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0)
            return false;
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Somewhere in the text, at the start of a character. */
static const char *any_place(struct draw *w, const char *text)
{
    const char *at = text + dice_below(w->d, (uint32_t)strlen(text));

    while (at > text && ((unsigned char)*at & 0xC0) == 0x80)
        at--;
    return at;
}

static bool put_text(struct oracle_term *t, const char *start, const char *end)
{
    size_t n_bytes = (size_t)(end - start);

    if (!n_bytes || n_bytes >= sizeof t->text)
        return false;
    memcpy(t->text, start, n_bytes);
    t->text[n_bytes] = '\0';
    return true;
}

/* One, two, three or more characters of Japanese. */
static bool draw_japanese(struct draw *w, struct oracle_term *t)
{
    const char *text = any_text(w), *at, *end;
    uint32_t wanted = 1 + dice_below(w->d, 3);

    if (!*text)
        return false;
    if (chance(w, 25))
        wanted += dice_below(w->d, 5);
    at = end = any_place(w, text);
    while (wanted-- && is_japanese(end))
        end += char_bytes(end);
    return put_text(t, at, end);
}

/* A Latin word or number, its beginning, or (in vain, mostly) what it ends with. */
static bool draw_latin(struct draw *w, struct oracle_term *t)
{
    const char *text = any_text(w), *at, *end;

    if (!*text)
        return false;
    at = any_place(w, text);
    while (at > text && is_letter(at[-1]))
        at--;
    for (end = at; is_letter(*end);)
        end++;
    if (end - at > 3 && chance(w, 30))
        end -= 1 + dice_below(w->d, (uint32_t)(end - at) - 2);
    else if (end - at > 3 && chance(w, 10))
        at += 1 + dice_below(w->d, 2);
    return put_text(t, at, end);
}

/* Words and characters as they stand there, in quotes. */
static bool draw_phrase(struct draw *w, struct oracle_term *t)
{
    const char *text = any_text(w), *at, *end, *last;
    uint32_t wanted = 2 + dice_below(w->d, 16);

    if (!*text)
        return false;
    at = end = last = any_place(w, text);
    while (wanted-- && *end && *end != '"' && strncmp(end, "“", 3) != 0 &&
           strncmp(end, "”", 3) != 0 && strncmp(end, "＂", 3) != 0) {
        last = end;
        end += char_bytes(end);
    }
    t->literal = true;
    /* Its ends say something: else the key of the piece need not stand in the key of the text. */
    return (is_letter(*at) || is_japanese(at)) && (is_letter(*last) || is_japanese(last)) &&
           put_text(t, at, end);
}

/* A reading or a word in katakana, spelled in Latin letters, often not to its end. */
static bool draw_romaji(struct draw *w, struct oracle_term *t)
{
    uint32_t n = chance(w, 50) ? any_of_kind(w, KIND_ACTOR) : any_of_kind(w, KIND_TERM);
    const char *text = chance(w, 30) ? any_text(w) : oracle_field(w->o, n, "reading_kana");
    const char *kana = "";
    size_t n_bytes = spell_run(text, &kana), wanted;
    struct buf typed = {0};
    bool ok =
        n_bytes >= 9 && spell(&typed, kana, n_bytes, (enum spelling)dice_below(w->d, SPELL_COUNT));

    wanted = typed.n_bytes;
    if (ok && wanted > 6 && chance(w, 60))
        wanted = 4 + dice_below(w->d, (uint32_t)wanted - 5);
    while (ok && wanted < typed.n_bytes && ((unsigned char)typed.bytes[wanted] & 0xC0) == 0x80)
        wanted++;
    ok = ok && put_text(t, typed.bytes, typed.bytes + wanted);
    buf_finish(&typed);
    return ok;
}

static bool draw_text(struct draw *w, struct oracle_term *t)
{
    static bool (*const ways[])(struct draw *, struct oracle_term *) = {
        draw_japanese, draw_japanese, draw_latin, draw_latin, draw_phrase, draw_romaji};

    return ways[dice_below(w->d, sizeof ways / sizeof ways[0])](w, t);
}

/* --- values --------------------------------------------------------------------------------- */

static enum kind kind_of_field(enum query_field field)
{
    static const enum kind kinds[QUERY_FIELD_COUNT] = {
        [QUERY_ACTOR] = KIND_ACTOR, [QUERY_ADDRESSEE] = KIND_ACTOR,    [QUERY_THEME] = KIND_THEME,
        [QUERY_TYPE] = KIND_TYPE,   [QUERY_REC] = KIND_RECOMMENDATION, [QUERY_TERM] = KIND_TERM,
    };

    return kinds[field];
}

/* A value that the record itself has, three times in four; else any. */
static uint32_t draw_record(struct draw *w, enum query_field field)
{
    const struct oracle_record *r = oracle_record(w->o, w->around);

    if (field == QUERY_ID)
        return chance(w, 50) ? w->around : any_record(w);
    for (int tries = 0; tries < 12 && r->n_pairs && chance(w, 95); tries++) {
        const struct oracle_pair *p = &r->pairs[dice_below(w->d, (uint32_t)r->n_pairs)];

        if (p->field == field)
            return p->value;
    }
    return any_of_kind(w, kind_of_field(field));
}

static bool draw_word(struct draw *w, enum query_field field, uint32_t *place)
{
    for (int tries = 0; tries < 2000; tries++) {
        const struct oracle_record *r = oracle_record(w->o, tries < 12 ? w->around : any_record(w));
        const struct oracle_word *word =
            r->n_words ? &r->words[dice_below(w->d, (uint32_t)r->n_words)] : NULL;

        if (word && word->field == field) {
            *place = word->place;
            return true;
        }
    }
    return false;
}

/* A date near the record's own: how it is typed, and the days that it means. */
static void draw_date(struct draw *w, struct buf *typed, int32_t *first, int32_t *last)
{
    const struct oracle_record *r = oracle_record(w->o, chance(w, 60) ? w->around : any_fact(w));
    int32_t near = r->dated && r->first_day != EDTF_DAY_MIN  ? r->first_day
                   : r->dated && r->last_day != EDTF_DAY_MAX ? r->last_day
                                                             : edtf_day(2018, 5, 1);
    int y, m, d, quarter;

    edtf_civil(near, &y, &m, &d);
    y += (int)dice_below(w->d, 2) - (int)dice_below(w->d, 2);
    quarter = 1 + (int)dice_below(w->d, 4);
    switch (dice_below(w->d, 12)) {
    case 0:
        buf_printf(typed, "%04d-%02d", y, m);
        *first = edtf_day(y, m, 1);
        *last = (m == 12 ? edtf_day(y + 1, 1, 1) : edtf_day(y, m + 1, 1)) - 1;
        return;
    case 1:
        edtf_civil(near, &y, &m, &d); /* a day that there is */
        buf_printf(typed, "%04d-%02d-%02d", y, m, d);
        *first = *last = near;
        return;
    case 2:
        buf_printf(typed, "%04d..%04d", y, y + 2);
        *first = edtf_day(y, 1, 1);
        *last = edtf_day(y + 2, 12, 31);
        return;
    case 3:
        buf_printf(typed, "..%04d", y);
        *first = EDTF_DAY_MIN;
        *last = edtf_day(y, 12, 31);
        return;
    case 4:
        buf_printf(typed, "%04d-%02d..", y, m);
        *first = edtf_day(y, m, 1);
        *last = EDTF_DAY_MAX;
        return;
    case 5: /* the era of its year, but for the years that share two */
        if (y < 1990 || y == 2019)
            break;
        buf_printf(typed, y > 2019 ? "R%d" : "平成%d年", y > 2019 ? y - 2018 : y - 1988);
        *first = edtf_day(y, 1, 1);
        *last = edtf_day(y, 12, 31);
        return;
    case 6:
        buf_printf(typed, "FY%04d", y);
        *first = edtf_day(y, 4, 1);
        *last = edtf_day(y + 1, 3, 31);
        return;
    case 7:
        buf_printf(typed, "%04dQ%d", y, quarter);
        *first = edtf_day(y, 3 * quarter - 2, 1);
        *last = (quarter == 4 ? edtf_day(y + 1, 1, 1) : edtf_day(y, 3 * quarter + 1, 1)) - 1;
        return;
    case 8:
        buf_printf(typed, "%03dX", y / 10);
        *first = edtf_day(y / 10 * 10, 1, 1);
        *last = edtf_day(y / 10 * 10 + 9, 12, 31);
        return;
    case 9:
        buf_printf(typed, "%04d-%02d/%04d-02", y, m, y + 1);
        *first = edtf_day(y, m, 1);
        *last = edtf_day(y + 1, 3, 1) - 1;
        return;
    default:
        break;
    }
    buf_printf(typed, "%04d", y);
    *first = edtf_day(y, 1, 1);
    *last = edtf_day(y, 12, 31);
}

static bool draw_dates(struct draw *w, struct oracle_term *t)
{
    struct buf typed = {0};

    t->n_values = chance(w, 20) ? 2 : 1;
    for (int i = 0; i < t->n_values; i++) {
        if (i)
            buf_char(&typed, ',');
        draw_date(w, &typed, &t->first_day[i], &t->last_day[i]);
    }
    put_text(t, typed.bytes, typed.bytes + typed.n_bytes);
    buf_finish(&typed);
    return true;
}

static bool draw_value(struct draw *w, struct oracle_term *t, int i)
{
    if (query_values_of(t->field) == VALUES_WORDS)
        return draw_word(w, t->field, &t->word[i]);
    t->record[i] = draw_record(w, t->field);
    return true;
}

/* Once each: what a value excludes that another of its term excludes too is no question. */
static bool draw_values(struct draw *w, struct oracle_term *t)
{
    int wanted = chance(w, 25) ? 2 + (int)dice_below(w->d, ORACLE_VALUES - 1) : 1;

    while (wanted--) {
        int i = t->n_values;
        bool is_new = true;

        if (!draw_value(w, t, i))
            return false; /* no record bears any */
        for (int k = 0; k < i; k++)
            is_new = is_new && (t->record[k] != t->record[i] || t->word[k] != t->word[i]);
        t->n_values += is_new;
    }
    return true;
}

/* --- queries -------------------------------------------------------------------------------- */

static void draw_term(struct draw *w, struct oracle_term *t)
{
    /* One in three looks for text; of the fields, the commonest more than once. */
    static const enum query_field often[] = {QUERY_ACTOR, QUERY_ACTOR, QUERY_THEME,  QUERY_TYPE,
                                             QUERY_REC,   QUERY_DATE,  QUERY_DATE,   QUERY_YEAR,
                                             QUERY_AFTER, QUERY_IS,    QUERY_COUNTRY};
    bool ok = false;

    while (!ok) {
        *t = (struct oracle_term){.field = (enum query_field)dice_below(w->d, QUERY_FIELD_COUNT)};
        if (chance(w, 33))
            t->field = QUERY_TEXT;
        else if (chance(w, 40))
            t->field = often[dice_below(w->d, sizeof often / sizeof often[0])];
        t->excludes = chance(w, 15);
        switch (query_values_of(t->field)) {
        case VALUES_TEXT:
            ok = draw_text(w, t);
            break;
        case VALUES_DATES:
            ok = draw_dates(w, t);
            break;
        default:
            ok = draw_values(w, t);
        }
    }
}

/* As people go on from the last query: a term more, one less, or one turned round. */
static void go_on(struct draw *w, struct oracle_query *q)
{
    int i = (int)dice_below(w->d, (uint32_t)q->n_terms);

    switch (dice_below(w->d, 3)) {
    case 0:
        if (q->n_terms < ORACLE_TERMS)
            draw_term(w, &q->term[q->n_terms++]);
        break;
    case 1:
        memmove(&q->term[i], &q->term[i + 1], (size_t)(q->n_terms - i - 1) * sizeof q->term[0]);
        q->n_terms--;
        break;
    default:
        q->term[i].excludes = !q->term[i].excludes;
    }
}

void draw_query(const struct oracle *o, struct dice *d, struct oracle_query *q, struct buf *typed)
{
    struct draw w = {o, d, 0};

    w.around = chance(&w, 85)   ? any_fact(&w)
               : chance(&w, 80) ? any_record(&w)
                                : oracle_n_records(o);
    if (q->n_terms && chance(&w, 33)) {
        go_on(&w, q);
    } else {
        q->n_terms = 1 + (int)dice_below(d, 4);
        for (int i = 0; i < q->n_terms; i++)
            draw_term(&w, &q->term[i]);
        if (q->n_terms < ORACLE_TERMS && chance(&w, 20)) { /* a field twice: both must hold */
            struct oracle_term *t = &q->term[q->n_terms];

            do
                draw_term(&w, t);
            while (t->field != q->term[0].field);
            q->n_terms++;
        }
    }
    buf_reset(typed);
    for (int i = 0; i < q->n_terms; i++) {
        if (i)
            buf_char(typed, ' ');
        draw_type(o, &q->term[i], typed);
    }
}

void draw_type(const struct oracle *o, const struct oracle_term *t, struct buf *typed)
{
    const char *const *words;

    buf_str(typed, t->excludes ? "-" : "");
    if (t->field == QUERY_TEXT) {
        buf_printf(typed, t->literal ? "\"%s\"" : "%s", t->text);
        return;
    }
    oracle_words(o, t->field, &words);
    buf_printf(typed, "%s:", query_field_name(t->field));
    if (query_values_of(t->field) == VALUES_DATES)
        buf_str(typed, t->text);
    for (int i = 0; i < t->n_values && query_values_of(t->field) != VALUES_DATES; i++)
        buf_printf(typed, "%s%s", i ? "," : "",
                   query_values_of(t->field) == VALUES_WORDS ? words[t->word[i]]
                                                             : oracle_record(o, t->record[i])->id);
}
