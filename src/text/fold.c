/* The search key: one pass over the text by a table, and what of it depends on its neighbours. */
#include "nichiei/text/fold.h"

#include "fold_kind.h"
#include "fold_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

enum {
    CHUNK_BYTES = 1024,
    HEAD_BYTES = 4,       /* of a text in the table: enough for one character */
    FOLD_BROKEN = 0xFFFF, /* as an entry: no character */
};

static const char blank_head[HEAD_BYTES] = " ";
static const char replacement[] = "\uFFFD", long_mark[] = "\u30FC", middle_dot[] = "\u30FB";

/* A stretch of the key and what it stands for in the text; `even` if byte for byte. */
struct piece {
    size_t key_at, n_key, from, to;
    bool even;
};

/* A character of the text. */
struct unit {
    size_t at, n_bytes;
    uint16_t entry;
};

/* One that only changes by itself, and its key: HEAD_BYTES can be read there. */
struct simple {
    const uint8_t *key;
    size_t n_bytes, n_key;
    unsigned entry, kind;
};

struct fold {
    const uint8_t *s;
    size_t n_bytes;
    struct buf *out;
    struct buf *pieces;  /* NULL unless the places are asked for */
    enum fold_kind last; /* of the key's last character; FOLD_NONE before the first */
    /* What waits behind it for the next: long vowel marks and dots (after kana), then blanks. */
    size_t n_longs, n_dots;
    bool blank;
    size_t waits_from, waits_to; /* in the text */
    size_t n_chunk;
    uint8_t chunk[CHUNK_BYTES];
};

static uint16_t entry_of(ucs4_t c)
{
    return fold_entry[fold_block[c >> 6]][c & 63];
}

/* An entry's kind: that of the text where it has one. */
static enum fold_kind kind_of(uint16_t entry)
{
    if (entry == FOLD_BROKEN)
        return FOLD_OTHER;
    return entry < FOLD_TEXTS ? (enum fold_kind)entry
                              : (enum fold_kind)fold_text[entry - FOLD_TEXTS].kind;
}

static bool attaches(enum fold_kind kind)
{
    return kind == FOLD_MARK || kind == FOLD_JOIN;
}

static bool is_cjk(enum fold_kind kind)
{
    return kind == FOLD_CJK || kind == FOLD_KANA;
}

static void flush(struct fold *f)
{
    buf_add(f->out, f->chunk, f->n_chunk);
    f->n_chunk = 0;
}

static void note_piece(struct fold *f, size_t n_key, size_t from, size_t to, bool even)
{
    struct piece p = {f->out->n_bytes + f->n_chunk, n_key, from, to, even};
    struct piece *before = NULL;

    if (f->pieces->n_bytes)
        before = (struct piece *)(void *)(f->pieces->bytes + f->pieces->n_bytes) - 1;
    if (before && before->even && even && before->to == from) {
        before->n_key += n_key;
        before->to = to;
    } else {
        buf_add(f->pieces, &p, sizeof p);
    }
}

/* Adds to the key what stands for the text's bytes from..to. */
static void put(struct fold *f, const void *bytes, size_t n_bytes, size_t from, size_t to,
                bool even)
{
    if (f->pieces)
        note_piece(f, n_bytes, from, to, even);
    if (n_bytes > CHUNK_BYTES - f->n_chunk)
        flush(f);
    if (n_bytes == 3) /* nearly all Japanese; a copy of known size needs no call */
        memcpy(f->chunk + f->n_chunk, bytes, 3);
    else
        memcpy(f->chunk + f->n_chunk, bytes, n_bytes);
    f->n_chunk += n_bytes;
}

/* Decides on what waits, now that the next is known. */
static void settle(struct fold *f, enum fold_kind next)
{
    bool keeps_longs = next == FOLD_KANA && f->n_dots <= 1;
    bool keeps_dots = next != FOLD_KANA || f->n_dots > 1;

    for (; f->n_longs; f->n_longs--)
        if (keeps_longs)
            put(f, long_mark, sizeof long_mark - 1, f->waits_from, f->waits_to, false);
    for (; f->n_dots; f->n_dots--)
        if (keeps_dots)
            put(f, middle_dot, sizeof middle_dot - 1, f->waits_from, f->waits_to, false);
    if (f->blank && !(is_cjk(f->last) && is_cjk(next)))
        put(f, " ", 1, f->waits_from, f->waits_to, false);
    f->blank = false;
}

static bool waits(const struct fold *f)
{
    return f->n_longs || f->n_dots || f->blank;
}

/* One character of the key that stands for from..to, of a kind up to FOLD_KANA. */
static void put_plain(struct fold *f, enum fold_kind kind, const uint8_t *p, size_t n_bytes,
                      size_t from, size_t to)
{
    if (waits(f))
        settle(f, kind);
    put(f, p, n_bytes, from, to, to - from == n_bytes);
    f->last = kind;
}

/* One that waits for the next: a long vowel mark, a middle dot, a blank. */
static void put_waiting(struct fold *f, enum fold_kind kind, size_t from, size_t to)
{
    bool after_kana = f->last == FOLD_KANA;

    if (!waits(f))
        f->waits_from = from;
    if (kind == FOLD_BLANK) {
        f->blank = true;
        f->waits_to = to;
    } else if (after_kana && (kind == FOLD_DOT || !f->n_dots)) {
        f->blank = false;
        f->waits_to = to;
        if (kind == FOLD_DOT)
            f->n_dots++;
        else
            f->n_longs++;
    } else {
        settle(f, FOLD_CJK);
        put(f, kind == FOLD_DOT ? middle_dot : long_mark, sizeof long_mark - 1, from, to, false);
        f->last = FOLD_CJK;
    }
}

/* Characters of a key that are in order already; all stand for from..to. */
static void put_chars(struct fold *f, const uint8_t *p, size_t n_bytes, size_t from, size_t to)
{
    for (const uint8_t *end = p + n_bytes, *next; p < end; p = next) {
        enum fold_kind kind, following = FOLD_NONE;
        ucs4_t c, d;

        next = p + u8_mbtouc(&c, p, (size_t)(end - p));
        kind = kind_of(entry_of(c));
        if (next < end) {
            u8_mbtouc(&d, next, (size_t)(end - next));
            following = kind_of(entry_of(d));
        }
        if (attaches(kind)) {
            if (waits(f)) { /* a blank, which the mark stands on */
                settle(f, kind);
                f->last = FOLD_OTHER;
            }
            put(f, p, (size_t)(next - p), from, to, false);
        } else if (kind <= FOLD_KANA) {
            put_plain(f, kind, p, (size_t)(next - p), from, to);
        } else if (attaches(following) && kind != FOLD_BLANK) {
            put_plain(f, FOLD_CJK, p, (size_t)(next - p), from, to);
        } else {
            put_waiting(f, kind, from, to);
        }
    }
}

static void put_unit(struct fold *f, const struct unit *u)
{
    const uint8_t *p = f->s + u->at;
    size_t n_bytes = u->n_bytes, to = u->at + u->n_bytes;
    enum fold_kind kind = kind_of(u->entry);

    if (u->entry == FOLD_BROKEN) {
        p = (const uint8_t *)replacement;
        n_bytes = sizeof replacement - 1;
    } else if (u->entry >= FOLD_TEXTS) {
        p = fold_bytes + fold_text[u->entry - FOLD_TEXTS].at;
        n_bytes = fold_text[u->entry - FOLD_TEXTS].n_bytes;
    }
    if (kind <= FOLD_KANA)
        put_plain(f, kind, p, n_bytes, u->at, to);
    else if (kind == FOLD_MANY)
        put_chars(f, p, n_bytes, u->at, to);
    else
        put_waiting(f, kind, u->at, to);
}

static struct unit read_unit(const struct fold *f, size_t at)
{
    const uint8_t *p = f->s + at;
    size_t n_bytes = f->n_bytes - at;
    struct unit u = {at, 1, 0};
    ucs4_t c = p[0];

    if (c >= 0x80) {
        /* Three bytes without the leads that need a closer look, by hand: nearly all Japanese. */
        if (c > 0xE0 && c < 0xF0 && c != 0xED && n_bytes >= 3 && (p[1] & 0xC0) == 0x80 &&
            (p[2] & 0xC0) == 0x80) {
            c = (c & 15) << 12 | (ucs4_t)(p[1] & 63) << 6 | (p[2] & 63);
            u.n_bytes = 3;
        } else {
            u.n_bytes = (size_t)u8_mbtouc(&c, p, n_bytes);
            if (c == 0xFFFD) { /* a whole U+FFFD came through the branch above */
                u.entry = FOLD_BROKEN;
                return u;
            }
        }
    }
    u.entry = entry_of(c);
    return u;
}

/* What stands in the key for a unit, unless its neighbours change it. */
static void add_text(const struct fold *f, const struct unit *u, struct buf *out)
{
    if (u->entry == FOLD_BROKEN)
        buf_str(out, replacement);
    else if (u->entry < FOLD_TEXTS)
        buf_add(out, f->s + u->at, u->n_bytes);
    else
        buf_add(out, fold_bytes + fold_text[u->entry - FOLD_TEXTS].at,
                fold_text[u->entry - FOLD_TEXTS].n_bytes);
}

/* Takes the marks from letters, in place, and returns the bytes kept. */
static size_t strip_letters(uint8_t *s, size_t n_bytes)
{
    enum fold_kind base = FOLD_NONE;
    size_t kept = 0;

    for (size_t at = 0, c_bytes; at < n_bytes; at += c_bytes) {
        enum fold_kind kind;
        ucs4_t c;

        c_bytes = (size_t)u8_mbtouc(&c, s + at, n_bytes - at);
        kind = kind_of(entry_of(c));
        if (!attaches(kind))
            base = kind;
        if (kind == FOLD_MARK && base == FOLD_LETTER)
            continue;
        memmove(s + kept, s + at, c_bytes);
        kept += c_bytes;
    }
    return kept;
}

/* A base (NULL for none) and the marks at `at` that attach to it. Returns where they end. */
static size_t put_cluster(struct fold *f, const struct unit *base, size_t at)
{
    size_t from = base ? base->at : at, n_bytes;
    struct buf raw = {0};
    uint8_t *composed = NULL;

    if (base)
        add_text(f, base, &raw);
    while (at < f->n_bytes) {
        struct unit u = read_unit(f, at);

        if (attaches(kind_of(u.entry)))
            add_text(f, &u, &raw);
        else if (u.entry != FOLD_NONE)
            break;
        at += u.n_bytes;
    }
    if (!raw.failed) {
        n_bytes = strip_letters((uint8_t *)raw.bytes, raw.n_bytes);
        composed = u8_normalize(UNINORM_NFC, (uint8_t *)raw.bytes, n_bytes, NULL, &n_bytes);
    }
    if (composed)
        put_chars(f, composed, n_bytes, from, at);
    else
        f->out->failed = true;
    free(composed);
    buf_finish(&raw);
    return at;
}

/* The character at `at` if it is one that only changes by itself: false for others, for those of
 * two and four bytes and near the end of the text. */
static inline bool read_simple(const struct fold *f, size_t at, struct simple *c)
{
    const uint8_t *p = f->s + at;

    if (f->n_bytes - at < HEAD_BYTES)
        return false;
    if (p[0] < 0x80) {
        c->n_bytes = 1;
        c->entry = entry_of(p[0]);
    } else if (p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
               (p[2] & 0xC0) == 0x80) {
        c->n_bytes = 3;
        c->entry = fold_entry[fold_block[(p[0] & 15) << 6 | (p[1] & 63)]][p[2] & 63];
    } else {
        return false;
    }
    c->kind = c->entry;
    c->n_key = c->n_bytes;
    c->key = p;
    if (c->entry >= FOLD_TEXTS) {
        c->kind = fold_text[c->entry - FOLD_TEXTS].kind;
        c->n_key = fold_text[c->entry - FOLD_TEXTS].n_bytes;
        c->key = fold_text[c->entry - FOLD_TEXTS].head;
    }
    if (c->kind == FOLD_BLANK) {
        c->n_key = 1;
        c->key = (const uint8_t *)blank_head;
    }
    return c->kind <= FOLD_BLANK;
}

static bool is_printable(uint8_t byte)
{
    return byte >= ' ' && byte <= '~';
}

/* A blank before this kind: only the last of several counts, and none between Japanese. */
static bool drops_blank(const struct fold *f, enum fold_kind next)
{
    return next == FOLD_BLANK || (is_cjk(f->last) && is_cjk(next));
}

/*
 * The hot loop: from `at` on all but the last of the characters that only change by themselves.
 * Nothing waits. Returns where the last is: marks may follow it. Leaves off before ASCII.
 */
static size_t put_run(struct fold *f, size_t at)
{
    struct simple c, next;

    if (!read_simple(f, at, &c))
        return at;
    while (read_simple(f, at + c.n_bytes, &next) && c.n_bytes + next.n_bytes > 2) {
        if (c.kind != FOLD_BLANK || !drops_blank(f, next.kind)) {
            if (f->pieces)
                note_piece(f, c.n_key, at, at + c.n_bytes, c.n_key == c.n_bytes);
            if (CHUNK_BYTES - f->n_chunk < HEAD_BYTES)
                flush(f);
            memcpy(f->chunk + f->n_chunk, c.key, HEAD_BYTES);
            f->n_chunk += c.n_key;
        }
        if (c.kind != FOLD_BLANK)
            f->last = c.kind;
        at += c.n_bytes;
        c = next;
    }
    return at;
}

/*
 * The same for printable ASCII with single blanks, which is kept but for its case. Ends before two
 * blanks too.
 */
static size_t put_ascii(struct fold *f, size_t at)
{
    const uint8_t *s = f->s;
    size_t from = at, room = CHUNK_BYTES - f->n_chunk;

    while (at + 1 < f->n_bytes && at - from < room && is_printable(s[at]) &&
           is_printable(s[at + 1]) && (s[at] != ' ' || s[at + 1] != ' '))
        at++;
    if (at == from)
        return at;
    if (f->pieces)
        note_piece(f, at - from, from, at, true);
    for (size_t i = from; i < at; i++)
        f->chunk[f->n_chunk++] = s[i] >= 'A' && s[i] <= 'Z' ? s[i] + ('a' - 'A') : s[i];
    f->last = FOLD_OTHER;
    return at;
}

static void fold(struct fold *f)
{
    struct unit base = {0}; /* read, but not in the key before it is clear that no mark follows */
    bool has_base = false;
    size_t at = 0;

    while (at < f->n_bytes) {
        struct unit u = read_unit(f, at);

        if (u.entry == FOLD_NONE) {
            at += u.n_bytes;
        } else if (attaches(kind_of(u.entry))) {
            at = put_cluster(f, has_base ? &base : NULL, at);
            has_base = false;
        } else {
            if (has_base)
                put_unit(f, &base);
            if (!waits(f)) {
                at = is_printable(f->s[at]) ? put_ascii(f, at) : put_run(f, at);
                u = read_unit(f, at);
            }
            base = u;
            has_base = true;
            at += u.n_bytes;
        }
    }
    if (has_base)
        put_unit(f, &base);
    settle(f, FOLD_OTHER);
    flush(f);
}

static void begin(struct fold *f, struct buf *out, const char *bytes, size_t n_bytes)
{
    /* Not the chunk: a kilobyte to clear for each short name. */
    memset(f, 0, offsetof(struct fold, chunk));
    f->s = (const uint8_t *)bytes;
    f->n_bytes = n_bytes;
    f->out = out;
    f->last = FOLD_NONE;
}

void fold_key(struct buf *out, const char *bytes, size_t n_bytes)
{
    struct fold f;

    begin(&f, out, bytes, n_bytes);
    fold(&f);
}

/* Where the text's stretch starts that the key's byte k stands for; *i, the piece, only rises. */
static size_t source_start(const struct piece *pieces, size_t *i, size_t k)
{
    while (k >= pieces[*i].key_at + pieces[*i].n_key)
        (*i)++;
    return pieces[*i].from + (pieces[*i].even ? k - pieces[*i].key_at : 0);
}

/* Where the stretch ends whose key ends before byte k. */
static size_t source_end(const struct piece *pieces, size_t i, size_t k)
{
    while (k > pieces[i].key_at + pieces[i].n_key)
        i++;
    return pieces[i].even ? pieces[i].from + (k - pieces[i].key_at) : pieces[i].to;
}

/* Behind what would leave the key of a match that ends at `at` as it is. */
static size_t skip_silent(const struct fold *f, bool after_kana, size_t at)
{
    while (at < f->n_bytes) {
        struct unit u = read_unit(f, at);

        if (u.entry != FOLD_NONE && !(after_kana && kind_of(u.entry) == FOLD_LONG))
            break;
        at += u.n_bytes;
    }
    return at;
}

static bool ends_in_kana(const char *key, size_t key_bytes)
{
    size_t at = key_bytes - 1;
    ucs4_t c;

    while (at > 0 && ((uint8_t)key[at] & 0xC0) == 0x80)
        at--;
    u8_mbtouc(&c, (const uint8_t *)key + at, key_bytes - at);
    return entry_of(c) == FOLD_KANA;
}

bool fold_trace_make(struct fold_trace *t, const char *original, size_t n_bytes)
{
    struct fold f;

    buf_reset(&t->key);
    buf_reset(&t->pieces);
    t->original = original;
    t->n_bytes = n_bytes;
    begin(&f, &t->key, original, n_bytes);
    f.pieces = &t->pieces;
    fold(&f);
    return !t->key.failed && !t->pieces.failed;
}

void fold_trace_finish(struct fold_trace *t)
{
    buf_finish(&t->key);
    buf_finish(&t->pieces);
}

struct fold_span fold_trace_span(const struct fold_trace *t, size_t at, size_t n_bytes,
                                 size_t *piece)
{
    const struct piece *pieces = (const struct piece *)(const void *)t->pieces.bytes;
    size_t start = source_start(pieces, piece, at), end;
    struct fold f;

    begin(&f, NULL, t->original, t->n_bytes); /* to read it again */
    end = skip_silent(&f, ends_in_kana(t->key.bytes + at, n_bytes),
                      source_end(pieces, *piece, at + n_bytes));
    return (struct fold_span){start, end - start};
}

/* Behind a match that ends at `end` of the text, from byte k of the key on. */
static size_t skip_covered(const struct fold_trace *t, size_t k, size_t end, size_t *piece)
{
    const struct piece *pieces = (const struct piece *)(const void *)t->pieces.bytes;

    while (k < t->key.n_bytes && source_start(pieces, piece, k) < end)
        k++;
    return k;
}

static size_t match(const struct fold_trace *t, const char *key, struct fold_span *spans,
                    size_t max)
{
    size_t key_bytes = strlen(key), n_spans = 0, piece = 0, k = 0;

    while (key_bytes && n_spans < max && t->key.n_bytes - k >= key_bytes) {
        if (memcmp(t->key.bytes + k, key, key_bytes) != 0) {
            k++;
            continue;
        }
        spans[n_spans] = fold_trace_span(t, k, key_bytes, &piece);
        k = skip_covered(t, k + key_bytes, spans[n_spans].at + spans[n_spans].n_bytes, &piece);
        n_spans++;
    }
    return n_spans;
}

size_t fold_match(const char *original, size_t n_bytes, const char *key, struct fold_span *spans,
                  size_t max)
{
    struct fold_trace t = {0};
    size_t n_spans = 0;

    if (fold_trace_make(&t, original, n_bytes))
        n_spans = match(&t, key, spans, max);
    fold_trace_finish(&t);
    return n_spans;
}
