/* From the start of a program to the last byte of its first screen, and the memory it then has. */
#include "measure.h"

#include <stdio.h>
#include <string.h>

enum { OURS = -1, MAX_SUBJECTS = SIZE_COUNT + 2 * PEER_SCREENS };

/* One program on one dossier, measured again and again. */
struct subject {
    int peer; /* or OURS */
    enum size size;
    struct series ms, peak_kib;
    struct series to_default, to_less; /* ratios within one round */
    double spent_ms;
};

static bool start_once(const struct bench *b, struct subject *s, double *ms)
{
    struct pty p;
    struct answer a;
    bool ok = s->peer == OURS ? prepare_ours(b, s->size, &p)
                              : prepare_peer(b, (enum peer)s->peer, s->size, &p);

    if (ok) {
        pty_go(&p);
        a = pty_hear(&p, START_QUIET_MS, START_LIMIT_MS);
        *ms = a.last_ms;
        ok = a.last_ms > 0 && pty_peak_kib(&p) > 0; /* one that ended has only complained */
        if (ok) {
            series_add(&s->ms, a.last_ms);
            series_add(&s->peak_kib, (double)pty_peak_kib(&p));
        }
    }
    pty_stop(&p);
    return ok;
}

static int choose_subjects(const struct bench *b, struct subject *list)
{
    int n = 0;

    for (int size = 0; size < SIZE_COUNT; size++)
        if (b->has[size])
            list[n++] = (struct subject){.peer = OURS, .size = (enum size)size};
    for (int peer = 0; peer < PEER_SCREENS; peer++)
        for (int size = 0; size < SIZE_COUNT; size++)
            if (b->has_peer[peer] && b->has[size] && (size == SIZE_DEFAULT || size == SIZE_100K))
                list[n++] = (struct subject){.peer = peer, .size = (enum size)size};
    return n;
}

static struct subject *find(struct subject *list, int n, int peer, enum size size)
{
    for (int i = 0; i < n; i++)
        if (list[i].peer == peer && list[i].size == size)
            return &list[i];
    return NULL;
}

/* One round starts each subject once, from another one each time. */
static void play_round(const struct bench *b, struct subject *list, int n, int round)
{
    double ms[MAX_SUBJECTS] = {0}, our_default = 0, less = 0;

    for (int k = 0; k < n; k++) {
        int i = (k + round) % n;
        double before = now_ms();

        if (round >= 3 && list[i].spent_ms > b->patience_ms)
            continue;
        if (!start_once(b, &list[i], &ms[i]))
            ms[i] = 0;
        list[i].spent_ms += now_ms() - before;
    }
    for (int i = 0; i < n; i++) {
        if (list[i].size == SIZE_DEFAULT && list[i].peer == OURS)
            our_default = ms[i];
        if (list[i].size == SIZE_DEFAULT && list[i].peer == PEER_LESS)
            less = ms[i];
    }
    for (int i = 0; i < n; i++) {
        if (ms[i] > 0 && our_default > 0)
            series_add(&list[i].to_default, ms[i] / our_default);
        if (ms[i] > 0 && less > 0)
            series_add(&list[i].to_less, ms[i] / less);
    }
}

/* "fzf 36 ms (4.1 ×), …": what peers took, and their median ratio to ours. */
static void tell_peers(const struct bench *b, struct subject *list, int n, enum size size,
                       bool memory, char *out, size_t out_bytes)
{
    size_t used = 0;

    *out = '\0';
    for (int peer = 0; peer < PEER_SCREENS && used < out_bytes; peer++) {
        struct subject *s = find(list, n, peer, size);
        char pairs[32] = "";

        if (!s || !s->ms.n)
            continue;
        if (s->ms.n < (size_t)b->pairs)
            snprintf(pairs, sizeof pairs, " [%zu]", s->ms.n);
        if (memory)
            used += (size_t)snprintf(out + used, out_bytes - used, "%s%s %.1f", used ? ", " : "",
                                     peers[peer].name, series_median(&s->peak_kib) / 1024);
        else
            used +=
                (size_t)snprintf(out + used, out_bytes - used, "%s%s %.1f ms%s", used ? ", " : "",
                                 peers[peer].name, series_median(&s->ms), pairs);
    }
}

static void tell_start(const struct bench *b, struct subject *list, int n, struct subject *s)
{
    char what[64], beside[256];

    snprintf(what, sizeof what, "start to first full screen, %s", size_names[s->size]);
    tell_peers(b, list, n, s->size, false, beside, sizeof beside);
    if (s->size == SIZE_DEFAULT)
        table_line(what, "≤ 1.5 × less", s->to_less.n && series_median(&s->to_less) <= 1.5, beside,
                   "%.1f ms; %.2f × less (quartiles %.2f–%.2f, %zu pairs)", series_median(&s->ms),
                   series_median(&s->to_less), series_at(&s->to_less, 0.25),
                   series_at(&s->to_less, 0.75), s->to_less.n);
    else
        table_line(what, s->size == SIZE_1M ? "" : "≤ 3 × default",
                   s->size == SIZE_1M ? -1 : series_median(&s->to_default) <= 3, beside,
                   "%.1f ms; %.2f × its own on default (quartiles %.2f–%.2f, %zu pairs)",
                   series_median(&s->ms), series_median(&s->to_default),
                   series_at(&s->to_default, 0.25), series_at(&s->to_default, 0.75),
                   s->to_default.n);
}

static void tell_memory(const struct bench *b, struct subject *list, int n, struct subject *s)
{
    char what[64], beside[256];
    double mib = series_median(&s->peak_kib) / 1024;

    snprintf(what, sizeof what, "memory after the start (peak resident), %s", size_names[s->size]);
    tell_peers(b, list, n, s->size, true, beside, sizeof beside);
    table_line(what, s->size == SIZE_DEFAULT ? "≤ 12 MiB" : "",
               s->size == SIZE_DEFAULT ? mib <= 12 : -1, beside, "%.1f MiB", mib);
}

void measure_starts(const struct bench *b)
{
    static struct subject list[MAX_SUBJECTS];
    int n = choose_subjects(b, list);

    for (int round = -1; round < b->pairs; round++) {
        progress("starting", "all", round + 1, b->pairs);
        play_round(b, list, n, round < 0 ? 0 : round);
        for (int i = 0; round < 0 && i < n; i++) { /* the first one only warms the caches */
            int peer = list[i].peer;
            enum size size = list[i].size;

            series_finish(&list[i].ms);
            series_finish(&list[i].peak_kib);
            series_finish(&list[i].to_default);
            series_finish(&list[i].to_less);
            list[i] = (struct subject){.peer = peer, .size = size};
        }
    }
    for (int i = 0; i < n && list[i].peer == OURS; i++)
        tell_start(b, list, n, &list[i]);
    for (int i = 0; i < n && list[i].peer == OURS; i++)
        tell_memory(b, list, n, &list[i]);
}
