/* Looking for a text in all records, a slice at a time. */
#include "nichiei/text/fold.h"
#include "nichiei/text/romaji.h"

#include "corpus_in.h"

#include <stdlib.h>
#include <string.h>

/* What else costs time, in bytes looked through; and what the kept finds may take. */
enum {
    CHUNK_COST = 2 << 20,
    EDGE_COST = 16,
    PIECE_COST = 256,
    KEPT_BYTES = 4 << 20,
    NO_PLACES = -1
};

/* Looks for the key, the last one in f->keys from key_at on, in a part of the text. */
static void add_seek(struct finder *f, enum text_part part, size_t key_at, bool literal)
{
    if (f->n_seeks < MAX_SEEKS && f->keys.n_bytes > key_at)
        f->seek[f->n_seeks++] = (struct seek){.part = part,
                                              .key_at = key_at,
                                              .n_bytes = f->keys.n_bytes - key_at,
                                              .at_word = !literal};
}

/* What is looked for as it is written: in names and in prose. */
static void seek_literal(struct finder *f, const char *text, bool literal)
{
    size_t at = f->keys.n_bytes;

    fold_key(&f->keys, text, strlen(text));
    add_seek(f, TEXT_NAMES, at, literal);
    add_seek(f, TEXT_PROSE, at, literal);
}

static void seek_sound(struct finder *f, const char *text)
{
    size_t at = f->keys.n_bytes;

    if (!romaji_key_of_typed(&f->keys, text, strlen(text)))
        return;
    add_seek(f, TEXT_NAMES_SOUND, at, true);
    add_seek(f, TEXT_PROSE_SOUND, at, true);
}

static bool starts_with(const char *s, size_t n_bytes, const char *start, size_t start_bytes)
{
    return start_bytes <= n_bytes && memcmp(s, start, start_bytes) == 0;
}

/* Does f find all that the text at hand finds, by its key and, if it has one, by its sound? */
static bool finds_all(const struct found *found, const struct finder *f, bool literal)
{
    const char *key = buf_cstr(&f->keys), *begun = buf_cstr(&found->keys);
    size_t sound_bytes = f->keys.n_bytes - f->key_bytes;
    size_t begun_bytes = found->keys.n_bytes - found->key_bytes;

    return found->whole && found->keys.n_bytes && found->literal == literal &&
           starts_with(key, f->key_bytes, begun, found->key_bytes) &&
           (!sound_bytes || (begun_bytes && starts_with(key + f->key_bytes, sound_bytes,
                                                        begun + found->key_bytes, begun_bytes)));
}

/* Chooses where the finds go, and what they are found among. True if they are there already. */
static bool choose_place(struct corpus *c, bool literal)
{
    struct finder *f = &c->finder;
    size_t limit = KEPT_BYTES / ((size_t)c->n_records + 1);
    int n_kept = limit > MAX_FOUND ? MAX_FOUND : limit < 4 ? 4 : (int)limit;

    f->base = NULL;
    f->out = NULL;
    for (int i = 0; i < n_kept; i++) {
        struct found *found = &f->kept[i];

        if (!finds_all(found, f, literal) ||
            (f->base && found->keys.n_bytes <= f->base->keys.n_bytes))
            continue;
        f->base = found;
        found->used = ++f->clock;
    }
    for (int i = 0; i < n_kept; i++)
        if (&f->kept[i] != f->base && (!f->out || f->kept[i].used < f->out->used))
            f->out = &f->kept[i];
    if (!f->base || f->base->keys.n_bytes != f->keys.n_bytes || f->base->key_bytes != f->key_bytes)
        return false;
    f->out = &f->kept[f->base - f->kept];
    return true;
}

/* Takes the places that the beginning does not need, from whoever has them. */
static bool take_places(struct corpus *c)
{
    struct finder *f = &c->finder;
    int mine = f->base && f->base->places == 0 ? 1 : 0;
    bool ok = true;

    for (int i = 0; i < MAX_FOUND; i++)
        if (f->kept[i].places == mine)
            f->kept[i].places = NO_PLACES;
    f->out->places = mine;
    for (int p = 0; p < TEXT_PARTS; p++) {
        if (!f->place[mine][p])
            f->place[mine][p] = malloc(((size_t)c->n_records + 1) * sizeof *f->place[mine][p]);
        ok = ok && f->place[mine][p];
    }
    return ok;
}

/* Empties the chosen place for new finds. */
static bool prepare_place(struct corpus *c, bool literal, bool keeps, struct err *e)
{
    struct finder *f = &c->finder;
    struct found *out = f->out;

    if (!out->hit)
        out->hit = malloc((size_t)c->n_records + 1);
    out->whole = false;
    out->literal = literal;
    out->key_bytes = f->key_bytes;
    out->used = ++f->clock;
    buf_reset(&out->keys);
    if (keeps)
        buf_add(&out->keys, buf_cstr(&f->keys), f->keys.n_bytes);
    if (!take_places(c) || !out->hit || out->keys.failed || f->keys.failed)
        return err_set(e, ERR_DATA, "out of memory");
    memset(out->hit, 0, (size_t)c->n_records + 1);
    memset(out->n_hits, 0, sizeof out->n_hits);
    return true;
}

static void reset(struct finder *f)
{
    buf_reset(&f->keys);
    f->n_seeks = f->seek_i = 0;
    f->n = 1;
}

bool finder_start(struct corpus *c, const char *text, bool literal, struct err *e)
{
    struct finder *f = &c->finder;

    reset(f);
    seek_literal(f, text, literal);
    f->key_bytes = f->keys.n_bytes;
    if (!literal)
        seek_sound(f, text);
    return choose_place(c, literal) || prepare_place(c, literal, true, e);
}

/* Looks for each of the names, which are keys already, as words. */
static void seek_names(struct finder *f, const char *names)
{
    while (*names) {
        size_t n_bytes = strcspn(names, "\x1F"), at = f->keys.n_bytes;

        buf_add(&f->keys, names, n_bytes);
        add_seek(f, TEXT_NAMES, at, false);
        add_seek(f, TEXT_PROSE, at, false);
        names += n_bytes + (names[n_bytes] != '\0');
    }
}

bool finder_start_names(struct corpus *c, const uint32_t *n, int n_records, struct err *e)
{
    struct finder *f = &c->finder;
    const struct name_list *terms;

    reset(f);
    if (!store_names(c->st, KIND_TERM, &terms, e))
        return false;
    for (int i = 0; i < n_records; i++)
        for (size_t k = 0; k < terms->n_records; k++)
            if (terms->n[k] == n[i])
                seek_names(f, terms->names[k]);
    choose_place(c, false);
    f->base = NULL;
    return prepare_place(c, false, false, e);
}

/* The record at whose piece, or the one behind the last, the bytes from n's piece on are spent. */
static uint32_t slice_end(const uint32_t *at, uint32_t n, uint32_t n_records, size_t n_bytes)
{
    uint32_t low = n, high = n_records + 1; /* at least one record */

    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;

        if (at[middle - 1] - at[n - 1] <= n_bytes)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Prose says nothing more of a record that is found by its name, nor how it sounds of one that is
 * found at all. */
static uint8_t done_before(enum text_part part)
{
    return part == TEXT_PROSE         ? 1 << TEXT_NAMES
           : part == TEXT_PROSE_SOUND ? OWN_LITERAL | 1 << TEXT_NAMES_SOUND
                                      : 0;
}

/* Looks through the pieces that the beginning of the text was found in, or may have been. */
static void seek_among(struct finder *f, const struct scan_key *key, const struct scan_text *text,
                       const struct scan_hits *hits, enum text_part part, long *budget)
{
    const uint8_t *base = f->base->hit;
    const uint32_t *begun = f->base->places < 0 ? NULL : f->place[f->base->places][part];

    for (; f->n <= text->n_pieces && *budget > 0; f->n++) {
        if (!(base[f->n] & (hits->bit | hits->done)) || f->out->hit[f->n] & hits->done)
            continue;
        *budget -= PIECE_COST;
        if (begun && base[f->n] & hits->bit)
            scan_piece_on(key, text, f->n, begun[f->n], hits);
        else
            scan_pieces(key, text, f->n, f->n, hits);
    }
}

/* Is it worth while to look only where the beginning was found? */
static bool is_narrow(const struct corpus *c)
{
    const struct found *base = c->finder.base;
    size_t n_hits = 0;

    if (!base || base->places >= 0)
        return base != NULL;
    for (int p = 0; p < TEXT_PARTS; p++)
        n_hits += base->n_hits[p];
    return n_hits < c->n_records / 4;
}

/* A letter at the start of words: that is known of each record. */
static void seek_initial(const struct corpus *c, enum text_part part, uint64_t initial,
                         const struct scan_hits *hits)
{
    for (uint32_t n = 1; n <= c->n_records; n++)
        if (c->initials[part][n] & initial)
            hits->hit[n] |= hits->bit;
}

/* Looks through one slice of a part; the seek is over when it has come to the last record. */
static void seek_on(struct corpus *c, long *budget)
{
    struct finder *f = &c->finder;
    const struct seek *s = &f->seek[f->seek_i];
    const struct scan_text text = {c->text.part[s->part].bytes, c->text.part[s->part].at,
                                   c->n_records};
    const struct scan_hits hits = {f->out->hit, (uint8_t)(1 << s->part), done_before(s->part),
                                   f->place[f->out->places == 1][s->part]};
    struct scan_key key =
        scan_key_of(buf_cstr(&f->keys) + s->key_at, s->n_bytes, s->at_word, &c->sample[s->part]);
    uint64_t initial = scan_initial_of(&key);

    if (initial && corpus_has_text(c)) {
        seek_initial(c, s->part, initial, &hits);
        f->out->places = NO_PLACES;
        f->n = c->n_records + 1;
    } else if (is_narrow(c)) {
        seek_among(f, &key, &text, &hits, s->part, budget);
    } else if (f->n <= c->n_records) {
        uint32_t end = slice_end(text.at, f->n, c->n_records, (size_t)*budget);

        *budget -= (long)(text.at[end - 1] - text.at[f->n - 1]);
        scan_pieces(&key, &text, f->n, end - 1, &hits);
        f->n = end;
    }
    if (f->n > c->n_records) {
        f->n = 1;
        f->seek_i++;
    }
}

/* Names of actors, themes and so on find what is linked with them, and the words of an item its
 * recommendation. */
static void link_on(struct corpus *c, long *budget)
{
    struct finder *f = &c->finder;
    uint8_t *hit = f->out->hit;

    for (; f->n <= c->n_records && *budget > 0; f->n++) {
        unsigned all = hit[f->n], names = all & (1 << TEXT_NAMES | 1 << TEXT_NAMES_SOUND);

        *budget -= 1;
        if (!(all & (OWN_LITERAL | OWN_SOUND)))
            continue;
        for (int p = 0; p < TEXT_PARTS; p++)
            f->out->n_hits[p] += all >> p & 1;
        for (uint32_t i = c->ix->into_at[f->n - 1]; i < c->ix->into_at[f->n]; i++) {
            enum relation relation = (enum relation)c->ix->into_relation[i];
            unsigned seen = relation == REL_ITEM ? all : relation_lends_name(relation) ? names : 0;

            *budget -= EDGE_COST;
            if (seen & OWN_LITERAL)
                hit[c->ix->into_from[i]] |= VIA_LITERAL;
            if (seen & OWN_SOUND)
                hit[c->ix->into_from[i]] |= VIA_SOUND;
        }
    }
}

bool finder_work(struct corpus *c, long *budget, bool *done, struct err *e)
{
    struct finder *f = &c->finder;

    *done = f->out->whole;
    if (*done)
        return true;
    if (!c->text.whole) {
        *budget -= CHUNK_COST;
        return corpus_load_text(c, e);
    }
    if (f->seek_i < f->n_seeks)
        seek_on(c, budget);
    else
        link_on(c, budget);
    *done = f->out->whole = f->seek_i == f->n_seeks && f->n > c->n_records;
    return true;
}

void finder_finish(struct finder *f)
{
    buf_finish(&f->keys);
    for (int i = 0; i < MAX_FOUND; i++) {
        buf_finish(&f->kept[i].keys);
        free(f->kept[i].hit);
    }
    for (int i = 0; i < 2; i++)
        for (int p = 0; p < TEXT_PARTS; p++)
            free(f->place[i][p]);
}
